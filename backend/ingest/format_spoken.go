package ingest

import (
	"bytes"
	"strings"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
)

// People begin the lines of a timeline with a day and a clock in the words of their language:
// "7. Okt. 2026, 09:05", "2026年10月7日 上午9:05", "14/03 09:05 UTC", "07:05 UTC on 7 October 2026 –".
// What conversations write beside a message is read here at the beginning of a line.

// spokenWords is of how many words such a time is at most.
const spokenWords = 9

// headSpoken reads a line that begins with a day and a clock.
func headSpoken(line []byte, h *head) bool {
	w, n := spokenWhen(line)
	if n == 0 {
		return false
	}
	h.Stamp = w.stamp()
	h.from, h.to, h.text = 0, n, skipSeparators(line, n)
	h.format, h.level = formatLocalDate, innerLevel(line[h.text:])
	return true
}

// spokenWhen reads the longest time with a day at the beginning of a line, and returns its width.
func spokenWhen(line []byte) (w when, n int) {
	if behind, found := bytes.CutPrefix(line, []byte("On ")); found {
		if w, n = spokenWhen(behind); n > 0 {
			n += len("On ")
		}
		return w, n
	}
	reach := string(line[:min(len(line), 80)])
	if !hasClock(reach) && !hasClockSigns(reach) {
		return when{}, 0
	}
	var ends [spokenWords]int
	words := 0
	for i := 1; i <= len(reach) && words < spokenWords; i++ {
		if i == len(reach) && len(reach) == len(line) || i < len(reach) && (reach[i] == ' ' || reach[i] == '\t') && reach[i-1] != ' ' {
			ends[words] = i
			words++
		}
	}
	for ; words > 0; words-- {
		written := strings.TrimRight(reach[:ends[words-1]], ":,;.-–—|)")
		if !isSpokenTime(written) || isOffset(reach[ends[words-1]:]) {
			continue
		}
		w, _, ok := parseWhen(strings.Replace(written, " on ", " ", 1))
		if ok && (w.day.kind == dayFull || w.day.kind == dayYearless || w.day.kind == daySlash) {
			return w, len(written)
		}
	}
	return when{}, 0
}

// isSpokenTime reports whether nothing parts the words of a time, and it does not begin with what
// may be the number of a chapter, "1.2 9:05".
func isSpokenTime(written string) bool {
	first, _, _ := strings.Cut(written, " ")
	return !strings.ContainsAny(written, "–—|•") && !strings.Contains(written, " - ") &&
		(strings.Count(first, ".") != 1 || strings.Trim(first, "0123456789.") != "" || strings.HasSuffix(first, "."))
}

// isOffset reports whether an offset follows, which would be that of the zone before it.
func isOffset(rest string) bool {
	rest = strings.TrimLeft(rest, " ")
	return len(rest) > 2 && (rest[0] == '+' || rest[0] == '-') && stamp.IsDigit(rest[1]) && stamp.IsDigit(rest[2])
}

// headDayBehind reads a line whose day follows the clock, where that alone was read: "07:05 UTC on
// 7 October 2026".
func headDayBehind(line []byte, h *head) bool {
	w, n := spokenWhen(line)
	return n > h.to && h.Flags&stamp.Dateless != 0 && w.day.kind == dayFull
}

// stamp returns the time of a day that is written with its month.
func (w when) stamp() stamp.Stamp {
	s := stamp.Stamp{At: w.day.date*stamp.NanosPerDay + w.clock, Zone: w.zone, Precision: w.precision, Flags: w.day.flags}
	if w.day.kind == dayYearless {
		s.Flags |= stamp.Yearless
	}
	if s.Zone != stamp.NoZone {
		s.At -= int64(s.Zone) * stamp.NanosPerMinute
	}
	return s
}

// isSpoken reports whether the lines of a sample begin so: two at least, and every other one
// that is not blank or indented.
func (p *plan) isSpoken(sample []byte) bool {
	lines, spoken := 0, 0
	for line := range p.lines(sample) {
		if len(line) < 5 || line[0] == ' ' || line[0] == '\t' {
			continue
		}
		lines++
		if _, n := spokenWhen(line); n > 0 {
			spoken++
		}
		if lines == 16 && spoken < 2 {
			return false
		}
	}
	return spoken >= 2 && spoken*2 >= lines
}
