package markdown

import "strings"

// These say what a line is by itself, without the white space at its ends.

// Fence returns the run of at least three backticks or tildes that makes a line the
// beginning of a block of code, or "".
func Fence(line string) string {
	run := 0
	for run < len(line) && line[run] == line[0] {
		run++
	}
	if run < 3 || line[0] != '`' && line[0] != '~' {
		return ""
	}
	if line[0] == '`' && strings.Contains(line[run:], "`") {
		return ""
	}
	return line[:run]
}

// closes reports whether a line ends the block of code that a fence began.
func closes(line, fence string) bool {
	return len(line) >= len(fence) && strings.Trim(line, fence[:1]) == ""
}

// HeadingLevel is how many signs make a line a heading, 0 for any other.
func HeadingLevel(line string) int {
	level := len(line) - len(strings.TrimLeft(line, "#"))
	if level < 1 || level > 6 || level < len(line) && line[level] != ' ' && line[level] != '\t' {
		return 0
	}
	return level
}

// IsUnderline reports whether a line makes a heading of the text above it.
func IsUnderline(line string) bool {
	return line != "" && (strings.Trim(line, "=") == "" || strings.Trim(line, "-") == "")
}

func isRule(line string) bool {
	marks := 0
	for i := range len(line) {
		switch line[i] {
		case ' ', '\t':
		case line[0]:
			marks++
		default:
			return false
		}
	}
	return marks >= 3 && strings.IndexByte("*-_", line[0]) >= 0
}

// ListMark returns what tells the items of one list from those of another: the
// bullet, or what follows the number; "" for a line that begins no item.
func ListMark(line string) string {
	digits := len(line) - len(strings.TrimLeft(line, "0123456789"))
	marks := "-*+"
	if digits > 0 {
		marks = ".)"
	}
	if digits == len(line) || digits > 9 || strings.IndexByte(marks, line[digits]) < 0 {
		return ""
	}
	if after := line[digits+1:]; after != "" && after[0] != ' ' && after[0] != '\t' {
		return ""
	}
	return line[digits : digits+1]
}

// IsMeaning reports whether a line begins what the paragraph above it means, ": meaning".
func IsMeaning(line string) bool {
	return len(line) > 1 && line[0] == ':' && (line[1] == ' ' || line[1] == '\t')
}

// interrupts reports whether an item may follow a paragraph without an empty
// line between: a bullet with text, or number one.
func interrupts(item string) bool {
	marker, text, _ := strings.Cut(item, " ")
	return text != "" && (len(marker) == 1 || marker == "1." || marker == "1)")
}

// IsDelimiterRow reports whether a line makes the head of a table of the one above
// it.
func IsDelimiterRow(line string) bool {
	return strings.Contains(line, "-") && strings.Contains(line, "|") && strings.Trim(line, " \t\r\n|:-") == ""
}

// IsComment reports whether a line is a comment and nothing else.
func IsComment(line string) bool {
	return strings.HasPrefix(line, "<!--") && strings.HasSuffix(line, "-->") && strings.Count(line, "-->") == 1
}
