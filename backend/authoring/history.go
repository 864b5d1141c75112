package authoring

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/afterword-app/afterword/backend/retro"
)

// Revisions lists all revisions of a retrospective's own history, the newest
// first; AllRevisions also those of others that were merged.
func (s *Service) Revisions(ctx context.Context, id retro.RetrospectiveID) ([]retro.Revision, error) {
	l, err := s.lineage(ctx, id)
	return l.own, err
}

// Checkpoint names the present state, so that it is kept for ever; where its newest
// revision has that name already, nothing changes. CodeInvalid without a name or
// for a kind that people do not give.
func (s *Service) Checkpoint(ctx context.Context, id retro.RetrospectiveID, name string, kind retro.RevisionKind) (Edited, error) {
	kind = retro.FirstOf(kind, retro.RevisionNamed)
	if !slices.Contains(retro.CheckpointKinds(), kind) {
		return Edited{}, retro.Errorf(retro.CodeInvalid, "no kind of checkpoint %q", kind).WithHint("use one of %s", retro.Join(retro.CheckpointKinds()))
	}
	if name = strings.TrimSpace(name); name == "" {
		return Edited{}, retro.Errorf(retro.CodeInvalid, "a checkpoint needs a name")
	}
	return s.checkpoint(ctx, id, name, kind, "")
}

// MarkShared keeps the present state as what was shared now in a place: a channel, a page
// of a wiki, a link; "" where nobody says.
func (s *Service) MarkShared(ctx context.Context, id retro.RetrospectiveID, place string) (Edited, error) {
	name := "Shared"
	if place = strings.Join(strings.Fields(place), " "); place != "" {
		name += " in " + place
	}
	return s.checkpoint(ctx, id, name, retro.RevisionShared, place)
}

func (s *Service) checkpoint(ctx context.Context, id retro.RetrospectiveID, name string, kind retro.RevisionKind, place string) (Edited, error) {
	current, leave, err := s.enter(ctx, id)
	if err != nil {
		return Edited{}, err
	}
	defer leave()
	if head := current.head(); head.Kind == kind && head.Name == name {
		return s.edited(ctx, id, current, current.content, head.Seq)
	}
	content := current.content
	if kind == retro.RevisionShared {
		now := s.clock().UTC()
		content = content.Clone()
		content.SharedAt, content.SharedIn = &now, place
	}
	return s.save(ctx, id, current, retro.Revision{Kind: kind, Name: name, Reason: "checkpoint"}, content)
}

// RevisionLabel names a revision for people: its name, or its number and, where
// it came with a merge, whose it is.
func RevisionLabel(r retro.Revision) string {
	if r.Name != "" {
		return "“" + r.Name + "”"
	}
	if r.Line != "" && r.Author != "" {
		return fmt.Sprintf("revision %d of %s", r.Seq, r.Author)
	}
	return fmt.Sprintf("revision %d", r.Seq)
}

// FindRevision turns what a person typed into a revision: an id or its
// beginning, a number, "head", a kind such as "pre-debrief", or a checkpoint's
// name; of several the newest, and one of the own history before those that were
// merged, whose numbers are not looked at. CodeNotFound names the nearest.
func (s *Service) FindRevision(ctx context.Context, id retro.RetrospectiveID, text string) (retro.Revision, error) {
	l, err := s.lineage(ctx, id)
	if err != nil {
		return retro.Revision{}, err
	}
	text = strings.TrimSpace(text)
	if strings.EqualFold(text, "head") || strings.EqualFold(text, "now") {
		return l.own[0], nil
	}
	revisions := l.own
	for i := range l.own {
		for _, listed := range l.under(i) {
			revisions = append(revisions, listed.Revision)
		}
	}
	for _, r := range revisions {
		if string(r.Kind) == text || strings.EqualFold(r.Name, text) || r.Line == "" && strconv.Itoa(r.Seq) == text {
			return r, nil
		}
	}
	return pickFrom("revision", text, revisions,
		func(r retro.Revision) retro.RevisionID { return r.ID }, func(r retro.Revision) string { return retro.FirstOf(r.Name, r.Reason) })
}

// DefaultComparison chooses the two revisions that a reader most likely wants to
// compare: the newest pre-debrief checkpoint with the post-debrief one after it,
// else the last checkpoint with the newest revision, else the first with it.
func DefaultComparison(revisions []retro.Revision) (from, to retro.Revision) {
	newest := func(kinds ...retro.RevisionKind) *retro.Revision {
		for i := range revisions {
			if slices.Contains(kinds, revisions[i].Kind) {
				return &revisions[i]
			}
		}
		return nil
	}
	before, after := newest(retro.RevisionPreDebrief), newest(retro.RevisionPostDebrief)
	if before != nil && after != nil && before.Seq < after.Seq {
		return *before, *after
	}
	head := revisions[0]
	for _, r := range revisions[1:] {
		if r.IsCheckpoint() {
			return r, head
		}
	}
	return revisions[len(revisions)-1], head
}
