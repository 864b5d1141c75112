package diff

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

// noun is how the things of one kind are compared. Every field of a thing must
// be among its parts, or be its id: what is not compared would be lost by Apply.
type noun[T any] struct {
	name  retro.Noun
	id    func(*T) string
	title func(*T) string
	parts []part[T]
	// told are those parts that are also told of an added or removed thing.
	told []part[T]
	// sameRank, where set, tells whether two states of a thing sort alike in a list
	// that is kept sorted. Otherwise it is not said to have moved as well.
	sameRank func(a, b *T) bool
}

func particularsNoun() noun[Particulars] {
	type T = Particulars
	return noun[T]{
		name:  retro.NounParticulars,
		id:    func(*T) string { return "" },
		title: func(p *T) string { return p.Title },
		parts: []part[T]{
			prose("title", "renamed", func(p *T) string { return p.Title }),
			word("template", "template changed", func(p *T) string { return p.Template }),
			names("zones", "zones changed", func(p *T) []string { return p.Zones }),
			stamp("sharedAt", "shared", func(p *T) *time.Time { return p.SharedAt }),
		},
	}
}

// eventNoun compares events; cite writes what they cite.
func eventNoun(cite func(retro.Citation) string) noun[retro.Event] {
	type T = retro.Event
	return noun[T]{
		name:  retro.NounEvent,
		id:    func(e *T) string { return string(e.ID) },
		title: func(e *T) string { return e.Title },
		parts: []part[T]{
			moment("at", "retimed", func(e *T) *retro.Instant { return &e.At }),
			moment("end", "end changed", func(e *T) *retro.Instant { return e.End }),
			prose("title", "reworded", func(e *T) string { return e.Title }),
			prose("body", "reworded", func(e *T) string { return e.Body }),
			word("kind", "kind changed", func(e *T) string { return string(e.Kind) }),
			value("interpretation", "weighed anew", func(e *T) bool { return e.Interpretation }, func(yes bool) string {
				if yes {
					return "interpretation"
				}
				return "fact"
			}),
			moment("knownAt", "known time changed", func(e *T) *retro.Instant { return e.KnownAt }),
			value("actor", "actor changed", func(e *T) retro.Actor { return e.Actor }, writeActor),
			citations(func(e *T) []retro.Citation { return e.Citations }, cite),
			value("diveIn", "dive-in point changed", func(e *T) bool { return e.DiveIn }, yesOrNo),
		},
		sameRank: func(a, b *T) bool { return a.At.At.Equal(b.At.At) && a.Duration() == b.Duration() },
	}
}

func writeActor(a retro.Actor) string {
	if a.Role != "" && a.Name != "" {
		return a.Role + " (" + a.Name + ")"
	}
	return a.Role + a.Name
}

func yesOrNo(yes bool) string {
	if yes {
		return "yes"
	}
	return "no"
}

func sectionNoun() noun[retro.Section] {
	type T = retro.Section
	body := markdown("body", "reworded", func(s *T) string { return s.Body })
	return noun[T]{
		name:  retro.NounSection,
		id:    func(s *T) string { return string(s.ID) },
		title: func(s *T) string { return s.Heading },
		parts: []part[T]{
			prose("heading", "renamed", func(s *T) string { return s.Heading }),
			prose("prompt", "prompt changed", func(s *T) string { return s.Prompt }),
			word("block", "live block changed", func(s *T) string { return string(s.Block) }),
			body,
		},
		told: []part[T]{body},
	}
}

// factorNoun compares factors; cite writes what they cite.
func factorNoun(cite func(retro.Citation) string) noun[retro.Factor] {
	type T = retro.Factor
	return noun[T]{
		name:  retro.NounFactor,
		id:    func(f *T) string { return string(f.ID) },
		title: func(f *T) string { return f.Title },
		parts: []part[T]{
			prose("title", "reworded", func(f *T) string { return f.Title }),
			prose("body", "reworded", func(f *T) string { return f.Body }),
			word("confidence", "weighed anew", func(f *T) string { return string(f.Confidence) }),
			citations(func(f *T) []retro.Citation { return f.Citations }, cite),
		},
	}
}

func actionItemNoun() noun[retro.ActionItem] {
	type T = retro.ActionItem
	return noun[T]{
		name:  retro.NounActionItem,
		id:    func(a *T) string { return string(a.ID) },
		title: func(a *T) string { return a.Title },
		parts: []part[T]{
			word("state", "re-decided", func(a *T) string { return string(a.State) }),
			word("owner", "re-owned", func(a *T) string { return a.Owner }),
			prose("title", "reworded", func(a *T) string { return a.Title }),
			prose("body", "reworded", func(a *T) string { return a.Body }),
			word("ticket", "ticket changed", func(a *T) string { return a.Ticket }),
			names("labels", "labels changed", func(a *T) []string { return a.Labels }),
			word("size", "re-sized", func(a *T) string { return a.Size }),
			word("audience", "audience changed", func(a *T) string { return a.Audience }),
			prose("reason", "reason changed", func(a *T) string { return a.Reason }),
		},
	}
}

func participantNoun() noun[retro.Participant] {
	type T = retro.Participant
	return noun[T]{
		name:  retro.NounParticipant,
		id:    func(p *T) string { return string(p.ID) },
		title: func(p *T) string { return p.Name },
		parts: []part[T]{
			word("name", "renamed", func(p *T) string { return p.Name }),
			names("roles", "roles changed", func(p *T) []retro.Role { return p.Roles }),
			word("department", "department changed", func(p *T) string { return p.Department }),
			prose("why", "reason changed", func(p *T) string { return p.Why }),
		},
	}
}

// debriefNoun leaves the notes out: they are things of their own.
func debriefNoun() noun[retro.Debrief] {
	type T = retro.Debrief
	return noun[T]{
		name:  retro.NounDebrief,
		id:    func(*T) string { return "" },
		title: func(*T) string { return "Debrief" },
		parts: []part[T]{
			moment("at", "rescheduled", func(d *T) *retro.Instant { return d.At }),
			value("minutes", "length changed", func(d *T) int { return d.Minutes }, writeMinutes),
			word("place", "place changed", func(d *T) string { return d.Place }),
			word("recording", "recording changed", func(d *T) string { return d.Recording }),
			stamp("startedAt", "started", func(d *T) *time.Time { return d.StartedAt }),
			stamp("endedAt", "ended", func(d *T) *time.Time { return d.EndedAt }),
		},
	}
}

func writeMinutes(minutes int) string {
	if minutes == 0 {
		return ""
	}
	return strconv.Itoa(minutes) + " min"
}

func noteNoun() noun[retro.Note] {
	type T = retro.Note
	return noun[T]{
		name:  retro.NounNote,
		id:    func(n *T) string { return string(n.ID) },
		title: func(n *T) string { return firstLine(n.Text) },
		parts: []part[T]{
			stamp("at", "retimed", func(n *T) *time.Time { return &n.At }),
			word("kind", "kind changed", func(n *T) string { return string(n.Kind) }),
			prose("text", "reworded", func(n *T) string { return n.Text }),
		},
		sameRank: func(a, b *T) bool { return a.At.Equal(b.At) },
	}
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return line
}

func evidenceNoun() noun[retro.Evidence] {
	type T = retro.Evidence
	return noun[T]{
		name:  retro.NounEvidence,
		id:    func(e *T) string { return string(e.ID) },
		title: func(e *T) string { return e.Label },
		parts: []part[T]{
			{"hash", "swapped", func(old, after *T) (Field, bool) {
				field := Field{Old: shortHash(old.Hash), New: shortHash(after.Hash)}
				if after.IsPicture() {
					field.Verb = "picture swapped"
				}
				return field, old.Hash != after.Hash
			}},
			values("regions", "annotated", func(e *T) []retro.Region { return e.Regions },
				func(a, b retro.Region) bool { return a == b }, writeRegion),
			prose("label", "renamed", func(e *T) string { return e.Label }),
			prose("caption", "caption changed", func(e *T) string { return e.Caption }),
			word("zone", "zone changed", func(e *T) string { return e.Zone }),
			{"skew", "skew changed", func(old, after *T) (Field, bool) {
				field := Field{Old: old.Skew.String(), New: after.Skew.String(), Shift: after.Skew - old.Skew}
				return field, old.Skew != after.Skew
			}},
			moment("shownAt", "time changed", func(e *T) *retro.Instant { return e.ShownAt }),
			stamp("reference", "reference time changed", func(e *T) *time.Time { return &e.Reference }),
			value("guessed", "reference time settled", func(e *T) bool { return e.Guessed }, strconv.FormatBool),
			word("format", "format changed", func(e *T) string { return e.Format }),
			word("kind", "kind changed", func(e *T) string { return string(e.Kind) }),
			word("fileName", "file renamed", func(e *T) string { return e.FileName }),
			word("mediaType", "media type changed", func(e *T) string { return e.MediaType }),
			value("size", "size changed", func(e *T) int64 { return e.Size }, func(n int64) string { return fmt.Sprintf("%d bytes", n) }),
			value("colour", "colour changed", func(e *T) int { return e.Colour }, strconv.Itoa),
			stamp("addedAt", "added anew", func(e *T) *time.Time { return &e.AddedAt }),
		},
	}
}

// shortHash is enough of a hash to tell two originals apart by eye.
func shortHash(h retro.Hash) string { return string(h[:min(len(h), 12)]) }
