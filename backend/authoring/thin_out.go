package authoring

import (
	"context"
	"errors"

	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
)

// undoDepth is how many of the newest revisions stay whatever their age, so that
// undo goes back act by act on the next morning too.
const undoDepth = 100

// Tidy thins out the automatic revisions of all retrospectives by their age, see
// [Revisions], and returns how many are gone. It is quick where there is little
// to do, so an app that stays open calls it from time to time. One
// retrospective that cannot be tidied does not keep the others from it.
func (s *Service) Tidy(ctx context.Context) (int, error) {
	all, err := s.store.Summaries(ctx, library.Query{})
	if err != nil {
		return 0, err
	}
	total := 0
	var failed []error
	for _, summary := range all.Rows {
		gone, err := s.tidy(ctx, summary.ID)
		total += gone
		failed = append(failed, err)
	}
	return total, errors.Join(failed...)
}

func (s *Service) tidy(ctx context.Context, id retro.RetrospectiveID) (int, error) {
	current := s.sessions.of(id)
	current.mu.Lock()
	defer current.mu.Unlock()
	revisions, err := s.store.Revisions(ctx, id)
	if err != nil {
		return 0, err
	}
	keep := make([]retro.RevisionID, 0, undoDepth)
	for _, r := range revisions[:min(undoDepth, len(revisions))] {
		keep = append(keep, r.ID)
	}
	passed, err := s.passed(ctx, id)
	if err != nil {
		return 0, err
	}
	keep = append(keep, passed...)
	gone, err := s.store.ThinRevisions(ctx, id, s.clock(), keep...)
	if gone > 0 {
		current.loaded = false // its revisions are fewer now
	}
	return gone, err
}
