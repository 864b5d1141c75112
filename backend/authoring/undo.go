package authoring

import (
	"context"
	"strings"

	"github.com/afterword-app/afterword/backend/diff"
	"github.com/afterword-app/afterword/backend/retro"
)

// Undo and redo never cut history: each brings an earlier content back as a new
// automatic revision whose Origin names the revision it came from. From those
// origins alone, and so across restarts, the rules below tell where one stands.
//
// All functions here take revisions oldest first and return an index into them,
// or -1.

// Undo brings back the content before the last act that is not undone yet.
// CodeInvalid when there is nothing left to undo.
func (s *Service) Undo(ctx context.Context, id retro.RetrospectiveID) (Edited, error) {
	return s.travel(ctx, id, travel{undoTarget, undone, func(head, target retro.Content) diff.ChangeSet { return diff.Compare(target, head) }, "nothing is left to undo"})
}

// Redo brings back what the last undo took away. CodeInvalid when there is
// nothing to redo, as after any new edit.
func (s *Service) Redo(ctx context.Context, id retro.RetrospectiveID) (Edited, error) {
	return s.travel(ctx, id, travel{redoTarget, redone, diff.Compare, "there is nothing to redo"})
}

// travel is one of the two ways along what was done.
type travel struct {
	target  func(revisions []retro.Revision, from int) int
	reason  func(revisions []retro.Revision, target int) string
	act     func(head, target retro.Content) diff.ChangeSet // what is taken back or done again
	refusal string
}

func (s *Service) travel(ctx context.Context, id retro.RetrospectiveID, way travel) (Edited, error) {
	current, leave, err := s.enter(ctx, id)
	if err != nil {
		return Edited{}, err
	}
	defer leave()
	head := current.content
	// What changed nothing is no act to take back: writing that was deleted again, or
	// an empty revision of an earlier Afterword.
	for index := way.target(current.revisions, standing(current.revisions)); index >= 0; index = way.target(current.revisions, index) {
		origin := current.revisions[index]
		content, err := s.store.Content(ctx, origin.ID)
		if err != nil {
			return Edited{}, err
		}
		revision := retro.Revision{Kind: retro.RevisionAuto, Reason: way.reason(current.revisions, index), Origin: origin.ID}
		saved, err := s.save(ctx, id, current, revision, content)
		if err != nil {
			return saved, err
		}
		if !saved.Unchanged {
			saved.Replayed = replayed(way.act(head, content))
			return saved, nil
		}
	}
	return Edited{}, retro.Errorf(retro.CodeInvalid, "%s", way.refusal)
}

// replayed names an act by the first thing that it changed.
func replayed(changes diff.ChangeSet) *Replayed {
	if len(changes.Steps) == 0 {
		return nil
	}
	first := changes.Steps[0]
	id := strings.TrimPrefix(strings.TrimPrefix(first.Item, string(first.Noun)), "/")
	return &Replayed{Noun: first.Noun, ID: id, What: first.Label, More: len(changes.Steps) - 1}
}

func undone(revisions []retro.Revision, target int) string {
	return "undo " + revisions[nextAct(revisions, target)].Reason
}

func redone(revisions []retro.Revision, target int) string { return "redo " + revisions[target].Reason }

// standing is the revision that first had the content of the head.
func standing(revisions []retro.Revision) int { return standsOn(revisions, len(revisions)-1) }

// undoTarget is the revision that undo brings back: the one before the act at an
// index.
func undoTarget(revisions []retro.Revision, at int) int {
	for at > 0 && isAside(revisions[at]) {
		at = standsOn(revisions, at-1)
	}
	for at > 0 && revisions[at].Continues(revisions[at-1]) {
		at--
	}
	if at <= 0 {
		return -1
	}
	return standsOn(revisions, at-1)
}

// redoTarget is the last revision of the act that followed the revision at an
// index, to which the head went back.
func redoTarget(revisions []retro.Revision, at int) int {
	if !isTravel(revisions[len(revisions)-1]) {
		return -1
	}
	return lastOfAct(revisions, nextAct(revisions, at))
}

// nextAct is the newest edit that was made while standing on the revision at.
func nextAct(revisions []retro.Revision, at int) int {
	for next := len(revisions) - 1; next > at; next-- {
		if !isTravel(revisions[next]) && standsOn(revisions, next-1) == at {
			return next
		}
	}
	return -1
}

func lastOfAct(revisions []retro.Revision, at int) int {
	for at >= 0 && at+1 < len(revisions) && (revisions[at+1].Continues(revisions[at]) || isAside(revisions[at+1])) {
		at++
	}
	return at
}

// standsOn follows undo and redo back to the revision that first had the
// content.
func standsOn(revisions []retro.Revision, at int) int {
	for at >= 0 && isTravel(revisions[at]) {
		origin := at - 1
		for origin >= 0 && revisions[origin].ID != revisions[at].Origin {
			origin--
		}
		at = origin
	}
	return at
}

// isTravel reports an undo or redo, as against a restore, which is an edit.
func isTravel(r retro.Revision) bool { return r.Kind == retro.RevisionAuto && r.Origin != "" }

// isAside reports a checkpoint that only names the content before it, or a purge,
// which nothing takes back.
func isAside(r retro.Revision) bool {
	if r.Reason == reasonStart || r.Reason == reasonEnd || r.Reason == reasonSend {
		return false
	}
	switch r.Kind {
	case retro.RevisionNamed, retro.RevisionPreDebrief, retro.RevisionPostDebrief, retro.RevisionShared, retro.RevisionPurged:
		return true
	case retro.RevisionAuto, retro.RevisionImported, retro.RevisionRestored:
	}
	return false
}
