package authoring

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/when"
)

// Edge is what of an event is taken hold of.
type Edge string

// The edges.
const (
	EdgeWhole Edge = "whole" // keeps its length
	EdgeStart Edge = "start"
	EdgeEnd   Edge = "end" // gives a moment a length
)

// MoveEvent puts an event, its beginning or its end at another time. What is part of one
// that moves as a whole moves along. One that was told from another has a time of its own
// then. A date stays a date. CodeInvalid for an end
// before the beginning.
func (s *Service) MoveEvent(ctx context.Context, id retro.RetrospectiveID, event retro.EventID, edge Edge, to time.Time) (Edited, error) {
	return s.edit(ctx, id, "move event", func(c *retro.Content) error {
		e := c.FindEvent(event)
		if e == nil {
			return missing("event", event)
		}
		moved := *e
		switch edge {
		case EdgeWhole:
			by := to.Sub(e.At.At)
			moved.At = movedTo(e.At, to)
			if e.End != nil {
				end := movedTo(*e.End, e.End.At.Add(by))
				moved.End = &end
			}
			if err := shiftParts(c, e, by); err != nil {
				return err
			}
		case EdgeStart:
			moved.At = movedTo(e.At, to)
		case EdgeEnd:
			end := e.At
			if e.End != nil {
				end = *e.End
			}
			end = movedTo(end, to)
			moved.End = &end
		default:
			return retro.Errorf(retro.CodeInvalid, "an event has no edge %q", string(edge))
		}
		if err := moved.Validate(); err != nil {
			return err
		}
		*e = moved
		return nil
	})
}

// SwapEvent lets an event change places with the one before it, by below zero, or the one
// after it: both have the same time, and nothing else says which is first. CodeInvalid where
// there is none.
func (s *Service) SwapEvent(ctx context.Context, id retro.RetrospectiveID, event retro.EventID, by int) (Edited, error) {
	return s.edit(ctx, id, "order events", func(c *retro.Content) error {
		at := slices.IndexFunc(c.Events, func(e retro.Event) bool { return e.ID == event })
		if at < 0 {
			return missing("event", event)
		}
		other := at + cmp.Compare(by, 0)
		if by == 0 || other < 0 || other >= len(c.Events) || !retro.StandTogether(c.Events, at, other) {
			return retro.Errorf(retro.CodeInvalid, "no event beside “%s” has the same time", retro.Shorten(c.Events[at].Title, shortTitle))
		}
		c.Events[at], c.Events[other] = c.Events[other], c.Events[at]
		return nil
	})
}

// movedTo is an instant at another time, as exact as it was or as that needs.
func movedTo(i retro.Instant, to time.Time) retro.Instant {
	moved := retro.Instant{At: to.UTC(), Zone: i.Zone, Precision: i.Precision, About: i.About, Repeat: i.Repeat}
	if !moved.Repeat.Until.IsZero() {
		moved.Repeat.Until = moved.Repeat.Until.Add(to.Sub(i.At))
	}
	switch {
	case !i.Until.IsZero():
		moved.Until = i.Until.Add(to.Sub(i.At)).UTC()
	case i.IsDate():
		return moved.OnDate()
	case to.Nanosecond() != 0:
		fine := []retro.Precision{retro.PrecisionNanosecond, retro.PrecisionMicrosecond, retro.PrecisionMillisecond}
		needed := retro.NewInstant(to).Precision
		at := slices.IndexFunc(fine, func(p retro.Precision) bool { return p == i.Precision || p == needed })
		moved.Precision = fine[at]
	case to.Second() != 0 && (i.Precision == retro.PrecisionMinute || i.Precision == retro.PrecisionHour):
		moved.Precision = retro.PrecisionSecond
	case to.Minute() != 0 && i.Precision == retro.PrecisionHour:
		moved.Precision = retro.PrecisionMinute
	}
	return moved
}

// ShiftEvents moves events by a length of time, with their ends and when they became
// known. One that is told from another of them follows that one; one that is told from
// any other has a time of its own then.
func (s *Service) ShiftEvents(ctx context.Context, id retro.RetrospectiveID, events []retro.EventID, by time.Duration) (Edited, error) {
	return s.editEvents(ctx, id, "shift events", events, func(_ *retro.Content, e *retro.Event) error {
		return shiftEvent(e, by, events)
	})
}

// shiftEvent moves an event by a length of time. What is told from one that moves as well
// follows by itself.
func shiftEvent(e *retro.Event, by time.Duration, along []retro.EventID) error {
	shift := func(i retro.Instant) retro.Instant {
		if slices.Contains(along, i.Anchor.Event) {
			return i
		}
		shifted := i.Shift(by)
		shifted.Anchor = retro.Anchor{}
		return shifted
	}
	e.At = shift(e.At)
	for _, at := range []**retro.Instant{&e.End, &e.KnownAt} {
		if *at != nil {
			shifted := shift(**at)
			*at = &shifted
		}
	}
	return e.Validate()
}

// shiftParts moves what is part of an event, by whatever way.
func shiftParts(c *retro.Content, holder *retro.Event, by time.Duration) error {
	parts := retro.Nest(c.Events).Parts(holder.ID)
	for _, part := range parts {
		if err := shiftEvent(c.FindEvent(part), by, append(parts, holder.ID)); err != nil {
			return err
		}
	}
	return nil
}

// ShiftEventsBy is [Service.ShiftEvents] by a length of time as people say it.
func (s *Service) ShiftEventsBy(ctx context.Context, id retro.RetrospectiveID, events []retro.EventID, by string) (Edited, error) {
	length, err := when.ReadLength(by)
	if err != nil {
		return Edited{}, err
	}
	return s.ShiftEvents(ctx, id, events, length)
}

// ChangeKinds gives events another kind.
func (s *Service) ChangeKinds(ctx context.Context, id retro.RetrospectiveID, events []retro.EventID, kind retro.EventKind) (Edited, error) {
	if kind == "" {
		return Edited{}, retro.Errorf(retro.CodeInvalid, "an event needs a kind")
	}
	return s.editEvents(ctx, id, "change kind of events", events, func(_ *retro.Content, e *retro.Event) error {
		e.Kind = kind
		return nil
	})
}

func (s *Service) editEvents(ctx context.Context, id retro.RetrospectiveID, reason string, events []retro.EventID, change func(*retro.Content, *retro.Event) error) (Edited, error) {
	return s.edit(ctx, id, reason, func(c *retro.Content) error {
		for _, event := range events {
			e := c.FindEvent(event)
			if e == nil {
				return missing("event", event)
			}
			if err := change(c, e); err != nil {
				return err
			}
		}
		return nil
	})
}

// RemoveEvents takes events off the timeline. What was part of one of them is part of
// what that one was part of.
func (s *Service) RemoveEvents(ctx context.Context, id retro.RetrospectiveID, events []retro.EventID) (Edited, error) {
	return s.edit(ctx, id, "remove events", func(c *retro.Content) error {
		for _, event := range events {
			if c.FindEvent(event) == nil {
				return missing("event", event)
			}
		}
		c.LiftOut(events)
		c.Events = slices.DeleteFunc(c.Events, func(e retro.Event) bool { return slices.Contains(events, e.ID) })
		return nil
	})
}

// MoveInto makes events part of another one, or of none for "". CodeInvalid where one
// would be part of itself.
func (s *Service) MoveInto(ctx context.Context, id retro.RetrospectiveID, events []retro.EventID, holder retro.EventID) (Edited, error) {
	return s.editEvents(ctx, id, "move events into another", events, func(c *retro.Content, e *retro.Event) error {
		moved := *e
		moved.Within = holder
		if err := c.CheckWithin(&moved); err != nil {
			return err
		}
		*e = moved
		return nil
	})
}

// MergeEvents makes one event of several: the first of them, which then lasts until the
// last one is over, cites all that they cite, and tells below its own words what the
// others said. What was told from any of them is told from it, and what was part of any
// of them is part of it.
func (s *Service) MergeEvents(ctx context.Context, id retro.RetrospectiveID, events []retro.EventID) (WithEvent, error) {
	var kept retro.EventID
	edited, err := s.edit(ctx, id, "merge events", func(c *retro.Content) error {
		var parts []retro.Event
		for _, event := range events {
			e := c.FindEvent(event)
			if e == nil {
				return missing("event", event)
			}
			if !slices.ContainsFunc(parts, func(other retro.Event) bool { return other.ID == event }) {
				parts = append(parts, *e)
			}
		}
		if len(parts) < 2 {
			return retro.Errorf(retro.CodeInvalid, "at least two events are needed to merge")
		}
		retro.SortEvents(parts)
		kept = parts[0].ID
		among := func(id retro.EventID) bool {
			return id != "" && slices.ContainsFunc(parts, func(e retro.Event) bool { return e.ID == id })
		}
		nesting := retro.Nest(c.Events)
		for holder := nesting.Holder(c.FindEvent(kept)); holder != nil; holder = nesting.Holder(holder) {
			if among(holder.ID) {
				parts[0].Within = holder.Within
			}
		}
		for _, other := range parts[1:] {
			c.Events = slices.DeleteFunc(c.Events, func(e retro.Event) bool { return e.ID == other.ID })
		}
		*c.FindEvent(kept) = mergedEvent(parts)
		for i := range c.Events {
			e := &c.Events[i]
			retarget(e, kept, events)
			if e.ID != kept && among(e.Within) {
				e.Within = kept
			}
		}
		return nil
	})
	return WithEvent{Edited: edited, Event: kept}, err
}

// retarget has the times that were told from any of some events be told from one.
func retarget(e *retro.Event, kept retro.EventID, gone []retro.EventID) {
	turn := func(i retro.Instant) retro.Instant {
		switch {
		case !slices.Contains(gone, i.Anchor.Event):
		case e.ID == kept:
			i.Anchor = retro.Anchor{}
		default:
			i.Anchor.Event = kept
		}
		return i
	}
	e.At = turn(e.At)
	for _, at := range []**retro.Instant{&e.End, &e.KnownAt} {
		if *at != nil {
			turned := turn(**at)
			*at = &turned
		}
	}
}

func mergedEvent(parts []retro.Event) retro.Event {
	all := parts[0]
	all.Citations = slices.Clone(all.Citations)
	until, end := all.EndsAt(), all.End
	body := []string{strings.TrimSpace(all.Body)}
	for _, e := range parts[1:] {
		if e.EndsAt().After(until) {
			until, end = e.EndsAt(), cmp.Or(e.End, &e.At)
		}
		if !strings.EqualFold(e.Title, all.Title) {
			body = append(body, strings.TrimSpace("- "+e.Title))
		}
		body = append(body, strings.TrimSpace(e.Body))
		for _, citation := range e.Citations {
			if !slices.ContainsFunc(all.Citations, citation.Same) {
				all.Citations = append(all.Citations, citation)
			}
		}
		if all.Actor != e.Actor {
			all.Actor = cmp.Or(all.Actor, e.Actor)
		}
		all.DiveIn = all.DiveIn || e.DiveIn
		for _, feeling := range e.Feelings {
			feeling.Who = cmp.Or(feeling.Who, e.Actor.String())
			if !slices.Contains(all.Feelings, feeling) {
				all.Feelings = append(slices.Clip(all.Feelings), feeling)
			}
		}
		all.Interpretation = all.Interpretation || e.Interpretation
	}
	all.End = end
	all.Body = strings.Join(slices.DeleteFunc(body, func(text string) bool { return text == "" }), "\n\n")
	return all
}
