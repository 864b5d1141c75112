package timeline

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/canvas"
	"github.com/afterword-app/afterword/backend/retro"
)

// By is what the lanes stand for.
type By string

// The ways to divide into lanes.
const (
	BySubject By = ""       // systems, people, customers
	ByKind    By = "kind"   // the kinds of events
	BySource  By = "source" // the evidence that is cited first
	ByPerson  By = "person" // who did it
)

// Bys lists the ways to divide into lanes.
func Bys() []By { return []By{BySubject, ByKind, BySource, ByPerson} }

// mostLanes are drawn; what is of others stands together in a last one.
const mostLanes = 14

// Index holds events for drawing. It never changes.
type Index struct {
	lanes   []laneIndex
	events  []retro.Event
	changes []Change // of the events, nil where nothing is compared
	figures retro.Figures
	known   *retro.Figures // as they were known at a moment, nil where it holds what is known now
	from    time.Time
	to      time.Time
	shots   []shot   // by time
	who     []string // whose moods are drawn
	moods   map[string][]felt
}

type laneIndex struct {
	name    string
	kind    retro.EventKind // of a lane of one kind
	ink     canvas.Ink      // of a lane of one source
	moments []item          // by time
	spans   []item          // by their beginning
	longest int64           // of the spans, in microseconds
}

// item is one occurrence of an event.
type item struct {
	from, to int64 // Unix microseconds
	event    int32
	again    bool // not the first time of one that comes again
	vague    bool // a range in which it was, and not how long it was
	holds    bool // covers the events that are part of it
	dive     bool // the event from which the debrief digs
}

// NewIndex sorts events into lanes. evidence names the sources.
func NewIndex(events []retro.Event, evidence []retro.Evidence, by By) *Index {
	x := newIndex(events, evidence, by)
	x.figures = retro.DeriveFigures(events)
	return x
}

// NewIndexThen sorts what was known of events at a moment. What had begun then and was not
// over lasts until the moment, and no figure is told from that. It reaches as far as all
// events do: nothing jumps when the moment is another one.
func NewIndexThen(events []retro.Event, evidence []retro.Evidence, by By, at time.Time) *Index {
	known := retro.KnownThen(events, at)
	figures := retro.DeriveFigures(known)
	hadEnd := map[retro.EventID]bool{}
	for i := range events {
		hadEnd[events[i].ID] = events[i].End != nil
	}
	for i := range known {
		if e := &known[i]; e.End == nil && hadEnd[e.ID] {
			end := retro.NewInstant(at)
			e.End = &end
		}
	}
	x := newIndex(known, evidence, by)
	x.known = &figures
	x.figures = figures
	x.figures.Windows = retro.DeriveFigures(known).Windows
	x.from, x.to = extent(events)
	return x
}

func newIndex(events []retro.Event, evidence []retro.Evidence, by By) *Index {
	x := &Index{events: events}
	x.from, x.to = extent(events)
	nesting := retro.Nest(events)
	x.shots = shotsOf(events, evidence)
	x.who, x.moods = feltBy(events)
	labels := make(map[retro.EvidenceID]string, len(evidence))
	inks := make(map[string]canvas.Ink, len(evidence)) // by label
	for _, e := range evidence {
		labels[e.ID] = e.Label
		inks[e.Label] = cmp.Or(inks[e.Label], SourceInk(e.Colour))
	}
	names := make([]string, len(events))
	counts := map[string]int{}
	for i := range events {
		names[i] = laneOf(&events[i], nesting, labels, by)
		counts[names[i]]++
	}
	order := laneOrder(counts, names, by)
	number := map[string]int{}
	for i, name := range order {
		number[name] = min(i, mostLanes)
	}
	for i, name := range order[:min(len(order), mostLanes)] {
		x.lanes = append(x.lanes, laneIndex{name: name})
		switch by {
		case ByKind:
			x.lanes[i].kind = retro.EventKind(name)
		case BySource:
			x.lanes[i].ink = inks[name]
		case BySubject, ByPerson:
		}
	}
	if rest := len(order) - mostLanes; rest > 0 {
		x.lanes = append(x.lanes, laneIndex{name: fmt.Sprintf("%d others", rest)})
	}
	for i := range events {
		x.lanes[number[names[i]]].add(&events[i], nesting, int32(i), x.to)
	}
	for i := range x.lanes {
		byTime := func(a, b item) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.event, b.event)) }
		slices.SortFunc(x.lanes[i].moments, byTime)
		slices.SortFunc(x.lanes[i].spans, byTime)
	}
	return x
}

func (l *laneIndex) add(e *retro.Event, nesting retro.Nesting, number int32, until time.Time) {
	if from, to, holds := nesting.Range(e); holds {
		band := item{from: micros(from), to: max(micros(to), micros(from)+1), event: number, holds: true}
		l.spans = append(l.spans, band)
		l.longest = max(l.longest, band.to-band.from)
		return
	}
	earliest, latest := e.At.Range()
	begin := micros(earliest)
	length := int64(0)
	if e.End != nil {
		length = micros(e.EndsAt()) - micros(e.At.At)
	}
	for i, at := range e.At.Occurrences(until) {
		one := item{from: micros(at), to: micros(at) + length, event: number, again: i > 0, dive: e.DiveIn}
		if e.End == nil && e.At.Repeat.IsZero() && latest.After(earliest) {
			one.from, one.to, one.vague = begin, micros(latest), true
		}
		if one.to > one.from {
			l.spans = append(l.spans, one)
			l.longest = max(l.longest, one.to-one.from)
		} else {
			l.moments = append(l.moments, one)
		}
	}
}

// micros is a time in microseconds since 1970: those reach further than years are written.
func micros(t time.Time) int64 { return t.UnixMicro() }

// stretch is a time before one time and after another, as far as years are written.
func stretch(from, to time.Time, by int64) (time.Time, time.Time) {
	return time.UnixMicro(max(micros(from)-by, firstMicro)).UTC(), time.UnixMicro(min(micros(to)+by, lastMicro)).UTC()
}

// Years are written from 0 to 9999.
var (
	firstMicro = time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC).UnixMicro()
	lastMicro  = time.Date(10_000, 1, 1, 0, 0, 0, 0, time.UTC).UnixMicro() - 1
)

// extent is from the first event until the last one is over. What comes again without
// an end goes as far as the others do.
func extent(events []retro.Event) (from, to time.Time) {
	for i := range events {
		begin, end := events[i].Range()
		if end.Before(begin) {
			end = begin // It cannot be, and is drawn where it begins.
		}
		if i == 0 || begin.Before(from) {
			from = begin
		}
		if i == 0 || end.After(to) {
			to = end
		}
	}
	return from, to
}

func laneOf(e *retro.Event, nesting retro.Nesting, labels map[retro.EvidenceID]string, by By) string {
	switch by {
	case ByKind:
		return string(e.Kind)
	case BySource:
		if len(e.Citations) == 0 {
			return "by hand"
		}
		return cmp.Or(labels[e.Citations[0].Evidence], "removed evidence")
	case ByPerson:
		return cmp.Or(strings.TrimSpace(e.Actor.Name), strings.TrimSpace(e.Actor.Role), "nobody named")
	case BySubject:
		// An incident within a longer story has a lane of its own, with all that is part of it.
		if outermost := nesting.Outermost(e); nesting.Holds(outermost.ID) {
			return outermost.Title
		}
	}
	// What somebody tells is about them; what a record shows of them is about systems.
	if e.Kind == retro.KindObservation && len(e.Citations) == 0 && strings.TrimSpace(e.Actor.Name) != "" {
		return string(retro.LanePeople)
	}
	return string(e.Kind.Lane())
}

// laneOrder puts lanes in the order of the story, or the fullest ones first. names are
// those of the events, by time.
func laneOrder(counts map[string]int, byTime []string, by By) []string {
	var known []string
	switch by {
	case BySubject:
		for _, lane := range []retro.Lane{retro.LaneSystems, retro.LanePeople, retro.LaneCustomers} {
			known = append(known, string(lane)) // an empty one too: it says that nothing is known of it
		}
		seen := map[string]bool{}
		for _, name := range byTime {
			if !seen[name] && !slices.Contains(known[:3], name) {
				known = append(known, name)
			}
			seen[name] = true
		}
		return known
	case ByKind:
		for _, kind := range retro.EventKinds() {
			known = append(known, string(kind))
		}
	case BySource, ByPerson:
	}
	var names []string
	for name := range counts {
		names = append(names, name)
	}
	place := func(name string) int {
		if at := slices.Index(known, name); at >= 0 {
			return at
		}
		return len(known)
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	return names
}

// Extent is from the first event until the last one is over, with a margin. ok is false
// without events.
func (x *Index) Extent() (from, to time.Time, ok bool) {
	if len(x.events) == 0 {
		return time.Time{}, time.Time{}, false
	}
	margin := (micros(x.to) - micros(x.from)) / 25
	if margin == 0 {
		margin = (10 * time.Minute).Microseconds()
	}
	from, to = stretch(x.from, x.to, margin)
	return from, to, true
}
