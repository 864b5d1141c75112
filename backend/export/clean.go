package export

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// escapeSequence is what a terminal takes as a command: CSI with parameters, OSC
// up to its terminator, or a two-character escape.
var escapeSequence = regexp.MustCompile(
	`\x1b\[[\x30-\x3f]*[\x20-\x2f]*[\x40-\x7e]|\x1b\][^\x07\x1b\n]*(?:\x07|\x1b\\)?|\x1b[\x20-\x2f]*[\x30-\x7e]`)

// clean makes text fit for any target: valid UTF-8 with "\n" line ends, without
// terminal escapes, without the control characters that XML 1.0 forbids even
// when escaped, and without the marks that make a line read in another order
// than it is stored.
func clean(s string) string {
	if isClean(s) {
		return s
	}
	if strings.Contains(s, "\x1b") {
		s = escapeSequence.ReplaceAllString(s, "")
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\r':
			return '\n'
		case isUnwanted(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

func isClean(s string) bool {
	if !utf8.ValidString(s) {
		return false
	}
	for _, r := range s {
		if r == '\r' || isUnwanted(r) {
			return false
		}
	}
	return true
}

func isUnwanted(r rune) bool {
	switch {
	case r == '\t' || r == '\n' || r == '\r':
		return false
	case r < 0x20, r >= 0x7f && r < 0xa0: // C0, DEL, C1
		return true
	case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069: // bidirectional overrides
		return true
	case r == 0xfffe, r == 0xffff:
		return true
	}
	return false
}

// cleanLine is clean for what must stay on one line.
func cleanLine(s string) string {
	return strings.TrimSpace(strings.Join(strings.FieldsFunc(clean(s), func(r rune) bool { return r == '\n' || r == '\t' }), " "))
}
