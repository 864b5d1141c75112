package stamp

import "bytes"

// Stamps whose month is a name.

// ParseCommon reads the stamp of access logs, 14/Mar/2026:23:40:00 +0200, also
// with a fraction of the second.
func ParseCommon(b []byte, s *Stamp) int {
	if len(b) < 20 || b[2] != '/' {
		return 0
	}
	if b[6] != '/' || b[11] != ':' && b[11] != ' ' {
		return ParseDayMonthYear(b, s)
	}
	day, month, year := TwoDigits(b, 0), ParseMonth(b[3:]), FourDigits(b, 7)
	if year < MinYear || year > MaxYear || !ValidDate(year, month, day) {
		return 0
	}
	clock, precision, n := ParseClock(b[12:])
	if n == 0 || precision == PrecisionMinute {
		return 0
	}
	return s.finish(b, 12+n, civil{year, month, day}, clock, precision)
}

// ParseDayOfMonth reads a day that may be padded with a space or a zero, or not at
// all; the returned length includes the space that must follow it.
func ParseDayOfMonth(b []byte) (day, n int) {
	if len(b) < 3 {
		return 0, 0
	}
	switch {
	case b[0] == ' ' && IsDigit(b[1]) && b[2] == ' ':
		return int(b[1] - '0'), 3
	case IsDigit(b[0]) && b[1] == ' ':
		return int(b[0] - '0'), 2
	case b[2] == ' ':
		if day := TwoDigits(b, 0); day >= 0 {
			return day, 3
		}
	}
	return 0, 0
}

// ParseMonthDay reads the stamp of RFC 3164, "Mar  4 21:40:00", with a year
// before or after the clock where there is one. The month may be of another language.
func ParseMonthDay(b []byte, s *Stamp) int {
	if len(b) < 14 {
		return 0
	}
	month, n := ParseMonth(b), 3
	if month > 0 && DigitsAt(b, 3) == 2 && b[5] == ' ' {
		n = 2 // "Nov18 09:05:12"
	} else if month == 0 || b[3] != ' ' {
		n = bytes.IndexByte(b[:min(len(b), longestName)], ' ')
		if n < 3 || IsDigit(b[0]) && b[n-1] < 0x80 || n+1 >= len(b) {
			return 0
		}
	}
	day, width := ParseDayOfMonth(b[n+1:])
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
func parseMonthDayRest(b []byte, n, month, day int, s *Stamp) int {
	year := 0
	if len(b) >= n+5 && b[n+4] == ' ' {
		if written := FourDigits(b, n); written >= MinYear && written <= MaxYear {
			year, n = written, n+5
		}
	}
	clock, precision, width := ParseClock(b[n:])
	if width == 0 || precision == PrecisionMinute {
		return 0
	}
	if at := n + width; at+2 < len(b) && b[at] == ' ' && b[at+2] == 'M' {
		if clock, precision, width = addHalf(b[n:], clock, precision, width); width == 0 {
			return 0
		}
	}
	n += width
	if year == 0 && len(b) >= n+5 && b[n] == ' ' && (len(b) == n+5 || !IsDigit(b[n+5])) {
		// "Sat Mar 14 21:40:00 2026": the C library's order. A year is taken only
		// where a delimiter ends it, and a PID or a port would be followed by one
		// too, so it must also be a likely year.
		if written := FourDigits(b, n+1); written >= MinYear && written <= 2100 && (len(b) == n+5 || endsYear(b[n+5])) {
			year, n = written, n+5
		}
	}
	if year == 0 {
		return s.finishYearless(b, n, month, day, clock, precision)
	}
	return s.finish(b, n, civil{year, month, day}, clock, precision)
}

// ParseWeekdayStamp reads the stamps that begin with a weekday: the C library's
// "Sat Mar 14 21:40:00 2026", git's "Sat Mar 14 21:40:00 2026 +0200", and
// "Sat, 14 Mar 2026 21:40:00 GMT" of mail and HTTP.
func ParseWeekdayStamp(b []byte, s *Stamp) int {
	n := ParseWeekday(b)
	if n == 0 || len(b) < n+15 || b[n] != ' ' {
		return 0
	}
	n++
	if IsDigit(b[n]) {
		width := parseDated(b[n:], s)
		if width > 0 {
			s.Flags = s.Flags.withWeekday(weekdayNamed(b[:n-1]))
		}
		return joinStamp(n, width)
	}
	day := weekdayNamed(b[:n-1])
	if width := ParseMonthDay(b[n:], s); width > 0 {
		n += width
		// date(1) writes the zone before the year: "Sat Mar 14 21:40:00 CET 2026".
		if s.Flags&Yearless != 0 && len(b) >= n+5 && b[n] == ' ' {
			n += s.readYear(b[n+1:])
		}
		s.Flags = s.Flags.withWeekday(day)
		return n
	}
	return joinStamp(n, ParseMonthDayYear(b[n:], s))
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
func parseDated(b []byte, s *Stamp) int {
	if n := ParseISO(b, s); n > 0 {
		return n
	}
	if n := ParseDayMonthYear(b, s); n > 0 {
		return n
	}
	return ParseSlashDate(b, s)
}

// ParseMonthDayYear reads "Mar 14, 2026 9:40:00 PM", "March 14, 2026 21:40:00" and
// "Mar 14 2026 21:40:00", with commas or without.
func ParseMonthDayYear(b []byte, s *Stamp) int {
	month, n := parseMonthName(b)
	if n == 0 || len(b) < n+14 || b[n] != ' ' {
		return 0
	}
	for n++; b[n] == ' '; n++ {
		if n+14 > len(b) {
			return 0
		}
	}
	digits := DigitsAt(b, n)
	if digits == 0 || digits > 2 {
		return 0
	}
	day := Number(b[n : n+digits])
	n += digits
	if b[n] == ',' {
		n++
	}
	if len(b) < n+10 || b[n] != ' ' || DigitsAt(b, n+1) != 4 {
		return 0
	}
	return parseNamedDateRest(b, n+5, civil{FourDigits(b, n+1), month, day}, s)
}

// ParseDayMonthYear reads "14 Mar 2026 21:40:00", "14-Mar-2026 21:40:00",
// "14Mar2026 21:40:00", "14/Mar/26 9:40 PM", "14-MAR-26 09.40.00.123456 PM" and
// "14 de marzo de 2026 21:40:00", with a zone where there is one.
func ParseDayMonthYear(b []byte, s *Stamp) int {
	n := DigitsAt(b, 0)
	if n == 0 || n > 2 || len(b) < n+12 {
		return 0
	}
	date := civil{day: Number(b[:n])}
	if IsUpper(b[n]) && len(b) >= n+16 {
		date.month, date.year = ParseMonth(b[n:]), FourDigits(b, n+3)
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
	switch DigitsAt(b, n) {
	case 4:
		date.year, n = FourDigits(b, n), n+4
	case 2:
		if mark == ' ' {
			return 0
		}
		return parseShortNamed(b, n+2, date.day, date.month, TwoDigits(b, n), s)
	default:
		return 0
	}
	return parseNamedDateRest(b, n, date, s)
}

// parseShortNamed reads what follows a day, a month by its name and a year of two digits, or
// the year first, whose order the whole source settles.
func parseShortNamed(b []byte, n, first, month, last int, s *Stamp) int {
	const flags = DayMonth | ShortYear | dotted
	for _, order := range [...]Order{OrderDayFirst, OrderYearFirst} {
		date, ok := dateIn(order, first, month, last, flags)
		if !ok {
			continue
		}
		if end := parseNamedDateRest(b, n, date, s); end > 0 {
			s.Flags |= flags.heldIn(order)
			return end
		}
	}
	return 0
}

// parseNamedDateRest reads what follows a date whose month is a name and whose year
// ends at n: a clock, its half of the day and a zone.
func parseNamedDateRest(b []byte, n int, date civil, s *Stamp) int {
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
	if n < len(b) && !IsDigit(b[n]) {
		for _, word := range ClockWords {
			if next := n + len(word); bytes.HasPrefix(b[n:], []byte(word)) && next < len(b) && b[next] == ' ' {
				n = next + 1
				break
			}
		}
	}
	clock, precision, width := ParseClock(b[n:])
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

// ParseLooseDay reads a day by the name of its month and a clock that may lack its seconds, as
// people write both above what happened then: "March 14, 21:38 UTC", "14 Mar 2026 - 9:38 PM".
// Without a year the stamp is Yearless.
func ParseLooseDay(b []byte, s *Stamp) int {
	n := ParseWeekday(b)
	for n > 0 && n < len(b) && b[n] == ' ' {
		n++
	}
	month, width := parseMonthName(b[n:])
	if n += width; width > 0 && n < len(b) && b[n] == ' ' {
		n++
	}
	digits := DigitsAt(b, n)
	if digits == 0 || digits > 2 {
		return 0
	}
	day := Number(b[n : n+digits])
	n += digits
	for _, ending := range []string{"st", "nd", "rd", "th", "."} {
		if bytes.HasPrefix(b[n:], []byte(ending)) {
			n += len(ending)
			break
		}
	}
	if month == 0 {
		if n >= len(b) || b[n] != ' ' {
			return 0
		}
		if month, width = parseMonthName(b[n+1:]); width == 0 {
			return 0
		}
		n += 1 + width
	}
	year := 0
	if next := n + len(b[n:]) - len(bytes.TrimLeft(b[n:], ", ")); next > n && DigitsAt(b, next) == 4 {
		year, n = FourDigits(b, next), next+4
	}
	gap := n
	for n < len(b) && bytes.IndexByte([]byte(" ,-:|"), b[n]) >= 0 {
		n++
	}
	for _, word := range ClockWords {
		if next := n + len(word); bytes.HasPrefix(b[n:], []byte(word)) && next < len(b) && b[next] == ' ' {
			n = next + 1
			break
		}
	}
	clock, precision, width := ParseClock(b[n:])
	if width == 0 || n == gap {
		return 0
	}
	if clock, precision, width = addHalf(b[n:], clock, precision, width); width == 0 {
		return 0
	}
	if year == 0 {
		return s.finishYearless(b, n+width, month, day, clock, precision)
	}
	return s.finish(b, n+width, civil{year, month, day}, clock, precision)
}

// skipWord returns the place behind a word if it stands at n, else n.
func skipWord(b []byte, n int, word string) int {
	if bytes.HasPrefix(b[min(n, len(b)):], []byte(word)) {
		return n + len(word)
	}
	return n
}

// ParseMonthDashes reads "Mar-14-26 21:40:00" and "Mar-14-2026 21:40:00".
func ParseMonthDashes(b []byte, s *Stamp) int {
	if len(b) < 15 || b[3] != '-' || b[6] != '-' {
		return 0
	}
	month, day, year, n := ParseMonth(b), TwoDigits(b, 4), 0, 7
	switch digits := DigitsAt(b, 7); digits {
	case 2:
		year = FullYear(TwoDigits(b, 7))
		n += digits
	case 4:
		year = FourDigits(b, 7)
		n += digits
	}
	if month == 0 || b[n] != ' ' && b[n] != ':' {
		return 0
	}
	n++
	clock, precision, width := ParseClock(b[n:])
	if width == 0 {
		return 0
	}
	return s.finish(b, n+width, civil{year, month, day}, clock, precision)
}
