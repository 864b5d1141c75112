package ingest

import (
	"unsafe"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

const (
	// flagJoins marks a head that joins the entry before it: the rest of a line
	// that a container runtime split, an indented line of plain text. No finished
	// index holds one.
	flagJoins stamp.Flag = 1 << 14
	// flagSplit marks a line that the next one of its kind continues.
	flagSplit stamp.Flag = 1 << 15
)

// flagStderr marks a line that a container wrote to its standard error, until all lines are
// found: such lines name their zone, so that none is ever assumed.
const flagStderr = stamp.AssumedZone

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
	Flags stamp.Flag
}

// The size of an entry is part of the package's promise.
var _ [32]byte = [unsafe.Sizeof(Entry{})]byte{}

// HasTime reports whether the entry's moment is known, if only as a wall clock.
func (e Entry) HasTime() bool { return e.At != stamp.NoTime }

// Has reports whether all the flags are set.
func (e Entry) Has(flags stamp.Flag) bool { return e.Flags&flags == flags }

// PrecisionOf returns how precisely the entry's time was written.
func PrecisionOf(e Entry) retro.Precision { return stamp.PrecisionName(e.Precision) }
