package export

import (
	"context"
	"slices"

	"github.com/afterword-app/afterword/backend/retro"
)

// newShortDocument tells the short story: what is to be seen at a glance, which all of the
// document says, and the section that sums up.
func newShortDocument(ctx context.Context, in Input, pictures loading) (*document, error) {
	whole, err := newWholeDocument(ctx, in, loadsNothing)
	if err != nil {
		return nil, err
	}
	summary := in.Content.Summary()
	in.Content.Sections = nil
	if summary != nil {
		in.Content.Sections = []retro.Section{*summary}
	}
	doc, err := newWholeDocument(ctx, in, pictures)
	if err != nil {
		return nil, err
	}
	card := whole.card
	if len(doc.sections) > 0 && doc.sections[0].written {
		card = slices.DeleteFunc(card, func(line cardLine) bool { return line.label == cardWrong })
	}
	if glance := inShort(card, decided(in.Content)); len(glance.blocks) > 0 {
		doc.sections = append(doc.sections, glance)
	}
	doc.card = nil // it is a section
	return doc, nil
}

// inShort makes a section of the card, for all targets alike. What will be different is
// listed in full: there is room for it.
func inShort(card []cardLine, different []string) section {
	out := section{heading: "In short", written: true}
	for _, line := range card {
		label := styled{strong, []inline{text(line.label + ":")}}
		if line.label != cardDifferent {
			out.blocks = append(out.blocks, paragraph{text: []inline{label, text(" " + line.text)}})
			continue
		}
		var l list
		for _, title := range different {
			l.items = append(l.items, item{blocks: []block{sentence(title)}})
		}
		out.blocks = append(out.blocks, paragraph{text: []inline{label}}, l)
	}
	return out
}
