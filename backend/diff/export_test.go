package diff

// MatchSteps compares two lists and returns how much work it was, and the most
// that it may be.
func MatchSteps(a, b []int32) (steps, most int) {
	limit := editLimit(len(a) + len(b))
	m := matcher{a: a, b: b, limit: limit, found: func(int, int) {}}
	m.solve(box{0, len(a), 0, len(b)})
	return m.steps, 2 * limit * (len(a) + len(b))
}
