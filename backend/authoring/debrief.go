package authoring

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/templates"
)

// SaveDebrief changes what is planned: date, length, place, recording, agenda, lag and
// whether the timeline is agreed, which it is from now on where it was not. Notes, the clock and what was recorded stay. Steps that have no id get one; steps
// that stay are given as many minutes as are planned now.
// CodeInvalid for an agenda that cannot be held.
func (s *Service) SaveDebrief(ctx context.Context, id retro.RetrospectiveID, debrief retro.Debrief) (Edited, error) {
	if debrief.Lag < 0 || debrief.Lag > longestLag {
		return Edited{}, retro.Errorf(retro.CodeInvalid, "notes cannot lag by %d seconds", debrief.Lag).WithHint("between 0 and %d", longestLag)
	}
	if debrief.DueDays < 0 || debrief.DueDays > longestDays {
		return Edited{}, retro.Errorf(retro.CodeInvalid, "a debrief is not due %d days after the resolution", debrief.DueDays).
			WithHint("between 1 and %d", longestDays)
	}
	if debrief.ShareDays < 0 || debrief.ShareDays > longestDays {
		return Edited{}, retro.Errorf(retro.CodeInvalid, "a result is not shared %d days after the debrief", debrief.ShareDays).
			WithHint("between 1 and %d", longestDays)
	}
	if len(debrief.Steps) > 0 {
		numbered, err := templates.NumberSteps(retro.Agenda{Steps: debrief.Steps})
		if err != nil {
			return Edited{}, err
		}
		debrief.Steps = numbered.Steps
	}
	now := s.clock().UTC()
	return s.edit(ctx, id, "plan debrief", func(c *retro.Content) error {
		if debrief.Minutes != c.Debrief.Minutes && slices.Equal(debrief.Steps, c.Debrief.Steps) {
			debrief.Steps = retro.Agenda{Steps: debrief.Steps}.Scaled(debrief.Minutes).Steps
		}
		c.Debrief.At, c.Debrief.Minutes = debrief.At, debrief.Minutes
		c.Debrief.Place, c.Debrief.Recording = debrief.Place, debrief.Recording
		c.Debrief.Agenda, c.Debrief.Steps, c.Debrief.Lag = debrief.Agenda, debrief.Steps, debrief.Lag
		c.Debrief.DueDays, c.Debrief.ShareDays = debrief.DueDays, debrief.ShareDays
		switch {
		case debrief.AgreedAt == nil:
			c.Debrief.AgreedAt = nil
		case c.Debrief.AgreedAt == nil:
			c.Debrief.AgreedAt = &now
		}
		return nil
	})
}

// longestLag is in seconds.
const longestLag = 300

// ChooseAgenda plans the steps of a debrief as an agenda has them, and as many minutes.
// CodeNotFound for an agenda that there is not.
func (s *Service) ChooseAgenda(ctx context.Context, id retro.RetrospectiveID, name string) (Edited, error) {
	agenda, err := s.FindAgenda(ctx, name)
	if err != nil {
		return Edited{}, err
	}
	return s.holdBy(ctx, id, agenda)
}

func (s *Service) holdBy(ctx context.Context, id retro.RetrospectiveID, agenda retro.Agenda) (Edited, error) {
	return s.edit(ctx, id, "choose agenda", func(c *retro.Content) error {
		c.Debrief.Agenda, c.Debrief.Minutes, c.Debrief.Steps = agenda.Name, agenda.Minutes, slices.Clone(agenda.Steps)
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

// Record adds a recording to the debrief: a link or the name of a file. One that was
// only named before stays, as the first. What is there already is moved to the start
// that is given. CodeInvalid for nothing.
func (s *Service) Record(ctx context.Context, id retro.RetrospectiveID, recording retro.Recording) (Edited, error) {
	var err error
	if recording.Where, err = whereabouts(recording.Where); err != nil {
		return Edited{}, err
	}
	return s.edit(ctx, id, "add recording", func(c *retro.Content) error {
		d := &c.Debrief
		recorded := named(d)
		at := slices.IndexFunc(recorded, func(r retro.Recording) bool { return r.Where == recording.Where })
		if at < 0 {
			// One of which only the transcript was known has a place now.
			if at = slices.IndexFunc(recorded, func(r retro.Recording) bool { return r.Where == "" }); at >= 0 {
				recorded[at].Where = recording.Where
				d.Recorded = recorded
				return nil
			}
			recorded = append(recorded, recording)
		} else {
			recorded[at].Start = recording.Start
		}
		d.Recorded = inOrder(recorded)
		return s.followCues(ctx, c)
	})
}

// whereabouts is where a recording is; CodeInvalid for nothing.
func whereabouts(text string) (string, error) {
	where := strings.TrimSpace(text)
	if where == "" {
		return "", retro.Errorf(retro.CodeInvalid, "a recording needs a link or the name of its file")
	}
	return where, nil
}

// named are the recordings of a debrief, as a list of the caller's own.
func named(d *retro.Debrief) []retro.Recording {
	if len(d.Recorded) > 0 {
		return slices.Clone(d.Recorded)
	}
	if d.Recording == "" {
		return nil
	}
	return d.Recordings()
}

func inOrder(recorded []retro.Recording) []retro.Recording {
	slices.SortStableFunc(recorded, func(a, b retro.Recording) int { return int(a.Start/1e6) - int(b.Start/1e6) })
	return recorded
}

// MoveRecording says where the recording at a place is now: its link where there was the
// name of a file. When it began and what was said in it stay. CodeInvalid for nothing, and
// for where another recording is.
func (s *Service) MoveRecording(ctx context.Context, id retro.RetrospectiveID, place int, where string) (Edited, error) {
	where, err := whereabouts(where)
	if err != nil {
		return Edited{}, err
	}
	return s.edit(ctx, id, "move recording", func(c *retro.Content) error {
		recorded := named(&c.Debrief)
		if place < 0 || place >= len(recorded) {
			return noRecording(place, len(recorded))
		}
		if at := slices.IndexFunc(recorded, func(r retro.Recording) bool { return r.Where == where }); at >= 0 && at != place {
			return retro.Errorf(retro.CodeInvalid, "recording %d is there", at+1)
		}
		recorded[place].Where = where
		c.Debrief.Recorded = recorded
		return nil
	})
}

// RemoveRecording takes the recording at a place off the debrief.
func (s *Service) RemoveRecording(ctx context.Context, id retro.RetrospectiveID, place int) (Edited, error) {
	return s.edit(ctx, id, "remove recording", func(c *retro.Content) error {
		recorded := named(&c.Debrief)
		if place < 0 || place >= len(recorded) {
			return noRecording(place, len(recorded))
		}
		c.Debrief.Recorded = slices.Delete(recorded, place, place+1)
		c.Debrief.Recording = ""
		return nil
	})
}

func noRecording(place, count int) error {
	err := retro.Errorf(retro.CodeNotFound, "the debrief has no recording %d", place+1)
	if count == 0 {
		return err.WithHint("add one first: its link, or the name of its file")
	}
	return err.WithHint("it has %d", count)
}

// Align moves a recording so that one moment of the debrief's clock is at a place in
// it, and with it all that is told by its offsets. CodeNotFound for a recording that
// there is not.
func (s *Service) Align(ctx context.Context, id retro.RetrospectiveID, place int, moment Moment, offset time.Duration) (Edited, error) {
	return s.edit(ctx, id, "align recording", func(c *retro.Content) error {
		recorded := named(&c.Debrief)
		if place < 0 || place >= len(recorded) {
			return noRecording(place, len(recorded))
		}
		at, err := moment.in(c)
		if err != nil {
			return err
		}
		recorded[place].Start = at - offset
		c.Debrief.Recorded = inOrder(recorded)
		return s.followCues(ctx, c)
	})
}

// Moment is a moment of a debrief: that of a note, or one on its clock.
type Moment struct {
	Note retro.NoteID  `json:"note,omitempty"`
	Ran  time.Duration `json:"ran,omitempty"`
}

func (m Moment) in(c *retro.Content) (time.Duration, error) {
	if m.Note == "" {
		return m.Ran, nil
	}
	index := indexNote(c, m.Note)
	if index < 0 {
		return 0, missing("note", m.Note)
	}
	at, ok := c.Debrief.OffsetOf(c.Debrief.Notes[index])
	if !ok {
		return 0, retro.Errorf(retro.CodeInvalid, "this note was not taken in the debrief")
	}
	return at, nil
}
