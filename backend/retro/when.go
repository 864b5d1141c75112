package retro

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"sync"
	"time"
)

// Unit is a length of time by the calendar: a month is as long as the month is.
type Unit string

// The units, shortest first.
const (
	UnitSecond Unit = "second"
	UnitMinute Unit = "minute"
	UnitHour   Unit = "hour"
	UnitDay    Unit = "day"
	UnitWeek   Unit = "week"
	UnitMonth  Unit = "month"
	UnitYear   Unit = "year"
)

// Add moves a time by a count of units, in the calendar of a zone.
func (u Unit) Add(t time.Time, count int, zone *time.Location) time.Time {
	local := t.In(zone)
	switch u {
	case UnitSecond:
		return t.Add(time.Duration(count) * time.Second)
	case UnitMinute:
		return t.Add(time.Duration(count) * time.Minute)
	case UnitHour:
		return t.Add(time.Duration(count) * time.Hour)
	case UnitDay:
		return local.AddDate(0, 0, count).UTC()
	case UnitWeek:
		return local.AddDate(0, 0, 7*count).UTC()
	case UnitMonth:
		return addMonths(local, count).UTC()
	case UnitYear:
		return addMonths(local, 12*count).UTC()
	}
	return t
}

// addMonths stays in the month that is meant: a month after 31 January is the last of
// February.
func addMonths(t time.Time, count int) time.Time {
	moved := t.AddDate(0, count, 0)
	if moved.Day() != t.Day() {
		moved = moved.AddDate(0, 0, -moved.Day())
	}
	return moved
}

// Count writes "1 week" or "3 weeks".
func (u Unit) Count(count int) string {
	if count == 1 {
		return "1 " + string(u)
	}
	return fmt.Sprintf("%d %ss", count, u)
}

// Anchor is the event from which a time is told, "3 weeks after the first fix". After
// an event that lasts is after its end. Without a count it is right after or before.
type Anchor struct {
	Event  EventID `json:"event"`
	Count  int     `json:"count,omitempty"`
	Unit   Unit    `json:"unit,omitempty"`
	Before bool    `json:"before,omitempty"`
}

// IsZero reports whether a time is told from no event.
func (a Anchor) IsZero() bool { return a == Anchor{} }

// Says writes the relation to an event of that title.
func (a Anchor) Says(title string) string {
	word := "after"
	if a.Before {
		word = "before"
	}
	if a.Count == 0 {
		return fmt.Sprintf("%s “%s”", word, title)
	}
	return fmt.Sprintf("%s %s “%s”", a.Unit.Count(a.Count), word, title)
}

// Precision is how exactly a time is known that is told from another.
func (a Anchor) Precision(of Instant) Precision {
	isCoarse := of.Precision == PrecisionMonth || of.Precision == PrecisionYear
	switch a.Unit {
	case UnitYear, UnitMonth:
		switch {
		case !isCoarse:
			return PrecisionDay
		case a.Unit == UnitMonth:
			return PrecisionMonth
		}
	case UnitDay, UnitWeek:
		return PrecisionDay
	case UnitHour, UnitMinute:
		if !of.IsDate() {
			return PrecisionMinute
		}
	case UnitSecond:
	}
	return cmp.Or(of.Precision, PrecisionSecond)
}

// move is a time as far from another as is told.
func (a Anchor) move(t time.Time, zone *time.Location) time.Time {
	if a.Before {
		return a.Unit.Add(t, -a.Count, zone)
	}
	return a.Unit.Add(t, a.Count, zone)
}

// Repeat is how a time comes again: every so many units, until a time, or without an
// end that anybody knows.
type Repeat struct {
	Every int       `json:"every"`
	Unit  Unit      `json:"unit"`
	Until time.Time `json:"until,omitzero"`
}

// IsZero reports whether something happens but once.
func (r Repeat) IsZero() bool { return r == Repeat{} }

// String writes "every 3 months" or "every week".
func (r Repeat) String() string {
	if r.Every == 1 {
		return "every " + string(r.Unit)
	}
	return "every " + r.Unit.Count(r.Every)
}

// location is the zone that an instant was said in, UTC where nobody knows it.
func (i Instant) location() *time.Location {
	if i.Zone == "" || i.Zone == "Z" {
		return time.UTC
	}
	if offset, err := time.Parse("Z07:00", i.Zone); err == nil {
		return offset.Location()
	}
	known, _ := zones.Load(i.Zone)
	if zone, ok := known.(*time.Location); ok {
		return zone
	}
	if zone, err := time.LoadLocation(i.Zone); err == nil && i.Zone != "Local" {
		zones.Store(i.Zone, zone)
		return zone
	}
	return time.UTC
}

// zones are those that were read from the disk, by name. What is no zone is not kept, so
// that there are never more than the system knows.
var zones sync.Map

// IsDate reports whether an instant says no time of day.
func (i Instant) IsDate() bool {
	return slices.Contains([]Precision{PrecisionDay, PrecisionMonth, PrecisionYear}, i.Precision)
}

// Range is what an instant may mean, from the earliest until the latest: a whole day
// where only the date is known. The two are the same for a time of day.
func (i Instant) Range() (earliest, latest time.Time) {
	switch {
	case !i.Until.IsZero():
		return i.At, i.Until
	case i.About && i.Anchor.Unit != "" && i.IsDate():
		half := i.Anchor.Unit.Add(i.At, 1, i.location()).Sub(i.At) / 2
		return i.At.Add(-half), i.At.Add(half)
	}
	local := i.At.In(i.location())
	switch i.Precision {
	case PrecisionDay:
		return i.At, local.AddDate(0, 0, 1).UTC()
	case PrecisionMonth:
		return i.At, local.AddDate(0, 1, 0).UTC()
	case PrecisionYear:
		return i.At, local.AddDate(1, 0, 0).UTC()
	default:
		return i.At, i.At
	}
}

// longestRepeat bounds how often something is drawn that comes again.
const longestRepeat = 2000

// Occurrences lists when an instant comes, at most 2,000 times; once for most. One
// that repeats without an end is listed until a time.
func (i Instant) Occurrences(until time.Time) []time.Time {
	if i.Repeat.Every <= 0 {
		return []time.Time{i.At}
	}
	if last := i.Repeat.Until; !last.IsZero() && (until.IsZero() || last.Before(until)) {
		until = last
	}
	zone := i.location()
	times := []time.Time{i.At}
	for n := 1; n < longestRepeat; n++ {
		next := i.Repeat.Unit.Add(i.At, n*i.Repeat.Every, zone)
		if !next.Before(until) {
			break
		}
		times = append(times, next)
	}
	return times
}

// Told is what an event does not say of its time by itself, and where it stands in others.
type Told struct {
	From time.Time `json:"from"` // what is drawn: the earliest that is meant
	To   time.Time `json:"to"`   // and the latest
	// Says is how the time was said, "about 3 weeks after “The first fix”", "" where
	// it is a plain time.
	Says string `json:"says,omitempty"`
	// Depth is how many events hold this one, one within the other.
	Depth int `json:"depth,omitempty"`
	// Holds marks an event that others are part of: it is drawn over all of them.
	Holds bool `json:"holds,omitempty"`
	// Problem says why a time that is told from another cannot follow it.
	Problem string `json:"problem,omitempty"`
}

// TellTimes says of each event whose time is more than a moment what it means, and how
// deep those stand that are part of others.
func TellTimes(events []Event) map[EventID]Told {
	told := map[EventID]Told{}
	byID := eventsByID(events)
	inCircle := circles(events, byID)
	nesting := Nest(events)
	for i := range events {
		e := &events[i]
		from, to, holds := nesting.Range(e)
		depth := nesting.Depth(e.ID)
		says, problem := e.At.says(byID)
		if problem == "" && e.End != nil && !e.End.Anchor.IsZero() {
			var until string
			until, problem = e.End.says(byID)
			says = joinSaid(says, "until "+until)
		}
		if problem == "" && inCircle[e.ID] {
			problem = "its time is told from an event whose time is told from this one: give one of them a time of its own"
		}
		if says != "" || problem != "" || depth > 0 || holds || !from.Equal(e.At.At) || !to.Equal(e.At.At) && (e.End == nil || !to.Equal(e.End.At)) {
			told[e.ID] = Told{From: from, To: to, Says: says, Depth: depth, Holds: holds, Problem: problem}
		}
	}
	return told
}

func joinSaid(a, b string) string {
	if a == "" {
		return b
	}
	return a + " " + b
}

func (i Instant) says(byID map[EventID]*Event) (says, problem string) {
	if i.Anchor.IsZero() {
		if !i.Repeat.IsZero() && i.Words == "" {
			return i.Repeat.String(), ""
		}
		return i.Words, ""
	}
	anchor := byID[i.Anchor.Event]
	if anchor == nil {
		return i.Words, "the event that its time was told from is gone: it stays where it was"
	}
	says = i.Anchor.Says(anchor.Title)
	if i.About {
		says = "about " + says
	}
	return says, ""
}

// Range is what is drawn of an event: from the earliest to the latest that is meant.
func (e Event) Range() (from, to time.Time) {
	from, to = e.At.Range()
	if e.End != nil {
		to = e.EndsAt()
	}
	if !e.At.Repeat.IsZero() {
		times := e.At.Occurrences(e.At.Repeat.Until)
		to = times[len(times)-1].Add(to.Sub(e.At.At))
	}
	return from, to
}

// EndsAt is when an event was over: the end of the last day where its end is a date.
func (e Event) EndsAt() time.Time {
	if e.End == nil {
		return e.At.At
	}
	if e.End.IsDate() || !e.End.Until.IsZero() {
		_, latest := e.End.Range()
		return latest
	}
	return e.End.At
}

func eventsByID(events []Event) map[EventID]*Event {
	byID := make(map[EventID]*Event, len(events))
	for i := range events {
		byID[events[i].ID] = &events[i]
	}
	return byID
}

// anchors lists the events that times of an event are told from.
func (e *Event) anchors() []EventID {
	var ids []EventID
	for _, i := range []*Instant{&e.At, e.End, e.KnownAt} {
		if i != nil && !i.Anchor.IsZero() {
			ids = append(ids, i.Anchor.Event)
		}
	}
	return ids
}

// dependsOn reports whether the times of an event are told from another, by whatever
// way.
func dependsOn(byID map[EventID]*Event, e *Event, other EventID, seen map[EventID]bool) bool {
	for _, id := range e.anchors() {
		if id == other {
			return true
		}
		if seen[id] || byID[id] == nil {
			continue
		}
		if seen == nil {
			seen = map[EventID]bool{}
		}
		seen[id] = true
		if dependsOn(byID, byID[id], other, seen) {
			return true
		}
	}
	return false
}

// circles lists the events whose times are told from themselves, by whatever way. It
// comes to each event once, as Tarjan does for strongly connected components.
func circles(events []Event, byID map[EventID]*Event) map[EventID]bool {
	c := circleSearch{byID: byID, place: map[EventID]int{}, found: map[EventID]bool{}}
	for i := range events {
		if e := &events[i]; c.place[e.ID] == 0 {
			c.visit(e)
		}
	}
	return c.found
}

type circleSearch struct {
	byID  map[EventID]*Event
	place map[EventID]int // from 1, in the order in which they were come to; closed for those that are done
	open  []EventID       // what was come to and may still be in a circle with what follows
	found map[EventID]bool
}

// closed is behind every place.
const closed = math.MaxInt

// visit returns the first place that can be come to from an event and back.
func (c *circleSearch) visit(e *Event) int {
	own := len(c.place) + 1
	first, above := own, len(c.open)
	c.place[e.ID], c.open = own, append(c.open, e.ID)
	for _, id := range e.anchors() {
		anchor := c.byID[id]
		switch {
		case anchor == nil:
		case id == e.ID:
			c.found[id] = true
		case c.place[id] == 0:
			first = min(first, c.visit(anchor))
		default:
			first = min(first, c.place[id])
		}
	}
	if first == own {
		circle := c.open[above:]
		for _, id := range circle {
			c.place[id] = closed
			if len(circle) > 1 {
				c.found[id] = true
			}
		}
		c.open = c.open[:above]
	}
	return first
}

// CheckAnchors refuses an event whose time is told from one that is not there, or from
// itself by way of others, with CodeInvalid. The event need not be in the content yet.
func (c *Content) CheckAnchors(e *Event) error {
	byID := eventsByID(c.Events)
	for _, id := range e.anchors() {
		anchor := byID[id]
		switch {
		case id == e.ID:
			return Errorf(CodeInvalid, "the time of “%s” cannot be told from itself", e.Title)
		case anchor == nil:
			// It may have been deleted since: then the time stays where it was.
			if before := byID[e.ID]; before == nil || !slices.Contains(before.anchors(), id) {
				return Errorf(CodeInvalid, "the event that the time is told from is not here")
			}
		case dependsOn(byID, anchor, e.ID, nil):
			return Errorf(CodeInvalid, "“%s” and “%s” would each be told from the other", e.Title, anchor.Title).
				WithHint("give one of them a time of its own")
		}
	}
	return nil
}

// ResolveTimes moves the times that are told from other events to where those stand.
// What stands right already is not touched, nor what is told from an event that is
// gone, or from itself. An event keeps its length when its beginning moves.
func (c *Content) ResolveTimes() {
	if !slices.ContainsFunc(c.Events, func(e Event) bool { return len(e.anchors()) > 0 }) {
		return
	}
	events := slices.Clone(c.Events)
	r := resolver{byID: eventsByID(events), state: map[EventID]int{}}
	moved := false
	for i := range events {
		moved = r.resolve(&events[i]) || moved
	}
	if moved {
		c.Events = events
	}
}

type resolver struct {
	byID  map[EventID]*Event
	state map[EventID]int // 1 while it is being resolved, 2 when it is
}

func (r resolver) resolve(e *Event) (moved bool) {
	if r.state[e.ID] != 0 {
		return false
	}
	r.state[e.ID] = 1
	defer func() { r.state[e.ID] = 2 }()
	for _, id := range e.anchors() {
		if anchor := r.byID[id]; anchor != nil {
			moved = r.resolve(anchor) || moved
		}
	}
	if at := r.anchored(e.At); !at.Equal(e.At) {
		moved = true
		if e.End != nil && e.End.Anchor.IsZero() {
			end := e.End.Shift(at.At.Sub(e.At.At))
			e.End = &end
		}
		e.At = at
	}
	for _, i := range []**Instant{&e.End, &e.KnownAt} {
		if *i == nil {
			continue
		}
		if at := r.anchored(**i); !at.Equal(**i) {
			moved = true
			*i = &at
		}
	}
	return moved
}

// anchored is an instant where its anchor puts it.
func (r resolver) anchored(i Instant) Instant {
	anchor := r.byID[i.Anchor.Event]
	if i.Anchor.IsZero() || anchor == nil || r.state[anchor.ID] == 1 {
		return i
	}
	return i.Anchored(*anchor)
}

// Anchored is an instant that is told from an event, where that event stands: a range
// where that is one, and whole days, months or years where it is a date.
func (i Instant) Anchored(anchor Event) Instant {
	of := anchor.At
	if !i.Anchor.Before && anchor.End != nil {
		of = *anchor.End
	}
	of.About = false // what comes after it must not begin before it
	i.Precision, i.Until = i.Anchor.Precision(of), time.Time{}
	first, latest := of.Range()
	zone := anchor.At.location()
	if !i.IsDate() {
		i.At = i.Anchor.move(first, zone)
		if latest.After(first) {
			i.Until = i.Anchor.move(latest, zone)
		}
		return i
	}
	last := latest
	if latest.After(first) || !i.Anchor.Before && anchor.End != nil && latest.After(anchor.At.At) {
		last = latest.Add(-time.Nanosecond) // what ends at midnight ends on the day before
	}
	if last.Before(first) {
		first = last
	}
	whole := func(t time.Time) Instant {
		return Instant{At: t, Zone: i.Zone, Precision: i.Precision}.OnDate()
	}
	begin, end := whole(i.Anchor.move(first, zone)), whole(i.Anchor.move(whole(last).At, zone))
	i.At = begin.At
	if end.At.After(begin.At) {
		_, i.Until = end.Range()
	}
	return i
}

// OnDate is an instant at the beginning of its day, month or year, in its own zone.
func (i Instant) OnDate() Instant {
	zone := i.location()
	local := i.At.In(zone)
	month, day := local.Month(), local.Day()
	if i.Precision != PrecisionDay {
		day = 1
	}
	if i.Precision == PrecisionYear {
		month = time.January
	}
	i.At = time.Date(local.Year(), month, day, 0, 0, 0, 0, zone).UTC()
	return i
}
