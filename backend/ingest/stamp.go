package ingest

// stamp is a time as a line wrote it.
type stamp struct {
	at        int64 // UTC nanoseconds, or the wall clock while zone is NoZone
	zone      int16 // minutes, or NoZone
	precision uint8
	flags     Flag
}

// civil is a date that may not exist.
type civil struct{ year, month, day int }

// The parsers of stamps take text that begins with one and return its length, or 0 where
// there is none. They neither allocate nor look at the whole line.

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

// put makes the stamp of a date and a clock, without a zone. It reports whether there is
// such a date, in the years that stamps may have.
func (s *stamp) put(date civil, clock int64, precision uint8) bool {
	if date.year < minYear || date.year > maxYear || !validDate(date.year, date.month, date.day) {
		return false
	}
	s.at = civilDays(date.year, date.month, date.day)*nanosPerDay + clock
	s.zone, s.precision, s.flags = NoZone, precision, 0
	return true
}

// finish makes the stamp of a date and a clock that end at n, with the zone that follows
// them, and returns where that ends; 0 where there is no such date.
func (s *stamp) finish(b []byte, n int, date civil, clock int64, precision uint8) int {
	if !s.put(date, clock, precision) {
		return 0
	}
	return n + s.readZone(b[n:])
}

// finishYearless does so where nothing names the year.
func (s *stamp) finishYearless(b []byte, n, month, day int, clock int64, precision uint8) int {
	n = s.finish(b, n, civil{yearlessBase, month, day}, clock, precision)
	s.flags = FlagYearless
	return n
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
