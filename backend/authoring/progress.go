package authoring

import "io"

// Progress is told now and then, from one goroutine, how far an original has been
// taken in.
type Progress func(Taken)

// Taken is how far an original has been taken in.
type Taken struct {
	Name  string // "" for a paste
	Done  int64  // bytes
	Total int64  // bytes, 0 while nobody knows how many there are
	// Glimpse is set once, before all else, of a large text.
	Glimpse *Glimpse
}

// progressStep is after how many bytes progress is told again.
const progressStep = 4 << 20

// taking tells of the way of one original: its bytes are kept first and read then, and
// either is half of the way.
type taking struct {
	name string
	size int64 // 0 where it is not known
	tell Progress
}

func (t taking) kept(done int64) {
	if t.tell != nil {
		t.tell(Taken{Name: t.name, Done: done / 2, Total: t.size})
	}
}

func (t taking) read(done, total int64) {
	if t.tell != nil && total > 0 {
		size := t.size
		if size == 0 {
			size = total
		}
		t.tell(Taken{Name: t.name, Done: size/2 + int64(float64(size-size/2)*float64(done)/float64(total)), Total: size})
	}
}

// countingReader tells of what is read through it.
type countingReader struct {
	io.Reader
	taking     taking
	done, told int64
}

func (r *countingReader) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	if r.done += int64(n); r.done-r.told >= progressStep {
		r.told = r.done
		r.taking.kept(r.done)
	}
	return n, err
}
