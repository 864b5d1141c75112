package timeline

import "github.com/afterword-app/afterword/backend/canvas"

// mostTitles are told of a mark that stands for several, and mostTold of all marks of a
// frame together: more are not worth what they cost.
const (
	mostTitles = 6
	mostTold   = 6000
)

// told are the first of the events that a mark stands for, by their numbers.
type told struct {
	events [mostTitles]int32
	count  int
}

func (t *told) add(event int32) {
	if t.count < mostTitles {
		t.events[t.count] = event
		t.count++
	}
}

// tell lets each mark say what it stands for.
func (l *layout) tell() {
	total := 0
	for i := range l.told {
		total += l.told[i].count
	}
	most := mostTitles
	if total > mostTold {
		most = max(1, mostTold/len(l.told))
	}
	titles := make([]Title, 0, min(total, most*len(l.told)))
	for i := range l.told {
		begin := len(titles)
		for _, number := range l.told[i].events[:min(l.told[i].count, most)] {
			e := &l.index.events[number]
			titles = append(titles, Title{ID: e.ID, At: e.At.At, Text: e.Title})
		}
		l.frame.Marks[i].Titles = titles[begin:len(titles):len(titles)]
	}
}

// label is a title before it is put beside its mark, or behind its span. from is where
// that begins. ok is false where it has none.
func (l *layout) label(of titled) (label Label, from float64, ok bool) {
	if of.isSpan {
		s := &l.frame.Spans[of.number]
		label = Label{ID: s.ID, At: s.To, Y: s.Y, Text: s.Title, Gap: labelGap - markSize/2}
		return label, l.x(int64(s.From * 1e3)), !s.Again && s.Change != Was
	}
	m := &l.frame.Marks[of.number]
	label = Label{ID: m.ID, At: m.At, Y: m.Y, Text: l.index.events[l.told[of.number].events[0]].Title, Gap: labelGap}
	if m.Dive {
		label.Gap = diveGap
	}
	return label, l.markX(of.number), !m.Again && m.Count < 2 && m.Change != Was
}

// writer writes the titles of one row, from left to right.
type writer struct {
	*layout
	row      *row
	next     int     // the first of the places that is right of what the title is of
	taken    float64 // until where something stands or is written left of that
	standing float64 // where that ends itself
}

// titles writes the titles of a row for which there is room until what comes next, or left
// of marks where only there is room.
func (l *layout) titles(r *row) {
	w := writer{layout: l, row: r}
	for i, content := range r.content {
		label, from, ok := l.label(content)
		w.pass(from)
		x := l.x(int64(label.At * 1e3))
		if ok && x >= 0 && x <= l.width && w.taken <= x+label.Gap {
			w.write(i, label, x)
		}
	}
}

// pass goes on until a place.
func (w *writer) pass(from float64) {
	for w.next < len(w.row.places) && w.row.places[w.next].from <= from {
		w.taken = max(w.taken, w.standing)
		w.standing = w.row.places[w.next].to
		w.next++
	}
}

// write writes the title of what stands at x where there is room for some of it.
func (w *writer) write(content int, label Label, x float64) {
	whole := canvas.Label{Text: label.Text, Size: labelSize}
	right, left := w.right(content, x, label.Gap), w.left(x, label.Gap)
	isLeft := !w.row.content[content].isSpan && w.isLeft(whole, right, left)
	room := right
	if isLeft {
		room = left
	}
	if room < leastText {
		return
	}
	fitted := whole.Fit(room / widerFont)
	if len([]rune(fitted.Text)) < 6 && fitted.Text != whole.Text {
		return
	}
	label.Text, label.Width = fitted.Text, fitted.Width()*widerFont
	if isLeft {
		label.Gap = -label.Gap - label.Width
	}
	w.frame.Labels = append(w.frame.Labels, label)
	w.taken = max(w.taken, x+label.Gap+label.Width)
}

// right is how much room there is right of what stands at x.
func (w *writer) right(content int, x, gap float64) float64 {
	until := w.width
	if x <= w.end {
		until = w.end
	}
	if w.next < len(w.row.places) {
		until = min(until, w.shared(content, x, gap))
	}
	return min(until-6-x-gap, mostText)
}

// shared is until where a title may go towards what comes next. The last mark that is seen
// has room left of it alone: they share that, where it is more than two stumps of words.
func (w *writer) shared(content int, x, gap float64) float64 {
	beside := w.row.places[w.next].from
	isBesideLast := w.endsAt(w.next+1) && beside+labelGap+leastText > w.end && content+1 < len(w.row.content) && !w.row.content[content+1].isSpan
	if half := (x + beside) / 2; isBesideLast && half-6-x-gap >= halfText {
		return half
	}
	return beside
}

// left is how much room there is left of what stands at x.
func (w *writer) left(x, gap float64) float64 {
	since := w.taken
	if x >= w.begin {
		since = max(since, w.begin)
	}
	return min(x-gap-14-since, mostText)
}

// isLeft reports whether a title stands left of its mark: where only there is room, and of
// the last one where right of it there is not even half of what it takes.
func (w *writer) isLeft(whole canvas.Label, right, left float64) bool {
	if left < leastText {
		return false
	}
	return right < leastText || w.endsAt(w.next) && right < left && 2*right < min(whole.Width()*widerFont, mostText)
}

// endsAt reports whether nothing that is seen stands at a place or after it.
func (w *writer) endsAt(place int) bool {
	return place == len(w.row.places) || w.row.places[place].from > w.end
}
