package markdown

import (
	"unicode"
	"unicode/utf8"
)

// CountWords counts the words of a text, its marks left out. It is the only count
// there is: a text has as many words wherever that is said, and what two
// revisions differ in adds up to it.
func CountWords(text string) int {
	words := 0
	for i := 0; i < len(text); {
		begin := i
		for i < len(text) && isWordByte(text[i]) {
			i++
		}
		switch {
		case i > begin:
			words++
			if i < len(text) && (text[i] >= utf8.RuneSelf || joins(rune(text[i])) != joinsNothing) {
				i = begin + wordLength(text[begin:], i-begin)
			}
		case text[i] < utf8.RuneSelf && (i+1 == len(text) || text[i+1] < utf8.RuneSelf):
			i++ // white space, or a sign that draws nothing to itself
		default:
			size, word := WordLength(text[i:])
			if word {
				words++
			}
			i += size
		}
	}
	return words
}

func isSpace(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' }

// SpaceLength is how many bytes of white space a text begins with.
func SpaceLength(text string) int {
	n := 0
	for n < len(text) && isSpace(text[n]) {
		n++
	}
	return n
}

// WordLength returns the length in bytes of the first word of a text that does not
// begin with white space, or of the single other character that it begins with,
// and whether it is a word.
//
// Words are never cut: letters, digits and marks belong together, and so does an
// apostrophe or full stop between two of them ("don't", "3.14", "api.example"), and
// a comma or colon between two digits ("1,234", "10:02:03"), as Unicode's Standard
// Annex 29 has it (WB6, WB7, WB11, WB12). Scripts written without blanks are read by
// the character, since a whole sentence would be one word otherwise.
func WordLength(text string) (size int, word bool) {
	for size < len(text) && isWordByte(text[size]) {
		size++
	}
	switch {
	case size == len(text), size > 0 && text[size] < utf8.RuneSelf && joins(rune(text[size])) == joinsNothing:
		return size, true
	case size > 0:
		return wordLength(text, size), true
	}
	first, size := utf8.DecodeRuneInString(text)
	switch {
	case first == utf8.RuneError && size <= 1:
		return 1, false // a byte that is no UTF-8 stands for itself
	case standsAlone(first):
		return size + attachedLength(text[size:]), true
	case !IsWord(first):
		return size + attachedLength(text[size:]), false
	}
	return wordLength(text, size), true
}

// wordLength is the length of a word of which the first bytes are known.
func wordLength(text string, size int) int {
	for size < len(text) {
		r, n := decode(text[size:])
		switch {
		case IsWord(r) && !standsAlone(r):
			size += n
		case joins(r) == joinsWords:
			next, _ := decode(text[size+n:])
			if !IsWord(next) || standsAlone(next) {
				return size
			}
			size += n
		case joins(r) == joinsDigits:
			if size+n >= len(text) || !isDigit(text[size-1]) || !isDigit(text[size+n]) {
				return size
			}
			size += n
		default:
			return size
		}
	}
	return size
}

// joint is what a character makes one word of when it stands between two.
type joint uint8

const (
	joinsNothing joint = iota
	joinsWords         // two letters or digits
	joinsDigits        // two digits
)

func joins(r rune) joint {
	switch r {
	case '\'', '.', '’':
		return joinsWords
	case ',', ':':
		return joinsDigits
	}
	return joinsNothing
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// decode is utf8.DecodeRuneInString with the short way for ASCII first; an empty
// text or a byte that is no UTF-8 gives U+FFFD, which is in no word.
func decode(text string) (rune, int) {
	if text != "" && text[0] < utf8.RuneSelf {
		return rune(text[0]), 1
	}
	return utf8.DecodeRuneInString(text)
}

// isWordByte is IsWord for ASCII, by a bit for each character: this is asked
// of every byte of both texts.
func isWordByte(c byte) bool {
	const digits, letters = 0x03ff000000000000, 0x07fffffe87fffffe
	switch {
	case c < 64:
		return digits>>c&1 != 0
	case c < utf8.RuneSelf:
		return letters>>(c-64)&1 != 0
	default:
		return false
	}
}

// IsWord reports whether a character is one that words are made of.
func IsWord(r rune) bool {
	if r < utf8.RuneSelf {
		return isWordByte(byte(r)) //nolint:gosec // ASCII fits a byte.
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) || r == '\u200d' || r == '\u00ad'
}

// standsAlone reports whether the character is of a script without blanks
// between words.
func standsAlone(r rune) bool {
	if r >= 0x4e00 && r <= 0x9fff { // nearly all of them
		return true
	}
	switch {
	case r < 0x0e00:
		return false
	case r < 0x2e80:
		return unicode.In(r, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
	}
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// attachedLength is the length of the marks, joiners and modifiers that a single
// character draws to itself, so that no emoji or accented letter comes apart.
func attachedLength(text string) int {
	n := 0
	for n < len(text) && text[n] >= utf8.RuneSelf {
		r, size := utf8.DecodeRuneInString(text[n:])
		switch {
		case r >= 0x4e00 && r <= 0x9fff: // nearly all that follows such a character
			return n
		case r == '\u200d': // the joiner takes the next character as well
			n += size
			if n < len(text) && text[n] >= utf8.RuneSelf {
				_, next := utf8.DecodeRuneInString(text[n:])
				n += next
			}
		case unicode.IsMark(r), r >= 0x1f3fb && r <= 0x1f3ff, r == '\u0e33', r == '\u0eb3': // the last two are a vowel AM
			n += size
		default:
			return n
		}
	}
	return n
}
