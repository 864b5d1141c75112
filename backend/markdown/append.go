package markdown

import "strings"

// Append puts a paragraph, or several, at the end of a text.
func Append(text, paragraph string) string {
	paragraph = strings.Trim(paragraph, "\n") + "\n"
	if text = strings.TrimRight(text, "\n"); text == "" {
		return paragraph
	}
	return text + "\n\n" + paragraph
}
