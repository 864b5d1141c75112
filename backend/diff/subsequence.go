package diff

import "math"

// unmatched marks an element without a counterpart.
const unmatched = -1

// A limit bounds how many edits a comparison looks for before it settles for the
// best it has found: the work is at most about twice the length times the limit.
// It depends on lengths alone, so results are the same on every machine.
const (
	leastLimit = 128
	workBudget = 1 << 22
	// mostWork and hugeLimit are for texts of more than four megabytes: where
	// such a text was replaced by another, no reader gains by a better match.
	mostWork  = 1 << 27
	hugeLimit = 16
)

// editLimit is the limit for texts of so many elements in total. Up to some
// 2,900 elements it is so high that the result is minimal; up to a million it is
// at least leastLimit.
func editLimit(elements int) int {
	elements = max(elements, 1)
	limit := max(leastLimit, workBudget/elements)
	return max(hugeLimit, min(limit, mostWork/elements))
}

// match finds a longest common subsequence of two sequences of ids, each from 0
// upwards. For each element of a it returns the index of its counterpart in b,
// or unmatched; the counterparts increase.
//
// The method is Myers' O(ND) difference algorithm in linear space, meeting in
// the middle. It serves blocks, lines and whole stretches of text, of any length;
// the words of one block are compared by [matchWords].
func match(a, b []int32, limit int) []int32 {
	return matchWhatBothHave(a, b, func(a, b []int32, found func(i, j int)) {
		m := matcher{a: a, b: b, limit: limit, found: found}
		m.solve(box{0, len(a), 0, len(b)})
	})
}

// matchWhatBothHave sets aside what both sequences begin and end with, and the
// elements that the other side lacks: they cannot match, and in prose they are
// most of what differs. What is left is for solve, which reports each pair.
func matchWhatBothHave(a, b []int32, solve func(a, b []int32, found func(i, j int))) []int32 {
	matches := make([]int32, len(a))
	begin, endA, endB := 0, len(a), len(b)
	for begin < min(endA, endB) && a[begin] == b[begin] {
		matches[begin] = int32(begin) //nolint:gosec // No text has 2^31 words.
		begin++
	}
	for begin < min(endA, endB) && a[endA-1] == b[endB-1] {
		endA, endB = endA-1, endB-1
		matches[endA] = int32(endB) //nolint:gosec // As above.
	}
	for i := begin; i < endA; i++ {
		matches[i] = unmatched
	}
	a, b = a[begin:endA], b[begin:endB]
	if len(a) == 0 || len(b) == 0 {
		return matches
	}
	keptA, placesA := keep(a, present(b))
	keptB, placesB := keep(b, present(a))
	solve(keptA, keptB, func(i, j int) {
		matches[begin+int(placesA[i])] = int32(begin) + placesB[j] //nolint:gosec // As above.
	})
	return matches
}

// present returns a test for whether an id is in the list. Ids may be far larger
// than the list is long, where it is a small part of a long text.
func present(ids []int32) func(int32) bool {
	var highest int32 = -1
	for _, id := range ids {
		highest = max(highest, id)
	}
	if int(highest) > 16*len(ids) {
		seen := make(map[int32]bool, len(ids))
		for _, id := range ids {
			seen[id] = true
		}
		return func(id int32) bool { return seen[id] }
	}
	seen := make([]bool, highest+1)
	for _, id := range ids {
		seen[id] = true
	}
	return func(id int32) bool { return id <= highest && seen[id] }
}

func keep(ids []int32, wanted func(int32) bool) (kept, places []int32) {
	kept, places = make([]int32, 0, len(ids)), make([]int32, 0, len(ids))
	for i, id := range ids {
		if wanted(id) {
			kept = append(kept, id)
			places = append(places, int32(i))
		}
	}
	return kept, places
}

// box is the part a[a0:a1], b[b0:b1] of the table of all pairs.
type box struct{ a0, a1, b0, b1 int }

type matcher struct {
	a, b     []int32
	limit    int
	found    func(i, j int)
	forward  []int // furthest index into a per diagonal, from the top left
	backward []int // the same from the bottom right
	steps    int   // diagonals looked at so far, which is what the work grows with
}

func (m *matcher) solve(in box) {
	for in.a0 < in.a1 && in.b0 < in.b1 {
		if m.a[in.a0] == m.b[in.b0] {
			m.found(in.a0, in.b0)
			in.a0++
			in.b0++
			continue
		}
		if m.a[in.a1-1] == m.b[in.b1-1] {
			in.a1--
			in.b1--
			m.found(in.a1, in.b1)
			continue
		}
		i, j := m.split(in)
		m.solve(box{in.a0, i, in.b0, j})
		in.a0, in.b0 = i, j
	}
}

// split returns a point that a shortest path through the box crosses, or beyond
// the limit the most promising one. Both ends of the box differ, so the point is
// neither its first nor its last corner.
func (m *matcher) split(in box) (i, j int) {
	// Diagonal k holds the points with i-j = k; it is stored at k+offset.
	low, high := in.a0-in.b1, in.a1-in.b0
	offset := 1 - low
	if size := high - low + 3; len(m.forward) < size {
		m.forward, m.backward = make([]int, size), make([]int, size)
	}
	forward, backward := m.forward, m.backward
	start, end := in.a0-in.b0, in.a1-in.b1
	forward[start+offset], backward[end+offset] = in.a0, in.a1
	startLow, startHigh, endLow, endHigh := start, start, end, end
	odd := (start-end)%2 != 0
	for cost := 1; ; cost++ {
		m.steps += (startHigh-startLow+endHigh-endLow)/2 + 2
		startLow, startHigh = widen(forward, startLow, startHigh, low, high, offset, -1)
		for k := startHigh; k >= startLow; k -= 2 {
			i := max(forward[k-1+offset]+1, forward[k+1+offset])
			for i < in.a1 && i-k < in.b1 && m.a[i] == m.b[i-k] {
				i++
			}
			forward[k+offset] = i
			if odd && k >= endLow && k <= endHigh && backward[k+offset] <= i {
				return i, i - k
			}
		}
		endLow, endHigh = widen(backward, endLow, endHigh, low, high, offset, math.MaxInt)
		for k := endHigh; k >= endLow; k -= 2 {
			i := min(backward[k-1+offset], backward[k+1+offset]-1)
			for i > in.a0 && i-k > in.b0 && m.a[i-1] == m.b[i-k-1] {
				i--
			}
			backward[k+offset] = i
			if !odd && k >= startLow && k <= startHigh && i <= forward[k+offset] {
				return i, i - k
			}
		}
		if cost >= m.limit {
			return furthest(in, forward[offset+low:], startLow-low, startHigh-low,
				backward[offset+low:], endLow-low, endHigh-low, low)
		}
	}
}

// widen makes room for one more edit: the range of diagonals grows by one on
// either side, or shrinks where it has reached the edge of the box, and the
// diagonals beside it can not be the better way.
func widen(reached []int, from, to, low, high, offset, never int) (newFrom, newTo int) {
	if from > low {
		from--
		reached[from-1+offset] = never
	} else {
		from++
	}
	if to < high {
		to++
		reached[to+1+offset] = never
	} else {
		to--
	}
	return from, to
}

// furthest returns the point that got furthest from its corner, of those that
// the search from either side reached. Slices and ranges count from diagonal low.
func furthest(in box, forward []int, startLow, startHigh int, backward []int, endLow, endHigh, low int) (i, j int) {
	best := -1
	for k := startHigh; k >= startLow; k -= 2 {
		x := min(forward[k], in.a1)
		y := x - k - low
		if y > in.b1 {
			x, y = in.b1+k+low, in.b1
		}
		if gone := x - in.a0 + y - in.b0; x >= in.a0 && gone > best {
			best, i, j = gone, x, y
		}
	}
	for k := endHigh; k >= endLow; k -= 2 {
		x := max(backward[k], in.a0)
		y := x - k - low
		if y < in.b0 {
			x, y = in.b0+k+low, in.b0
		}
		if gone := in.a1 - x + in.b1 - y; x <= in.a1 && gone > best {
			best, i, j = gone, x, y
		}
	}
	return i, j
}

// Pairs aligns two lists of texts: it returns the places in a and b of those that
// are the same in both, in an order that both have, as many as there can be
// within the package's bound on time.
func Pairs(a, b []string) [][2]int {
	known := vocabulary{}
	ids := func(list []string) []int32 {
		found := make([]int32, len(list))
		for i, text := range list {
			found[i] = known.id(text)
		}
		return found
	}
	var pairs [][2]int
	for i, j := range match(ids(a), ids(b), editLimit(len(a)+len(b))) {
		if j != unmatched {
			pairs = append(pairs, [2]int{i, int(j)})
		}
	}
	return pairs
}

// increasing returns which elements belong to a longest increasing subsequence:
// of a list that was re-ordered, those that need not be said to have moved.
func increasing(places []int) []bool {
	tails := make([]int, 0, len(places)) // index of the last element per length
	before := make([]int, len(places))
	for i, place := range places {
		low, high := 0, len(tails)
		for low < high {
			middle := (low + high) / 2
			if places[tails[middle]] < place {
				low = middle + 1
			} else {
				high = middle
			}
		}
		before[i] = -1
		if low > 0 {
			before[i] = tails[low-1]
		}
		if low == len(tails) {
			tails = append(tails, i)
		} else {
			tails[low] = i
		}
	}
	stays := make([]bool, len(places))
	if len(tails) == 0 {
		return stays
	}
	for i := tails[len(tails)-1]; i >= 0; i = before[i] {
		stays[i] = true
	}
	return stays
}
