package retro

import (
	"slices"
	"strings"
	"time"
)

// PrivateNote is something thought and not said: it stays in the library, and leaves
// with no export and no bundle, until somebody puts it into the text.
type PrivateNote struct {
	ID PrivateNoteID `json:"id"`
	// About and Of are what it is about: a section or an event and its id, both "" for
	// all of it.
	About  Noun      `json:"about,omitempty"`
	Of     string    `json:"of,omitempty"`
	Text   string    `json:"text"` // Markdown
	At     time.Time `json:"at"`
	Author string    `json:"author,omitempty"`
}

// IsWithheld reports whether the note stayed with whoever wrote it: only that there is
// one came along.
func (n PrivateNote) IsWithheld() bool { return n.Text == "" && n.At.IsZero() }

// FindPrivateNote returns the private note with the id, or nil.
func (c *Content) FindPrivateNote(id PrivateNoteID) *PrivateNote {
	return find(c.Private, func(n PrivateNote) bool { return n.ID == id })
}

// TakeWithheld keeps the private notes of others that another content refers to, so that
// they find them again. Those that this one or the one before both has are its own.
func (c *Content) TakeWithheld(from, before Content) {
	lost := slices.Clone(c.Lost)
	for _, l := range from.Lost {
		id := PrivateNoteID(l.ID)
		isOwn := l.Why != LostPrivate || c.FindPrivateNote(id) != nil || before.FindPrivateNote(id) != nil
		if !isOwn && !slices.ContainsFunc(lost, func(other Lost) bool { return other.Piece == l.Piece }) {
			lost = append(lost, l)
		}
	}
	c.Lost = lost
}

func privateNoteList() Description[PrivateNote] {
	type T = PrivateNote
	return Description[T]{
		Noun: NounPrivateNote, Member: 30, One: "private note", Many: "private notes", All: "private-notes", Heading: "Private notes",
		In: func(c *Content) *[]T { return &c.Private },
		ID: func(n *T) string { return string(n.ID) },
		Title: func(n *T) string {
			line, _, _ := strings.Cut(strings.TrimSpace(n.Text), "\n")
			return line
		},
		Fields: []Field{
			TextField("about", "kind of thing it is about", "moved", func(n *T) *Noun { return &n.About }),
			TextField("of", "thing it is about", "moved", func(n *T) *string { return &n.Of }),
			ProseField("text", "text", "reworded", func(n *T) *string { return &n.Text }),
			StampField("at", "time", "retimed", func(n *T) *time.Time { return &n.At }),
			TextField("author", "author", "author changed", func(n *T) *string { return &n.Author }),
		},
		TitleField: "text",
		Searched:   func(n *T) (string, []string) { return "", []string{n.Text} },
		Stays:      true,
		Validate: func(n *T) error {
			if strings.TrimSpace(n.Text) == "" {
				return Errorf(CodeInvalid, "a private note needs a few words")
			}
			return nil
		},
	}
}
