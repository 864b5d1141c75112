package export

import (
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/afterword-app/afterword/backend/retro"
)

// splitLines divides markup that is longer than what is left of a message into
// parts, at line ends as far as possible. Every part of a code block is one.
func splitLines(s string, first, room int) []string {
	if retro.UTF16Length(s) <= first {
		return []string{s}
	}
	const fence = "```"
	inCode := strings.HasPrefix(s, fence+"\n") && strings.HasSuffix(s, "\n"+fence)
	overhead := 0
	if inCode {
		s = strings.TrimSuffix(strings.TrimPrefix(s, fence+"\n"), "\n"+fence)
		overhead = 2 * (len(fence) + 1)
	}
	var parts []string
	var open strings.Builder
	used, left := 0, first
	flush := func() {
		part := strings.TrimRight(open.String(), "\n")
		if inCode && part != "" {
			part = fence + "\n" + part + "\n" + fence
		}
		parts = append(parts, part)
		open.Reset()
		used, left = 0, room
	}
	for line := range strings.Lines(s) {
		for _, bit := range cutLine(line, room-overhead) {
			length := retro.UTF16Length(bit)
			if used+length+overhead > left {
				flush()
			}
			open.WriteString(bit)
			used += length
		}
	}
	flush()
	return parts
}

// cutLine divides a line that is longer than a message, after a space where
// there is one and never inside an escape.
func cutLine(line string, limit int) []string {
	var bits []string
	for left := retro.UTF16Length(line); left > limit; {
		at, units := 0, 0
		for at < len(line) {
			r, width := utf8.DecodeRuneInString(line[at:])
			if units += max(1, utf16.RuneLen(r)); units > limit {
				break
			}
			at += width
		}
		if space := strings.LastIndexFunc(line[:at], unicode.IsSpace); space > at/2 {
			at = space + 1
		} else if amp := strings.LastIndexByte(line[:at], '&'); amp > 0 && at-amp < len("&amp;") {
			at = amp
		}
		left -= retro.UTF16Length(line[:at])
		bits = append(bits, line[:at])
		line = line[at:]
	}
	return append(bits, line)
}
