package ingest

import (
	"bytes"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
)

// Some people write times of day as four digits, "0905 first 500s". So do others years and
// numbers of things: such lines count only where several go on in the order of time.

// parseMilitary reads "0905" and "9.05" and returns its width, 0 where it is none.
func parseMilitary(b []byte) (clock int64, n int) {
	if digits := stamp.DigitsAt(b, 0); (digits == 1 || digits == 2) && digits < len(b) && b[digits] == '.' {
		return parseDotted(b, digits)
	}
	if stamp.DigitsAt(b, 0) != 4 {
		return 0, 0
	}
	hour, minute := stamp.TwoDigits(b, 0), stamp.TwoDigits(b, 2)
	if hour > 23 || minute > 59 {
		return 0, 0
	}
	return int64(hour)*stamp.NanosPerHour + int64(minute)*stamp.NanosPerMinute, 4
}

// parseDotted reads a clock with a dot behind the digits of its hour.
func parseDotted(b []byte, digits int) (clock int64, n int) {
	if stamp.DigitsAt(b, digits+1) != 2 || digits+3 < len(b) && b[digits+3] == '.' {
		return 0, 0
	}
	hour, minute := stamp.Number(b[:digits]), stamp.TwoDigits(b, digits+1)
	if hour > 23 || minute > 59 {
		return 0, 0
	}
	return int64(hour)*stamp.NanosPerHour + int64(minute)*stamp.NanosPerMinute, digits + 3
}

// isMilitary reports whether the lines of a sample begin so: three at least, all that begin
// with a digit, with a word behind each, none before the one above but once at midnight, and
// not all like years. Those with dots could be the numbers of chapters, unless days stand above
// them.
func (p *plan) isMilitary(sample []byte) bool {
	lines, times, backs, years, dots, days := 0, 0, 0, 0, 0, 0
	last := int64(-1)
	for line := range p.lines(sample) {
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		if days == 0 && headDay(line, &head{}) {
			days++
			continue
		}
		lines++
		rest := line[min(markWidth(line), len(line)):]
		if len(rest) == 0 || !stamp.IsDigit(rest[0]) {
			continue
		}
		var h head
		if headDay(line, &h) {
			last = -1
			days++
			continue
		}
		clock, n := parseMilitary(rest)
		if n == 0 || len(rest) < n+3 || !endsMilitary(rest[n:]) {
			return false
		}
		if clock < last {
			backs++
		}
		if clock >= 19*stamp.NanosPerHour && clock < 21*stamp.NanosPerHour {
			years++
		}
		last = clock
		times++
		if bytes.IndexByte(rest[:n], '.') > 0 {
			dots++
		}
	}
	return times >= 3 && backs <= 1 && years < times && times*3 >= lines && (dots == 0 || dots == times && days > 0)
}

// endsMilitary reports whether what stands behind four digits shows that they are a time: a
// blank or a sign, perhaps behind "Z", "h" or "hrs", and a letter.
func endsMilitary(rest []byte) bool {
	for _, unit := range []string{"Z", "L", "hrs", "h"} {
		if behind, found := bytes.CutPrefix(rest, []byte(unit)); found {
			rest = behind
			break
		}
	}
	text := bytes.TrimLeft(rest, " \t:-–—|*_")
	return len(text) > 0 && len(text) < len(rest) && (stamp.IsLetter(text[0]) || text[0] >= 0x80 || text[0] == '(' || text[0] == '"' || text[0] == '@' || text[0] == '#')
}
