package markdown

import (
	"regexp"
	"strings"
)

// CutUnseen divides a piece of Markdown into what a page shows of it and what no
// page shows: the definitions of links and comments before it, and the comments
// and empty lines behind it. Joined, the three are the piece byte for byte. All
// of a piece that shows nothing is before.
func CutUnseen(piece string) (before, shown, after string) {
	start := 0
	for start < len(piece) {
		length := definition(piece[start:])
		if length == 0 {
			line, _, _ := strings.Cut(piece[start:], "\n")
			if content := strings.TrimSpace(line); content != "" && !IsComment(content) {
				break
			}
			length = min(len(line)+1, len(piece)-start)
		}
		start += length
	}
	end := len(piece)
	for end > start {
		text := strings.TrimRight(piece[start:end], " \t\n")
		last := text[strings.LastIndexByte(text, '\n')+1:]
		if !IsComment(strings.TrimSpace(last)) {
			end = start + len(text)
			break
		}
		end = start + len(text) - len(last)
	}
	return piece[:start], piece[start:end], piece[end:]
}

// linkDefinition is a link that is defined apart from where it is used, with its
// title on the same line or the next. A footnote is text, and no such link.
var linkDefinition = regexp.MustCompile(`^ {0,3}\[(?:[^\[\]\\^]|\\.)(?:[^\[\]\\]|\\.)*\]:[ \t]*\n?[ \t]*(?:<[^<>\n]*>|[^\s<]\S*)` +
	`(?:(?:[ \t]+|[ \t]*\n[ \t]*)(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)))?[ \t]*(?:\n|$)`)

// bareDefinition is the same without a title, for where what follows it is none.
var bareDefinition = regexp.MustCompile(`^ {0,3}\[(?:[^\[\]\\^]|\\.)(?:[^\[\]\\]|\\.)*\]:[ \t]*\n?[ \t]*(?:<[^<>\n]*>|[^\s<]\S*)[ \t]*(?:\n|$)`)

// definition is the length of the definition of a link that a text begins with,
// 0 for none.
func definition(text string) int {
	if !strings.HasPrefix(strings.TrimLeft(text, " "), "[") {
		return 0
	}
	if length := len(linkDefinition.FindString(text)); length > 0 {
		return length
	}
	return len(bareDefinition.FindString(text))
}
