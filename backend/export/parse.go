package export

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/retro"
)

// deepest is how far nodes may stand inside each other before the rest is taken
// as plain text; a browser stops at about 500.
const deepest = 48

// embedder turns references to evidence into nodes; see builder.
type embedder interface {
	// embed returns what an image with this destination shows, nil when it is not
	// about evidence.
	embed(destination, caption string) inline
	// refer returns what a link with this destination is, nil likewise.
	refer(destination string, inside []inline) inline
	// footnote numbers a footnote, whose name in its section is given.
	footnote(name string) noteMark
	// leaveOut takes note of what was not taken over.
	leaveOut(what omission)
}

// parseMarkdown reads what somebody wrote. Headings are shifted so that the
// highest is level 3.
func parseMarkdown(body string, embeds embedder) []block { return readMarkdown(body, embeds, nil) }

// readMarkdown is parseMarkdown of a text in which live, where given, makes what
// the marks of live blocks stand for.
func readMarkdown(body string, embeds embedder, live func(retro.LiveMark) block) []block {
	var blocks []block
	for _, part := range markdown.Parse(clean(body)) {
		if part.Root == nil {
			embeds.leaveOut(omittedMarkup)
			blocks = append(blocks, code{text: strings.Trim(string(part.Source), "\n")})
			continue
		}
		c := converter{source: part.Source, embeds: embeds, notes: newFootnotes(part, embeds), live: live}
		blocks = append(blocks, c.blocks(part.Root, 0)...)
		blocks = append(blocks, c.footnotes()...)
	}
	shiftHeadings(blocks)
	return blocks
}

func shiftHeadings(blocks []block) {
	top := 3
	for _, b := range blocks {
		if h, ok := b.(heading); ok {
			top = min(top, h.level)
		}
	}
	for i, b := range blocks {
		if h, ok := b.(heading); ok {
			h.level = min(6, h.level+3-top)
			blocks[i] = h
		}
	}
}

// converter takes over the nodes of one parsed text.
type converter struct {
	source []byte
	embeds embedder
	// live, where given, makes what the mark of a live block stands for.
	live  func(retro.LiveMark) block
	notes *sectionNotes // nil where notes are not read
	// overlay, where given, cuts text where another version differs.
	overlay *overlay
}

func (c converter) blocks(parent ast.Node, depth int) []block {
	return c.run(parent.FirstChild(), nil, c.folds(parent), depth)
}

// run takes over the blocks from first up to last, which stand beside each other.
func (c converter) run(first, last ast.Node, folds map[ast.Node]ast.Node, depth int) []block {
	var blocks []block
	for n := first; n != last; n = n.NextSibling() {
		if end := folds[n]; end != nil && depth < deepest {
			blocks = append(blocks, c.details(n, end, folds, depth+1))
			n = end
			continue
		}
		blocks = append(blocks, c.block(n, depth+1)...)
	}
	return blocks
}

func (c converter) block(node ast.Node, depth int) []block {
	if depth > deepest {
		c.embeds.leaveOut(omittedMarkup)
		return []block{code{text: c.rawText(node)}}
	}
	switch n := node.(type) {
	case *ast.Heading:
		level := n.Level
		if depth > 1 {
			level = max(3, level) // those that stand in nothing are shifted together
		}
		return []block{heading{level: level, text: c.inlines(n, 1, false)}}
	case *ast.Paragraph, *ast.TextBlock:
		if mark, ok := c.mark(n); ok && depth == 1 {
			return []block{c.live(mark)}
		} else if ok {
			c.embeds.leaveOut(omittedMark)
		}
		return splitEmbeds(c.inlines(n, 0, true))
	case *ast.ThematicBreak:
		return []block{rule{}}
	case *ast.FencedCodeBlock:
		return []block{c.code(string(n.Language(c.source)), n)}
	case *ast.CodeBlock:
		return []block{c.code("", n)}
	case *ast.HTMLBlock:
		return c.rawHTML(n)
	case *ast.Blockquote:
		return []block{c.quote(n, depth)}
	case *ast.List:
		return []block{c.list(n, depth)}
	case *extast.Table:
		return []block{c.table(n)}
	case *extast.DefinitionList:
		return []block{c.definitions(n, depth)}
	case *extast.FootnoteList:
		if c.notes != nil {
			return nil // they stand at the end of the section
		}
	}
	return c.blocks(node, depth)
}

// mark reads a paragraph as the mark of a live block, where there are any.
func (c converter) mark(n ast.Node) (retro.LiveMark, bool) {
	if c.live == nil || n.Lines().Len() != 1 {
		return retro.LiveMark{}, false
	}
	line := n.Lines().At(0)
	return retro.ReadLiveMark(string(line.Value(c.source)))
}

func (c converter) code(language string, n ast.Node) block {
	if lines := n.Lines(); c.overlay != nil && lines.Len() > 0 {
		return revisedCode{c.overlay.cut(lines.At(0).Start, lines.At(lines.Len()-1).Stop, plainText)}
	}
	return code{language: language, text: c.lines(n)}
}

// lines returns the source lines of a block of code.
func (c converter) lines(n ast.Node) string {
	return strings.TrimSuffix(string(n.Lines().Value(c.source)), "\n")
}

// rawHTML shows markup that somebody typed as the text that it is. Comments are
// what their writer wanted nobody to read, and stay out.
func (c converter) rawHTML(n *ast.HTMLBlock) []block {
	raw := strings.TrimSpace(c.rawBlock(n))
	if n.HTMLBlockType == ast.HTMLBlockType2 && strings.HasPrefix(raw, "<!--") {
		_, after, _ := strings.Cut(raw, "-->")
		raw = strings.TrimSpace(after)
	}
	switch lines := n.Lines(); {
	case raw == "":
		return nil
	case c.overlay != nil && lines.Len() > 0:
		return []block{revisedCode{c.overlay.cut(lines.At(0).Start, lines.At(lines.Len()-1).Stop, plainText)}}
	}
	return []block{code{language: "html", text: raw}}
}

// rawText is all source below a node, for what is too deep to be formed.
func (c converter) rawText(node ast.Node) string {
	var out strings.Builder
	_ = ast.Walk(node, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering && n.Type() == ast.TypeBlock && n.Lines() != nil {
			out.Write(n.Lines().Value(c.source))
		}
		return ast.WalkContinue, nil
	})
	return strings.TrimSuffix(out.String(), "\n")
}

// quote reads a quotation, or an admonition where its first line is "[!NOTE]".
func (c converter) quote(n *ast.Blockquote, depth int) quote {
	q := quote{blocks: c.blocks(n, depth)}
	first, ok := n.FirstChild().(*ast.Paragraph)
	if !ok || first.Lines().Len() == 0 || len(q.blocks) == 0 {
		return q
	}
	lines := first.Lines()
	line := lines.At(0)
	opening := strings.TrimSpace(string(line.Value(c.source)))
	name, isAlert := strings.CutPrefix(opening, "[!")
	name, closed := strings.CutSuffix(name, "]")
	kind := alert(strings.ToLower(name))
	known := []alert{alertNote, alertTip, alertImportant, alertWarning, alertCaution}
	lead, isText := q.blocks[0].(paragraph)
	if !isAlert || !closed || !isText || !slices.Contains(known, kind) {
		return q
	}
	q.alert = kind
	if lines.Len() == 1 {
		q.blocks = q.blocks[1:]
		return q
	}
	if at := slices.IndexFunc(lead.text, func(node inline) bool { _, ok := node.(lineBreak); return ok }); at >= 0 {
		lead.text = lead.text[at+1:]
		q.blocks[0] = lead
	}
	return q
}

func (c converter) list(n *ast.List, depth int) list {
	l := list{ordered: n.IsOrdered(), start: n.Start}
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		it := item{blocks: c.blocks(child, depth+1)}
		if first := child.FirstChild(); first != nil {
			if box, ok := first.FirstChild().(*extast.TaskCheckBox); ok {
				it.task = taskOpen
				if box.IsChecked {
					it.task = taskDone
				}
			}
		}
		l.items = append(l.items, it)
	}
	return l
}

func (c converter) table(n *extast.Table) table {
	t := table{}
	for _, a := range n.Alignments {
		t.align = append(t.align, map[extast.Alignment]alignment{
			extast.AlignLeft: alignLeft, extast.AlignCenter: alignCentre, extast.AlignRight: alignRight,
		}[a])
	}
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []cell
		for child := row.FirstChild(); child != nil; child = child.NextSibling() {
			cells = append(cells, splitEmbeds(c.inlines(child, 1, true)))
		}
		if _, ok := row.(*extast.TableHeader); ok {
			t.head = cells
			continue
		}
		t.rows = append(t.rows, cells)
	}
	return t
}

// splitEmbeds lets the pictures and excerpts out of a paragraph.
func splitEmbeds(inlines []inline) []block {
	var blocks []block
	flush := func(line []inline) {
		line = trimBreaks(line)
		if len(line) > 0 {
			blocks = append(blocks, paragraph{text: line})
		}
	}
	start := 0
	for i, node := range inlines {
		if e, ok := node.(embedded); ok {
			flush(inlines[start:i])
			blocks = append(blocks, e.blocks...)
			start = i + 1
		}
	}
	flush(inlines[start:])
	return blocks
}

// trimBreaks cuts line breaks and space off both ends.
func trimBreaks(line []inline) []inline {
	trim := func(at int, cut func(string) string) bool {
		switch n := line[at].(type) {
		case lineBreak:
			return true
		case text:
			line[at] = text(cut(string(n)))
			return line[at] == text("")
		}
		return false
	}
	line = slices.Clone(line)
	for len(line) > 0 && trim(0, func(s string) string { return strings.TrimLeft(s, " \t") }) {
		line = line[1:]
	}
	for len(line) > 0 && trim(len(line)-1, func(s string) string { return strings.TrimRight(s, " \t") }) {
		line = line[:len(line)-1]
	}
	return line
}

// citationOf reads "evidence/ID#L1-L2" and reports whether it is about evidence
// at all.
func citationOf(destination string) (retro.Citation, bool) {
	if !strings.HasPrefix(destination, "evidence/") {
		return retro.Citation{}, false
	}
	citation, err := retro.ParseCitation(destination)
	return citation, err == nil
}
