package export

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/afterword-app/afterword/backend/markdown"
)

// Revised is a piece of Markdown of which there are two versions, cut where they
// differ: the old versions of all runs join to the old text, the new ones to the
// new.
type Revised []Run

// Run is a piece that both versions have, in which case the texts differ in white
// space at most, that only the old has, or that only the new has.
type Run struct{ Old, New string }

func (r Run) isDeleted() bool  { return r.New == "" }
func (r Run) isInserted() bool { return r.Old == "" }

// unindented leaves out the white space before the first line: a paragraph that
// belongs to a list item would be code by itself.
func (r Revised) unindented() Revised {
	r = slices.Clone(r)
	for i := range r {
		r[i].Old, r[i].New = strings.TrimLeft(r[i].Old, " \t"), strings.TrimLeft(r[i].New, " \t")
		if r[i] != (Run{}) {
			return r[i:]
		}
	}
	return nil
}

// RenderRevised renders a piece as the document shows its new version, with the
// words that came and went set in <ins> and <del>. What was deleted stands without
// its form. It reports whether any word differs: where none does, the versions
// differ in form alone, like a word that became bold.
//
// The piece is the whole of one or more blocks, parsed on its own: references to
// links and evidence elsewhere are shown as their words.
func RenderRevised(r Revised) (html SafeHTML, reworded bool) {
	o := newOverlay(r.unindented())
	return o.render(o.blocks())
}

// RenderRevisedCode is RenderRevised for a block of code, in which every character
// is shown but its fences.
func RenderRevisedCode(r Revised) (html SafeHTML, reworded bool) {
	o := newOverlay(r)
	return o.render([]block{revisedCode{o.runs()}})
}

// RenderRevisedRows renders the rows of one table, of which each has two versions
// or one.
func RenderRevisedRows(rows []Revised) (html SafeHTML, reworded bool) {
	var whole table
	for i, row := range rows {
		o := newOverlay(row.unindented())
		if markdown.IsDelimiterRow(o.source) || o.source == "" && markdown.IsDelimiterRow(o.old) {
			continue
		}
		cells := o.cells()
		reworded = reworded || o.reworded
		if i+1 < len(rows) && len(whole.rows) == 0 && whole.head == nil && markdown.IsDelimiterRow(newOverlay(rows[i+1]).source) {
			whole.head = cells
			continue
		}
		whole.rows = append(whole.rows, cells)
	}
	html, _ = newOverlay(nil).render([]block{whole})
	return html, reworded
}

// overlay lays over the new version of a text what the old one had there. The
// parser reads the new version alone; what it finds to be text is cut where the
// versions differ.
type overlay struct {
	source, old string
	inserted    []stop     // ranges of source
	deleted     []deletion // in order of their places
	reworded    bool
}

type stop struct{ from, to int }

type deletion struct {
	at  int  // in source
	old stop // in old
	// words are what of it was text.
	words string
}

func newOverlay(r Revised) *overlay {
	o := &overlay{}
	var source, old strings.Builder
	for _, run := range r {
		before, after := clean(run.Old), clean(run.New)
		switch {
		case run.isDeleted():
			o.deleted = append(o.deleted, deletion{at: source.Len(), old: stop{old.Len(), old.Len() + len(before)}})
		case run.isInserted():
			o.inserted = append(o.inserted, stop{source.Len(), source.Len() + len(after)})
		}
		source.WriteString(after)
		old.WriteString(before)
	}
	o.source, o.old = source.String(), old.String()
	for i := range o.inserted {
		o.inserted[i].from, _ = markdown.Atom(o.source, o.inserted[i].from)
		_, o.inserted[i].to = markdown.Atom(o.source, o.inserted[i].to)
	}
	for i := range o.deleted {
		o.deleted[i].at, _ = markdown.Atom(o.source, o.deleted[i].at)
	}
	return o
}

func (o *overlay) render(blocks []block) (SafeHTML, bool) {
	shiftHeadings(blocks)
	w := &htmlWriter{live: true, source: func(*picture) string { return "" }}
	w.blocks(blocks)
	return sanitise(w.String(), pagePolicy), o.reworded
}

// blocks parses the new version, or the old one where nothing is new.
func (o *overlay) blocks() []block {
	if len(o.inserted)+len(o.deleted) == 0 {
		return parseMarkdown(o.source, noEmbeds{})
	}
	if o.source == "" {
		o.source, o.old, o.deleted = o.old, "", nil
		blocks := o.parse()
		markAll(blocks, changed{deleted: true})
		o.reworded = true
		return blocks
	}
	o.findWords()
	return o.parse()
}

// parse reads the source, unless that would take long: then it is shown as it is.
func (o *overlay) parse() []block {
	parts := markdown.Parse(o.source)
	if len(parts) == 0 {
		return nil
	}
	if len(parts) > 1 || parts[0].Root == nil {
		return []block{revisedCode{o.runs()}}
	}
	c := converter{source: parts[0].Source, embeds: noEmbeds{}, overlay: o}
	blocks := c.blocks(parts[0].Root, 0)
	if rest := o.deletionsUpTo(len(o.source)); len(rest) > 0 {
		blocks = appendInlines(blocks, rest)
	}
	return blocks
}

// cells reads a row of a table as the head of one that has no other rows.
func (o *overlay) cells() []cell {
	alone := *o
	row := &alone.source
	if *row == "" {
		row = &alone.old
	}
	columns := strings.Count(strings.Trim(strings.TrimSpace(*row), "|"), "|") + 1
	*row = strings.TrimRight(*row, "\n") + "\n|" + strings.Repeat("-|", columns) + "\n"
	blocks := alone.blocks()
	o.reworded = alone.reworded
	if len(blocks) > 0 {
		if t, ok := blocks[0].(table); ok {
			return t.head
		}
	}
	return []cell{{paragraph{text: o.runs()}}}
}

// findWords looks up what of each deletion was text rather than form.
func (o *overlay) findWords() {
	if len(o.deleted) == 0 {
		return
	}
	var texts []stop
	if parts := markdown.Parse(o.old); len(parts) == 1 && parts[0].Root != nil {
		texts = textsOf(parts[0])
	} else {
		texts = []stop{{0, len(o.old)}}
	}
	for i := range o.deleted {
		d := &o.deleted[i]
		for len(texts) > 0 && texts[0].to <= d.old.from {
			texts = texts[1:]
		}
		end := d.old.from // of the last text
		for _, t := range texts {
			if t.from >= d.old.to {
				break
			}
			from, to := max(t.from, d.old.from), min(t.to, d.old.to)
			if from >= to || from < end {
				continue
			}
			if strings.Contains(o.old[end:from], "\n") && d.words != "" {
				d.words += " "
			}
			d.words += unescape(o.old[from:to])
			end = to
		}
	}
}

// textsOf lists the ranges of a source that are text, in order.
func textsOf(parsed markdown.Parsed) []stop {
	var texts []stop
	source := parsed.Source
	_ = ast.Walk(parsed.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch t := n.(type) {
		case *ast.Text:
			texts = append(texts, stop{t.Segment.Start, t.Segment.Stop})
		case *ast.AutoLink:
			from := offsetIn(source, t.Label(source))
			texts = append(texts, stop{from, from + len(t.Label(source))})
		case *ast.RawHTML:
			texts = append(texts, stop{t.Segments.At(0).Start, t.Segments.At(t.Segments.Len() - 1).Stop})
		case *ast.FencedCodeBlock, *ast.CodeBlock, *ast.HTMLBlock:
			if lines := n.Lines(); lines.Len() > 0 {
				texts = append(texts, stop{lines.At(0).Start, lines.At(lines.Len() - 1).Stop})
			}
		}
		return ast.WalkContinue, nil
	})
	slices.SortFunc(texts, func(a, b stop) int { return a.from - b.from })
	return texts
}

// offsetIn is where a part that was cut from a text begins in it.
func offsetIn(text, part []byte) int { return cap(text) - cap(part) }

// cut makes nodes of a range of the source that is text, cut where the versions
// differ. form makes one of a piece.
func (o *overlay) cut(from, to int, form func(string) inline) []inline {
	var out []inline
	for from < to {
		out = append(out, o.deletionsUpTo(from)...)
		end, inside := to, false
		if len(o.deleted) > 0 {
			end = min(end, o.deleted[0].at)
		}
		for len(o.inserted) > 0 && o.inserted[0].to <= from {
			o.inserted = o.inserted[1:]
		}
		if len(o.inserted) > 0 {
			next := o.inserted[0]
			if inside = next.from <= from; inside {
				end = min(end, next.to)
			} else {
				end = min(end, next.from)
			}
		}
		node := form(o.source[from:end])
		if inside && strings.TrimSpace(o.source[from:end]) != "" {
			o.reworded = true
			node = changed{inside: []inline{node}}
		}
		out = append(out, node)
		from = end
	}
	return out
}

// plainText is a form for cut.
func plainText(s string) inline { return text(s) }

// deletionsUpTo takes the deletions that stand before a place of the source.
func (o *overlay) deletionsUpTo(at int) []inline {
	var out []inline
	for len(o.deleted) > 0 && o.deleted[0].at <= at {
		if words := o.deleted[0].words; strings.TrimSpace(words) != "" {
			out = append(out, changed{deleted: true, inside: []inline{text(strings.ReplaceAll(words, "\n", " "))}})
			o.reworded = true
		}
		o.deleted = o.deleted[1:]
	}
	return out
}

// runs are both versions as they are written.
func (o *overlay) runs() []inline {
	for i := range o.deleted {
		o.deleted[i].words = o.old[o.deleted[i].old.from:o.deleted[i].old.to]
	}
	from, to := 0, len(o.source)
	if fence := strings.TrimLeft(o.source, " "); strings.HasPrefix(fence, "```") || strings.HasPrefix(fence, "~~~") {
		if end := strings.IndexByte(o.source, '\n'); end >= 0 {
			from = end + 1
		}
		body := strings.TrimRight(o.source, " \n")
		if last := strings.LastIndexByte(body, '\n'); last >= from && strings.Trim(body[last:], "`~ \n") == "" {
			to = last
		}
	}
	if o.source == "" {
		o.reworded = true
		return []inline{changed{deleted: true, inside: []inline{text(o.old)}}}
	}
	nodes := o.cut(from, to, plainText)
	return append(nodes, o.deletionsUpTo(len(o.source))...)
}

// markAll sets the whole of some blocks as changed.
func markAll(blocks []block, as changed) {
	mark := func(nodes []inline) []inline {
		if len(nodes) == 0 {
			return nodes
		}
		return []inline{changed{deleted: as.deleted, inside: nodes}}
	}
	for i, b := range blocks {
		switch n := b.(type) {
		case paragraph:
			n.text = mark(n.text)
			blocks[i] = n
		case heading:
			n.text = mark(n.text)
			blocks[i] = n
		case code:
			blocks[i] = revisedCode{mark([]inline{text(n.text)})}
		case list:
			for _, it := range n.items {
				markAll(it.blocks, as)
			}
		case definitions:
			for _, entry := range n.entries {
				for i := range entry.terms {
					entry.terms[i] = mark(entry.terms[i])
				}
				for _, meaning := range entry.meanings {
					markAll(meaning, as)
				}
			}
		case quote:
			markAll(n.blocks, as)
		case details:
			markAll(n.blocks, as)
		case footnotes:
			for _, note := range n.notes {
				markAll(note.blocks, as)
			}
		case table:
			for _, row := range append(n.rows, n.head) {
				for _, c := range row {
					markAll(c, as)
				}
			}
		}
	}
}

// appendInlines puts nodes at the end of the last text.
func appendInlines(blocks []block, nodes []inline) []block {
	if len(blocks) > 0 {
		last := len(blocks) - 1
		switch n := blocks[last].(type) {
		case paragraph:
			n.text = append(n.text, nodes...)
			blocks[last] = n
			return blocks
		case heading:
			n.text = append(n.text, nodes...)
			blocks[last] = n
			return blocks
		case quote:
			n.blocks = appendInlines(n.blocks, nodes)
			blocks[last] = n
			return blocks
		case list:
			if at := len(n.items) - 1; at >= 0 {
				n.items[at].blocks = appendInlines(n.items[at].blocks, nodes)
				return blocks
			}
		case definitions:
			entry := n.entries[len(n.entries)-1]
			if at := len(entry.meanings) - 1; at >= 0 {
				entry.meanings[at] = appendInlines(entry.meanings[at], nodes)
				return blocks
			}
		case table:
			if len(n.rows) == 0 && len(n.head) > 0 {
				n.head[len(n.head)-1] = appendInlines(n.head[len(n.head)-1], nodes)
				return blocks
			}
		}
	}
	return append(blocks, paragraph{text: nodes})
}

// noEmbeds is for text that is read without the retrospective it is from.
type noEmbeds struct{}

func (noEmbeds) embed(string, string) inline   { return nil }
func (noEmbeds) refer(string, []inline) inline { return nil }
func (noEmbeds) footnote(name string) noteMark { return noteMark{number: 1, name: name} }
func (noEmbeds) leaveOut(omission)             {}
