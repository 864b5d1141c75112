package retro

import "strings"

// Join writes texts as a person lists them: "a, b, c".
func Join[T ~string](texts []T) string {
	return joinTexts(texts, func(text T) string { return string(text) })
}

// FirstOf returns the first of some texts that is not blank, "" where all are.
func FirstOf[T ~string](texts ...T) T {
	for _, text := range texts {
		if strings.TrimSpace(string(text)) != "" {
			return text
		}
	}
	return ""
}
