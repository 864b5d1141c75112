package authoring

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

// Noted is a note as it is taken.
type Noted struct {
	Kind retro.NoteKind `json:"kind"` // "" for a plain one
	Text string         `json:"text"`
	// Ago is how long ago its typing began, in milliseconds.
	Ago    int64         `json:"ago,omitempty"`
	Event  retro.EventID `json:"event,omitempty"` // on the screen
	Parked bool          `json:"parked,omitempty"`
}

// longestTyping is in milliseconds: who takes longer has come back to it.
const longestTyping = 10 * 60 * 1000

// AddNote writes down something that was said, stamped with the wall clock and its
// place in the debrief. An action, a decision and a factor land in their lists as
// well, with the way back. CodeInvalid for no words and for a kind that there is not.
func (s *Service) AddNote(ctx context.Context, id retro.RetrospectiveID, noted Noted) (Edited, error) {
	author, err := s.store.Preference(ctx, preferenceAuthor)
	if err != nil {
		return Edited{}, err
	}
	now := s.ticks()
	ago := time.Duration(min(max(0, noted.Ago), longestTyping)) * time.Millisecond
	return s.edit(ctx, id, "add note", func(c *retro.Content) error {
		text, err := noteText(noted.Kind, noted.Text)
		if err != nil {
			return err
		}
		typed := now.At.UTC().Add(-ago)
		note := retro.Note{
			ID: retro.NoteID(s.ids.New()), At: now.At.UTC(), TypedAt: &typed, Kind: retro.FirstOf(noted.Kind, retro.NotePlain), Text: text,
			Author: author, Parked: noted.Parked,
		}
		if c.FindEvent(noted.Event) != nil {
			note.Event = noted.Event
		}
		if phase := c.Debrief.Phase(); phase == retro.DebriefRunning || phase == retro.DebriefPaused {
			c.Debrief.Notice(now)
			ran := max(0, c.Debrief.Ran(now)-ago)
			note.Ran, note.Step = &ran, c.Debrief.StepNow()
		}
		c.Debrief.Notes = append(c.Debrief.Notes, note)
		s.land(c, note)
		return nil
	})
}

func noteText(kind retro.NoteKind, text string) (string, error) {
	if kind != "" && !slices.Contains(retro.NoteKinds(), kind) {
		return "", retro.Errorf(retro.CodeInvalid, "no kind of note %q", kind).WithHint("use one of %s", retro.Join(retro.NoteKinds()))
	}
	if text = strings.TrimSpace(text); text == "" {
		return "", retro.Errorf(retro.CodeInvalid, "a note needs a few words")
	}
	return text, nil
}

// land takes what a note says over into the list that it belongs to, once, and
// reports whether it is there.
func (s *Service) land(c *retro.Content, note retro.Note) bool {
	title := strings.Join(strings.Fields(note.Text), " ")
	switch note.Kind {
	case retro.NoteAction, retro.NoteDecision:
		if slices.ContainsFunc(c.ActionItems, func(a retro.ActionItem) bool { return a.Note == note.ID }) {
			return true
		}
		state := retro.ActionRemediation
		if note.Kind == retro.NoteDecision {
			state = retro.ActionDoNow
		}
		item := s.newActionItem(title, state)
		item.Note = note.ID
		c.ActionItems = append(c.ActionItems, item)
	case retro.NoteFactor:
		if slices.ContainsFunc(c.Factors, func(f retro.Factor) bool { return f.Note == note.ID }) {
			return true
		}
		c.Factors = append(c.Factors, retro.Factor{
			ID: retro.FactorID(s.ids.New()), Title: title, Confidence: retro.ConfidenceLikely, Note: note.ID,
		})
	case retro.NotePlain, retro.NoteQuestion, retro.NoteQuote, retro.NoteCorrection:
		return false
	}
	return true
}

// TakeOver puts what a note says where it belongs: an action, a decision or a factor
// into its list, where it is not there yet; anything else is marked as dealt with.
func (s *Service) TakeOver(ctx context.Context, id retro.RetrospectiveID, note retro.NoteID) (Edited, error) {
	return s.edit(ctx, id, "take over note", func(c *retro.Content) error {
		index := indexNote(c, note)
		if index < 0 {
			return missing("note", note)
		}
		if !s.land(c, c.Debrief.Notes[index]) {
			c.Debrief.Notes[index].IsSettled = true
		}
		return nil
	})
}

// UpdateNote changes of a note its words, its kind, its event and whether it is parked
// or settled, by its id; when it was said stays. One that becomes an action, a decision
// or a factor lands in its list. CodeInvalid for no words.
func (s *Service) UpdateNote(ctx context.Context, id retro.RetrospectiveID, note retro.Note) (Edited, error) {
	return s.edit(ctx, id, "edit note", func(c *retro.Content) error {
		index := indexNote(c, note.ID)
		if index < 0 {
			return missing("note", note.ID)
		}
		text, err := noteText(note.Kind, note.Text)
		if err != nil {
			return err
		}
		kept := &c.Debrief.Notes[index]
		was := kept.Kind
		kept.Kind, kept.Text = retro.FirstOf(note.Kind, retro.NotePlain), text
		kept.Parked, kept.IsSettled, kept.Event = note.Parked, note.IsSettled, note.Event
		if kept.Kind != was {
			s.land(c, *kept)
		}
		return nil
	})
}

// RemoveNote takes a note out. What it left in other lists stays there.
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

// FindNote turns what a person typed into a note: its id or the beginning of one.
func (s *Service) FindNote(ctx context.Context, id retro.RetrospectiveID, text string) (retro.Note, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return retro.Note{}, err
	}
	return pickFrom("note", text, content.Debrief.Notes,
		func(n retro.Note) retro.NoteID { return n.ID }, func(n retro.Note) string { return n.Text })
}

func indexNote(c *retro.Content, note retro.NoteID) int {
	return slices.IndexFunc(c.Debrief.Notes, func(n retro.Note) bool { return n.ID == note })
}

// Draft is a note that is being typed. It is kept beside the content, so that a crash
// costs at most a second of it.
type Draft struct {
	Noted

	At time.Time `json:"at"` // when it was kept
}

func draftKey(id retro.RetrospectiveID) string { return "draft " + string(id) }

// KeepDraft keeps what is being typed as a note, in place of what was kept before;
// no words keep nothing.
func (s *Service) KeepDraft(ctx context.Context, id retro.RetrospectiveID, noted Noted) error {
	if strings.TrimSpace(noted.Text) == "" {
		return s.store.SetPreference(ctx, draftKey(id), "")
	}
	encoded, err := json.Marshal(Draft{Noted: noted, At: s.clock().UTC()})
	if err != nil {
		return retro.Errorf(retro.CodeInternal, "keep the draft: %w", err)
	}
	return s.store.SetPreference(ctx, draftKey(id), string(encoded))
}

// Draft returns the note that was being typed when the window closed, without words
// for none.
func (s *Service) Draft(ctx context.Context, id retro.RetrospectiveID) (Draft, error) {
	stored, err := s.store.Preference(ctx, draftKey(id))
	if err != nil || stored == "" {
		return Draft{}, err
	}
	var draft Draft
	if json.Unmarshal([]byte(stored), &draft) != nil {
		draft = Draft{} // one that does not read is none
	}
	return draft, nil
}
