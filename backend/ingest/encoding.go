package ingest

import (
	"bytes"
	"encoding/binary"
	"iter"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
)

// encoding is how a source writes its characters.
type encoding uint8

const (
	encodingUTF8 encoding = iota
	encodingUTF16LE
	encodingUTF16BE
)

// unit is the width of a line end in bytes.
func (e encoding) unit() int {
	if e == encodingUTF8 {
		return 1
	}
	return 2
}

// sniffEncoding looks at the first bytes of a source for the mark of UTF-16, or
// for so many zero bytes on one side that nothing else is likely.
func sniffEncoding(head []byte) encoding {
	if len(head) >= 2 {
		switch {
		case head[0] == 0xFF && head[1] == 0xFE:
			return encodingUTF16LE
		case head[0] == 0xFE && head[1] == 0xFF:
			return encodingUTF16BE
		}
	}
	sample := head[:min(len(head), 1024)&^1]
	if len(sample) < 16 {
		return encodingUTF8
	}
	even, odd := 0, 0
	for i := 0; i < len(sample); i += 2 {
		if sample[i] == 0 {
			even++
		}
		if sample[i+1] == 0 {
			odd++
		}
	}
	half := len(sample) / 2
	switch {
	case odd*10 >= half*7 && even*20 <= half:
		return encodingUTF16LE
	case even*10 >= half*7 && odd*20 <= half:
		return encodingUTF16BE
	}
	return encodingUTF8
}

// lineEnd returns where the line that begins at i ends, and where the next one
// begins; next is 0 where b holds no line end.
func (p *plan) lineEnd(b []byte, i int) (end, next int) {
	if p.encoding == encodingUTF8 {
		n := bytes.IndexByte(b[i:], p.newline)
		if n < 0 {
			return len(b), 0
		}
		return i + n, i + n + 1
	}
	low, high := 0, 1
	if p.encoding == encodingUTF16BE {
		low, high = 1, 0
	}
	for j := i; j+1 < len(b); j += 2 {
		if b[j+low] == p.newline && b[j+high] == 0 {
			return j, j + 2
		}
	}
	return len(b), 0
}

// lines yields the lines of a sample, cleaned, each with what follows it there.
func (p *plan) lines(sample []byte) iter.Seq2[[]byte, []byte] {
	return func(yield func(line, next []byte) bool) {
		clean := cleaner{dirty: isDirty(sample)}
		for i := 0; i < len(sample); {
			end, next := p.lineEnd(sample, i)
			if next == 0 {
				next = len(sample)
			}
			if !yield(clean.clean(p, sample[i:end]), sample[next:]) {
				return
			}
			i = next
		}
	}
}

// cleanReach is how much of a line is cleaned and recognised: a stamp, a level and
// the keys of a JSON object stand in its beginning.
const cleanReach = 64 << 10

// cleaner makes lines ready for the formats. Its buffer is reused.
type cleaner struct {
	buffer []byte
	dirty  bool // the source holds escapes or zero bytes
}

// clean decodes a line, drops its line end, byte order mark, terminal escapes and
// zero bytes. A line that needs none of it is returned as it is.
func (c *cleaner) clean(p *plan, line []byte) []byte {
	if len(line) > cleanReach {
		line = line[:cleanReach]
	}
	if p.encoding != encodingUTF8 {
		c.buffer = decodeUTF16(c.buffer[:0], line, p.encoding)
		line = c.buffer
	}
	if n := len(line); n > 0 && line[n-1] == '\r' {
		line = line[:n-1]
	}
	if len(line) >= 3 && line[0] == 0xEF && line[1] == 0xBB && line[2] == 0xBF {
		line = line[3:]
	}
	if c.dirty && (bytes.IndexByte(line, 0x1B) >= 0 || bytes.IndexByte(line, 0) >= 0) {
		c.buffer = stripEscapes(c.buffer[:0], line)
		line = c.buffer
	}
	return line
}

// isDirty reports whether lines of b may need more than their line end dropped.
func isDirty(b []byte) bool {
	return bytes.IndexByte(b, 0x1B) >= 0 || bytes.IndexByte(b, 0) >= 0
}

// buildkiteTime begins the milliseconds since 1970 that Buildkite hides in an escape
// before each line.
const buildkiteTime = "bk;t="

// stripEscapes appends b to dst without terminal escapes, zero bytes and
// backspaces. dst may share its beginning with b. The time that Buildkite hides in
// the first escape stays, with a blank behind it.
func stripEscapes(dst, b []byte) []byte {
	start := 0
	if bytes.HasPrefix(b, []byte("\x1B_"+buildkiteTime)) {
		end := 2 + len(buildkiteTime)
		end += stamp.DigitsAt(b, end)
		if end < len(b) && b[end] == '\a' {
			dst = append(append(dst, b[2:end]...), ' ')
			start = end + 1
		}
	}
	for i := start; i < len(b); {
		switch b[i] {
		case 0, '\b':
			i++
		case 0x1B:
			i += escapeLength(b[i:])
		default:
			dst = append(dst, b[i])
			i++
		}
	}
	return dst
}

// escapeLength returns the length of the terminal escape at the start of b: a
// control sequence, a title or link that a bell or ST ends, or two bytes.
func escapeLength(b []byte) int {
	if len(b) < 2 {
		return 1
	}
	switch b[1] {
	case '[':
		for i := 2; i < len(b); i++ {
			if b[i] >= 0x40 && b[i] <= 0x7E {
				return i + 1
			}
			if b[i] < 0x20 {
				return i
			}
		}
		return len(b)
	case ']':
		for i := 2; i < len(b); i++ {
			if b[i] == 0x07 {
				return i + 1
			}
			if b[i] == 0x1B {
				if i+1 < len(b) && b[i+1] == '\\' {
					return i + 2
				}
				return i
			}
		}
		return 2
	}
	return 2
}

// decodeUTF16 appends UTF-16 to dst as UTF-8, without a byte order mark.
func decodeUTF16(dst, b []byte, e encoding) []byte {
	var order binary.ByteOrder = binary.LittleEndian
	if e == encodingUTF16BE {
		order = binary.BigEndian
	}
	for i := 0; i+1 < len(b); i += 2 {
		r := rune(order.Uint16(b[i:]))
		if utf16.IsSurrogate(r) {
			second := rune(0)
			if i+3 < len(b) {
				second = rune(order.Uint16(b[i+2:]))
			}
			if r = utf16.DecodeRune(r, second); r != utf8.RuneError {
				i += 2
			}
		}
		if r == 0xFEFF {
			continue
		}
		dst = utf8.AppendRune(dst, r)
	}
	return dst
}
