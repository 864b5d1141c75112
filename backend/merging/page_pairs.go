package merging

import (
	"strings"

	"github.com/afterword-app/afterword/backend/diff"
	"github.com/afterword-app/afterword/backend/wiki"
)

// pairBlocks finds the blocks of two pages that are the same, or one an edited
// form of the other. The pairs are in the order of both.
func pairBlocks(base []owned, edited []wiki.Block) [][2]int {
	keysBase, keysEdited := make([]string, len(base)), make([]string, len(edited))
	for i, b := range base {
		keysBase[i] = pairKey(b.Block)
	}
	for i, b := range edited {
		keysEdited[i] = pairKey(b)
	}
	var pairs [][2]int
	i0, j0 := 0, 0
	for _, pair := range append(diff.Pairs(keysBase, keysEdited), [2]int{len(base), len(edited)}) {
		pairs = append(pairs, pairSimilar(base, edited, i0, pair[0], j0, pair[1])...)
		if pair[0] < len(base) {
			pairs = append(pairs, pair)
		}
		i0, j0 = pair[0]+1, pair[1]+1
	}
	return pairs
}

// pairKey is the key of a block; of a table only its header, for its rows are
// compared one by one.
func pairKey(b wiki.Block) string {
	if b.Table != nil && b.Table.Head != nil {
		return "table" + wiki.RowKey(b.Table.Head)
	}
	return b.Key()
}

const (
	alike     = 0.3   // of the words of two blocks that are one, edited
	mostCells = 40000 // pairs of blocks that are compared
	muchAlike = 0.05  // where one block stands against one
)

// pairSimilar pairs what is left between two pairs, in order, so that the pairs
// are as much alike as can be.
func pairSimilar(base []owned, edited []wiki.Block, i0, i1, j0, j1 int) [][2]int {
	n, m := i1-i0, j1-j0
	if n == 0 || m == 0 {
		return nil
	}
	least := alike
	if n == 1 && m == 1 {
		least = muchAlike
	}
	wordsBase, wordsEdited := make([]map[string]int, n), make([]map[string]int, m)
	for i := range n {
		wordsBase[i] = wordsOf(base[i0+i].Markdown)
	}
	for j := range m {
		wordsEdited[j] = wordsOf(edited[j0+j].Markdown)
	}
	score := func(i, j int) float64 {
		if (base[i0+i].Table == nil) != (edited[j0+j].Table == nil) || base[i0+i].IsCode() != edited[j0+j].IsCode() {
			return 0
		}
		if isPlaceholder(base[i0+i]) {
			return least // what was written over it is like nothing
		}
		if s := similarity(wordsBase[i], wordsEdited[j]); s >= least {
			return s
		}
		return 0
	}
	if n*m > mostCells {
		return pairInOrder(i0, j0, min(n, m), score)
	}
	best := make([][]float64, n+1) // of what begins at i and j
	for i := range best {
		best[i] = make([]float64, m+1)
	}
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			best[i][j] = max(best[i+1][j], best[i][j+1])
			if s := score(i, j); s > 0 {
				best[i][j] = max(best[i][j], best[i+1][j+1]+s)
			}
		}
	}
	var pairs [][2]int
	for i, j := 0, 0; i < n && j < m; {
		switch s := score(i, j); {
		case s > 0 && best[i][j] == best[i+1][j+1]+s:
			pairs = append(pairs, [2]int{i0 + i, j0 + j})
			i, j = i+1, j+1
		case best[i][j] == best[i+1][j]:
			i++
		default:
			j++
		}
	}
	return pairs
}

// pairInOrder pairs the first with the first and so on, where there are too many
// to look for better.
func pairInOrder(i0, j0, count int, score func(i, j int) float64) [][2]int {
	var pairs [][2]int
	for at := range count {
		if score(at, at) > 0 {
			pairs = append(pairs, [2]int{i0 + at, j0 + at})
		}
	}
	return pairs
}

func wordsOf(text string) map[string]int {
	words := map[string]int{}
	for word := range strings.FieldsSeq(strings.ToLower(text)) {
		words[strings.Trim(word, ".,;:!?()*_`“”\"'")]++
	}
	return words
}

// similarity is the part of the words of two texts that both have, 0 to 1.
func similarity(a, b map[string]int) float64 {
	shared, all := 0, 0
	for word, n := range a {
		shared += min(n, b[word])
		all += n
	}
	for _, n := range b {
		all += n
	}
	if all == 0 {
		return 0
	}
	return 2 * float64(shared) / float64(all)
}

// pairRows finds for each edited row the one that it was, -1 for a new one.
func pairRows(base, edited [][]wiki.Cell) []int {
	keys := func(rows [][]wiki.Cell) []string {
		all := make([]string, len(rows))
		for i, row := range rows {
			all[i] = wiki.RowKey(row)
		}
		return all
	}
	keysBase, keysEdited := keys(base), keys(edited)
	of := make([]int, len(edited))
	for i := range of {
		of[i] = -1
	}
	taken := make([]bool, len(base))
	for _, pair := range diff.Pairs(keysBase, keysEdited) {
		of[pair[1]], taken[pair[0]] = pair[0], true
	}
	pairByFirstCell(base, edited, of, taken)
	var loose []int
	for i := range base {
		if !taken[i] {
			loose = append(loose, i)
		}
	}
	if len(loose)*len(edited) > mostCells*10 {
		return of
	}
	words := map[int]map[string]int{}
	for _, i := range loose {
		words[i] = wordsOf(strings.ReplaceAll(wiki.RowText(base[i]), "|", " "))
	}
	for at := range edited {
		if of[at] >= 0 {
			continue
		}
		best, most := -1, 0.5
		mine := wordsOf(strings.ReplaceAll(wiki.RowText(edited[at]), "|", " "))
		for _, i := range loose {
			if likeness := similarity(words[i], mine); !taken[i] && likeness > most {
				best, most = i, likeness
			}
		}
		if best >= 0 {
			of[at], taken[best] = best, true
		}
	}
	return of
}

// pairByFirstCell pairs rows that begin alike, where no others of those that are left
// do: what a row is about stands first.
func pairByFirstCell(base, edited [][]wiki.Cell, of []int, taken []bool) {
	first := func(row []wiki.Cell) string {
		if len(row) == 0 {
			return ""
		}
		return plainCell(row[0])
	}
	left := map[string][]int{}
	for i, row := range base {
		if !taken[i] {
			left[first(row)] = append(left[first(row)], i)
		}
	}
	came := map[string][]int{}
	for at, row := range edited {
		if of[at] < 0 {
			came[first(row)] = append(came[first(row)], at)
		}
	}
	for words, places := range came {
		if were := left[words]; words != "" && len(places) == 1 && len(were) == 1 {
			of[places[0]], taken[were[0]] = were[0], true
		}
	}
}
