package markdown

import (
	"html"
	"strings"
	"unicode/utf8"
)

// PlainText takes the marks off a line of Markdown: escapes, emphasis, code and
// the destinations of links.
func PlainText(line string) string {
	var out strings.Builder
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == '\\' && i+1 < len(line) && isPunctuation(rune(line[i+1])):
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
	return OneLine(html.UnescapeString(out.String()))
}

// OneLine puts text on one line, with single spaces.
func OneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// FirstSentences cuts text after the last sentence that ends within limit bytes, or
// else after a word with an ellipsis.
func FirstSentences(text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	for limit > 0 && !utf8.RuneStart(text[limit]) {
		limit--
	}
	head := text[:limit]
	for at := len(head) - 1; at > limit/3; at-- {
		if strings.IndexByte(".!?", head[at]) >= 0 && text[at+1] == ' ' {
			return head[:at+1]
		}
	}
	if at := strings.LastIndexByte(head, ' '); at > limit/3 {
		head = head[:at]
	}
	return strings.TrimRight(head, " ,;:") + " …"
}
