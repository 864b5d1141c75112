package authoring

import (
	"fmt"
	"strings"

	"github.com/afterword-app/afterword/backend/retro"
)

// pick finds the one candidate that text means: an id or the beginning of one.
// noun and describe word the error.
func pick[T ~string](noun, text string, candidates []T, describe func(T) string) (T, error) {
	switch found := retro.MatchID(text, candidates); len(found) {
	case 1:
		return found[0], nil
	case 0:
		return "", retro.Errorf(retro.CodeNotFound, "no %s %q", noun, text).WithHint("%s", nearestHint(text, candidates, describe))
	default:
		return "", retro.Errorf(retro.CodeInvalid, "%d %ss begin with %q", len(found), noun, text).WithHint("%s", listHint("give more of the id:", found, describe))
	}
}

// pickFrom finds the one thing of a list that text means: its id or the beginning of one.
func pickFrom[E any, T ~string](noun, text string, list []E, idOf func(E) T, describe func(E) string) (E, error) {
	ids := make([]T, len(list))
	byID := make(map[T]E, len(list))
	for i, one := range list {
		ids[i] = idOf(one)
		byID[ids[i]] = one
	}
	found, err := pick(noun, text, ids, func(id T) string { return describe(byID[id]) })
	return byID[found], err
}

func nearestHint[T ~string](text string, candidates []T, describe func(T) string) string {
	if len(candidates) == 0 {
		return "there is none yet"
	}
	names := make([]string, 0, 2*len(candidates))
	byName := make(map[string]T, 2*len(candidates))
	for _, candidate := range candidates {
		for _, name := range []string{string(candidate), describe(candidate)} {
			names = append(names, name)
			byName[name] = candidate
		}
	}
	var near []T
	seen := map[T]bool{}
	for _, name := range retro.ByLikeness(text, names) {
		if candidate := byName[name]; !seen[candidate] && len(near) < maxNearest {
			seen[candidate] = true
			near = append(near, candidate)
		}
	}
	return listHint("nearest:", near, describe)
}

const maxNearest = 3

func listHint[T ~string](lead string, candidates []T, describe func(T) string) string {
	parts := make([]string, 0, len(candidates))
	for _, candidate := range candidates[:min(len(candidates), maxNearest)] {
		parts = append(parts, fmt.Sprintf("%s (%s)", candidate, describe(candidate)))
	}
	return lead + " " + strings.Join(parts, ", ")
}
