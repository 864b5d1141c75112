package ingest

import (
	"slices"
	"time"
)

// settle turns what the stamps say into instants, as far as they can be known:
// day before or after month, then missing dates and years, then zones.
func (ix *Index) settle(location *time.Location, reference time.Time, guessed bool) {
	ix.settleRelative(reference, guessed)
	var seen Flag
	zoneless := false
	for _, e := range ix.Entries {
		seen |= e.Flags
		zoneless = zoneless || e.Zone == NoZone && e.HasTime()
	}
	if seen&FlagDayMonth != 0 {
		ix.settleDayMonth()
	}
	wall := NoTime
	if !reference.IsZero() {
		if location != nil {
			reference = reference.In(location)
		} else {
			reference = reference.UTC()
		}
		_, offset := reference.Zone()
		wall = reference.UnixNano() + int64(offset)*nanosPerSecond
	}
	if seen&FlagYearless != 0 {
		ix.settleYears(wall)
	}
	if seen&FlagDateless != 0 {
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
		offset := zoneOffset(ix.plan.stated, 0)
		for i := range ix.Entries {
			if e := &ix.Entries[i]; e.Zone == NoZone && e.HasTime() {
				e.At, e.Zone = e.At-offset, offsetOf(offset)
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
		case !e.Has(FlagRelative) || !e.HasTime():
		case reference.IsZero() || guessed:
			e.At = NoTime
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
	const slack = nanosPerDay
	const half = 183 * nanosPerDay
	if ix.plan.created != 0 {
		ix.settleYearsForward(0, ix.plan.created)
		return
	}
	later, end := NoTime, len(ix.Entries)
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
		if !e.Has(FlagYearless) || !e.HasTime() {
			continue
		}
		if reference == NoTime {
			e.At = NoTime
			continue
		}
		local := e.At
		if e.Zone != NoZone {
			local += int64(e.Zone) * nanosPerMinute
		}
		days, clock := floorDay(local)
		_, month, day := civilDate(days)
		target := reference
		if later != NoTime {
			target = later
		}
		targetDays, _ := floorDay(target)
		year, _, _ := civilDate(targetDays)
		at := NoTime
		for candidate := year + 1; candidate >= year-8 && at == NoTime; candidate-- {
			if !validDate(candidate, month, day) {
				continue
			}
			moment := civilDays(candidate, month, day)*nanosPerDay + clock
			if moment > reference+slack || later != NoTime && moment > later+half {
				continue
			}
			at = moment
		}
		later = at
		e.At = at
		if e.Zone != NoZone && at != NoTime {
			e.At -= int64(e.Zone) * nanosPerMinute
		}
	}
}

// isDated reports whether the entry's stamp names its date in full.
func (e *Entry) isDated() bool {
	return e.HasTime() && e.Flags&(FlagYearless|FlagDateless|FlagRelative) == 0
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
		if !e.Has(FlagYearless) || !e.HasTime() {
			continue
		}
		days, clock := floorDay(e.wall())
		_, month, day := civilDate(days)
		before, _ := floorDay(anchor)
		year, _, _ := civilDate(before)
		at := NoTime
		for candidate := year - 1; candidate <= year+8 && at == NoTime; candidate++ {
			if !validDate(candidate, month, day) {
				continue
			}
			if moment := civilDays(candidate, month, day)*nanosPerDay + clock; moment > anchor-183*nanosPerDay {
				at = moment
			}
		}
		if at != NoTime {
			anchor = at
			if e.Zone != NoZone {
				at -= int64(e.Zone) * nanosPerMinute
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
	anchor := NoTime
	if reference != NoTime && !guessed && !ix.hasDay() {
		anchor = reference + nanosPerMinute - 1
	}
	for i := len(ix.Entries) - 1; i >= 0; i-- {
		e := &ix.Entries[i]
		if !e.HasTime() {
			continue
		}
		if !e.Has(FlagDateless) {
			anchor = e.wall()
			continue
		}
		if anchor == NoTime {
			continue
		}
		day, now := floorDay(anchor)
		switch {
		case e.At > now+12*nanosPerHour, anchor == reference+nanosPerMinute-1 && e.At > now:
			day--
		case now > e.At+12*nanosPerHour && anchor != reference+nanosPerMinute-1 && day > 0 && i+1 < len(ix.Entries) && ix.Entries[i+1].Has(FlagDateless):
			day++
		}
		anchor = day*nanosPerDay + e.At
		e.date(day)
	}
	ix.settleDatesForward(NoTime)
}

// settleDatesOfHeaders dates the entries behind each header that names a day. What
// stands before the first of them has no date.
func (ix *Index) settleDatesOfHeaders() {
	for i := range ix.Entries[:ix.days[0].before] {
		if e := &ix.Entries[i]; e.Has(FlagDateless) {
			e.At = NoTime
		}
	}
	for i, header := range ix.days {
		end := len(ix.Entries)
		if i+1 < len(ix.days) {
			end = ix.days[i+1].before
		}
		day, now := floorDay(header.at)
		for j := header.before; j < end; j++ {
			e := &ix.Entries[j]
			if !e.Has(FlagDateless) || !e.HasTime() {
				continue
			}
			if e.At+12*nanosPerHour < now {
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
		case !e.Has(FlagDateless) || e.At >= nanosPerDay:
			anchor = e.wall()
		case anchor == NoTime:
			e.At = NoTime
		default:
			day, now := floorDay(anchor)
			if e.At+12*nanosPerHour < now {
				day++
			} else if e.At > now+12*nanosPerHour {
				day--
			}
			anchor = day*nanosPerDay + e.At
			e.date(day)
		}
	}
}

// hasDay reports whether any entry names its day.
func (ix *Index) hasDay() bool {
	return slices.ContainsFunc(ix.Entries, func(e Entry) bool { return e.HasTime() && !e.Has(FlagDateless) })
}

// wall returns the entry's time as its own clock showed it.
func (e *Entry) wall() int64 {
	if e.Zone == NoZone {
		return e.At
	}
	return e.At + int64(e.Zone)*nanosPerMinute
}

// date puts a time of day on a day.
func (e *Entry) date(day int64) {
	e.At += day * nanosPerDay
	if e.Zone != NoZone {
		e.At -= int64(e.Zone) * nanosPerMinute
	}
}

// settleDayMonth decides for the whole source whether dates like 03/04/2026 begin
// with the day: a field above twelve decides, then which reading leaves the
// entries more in order. Where neither does, the dates are left open and asked.
func (ix *Index) settleDayMonth() {
	dayFirst, monthFirst := 0, 0
	stepsDay, stepsMonth := 0, 0
	lastDay, lastMonth := NoTime, NoTime
	open := 0
	for _, e := range ix.Entries {
		if !e.Has(FlagDayMonth) {
			continue
		}
		swapped, ok := swapDayMonth(e)
		if !ok {
			// Only one reading is a date. The parser put the field that cannot
			// be a month where the day belongs, and noted which it was.
			if e.Precision&precisionDayFirst != 0 {
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
		if !e.Has(FlagDayMonth) {
			continue
		}
		if swapped, ok := swapDayMonth(*e); ok && swapped != e.At {
			switch {
			case ix.unsure:
				e.At = NoTime
			case ix.dayFirst:
				e.At = swapped
			}
		}
		e.Precision &^= precisionDayFirst
	}
}

// swapDayMonth reads the day as the month and the month as the day.
func swapDayMonth(e Entry) (int64, bool) {
	shift := int64(0)
	if e.Zone != NoZone {
		shift = int64(e.Zone) * nanosPerMinute
	}
	days, clock := floorDay(e.At + shift)
	year, month, day := civilDate(days)
	if !validDate(year, day, month) {
		return 0, false
	}
	return civilDays(year, day, month)*nanosPerDay + clock - shift, true
}

// settleZone reads wall clocks in the zone that people chose. A local time that
// the zone has twice is the first of the two, until the clock of the source steps
// back within that hour; one that it skips is read as if the clocks had not moved.
func (ix *Index) settleZone(location *time.Location) {
	z := zoneClock{location: location}
	for i := range ix.Entries {
		e := &ix.Entries[i]
		if e.Zone != NoZone || !e.HasTime() {
			continue
		}
		at, offset, ambiguous := z.instant(e.At)
		e.At, e.Zone = at, offset
		e.Flags |= FlagAssumedZone
		if ambiguous {
			e.Flags |= FlagAmbiguous
		}
	}
}

// zoneClock turns wall clocks into instants, for entries that come nearly in
// order. It remembers the stretch of constant offset it is in.
type zoneClock struct {
	location *time.Location
	// Wall clocks from safeFrom up to safeTo have the offset and nothing to
	// decide; both are nanoseconds.
	safeFrom, safeTo int64
	offset           int64 // nanoseconds
	// In the hour that occurs twice: its transition, the last wall clock there,
	// and whether the second occurrence has begun.
	transition, lastWall int64
	second               bool
}

// instant returns the instant of a wall clock, its offset in minutes, and whether
// the zone has the wall clock twice or never.
func (z *zoneClock) instant(wall int64) (at int64, minutes int16, ambiguous bool) {
	if wall >= z.safeFrom && wall < z.safeTo {
		return wall - z.offset, offsetOf(z.offset), false
	}
	// Of the two stretches that may hold the wall clock, ask the one at half a day
	// before and the one at half a day after.
	before := time.Unix(0, wall-12*nanosPerHour-zoneOffset(z.location, wall)).In(z.location)
	start, end := before.ZoneBounds()
	_, seconds := before.Zone()
	offset := int64(seconds) * nanosPerSecond
	if end.IsZero() || wall < end.UnixNano()+offset-2*nanosPerHour {
		z.offset = offset
		z.safeFrom, z.safeTo = NoTime, int64(1<<63-1)
		if !start.IsZero() {
			z.safeFrom = start.UnixNano() + offset + 2*nanosPerHour
		}
		if !end.IsZero() {
			z.safeTo = end.UnixNano() + offset - 2*nanosPerHour
		}
		return wall - offset, offsetOf(offset), false
	}
	moment := end.UnixNano()
	_, seconds = end.In(z.location).Zone()
	next := int64(seconds) * nanosPerSecond
	fitsBefore, fitsAfter := wall-offset < moment, wall-next >= moment
	switch {
	case fitsBefore && !fitsAfter:
		z.enter(moment)
		z.lastWall = wall
		return wall - offset, offsetOf(offset), false
	case fitsAfter && !fitsBefore:
		return wall - next, offsetOf(next), false
	case !fitsBefore:
		return wall - offset, offsetOf(offset), true
	}
	z.enter(moment)
	if z.lastWall != NoTime && z.lastWall-wall >= 30*nanosPerMinute {
		z.second = true
	}
	z.lastWall = wall
	if z.second {
		return wall - next, offsetOf(next), true
	}
	return wall - offset, offsetOf(offset), true
}

// enter begins to watch for the second occurrence of the hour before a transition.
func (z *zoneClock) enter(moment int64) {
	if z.transition != moment {
		z.transition, z.lastWall, z.second = moment, NoTime, false
	}
}

func zoneOffset(location *time.Location, wall int64) int64 {
	_, seconds := time.Unix(0, wall).In(location).Zone()
	return int64(seconds) * nanosPerSecond
}
