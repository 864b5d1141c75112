package ingest

import (
	"bytes"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

// The formats of this file are so loose that a line of some other text could be
// mistaken for one. They are only asked where the samples of the source show that
// it is written so, see weakness.

var timeOnlyFormat = format{
	name: "time_only", title: "Lines that begin with a time of day",
	plural:  "lines that begin with a time of day",
	samples: []string{"21:40:00.123 [info] Running Shop.Endpoint", "[21:40:00] deploy started"},
}

var epochFormat = format{
	name: "epoch", title: "Lines that begin with a number: seconds since 1970, or the digits of a date",
	plural: "lines that begin with a number that is a time",
	samples: []string{
		"1773524400.123    157 203.0.113.7 TCP_MISS/200 1045 GET http://example.com/ - DIRECT/- text/html",
		"[1773524400] SERVICE ALERT: web-1;HTTP;CRITICAL;HARD;3;Connection refused",
		"20260314214000.123 checkout started",
	},
}

var localDateFormat = format{
	name: "local_date", title: "Lines that begin with a day, a month and a year",
	plural: "lines that begin with a day, a month and a year",
	samples: []string{
		"14/03/2026 21:40:00 INFO checkout started",
		"3/14/2026 9:40:00 PM Information Service Control Manager",
		"14.03.2026 21:40:00,123 gestartet",
		"14 Mar 2026 21:40:00.123 checkout started",
		"21:40:00 14/03/2026 checkout started",
		"Mar-14-26 21:40:00 [Worker_1] checkout started",
		"03-14 21:40:00.123456 [WARN] checkout started",
		"3/14 21:40:00.123  SPELL_CAST_START,Player-1-0A1B",
		"14-Mar 21:40:00 checkout started",
		"[26/03/14@21:40:00.123+0100] P-001234 T-000001 I BROKER 0: (333) Multi-user session begin.",
		"26/03/14@21:40:00: START: ftp pid=812 from=203.0.113.7",
	},
}

// headTimeOnly reads "21:40:00.123 " and "[21:40:00] ".
func headTimeOnly(p *plan, line []byte, h *head) bool {
	if p.loose && !stamp.IsDigit(line[0]) {
		if from, to, about := aboutWord(line); about && from == 0 {
			if !headTimeOnly(p, line[to:], h) {
				return false
			}
			h.from, h.to, h.text = 0, h.to+to, h.text+to
			h.Flags |= stamp.About
			return true
		}
	}
	from, about := 0, false
	bracket := line[0] == '[' || line[0] == '('
	if bracket {
		from = 1
		if about = p.loose && line[1] == '~'; about {
			from++
		}
	}
	clock, precision, n := stamp.ParseClock(line[from:])
	if n == 0 && p.loose {
		clock, n = parseHourSign(line[from:])
		precision = stamp.PrecisionMinute
	}
	if n == 0 {
		clock, n = parseJobClock(line[from:])
		precision = stamp.PrecisionSecond
	}
	if n == 0 && p.military {
		clock, n = parseMilitary(line[from:])
	}
	if n == 0 && p.loose && from < len(line) {
		if n = stamp.ParseLooseDay(line[from:], &h.Stamp); n == 0 || from+n < len(line) && !endsStamp(line[from+n]) && line[from+n] != '*' && line[from+n] != '_' {
			return false
		}
		h.from, h.to = from, from+n
		h.text = skipSeparators(line, min(h.to+min(from, 1), len(line)))
		h.format, h.level = formatTimeOnly, innerLevel(line[h.text:])
		return true
	}
	if n == 0 || precision == stamp.PrecisionMinute && !p.loose {
		return false
	}
	to := from + n
	if half, width := stamp.ParseHalf(line[to:]); width > 0 && clock < 13*stamp.NanosPerHour {
		clock = clock%(12*stamp.NanosPerHour) + half
		to += width
	}
	for _, word := range []string{" Uhr", " uur"} {
		if bytes.HasPrefix(line[to:], []byte(word)) {
			to += len(word)
		}
	}
	rest, bracketed := to, stamp.NoZone
	if bracket {
		if zone, width := stamp.ParseOffset(line[to:]); width > 2 && to+width < len(line) && (line[to+width] == ']' || line[to+width] == ')') {
			to, rest, bracketed = to+width, to+width, zone
		}
		if to >= len(line) || line[to] != ']' && line[to] != ')' && !isLevelInBracket(line[to:]) {
			return false
		}
		rest++
	} else if to < len(line) && !endsStamp(line[to]) && !isDash(line[to:]) && line[to] != '*' && line[to] != '_' && line[to] != '`' && line[to] != 'Z' && line[to] != '+' {
		return false
	}
	h.Stamp = stamp.Stamp{At: clock, Zone: bracketed, Precision: precision, Flags: stamp.Dateless}
	if about {
		h.Flags |= stamp.About
	}
	until, stretch := 0, false
	if precision == stamp.PrecisionMinute {
		_, until, _, stretch = rangeEnd(string(line[to:min(len(line), to+24)]))
	}
	if stretch {
		// What follows is a clock and no offset: the end of a stretch of time.
		if zone, width := stamp.ParseOffset(line[to+until:]); width > 2 {
			h.Zone = zone
		}
	} else if !bracket && to < len(line) {
		if zone, width := stamp.ParseOffset(line[to:]); width > 2 || width == 1 {
			h.Zone, to, rest = zone, to+width, to+width
		}
	}
	letter := retro.LevelNone
	if bracket && rest+1 < len(line) && line[rest+1] == ':' {
		letter = levelOfLetter(line[rest]) // TeamCity puts one behind the bracket.
		rest += 2
	}
	h.from, h.to, h.text = from, to, skipSeparators(line, rest)
	if h.format, h.level = formatTimeOnly, innerLevel(line[h.text:]); letter != retro.LevelNone {
		h.level = letter
	}
	return true
}

// parseHourSign reads a clock as it is written in French and Portuguese, "9h05".
func parseHourSign(b []byte) (clock int64, n int) {
	sign := stamp.DigitsAt(b, 0)
	if sign == 0 || sign > 2 || len(b) < sign+3 || b[sign] != 'h' && b[sign] != 'H' || stamp.DigitsAt(b, sign+1) != 2 {
		return 0, 0
	}
	hour, minute := stamp.Number(b[:sign]), stamp.TwoDigits(b, sign+1)
	if hour > 23 || minute > 59 {
		return 0, 0
	}
	return int64(hour)*stamp.NanosPerHour + int64(minute)*stamp.NanosPerMinute, sign + 3
}

// isLevelInBracket reports whether a level ends the bracket: " INF] ".
func isLevelInBracket(b []byte) bool {
	end := bytes.IndexByte(b[:min(len(b), 12)], ']')
	return end > 1 && b[0] == ' ' && levelOfWord(b[1:end]) != retro.LevelNone
}

// headEpoch reads "1773524400.123 " and "[1773524400] ", and the digits of a date and
// a clock without any sign between them.
func headEpoch(line []byte, h *head) bool {
	from := 0
	if line[0] == '[' {
		from = 1
	}
	n := stamp.ParseEpoch(line[from:], &h.Stamp)
	if n == 0 {
		n = stamp.ParseFourteen(line[from:], &h.Stamp)
	}
	if n == 0 {
		n = stamp.ParseGluedDay(line[from:], &h.Stamp)
	}
	if n == 0 || from+n < len(line) && !endsStamp(line[from+n]) {
		return false
	}
	h.from, h.to = from, from+n
	h.text = skipSeparators(line, min(h.to+from, len(line)))
	h.format, h.level = formatEpoch, findLevel(line[h.text:])
	return true
}

// headBuildkite reads "bk;t=1773524400123 ", which stands for the escape that hides the
// time of a line of Buildkite's, see stripEscapes.
func headBuildkite(line []byte, h *head) bool {
	if !bytes.HasPrefix(line, []byte(buildkiteTime)) {
		return false
	}
	from := len(buildkiteTime)
	n := stamp.ParseEpoch(line[from:], &h.Stamp)
	if n == 0 || from+n >= len(line) || line[from+n] != ' ' {
		return false
	}
	h.from, h.to, h.text = from, from+n, from+n+1
	h.format, h.level = formatEpoch, findLevel(line[h.text:])
	return true
}

// headSlapd reads "69b5d5b0.06725ab9 0x7f7a51b1b700 conn=1": the seconds since 1970 and
// their nanoseconds in hexadecimal, and the thread. Older versions of OpenLDAP write
// the seconds alone, which look like the name of a commit unless a connection follows.
func headSlapd(line []byte, h *head) bool {
	seconds, ok := hexadecimal(line, 0)
	if !ok || seconds < stamp.MinEpoch || seconds >= stamp.MaxEpoch || len(line) < 14 {
		return false
	}
	h.Stamp = stamp.Stamp{At: seconds * stamp.NanosPerSecond, Precision: stamp.PrecisionSecond}
	h.from, h.to = 0, 8
	switch {
	case line[8] == '.':
		nanos, ok := hexadecimal(line, 9)
		if !ok || nanos >= stamp.NanosPerSecond || !bytes.HasPrefix(line[17:], []byte(" 0x")) {
			return false
		}
		h.At, h.Precision, h.to = h.At+nanos, stamp.PrecisionNanosecond, 17
	case bytes.HasPrefix(line[8:], []byte(" conn=")), bytes.HasPrefix(line[8:], []byte(" slapd ")), bytes.HasPrefix(line[8:], []byte(" @(#) $OpenLDAP")):
	default:
		return false
	}
	h.text = skipSeparators(line, h.to)
	h.format, h.level = formatEpoch, findLevel(line[h.text:])
	return true
}

// hexadecimal reads the eight hexadecimal digits at i.
func hexadecimal(b []byte, i int) (value int64, ok bool) {
	if len(b) < i+8 {
		return 0, false
	}
	for _, c := range b[i : i+8] {
		switch {
		case stamp.IsDigit(c):
			value = value<<4 | int64(c-'0')
		case c >= 'a' && c <= 'f':
			value = value<<4 | int64(c-'a'+10)
		default:
			return 0, false
		}
	}
	return value, true
}

// headLocalDate reads the lines that begin with a date as people write it.
func headLocalDate(p *plan, line []byte, h *head) bool {
	from := 0
	if line[0] == '[' {
		from = 1
	}
	if len(line) < from+12 || !stamp.IsDigit(line[from]) {
		return false
	}
	n := stamp.ParseSlashDate(line[from:], &h.Stamp)
	if n == 0 {
		n = stamp.ParseDayMonthYear(line[from:], &h.Stamp)
	}
	if n == 0 {
		n = stamp.ParseSlashDay(line[from:], &h.Stamp)
	}
	if n == 0 && (line[from+2] == ':' || line[from+1] == ':') {
		n = stamp.ParseClockFirst(line[from:], &h.Stamp)
	}
	if n == 0 {
		n = stamp.ParseDayMonth(line[from:], &h.Stamp)
	}
	if n == 0 || h.Precision >= stamp.PrecisionMinute && !p.loose || from+n < len(line) && !endsStamp(line[from+n]) {
		return false
	}
	h.from, h.to = from, from+n
	h.text = skipSeparators(line, min(h.to+from, len(line)))
	h.format, h.level = formatLocalDate, innerLevel(line[h.text:])
	return true
}

// headAtSign reads the stamps of two programs whose year is first and has two digits:
// "[26/03/14@21:40:00.123+0100] P-001234" of OpenEdge, "26/03/14@21:40:00: START: ftp" of xinetd.
func headAtSign(line []byte, h *head) bool {
	from := 0
	if line[0] == '[' {
		from = 1
	}
	if len(line) < 20 || line[from+2] != '/' || line[from+5] != '/' || line[from+8] != '@' {
		return false
	}
	year, month, day := 2000+stamp.TwoDigits(line, from), stamp.TwoDigits(line, from+3), stamp.TwoDigits(line, from+6)
	clock, precision, n := stamp.ParseClock(line[from+9:])
	if n == 0 || precision == stamp.PrecisionMinute || year < 2000 || !stamp.ValidDate(year, month, day) {
		return false
	}
	h.Stamp = stamp.Stamp{At: stamp.CivilDays(year, month, day)*stamp.NanosPerDay + clock, Precision: precision}
	to := from + 9 + n
	to += h.ReadZone(line[to:])
	if from == 1 && !bytes.HasPrefix(line[to:], []byte("]")) || from == 0 && !isXinetdEvent(line[to:]) {
		return false
	}
	h.from, h.to, h.text = from, to, skipSeparators(line, to+1)
	h.format, h.level = formatLocalDate, findLevel(line[h.text:])
	return true
}

// isXinetdEvent reports whether ": START: " or another event follows a stamp.
func isXinetdEvent(rest []byte) bool {
	event, found := bytes.CutPrefix(rest, []byte(": "))
	event, _, ends := bytes.Cut(event, []byte(": "))
	switch string(event) {
	case "START", "EXIT", "FAIL", "DATA", "SIGNAL", "NOID", "USERID":
		return found && ends
	}
	return false
}

// headMonthFirst reads "Mar-14-26 21:40:00".
func headMonthFirst(line []byte, h *head) bool {
	n := stamp.ParseMonthDashes(line, &h.Stamp)
	if n == 0 || h.Precision == stamp.PrecisionMinute || n < len(line) && !endsStamp(line[n]) {
		return false
	}
	h.from, h.to, h.text = 0, n, skipSeparators(line, n)
	h.format, h.level = formatLocalDate, findLevel(line[h.text:])
	return true
}
