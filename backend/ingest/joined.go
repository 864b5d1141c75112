package ingest

import (
	"bytes"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

// What copies a log without its line ends leaves several entries on one line. They are parted
// where a stamp of the same shape begins that is no earlier than the one before it and that
// goes on as that did: with a level, or with the same word. A second time in a message does
// not, and a log within the lines of another has but one more on each.

// joinedBytes bounds how long what people paste so is.
const joinedBytes = sampleSize

// isJoined reports whether entries stand on one line in a sample that is the whole source.
func (p *plan) isJoined(sample []byte) bool {
	if p.encoding != encodingUTF8 || isDirty(sample) {
		return false
	}
	heads, most := 0, 0
	for line, next := range p.lines(sample) {
		var h head
		if p.recognise(line, next, &h) {
			heads++
			most = max(most, len(p.parts(line, &h)))
		}
	}
	return most > 2 || heads == 1 && most == 2
}

// parts returns the entries on a line of which h is the first.
func (p *plan) parts(line []byte, h *head) [][]byte {
	var parts [][]byte
	last := *h
	for {
		cut, next := p.nextJoined(line, &last)
		if cut < 0 {
			return append(parts, line)
		}
		parts = append(parts, line[:cut])
		line, last = line[cut:], next
	}
}

// nextJoined returns where on a line the entry after h begins, -1 where none does.
func (p *plan) nextJoined(line []byte, h *head) (cut int, next head) {
	if h.prefix > 0 || h.to <= h.from || h.At == stamp.NoTime {
		return -1, head{}
	}
	if h.format == formatJSONLines {
		return p.nextObject(line)
	}
	first := leadingWord(line, h)
	for i := max(h.to, h.text) + len(first) + 2; i+h.to < len(line); i++ {
		if line[i-1] != ' ' || !isShaped(line[i:i+h.to], line[:h.to]) {
			continue
		}
		tail := line[i:]
		if !p.recogniseStart(tail, nil, &next) || next.format != h.format || next.At < h.At || next.At-h.At > stamp.NanosPerDay ||
			next.Precision != h.Precision || max(next.to, next.text) >= len(tail) {
			continue
		}
		if word := leadingWord(tail, &next); bytes.Equal(word, first) || isLevelWord(word) && isLevelWord(first) {
			next.prefix = 0
			return i, next
		}
	}
	return -1, head{}
}

// nextObject returns where the object behind the one that a line begins with begins, -1 where
// nothing but its end follows.
func (p *plan) nextObject(line []byte) (cut int, next head) {
	end := valueEnd(line, 0)
	for end > 0 && end < len(line) && (line[end] == ' ' || line[end] == ',') {
		end++
	}
	if end > 0 && end < len(line) && line[end] == '{' && p.recogniseStart(line[end:], nil, &next) {
		return end, next
	}
	return -1, head{}
}

// isShaped reports whether two texts of one length have digits and letters in the same places,
// and the same signs in all others.
func isShaped(a, b []byte) bool {
	for i, c := range a {
		d := b[i]
		if c != d && (!stamp.IsDigit(c) || !stamp.IsDigit(d)) && (!stamp.IsLetter(c) || !stamp.IsLetter(d)) {
			return false
		}
	}
	return true
}

// leadingWord returns the word behind a stamp, of a pair its name.
func leadingWord(line []byte, h *head) []byte {
	text := bytes.TrimLeft(line[max(h.to, h.text):], ` "`)
	if end := bytes.IndexAny(text, " ="); end >= 0 {
		return text[:end]
	}
	return text
}

// isLevelWord reports whether a word is the name of a level, in brackets or not.
func isLevelWord(word []byte) bool {
	return levelOfWord(bytes.Trim(word, "[]<>():|")) != retro.LevelNone
}
