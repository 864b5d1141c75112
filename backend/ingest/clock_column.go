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

// clockShapes finds the places of clocks with seconds that three of four lines of a sample have, and that
// hardly ever go back, as durations do: behind the same number of words, or else anywhere.
func (p *plan) clockShapes(sample []byte) []shape {
	type column struct {
		words  uint8
		before byte
	}
	columns := map[column]*clockColumn{}
	var anywhere clockColumn
	lines, _ := p.countLines(sample, func(line []byte) bool {
		var h head
		where, ok := findClock(line, nil, &h)
		if !ok {
			if ok = headTimeOnly(&plan{}, line, &h) && h.Flags.Has(stamp.Dateless); ok {
				anywhere.note(shape{}, h.At)
			}
			return ok
		}
		key := column{where.Words, where.Before}
		if columns[key] == nil {
			columns[key] = &clockColumn{}
		}
		columns[key].note(where, h.At)
		anywhere.note(where, h.At)
		return true
	})
	for _, c := range columns {
		if c.explains(lines) {
			return c.shapes
		}
	}
	if anywhere.explains(lines) {
		return anywhere.shapes
	}
	return nil
}

// clockColumn is what is known of the clocks at some places.
type clockColumn struct {
	lines, backs int
	last         int64
	shapes       []shape
}

// note counts a line; one that begins with its clock has no shape.
func (c *clockColumn) note(where shape, clock int64) {
	if clock < c.last && clock+12*stamp.NanosPerHour > c.last { // And it is not past midnight.
		c.backs++
	}
	c.lines, c.last = c.lines+1, clock
	if where != (shape{}) && !slices.Contains(c.shapes, where) {
		c.shapes = append(c.shapes, where)
	}
}

// explains reports whether the clocks are the times of a source of so many lines.
func (c *clockColumn) explains(lines int) bool {
	slices.SortFunc(c.shapes, func(a, b shape) int { return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(a.Words, b.Words)) })
	return c.lines >= 3 && c.lines*4 >= lines*3 && c.backs*10 <= c.lines && len(c.shapes) > 0
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
		if n == 0 || isDurationAt(line, at, at+n) || isProgress(line) {
			continue
		}
		if precision > stamp.PrecisionSecond || at+n < len(line) && !endsStamp(line[at+n]) || mayBeDate(lastField(line[:at])) || mayBeDate(firstField(line[at+n:])) {
			continue
		}
		h.Stamp = stamp.Stamp{At: clock, Zone: stamp.NoZone, Precision: precision, Flags: stamp.Dateless}
		h.from, h.to = at, at+n
		return place.shape, true
	}
	return shape{}, false
}

// isDurationAt reports whether the words around a clock say that it is how long something took or will take.
func isDurationAt(line []byte, from, to int) bool {
	before := bytes.TrimRight(line[:from], " \t([")
	for range 2 {
		word := lastField(before)
		if before = bytes.TrimRight(before[:len(before)-len(word)], " \t"); isDurationWord(word) {
			return true
		}
	}
	return isDurationWord(firstField(line[to:]))
}

// isDurationWord reports whether a word beside a clock says that it is a stretch of time.
func isDurationWord(word []byte) bool {
	switch strings.ToLower(string(bytes.Trim(word, ",;:.()[]"))) {
	case "elapsed", "eta", "remaining", "left", "took", "spent", "duration", "uptime":
		return true
	}
	return false
}

// isProgress reports whether a line shows how far a transfer has come: its rate, and a share of the whole.
func isProgress(line []byte) bool {
	rate := bytes.Index(line, []byte("B/s"))
	return rate > 1 && bytes.IndexByte(line, '%') > 0 && (stamp.IsDigit(line[rate-1]) || bytes.IndexByte([]byte("kKMGTi "), line[rate-1]) >= 0)
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
	if len(b) < width+5 || b[2] != '.' || b[5] != '.' || b[8] != ' ' || !isJobNumber(string(firstField(b[width:]))) {
		return 0, 0
	}
	hour, minute, second := stamp.TwoDigits(b, 0), stamp.TwoDigits(b, 3), stamp.TwoDigits(b, 6)
	if hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 {
		return 0, 0
	}
	return int64(hour)*stamp.NanosPerHour + int64(minute)*stamp.NanosPerMinute + int64(second)*stamp.NanosPerSecond, width - 1
}

// isJobNumber reports whether a word is the number of a job, "JOB01234".
func isJobNumber(word string) bool {
	for _, kind := range []string{"JOB", "STC", "TSU"} {
		if number, found := strings.CutPrefix(word, kind); found {
			return len(number) >= 4 && stamp.DigitsAt([]byte(number), 0) == len(number)
		}
	}
	return false
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
