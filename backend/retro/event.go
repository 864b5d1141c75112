package retro

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// EventKind is the part that an event plays in the story. The built-in kinds are
// constants because figures are derived from them; a retrospective may use
// others.
type EventKind string

// The built-in kinds.
const (
	KindTrigger       EventKind = "trigger"
	KindChange        EventKind = "change"
	KindDetection     EventKind = "detection"
	KindImpact        EventKind = "impact" // a span: customers are affected
	KindDiagnosis     EventKind = "diagnosis"
	KindAction        EventKind = "action"
	KindCommunication EventKind = "communication"
	KindDecision      EventKind = "decision"
	KindObservation   EventKind = "observation"
	KindResolution    EventKind = "resolution"
	KindOrganisation  EventKind = "organisation"
	KindSitRep        EventKind = "sitrep" // a situation report: how it stood, for those outside
)

// EventKinds lists the built-in kinds in the order in which a story uses them.
func EventKinds() []EventKind {
	return []EventKind{
		KindTrigger, KindChange, KindDetection, KindImpact, KindDiagnosis, KindAction,
		KindCommunication, KindDecision, KindObservation, KindResolution, KindOrganisation, KindSitRep,
	}
}

// Lane is whom an event is about, as the drawing of the timeline tells it.
type Lane string

// The lanes, from top to bottom.
const (
	LaneSystems   Lane = "systems"
	LanePeople    Lane = "people"
	LaneCustomers Lane = "customers"
)

// Lane returns the lane of events of the kind. A kind that people made is about people.
func (k EventKind) Lane() Lane {
	switch k {
	case KindImpact:
		return LaneCustomers
	case KindTrigger, KindChange, KindObservation:
		return LaneSystems
	default:
		return LanePeople
	}
}

// Actor is who did something: a role first, a name only where it helps.
type Actor struct {
	Role string `json:"role,omitempty"`
	Name string `json:"name,omitempty"`
}

// String writes "database team (Dana)", or the one of both that there is.
func (a Actor) String() string {
	if a.Role != "" && a.Name != "" {
		return a.Role + " (" + a.Name + ")"
	}
	return a.Role + a.Name
}

// Event is one thing at one time, or over a span, on the timeline.
type Event struct {
	ID    EventID   `json:"id"`
	At    Instant   `json:"at"`
	End   *Instant  `json:"end,omitempty"`
	Kind  EventKind `json:"kind"`
	Title string    `json:"title"` // one line of plain text
	Body  string    `json:"body,omitempty"`
	// Interpretation marks what people concluded, as against what was recorded.
	Interpretation bool `json:"interpretation,omitempty"`
	// KnownAt is when the event became known, where that was later than At.
	KnownAt   *Instant   `json:"knownAt,omitempty"`
	Actor     Actor      `json:"actor,omitzero"`
	Citations []Citation `json:"citations,omitempty"`
	// DiveIn marks the point where the debrief starts digging.
	DiveIn bool `json:"diveIn,omitempty"`
	// Within is the event that this one is part of, see [Nesting]; "" for none.
	Within EventID `json:"within,omitempty"`
	// Feelings are how people felt at the time.
	Feelings []Feeling `json:"feelings,omitempty"`
}

// KnownSince returns when people learned of the event: when it became known, else when
// it happened.
func (e Event) KnownSince() time.Time {
	if e.KnownAt != nil {
		return e.KnownAt.At
	}
	return e.At.At
}

// KnownThen is what people knew of events at a moment: those that they had learned of,
// without the ends and the times again that were still to come.
func KnownThen(events []Event, at time.Time) []Event {
	known := []Event{}
	for _, e := range events {
		if e.KnownSince().After(at) {
			continue
		}
		if e.EndsAt().After(at) {
			e.End = nil
		}
		if again := &e.At.Repeat; !again.IsZero() && (again.Until.IsZero() || again.Until.After(at)) {
			again.Until = at
		}
		known = append(known, e)
	}
	return known
}

// Duration is the length of a span, 0 for a moment.
func (e Event) Duration() time.Duration {
	if e.End == nil {
		return 0
	}
	return e.EndsAt().Sub(e.At.At)
}

// Attribution is who did it, "database engineer, Lee Brandt", without the name where
// the title already begins with it.
func (e Event) Attribution() string {
	name := strings.TrimSpace(e.Actor.Name)
	if rest, found := strings.CutPrefix(e.Title, name); found {
		if next, _ := utf8.DecodeRuneInString(rest); !unicode.IsLetter(next) && !unicode.IsDigit(next) {
			name = ""
		}
	}
	role := strings.TrimSpace(e.Actor.Role)
	if role != "" && name != "" {
		return role + ", " + name
	}
	return role + name
}

// Cites reports whether any citation points at the evidence.
func (e Event) Cites(id EvidenceID) bool {
	return slices.ContainsFunc(e.Citations, func(c Citation) bool { return c.Evidence == id })
}

// Validate returns an Error with CodeInvalid where the event cannot stand on a
// timeline.
func (e Event) Validate() error {
	switch {
	case strings.TrimSpace(e.Title) == "":
		return Errorf(CodeInvalid, "an event needs a title")
	case e.At.IsZero():
		return Errorf(CodeInvalid, "an event needs a time").WithHint("give it one like 2026-03-14 21:40")
	case e.End != nil && e.EndsAt().Before(e.At.At):
		return Errorf(CodeInvalid, "the event ends before it begins")
	}
	for _, feeling := range e.Feelings {
		if err := feeling.validate(); err != nil {
			return err
		}
	}
	return nil
}

// SortEvents orders events by time, and those of one time by what holds them and their end,
// so that nothing stands before what it is part of. Else they stay as they stand, which is
// how they were added.
func SortEvents(events []Event) {
	nesting := Nest(slices.Clone(events))
	slices.SortStableFunc(events, func(a, b Event) int { return nesting.order(&a, &b) })
}

// StandTogether reports whether nothing but how they stand says which of two events is first.
func StandTogether(events []Event, a, b int) bool {
	nesting := Nest(events)
	return nesting.order(&events[a], &events[b]) == 0
}

func (n Nesting) order(a, b *Event) int {
	return cmp.Or(a.At.At.Compare(b.At.At), cmp.Compare(n.Depth(a.ID), n.Depth(b.ID)), cmp.Compare(b.Duration(), a.Duration()))
}

func (e *Event) readEnd(text string) error { return e.readOptional(&e.End, text) }

func (e *Event) readKnownAt(text string) error { return e.readOptional(&e.KnownAt, text) }

func (e *Event) readOptional(at **Instant, text string) error {
	*at = nil
	if text == "" {
		return nil
	}
	instant, err := parseLike(text, e.At)
	*at = &instant
	return err
}

// longestKind is in bytes.
const longestKind = 40

func (e *Event) readKind(text string) error {
	if text == "" || len(text) > longestKind {
		return Errorf(CodeInvalid, "%q is no kind of event", text)
	}
	e.Kind = EventKind(text)
	return nil
}

func eventList() Description[Event] {
	type T = Event
	return Description[T]{
		Noun: NounEvent, Member: 4, One: "event", Many: "events", All: "events", Heading: "Timeline",
		In:    func(c *Content) *[]T { return &c.Events },
		ID:    func(e *T) string { return string(e.ID) },
		Title: func(e *T) string { return e.Title },
		Fields: []Field{
			InstantField("at", "time", "retimed", func(e *T) *Instant { return &e.At }),
			ReadBy(OptionalInstantField("end", "end", "end changed", func(e *T) **Instant { return &e.End }), (*T).readEnd),
			ProseField("title", "title", "reworded", func(e *T) *string { return &e.Title }),
			ProseField("body", "text", "reworded", func(e *T) *string { return &e.Body }),
			ReadBy(TextField("kind", "kind", "kind changed", func(e *T) *EventKind { return &e.Kind }), (*T).readKind),
			FlagField("interpretation", "interpretation", "weighed anew", "interpretation", "fact",
				func(e *T) *bool { return &e.Interpretation }),
			ReadBy(OptionalInstantField("knownAt", "time it became known", "known time changed", func(e *T) **Instant { return &e.KnownAt }), (*T).readKnownAt),
			ValueField("actor", "actor", "actor changed", func(e *T) *Actor { return &e.Actor }, Actor.String),
			CitationsField(func(e *T) *[]Citation { return &e.Citations }),
			FlagField("diveIn", "dive-in point", "dive-in point changed", "yes", "no", func(e *T) *bool { return &e.DiveIn }),
			EventField("within", "event that it is part of", "moved into another event", func(e *T) *EventID { return &e.Within }).Called(func(after Record) string {
				if as[T](after).Within == "" {
					return "no longer part of another event"
				}
				return "moved into another event"
			}),
			feelingsField(),
		},
		TitleField: "title",
		About:      []string{"body"},
		Searched: func(e *T) (string, []string) {
			return e.Title, []string{e.Body, e.Actor.Role, e.Actor.Name, WriteFeelings(e.Feelings)}
		},
		Block: BlockTimeline,
		Sort:  SortEvents,
		SameRank: func(a, b *T) bool {
			return a.At.At.Equal(b.At.At) && a.Duration() == b.Duration() && a.Within == b.Within
		},
		Validate: func(e *T) error { return e.Validate() },
	}
}
