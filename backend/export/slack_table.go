package export

import (
	"strings"

	"github.com/rivo/uniseg"

	"github.com/afterword-app/afterword/backend/markdown"
)

// widestColumn is where the last column of an aligned table wraps.
const widestColumn = 64

// alignedTable writes a table as lines of a fixed-width font. Cells show their
// first paragraph; what else they hold belongs to the document.
func alignedTable(t table) string {
	rows := make([][]string, 0, len(t.rows)+1)
	if t.head != nil {
		rows = append(rows, cellWords(t.head))
	}
	for _, row := range t.rows {
		rows = append(rows, cellWords(row))
	}
	var widths []int
	for _, row := range rows {
		for i, words := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], uniseg.StringWidth(words))
		}
	}
	var lines []string
	for i, row := range rows {
		lines = append(lines, alignRow(row, widths, t.align)...)
		if i == 0 && t.head != nil {
			lines = append(lines, underline(widths))
		}
	}
	return strings.Join(lines, "\n")
}

func cellWords(cells []cell) []string {
	var words []string
	for _, c := range cells {
		words = append(words, firstParagraph(c))
	}
	return words
}

func firstParagraph(blocks []block) string {
	for _, b := range blocks {
		switch n := b.(type) {
		case paragraph:
			return markdown.OneLine(plain(n.text))
		case *picture:
			return missingPicture(n)
		case *excerpt:
			return n.title()
		}
	}
	return ""
}

// alignRow writes a row, its last cell wrapped below itself.
func alignRow(row []string, widths []int, align []alignment) []string {
	var lead strings.Builder
	last := len(row) - 1
	for i, words := range row[:max(0, last)] {
		space := strings.Repeat(" ", widths[i]-uniseg.StringWidth(words))
		if i < len(align) && align[i] == alignRight {
			lead.WriteString(space + words + "  ")
			continue
		}
		lead.WriteString(words + space + "  ")
	}
	if last < 0 {
		return nil
	}
	indent := strings.Repeat(" ", uniseg.StringWidth(lead.String()))
	parts := wrap(row[last], widestColumn)
	if last < len(align) && align[last] == alignRight && len(parts) == 1 {
		parts[0] = strings.Repeat(" ", max(0, widths[last]-uniseg.StringWidth(parts[0]))) + parts[0]
	}
	var lines []string
	for i, part := range parts {
		if i == 0 {
			lines = append(lines, strings.TrimRight(lead.String()+part, " "))
			continue
		}
		lines = append(lines, indent+part)
	}
	return lines
}

func underline(widths []int) string {
	var rules []string
	for i, width := range widths {
		if i == len(widths)-1 {
			width = min(width, widestColumn)
		}
		rules = append(rules, strings.Repeat("-", max(1, width)))
	}
	return strings.Join(rules, "  ")
}

// wrap divides text between words into lines of at most width columns. A word
// that is longer has a line of its own. There is always a line.
func wrap(s string, width int) []string {
	lines := []string{""}
	for word := range strings.FieldsSeq(s) {
		current := &lines[len(lines)-1]
		switch {
		case *current == "":
			*current = word
		case uniseg.StringWidth(*current)+1+uniseg.StringWidth(word) <= width:
			*current += " " + word
		default:
			lines = append(lines, word)
		}
	}
	return lines
}
