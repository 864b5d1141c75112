package wiki

import (
	"strconv"
	"strings"

	"github.com/afterword-app/afterword/backend/markdown"
)

// readMarkdown takes Markdown as its writer left it: only what is no part of the
// document goes, front matter and comments that show nothing.
func readMarkdown(text string) Page {
	fields, body := cutFrontMatter(text)
	page := Page{Format: Markdown, Title: fields["title"], Status: statusOf(fields)}
	for _, piece := range markdown.Pieces(body) {
		if b := markdownBlock(piece); b.Markdown != "" {
			page.Blocks = append(page.Blocks, b)
		}
	}
	return page
}

// cutFrontMatter takes the YAML off the head of a page and reads those of its lines that
// say one thing of the whole page.
func cutFrontMatter(text string) (fields map[string]string, body string) {
	rest, ok := strings.CutPrefix(text, "---\n")
	if !ok {
		return nil, text
	}
	front, body, ok := strings.Cut(rest, "\n---\n")
	if !ok || strings.Contains(front, "\n\n") {
		return nil, text
	}
	fields = map[string]string{}
	for line := range strings.SplitSeq(front, "\n") {
		if name, value, ok := strings.Cut(line, ":"); ok {
			fields[strings.ToLower(name)] = scalar(strings.TrimSpace(value))
		}
	}
	return fields, body
}

// scalar reads a value of YAML: one in quotation marks, or plain with perhaps a comment.
func scalar(value string) string {
	if unquoted, err := strconv.Unquote(value); err == nil && strings.HasPrefix(value, `"`) {
		return unquoted
	}
	if inner, ok := strings.CutPrefix(value, "'"); ok && strings.HasSuffix(inner, "'") {
		return strings.ReplaceAll(strings.TrimSuffix(inner, "'"), "''", "'")
	}
	value, _, _ = strings.Cut(value, " #")
	return strings.TrimSpace(value)
}

// statusOf reads "status: draft" and, as the makers of static sites have it, "draft: true".
func statusOf(fields map[string]string) Status {
	status, draft := strings.ToLower(fields["status"]), strings.ToLower(fields["draft"])
	switch {
	case status == string(StatusDraft), draft == "true":
		return StatusDraft
	case status != "", draft == "false":
		return StatusFinal
	}
	return ""
}

func markdownBlock(piece string) Block {
	lines := strings.Split(strings.TrimRight(piece, " \t\n"), "\n")
	for len(lines) > 0 && (markdown.IsComment(strings.TrimSpace(lines[len(lines)-1])) || strings.TrimSpace(lines[len(lines)-1]) == "") {
		lines = lines[:len(lines)-1]
	}
	if len(lines) == 0 {
		return Block{}
	}
	first := strings.TrimSpace(lines[0])
	switch level := markdown.HeadingLevel(first); {
	case level > 0 && len(lines) == 1:
		return Block{Level: level, Markdown: strings.TrimSpace(strings.TrimRight(first[level:], "#"))}
	case len(lines) == 2 && first != "" && markdown.IsUnderline(strings.TrimRight(lines[1], " \t")):
		if strings.HasPrefix(lines[1], "=") {
			return Block{Level: 1, Markdown: first}
		}
		return Block{Level: 2, Markdown: first}
	}
	if markdown.ListMark(first) != "" {
		lines = hyphenated(lines)
	}
	return Block{Markdown: strings.Join(lines, "\n"), Table: markdownTable(lines)}
}

// hyphenated writes the items of a list with the bullet that exports have: which
// of the three an editor prefers is no edit.
func hyphenated(lines []string) []string {
	out := make([]string, len(lines))
	fence := ""
	for i, line := range lines {
		out[i] = line
		content := strings.TrimSpace(line)
		switch mark := markdown.Fence(content); {
		case fence != "":
			if strings.HasPrefix(content, fence) && strings.Trim(content, fence[:1]) == "" {
				fence = ""
			}
		case mark != "":
			fence = mark
		case markdown.ListMark(content) == "*" && strings.Trim(content, "* ") != "", markdown.ListMark(content) == "+":
			indent := len(line) - len(strings.TrimLeft(line, " \t"))
			out[i] = line[:indent] + "-" + line[indent+1:]
		}
	}
	return out
}

// markdownTable reads the lines of a table, nil where they are none.
func markdownTable(lines []string) *Table {
	if len(lines) < 2 || !strings.Contains(lines[0], "|") || !markdown.IsDelimiterRow(lines[1]) {
		return nil
	}
	table := &Table{Head: markdownRow(lines[0])}
	for _, line := range lines[2:] {
		table.Rows = append(table.Rows, markdownRow(line))
	}
	if strings.TrimLeft(RowText(table.Head), "|") == "" {
		table.Head = nil
	}
	return table
}

// markdownRow cuts a row at the pipes that no backslash escapes.
func markdownRow(line string) []Cell {
	line = strings.TrimPrefix(strings.TrimSpace(line), "|")
	var cells []Cell
	start := 0
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case '|':
			cells = append(cells, markdownCell(line[start:i]))
			start = i + 1
		}
	}
	if rest := strings.TrimSpace(line[start:]); rest != "" {
		cells = append(cells, markdownCell(rest))
	}
	return cells
}

func markdownCell(text string) Cell {
	text = strings.ReplaceAll(strings.TrimSpace(text), `\|`, "|")
	var cell Cell
	for line := range strings.SplitSeq(strings.NewReplacer("<br/>", "<br>", "<br />", "<br>").Replace(text), "<br>") {
		if line = strings.TrimSpace(line); line != "" {
			cell = append(cell, line)
		}
	}
	return cell
}
