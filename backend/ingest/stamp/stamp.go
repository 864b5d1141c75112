package stamp

import "bytes"

// Stamp is a time as a line wrote it.
type Stamp struct {
	At        int64 // UTC nanoseconds, or the wall clock while zone is NoZone
	Zone      int16 // minutes, or NoZone
	Precision uint8
	Flags     Flag
}

// civil is a date that may not exist.
type civil struct{ year, month, day int }

// The parsers of stamps take text that begins with one and return its length, or 0 where
// there is none. They neither allocate nor look at the whole line.

// TwoDigits reads the two digits at i, which must exist; -1 if they are not.
func TwoDigits(b []byte, i int) int {
	_ = b[i+1]
	tens, ones := b[i]-'0', b[i+1]-'0'
	if tens > 9 || ones > 9 {
		return -1
	}
	return int(tens)*10 + int(ones)
}

// FourDigits reads the four digits at i, which must exist; -1 if they are not.
func FourDigits(b []byte, i int) int {
	high, low := TwoDigits(b, i), TwoDigits(b, i+2)
	if high < 0 || low < 0 {
		return -1
	}
	return high*100 + low
}

func IsDigit(c byte) bool { return c-'0' <= 9 }

func IsLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func IsUpper(c byte) bool { return c >= 'A' && c <= 'Z' }

func IsLower(c byte) bool { return c >= 'a' && c <= 'z' }

// DigitsAt counts the digits from i on.
func DigitsAt(b []byte, i int) int {
	n := i
	for n < len(b) && b[n]-'0' <= 9 {
		n++
	}
	return n - i
}

// put makes the stamp of a date and a clock, without a zone. It reports whether there is
// such a date, in the years that stamps may have.
func (s *Stamp) put(date civil, clock int64, precision uint8) bool {
	if date.year < MinYear || date.year > MaxYear || !ValidDate(date.year, date.month, date.day) {
		return false
	}
	s.At = CivilDays(date.year, date.month, date.day)*NanosPerDay + clock
	s.Zone, s.Precision, s.Flags = NoZone, precision, 0
	return true
}

// finish makes the stamp of a date and a clock that end at n, with the zone that follows
// them, and returns where that ends; 0 where there is no such date.
func (s *Stamp) finish(b []byte, n int, date civil, clock int64, precision uint8) int {
	if !s.put(date, clock, precision) {
		return 0
	}
	if precision == PrecisionSecond && n+5 < len(b) && b[n] == ' ' && IsDigit(b[n+1]) {
		n += s.readApart(b[n:])
	}
	return n + s.ReadZone(b[n:])
}

// readApart reads the milliseconds that a blank parts from the seconds where a zone follows
// them, " 907 +0000", and returns how many bytes they take.
func (s *Stamp) readApart(b []byte) int {
	if DigitsAt(b, 1) != 3 || b[4] != ' ' {
		return 0
	}
	if _, width := ParseOffset(b[4:]); width < 4 {
		return 0
	}
	s.At += int64(Number(b[1:4])) * 1_000_000
	s.Precision = PrecisionMillisecond
	return 4
}

// finishYearless does so where nothing names the year.
func (s *Stamp) finishYearless(b []byte, n, month, day int, clock int64, precision uint8) int {
	if n = s.finish(b, n, civil{YearlessBase, month, day}, clock, precision); n > 0 {
		s.Flags = Yearless
	}
	return n
}

// ReadZone reads a zone that follows a stamp, applies it to the time and returns
// how many bytes it took.
func (s *Stamp) ReadZone(b []byte) int {
	minutes, n := ParseOffset(b)
	s.Zone = minutes
	if minutes != NoZone {
		s.At -= int64(minutes) * NanosPerMinute
	}
	return n
}

// The bounds of times that a bare number may mean: 2000 to 2100.
const (
	MinEpoch = int64(946684800)
	MaxEpoch = int64(4102444800)
)

// ParseEpoch reads a number of seconds, milli-, micro- or nanoseconds since 1970,
// told apart by their size. Only whole units of seconds and milliseconds may have
// a fraction.
func ParseEpoch(b []byte, s *Stamp) int {
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
		unit, s.Precision = NanosPerSecond, PrecisionSecond
	case digits == 12 || digits == 13:
		unit, s.Precision = 1_000_000, PrecisionMillisecond
	case digits == 15 || digits == 16:
		unit, s.Precision = 1_000, PrecisionMicrosecond
	case digits == 18 || digits == 19:
		unit, s.Precision = 1, PrecisionNanosecond
	default:
		return 0
	}
	seconds := value / (NanosPerSecond / unit)
	if seconds < MinEpoch || seconds >= MaxEpoch {
		return 0
	}
	s.At, s.Zone, s.Flags = value*unit, 0, 0
	n := digits
	if unit >= 1_000_000 && n+1 < len(b) && b[n] == '.' && IsDigit(b[n+1]) {
		nanos, precision, width := ParseFraction(b[n+1:])
		if unit == NanosPerSecond {
			s.At, s.Precision = s.At+nanos, precision
		} else {
			s.At += nanos / 1000
			s.Precision = max(PrecisionNanosecond, precision-1)
		}
		n += 1 + width
	}
	return n
}

// Parse reads any stamp that names a date and a time: the value of a field
// that is known to be a time, or the text at a place where a stamp is looked for.
func Parse(b []byte, s *Stamp) int {
	if len(b) < 9 {
		return 0
	}
	if IsDigit(b[0]) {
		switch {
		case len(b) > 10 && (b[4] == '-' || b[4] == '/' || b[4] == '.' || b[4] == ':') && DigitsAt(b, 0) == 4:
			if n := ParseISO(b, s); n > 0 {
				return n
			}
			return ParseDB2(b, s)
		case len(b) > 12 && (b[4] == '_' || b[4] == ' ') && DigitsAt(b, 0) == 4:
			return ParseISO(b, s)
		case len(b) >= 15 && DigitsAt(b, 0) == 8:
			return ParseCompact(b, s)
		case b[4] == "年"[0]:
			return ParseISO(b, s)
		case len(b) >= 14 && (DigitsAt(b, 0) == 14 || DigitsAt(b, 0) == 17):
			return ParseFourteen(b, s)
		case len(b) > 10 && b[2] == '/' && IsLetter(b[3]):
			if n := ParseCommon(b, s); n > 0 {
				return n
			}
			return ParseDayMonthYear(b, s)
		case b[1] == '.' && b[2] == ' ', b[2] == '.' && b[3] == ' ':
			return ParseDayMonthYear(b, s)
		case b[1] == '/' || b[2] == '/' || b[1] == '.' || b[2] == '.', (b[1] == '-' || b[2] == '-') && !IsLetter(b[2]) && !IsLetter(b[3]):
			if b[5] == '|' {
				return parseBarredDay(b, s)
			}
			if n := ParseSlashDate(b, s); n > 0 {
				return n
			}
			return ParseSlashDay(b, s)
		case b[1] == ' ' || b[2] == ' ' || b[2] == '-' || IsUpper(b[1]) || IsUpper(b[2]):
			return ParseDayMonthYear(b, s)
		case b[1] == ':' || b[2] == ':':
			return ParseClockFirst(b, s)
		case b[6] == ' ':
			return ParseShortDay(b, s)
		}
		return ParseEpoch(b, s)
	}
	if ParseWeekday(b) > 0 {
		return ParseWeekdayStamp(b, s)
	}
	if n := ParseMonthDay(b, s); n > 0 {
		return n
	}
	return ParseMonthDayYear(b, s)
}

// ParseClockFirst reads a clock, a zone where there is one, and then the date:
// "21:40:00 14/03/2026", "21:40:00.123 UTC Sat Mar 14 2026".
func ParseClockFirst(b []byte, s *Stamp) int {
	clock, precision, n := ParseClock(b)
	if n == 0 || precision == PrecisionMinute {
		return 0
	}
	var zone Stamp
	n += zone.ReadZone(b[n:])
	for n < len(b) && (b[n] == ' ' || b[n] == ',' || b[n] == '\t') {
		n++
	}
	n += ParseWeekday(b[n:])
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
	if Parse(text, s) != len(text) || s.Flags&(Yearless|Dateless) != 0 {
		return 0
	}
	s.At += clock
	if s.Zone = zone.Zone; s.Zone != NoZone {
		s.At -= int64(s.Zone) * NanosPerMinute
	}
	s.Precision = precision
	return n + end
}

// dateEnd returns where a date of up to three words ends that text begins with, 0
// where none is likely.
func dateEnd(b []byte) int {
	if len(b) < 8 || !IsDigit(b[0]) && ParseMonth(b) == 0 {
		return 0
	}
	end, digits := 0, 0
	for end < len(b) && digits < 8 {
		switch c := b[end]; {
		case IsDigit(c):
			digits++
			if digits > 4 && end > 7 && DigitsAt(b[:end+1], end-3) == 4 && !IsDigit(b[end-4]) {
				return end + 1 // The year.
			}
		case IsLetter(c):
		case (c == '-' || c == '/' || c == '.' || c == ' ' || c == ',') && end+1 < len(b) && (IsDigit(b[end+1]) || IsLetter(b[end+1]) || b[end+1] == ' ') && (digits < 6 || end == 7 && digits == 6 && DigitsAt(b, 0) == 4 && b[4] == c):
		default:
			return end
		}
		end++
	}
	return end
}

// readYear reads the year that ends a stamp without one and returns how many bytes
// it took with the space before it.
func (s *Stamp) readYear(b []byte) int {
	year := FourDigits(b, 0)
	_, month, day := CivilDate(s.LocalDays())
	if year < MinYear || year > MaxYear || !ValidDate(year, month, day) {
		return 0
	}
	s.At += (CivilDays(year, month, day) - CivilDays(YearlessBase, month, day)) * NanosPerDay
	s.Flags &^= Yearless
	return 5
}

// ReadYearBefore reads the year that stands right before a stamp without one, as some
// switches write it, and returns how many bytes it took with the space behind it.
func (s *Stamp) ReadYearBefore(b []byte) int {
	n := len(b)
	if n < 5 || b[n-1] != ' ' || n > 5 && bytes.IndexByte([]byte(" [("), b[n-6]) < 0 || DigitsAt(b, n-5) != 4 || FourDigits(b, n-5) > 2100 {
		return 0
	}
	return s.readYear(b[n-5:])
}

// LocalDays returns the day of the stamp as it was written.
func (s *Stamp) LocalDays() int64 {
	days, _ := FloorDay(s.WallClock())
	return days
}

// WallClock returns the time as it was written.
func (s *Stamp) WallClock() int64 {
	if s.Zone == NoZone {
		return s.At
	}
	return s.At + int64(s.Zone)*NanosPerMinute
}

// Number reads a few digits that are known to be digits.
func Number(b []byte) int {
	value := 0
	for _, c := range b {
		value = value*10 + int(c-'0')
	}
	return value
}

// ReadHalf reads the half of the day behind a stamp, " PM", and returns its length.
func (s *Stamp) ReadHalf(b []byte) int {
	half, n := ParseHalf(b)
	_, clock := FloorDay(s.At)
	if n == 0 || clock < NanosPerHour || clock >= 13*NanosPerHour {
		return 0
	}
	s.At += clock%(12*NanosPerHour) + half - clock
	return n
}
