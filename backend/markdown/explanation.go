package markdown

import (
	"regexp"
	"strings"
)

// aside marks what an export explains within a sentence: it shows nothing, and no writer
// types it.
const aside = "\u2060"

// longestExplanation is how much of a meaning stands within a sentence, in bytes.
const longestExplanation = 120

// Explanation is what stands behind a term where it is used first: its meaning in
// parentheses, which [CutExplanations] takes out of a page that comes back.
func Explanation(meaning string) string {
	said := strings.TrimRight(FirstSentences(OneLine(meaning), longestExplanation), ".")
	return " (" + aside + strings.NewReplacer("(", "[", ")", "]").Replace(said) + ")"
}

var explanation = regexp.MustCompile(`[ \t]?\n?\\?\(` + aside + `[^()]*\)`)

// CutExplanations takes out of Markdown what an export explained in it.
func CutExplanations(text string) string {
	if !strings.Contains(text, aside) {
		return text
	}
	return explanation.ReplaceAllString(text, "")
}
