package authoring

import (
	"context"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

// writing is a stretch of typing in one section. It is saved every second, and each
// save takes the place of the one before it, so that the history has one revision
// of the stretch. Only what nobody has seen or taken away is replaced.
type writing struct {
	section  retro.SectionID  // "" where nobody types
	revision retro.RevisionID // the last save
	begun    time.Time        // when the first save was made
}

// longestWriting is how much of a stretch is one revision, and so one step of undo:
// what is written for longer leaves some states to go back to.
const longestWriting = 5 * time.Minute

// stay keeps the newest revision as it is: it is in somebody's hands.
func (s *session) stay() { s.writing = writing{} }

// put stores a content after the session's head or, where both are of one stretch of
// typing in a section, in its place.
func (s *Service) put(
	ctx context.Context, current *session, revision retro.Revision, content retro.Content, section retro.SectionID,
) (saved retro.Revision, replaced bool, err error) {
	head, was := current.head(), current.writing
	current.stay()
	goesOn := section != "" && was.section == section && was.revision == head.ID && revision.Continues(head)
	if goesOn && current.leaving == 0 && revision.At.Sub(was.begun) < longestWriting {
		saved, replaced, err = s.store.Continue(ctx, head.ID, revision, content)
	} else {
		saved, err = s.store.Commit(ctx, head.ID, revision, content)
	}
	switch {
	case err != nil || section == "":
	case replaced || goesOn && saved.ID == head.ID:
		current.writing = writing{section: section, revision: saved.ID, begun: was.begun}
	case saved.ID == revision.ID:
		current.writing = writing{section: section, revision: saved.ID, begun: revision.At}
	}
	return saved, replaced, err
}
