package diff

import "math/bits"

// Every byte of both texts is counted and most are written, so that a look at one
// after the other would take as long as to find what changed. Here eight of them
// are one number, the first lowest. What is asked of each is answered by the high
// bit of each, which ASCII leaves free.

const (
	everyByte = 0x0101010101010101
	highBits  = 0x80 * everyByte
)

// eight reads the eight bytes of a text that begin at a place.
func eight(text string, at int) uint64 {
	b := text[at : at+8]
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
		uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
}

// lastEight reads less than eight bytes, as if zeroes followed.
func lastEight(text string) uint64 {
	var read uint64
	for i := range len(text) {
		read |= uint64(text[i]) << (8 * i)
	}
	return read
}

// allASCII reports whether each of the bytes is, as the others here require.
func allASCII(b uint64) bool { return b&highBits == 0 }

// fromOn marks the bytes that are at least c.
func fromOn(b uint64, c byte) uint64 { return (b + (0x80-uint64(c))*everyByte) & highBits }

// between marks the bytes from the first to the last.
func between(b uint64, first, last byte) uint64 { return fromOn(b, first) &^ fromOn(b, last+1) }

// equalTo marks the bytes that are c.
func equalTo(b uint64, c byte) uint64 { return highBits &^ fromOn(b^uint64(c)*everyByte, 1) }

// wordBytes marks the bytes that are in words, as isWordByte does.
func wordBytes(b uint64) uint64 {
	return between(b|0x20*everyByte, 'a', 'z') | between(b, '0', '9') | equalTo(b, '_')
}

// plainInJSON reports whether all the bytes stand for themselves in a string of JSON.
func plainInJSON(b uint64) bool {
	return allASCII(b) && fromOn(b, ' ') == highBits && equalTo(b, '"')|equalTo(b, '\\') == 0
}

// countASCIIWords is countWords for a text of ASCII; for another ok is false.
func countASCIIWords(text string) (words int, ok bool) {
	// Of the last byte before: whether it is in a word, and whether it joins one to
	// what follows.
	var inWord, joins uint64
	for at := 0; at < len(text); at += 8 {
		var b uint64
		if len(text)-at >= 8 {
			b = eight(text, at)
		} else {
			b = lastEight(text[at:])
		}
		if !allASCII(b) {
			return 0, false
		}
		word := wordBytes(b)
		afterWord := word<<8 | inWord
		join := (equalTo(b, '\'') | equalTo(b, '.')) & afterWord
		words += bits.OnesCount64(word &^ afterWord &^ (join<<8 | joins))
		inWord, joins = word>>56, join>>56
	}
	return words, true
}
