package stamp

import "encoding/binary"

// Nearly all programs write dates and clocks with all their digits, 2026-03-14 and 21:40:05.
// Such text is read eight bytes at once: with what stands between the digits taken out by
// exclusive or, there remain the values of the digits, and zeros in the place of the signs.

// What stands between the digits, with zeros in the place of these, as numbers whose lowest
// byte is the first; and the places of the signs.
const (
	plainDate  = 0x2D30302D30303030 // "0000-00-"
	dateSigns  = 0xFF0000FF00000000
	plainClock = 0x30303A30303A3030 // "00:00:00"
	clockSigns = 0x0000FF0000FF0000
	plainWidth = len("21:40:05")
)

// readPlain takes the pattern out of eight bytes; ok is false where they are not written so.
func readPlain(b []byte, pattern, signs uint64) (digits uint64, ok bool) {
	digits = binary.LittleEndian.Uint64(b) ^ pattern
	// A byte of more than nine reaches the highest bit.
	return digits, (digits+0x7676767676767676|digits)&0x8080808080808080 == 0 && digits&signs == 0
}

// pairAt returns the number of the two digits at a place.
func pairAt(digits uint64, i int) int {
	return int(digits>>(8*i)&0xFF)*10 + int(digits>>(8*i+8)&0xFF)
}

// readPlainDate reads 2026-03-14 and the byte behind it, a blank or "T".
func readPlainDate(b []byte) (date civil, ok bool) {
	if len(b) < len("2026-03-14T") || b[10] != 'T' && b[10] != ' ' {
		return civil{}, false
	}
	digits, ok := readPlain(b, plainDate, dateSigns)
	date = civil{pairAt(digits, 0)*100 + pairAt(digits, 2), pairAt(digits, 5), TwoDigits(b, 8)}
	return date, ok
}

// readPlainClock reads 21:40:05.
func readPlainClock(b []byte) (clock int64, ok bool) {
	if len(b) < plainWidth {
		return 0, false
	}
	digits, ok := readPlain(b, plainClock, clockSigns)
	hour, minute, second := pairAt(digits, 0), pairAt(digits, 3), pairAt(digits, 6)
	clock = int64(hour)*NanosPerHour + int64(minute)*NanosPerMinute + int64(second)*NanosPerSecond
	return clock, ok && hour < 24 && minute < 60 && second < 60
}
