package retro

import (
	"cmp"
	"slices"
	"time"
)

// Nesting tells which events are part of which others: an incident that has a place in
// a longer story. An event whose holder is gone stands for itself, and so do those that
// would hold each other.
type Nesting struct {
	byID   map[EventID]*Event
	depth  map[EventID]int // of those that were looked at
	apart  map[EventID]bool
	covers map[EventID]Window
}

// Nest looks at how events hold each other. It is cheap where none does.
func Nest(events []Event) Nesting {
	if !slices.ContainsFunc(events, func(e Event) bool { return e.Within != "" }) {
		return Nesting{}
	}
	n := Nesting{byID: eventsByID(events), depth: map[EventID]int{}, apart: map[EventID]bool{}, covers: map[EventID]Window{}}
	deepest := make([]*Event, 0, len(events))
	for i := range events {
		n.settle(&events[i])
		deepest = append(deepest, &events[i])
	}
	slices.SortStableFunc(deepest, func(a, b *Event) int { return cmp.Compare(n.depth[b.ID], n.depth[a.ID]) })
	for _, e := range deepest {
		holder := n.Holder(e)
		if holder == nil {
			continue
		}
		from, to, _ := n.Range(e)
		covered, ok := n.covers[holder.ID]
		if !ok {
			covered.From, covered.To = holder.Range()
		}
		if from.Before(covered.From) {
			covered.From = from
		}
		if to.After(covered.To) {
			covered.To = to
		}
		n.covers[holder.ID] = covered
	}
	return n
}

// onPath is the depth of an event that is being looked at.
const onPath = -1

// settle finds how deep an event stands, and those that hold it.
func (n Nesting) settle(e *Event) {
	var path []*Event
	for at := e; at != nil; at = n.byID[at.Within] {
		if depth, seen := n.depth[at.ID]; seen {
			if depth == onPath {
				// By id: of two events with one id the other may stand on the path.
				first := slices.IndexFunc(path, func(one *Event) bool { return one.ID == at.ID })
				for _, one := range path[first:] {
					n.apart[one.ID] = true
				}
			}
			break
		}
		n.depth[at.ID] = onPath
		path = append(path, at)
	}
	for _, one := range slices.Backward(path) {
		n.depth[one.ID] = 0
		if holder := n.Holder(one); holder != nil {
			n.depth[one.ID] = n.depth[holder.ID] + 1
		}
	}
}

// Holder is the event that an event is part of, nil for one that stands for itself.
func (n Nesting) Holder(e *Event) *Event {
	if e.Within == "" || n.apart[e.ID] {
		return nil
	}
	return n.byID[e.Within]
}

// Outermost is the event that holds an event and is part of no other, the event itself
// where nothing holds it.
func (n Nesting) Outermost(e *Event) *Event {
	for holder := n.Holder(e); holder != nil; holder = n.Holder(e) {
		e = holder
	}
	return e
}

// Depth is how many events hold an event, one within the other.
func (n Nesting) Depth(id EventID) int { return n.depth[id] }

// Parts are the events that are part of an event, by whatever way.
func (n Nesting) Parts(id EventID) []EventID {
	if !n.Holds(id) {
		return nil
	}
	direct := map[EventID][]EventID{}
	for _, e := range n.byID {
		if holder := n.Holder(e); holder != nil {
			direct[holder.ID] = append(direct[holder.ID], e.ID)
		}
	}
	parts := direct[id]
	for at := 0; at < len(parts); at++ {
		parts = append(parts, direct[parts[at]]...)
	}
	return parts
}

// Range is what is drawn of an event: one that holds others covers all of them.
func (n Nesting) Range(e *Event) (from, to time.Time, holds bool) {
	if covered, ok := n.covers[e.ID]; ok {
		return covered.From, covered.To, true
	}
	from, to = e.Range()
	return from, to, false
}

// Holds reports whether other events are part of an event.
func (n Nesting) Holds(id EventID) bool {
	_, ok := n.covers[id]
	return ok
}

// own are the events that the figures of the whole are told from: what is part of
// another event counts for that one alone, unless all of it is.
func (n Nesting) own(events []Event) []Event {
	if n.byID == nil {
		return events
	}
	var own []Event
	all := true
	for i := range events {
		if e := &events[i]; n.Holder(e) == nil {
			own = append(own, *e)
			all = all && n.Holds(e.ID)
		}
	}
	if all {
		return events
	}
	return own
}

// deepestPart bounds in how many parts an event counts, where many events hold each other
// one within the other.
const deepestPart = 12

// parts tells the figures of each event that holds others: from all that is part of it,
// by whatever way, as the whole is told from all events.
func (n Nesting) parts(events []Event) []PartFigures {
	if n.byID == nil {
		return nil
	}
	direct := map[EventID][]int{} // the places of what is part of an event
	for i := range events {
		if holder := n.Holder(&events[i]); holder != nil {
			direct[holder.ID] = append(direct[holder.ID], i)
		}
	}
	var parts []PartFigures
	for i := range events {
		id := events[i].ID
		if !n.Holds(id) || n.Depth(id) >= deepestPart {
			continue
		}
		inside := []int{i}
		for at := 0; at < len(inside); at++ {
			inside = append(inside, direct[events[inside[at]].ID]...)
		}
		own := append([]int{i}, direct[id]...)
		if steps := deriveFigures(eventsAt(events, inside), eventsAt(events, own)).Steps; len(steps) > 0 {
			parts = append(parts, PartFigures{Event: id, Steps: steps})
		}
	}
	return parts
}

// eventsAt are the events at some places, in the order in which they stand.
func eventsAt(events []Event, places []int) []Event {
	slices.Sort(places)
	found := make([]Event, len(places))
	for i, place := range places {
		found[i] = events[place]
	}
	return found
}

// CheckWithin refuses an event that would be part of itself, by whatever way, or of one
// that is not there, with CodeInvalid. The event need not be in the content yet.
func (c *Content) CheckWithin(e *Event) error {
	if e.Within == "" {
		return nil
	}
	holder := c.FindEvent(e.Within)
	if holder == nil {
		// It may have been removed since: then the event stands for itself.
		if before := c.FindEvent(e.ID); before != nil && before.Within == e.Within {
			return nil
		}
		return Errorf(CodeInvalid, "the event that “%s” would be part of is not here", e.Title)
	}
	seen := map[EventID]bool{}
	for at := holder; at != nil && !seen[at.ID]; at = c.FindEvent(at.Within) {
		seen[at.ID] = true
		switch {
		case e.Within == e.ID:
			return Errorf(CodeInvalid, "“%s” cannot be part of itself", e.Title)
		case at.ID == e.ID:
			return Errorf(CodeInvalid, "“%s” and “%s” would each be part of the other", e.Title, holder.Title).
				WithHint("take one of them out of the other first")
		}
	}
	return nil
}

// LiftOut has what is part of events that go be part of what those are part of.
func (c *Content) LiftOut(gone []EventID) {
	nesting := Nest(c.Events)
	for i := range c.Events {
		e := &c.Events[i]
		if !slices.Contains(gone, e.Within) {
			continue
		}
		holder := nesting.Holder(e)
		for holder != nil && slices.Contains(gone, holder.ID) {
			holder = nesting.Holder(holder)
		}
		e.Within = ""
		if holder != nil {
			e.Within = holder.ID
		}
	}
}
