package export

import (
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/markdown"
)

// explained is the document for targets that have nothing behind a word: what a term of the
// glossary means stands behind its first use, in parentheses. Whoever takes an edited page
// in takes that out again, see [markdown.CutExplanations].
func (d *document) explained() *document {
	e := explainer{}
	for _, k := range d.known {
		if k.meaning != "" {
			e.terms = append(e.terms, k)
		}
	}
	out := *d
	out.known = nil // said in the text, where it is said at all
	if len(e.terms) == 0 {
		return &out
	}
	out.sections = slices.Clone(d.sections)
	for i := range out.sections {
		out.sections[i].blocks = e.blocks(out.sections[i].blocks)
	}
	return &out
}

// explainer writes what terms mean behind their first use in what people wrote: not in
// headings, code, links and the tables that the app makes.
type explainer struct{ terms []known }

func (e *explainer) blocks(blocks []block) []block {
	out := make([]block, len(blocks))
	for i, b := range blocks {
		switch n := b.(type) {
		case paragraph:
			if !n.aside {
				n.text = e.inlines(n.text)
			}
			b = n
		case list:
			n.items = slices.Clone(n.items)
			for j := range n.items {
				n.items[j].blocks = e.blocks(n.items[j].blocks)
			}
			b = n
		case quote:
			n.blocks = e.blocks(n.blocks)
			b = n
		case details:
			n.blocks = e.blocks(n.blocks)
			b = n
		case table:
			b = e.table(n)
		}
		out[i] = b
	}
	return out
}

func (e *explainer) table(t table) table {
	if t.role != roleWritten {
		return t
	}
	rows := make([][]cell, len(t.rows))
	for i, row := range t.rows {
		rows[i] = make([]cell, len(row))
		for j, c := range row {
			rows[i][j] = e.blocks(c)
		}
	}
	t.rows = rows
	return t
}

func (e *explainer) inlines(nodes []inline) []inline {
	out := make([]inline, 0, len(nodes))
	for _, node := range nodes {
		switch n := node.(type) {
		case text:
			node = text(e.words(string(n)))
		case styled:
			n.inside = e.inlines(n.inside)
			node = n
		}
		out = append(out, node)
	}
	return out
}

// words explains the terms in words that were not used before. One that its writer explains
// in parentheses is known from there.
func (e *explainer) words(words string) string {
	var out strings.Builder
	done := 0
	for {
		var first *known
		for i := range e.terms {
			k := &e.terms[i]
			if k.isTold {
				continue
			}
			if done == 0 || k.next < done {
				k.seek(words, done)
			}
			if k.next < len(words) && (first == nil || k.next < first.next) {
				first = k
			}
		}
		if first == nil {
			return out.String() + words[done:]
		}
		first.isTold = true
		end := first.next + len(first.phrase)
		out.WriteString(words[done:end])
		if !strings.HasPrefix(words[end:], " (") {
			out.WriteString(markdown.Explanation(first.meaning))
		}
		done = end
	}
}
