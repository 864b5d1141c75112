package canvas

import (
	"math"
	"strings"
)

// Drawing is a list of shapes on a surface. Lengths are in pixels from the upper
// left corner.
type Drawing struct {
	Width, Height float64
	// Title and About say for those who cannot see it what is drawn.
	Title, About string
	// Fonts are those of a machine, for a picture of it; nil for those of [UseFonts].
	Fonts  *Fonts
	shapes []shape
}

// shape is what both back ends can draw.
type shape interface {
	svg(w *svgWriter)
	paint(p *painter)
}

// Point is a place.
type Point struct{ X, Y float64 }

// Rect is a filled rectangle. Opacity 0 stands for 1.
type Rect struct {
	X, Y, Width, Height float64
	Fill                Ink
	Opacity             float64
}

// Line goes through points. Dash gives lengths of line and of space; nil for a
// solid one.
type Line struct {
	Points  []Point
	Stroke  Ink
	Width   float64
	Dash    []float64
	Opacity float64
}

// MarkShape is the form of a mark.
type MarkShape int

// The forms.
const (
	Circle MarkShape = iota
	Square
	Triangle
	Diamond
)

// Mark is a small sign around a place. Size is its width. A hollow one is filled with
// the surface and outlined.
type Mark struct {
	At     Point
	Shape  MarkShape
	Size   float64
	Fill   Ink
	Hollow bool
}

// Anchor says which part of a label stands at its place.
type Anchor int

// The anchors.
const (
	Start Anchor = iota
	Middle
	End
)

// Label is a line of text, whose baseline stands at a place. With a halo of the
// surface it can be read over lines.
type Label struct {
	At     Point
	Text   string
	Size   float64
	Bold   bool
	Mono   bool
	Anchor Anchor
	Ink    Ink
	Halo   bool
}

// Rect draws rectangles.
func (d *Drawing) Rect(rects ...Rect) {
	for _, r := range rects {
		d.shapes = append(d.shapes, r)
	}
}

// Line draws a line; one of less than two points is left out.
func (d *Drawing) Line(line Line) {
	if len(line.Points) > 1 {
		d.shapes = append(d.shapes, line)
	}
}

// Mark draws a mark.
func (d *Drawing) Mark(mark Mark) { d.shapes = append(d.shapes, mark) }

// Label writes a text; an empty one is left out.
func (d *Drawing) Label(label Label) {
	if label.Text = clean(label.Text); label.Text != "" {
		d.shapes = append(d.shapes, label)
	}
}

// Hatch fills a rectangle with slanted lines so many pixels apart.
func (d *Drawing) Hatch(r Rect, apart float64) {
	for at := apart; at < r.Width+r.Height; at += apart {
		// From the left or lower side up to the upper or right one.
		from := Point{r.X + max(0, at-r.Height), r.Y + min(at, r.Height)}
		to := Point{r.X + min(at, r.Width), r.Y + max(0, at-r.Width)}
		d.Line(Line{Points: []Point{from, to}, Stroke: r.Fill, Width: 1, Opacity: r.Opacity})
	}
}

// clean leaves out what XML forbids, and what turns the order of reading around.
func clean(text string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			return ' '
		case r < 0x20, r >= 0x7f && r < 0xa0, r == 0xfffe, r == 0xffff, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD")))
}

// corners returns the outline of a mark, nil for a circle.
func (m Mark) corners() []Point {
	x, y, half := m.At.X, m.At.Y, m.Size/2
	switch m.Shape {
	case Circle:
	case Square:
		half *= 0.9
		return []Point{{x - half, y + half}, {x + half, y + half}, {x + half, y - half}, {x - half, y - half}}
	case Triangle:
		half *= 1.15
		return []Point{{x - half, y + half*0.8}, {x + half, y + half*0.8}, {x, y - half}}
	case Diamond:
		half *= 1.2
		return []Point{{x, y + half}, {x + half, y}, {x, y - half}, {x - half, y}}
	}
	return nil
}

// longestDashed is how long a line may be that is cut into dashes, in pixels.
const longestDashed = 1e5

// dashes cuts a line into the pieces that a dash leaves.
func (l Line) dashes() [][]Point {
	period, whole := 0.0, 0.0
	for _, length := range l.Dash {
		period += length
	}
	for i := 1; i < len(l.Points); i++ {
		whole += math.Hypot(l.Points[i].X-l.Points[i-1].X, l.Points[i].Y-l.Points[i-1].Y)
	}
	if !(period > 0 && whole < longestDashed) { // also for what is no number
		return [][]Point{l.Points}
	}
	var pieces [][]Point
	piece := []Point{l.Points[0]}
	part, left := 0, l.Dash[0]
	for i := 1; i < len(l.Points); i++ {
		from, to := l.Points[i-1], l.Points[i]
		length := math.Hypot(to.X-from.X, to.Y-from.Y)
		for done := 0.0; done < length; {
			step := min(left, length-done)
			done, left = done+step, left-step
			at := Point{from.X + (to.X-from.X)*done/length, from.Y + (to.Y-from.Y)*done/length}
			if part%2 == 0 {
				piece = append(piece, at)
			}
			if left > 0 {
				continue
			}
			if part%2 == 0 {
				pieces = append(pieces, piece)
			}
			part++
			left, piece = l.Dash[part%len(l.Dash)], []Point{at}
		}
	}
	if part%2 == 0 && len(piece) > 1 {
		pieces = append(pieces, piece)
	}
	return pieces
}
