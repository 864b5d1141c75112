package ingest

import (
	"slices"
	"time"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
)

// settle turns what the stamps say into instants, as far as they can be known:
// day before or after month, then missing dates and years, then zones.
func (ix *Index) settle(location *time.Location, reference time.Time, guessed bool) {
	ix.settleRelative(reference, guessed)
	var seen stamp.Flag
	zoneless := false
	for _, e := range ix.Entries {
		seen |= e.Flags
		zoneless = zoneless || e.Zone == stamp.NoZone && e.HasTime()
	}
	if seen&stamp.DayMonth != 0 {
		ix.settleDayMonth()
	}
	wall := stamp.NoTime
	if !reference.IsZero() {
		if location != nil {
			reference = reference.In(location)
		} else {
			reference = reference.UTC()
		}
		_, offset := reference.Zone()
		wall = reference.UnixNano() + int64(offset)*stamp.NanosPerSecond
	}
	if seen&stamp.Yearless != 0 {
		ix.settleYears(wall)
	}
	if seen&stamp.Dateless != 0 {
		ix.settleDates(wall, guessed)
	}
	if zoneless {
		ix.settleZones(location)
	}
}

// settleZones reads the wall clocks in the zone that people chose, else in the one that
// the source itself states.
func (ix *Index) settleZones(location *time.Location) {
	switch {
	case location != nil:
		ix.settleZone(location)
	case ix.plan.stated != nil:
		offset := stamp.ZoneOffset(ix.plan.stated, 0)
		for i := range ix.Entries {
			if e := &ix.Entries[i]; e.Zone == stamp.NoZone && e.HasTime() {
				e.At, e.Zone = e.At-offset, stamp.OffsetOf(offset)
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

// settleYears finds the years of stamps without one. It walks back from the last,
// whose year is the latest that does not pass the reference by more than a day.
// Where going back makes the calendar jump forward by half a year, a new year has
// begun in between; smaller steps are disorder. A 29th of February forces a leap
// year. Where a full date stands between them, years are counted from it, back to
// the beginning and on to the end.
func (ix *Index) settleYears(reference int64) {
	const slack = stamp.NanosPerDay
	const half = 183 * stamp.NanosPerDay
	if ix.plan.created != 0 {
		ix.settleYearsForward(0, ix.plan.created)
		return
	}
	later, end := stamp.NoTime, len(ix.Entries)
	for end > 0 && !ix.Entries[end-1].isDated() {
		end--
	}
	if end > 0 {
		later = ix.Entries[end-1].wall()
		ix.settleYearsForward(end, later)
		reference = max(reference, later)
	} else {
		end = len(ix.Entries)
	}
	for i := end - 1; i >= 0; i-- {
		e := &ix.Entries[i]
		if e.isDated() {
			later = e.wall()
			continue
		}
		if !e.Has(stamp.Yearless) || !e.HasTime() {
			continue
		}
		if reference == stamp.NoTime {
			e.At = stamp.NoTime
			continue
		}
		local := e.At
		if e.Zone != stamp.NoZone {
			local += int64(e.Zone) * stamp.NanosPerMinute
		}
		days, clock := stamp.FloorDay(local)
		_, month, day := stamp.CivilDate(days)
		target := reference
		if later != stamp.NoTime {
			target = later
		}
		targetDays, _ := stamp.FloorDay(target)
		year, _, _ := stamp.CivilDate(targetDays)
		at := stamp.NoTime
		for candidate := year + 1; candidate >= year-8 && at == stamp.NoTime; candidate-- {
			if !stamp.ValidDate(candidate, month, day) {
				continue
			}
			moment := stamp.CivilDays(candidate, month, day)*stamp.NanosPerDay + clock
			if moment > reference+slack || later != stamp.NoTime && moment > later+half {
				continue
			}
			at = moment
		}
		later = at
		e.At = at
		if e.Zone != stamp.NoZone && at != stamp.NoTime {
			e.At -= int64(e.Zone) * stamp.NanosPerMinute
		}
	}
}

// isDated reports whether the entry's stamp names its date in full.
func (e *Entry) isDated() bool {
	return e.HasTime() && e.Flags&(stamp.Yearless|stamp.Dateless|stamp.Relative) == 0
}

// settleYearsForward finds the years of the entries from a number on, which follow a
// wall clock whose year is known. Where the calendar jumps back by half a year, a
// new one has begun.
func (ix *Index) settleYearsForward(from int, anchor int64) {
	for i := from; i < len(ix.Entries); i++ {
		e := &ix.Entries[i]
		if e.isDated() {
			anchor = e.wall()
			continue
		}
		if !e.Has(stamp.Yearless) || !e.HasTime() {
			continue
		}
		days, clock := stamp.FloorDay(e.wall())
		_, month, day := stamp.CivilDate(days)
		before, _ := stamp.FloorDay(anchor)
		year, _, _ := stamp.CivilDate(before)
		at := stamp.NoTime
		for candidate := year - 1; candidate <= year+8 && at == stamp.NoTime; candidate++ {
			if !stamp.ValidDate(candidate, month, day) {
				continue
			}
			if moment := stamp.CivilDays(candidate, month, day)*stamp.NanosPerDay + clock; moment > anchor-183*stamp.NanosPerDay {
				at = moment
			}
		}
		if at != stamp.NoTime {
			anchor = at
			if e.Zone != stamp.NoZone {
				at -= int64(e.Zone) * stamp.NanosPerMinute
			}
		}
		e.At = at
	}
}

// settleDates finds the days of stamps that are only a time of day. They lie
// before the next entry of the source whose day is known, else after the last one
// before them, else before the reference, if a person stated it. A jump by half a
// day against the direction of the walk means that midnight lies in between.
func (ix *Index) settleDates(reference int64, guessed bool) {
	switch {
	case len(ix.days) > 0:
		ix.settleDatesOfHeaders()
		return
	case ix.plan.opened != 0 && !ix.hasDay():
		ix.settleDatesForward(ix.plan.opened)
		return
	}
	anchor := stamp.NoTime
	if reference != stamp.NoTime && !guessed && !ix.hasDay() {
		anchor = reference + stamp.NanosPerMinute - 1
	}
	for i := len(ix.Entries) - 1; i >= 0; i-- {
		e := &ix.Entries[i]
		if !e.HasTime() {
			continue
		}
		if !e.Has(stamp.Dateless) {
			anchor = e.wall()
			continue
		}
		if anchor == stamp.NoTime {
			continue
		}
		day, now := stamp.FloorDay(anchor)
		switch {
		case e.At > now+12*stamp.NanosPerHour, anchor == reference+stamp.NanosPerMinute-1 && e.At > now:
			day--
		case now > e.At+12*stamp.NanosPerHour && anchor != reference+stamp.NanosPerMinute-1 && day > 0 && i+1 < len(ix.Entries) && ix.Entries[i+1].Has(stamp.Dateless):
			day++
		}
		anchor = day*stamp.NanosPerDay + e.At
		e.date(day)
	}
	ix.settleDatesForward(stamp.NoTime)
}

// settleDatesOfHeaders dates the entries behind each header that names a day. What
// stands before the first of them has no date.
func (ix *Index) settleDatesOfHeaders() {
	for i := range ix.Entries[:ix.days[0].before] {
		if e := &ix.Entries[i]; e.Has(stamp.Dateless) {
			e.At = stamp.NoTime
		}
	}
	for i, header := range ix.days {
		end := len(ix.Entries)
		if i+1 < len(ix.days) {
			end = ix.days[i+1].before
		}
		day, now := stamp.FloorDay(header.at)
		for j := header.before; j < end; j++ {
			e := &ix.Entries[j]
			if !e.Has(stamp.Dateless) || !e.HasTime() {
				continue
			}
			if e.At+12*stamp.NanosPerHour < now {
				day++
			}
			now = e.At
			e.date(day)
		}
	}
}

// settleDatesForward dates what stands behind an entry whose day is known; the anchor is
// the wall clock of the first entry, if anything tells it.
func (ix *Index) settleDatesForward(anchor int64) {
	for i := range ix.Entries {
		e := &ix.Entries[i]
		switch {
		case !e.HasTime():
		case !e.Has(stamp.Dateless) || e.At >= stamp.NanosPerDay:
			anchor = e.wall()
		case anchor == stamp.NoTime:
			e.At = stamp.NoTime
		default:
			day, now := stamp.FloorDay(anchor)
			if e.At+12*stamp.NanosPerHour < now {
				day++
			} else if e.At > now+12*stamp.NanosPerHour {
				day--
			}
			anchor = day*stamp.NanosPerDay + e.At
			e.date(day)
		}
	}
}

// hasDay reports whether any entry names its day.
func (ix *Index) hasDay() bool {
	return slices.ContainsFunc(ix.Entries, func(e Entry) bool { return e.HasTime() && !e.Has(stamp.Dateless) })
}

// wall returns the entry's time as its own clock showed it.
func (e *Entry) wall() int64 {
	if e.Zone == stamp.NoZone {
		return e.At
	}
	return e.At + int64(e.Zone)*stamp.NanosPerMinute
}

// date puts a time of day on a day.
func (e *Entry) date(day int64) {
	e.At += day * stamp.NanosPerDay
	if e.Zone != stamp.NoZone {
		e.At -= int64(e.Zone) * stamp.NanosPerMinute
	}
}

// settleDayMonth decides for the whole source whether dates like 03/04/2026 begin
// with the day: a field above twelve decides, then which reading leaves the
// entries more in order. Where neither does, the dates are left open and asked.
func (ix *Index) settleDayMonth() {
	dayFirst, monthFirst := 0, 0
	stepsDay, stepsMonth := 0, 0
	lastDay, lastMonth := stamp.NoTime, stamp.NoTime
	open := 0
	for _, e := range ix.Entries {
		if !e.Has(stamp.DayMonth) {
			continue
		}
		swapped, ok := swapDayMonth(e)
		if !ok {
			// Only one reading is a date. The parser put the field that cannot
			// be a month where the day belongs, and noted which it was.
			if e.Precision&stamp.PrecisionDayFirst != 0 {
				dayFirst++
			} else {
				monthFirst++
			}
			continue
		}
		if swapped != e.At {
			open++
		}
		if swapped < lastDay {
			stepsDay++
		}
		if e.At < lastMonth {
			stepsMonth++
		}
		lastDay, lastMonth = swapped, e.At
	}
	switch {
	case ix.plan.order != orderUnknown:
		ix.dayFirst = ix.plan.order == orderDayFirst
	case dayFirst > 0 && monthFirst == 0:
		ix.dayFirst = true
	case monthFirst > 0:
	case open == 0:
	case stepsDay != stepsMonth:
		ix.dayFirst = stepsDay < stepsMonth
	default:
		ix.unsure = true
	}
	for i := range ix.Entries {
		e := &ix.Entries[i]
		if !e.Has(stamp.DayMonth) {
			continue
		}
		if swapped, ok := swapDayMonth(*e); ok && swapped != e.At {
			switch {
			case ix.unsure:
				e.At = stamp.NoTime
			case ix.dayFirst:
				e.At = swapped
			}
		}
		e.Precision &^= stamp.PrecisionDayFirst
	}
}

// swapDayMonth reads the day as the month and the month as the day.
func swapDayMonth(e Entry) (int64, bool) {
	shift := int64(0)
	if e.Zone != stamp.NoZone {
		shift = int64(e.Zone) * stamp.NanosPerMinute
	}
	days, clock := stamp.FloorDay(e.At + shift)
	year, month, day := stamp.CivilDate(days)
	if !stamp.ValidDate(year, day, month) {
		return 0, false
	}
	return stamp.CivilDays(year, day, month)*stamp.NanosPerDay + clock - shift, true
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
