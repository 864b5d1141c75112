package sqlite

import (
	"bytes"
	"cmp"
	"crypto/sha256"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite/internal/queries"
)

// ancestry is who came from whom in one or more histories of a retrospective. A
// revision comes from the one before it, and a merge also from the one that it
// names as its origin. Revisions go by their chains, which no two share; where
// some were thinned out, the chain of the last of them stands for all.
//
// Histories are known by their hashes and not by where they are stored, so what
// two libraries know of the same history adds up, whatever either has thinned out.
type ancestry struct {
	revisions map[hash]queries.Revision
	parents   map[hash][]hash
}

func newAncestry(histories ...history) ancestry {
	a := ancestry{revisions: map[hash]queries.Revision{}, parents: map[hash][]hash{}}
	chains := map[retro.RevisionID]hash{}
	for _, h := range histories {
		for _, l := range h.lines {
			for _, row := range l.revisions {
				a.revisions[hash(row.Chain)] = row
				chains[row.ID] = hash(row.Chain)
			}
		}
	}
	for _, h := range histories {
		for _, l := range h.lines {
			for _, gap := range l.gaps {
				a.addParent(hash(gap.Chain), hash(gap.Previous))
			}
		}
	}
	for chain, row := range a.revisions {
		a.addParent(chain, hash(row.Previous))
		if row.Kind != retro.RevisionImported || row.OriginID == "" {
			continue
		}
		origin, ok := chains[row.OriginID]
		if !ok {
			// Nobody has it any more, but others may have merged the same one.
			origin = sha256.Sum256([]byte(row.OriginID))
		}
		a.addParent(chain, origin)
	}
	return a
}

func (a ancestry) addParent(child, parent hash) {
	if parent != (hash{}) {
		a.parents[child] = append(a.parents[child], parent)
	}
}

// of returns all that some revisions came from, and these themselves.
func (a ancestry) of(chains ...hash) map[hash]bool { return a.beyond(nil, chains...) }

// beyond is the same, without what is known and what only that came from.
func (a ancestry) beyond(known map[hash]bool, chains ...hash) map[hash]bool {
	found := map[hash]bool{}
	waiting := chains
	for len(waiting) > 0 {
		next := waiting[len(waiting)-1]
		waiting = waiting[:len(waiting)-1]
		if !found[next] && !known[next] {
			found[next] = true
			waiting = append(waiting, a.parents[next]...)
		}
	}
	return found
}

// mergeBase finds the newest state that two revisions both came from: the common
// ancestor that no other one came from. Two who merged each other's work at the
// same time have several such; which of them is taken is the same on both sides.
func (a ancestry) mergeBase(one, other hash) (queries.Revision, bool) {
	common := a.of(one)
	theirs := a.of(other)
	var earlier []hash
	for chain := range common {
		if _, isKept := a.revisions[chain]; isKept && theirs[chain] {
			earlier = append(earlier, a.parents[chain]...)
		}
	}
	covered := a.of(earlier...)
	best, ok := queries.Revision{}, false
	for chain := range common {
		row, isKept := a.revisions[chain]
		if isKept && theirs[chain] && !covered[chain] && (!ok || compareRevisions(row, best) > 0) {
			best, ok = row, true
		}
	}
	return best, ok
}

// compareRevisions orders revisions of different lines in some way that is the
// same everywhere.
func compareRevisions(a, b queries.Revision) int {
	return cmp.Or(cmp.Compare(a.Seq, b.Seq), bytes.Compare(a.Chain, b.Chain))
}
