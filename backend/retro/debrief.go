package retro

import "time"

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
