package app

import (
	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/diff"
	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/timeline"
)

// History is the room of revisions.
type History struct{ core }

// Revisions lists all revisions, the newest first.
func (h *History) Revisions(id retro.RetrospectiveID) ([]retro.Revision, error) {
	return h.service.Revisions(h.context(), id)
}

// Outline outlines the history, with the days of a zone.
func (h *History) Outline(id retro.RetrospectiveID, zone string) (authoring.Outline, error) {
	return h.service.Outline(h.context(), id, zone)
}

// Page lists some revisions from an index on, the newest first.
func (h *History) Page(id retro.RetrospectiveID, index, count int) ([]authoring.Listed, error) {
	return h.service.RevisionPage(h.context(), id, index, count)
}

// MergedPage lists some of the revisions that the merge at an index took in.
func (h *History) MergedPage(id retro.RetrospectiveID, index, from, count int) ([]authoring.Listed, error) {
	return h.service.MergedPage(h.context(), id, index, from, count)
}

// Summarise says in a line what each of the revisions changed.
func (h *History) Summarise(id retro.RetrospectiveID, revisions []retro.RevisionID) ([]authoring.RevisionSummary, error) {
	return h.service.SummariseRevisions(h.context(), id, revisions)
}

// Find looks for when words appeared and vanished.
func (h *History) Find(id retro.RetrospectiveID, words string) ([]authoring.Seen, error) {
	return h.service.FindText(h.context(), id, words)
}

// Touching lists the revisions that changed a thing, or with words a paragraph of
// it.
func (h *History) Touching(id retro.RetrospectiveID, thing authoring.Part, words string) ([]authoring.Listed, error) {
	return h.service.Touching(h.context(), id, thing, words)
}

// Checkpoint names the present state.
func (h *History) Checkpoint(id retro.RetrospectiveID, name string, kind retro.RevisionKind) (authoring.Edited, error) {
	return h.service.Checkpoint(h.context(), id, name, kind)
}

// Compare compares two revisions as far as they can be read; an empty to means
// the newest, an empty from the one before to.
func (h *History) Compare(id retro.RetrospectiveID, from, to retro.RevisionID) (authoring.Comparison, error) {
	return h.service.Compare(h.context(), id, from, to)
}

// Drawing lays out what a comparison of two revisions says of the timeline.
func (h *History) Drawing(id retro.RetrospectiveID, from, to retro.RevisionID, view authoring.DrawingView) (timeline.Frame, error) {
	return h.service.CompareDrawing(h.context(), id, from, to, view)
}

// Restore brings a revision back as a new one.
func (h *History) Restore(id retro.RetrospectiveID, revision retro.RevisionID) (authoring.Edited, error) {
	return h.service.Restore(h.context(), id, revision)
}

// RestorePart brings back one part of a revision as a new one.
func (h *History) RestorePart(id retro.RetrospectiveID, revision retro.RevisionID, part authoring.Part) (authoring.Edited, error) {
	return h.service.Restore(h.context(), id, revision, part)
}

// PreviewRestore says what restoring a part of a revision would change now; an
// empty part means all of it.
func (h *History) PreviewRestore(id retro.RetrospectiveID, revision retro.RevisionID, part authoring.Part) (diff.ChangeSet, error) {
	if part == "" {
		return h.service.PreviewRestore(h.context(), id, revision)
	}
	return h.service.PreviewRestore(h.context(), id, revision, part)
}

// Undo takes back the last act.
func (h *History) Undo(id retro.RetrospectiveID) (authoring.Edited, error) {
	return h.service.Undo(h.context(), id)
}

// Redo brings back what undo took.
func (h *History) Redo(id retro.RetrospectiveID) (authoring.Edited, error) {
	return h.service.Redo(h.context(), id)
}

// Originals lists what can be purged: the evidence of all revisions.
func (h *History) Originals(id retro.RetrospectiveID) ([]retro.Evidence, error) {
	return h.service.Originals(h.context(), id)
}

// Purges lists what was purged, the newest first.
func (h *History) Purges(id retro.RetrospectiveID) ([]library.Purge, error) {
	return h.service.Purges(h.context(), id)
}

// PreviewPurge tells what a purge would take out.
func (h *History) PreviewPurge(id retro.RetrospectiveID, order authoring.PurgeOrder) (authoring.Purging, error) {
	return h.service.PreviewPurge(h.context(), id, order)
}

// Purge takes something out for good.
func (h *History) Purge(id retro.RetrospectiveID, order authoring.PurgeOrder) (authoring.Edited, error) {
	return h.service.Purge(h.context(), id, order)
}
