package diff_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/afterword-app/afterword/backend/diff"
)

// TestDocumentsShuffledWords compares one block with the same words in another
// order, the hardest there is to compare: below the length up to which go-diff is
// asked, around it, and far above. The promises hold, the same texts give the same
// result again, and no more is marked than without any match at all.
func TestDocumentsShuffledWords(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(21, 22))
	for _, words := range []int{20, 300, 1400, 1500, 4000} {
		old := make([]string, words)
		for i := range old {
			old[i] = vocabularyWord(uint64(i))
		}
		after := slices.Clone(old)
		random.Shuffle(words, func(i, j int) { after[i], after[j] = after[j], after[i] })
		a, b := strings.Join(old, " ")+"\n", strings.Join(after, " ")+"\n"
		document := diff.Documents(a, b)
		checkDocument(t, a, b, document)
		if marked := markedWords(document); marked > 2*words {
			t.Errorf("%d words are marked of %d", marked, 2*words)
		}
		if again := diff.Documents(a, b); !slices.Equal(written(document), written(again)) {
			t.Errorf("%d words give another result the second time", words)
		}
	}
}
