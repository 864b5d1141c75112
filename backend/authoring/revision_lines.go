package authoring

import (
	"context"
	"slices"

	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
)

// lineage is all revisions of a retrospective: its own history, and beside it
// what each merge took in.
type lineage struct {
	own    []retro.Revision // newest first
	merged map[retro.RevisionID]library.Merged
}

// lineage lists them for somebody who will name one of them.
func (s *Service) lineage(ctx context.Context, id retro.RetrospectiveID) (lineage, error) {
	current, leave, err := s.enter(ctx, id)
	if err != nil {
		return lineage{}, err
	}
	defer leave()
	current.stay()
	return current.lineage(), nil
}

func (s *session) lineage() lineage {
	l := lineage{own: slices.Clone(s.revisions), merged: s.merged}
	slices.Reverse(l.own)
	return l
}

// Listed is a revision in its place in the history.
type Listed struct {
	Revision retro.Revision `json:"revision"`
	Index    int            `json:"index"` // 0 is the newest; of one that a merge took in, that of the merge
	// Within is the place among those that the merge took in, from 1 for the newest;
	// 0 for a revision of the retrospective's own history.
	Within int `json:"within,omitempty"`
	// Before is the revision before it, "" for the first.
	Before retro.RevisionID `json:"before,omitempty"`
	// Merged is what a merge took in, nil for any other revision and for a merge of
	// which that is not known.
	Merged *MergedCount `json:"merged,omitempty"`
}

// MergedCount says how many revisions a merge took in, and whose.
type MergedCount struct {
	Count   int      `json:"count"`
	Authors []string `json:"authors"` // in the order in which they came
}

// at places a revision of the own history.
func (l lineage) at(index int) Listed {
	listed := Listed{Revision: l.own[index], Index: index}
	if index+1 < len(l.own) {
		listed.Before = l.own[index+1].ID
	}
	if len(l.mergedBy(listed.Revision).Revisions) > 0 {
		listed.Merged = countMerged(l.under(index))
	}
	return listed
}

func (l lineage) mergedBy(r retro.Revision) library.Merged {
	if r.Kind != retro.RevisionImported {
		return library.Merged{}
	}
	return l.merged[r.Origin]
}

func countMerged(all []Listed) *MergedCount {
	count := MergedCount{Count: len(all), Authors: []string{}}
	for _, one := range slices.Backward(all) {
		if author := one.Revision.Author; author != "" && !slices.Contains(count.Authors, author) {
			count.Authors = append(count.Authors, author)
		}
	}
	return &count
}

// under lists what the merge at an index of the own history took in, the newest
// first. What was merged there, by those who wrote it, stands below their merge.
func (l lineage) under(index int) []Listed {
	all := []Listed{}
	seen := map[retro.RevisionID]bool{}
	var add func(library.Merged)
	add = func(merged library.Merged) {
		if seen[merged.Line] {
			return
		}
		seen[merged.Line] = true
		for i, r := range merged.Revisions {
			before := merged.Before
			if i+1 < len(merged.Revisions) {
				before = merged.Revisions[i+1].ID
			}
			all = append(all, Listed{Revision: r, Index: index, Within: len(all) + 1, Before: before})
			add(l.mergedBy(r))
		}
	}
	add(l.mergedBy(l.own[index]))
	return all
}

// all lists every revision, the newest first and what a merge took in below it.
func (l lineage) all() []Listed {
	all := make([]Listed, 0, len(l.own))
	for i := range l.own {
		all = append(all, l.at(i))
		all = append(all, l.under(i)...)
	}
	return all
}

// find places a revision; CodeNotFound.
func (l lineage) find(id retro.RevisionID) (Listed, error) {
	if index := slices.IndexFunc(l.own, func(r retro.Revision) bool { return r.ID == id }); index >= 0 {
		return l.at(index), nil
	}
	for index := range l.own {
		for _, listed := range l.under(index) {
			if listed.Revision.ID == id {
				return listed, nil
			}
		}
	}
	return Listed{}, missing("revision", id)
}

// places finds many revisions at once.
func (l lineage) places() map[retro.RevisionID]Listed {
	places := make(map[retro.RevisionID]Listed, len(l.own))
	for _, listed := range l.all() {
		places[listed.Revision.ID] = listed
	}
	return places
}

// AllRevisions lists every revision in its place, the newest first, and below a
// merge those that it took in.
func (s *Service) AllRevisions(ctx context.Context, id retro.RetrospectiveID) ([]Listed, error) {
	l, err := s.lineage(ctx, id)
	if err != nil {
		return nil, err
	}
	return l.all(), nil
}

// MergedPage lists at most count of the revisions that the merge at an index took
// in, from a place on, the newest first; see [Listed].
func (s *Service) MergedPage(ctx context.Context, id retro.RetrospectiveID, index, from, count int) ([]Listed, error) {
	l, err := s.lineage(ctx, id)
	if err != nil {
		return nil, err
	}
	if index < 0 || index >= len(l.own) {
		return []Listed{}, nil
	}
	all := l.under(index)
	from = min(max(0, from), len(all))
	return all[from:min(from+max(0, count), len(all))], nil
}
