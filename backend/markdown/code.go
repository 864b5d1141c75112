package markdown

import "strings"

// CodeSpan puts text between runs of backticks longer than any in it.
func CodeSpan(text string) string {
	if text == "" {
		return ""
	}
	mark := strings.Repeat("`", longestRun(text, '`')+1)
	blank := strings.TrimSpace(text) == ""
	if strings.HasPrefix(text, "`") || strings.HasSuffix(text, "`") || !blank && text[0] == ' ' && text[len(text)-1] == ' ' {
		text = " " + text + " "
	}
	return mark + text + mark
}

// Fenced writes a block of code between fences longer than any run of backticks in
// it. A language that does not look like the name of one is left out.
func Fenced(language, body string) string {
	fence := strings.Repeat("`", max(3, longestRun(body, '`')+1))
	return fence + LanguageName(language) + "\n" + body + "\n" + fence
}

// LanguageName is the name of a language if it looks like one, "" otherwise.
func LanguageName(name string) string {
	odd := func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && !strings.ContainsRune("+#._-", r)
	}
	if len(name) > 40 || strings.ContainsFunc(name, odd) {
		return ""
	}
	return name
}

func longestRun(text string, c byte) int {
	longest, run := 0, 0
	for i := range len(text) {
		if text[i] == c {
			run++
			longest = max(longest, run)
			continue
		}
		run = 0
	}
	return longest
}

// Quoted makes a quotation of lines.
func Quoted(text string) string { return Prefixed(text, "> ", "> ") }

// Prefixed puts first before the first line and rest before all others that are
// not empty; a quotation marks the empty ones too.
func Prefixed(text, first, rest string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		switch {
		case i == 0:
			lines[i] = first + line
		case line != "":
			lines[i] = rest + line
		default:
			lines[i] = strings.TrimRight(rest, " ")
		}
	}
	return strings.Join(lines, "\n")
}
