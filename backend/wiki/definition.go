package wiki

import (
	"strings"

	"github.com/afterword-app/afterword/backend/markdown"
)

// definition is a term, or several that mean the same, with what it means.
type definition struct {
	terms    []string
	meanings [][]Block
}

// blocks writes a definition as Markdown. One of which a half is missing is text.
func (d definition) blocks() []Block {
	if len(d.terms) == 0 || len(d.meanings) == 0 {
		var loose []Block
		for _, term := range d.terms {
			loose = append(loose, Block{Markdown: term})
		}
		for _, meaning := range d.meanings {
			loose = append(loose, meaning...)
		}
		return loose
	}
	lines := d.terms
	for _, meaning := range d.meanings {
		said, mark := joinBlocks(meaning, "\n\n"), ": "
		if strings.Contains(said, "\n") {
			mark = ":   " // as far as every reader of such lists wants it
		}
		lines = append(lines, indented(said, mark))
	}
	return []Block{{Markdown: strings.Join(lines, "\n")}}
}

// definitions reads a list of definitions, each as a block of its own.
func (c *converter) definitions(n *node) []Block {
	var blocks []Block
	var open definition
	flush := func() {
		blocks, open = append(blocks, open.blocks()...), definition{}
	}
	for _, child := range n.children {
		switch child.name {
		case "dt":
			if len(open.meanings) > 0 {
				flush()
			}
			if term := line(c.runs(child.children, form{}), " "); term != "" {
				open.terms = append(open.terms, term)
			}
		case "dd":
			if inside := c.flow(child.children); len(inside) > 0 {
				open.meanings = append(open.meanings, inside)
			}
		case "div":
			flush()
			blocks = append(blocks, c.definitions(child)...)
		}
	}
	flush()
	return blocks
}

// setIn reads paragraphs of which strong words stand over some that are set in, which is
// what a wiki without lists of definitions has for them, and counts those it read.
func (c *converter) setIn(nodes []*node) (Block, int) {
	var d definition
	count := 0
	for i, n := range nodes {
		if n.name == "" && strings.TrimSpace(n.text) == "" {
			continue
		}
		if n.name != "p" {
			break
		}
		strong := strongWords(n)
		switch isSetIn := strings.HasPrefix(n.style("margin-left"), "30"); {
		case isSetIn && len(d.terms) > 0:
			d.meanings = append(d.meanings, []Block{{Markdown: line(c.runs(n.children, form{}), "\\\n")}})
			count = i + 1
			continue
		case !isSetIn && len(d.meanings) == 0 && strong != nil:
			d.terms = append(d.terms, line(c.runs(strong.children, form{}), " "))
			continue
		}
		break
	}
	if count == 0 {
		return Block{}, 0
	}
	return d.blocks()[0], count
}

// strongWords returns what is strong in a paragraph that is nothing else, or nil.
func strongWords(n *node) *node {
	only := onlyChild(n)
	if only == nil || only.name != "strong" && only.name != "b" || markdown.OneLine(only.words()) == "" {
		return nil
	}
	return only
}

// defined reads a paragraph of a definition. That a term is strong is its style.
func (r docxReader) defined(p *node, isTerm bool) string {
	runs := r.runs(p.children, form{})
	if !isTerm {
		return line(runs, "\\\n")
	}
	for i := range runs {
		runs[i].form.strong = false
	}
	return line(runs, " ")
}

// withDefinitions makes blocks of the terms and meanings that follow each other.
func withDefinitions(pieces []flowPiece) []flowPiece {
	var out []flowPiece
	var open definition
	flush := func() {
		for _, b := range open.blocks() {
			out = append(out, flowPiece{block: b})
		}
		open = definition{}
	}
	for _, p := range pieces {
		switch {
		case p.isTerm && len(open.meanings) > 0:
			flush()
			fallthrough
		case p.isTerm:
			open.terms = append(open.terms, p.block.Markdown)
		case p.isMeaning:
			open.meanings = append(open.meanings, []Block{p.block})
		default:
			flush()
			out = append(out, p)
		}
	}
	flush()
	return out
}
