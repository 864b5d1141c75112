package retro

import (
	"slices"
	"time"
)

// Gap is a stretch of the timeline in which nothing stands.
type Gap struct {
	After  EventID       `json:"after"`  // the event before it
	Before EventID       `json:"before"` // the event after it
	From   time.Time     `json:"from"`
	To     time.Time     `json:"to"`
	Length time.Duration `json:"length"`
}

// What makes a stretch worth a question: it is long by itself, and beside the whole.
const (
	shortestGap = 10 * time.Minute
	gapShare    = 8 // of the whole timeline, as 1/gapShare
)

// DeriveGaps finds the silent stretches between the first and the last event that are
// worth a question. A span that covers the time is no silence, unless it is customer
// impact, which says what was felt and not what was done. The events need no order.
func DeriveGaps(events []Event) []Gap {
	gaps := []Gap{}
	if len(events) == 0 {
		return gaps
	}
	ordered := slices.Clone(events)
	slices.SortStableFunc(ordered, func(a, b Event) int { return a.At.At.Compare(b.At.At) })
	first, last := ordered[0], ordered[len(ordered)-1]
	least := max(shortestGap, last.At.At.Sub(first.At.At)/gapShare)
	before, until := first, first.At.At
	for _, e := range ordered {
		if length := e.At.At.Sub(until); length >= least {
			gaps = append(gaps, Gap{After: before.ID, Before: e.ID, From: until, To: e.At.At, Length: length})
		}
		end := e.At.At
		if e.Kind != KindImpact {
			end = e.EndsAt()
		}
		if end.After(until) {
			until = end
		}
		before = e
	}
	return gaps
}
