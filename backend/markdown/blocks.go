package markdown

import "strings"

// Kind is what a block is.
type Kind string

// The kinds of block.
const (
	KindParagraph Kind = "paragraph"
	KindHeading   Kind = "heading"
	KindListItem  Kind = "list item"
	KindQuote     Kind = "quote"
	KindTableRow  Kind = "table row"
	KindCode      Kind = "code"
	KindRule      Kind = "rule"
)

// Block is one block of a text with the empty lines after it.
type Block struct {
	Kind Kind
	Text string
}

// Blocks cuts Markdown into blocks. Joined, they are the text byte for byte.
//
// It reads line by line and looks no further than one line ahead, so that its
// time is linear whatever the text is. It follows CommonMark in what begins and
// ends a block, but keeps no tree: each item of a list is a block, and so is each
// row of a table and each paragraph within a quote or item.
func Blocks(text string) []Block {
	s := splitter{rest: text}
	for s.rest != "" {
		s.line()
	}
	s.finish()
	return s.blocks
}

type splitter struct {
	blocks  []Block
	kind    Kind
	current int // bytes of the block so far, which ends where rest begins
	whole   string
	rest    string
	fence   string // of the code block that is open, "" for none
	blank   bool   // the block has ended: only empty lines may join it
	inList  bool   // an indented line may continue an item rather than be code
}

// line takes one line off the rest.
func (s *splitter) line() {
	end := strings.IndexByte(s.rest, '\n') + 1
	if end == 0 {
		end = len(s.rest)
	}
	raw := s.rest[:end]
	content := trimBlanks(raw)
	kind, begins := s.classify(content, indent(raw))
	if begins {
		s.finish()
		s.kind = kind
	}
	if s.current == 0 {
		s.whole = s.rest
	}
	s.current += end
	s.rest = s.rest[end:]
}

// finish ends the current block.
func (s *splitter) finish() {
	if s.current == 0 {
		return
	}
	s.blocks = append(s.blocks, Block{Kind: s.kind, Text: s.whole[:s.current]})
	s.current, s.blank = 0, false
}

// classify tells whether a line begins a new block, and which. Otherwise it
// notes what the line means for the current one.
func (s *splitter) classify(content string, indent int) (kind Kind, begins bool) {
	open := s.current > 0
	if s.fence != "" {
		if closes(content, s.fence) {
			s.fence, s.blank = "", true
		}
		return s.kind, false
	}
	if content == "" {
		s.blank = true
		return KindParagraph, !open
	}
	if open && s.kind == KindParagraph && indent == 0 && IsMeaning(content) {
		s.blank, s.inList = false, true
		return s.kind, false
	}
	inParagraph := open && !s.blank
	if indent == 0 && !inParagraph && ListMark(content) == "" {
		s.inList = false
	}
	if indent >= 4 && !s.inList && (!inParagraph || s.kind == KindCode) {
		s.blank = false
		return KindCode, !open || s.kind != KindCode
	}
	// Within a paragraph, a number at the start of a line is most likely text.
	item := ListMark(content) != "" && (!inParagraph || s.kind != KindParagraph || interrupts(content))
	switch {
	case Fence(content) != "":
		s.fence = Fence(content)
		return KindCode, true
	case HeadingLevel(content) > 0:
		return KindHeading, true
	case inParagraph && s.kind == KindParagraph && IsUnderline(content):
		s.kind, s.blank = KindHeading, true
		return KindHeading, false
	case isRule(content):
		s.inList = false
		return KindRule, true
	case item:
		s.inList = true
		return KindListItem, true
	case content == ">" && inParagraph && s.kind == KindQuote:
		s.blank = true
		return KindQuote, false
	case content[0] == '>':
		return KindQuote, !inParagraph || s.kind != KindQuote
	case s.isRow(content, inParagraph):
		return KindTableRow, true
	}
	switch {
	case !inParagraph, s.kind == KindHeading, s.kind == KindRule, s.kind == KindTableRow, s.kind == KindCode:
		return KindParagraph, true
	default:
		return s.kind, false
	}
}

// isRow reports whether a line is a row of a table: the line after a row, or one
// whose next line is the row of dashes that makes it a head.
func (s *splitter) isRow(content string, inParagraph bool) bool {
	if inParagraph && s.kind == KindTableRow {
		return true
	}
	if !strings.Contains(content, "|") {
		return false
	}
	_, after, _ := strings.Cut(s.rest, "\n")
	next, _, _ := strings.Cut(after, "\n")
	return IsDelimiterRow(next)
}

// trimBlanks cuts the white space off both ends of a line.
func trimBlanks(line string) string {
	begin, end := SpaceLength(line), len(line)
	for end > begin && isSpace(line[end-1]) {
		end--
	}
	return line[begin:end]
}

// indent is the width of the white space that begins a line, in columns.
func indent(line string) int {
	width := 0
	for i := range len(line) {
		switch line[i] {
		case ' ':
			width++
		case '\t':
			width += 4 - width%4
		default:
			return width
		}
	}
	return width
}
