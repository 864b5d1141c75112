package authoring

import (
	"context"
	"fmt"
	"strings"

	"github.com/afterword-app/afterword/backend/diff"
	"github.com/afterword-app/afterword/backend/retro"
)

// Conflict is a place that was changed here and on an edited page. Both versions
// are in the retrospective until it is settled.
type Conflict struct {
	Noun  diff.Noun `json:"noun"`
	ID    string    `json:"id"`    // of the thing, "" for the retrospective itself
	Field string    `json:"field"` // as in the JSON of the thing; "section" or "row" where all of it was taken off the page
	Title string    `json:"title"` // of the thing, for people
	// Base is what both began from, Mine what stands here, Theirs what the page
	// says. Times are in UTC.
	Base   string `json:"base"`
	Mine   string `json:"mine"`
	Theirs string `json:"theirs"`
	// Marked is the text that tells of the conflict in the body of Section, "" for
	// one that is told nowhere but here.
	Section retro.SectionID `json:"section,omitempty"`
	Marked  string          `json:"marked,omitempty"`
}

// Settlement is a choice between the two sides of a conflict.
type Settlement string

// The settlements.
const (
	SettleMine   Settlement = "mine"
	SettleTheirs Settlement = "theirs"
	SettleBoth   Settlement = "both" // of a text: one after the other
)

// SettleConflict ends a conflict that Import returned, as one revision: what
// tells of it goes, and what was chosen stays. CodeInvalid for an unknown choice
// or one that the field does not have, CodeConflict where the place was written
// on since.
func (s *Service) SettleConflict(ctx context.Context, id retro.RetrospectiveID, conflict Conflict, choice Settlement) (Workspace, error) {
	isText := conflict.Noun == diff.NounSection && conflict.Field == "body"
	if choice != SettleMine && choice != SettleTheirs && (choice != SettleBoth || !isText) {
		return Workspace{}, retro.Errorf(retro.CodeInvalid, "a conflict about the %s cannot be settled by %q", conflict.Field, choice).
			WithHint("use mine or theirs, and for a text also both")
	}
	return s.edit(ctx, id, "settle "+conflict.Title, func(c *retro.Content) error {
		section := c.FindSection(conflict.Section)
		if conflict.Marked != "" && (section == nil || !strings.Contains(section.Body, conflict.Marked)) {
			return retro.Errorf(retro.CodeConflict, "the place of this conflict in “%s” was changed since", conflict.Title).
				WithHint("settle it by editing the text")
		}
		if isText {
			section.Body = settleText(section.Body, conflict, choice)
			return nil
		}
		if conflict.Marked != "" {
			section.Body = strings.TrimLeft(cutBlock(section.Body, conflict.Marked, ""), "\n")
		}
		if choice == SettleMine {
			return nil
		}
		return takeTheirs(c, conflict)
	})
}

func settleText(body string, conflict Conflict, choice Settlement) string {
	mine, theirs := strings.TrimRight(conflict.Mine, "\n"), strings.TrimRight(conflict.Theirs, "\n")
	switch choice {
	case SettleTheirs:
		if mine != "" && strings.Contains(body, mine+"\n\n"+conflict.Marked) {
			return cutBlock(body, mine+"\n\n"+conflict.Marked, theirs)
		}
		return cutBlock(body, conflict.Marked, theirs)
	case SettleBoth:
		return cutBlock(body, conflict.Marked, theirs)
	case SettleMine:
	}
	return cutBlock(body, conflict.Marked, "")
}

// cutBlock replaces a block of a body; without a replacement the empty line after it
// goes as well.
func cutBlock(body, block, replacement string) string {
	if replacement == "" {
		if strings.Contains(body, block+"\n\n") {
			return strings.Replace(body, block+"\n\n", "", 1)
		}
		return strings.TrimRight(strings.Replace(body, block, "", 1), "\n") + "\n"
	}
	return strings.Replace(body, block, replacement, 1)
}

// takeTheirs gives a field the value that the page has.
func takeTheirs(c *retro.Content, conflict Conflict) error {
	switch conflict.Noun {
	case diff.NounParticulars:
		c.Title = conflict.Theirs
		return nil
	case diff.NounSection:
		section := c.FindSection(retro.SectionID(conflict.ID))
		if section == nil {
			return missing("section", conflict.ID)
		}
		if conflict.Field == "section" {
			c.Sections = without(c.Sections, func(s retro.Section) bool { return s.ID == section.ID })
			return nil
		}
		section.Heading = conflict.Theirs
		return nil
	case diff.NounEvent:
		event := c.FindEvent(retro.EventID(conflict.ID))
		if event == nil {
			return missing("event", conflict.ID)
		}
		if conflict.Field == fieldRow {
			c.Events = without(c.Events, func(e retro.Event) bool { return e.ID == event.ID })
			return nil
		}
		return setEventField(event, conflict.Field, conflict.Theirs)
	case diff.NounActionItem:
		item := findAction(c, retro.ActionItemID(conflict.ID))
		if item == nil {
			return missing("action item", conflict.ID)
		}
		if conflict.Field == fieldRow {
			c.ActionItems = without(c.ActionItems, func(a retro.ActionItem) bool { return a.ID == item.ID })
			return nil
		}
		return setActionField(item, conflict.Field, conflict.Theirs)
	case diff.NounFactor, diff.NounParticipant, diff.NounDebrief, diff.NounNote, diff.NounEvidence:
	}
	return retro.Errorf(retro.CodeInvalid, "there is no conflict about a %s", conflict.Noun)
}

func without[T any](items []T, match func(T) bool) []T {
	var kept []T
	for _, item := range items {
		if !match(item) {
			kept = append(kept, item)
		}
	}
	return kept
}

func (m *merger) conflict(c Conflict) { m.conflicts = append(m.conflicts, c) }

// conflictBlock tells in a body what the page says.
func conflictBlock(about, gone, theirs string) string {
	theirs = strings.Trim(theirs, "\n")
	if theirs == "" {
		return quoteLines("[!IMPORTANT]\n**Changed on both sides.** " + gone)
	}
	return quoteLines("[!IMPORTANT]\n**Changed on both sides.** " + about + "\n\n" + theirs)
}

// fieldChange is a field that the page has another value for.
type fieldChange struct {
	noun               diff.Noun
	id, field, title   string
	section            *retro.Section // that tells of a conflict
	base, mine, theirs string
	set                func(string) error
}

// field merges one field. A value that cannot be taken is kept as a note.
func (m *merger) field(c fieldChange) {
	switch {
	case c.theirs == c.base || c.theirs == c.mine:
		return
	case c.mine == c.base:
		if err := c.set(c.theirs); err != nil {
			m.refuse(c, err)
		}
		return
	}
	conflict := Conflict{Noun: c.noun, ID: c.id, Field: c.field, Title: c.title, Base: c.base, Mine: c.mine, Theirs: c.theirs}
	if c.section != nil {
		conflict.Section = c.section.ID
		conflict.Marked = conflictBlock(fmt.Sprintf("The edited page has another %s for “%s”:", fieldName(c.field), oneLine(c.title)),
			fmt.Sprintf("The edited page has no %s for “%s”.", fieldName(c.field), oneLine(c.title)), oneLine(c.theirs))
		attach(c.section, conflict.Marked)
	}
	m.conflict(conflict)
}

func (m *merger) refuse(c fieldChange, err error) {
	if c.section == nil {
		m.say(fmt.Sprintf("The %s “%s” of “%s” cannot be taken: %s.", fieldName(c.field), oneLine(c.theirs), oneLine(c.title), err))
		return
	}
	m.note(c.section, fmt.Sprintf("the %s of “%s” is", fieldName(c.field), oneLine(c.title)), oneLine(c.theirs))
}

func fieldName(field string) string {
	if field == "at" {
		return "time"
	}
	return field
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
