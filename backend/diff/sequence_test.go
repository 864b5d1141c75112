package diff_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

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
	for _, n := range []int{1 << 10, 1 << 14, 1 << 17} {
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
