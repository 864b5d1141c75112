package imaging

import (
	"encoding/binary"
	"image"
	"math"
	"slices"

	"golang.org/x/image/draw"

	"github.com/afterword-app/afterword/backend/retro"
)

// Look is what a picture looks like from afar: its brightness, in a few thousand pixels.
// Two of them tell whether one picture is the other one, scaled, saved anew or cropped.
type Look struct {
	width, height int
	gray          []byte
	sums          []float64 // of the pixels above and to the left of each corner
}

const (
	lookSide = 160 // pixels of the longer side
	// glance, coarse and fine are into how many cells on a side a window is divided: to
	// pass by what is unlike, for the search and for the decision.
	glance, coarse, fine = 6, 12, 32
	// isLikely is the correlation of the cells at a glance from which a window is looked
	// at again.
	isLikely = 0.5
	// isAlike is the correlation of the cells from which two pictures are one. Saved as a
	// poor JPEG a picture keeps more, and the same dashboard at another time has less.
	isAlike = 0.94
	// leastPart is the share of a side that a crop leaves at least.
	leastPart = 0.4
)

// LookOf looks at a picture. The error is that of [Read].
func LookOf(data []byte) (Look, error) {
	_, picture, err := decode(data)
	if err != nil {
		return Look{}, err
	}
	from := picture.Bounds()
	scale := float64(lookSide) / float64(max(from.Dx(), from.Dy()))
	side := func(length int) int { return max(1, int(math.Round(float64(length)*scale))) }
	small := image.NewGray(image.Rect(0, 0, side(from.Dx()), side(from.Dy())))
	draw.Draw(small, small.Bounds(), image.White, image.Point{}, draw.Src) // behind what can be seen through
	draw.BiLinear.Scale(small, small.Bounds(), picture, from, draw.Over, nil)
	return newLook(small.Rect.Dx(), small.Rect.Dy(), small.Pix), nil
}

func newLook(width, height int, gray []byte) Look {
	l := Look{width: width, height: height, gray: gray, sums: make([]float64, (width+1)*(height+1))}
	for y := range height {
		row := 0.0
		for x := range width {
			row += float64(gray[y*width+x])
			l.sums[(y+1)*(width+1)+x+1] = l.sums[y*(width+1)+x+1] + row
		}
	}
	return l
}

// Bytes writes a look, to be kept.
func (l Look) Bytes() []byte {
	return append(binary.BigEndian.AppendUint16(binary.BigEndian.AppendUint16(nil, uint16(l.width)), uint16(l.height)), l.gray...) //nolint:gosec // at most lookSide
}

// ParseLook reads what Bytes wrote. CodeDamaged for anything else.
func ParseLook(data []byte) (Look, error) {
	if len(data) > 4 {
		width, height := int(binary.BigEndian.Uint16(data)), int(binary.BigEndian.Uint16(data[2:]))
		if width*height == len(data)-4 {
			return newLook(width, height, data[4:]), nil
		}
	}
	return Look{}, retro.Errorf(retro.CodeDamaged, "this is not what a picture looks like")
}

// Like reports whether one of two pictures is the other one, or a part of it.
func (l Look) Like(other Look) bool { return l.isPartOf(other) || other.isPartOf(l) }

// window is a part of a picture, in its pixels.
type window struct{ x, y, width, height float64 }

// isPartOf looks for a picture in another one: through windows of its form at many places
// and of many sizes, of which the likeliest are moved until they fit best.
func (l Look) isPartOf(other Look) bool {
	wanted, isFlat := l.cells(window{0, 0, float64(l.width), float64(l.height)}, coarse)
	if isFlat {
		return false // nothing is to be seen on it
	}
	all := window{0, 0, float64(l.width), float64(l.height)}
	rough, _ := l.cells(all, glance)
	whole, _ := l.cells(all, fine)
	type scored struct {
		window
		score float64
	}
	const most = 5
	var likely []scored
	form := float64(l.width) / float64(l.height)
	widest := min(float64(other.width), float64(other.height)*form)
	for width := widest; width >= leastPart*widest; width *= 0.95 {
		at := window{width: width, height: width / form}
		for at.y = 0; at.y+at.height <= float64(other.height)+0.01; at.y += at.height / 16 {
			for at.x = 0; at.x+at.width <= float64(other.width)+0.01; at.x += at.width / 16 {
				if cells, isFlat := other.cells(at, glance); !isFlat && correlation(rough, cells) < isLikely {
					continue
				}
				cells, isFlat := other.cells(at, coarse)
				if isFlat {
					continue
				}
				likely = append(likely, scored{at, correlation(wanted, cells)})
				if len(likely) > 4*most {
					slices.SortFunc(likely, func(a, b scored) int { return compareDown(a.score, b.score) })
					likely = likely[:most]
				}
			}
		}
	}
	slices.SortFunc(likely, func(a, b scored) int { return compareDown(a.score, b.score) })
	for _, one := range likely[:min(len(likely), most)] {
		if other.fitted(one.window, form, whole) >= isAlike {
			return true
		}
	}
	return false
}

func compareDown(a, b float64) int {
	switch {
	case a > b:
		return -1
	case a < b:
		return 1
	}
	return 0
}

// fitted moves and sizes a window until it shows what is wanted as well as it can, and
// returns how well.
func (l Look) fitted(at window, form float64, wanted []float64) float64 {
	score := func(w window) float64 {
		if w.x < 0 || w.y < 0 || w.x+w.width > float64(l.width)+0.01 || w.y+w.height > float64(l.height)+0.01 {
			return -1
		}
		cells, isFlat := l.cells(w, fine)
		if isFlat {
			return -1
		}
		return correlation(wanted, cells)
	}
	best := score(at)
	for step := at.width / 24; step > at.width/800 && best < 0.995; {
		better := at
		for _, by := range [...]window{{x: -1}, {x: 1}, {y: -1}, {y: 1}, {width: -1}, {width: 1}, {x: 1, width: -1}, {x: -1, width: 1}, {y: 1, width: -1}, {y: -1, width: 1}} {
			moved := window{x: at.x + by.x*step, y: at.y + by.y*step, width: at.width + by.width*step}
			moved.height = moved.width / form
			if found := score(moved); found > best {
				best, better = found, moved
			}
		}
		if better == at {
			step /= 2
		}
		at = better
	}
	return best
}

// cells are the brightness of the parts of a window, around zero and of length one;
// isFlat where all are about the same.
func (l Look) cells(w window, n int) (cells []float64, isFlat bool) {
	cells = make([]float64, n*n)
	corners := make([]float64, n+1) // of the row above
	for row := range n + 1 {
		before := 0.0
		for column := range n + 1 {
			corner := l.sum(w.x+w.width*float64(column)/float64(n), w.y+w.height*float64(row)/float64(n))
			if row > 0 && column > 0 {
				cells[(row-1)*n+column-1] = corner - before - corners[column] + corners[column-1]
			}
			if column > 0 {
				corners[column-1] = before
			}
			before = corner
		}
		corners[n] = before
	}
	mean := 0.0
	for _, value := range cells {
		mean += value / float64(n*n)
	}
	length := 0.0
	for i := range cells {
		cells[i] -= mean
		length += cells[i] * cells[i]
	}
	length = math.Sqrt(length)
	// Less than one step of 256 in the mean is no drawing.
	if area := w.width * w.height / float64(n*n); length < area*float64(n) {
		return cells, true
	}
	for i := range cells {
		cells[i] /= length
	}
	return cells, false
}

// sum is the brightness of all above and to the left of a place.
func (l Look) sum(x, y float64) float64 {
	x, y = max(0, min(x, float64(l.width))), max(0, min(y, float64(l.height)))
	left, top := min(int(x), l.width-1), min(int(y), l.height-1)
	right, below := x-float64(left), y-float64(top)
	at := top*(l.width+1) + left
	under := at + l.width + 1
	return (l.sums[at]*(1-right)+l.sums[at+1]*right)*(1-below) + (l.sums[under]*(1-right)+l.sums[under+1]*right)*below
}

func correlation(a, b []float64) float64 {
	sum := 0.0
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}
