package export

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/markdown"
)

// writeMarkdown writes a folder: the document with YAML front matter, and its
// pictures in assets/.
func writeMarkdown(doc *document, now time.Time) Result {
	front := []string{"---", "title: " + yamlString(doc.title)}
	for _, f := range doc.facts {
		front = append(front, f.key+": "+yamlString(f.value))
	}
	front = append(front, "exported: "+yamlString(now.UTC().Format(time.RFC3339)), "---", "", "")
	body := markdownText(doc, func(p *picture) string {
		if p.data == nil {
			return ""
		}
		return "assets/" + p.name
	})
	whole := strings.Join(front, "\n") + body
	result := Result{
		Files:     []File{{Name: "retrospective.md", MediaType: "text/markdown; charset=utf-8", Data: []byte(whole)}},
		Clipboard: Clipboard{Text: body},
	}
	for _, p := range doc.pictures {
		result.Files = append(result.Files, File{Name: "assets/" + p.name, MediaType: p.media, Data: p.data})
	}
	return result
}

// yamlString writes a double-quoted scalar; JSON's form is one.
func yamlString(s string) string {
	quoted, err := json.Marshal(s)
	if err != nil {
		return `""` // strings always marshal
	}
	return string(quoted)
}

// markdownText writes the document without front matter. source returns the
// path of a picture, "" for one that cannot be shown.
func markdownText(doc *document, source func(*picture) string) string {
	w := markdownWriter{source: source}
	parts := []string{"# " + w.line([]inline{text(doc.title)})}
	if subtitle := doc.subtitle(); subtitle != "" {
		parts = append(parts, "*"+w.line([]inline{text(subtitle)})+"*")
	}
	for _, s := range doc.sections {
		parts = append(parts, "## "+w.line([]inline{text(s.heading)}), w.blocks(s.blocks))
	}
	return strings.Join(parts, "\n\n") + "\n"
}

// markdownWriter writes nodes as GitHub's Markdown that reads back as the same
// nodes. No line of text can turn into markup: see escapeMarkdown.
type markdownWriter struct {
	source func(*picture) string
}

func (w markdownWriter) blocks(blocks []block) string {
	var out strings.Builder
	for i, b := range blocks {
		if i > 0 {
			out.WriteString("\n\n")
			if separates(blocks[i-1], b) {
				out.WriteString(separator + "\n\n")
			}
		}
		out.WriteString(w.block(b))
	}
	return out.String()
}

// separator is markup that shows nothing.
const separator = "<!-- -->"

// separates reports whether two blocks would read as one without a comment
// between them.
func separates(before, after block) bool {
	first, isList := before.(list)
	second, follows := after.(list)
	if isList && follows {
		return first.ordered == second.ordered
	}
	_, isQuote := before.(quote)
	_, quoteFollows := after.(quote)
	return isQuote && quoteFollows
}

func (w markdownWriter) block(b block) string {
	switch n := b.(type) {
	case heading:
		line := w.line(n.text)
		if strings.HasSuffix(line, "#") {
			line = line[:len(line)-1] + `\#`
		}
		return strings.Repeat("#", n.level) + " " + line
	case paragraph:
		if n.aside {
			return "*" + w.line(n.text) + "*"
		}
		return w.paragraph(n.text)
	case list:
		return w.list(n)
	case definitions:
		return w.definitions(n)
	case quote:
		return markdown.Quoted(alertMark(n) + w.blocks(n.blocks))
	case code:
		return markdown.Fenced(n.language, n.text)
	case footnotes:
		var notes []string
		for _, note := range n.notes {
			notes = append(notes, markdown.Prefixed(w.blocks(note.blocks), "[^"+note.name+"]: ", "    "))
		}
		return strings.Join(notes, "\n\n")
	case details:
		return "<details>\n<summary>" + w.line(n.summaryLine()) + "</summary>\n\n" + w.blocks(n.blocks) + "\n\n</details>"
	case rule:
		return "***"
	case table:
		return w.table(n)
	case *picture:
		return w.picture(n)
	case *excerpt:
		return markdown.Fenced("text", n.plainLines()) + "\n\n*" + w.line([]inline{text(n.title())}) + "*"
	}
	return ""
}

// alertMark is the line that makes a quotation an admonition. Text may follow it
// at once; nothing else may.
func alertMark(n quote) string {
	if n.alert == "" {
		return ""
	}
	mark := "[!" + strings.ToUpper(string(n.alert)) + "]\n"
	if len(n.blocks) > 0 {
		if _, isText := n.blocks[0].(paragraph); !isText {
			mark += "\n"
		}
	}
	return mark
}

// title is the caption with its source.
func (n *excerpt) title() string {
	if n.caption == "" || n.caption == n.source {
		return n.source
	}
	return n.caption + " · " + n.source
}

// plainLines writes an excerpt as lines of text.
func (n *excerpt) plainLines() string {
	var lines []string
	for _, line := range n.lines {
		lines = append(lines, n.plain(line))
	}
	if rest := n.rest(); rest != "" {
		lines = append(lines, rest)
	}
	return strings.Join(lines, "\n")
}

func (n *excerpt) plain(l Line) string {
	out := l.Text
	if l.Actor != "" {
		out = l.Actor + ": " + out
	}
	if l.At != nil {
		out = n.clock(l) + "  " + out
	}
	return out
}

// clock writes when a line was: in the zone that leads on the screen, or as it
// stands in the source where nobody knows its zone.
func (n *excerpt) clock(l Line) string {
	if l.At.Zone == "" {
		return l.At.Clock(time.UTC)
	}
	return l.At.Clock(n.zone)
}

func (w markdownWriter) picture(n *picture) string {
	path := w.source(n)
	if path == "" {
		return "*" + escapeText(missingPicture(n)) + "*"
	}
	return "![" + escapeText(n.caption) + "](" + path + ")"
}

// definitions writes each term with its meanings below it. One of more than a line is
// indented as far as every reader of such lists wants it.
func (w markdownWriter) definitions(n definitions) string {
	entries := make([]string, len(n.entries))
	for i, entry := range n.entries {
		var lines []string
		for _, term := range entry.terms {
			lines = append(lines, w.line(term))
		}
		for _, meaning := range entry.meanings {
			mark := ": "
			said := w.blocks(meaning)
			if strings.Contains(said, "\n") {
				mark = ":   "
			}
			if said == "" {
				said = separator
			}
			lines = append(lines, markdown.Prefixed(said, mark, strings.Repeat(" ", len(mark))))
		}
		entries[i] = strings.Join(lines, "\n")
	}
	return strings.Join(entries, "\n\n")
}

func (w markdownWriter) list(n list) string {
	loose := slices.ContainsFunc(n.items, needsSpace)
	var out strings.Builder
	for i, it := range n.items {
		marker := "- "
		if n.ordered {
			marker = fmt.Sprintf("%d. ", n.start+i)
		}
		body := w.itemBody(it, loose)
		if body == "" {
			body = separator // an item of nothing can be read as text
		}
		switch it.task {
		case taskOpen:
			body = "[ ] " + body
		case taskDone:
			body = "[x] " + body
		case taskNone:
		}
		if i > 0 {
			out.WriteString("\n")
			if loose {
				out.WriteString("\n")
			}
		}
		out.WriteString(strings.TrimRight(markdown.Prefixed(body, marker, strings.Repeat(" ", len(marker))), " "))
	}
	return out.String()
}

// needsSpace reports whether there must be blank lines in an item: everywhere
// but before a list, and there too if it would go on with the one before or
// begins with a number that cannot interrupt a paragraph.
func needsSpace(it item) bool {
	for i := 1; i < len(it.blocks); i++ {
		l, isList := it.blocks[i].(list)
		if !isList || (l.ordered && l.start != 1) || separates(it.blocks[i-1], l) {
			return true
		}
	}
	return false
}

func (w markdownWriter) itemBody(it item, loose bool) string {
	if loose {
		return w.blocks(it.blocks)
	}
	var parts []string
	for _, b := range it.blocks {
		parts = append(parts, w.block(b))
	}
	return strings.Join(parts, "\n")
}

func (w markdownWriter) table(n table) string {
	head := n.head
	if head == nil {
		head = make([]cell, len(n.align))
	}
	marks := [...]string{alignNone: "---", alignLeft: ":--", alignCentre: ":-:", alignRight: "--:"}
	var rule strings.Builder
	for i := range head {
		mark := marks[alignNone]
		if i < len(n.align) {
			mark = marks[n.align[i]]
		}
		rule.WriteString(" " + mark + " |")
	}
	lines := []string{w.row(head), "|" + rule.String()}
	for _, row := range n.rows {
		lines = append(lines, w.row(row))
	}
	return strings.Join(lines, "\n")
}

func (w markdownWriter) row(cells []cell) string {
	var out strings.Builder
	for _, c := range cells {
		out.WriteString(" " + w.cell(c) + " |")
	}
	return "|" + out.String()
}

// cell writes blocks on one line, with <br> between them.
func (w markdownWriter) cell(blocks []block) string {
	return strings.Join(w.cellLines(blocks), "<br>")
}

func (w markdownWriter) cellLines(blocks []block) []string {
	var lines []string
	for _, b := range blocks {
		switch n := b.(type) {
		case paragraph:
			line := escapePipes(w.cellText(n.text))
			if n.aside {
				line = "*" + line + "*"
			}
			lines = append(lines, line)
		case heading:
			lines = append(lines, "**"+escapePipes(w.cellText(n.text))+"**")
		case list:
			for i, it := range n.items {
				mark := "• "
				if n.ordered {
					mark = fmt.Sprintf("%d\\. ", n.start+i)
				}
				lines = append(lines, mark+taskMark(it.task)+strings.Join(w.cellLines(it.blocks), "<br>"))
			}
		case definitions:
			lines = append(lines, w.cellLines([]block{n.listed()})...)
		case quote:
			lines = append(lines, w.cellLines(n.blocks)...)
		case details:
			lines = append(lines, w.cellLines(n.unfolded())...)
		case footnotes:
			for _, note := range n.notes {
				lines = append(lines, w.cellLines(note.led(text(note.raised())))...)
			}
		case code:
			for line := range strings.SplitSeq(n.text, "\n") {
				if strings.TrimSpace(line) != "" {
					lines = append(lines, escapePipes(markdown.CodeSpan(line)))
				}
			}
		case table:
			for _, row := range n.rows {
				for _, c := range row {
					lines = append(lines, w.cellLines(c)...)
				}
			}
		case *picture:
			lines = append(lines, escapePipes(w.picture(n)))
		case *excerpt:
			line := "*" + escapeText(n.title()) + "*"
			if len(n.lines) > 0 {
				line += " " + markdown.CodeSpan(shorten(n.plain(n.lines[0]), 160))
			}
			lines = append(lines, escapePipes(line))
		case rule:
		}
	}
	return lines
}

func escapePipes(s string) string { return strings.ReplaceAll(s, "|", `\|`) }

// paragraph writes inlines over as many lines as they had.
func (w markdownWriter) paragraph(nodes []inline) string {
	lines := strings.Split(w.inlines(nodes, `\`+"\n", "\n"), "\n")
	for i, line := range lines {
		if i < len(lines)-1 || !strings.HasSuffix(line, `\`) {
			line = strings.TrimRight(line, " \t")
		}
		lines[i] = markdown.EscapeStart(strings.TrimLeft(line, " \t"))
	}
	return strings.Join(lines, "\n")
}

// line writes inlines on one line.
func (w markdownWriter) line(nodes []inline) string {
	return markdown.EscapeStart(strings.TrimSpace(w.inlines(nodes, "<br>", " ")))
}

// cellText is line for a cell of a table, where no line begins.
func (w markdownWriter) cellText(nodes []inline) string {
	return strings.TrimSpace(w.inlines(nodes, "<br>", " "))
}

func (w markdownWriter) inlines(nodes []inline, hard, soft string) string {
	var parts []string
	for _, node := range nodes {
		part := w.inline(node, hard, soft)
		if last := len(parts) - 1; last >= 0 && strings.HasPrefix(part, "[") {
			if before, ok := strings.CutSuffix(parts[last], "!"); ok {
				parts[last] = before + `\!` // else the link would be a picture
			}
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, "")
}

// escapeText writes words that nobody marked as markup or as a link.
func escapeText(s string) string { return markdown.EscapeAddresses(markdown.Escape(s)) }

func (w markdownWriter) inline(node inline, hard, soft string) string {
	switch n := node.(type) {
	case text:
		return escapeText(string(n))
	case styled:
		inside := w.inlines(n.inside, hard, soft)
		if n.style > strike {
			tag := styleTags[n.style]
			if n.style == underlined {
				tag = "ins" // GitHub leaves <u> out
			}
			return "<" + tag + ">" + inside + "</" + tag + ">"
		}
		mark := [...]string{emphasis: "*", strong: "**", strike: "~~"}[n.style]
		trimmed := strings.TrimSpace(inside)
		if trimmed == "" {
			return inside
		}
		lead, tail, _ := strings.Cut(inside, trimmed)
		return lead + mark + trimmed + mark + tail
	case codeSpan:
		return markdown.CodeSpan(string(n))
	case link:
		if plain(n.inside) == n.url {
			return "<" + n.url + ">"
		}
		return "[" + w.inlines(n.inside, hard, soft) + "](" + markdown.Destination(n.url) + ")"
	case reference:
		inside := w.inlines(n.inside, hard, soft)
		if plain(n.inside) == n.source {
			return inside
		}
		return inside + " (" + escapeText(n.source) + ")"
	case lozenge:
		return markdown.CodeSpan(n.label)
	case clock:
		return escapeText(string(n))
	case remark:
		return "*" + escapeText(string(n)) + "*"
	case noteMark:
		return "[^" + n.name + "]"
	case lineBreak:
		if n.hard {
			return hard
		}
		return soft
	}
	return ""
}
