package authoring

import (
	"context"
	"fmt"
	"strings"

	"github.com/afterword-app/afterword/backend/diff"
	"github.com/afterword-app/afterword/backend/retro"
)

// Restore brings back a revision, or the parts of it that only names, as a new
// revision; what is there already makes none. CodeNotFound, or CodeInvalid where the revision is of another
// retrospective.
func (s *Service) Restore(ctx context.Context, id retro.RetrospectiveID, revision retro.RevisionID, only ...Part) (Edited, error) {
	current, leave, err := s.enter(ctx, id)
	if err != nil {
		return Edited{}, err
	}
	defer leave()
	source, content, names, err := s.restored(ctx, current, revision, only)
	if err != nil {
		return Edited{}, err
	}
	reason := "restore " + RevisionLabel(source)
	if len(names) > 0 {
		reason = fmt.Sprintf("restore %s from %s", strings.Join(names, ", "), RevisionLabel(source))
	}
	restored := retro.Revision{Kind: retro.RevisionRestored, Reason: reason, Name: reason, Origin: source.ID}
	return s.save(ctx, id, current, restored, content)
}

// PreviewRestore returns what Restore would change of the present state.
func (s *Service) PreviewRestore(
	ctx context.Context, id retro.RetrospectiveID, revision retro.RevisionID, only ...Part,
) (diff.ChangeSet, error) {
	current, leave, err := s.enter(ctx, id)
	if err != nil {
		return diff.ChangeSet{}, err
	}
	defer leave()
	_, content, _, err := s.restored(ctx, current, revision, only)
	if err != nil {
		return diff.ChangeSet{}, err
	}
	s.store.Lists().Sort(&content)
	return diff.CompareLists(s.store.Lists(), current.content, content), nil
}

// restored is the present content with what is brought back in it, and the names
// of the parts.
func (s *Service) restored(
	ctx context.Context, current *session, revision retro.RevisionID, only []Part,
) (source retro.Revision, content retro.Content, names []string, err error) {
	place, err := current.lineage().find(revision)
	if err != nil {
		return source, content, nil, err
	}
	source = place.Revision
	stored, err := s.store.Content(ctx, revision)
	if err != nil {
		return source, content, nil, err
	}
	if len(only) == 0 {
		return source, stored.Clone(), nil, nil
	}
	content = current.content.Clone()
	content.TakeLostParagraphs(stored)
	for _, part := range only {
		to := current.content
		if counted := part.counted(); counted != "" {
			if to, err = s.store.Content(ctx, counted); err != nil {
				return source, content, nil, err
			}
		}
		name, err := part.restore(s.store.Lists(), &content, stored, to)
		if err != nil {
			return source, content, nil, err
		}
		names = append(names, name)
	}
	return source, content, names, nil
}
