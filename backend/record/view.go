package record

import (
	"iter"
	"time"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

// View is the part of a record that a search found, in its order, as rows: of one
// entry each, or of several in a row that say the same where it was folded. Nothing
// changes a view.
type View struct {
	record    *Record
	positions []uint32 // nil for the whole record
	length    int      // entries
	// runs are the numbers of the entries that begin the rows; nil where each entry
	// is a row.
	runs []uint32
	// unfolded tells of the rows that begin a run which is shown entry by entry how
	// many entries it has.
	unfolded map[int]int
}

// Len returns the number of rows.
func (v *View) Len() int {
	if v.runs == nil {
		return v.length
	}
	return len(v.runs)
}

// Record returns the record that the view is of.
func (v *View) Record() *Record { return v.record }

// Settled leaves out the last row where rows are folded: more of its entries may be
// found.
func (v *View) Settled() *View {
	if len(v.runs) == 0 {
		return v
	}
	settled := *v
	last := len(v.runs) - 1
	settled.length, settled.runs = int(v.runs[last]), v.runs[:last]
	return &settled
}

// Entries returns the number of entries, which folded rows have more of.
func (v *View) Entries() int { return v.length }

// Repeats returns how many entries the i-th row stands for.
func (v *View) Repeats(i int) int {
	first, end := v.span(i)
	return end - first
}

// Unfolded returns how many entries the run has that begins with the i-th row and is
// shown entry by entry, 0 where there is none.
func (v *View) Unfolded(i int) int { return v.unfolded[i] }

// span returns the numbers of the first entry of a row and of the first one after it.
func (v *View) span(i int) (first, end int) {
	switch {
	case v.runs == nil:
		return i, i + 1
	case i+1 < len(v.runs):
		return int(v.runs[i]), int(v.runs[i+1])
	}
	return int(v.runs[i]), v.length
}

// position returns the place in the record of the i-th entry of the view.
func (v *View) position(i int) int {
	if v.positions == nil {
		return i
	}
	return int(v.positions[i])
}

// Position returns the place in the record of the first entry of the i-th row.
func (v *View) Position(i int) int {
	first, _ := v.span(i)
	return v.position(first)
}

// At returns which entry of which source is the first of the i-th row.
func (v *View) At(i int) (source, entry int) { return v.record.At(v.Position(i)) }

// Row goes through the entries of the i-th row.
func (v *View) Row(i int) iter.Seq2[int, int] {
	return func(yield func(source, entry int) bool) {
		for first, end := v.span(i); first < end; first++ {
			if !yield(v.record.At(v.position(first))) {
				return
			}
		}
	}
}

// RowsOf returns the rows that hold entries of another view of the same record, in
// their order and each once.
//
//nolint:gosec // Entries have 32-bit numbers.
func (v *View) RowsOf(found *View) []uint32 {
	rows := make([]uint32, 0, found.length)
	row := 0
	for i := range found.length {
		wanted := found.position(i)
		if v.runs == nil && v.positions == nil {
			rows = append(rows, uint32(wanted))
			continue
		}
		// Both stand in the order of the record.
		for ; row < v.Len(); row++ {
			if _, end := v.span(row); v.position(end-1) >= wanted {
				break
			}
		}
		if row == v.Len() {
			break
		}
		if n := len(rows); v.Position(row) <= wanted && (n == 0 || rows[n-1] != uint32(row)) {
			rows = append(rows, uint32(row))
		}
	}
	return rows
}

// Place returns the number of the first row at or after a moment, Len where there
// is none.
func (v *View) Place(moment time.Time) int {
	return placeIn(v.record, v.Len(), v.Position, moment)
}

// Bucket counts the entries in one stretch of time.
type Bucket struct {
	Total    int `json:"total"`
	Warnings int `json:"warnings"` // LevelWarn
	Errors   int `json:"errors"`   // LevelError and graver
}

// Histogram is how entries spread over time: buckets of equal length from From to
// To, both nil where no entry has a time.
type Histogram struct {
	From    *time.Time `json:"from"`
	To      *time.Time `json:"to"`
	Buckets []Bucket   `json:"buckets"`
}

// Histogram counts the entries of the view that have a time. Pictures count only
// where there is nothing else: one that was taken a day later, or that shows no more
// than its day, would leave the logs a corner.
func (v *View) Histogram(buckets int) Histogram {
	h := Histogram{Buckets: []Bucket{}}
	if buckets < 1 {
		return h
	}
	counted := (*Record).isLine
	first, last := v.ends(counted)
	if first == stamp.NoTime {
		counted = func(*Record, int) bool { return true }
		first, last = v.ends(counted)
	}
	if first == stamp.NoTime {
		return h
	}
	from, to := time.Unix(0, first).UTC(), time.Unix(0, last).UTC()
	h.From, h.To = &from, &to
	h.Buckets = make([]Bucket, buckets)
	width := float64(last-first) + 1
	for i := range v.length {
		position := v.position(i)
		at, ok := v.record.Time(position)
		if !ok || !counted(v.record, position) {
			continue
		}
		bucket := &h.Buckets[min(int(float64(at-first)/width*float64(buckets)), buckets-1)]
		bucket.Total++
		switch level := v.record.level(position); {
		case level >= retro.LevelError:
			bucket.Errors++
		case level == retro.LevelWarn:
			bucket.Warnings++
		}
	}
	return h
}

// ends returns the first and the last time of the entries that count, NoTime where
// none has one.
func (v *View) ends(counted func(*Record, int) bool) (first, last int64) {
	timed := func(i int) (int64, bool) {
		position := v.position(i)
		at, ok := v.record.Time(position)
		return at, ok && counted(v.record, position)
	}
	first, last = stamp.NoTime, stamp.NoTime
	if v.record.depths != nil {
		for i := range v.length {
			if at, ok := timed(i); ok {
				if first == stamp.NoTime {
					first, last = at, at
				}
				first, last = min(first, at), max(last, at)
			}
		}
		return first, last
	}
	for i := range v.length {
		if at, ok := timed(i); ok {
			first = at
			break
		}
	}
	for i := v.length - 1; i >= 0 && first != stamp.NoTime; i-- {
		if at, ok := timed(i); ok {
			last = at
			break
		}
	}
	return first, last
}

// isLine reports whether the entry at a position is of a text, not a picture.
func (r *Record) isLine(position int) bool {
	source, _ := r.At(position)
	return r.sources[source].Index != nil
}

// level returns the level of the entry at a position.
func (r *Record) level(position int) retro.Level {
	source, entry := r.At(position)
	if ix := r.sources[source].Index; ix != nil {
		return retro.Level(ix.Entries[entry].Level)
	}
	return retro.LevelNone
}

// Span returns the first and the last time of the view's entries, in nanoseconds since
// 1970, pictures left out; false where none has one.
func (v *View) Span() (first, last int64, ok bool) {
	first, last = v.ends((*Record).isLine)
	return first, last, first != stamp.NoTime
}

// Within returns the entries of the view that are also in another view of the same
// record, in the order of both.
func (v *View) Within(other *View) *View {
	if other.positions == nil {
		return v
	}
	common := make([]uint32, 0, min(v.length, other.length))
	for i, at := 0, 0; i < v.length; i++ {
		position := v.position(i)
		for at < other.length && other.position(at) < position {
			at++
		}
		if at < other.length && other.position(at) == position {
			common = append(common, uint32(position)) //nolint:gosec // Entries have 32-bit numbers.
		}
	}
	return &View{record: v.record, positions: common, length: len(common)}
}
