package ingest

import (
	"bytes"
	"strings"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

// A page about an incident often has its times in headings, "### 2018-03-26 10:34" or
// "### 21:00 - Team alerted", with paragraphs and pieces of logs beneath. What stands beneath
// such a heading is one entry; a heading without a time begins one that has none. Times in
// pieces of code are of what is quoted, not of the page.

// pageBytes bounds how long a page that people wrote is.
const pageBytes = sampleSize

// isPage reports whether a sample is such a page.
func (p *plan) isPage(sample []byte) bool {
	if p.encoding == encodingUTF8 && !hasHeadings(sample) {
		return false
	}
	page := *p
	page.loose = true
	timed, fenced := 0, false
	for line := range p.lines(sample) {
		if isFence(line) {
			fenced = !fenced
		}
		var h head
		if name := heading(line); !fenced && name > 0 && page.headTimed(line, name, &h) {
			timed++
		}
	}
	return timed >= 2
}

// hasHeadings reports whether some line begins like a heading, which in most sources none does.
func hasHeadings(sample []byte) bool {
	sample = bytes.TrimPrefix(sample, []byte("\xef\xbb\xbf"))
	for _, mark := range []string{"#", "**"} {
		if bytes.HasPrefix(sample, []byte(mark)) || bytes.Contains(sample, []byte("\n"+mark)) || bytes.Contains(sample, []byte("\r"+mark)) {
			return true
		}
	}
	return false
}

// headPage reads a line of a page: a heading, or a row of a list or table with a time.
func (p *plan) headPage(line []byte, h *head) bool {
	h.prefix = 0
	name := heading(line)
	switch {
	case name > 0 && (p.headTimed(line, name, h) || headDay(line, h)):
		return true
	case name > 0:
		h.Stamp = stamp.Stamp{At: stamp.NoTime, Zone: stamp.NoZone}
		h.from, h.to, h.text = 0, 0, 0
		h.format, h.level, h.prefix = formatText, retro.LevelNone, name
		return true
	}
	first := skipBlank(line, 0)
	isRow := first < len(line) && (bytes.IndexByte([]byte("-*+|"), line[first]) >= 0 || stamp.IsDigit(line[first]))
	return isRow && markWidth(line) > first && p.headMarked(line, nil, h)
}

// headTimed reads a heading that begins with a time, behind its marks.
func (p *plan) headTimed(line []byte, name int, h *head) bool {
	from, to, about := aboutWord(line[name:])
	if about {
		line = append(append([]byte(nil), line[:name+from]...), line[name+to:]...)
	}
	if !p.headMarked(line, nil, h) || h.Precision == stamp.PrecisionDay {
		return false
	}
	if about {
		// The places are those in the line as it is written.
		h.Flags |= stamp.About
		width := to - from
		h.to, h.text = h.to+width, h.text+width
	}
	return true
}

// aboutWord finds a word that makes a time a rough one, "ca. 18:30" or "2018-07-08 ca. 18:30",
// where nothing but digits and marks stands before it.
func aboutWord(name []byte) (from, to int, found bool) {
	from = bytes.IndexFunc(name, func(r rune) bool { return !strings.ContainsRune("0123456789-./ ", r) })
	if from < 0 {
		return 0, 0, false
	}
	for _, word := range []string{"~", "≈", "ca. ", "ca ", "circa ", "c. ", "approx. ", "approximately ", "about ", "around ", "roughly ", "gegen ", "etwa ", "vers "} {
		if len(name) > from+len(word) && strings.EqualFold(string(name[from:from+len(word)]), word) {
			return from, from + len(word), stamp.IsDigit(name[from+len(word)])
		}
	}
	return 0, 0, false
}

// heading returns how wide the marks of a heading are, 0 for any other line: "### " of
// Markdown, or the "**" of a line that is bold as a whole.
func heading(line []byte) int {
	level := 0
	for level < len(line) && line[level] == '#' {
		level++
	}
	switch {
	case level > 0 && level <= 6 && level < len(line) && line[level] == ' ':
		return skipBlank(line, level)
	case len(line) > 4 && bytes.HasPrefix(line, []byte("**")) && bytes.Index(line[2:], []byte("**")) == len(bytes.TrimRight(line, " "))-4:
		return 2
	}
	return 0
}

// isFence reports whether a line opens or closes a piece of code.
func isFence(line []byte) bool {
	line = bytes.TrimLeft(line, " ")
	return bytes.HasPrefix(line, []byte("```")) || bytes.HasPrefix(line, []byte("~~~"))
}
