package diff

import "strings"

// piece is one block of a text with the empty lines after it.
type piece struct {
	kind BlockKind
	text string
}

// split cuts Markdown into blocks. Joined, they are the text byte for byte.
//
// It reads line by line and looks no further than one line ahead, so that its
// time is linear whatever the text is. It follows CommonMark in what begins and
// ends a block, but keeps no tree: each item of a list is a block, and so is each
// row of a table and each paragraph within a quote or item.
func split(text string) []piece {
	s := splitter{rest: text}
	for s.rest != "" {
		s.line()
	}
	s.finish()
	return s.pieces
}

type splitter struct {
	pieces  []piece
	kind    BlockKind
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
	s.pieces = append(s.pieces, piece{kind: s.kind, text: s.whole[:s.current]})
	s.current, s.blank = 0, false
}

// classify tells whether a line begins a new block, and which. Otherwise it
// notes what the line means for the current one.
func (s *splitter) classify(content string, indent int) (kind BlockKind, begins bool) {
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
	inParagraph := open && !s.blank
	if indent == 0 && !inParagraph && !isItem(content) {
		s.inList = false
	}
	if indent >= 4 && !s.inList && (!inParagraph || s.kind == KindCode) {
		s.blank = false
		return KindCode, !open || s.kind != KindCode
	}
	// Within a paragraph, a number at the start of a line is most likely text.
	item := isItem(content) && (!inParagraph || s.kind != KindParagraph || interrupts(content))
	switch {
	case fenceOf(content) != "":
		s.fence = fenceOf(content)
		return KindCode, true
	case isHeading(content):
		return KindHeading, true
	case inParagraph && s.kind == KindParagraph && isUnderline(content):
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
	return isDelimiterRow(next)
}

// trimBlanks cuts the white space off both ends of a line.
func trimBlanks(line string) string {
	begin, end := spaceLength(line), len(line)
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

// fenceOf returns the run of at least three back-ticks or tildes that opens a
// code block, or "".
func fenceOf(content string) string {
	run := 0
	for run < len(content) && content[run] == content[0] {
		run++
	}
	if run < 3 || content[0] != '`' && content[0] != '~' {
		return ""
	}
	if content[0] == '`' && strings.Contains(content[run:], "`") {
		return ""
	}
	return content[:run]
}

func closes(content, fence string) bool {
	return len(content) >= len(fence) && strings.Trim(content, fence[:1]) == ""
}

func isHeading(content string) bool {
	level := len(content) - len(strings.TrimLeft(content, "#"))
	return level >= 1 && level <= 6 && (level == len(content) || content[level] == ' ' || content[level] == '\t')
}

func isUnderline(content string) bool {
	return strings.Trim(content, "=") == "" || strings.Trim(content, "-") == ""
}

func isRule(content string) bool {
	marks := 0
	for i := range len(content) {
		switch content[i] {
		case ' ', '\t':
		case content[0]:
			marks++
		default:
			return false
		}
	}
	return marks >= 3 && strings.IndexByte("*-_", content[0]) >= 0
}

// isItem reports whether a line begins an item of a bullet or numbered list.
func isItem(content string) bool {
	marker := 0
	for marker < len(content) && marker < 9 && content[marker] >= '0' && content[marker] <= '9' {
		marker++
	}
	marks := "-*+"
	if marker > 0 {
		marks = ".)"
	}
	if marker == len(content) || strings.IndexByte(marks, content[marker]) < 0 {
		return false
	}
	return marker+1 == len(content) || content[marker+1] == ' ' || content[marker+1] == '\t'
}

// interrupts reports whether an item may follow a paragraph without an empty
// line between: a bullet with text, or number one.
func interrupts(content string) bool {
	marker, text, _ := strings.Cut(content, " ")
	return text != "" && (len(marker) == 1 || marker == "1." || marker == "1)")
}

func isDelimiterRow(line string) bool {
	return strings.Contains(line, "-") && strings.Contains(line, "|") && strings.Trim(line, " \t\r|:-") == ""
}
