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

// settle finds how deep an event stands, and those that hold it.
func (n Nesting) settle(e *Event) {
	var path []*Event
	for at := e; at != nil; at = n.byID[at.Within] {
		if _, done := n.depth[at.ID]; done {
			break
		}
		if begin := slices.Index(path, at); begin >= 0 {
			for _, one := range path[begin:] {
				n.apart[one.ID] = true
			}
			break
		}
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

// inside are the events that are part of another, by whatever way, and that one itself.
func (n Nesting) inside(events []Event, holder EventID) []Event {
	var inside []Event
	for i := range events {
		for e := &events[i]; e != nil; e = n.Holder(e) {
			if e.ID == holder {
				inside = append(inside, events[i])
				break
			}
		}
	}
	for i := range inside {
		if inside[i].ID == holder || inside[i].Within == holder {
			inside[i].Within = ""
		}
	}
	return inside
}

// CheckWithin refuses an event that would be part of itself, by whatever way, or of one
// that is not there, with CodeInvalid. The event need not be in the content yet.
func (c *Content) CheckWithin(e *Event) error {
	if e.Within == "" {
		return nil
	}
	byID := eventsByID(c.Events)
	holder := byID[e.Within]
	if holder == nil {
		// It may have been removed since: then the event stands for itself.
		if before := byID[e.ID]; before != nil && before.Within == e.Within {
			return nil
		}
		return Errorf(CodeInvalid, "the event that “%s” would be part of is not here", e.Title)
	}
	seen := map[EventID]bool{}
	for at := holder; at != nil && !seen[at.ID]; at = byID[at.Within] {
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
