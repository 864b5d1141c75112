package stamp

// Sequence is the stamps of a source, in their order.
type Sequence interface {
	Len() int
	At(i int) Stamp
	Set(i int, s Stamp)
}

// Source is what is known of the times of a source beside its stamps. Clocks are wall
// clocks, NoTime where nothing is known.
type Source struct {
	// Reference is the latest moment that the source can speak of, and Stated whether a
	// person said so: it then settles days as well as years.
	Reference int64
	Stated    bool
	// Order is what people said of dates like 03/04/2026.
	Order Order
	// Prefer is the order in which the program that wrote the source writes its dates, where
	// that is known and several would do.
	Prefer Order
	// Created is a clock near the beginning whose year is written, Opened that of the first
	// entry where the stamps have no date.
	Created, Opened int64
	// Days are lines that name the day of the stamps after them. Those of a conversation are
	// in the first of these stamps as well.
	Days []Day
	// Talk says that it is a conversation: nothing is said before what stands above it.
	Talk bool
	// Once says that a table writes each day once: a clock without one has the day above it, and none
	// where it goes back, since nobody knows whether midnight or the order of the rows is why.
	Once bool
	// Exact says that the clocks are known to be of the zone of the reference: what follows
	// from the stamps around it then is not after it at all.
	Exact bool
}

// Day names the day of the stamps from a number on.
type Day struct {
	Before   int
	At       int64 // a wall clock, NoTime where the day cannot be known
	Yearless bool  // it is one of YearlessBase
	// Part says that no day is named, but another log begins in the same source.
	Part bool
}

// isAhead reports whether a wall clock is after the reference, by more than zones and clocks
// that are set wrong explain.
func (source *Source) isAhead(wall int64) bool {
	slack := NanosPerDay
	if source.Exact {
		slack = NanosPerMinute
	}
	return source.Reference != NoTime && wall > source.Reference+slack
}

// Settle finds what the stamps of a source lack, in one way for all of it: the order of
// the numbers in their dates, their years, and the days of those that are but clocks. What
// it chooses leaves no stamp after the reference and none more than a day behind the one
// before. What it cannot know has no time. It returns the order, OrderUnknown where that
// is to be asked.
func Settle(all Sequence, source Source) Order {
	var seen Flag
	for i := range all.Len() {
		seen |= all.At(i).Flags
	}
	order := OrderUnknown
	if seen&DayMonth != 0 {
		order = settleOrder(all, &source)
		takeOrder(all, order)
	}
	if seen&Yearless != 0 {
		settleYears(all, &source)
	}
	if seen&Dateless != 0 {
		settleDays(all, &source)
	}
	if seen&unsettled != 0 {
		for i := range all.Len() {
			s := all.At(i)
			if s.Flags&unsettled != 0 {
				s.Flags &^= unsettled
				all.Set(i, s)
			}
		}
	}
	return order
}

// isDated reports whether a stamp names its date in full.
func (s *Stamp) isDated() bool {
	return s.At != NoTime && s.Flags&(Yearless|Dateless|Relative) == 0
}
