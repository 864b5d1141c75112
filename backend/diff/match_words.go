package diff

import (
	"unicode/utf8"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// matchWords is [match] for the words of one block. It gives go-diff one rune for
// each token, so that no word is cut, and no time limit, so that the result is the
// same on every machine.
//
// Without a time limit go-diff may take as many steps as the product of both
// lengths. So it is asked only where that stays within the limit, as it does for
// any block that people write; longer ones are left to match, which stops looking
// for a better result at the limit.
func matchWords(a, b []int32, limit int) []int32 {
	return matchWhatBothHave(a, b, func(a, b []int32, found func(i, j int)) {
		if total := len(a) + len(b); total > 2*limit || total > mostRunes {
			m := matcher{a: a, b: b, limit: limit, found: found}
			m.solve(box{0, len(a), 0, len(b)})
			return
		}
		engine := diffmatchpatch.New()
		engine.DiffTimeout = 0
		alphabet := map[int32]rune{}
		i, j := 0, 0
		for _, part := range engine.DiffMainRunes(runesOf(a, alphabet), runesOf(b, alphabet), false) {
			length := utf8.RuneCountInString(part.Text)
			switch part.Type {
			case diffmatchpatch.DiffDelete:
				i += length
			case diffmatchpatch.DiffInsert:
				j += length
			case diffmatchpatch.DiffEqual:
				for range length {
					found(i, j)
					i, j = i+1, j+1
				}
			}
		}
	})
}

const (
	// firstRune begins the private characters, which survive being a string.
	firstRune = '\U000F0000'
	// mostRunes is how many of them there are in a row.
	mostRunes = 0xFFFD
)

// runesOf spells each id as a rune of its own; alphabet holds those given so far.
func runesOf(ids []int32, alphabet map[int32]rune) []rune {
	spelled := make([]rune, len(ids))
	for at, id := range ids {
		letter, known := alphabet[id]
		if !known {
			letter = firstRune + rune(len(alphabet)) //nolint:gosec // At most mostRunes.
			alphabet[id] = letter
		}
		spelled[at] = letter
	}
	return spelled
}
