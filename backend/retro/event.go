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
)

// EventKinds lists the built-in kinds in the order in which a story uses them.
func EventKinds() []EventKind {
	return []EventKind{
		KindTrigger, KindChange, KindDetection, KindImpact, KindDiagnosis, KindAction,
		KindCommunication, KindDecision, KindObservation, KindResolution, KindOrganisation,
	}
}

// Actor is who did something: a role first, a name only where it helps.
type Actor struct {
	Role string `json:"role,omitempty"`
	Name string `json:"name,omitempty"`
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
}

// Duration is the length of a span, 0 for a moment.
func (e Event) Duration() time.Duration {
	if e.End == nil {
		return 0
	}
	return e.End.At.Sub(e.At.At)
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
	case e.End != nil && e.End.At.Before(e.At.At):
		return Errorf(CodeInvalid, "the event ends before it begins")
	}
	return nil
}

// SortEvents orders events by time, and those of one time by their end and id,
// so that the order never depends on how they were entered.
func SortEvents(events []Event) {
	slices.SortStableFunc(events, func(a, b Event) int {
		return cmp.Or(a.At.At.Compare(b.At.At), cmp.Compare(b.Duration(), a.Duration()), cmp.Compare(a.ID, b.ID))
	})
}
