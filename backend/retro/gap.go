package retro

import (
	"cmp"
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
	// Rank is how much it is worth a question, from 1: the longer customers felt it
	// meanwhile, and then the longer it is, the higher.
	Rank int `json:"rank"`
	// Questions are asked about it already, see [Content.AskedAbout].
	Questions []QuestionID `json:"questions,omitempty"`
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
	rankGaps(gaps, ordered)
	return gaps
}

func rankGaps(gaps []Gap, events []Event) {
	felt := func(g Gap) time.Duration {
		longest := time.Duration(0)
		for _, e := range events {
			if e.Kind == KindImpact {
				longest = max(longest, overlap(e.At.At, e.EndsAt(), g.From, g.To))
			}
		}
		return longest
	}
	order := make([]int, len(gaps))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(felt(gaps[b]), felt(gaps[a])), cmp.Compare(gaps[b].Length, gaps[a].Length))
	})
	for rank, i := range order {
		gaps[i].Rank = rank + 1
	}
}

// AskedAbout are the questions that are about at least half of a stretch of time.
func (c *Content) AskedAbout(from, to time.Time) []QuestionID {
	var asked []QuestionID
	for _, q := range c.Questions {
		if q.From == nil || q.To == nil {
			continue
		}
		if overlap(*q.From, *q.To, from, to)*2 >= to.Sub(from) {
			asked = append(asked, q.ID)
		}
	}
	return asked
}

// overlap is how long two stretches of time have in common, negative where they are apart.
func overlap(from, to, begin, end time.Time) time.Duration {
	if from.Before(begin) {
		from = begin
	}
	if to.After(end) {
		to = end
	}
	return to.Sub(from)
}
