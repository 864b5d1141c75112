package authoring

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/merging"
	"github.com/afterword-app/afterword/backend/retro"
)

// BundleExtension ends the names of bundles.
const BundleExtension = ".afterword"

// WriteBundle writes a retrospective, with its whole history and its originals,
// into one file.
func (s *Service) WriteBundle(ctx context.Context, id retro.RetrospectiveID, path string) error {
	// Nothing that may be in it is replaced: a colleague's copy may begin there.
	current := s.sessions.of(id)
	current.leave(1)
	defer current.leave(-1)
	if err := s.store.WriteBundle(ctx, id, path); err != nil {
		return err
	}
	return s.pass(ctx, id)
}

// leave counts the bundles that are being written.
func (s *session) leave(by int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.leaving += by
	s.stay()
}

// ExportBundle is WriteBundle into a folder, which is made where it does not
// exist, under a name that the title gives. It returns the path.
func (s *Service) ExportBundle(ctx context.Context, id retro.RetrospectiveID, folder string) (string, error) {
	name, err := s.BundleName(ctx, id)
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil { //nolint:gosec // a bundle is for others to read
		return "", cannotWrite(folder, err)
	}
	path := filepath.Join(folder, name)
	return path, s.WriteBundle(ctx, id, path)
}

// BundleName is the name that the bundle of a retrospective is given.
func (s *Service) BundleName(ctx context.Context, id retro.RetrospectiveID) (string, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return "", err
	}
	return retro.FileName(content.Title, "retrospective") + BundleExtension, nil
}

// ReadBundle takes a retrospective over from a bundle. One that was written on
// both here and there is merged as a revision of the kind imported, with
// conflicts to settle where both changed the same, see Conflicts. One that was
// deleted here is shown again.
func (s *Service) ReadBundle(ctx context.Context, path string) (library.Unpacked, error) {
	unpacked, err := s.store.ReadBundle(ctx, path)
	if err != nil {
		return library.Unpacked{}, err
	}
	s.sessions.forget(unpacked.Retrospective)
	if unpacked.Other != nil {
		if err := s.mergeHistory(ctx, unpacked.Retrospective, unpacked.From, *unpacked.Other); err != nil {
			return library.Unpacked{}, err
		}
	}
	if err := s.store.UndeleteRetrospective(ctx, unpacked.Retrospective); err != nil {
		return unpacked, err
	}
	return unpacked, s.pass(ctx, unpacked.Retrospective)
}

// mergeHistory makes one revision of what was done here and in another library.
func (s *Service) mergeHistory(ctx context.Context, id retro.RetrospectiveID, from string, other library.OtherHistory) error {
	current, leave, err := s.enter(ctx, id)
	if err != nil {
		return err
	}
	defer leave()
	options, err := s.mergeOptions(ctx, id, "the copy of "+from)
	if err != nil {
		return err
	}
	merged := merging.Histories(current.content, other.Base, other.Content, options)
	label := "merge with " + from
	_, err = s.saveMerge(ctx, id, current, retro.Revision{Kind: retro.RevisionImported, Name: label, Reason: label, Origin: other.Head.ID}, merged)
	return err
}

// forgetAll makes the next use of every retrospective read it anew.
func (s *sessions) forgetAll() {
	s.mu.Lock()
	ids := slices.Collect(maps.Keys(s.byID))
	s.mu.Unlock()
	for _, id := range ids {
		s.forget(id)
	}
}

// forget makes the next use of a retrospective read it anew.
func (s *sessions) forget(id retro.RetrospectiveID) {
	current := s.of(id)
	current.mu.Lock()
	defer current.mu.Unlock()
	current.loaded = false
}
