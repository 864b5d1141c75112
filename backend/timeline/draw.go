package timeline

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/canvas"
	"github.com/afterword-app/afterword/backend/retro"
)

// Options are how the drawing of a view looks outside of the window.
type Options struct {
	Width float64 // in pixels, of all
	From  time.Time
	To    time.Time // both zero for all events
	Zone  *time.Location
	Title string
	// Pictures returns a small copy of a screenshot, nil for none.
	Pictures func(retro.EvidenceID) []byte
}

const (
	gutter    = 118.0 // for the names of lanes
	rightEdge = 16.0
	headroom  = 22.0 // over the lanes, for signs
	axisRoom  = 26.0
)

// Ink is the colour of an event of a kind, as the window and charts have it.
func Ink(kind retro.EventKind) canvas.Ink {
	switch kind {
	case retro.KindTrigger:
		return canvas.Red
	case retro.KindDetection, retro.KindCommunication, retro.KindSitRep:
		return canvas.Blue
	case retro.KindImpact:
		return canvas.Impact
	case retro.KindDiagnosis, retro.KindDecision:
		return canvas.Violet
	case retro.KindAction:
		return canvas.Teal
	case retro.KindResolution:
		return canvas.Green
	case retro.KindOrganisation:
		return canvas.Amber
	case retro.KindChange, retro.KindObservation:
	}
	return canvas.Faint
}

// SourceInks are the colours that tell sources apart, in the window too.
func SourceInks() []canvas.Ink {
	return []canvas.Ink{canvas.Teal, canvas.Amber, canvas.Violet, canvas.Blue, canvas.Red, canvas.Green, canvas.Impact, canvas.Faint}
}

// SourceInk is the colour of a source, by the number that its evidence has.
func SourceInk(colour int) canvas.Ink {
	inks := SourceInks()
	return inks[max(colour, 0)%len(inks)]
}

// Draw draws the events as shapes. It has all that the window has, but what only hands
// can use. It is nil without events.
func (x *Index) Draw(o Options) *canvas.Drawing {
	from, to, ok := x.Extent()
	if !ok {
		return nil
	}
	if o.From.Before(o.To) {
		from, to = o.From, o.To
	}
	plot := max(o.Width-gutter-rightEdge, 100)
	frame := x.Frame(View{From: from, To: to, Width: plot, Zone: o.Zone})
	p := pen{
		Drawing: &canvas.Drawing{Width: plot + gutter + rightEdge, Height: headroom + frame.Height + axisRoom, Title: o.Title},
		frame:   &frame, plot: plot,
	}
	p.About = x.about(from, to, o.Zone)
	p.ground()
	p.spans()
	p.marks()
	p.strips(o.Pictures)
	p.axis(o.Zone)
	return p.Drawing
}

// about says in a sentence what is to be seen.
func (x *Index) about(from, to time.Time, zone *time.Location) string {
	if zone == nil {
		zone = time.UTC
	}
	names := make([]string, len(x.lanes))
	for i, lane := range x.lanes {
		names[i] = lane.name
	}
	const layout = "2006-01-02 15:04"
	return fmt.Sprintf("%s from %s to %s, in lanes: %s.", retro.Count(len(x.events), "event", "events"), from.In(zone).Format(layout), to.In(zone).Format(layout), strings.Join(names, ", "))
}

type pen struct {
	*canvas.Drawing
	frame *Frame
	plot  float64
}

// x is where a time stands, kept on the plot.
func (p *pen) x(at float64) float64 {
	x := (at - p.frame.From) / (p.frame.To - p.frame.From) * p.plot
	return gutter + min(max(x, 0), p.plot)
}

func (p *pen) ground() {
	bottom := headroom + p.frame.Height
	for _, s := range p.frame.Shades {
		a, b := p.x(s.From), p.x(s.To)
		p.Rect(canvas.Rect{X: a, Y: headroom - 4, Width: max(b-a, 1), Height: p.frame.Height + 4, Fill: canvas.Impact, Opacity: 0.12})
	}
	for _, lane := range p.frame.Lanes {
		y := headroom + lane.Top + lane.Height/2
		p.Line(canvas.Line{Points: []canvas.Point{{X: gutter, Y: y}, {X: gutter + p.plot, Y: y}}, Stroke: canvas.Hair, Width: 1})
		p.Rect(canvas.Rect{X: 8, Y: y - 6, Width: 3, Height: 12, Fill: laneInk(lane)})
		p.Label(canvas.Label{At: canvas.Point{X: 17, Y: y + 4}, Text: lane.Label, Size: laneSize, Ink: canvas.Soft})
	}
	p.signs(bottom)
}

// signs draws a line for each sign and its words beside it.
func (p *pen) signs(bottom float64) {
	for _, s := range p.frame.Signs {
		x := p.x(s.At)
		p.Line(canvas.Line{Points: []canvas.Point{{X: x, Y: headroom - 6}, {X: x, Y: bottom}}, Stroke: Ink(s.Kind), Width: 1.5})
		if s.Words == "" {
			continue
		}
		label := canvas.Label{At: canvas.Point{X: x + signGap, Y: 13}, Text: s.Words, Size: signSize, Bold: true, Ink: Ink(s.Kind), Halo: true}
		if s.Left {
			label.At.X, label.Anchor = x-signGap, canvas.End
		}
		p.Label(label)
	}
}

func laneInk(lane Lane) canvas.Ink {
	if lane.Kind != "" {
		return Ink(lane.Kind)
	}
	return cmp.Or(lane.Ink, canvas.Rule)
}

func (p *pen) spans() {
	for _, s := range p.frame.Spans {
		a, b := p.x(s.From), p.x(s.To)
		opacity := 0.45
		isImpact := s.Kind == retro.KindImpact && !s.Vague && !s.Holds
		switch {
		case s.Holds:
			p.band(s, a, b)
			opacity = 0.3
		case isImpact:
			opacity = 1
		case s.Vague:
			opacity = 0.22
		}
		r := canvas.Rect{X: a, Y: headroom + s.Y - 6, Width: max(b-a, 3), Height: 12, Fill: Ink(s.Kind), Opacity: opacity}
		p.Rect(r)
		label := canvas.Label{At: canvas.Point{X: a + 6, Y: headroom + s.Y + 4}, Text: s.Text, Size: spanSize, Ink: canvas.Text}
		if isImpact {
			label.Ink = canvas.Surface
		}
		if s.Text != "" {
			p.Label(label)
		}
	}
}

// band is the ground of an event that holds others, and the frame around them.
func (p *pen) band(s Span, a, b float64) {
	top, bottom := headroom+s.Y-8, headroom+s.Bottom
	p.Rect(canvas.Rect{X: a, Y: top, Width: max(b-a, 3), Height: bottom - top, Fill: Ink(s.Kind), Opacity: 0.08})
	p.Line(canvas.Line{
		Points: []canvas.Point{{X: a, Y: top}, {X: a, Y: bottom}, {X: b, Y: bottom}, {X: b, Y: top}, {X: a, Y: top}},
		Stroke: Ink(s.Kind), Width: 1, Opacity: 0.5,
	})
}

func (p *pen) marks() {
	for _, l := range p.frame.Labels {
		p.Label(canvas.Label{At: canvas.Point{X: p.x(l.At) + l.Gap, Y: headroom + l.Y + 4}, Text: l.Text, Size: labelSize, Ink: canvas.Text, Halo: true})
	}
	for _, m := range p.frame.Marks {
		if m.At < p.frame.From || m.At > p.frame.To {
			continue
		}
		at := canvas.Point{X: p.x(m.At), Y: headroom + m.Y}
		if m.Sign != "" {
			p.Mark(canvas.Mark{At: at, Shape: canvas.Square, Size: 13, Fill: Ink(m.Kind)})
			p.Label(canvas.Label{At: canvas.Point{X: at.X, Y: at.Y + 3.2}, Text: m.Sign, Size: 8.5, Bold: true, Anchor: canvas.Middle, Ink: canvas.Surface})
			continue
		}
		if m.Dive {
			p.Mark(canvas.Mark{At: at, Size: 17, Fill: Ink(m.Kind), Hollow: true})
		}
		p.Mark(canvas.Mark{At: at, Size: 10, Fill: Ink(m.Kind), Hollow: m.About || m.Again})
	}
}

func (p *pen) axis(zone *time.Location) {
	y := headroom + p.frame.Height
	p.Line(canvas.Line{Points: []canvas.Point{{X: gutter, Y: y}, {X: gutter + p.plot, Y: y}}, Stroke: canvas.Rule, Width: 1})
	taken := gutter - 30
	for _, tick := range p.frame.Ticks {
		x := p.x(tick.At)
		p.Line(canvas.Line{Points: []canvas.Point{{X: x, Y: y}, {X: x, Y: y + 4}}, Stroke: canvas.Rule, Width: 1})
		label := canvas.Label{At: canvas.Point{X: x, Y: y + 16}, Text: tick.Text, Size: 10.5, Bold: tick.Day, Anchor: canvas.Middle, Ink: canvas.Soft}
		half := label.Width() * widerFont / 2
		if x-half < taken || x+half > p.Width {
			continue
		}
		p.Label(label)
		taken = x + half + 8
	}
	name := "UTC"
	if zone != nil && zone != time.UTC {
		name = retro.ZoneLabel(zone.String())
	}
	p.Label(canvas.Label{At: canvas.Point{X: 17, Y: y + 16}, Text: name, Size: 10.5, Ink: canvas.Faint})
}
