package diff

import (
	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/retro"
)

// findElsewhere looks for blocks that left one section and arrived in another.
// Both ends then name each other, and their words count as moved.
func findElsewhere(sections []*Change) {
	type end struct {
		section *Change
		block   *Block
	}
	var left, arrived []end
	for s := range sections {
		document := sections[s].document()
		if document == nil {
			continue
		}
		for b := range document.Blocks {
			switch block := &document.Blocks[b]; block.Status {
			case BlockRemoved:
				left = append(left, end{sections[s], block})
			case BlockAdded:
				arrived = append(arrived, end{sections[s], block})
			case BlockSame, BlockChanged:
			}
		}
	}
	pieces := func(ends []end, text func(*Block) string) []markdown.Block {
		list := make([]markdown.Block, len(ends))
		for i, e := range ends {
			list[i] = markdown.Block{Kind: e.block.Kind, Text: text(e.block)}
		}
		return list
	}
	al := newAlignment(
		pieces(left, func(b *Block) string { return b.OldText }),
		pieces(arrived, func(b *Block) string { return b.NewText }),
		leastLimit,
	)
	al.pairMoved()
	for _, g := range al.groups {
		from, to := left[g.a0], arrived[g.b0]
		if from.section == to.section {
			continue
		}
		from.block.Moved, to.block.Moved = true, true
		from.block.Elsewhere = &Elsewhere{Section: retro.SectionID(to.section.ID), Heading: to.section.Title}
		to.block.Elsewhere = &Elsewhere{Section: retro.SectionID(from.section.ID), Heading: from.section.Title, Ops: al.both(g).Ops}
		for _, changed := range []*Document{from.section.document(), to.section.document()} {
			changed.Words = changed.count()
		}
	}
}
