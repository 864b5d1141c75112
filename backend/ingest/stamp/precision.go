package stamp

import (
	"math"

	"github.com/afterword-app/afterword/backend/retro"
)

// NoTime is the At of an entry whose moment is not known.
const NoTime int64 = math.MinInt64

// NoZone is the Zone of an entry whose stamp names none and for which nobody has
// said one.
const NoZone int16 = math.MinInt16

// Flag says what is special about a time. The two highest bits are left to who reads lines.
type Flag uint16

// The flags.
const (
	// Yearless marks a stamp without a year; where the entry has a time, its
	// year was inferred from the reference time.
	Yearless Flag = 1 << iota
	// Dateless marks a stamp with a time of day only.
	Dateless
	// AssumedZone marks a time that was read in the zone people chose.
	AssumedZone
	// Ambiguous marks a local time that the chosen zone has twice or never.
	Ambiguous
	// DayMonth marks a date like 03/04/2026, whose order was decided for the
	// whole source.
	DayMonth
	// Relative marks a stamp that counts from the start of the machine.
	Relative
	// About marks a moment that is only roughly known, like an age of hours.
	About
	// ShortYear marks a date of three numbers of two digits, of which the first or the
	// last may be the year. It is DayMonth as well.
	ShortYear
	// dayFirst and yearFirst say in which order a DayMonth is held until the order of the
	// whole source is settled; neither is the month first.
	dayFirst
	yearFirst
	// The weekday that stands before a date which lacks something, from 1 on for Sunday.
	weekdayOne
	weekdayTwo
	weekdayFour
	// dotted marks a date like 14.03.26, whose year is first only where no other order
	// makes sense.
	dotted
)

// unsettled are the flags that no settled stamp has.
const unsettled = dayFirst | yearFirst | weekdayOne | weekdayTwo | weekdayFour | dotted

// Has reports whether all the flags are set.
func (f Flag) Has(flags Flag) bool { return f&flags == flags }

// IsWhole reports whether a stamp says its date in full, if perhaps in an unknown order.
func (f Flag) IsWhole() bool { return f&(Yearless|Dateless|Relative|About) == 0 }

// The precisions that a stamp can have, finest first.
const (
	precisionNone uint8 = iota
	PrecisionNanosecond
	PrecisionMicrosecond
	PrecisionMillisecond
	PrecisionSecond
	PrecisionMinute
	PrecisionHour
	PrecisionDay
)

var precisionNames = [...]retro.Precision{
	precisionNone:        retro.PrecisionSecond,
	PrecisionNanosecond:  retro.PrecisionNanosecond,
	PrecisionMicrosecond: retro.PrecisionMicrosecond,
	PrecisionMillisecond: retro.PrecisionMillisecond,
	PrecisionSecond:      retro.PrecisionSecond,
	PrecisionMinute:      retro.PrecisionMinute,
	PrecisionHour:        retro.PrecisionHour,
	PrecisionDay:         retro.PrecisionDay,
}

// PrecisionName returns what a precision is called; a stamp without one counts seconds.
func PrecisionName(precision uint8) retro.Precision {
	if int(precision) < len(precisionNames) {
		return precisionNames[precision]
	}
	return retro.PrecisionSecond
}
