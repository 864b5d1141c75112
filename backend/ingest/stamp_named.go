package ingest

import "bytes"

// Stamps whose month is a name.

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
	return s.finish(b, 12+n, civil{year, month, day}, clock, precision)
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
	if year == 0 {
		return s.finishYearless(b, n, month, day, clock, precision)
	}
	return s.finish(b, n, civil{year, month, day}, clock, precision)
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

// parseNamedDateRest reads what follows a date whose month is a name and whose year
// ends at n: a clock, its half of the day and a zone.
func parseNamedDateRest(b []byte, n int, date civil, s *stamp) int {
	if n+2 >= len(b) {
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
	return s.finish(b, n+width, date, clock, precision)
}

// skipWord returns the place behind a word if it stands at n, else n.
func skipWord(b []byte, n int, word string) int {
	if bytes.HasPrefix(b[min(n, len(b)):], []byte(word)) {
		return n + len(word)
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
	if month == 0 || b[n] != ' ' && b[n] != ':' {
		return 0
	}
	n++
	clock, precision, width := parseClock(b[n:])
	if width == 0 {
		return 0
	}
	return s.finish(b, n+width, civil{year, month, day}, clock, precision)
}
