package diff

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
