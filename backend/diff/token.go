package diff

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// space is what the white space after a token means in Markdown. Where the
// meaning is the same, its form is not a change of the text.
type space uint8

const (
	spaceNone  space = iota
	spaceSoft        // spaces, tabs and at most one line break: one blank in print
	spaceHard        // a line break that stays one: two blanks before it
	spaceBreak       // an empty line: the end of a paragraph
)

// token is a word or a single other character, with the white space after it.
// Words are never cut: letters, digits and marks belong together, and so does an
// apostrophe or full stop between two of them ("don't", "3.14", "api.example").
// Scripts written without blanks are read by the character, since a whole
// sentence would be one word otherwise.
type token struct {
	id    int32 // the same for the same text
	start int32 // in bytes from the start of the passage
	size  int32 // bytes of the token
	after int32 // bytes of the white space after it
	word  bool
}

// vocabulary gives each text of a token a small number.
type vocabulary map[string]int32

func (v vocabulary) id(text string) int32 {
	id, ok := v[text]
	if !ok {
		id = int32(len(v)) //nolint:gosec // No text has 2^31 words.
		v[text] = id
	}
	return id
}

// passage is a text as tokens: indent, then each token and what is after it,
// then end. Together they are the text byte for byte, whatever bytes it has.
type passage struct {
	text   string
	indent string
	tokens []token
	end    string // white space, cut off the last token
	words  int
}

func (v vocabulary) read(text string) passage {
	p := passage{text: text, indent: text[:spaceLength(text)]}
	p.tokens = make([]token, 0, len(text)/5+1)
	for at := len(p.indent); at < len(text); {
		size, word := tokenLength(text[at:])
		after := spaceLength(text[at+size:])
		//nolint:gosec // No text is longer than 2 GB.
		p.tokens = append(p.tokens, token{
			id: v.id(text[at : at+size]), start: int32(at), size: int32(size), after: int32(after), word: word,
		})
		if word {
			p.words++
		}
		at += size + after
	}
	if len(p.tokens) > 0 {
		last := &p.tokens[len(p.tokens)-1]
		p.end, last.after = text[len(text)-int(last.after):], 0
	}
	return p
}

// word is the text of a token.
func (p *passage) word(i int) string {
	t := &p.tokens[i]
	return p.text[t.start : t.start+t.size]
}

// after is the white space after a token.
func (p *passage) after(i int) string {
	t := &p.tokens[i]
	return p.text[t.start+t.size : t.start+t.size+t.after]
}

// span is the text of the tokens [from,to) with the white space after each.
func (p *passage) span(from, to int) string {
	if from == to {
		return ""
	}
	last := &p.tokens[to-1]
	return p.text[p.tokens[from].start : last.start+last.size+last.after]
}

// spanFrom is span with so many bytes of white space before it.
func (p *passage) spanFrom(white, from, to int) string {
	var begin int
	switch {
	case from < len(p.tokens):
		begin = int(p.tokens[from].start)
	default:
		begin = len(p.text) - len(p.end)
	}
	return p.text[begin-white : begin+len(p.span(from, to))]
}

// countWords counts the tokens of a text that are words.
func countWords(text string) int {
	words := 0
	for i := 0; i < len(text); {
		if isSpace(text[i]) {
			i++
			continue
		}
		size, word := tokenLength(text[i:])
		if word {
			words++
		}
		i += size
	}
	return words
}

// blanks are the characters of white space, as Markdown knows it.
const blanks = " \t\r\n"

func isSpace(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' }

func spaceLength(text string) int {
	n := 0
	for n < len(text) && isSpace(text[n]) {
		n++
	}
	return n
}

// meaning tells what white space means between two tokens.
func meaning(white string) space {
	lines := strings.Count(white, "\n")
	switch {
	case white == "":
		return spaceNone
	case lines > 1:
		return spaceBreak
	case lines == 1 && strings.HasPrefix(white, "  "):
		return spaceHard
	default:
		return spaceSoft
	}
}

// tokenLength returns the length in bytes of the first token of a text that
// does not begin with white space, and whether it is a word.
func tokenLength(text string) (size int, word bool) {
	for size < len(text) && isWordByte(text[size]) {
		size++
	}
	switch {
	case size == len(text), size > 0 && text[size] < utf8.RuneSelf && !joinsWords(rune(text[size])):
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
	case !isWordRune(first):
		return size + attachedLength(text[size:]), false
	}
	return wordLength(text, size), true
}

// wordLength is the length of a word of which the first bytes are known.
func wordLength(text string, size int) int {
	for size < len(text) {
		r, n := decode(text[size:])
		switch {
		case isWordRune(r) && !standsAlone(r):
			size += n
		case joinsWords(r):
			next, _ := decode(text[size+n:])
			if !isWordRune(next) || standsAlone(next) {
				return size
			}
			size += n
		default:
			return size
		}
	}
	return size
}

// joinsWords reports whether a character between two letters makes one word of
// them.
func joinsWords(r rune) bool { return r == '\'' || r == '.' || r == '’' }

// decode is utf8.DecodeRuneInString with the short way for ASCII first; an empty
// text or a byte that is no UTF-8 gives U+FFFD, which is in no word.
func decode(text string) (rune, int) {
	if text != "" && text[0] < utf8.RuneSelf {
		return rune(text[0]), 1
	}
	return utf8.DecodeRuneInString(text)
}

// isWordByte is isWordRune for ASCII, by a bit for each character: this is asked
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

func isWordRune(r rune) bool {
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
	return r >= 0x2e80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
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
		case unicode.IsMark(r), r >= 0x1f3fb && r <= 0x1f3ff:
			n += size
		default:
			return n
		}
	}
	return n
}
