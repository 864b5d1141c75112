package cli

import (
	"fmt"
	"html"
	"strings"
)

// A list as a table in other forms than text. The first row is the header.

func htmlTable(rows [][]any) string {
	var out strings.Builder
	out.WriteString("<table>\n")
	for i, row := range rows {
		name := "td"
		if i == 0 {
			name = "th"
		}
		out.WriteString("<tr>")
		for _, cell := range row {
			fmt.Fprintf(&out, "<%s>%s</%s>", name, html.EscapeString(fmt.Sprint(cell)), name)
		}
		out.WriteString("</tr>\n")
	}
	out.WriteString("</table>\n")
	return out.String()
}

func markdownTable(rows [][]any) string {
	var out strings.Builder
	for i, row := range rows {
		out.WriteString("|")
		for _, cell := range row {
			text := strings.Join(strings.Fields(fmt.Sprint(cell)), " ")
			out.WriteString(" " + markdownCell.Replace(text) + " |")
		}
		out.WriteString("\n")
		if i == 0 {
			out.WriteString("|" + strings.Repeat(" --- |", len(row)) + "\n")
		}
	}
	return out.String()
}

// markdownCell makes text of what would be markup in the cell of a table.
var markdownCell = strings.NewReplacer(`\`, `\\`, "|", `\|`, "<", `\<`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`)
