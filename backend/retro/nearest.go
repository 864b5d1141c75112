package retro

import (
	"cmp"
	"slices"
	"strings"
)

// Nearest returns the candidate that a person most likely meant by a name that
// does not exist: one that it begins, or one at most a third of whose letters
// would have to be changed. It returns "" where none is near.
func Nearest(name string, candidates []string) string {
	name = strings.ToLower(strings.TrimSpace(name))
	if name == "" {
		return ""
	}
	best, bestDistance := "", -1
	for _, candidate := range candidates {
		lower := strings.ToLower(candidate)
		distance := EditDistance(name, lower)
		switch {
		case strings.HasPrefix(lower, name):
			distance = 0
		case distance > max(1, len(lower)/3):
			continue
		}
		if bestDistance < 0 || distance < bestDistance {
			best, bestDistance = candidate, distance
		}
	}
	return best
}

// ByLikeness returns the names in the order of their likeness to what was typed,
// for a hint that lists the nearest of things whose names may be nothing alike.
func ByLikeness(typed string, names []string) []string {
	typed = strings.ToLower(strings.TrimSpace(typed))
	unlikeness := func(name string) float64 {
		lower := strings.ToLower(name)
		if typed == "" || strings.HasPrefix(lower, typed) {
			return 0
		}
		return float64(EditDistance(typed, lower)) / float64(max(len(typed), len(lower)))
	}
	ranked := slices.Clone(names)
	slices.SortStableFunc(ranked, func(a, b string) int { return cmp.Compare(unlikeness(a), unlikeness(b)) })
	return ranked
}

// EditDistance counts the insertions, deletions and replacements of bytes that
// lead from a to b.
func EditDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
