package stamp

import "time"

// ZoneClock turns wall clocks into instants, for entries that come nearly in
// order. It remembers the stretch of constant offset it is in.
type ZoneClock struct {
	Location *time.Location
	// Wall clocks from safeFrom up to safeTo have the offset and nothing to
	// decide; both are nanoseconds.
	safeFrom, safeTo int64
	offset           int64 // nanoseconds
	// In the hour that occurs twice: its transition, the last wall clock there,
	// and whether the second occurrence has begun.
	transition, lastWall int64
	second               bool
}

// Instant returns the instant of a wall clock, its offset in minutes, and whether
// the zone has the wall clock twice or never.
func (z *ZoneClock) Instant(wall int64) (at int64, minutes int16, ambiguous bool) {
	if wall >= z.safeFrom && wall < z.safeTo {
		return wall - z.offset, OffsetOf(z.offset), false
	}
	// Of the two stretches that may hold the wall clock, ask the one at half a day
	// before and the one at half a day after.
	before := time.Unix(0, wall-12*NanosPerHour-ZoneOffset(z.Location, wall)).In(z.Location)
	start, end := before.ZoneBounds()
	_, seconds := before.Zone()
	offset := int64(seconds) * NanosPerSecond
	if end.IsZero() || wall < end.UnixNano()+offset-2*NanosPerHour {
		z.offset = offset
		z.safeFrom, z.safeTo = NoTime, int64(1<<63-1)
		if !start.IsZero() {
			z.safeFrom = start.UnixNano() + offset + 2*NanosPerHour
		}
		if !end.IsZero() {
			z.safeTo = end.UnixNano() + offset - 2*NanosPerHour
		}
		return wall - offset, OffsetOf(offset), false
	}
	moment := end.UnixNano()
	_, seconds = end.In(z.Location).Zone()
	next := int64(seconds) * NanosPerSecond
	fitsBefore, fitsAfter := wall-offset < moment, wall-next >= moment
	switch {
	case fitsBefore && !fitsAfter:
		z.enter(moment)
		z.lastWall = wall
		return wall - offset, OffsetOf(offset), false
	case fitsAfter && !fitsBefore:
		return wall - next, OffsetOf(next), false
	case !fitsBefore:
		return wall - offset, OffsetOf(offset), true
	}
	z.enter(moment)
	if z.lastWall != NoTime && z.lastWall-wall >= 30*NanosPerMinute {
		z.second = true
	}
	z.lastWall = wall
	if z.second {
		return wall - next, OffsetOf(next), true
	}
	return wall - offset, OffsetOf(offset), true
}

// enter begins to watch for the second occurrence of the hour before a transition.
func (z *ZoneClock) enter(moment int64) {
	if z.transition != moment {
		z.transition, z.lastWall, z.second = moment, NoTime, false
	}
}

// ZoneOffset returns how many nanoseconds a zone is from UTC at a wall clock.
func ZoneOffset(location *time.Location, wall int64) int64 {
	_, seconds := time.Unix(0, wall).In(location).Zone()
	return int64(seconds) * NanosPerSecond
}
