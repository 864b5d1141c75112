package chart

import (
	"math"
	"slices"

	"github.com/afterword-app/afterword/backend/canvas"
	"github.com/afterword-app/afterword/backend/retro"
)

// maxMarkRows is how many rows of titles stand over a chart. Of the others the titles are cut to
// what room is left, and where that is less than leastTitle the marks are dots without words.
const (
	maxMarkRows = 5
	leastTitle  = 60
)

// placedMark is a mark with where its words stand.
type placedMark struct {
	Mark
	x     float64
	label canvas.Label
}

// markShape tells the kinds apart without their colour.
func markShape(kind retro.EventKind) canvas.MarkShape {
	switch kind {
	case retro.KindTrigger, retro.KindImpact:
		return canvas.Diamond
	case retro.KindResolution:
		return canvas.Square
	case retro.KindChange:
		return canvas.Triangle
	default:
	}
	return canvas.Circle
}

// placeMarks puts the titles of events into rows, none over another.
func (l *layout) placeMarks() [][]placedMark {
	marks := slices.Clone(l.o.Marks)
	slices.SortStableFunc(marks, func(a, b Mark) int { return a.At.Compare(b.At) })
	var rows [][]placedMark
	var ends []float64
	for _, mark := range marks {
		if mark.At.Before(l.result.From) || !mark.At.Before(l.result.To()) {
			continue
		}
		placed := placedMark{Mark: mark, x: l.x(mark.At)}
		placed.label = canvas.Label{Text: mark.Title, Size: smallText, Ink: canvas.Text, Halo: true}.Fit(220)
		row, to := l.rowFor(&placed, ends)
		if row == len(rows) {
			rows, ends = append(rows, nil), append(ends, 0)
		}
		rows[row], ends[row] = append(rows[row], placed), to
	}
	return rows
}

// rowFor finds the first row with room for the words of a mark, behind it or before it,
// and where they end there.
func (l *layout) rowFor(mark *placedMark, ends []float64) (row int, to float64) {
	width := mark.label.Width()
	behind, before := mark.x+9+width, mark.x-9-width
	fits := behind <= l.Width-edge
	for row, end := range ends {
		if fits && mark.x-5 > end+6 {
			return row, behind
		}
		if before > end+6 {
			mark.label.Anchor = canvas.End
			return row, mark.x + 5
		}
	}
	if !fits {
		mark.label.Anchor, behind = canvas.End, mark.x+5
	}
	if len(ends) == maxMarkRows {
		row = slices.Index(ends, slices.Min(ends))
		mark.label.Anchor = canvas.End
		if room := mark.x - 15 - ends[row]; room >= leastTitle {
			mark.label = mark.label.Fit(room)
		} else {
			mark.label.Text = ""
		}
		return row, max(mark.x+5, ends[row])
	}
	return len(ends), behind
}

// markLines lead from the marks down through the panels.
func (l *layout) markLines(rows [][]placedMark, top float64) {
	for i, row := range rows {
		for _, mark := range row {
			x := math.Round(mark.x) + 0.5
			l.Line(canvas.Line{
				Points: []canvas.Point{{X: x, Y: top + rowHeight*float64(i) + 8}, {X: x, Y: l.bottom}}, Stroke: mark.Ink, Width: 1, Dash: []float64{2, 3},
			})
		}
	}
}

func (l *layout) drawMarks(rows [][]placedMark, top float64) {
	for i, row := range rows {
		y := top + rowHeight*float64(i) + 8
		for _, mark := range row {
			x := math.Round(mark.x) + 0.5
			l.Mark(canvas.Mark{At: canvas.Point{X: x, Y: y}, Shape: markShape(mark.Kind), Size: 7, Fill: mark.Ink})
			label := mark.label
			label.At = canvas.Point{X: x + 8, Y: y + 4}
			if label.Anchor == canvas.End {
				label.At.X = x - 8
			}
			l.Label(label)
		}
	}
}
