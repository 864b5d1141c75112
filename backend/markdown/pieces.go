package markdown

import "strings"

// Pieces cuts Markdown into its outermost blocks, each with the empty lines and
// comments after it; joined, they are the text byte for byte. A list is one piece
// with all its items, and what a term means is one piece with it. It reads line by line, so that its time is linear whatever
// the text is; where it disagrees with a full parser, a piece is longer than it
// need be.
func Pieces(markdown string) []string {
	var s pieceReader
	start, offset := 0, 0
	var pieces []string
	for line := range strings.Lines(markdown) {
		if s.begins(line) && offset > start {
			pieces = append(pieces, markdown[start:offset])
			start = offset
		}
		offset += len(line)
	}
	if start < len(markdown) {
		pieces = append(pieces, markdown[start:])
	}
	return pieces
}

// pieceReader knows as much of the piece that is being read as decides whether
// the next line belongs to it.
type pieceReader struct {
	started bool
	fence   string // that is open, "" for none
	list    string // the mark of the list that the piece is, "" for none
	words   bool   // the piece is a paragraph so far, or a term with its meanings
	ended   bool   // an empty line, a comment or a heading came last
	apart   bool   // a comment came last, which divides lists
}

// begins takes a line and reports whether a piece begins with it.
func (s *pieceReader) begins(line string) bool {
	content := strings.TrimSpace(line)
	if s.fence != "" {
		if closes(content, s.fence) {
			s.fence = ""
		}
		return false
	}
	switch {
	case content == "":
		s.ended = true
		return false
	case IsComment(content) && s.started:
		s.ended, s.apart = true, true
		return false
	}
	indent := len(line) - len(strings.TrimLeft(line, " \t"))
	heading := HeadingLevel(content) > 0 && indent < 4
	mark := ListMark(content)
	continues := !s.ended && !heading
	if s.ended && !s.apart {
		deep := indent >= 4 || strings.HasPrefix(line, "\t")
		continues = s.started && (deep || s.list != "" && (indent >= 2 || mark == s.list && indent == 0) || s.words && indent == 0 && IsMeaning(content))
	}
	s.fence = Fence(content)
	s.ended, s.apart = heading, false
	if continues && s.started {
		s.words = s.words && !IsUnderline(content)
		return false
	}
	s.started, s.list = true, mark
	s.words = !heading && mark == "" && s.fence == "" && indent < 4 && !strings.Contains(content, "|") && !strings.ContainsAny(content[:1], "<>") && !isRule(content)
	return true
}
