package ingest

import (
	"bytes"
	"strings"
)

// Parsers of times of day. They return the nanoseconds since midnight, the precision and
// the length of the text, 0 where it is none.

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

// clockOfDigits reads hhmmss at i, where six digits stand.
func clockOfDigits(b []byte, i int) (clock int64, ok bool) {
	hour, minute, second := twoDigits(b, i), twoDigits(b, i+2), twoDigits(b, i+4)
	clock = int64(hour)*nanosPerHour + int64(minute)*nanosPerMinute + int64(second)*nanosPerSecond
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
	if clock = partedClock(b); clock < 0 {
		return 0, 0, 0
	}
	return clock, precisionSecond, 8
}

// partedClock reads hours, minutes and seconds of two digits each that any signs part,
// and returns -1 where they are none.
func partedClock(b []byte) int64 {
	hour, minute, second := twoDigits(b, 0), twoDigits(b, 3), twoDigits(b, 6)
	if hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 {
		return -1
	}
	return int64(hour)*nanosPerHour + int64(minute)*nanosPerMinute + int64(second)*nanosPerSecond
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
