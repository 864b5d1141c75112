package ingest

import "bytes"

// Stamps that begin with a day or a month in digits.

// parseBarredDay reads month, day and clock as Ethereum's nodes write them, without a
// year: 03-14|21:40:00.123.
func parseBarredDay(b []byte, s *stamp) int {
	month, day := twoDigits(b, 0), twoDigits(b, 3)
	clock, precision, n := parseClock(b[6:])
	if n == 0 || precision == precisionMinute {
		return 0
	}
	return s.finishYearless(b, 6+n, month, day, clock, precision)
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
	if width == 0 || isDigit(b[3]) && precision == precisionMinute {
		return 0
	}
	return s.finishYearless(b, n+width, month, day, clock, precision)
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
