package ingest

import (
	"bytes"
	"strings"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
)

// People write stretches of time into their timelines: "09:05-09:39 Customers cannot pay",
// "22:10 – 00:30", "9:05 to 9:39 am". The entry is of the first, and a span until the second.

// untilField is the name of the field that holds the clock at which such a stretch ends.
const untilField = "until"

// rangeSigns are what stands between the two clocks.
var rangeSigns = []string{"-", "–", "—", "−", "to ", "until ", "till ", "bis "}

// isDash reports whether text begins with a dash.
func isDash(b []byte) bool {
	return bytes.HasPrefix(b, []byte("–")) || bytes.HasPrefix(b, []byte("—")) || bytes.HasPrefix(b, []byte("−"))
}

// rangeEnd reads the sign and the clock at the end of a stretch of time, and returns where the
// clock is in the text and where what follows it begins; ok is false where there is none.
func rangeEnd(text string) (from, to, rest int, ok bool) {
	behind := strings.TrimLeft(text, " ")
	for _, sign := range rangeSigns {
		after, found := strings.CutPrefix(behind, sign)
		if !found {
			continue
		}
		if len(behind) < len(text) && after != "" && after[0] != ' ' && !strings.HasSuffix(sign, " ") {
			return 0, 0, 0, false // " -05:00" is an offset.
		}
		clock := strings.TrimLeft(after, " ")
		from = len(text) - len(clock)
		width := clockWidth(clock)
		if width == 0 {
			return 0, 0, 0, false
		}
		to = from + width
		if _, zone := stamp.ParseOffset([]byte(text[to:])); zone > 2 {
			rest = to + zone
		} else {
			rest = to
		}
		ok = rest == len(text) || endsStamp(text[rest]) || text[rest] == '*' || text[rest] == '_' || text[rest] == '`'
		return from, to, rest, ok
	}
	return 0, 0, 0, false
}

// beforeUntil tells a stretch of time from an offset: behind a blank and a clock that is held
// to the minute, "2026-03-14 09:05-09:39" ends later on that day. It gives the stamp back its
// wall clock, and returns the length of it without the end; 0 where an offset stands there.
func beforeUntil(written []byte, s *stamp.Stamp) int {
	const end = len("-09:39")
	n := len(written) - end
	if n < len("2026-03-14 9:05") || written[10] != ' ' || s.Zone == stamp.NoZone || written[n] != '-' || !stamp.IsDigit(written[n-1]) {
		return 0
	}
	wall := s.WallClock()
	day, _ := stamp.FloorDay(wall)
	if until := untilOf(wall, string(written[n+1:])); until == stamp.NoTime || until >= (day+1)*stamp.NanosPerDay {
		return 0
	}
	s.At, s.Zone = wall, stamp.NoZone
	return n
}

// clockWidth returns the length of a clock with its half of the day, 0 without one.
func clockWidth(text string) int {
	_, _, n := stamp.ParseClock([]byte(text))
	if n == 0 {
		return 0
	}
	_, half := stamp.ParseHalf([]byte(text[n:]))
	return n + half
}

// describeUntil finds the end of a stretch of time behind the stamp of an entry, which is
// held to the minute, and takes it from its words.
func describeUntil(line []byte, h *head, d *Description) {
	isWritten := h.format == formatTimeOnly || h.format == formatISO || h.format == formatLocalDate
	if !isWritten || h.Precision != stamp.PrecisionMinute || h.to == 0 || h.to >= len(line) {
		return
	}
	behind := string(line[h.to:])
	from, to, rest, ok := rangeEnd(behind)
	if !ok {
		return
	}
	d.Written = text(line[h.from : h.to+rest])
	d.add(untilField, []byte(behind[from:to]))
	d.Text = strings.TrimLeft(text(line[skipSeparators(line, h.to+rest):]), "*_`| :–—→")
}

// untilOf returns the wall clock at which a stretch of time ends that begins at another, on
// the same day or, over midnight, on the next; NoTime where the text is no clock.
func untilOf(start int64, until string) int64 {
	clock, _, n := stamp.ParseClock([]byte(until))
	if n == 0 {
		return stamp.NoTime
	}
	if half, width := stamp.ParseHalf([]byte(until[n:])); width > 0 {
		clock = clock%(12*stamp.NanosPerHour) + half
	}
	day, of := stamp.FloorDay(start)
	if clock < of {
		day++
	}
	return day*stamp.NanosPerDay + clock
}
