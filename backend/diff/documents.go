package diff

import (
	"strings"

	"github.com/afterword-app/afterword/backend/markdown"
)

// Documents compares two texts of Markdown. Any text can be compared, even one
// that is not valid UTF-8, and the result depends on nothing but the texts.
func Documents(old, after string) Document {
	a, b := markdown.Blocks(old), markdown.Blocks(after)
	al := align(a, b, editLimit((len(old)+len(after))/4))
	document := Document{Blocks: make([]Block, 0, max(len(a), len(b)))}
	add := func(block Block) { document.Blocks = append(document.Blocks, block) }
	// What was removed stands after what it used to stand after.
	removedFrom := func(i int) {
		for ; i < len(a); i++ {
			switch g := al.groupA[i]; {
			case g == unmatched:
				add(al.removed(i))
			case !al.groups[g].moved:
				return
			}
		}
	}
	removedFrom(0)
	for j := 0; j < len(b); {
		if al.groupB[j] == unmatched {
			add(al.added(j))
			j++
			continue
		}
		g := al.groups[al.groupB[j]]
		add(al.both(g))
		if !g.moved {
			removedFrom(g.a1)
		}
		j = g.b1
	}
	document.Words = document.count()
	return document
}

func (al *alignment) removed(i int) Block {
	p := al.a[i]
	return Block{Kind: p.Kind, Status: BlockRemoved, Old: i, New: -1, OldText: p.Text, Ops: []Op{{Kind: OpDelete, Text: p.Text}}}
}

func (al *alignment) added(j int) Block {
	p := al.b[j]
	return Block{Kind: p.Kind, Status: BlockAdded, Old: -1, New: j, NewText: p.Text, Ops: []Op{{Kind: OpInsert, Text: p.Text}}}
}

func (al *alignment) both(g group) Block {
	block := Block{
		Kind: al.b[g.b0].Kind, Moved: g.moved, Old: g.a0, New: g.b0,
		OldText: concat(al.a[g.a0:g.a1]), NewText: concat(al.b[g.b0:g.b1]),
	}
	if block.OldText == block.NewText {
		block.Status, block.Ops = BlockSame, []Op{{Kind: OpEqual, Text: block.OldText}}
		return block
	}
	a, b := al.passageA(g.a0), al.passageB(g.b0)
	if g.a1-g.a0 > 1 || g.b1-g.b0 > 1 {
		wholeA, wholeB := al.words.read(block.OldText), al.words.read(block.NewText)
		a, b = &wholeA, &wholeB
	}
	block.Ops = ops(a, b, edits(a, b, al.limit), block.Kind == markdown.KindListItem || block.Kind == markdown.KindCode)
	block.Status = block.changed()
	return block
}

// changed tells whether a block that both texts have reads the same in both.
func (b Block) changed() BlockStatus {
	for at, op := range b.Ops {
		lastSpace := op.Kind == OpSpace && at == len(b.Ops)-1
		if op.Kind == OpDelete || op.Kind == OpInsert || op.Kind == OpSpace && b.Kind == markdown.KindCode && !lastSpace {
			return BlockChanged
		}
	}
	return BlockSame
}

// count counts the words of all blocks.
func (d Document) count() WordCount {
	var total WordCount
	for _, block := range d.Blocks {
		total = total.plus(block.words())
	}
	return total
}

// words counts the words of a block by what became of them. A block that moved
// between sections counts where it arrived.
func (b Block) words() WordCount {
	ops := b.Ops
	if b.Elsewhere != nil {
		ops = b.Elsewhere.Ops
	}
	var count WordCount
	for _, op := range ops {
		switch op.Kind {
		case OpDelete:
			count.Removed += markdown.CountWords(op.Text)
		case OpInsert:
			count.Added += markdown.CountWords(op.Text)
		case OpEqual:
			if b.Moved {
				count.Moved += markdown.CountWords(op.Text)
			} else {
				count.Same += markdown.CountWords(op.Text)
			}
		case OpSpace:
		}
	}
	return count
}

func (w WordCount) plus(other WordCount) WordCount {
	return WordCount{
		Same: w.Same + other.Same, Added: w.Added + other.Added,
		Removed: w.Removed + other.Removed, Moved: w.Moved + other.Moved,
	}
}

func concat(pieces []markdown.Block) string {
	if len(pieces) == 1 {
		return pieces[0].Text
	}
	var text strings.Builder
	for _, p := range pieces {
		text.WriteString(p.Text)
	}
	return text.String()
}
