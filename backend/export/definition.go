package export

import (
	"slices"

	extast "github.com/yuin/goldmark/extension/ast"
)

// definitions takes over a list of definitions: terms, each with what it means.
func (c converter) definitions(n *extast.DefinitionList, depth int) block {
	var out definitions
	var open definition
	flush := func() {
		if len(open.terms)+len(open.meanings) > 0 {
			out.entries = append(out.entries, open)
		}
		open = definition{}
	}
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		if _, isTerm := child.(*extast.DefinitionTerm); isTerm {
			if len(open.meanings) > 0 {
				flush()
			}
			open.terms = append(open.terms, trimBreaks(c.inlines(child, 0, false)))
			continue
		}
		open.meanings = append(open.meanings, c.blocks(child, depth+1))
	}
	flush()
	return out
}

// flat writes definitions as paragraphs that say what they are: a term in strong words,
// below it what it means.
func (n definitions) flat() []block {
	var out []block
	for _, entry := range n.entries {
		for _, term := range entry.terms {
			out = append(out, paragraph{part: partTerm, text: []inline{styled{strong, term}}})
		}
		for _, meaning := range entry.meanings {
			for _, b := range meaning {
				if p, ok := b.(paragraph); ok {
					p.part = partMeaning
					b = p
				}
				out = append(out, b)
			}
		}
	}
	return out
}

// listed writes definitions as a list, each item a term with its meaning on the same line.
func (n definitions) listed() list {
	var out list
	for _, entry := range n.entries {
		var lead []inline
		for i, term := range entry.terms {
			if i > 0 {
				lead = append(lead, text(", "))
			}
			lead = append(lead, styled{strong, term})
		}
		blocks := slices.Concat(entry.meanings...)
		if len(blocks) > 0 {
			lead = append(lead, text(": "))
			if first, ok := blocks[0].(paragraph); ok {
				lead, blocks = append(lead, first.text...), blocks[1:]
			}
		}
		out.items = append(out.items, item{blocks: append([]block{paragraph{text: lead}}, blocks...)})
	}
	return out
}
