package ingest

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

// The questions that a reading may ask.
const (
	QuestionZone     = "zone"     // answered by Options.Zone
	QuestionDate     = "date"     // answered by Options.Reference
	QuestionDayFirst = "dayfirst" // answered by Options.Format
)

// Index is what is known of a source: its entries in the order of the source.
// Nothing changes an index after Read, so it may be used from many goroutines.
type Index struct {
	Entries []Entry
	// Lines and Bytes are the size of the source.
	Lines int
	Bytes int64
	// Preamble is the number of bytes before the first entry.
	Preamble int64

	plan     plan
	zone     string // as people chose it, "" if they did not
	days     []stamp.Day
	dayFirst bool // dates like 03/04/2026 begin with the day
	unsure   bool // nobody can tell whether they do
	stated   bool // the source itself names the zone of all its clocks
	linked   bool // links to messages will tell the day once the zone is known

	// In a conversation, actors holds for each entry the number of its author's
	// name; nil in a log.
	names  []string
	actors []uint16
	// answers holds for each entry which one it answers, see Answers; nil where none does.
	answers []int32
}

// LinesOf returns the 1-based first and last line of an entry.
func (ix *Index) LinesOf(i int) (from, to int) {
	from, to = int(ix.Entries[i].Line), ix.Lines
	if i+1 < len(ix.Entries) {
		to = int(ix.Entries[i+1].Line) - 1
	}
	return from, max(from, to)
}

// LengthOf returns how many bytes an entry has, up to the next one.
func (ix *Index) LengthOf(i int) int64 {
	if i+1 < len(ix.Entries) {
		return ix.Entries[i+1].Offset - ix.Entries[i].Offset
	}
	return ix.Bytes - ix.Entries[i].Offset
}

// EntryAt returns the number of the entry that holds a 1-based line, or -1 where
// the line stands in the preamble or beyond the end.
func (ix *Index) EntryAt(line int) int {
	if line < 1 || line > ix.Lines {
		return -1
	}
	place, found := slices.BinarySearchFunc(ix.Entries, line, func(e Entry, line int) int {
		return cmp.Compare(int(e.Line), line)
	})
	if found {
		return place
	}
	return place - 1
}

// EntriesTo counts the entries that begin at a line or before it. Several may begin at one.
func (ix *Index) EntriesTo(line int) int {
	place, _ := slices.BinarySearchFunc(ix.Entries, line+1, func(e Entry, line int) int {
		return cmp.Compare(int(e.Line), line)
	})
	return place
}

// Instant returns when an entry happened, nil when nobody knows.
func (ix *Index) Instant(i int) *retro.Instant {
	e := ix.Entries[i]
	if !e.HasTime() {
		return nil
	}
	return &retro.Instant{At: time.Unix(0, e.At).UTC(), Zone: ix.ZoneOf(e), Precision: PrecisionOf(e), About: e.Has(stamp.About)}
}

// ZoneOf returns the zone of an entry's time: the offset as written, the zone that
// people chose, or "" when nobody knows.
func (ix *Index) ZoneOf(e Entry) string {
	switch {
	case !e.HasTime() || e.Zone == stamp.NoZone:
		return ""
	case e.Has(stamp.AssumedZone):
		return ix.zone
	}
	return stamp.FormatOffset(e.Zone)
}

// Reading sums the index up.
func (ix *Index) Reading() retro.Reading {
	reading := retro.Reading{
		Entries: len(ix.Entries), Lines: ix.Lines, Bytes: ix.Bytes,
		Formats: map[string]int{}, Questions: []string{},
	}
	var counts [formatCount]int
	first, last := -1, -1
	zoneless, dateless := 0, 0
	isBelow := false // a date of which nobody knows whether the day or the month comes first
	written, assumed, mixed := stamp.NoZone, false, false
	for i, e := range ix.Entries {
		counts[e.Format]++
		if !e.HasTime() {
			isBelow = isBelow || ix.unsure && e.Has(stamp.DayMonth)
			if e.Flags&(stamp.Yearless|stamp.Dateless|stamp.Relative) != 0 && !isBelow {
				dateless++
			}
			if e.Flags&(stamp.Yearless|stamp.Dateless|stamp.DayMonth) != 0 && e.Zone == stamp.NoZone && ix.zone == "" && !ix.stated {
				zoneless++
			}
			continue
		}
		if first < 0 || e.At < ix.Entries[first].At {
			first = i
		}
		if last < 0 || e.At >= ix.Entries[last].At {
			last = i
		}
		switch {
		case e.Zone == stamp.NoZone:
			zoneless++
		case e.Flags&stamp.AssumedZone != 0:
			assumed = true
		case written == stamp.NoZone:
			written = e.Zone
		case written != e.Zone:
			mixed = true
		}
	}
	if first >= 0 {
		reading.First, reading.Last = ix.Instant(first), ix.Instant(last)
	}
	if zoneless == 0 && !mixed {
		reading.Zone = ix.commonZone(written, assumed)
	}
	if zoneless > 0 {
		reading.Questions = append(reading.Questions, QuestionZone)
	}
	if dateless > 0 && !ix.linked {
		reading.Questions = append(reading.Questions, QuestionDate)
	}
	if ix.unsure {
		reading.Questions = append(reading.Questions, QuestionDayFirst)
	}
	main := formatText
	for id, n := range &counts {
		if n > 0 {
			reading.Formats[formats[id].name] = n
		}
		if n > counts[main] {
			main = formatID(id)
		}
	}
	reading.Format = formats[main].name
	reading.Why = ix.why(counts[:], main)
	return reading
}

// commonZone returns the zone of all entries, given the one offset that is written
// in the source, or NoZone, and whether the zone that people chose was used.
func (ix *Index) commonZone(written int16, assumed bool) string {
	switch {
	case written == stamp.NoZone && assumed:
		return ix.zone
	case written == stamp.NoZone:
		return ""
	}
	if name := stamp.FormatOffset(written); !assumed || name == ix.zone {
		return name
	}
	return ""
}

// SortKeys returns by what entries are ordered, in nanoseconds and with a skew added, and
// whether they are in order. An entry without a time has the key of the one before it.
func (ix *Index) SortKeys(skew time.Duration) ([]int64, bool) {
	keys := make([]int64, len(ix.Entries))
	current, sorted := stamp.NoTime, true
	for i, e := range ix.Entries {
		if e.HasTime() {
			at := e.At + int64(skew)
			sorted = sorted && at >= current
			current = at
		}
		keys[i] = current
	}
	return keys, sorted
}

// ReadBlock fills the buffer with the bytes of the source from a place on, or with what is
// left of them.
func (ix *Index) ReadBlock(src io.ReaderAt, buffer []byte, offset int64) ([]byte, error) {
	block, err := readSome(src, buffer, offset, ix.Bytes)
	if err != nil {
		return nil, fmt.Errorf("read the source: %w", err)
	}
	return block, nil
}

// Cut returns the bytes of an entry out of a block that begins with another one.
func (ix *Index) Cut(i, first int, block []byte) []byte {
	from := min(ix.Entries[i].Offset-ix.Entries[first].Offset, int64(len(block)))
	return block[from:min(from+ix.LengthOf(i), int64(len(block)))]
}

// IsUTF8 reports whether the bytes of the source are text as they stand.
func (ix *Index) IsUTF8() bool { return ix.plan.encoding == encodingUTF8 }

// IsTable reports whether the entries are the rows of a table with a header.
func (ix *Index) IsTable() bool { return ix.plan.table != nil }

// ToUTF8 returns bytes of the source as text: decoded from UTF-16, or as they stand.
func (ix *Index) ToUTF8(raw []byte) []byte {
	if ix.IsUTF8() {
		return raw
	}
	return decodeUTF16(nil, raw, ix.plan.encoding)
}
