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
		if rest[0] == '<' && len(rest) > 16 && stamp.DigitsAt(rest, 1) == 4 {
			width = 1 // A time of Org mode.
		}
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
	if p.behind {
		return n > 0 && p.headBehind(line, n, h)
	}
	opening := openingWidth(line[n:])
	n += opening
	if from, _, about := aboutWord(line[:min(len(line), 24)]); n == 0 && (!p.marked || !about || from > 0) || len(line) < n+4 {
		return false
	}
	rest := line[n:]
	inner := *p
	inner.loose, inner.marked = true, false
	if opening > 0 && bytes.IndexByte(rest[:3], '.') > 0 {
		inner.military = true // "klo 9.05"
	}
	if len(rest) >= 12 && inner.recogniseStart(rest, next, h) || headTimeOnly(&inner, rest, h) && !headDayBehind(rest, h) || headSpoken(rest, h) {
		h.prefix = n
		end := min(h.text, len(rest))
		h.text = end + len(rest[end:]) - len(bytes.TrimLeft(rest[end:], "*_`| :–—→"))
		return true
	}
	return false
}

// openings are those words.
var openings = []string{
	"At ", "By ", "From ", "Since ", "Um ", "Ab ", "Seit ", "À ", "A ", "A las ", "Desde las ", "Às ", "Alle ", "Om ", "Dalle ", "Vanaf ", "Od ",
	"kl. ", "kl ", "Kl. ", "Kl ", "klo ", "Klo ", "godz. ", "Godz. ", "godz ", "ore ", "Ore ", "h. ", "at ", "from ", "since ", "ab ", "seit ", "desde las ", "dalle ", "vanaf ", "od ", "às ", "alle ", "um ", "à ", "om ", "saat ", "Saat ", "в ", "В ", "о ", "v ",
}

// openingWidth returns the length of a word with which people open a sentence before its time,
// "At 09:05 UTC, …", 0 without one.
func openingWidth(line []byte) int {
	for _, word := range openings {
		if bytes.HasPrefix(line, []byte(word)) && len(line) > len(word)+4 && stamp.IsDigit(line[len(word)]) {
			return len(word)
		}
	}
	return 0
}

// headBehind reads a row of a list that ends with its time in brackets, "- Deploy (09:05)".
func (p *plan) headBehind(line []byte, marks int, h *head) bool {
	end := bytes.TrimRight(line, " .*_")
	from := bytes.LastIndexByte(end, '(') + 1
	if from < marks+4 || end[len(end)-1] != ')' || len(end)-from < 5 {
		return false
	}
	inner := *p
	inner.loose, inner.marked, inner.behind = true, false, false
	if written := end[from : len(end)-1]; !headTimeOnly(&inner, written, h) || h.to != len(written) || h.Flags&stamp.Dateless == 0 {
		return false
	}
	h.prefix = marks
	h.from, h.to, h.text = h.from+from-marks, h.to+from-marks, 0
	h.level = findLevel(line[marks:from])
	return true
}

// markedLines is how many of the lines of a sample are timelines as people write them, at
// least.
const markedLines = 8

// isMarked reports whether times stand behind marks in a sample, of which no line is that of
// another format.
func (p *plan) isMarked(sample []byte) bool {
	lines, marked := p.countLines(sample, func(line []byte) bool {
		var h head
		return peel(line) == 0 && p.headMarked(line, nil, &h)
	})
	return marked >= 2 && marked*markedLines >= lines
}

// countLines returns how many lines of a sample are not blank, and how many of those match.
func (p *plan) countLines(sample []byte, matches func(line []byte) bool) (lines, matching int) {
	for line := range p.lines(sample) {
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		lines++
		if matches(line) {
			matching++
		}
	}
	return lines, matching
}

// isBehind reports whether the rows of the lists in a sample end with their times: three of
// them at least, and every other row.
func (p *plan) isBehind(sample []byte) bool {
	behind := *p
	behind.behind = true
	rows, timed := 0, 0
	for line := range p.lines(sample) {
		first := skipBlank(line, 0)
		if first >= len(line) || bytes.IndexByte([]byte("-*+"), line[first]) < 0 {
			continue
		}
		rows++
		var h head
		if behind.headMarked(line, nil, &h) {
			timed++
		}
	}
	return timed >= 3 && timed*2 >= rows
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
