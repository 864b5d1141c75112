package retro

import (
	"strconv"
	"strings"
	"time"
)

// NoteKind is what a note of the debrief is about.
type NoteKind string

// The kinds of note.
const (
	NotePlain      NoteKind = "note"
	NoteAction     NoteKind = "action"
	NoteQuestion   NoteKind = "question"
	NoteQuote      NoteKind = "quote"
	NoteCorrection NoteKind = "correction"
)

// Note is one thing said in the debrief, stamped with the wall clock.
type Note struct {
	ID   NoteID    `json:"id"`
	At   time.Time `json:"at"`
	Kind NoteKind  `json:"kind"`
	Text string    `json:"text"`
}

// Debrief is the meeting in which people learn from the incident together.
type Debrief struct {
	At        *Instant `json:"at,omitempty"`      // when it is held
	Minutes   int      `json:"minutes,omitempty"` // how long it is meant to take
	Place     string   `json:"place,omitempty"`   // a room or a call
	Recording string   `json:"recording,omitempty"`
	// StartedAt and EndedAt are when it was really held.
	StartedAt *time.Time `json:"startedAt,omitempty"`
	EndedAt   *time.Time `json:"endedAt,omitempty"`
	Notes     []Note     `json:"notes,omitempty"`
}

// debriefList leaves the notes out: they are things of their own.
func debriefList() Description[Debrief] {
	type T = Debrief
	return Description[T]{
		Noun: NounDebrief, One: "debrief", Many: "debriefs", Heading: "Debrief",
		Get: func(c *Content) T {
			held := c.Debrief
			held.Notes = nil
			return held
		},
		Put: func(c *Content, d T) {
			d.Notes = c.Debrief.Notes
			c.Debrief = d
		},
		Title: func(*T) string { return "Debrief" },
		Fields: []Field{
			OptionalInstantField("at", "time", "rescheduled", func(d *T) **Instant { return &d.At }),
			ValueField("minutes", "length", "length changed", func(d *T) *int { return &d.Minutes }, writeMinutes),
			TextField("place", "place", "place changed", func(d *T) *string { return &d.Place }),
			TextField("recording", "recording", "recording changed", func(d *T) *string { return &d.Recording }),
			OptionalStampField("startedAt", "start", "started", func(d *T) **time.Time { return &d.StartedAt }),
			OptionalStampField("endedAt", "end", "ended", func(d *T) **time.Time { return &d.EndedAt }),
		},
	}
}

func writeMinutes(minutes int) string {
	if minutes == 0 {
		return ""
	}
	return strconv.Itoa(minutes) + " min"
}

func noteList() Description[Note] {
	type T = Note
	return Description[T]{
		Noun: NounNote, Member: 2, One: "note", Many: "notes", All: "notes", Heading: "Notes of the debrief",
		In: func(c *Content) *[]T { return &c.Debrief.Notes },
		ID: func(n *T) string { return string(n.ID) },
		Title: func(n *T) string {
			line, _, _ := strings.Cut(strings.TrimSpace(n.Text), "\n")
			return line
		},
		Fields: []Field{
			StampField("at", "time", "retimed", func(n *T) *time.Time { return &n.At }),
			TextField("kind", "kind", "kind changed", func(n *T) *NoteKind { return &n.Kind }),
			ProseField("text", "text", "reworded", func(n *T) *string { return &n.Text }),
		},
		TitleField: "text",
		About:      []string{"kind"},
		Searched:   func(n *T) (string, []string) { return "", []string{n.Text} },
		SameRank:   func(a, b *T) bool { return a.At.Equal(b.At) },
	}
}
