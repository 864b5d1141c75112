package chart

import (
	"math"
	"strings"

	"github.com/afterword-app/afterword/backend/canvas"
)

// ground draws what stands behind all lines: windows, gaps, the scale.
func (l *layout) ground() {
	r := l.result
	for i := range l.panels {
		p := &l.panels[i]
		for _, window := range l.o.Windows {
			from, to := window.From, window.To
			if !to.After(r.From) || !from.Before(r.To()) {
				continue
			}
			left, right := max(l.left, l.x(from)), min(l.right, l.x(to))
			l.Rect(canvas.Rect{X: left, Y: p.top, Width: max(1, right-left), Height: p.bottom - p.top, Fill: canvas.Impact, Opacity: 0.13})
		}
		for _, tick := range p.scale.ticks {
			part, ok := p.scale.place(tick)
			if !ok {
				continue
			}
			y := math.Round(p.y(part)) + 0.5
			l.Line(canvas.Line{Points: []canvas.Point{{X: l.left, Y: y}, {X: l.right, Y: y}}, Stroke: canvas.Hair, Width: 1})
			label := l.tickLabel(p, tick)
			label.At = canvas.Point{X: l.left - 8, Y: y + 4}
			l.Label(label)
		}
		for _, gap := range l.gaps(p) {
			from, to := l.x(r.Begins(gap[0])), l.x(r.Begins(gap[1]))
			l.Rect(canvas.Rect{X: from, Y: p.top, Width: to - from, Height: p.bottom - p.top, Fill: canvas.Surface})
			l.Hatch(canvas.Rect{X: from, Y: p.top, Width: to - from, Height: p.bottom - p.top, Fill: canvas.Rule}, 6)
		}
		y := math.Round(p.bottom) + 0.5
		l.Line(canvas.Line{Points: []canvas.Point{{X: l.left, Y: y}, {X: l.right, Y: y}}, Stroke: canvas.Rule, Width: 1})
	}
}

// gaps are the stretches in which no source of a panel says anything, from one bucket
// up to another.
func (l *layout) gaps(p *panel) [][2]int {
	var found [][2]int
	for b := range l.result.Buckets {
		all := len(p.lines) > 0
		for _, at := range p.lines {
			gaps := l.result.Series[l.result.Lines[at].Series].gaps
			all = all && b < len(gaps) && gaps[b]
		}
		if !all {
			continue
		}
		if n := len(found); n > 0 && found[n-1][1] == b {
			found[n-1][1] = b + 1
		} else {
			found = append(found, [2]int{b, b + 1})
		}
	}
	return found
}

// timeAxis writes the time below the panels, a row for each zone, and returns where it
// ends.
func (l *layout) timeAxis(y float64) float64 {
	r := l.result
	ticks := timeTicks(r.From, r.To(), int((l.right-l.left)/76), l.o.Zones[0])
	for _, tick := range ticks {
		x := math.Round(l.x(tick.at)) + 0.5
		l.Line(canvas.Line{Points: []canvas.Point{{X: x, Y: y}, {X: x, Y: y + 4}}, Stroke: canvas.Rule, Width: 1})
	}
	for i, zone := range l.o.Zones {
		row := y + 17 + 14*float64(i)
		name := canvas.Label{Text: ZoneName(zone), Size: smallText, Anchor: canvas.End, Ink: canvas.Faint, At: canvas.Point{X: l.Width - edge, Y: row}}.Fit(140)
		l.Label(name)
		last, limit := 0.0, l.Width-edge-name.Width()-6
		for _, tick := range ticks {
			label := canvas.Label{
				At: canvas.Point{X: l.x(tick.at), Y: row}, Text: tick.at.In(zone).Format(tick.layout), Size: smallText, Anchor: canvas.Middle, Ink: canvas.Faint,
			}
			if half := label.Width() / 2; label.At.X-half >= last && label.At.X+half <= limit {
				l.Label(label)
				last = label.At.X + half + 6
			}
		}
	}
	return y + 17 + 14*float64(len(l.o.Zones)-1)
}

// formulas writes beneath how the numbers were made, and returns where it ends.
func (l *layout) formulas(y float64) float64 {
	r := l.result
	day := r.From.In(l.o.Zones[0]).Format("2 January 2006")
	if end := r.To().Add(-1).In(l.o.Zones[0]).Format("2 January 2006"); end != day {
		day += " – " + end
	}
	y += 16
	l.Label(canvas.Label{At: canvas.Point{X: edge, Y: y}, Text: day + " · " + r.Each(), Size: smallText, Ink: canvas.Faint})
	for _, s := range r.Series {
		formula := canvas.Label{Text: s.Formula, Size: smallText, Mono: true, Ink: canvas.Soft, At: canvas.Point{X: edge, Y: y + 16}}.Fit(l.Width - 2*edge)
		said := canvas.Label{Text: strings.Join(s.Notes, "; "), Size: smallText, Ink: canvas.Faint}
		l.Label(formula)
		y += 16
		if formula.Width()+said.Width()+2*edge+20 > l.Width {
			said.At = canvas.Point{X: edge, Y: y + 15}
			said = said.Fit(l.Width - 2*edge)
			y += 15
		} else {
			said.At, said.Anchor = canvas.Point{X: l.Width - edge, Y: y}, canvas.End
		}
		l.Label(said)
	}
	return y
}
