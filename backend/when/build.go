package when

import (
	"cmp"
	"fmt"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

// stretch is a range of the calendar, and how exactly it was said.
type stretch struct {
	from, to  time.Time
	precision retro.Precision
	isVague   bool
}

// build makes instants of what was said of one moment. Those of a clock that was
// turned back are two.
func (r reader) build(p parts, within limits, words string) ([]Said, error) {
	zone := r.Zone
	if p.zone != nil {
		zone = p.zone
	}
	p.inherit(within.from)
	near := r.Near.In(zone)
	if !within.after.IsZero() {
		near = within.after.In(zone)
	}
	s, err := r.calendar(p, near, zone, within)
	if err != nil {
		return nil, err
	}
	note := weekdayNote(p, s.from)
	if p.fromToday != noDay || p.day < 0 {
		note = ""
	}
	at := retro.Instant{Zone: zoneName(zone), About: p.about}
	if p.clock != nil {
		return r.onTheClock(p, s, at, zone, within, note)
	}
	s = narrow(p, s)
	if part := p.daypart; part != nil {
		s = stretch{from: atHour(s.from, part[0]), to: atHour(s.from, part[1]), precision: retro.PrecisionHour, isVague: true}
	}
	at.At, at.Precision = s.from.UTC(), s.precision
	if s.isVague {
		at.Until, at.Words = s.to.UTC(), words
	}
	return []Said{{At: at, Note: note}}, nil
}

func zoneName(zone *time.Location) string {
	if zone == time.UTC {
		return "Z"
	}
	return zone.String()
}

func atHour(day time.Time, hour int) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day(), hour, 0, 0, 0, day.Location())
}

// inherit takes from the other end of a span what this one leaves out.
func (p *parts) inherit(other *parts) {
	if other == nil {
		return
	}
	switch {
	case !p.hasDate():
		p.year, p.month, p.day, p.weekday, p.way, p.fromToday, p.fromNear, p.week = other.year, other.month, other.day, other.weekday, other.way, other.fromToday, other.fromNear, other.week
	case p.day >= 0 && p.month < 0:
		p.month, p.year = other.month, other.year
	case p.year < 0 && (p.month >= 0 || p.quarter >= 0 || p.season != 0):
		p.year = other.year
	}
	if p.zone == nil {
		p.zone = other.zone
	}
}

// calendar finds the dates that are meant.
func (r reader) calendar(p parts, near time.Time, zone *time.Location, within limits) (stretch, error) {
	date := func(year int, month time.Month, day int) time.Time {
		return time.Date(year, month, day, 0, 0, 0, 0, zone)
	}
	days := func(from time.Time, n int, precision retro.Precision, isVague bool) stretch {
		return stretch{from, from.AddDate(0, 0, n), precision, isVague}
	}
	year := p.year
	// nearest is the year that puts a beginning nearest to what else is told.
	nearest := func(begin func(year int) time.Time) time.Time {
		if year >= 0 {
			return begin(year)
		}
		best := begin(near.Year())
		for _, other := range []time.Time{begin(near.Year() - 1), begin(near.Year() + 1)} {
			if !within.after.IsZero() {
				if best.AddDate(0, 0, 1).Before(within.after) && other.After(best) || other.Before(best) && !other.AddDate(0, 0, 1).Before(within.after) {
					best = other
				}
			} else if other.Sub(near).Abs() < best.Sub(near).Abs() {
				best = other
			}
		}
		return best
	}
	switch {
	case p.fromToday != noDay:
		today := r.Now.In(zone)
		return days(date(today.Year(), today.Month(), today.Day()+p.fromToday), 1, retro.PrecisionDay, false), nil
	case p.fromNear != noDay:
		return days(date(near.Year(), near.Month(), near.Day()+p.fromNear), 1, retro.PrecisionDay, false), nil
	case p.decade >= 0:
		return stretch{date(p.decade, 1, 1), date(p.decade+10, 1, 1), retro.PrecisionYear, true}, nil
	case p.season != 0:
		from := nearest(func(y int) time.Time { return date(y, p.season, 1) })
		return stretch{from, from.AddDate(0, 3, 0), retro.PrecisionMonth, true}, nil
	case p.quarter >= 0 || p.half >= 0:
		length, nth := 3, p.quarter
		if p.half >= 0 {
			length, nth = 6, p.half
		}
		if p.month >= 0 {
			return stretch{}, r.noTime()
		}
		from := nearest(func(y int) time.Time { return date(y, time.Month((nth-1)*length+1), 1) })
		return stretch{from, from.AddDate(0, length, 0), retro.PrecisionMonth, true}, nil
	case p.week >= 0:
		from := nearest(func(y int) time.Time { return isoWeek(y, p.week, zone) })
		if p.weekday >= 0 {
			return days(from.AddDate(0, 0, (p.weekday+6)%7), 1, retro.PrecisionDay, false), nil
		}
		return days(from, 7, retro.PrecisionDay, true), nil
	case p.day >= 0:
		return onDay(p, near, within, days, date, nearest)
	case p.month >= 0:
		from := nearest(func(y int) time.Time { return date(y, time.Month(p.month), 1) })
		if p.weekday >= 0 {
			return stretch{}, r.noTime()
		}
		return stretch{from, from.AddDate(0, 1, 0), retro.PrecisionMonth, false}, nil
	case p.weekday >= 0:
		return days(r.onWeekday(p, near, zone, within), 1, retro.PrecisionDay, false), nil
	case p.year >= 0:
		return stretch{date(p.year, 1, 1), date(p.year+1, 1, 1), retro.PrecisionYear, false}, nil
	}
	return days(date(near.Year(), near.Month(), near.Day()), 1, retro.PrecisionDay, false), nil
}

func onDay(
	p parts, near time.Time, within limits,
	days func(time.Time, int, retro.Precision, bool) stretch, date func(int, time.Month, int) time.Time, nearest func(func(int) time.Time) time.Time,
) (stretch, error) {
	if p.month < 0 { // the 14th
		best := time.Time{}
		for _, months := range []int{-1, 0, 1} {
			first := date(near.Year(), near.Month()+time.Month(months), 1)
			if p.day > daysIn(first.Year(), first.Month()) {
				continue
			}
			candidate := first.AddDate(0, 0, p.day-1)
			if !within.after.IsZero() && candidate.AddDate(0, 0, 1).Before(within.after) {
				continue
			}
			if best.IsZero() || candidate.Sub(near).Abs() < best.Sub(near).Abs() {
				best = candidate
			}
		}
		return days(best, 1, retro.PrecisionDay, false), nil
	}
	month := time.Month(p.month)
	day := nearest(func(y int) time.Time { return date(y, month, p.day) })
	if day.Day() != p.day && p.year < 0 { // 29 February, of the last leap year
		for y := day.Year(); y > day.Year()-8; y-- {
			if p.day <= daysIn(y, month) {
				day = date(y, month, p.day)
				break
			}
		}
	}
	if day.Day() != p.day {
		return stretch{}, retro.Errorf(retro.CodeInvalid, "%s %d has no day %d", month, p.year, p.day)
	}
	return days(day, 1, retro.PrecisionDay, false), nil
}

func (r reader) onWeekday(p parts, near time.Time, zone *time.Location, within limits) time.Time {
	if p.way != 0 || r.Ahead {
		near = r.Now.In(zone)
	}
	today := time.Date(near.Year(), near.Month(), near.Day(), 0, 0, 0, 0, zone)
	ahead := (p.weekday - int(today.Weekday()) + 7) % 7
	switch {
	case p.way > 0:
		ahead = cmp.Or(ahead, 7)
	case p.way < 0:
		ahead -= 7
	case r.Ahead, !within.after.IsZero():
	case ahead > 3:
		ahead -= 7
	}
	return today.AddDate(0, 0, ahead)
}

func isoWeek(year, week int, zone *time.Location) time.Time {
	fourth := time.Date(year, 1, 4, 0, 0, 0, 0, zone) // is always in the first week
	monday := fourth.AddDate(0, 0, -(int(fourth.Weekday())+6)%7)
	return monday.AddDate(0, 0, 7*(week-1))
}

// narrow takes the early, the middle or the late part of a stretch.
func narrow(p parts, s stretch) stretch {
	if p.portion == portionWhole {
		return s
	}
	months, days := 0, 0
	precision := retro.PrecisionMonth
	switch length := s.to.Sub(s.from); {
	case length > 3000*24*time.Hour: // a decade
		precision = retro.PrecisionYear
		cuts := map[portion][2]int{portionEarly: {0, 4}, portionStart: {0, 2}, portionMid: {4, 7}, portionLate: {7, 10}, portionEnd: {8, 10}}
		cut := cuts[p.portion]
		return stretch{s.from.AddDate(cut[0], 0, 0), s.from.AddDate(cut[1], 0, 0), precision, true}
	case length > 100*24*time.Hour:
		months = int(length / (30 * 24 * time.Hour))
	case length > 60*24*time.Hour:
		months = 3
	case length > 24*time.Hour+2*time.Hour:
		days, precision = int(length.Hours()/24+0.5), retro.PrecisionDay
	default:
		hours := map[portion][2]int{portionEarly: {6, 10}, portionStart: {0, 6}, portionMid: {11, 14}, portionLate: {18, 24}, portionEnd: {18, 24}}[p.portion]
		return stretch{atHour(s.from, hours[0]), atHour(s.from, hours[1]), retro.PrecisionHour, true}
	}
	third, sixth := func(n int) int { return n / 3 }, func(n int) int { return max(1, n/6) }
	add := func(m, d int) time.Time { return s.from.AddDate(0, m, d) }
	switch p.portion {
	case portionEarly:
		s.to = add(third(months), third(days))
	case portionMid:
		s.from, s.to = add(third(months), third(days)), add(2*third(months), 2*third(days))
	case portionLate:
		s.from = add(2*third(months), 2*third(days))
	case portionStart:
		s.to = add(pick(months, sixth), pick(days, sixth))
	case portionEnd:
		s.from = add(months-pick(months, sixth), days-pick(days, sixth))
	case portionWhole:
	}
	s.precision, s.isVague = precision, true
	return s
}

func pick(n int, share func(int) int) int {
	if n == 0 {
		return 0
	}
	return share(n)
}

// onTheClock puts a time of day on a date.
func (r reader) onTheClock(p parts, s stretch, at retro.Instant, zone *time.Location, within limits, note string) ([]Said, error) {
	if s.precision != retro.PrecisionDay || s.isVague || p.portion != portionWhole {
		return nil, retro.Errorf(retro.CodeInvalid, "%q says a time of day, and not on which day", r.text).WithHint(hint)
	}
	c := *p.clock
	if part := p.daypart; part != nil && !c.twelve && c.hour < 12 && part[0] >= 12 && (part[0] < 22 || c.hour > 5) {
		c.hour += 12
	}
	wall := time.Date(s.from.Year(), s.from.Month(), s.from.Day(), c.hour, c.minute, c.second, c.nano, zone)
	if !within.after.IsZero() && wall.Before(within.after) && (within.from == nil || p.year < 0 || !p.ownDate(within.from)) {
		wall = time.Date(s.from.Year(), s.from.Month(), s.from.Day()+1, c.hour, c.minute, c.second, c.nano, zone)
	}
	at.At, at.Precision = wall.UTC(), c.precision
	return onClocks(at, p, zone, note), nil
}

// ownDate reports whether a date was said that is not that of the other end.
func (p parts) ownDate(other *parts) bool {
	return p.day != other.day || p.month != other.month || p.year != other.year || p.weekday != other.weekday
}

// onClocks says where the clocks were turned at a time. One that came twice has two
// readings, the first one first.
func onClocks(at retro.Instant, p parts, zone *time.Location, note string) []Said {
	wall := at.At.In(zone)
	if wall.Hour() != p.clock.hour%24 && !p.clock.twelve && p.daypart == nil || wall.Minute() != p.clock.minute {
		note = fmt.Sprintf("the clocks went forward: there was no %02d:%02d, this is %s", p.clock.hour, p.clock.minute, wall.Format("15:04"))
		return []Said{{At: at, Note: note}}
	}
	for _, first := range []time.Time{wall, wall.Add(-time.Hour)} {
		again := first.Add(time.Hour)
		if first.Hour() != again.Hour() || first.Minute() != again.Minute() {
			continue
		}
		later := at
		at.At, later.At = first.UTC(), again.UTC()
		return []Said{
			{At: at, Note: "the clocks went back: the first time that it was this late"},
			{At: later, Note: "the clocks went back: the second time that it was this late"},
		}
	}
	return []Said{{At: at, Note: note}}
}
