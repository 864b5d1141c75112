package chart

import "github.com/afterword-app/afterword/backend/canvas"

// Evidence, and what reads numbers, for their tests.
type Evidence = evidence

const (
	TellsNothing = tellsNothing
	TellsPoint   = tellsPoint
	TellsComma   = tellsComma
)

// Tells is tells.
func Tells(text string) Evidence { return tells(text) }

// ParseNumber is parseNumber.
func ParseNumber(text string, comma bool) (float64, Unit, bool) {
	return parseNumber(text, notation{comma: comma})
}

// PlacedMark is where a mark and its words stand.
type PlacedMark struct {
	Title       string
	X, From, To float64
}

// MarkRows returns where the marks of a chart stand, row by row.
func MarkRows(r *Result, o Options) [][]PlacedMark {
	l := &layout{Drawing: &canvas.Drawing{Width: o.Width}, result: r, o: o}
	l.group()
	l.measure()
	var rows [][]PlacedMark
	for _, row := range l.placeMarks() {
		var placed []PlacedMark
		for _, mark := range row {
			width := mark.label.Width()
			one := PlacedMark{mark.Title, mark.x, mark.x + 9, mark.x + 9 + width}
			if mark.label.Anchor == canvas.End {
				one.From, one.To = mark.x-9-width, mark.x-9
			}
			placed = append(placed, one)
		}
		rows = append(rows, placed)
	}
	return rows
}
