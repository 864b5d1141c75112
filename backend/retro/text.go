package retro

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Join writes texts as a person lists them: "a, b, c".
func Join[T ~string](texts []T) string {
	return joinTexts(texts, func(text T) string { return string(text) })
}

// Count says how many there are of something: "1 event", "3,000 events".
func Count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return Thousands(n) + " " + many
}

// Capital begins words with a capital letter, as a sentence does.
func Capital(words string) string {
	_, size := utf8.DecodeRuneInString(words)
	return strings.ToUpper(words[:size]) + words[size:]
}

// Thousands writes a count for people: 48120 as "48,120".
func Thousands(n int) string {
	digits := strconv.Itoa(n)
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	return digits
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

// UTF16Length is how long a text is as a page and Slack count, in UTF-16 code units.
func UTF16Length(text string) int {
	units := 0
	for _, r := range text {
		units += max(1, utf16.RuneLen(r))
	}
	return units
}
