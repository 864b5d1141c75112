package stamp

// Order says in which order the numbers of a date stand.
type Order uint8

// The orders.
const (
	OrderUnknown    Order = iota
	OrderMonthFirst       // 03/14/2026, 03/14/26
	OrderDayFirst         // 14/03/2026, 14/03/26
	OrderYearFirst        // 26/03/14
	orders
)

// putOrdered makes the date, at midnight, of two numbers and a year, whose order the whole
// source has to settle. With a short year the first may be the year as well; with dots the
// day is first, unless only a year makes sense there. Of the orders that have such a date
// the stamp is held in the first. It reports whether any has.
func (s *Stamp) putOrdered(first, second, year int, short, dots bool) bool {
	flags := DayMonth
	if short {
		flags |= ShortYear
	}
	if dots {
		flags |= dotted
	}
	for order := OrderMonthFirst; order < orders; order++ {
		date, ok := dateIn(order, first, second, year, flags)
		if !ok {
			continue
		}
		s.At = CivilDays(date.year, date.month, date.day) * NanosPerDay
		s.Flags = flags.heldIn(order)
		if dots && !short {
			s.Flags = 0
		}
		return true
	}
	return false
}

// heldIn returns the flags of a stamp that is held in an order.
func (f Flag) heldIn(order Order) Flag {
	f &^= dayFirst | yearFirst
	switch order {
	case OrderDayFirst:
		f |= dayFirst
	case OrderYearFirst:
		f |= yearFirst
	default:
	}
	return f
}

// held returns the order in which a stamp is held.
func (f Flag) held() Order {
	switch {
	case f&dayFirst != 0:
		return OrderDayFirst
	case f&yearFirst != 0:
		return OrderYearFirst
	}
	return OrderMonthFirst
}

// dateIn reads three numbers in an order.
func dateIn(order Order, first, second, third int, flags Flag) (civil, bool) {
	var date civil
	switch order {
	case OrderMonthFirst:
		if flags&dotted != 0 {
			return civil{}, false
		}
		date = civil{third, first, second}
	case OrderDayFirst:
		date = civil{third, second, first}
	default:
		if flags&ShortYear == 0 {
			return civil{}, false
		}
		date = civil{first, second, third}
	}
	if flags&ShortYear != 0 {
		if date.year > 99 {
			return civil{}, false
		}
		date.year = FullYear(date.year)
	}
	return date, date.year >= MinYear && date.year <= MaxYear && ValidDate(date.year, date.month, date.day)
}

// in returns the wall clock of a stamp in another order than it is held in, and whether
// there is such a date.
func (s *Stamp) in(order Order) (int64, bool) {
	held := s.Flags.held()
	wall := s.WallClock()
	if held == order {
		return wall, true
	}
	days, clock := FloorDay(wall)
	year, month, day := CivilDate(days)
	if s.Flags&ShortYear != 0 {
		year %= 100
	}
	var first, second, third int
	switch held {
	case OrderMonthFirst:
		first, second, third = month, day, year
	case OrderDayFirst:
		first, second, third = day, month, year
	default:
		first, second, third = year, month, day
	}
	date, ok := dateIn(order, first, second, third, s.Flags)
	if !ok {
		return 0, false
	}
	return CivilDays(date.year, date.month, date.day)*NanosPerDay + clock, true
}

// reading is what the stamps of a source say in one order.
type reading struct {
	wrong       int   // dates that do not exist, or are of another weekday
	after       bool  // some are after the reference
	back, ahead bool  // some are more than a day behind, or ahead of, the one before
	gap         int64 // the longest time from one to the next
	last        int64
	any         bool
}

// look takes the next stamp of the source in.
func (r *reading) look(wall int64, yearless bool, reference int64) {
	if r.any {
		step := wall - r.last
		if yearless && step < -half {
			step += 366 * NanosPerDay // A new year has begun.
		}
		r.gap = max(r.gap, step, -step)
		r.back = r.back || step < -NanosPerDay
		r.ahead = r.ahead || step > NanosPerDay
	}
	r.last, r.any = wall, true
	r.after = r.after || !yearless && reference != NoTime && wall > reference+NanosPerDay
}

// stray is how many stamps in a hundred of a source may be no dates of its order: they
// stand in its messages.
const stray = 1

// settleOrder decides in which order the dates of a source are written: the one in which
// all are dates, none is after the reference and none more than a day behind the one
// before; or, in a source with the newest first, ahead of it. Where none or several do,
// it is unknown, unless they say the same.
func settleOrder(all Sequence, source *Source) Order {
	var readings [orders]reading
	count, differ, dots := 0, false, false
	for i := range all.Len() {
		s := all.At(i)
		if s.At == NoTime || s.Flags&DayMonth == 0 || s.Flags&(Dateless|Relative) != 0 {
			continue
		}
		count++
		dots = dots || s.Flags&dotted != 0
		same, known := int64(0), false
		for order := OrderMonthFirst; order < orders; order++ {
			wall, ok := s.in(order)
			if !ok || !s.Flags.fitsWeekday(wall) && s.Flags&Yearless == 0 {
				readings[order].wrong++
				continue
			}
			differ = differ || known && same != wall
			same, known = wall, true
			readings[order].look(wall, s.Flags&Yearless != 0, source.Reference)
		}
	}
	if source.Order != OrderUnknown {
		return source.Order
	}
	tests := []func(r *reading) bool{
		func(r *reading) bool { return r.wrong == 0 },
		func(r *reading) bool { return !r.after },
		func(r *reading) bool { return !r.back },
	}
	left := []Order{OrderDayFirst, OrderMonthFirst, OrderYearFirst}
	for number, test := range tests {
		kept := keep(left, func(order Order) bool { return test(&readings[order]) })
		switch {
		case len(kept) == 0 && number == 0:
			kept = keep(left, func(order Order) bool { return readings[order].wrong*100 <= count*stray })
		case len(kept) == 0 && number == 1:
			kept = left // The reference is wrong.
		case len(kept) == 0:
			kept = keep(left, func(order Order) bool { return !readings[order].ahead })
		}
		switch {
		case len(kept) == 1:
			return kept[0]
		case len(kept) == 0:
			return OrderUnknown
		}
		left = kept
	}
	if !differ {
		return left[0]
	}
	// Entries run on within days: an order that makes years of them is none.
	smooth := keep(left, func(order Order) bool { return readings[order].gap < smoothGap })
	if rough := keep(left, func(order Order) bool { return readings[order].gap > roughGap }); len(smooth) == 1 && len(rough) == len(left)-1 {
		return smooth[0]
	}
	if dots && source.Prefer == OrderUnknown {
		preferring := *source
		preferring.Prefer = OrderDayFirst // As those write it who part it by dots, or name months.
		return preferring.likely(left, &readings)
	}
	return source.likely(left, &readings)
}

const (
	smoothGap = 62 * NanosPerDay
	roughGap  = 300 * NanosPerDay
)

// A source speaks of the time before its reference, as a rule of the last weeks.
const (
	lately  = 60 * NanosPerDay
	longAgo = 400 * NanosPerDay
)

// likely chooses among orders that all make sense: the one that ends shortly before the
// reference where all others end years before it; else the one in which the program writes,
// unless that ends years before the reference and another does not.
func (source *Source) likely(left []Order, readings *[orders]reading) Order {
	since := func(order Order) int64 {
		if source.Reference == NoTime {
			return longAgo
		}
		return source.Reference - readings[order].last
	}
	recent := keep(left, func(order Order) bool { return since(order) < longAgo })
	switch {
	case len(recent) == 1 && (since(recent[0]) < lately || recent[0] == source.Prefer):
		return recent[0]
	case len(recent) != 1 && len(keep(left, func(order Order) bool { return order == source.Prefer })) > 0:
		return source.Prefer
	}
	return OrderUnknown
}

func keep(list []Order, good func(Order) bool) []Order {
	var kept []Order
	for _, order := range list {
		if good(order) {
			kept = append(kept, order)
		}
	}
	return kept
}

// Take reads the date of a stamp in an order, and reports whether it has one in that.
func (s *Stamp) Take(order Order) bool {
	wall, ok := s.in(order)
	if ok {
		s.setWall(wall)
		s.Flags = s.Flags.heldIn(order)
	}
	return ok
}

// takeOrder reads the dates of a source in its order. Those that have none in it, or in a
// source of an unknown order, have no time.
func takeOrder(all Sequence, order Order) {
	for i := range all.Len() {
		s := all.At(i)
		if s.Flags&DayMonth == 0 || s.At == NoTime {
			continue
		}
		wall, ok := int64(0), false
		if order != OrderUnknown {
			wall, ok = s.in(order)
		} else if same, single := s.only(); single {
			wall, ok = same, true
		}
		if ok {
			s.setWall(wall)
		} else {
			s.At = NoTime
		}
		all.Set(i, s)
	}
}

// only returns the wall clock of a stamp that says the same in all orders that a date of
// two numbers and a year may have.
func (s *Stamp) only() (int64, bool) {
	if s.Flags&ShortYear != 0 {
		return 0, false
	}
	month, ok := s.in(OrderMonthFirst)
	day, found := s.in(OrderDayFirst)
	return month, ok && found && month == day
}

// setWall moves a stamp to another wall clock.
func (s *Stamp) setWall(wall int64) {
	s.At = wall
	if s.Zone != NoZone {
		s.At -= int64(s.Zone) * NanosPerMinute
	}
}

// withWeekday notes the weekday, from 1 on for Sunday and 0 for none, that a stamp names
// beside its date, where that may help to settle it.
func (f Flag) withWeekday(number int) Flag {
	if f&(Yearless|DayMonth) == 0 || number == 0 {
		return f
	}
	return f&^(weekdayOne|weekdayTwo|weekdayFour) | Flag(number)*weekdayOne //nolint:gosec // One of seven.
}

// fitsWeekday reports whether a wall clock is of the weekday that the stamp names.
func (f Flag) fitsWeekday(wall int64) bool {
	named := f & (weekdayOne | weekdayTwo | weekdayFour) / weekdayOne
	if named == 0 {
		return true
	}
	days, _ := FloorDay(wall)
	return Flag((days+4)%7+1) == named //nolint:gosec // 1970 began on a Thursday.
}
