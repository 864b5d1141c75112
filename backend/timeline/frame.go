package timeline

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"github.com/afterword-app/afterword/backend/canvas"
	"github.com/afterword-app/afterword/backend/retro"
)

// View is a stretch of time at a width.
type View struct {
	From  time.Time
	To    time.Time
	Width float64 // of the plot, in pixels
	Zone  *time.Location
	// SeenFrom and SeenTo are what is seen of it at first, both zero for all: words end there.
	SeenFrom time.Time
	SeenTo   time.Time
}

// What is drawn, in pixels.
const (
	markSize  = 11.0 // across
	rowHeight = 17.0
	lanePad   = 6.0
	mostRows  = 4
	fewLanes  = 3
	labelSize = 11.0
	spanSize  = 10.5
	signSize  = 11.0
	signGap   = 4.0 // between a sign and its words
	laneSize  = 11.5
	labelGap  = 9.0 // between a mark and its title
	diveGap   = 12.0
	leastText = 46.0
	mostText  = 230.0
	halfText  = 72.0 // of two titles that share their room, at least
)

// Frame is what is to be drawn. Times are in milliseconds since 1970, with fractions;
// lengths in pixels from the upper edge.
type Frame struct {
	From   float64 `json:"from"`
	To     float64 `json:"to"`
	Height float64 `json:"height"` // of all lanes, and what stands below them
	Lanes  []Lane  `json:"lanes"`
	Marks  []Mark  `json:"marks"`
	Spans  []Span  `json:"spans"`
	Labels []Label `json:"labels"`
	Shades []Shade `json:"shades"` // windows of customer impact
	Signs  []Sign  `json:"signs"`  // where it was detected, mitigated, resolved
	Ticks  []Tick  `json:"ticks"`
	// Shots are the screenshots, in a strip below the lanes, and Mood is below that.
	Shots    []Shot  `json:"shots,omitempty"`
	ShotsTop float64 `json:"shotsTop,omitempty"`
	Mood     *Mood   `json:"mood,omitempty"`
	First    float64 `json:"first"` // where the events begin
	Last     float64 `json:"last"`  // and end
	// Figures are what the events came to at the moment whose knowledge is drawn.
	Figures *retro.Figures `json:"figures,omitempty"`
}

// Lane is one line of the drawing.
type Lane struct {
	Name   string          `json:"name"`
	Label  string          `json:"label"` // of it, what there is room for
	Kind   retro.EventKind `json:"kind,omitempty"`
	Ink    canvas.Ink      `json:"ink,omitempty"` // of a source
	Top    float64         `json:"top"`
	Height float64         `json:"height"`
}

// Mark is a moment, or several that stand too close to be told apart.
type Mark struct {
	ID     retro.EventID   `json:"id"`
	At     float64         `json:"at"`
	Y      float64         `json:"y"`
	Kind   retro.EventKind `json:"kind"`
	About  bool            `json:"about,omitempty"`
	Again  bool            `json:"again,omitempty"` // comes again: not its first time
	Count  int             `json:"count,omitempty"` // of events, 0 for one
	Sign   string          `json:"sign,omitempty"`  // of several, how many
	Until  float64         `json:"until,omitempty"` // of the last one of several
	Dive   bool            `json:"dive,omitempty"`
	Change Change          `json:"change,omitempty"` // where two states are compared
	Titles []Title         `json:"titles"`           // of the first few, of the first one where there are many marks
}

// Title is what a mark stands for.
type Title struct {
	ID   retro.EventID `json:"id"`
	At   time.Time     `json:"at"`
	Text string        `json:"text"`
}

// Span is an event that lasts, or a range in which something was.
type Span struct {
	ID    retro.EventID   `json:"id"`
	From  float64         `json:"from"`
	To    float64         `json:"to"`
	Y     float64         `json:"y"`
	Kind  retro.EventKind `json:"kind"`
	Vague bool            `json:"vague,omitempty"`
	Again bool            `json:"again,omitempty"`
	// Holds marks one that covers the events that are part of it, down to Bottom.
	Holds  bool    `json:"holds,omitempty"`
	Bottom float64 `json:"bottom,omitempty"`
	Title  string  `json:"title"`
	// Words is until when its title may go, where something else covers its end.
	Words float64 `json:"words,omitempty"`
	// Text is its title, with how long it lasts, as far as there is room on it.
	Text string `json:"text,omitempty"`
	// Change is what became of it, where two states are compared.
	Change Change `json:"change,omitempty"`
}

// Label is a title beside its mark, for which there is room.
type Label struct {
	ID    retro.EventID `json:"id"`
	At    float64       `json:"at"`
	Y     float64       `json:"y"`
	Text  string        `json:"text"`
	Gap   float64       `json:"gap"` // from the middle of the mark to where the text begins; below zero left of it
	Width float64       `json:"width"`
}

// Shade is a window of customer impact.
type Shade struct {
	From float64 `json:"from"`
	To   float64 `json:"to"`
}

// Sign is a time that figures are told from.
type Sign struct {
	At   float64         `json:"at"`
	Kind retro.EventKind `json:"kind"`
	Text string          `json:"text"`
	// Words are what is written beside it, "" where there is no room: Text, or that of the
	// next one as well. They end at it where Left is set.
	Words string `json:"words,omitempty"`
	Left  bool   `json:"left,omitempty"`
}

func millis(n int64) float64 { return float64(n) / 1e3 }

func timeOf(millis float64) time.Time { return time.UnixMicro(int64(millis * 1e3)) }

// Frame lays out what is to be drawn of a view. It takes time by the width and not by
// the number of events that are seen.
func (x *Index) Frame(v View) Frame {
	from, to := micros(v.From), micros(v.To)
	if to <= from {
		to = from + 1
	}
	f := Frame{
		From: millis(from), To: millis(to), Lanes: []Lane{}, Marks: make([]Mark, 0, x.mostMarks(v.Width)), Spans: []Span{}, Labels: []Label{},
		Shades: []Shade{}, Signs: []Sign{}, Ticks: []Tick{}, First: millis(micros(x.from)), Last: millis(micros(x.to)), Figures: x.known,
	}
	l := layout{index: x, frame: &f, from: from, to: to, width: max(v.Width, 1), told: make([]told, 0, cap(f.Marks))}
	l.begin, l.end = 0, l.width
	if v.SeenFrom.Before(v.SeenTo) {
		l.begin, l.end = l.x(micros(v.SeenFrom)), l.x(micros(v.SeenTo))
	}
	for i := range x.lanes {
		l.lane(&x.lanes[i])
	}
	l.tell()
	for i := range f.Marks {
		if n := f.Marks[i].Count; n > 1 {
			f.Marks[i].Sign = inThree(n)
		}
	}
	l.shots()
	l.mood()
	l.ground()
	f.Ticks = ticks(v)
	return f
}

// inThree writes a count in at most three signs.
func inThree(n int) string {
	if n > 99 {
		return "99+"
	}
	return strconv.Itoa(n)
}

// mostMarks is about how many marks there is room for.
func (x *Index) mostMarks(width float64) int {
	room := max(width, 1) / markSize * mostRows * float64(len(x.lanes))
	return int(min(room, float64(len(x.events))))
}

type layout struct {
	index    *Index
	frame    *Frame
	from, to int64
	width    float64
	top      float64
	told     []told // of the marks
	// begin and end are the edges of what is seen, in pixels.
	begin, end float64
}

func (l *layout) x(at int64) float64 {
	return float64(at-l.from) / float64(l.to-l.from) * l.width
}

func nameOfLane(name string) string {
	return canvas.Label{Text: name, Size: laneSize}.Fit((gutter - 26) / widerFont).Text
}

// timeAt is the time at a place, the other way around than x.
func (l *layout) timeAt(x float64) int64 {
	return l.from + int64(x/l.width*float64(l.to-l.from))
}

// markX is where a mark stands.
func (l *layout) markX(number int) float64 { return l.x(int64(l.frame.Marks[number].At * 1e3)) }

// widerFont is how much wider the window's font is than the one that is measured.
const widerFont = 1.06

// ground shades customer impact and marks where figures are told from.
func (l *layout) ground() {
	figures := l.index.figures
	for _, w := range figures.Windows {
		if micros(w.To) < l.from || micros(w.From) > l.to {
			continue
		}
		l.frame.Shades = append(l.frame.Shades, Shade{From: millis(micros(w.From)), To: millis(micros(w.To))})
	}
	for _, step := range figures.Steps {
		at := step.To
		if step.Sign == "" || micros(at) < l.from || micros(at) > l.to {
			continue
		}
		same := slices.IndexFunc(l.frame.Signs, func(s Sign) bool { return s.At == millis(micros(at)) })
		if same >= 0 {
			l.frame.Signs[same].Text += ", " + step.Sign
			continue
		}
		l.frame.Signs = append(l.frame.Signs, Sign{At: millis(micros(at)), Kind: step.Kind, Text: step.Sign})
	}
	slices.SortStableFunc(l.frame.Signs, func(a, b Sign) int { return cmp.Compare(a.At, b.At) })
	l.signWords()
}

// signWords puts the words of each sign right of it, where the next one leaves room, else left
// of it. Where there is none, those of the sign before go to its left if that makes room, or
// they join them if that sign is nearer than they are long.
func (l *layout) signWords() {
	signs := l.frame.Signs
	wide := func(text string) float64 {
		return canvas.Label{Text: text, Size: signSize, Bold: true}.Width() * widerFont
	}
	taken, before := -gutter, 0.0 // where words end, and where those before the last ended
	last := -1
	for i := range signs {
		s := &signs[i]
		x, width := l.x(int64(s.At*1e3)), wide(s.Text)
		edge := l.width
		if x <= l.end {
			edge = l.end
		}
		room := edge
		if i+1 < len(signs) {
			room = min(room, l.x(int64(signs[i+1].At*1e3)))
		}
		var sign *Sign // the last that has words
		var at float64
		if last >= 0 {
			sign, at = &signs[last], l.x(int64(signs[last].At*1e3))
		}
		switch {
		case x+signGap+width > room-6 && x-signGap-width > taken:
			s.Words, s.Left = s.Text, true
			last, before, taken = i, taken, x
		case x+signGap > taken && x+signGap+width <= edge+rightEdge:
			s.Words = s.Text
			last, before, taken = i, taken, x+signGap+width
		case sign != nil && !sign.Left && at-signGap-wide(sign.Words) > before && x-signGap-width > at:
			sign.Left = true // That makes room.
			s.Words, s.Left = s.Text, true
			last, before, taken = i, at, x
		case sign != nil && sign.Left && x-at < signGap+width:
			joined := sign.Words + ", " + s.Text
			if at-signGap-wide(joined) > before {
				sign.Words = joined
			}
		}
	}
}
