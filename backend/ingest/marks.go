package ingest

import (
	"bytes"
	"strings"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
)

// A timeline that people wrote, as in a page about an incident, has the marks of lists,
// tables and emphasis before its times: "- 08:33 Start", "- **13:24:40**: …",
// "1. 2022-05-31 08:33", "| 08:33 | … |". They do not count.

// markWidth returns how many bytes of such marks a line begins with.
func markWidth(line []byte) int {
	n := skipBlank(line, 0)
	for n < len(line) {
		rest := line[n:]
		width := signWidth(rest)
		if digits := stamp.DigitsAt(rest, 0); digits > 0 {
			if digits > 3 || len(rest) <= digits+1 || rest[digits] != '.' && rest[digits] != ')' || rest[digits+1] != ' ' {
				return n
			}
			width = digits + 1
		}
		if width == 0 {
			return n
		}
		n = skipBlank(line, n+width)
	}
	return n
}

// signWidth returns the length of one mark.
func signWidth(b []byte) int {
	for _, sign := range []string{"- [ ] ", "- [x] ", "**", "__", "•", "◦", "▪", "·", "–", "—", "→"} {
		if bytes.HasPrefix(b, []byte(sign)) {
			return len(sign)
		}
	}
	switch b[0] {
	case '-', '*', '+', '|', '>', '_', '`', '#':
		return 1
	}
	return 0
}

// headMarked reads a line whose time stands behind marks.
func (p *plan) headMarked(line, next []byte, h *head) bool {
	n := markWidth(line)
	if n == 0 || len(line) < n+4 {
		return false
	}
	rest := line[n:]
	inner := *p
	inner.loose, inner.marked = true, false
	if len(rest) >= 12 && inner.recogniseStart(rest, next, h) || headTimeOnly(&inner, rest, h) {
		h.prefix = n
		end := min(h.text, len(rest))
		h.text = end + len(rest[end:]) - len(bytes.TrimLeft(rest[end:], "*_`| :–—→"))
		return true
	}
	return false
}

// markedLines is how many of the lines of a sample are timelines as people write them, at
// least.
const markedLines = 8

// isMarked reports whether times stand behind marks in a sample, of which no line is that of
// another format.
func (p *plan) isMarked(sample []byte) bool {
	lines, marked := 0, 0
	for line := range p.lines(sample) {
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		lines++
		var h head
		if p.headMarked(line, nil, &h) {
			marked++
		}
	}
	return marked >= 2 && marked*markedLines >= lines
}

// withoutMarks leaves out what closes a row or an emphasis.
func withoutMarks(text string) string {
	text = strings.TrimRight(text, " ")
	if rest, ok := strings.CutSuffix(text, "|"); ok {
		text = strings.TrimRight(rest, " ")
	}
	for _, sign := range []string{"**", "__", "_", "*"} {
		if rest, ok := strings.CutSuffix(text, sign); ok && strings.Count(text, sign)%2 == 1 {
			return rest
		}
	}
	return text
}
