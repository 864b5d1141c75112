package timeline

import (
	"cmp"
	"math"
	"slices"
	"sort"
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
	Titles []Title         `json:"titles"`           // of the first few
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
	l := layout{index: x, frame: &f, from: from, to: to, width: max(v.Width, 1)}
	l.begin, l.end = 0, l.width
	if v.SeenFrom.Before(v.SeenTo) {
		l.begin, l.end = l.x(micros(v.SeenFrom)), l.x(micros(v.SeenTo))
	}
	for i := range x.lanes {
		l.lane(&x.lanes[i])
	}
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
	// begin and end are the edges of what is seen, in pixels.
	begin, end float64
}

func (l *layout) x(at int64) float64 {
	return float64(at-l.from) / float64(l.to-l.from) * l.width
}

// taken says until where a row is full, and what stands in it.
type row struct {
	until   float64
	places  []place // of marks and spans, by x
	content []titled
	span    int // what stands last in it: the number of a span and one, 0 for a mark
}

type place struct{ from, to float64 }

// titled is what may have its title beside it: a mark, or a span that has no room for it.
type titled struct {
	isSpan bool
	number int
}

func (l *layout) lane(lane *laneIndex) {
	var rows []row
	type put struct {
		isSpan bool
		number int
		row    int
	}
	var puts []put
	seen := l.seen(lane)
	free := func(from, to float64) int {
		// The last one has its title left of it, where the most room is.
		if seen.isOver() && to+labelGap+leastText > l.end && len(rows) > 0 {
			emptiest := 0
			for i := range rows {
				if rows[i].until < rows[emptiest].until {
					emptiest = i
				}
			}
			if rows[emptiest].until <= from {
				rows[emptiest].until = to
				return emptiest
			}
		}
		for i := range rows {
			if rows[i].until <= from {
				rows[i].until = to
				return i
			}
		}
		if len(rows) < mostRows {
			rows = append(rows, row{until: to})
			return len(rows) - 1
		}
		return -1
	}
	last := slices.Repeat([]int{-1}, mostRows) // the number of the mark that stands last in each row
	for each, ok := seen.next(); ok; each, ok = seen.next() {
		e := &l.index.events[each.event]
		// A date that is narrower than a mark is one: it has a title then.
		isNarrow := each.vague && l.x(each.to)-l.x(each.from) < markSize
		if each.to > each.from && !isNarrow {
			a, b := l.x(each.from), max(l.x(each.to), l.x(each.from)+3)
			at := free(max(a, -8), b+2)
			if at < 0 { // no room: it lies over the last row
				at = mostRows - 1
			}
			l.frame.Spans = append(l.frame.Spans, Span{
				ID: e.ID, From: millis(each.from), To: millis(each.to), Kind: e.Kind, Vague: each.vague, Again: each.again, Holds: each.holds, Title: e.Title, Change: l.index.changeOf(each.event),
			})
			puts = append(puts, put{true, len(l.frame.Spans) - 1, at})
			l.put(&rows[at], place{a, b}, len(l.frame.Spans))
			if b-a < leastText+12 && !each.holds {
				rows[at].content = append(rows[at].content, titled{true, len(l.frame.Spans) - 1})
			}
			continue
		}
		at := l.x(each.from)
		number := free(at-markSize/2, at+markSize/2)
		if number < 0 {
			if joined := l.join(last, at, e, each); joined != nil {
				if l.index.changes != nil {
					continue // each may have changed
				}
				// All that comes before a row is free again joins it too.
				free := rows[0].until
				for _, r := range rows[1:] {
					free = min(free, r.until)
				}
				if skipped := seen.skip(l.timeAt(min(free+markSize/2, at+markSize/2))); len(skipped) > 0 {
					joined.Count += len(skipped)
					joined.Until = millis(skipped[len(skipped)-1].from)
					for _, s := range skipped[:min(len(skipped), mostTitles)] {
						joined.tell(&l.index.events[s.event])
					}
				}
				continue
			}
			number = mostRows - 1
			rows[number].until = at + markSize/2
		}
		l.frame.Marks = append(l.frame.Marks, Mark{
			ID: e.ID, At: millis(each.from), Kind: e.Kind, About: e.At.About || isNarrow && !e.At.IsDate(), Again: each.again, Dive: e.DiveIn, Change: l.index.changeOf(each.event),
			Titles: []Title{{ID: e.ID, At: e.At.At, Text: e.Title}},
		})
		last[number] = len(l.frame.Marks) - 1
		puts = append(puts, put{false, len(l.frame.Marks) - 1, number})
		l.put(&rows[number], place{at - markSize/2, at + markSize/2}, 0)
		rows[number].content = append(rows[number].content, titled{false, len(l.frame.Marks) - 1})
	}
	height := max(1, float64(len(rows)))*rowHeight + lanePad
	y := func(row int) float64 { return l.top + lanePad/2 + (float64(row)+0.5)*rowHeight }
	for _, p := range puts {
		if p.isSpan {
			span := &l.frame.Spans[p.number]
			span.Y = y(p.row)
			span.Text = l.textOn(span)
			if span.Holds {
				span.Bottom = l.top + height - lanePad/2
			}
		} else {
			l.frame.Marks[p.number].Y = y(p.row)
		}
	}
	for i := range rows {
		l.titles(&rows[i])
	}
	l.frame.Lanes = append(l.frame.Lanes, Lane{Name: lane.name, Label: nameOfLane(lane.name), Kind: lane.kind, Top: l.top, Height: height})
	l.top += height
	l.frame.Height = l.top
}

// put lets something stand in a row. The words of a span that it covers end there.
func (l *layout) put(r *row, p place, span int) {
	if r.span > 0 {
		before := &l.frame.Spans[r.span-1]
		if l.x(int64(before.To*1e3)) > p.from {
			before.Words = millis(l.timeAt(p.from))
		}
	}
	r.places = append(r.places, p)
	r.span = span
}

// textOn is what of a span's title there is room for on what is seen of it.
func (l *layout) textOn(s *Span) string {
	until := s.To
	if s.Words > 0 {
		until = min(until, s.Words)
	}
	room := min(l.x(int64(until*1e3)), l.end) - max(l.x(int64(s.From*1e3)), l.begin)
	if room <= leastText+12 {
		return ""
	}
	text := s.Title
	if !s.Vague {
		text += " · " + s.length()
	}
	return canvas.Label{Text: text, Size: spanSize}.Fit((room - 13) / widerFont).Text
}

// length is how long a span lasts. A [time.Duration] ends at 292 years.
func (s *Span) length() string {
	if length := (s.To - s.From) * 1e6; length < math.MaxInt64 {
		return retro.FormatDuration(time.Duration(length))
	}
	return retro.FormatSeconds(int64((s.To - s.From) / 1e3))
}

func nameOfLane(name string) string {
	return canvas.Label{Text: name, Size: laneSize}.Fit((gutter - 26) / widerFont).Text
}

// mostTitles are told of a mark that stands for several.
const mostTitles = 6

// join adds an event to the mark that it would cover.
func (l *layout) join(last []int, at float64, e *retro.Event, each item) *Mark {
	best, found := 0, false
	for _, number := range last {
		if number < 0 {
			continue
		}
		x := l.markX(number)
		if at-x < markSize && (!found || l.frame.Marks[number].Count < l.frame.Marks[best].Count) {
			best, found = number, true
		}
	}
	if !found {
		return nil
	}
	m := &l.frame.Marks[best]
	m.Count = max(m.Count, 1) + 1
	m.Until = millis(each.from)
	m.tell(e)
	if change := l.index.changeOf(each.event); change != m.Change {
		m.Change = Changed
	}
	return m
}

// tell lets a mark say what else it stands for.
func (m *Mark) tell(e *retro.Event) {
	m.Dive = m.Dive || e.DiveIn
	if len(m.Titles) < mostTitles {
		m.Titles = append(m.Titles, Title{ID: e.ID, At: e.At.At, Text: e.Title})
	}
}

// timeAt is the time at a place, the other way around than x.
func (l *layout) timeAt(x float64) int64 {
	return l.from + int64(x/l.width*float64(l.to-l.from))
}

// mostSeen bounds how many spans of a lane are laid out: more than that are thinned to
// what a pixel can show.
const mostSeen = 4000

// merge goes through spans and moments by time.
type merge struct{ spans, moments []item }

func (m *merge) next() (item, bool) {
	from := &m.moments
	switch {
	case m.isOver():
		return item{}, false
	case len(m.moments) == 0 || len(m.spans) > 0 && m.spans[0].from <= m.moments[0].from:
		from = &m.spans
	}
	first := (*from)[0]
	*from = (*from)[1:]
	return first, true
}

// isOver reports whether nothing is left.
func (m *merge) isOver() bool { return len(m.spans)+len(m.moments) == 0 }

// skip leaves out the moments until a time or the next span, and returns them.
func (m *merge) skip(until int64) []item {
	if len(m.spans) > 0 {
		until = min(until, m.spans[0].from)
	}
	// They are few of many: it looks near by first.
	near := 1
	for near < len(m.moments) && m.moments[near].from < until {
		near *= 2
	}
	near = min(near, len(m.moments))
	n := sort.Search(near, func(i int) bool { return m.moments[i].from >= until })
	skipped := m.moments[:n]
	m.moments = m.moments[n:]
	return skipped
}

// seen is what of a lane is in view.
func (l *layout) seen(lane *laneIndex) merge {
	spans := lane.spans
	first, _ := slices.BinarySearchFunc(spans, earlier(l.from, lane.longest), func(i item, at int64) int { return cmp.Compare(i.from, at) })
	var long []item
	for _, s := range spans[first:] {
		if s.from > l.to {
			break
		}
		if s.to >= l.from {
			long = append(long, s)
		}
	}
	margin := int64(min(float64(l.to-l.from)/l.width*markSize, 1<<62))
	begin := sort.Search(len(lane.moments), func(i int) bool { return lane.moments[i].from >= earlier(l.from, margin) })
	end := begin + sort.Search(len(lane.moments)-begin, func(i int) bool { return lane.moments[begin+i].from > -earlier(-l.to, margin) })
	moments := lane.moments[begin:end]
	if len(long) > mostSeen {
		long = l.thin(long)
	}
	return merge{long, moments}
}

// earlier takes a length off a time, and goes no further than numbers do.
func earlier(at, length int64) int64 {
	if at < math.MinInt64+length {
		return math.MinInt64
	}
	return at - length
}

// thin keeps the longest span of each pixel.
func (l *layout) thin(spans []item) []item {
	kept := spans[:0:0]
	for _, s := range spans {
		n := len(kept)
		if n > 0 && l.x(s.from)-l.x(kept[n-1].from) < 1 && n > 4 {
			if s.to-s.from > kept[n-1].to-kept[n-1].from {
				kept[n-1] = s
			}
			continue
		}
		kept = append(kept, s)
	}
	return kept
}

// markX is where a mark stands.
func (l *layout) markX(number int) float64 { return l.x(int64(l.frame.Marks[number].At * 1e3)) }

// label is a title before it is put beside its mark, or behind its span. from is where
// that begins. ok is false where it has none.
func (l *layout) label(of titled) (label Label, from float64, ok bool) {
	if of.isSpan {
		s := &l.frame.Spans[of.number]
		label = Label{ID: s.ID, At: s.To, Y: s.Y, Text: s.Title, Gap: labelGap - markSize/2}
		return label, l.x(int64(s.From * 1e3)), !s.Again && s.Change != Was
	}
	m := &l.frame.Marks[of.number]
	label = Label{ID: m.ID, At: m.At, Y: m.Y, Text: m.Titles[0].Text, Gap: labelGap}
	if m.Dive {
		label.Gap = diveGap
	}
	return label, l.markX(of.number), !m.Again && m.Count < 2 && m.Change != Was
}

// titles writes the titles of a row for which there is room until what comes next, or left
// of marks where only there is room.
func (l *layout) titles(r *row) {
	next := 0
	taken, standing := 0.0, 0.0 // until where something stands or is written left of a mark, and where it ends itself
	for i, content := range r.content {
		label, from, ok := l.label(content)
		for next < len(r.places) && r.places[next].from <= from {
			taken = max(taken, standing)
			standing = r.places[next].to
			next++
		}
		x, gap := l.x(int64(label.At*1e3)), label.Gap
		if x < 0 || x > l.width || !ok || taken > x+gap {
			continue
		}
		endsAt := func(place int) bool { return place == len(r.places) || r.places[place].from > l.end }
		isLast := endsAt(next)
		until, since := l.width, taken
		if x <= l.end {
			until = l.end
		}
		if x >= l.begin {
			since = max(since, l.begin)
		}
		if next < len(r.places) {
			beside := r.places[next].from
			// The last mark that is seen has room left of it alone: they share that, where it
			// is more than two stumps of words.
			half := (x + beside) / 2
			if endsAt(next+1) && beside+labelGap+leastText > l.end && i+1 < len(r.content) && !r.content[i+1].isSpan && half-6-x-gap >= halfText {
				beside = half
			}
			until = min(until, beside)
		}
		whole := canvas.Label{Text: label.Text, Size: labelSize}
		right, left := min(until-6-x-gap, mostText), min(x-gap-14-since, mostText)
		isLeft := !content.isSpan && left >= leastText && (right < leastText || isLast && right < left && 2*right < min(whole.Width()*widerFont, mostText))
		room := right
		if isLeft {
			room = left
		}
		fitted := whole.Fit(room / widerFont)
		if room < leastText || len([]rune(fitted.Text)) < 6 && fitted.Text != whole.Text {
			continue
		}
		label.Text, label.Width = fitted.Text, fitted.Width()*widerFont
		if isLeft {
			label.Gap = -gap - label.Width
		}
		l.frame.Labels = append(l.frame.Labels, label)
		taken = max(taken, x+label.Gap+label.Width)
	}
}

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
// of it. Where there is none they join those of the sign before, if that is nearer than they
// are long.
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
		switch {
		case x+signGap+width > room-6 && x-signGap-width > taken:
			s.Words, s.Left = s.Text, true
			last, before, taken = i, taken, x
		case x+signGap > taken && x+signGap+width <= edge+rightEdge:
			s.Words = s.Text
			last, before, taken = i, taken, x+signGap+width
		case last >= 0 && signs[last].Left && x-l.x(int64(signs[last].At*1e3)) < signGap+width:
			joined := signs[last].Words + ", " + s.Text
			if l.x(int64(signs[last].At*1e3))-signGap-wide(joined) > before {
				signs[last].Words = joined
			}
		}
	}
}
