package diff

import (
	"strings"

	"github.com/afterword-app/afterword/backend/markdown"
)

// edit says that tokens [a0,a1) of the old passage became [b0,b1) of the new.
// Between two edits the passages are equal, token by token.
type edit struct{ a0, a1, b0, b1 int }

// edits compares two passages and returns what differs, ready to be read.
func edits(a, b *passage, limit int) []edit {
	found := gaps(matchWords(tokenIDs(a.tokens), tokenIDs(b.tokens), limit), len(b.tokens))
	return slide(trim(join(found, a.tokens, b.tokens), a.tokens, b.tokens), a, b)
}

func tokenIDs(tokens []token) []int32 {
	ids := make([]int32, len(tokens))
	for i := range tokens {
		ids[i] = tokens[i].id
	}
	return ids
}

// gaps turns counterparts into the ranges between them.
func gaps(matches []int32, lengthB int) []edit {
	var found []edit
	a, b := 0, 0
	for i := 0; i <= len(matches); i++ {
		j := lengthB
		if i < len(matches) {
			if matches[i] == unmatched {
				continue
			}
			j = int(matches[i])
		}
		if a < i || b < j {
			found = append(found, edit{a, i, b, j})
		}
		a, b = i+1, j+1
	}
	return found
}

// join makes one edit of two where what is equal between them is too little to
// be worth reading: punctuation shorter than what changed on both of its sides,
// or one word of a third of their length. A sentence that was rewritten then reads as one
// change, without the odd "the" that both versions share.
func join(found []edit, a, b []token) []edit {
	if len(found) < 2 {
		return found
	}
	joined := found[:1]
	lastSize := size(found[0], a, b)
	for _, next := range found[1:] {
		last := &joined[len(joined)-1]
		words, letters := weigh(a[last.a1:next.a0])
		nextSize := size(next, a, b)
		if words <= 1 && letters*(1+2*words) <= min(lastSize, nextSize) {
			last.a1, last.b1 = next.a1, next.b1
			lastSize += letters + nextSize
			continue
		}
		joined = append(joined, next)
		lastSize = nextSize
	}
	return joined
}

func weigh(tokens []token) (words, letters int) {
	for i := range tokens {
		letters += int(tokens[i].size)
		if tokens[i].word {
			words++
		}
	}
	return words, letters
}

// size is the length of the longer side of an edit.
func size(e edit, a, b []token) int {
	_, old := weigh(a[e.a0:e.a1])
	_, after := weigh(b[e.b0:e.b1])
	return max(old, after)
}

// trim takes out of each edit what its two sides begin or end with alike, which
// join may have brought in.
func trim(found []edit, a, b []token) []edit {
	kept := found[:0]
	for _, e := range found {
		for e.a0 < e.a1 && e.b0 < e.b1 && a[e.a0].id == b[e.b0].id {
			e.a0, e.b0 = e.a0+1, e.b0+1
		}
		for e.a0 < e.a1 && e.b0 < e.b1 && a[e.a1-1].id == b[e.b1-1].id {
			e.a1, e.b1 = e.a1-1, e.b1-1
		}
		if e.a0 < e.a1 || e.b0 < e.b1 {
			kept = append(kept, e)
		}
	}
	return kept
}

// slide moves pure insertions and deletions to where a reader would put them. In
// "one. two. two. three." either "two." may be the new one; best is a whole
// sentence, then a whole clause.
func slide(found []edit, a, b *passage) []edit {
	for at := range found {
		e := &found[at]
		// How far it may go: one token must stay between two edits.
		floor, ceiling := 0, len(a.tokens)
		if at > 0 {
			floor = found[at-1].a1 + 1
		}
		if at+1 < len(found) {
			ceiling = found[at+1].a0 - 1
		}
		switch {
		case e.a0 == e.a1:
			shift := bestShift(b, e.b0, e.b1, e.a0-floor, ceiling-e.a0)
			*e = edit{e.a0 + shift, e.a1 + shift, e.b0 + shift, e.b1 + shift}
		case e.b0 == e.b1:
			shift := bestShift(a, e.a0, e.a1, e.a0-floor, ceiling-e.a1)
			*e = edit{e.a0 + shift, e.a1 + shift, e.b0 + shift, e.b1 + shift}
		}
	}
	return found
}

// bestShift returns by how many tokens to move the range so that it begins at
// the best place, at most left to the left and right to the right.
func bestShift(p *passage, from, to, left, right int) int {
	tokens := p.tokens
	best, bestRank := 0, beginRank(p, from)
	for shift := -1; -shift <= left && tokens[from+shift].id == tokens[to+shift].id; shift-- {
		if rank := beginRank(p, from+shift); rank > bestRank {
			best, bestRank = shift, rank
		}
	}
	for shift := 1; shift <= right && tokens[from+shift-1].id == tokens[to+shift-1].id; shift++ {
		if rank := beginRank(p, from+shift); rank > bestRank {
			best, bestRank = shift, rank
		}
	}
	return best
}

// beginRank tells how well a change may begin at a token.
func beginRank(p *passage, at int) int {
	if at == 0 {
		return 5
	}
	white := p.after(at - 1)
	switch {
	case meaning(white) >= spaceHard:
		return 5
	case white == "" && p.tokens[at-1].word == p.tokens[at].word:
		return 0
	case white == "":
		return 1
	case strings.ContainsAny(p.word(at-1), ".!?:"):
		return 5
	case strings.Contains(white, "\n"):
		return 4
	case !p.tokens[at-1].word:
		return 3
	default:
		return 2
	}
}

// writer cuts two texts into ops. Between two equal texts it gathers all that was
// deleted and all that was inserted into one op each, in this order. The texts
// that its methods are given follow each other, so their lengths are all it needs.
type writer struct {
	ops                      []Op
	a, b                     string // what is not written yet
	stays, deleted, inserted int    // bytes gathered so far
}

func (w *writer) equal(text string) {
	if text == "" {
		return
	}
	w.flushEdit()
	w.stays += len(text)
}

func (w *writer) replace(old, after string) {
	if old == "" && after == "" {
		return
	}
	w.flushEqual()
	w.deleted += len(old)
	w.inserted += len(after)
}

// white adds white space that means the same in both texts.
func (w *writer) white(old, after string) {
	if old == after {
		w.equal(old)
		return
	}
	w.flush()
	w.ops = append(w.ops, Op{Kind: OpSpace, Text: take(&w.a, len(old)), New: take(&w.b, len(after))})
}

func (w *writer) flush() {
	w.flushEqual()
	w.flushEdit()
}

func (w *writer) flushEqual() {
	if w.stays > 0 {
		w.a = w.a[w.stays:]
		w.ops = append(w.ops, Op{Kind: OpEqual, Text: take(&w.b, w.stays)})
		w.stays = 0
	}
}

func (w *writer) flushEdit() {
	if w.deleted > 0 {
		w.ops = append(w.ops, Op{Kind: OpDelete, Text: take(&w.a, w.deleted)})
	}
	if w.inserted > 0 {
		w.ops = append(w.ops, Op{Kind: OpInsert, Text: take(&w.b, w.inserted)})
	}
	w.deleted, w.inserted = 0, 0
}

// take cuts so many bytes off the beginning of a text.
func take(text *string, length int) string {
	taken := (*text)[:length]
	*text = (*text)[length:]
	return taken
}

// ops writes the edits between two passages as operations. A literal indent is
// one that means something, like that of a list item.
func ops(a, b *passage, found []edit, literalIndent bool) []Op {
	w := writer{a: a.text, b: b.text}
	if literalIndent && a.indent != b.indent {
		w.replace(a.indent, b.indent)
	} else {
		w.white(a.indent, b.indent)
	}
	i, j := 0, 0
	var old, after string // white space after the last token that stays, still to be written
	for _, e := range append(found, edit{len(a.tokens), len(a.tokens), len(b.tokens), len(b.tokens)}) {
		for ; i < e.a0; i, j = i+1, j+1 {
			w.between(old, after)
			w.equal(a.word(i))
			old, after = a.after(i), b.after(j)
		}
		if e.a0 == e.a1 && e.b0 == e.b1 {
			break
		}
		old, after = w.edit(a.spanFrom(len(old), e.a0, e.a1), b.spanFrom(len(after), e.b0, e.b1))
		i, j = e.a1, e.b1
	}
	w.between(old, after)
	w.white(a.end, b.end)
	w.flush()
	return w.ops
}

// between writes white space between two tokens that stay.
func (w *writer) between(old, after string) {
	before, now := meaning(old), meaning(after)
	if before == now || before <= spaceSoft && now <= spaceSoft {
		w.white(old, after)
		return
	}
	w.replace(old, after)
}

// edit writes texts that differ, each with the white space around it. White
// space that both begin or end with is kept out, so that marks do not hang over
// the next word; that at the end is returned, to be written next.
func (w *writer) edit(old, after string) (oldEnd, newEnd string) {
	oldStart, newStart := old[:markdown.SpaceLength(old)], after[:markdown.SpaceLength(after)]
	if oldStart != "" && meaning(oldStart) == meaning(newStart) && !betterAtEnd(old, after, oldStart, newStart) {
		w.white(oldStart, newStart)
		old, after = old[len(oldStart):], after[len(newStart):]
	}
	oldCut, newCut := len(strings.TrimRight(old, blanks)), len(strings.TrimRight(after, blanks))
	if meaning(old[oldCut:]) == meaning(after[newCut:]) {
		oldEnd, newEnd = old[oldCut:], after[newCut:]
		old, after = old[:oldCut], after[:newCut]
	}
	w.replace(old, after)
	return oldEnd, newEnd
}

// betterAtEnd reports whether, of a text that was put into white space or taken
// out of it, the end stayed as it was rather than the beginning.
func betterAtEnd(old, after, oldStart, newStart string) bool {
	if oldStart == newStart {
		return false
	}
	return old == oldStart && strings.HasSuffix(after, old) || after == newStart && strings.HasSuffix(old, after)
}

// wordOps compares two texts of prose by words.
func wordOps(old, after string) []Op {
	words := vocabulary{}
	a, b := words.read(old), words.read(after)
	return ops(&a, &b, edits(&a, &b, editLimit(len(a.tokens)+len(b.tokens))), false)
}
