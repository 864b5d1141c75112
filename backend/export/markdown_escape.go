package export

import (
	"strings"
	"unicode/utf8"
)

// codeSpanMarkdown puts text between runs of backticks longer than any in it.
func codeSpanMarkdown(s string) string {
	if s == "" {
		return ""
	}
	mark := strings.Repeat("`", longestRun(s, '`')+1)
	blank := strings.TrimSpace(s) == ""
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") || (!blank && s[0] == ' ' && s[len(s)-1] == ' ') {
		s = " " + s + " "
	}
	return mark + s + mark
}

// escapeMarkdown writes text so that none of it is markup. Underscores inside
// words stay bare, for names_like_this are common and safe.
func escapeMarkdown(s string) string {
	var out strings.Builder
	before := ' '
	for i, r := range s {
		after, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
		if needsEscape(r, before, after, s[i:]) {
			out.WriteByte('\\')
		}
		out.WriteRune(r)
		before = r
	}
	return out.String()
}

func needsEscape(r, before, after rune, rest string) bool {
	switch r {
	case '\\', '`', '*', '[', ']', '<', '~':
		return true
	case '_':
		return !isWord(before) || !isWord(after)
	case '!':
		return after == utf8.RuneError
	case '&':
		return beginsEntity(rest)
	case ':':
		return strings.HasPrefix(rest, "://")
	case '.':
		return before == 'w'
	}
	return false
}

func isWord(r rune) bool {
	return r != utf8.RuneError && (isLetter(r) || r == '_')
}

func escapeEntities(url string) string {
	var out strings.Builder
	for i := range len(url) {
		if url[i] == '&' && beginsEntity(url[i:]) {
			out.WriteString("&amp;")
			continue
		}
		out.WriteByte(url[i])
	}
	return out.String()
}

// escapeLineStart escapes what makes a line a heading, quotation, list, rule or
// the border of a table's head.
func escapeLineStart(line string) string {
	if line == "" {
		return line
	}
	switch c := line[0]; {
	case strings.IndexByte("#>+-=:|", c) >= 0:
		return `\` + line
	case c >= '0' && c <= '9':
		digits := strings.TrimLeft(line, "0123456789")
		if strings.HasPrefix(digits, ".") || strings.HasPrefix(digits, ")") {
			at := len(line) - len(digits)
			return line[:at] + `\` + line[at:]
		}
	}
	return line
}
