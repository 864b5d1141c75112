package authoring

import (
	"context"

	"github.com/afterword-app/afterword/backend/retro"
)

// Workspace is a retrospective as people work on it: its newest revision and
// what derives from that.
type Workspace struct {
	ID        retro.RetrospectiveID `json:"id"`
	Revision  retro.Revision        `json:"revision"`
	Revisions int                   `json:"revisions"`
	Content   retro.Content         `json:"content"`
	// Damage lists what of the content cannot be read, for which notes stand in the
	// sections. It is kept as it is: the rest can be written on.
	Damage   []retro.Lost                       `json:"damage"`
	Readings map[retro.EvidenceID]retro.Reading `json:"readings"`
	Figures  retro.Figures                      `json:"figures"`
	// Told says of events whose time is no plain moment what it means.
	Told   map[retro.EventID]retro.Told `json:"told"`
	Stages retro.Stages                 `json:"stages"`
	Duties []retro.Duty                 `json:"duties"`
	// Places says of the notes of the debrief where in a recording they are.
	Places  map[retro.NoteID]retro.NotePlace `json:"places"`
	CanUndo bool                             `json:"canUndo"`
	CanRedo bool                             `json:"canRedo"`
}

// Open returns a retrospective to work on; CodeNotFound.
func (s *Service) Open(ctx context.Context, id retro.RetrospectiveID) (Workspace, error) {
	current, leave, err := s.enter(ctx, id)
	if err != nil {
		return Workspace{}, err
	}
	defer leave()
	return s.workspace(ctx, id, current)
}

func (s *Service) workspace(ctx context.Context, id retro.RetrospectiveID, current *session) (Workspace, error) {
	readings, err := s.readings(ctx, current.content.Evidence)
	if err != nil {
		return Workspace{}, err
	}
	return Workspace{
		ID:        id,
		Revision:  current.head(),
		Revisions: len(current.revisions),
		Content:   current.content,
		Damage:    current.content.Damage(),
		Readings:  readings,
		Figures:   retro.DeriveFigures(current.content.Events),
		Told:      retro.TellTimes(current.content.Events),
		Stages:    retro.DeriveStages(current.content),
		Duties:    current.content.Duties(),
		Places:    current.content.Debrief.Places(),
		CanUndo:   undoTarget(current.revisions, standing(current.revisions)) >= 0,
		CanRedo:   redoTarget(current.revisions, standing(current.revisions)) >= 0,
	}, nil
}
