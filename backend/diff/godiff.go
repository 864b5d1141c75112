package diff

import (
	"unicode/utf8"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// mostWords bounds the tokens, of both sides together, that go-diff compares. It
// has no other limit than the clock, which would make results depend on the
// machine; a paragraph of a document stays far below.
const mostWords = 4096

// matchWords is [match] for the words of a paragraph: by go-diff's Myers
// algorithm over one rune a token, without its timeout, so that no word is cut
// and the result is the same everywhere. Longer texts are left to match, which is
// bounded.
func matchWords(a, b []int32, limit int) []int32 {
	keptA, placesA := keep(a, present(b))
	keptB, placesB := keep(b, present(a))
	if len(keptA)+len(keptB) > mostWords {
		return match(a, b, limit)
	}
	matches := make([]int32, len(a))
	for i := range matches {
		matches[i] = unmatched
	}
	engine := diffmatchpatch.New()
	engine.DiffTimeout = 0
	alphabet := map[int32]rune{}
	i, j := 0, 0
	for _, part := range engine.DiffMainRunes(runes(keptA, alphabet), runes(keptB, alphabet), false) {
		length := utf8.RuneCountInString(part.Text)
		switch part.Type {
		case diffmatchpatch.DiffDelete:
			i += length
		case diffmatchpatch.DiffInsert:
			j += length
		case diffmatchpatch.DiffEqual:
			for range length {
				matches[placesA[i]] = placesB[j]
				i, j = i+1, j+1
			}
		}
	}
	return matches
}

// runes spells tokens as valid characters that survive being a string: upwards
// from the first private one, of which there are more than mostWords.
func runes(ids []int32, alphabet map[int32]rune) []rune {
	const firstPrivate = '\U000F0000'
	spelled := make([]rune, len(ids))
	for at, id := range ids {
		letter, known := alphabet[id]
		if !known {
			letter = firstPrivate + rune(len(alphabet)) //nolint:gosec // At most mostWords.
			alphabet[id] = letter
		}
		spelled[at] = letter
	}
	return spelled
}
