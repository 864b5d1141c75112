package stamp

import (
	"bytes"
	"strings"
)

// Parsers of times of day. They return the nanoseconds since midnight, the precision and
// the length of the text, 0 where it is none.

// ParseClock reads HH:MM[:SS[.fraction]] with one or two digits of hours, and
// returns the nanoseconds since midnight and the precision. A fraction may follow
// a dot, a comma, or, of exactly three digits, a colon; three or six digits right behind
// the seconds are one as well. With seconds, minutes and seconds may be of one digit. The
// leap second :60 is held at the end of its minute.
func ParseClock(b []byte) (clock int64, precision uint8, n int) {
	if clock, ok := readPlainClock(b); ok {
		return addFraction(b, plainWidth, clock, 3)
	}
	if len(b) < 4 {
		return 0, 0, 0
	}
	var hour int
	switch {
	case len(b) >= 5 && b[2] == ':':
		hour, n = TwoDigits(b, 0), 3
	case b[1] == ':' && IsDigit(b[0]):
		hour, n = int(b[0]-'0'), 2
	default:
		return 0, 0, 0
	}
	if hour < 0 || hour > 23 || len(b) < n+2 {
		return 0, 0, 0
	}
	minute := TwoDigits(b, n)
	if minute < 0 && IsDigit(b[n]) && b[n+1] == ':' {
		minute = int(b[n] - '0')
		n--
	}
	if minute < 0 || minute > 59 {
		return 0, 0, 0
	}
	n += 2
	clock = int64(hour)*NanosPerHour + int64(minute)*NanosPerMinute
	if len(b) < n+2 || b[n] != ':' || !IsDigit(b[n+1]) {
		if n < len(b) && IsDigit(b[n]) || b[n-2] == ':' {
			return 0, 0, 0
		}
		return clock, PrecisionMinute, n
	}
	second, width := int(b[n+1]-'0'), 2
	if len(b) > n+2 && IsDigit(b[n+2]) {
		second, width = TwoDigits(b, n+1), 3
	} else if len(b) > n+2 && !endsShortSecond(b[n+2]) {
		return 0, 0, 0
	}
	if second > 60 {
		return 0, 0, 0
	}
	n += width
	leap := second == 60
	if leap {
		second = 59
	}
	clock, precision, n = addFraction(b, n, clock+int64(second)*NanosPerSecond, width)
	if leap && n > 0 {
		clock = clock/NanosPerSecond*NanosPerSecond + NanosPerSecond - 1
	}
	return clock, precision, n
}

// addFraction adds to a clock that ends at n the fraction of its second, and returns where
// that ends; 0 where the digits that follow make no sense. The seconds take so many bytes
// with the sign before them.
func addFraction(b []byte, n int, clock int64, width int) (int64, uint8, int) {
	precision := PrecisionSecond
	switch {
	case n+1 < len(b) && (b[n] == '.' || b[n] == ',' || b[n] == ':') && IsDigit(b[n+1]):
		nanos, finer, width := ParseFraction(b[n+1:])
		if b[n] == '.' || width == 3 || b[n] == ',' && !isColumn(b, n+1+width, width) {
			clock, precision, n = clock+nanos, finer, n+1+width
		}
		if n+1 < len(b) && b[n] == '.' && IsDigit(b[n+1]) {
			n += 1 + DigitsAt(b, n+1) // A second fraction repeats the first in other units.
		}
	case n < len(b) && IsDigit(b[n]):
		// The fraction is glued to the seconds.
		if digits := DigitsAt(b, n); width != 3 || digits != 3 && digits != 6 {
			return 0, 0, 0
		}
		nanos, finer, width := ParseFraction(b[n:])
		clock, precision, n = clock+nanos, finer, n+width
	}
	return clock, precision, n
}

// endsShortSecond reports whether the byte may follow seconds of one digit.
func endsShortSecond(c byte) bool {
	switch c {
	case ' ', '\t', '.', ',', ']', ')', '|', ';', '-', '"', '\'':
		return true
	}
	return false
}

// isColumn reports whether the digits behind a comma, which end at a place, are the
// next column of a table rather than a fraction.
func isColumn(b []byte, end, width int) bool {
	return width > 9 || width != 6 && end < len(b) && b[end] == ','
}

var fractionScale = [...]int64{1e9, 1e8, 1e7, 1e6, 1e5, 1e4, 1e3, 1e2, 1e1, 1}

// ParseFraction reads the digits of a fraction of a second; those beyond the
// ninth count as width but not as time.
func ParseFraction(b []byte) (nanos int64, precision uint8, width int) {
	for width < len(b) && b[width]-'0' <= 9 {
		if width < 9 {
			nanos = nanos*10 + int64(b[width]-'0')
		}
		width++
	}
	switch {
	case width <= 3:
		precision = PrecisionMillisecond
	case width <= 6:
		precision = PrecisionMicrosecond
	default:
		precision = PrecisionNanosecond
	}
	if width < 9 {
		nanos *= fractionScale[width]
	}
	return nanos, precision, width
}

// addHalf adds the half of the day that follows a clock of n bytes, if one does, and a
// fraction of the second behind it: 9:40:00 PM.123. A clock of 24 hours may repeat its
// half; one that contradicts it is none, and 0 is returned.
func addHalf(b []byte, clock int64, precision uint8, n int) (int64, uint8, int) {
	if n+1 >= len(b) || b[n] == ' ' && (n+2 >= len(b) || bytes.IndexByte([]byte("mM.aAoO"), b[n+2]) < 0) {
		return clock, precision, n
	}
	half, width := ParseHalf(b[n:])
	switch {
	case width == 0:
		return clock, precision, n
	case clock < 13*NanosPerHour:
		clock = clock%(12*NanosPerHour) + half
	case half == 0:
		return 0, 0, 0
	}
	n += width
	if precision == PrecisionSecond && n+1 < len(b) && b[n] == '.' && IsDigit(b[n+1]) {
		nanos, finer, width := ParseFraction(b[n+1:])
		clock, precision, n = clock+nanos, finer, n+1+width
	}
	return clock, precision, n
}

// addWordHalf adds the half of the day that is a word of its own behind a clock. What only
// looks like the half of another day is a word of the message.
func addWordHalf(b []byte, n int, clock int64, precision uint8) (int64, uint8, int) {
	if n+2 < len(b) && b[n] == ' ' && b[n+2]|0x20 == 'm' {
		if halved, finer, width := addHalf(b, clock, precision, n); width > 0 {
			return halved, finer, width
		}
	}
	return clock, precision, n
}

// parseBareClock reads hhmmss without colons, and a fraction where there is one.
func parseBareClock(b []byte) (clock int64, precision uint8, n int) {
	digits := DigitsAt(b, 0)
	if digits != 6 && digits != 9 {
		return 0, 0, 0
	}
	clock, ok := ClockOfDigits(b, 0)
	if !ok {
		return 0, 0, 0
	}
	if digits == 9 {
		return clock + int64(Number(b[6:9]))*1_000_000, PrecisionMillisecond, 9
	}
	if len(b) > 7 && (b[6] == '.' || b[6] == ',') && IsDigit(b[7]) {
		nanos, precision, width := ParseFraction(b[7:])
		return clock + nanos, precision, 7 + width
	}
	return clock, PrecisionSecond, 6
}

// ClockOfDigits reads hhmmss at i, where six digits stand.
func ClockOfDigits(b []byte, i int) (clock int64, ok bool) {
	hour, minute, second := TwoDigits(b, i), TwoDigits(b, i+2), TwoDigits(b, i+4)
	clock = int64(hour)*NanosPerHour + int64(minute)*NanosPerMinute + int64(second)*NanosPerSecond
	return clock, hour < 24 && minute < 60 && second < 60
}

// parseDottedClock reads the clock as Oracle writes it, 09.40.00.123456, and Unreal
// Engine, 09.40.00:123.
func parseDottedClock(b []byte) (clock int64, precision uint8, n int) {
	if len(b) < 8 || b[2] != '.' || b[5] != '.' {
		return 0, 0, 0
	}
	if clock = partedClock(b); clock < 0 {
		return 0, 0, 0
	}
	if len(b) < 10 || b[8] != '.' && b[8] != ':' || !IsDigit(b[9]) {
		return clock, PrecisionSecond, 8
	}
	nanos, precision, width := ParseFraction(b[9:])
	return clock + nanos, precision, 9 + width
}

// parsePartedClock reads hours, minutes and seconds that hyphens or underscores part, and a
// fraction behind another sign: 21-40-00:295, 21_40_00.
func parsePartedClock(b []byte) (clock int64, precision uint8, n int) {
	if len(b) < 8 || b[2] != '-' && b[2] != '_' && b[2] != '/' || b[5] != b[2] {
		return 0, 0, 0
	}
	if clock = partedClock(b); clock < 0 || len(b) > 8 && (IsDigit(b[8]) || b[8] == b[2]) {
		return 0, 0, 0
	}
	if len(b) < 10 || b[8] != '.' && b[8] != ':' && b[8] != ',' || !IsDigit(b[9]) {
		return clock, PrecisionSecond, 8
	}
	nanos, precision, width := ParseFraction(b[9:])
	return clock + nanos, precision, 9 + width
}

// parseSignedClock reads hours, minutes and seconds with the signs of Chinese, Japanese and
// Korean: 21時41分05秒.
func parseSignedClock(b []byte) (clock int64, precision uint8, n int) {
	units := [...]int64{NanosPerHour, NanosPerMinute, NanosPerSecond}
	for i, signs := range [...][]string{{"時", "时", "点", "시"}, {"分", "분"}, {"秒", "초"}} {
		digits := DigitsAt(b[:min(len(b), n+3)], n)
		if digits == 0 || digits > 2 {
			break
		}
		sign := 0
		for _, s := range signs {
			if bytes.HasPrefix(b[n+digits:], []byte(s)) {
				sign = len(s)
			}
		}
		value := Number(b[n : n+digits])
		if sign == 0 || value > 59 || i == 0 && value > 23 {
			return 0, 0, 0
		}
		clock += int64(value) * units[i]
		n += digits + sign
		if precision = PrecisionMinute; i == 2 {
			precision = PrecisionSecond
		}
		if n < len(b) && b[n] == ' ' && i < 2 && n+1 < len(b) && IsDigit(b[n+1]) {
			n++
		}
	}
	return clock, precision, n
}

// parseHourSign reads "21h40.05".
func parseHourSign(b []byte) (clock int64, precision uint8, n int) {
	if len(b) < 8 || b[2] != 'h' || b[5] != '.' {
		return 0, 0, 0
	}
	if clock = partedClock(b); clock < 0 {
		return 0, 0, 0
	}
	return clock, PrecisionSecond, 8
}

// partedClock reads hours, minutes and seconds of two digits each that any signs part,
// and returns -1 where they are none.
func partedClock(b []byte) int64 {
	hour, minute, second := TwoDigits(b, 0), TwoDigits(b, 3), TwoDigits(b, 6)
	if hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 {
		return -1
	}
	return int64(hour)*NanosPerHour + int64(minute)*NanosPerMinute + int64(second)*NanosPerSecond
}

// ParseHalf reads " AM" or " PM" in any case, with or without the space, or what other
// languages write for them, as hours to add.
func ParseHalf(b []byte) (nanos int64, n int) {
	// A narrow or hard space is what newer locale data puts before the half.
	for _, space := range []string{" ", "\u202f", "\u00a0"} {
		if len(b) > len(space) && string(b[:len(space)]) == space {
			n = len(space)
			break
		}
	}
	for _, half := range DayHalves {
		end := n + len(half.Name)
		if len(b) < end || b[n]|0x20 != half.Name[0] || !strings.EqualFold(string(b[n:end]), half.Name) {
			continue
		}
		if end == len(b) || !IsLetter(b[end]) && !IsDigit(b[end]) {
			return half.Nanos, end
		}
	}
	return 0, 0
}
