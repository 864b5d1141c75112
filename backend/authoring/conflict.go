package authoring

import (
	"context"
	"slices"

	"github.com/afterword-app/afterword/backend/merging"
	"github.com/afterword-app/afterword/backend/retro"
)

// Conflicts returns those that are not settled yet, in the order in which they
// were found.
func (s *Service) Conflicts(ctx context.Context, id retro.RetrospectiveID) ([]merging.Conflict, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return nil, err
	}
	return s.openConflicts(ctx, id, content)
}

// openConflicts returns the conflicts of which a document still tells.
func (s *Service) openConflicts(ctx context.Context, id retro.RetrospectiveID, content retro.Content) ([]merging.Conflict, error) {
	if !slices.ContainsFunc(content.Sections, func(section retro.Section) bool { return merging.Marked(section.Body) > 0 }) {
		return []merging.Conflict{}, nil
	}
	kept, err := s.store.Conflicts(ctx, id)
	if err != nil {
		return nil, err
	}
	return merging.Open(s.store.Lists(), content, kept), nil
}

// SettleConflict ends a conflict as one revision: what tells of it goes, and what
// was chosen stays. CodeNotFound for one that is not open, else as
// [merging.Settle].
func (s *Service) SettleConflict(ctx context.Context, id retro.RetrospectiveID, number int, decision merging.Decision) (Edited, error) {
	open, err := s.Conflicts(ctx, id)
	if err != nil {
		return Edited{}, err
	}
	at := slices.IndexFunc(open, func(c merging.Conflict) bool { return c.Number == number })
	if at < 0 {
		return Edited{}, retro.Errorf(retro.CodeNotFound, "there is no open conflict %d", number).
			WithHint("it may be settled already; undo brings it back")
	}
	return s.edit(ctx, id, "settle "+open[at].Title, func(c *retro.Content) error {
		return merging.Settle(s.store.Lists(), c, open[at], decision)
	})
}

// mergeOptions are what a merge of what came in must know.
func (s *Service) mergeOptions(ctx context.Context, id retro.RetrospectiveID, from string) (merging.Options, error) {
	kept, err := s.store.Conflicts(ctx, id)
	if err != nil {
		return merging.Options{}, err
	}
	passed, err := s.passed(ctx, id)
	if err != nil {
		return merging.Options{}, err
	}
	return merging.Options{Lists: s.store.Lists(), IDs: s.ids, From: from, Kept: kept, IsShared: len(passed) > 0}, nil
}

// saveMerge saves what a merge made. The conflicts are kept first: without the
// text that tells of them they say nothing.
func (s *Service) saveMerge(
	ctx context.Context, id retro.RetrospectiveID, current *session, revision retro.Revision, merged merging.Merged,
) (Edited, error) {
	if len(merged.Conflicts) > 0 {
		if err := s.store.KeepConflicts(context.WithoutCancel(ctx), id, merged.Conflicts); err != nil {
			return Edited{}, err
		}
	}
	return s.save(ctx, id, current, revision, merged.Content)
}
