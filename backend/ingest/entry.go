package ingest

import (
	"math"
	"unsafe"

	"github.com/afterword-app/afterword/backend/retro"
)

// NoTime is the At of an entry whose moment is not known.
const NoTime int64 = math.MinInt64

// NoZone is the Zone of an entry whose stamp names none and for which nobody has
// said one.
const NoZone int16 = math.MinInt16

// Flag says what is special about an entry's time.
type Flag uint8

// The flags.
const (
	// FlagYearless marks a stamp without a year; where the entry has a time, its
	// year was inferred from the reference time.
	FlagYearless Flag = 1 << iota
	// FlagDateless marks a stamp with a time of day only.
	FlagDateless
	// FlagAssumedZone marks a time that was read in the zone people chose.
	FlagAssumedZone
	// FlagAmbiguous marks a local time that the chosen zone has twice or never.
	FlagAmbiguous
	// FlagDayMonth marks a date like 03/04/2026, whose order was decided for the
	// whole source.
	FlagDayMonth
	// FlagRelative marks a stamp that counts from the start of the machine.
	FlagRelative
	// flagJoins marks a head that joins the entry before it: the rest of a line
	// that a container runtime split, an indented line of plain text. No finished
	// index holds one.
	flagJoins
	// flagSplit marks a line that the next one of its kind continues.
	flagSplit
)

// flagDay marks a head that is no entry but names the day of those after it. No
// finished index holds one.
const flagDay = flagJoins | flagSplit

// Entry is one record of a source: 32 bytes, so that millions can be kept.
type Entry struct {
	// Offset is where the entry begins, in bytes of the original.
	Offset int64
	// At is the moment in nanoseconds since 1970 in UTC; while Zone is NoZone it
	// holds the wall clock as if that were UTC. NoTime when nothing is known.
	At int64
	// Message is a hash of all but the stamp: of two entries that say the same it
	// is the same. It is 0 where nobody compares them, as in a conversation.
	Message uint32
	// Line is the 1-based number of the first line.
	Line uint32
	// Zone is the offset from UTC in minutes, or NoZone.
	Zone int16
	// Level is a retro.Level.
	Level uint8
	// Precision is the written precision, see PrecisionOf.
	Precision uint8
	// Format is the number of the entry's format, see FormatName.
	Format uint8
	// Flags is a set of Flag.
	Flags Flag
	_     [2]byte
}

// The size of an entry is part of the package's promise.
var _ [32]byte = [unsafe.Sizeof(Entry{})]byte{}

// HasTime reports whether the entry's moment is known, if only as a wall clock.
func (e Entry) HasTime() bool { return e.At != NoTime }

// Has reports whether all the flags are set.
func (e Entry) Has(flags Flag) bool { return e.Flags&flags == flags }

// The precisions that a stamp can have, finest first.
const (
	precisionNone uint8 = iota
	precisionNanosecond
	precisionMicrosecond
	precisionMillisecond
	precisionSecond
	precisionMinute
	precisionHour
	precisionDay
)

// precisionDayFirst is set in the precision of a date like 14/03/2026 until the
// order of the whole source is settled: its first field cannot be a month.
const precisionDayFirst uint8 = 0x80

var precisionNames = [...]retro.Precision{
	precisionNone:        retro.PrecisionSecond,
	precisionNanosecond:  retro.PrecisionNanosecond,
	precisionMicrosecond: retro.PrecisionMicrosecond,
	precisionMillisecond: retro.PrecisionMillisecond,
	precisionSecond:      retro.PrecisionSecond,
	precisionMinute:      retro.PrecisionMinute,
	precisionHour:        retro.PrecisionHour,
	precisionDay:         retro.PrecisionDay,
}

// PrecisionOf returns how precisely the entry's time was written.
func PrecisionOf(e Entry) retro.Precision {
	if int(e.Precision) < len(precisionNames) {
		return precisionNames[e.Precision]
	}
	return retro.PrecisionSecond
}
