package diff

import (
	"slices"
	"strings"
)

// Merge is what two people made of one text, put together. The Text of all
// chunks, in order, is the merged text; where Conflicts is 0 it is finished.
type Merge struct {
	Chunks    []MergeChunk `json:"chunks"`
	Conflicts int          `json:"conflicts"`
}

// MergeStatus says who changed a chunk.
type MergeStatus string

// The statuses of a chunk.
const (
	MergeSame     MergeStatus = "same"
	MergeMine     MergeStatus = "mine"
	MergeTheirs   MergeStatus = "theirs"
	MergeBoth     MergeStatus = "both" // the same change, or changes of different words
	MergeConflict MergeStatus = "conflict"
)

// MergeChunk is a run of lines. Base, Mine and Theirs are what each text has
// there; joined over all chunks they are the three texts. Text is the result: of
// a conflict it is both versions between lines like those of git.
type MergeChunk struct {
	Status MergeStatus `json:"status"`
	Base   string      `json:"base"`
	Mine   string      `json:"mine"`
	Theirs string      `json:"theirs"`
	Text   string      `json:"text"`
}

// Text joins the chunks.
func (m Merge) Text() string {
	var text strings.Builder
	for _, chunk := range m.Chunks {
		text.WriteString(chunk.Text)
	}
	return text.String()
}

// Merge3 puts together two versions of a text that were made of the same base.
// Lines that only one of them changed are taken from it. Lines that both changed
// are merged word by word, and where both changed the same words, or words side
// by side, they are a conflict, of which nothing is dropped. How lines are
// wrapped is no conflict.
func Merge3(base, mine, theirs string) Merge {
	known := vocabulary{}
	b, m, t := readRawLines(known, base), readRawLines(known, mine), readRawLines(known, theirs)
	limit := editLimit(len(b.ids) + len(m.ids) + len(t.ids))
	var merge Merge
	add := func(r region, status MergeStatus) {
		chunk := MergeChunk{
			Status: status,
			Base:   strings.Join(b.lines[r.base0:r.base1], ""),
			Mine:   strings.Join(m.lines[r.mine0:r.mine1], ""),
			Theirs: strings.Join(t.lines[r.theirs0:r.theirs1], ""),
		}
		chunk.resolve()
		if chunk.Status == MergeConflict {
			merge.Conflicts++
		}
		merge.Chunks = append(merge.Chunks, chunk)
	}
	walk(regions(lineEdits(b.ids, m.ids, limit), lineEdits(b.ids, t.ids, limit)), size3{len(b.ids), len(m.ids), len(t.ids)}, add)
	return merge
}

// lineEdits compares lines. Where lines repeat, like empty ones, any of them may
// be the one that was added or removed: it is taken for one beside another edit
// if it can be, else for the last, as git does.
func lineEdits(a, b []int32, limit int) []edit {
	settled := gaps(match(a, b, limit), len(b))
	for {
		before := len(settled)
		settled = shiftDown(shiftUp(settled, a, b), a, b)
		if len(settled) == before {
			return settled
		}
	}
}

// shiftUp joins each edit to the one before it where it can be moved there, and
// what was joined to the one before that.
func shiftUp(edits []edit, a, b []int32) []edit {
	var settled []edit
	for _, e := range edits {
		for len(settled) > 0 {
			last := settled[len(settled)-1]
			between := e.a0 - last.a1
			if !e.canShift(a, b, -between) {
				break
			}
			e = edit{last.a0, e.a1 - between, last.b0, e.b1 - between}
			settled = settled[:len(settled)-1]
		}
		settled = append(settled, e)
	}
	return settled
}

// shiftDown moves each edit as far as it goes and joins it to the one it meets.
func shiftDown(edits []edit, a, b []int32) []edit {
	var settled []edit // from the last to the first
	next := edit{len(a), len(a), len(b), len(b)}
	for _, e := range slices.Backward(edits) {
		for e.a1 < next.a0 && e.canShift(a, b, 1) {
			e = edit{e.a0 + 1, e.a1 + 1, e.b0 + 1, e.b1 + 1}
		}
		if last := len(settled) - 1; last >= 0 && e.a1 == next.a0 {
			e.a1, e.b1 = next.a1, next.b1
			settled = settled[:last]
		}
		settled = append(settled, e)
		next = e
	}
	slices.Reverse(settled)
	return settled
}

// canShift reports whether the edit, being all insertion or all deletion, says
// the same when moved by so many lines.
func (e edit) canShift(a, b []int32, shift int) bool {
	list, from, to := a, e.a0, e.a1
	if from == to {
		list, from, to = b, e.b0, e.b1
	} else if e.b0 != e.b1 {
		return false
	}
	if shift < 0 {
		return slices.Equal(list[from+shift:from], list[to+shift:to])
	}
	return slices.Equal(list[from:from+shift], list[to:to+shift])
}

func readRawLines(known vocabulary, text string) lineList {
	var list lineList
	for line := range strings.Lines(text) {
		list.lines = append(list.lines, line)
		list.ids = append(list.ids, known.id(line))
	}
	return list
}

// resolve settles the text of a chunk, and whether it is a conflict after all.
func (c *MergeChunk) resolve() {
	switch c.Status {
	case MergeSame, MergeTheirs:
		c.Text = c.Theirs
	case MergeMine:
		c.Text = c.Mine
	case MergeBoth, MergeConflict:
		c.resolveBoth()
	}
}

func (c *MergeChunk) resolveBoth() {
	c.Status = MergeBoth
	if c.Mine == c.Theirs {
		c.Text = c.Mine
		return
	}
	if text, ok := mergeWords(c.Base, c.Mine, c.Theirs); ok {
		c.Text = text
		return
	}
	c.Status = MergeConflict
	c.Text = "<<<<<<< mine\n" + wholeLines(c.Mine) + "||||||| base\n" + wholeLines(c.Base) +
		"=======\n" + wholeLines(c.Theirs) + ">>>>>>> theirs\n"
}

// wholeLines ends a text with a line break, if it is not empty.
func wholeLines(text string) string {
	if text == "" || strings.HasSuffix(text, "\n") {
		return text
	}
	return text + "\n"
}

// region is a place of the base that was changed, with what stands there in
// both versions.
type region struct {
	base0, base1, mine0, mine1, theirs0, theirs1 int
	byMine, byTheirs                             bool
}

// regions puts the edits of two versions together: those that overlap or touch
// are one region.
func regions(mine, theirs []edit) []region {
	var found []region
	offsetMine, offsetTheirs := 0, 0 // how far ahead of the base each version is
	for len(mine) > 0 || len(theirs) > 0 {
		r := region{base0: min(start(mine), start(theirs))}
		r.base1 = r.base0
		r.mine0, r.theirs0 = r.base0+offsetMine, r.base0+offsetTheirs
		for {
			switch {
			case len(mine) > 0 && mine[0].a0 <= r.base1:
				r.base1 = max(r.base1, mine[0].a1)
				offsetMine = mine[0].b1 - mine[0].a1
				r.byMine, mine = true, mine[1:]
				continue
			case len(theirs) > 0 && theirs[0].a0 <= r.base1:
				r.base1 = max(r.base1, theirs[0].a1)
				offsetTheirs = theirs[0].b1 - theirs[0].a1
				r.byTheirs, theirs = true, theirs[1:]
				continue
			}
			break
		}
		r.mine1, r.theirs1 = r.base1+offsetMine, r.base1+offsetTheirs
		found = append(found, r)
	}
	return found
}

// start is where in the base the next edit begins, beyond any text for none.
func start(edits []edit) int {
	if len(edits) == 0 {
		return int(^uint(0) >> 1)
	}
	return edits[0].a0
}

// size3 are the lengths of the base and both versions.
type size3 struct{ base, mine, theirs int }

// walk visits the regions and what is the same between them, in order.
func walk(found []region, size size3, visit func(region, MergeStatus)) {
	var at region // its ends are where the last one ended
	for _, r := range append(found, region{
		base0: size.base, base1: size.base, mine0: size.mine, mine1: size.mine, theirs0: size.theirs, theirs1: size.theirs,
	}) {
		if at.base1 < r.base0 {
			visit(region{
				base0: at.base1, base1: r.base0, mine0: at.mine1, mine1: r.mine0, theirs0: at.theirs1, theirs1: r.theirs0,
			}, MergeSame)
		}
		switch {
		case r.byMine && r.byTheirs:
			visit(r, MergeBoth)
		case r.byMine:
			visit(r, MergeMine)
		case r.byTheirs:
			visit(r, MergeTheirs)
		}
		at = r
	}
}

// mergeWords merges by words, and returns false where both versions changed the
// same ones in different ways.
func mergeWords(base, mine, theirs string) (string, bool) {
	known := vocabulary{}
	b, m, t := known.read(base), known.read(mine), known.read(theirs)
	limit := editLimit(len(b.tokens) + len(m.tokens) + len(t.tokens))
	var text strings.Builder
	text.WriteString(pick(b.indent, m.indent, t.indent))
	merged := true
	walk(regions(edits(&b, &m, limit), edits(&b, &t, limit)), size3{len(b.tokens), len(m.tokens), len(t.tokens)},
		func(r region, status MergeStatus) {
			ofMine, ofTheirs := m.span(r.mine0, r.mine1), t.span(r.theirs0, r.theirs1)
			switch status {
			case MergeSame:
				for i := range r.base1 - r.base0 {
					text.WriteString(b.word(r.base0 + i))
					text.WriteString(pick(b.after(r.base0+i), m.after(r.mine0+i), t.after(r.theirs0+i)))
				}
			case MergeMine:
				text.WriteString(ofMine)
			case MergeTheirs:
				text.WriteString(ofTheirs)
			case MergeBoth, MergeConflict:
				merged = merged && oneLine(ofMine) == oneLine(ofTheirs)
				text.WriteString(ofMine)
			}
		})
	text.WriteString(pick(b.end, m.end, t.end))
	return text.String(), merged
}

// pick chooses white space: that of the one version that changed it, and mine
// where both did.
func pick(base, mine, theirs string) string {
	if mine == base {
		return theirs
	}
	return mine
}
