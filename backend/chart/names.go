package chart

import (
	"slices"

	"github.com/afterword-app/afterword/backend/canvas"
)

// nameLines writes the name of each line behind its end, so that none covers another.
func (l *layout) nameLines(p *panel) {
	type name struct {
		label canvas.Label
		y     float64
	}
	var names []name
	for _, at := range p.lines {
		line := &l.result.Lines[at]
		for _, value := range slices.Backward(line.Values) {
			if part, ok := p.scale.place(value); ok {
				label := l.endLabel(at).Fit(l.Width - edge - l.right - 8)
				label.Halo = true
				names = append(names, name{label, p.y(part) + 4})
				break
			}
		}
	}
	slices.SortStableFunc(names, func(a, b name) int {
		if a.y < b.y {
			return -1
		}
		return 1
	})
	for i := 1; i < len(names); i++ {
		names[i].y = max(names[i].y, names[i-1].y+13)
	}
	for i := len(names) - 1; i >= 0; i-- {
		limit := p.bottom + 4
		if i+1 < len(names) {
			limit = names[i+1].y - 13
		}
		names[i].y = min(names[i].y, limit)
	}
	for _, n := range names {
		n.label.At = canvas.Point{X: l.right + 8, Y: n.y}
		l.Label(n.label)
	}
}

// heads are the names over a panel: of each line with its sign, in rows.
func (l *layout) heads(p *panel) [][]int {
	rows := [][]int{{}}
	x := l.left
	for _, at := range p.lines {
		width := 28 + l.headLabel(at).Width() + 18
		if n := len(rows) - 1; x+width > l.Width-edge && len(rows[n]) > 0 {
			rows, x = append(rows, []int{}), l.left
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], at)
		x += width
	}
	return rows
}

func (l *layout) headLabel(at int) canvas.Label {
	return canvas.Label{Text: l.result.Lines[at].Name, Size: headText, Bold: true, Ink: l.style(at).ink, Halo: true}.Fit(300)
}

func (l *layout) headHeight(p *panel) float64 { return float64(len(l.heads(p))) * rowHeight }

func (l *layout) head(p *panel) {
	rows := l.heads(p)
	y := p.top - 4 - float64(len(rows)-1)*rowHeight - 5
	for _, row := range rows {
		x := l.left
		for _, at := range row {
			s := l.style(at)
			if p.bars {
				for i, height := range []float64{6, 10, 8} {
					l.Rect(canvas.Rect{X: x + 5*float64(i), Y: y - height + 1, Width: 4, Height: height, Fill: s.ink})
				}
			} else {
				l.Line(canvas.Line{Points: []canvas.Point{{X: x, Y: y - 4}, {X: x + 22, Y: y - 4}}, Stroke: s.ink, Width: 1.75, Dash: s.dash})
				if len(p.lines) > 1 {
					l.Mark(canvas.Mark{At: canvas.Point{X: x + 11, Y: y - 4}, Shape: s.mark, Size: 6.5, Fill: s.ink, Hollow: s.hollow})
				}
			}
			label := l.headLabel(at)
			label.At = canvas.Point{X: x + 28, Y: y}
			l.Label(label)
			x += 28 + label.Width() + 18
		}
		y += rowHeight
	}
}
