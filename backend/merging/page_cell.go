package merging

import (
	"regexp"
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/wiki"
)

// cell returns the cell of an edited row in a column of the page as it left.
func (t tableMerger) cell(row []wiki.Cell, column int) (wiki.Cell, bool) {
	if at := t.columns[column]; at >= 0 && at < len(row) {
		return row[at], true
	}
	return nil, false
}

func plainCell(cell wiki.Cell) string { return markdown.PlainText(strings.Join(cell, " ")) }

// changedCell is a cell that was edited.
type changedCell struct {
	column        string // its label
	before, after wiki.Cell
}

// changed lists the edited cells of a row, in the columns of the page as it left.
func (t tableMerger) changed(before, after []wiki.Cell) []changedCell {
	var cells []changedCell
	for column, label := range t.head {
		cell, ok := t.cell(after, column)
		if ok && column < len(before) && wiki.RowKey([]wiki.Cell{cell}) != wiki.RowKey([]wiki.Cell{before[column]}) {
			cells = append(cells, changedCell{column: label, before: before[column], after: cell})
		}
	}
	return cells
}

// bodyEdit reads another body out of the lines below a title: lines that were
// added to it, or paragraphs and items of it, reworded.
func bodyEdit(body string, before, after []string) (string, bool) {
	if slices.Equal(before, after) {
		return "", false
	}
	var added []string
	at := 0
	for _, line := range after {
		if at < len(before) && line == before[at] {
			at++
			continue
		}
		added = append(added, line)
	}
	if at == len(before) {
		return strings.TrimLeft(strings.TrimRight(body, "\n")+"\n\n"+strings.Join(added, "\n\n"), "\n"), true
	}
	if len(before) != len(after) {
		return "", false
	}
	for i := range before {
		if before[i] == after[i] {
			continue
		}
		reworded, ok := reworded(body, before[i], after[i])
		if !ok {
			return "", false
		}
		body = reworded
	}
	return body, true
}

// reworded replaces the one paragraph or item of a body that a line of a cell shows.
func reworded(body, before, after string) (string, bool) {
	shown := func(text string) string { return markdown.PlainText(strings.TrimPrefix(text, itemShown)) }
	var found []string // what stands before it in the body, and it
	lead := ""
	for _, piece := range markdown.Pieces(body) {
		parts := []string{piece}
		if itemMark.MatchString(piece) {
			parts = strings.SplitAfter(piece, "\n")
		}
		for _, part := range parts {
			mark := itemMark.FindString(part)
			words := strings.TrimRight(part[len(mark):], "\n")
			if words != "" && shown(before) == markdown.PlainText(markdown.OneLine(words)) {
				found = append(found, lead+mark, words)
			}
			lead += part
		}
	}
	if len(found) != 2 {
		return "", false
	}
	return found[0] + strings.TrimPrefix(after, itemShown) + body[len(found[0])+len(found[1]):], true
}

// itemShown stands before each item of a list in a cell, for which itemMark stands in a body.
const itemShown = "• "

var itemMark = regexp.MustCompile(`^ *[-*+] `)

func undash(text string) string {
	if text == "–" || text == "-" || text == "—" {
		return ""
	}
	return text
}
