package markdown

import "strings"

// Markdown parsers take quadratic time on input made for it, and a pasted log
// can be just that by accident. So text is divided where a blank line ends every
// paragraph, and a stretch beyond these bounds is not parsed at all. People who
// write do not come near them.
const (
	maxStretch = 64 << 10 // bytes without a blank line
	maxMarks   = 2000     // of each character that may open something
	maxDepth   = 32       // quotes and lists inside each other
	maxColumns = 128      // of a table
	maxCells   = 20000    // of a table
	maxIndent  = 200      // columns of space before a line
	maxMarkers = 4000     // of quotes and list items
)

// Stretch is a part of some Markdown. A hostile one is to be shown as it is.
type Stretch struct {
	Text    string
	Hostile bool
}

// Guard divides Markdown into as few stretches as possible, which together are
// the whole text.
func Guard(markdown string) []Stretch {
	var stretches []Stretch
	start := 0 // of the run of harmless parts
	offset := 0
	for _, part := range splitAtBlankLines(markdown) {
		end := offset + len(part)
		if isHostile(part) {
			if start < offset {
				stretches = append(stretches, Stretch{Text: markdown[start:offset]})
			}
			stretches = append(stretches, Stretch{Text: part, Hostile: true})
			start = end
		}
		offset = end
	}
	if start < offset {
		stretches = append(stretches, Stretch{Text: markdown[start:]})
	}
	return stretches
}

// splitAtBlankLines cuts after each run of blank lines that is not inside a
// fence. Where this and the parser disagree on what a fence is, the parts are
// longer than they need be or hold code, which costs nothing to parse.
func splitAtBlankLines(markdown string) []string {
	var parts []string
	start, offset, fence, blank := 0, 0, "", false
	for line := range strings.Lines(markdown) {
		trimmed := strings.TrimSpace(line)
		if blank && trimmed != "" {
			parts = append(parts, markdown[start:offset])
			start = offset
		}
		offset += len(line)
		switch {
		case fence == "":
			fence = Fence(trimmed)
		case closes(trimmed, fence):
			fence = ""
		}
		blank = trimmed == "" && fence == ""
	}
	return append(parts, markdown[start:])
}

func isHostile(part string) bool {
	if len(part) > maxStretch {
		return true
	}
	var marks [256]int
	for i := range len(part) {
		marks[part[i]]++
	}
	for _, mark := range []byte("[*_<~`!") {
		if marks[mark] > maxMarks {
			return true
		}
	}
	lines, columns, markers := 0, 0, 0
	for line := range strings.Lines(part) {
		lines++
		columns = max(columns, strings.Count(line, "|"))
		depth, indent := nesting(line)
		if depth > maxDepth || indent > maxIndent {
			return true
		}
		markers += depth
	}
	return markers > maxMarkers || columns > maxColumns || columns*lines > maxCells
}

// nesting counts the markers of quotes and lists at the beginning of a line, and
// the columns of space among them. A line of nothing but one mark is a rule.
func nesting(line string) (depth, indent int) {
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == ' ':
			indent++
		case c == '\t':
			indent += 4
		case c == '>':
			depth++
		case strings.IndexByte("-+*", c) >= 0 && i+1 < len(line) && (line[i+1] == ' ' || line[i+1] == '\t'):
			depth++
		case c >= '0' && c <= '9':
			end := i
			for end < len(line) && line[end] >= '0' && line[end] <= '9' {
				end++
			}
			if end >= len(line) || (line[end] != '.' && line[end] != ')') {
				return depth, indent
			}
			depth++
			i = end
		default:
			return depth, indent
		}
	}
	return depth, indent
}
