package authoring

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/afterword-app/afterword/backend/retro"
)

// BundleExtension ends the names of bundles.
const BundleExtension = ".afterword"

// WriteBundle writes a retrospective, with its whole history and its originals,
// into one file.
func (s *Service) WriteBundle(ctx context.Context, id retro.RetrospectiveID, path string) error {
	return s.store.WriteBundle(ctx, id, path)
}

// ExportBundle is WriteBundle into a folder, which is made where it does not
// exist, under a name that the title gives. It returns the path.
func (s *Service) ExportBundle(ctx context.Context, id retro.RetrospectiveID, folder string) (string, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil { //nolint:gosec // a bundle is for others to read
		return "", cannotWrite(folder, err)
	}
	path := filepath.Join(folder, bundleName(content.Title))
	return path, s.WriteBundle(ctx, id, path)
}

// bundleName writes a title as the name of a file that every system takes.
func bundleName(title string) string {
	words := strings.FieldsFunc(strings.ToLower(title), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	name := strings.Join(words, "-")
	if len(name) > 40 {
		name = strings.Trim(name[:40], "-")
	}
	return firstOf(name, "retrospective") + BundleExtension
}

// ReadBundle takes a retrospective over from a bundle. One that went another way
// than ours stands beside it and says in its title whom it comes from; one that
// was deleted here is shown again.
func (s *Service) ReadBundle(ctx context.Context, path string) (Unpacked, error) {
	unpacked, err := s.store.ReadBundle(ctx, path)
	if err != nil {
		return Unpacked{}, err
	}
	s.sessions.forget(unpacked.Retrospective)
	if unpacked.Outcome != UnpackedBeside {
		return unpacked, s.store.UndeleteRetrospective(ctx, unpacked.Retrospective)
	}
	current, leave, err := s.enter(ctx, unpacked.Retrospective)
	if err != nil {
		return Unpacked{}, err
	}
	defer leave()
	content := current.content.Clone()
	content.Title = fmt.Sprintf("%s (from %s)", content.Title, unpacked.From)
	revision := retro.Revision{Kind: retro.RevisionImported, Name: "from " + unpacked.From, Reason: "import bundle"}
	return unpacked, s.commit(ctx, unpacked.Retrospective, current, revision, content)
}

// forget makes the next use of a retrospective read it anew.
func (s *sessions) forget(id retro.RetrospectiveID) {
	current := s.of(id)
	current.mu.Lock()
	defer current.mu.Unlock()
	current.loaded = false
}
