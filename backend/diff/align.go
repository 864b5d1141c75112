package diff

import (
	"cmp"
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/markdown"
)

const (
	// pairedAbove is how much two blocks at the same place must share to be read
	// as one that changed: the part of their words that both have, in one order.
	pairedAbove = 0.3
	// movedAbove is the same for blocks at different places.
	movedAbove = 0.6
	// partAbove is how much of a block must come from another one to be read as a
	// part that was split off it, or joined to it.
	partAbove = 0.6
	// leastContained is how many words a block must share with a much longer one to
	// be paired with it for being a part of it.
	leastContained = 8
	// leastShared is how many words two blocks at different places must share to be
	// read as one that moved and changed: sentences made after one pattern share a
	// few.
	leastShared = 5
	// mostRounds is how often what was left between pairs is compared again.
	mostRounds = 4
	// mostSpanned is how many blocks a split paragraph may have become.
	mostSpanned = 5
	// leastMoved is how many letters and digits a block must have to be looked for
	// elsewhere. Shorter ones are found beside others that moved.
	leastMoved = 20
	// mostCandidates bounds the search for blocks that moved and changed.
	mostCandidates = 200
)

// group is a run of blocks of the old text and one of the new that belong
// together: mostly one each, several where a paragraph was split or joined, none
// on one side where it was added or removed.
type group struct {
	a0, a1, b0, b1 int
	moved          bool
}

// alignment pairs the blocks of two texts.
type alignment struct {
	a, b         []markdown.Block
	keysA, keysB []int32 // the same for blocks that read the same
	words        vocabulary
	readA, readB []*passage // filled as needed
	limit        int
	groupA       []int // per block: which group, or unmatched
	groupB       []int
	groups       []group
}

// newAlignment returns an alignment that pairs nothing yet.
func newAlignment(a, b []markdown.Block, limit int) *alignment {
	keysA, keysB := blockKeys(a, b)
	return &alignment{
		a: a, b: b, limit: limit, words: vocabulary{}, keysA: keysA, keysB: keysB,
		readA: make([]*passage, len(a)), readB: make([]*passage, len(b)),
		groupA: slices.Repeat([]int{unmatched}, len(a)), groupB: slices.Repeat([]int{unmatched}, len(b)),
	}
}

func align(a, b []markdown.Block, limit int) *alignment {
	al := newAlignment(a, b, limit)
	between := gaps(match(al.keysA, al.keysB, limit), len(b))
	i, j := 0, 0
	for _, gap := range append(between, edit{len(a), len(a), len(b), len(b)}) {
		for ; i < gap.a0; i, j = i+1, j+1 {
			al.group(i, j, false)
		}
		i, j = gap.a1, gap.b1
	}
	for _, gap := range between {
		al.pairWithin(gap, mostRounds)
	}
	al.pairMoved()
	return al
}

func (al *alignment) group(i, j int, moved bool) {
	al.groupA[i], al.groupB[j] = len(al.groups), len(al.groups)
	al.groups = append(al.groups, group{i, i + 1, j, j + 1, moved})
}

// blockKeys gives blocks that are to be matched the same key: those that are the
// same letter for letter, which are most, and of the others those that differ in
// nothing but the wrapping of lines. Only those of the others have to be read for
// that of which the other side has one with as many ink bytes.
func blockKeys(a, b []markdown.Block) (keysA, keysB []int32) {
	keysA, keysB = make([]int32, len(a)), make([]int32, len(b))
	literal := make(vocabulary, len(a))
	for i := range a {
		keysA[i] = literal.id(a[i].Text)
	}
	inBoth := make([]bool, len(literal))
	inkB := map[int]bool{}
	for j := range b {
		id, known := literal[b[j].Text]
		if !known {
			keysB[j] = unmatched
			inkB[ink(b[j].Text)] = true
			continue
		}
		keysB[j], inBoth[id] = id, true
	}
	alone := int32(len(literal)) //nolint:gosec // No text has 2^31 blocks.
	read := vocabulary{}
	var reading []byte
	key := func(p markdown.Block) int32 {
		reading = appendReading(append(append(reading[:0], p.Kind...), ':'), p)
		id, known := read[string(reading)]
		if !known {
			id = read.id(string(reading))
		}
		return alone + 1 + id
	}
	inkA := map[int]bool{}
	for i := range a {
		if inBoth[keysA[i]] {
			continue
		}
		if n := ink(a[i].Text); inkB[n] {
			inkA[n] = true
			keysA[i] = key(a[i])
		}
	}
	for j := range b {
		switch {
		case keysB[j] != unmatched:
		case inkA[ink(b[j].Text)]:
			keysB[j] = key(b[j])
		default:
			keysB[j] = alone
		}
	}
	return keysA, keysB
}

// ink counts the bytes of a text that are neither white space nor the dashes of
// which the rows under a table's head are made: those that its reading keeps.
func ink(text string) int {
	left := len(text)
	for _, c := range []string{" ", "\n", "\t", "\r", "-"} {
		left -= strings.Count(text, c)
	}
	return left
}

// appendReading appends what a block reads as: each run of white space is one
// byte that tells its meaning, and the empty lines at the end are left out. Code
// and the indent of list items are taken literally, the row of dashes in a table
// without its dashes.
func appendReading(key []byte, p markdown.Block) []byte {
	text := p.Text[:len(strings.TrimRight(p.Text, blanks))]
	if p.Kind == markdown.KindCode {
		return append(key, text...)
	}
	if p.Kind == markdown.KindTableRow && markdown.IsDelimiterRow(text) {
		return append(key, strings.NewReplacer("-", "", " ", "", "\t", "").Replace(text)...)
	}
	lead := markdown.SpaceLength(text)
	if p.Kind == markdown.KindListItem {
		key = append(key, text[:lead]...)
	}
	for text = text[lead:]; text != ""; {
		next := 0
		for next < len(text) && strings.IndexByte(blanks, text[next]) < 0 {
			next++
		}
		key = append(key, text[:next]...)
		if next == len(text) {
			break
		}
		white := markdown.SpaceLength(text[next:])
		key = append(key, " \x00\x01\x02"[meaning(text[next:next+white])])
		text = text[next+white:]
	}
	return key
}

func (al *alignment) passageA(i int) *passage { return al.passage(al.readA, al.a, i) }
func (al *alignment) passageB(j int) *passage { return al.passage(al.readB, al.b, j) }

func (al *alignment) passage(read []*passage, pieces []markdown.Block, i int) *passage {
	if read[i] == nil {
		p := al.words.read(pieces[i].Text)
		if pieces[i].Kind == markdown.KindListItem && len(p.tokens) > 0 {
			// A bullet is never the asterisk of a word that is bold.
			p.tokens[0].id = al.words.id("bullet " + p.word(0))
		}
		read[i] = &p
	}
	return read[i]
}

// link says how many words two blocks share in order.
type link struct{ i, j, shared int }

// pairWithin pairs blocks between two places where the texts agree. One
// comparison of all the words there tells how much each block shares with each.
// It finds the most words in common, and some of them in the wrong block; so what
// is left between two pairs is compared once more without the rest.
func (al *alignment) pairWithin(gap edit, rounds int) {
	if gap.a0 == gap.a1 || gap.b0 == gap.b1 || rounds == 0 {
		return
	}
	links := al.links(gap)
	byLikeness := slices.Clone(links)
	slices.SortStableFunc(byLikeness, func(x, y link) int {
		return cmp.Compare(al.likeness(y), al.likeness(x))
	})
	known := len(al.groups)
	for _, l := range byLikeness {
		if al.groupA[l.i] == unmatched && al.groupB[l.j] == unmatched && al.belongTogether(l) {
			al.group(l.i, l.j, false)
		}
	}
	paired := slices.Clone(al.groups[known:])
	slices.SortFunc(paired, func(x, y group) int { return x.a0 - y.a0 })
	if len(paired) > 0 {
		i, j := gap.a0, gap.b0
		for _, g := range append(paired, group{a0: gap.a1, b0: gap.b1}) {
			al.pairWithin(edit{i, g.a0, j, g.b0}, rounds-1)
			i, j = g.a1, g.b1
		}
	}
	al.addParts(links)
}

// belongTogether reports whether two blocks at the same place are one block that
// changed: they are alike, or the shorter is mostly contained in the longer.
func (al *alignment) belongTogether(l link) bool {
	if al.likeness(l) >= pairedAbove {
		return true
	}
	shorter := min(al.passageA(l.i).words, al.passageB(l.j).words)
	return l.shared >= leastContained && float64(l.shared) >= partAbove*float64(shorter) &&
		isProse(al.a[l.i].Kind) && isProse(al.b[l.j].Kind)
}

// links lists the pairs of blocks that share words, in order of both texts.
func (al *alignment) links(gap edit) []link {
	idsA, blockA := wordsOf(gap.a0, gap.a1, al.passageA)
	idsB, blockB := wordsOf(gap.b0, gap.b1, al.passageB)
	var links []link
	for at, counterpart := range match(idsA, idsB, al.limit) {
		if counterpart == unmatched {
			continue
		}
		i, j := blockA[at], blockB[counterpart]
		if last := len(links) - 1; last >= 0 && links[last].i == i && links[last].j == j {
			links[last].shared++
			continue
		}
		links = append(links, link{i, j, 1})
	}
	return links
}

// wordsOf lists the ids of all words of some blocks, and the block of each.
func wordsOf(from, to int, passage func(int) *passage) (ids []int32, blocks []int) {
	words := 0
	for block := from; block < to; block++ {
		words += passage(block).words
	}
	ids, blocks = make([]int32, 0, words), make([]int, 0, words)
	for block := from; block < to; block++ {
		for _, t := range passage(block).tokens {
			if t.word {
				ids, blocks = append(ids, t.id), append(blocks, block)
			}
		}
	}
	return ids, blocks
}

func (al *alignment) likeness(l link) float64 {
	return 2 * float64(l.shared) / float64(max(1, al.passageA(l.i).words+al.passageB(l.j).words))
}

// addParts lets groups grow by neighbours that are a part of them: a paragraph
// that was split in two is one group, and so are two that were joined.
func (al *alignment) addParts(links []link) {
	for _, order := range []bool{false, true} { // parts may lie after and before
		for at := range links {
			l := links[at]
			if order {
				l = links[len(links)-1-at]
			}
			al.addPart(l)
		}
	}
}

func (al *alignment) addPart(l link) {
	if !isProse(al.a[l.i].Kind) || !isProse(al.b[l.j].Kind) {
		return
	}
	g, h := al.groupA[l.i], al.groupB[l.j]
	switch {
	case g != unmatched && h == unmatched && isPart(l.shared, al.passageB(l.j)):
		into := &al.groups[g]
		from, to := min(into.b0, l.j), max(into.b1, l.j+1)
		if canSpan(al.groupB, from, to, g) {
			into.b0, into.b1 = from, to
			fill(al.groupB[from:to], g)
		}
	case g == unmatched && h != unmatched && isPart(l.shared, al.passageA(l.i)):
		into := &al.groups[h]
		from, to := min(into.a0, l.i), max(into.a1, l.i+1)
		if canSpan(al.groupA, from, to, h) {
			into.a0, into.a1 = from, to
			fill(al.groupA[from:to], h)
		}
	}
}

// canSpan reports whether a group may take all blocks of the range: not many,
// and none that belong to another group. Blocks between two halves came in when
// the paragraph was split.
func canSpan(groups []int, from, to, group int) bool {
	if to-from > mostSpanned {
		return false
	}
	for _, g := range groups[from:to] {
		if g != unmatched && g != group {
			return false
		}
	}
	return true
}

func fill(groups []int, group int) {
	for i := range groups {
		groups[i] = group
	}
}

func isPart(shared int, of *passage) bool {
	return shared >= 3 && float64(shared) >= partAbove*float64(of.words)
}

func isProse(kind markdown.Kind) bool {
	return kind == markdown.KindParagraph || kind == markdown.KindListItem || kind == markdown.KindQuote
}

// pairMoved finds blocks left over on both sides that are the same, or nearly
// so, at different places; then short ones beside those.
func (al *alignment) pairMoved() {
	al.pairIdentical()
	al.pairSimilar()
	for waiting := al.groups; len(waiting) > 0; {
		known := len(al.groups)
		for _, g := range waiting {
			if g.moved {
				al.moveNeighbour(g.a0-1, g.b0-1)
				al.moveNeighbour(g.a1, g.b1)
			}
		}
		waiting = al.groups[known:]
	}
}

func (al *alignment) pairIdentical() {
	waiting := map[int32][]int{}
	for i, g := range al.groupA {
		if g == unmatched && hasLetters(al.a[i].Text, leastMoved) {
			waiting[al.keysA[i]] = append(waiting[al.keysA[i]], i)
		}
	}
	for j, g := range al.groupB {
		if queue := waiting[al.keysB[j]]; g == unmatched && len(queue) > 0 {
			waiting[al.keysB[j]] = queue[1:]
			al.group(queue[0], j, true)
		}
	}
}

func (al *alignment) pairSimilar() {
	lefts, rights := candidates(al.groupA, al.a), candidates(al.groupB, al.b)
	if len(lefts) == 0 || len(rights) == 0 || len(lefts) > mostCandidates || len(rights) > mostCandidates {
		return
	}
	wordsA, wordsB := sortedWords(lefts, al.passageA), sortedWords(rights, al.passageB)
	var links []link
	for x, i := range lefts {
		for y, j := range rights {
			most := link{i, j, min(len(wordsA[x]), len(wordsB[y]))}
			if al.likeness(most) < movedAbove {
				continue
			}
			if l := (link{i, j, shared(wordsA[x], wordsB[y])}); l.shared >= leastShared && al.likeness(l) >= movedAbove {
				links = append(links, l)
			}
		}
	}
	slices.SortStableFunc(links, func(x, y link) int { return cmp.Compare(al.likeness(y), al.likeness(x)) })
	for _, l := range links {
		if al.groupA[l.i] == unmatched && al.groupB[l.j] == unmatched {
			al.group(l.i, l.j, true)
		}
	}
}

func candidates(groups []int, pieces []markdown.Block) []int {
	var found []int
	for i, g := range groups {
		if g == unmatched && hasLetters(pieces[i].Text, leastMoved) {
			found = append(found, i)
		}
	}
	return found
}

// sortedWords lists the ids of the words of each block, in order of the ids.
func sortedWords(blocks []int, passage func(int) *passage) [][]int32 {
	lists := make([][]int32, len(blocks))
	for at, block := range blocks {
		ids, _ := wordsOf(block, block+1, passage)
		slices.Sort(ids)
		lists[at] = ids
	}
	return lists
}

// shared counts the words that two sorted lists have in common, each as often as
// both have it.
func shared(a, b []int32) int {
	total := 0
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			a, b, total = a[1:], b[1:], total+1
		}
	}
	return total
}

func (al *alignment) moveNeighbour(i, j int) {
	if i < 0 || j < 0 || i >= len(al.a) || j >= len(al.b) {
		return
	}
	if al.groupA[i] == unmatched && al.groupB[j] == unmatched && al.keysA[i] == al.keysB[j] {
		al.group(i, j, true)
	}
}

// hasLetters reports whether a text has at least so many letters and digits.
func hasLetters(text string, least int) bool {
	for i := 0; i < len(text) && least > 0; i++ {
		if c := text[i]; c >= 0x80 || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' {
			least--
		}
	}
	return least == 0
}
