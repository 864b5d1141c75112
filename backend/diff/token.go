package diff

import (
	"strings"

	"github.com/afterword-app/afterword/backend/markdown"
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

// token is a word or a single other character, see [markdown.WordLength], with the
// white space after it.
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
	p := passage{text: text, indent: text[:markdown.SpaceLength(text)]}
	p.tokens = make([]token, 0, len(text)/5+1)
	for at := len(p.indent); at < len(text); {
		size, word := markdown.WordLength(text[at:])
		after := markdown.SpaceLength(text[at+size:])
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

// blanks are the characters of white space, as Markdown knows it.
const blanks = " \t\r\n"

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
