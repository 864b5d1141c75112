package stamp

import "slices"

const (
	// backLog is how far the clocks of a log step back before that means another day: they
	// are changed by an hour in autumn, and lines that were written at once are not in order.
	backLog = 2 * NanosPerHour
	// overMidnight is how far lines that are not in order may be apart across midnight.
	overMidnight = 10 * NanosPerMinute
)

// step returns on which day, counted from that of one clock, the next one of a source is.
func (source *Source) step(clock, next int64) int64 {
	switch back := clock - next; {
	case source.Talk && back > 0, back > backLog:
		return 1
	case !source.Talk && -back > NanosPerDay-overMidnight:
		return -1
	}
	return 0
}

// settleDays finds the days of stamps that are only a time of day. They lie before the
// next stamp of the source whose day is known, else after the last one before them, else
// before the reference, if a person stated it.
func settleDays(all Sequence, source *Source) {
	switch first := firstDay(all); {
	case slices.ContainsFunc(source.Days, func(d Day) bool { return d.Part }):
		daysOfParts(all, source)
		return
	case len(source.Days) > 0 && !source.Talk:
		daysOfHeaders(all, source)
		return
	case first < 0 && source.Opened != NoTime && !source.isAhead(source.Opened):
		daysForward(all, source, 0, source.Opened)
		return
	case source.Once:
		daysForward(all, source, 0, NoTime)
	case first >= 0:
		s := all.At(first)
		daysForward(all, source, first, s.WallClock())
		daysBackward(all, source, first, s.WallClock())
	case source.Reference != NoTime && source.Stated:
		daysBackward(all, source, all.Len(), source.Reference)
	default:
		daysForward(all, source, 0, NoTime)
	}
}

// daysOfParts dates each of several logs in one source from the reference back, where a
// person stated it. Days that are named in one of them are not known to be those of another.
func daysOfParts(all Sequence, source *Source) {
	stated := source.Reference != NoTime && source.Stated
	for _, d := range source.Days {
		stated = stated && d.Part
	}
	from := 0
	for number := 0; number <= len(source.Days); number++ {
		to := all.Len()
		if number < len(source.Days) {
			to = min(source.Days[number].Before, to)
		}
		if part := (stretch{all, from, to}); stated {
			daysBackward(part, source, part.Len(), source.Reference)
		} else {
			daysForward(part, source, 0, NoTime)
		}
		from = max(from, to)
	}
}

// stretch is some of the stamps of a source, from one number up to another.
type stretch struct {
	all      Sequence
	from, to int
}

// Len implements Sequence.
func (s stretch) Len() int { return max(0, s.to-s.from) }

// At implements Sequence.
func (s stretch) At(i int) Stamp { return s.all.At(s.from + i) }

// Set implements Sequence.
func (s stretch) Set(i int, now Stamp) { s.all.Set(s.from+i, now) }

// firstDay returns the number of the first stamp whose day is known, -1 without one.
func firstDay(all Sequence) int {
	for i := range all.Len() {
		if s := all.At(i); s.At != NoTime && s.Flags&(Dateless|Relative) == 0 {
			return i
		}
	}
	return -1
}

// date puts a time of day on a day.
func (s *Stamp) date(day int64) {
	s.setWall(day*NanosPerDay + s.At)
}

// daysForward dates what stands behind a clock whose day is known, NoTime where none is.
// What a conversation says has the day of what stands above it, which is no guess.
func daysForward(all Sequence, source *Source, from int, anchor int64) {
	for i := from; i < all.Len(); i++ {
		s := all.At(i)
		switch {
		case s.At == NoTime:
			if s.Flags&(Dateless|DayMonth|Yearless) != 0 && source.Talk {
				anchor = NoTime // Nobody knows the day of what follows.
			}
			continue
		case s.Flags&Relative != 0:
			continue
		case s.Flags&Dateless == 0:
			anchor = s.WallClock()
			continue
		case anchor == NoTime:
			s.At = NoTime
		default:
			day, now := FloorDay(anchor)
			across := source.step(now, s.At)
			day += across
			wall := day*NanosPerDay + s.At
			if source.isAhead(wall) && !source.isAhead(anchor) || source.Once && across != 0 {
				anchor, s.At = NoTime, NoTime
				break
			}
			anchor = wall
			s.date(day)
			if source.Talk {
				s.Flags &^= Dateless
			}
		}
		all.Set(i, s)
	}
}

// daysBackward dates what stands before a number, from a clock on that is the next one's
// or, behind the last, the reference. What a conversation says above the first day that it
// names was said on an earlier one.
func daysBackward(all Sequence, source *Source, to int, anchor int64) {
	day, clock := FloorDay(anchor)
	behind := to == all.Len()
	if behind {
		clock += NanosPerMinute - 1 // The reference may be rounded.
	}
	atDay := !behind && source.Talk && slices.ContainsFunc(source.Days, func(d Day) bool { return d.Before == to })
	for i := to - 1; i >= 0; i-- {
		s := all.At(i)
		if s.At == NoTime || s.Flags&Dateless == 0 {
			if source.Talk && s.At == NoTime {
				day = NoTime
			}
			continue
		}
		switch {
		case day == NoTime:
			s.At = NoTime
			all.Set(i, s)
			continue
		case atDay && !source.isDayBefore(day):
			day, s.At = NoTime, NoTime
			atDay = false
			all.Set(i, s)
			continue
		case atDay, behind && s.At > clock:
			day--
		case !behind:
			day -= source.step(s.At, clock)
		}
		atDay, behind = false, false
		clock = s.At
		s.date(day)
		all.Set(i, s)
	}
}

// isDayBefore reports whether what a conversation says above the first day that it names is
// taken to be of the day before: a person has said when it was copied, and no weekend lies
// between. Else nobody knows how long it was silent.
func (source *Source) isDayBefore(day int64) bool {
	weekday := (day%7 + 4 + 7) % 7 // 1970 began on a Thursday.
	return source.Stated && weekday > 1
}

// dayAt returns the wall clock of a header. One without a year is of the last year in which
// it is not after the reference.
func (source *Source) dayAt(number int) int64 {
	header := source.Days[number]
	if !header.Yearless || header.At == NoTime {
		return header.At
	}
	if source.Reference == NoTime {
		return NoTime
	}
	s := Stamp{At: header.At, Zone: NoZone, Flags: Yearless}
	return s.yearFrom(source.Reference+NanosPerDay, -1)
}

// daysOfHeaders dates the stamps behind each header that names a day. What stands before
// the first of them has no date.
func daysOfHeaders(all Sequence, source *Source) {
	next := 0
	day, now, fresh := NoTime, int64(0), false
	for i := range all.Len() {
		for next < len(source.Days) && source.Days[next].Before <= i {
			if day = NoTime; source.dayAt(next) != NoTime {
				day, now = FloorDay(source.dayAt(next))
			}
			next, fresh = next+1, true
		}
		s := all.At(i)
		if s.Flags&Dateless == 0 || s.At == NoTime {
			continue
		}
		if day == NoTime {
			s.At = NoTime
		} else {
			switch {
			case !fresh:
				day += source.step(now, s.At)
			case s.At+12*NanosPerHour < now:
				day++ // The header was written before midnight.
			}
			now, fresh = s.At, false
			s.date(day)
		}
		all.Set(i, s)
	}
}
