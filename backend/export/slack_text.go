package export

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/afterword-app/afterword/backend/markdown"
)

// These stand outside the marks of some styled text until it is known what is
// next to them. They are private-use characters, taken out of all text.
const (
	edgeBefore = '\uE000'
	edgeAfter  = '\uE001'
)

// line writes inlines with the word boundaries that Slack wants around its
// marks.
func (w slackWriter) line(nodes []inline) string {
	return strings.TrimSpace(resolveEdges(w.inlines(nodes)))
}

// resolveEdges puts a zero-width space where a mark touches a word, without
// which Slack would show the mark itself.
func resolveEdges(s string) string {
	var out strings.Builder
	runes := []rune(s)
	for i, r := range runes {
		switch {
		case r == edgeBefore && i > 0 && isLetter(runes[i-1]):
			out.WriteRune('\u200b')
		case r == edgeAfter && i+1 < len(runes) && isLetter(runes[i+1]):
			out.WriteRune('\u200b')
		case r != edgeBefore && r != edgeAfter:
			out.WriteRune(r)
		}
	}
	return out.String()
}

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func (w slackWriter) inlines(nodes []inline) string {
	var out strings.Builder
	for _, node := range nodes {
		out.WriteString(w.inline(node))
	}
	return out.String()
}

func (w slackWriter) inline(node inline) string {
	switch n := node.(type) {
	case text:
		return w.text(string(n))
	case styled:
		return w.styled(n)
	case codeSpan:
		if strings.Contains(string(n), "`") {
			return w.text(string(n))
		}
		return slackMarked("`", w.escape(string(n)))
	case link:
		label := markdown.OneLine(resolveEdges(w.inlines(n.inside)))
		address := strings.TrimPrefix(n.url, "mailto:")
		isBare := plain(n.inside) == n.url || !w.forAPI && plain(n.inside) == address
		switch {
		case w.forAPI && isBare:
			return "<" + w.escape(n.url) + ">"
		case w.forAPI:
			return "<" + w.escape(n.url) + "|" + label + ">"
		case isBare:
			return w.escape(address)
		}
		return label + " (" + w.escape(address) + ")"
	case reference:
		if plain(n.inside) == n.source {
			return w.inlines(n.inside)
		}
		return w.inlines(n.inside) + " (" + w.text(n.source) + ")"
	case lozenge:
		return slackMarked("`", w.escape(n.label))
	case clock:
		return w.text(string(n))
	case remark:
		return slackMarked("_", w.text(string(n)))
	case noteMark:
		return n.raised()
	case lineBreak:
		if n.hard {
			return "\n"
		}
		return " "
	}
	return ""
}

func (w slackWriter) styled(n styled) string {
	mark := "_"
	switch n.style {
	case key:
		return w.inline(codeSpan(plain(n.inside)))
	case subscript, superscript:
		return w.text(shifted(plain(n.inside), n.style))
	case strong:
		mark = "*"
	case strike:
		mark = "~"
	case emphasis, underlined, marked:
	}
	return slackMarked(mark, w.inlines(n.inside))
}

// slackMarked puts a mark around every line of some markup: Slack's do not span
// lines, may not stand next to space, and do nothing inside themselves.
func slackMarked(mark, inside string) string {
	inside = strings.NewReplacer(string(edgeBefore)+mark, "", mark+string(edgeAfter), "").Replace(inside)
	lines := strings.Split(inside, "\n")
	for i, line := range lines {
		trimmed := strings.TrimSpace(line)
		if trimmed == "" {
			continue
		}
		lead, tail, _ := strings.Cut(line, trimmed)
		lines[i] = lead + string(edgeBefore) + mark + trimmed + mark + string(edgeAfter) + tail
	}
	return strings.Join(lines, "\n")
}

// slackEscaper escapes the three characters that Slack's API asks for; nothing else
// can be escaped. It makes <!here> and <@U123> the text that they look like.
var slackEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", string(edgeBefore), "", string(edgeAfter), "")

func (w slackWriter) escape(s string) string {
	if w.forAPI {
		return slackEscaper.Replace(s)
	}
	return edgeEraser.Replace(s)
}

// edgeEraser keeps the marks of edges out of text that is otherwise as it is.
var edgeEraser = strings.NewReplacer(string(edgeBefore), "", string(edgeAfter), "")

// mention is what the composer turns into a call to everybody as it is pasted.
var mention = regexp.MustCompile(`(?i)(^|[^0-9A-Za-z_.])@(here|channel|everyone)\b`)

func (w slackWriter) text(s string) string {
	return w.escape(mention.ReplaceAllString(s, "${1}@\u200b${2}"))
}
