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

// stood is a stretch in which something was, so that there was no silence.
type stood struct {
	event    *Event
	from, to time.Time
	again    bool // not the first time of what comes again
}

// standings are the stretches in which events were, by when they began. What customers felt
// does not say what was done: of that only the beginning counts.
func standings(events []Event) []stood {
	var last time.Time
	for i := range events {
		if at := events[i].At.At; at.After(last) {
			last = at
		}
	}
	list := make([]stood, 0, len(events))
	for i := range events {
		e := &events[i]
		_, latest := e.At.Range()
		length := latest.Sub(e.At.At) // of the range in which it was
		if e.End != nil {
			length = e.EndsAt().Sub(e.At.At)
		}
		if e.Kind == KindImpact {
			length = 0
		}
		for n, at := range e.At.Occurrences(last) {
			list = append(list, stood{event: e, from: at, to: at.Add(max(length, 0)), again: n > 0})
		}
	}
	slices.SortStableFunc(list, func(a, b stood) int { return a.from.Compare(b.from) })
	return list
}

// DeriveGaps finds the silent stretches between the first and the last event that are
// worth a question. A span that covers the time is no silence, nor is a range in which
// something was, unless it is customer impact. What comes again breaks a silence, and none
// ends at it: it stands on the timeline where it was first. The events need no order.
func DeriveGaps(events []Event) []Gap {
	gaps := []Gap{}
	list := standings(events)
	if len(list) == 0 {
		return gaps
	}
	first, last := list[0], list[len(list)-1]
	least := max(shortestGap, last.from.Sub(first.from)/gapShare)
	before, until := first, first.from
	for _, s := range list {
		if length := s.from.Sub(until); length >= least && !s.again {
			gaps = append(gaps, Gap{After: before.event.ID, Before: s.event.ID, From: until, To: s.from, Length: length})
		}
		if s.to.After(until) {
			until = s.to
		}
		before = s
	}
	rankGaps(gaps, events)
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
