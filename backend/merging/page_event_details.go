package merging

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/when"
)

// What is to be known of an event stands in brackets behind its title, one after a
// semicolon: who it was, whether it is an interpretation, since when it is known and how
// people felt. What is counted or told of other events stands there too.

const (
	detailKnown = "known since "
	detailMood  = "mood: "
	detailRead  = "interpretation"
)

// eventDetails are those that an event has of itself.
type eventDetails struct {
	known, mood, read string
	others            []string // who it was, and what is told of other events
}

func cutDetails(text string) eventDetails {
	var d eventDetails
	text = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(text), "("), ")")
	if before, mood, ok := strings.Cut("; "+text, "; "+detailMood); ok { // several moods have semicolons between them
		text, d.mood = strings.TrimPrefix(before, "; "), mood
	}
	for part := range strings.SplitSeq(text, ";") {
		switch part = strings.TrimSpace(part); {
		case part == "":
		case part == detailRead:
			d.read = part
		case strings.HasPrefix(part, detailKnown):
			d.known = strings.TrimPrefix(part, detailKnown)
		default:
			d.others = append(d.others, part)
		}
	}
	return d
}

// details carries over what was edited of the details of an event. It returns false where
// an edit is of what the event does not say of itself.
func (t tableMerger) details(base, mine *retro.Event, textBefore, textAfter string) bool {
	before, after := cutDetails(markdown.PlainText(textBefore)), cutDetails(markdown.PlainText(textAfter))
	who := base.Attribution()
	var actor *retro.Actor
	if !slices.Equal(before.others, after.others) {
		gone := without(slices.Clone(before.others), func(part string) bool { return slices.Contains(after.others, part) })
		come := without(slices.Clone(after.others), func(part string) bool { return slices.Contains(before.others, part) })
		if len(gone) != 1 || gone[0] != markdown.OneLine(who) || len(come) > 1 {
			return false
		}
		said := rewrittenActor(base.Actor, who, strings.Join(come, ""))
		actor = &said
	}
	var known *retro.Instant
	if after.known != before.known && after.known != "" {
		instant, ok := t.knownSince(*base, after.known)
		if !ok {
			return false
		}
		known = &instant
	}
	if actor != nil {
		t.actor(base, mine, *actor)
	}
	if after.read != before.read {
		reading := "fact"
		if after.read != "" {
			reading = detailRead
		}
		t.change(retro.NounEvent, base, mine, "interpretation", reading)
	}
	if after.mood != before.mood {
		t.change(retro.NounEvent, base, mine, "feelings", after.mood)
	}
	switch {
	case known != nil:
		t.change(retro.NounEvent, base, mine, "knownAt", known.Format(time.UTC))
	case after.known != before.known:
		t.change(retro.NounEvent, base, mine, "knownAt", "")
	}
	return true
}

// knownSince reads a time with the label of its zone behind it.
func (t tableMerger) knownSince(base retro.Event, text string) (retro.Instant, bool) {
	setting := when.Setting{Zone: time.UTC, Near: base.At.At}
	if base.KnownAt != nil {
		setting.Near = base.KnownAt.At
	}
	for _, name := range append([]string{"UTC"}, t.base.Content.Zones...) {
		if clock, ok := strings.CutSuffix(text, " "+retro.ZoneLabel(name)); ok {
			if zone, err := time.LoadLocation(name); err == nil {
				text, setting.Zone = clock, zone
			}
		}
	}
	said, err := when.ReadOne(text, setting)
	return said.At, err == nil && said.End == nil && said.At.Words == ""
}

// rewrittenActor reads who it was, of whom before was shown. A role stands before a name.
func rewrittenActor(actor retro.Actor, before, after string) retro.Actor {
	role, name, isBoth := strings.Cut(after, ", ")
	switch shown := before; {
	case after == "":
		return retro.Actor{}
	case shown == strings.TrimSpace(actor.Role): // the name is none, or the title begins with it
		actor.Role = after
	case isBoth:
		actor = retro.Actor{Role: role, Name: name}
	case after == strings.TrimSpace(actor.Role):
		actor.Name = ""
	default:
		actor = retro.Actor{Name: after}
	}
	return actor
}

// actor merges who it was, which is no text alone.
func (t tableMerger) actor(base, mine *retro.Event, theirs retro.Actor) {
	value, err := json.Marshal(theirs)
	if err != nil {
		return
	}
	t.field(fieldChange{
		noun: retro.NounEvent, id: string(base.ID), field: "actor", title: base.Title, section: t.section,
		base: base.Actor.String(), mine: mine.Actor.String(), theirs: theirs.String(), value: string(value),
		set: func(string) error { mine.Actor = theirs; return nil },
	})
}
