package stamp

import "bytes"

// Stamps that begin with a day or a month in digits.

// parseBarredDay reads month, day and clock as Ethereum's nodes write them, without a
// year: 03-14|21:40:00.123.
func parseBarredDay(b []byte, s *Stamp) int {
	month, day := TwoDigits(b, 0), TwoDigits(b, 3)
	clock, precision, n := ParseClock(b[6:])
	if n == 0 || precision == PrecisionMinute {
		return 0
	}
	return s.finishYearless(b, 6+n, month, day, clock, precision)
}

// buddhist is how many years Thailand counts more than others: 14/3/2569 is in 2026.
const buddhist = 543

// ParseSlashDate reads 3/14/2026 9:40:00 PM and its relatives: day or month first,
// slashes, dots or hyphens, a blank, a comma or a colon, 12 or 24 hours. With dots the day
// comes first. Where either field could be the month, the month is taken to be
// first and the stamp is flagged, to be settled by the whole source.
func ParseSlashDate(b []byte, s *Stamp) int {
	width := DigitsAt(b, 0)
	if width == 0 || width > 2 || len(b) < width+8 {
		return 0
	}
	mark := b[width]
	if mark != '/' && mark != '.' && mark != '-' {
		return 0
	}
	first := Number(b[:width])
	n := width + 1
	width = DigitsAt(b, n)
	if width == 0 || width > 2 || n+width >= len(b) || b[n+width] != mark {
		return 0
	}
	second := Number(b[n : n+width])
	n += width + 1
	width = DigitsAt(b, n)
	if width != 4 && width != 2 {
		return 0
	}
	year, shortYear := Number(b[n:n+width]), width == 2
	if year >= 2000+buddhist && year < 2100+buddhist {
		year -= buddhist
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
	case comma && IsDigit(b[n]):
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
	clock, precision, width := ParseClock(b[n:])
	if width == 0 && mark == '.' {
		clock, precision, width = parseDottedClock(b[n:])
	}
	if width == 0 {
		return 0
	}
	if clock, precision, width = addHalf(b[n:], clock, precision, width); width == 0 {
		return 0
	}
	n += width
	if !s.putOrdered(first, second, year, shortYear, mark == '.') {
		return 0
	}
	s.At += clock
	s.Precision = precision
	return n + s.ReadZone(b[n:])
}

// ParseDayMonth reads stamps that begin with a day or a month and lack the year:
// "14-Mar 21:40", "14 Mar 21:40:00", and "03-14 21:40:00.123", whose month is first as
// in ISO 8601.
func ParseDayMonth(b []byte, s *Stamp) int {
	if len(b) < 11 {
		return 0
	}
	var month, day, n int
	digits := DigitsAt(b, 0)
	switch {
	case digits == 0 || digits > 2:
		return 0
	case digits == 2 && b[2] == '-' && b[5] == ' ' && DigitsAt(b, 3) == 2:
		month, day, n = TwoDigits(b, 0), TwoDigits(b, 3), 6
	case (b[digits] == '-' || b[digits] == ' ') && IsLetter(b[digits+1]):
		var width int
		if month, width = parseMonthName(b[digits+1:]); width == 0 {
			return 0
		}
		day, n = Number(b[:digits]), digits+1+width
		if b[n] != ' ' {
			return 0
		}
		n++
	default:
		return 0
	}
	clock, precision, width := ParseClock(b[n:])
	if width == 0 || IsDigit(b[3]) && precision == PrecisionMinute {
		return 0
	}
	return s.finishYearless(b, n+width, month, day, clock, precision)
}

// ParseGluedDay reads month and day in four digits and a full clock, without a year: 1110
// 23:00:00.120000. The numbers of processes look so as well: all lines must begin like this.
func ParseGluedDay(b []byte, s *Stamp) int {
	if len(b) < 13 || DigitsAt(b, 0) != 4 || b[4] != ' ' {
		return 0
	}
	clock, precision, n := ParseClock(b[5:])
	if n == 0 || precision > PrecisionSecond {
		return 0
	}
	return s.finishYearless(b, 5+n, TwoDigits(b, 0), TwoDigits(b, 2), clock, precision)
}

// ParseSlashDay reads 3/14 21:40:00.123 and 03/14-21:40:00, which lack the year. As in
// ParseSlashDate the month is taken to be first until the whole source is settled. What
// a hyphen joins to the clock is a number of its own and no zone.
func ParseSlashDay(b []byte, s *Stamp) int {
	width := DigitsAt(b, 0)
	if width == 0 || width > 2 || len(b) < width+10 || b[width] != '/' {
		return 0
	}
	first, n := Number(b[:width]), width+1
	width = DigitsAt(b, n)
	if width == 0 || width > 2 || b[n+width] != ' ' && b[n+width] != '-' {
		return 0
	}
	second := Number(b[n : n+width])
	n += width + 1
	clock, precision, width := ParseClock(b[n:])
	if width == 0 || precision == PrecisionMinute || !s.putOrdered(first, second, YearlessBase, false, false) {
		return 0
	}
	n += width
	s.At, s.Zone, s.Precision = s.At+clock, NoZone, precision
	s.Flags |= Yearless
	if n < len(b) && b[n] == ' ' {
		n += s.ReadZone(b[n:])
	}
	return n
}
