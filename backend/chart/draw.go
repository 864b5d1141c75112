package chart

import (
	"math"
	"slices"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/canvas"
	"github.com/afterword-app/afterword/backend/retro"
)

// Mark is an event on a chart.
type Mark struct {
	At    time.Time
	Title string
	Kind  retro.EventKind // tells its shape
	Ink   canvas.Ink
}

// Options says what stands around the lines of a chart.
type Options struct {
	Width   float64 // in pixels
	Title   string  // "" for none
	Zones   []*time.Location
	Log     bool
	Windows []retro.Window // in which customers were affected
	Marks   []Mark
}

// Plot says where on a drawing time runs, for whoever points at it. Lengths are in
// pixels of the drawing.
type Plot struct {
	Left   float64 `json:"left"`
	Right  float64 `json:"right"`
	Top    float64 `json:"top"`
	Bottom float64 `json:"bottom"`
	Width  float64 `json:"width"`
	Height float64 `json:"height"`
}

// The measures of a chart, in pixels.
const (
	edge       = 14
	smallText  = 11
	headText   = 12
	rowHeight  = 17
	panelSpace = 16
)

// layout draws one chart.
type layout struct {
	*canvas.Drawing
	result      *Result
	o           Options
	left, right float64
	top, bottom float64 // of the panels
	panels      []panel
}

// panel is a plot of the lines that have one unit.
type panel struct {
	lines       []int
	top, bottom float64
	scale       scale
	bars        bool
}

// Draw draws a chart.
func Draw(r *Result, o Options) (*canvas.Drawing, Plot) {
	if len(o.Zones) == 0 {
		o.Zones = []*time.Location{time.UTC}
	}
	o.Width = max(360, o.Width)
	l := &layout{
		Drawing: &canvas.Drawing{Width: o.Width, Title: retro.FirstOf(o.Title, r.title()), About: r.About()},
		result:  r, o: o,
	}
	l.group()
	l.measure()
	y := float64(edge)
	if o.Title != "" {
		l.Label(canvas.Label{At: canvas.Point{X: edge, Y: y + 12}, Text: o.Title, Size: 15, Bold: true, Ink: canvas.Text}.Fit(o.Width - 2*edge))
		y += 28
	}
	rows := l.placeMarks()
	markTop := y
	y += float64(len(rows)) * rowHeight
	l.top = y
	height := []float64{240, 150, 120}[min(len(l.panels), 3)-1]
	for i := range l.panels {
		p := &l.panels[i]
		p.top = y + l.headHeight(p) + 4
		p.bottom = p.top + height
		y = p.bottom + panelSpace
	}
	l.bottom = y - panelSpace
	l.ground()
	l.markLines(rows, markTop)
	for i := range l.panels {
		l.panel(&l.panels[i])
	}
	l.drawMarks(rows, markTop)
	y = l.timeAxis(l.bottom)
	l.Height = l.formulas(y+8) + edge/2
	return l.Drawing, Plot{
		Left: l.left, Right: l.right, Top: l.panels[0].top, Bottom: l.bottom, Width: l.Width, Height: l.Height,
	}
}

// title names the chart by its lines.
func (r *Result) title() string {
	var names []string
	for _, s := range r.Series {
		names = append(names, s.Name)
	}
	return retro.Join(names)
}

// group puts the lines of one unit into one panel.
func (l *layout) group() {
	byUnit := map[string]int{}
	for i := range l.result.Lines {
		line := &l.result.Lines[i]
		at, known := byUnit[line.panel]
		if !known {
			at, known = l.alike(line)
			byUnit[line.panel] = at
		}
		if !known {
			at = len(l.panels)
			byUnit[line.panel] = at
			l.panels = append(l.panels, panel{})
		}
		l.panels[at].lines = append(l.panels[at].lines, i)
	}
	if len(l.panels) == 0 {
		l.panels = []panel{{}}
	}
	for i := range l.panels {
		p := &l.panels[i]
		var values [][]float64
		unit := UnitNone
		for _, at := range p.lines {
			values, unit = append(values, l.result.Lines[at].Values), l.result.Lines[at].Unit
		}
		counts := false
		for _, at := range p.lines {
			stat := l.result.Lines[at].Stat
			counts = counts || slices.Contains([]retro.Statistic{retro.StatCount, retro.StatSum, retro.StatShare}, stat)
			p.bars = len(p.lines) == 1 && (stat == retro.StatCount || stat == retro.StatSum)
		}
		// What counts has its zero, which no logarithm has.
		p.scale = scaleFor(values, l.o.Log && !counts, counts, unit)
	}
}

// alike finds the panel whose numbers, which have no unit either, are out of the same
// sources and about as large.
func (l *layout) alike(line *Line) (panel int, found bool) {
	if !strings.HasPrefix(line.panel, valuePanel) {
		return 0, false
	}
	for at, p := range l.panels {
		other := &l.result.Lines[p.lines[0]]
		if !strings.HasPrefix(other.panel, valuePanel) || other.sources != line.sources {
			continue
		}
		if a, b := other.largest(), line.largest(); a <= 10*b && b <= 10*a {
			return at, true
		}
	}
	return 0, false
}

// largest is the size of the largest value, 0 without one.
func (l *Line) largest() float64 {
	largest := 0.0
	for _, value := range l.Values {
		if size := math.Abs(value); size > largest {
			largest = size
		}
	}
	return largest
}

// measure leaves room for the words on both sides.
func (l *layout) measure() {
	widest := 28.0
	named := 0.0
	for _, p := range l.panels {
		for _, tick := range p.scale.ticks {
			widest = max(widest, l.tickLabel(&p, tick).Width())
		}
		if len(p.lines) > 1 {
			for _, at := range p.lines {
				named = max(named, min(130, l.endLabel(at).Width()))
			}
		}
	}
	l.left, l.right = edge+widest+8, l.Width-edge-max(named+8, 8)
}

func (l *layout) tickLabel(p *panel, value float64) canvas.Label {
	text := ""
	if len(p.lines) > 0 {
		line := l.result.Lines[p.lines[0]]
		largest := p.scale.high
		if p.scale.log {
			largest = value
		}
		text = line.Unit.formatTick(value, max(math.Abs(largest), math.Abs(min(0, p.scale.low))))
		if line.Rate {
			text += "/s"
		}
	}
	return canvas.Label{Text: text, Size: smallText, Anchor: canvas.End, Ink: canvas.Faint}
}

func (l *layout) endLabel(line int) canvas.Label {
	return canvas.Label{Text: l.result.Lines[line].Name, Size: smallText, Bold: true, Ink: l.style(line).ink}
}

// x is where a moment stands.
func (l *layout) x(at time.Time) float64 {
	part := float64(at.Sub(l.result.From)) / float64(l.result.To().Sub(l.result.From))
	return l.left + part*(l.right-l.left)
}

func (p *panel) y(part float64) float64 {
	return p.bottom - max(-0.02, min(part, 1.02))*(p.bottom-p.top)
}
