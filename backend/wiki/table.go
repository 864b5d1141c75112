package wiki

import (
	"slices"
	"strconv"
	"strings"

	"github.com/afterword-app/afterword/backend/markdown"
)

// table reads a table. Its first row is the header where all its cells say so.
func (c *converter) table(n *node) []Block {
	t := &Table{}
	for _, row := range tableRows(n) {
		cells, isHead := c.row(row)
		if len(cells) == 0 {
			continue
		}
		if isHead && t.Head == nil && len(t.Rows) == 0 {
			t.Head = cells
			continue
		}
		t.Rows = append(t.Rows, cells)
	}
	if t.width() == 0 {
		return nil
	}
	return []Block{{Markdown: t.markdown(), Table: t}}
}

// tableRows returns the rows of a table, but not those of a table in a cell.
func tableRows(n *node) []*node {
	var rows []*node
	for _, child := range n.children {
		switch child.name {
		case "tr":
			rows = append(rows, child)
		case "thead", "tbody", "tfoot", "caption":
			rows = append(rows, tableRows(child)...)
		}
	}
	return rows
}

// mostColumns bounds what a span of columns may claim.
const mostColumns = 256

func (c *converter) row(n *node) (cells []Cell, isHead bool) {
	isHead = true
	for _, child := range n.children {
		if child.name != "td" && child.name != "th" {
			continue
		}
		isHead = isHead && child.name == "th"
		cells = append(cells, cellOf(c.flow(child.children)))
		if span, err := strconv.Atoi(child.attr["colspan"]); err == nil {
			for range min(span, mostColumns) - 1 {
				cells = append(cells, nil)
			}
		}
	}
	return cells, isHead
}

// cellOf writes blocks as lines, for a row of Markdown holds nothing else.
func cellOf(blocks []Block) Cell {
	var cell Cell
	for _, b := range blocks {
		switch {
		case b.Table != nil:
			for _, row := range b.Table.Rows {
				for _, inner := range row {
					cell = append(cell, inner...)
				}
			}
		case b.Level > 0:
			cell = append(cell, "**"+b.Markdown+"**")
		case b.IsCode():
			lines := strings.Split(b.Markdown, "\n")
			for _, code := range lines[1 : len(lines)-1] {
				if strings.TrimSpace(code) != "" {
					cell = append(cell, markdown.CodeSpan(code))
				}
			}
		default:
			for text := range strings.SplitSeq(b.Markdown, "\n") {
				cell = append(cell, cellLine(text))
			}
		}
	}
	return slices.DeleteFunc(cell, func(text string) bool { return text == "" })
}

// cellLine makes a line of a list or quotation one of a cell.
func cellLine(text string) string {
	text = strings.TrimSpace(strings.TrimSuffix(text, `\`))
	text = strings.TrimSpace(strings.TrimPrefix(text, ">"))
	if rest, ok := strings.CutPrefix(text, "- "); ok {
		for box, mark := range map[string]string{"[ ] ": boxOpen + " ", "[x] ": boxDone + " "} {
			if task, ok := strings.CutPrefix(rest, box); ok {
				rest = mark + task
				break
			}
		}
		return "• " + rest
	}
	return markdown.EscapeStart(text)
}

// width is how many columns the widest row has.
func (t *Table) width() int {
	width := len(t.Head)
	for _, row := range t.Rows {
		width = max(width, len(row))
	}
	return width
}

func (t *Table) markdown() string {
	width := t.width()
	lines := []string{rowMarkdown(t.Head, width), "|" + strings.Repeat(" --- |", width)}
	for _, row := range t.Rows {
		lines = append(lines, rowMarkdown(row, width))
	}
	return strings.Join(lines, "\n")
}

func rowMarkdown(row []Cell, width int) string {
	var out strings.Builder
	out.WriteByte('|')
	for i := range width {
		text := ""
		if i < len(row) {
			text = strings.ReplaceAll(strings.Join(row[i], "<br>"), "|", `\|`)
		}
		out.WriteString(" " + text + " |")
	}
	return out.String()
}
