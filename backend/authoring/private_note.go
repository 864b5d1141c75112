package authoring

import (
	"context"
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/retro"
)

// AddPrivateNote keeps what is about a section, an event or all of it, and leaves with
// nothing; once only. CodeInvalid for no words, CodeNotFound for what it is about.
func (s *Service) AddPrivateNote(ctx context.Context, id retro.RetrospectiveID, note retro.PrivateNote) (Edited, error) {
	author, err := s.store.Preference(ctx, preferenceAuthor)
	if err != nil {
		return Edited{}, err
	}
	return s.edit(ctx, id, "add private note", func(c *retro.Content) error {
		text, err := privateText(note.Text)
		if err != nil {
			return err
		}
		switch {
		case note.About == "" && note.Of == "":
		case note.About == retro.NounSection && c.FindSection(retro.SectionID(note.Of)) == nil,
			note.About == retro.NounEvent && c.FindEvent(retro.EventID(note.Of)) == nil:
			return missing(string(note.About), note.Of)
		case note.About != retro.NounSection && note.About != retro.NounEvent:
			return retro.Errorf(retro.CodeInvalid, "a private note is about a section, an event or all of it")
		}
		if slices.ContainsFunc(c.Private, func(n retro.PrivateNote) bool { return n.About == note.About && n.Of == note.Of && n.Text == text }) {
			return nil
		}
		c.Private = append(c.Private, retro.PrivateNote{
			ID: retro.PrivateNoteID(s.ids.New()), About: note.About, Of: note.Of, Text: text, At: s.clock().UTC(), Author: author,
		})
		return nil
	})
}

// UpdatePrivateNote changes the words of a private note; CodeInvalid for none.
func (s *Service) UpdatePrivateNote(ctx context.Context, id retro.RetrospectiveID, note retro.PrivateNoteID, text string) (Edited, error) {
	return s.editPrivateNote(ctx, id, "edit private note", note, func(_ *retro.Content, n *retro.PrivateNote) (err error) {
		n.Text, err = privateText(text)
		return err
	})
}

// RemovePrivateNote takes a private note out.
func (s *Service) RemovePrivateNote(ctx context.Context, id retro.RetrospectiveID, note retro.PrivateNoteID) (Edited, error) {
	return s.editPrivateNote(ctx, id, "remove private note", note, func(c *retro.Content, _ *retro.PrivateNote) error {
		dropPrivateNote(c, note)
		return nil
	})
}

// PromotePrivateNote puts a private note at the end of a section, or without one at the
// end of what it is about: from then on it leaves with that. CodeInvalid where it is
// about all of it and nobody says where it belongs.
func (s *Service) PromotePrivateNote(ctx context.Context, id retro.RetrospectiveID, note retro.PrivateNoteID, section retro.SectionID) (Edited, error) {
	return s.editPrivateNote(ctx, id, "put a private note into the text", note, func(c *retro.Content, n *retro.PrivateNote) error {
		about, of := n.About, n.Of
		if section != "" {
			about, of = retro.NounSection, string(section)
		}
		var text *string
		if stored := c.FindSection(retro.SectionID(of)); about == retro.NounSection && stored != nil {
			text = &stored.Body
		} else if e := c.FindEvent(retro.EventID(of)); about == retro.NounEvent && e != nil {
			text = &e.Body
		}
		switch {
		case text == nil && section != "":
			return missing("section", section)
		case text == nil:
			return retro.Errorf(retro.CodeInvalid, "nobody has said into which section “%s” belongs", shortened(n.Text)).WithHint("name one")
		}
		*text = markdown.Append(*text, n.Text)
		if about == retro.NounEvent {
			*text = strings.TrimSpace(*text) // as it is typed there
		}
		dropPrivateNote(c, note)
		return nil
	})
}

// FindPrivateNote turns what a person typed into a private note: its id or the beginning
// of one; CodeNotFound.
func (s *Service) FindPrivateNote(ctx context.Context, id retro.RetrospectiveID, text string) (retro.PrivateNote, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return retro.PrivateNote{}, err
	}
	return pickFrom("private note", text, content.Private,
		func(n retro.PrivateNote) retro.PrivateNoteID { return n.ID }, func(n retro.PrivateNote) string { return n.Text })
}

func (s *Service) editPrivateNote(
	ctx context.Context, id retro.RetrospectiveID, reason string, note retro.PrivateNoteID, change func(*retro.Content, *retro.PrivateNote) error,
) (Edited, error) {
	return s.edit(ctx, id, reason, func(c *retro.Content) error {
		stored := c.FindPrivateNote(note)
		if stored == nil {
			return missing("private note", note)
		}
		return change(c, stored)
	})
}

func dropPrivateNote(c *retro.Content, note retro.PrivateNoteID) {
	c.Private = slices.DeleteFunc(c.Private, func(n retro.PrivateNote) bool { return n.ID == note })
}

func privateText(text string) (string, error) {
	if text = strings.TrimSpace(text); text == "" {
		return "", retro.Errorf(retro.CodeInvalid, "a private note needs a few words")
	}
	return text, nil
}
