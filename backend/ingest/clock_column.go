package ingest

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

// A log may have clocks alone, in a column behind other words: "worker-3 21:40:00 started". They are
// found where no format explains the source, so that at least its day is asked for.

// clockShapes finds the places of clocks with seconds that three of four lines of a sample have behind the
// same number of words, and that hardly ever go back, as durations do.
func (p *plan) clockShapes(sample []byte) []shape {
	type column struct {
		words  uint8
		before byte
	}
	found := map[column]struct {
		lines, backs int
		last         int64
		shapes       []shape
	}{}
	lines, _ := p.countLines(sample, func(line []byte) bool {
		var h head
		where, ok := findClock(line, nil, &h)
		if !ok {
			return false
		}
		key := column{where.Words, where.Before}
		c := found[key]
		if h.At < c.last && h.At+12*stamp.NanosPerHour > c.last { // And it is not past midnight.
			c.backs++
		}
		c.lines, c.last = c.lines+1, h.At
		if !slices.Contains(c.shapes, where) {
			c.shapes = append(c.shapes, where)
		}
		found[key] = c
		return true
	})
	for _, c := range found {
		if c.lines >= 3 && c.lines*4 >= lines*3 && c.backs*10 <= c.lines {
			slices.SortFunc(c.shapes, func(a, b shape) int { return cmp.Compare(a.First, b.First) })
			return c.shapes
		}
	}
	return nil
}

// findClock looks for the first clock with seconds behind the start of a line, or for the one at one of the
// shapes.
func findClock(line []byte, shapes []shape, h *head) (where shape, ok bool) {
	for place := range places(line) {
		at := place.at
		if !stamp.IsDigit(line[at]) || isWithinToken(line, at) || place.shape.Before == '=' || place.shape.Before == '"' || place.shape.Before == ':' ||
			shapes != nil && !slices.Contains(shapes, place.shape) {
			continue
		}
		clock, precision, n := stamp.ParseClock(line[at:])
		if n == 0 {
			clock, n = parseJobClock(line[at:])
			precision = stamp.PrecisionSecond
		}
		if n == 0 || precision > stamp.PrecisionSecond || at+n < len(line) && !endsStamp(line[at+n]) || mayBeDate(lastField(line[:at])) || mayBeDate(firstField(line[at+n:])) {
			continue
		}
		h.Stamp = stamp.Stamp{At: clock, Zone: stamp.NoZone, Precision: precision, Flags: stamp.Dateless}
		h.from, h.to = at, at+n
		return place.shape, true
	}
	return shape{}, false
}

func firstField(text []byte) []byte {
	word, _, _ := bytes.Cut(bytes.TrimLeft(text, " \t,;|"), []byte(" "))
	return word
}

func lastField(text []byte) []byte {
	text = bytes.TrimRight(text, " \t,;|([")
	return text[bytes.LastIndexByte(text, ' ')+1:]
}

// mayBeDate reports whether a word beside a clock may be a date that no rule reads, "1.2.2014", "26322": of
// such a line the day is not for anybody to say.
func mayBeDate(word []byte) bool {
	digits := 0
	for _, c := range word {
		if stamp.IsDigit(c) {
			digits++
		}
	}
	return digits > 0 && len(bytes.Trim(word, "0123456789./-")) == 0 && (digits > 4 || digits < len(word)) || stamp.ParseMonth(word) > 0 || stamp.MonthOf(strings.ToLower(text(bytes.Trim(word, ".,")))) > 0
}

// parseJobClock reads the clock of a job log of JES: "21.40.00 JOB01234".
func parseJobClock(b []byte) (clock int64, n int) {
	const width = len("21.40.00 ")
	if len(b) < width+5 || b[2] != '.' || b[5] != '.' || b[8] != ' ' || !stamp.IsDigit(b[width+4]) {
		return 0, 0
	}
	switch string(b[width : width+3]) {
	case "JOB", "STC", "TSU":
	default:
		return 0, 0
	}
	hour, minute, second := stamp.TwoDigits(b, 0), stamp.TwoDigits(b, 3), stamp.TwoDigits(b, 6)
	if hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 {
		return 0, 0
	}
	return int64(hour)*stamp.NanosPerHour + int64(minute)*stamp.NanosPerMinute + int64(second)*stamp.NanosPerSecond, width - 1
}

// headClockColumn reads a line whose clock stands where the source keeps it.
func headClockColumn(p *plan, line []byte, h *head) bool {
	if _, ok := findClock(line, p.shapes, h); !ok {
		return false
	}
	h.text, h.format = 0, formatGeneric
	if h.level = findLevel(line[:h.from]); h.level == retro.LevelNone {
		h.level = innerLevel(line[skipSeparators(line, h.to):])
	}
	return true
}
