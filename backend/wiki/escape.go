package wiki

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// escape writes text so that none of it is markup. Underscores inside words stay
// bare, for names_like_this are common and safe.
func escape(s string) string {
	var out strings.Builder
	before := ' '
	for i, r := range s {
		after, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
		switch {
		case strings.ContainsRune("\\`*[]<", r),
			r == '~' && (before == '~' || after == '~'),
			r == '_' && (!isWord(before) || !isWord(after)),
			r == '&' && html.UnescapeString(s[i:min(len(s), i+longestEntity)]) != s[i:min(len(s), i+longestEntity)]:
			out.WriteByte('\\')
		}
		out.WriteRune(r)
		before = r
	}
	return out.String()
}

// longestEntity is more than the name of any entity in use has.
const longestEntity = 12

func isWord(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_')
}

// escapeStart escapes what would make a line a heading, quotation, list or rule.
func escapeStart(line string) string {
	if line == "" {
		return line
	}
	switch c := line[0]; {
	case c == '#' || c == '>' || c == '=' || c == '|':
		return `\` + line
	case c == '+' || c == '-':
		if len(line) == 1 || line[1] == ' ' || line[1] == c {
			return `\` + line
		}
	case c >= '0' && c <= '9':
		rest := strings.TrimLeft(line, "0123456789")
		if rest != "" && (rest[0] == '.' || rest[0] == ')') && (len(rest) == 1 || rest[1] == ' ') {
			at := len(line) - len(rest)
			return line[:at] + `\` + line[at:]
		}
	}
	return line
}

// codeSpan puts text between runs of backticks longer than any in it.
func codeSpan(s string) string {
	mark := strings.Repeat("`", longestRun(s, '`')+1)
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") {
		s = " " + s + " "
	}
	return mark + s + mark
}

// fenced writes code between fences longer than any in it.
func fenced(language, body string) string {
	fence := strings.Repeat("`", max(3, longestRun(body, '`')+1))
	return fence + language + "\n" + strings.TrimRight(body, "\n") + "\n" + fence
}

func longestRun(s string, c byte) int {
	longest, run := 0, 0
	for i := range len(s) {
		if s[i] != c {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return longest
}

// PlainText takes the marks off a line of Markdown: escapes, emphasis, code and
// the destinations of links.
func PlainText(line string) string {
	var out strings.Builder
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == '\\' && i+1 < len(line) && strings.IndexByte("\\`*_{}[]()<>#+-.!|~&:=\"'$%,/;?@^", line[i+1]) >= 0:
			i++
			out.WriteByte(line[i])
		case c == '`', c == '*', c == '~' && i+1 < len(line) && line[i+1] == '~', c == '~' && i > 0 && line[i-1] == '~':
		case c == '_' && (i == 0 || i+1 == len(line) || line[i-1] == ' ' || line[i+1] == ' '):
		case c == '[', c == '!' && i+1 < len(line) && line[i+1] == '[':
		case c == ']':
			if end := strings.IndexByte(line[i:], ')'); i+1 < len(line) && line[i+1] == '(' && end > 0 {
				i += end
			}
		default:
			out.WriteByte(c)
		}
	}
	return strings.Join(strings.Fields(html.UnescapeString(out.String())), " ")
}
