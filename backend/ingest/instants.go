package ingest

import (
	"time"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
)

// stamps shows the entries of an index to package stamp, which settles their times.
type stamps []Entry

// Len implements stamp.Sequence.
func (s stamps) Len() int { return len(s) }

// At implements stamp.Sequence.
func (s stamps) At(i int) stamp.Stamp {
	e := &s[i]
	return stamp.Stamp{At: e.At, Zone: e.Zone, Precision: e.Precision, Flags: e.Flags}
}

// Set implements stamp.Sequence.
func (s stamps) Set(i int, now stamp.Stamp) {
	e := &s[i]
	e.At, e.Zone, e.Precision, e.Flags = now.At, now.Zone, now.Precision, now.Flags
}

// settle turns what the stamps say into instants, as far as they can be known.
func (ix *Index) settle(location *time.Location, reference time.Time, guessed bool) {
	ix.stated = ix.plan.stated != nil
	var seen stamp.Flag
	zoneless := false
	for i := range ix.Entries {
		seen |= ix.Entries[i].Flags
		zoneless = zoneless || ix.Entries[i].Zone == stamp.NoZone
	}
	if seen.Has(stamp.Relative) {
		ix.settleRelative(reference, guessed)
	}
	if !seen.IsWhole() || seen.Has(stamp.DayMonth) {
		ix.settleDates(location, reference, guessed)
	}
	if zoneless {
		ix.settleZones(location)
	}
}

// settleDates finds what dates lack, and asks where it cannot be known.
func (ix *Index) settleDates(location *time.Location, reference time.Time, guessed bool) {
	source := stamp.Source{
		Reference: stamp.NoTime, Stated: !reference.IsZero() && !guessed, Order: ix.plan.order,
		Created: stamp.NoTime, Opened: stamp.NoTime, Days: ix.days, Talk: ix.actors != nil,
		Once: ix.plan.table != nil && ix.plan.table.Clock > 0,
	}
	if !reference.IsZero() {
		if location != nil {
			reference = reference.In(location)
		} else {
			reference = reference.UTC()
		}
		_, offset := reference.Zone()
		source.Reference = reference.UnixNano() + int64(offset)*stamp.NanosPerSecond
	}
	source.Exact = source.Talk && source.Stated && location != nil
	if ix.plan.created != 0 {
		source.Created = ix.plan.created
	}
	if ix.plan.opened != 0 {
		source.Opened = ix.plan.opened
	}
	source.Prefer = ix.preferredOrder()
	var order stamp.Order
	if source.Talk {
		order = ix.settleParts(source)
	} else {
		order = stamp.Settle(stamps(ix.Entries), source)
	}
	ix.dayFirst = order == stamp.OrderDayFirst
	for _, e := range ix.Entries {
		ix.unsure = ix.unsure || e.Has(stamp.DayMonth) && !e.HasTime()
	}
}

// preferredOrder returns the order in which the one program writes dates that wrote all of
// those in a source, where there is one.
func (ix *Index) preferredOrder() stamp.Order {
	order := stamp.OrderUnknown
	for _, e := range ix.Entries {
		switch {
		case !e.Has(stamp.DayMonth):
		case formatID(e.Format) != formatSpark:
			return stamp.OrderUnknown
		default:
			order = stamp.OrderYearFirst
		}
	}
	return order
}

// settleZones reads the wall clocks in the zone that people chose, else in the one that
// the source itself states.
func (ix *Index) settleZones(location *time.Location) {
	switch {
	case location != nil:
		ix.settleZone(location)
	case ix.plan.stated != nil:
		z := stamp.ZoneClock{Location: ix.plan.stated}
		for i := range ix.Entries {
			if e := &ix.Entries[i]; e.Zone == stamp.NoZone && e.HasTime() {
				e.At, e.Zone, _ = z.Instant(e.At)
			}
		}
	}
}

// settleRelative dates stamps that count from the start of the machine: from the
// reference, where a person said when that was.
func (ix *Index) settleRelative(reference time.Time, guessed bool) {
	for i := range ix.Entries {
		e := &ix.Entries[i]
		switch {
		case !e.Has(stamp.Relative) || !e.HasTime():
		case reference.IsZero() || guessed:
			e.At = stamp.NoTime
		default:
			e.At, e.Zone = reference.UnixNano()+e.At, 0
		}
	}
}

// settleZone reads wall clocks in the zone that people chose. A local time that
// the zone has twice is the first of the two, until the clock of the source steps
// back within that hour; one that it skips is read as if the clocks had not moved.
func (ix *Index) settleZone(location *time.Location) {
	z := stamp.ZoneClock{Location: location}
	for i := range ix.Entries {
		e := &ix.Entries[i]
		if e.Zone != stamp.NoZone || !e.HasTime() {
			continue
		}
		at, offset, ambiguous := z.Instant(e.At)
		e.At, e.Zone = at, offset
		e.Flags |= stamp.AssumedZone
		if ambiguous {
			e.Flags |= stamp.Ambiguous
		}
	}
}
