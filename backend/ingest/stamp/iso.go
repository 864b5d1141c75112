package stamp

import "bytes"

// Stamps that begin with the year, in digits.

// ParseISO reads YYYY-MM-DD and a clock, parted by "T", a space or another sign and
// followed by a zone where one is written. Slashes, dots or colons in place of the
// hyphens are read too.
func ParseISO(b []byte, s *Stamp) int {
	if date, ok := readPlainDate(b); ok {
		if clock, precision, n := ParseClock(b[11:]); n > 0 {
			clock, precision, n = addWordHalf(b[11:], n, clock, precision)
			return s.finish(b, 11+n, date, clock, precision)
		}
	}
	if len(b) < 15 || b[0] != '2' && b[0] != '1' || !IsDigit(b[3]) {
		return 0
	}
	mark := b[4]
	if mark != '-' && mark != '/' && mark != '.' && mark != ':' && mark != '_' {
		return parseUnpadded(b, s)
	}
	if b[7] != mark {
		switch {
		case IsLetter(b[5]):
			return parseYearMonthDay(b, s)
		case DigitsAt(b, 5) < 3:
			return parseUnpadded(b, s)
		}
		return parseOrdinal(b, s)
	}
	switch b[10] {
	case '/':
		if mark != '/' {
			return 0
		}
	case 'T', ' ', 't', '_', '\t', '-', '.', ':', ',', ';', ']', '"', '|', "\u00a0"[0]:
	default:
		return parseUnpadded(b, s)
	}
	year, month, day := FourDigits(b, 0), TwoDigits(b, 5), TwoDigits(b, 8)
	if year < MinYear || year > MaxYear || !ValidDate(year, month, day) {
		return 0
	}
	from := 11
	switch {
	case b[11] == ' ' && (b[10] == ' ' || b[10] == ','):
		from = 12 // The hour is padded, or the columns are.
	case b[10] == ' ' && (b[11] == '-' || b[11] == '|') && b[12] == ' ', b[10] == ']' && b[11] == ' ' && b[12] == '[',
		b[10] == '"' && b[11] == ',' && b[12] == '"':
		from = 13
	case b[10] == ']' && (b[11] == '[' || b[11] == ' ' && IsDigit(b[12])), b[10] == "\u00a0"[0] && b[11] == "\u00a0"[1]:
		from = 12
	}
	if b[10] == ' ' && (IsUpper(b[11]) || b[11] >= 0x80) {
		// Org mode writes the weekday between: "2026-03-14 Sat 09:05".
		for from += ParseWeekday(b[11:]); from > 11 && from < len(b) && b[from] == ' '; from++ {
		}
	}
	clock, precision, n := ParseClock(b[from:])
	switch {
	case n > 0 && mark != '_' || n > 0 && b[10] != '_' && precision != PrecisionMinute:
		clock, precision, n = addWordHalf(b[from:], n, clock, precision)
	case b[10] == 'T' || b[10] == '-' || b[10] == '_' || b[10] == '/' || b[10] == '.' && mark == '.':
		if clock, precision, n = parsePartedClock(b[from:]); n == 0 && b[10] == 'T' {
			clock, precision, n = parseBareClock(b[from:])
		}
		if n == 0 && mark == '.' {
			clock, precision, n = parseDottedClock(b[from:])
		}
	case b[10] == ' ' && b[13] == 'h':
		clock, precision, n = parseHourSign(b[from:])
	}
	if n == 0 || precision == PrecisionMinute && b[10] != 'T' && b[10] != ' ' {
		return 0
	}
	return s.finish(b, from+n, civil{year, month, day}, clock, precision)
}

// parseUnpadded reads a date from the year on whose month and day have the digits that
// they need, also with the signs for year, month and day of Chinese and Japanese:
// 2026/3/14 21:40:00, 2026年3月14日 21:40:00.
func parseUnpadded(b []byte, s *Stamp) int {
	year, n := FourDigits(b, 0), 4
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
		digits := DigitsAt(b, n)
		if digits < 1 || digits > 2 {
			return 0
		}
		numbers[i] = Number(b[n : n+digits])
		n += digits
	}
	n += len(b[n:]) - len(bytes.TrimPrefix(b[n:], []byte("日")))
	if n >= len(b) || b[n] != ' ' && b[n] != 'T' {
		return 0
	}
	n++
	clock, precision, width := ParseClock(b[n:])
	if width == 0 {
		clock, precision, width = parseSignedClock(b[n:])
	}
	if width == 0 || precision == PrecisionMinute {
		return 0
	}
	if clock, precision, width = addHalf(b[n:], clock, precision, width); width == 0 {
		return 0
	}
	return s.finish(b, n+width, civil{year, numbers[0], numbers[1]}, clock, precision)
}

// parseYearMonthDay reads a date whose month is a name: 2026-Mar-14 21:40:00.
func parseYearMonthDay(b []byte, s *Stamp) int {
	if len(b) < 20 || b[8] != b[4] || b[11] != ' ' && b[11] != 'T' && b[11] != ':' {
		return 0
	}
	year, month, day := FourDigits(b, 0), ParseMonth(b[5:]), TwoDigits(b, 9)
	clock, precision, n := ParseClock(b[12:])
	if n == 0 || precision == PrecisionMinute {
		return 0
	}
	return s.finish(b, 12+n, civil{year, month, day}, clock, precision)
}

// parseOrdinal reads the year, the number of a day in it and a clock, as ISO 8601
// has it besides months: 2026-073T21:40:00.
func parseOrdinal(b []byte, s *Stamp) int {
	if b[4] != '-' || DigitsAt(b, 5) != 3 || b[8] != 'T' {
		return 0
	}
	year, ordinal := FourDigits(b, 0), Number(b[5:8])
	last := 365
	if isLeap(year) {
		last = 366
	}
	clock, precision, n := ParseClock(b[9:])
	if n == 0 || precision == PrecisionMinute || ordinal < 1 || ordinal > last {
		return 0
	}
	return s.finish(b, 9+n, civil{year, 1, 1}, int64(ordinal-1)*NanosPerDay+clock, precision)
}

// ParseDB2 reads 2026-03-14-21.40.00.123456+060, whose offset is in minutes.
func ParseDB2(b []byte, s *Stamp) int {
	if len(b) < 26 || b[4] != '-' || b[7] != '-' || b[10] != '-' || b[13] != '.' || b[16] != '.' || b[19] != '.' || DigitsAt(b, 20) != 6 {
		return 0
	}
	year, month, day := FourDigits(b, 0), TwoDigits(b, 5), TwoDigits(b, 8)
	clock, precision, n := parseDottedClock(b[11:])
	if n != len("21.40.00.123456") || !s.put(civil{year, month, day}, clock, precision) {
		return 0
	}
	if len(b) < 30 || b[26] != '+' && b[26] != '-' || DigitsAt(b, 27) != 3 {
		return 26
	}
	offset := int64(Number(b[27:30])) * NanosPerMinute
	if b[26] == '-' {
		offset = -offset
	}
	if offset < -15*NanosPerHour || offset > 15*NanosPerHour {
		return 26
	}
	s.Zone = OffsetOf(offset)
	s.At -= offset
	return 30
}

// ParseFourteen reads YYYYMMDDhhmmss, with milliseconds or a fraction where they are
// written. Numbers look so as well, which is why it takes more than one of them to be
// sure.
func ParseFourteen(b []byte, s *Stamp) int {
	if digits := DigitsAt(b, 0); digits != 14 && digits != 17 {
		return 0
	}
	year, month, day := FourDigits(b, 0), TwoDigits(b, 4), TwoDigits(b, 6)
	clock, precision, n := parseBareClock(b[8:])
	if n == 0 {
		return 0
	}
	return s.finish(b, 8+n, civil{year, month, day}, clock, precision)
}

// ParseCompact reads YYYYMMDD and a clock, parted by a hyphen, a dot, a space, "T" or "_";
// the clock may lack its colons: 20260314-21:40:00:123, 20260314T214000Z.
func ParseCompact(b []byte, s *Stamp) int {
	if len(b) < 15 || DigitsAt(b, 0) != 8 {
		return 0
	}
	switch b[8] {
	case '-', ' ', 'T', '_', '.':
	default:
		return 0
	}
	year, month, day := FourDigits(b, 0), TwoDigits(b, 4), TwoDigits(b, 6)
	if year < MinYear || year > MaxYear || !ValidDate(year, month, day) {
		return 0
	}
	clock, precision, n := ParseClock(b[9:])
	if n == 0 {
		clock, precision, n = parseBareClock(b[9:])
	}
	if n == 0 || precision == PrecisionMinute {
		return 0
	}
	n += 9
	if digits := DigitsAt(b, min(n+1, len(b))); precision == PrecisionSecond && n < len(b) && b[n] == ':' && (digits == 1 || digits == 2) {
		// The milliseconds are not padded.
		clock, precision = clock+int64(Number(b[n+1:n+1+digits]))*1_000_000, PrecisionMillisecond
		n += 1 + digits
	}
	return s.finish(b, n, civil{year, month, day}, clock, precision)
}

// ParseShortDay reads yymmdd and a clock whose hour may be padded with a space.
func ParseShortDay(b []byte, s *Stamp) int {
	if len(b) < 15 || DigitsAt(b, 0) != 6 || b[6] != ' ' {
		return 0
	}
	from := 7
	if b[7] == ' ' {
		from = 8
	}
	clock, precision, n := ParseClock(b[from:])
	year, month, day := 2000+TwoDigits(b, 0), TwoDigits(b, 2), TwoDigits(b, 4)
	if n == 0 || precision != PrecisionSecond || !ValidDate(year, month, day) {
		return 0
	}
	*s = Stamp{At: CivilDays(year, month, day)*NanosPerDay + clock, Zone: NoZone, Precision: precision}
	return from + n
}
