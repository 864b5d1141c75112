package app

import (
	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/diff"
	"github.com/afterword-app/afterword/backend/retro"
)

// History is the room of revisions.
type History struct{ core }

// Revisions lists all revisions, the newest first.
func (h *History) Revisions(id retro.RetrospectiveID) ([]retro.Revision, error) {
	return h.service.Revisions(h.context(), id)
}

// Checkpoint names the present state.
func (h *History) Checkpoint(id retro.RetrospectiveID, name string, kind retro.RevisionKind) (authoring.Workspace, error) {
	return h.service.Checkpoint(h.context(), id, name, kind)
}

// Compare returns the change set between two revisions; an empty to means the
// newest.
func (h *History) Compare(id retro.RetrospectiveID, from, to retro.RevisionID) (diff.ChangeSet, error) {
	return h.service.Compare(h.context(), id, from, to)
}

// Restore brings a revision back as a new one.
func (h *History) Restore(id retro.RetrospectiveID, revision retro.RevisionID) (authoring.Workspace, error) {
	return h.service.Restore(h.context(), id, revision)
}

// RestorePart brings back one part of a revision as a new one.
func (h *History) RestorePart(id retro.RetrospectiveID, revision retro.RevisionID, part authoring.Part) (authoring.Workspace, error) {
	return h.service.Restore(h.context(), id, revision, part)
}

// Undo takes back the last act.
func (h *History) Undo(id retro.RetrospectiveID) (authoring.Workspace, error) {
	return h.service.Undo(h.context(), id)
}

// Redo brings back what undo took.
func (h *History) Redo(id retro.RetrospectiveID) (authoring.Workspace, error) {
	return h.service.Redo(h.context(), id)
}
