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
	NoteDecision   NoteKind = "decision"
	NoteFactor     NoteKind = "factor"
	NoteAction     NoteKind = "action"
	NoteQuestion   NoteKind = "question"
	NoteQuote      NoteKind = "quote"
	NoteCorrection NoteKind = "correction"
)

// NoteKinds lists the kinds of note, the plain one first.
func NoteKinds() []NoteKind {
	return []NoteKind{NotePlain, NoteAction, NoteQuestion, NoteQuote, NoteCorrection, NoteDecision, NoteFactor}
}

// Note is one thing said in the debrief, stamped with the wall clock.
type Note struct {
	ID     NoteID    `json:"id"`
	At     time.Time `json:"at"` // when it was kept
	Kind   NoteKind  `json:"kind"`
	Text   string    `json:"text"`
	Author string    `json:"author,omitempty"`
	// TypedAt is when its typing began, and Ran how long the debrief had run then; nil
	// for a note that was taken outside of it. A note that was made of a transcript was
	// typed at no time, and Ran is where it was said.
	TypedAt *time.Time     `json:"typedAt,omitempty"`
	Ran     *time.Duration `json:"ran,omitempty"`
	Step    StepID         `json:"step,omitempty"`
	Event   EventID        `json:"event,omitempty"` // that was on the screen
	// Citations are the lines of a transcript that say it.
	Citations []Citation `json:"citations,omitempty"`
	// Parked notes are topics put off to the end; IsSettled ones were dealt with since:
	// answered, or taken over into the record.
	Parked    bool `json:"parked,omitempty"`
	IsSettled bool `json:"settled,omitempty"`
}

// IsOpen reports whether somebody still has to deal with what the note says: a
// question, a correction or a parked topic that is not settled.
func (n Note) IsOpen() bool {
	return !n.IsSettled && (n.Parked || n.Kind == NoteQuestion || n.Kind == NoteCorrection)
}

// DefaultDueDays is how many days after the resolution a debrief is due.
const DefaultDueDays = 7

// DefaultShareDays is how many days after the debrief the result is to be shared.
const DefaultShareDays = 1

// DefaultLag is how many seconds a note lags behind what it tells of.
const DefaultLag = 10

// Debrief is the meeting in which people learn from the incident together.
type Debrief struct {
	At        *Instant `json:"at,omitempty"`      // when it is held
	Minutes   int      `json:"minutes,omitempty"` // how long it is meant to take
	Place     string   `json:"place,omitempty"`   // a room or a call
	Recording string   `json:"recording,omitempty"`
	// StartedAt and EndedAt are when it was really held.
	StartedAt *time.Time `json:"startedAt,omitempty"`
	EndedAt   *time.Time `json:"endedAt,omitempty"`
	// AgendaSentAt is when the agenda left for those who are to come.
	AgendaSentAt *time.Time `json:"agendaSentAt,omitempty"`
	// AgreedAt is when those who come agreed that the timeline is complete.
	AgreedAt *time.Time `json:"agreedAt,omitempty"`
	// Agenda names the one that Steps began as. Without steps, the default is held.
	Agenda string       `json:"agenda,omitempty"`
	Steps  []AgendaStep `json:"steps,omitempty"`
	// Lag is how many seconds a note is about what was said before its typing began.
	Lag int `json:"lag,omitempty"`
	// DueDays is how many days after the resolution it is due while it has no date, 0 for
	// DefaultDueDays.
	DueDays int `json:"dueDays,omitempty"`
	// ShareDays is how many days after it the result is to be shared, 0 for
	// DefaultShareDays.
	ShareDays int `json:"shareDays,omitempty"`
	// Clock are the marks of the debrief's clock, the earliest first.
	Clock []Mark `json:"clock,omitempty"`
	// Recorded are the recordings, in the order in which they began; see Recordings.
	Recorded []Recording `json:"recorded,omitempty"`
	Notes    []Note      `json:"notes,omitempty"`
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
			OptionalStampField("agendaSentAt", "sending of the agenda", "agenda sent", func(d *T) **time.Time { return &d.AgendaSentAt }),
			OptionalStampField("agreedAt", "agreement on the timeline", "timeline agreed", func(d *T) **time.Time { return &d.AgreedAt }),
			TextField("agenda", "agenda", "agenda chosen", func(d *T) *string { return &d.Agenda }),
			ListField("steps", "steps", "agenda changed", func(d *T) *[]AgendaStep { return &d.Steps },
				func(a, b AgendaStep) bool { return a == b }, AgendaStep.String),
			ValueField("lag", "lag of the notes", "lag changed", func(d *T) *int { return &d.Lag }, writeSeconds),
			ValueField("dueDays", "days until it is due", "due date changed", func(d *T) *int { return &d.DueDays }, writeDays),
			ValueField("shareDays", "days until it is shared", "time to share changed", func(d *T) *int { return &d.ShareDays }, writeDays),
			ListField("clock", "course", "held", func(d *T) *[]Mark { return &d.Clock },
				Mark.same, Mark.String).Called(func(after Record) string {
				if clock := as[T](after).Clock; len(clock) > 0 {
					return clock[len(clock)-1].Kind.verb()
				}
				return "held"
			}),
			ListField("recorded", "recordings", "recordings changed", func(d *T) *[]Recording { return &d.Recorded },
				Recording.same, Recording.String),
		},
	}
}

func writeMinutes(minutes int) string {
	if minutes == 0 {
		return ""
	}
	return strconv.Itoa(minutes) + " min"
}

func writeDays(days int) string {
	if days == 0 {
		return ""
	}
	return strconv.Itoa(days) + " d"
}

func writeSeconds(seconds int) string {
	if seconds == 0 {
		return ""
	}
	return strconv.Itoa(seconds) + " s"
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
			TextField("author", "author", "author changed", func(n *T) *string { return &n.Author }),
			OptionalStampField("typedAt", "time of typing", "retimed", func(n *T) **time.Time { return &n.TypedAt }),
			OptionalLengthField("ran", "place in the debrief", "retimed", func(n *T) **time.Duration { return &n.Ran }),
			TextField("step", "step", "step changed", func(n *T) *StepID { return &n.Step }),
			EventField("event", "event", "event changed", func(n *T) *EventID { return &n.Event }),
			CitationsField(func(n *T) *[]Citation { return &n.Citations }),
			FlagField("parked", "parking", "parked", "parked", "not parked", func(n *T) *bool { return &n.Parked }).Called(func(after Record) string {
				if as[T](after).Parked {
					return "parked"
				}
				return "brought back"
			}),
			FlagField("settled", "settling", "settled", "settled", "open", func(n *T) *bool { return &n.IsSettled }),
		},
		TitleField: "text",
		About:      []string{"kind"},
		Searched:   func(n *T) (string, []string) { return "", []string{n.Text} },
		Block:      BlockDecisions,
		SameRank:   func(a, b *T) bool { return a.At.Equal(b.At) },
	}
}
