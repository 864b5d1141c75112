package ingest

import (
	"bytes"
	"strings"
)

// stamp is a time as a line wrote it.
type stamp struct {
	at        int64 // UTC nanoseconds, or the wall clock while zone is NoZone
	zone      int16 // minutes, or NoZone
	precision uint8
	flags     Flag
}

// Parsers in this file take text that begins with a stamp and return its length,
// or 0 where there is none. They neither allocate nor look at the whole line.

// twoDigits reads the two digits at i, which must exist; -1 if they are not.
func twoDigits(b []byte, i int) int {
	_ = b[i+1]
	tens, ones := b[i]-'0', b[i+1]-'0'
	if tens > 9 || ones > 9 {
		return -1
	}
	return int(tens)*10 + int(ones)
}

// fourDigits reads the four digits at i, which must exist; -1 if they are not.
func fourDigits(b []byte, i int) int {
	high, low := twoDigits(b, i), twoDigits(b, i+2)
	if high < 0 || low < 0 {
		return -1
	}
	return high*100 + low
}

func isDigit(c byte) bool { return c-'0' <= 9 }

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func isUpper(c byte) bool { return c >= 'A' && c <= 'Z' }

// digitsAt counts the digits from i on.
func digitsAt(b []byte, i int) int {
	n := i
	for n < len(b) && b[n]-'0' <= 9 {
		n++
	}
	return n - i
}

// parseClock reads HH:MM[:SS[.fraction]] with one or two digits of hours, and
// returns the nanoseconds since midnight and the precision. A fraction may follow
// a dot, a comma, or, of exactly three digits, a colon. The leap second :60 is
// held at the end of its minute.
func parseClock(b []byte) (clock int64, precision uint8, n int) {
	if len(b) < 4 {
		return 0, 0, 0
	}
	var hour int
	switch {
	case len(b) >= 5 && b[2] == ':':
		hour, n = twoDigits(b, 0), 3
	case b[1] == ':' && isDigit(b[0]):
		hour, n = int(b[0]-'0'), 2
	default:
		return 0, 0, 0
	}
	if hour < 0 || hour > 23 || len(b) < n+2 {
		return 0, 0, 0
	}
	minute := twoDigits(b, n)
	if minute < 0 || minute > 59 {
		return 0, 0, 0
	}
	n += 2
	clock = int64(hour)*nanosPerHour + int64(minute)*nanosPerMinute
	if len(b) < n+3 || b[n] != ':' {
		if n < len(b) && isDigit(b[n]) {
			return 0, 0, 0
		}
		return clock, precisionMinute, n
	}
	second := twoDigits(b, n+1)
	if second < 0 || second > 60 {
		return 0, 0, 0
	}
	n += 3
	leap := second == 60
	if leap {
		second = 59
	}
	clock += int64(second) * nanosPerSecond
	precision = precisionSecond
	if n+1 < len(b) && (b[n] == '.' || b[n] == ',' || b[n] == ':') && isDigit(b[n+1]) {
		nanos, finer, width := parseFraction(b[n+1:])
		if b[n] == '.' || width == 3 || b[n] == ',' && !isColumn(b, n+1+width, width) {
			clock, precision, n = clock+nanos, finer, n+1+width
		}
		if n+1 < len(b) && b[n] == '.' && isDigit(b[n+1]) {
			n += 1 + digitsAt(b, n+1) // A second fraction repeats the first in other units.
		}
	}
	if leap {
		clock = clock/nanosPerSecond*nanosPerSecond + nanosPerSecond - 1
	}
	return clock, precision, n
}

// isColumn reports whether the digits behind a comma, which end at a place, are the
// next column of a table rather than a fraction.
func isColumn(b []byte, end, width int) bool {
	return width > 9 || width != 6 && end < len(b) && b[end] == ','
}

var fractionScale = [...]int64{1e9, 1e8, 1e7, 1e6, 1e5, 1e4, 1e3, 1e2, 1e1, 1}

// parseFraction reads the digits of a fraction of a second; those beyond the
// ninth count as width but not as time.
func parseFraction(b []byte) (nanos int64, precision uint8, width int) {
	for width < len(b) && b[width]-'0' <= 9 {
		if width < 9 {
			nanos = nanos*10 + int64(b[width]-'0')
		}
		width++
	}
	switch {
	case width <= 3:
		precision = precisionMillisecond
	case width <= 6:
		precision = precisionMicrosecond
	default:
		precision = precisionNanosecond
	}
	if width < 9 {
		nanos *= fractionScale[width]
	}
	return nanos, precision, width
}

// parseISO reads YYYY-MM-DD and a clock, parted by "T", a space or another sign and
// followed by a zone where one is written. Slashes, dots or colons in place of the
// hyphens are read too.
func parseISO(b []byte, s *stamp) int {
	if len(b) < 15 || b[0] != '2' && b[0] != '1' || !isDigit(b[3]) {
		return 0
	}
	mark := b[4]
	if mark != '-' && mark != '/' && mark != '.' && mark != ':' {
		return parseUnpadded(b, s)
	}
	if b[7] != mark {
		switch {
		case isLetter(b[5]):
			return parseYearMonthDay(b, s)
		case digitsAt(b, 5) < 3:
			return parseUnpadded(b, s)
		}
		return parseOrdinal(b, s)
	}
	switch b[10] {
	case 'T', ' ', 't', '_', '\t', '-', '.', ':', ',', ';', ']', '"', "\u00a0"[0]:
	default:
		return parseUnpadded(b, s)
	}
	year, month, day := fourDigits(b, 0), twoDigits(b, 5), twoDigits(b, 8)
	if year < minYear || year > maxYear || !validDate(year, month, day) {
		return 0
	}
	from := 11
	switch {
	case b[11] == ' ' && (b[10] == ' ' || b[10] == ','):
		from = 12 // The hour is padded, or the columns are.
	case b[10] == ' ' && (b[11] == '-' || b[11] == '|') && b[12] == ' ', b[10] == ']' && b[11] == ' ' && b[12] == '[',
		b[10] == '"' && b[11] == ',' && b[12] == '"':
		from = 13
	case b[10] == ']' && (b[11] == '[' || b[11] == ' ' && isDigit(b[12])), b[10] == "\u00a0"[0] && b[11] == "\u00a0"[1]:
		from = 12
	}
	clock, precision, n := parseClock(b[from:])
	switch {
	case n > 0:
		if at := from + n; at+2 < len(b) && b[at] == ' ' && b[at+2]|0x20 == 'm' {
			// A word of the message may look like the half of another day.
			if halved, finer, width := addHalf(b[from:], clock, precision, n); width > 0 {
				clock, precision, n = halved, finer, width
			}
		}
	case b[10] == 'T':
		clock, precision, n = parseBareClock(b[from:])
	case b[10] == '-' && mark == '.':
		clock, precision, n = parseDottedClock(b[from:])
	case b[10] == ' ' && b[13] == 'h':
		clock, precision, n = parseHourSign(b[from:])
	}
	if n == 0 || precision == precisionMinute && b[10] != 'T' && b[10] != ' ' {
		return 0
	}
	n += from
	s.at = civilDays(year, month, day)*nanosPerDay + clock
	s.precision, s.flags = precision, 0
	return n + s.readZone(b[n:])
}

// addHalf adds the half of the day that follows a clock of n bytes, if one does, and a
// fraction of the second behind it: 9:40:00 PM.123. A clock of 24 hours may repeat its
// half; one that contradicts it is none, and 0 is returned.
func addHalf(b []byte, clock int64, precision uint8, n int) (int64, uint8, int) {
	if n+1 >= len(b) || b[n] == ' ' && (n+2 >= len(b) || bytes.IndexByte([]byte("mM.aAoO"), b[n+2]) < 0) {
		return clock, precision, n
	}
	half, width := parseHalf(b[n:])
	switch {
	case width == 0:
		return clock, precision, n
	case clock < 13*nanosPerHour:
		clock = clock%(12*nanosPerHour) + half
	case half == 0:
		return 0, 0, 0
	}
	n += width
	if precision == precisionSecond && n+1 < len(b) && b[n] == '.' && isDigit(b[n+1]) {
		nanos, finer, width := parseFraction(b[n+1:])
		clock, precision, n = clock+nanos, finer, n+1+width
	}
	return clock, precision, n
}

// parseUnpadded reads a date from the year on whose month and day have the digits that
// they need, also with the signs for year, month and day of Chinese and Japanese:
// 2026/3/14 21:40:00, 2026年3月14日 21:40:00.
func parseUnpadded(b []byte, s *stamp) int {
	year, n := fourDigits(b, 0), 4
	var numbers [2]int
	for i, sign := range [...]string{"年", "月"} {
		switch {
		case bytes.HasPrefix(b[n:], []byte(sign)):
			n += len(sign)
		case n < len(b) && (b[n] == '/' || b[n] == '-' || b[n] == '.') && (i == 0 || b[n] == b[4]):
			n++
		default:
			return 0
		}
		digits := digitsAt(b, n)
		if digits < 1 || digits > 2 {
			return 0
		}
		numbers[i] = number(b[n : n+digits])
		n += digits
	}
	n += len(b[n:]) - len(bytes.TrimPrefix(b[n:], []byte("日")))
	if n >= len(b) || b[n] != ' ' && b[n] != 'T' || year < minYear || year > maxYear || !validDate(year, numbers[0], numbers[1]) {
		return 0
	}
	n++
	clock, precision, width := parseClock(b[n:])
	if width == 0 || precision == precisionMinute {
		return 0
	}
	if clock, precision, width = addHalf(b[n:], clock, precision, width); width == 0 {
		return 0
	}
	n += width
	s.at = civilDays(year, numbers[0], numbers[1])*nanosPerDay + clock
	s.precision, s.flags = precision, 0
	return n + s.readZone(b[n:])
}

// parseYearMonthDay reads a date whose month is a name: 2026-Mar-14 21:40:00.
func parseYearMonthDay(b []byte, s *stamp) int {
	if len(b) < 20 || b[8] != b[4] || b[11] != ' ' && b[11] != 'T' && b[11] != ':' {
		return 0
	}
	year, month, day := fourDigits(b, 0), parseMonth(b[5:]), twoDigits(b, 9)
	clock, precision, n := parseClock(b[12:])
	if n == 0 || precision == precisionMinute || year < minYear || year > maxYear || !validDate(year, month, day) {
		return 0
	}
	s.at = civilDays(year, month, day)*nanosPerDay + clock
	s.precision, s.flags = precision, 0
	return 12 + n + s.readZone(b[12+n:])
}

// parseOrdinal reads the year, the number of a day in it and a clock, as ISO 8601
// has it besides months: 2026-073T21:40:00.
func parseOrdinal(b []byte, s *stamp) int {
	if b[4] != '-' || digitsAt(b, 5) != 3 || b[8] != 'T' {
		return 0
	}
	year, ordinal := fourDigits(b, 0), number(b[5:8])
	last := 365
	if isLeap(year) {
		last = 366
	}
	clock, precision, n := parseClock(b[9:])
	if n == 0 || precision == precisionMinute || year < minYear || year > maxYear || ordinal < 1 || ordinal > last {
		return 0
	}
	s.at = (civilDays(year, 1, 1)+int64(ordinal)-1)*nanosPerDay + clock
	s.precision, s.flags = precision, 0
	return 9 + n + s.readZone(b[9+n:])
}

// parseBareClock reads hhmmss without colons, and a fraction where there is one.
func parseBareClock(b []byte) (clock int64, precision uint8, n int) {
	digits := digitsAt(b, 0)
	if digits != 6 && digits != 9 {
		return 0, 0, 0
	}
	clock, ok := clockOfDigits(b, 0)
	if !ok {
		return 0, 0, 0
	}
	if digits == 9 {
		return clock + int64(number(b[6:9]))*1_000_000, precisionMillisecond, 9
	}
	if len(b) > 7 && (b[6] == '.' || b[6] == ',') && isDigit(b[7]) {
		nanos, precision, width := parseFraction(b[7:])
		return clock + nanos, precision, 7 + width
	}
	return clock, precisionSecond, 6
}

// parseDB2 reads 2026-03-14-21.40.00.123456+060, whose offset is in minutes.
func parseDB2(b []byte, s *stamp) int {
	if len(b) < 26 || b[4] != '-' || b[7] != '-' || b[10] != '-' || b[13] != '.' || b[16] != '.' || b[19] != '.' || digitsAt(b, 20) != 6 {
		return 0
	}
	year, month, day := fourDigits(b, 0), twoDigits(b, 5), twoDigits(b, 8)
	hour, minute, second := twoDigits(b, 11), twoDigits(b, 14), twoDigits(b, 17)
	if year < minYear || year > maxYear || !validDate(year, month, day) || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 {
		return 0
	}
	nanos, precision, _ := parseFraction(b[20:26])
	s.at = civilDays(year, month, day)*nanosPerDay + int64(hour)*nanosPerHour + int64(minute)*nanosPerMinute + int64(second)*nanosPerSecond + nanos
	s.precision, s.flags, s.zone = precision, 0, NoZone
	if len(b) < 30 || b[26] != '+' && b[26] != '-' || digitsAt(b, 27) != 3 {
		return 26
	}
	offset := int64(number(b[27:30])) * nanosPerMinute
	if b[26] == '-' {
		offset = -offset
	}
	if offset < -15*nanosPerHour || offset > 15*nanosPerHour {
		return 26
	}
	s.zone = offsetOf(offset)
	s.at -= offset
	return 30
}

// parseFourteen reads YYYYMMDDhhmmss, with milliseconds or a fraction where they are
// written. Numbers look so as well, which is why it takes more than one of them to be
// sure.
func parseFourteen(b []byte, s *stamp) int {
	if digits := digitsAt(b, 0); digits != 14 && digits != 17 {
		return 0
	}
	year, month, day := fourDigits(b, 0), twoDigits(b, 4), twoDigits(b, 6)
	clock, precision, n := parseBareClock(b[8:])
	if n == 0 || year < minYear || year > maxYear || !validDate(year, month, day) {
		return 0
	}
	s.at = civilDays(year, month, day)*nanosPerDay + clock
	s.precision, s.flags = precision, 0
	return 8 + n + s.readZone(b[8+n:])
}

// parseCompact reads YYYYMMDD and a clock, parted by a hyphen, a space, "T" or "_";
// the clock may lack its colons: 20260314-21:40:00:123, 20260314T214000Z.
func parseCompact(b []byte, s *stamp) int {
	if len(b) < 15 || digitsAt(b, 0) != 8 {
		return 0
	}
	switch b[8] {
	case '-', ' ', 'T', '_':
	default:
		return 0
	}
	year, month, day := fourDigits(b, 0), twoDigits(b, 4), twoDigits(b, 6)
	if year < minYear || year > maxYear || !validDate(year, month, day) {
		return 0
	}
	clock, precision, n := parseClock(b[9:])
	if n == 0 {
		clock, precision, n = parseBareClock(b[9:])
	}
	if n == 0 || precision == precisionMinute {
		return 0
	}
	n += 9
	if digits := digitsAt(b, min(n+1, len(b))); precision == precisionSecond && n < len(b) && b[n] == ':' && (digits == 1 || digits == 2) {
		// The milliseconds are not padded.
		clock, precision = clock+int64(number(b[n+1:n+1+digits]))*1_000_000, precisionMillisecond
		n += 1 + digits
	}
	s.at = civilDays(year, month, day)*nanosPerDay + clock
	s.precision, s.flags = precision, 0
	return n + s.readZone(b[n:])
}

// readZone reads a zone that follows a stamp, applies it to the time and returns
// how many bytes it took.
func (s *stamp) readZone(b []byte) int {
	minutes, n := parseOffset(b)
	s.zone = minutes
	if minutes != NoZone {
		s.at -= int64(minutes) * nanosPerMinute
	}
	return n
}

// parseCommon reads the stamp of access logs, 14/Mar/2026:23:40:00 +0200, also
// with a fraction of the second.
func parseCommon(b []byte, s *stamp) int {
	if len(b) < 20 || b[2] != '/' {
		return 0
	}
	if b[6] != '/' || b[11] != ':' && b[11] != ' ' {
		return parseDayMonthYear(b, s)
	}
	day, month, year := twoDigits(b, 0), parseMonth(b[3:]), fourDigits(b, 7)
	if year < minYear || year > maxYear || !validDate(year, month, day) {
		return 0
	}
	clock, precision, n := parseClock(b[12:])
	if n == 0 || precision == precisionMinute {
		return 0
	}
	n += 12
	s.at = civilDays(year, month, day)*nanosPerDay + clock
	s.precision, s.flags = precision, 0
	return n + s.readZone(b[n:])
}

// parseDayOfMonth reads a day that may be padded with a space or a zero, or not at
// all; the returned length includes the space that must follow it.
func parseDayOfMonth(b []byte) (day, n int) {
	if len(b) < 3 {
		return 0, 0
	}
	switch {
	case b[0] == ' ' && isDigit(b[1]) && b[2] == ' ':
		return int(b[1] - '0'), 3
	case isDigit(b[0]) && b[1] == ' ':
		return int(b[0] - '0'), 2
	case b[2] == ' ':
		if day := twoDigits(b, 0); day >= 0 {
			return day, 3
		}
	}
	return 0, 0
}

// parseMonthDay reads the stamp of RFC 3164, "Mar  4 21:40:00", with a year
// before or after the clock where there is one. The month may be of another language.
func parseMonthDay(b []byte, s *stamp) int {
	if len(b) < 14 {
		return 0
	}
	month, n := parseMonth(b), 3
	if month == 0 || b[3] != ' ' {
		if n = bytes.IndexByte(b[:min(len(b), longestName)], ' '); n < 3 || isDigit(b[0]) || n+1 >= len(b) {
			return 0
		}
	}
	day, width := parseDayOfMonth(b[n+1:])
	if width == 0 {
		return 0
	}
	if month == 0 || n > 3 {
		var letters int
		if month, letters = parseMonthName(b); letters != n {
			return 0
		}
	}
	return parseMonthDayRest(b, n+1+width, month, day, s)
}

// endsYear reports whether the byte may follow a year that stands behind a clock.
func endsYear(c byte) bool {
	switch c {
	case ' ', '\t', ']', ')', '}', ',', ';', '|', '^', '"', '\'', '<', '>':
		return true
	}
	return false
}

// parseMonthDayRest reads what follows "Mar  4 ".
func parseMonthDayRest(b []byte, n, month, day int, s *stamp) int {
	year := 0
	if len(b) >= n+5 && b[n+4] == ' ' {
		if written := fourDigits(b, n); written >= minYear && written <= maxYear {
			year, n = written, n+5
		}
	}
	clock, precision, width := parseClock(b[n:])
	if width == 0 || precision == precisionMinute {
		return 0
	}
	if at := n + width; at+2 < len(b) && b[at] == ' ' && b[at+2] == 'M' {
		if clock, precision, width = addHalf(b[n:], clock, precision, width); width == 0 {
			return 0
		}
	}
	n += width
	if year == 0 && len(b) >= n+5 && b[n] == ' ' && (len(b) == n+5 || !isDigit(b[n+5])) {
		// "Sat Mar 14 21:40:00 2026": the C library's order. A year is taken only
		// where a delimiter ends it, and a PID or a port would be followed by one
		// too, so it must also be a likely year.
		if written := fourDigits(b, n+1); written >= minYear && written <= 2100 && (len(b) == n+5 || endsYear(b[n+5])) {
			year, n = written, n+5
		}
	}
	s.flags = 0
	if year == 0 {
		year, s.flags = yearlessBase, FlagYearless
	}
	if !validDate(year, month, day) {
		return 0
	}
	s.at = civilDays(year, month, day)*nanosPerDay + clock
	s.precision = precision
	return n + s.readZone(b[n:])
}

// The bounds of times that a bare number may mean: 2000 to 2100.
const (
	minEpoch = int64(946684800)
	maxEpoch = int64(4102444800)
)

// parseEpoch reads a number of seconds, milli-, micro- or nanoseconds since 1970,
// told apart by their size. Only whole units of seconds and milliseconds may have
// a fraction.
func parseEpoch(b []byte, s *stamp) int {
	digits := 0
	var value int64
	for digits < len(b) && b[digits]-'0' <= 9 {
		if digits == 19 {
			return 0
		}
		value = value*10 + int64(b[digits]-'0')
		digits++
	}
	if digits < 9 || value < 0 {
		return 0
	}
	var unit int64
	switch {
	case digits <= 10:
		unit, s.precision = nanosPerSecond, precisionSecond
	case digits == 12 || digits == 13:
		unit, s.precision = 1_000_000, precisionMillisecond
	case digits == 15 || digits == 16:
		unit, s.precision = 1_000, precisionMicrosecond
	case digits == 18 || digits == 19:
		unit, s.precision = 1, precisionNanosecond
	default:
		return 0
	}
	seconds := value / (nanosPerSecond / unit)
	if seconds < minEpoch || seconds >= maxEpoch {
		return 0
	}
	s.at, s.zone, s.flags = value*unit, 0, 0
	n := digits
	if unit >= 1_000_000 && n+1 < len(b) && b[n] == '.' && isDigit(b[n+1]) {
		nanos, precision, width := parseFraction(b[n+1:])
		if unit == nanosPerSecond {
			s.at, s.precision = s.at+nanos, precision
		} else {
			s.at += nanos / 1000
			s.precision = max(precisionNanosecond, precision-1)
		}
		n += 1 + width
	}
	return n
}

// parseStamp reads any stamp that names a date and a time: the value of a field
// that is known to be a time, or the text at a place where a stamp is looked for.
func parseStamp(b []byte, s *stamp) int {
	if len(b) < 9 {
		return 0
	}
	if isDigit(b[0]) {
		switch {
		case len(b) > 10 && (b[4] == '-' || b[4] == '/' || b[4] == '.' || b[4] == ':') && digitsAt(b, 0) == 4:
			if n := parseISO(b, s); n > 0 {
				return n
			}
			return parseDB2(b, s)
		case len(b) >= 15 && digitsAt(b, 0) == 8:
			return parseCompact(b, s)
		case b[4] == "年"[0]:
			return parseISO(b, s)
		case len(b) >= 14 && (digitsAt(b, 0) == 14 || digitsAt(b, 0) == 17):
			return parseFourteen(b, s)
		case len(b) > 10 && b[2] == '/' && isLetter(b[3]):
			if n := parseCommon(b, s); n > 0 {
				return n
			}
			return parseDayMonthYear(b, s)
		case b[1] == '.' && b[2] == ' ', b[2] == '.' && b[3] == ' ':
			return parseDayMonthYear(b, s)
		case b[1] == '/' || b[2] == '/' || b[1] == '.' || b[2] == '.', (b[1] == '-' || b[2] == '-') && !isLetter(b[2]) && !isLetter(b[3]):
			if b[5] == '|' {
				return parseBarredDay(b, s)
			}
			if n := parseSlashDate(b, s); n > 0 {
				return n
			}
			return parseSlashDay(b, s)
		case b[1] == ' ' || b[2] == ' ' || b[2] == '-' || isUpper(b[1]) || isUpper(b[2]):
			return parseDayMonthYear(b, s)
		case b[1] == ':' || b[2] == ':':
			return parseClockFirst(b, s)
		case b[6] == ' ':
			return parseShortDay(b, s)
		}
		return parseEpoch(b, s)
	}
	if parseWeekday(b) > 0 {
		return parseWeekdayStamp(b, s)
	}
	if n := parseMonthDay(b, s); n > 0 {
		return n
	}
	return parseMonthDayYear(b, s)
}

// parseClockFirst reads a clock, a zone where there is one, and then the date:
// "21:40:00 14/03/2026", "21:40:00.123 UTC Sat Mar 14 2026".
func parseClockFirst(b []byte, s *stamp) int {
	clock, precision, n := parseClock(b)
	if n == 0 || precision == precisionMinute {
		return 0
	}
	var zone stamp
	n += zone.readZone(b[n:])
	for n < len(b) && (b[n] == ' ' || b[n] == ',' || b[n] == '\t') {
		n++
	}
	n += parseWeekday(b[n:])
	for n < len(b) && b[n] == ' ' {
		n++
	}
	// The date is read as if midnight followed it, which no stamp is shorter for.
	const midnight = " 00:00:00"
	var joined [40]byte
	date := b[n:min(len(b), n+20)]
	end := dateEnd(date)
	if end == 0 {
		return 0
	}
	text := append(append(joined[:0], date[:end]...), midnight...)
	if parseStamp(text, s) != len(text) || s.flags&(FlagYearless|FlagDateless) != 0 {
		return 0
	}
	s.at += clock
	if s.zone = zone.zone; s.zone != NoZone {
		s.at -= int64(s.zone) * nanosPerMinute
	}
	s.precision = s.precision&precisionDayFirst | precision
	return n + end
}

// dateEnd returns where a date of up to three words ends that text begins with, 0
// where none is likely.
func dateEnd(b []byte) int {
	if len(b) < 8 || !isDigit(b[0]) && parseMonth(b) == 0 {
		return 0
	}
	end, digits := 0, 0
	for end < len(b) && digits < 8 {
		switch c := b[end]; {
		case isDigit(c):
			digits++
			if digits > 4 && end > 7 && digitsAt(b[:end+1], end-3) == 4 && !isDigit(b[end-4]) {
				return end + 1 // The year.
			}
		case isLetter(c):
		case (c == '-' || c == '/' || c == '.' || c == ' ' || c == ',') && end+1 < len(b) && (isDigit(b[end+1]) || isLetter(b[end+1]) || b[end+1] == ' ') && digits < 6:
		default:
			return end
		}
		end++
	}
	return end
}

// parseBarredDay reads month, day and clock as Ethereum's nodes write them, without a
// year: 03-14|21:40:00.123.
func parseBarredDay(b []byte, s *stamp) int {
	month, day := twoDigits(b, 0), twoDigits(b, 3)
	clock, precision, n := parseClock(b[6:])
	if n == 0 || precision == precisionMinute || !validDate(yearlessBase, month, day) {
		return 0
	}
	*s = stamp{at: civilDays(yearlessBase, month, day)*nanosPerDay + clock, zone: NoZone, precision: precision, flags: FlagYearless}
	return 6 + n
}

// parseWeekdayStamp reads the stamps that begin with a weekday: the C library's
// "Sat Mar 14 21:40:00 2026", git's "Sat Mar 14 21:40:00 2026 +0200", and
// "Sat, 14 Mar 2026 21:40:00 GMT" of mail and HTTP.
func parseWeekdayStamp(b []byte, s *stamp) int {
	n := parseWeekday(b)
	if n == 0 || len(b) < 20 || b[n] != ' ' {
		return 0
	}
	n++
	if isDigit(b[n]) {
		return joinStamp(n, parseDated(b[n:], s))
	}
	if width := parseMonthDay(b[n:], s); width > 0 {
		n += width
		// date(1) writes the zone before the year: "Sat Mar 14 21:40:00 CET 2026".
		if s.flags&FlagYearless != 0 && len(b) >= n+5 && b[n] == ' ' {
			n += s.readYear(b[n+1:])
		}
		return n
	}
	return joinStamp(n, parseMonthDayYear(b[n:], s))
}

// joinStamp adds the length of what stands before a stamp to that of the stamp, if
// there is one.
func joinStamp(before, width int) int {
	if width == 0 {
		return 0
	}
	return before + width
}

// parseDated reads what follows a weekday and begins with a digit: systemd writes
// "Sat 2026-03-14 21:40:00 CET", mail "Sat, 14 Mar 2026 21:40:00 GMT", and Windows
// "Sat 03/14/2026 21:40:00".
func parseDated(b []byte, s *stamp) int {
	if n := parseISO(b, s); n > 0 {
		return n
	}
	if n := parseDayMonthYear(b, s); n > 0 {
		return n
	}
	return parseSlashDate(b, s)
}

// readYear reads the year that ends a stamp without one and returns how many bytes
// it took with the space before it.
func (s *stamp) readYear(b []byte) int {
	year := fourDigits(b, 0)
	_, month, day := civilDate(s.localDays())
	if year < minYear || year > maxYear || !validDate(year, month, day) {
		return 0
	}
	s.at += (civilDays(year, month, day) - civilDays(yearlessBase, month, day)) * nanosPerDay
	s.flags &^= FlagYearless
	return 5
}

// readYearBefore reads the year that stands right before a stamp without one, as some
// switches write it, and returns how many bytes it took with the space behind it.
func (s *stamp) readYearBefore(b []byte) int {
	n := len(b)
	if n < 6 || b[n-1] != ' ' || b[n-6] != ' ' || digitsAt(b, n-5) != 4 || fourDigits(b, n-5) > 2100 {
		return 0
	}
	return s.readYear(b[n-5:])
}

// parseMonthDayYear reads "Mar 14, 2026 9:40:00 PM", "March 14, 2026 21:40:00" and
// "Mar 14 2026 21:40:00", with commas or without.
func parseMonthDayYear(b []byte, s *stamp) int {
	month, n := parseMonthName(b)
	if n == 0 || len(b) < n+14 || b[n] != ' ' {
		return 0
	}
	for n++; b[n] == ' '; n++ {
		if n+14 > len(b) {
			return 0
		}
	}
	digits := digitsAt(b, n)
	if digits == 0 || digits > 2 {
		return 0
	}
	day := number(b[n : n+digits])
	n += digits
	if b[n] == ',' {
		n++
	}
	if len(b) < n+10 || b[n] != ' ' || digitsAt(b, n+1) != 4 {
		return 0
	}
	return parseNamedDateRest(b, n+5, civil{fourDigits(b, n+1), month, day}, s)
}

// localDays returns the day of the stamp as it was written.
func (s *stamp) localDays() int64 {
	days, _ := floorDay(s.wallClock())
	return days
}

// wallClock returns the time as it was written.
func (s *stamp) wallClock() int64 {
	if s.zone == NoZone {
		return s.at
	}
	return s.at + int64(s.zone)*nanosPerMinute
}

// parseDayMonthYear reads "14 Mar 2026 21:40:00", "14-Mar-2026 21:40:00",
// "14Mar2026 21:40:00", "14/Mar/26 9:40 PM", "14-MAR-26 09.40.00.123456 PM" and
// "14 de marzo de 2026 21:40:00", with a zone where there is one.
func parseDayMonthYear(b []byte, s *stamp) int {
	n := digitsAt(b, 0)
	if n == 0 || n > 2 || len(b) < n+12 {
		return 0
	}
	date := civil{day: number(b[:n])}
	if isUpper(b[n]) && len(b) >= n+16 {
		date.month, date.year = parseMonth(b[n:]), fourDigits(b, n+3)
		return parseNamedDateRest(b, n+7, date, s)
	}
	if b[n] == '.' {
		n++ // German numbers days so.
	}
	mark := b[n]
	if mark != ' ' && mark != '-' && mark != '/' {
		return 0
	}
	n = skipWord(b, n+1, "de ")
	month, letters := parseMonthName(b[n:])
	if date.month = month; letters == 0 || len(b) < n+letters+10 || b[n+letters] != mark {
		return 0
	}
	n = skipWord(b, n+letters+1, "de ")
	switch digitsAt(b, n) {
	case 4:
		date.year, n = fourDigits(b, n), n+4
	case 2:
		if mark == ' ' {
			return 0
		}
		date.year, n = 2000+twoDigits(b, n), n+2
	default:
		return 0
	}
	return parseNamedDateRest(b, n, date, s)
}

// civil is a date that may not exist.
type civil struct{ year, month, day int }

// parseNamedDateRest reads what follows a date whose month is a name and whose year
// ends at n: a clock, its half of the day and a zone.
func parseNamedDateRest(b []byte, n int, date civil, s *stamp) int {
	if date.year < minYear || date.year > maxYear || !validDate(date.year, date.month, date.day) || n+2 >= len(b) {
		return 0
	}
	switch {
	case b[n] == ',', b[n] == '.' && b[n+1] == ' ', b[n] == ':' && b[n+1] == ':':
		n++
	case b[n] == ']' && b[n+1] == ' ' && b[n+2] == '[':
		n += 2
	}
	if b[n] != ' ' && b[n] != ':' && b[n] != 'T' && b[n] != '[' {
		return 0
	}
	n++
	if n < len(b) && b[n] == ' ' {
		n++
	}
	if n < len(b) && !isDigit(b[n]) {
		for _, word := range clockWords {
			if next := n + len(word); bytes.HasPrefix(b[n:], []byte(word)) && next < len(b) && b[next] == ' ' {
				n = next + 1
				break
			}
		}
	}
	clock, precision, width := parseClock(b[n:])
	if width == 0 {
		clock, precision, width = parseDottedClock(b[n:])
	}
	if width == 0 {
		return 0
	}
	if clock, precision, width = addHalf(b[n:], clock, precision, width); width == 0 {
		return 0
	}
	n += width
	s.at = civilDays(date.year, date.month, date.day)*nanosPerDay + clock
	s.precision, s.flags = precision, 0
	return n + s.readZone(b[n:])
}

// skipWord returns the place behind a word if it stands at n, else n.
func skipWord(b []byte, n int, word string) int {
	if bytes.HasPrefix(b[min(n, len(b)):], []byte(word)) {
		return n + len(word)
	}
	return n
}

// parseDottedClock reads the clock as Oracle writes it, 09.40.00.123456, and Unreal
// Engine, 09.40.00:123.
func parseDottedClock(b []byte) (clock int64, precision uint8, n int) {
	if len(b) < 8 || b[2] != '.' || b[5] != '.' {
		return 0, 0, 0
	}
	hour, minute, second := twoDigits(b, 0), twoDigits(b, 3), twoDigits(b, 6)
	if hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 {
		return 0, 0, 0
	}
	clock = int64(hour)*nanosPerHour + int64(minute)*nanosPerMinute + int64(second)*nanosPerSecond
	if len(b) < 10 || b[8] != '.' && b[8] != ':' || !isDigit(b[9]) {
		return clock, precisionSecond, 8
	}
	nanos, precision, width := parseFraction(b[9:])
	return clock + nanos, precision, 9 + width
}

// parseHourSign reads "21h40.05".
func parseHourSign(b []byte) (clock int64, precision uint8, n int) {
	if len(b) < 8 || b[2] != 'h' || b[5] != '.' {
		return 0, 0, 0
	}
	hour, minute, second := twoDigits(b, 0), twoDigits(b, 3), twoDigits(b, 6)
	if hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 {
		return 0, 0, 0
	}
	return int64(hour)*nanosPerHour + int64(minute)*nanosPerMinute + int64(second)*nanosPerSecond, precisionSecond, 8
}

// parseSlashDate reads 3/14/2026 9:40:00 PM and its relatives: day or month first,
// slashes, dots or hyphens, a blank, a comma or a colon, 12 or 24 hours. With dots the day
// comes first. Where either field could be the month, the month is taken to be
// first and the stamp is flagged, to be settled by the whole source.
func parseSlashDate(b []byte, s *stamp) int {
	width := digitsAt(b, 0)
	if width == 0 || width > 2 || len(b) < width+8 {
		return 0
	}
	mark := b[width]
	if mark != '/' && mark != '.' && mark != '-' {
		return 0
	}
	first := number(b[:width])
	n := width + 1
	width = digitsAt(b, n)
	if width == 0 || width > 2 || n+width >= len(b) || b[n+width] != mark {
		return 0
	}
	second := number(b[n : n+width])
	n += width + 1
	width = digitsAt(b, n)
	var year int
	switch width {
	case 4:
		year = number(b[n : n+4])
	case 2:
		year = 2000 + number(b[n:n+2])
	default:
		return 0
	}
	n += width
	if bytes.HasPrefix(b[n:], []byte(`","`)) {
		n++ // The date and the time have quotes of their own.
	}
	comma := n < len(b) && b[n] == ','
	if comma {
		n++
	}
	switch {
	case n >= len(b):
		return 0
	case b[n] == ' ' && n+1 < len(b) && b[n+1] == ' ':
		n += 2 // The hour is padded, or the columns are.
	case b[n] == ' ', b[n] == 'T', b[n] == ';', b[n] == ':' && width == 4, b[n] == '\t', b[n] == '-':
		n++
	case comma && b[n] == '"':
		n++
	case comma && isDigit(b[n]):
	default:
		return 0
	}
	// Some part date and time by hyphens or, as columns, by a bar.
	for _, between := range []string{"-- ", "- ", "| "} {
		if rest, found := bytes.CutPrefix(b[n:], []byte(between)); found {
			n = len(b) - len(rest)
			break
		}
	}
	clock, precision, width := parseClock(b[n:])
	if width == 0 {
		return 0
	}
	if clock, precision, width = addHalf(b[n:], clock, precision, width); width == 0 {
		return 0
	}
	n += width
	s.flags = FlagDayMonth
	month, day := first, second
	if mark == '.' || first > 12 {
		month, day = second, first
	}
	if mark == '.' {
		s.flags = 0
	}
	if year < minYear || year > maxYear || !validDate(year, month, day) {
		return 0
	}
	s.at = civilDays(year, month, day)*nanosPerDay + clock
	s.precision = precision
	if mark != '.' && first > 12 {
		s.precision |= precisionDayFirst
	}
	return n + s.readZone(b[n:])
}

// parseDayMonth reads stamps that begin with a day or a month and lack the year:
// "14-Mar 21:40", "14 Mar 21:40:00", and "03-14 21:40:00.123", whose month is first as
// in ISO 8601.
func parseDayMonth(b []byte, s *stamp) int {
	if len(b) < 11 {
		return 0
	}
	var month, day, n int
	digits := digitsAt(b, 0)
	switch {
	case digits == 0 || digits > 2:
		return 0
	case digits == 2 && b[2] == '-' && b[5] == ' ' && digitsAt(b, 3) == 2:
		month, day, n = twoDigits(b, 0), twoDigits(b, 3), 6
	case (b[digits] == '-' || b[digits] == ' ') && isLetter(b[digits+1]):
		var width int
		if month, width = parseMonthName(b[digits+1:]); width == 0 {
			return 0
		}
		day, n = number(b[:digits]), digits+1+width
		if b[n] != ' ' {
			return 0
		}
		n++
	default:
		return 0
	}
	clock, precision, width := parseClock(b[n:])
	if width == 0 || !validDate(yearlessBase, month, day) || isDigit(b[3]) && precision == precisionMinute {
		return 0
	}
	s.at = civilDays(yearlessBase, month, day)*nanosPerDay + clock
	s.precision, s.flags = precision, FlagYearless
	return n + width + s.readZone(b[n+width:])
}

// parseSlashDay reads 3/14 21:40:00.123 and 03/14-21:40:00, which lack the year. As in
// parseSlashDate the month is taken to be first until the whole source is settled. What
// a hyphen joins to the clock is a number of its own and no zone.
func parseSlashDay(b []byte, s *stamp) int {
	width := digitsAt(b, 0)
	if width == 0 || width > 2 || len(b) < width+10 || b[width] != '/' {
		return 0
	}
	first, n := number(b[:width]), width+1
	width = digitsAt(b, n)
	if width == 0 || width > 2 || b[n+width] != ' ' && b[n+width] != '-' {
		return 0
	}
	month, day := first, number(b[n:n+width])
	if first > 12 {
		month, day = day, first
	}
	n += width + 1
	clock, precision, width := parseClock(b[n:])
	if width == 0 || precision == precisionMinute || !validDate(yearlessBase, month, day) {
		return 0
	}
	n += width
	*s = stamp{at: civilDays(yearlessBase, month, day)*nanosPerDay + clock, zone: NoZone, precision: precision, flags: FlagYearless | FlagDayMonth}
	if first > 12 {
		s.precision |= precisionDayFirst
	}
	if n < len(b) && b[n] == ' ' {
		n += s.readZone(b[n:])
	}
	return n
}

// parseMonthDashes reads "Mar-14-26 21:40:00" and "Mar-14-2026 21:40:00".
func parseMonthDashes(b []byte, s *stamp) int {
	if len(b) < 15 || b[3] != '-' || b[6] != '-' {
		return 0
	}
	month, day, year, n := parseMonth(b), twoDigits(b, 4), 0, 7
	switch digits := digitsAt(b, 7); digits {
	case 2:
		year = 2000 + twoDigits(b, 7)
		n += digits
	case 4:
		year = fourDigits(b, 7)
		n += digits
	}
	if month == 0 || year < minYear || year > maxYear || !validDate(year, month, day) || b[n] != ' ' && b[n] != ':' {
		return 0
	}
	n++
	clock, precision, width := parseClock(b[n:])
	if width == 0 {
		return 0
	}
	n += width
	s.at = civilDays(year, month, day)*nanosPerDay + clock
	s.precision, s.flags = precision, 0
	return n + s.readZone(b[n:])
}

// parseHalf reads " AM" or " PM" in any case, with or without the space, or what other
// languages write for them, as hours to add.
func parseHalf(b []byte) (nanos int64, n int) {
	// A narrow or hard space is what newer locale data puts before the half.
	for _, space := range []string{" ", "\u202f", "\u00a0"} {
		if len(b) > len(space) && string(b[:len(space)]) == space {
			n = len(space)
			break
		}
	}
	for _, half := range dayHalves {
		end := n + len(half.name)
		if len(b) < end || b[n]|0x20 != half.name[0] || !strings.EqualFold(string(b[n:end]), half.name) {
			continue
		}
		if end == len(b) || !isLetter(b[end]) && !isDigit(b[end]) {
			return half.nanos, end
		}
	}
	return 0, 0
}

// number reads a few digits that are known to be digits.
func number(b []byte) int {
	value := 0
	for _, c := range b {
		value = value*10 + int(c-'0')
	}
	return value
}

// readHalf reads the half of the day behind a stamp, " PM", and returns its length.
func (s *stamp) readHalf(b []byte) int {
	half, n := parseHalf(b)
	_, clock := floorDay(s.at)
	if n == 0 || clock < nanosPerHour || clock >= 13*nanosPerHour {
		return 0
	}
	s.at += clock%(12*nanosPerHour) + half - clock
	return n
}
