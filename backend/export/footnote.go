package export

import (
	"bytes"
	"slices"
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"github.com/afterword-app/afterword/backend/markdown"
)

// sectionNotes are the footnotes of one text, in the order in which it points at them,
// and those that it does not point at behind them.
type sectionNotes struct {
	notes []*extast.Footnote
	marks map[int]noteMark // by the number that the parser gave
}

// newFootnotes numbers the notes by where they are pointed at, first by the text and
// then by each other, wherever they stand themselves.
func newFootnotes(part markdown.Parsed, embeds embedder) *sectionNotes {
	if !bytes.Contains(part.Source, []byte("[^")) {
		return &sectionNotes{}
	}
	s := &sectionNotes{marks: map[int]noteMark{}}
	var all []*extast.Footnote
	var order []int // the parser's numbers
	pointed := func(from ast.Node, intoNotes bool) {
		_ = ast.Walk(from, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			switch n := n.(type) {
			case *extast.FootnoteLink:
				if entering && !slices.Contains(order, n.Index) {
					order = append(order, n.Index)
				}
			case *extast.Footnote:
				if entering && !intoNotes {
					all = append(all, n)
					return ast.WalkSkipChildren, nil
				}
			}
			return ast.WalkContinue, nil
		})
	}
	pointed(part.Root, false)
	for at := 0; at < len(order); at++ { //nolint:intrange // The order grows while it is walked.
		for _, note := range all {
			if note.Index == order[at] {
				s.notes = append(s.notes, note)
				pointed(note, true)
			}
		}
	}
	for _, note := range all {
		if !slices.Contains(s.notes, note) {
			s.notes = append(s.notes, note)
		}
	}
	for i, note := range s.notes {
		if note.Index < 1 {
			note.Index = -1 - i // none points at it, so any number of its own will do
		}
		s.marks[note.Index] = embeds.footnote(clean(string(note.Ref)))
	}
	return s
}

// footnotes are the notes themselves.
func (c converter) footnotes() []block {
	if len(c.notes.notes) == 0 {
		return nil
	}
	var out footnotes
	for _, note := range c.notes.notes {
		out.notes = append(out.notes, footnote{noteMark: c.notes.marks[note.Index], blocks: c.blocks(note, 1)})
	}
	return []block{out}
}

func (c converter) noteMark(n *extast.FootnoteLink) []inline {
	if c.notes == nil {
		return nil
	}
	return []inline{c.notes.marks[n.Index]}
}

// footnote numbers the notes through the whole document. A name that was given before
// gets a number behind it.
func (b *builder) footnote(name string) noteMark {
	if b.noteNames == nil {
		b.noteNames = map[string]bool{}
	}
	own := name
	for n := 2; b.noteNames[own]; n++ {
		own = name + "-" + strconv.Itoa(n)
	}
	b.noteNames[own] = true
	return noteMark{number: len(b.noteNames), name: own}
}

// raised is the number as text that stands above the line.
func (m noteMark) raised() string { return raised.Replace(strconv.Itoa(m.number)) }

// led puts the number of a note before its first words.
func (n footnote) led(mark inline) []block {
	if len(n.blocks) > 0 {
		if first, ok := n.blocks[0].(paragraph); ok {
			first.text = append([]inline{mark, text(" ")}, first.text...)
			return append([]block{first}, n.blocks[1:]...)
		}
	}
	return append([]block{paragraph{text: []inline{mark}}}, n.blocks...)
}
