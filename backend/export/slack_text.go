package export

import (
	"regexp"
	"strings"
	"unicode"
)

// These stand outside the marks of some styled text until it is known what is
// next to them. They are private-use characters, taken out of all text.
const (
	edgeBefore = '\uE000'
	edgeAfter  = '\uE001'
)

// slackLine writes inlines with the word boundaries that Slack wants around its
// marks.
func slackLine(nodes []inline) string {
	return strings.TrimSpace(resolveEdges(slackInlines(nodes)))
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

func slackInlines(nodes []inline) string {
	var out strings.Builder
	for _, node := range nodes {
		out.WriteString(slackInline(node))
	}
	return out.String()
}

func slackInline(node inline) string {
	switch n := node.(type) {
	case text:
		return slackText(string(n))
	case styled:
		return slackMarked([...]string{emphasis: "_", strong: "*", strike: "~"}[n.style], slackInlines(n.inside))
	case codeSpan:
		if strings.Contains(string(n), "`") {
			return slackText(string(n))
		}
		return slackMarked("`", slackEscape(string(n)))
	case link:
		label := oneLine(resolveEdges(slackInlines(n.inside)))
		if plain(n.inside) == n.url {
			return "<" + slackEscape(n.url) + ">"
		}
		return "<" + slackEscape(n.url) + "|" + label + ">"
	case reference:
		if plain(n.inside) == n.source {
			return slackInlines(n.inside)
		}
		return slackInlines(n.inside) + " (" + slackText(n.source) + ")"
	case lozenge:
		return slackMarked("`", slackEscape(n.label))
	case clock:
		return slackText(string(n))
	case remark:
		return slackMarked("_", slackText(string(n)))
	case lineBreak:
		if n.hard {
			return "\n"
		}
		return " "
	}
	return ""
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

// slackEscape escapes the three characters that Slack asks for; nothing else can
// be escaped. It makes <!here> and <@U123> the text that they look like.
var slackEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", string(edgeBefore), "", string(edgeAfter), "")

func slackEscape(s string) string { return slackEscaper.Replace(s) }

// mention is what the composer turns into a call to everybody as it is pasted.
var mention = regexp.MustCompile(`(?i)(^|[^0-9A-Za-z_.])@(here|channel|everyone)\b`)

func slackText(s string) string { return slackEscape(mention.ReplaceAllString(s, "${1}@\u200b${2}")) }
