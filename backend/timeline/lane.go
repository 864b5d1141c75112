package timeline

import (
	"cmp"
	"math"
	"slices"
	"sort"

	"github.com/afterword-app/afterword/backend/canvas"
	"github.com/afterword-app/afterword/backend/retro"
)

// laneLayout lays out one lane, from left to right.
type laneLayout struct {
	*layout
	seen merge
	rows []row
}

// row is one line of a lane.
type row struct {
	until   float64  // where it is free again
	places  []place  // of marks and spans, by x
	content []titled // by x
	mark    int      // the number of the mark that stands last in it, -1 for none
	span    int      // what stands last in it: the number of a span and one, 0 for a mark
}

type place struct{ from, to float64 }

// titled is what may have its title beside it: a mark, or a span that has no room for it.
type titled struct {
	isSpan bool
	number int
}

func (l *layout) lane(lane *laneIndex) {
	w := laneLayout{layout: l, seen: l.seen(lane), rows: make([]row, 0, mostRows)}
	firstSpan := len(l.frame.Spans)
	for each, ok := w.seen.next(); ok; each, ok = w.seen.next() {
		// A date that is narrower than a mark is one: it has a title then.
		isNarrow := each.vague && l.x(each.to)-l.x(each.from) < markSize
		if each.to > each.from && !isNarrow {
			w.span(each)
		} else {
			w.moment(each, isNarrow)
		}
	}
	height := max(1, float64(len(w.rows)))*rowHeight + lanePad
	for i := range l.frame.Spans[firstSpan:] {
		span := &l.frame.Spans[firstSpan+i]
		span.Text = l.textOn(span)
		if span.Holds {
			span.Bottom = l.top + height - lanePad/2
		}
	}
	for i := range w.rows {
		l.titles(&w.rows[i])
	}
	l.frame.Lanes = append(l.frame.Lanes, Lane{Name: lane.name, Label: nameOfLane(lane.name), Kind: lane.kind, Ink: lane.ink, Top: l.top, Height: height})
	l.top += height
	l.frame.Height = l.top
}

// free takes a place in a row and returns the number of that, -1 where there is none.
func (l *laneLayout) free(from, to float64) int {
	// The last one has its title left of it, where the most room is.
	if l.seen.isOver() && to+labelGap+leastText > l.end && len(l.rows) > 0 {
		emptiest := 0
		for i := range l.rows {
			if l.rows[i].until < l.rows[emptiest].until {
				emptiest = i
			}
		}
		if l.rows[emptiest].until <= from {
			l.rows[emptiest].until = to
			return emptiest
		}
	}
	// What stands before it keeps room for its title, or a row is opened.
	number := l.freeSince(from - labelGap - leastText)
	if number < 0 && len(l.rows) >= l.titleRows() {
		number = l.freeSince(from)
	}
	if number >= 0 {
		l.rows[number].until = to
		return number
	}
	if len(l.rows) < mostRows {
		// What overlaps in it is little: it holds about as many as there is room for.
		most := int(l.width/markSize) + 1
		l.rows = append(l.rows, row{until: to, mark: -1, places: make([]place, 0, most), content: make([]titled, 0, most)})
		return len(l.rows) - 1
	}
	return -1
}

// titleRows is how many rows a lane has at most for the sake of titles alone: where there are many
// lanes, they would push each other out of sight.
func (l *laneLayout) titleRows() int {
	if len(l.index.lanes) > fewLanes {
		return 2
	}
	return mostRows
}

// freeSince is the first row that has been free since a place, -1 where there is none.
func (l *laneLayout) freeSince(x float64) int {
	return slices.IndexFunc(l.rows, func(r row) bool { return r.until <= x })
}

// y is the middle of a row.
func (l *laneLayout) y(row int) float64 { return l.top + lanePad/2 + (float64(row)+0.5)*rowHeight }

// span puts what lasts into a row.
func (l *laneLayout) span(each item) {
	e := &l.index.events[each.event]
	from, to := l.x(each.from), max(l.x(each.to), l.x(each.from)+3)
	number := l.free(max(from, -8), to+2)
	if number < 0 { // no room: it lies over the last row
		number = mostRows - 1
	}
	l.frame.Spans = append(l.frame.Spans, Span{
		ID: e.ID, From: millis(each.from), To: millis(each.to), Y: l.y(number), Kind: e.Kind, Vague: each.vague, Again: each.again, Holds: each.holds, Title: e.Title,
		Change: l.index.changeOf(each.event),
	})
	row := &l.rows[number]
	l.put(row, place{from, to}, len(l.frame.Spans))
	if to-from < leastText+12 && !each.holds {
		row.content = append(row.content, titled{true, len(l.frame.Spans) - 1})
	}
}

// moment puts a mark into a row, or adds to the one that it would cover, with all that
// comes before a row is free again.
func (l *laneLayout) moment(each item, isDate bool) {
	at := l.x(each.from)
	number := l.free(at-markSize/2, at+markSize/2)
	if number < 0 {
		if mark := l.covered(at); mark >= 0 {
			l.join(mark, each)
			if l.index.changes == nil { // else each may have changed
				for _, skipped := range l.skip(at) {
					l.join(mark, skipped)
				}
			}
			return
		}
		number = mostRows - 1
		l.rows[number].until = at + markSize/2
	}
	e := &l.index.events[each.event]
	l.frame.Marks = append(l.frame.Marks, Mark{
		ID: e.ID, At: millis(each.from), Y: l.y(number), Kind: e.Kind, About: e.At.About || isDate && !e.At.IsDate(), Again: each.again, Dive: each.dive,
		Change: l.index.changeOf(each.event),
	})
	l.told = append(l.told, told{events: [mostTitles]int32{each.event}, count: 1})
	row := &l.rows[number]
	row.mark = len(l.frame.Marks) - 1
	l.put(row, place{at - markSize/2, at + markSize/2}, 0)
	row.content = append(row.content, titled{false, row.mark})
}

// covered is the number of the mark that one at x would cover, of several the one that
// stands for the fewest; -1 where it would cover none.
func (l *laneLayout) covered(x float64) int {
	best := -1
	for i := range l.rows {
		mark := l.rows[i].mark
		if mark >= 0 && x-l.markX(mark) < markSize && (best < 0 || l.frame.Marks[mark].Count < l.frame.Marks[best].Count) {
			best = mark
		}
	}
	return best
}

// join adds an event to a mark.
func (l *layout) join(mark int, each item) {
	m := &l.frame.Marks[mark]
	m.Count = max(m.Count, 1) + 1
	m.Until = millis(each.from)
	m.Dive = m.Dive || each.dive
	if change := l.index.changeOf(each.event); change != m.Change {
		m.Change = Changed
	}
	l.told[mark].add(each.event)
}

// skip leaves out the moments near a mark at x that come before a row is free again.
func (l *laneLayout) skip(x float64) []item {
	free := l.rows[0].until
	for _, r := range l.rows[1:] {
		free = min(free, r.until)
	}
	return l.seen.skip(l.timeAt(min(free, x) + markSize/2))
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

// length is how long a span lasts.
func (s *Span) length() string { return retro.FormatBetween(timeOf(s.From), timeOf(s.To)) }

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
