package retro

import (
	"strings"
	"time"
)

// RevisionKind says how a revision came to be. All but RevisionAuto are kept for
// ever.
type RevisionKind string

// The kinds of revision. A checkpoint is one that a person named.
const (
	RevisionAuto        RevisionKind = "auto"
	RevisionNamed       RevisionKind = "named"
	RevisionPreDebrief  RevisionKind = "pre-debrief"
	RevisionPostDebrief RevisionKind = "post-debrief"
	RevisionShared      RevisionKind = "shared"
	RevisionImported    RevisionKind = "imported"
	RevisionRestored    RevisionKind = "restored"
	RevisionPurged      RevisionKind = "purged" // after which something is gone from all revisions
)

// CheckpointKinds lists the kinds that a person may give a checkpoint.
func CheckpointKinds() []RevisionKind {
	return []RevisionKind{RevisionNamed, RevisionPreDebrief, RevisionPostDebrief, RevisionShared}
}

// Revision is one saved state of a retrospective.
type Revision struct {
	ID            RevisionID      `json:"id"`
	Retrospective RetrospectiveID `json:"retrospective"`
	Seq           int             `json:"seq"` // 1 for the first; orders revisions, clocks do not
	Kind          RevisionKind    `json:"kind"`
	Name          string          `json:"name,omitempty"` // of a checkpoint
	Reason        string          `json:"reason"`         // what was done, as a short phrase
	Author        string          `json:"author,omitempty"`
	At            time.Time       `json:"at"`
	// Origin is the revision whose content this one brings back: an undo, a redo
	// or a restore. Of an imported one it is the head of another history of the
	// same retrospective that was merged. "" for an edit.
	Origin RevisionID `json:"origin,omitempty"`
	// Line is "" for a revision of the retrospective's own history. One that came
	// with a merge names the newest revision of those that came with it, as the
	// merge itself does by its Origin. Its Seq is its place where it comes from.
	Line RevisionID `json:"line,omitempty"`
	// Size is how many bytes this revision added to the library.
	Size int64 `json:"size"`
}

// IsCheckpoint reports whether the revision is kept for ever.
func (r Revision) IsCheckpoint() bool { return r.Kind != RevisionAuto }

// CountsUnchanged reports whether the revision is made even where it changes
// nothing: a checkpoint names the state that is there, a merge the history that it
// took in, and a purge what is gone from the revisions before it. All others would
// only say that nothing happened.
func (r Revision) CountsUnchanged() bool {
	switch r.Kind {
	case RevisionNamed, RevisionPreDebrief, RevisionPostDebrief, RevisionShared, RevisionPurged:
		return true
	case RevisionImported:
		return r.Origin != ""
	case RevisionAuto, RevisionRestored:
	}
	return false
}

// ReasonWrite begins the reason of a revision that saves a section's text; the
// heading follows.
const ReasonWrite = "write "

// WritingPause is how long somebody pauses before what they write next counts as
// another act, to undo and to a reader of the history.
const WritingPause = 15 * time.Second

// Continues reports whether the revision goes on with the same piece of writing
// as the one before it, by the same hand.
func (r Revision) Continues(before Revision) bool {
	return r.Kind == RevisionAuto && before.Kind == RevisionAuto && r.Origin == "" && before.Origin == "" &&
		strings.HasPrefix(r.Reason, ReasonWrite) && r.Reason == before.Reason && r.Author == before.Author && r.At.Sub(before.At) < WritingPause
}
