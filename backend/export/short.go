package export

import (
	"context"
	"slices"

	"github.com/afterword-app/afterword/backend/retro"
)

// newShortDocument tells the short story: what is to be seen at a glance, which all of the
// document says, and the section that sums up.
func newShortDocument(ctx context.Context, in Input, pictures loading) (*document, error) {
	in.Short = false
	whole, err := newDocument(ctx, in, loadsNothing)
	if err != nil {
		return nil, err
	}
	summary := in.Content.Summary()
	in.Content.Sections = nil
	if summary != nil {
		in.Content.Sections = []retro.Section{*summary}
	}
	doc, err := newDocument(ctx, in, pictures)
	if err != nil {
		return nil, err
	}
	card := whole.card
	if len(doc.sections) > 0 && doc.sections[0].written {
		card = slices.DeleteFunc(card, func(line cardLine) bool { return line.label == cardWrong })
	}
	if glance := inShort(card); len(glance.blocks) > 0 {
		doc.sections = append(doc.sections, glance)
	}
	doc.card = nil // it is a section
	return doc, nil
}

// inShort makes a section of the card, for all targets alike.
func inShort(card []cardLine) section {
	out := section{heading: "In short", written: true}
	for _, line := range card {
		out.blocks = append(out.blocks, paragraph{text: []inline{styled{strong, []inline{text(line.label + ":")}}, text(" " + line.text)}})
	}
	return out
}
