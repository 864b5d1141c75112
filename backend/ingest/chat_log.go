package ingest

import (
	"bytes"
	"strings"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
)

// fewestLogLines is from how many entries on lines in a message are a log: people also write
// a sentence behind a time.
const fewestLogLines = 2

// LogIn returns the lines of a log that somebody pasted into a message, as they stand there,
// "" where there is none: from its first entry to the end of its last. Raw are the bytes of
// the entry.
func (ix *Index) LogIn(i int, raw []byte) string {
	switch {
	case !ix.IsConversation():
		return ""
	case ix.actors == nil:
		return logIn(strings.Split(ix.describe(i, raw, "").Text, "\n"))
	case !ix.Entries[i].isSaid(), !bytes.Contains(raw, []byte("\n")):
		return ""
	}
	t := splitTranscript(&ix.plan, raw)
	m, ok := t.ownHead(styleOf(formatID(ix.Entries[i].Format)))
	if !ok {
		return ""
	}
	lines := t.lines[min(m.lines, len(t.lines)):]
	if m.text != "" {
		lines = append([]string{m.text}, lines...)
	}
	return logIn(lines)
}

func logIn(lines []string) string {
	p := plan{newline: '\n', document: depthNone}
	lines = p.unjoined(withoutFences(lines))
	first, last, heads := -1, -1, 0
	for i, line := range lines {
		var h head
		if len(line) > 4 && p.recognise([]byte(strings.TrimSpace(line)), nil, &h) && h.At != stamp.NoTime {
			if first < 0 {
				first = i
			}
			last = i
			heads++
		}
	}
	if heads < fewestLogLines {
		return ""
	}
	// What belongs to the last entry is indented; what people say below it is not.
	end := last + 1
	for end < len(lines) && isIndented(lines[end]) {
		end++
	}
	return strings.Join(lines[first:end], "\n") + "\n"
}

// withoutFences leaves out what opens and closes a piece of code, which may stand right beside its
// first and its last line.
func withoutFences(lines []string) []string {
	const fence = "```"
	all := make([]string, 0, len(lines))
	for _, line := range lines {
		if strings.Contains(line, fence) {
			line = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(line), fence), fence)
		}
		all = append(all, line)
	}
	return all
}

// joinedReach is how far into a line of words the first of several entries may begin.
const joinedReach = 300

// unjoined parts the lines on which several entries stand, behind words or not.
func (p *plan) unjoined(lines []string) []string {
	var all []string
	for _, line := range lines {
		words, parts := p.partsBehind([]byte(line))
		if len(parts) < fewestLogLines {
			all = append(all, line)
			continue
		}
		if len(words) > 0 {
			all = append(all, string(words))
		}
		for _, part := range parts {
			all = append(all, string(bytes.TrimRight(part, " ")))
		}
	}
	return all
}

// partsBehind returns the entries at the end of a line, and the words before them.
func (p *plan) partsBehind(line []byte) (words []byte, parts [][]byte) {
	for from := 0; from+5 < len(line) && from <= joinedReach; {
		var h head
		if p.recognise(line[from:], nil, &h) {
			if parts := p.parts(line[from:], &h); len(parts) > 1 {
				return bytes.TrimSpace(line[:from]), parts
			}
		}
		blank := bytes.IndexByte(line[from:], ' ')
		if blank < 0 {
			break
		}
		from += blank + 1
	}
	return line, nil
}
