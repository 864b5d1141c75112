package chart

import (
	"math"
	"slices"

	"github.com/afterword-app/afterword/backend/canvas"
)

// style is how a line differs from the others, in shape as well as in colour.
type style struct {
	ink    canvas.Ink
	dash   []float64
	mark   canvas.MarkShape
	hollow bool
}

// styles never changes.
var styles = [...]style{
	{canvas.Teal, nil, canvas.Circle, false},
	{canvas.Red, []float64{7, 3}, canvas.Square, false},
	{canvas.Blue, []float64{2, 2}, canvas.Triangle, false},
	{canvas.Violet, []float64{9, 3, 2, 3}, canvas.Diamond, false},
	{canvas.Green, []float64{12, 4}, canvas.Circle, true},
	{canvas.Amber, []float64{4, 2, 1, 2}, canvas.Square, true},
	{canvas.Faint, []float64{1, 3}, canvas.Triangle, true},
}

// levelInks are the colours that the levels have elsewhere. It never changes.
var levelInks = map[string]canvas.Ink{
	"fatal": canvas.Violet, "error": canvas.Red, "warn": canvas.Amber, "notice": canvas.Blue, "info": canvas.Teal, "debug": canvas.Green, "trace": canvas.Faint,
}

func (l *layout) style(line int) style {
	s := styles[line%len(styles)]
	if ink, ok := levelInks[l.result.Lines[line].Key]; ok {
		s.ink = ink
	}
	for i := range l.panels {
		// Alone in its panel it needs nothing but a colour.
		if p := &l.panels[i]; len(p.lines) == 1 && p.lines[0] == line {
			s.dash = nil
		}
	}
	return s
}

func (l *layout) panel(p *panel) {
	l.head(p)
	for _, at := range p.lines {
		if p.bars {
			l.drawBars(p, at)
		} else {
			l.drawLine(p, at)
		}
	}
	if len(p.lines) > 1 {
		l.nameLines(p)
	}
	for _, gap := range l.gaps(p) {
		r := l.result
		begin, end := l.x(r.Begins(gap[0])), l.x(r.Begins(gap[1]))
		label := canvas.Label{
			Text: "no lines " + r.clockIn(gap[0], l.o.Zones[0]) + "–" + r.clockIn(gap[1], l.o.Zones[0]), Size: smallText, Ink: canvas.Faint, Halo: true,
			At: canvas.Point{X: end + 6, Y: p.bottom - 8},
		}
		switch width := label.Width(); {
		case width+12 <= end-begin:
			label.At.X, label.Anchor = (begin+end)/2, canvas.Middle
		case label.At.X+width > l.right:
			label.At.X, label.Anchor = begin-6, canvas.End
		}
		l.Label(label)
	}
}

func (l *layout) drawBars(p *panel, at int) {
	line := &l.result.Lines[at]
	zero, _ := p.scale.place(0)
	base := p.y(zero)
	width := (l.right - l.left) / float64(l.result.Buckets)
	space := min(2, width*0.25)
	for b, value := range line.Values {
		part, ok := p.scale.place(value)
		if !ok || value == 0 {
			continue
		}
		y := p.y(part)
		top, height := min(y, base), math.Abs(base-y)
		l.Rect(canvas.Rect{
			X: l.x(l.result.Begins(b)) + space/2, Y: top, Width: max(0.6, width-space), Height: max(0.5, height), Fill: l.style(at).ink, Opacity: 0.85,
		})
	}
}

// drawLine joins the values of buckets that follow each other. Over a few that have
// none it is a thin one; over a gap there is none.
func (l *layout) drawLine(p *panel, at int) {
	line, s := &l.result.Lines[at], l.style(at)
	usual := l.result.Series[line.Series].usual
	gaps := l.result.Series[line.Series].gaps
	middle := l.result.Every / 2
	var run, lone []canvas.Point
	last := -1
	end := func() {
		if len(run) == 1 {
			lone = append(lone, run[0])
		}
		l.Line(canvas.Line{Points: run, Stroke: s.ink, Width: 1.75, Dash: s.dash})
		run = nil
	}
	for b, value := range line.Values {
		part, ok := p.scale.place(value)
		if !ok {
			continue
		}
		here := canvas.Point{X: l.x(l.result.Begins(b).Add(middle)), Y: p.y(part)}
		if last >= 0 && b-last > 1 {
			from := run[len(run)-1]
			end()
			if b-last <= usual && !slices.Contains(gaps[last:b], true) {
				l.Line(canvas.Line{Points: []canvas.Point{from, here}, Stroke: s.ink, Width: 1, Dash: []float64{1.5, 2.5}})
			}
		}
		run, last = append(run, here), b
	}
	end()
	for _, point := range lone {
		l.Mark(canvas.Mark{At: point, Shape: s.mark, Size: 4.5, Fill: s.ink, Hollow: s.hollow})
	}
	if len(p.lines) > 1 {
		l.signs(p, at)
	}
}

// signs sets the mark of a line on it here and there.
func (l *layout) signs(p *panel, at int) {
	const apart = 90.0
	line, s := &l.result.Lines[at], l.style(at)
	next := l.left + apart*float64(at%4)/4
	for b, value := range line.Values {
		part, ok := p.scale.place(value)
		x := l.x(l.result.Begins(b).Add(l.result.Every / 2))
		if !ok || x < next {
			continue
		}
		l.Mark(canvas.Mark{At: canvas.Point{X: x, Y: p.y(part)}, Shape: s.mark, Size: 6.5, Fill: s.ink, Hollow: s.hollow})
		next = x + apart
	}
}
