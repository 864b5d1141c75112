package authoring

import (
	"context"
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/retro"
)

// SaveDebrief changes date, length, place and recording of the debrief; notes
// and the times at which it was held stay.
func (s *Service) SaveDebrief(ctx context.Context, id retro.RetrospectiveID, debrief retro.Debrief) (Edited, error) {
	return s.edit(ctx, id, "plan debrief", func(c *retro.Content) error {
		c.Debrief.At, c.Debrief.Minutes = debrief.At, debrief.Minutes
		c.Debrief.Place, c.Debrief.Recording = debrief.Place, debrief.Recording
		return nil
	})
}

// SaveParticipants replaces the participants; those without an id are new, those
// without a name are dropped.
func (s *Service) SaveParticipants(ctx context.Context, id retro.RetrospectiveID, participants []retro.Participant) (Edited, error) {
	return s.edit(ctx, id, "edit participants", func(c *retro.Content) error {
		c.Participants = make([]retro.Participant, 0, len(participants))
		for _, participant := range participants {
			if participant.Name = strings.TrimSpace(participant.Name); participant.Name == "" {
				continue
			}
			participant.ID = retro.FirstOf(participant.ID, retro.ParticipantID(s.ids.New()))
			c.Participants = append(c.Participants, participant)
		}
		return nil
	})
}

// StartDebrief stamps the beginning of the debrief; starting again resumes one
// that was ended.
func (s *Service) StartDebrief(ctx context.Context, id retro.RetrospectiveID) (Edited, error) {
	now := s.clock().UTC()
	return s.edit(ctx, id, "start debrief", func(c *retro.Content) error {
		if c.Debrief.StartedAt == nil {
			c.Debrief.StartedAt = &now
		}
		c.Debrief.EndedAt = nil
		return nil
	})
}

// EndDebrief stamps the end of the debrief, once; CodeInvalid when it never
// started.
func (s *Service) EndDebrief(ctx context.Context, id retro.RetrospectiveID) (Edited, error) {
	now := s.clock().UTC()
	return s.edit(ctx, id, "end debrief", func(c *retro.Content) error {
		if c.Debrief.StartedAt == nil {
			return retro.Errorf(retro.CodeInvalid, "the debrief has not started")
		}
		if c.Debrief.EndedAt == nil {
			c.Debrief.EndedAt = &now
		}
		return nil
	})
}

// AddNote writes down something that was said, stamped with the time of now.
func (s *Service) AddNote(ctx context.Context, id retro.RetrospectiveID, kind retro.NoteKind, text string) (Edited, error) {
	now := s.clock().UTC()
	return s.edit(ctx, id, "add note", func(c *retro.Content) error {
		if text = strings.TrimSpace(text); text == "" {
			return retro.Errorf(retro.CodeInvalid, "a note needs a few words")
		}
		c.Debrief.Notes = append(c.Debrief.Notes, retro.Note{
			ID: retro.NoteID(s.ids.New()), At: now, Kind: retro.FirstOf(kind, retro.NotePlain), Text: text,
		})
		return nil
	})
}

// UpdateNote changes the words and the kind of a note by its id; when it was said
// stays. CodeInvalid for no words.
func (s *Service) UpdateNote(ctx context.Context, id retro.RetrospectiveID, note retro.Note) (Edited, error) {
	return s.edit(ctx, id, "edit note", func(c *retro.Content) error {
		index := indexNote(c, note.ID)
		if index < 0 {
			return missing("note", note.ID)
		}
		if note.Text = strings.TrimSpace(note.Text); note.Text == "" {
			return retro.Errorf(retro.CodeInvalid, "a note needs a few words")
		}
		c.Debrief.Notes[index].Kind = retro.FirstOf(note.Kind, retro.NotePlain)
		c.Debrief.Notes[index].Text = note.Text
		return nil
	})
}

// RemoveNote takes a note out.
func (s *Service) RemoveNote(ctx context.Context, id retro.RetrospectiveID, note retro.NoteID) (Edited, error) {
	return s.edit(ctx, id, "remove note", func(c *retro.Content) error {
		index := indexNote(c, note)
		if index < 0 {
			return missing("note", note)
		}
		c.Debrief.Notes = slices.Delete(c.Debrief.Notes, index, index+1)
		return nil
	})
}

func indexNote(c *retro.Content, note retro.NoteID) int {
	return slices.IndexFunc(c.Debrief.Notes, func(n retro.Note) bool { return n.ID == note })
}
