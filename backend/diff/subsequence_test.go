package diff_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/sergi/go-diff/diffmatchpatch"

	"github.com/afterword-app/afterword/backend/diff"
)

// TestMatchSteps counts the work of comparing lists that make Myers' algorithm
// slow, at three lengths. Unbounded it grows with the square of the length.
func TestMatchSteps(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(13, 14))
	fill := func(n int, id func(i int) int) []int32 {
		list := make([]int32, n)
		for i := range list {
			list[i] = int32(id(i))
		}
		return list
	}
	for _, n := range []int{1 << 10, 1 << 13, 1 << 16} {
		ascending := fill(n, func(i int) int { return i })
		shuffled := slices.Clone(ascending)
		random.Shuffle(n, func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		reversed := slices.Clone(ascending)
		slices.Reverse(reversed)
		for name, pair := range map[string][2][]int32{
			"shuffled":      {ascending, shuffled},
			"reversed":      {ascending, reversed},
			"two letters":   {fill(n, func(int) int { return random.IntN(2) }), fill(n, func(int) int { return random.IntN(2) })},
			"many letters":  {fill(n, func(int) int { return random.IntN(500) }), fill(n, func(int) int { return random.IntN(500) })},
			"out of step":   {fill(n, func(i int) int { return i % 7 }), fill(n, func(i int) int { return i % 11 })},
			"nothing alike": {ascending, fill(n, func(i int) int { return n + i })},
			"short to long": {ascending[:n/64], shuffled},
		} {
			t.Run(fmt.Sprint(name, " ", n), func(t *testing.T) {
				t.Parallel()
				if steps, most := diff.MatchSteps(pair[0], pair[1]); steps > most {
					t.Errorf("%d steps, want at most %d", steps, most)
				} else {
					t.Logf("%d steps of %d", steps, most)
				}
			})
		}
	}
}

func TestPairs(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		a, b string
		want [][2]int
	}{
		"same":     {"a b c", "a b c", [][2]int{{0, 0}, {1, 1}, {2, 2}}},
		"inserted": {"a c", "a b c", [][2]int{{0, 0}, {1, 2}}},
		"replaced": {"a b c", "a x c", [][2]int{{0, 0}, {2, 2}}},
		"nothing":  {"a", "b", nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, diff.Pairs(strings.Fields(tt.a), strings.Fields(tt.b))); diff != "" {
				t.Errorf("pairs (-want +got):\n%s", diff)
			}
		})
	}
}

// TestPairsAreAsManyAsCanBe compares with go-diff, which without its time limit
// finds the fewest edits: lists of words like those of a paragraph, where one is
// the other after some edits, or has nothing to do with it.
func TestPairsAreAsManyAsCanBe(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(8, 9))
	engine := diffmatchpatch.New()
	engine.DiffTimeout = 0
	for range 300 {
		a := make([]rune, random.IntN(120))
		for i := range a {
			a[i] = 'A' + rune(random.IntN(40))
		}
		b := slices.Clone(a)
		for range random.IntN(40) {
			at := random.IntN(len(b) + 1)
			b = slices.Insert(slices.Delete(b, at, min(at+random.IntN(3), len(b))), at, 'A'+rune(random.IntN(60)))
		}
		want := 0
		for _, part := range engine.DiffMainRunes(a, b, false) {
			if part.Type == diffmatchpatch.DiffEqual {
				want += utf8.RuneCountInString(part.Text)
			}
		}
		pairs := diff.Pairs(strings.Split(string(a), ""), strings.Split(string(b), ""))
		if len(pairs) != want {
			t.Errorf("%q and %q have %d pairs, want %d", string(a), string(b), len(pairs), want)
		}
		for _, pair := range pairs {
			if a[pair[0]] != b[pair[1]] {
				t.Fatalf("%q and %q are no pair", a[pair[0]], b[pair[1]])
			}
		}
	}
}
