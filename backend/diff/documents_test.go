package diff_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/afterword-app/afterword/backend/diff"
)

// checkDocument fails the test unless the difference holds its promises.
func checkDocument(t *testing.T, old, after string, document diff.Document) {
	t.Helper()
	byOld, byNew := slices.Clone(document.Blocks), slices.Clone(document.Blocks)
	slices.SortStableFunc(byOld, func(a, b diff.Block) int { return a.Old - b.Old })
	slices.SortStableFunc(byNew, func(a, b diff.Block) int { return a.New - b.New })
	var oldText, newText strings.Builder
	for i := range byOld {
		oldText.WriteString(byOld[i].OldText)
		newText.WriteString(byNew[i].NewText)
	}
	if oldText.String() != old {
		t.Errorf("the blocks join to the old text %q, want %q", oldText.String(), old)
	}
	if newText.String() != after {
		t.Errorf("the blocks join to the new text %q, want %q", newText.String(), after)
	}
	for _, block := range document.Blocks {
		checkBlock(t, block)
	}
}

func checkBlock(t *testing.T, block diff.Block) {
	t.Helper()
	var oldText, newText strings.Builder
	for _, op := range block.Ops {
		checkCut(t, oldText.String(), op.Old(), block.Ops)
		checkCut(t, newText.String(), op.After(), block.Ops)
		oldText.WriteString(op.Old())
		newText.WriteString(op.After())
		if op.Kind == diff.OpSpace && strings.TrimSpace(op.Text+op.New) != "" {
			t.Errorf("op %q is not white space", op)
		}
	}
	if oldText.String() != block.OldText || newText.String() != block.NewText {
		t.Errorf("ops %q join to %q and %q, want %q and %q", block.Ops, oldText.String(), newText.String(), block.OldText, block.NewText)
	}
	present := map[diff.BlockStatus][2]bool{
		diff.BlockSame: {true, true}, diff.BlockChanged: {true, true},
		diff.BlockAdded: {false, true}, diff.BlockRemoved: {true, false},
	}[block.Status]
	if got := [2]bool{block.Old >= 0, block.New >= 0}; got != present {
		t.Errorf("a block that is %s stands at %d and %d", block.Status, block.Old, block.New)
	}
}

// checkCut fails the test where an op ends within a word.
func checkCut(t *testing.T, before, after string, ops []diff.Op) {
	t.Helper()
	left, _ := utf8.DecodeLastRuneInString(before)
	right, _ := utf8.DecodeRuneInString(after)
	if isLetter(left) && isLetter(right) {
		t.Errorf("a word is cut between %q and %q in %q", left, right, ops)
	}
}

func isLetter(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsNumber(r)) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

func FuzzDocuments(f *testing.F) {
	for _, seed := range [][2]string{
		{"", ""},
		{"", "# A\n\ntext"},
		{"one two three\n", "one 2 three\n"},
		{"a paragraph that is\nwrapped here\n", "a paragraph that\nis wrapped here\n"},
		{"- a\n- b\n  - c\n", "- b\n  - c\n- a\n"},
		{"| a | b |\n|---|---|\n| 1 | 2 |\n", "| a | b |\n|---|---|\n| 1 | 3 |\n| 2 | 4 |\n"},
		{"```go\na  b\n\n\nc\n```\nafter", "~~~\na b\n~~~~\nafter"},
		{"\xff\xfe a \x80b", "\xfe\xff a b"},
		{"é👩‍👩‍👧 👍🏽 設計を見直す\r\n", "e\u0300 👩‍👧 👍 設計を直す\n"},
		{"> quote\n>\n> more\n", "> quote\n> more"},
		{"a. b. b. c.", "a. b. c."},
		{"one. two three four five six seven.\n\neight nine ten\n", "one.\n\ntwo three four five six seven. eight nine ten\n"},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, old, after string) {
		document := diff.Documents(old, after)
		checkDocument(t, old, after, document)
		words := document.Words
		back := diff.Documents(after, old).Words
		if words.Same+words.Moved+words.Removed != back.Same+back.Moved+back.Added {
			t.Errorf("the old text has %+v words one way and %+v the other", words, back)
		}
		if self := diff.Documents(old, old); self.Words.Added+self.Words.Removed+self.Words.Moved > 0 {
			t.Errorf("a text differs from itself: %+v", self)
		}
	})
}

// TestDocumentsRandom edits texts made of few words and signs, so that blocks
// are alike, move and repeat far more often than in nature.
func TestDocumentsRandom(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // A test wants the same texts every time.
	parts := []string{
		"one ", "two ", "three ", "four ", "five ", "six ", "seven\n", "eight\n", "\n\n", "\n\n", "- ", "# ", "> ", "| ", "|---|\n",
		"```\n", "    ", "a", ".", ", ", "  \n", "\t", "\xff", "é", "設", "1. ", "---\n", "\r\n",
	}
	for range 3000 {
		old := randomParts(random, parts, random.IntN(80))
		after := slices.Clone(old)
		for range random.IntN(6) {
			from := random.IntN(len(after) + 1)
			to := from + random.IntN(len(after)-from+1)
			cut := slices.Clone(after[from:to])
			after = slices.Delete(after, from, to)
			if random.IntN(2) == 0 {
				after = slices.Insert(after, random.IntN(len(after)+1), cut...)
			}
			after = slices.Insert(after, random.IntN(len(after)+1), randomParts(random, parts, random.IntN(4))...)
		}
		a, b := strings.Join(old, ""), strings.Join(after, "")
		checkDocument(t, a, b, diff.Documents(a, b))
		if t.Failed() {
			t.Fatalf("old %q\nnew %q", a, b)
		}
	}
}

func randomParts(random *rand.Rand, parts []string, n int) []string {
	chosen := make([]string, n)
	for i := range chosen {
		chosen[i] = parts[random.IntN(len(parts))]
	}
	return chosen
}
