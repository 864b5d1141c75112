package retro

import (
	"regexp"
	"strings"
)

// LinkedText is a stretch of plain text, or the words of a link to evidence in it.
type LinkedText struct {
	Text string
	To   *Citation // nil for plain text
}

// linkToEvidence is a link as the window copies it for any text.
var linkToEvidence = regexp.MustCompile(`\[([^\[\]\n]+)\]\((evidence/[0-9a-z]+(?:#[^\s()]*)?)\)`)

// Linked divides a text that is no Markdown, as that of a note or the title of an action
// item, at its links to evidence: "[router, line 10](evidence/ID#L10-L10)". Joined they
// are the text but for what makes the links.
func Linked(text string) []LinkedText {
	var all []LinkedText
	rest := 0
	for _, at := range linkToEvidence.FindAllStringSubmatchIndex(text, -1) {
		to, err := ParseCitation(text[at[4]:at[5]])
		if err != nil {
			continue // it stays as it was typed
		}
		if at[0] > rest {
			all = append(all, LinkedText{Text: text[rest:at[0]]})
		}
		all = append(all, LinkedText{Text: text[at[2]:at[3]], To: &to})
		rest = at[1]
	}
	if rest < len(text) {
		all = append(all, LinkedText{Text: text[rest:]})
	}
	return all
}

// Unlinked is a text with its links to evidence as their words, for what cannot link.
func Unlinked(text string) string {
	if !strings.Contains(text, "](evidence/") {
		return text
	}
	var words strings.Builder
	for _, part := range Linked(text) {
		words.WriteString(part.Text)
	}
	return words.String()
}
