package stamp

// half is half a year: a step back by more means that a new year has begun, and one
// by less that lines are not in order.
const half = 183 * NanosPerDay

// yearlessStart is the first day of YearlessBase, and leapDay the number of its 29th of
// February in it, from 0 on.
var yearlessStart = CivilDays(YearlessBase, 1, 1)

const leapDay = 59

const (
	// disorder is how far a stamp without a year may step back before nobody can tell
	// whether lines stand in another order or most of a year went by.
	disorder = 31 * NanosPerDay
	// yearsBack is how many years before the reference are tried.
	yearsBack = 40
	// weekdaysSeen is how many weekdays are compared with the calendar.
	weekdaysSeen = 64
)

// settleYears finds the years of stamps without one. Where a full date stands among them,
// years are counted from it in both directions. Else each is of the year in which it is
// nearest after the one before it, and the last of all that lets every stamp be a date, of
// the weekday that it names, and none be after the reference.
func settleYears(all Sequence, source *Source) {
	first := -1
	for i := range all.Len() {
		if s := all.At(i); s.isDated() {
			first = i
			break
		}
	}
	switch {
	case source.Created != NoTime:
		yearsForward(all, source, 0, source.Created)
	case first >= 0:
		s := all.At(first)
		yearsForward(all, source, first, s.WallClock())
		yearsBackward(all, first)
	default:
		yearsOfAll(all, source)
	}
}

// lacksYear reports whether a stamp has a date without a year.
func (s *Stamp) lacksYear() bool {
	return s.At != NoTime && s.Flags&Yearless != 0 && s.Flags&(Dateless|Relative) == 0
}

// inYear returns the wall clock of a stamp without a year in one.
func (s *Stamp) inYear(year int) (int64, bool) {
	days, clock := FloorDay(s.WallClock())
	number := days - yearlessStart
	switch {
	case year < MinYear || year > MaxYear || number < 0 || number > 365:
		return 0, false
	case !isLeap(year) && number == leapDay:
		return 0, false
	case !isLeap(year) && number > leapDay:
		number--
	}
	return (CivilDays(year, 1, 1)+number)*NanosPerDay + clock, true
}

// turnsOfYear counts, for each stamp without a year, how many years after the first one it
// is. sure is false where nobody can tell.
func turnsOfYear(all Sequence, visit func(i, turns int, s Stamp)) (sure bool) {
	turns, last, sure := 0, NoTime, true
	for i := range all.Len() {
		s := all.At(i)
		if !s.lacksYear() {
			continue
		}
		wall := s.WallClock()
		if last != NoTime {
			year := 366 * NanosPerDay
			switch step := wall - last; {
			case step < -half:
				turns++
			case step < -disorder:
				turns, sure = turns+1, false
			case step > year-disorder:
				turns--
			}
		}
		last = wall
		visit(i, turns, s)
	}
	return sure
}

// turned is a stamp without a year and how many years it is after the first one.
type turned struct {
	Stamp
	turns int
}

// yearsOfAll settles a source in which no stamp has a year.
func yearsOfAll(all Sequence, source *Source) {
	var latest turned
	var bound []turned // that not every year has, or that name their weekday
	leap := map[int]bool{}
	sure := turnsOfYear(all, func(_, turns int, s Stamp) {
		if latest.At == 0 || turns > latest.turns || turns == latest.turns && s.WallClock() > latest.WallClock() {
			latest = turned{s, turns}
		}
		days, _ := FloorDay(s.WallClock())
		switch isLeapDay := days-yearlessStart == leapDay; {
		case isLeapDay && !leap[turns]:
			leap[turns] = true
			bound = append(bound, turned{s, turns})
		case s.Flags.hasWeekday() && len(bound) < weekdaysSeen:
			bound = append(bound, turned{s, turns})
		}
	})
	year, known := 0, false
	if source.Reference != NoTime && (sure || source.Stated) {
		days, _ := FloorDay(source.Reference)
		now, _, _ := CivilDate(days)
		for back := range yearsBack {
			year = now + 1 - latest.turns - back
			if known = fitsYear(latest, bound, year, source.Reference); known {
				break
			}
		}
	}
	turnsOfYear(all, func(i, turns int, s Stamp) {
		wall, ok := s.inYear(year + turns)
		if known && ok {
			s.setWall(wall)
		} else {
			s.At = NoTime
		}
		all.Set(i, s)
	})
}

// fitsYear reports whether the first stamp of a source may be of a year.
func fitsYear(latest turned, bound []turned, year int, reference int64) bool {
	if wall, ok := latest.inYear(year + latest.turns); ok && wall > reference+NanosPerDay {
		return false
	}
	for _, b := range bound {
		wall, ok := b.inYear(year + b.turns)
		if !ok || !b.Flags.fitsWeekday(wall) {
			return false
		}
	}
	return true
}

// hasWeekday reports whether the stamp names a weekday.
func (f Flag) hasWeekday() bool { return f&(weekdayOne|weekdayTwo|weekdayFour) != 0 }

// yearsForward settles the stamps from a number on, which follow a clock whose year is
// known: each is of the first year in which it is not before the one above it, but for what
// is not in order.
func yearsForward(all Sequence, source *Source, from int, anchor int64) {
	for i := from; i < all.Len(); i++ {
		s := all.At(i)
		switch {
		case s.isDated():
			anchor = s.WallClock()
		case s.lacksYear():
			wall := s.yearFrom(anchor-disorder, 1)
			if source.isAhead(wall) && !source.isAhead(anchor) {
				wall = NoTime
			}
			s.give(wall)
			if wall != NoTime {
				anchor = wall
			}
			all.Set(i, s)
		}
	}
}

// yearsBackward settles the stamps before a number, where a full date stands: each is of
// the last year in which it is not after the one below it.
func yearsBackward(all Sequence, to int) {
	s := all.At(to)
	anchor := s.WallClock()
	for i := to - 1; i >= 0; i-- {
		if s := all.At(i); s.lacksYear() {
			wall := s.yearFrom(anchor+disorder, -1)
			s.give(wall)
			if wall != NoTime {
				anchor = wall
			}
			all.Set(i, s)
		}
	}
}

// yearFrom returns the wall clock of a stamp in the first year, upwards or downwards, in
// which it is on that side of a clock and of the weekday that it names; NoTime where that has no such day for years.
func (s *Stamp) yearFrom(clock, direction int64) int64 {
	days, _ := FloorDay(clock)
	year, _, _ := CivilDate(days)
	for range 12 {
		if wall, ok := s.inYear(year); ok && (wall-clock)*direction >= 0 && s.Flags.fitsWeekday(wall) {
			return wall
		}
		year += int(direction)
	}
	return NoTime
}

// give moves a stamp to a wall clock, or takes its time away where that is NoTime.
func (s *Stamp) give(wall int64) {
	if wall == NoTime {
		s.At = NoTime
		return
	}
	s.setWall(wall)
}
