package authoring

import (
	"context"

	"github.com/afterword-app/afterword/backend/retro"
)

// editedPage is what a merge calls a page that came back.
const editedPage = "the edited page"

// merger carries what came in over to a content.
type merger struct {
	lists     retro.Lists
	content   retro.Content
	cite      retro.CitationWriter
	ids       retro.IDs
	from      string // what came in, within a sentence
	open      []retro.Conflict
	taken     map[int]bool // numbers of conflicts, settled ones too
	isShared  bool         // whether somebody else has a copy
	conflicts []retro.Conflict
	notes     []string
}

func (s *Service) newMerger(ctx context.Context, id retro.RetrospectiveID, now retro.Content, from string) (*merger, error) {
	all, err := s.store.Conflicts(ctx, id)
	if err != nil {
		return nil, err
	}
	passed, err := s.passed(ctx, id)
	if err != nil {
		return nil, err
	}
	m := &merger{lists: s.store.Lists(), content: now.Clone(), cite: retro.Citation.String, ids: s.ids, from: from, taken: map[int]bool{}, isShared: len(passed) > 0}
	for _, c := range all {
		m.taken[c.Number] = true
		if (Conflict{Conflict: c}).sectionOf(&now) != nil {
			m.open = append(m.open, c)
		}
	}
	return m, nil
}

// commitMerge saves what a merge made. The conflicts are kept first: without the
// text that tells of them they say nothing.
func (s *Service) commitMerge(ctx context.Context, id retro.RetrospectiveID, current *session, revision retro.Revision, m *merger) error {
	if len(m.conflicts) > 0 {
		if err := s.store.KeepConflicts(context.WithoutCancel(ctx), id, m.conflicts); err != nil {
			return err
		}
	}
	_, err := s.commit(ctx, id, current, revision, m.content)
	return err
}
