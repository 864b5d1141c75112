package authoring

import (
	"context"
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/retro"
)

// mostPassed is how many of the states that passed in a bundle are remembered.
const mostPassed = 50

// preferencePassed names the preference that lists the revisions which passed to
// or from a colleague, the newest last. Each may be the base of a merge.
func preferencePassed(id retro.RetrospectiveID) string { return "passed." + string(id) }

// passed returns the revisions of a retrospective that must not thin out because
// a colleague's copy may begin there.
func (s *Service) passed(ctx context.Context, id retro.RetrospectiveID) ([]retro.RevisionID, error) {
	kept, err := s.store.Preference(ctx, preferencePassed(id))
	if err != nil {
		return nil, err
	}
	var revisions []retro.RevisionID
	for name := range strings.FieldsSeq(kept) {
		revisions = append(revisions, retro.RevisionID(name))
	}
	return revisions, nil
}

// pass remembers that the newest revision passed in a bundle. A library that is
// only read thins out nothing, so it need not remember.
func (s *Service) pass(ctx context.Context, id retro.RetrospectiveID) error {
	revisions, err := s.passed(ctx, id)
	if err != nil {
		return err
	}
	revision, _, err := s.head(ctx, id)
	if err != nil || slices.Contains(revisions, revision.ID) {
		return err
	}
	revisions = append(revisions, revision.ID)
	revisions = revisions[max(0, len(revisions)-mostPassed):]
	names := make([]string, len(revisions))
	for i, r := range revisions {
		names[i] = string(r)
	}
	err = s.store.SetPreference(ctx, preferencePassed(id), strings.Join(names, " "))
	if cannotKeep(err) {
		return nil
	}
	return err
}
