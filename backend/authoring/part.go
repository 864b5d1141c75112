package authoring

import (
	"slices"
	"strconv"
	"strings"

	"github.com/afterword-app/afterword/backend/diff"
	"github.com/afterword-app/afterword/backend/retro"
)

// Part names a piece of a retrospective that can be restored by itself, as
// people write it: "section:Root Cause", "block:Root Cause/4", "event:ID", "title",
// "sections", "events", "factors", "actions", "participants", "debrief" or
// "evidence". The number of a block is that of its step in the change set from
// the revision to the present state, "section/ID/body/4".
type Part string

// wholes restores whole lists.
func wholes() map[string]func(into *retro.Content, from retro.Content) {
	return map[string]func(into *retro.Content, from retro.Content){
		"title":        func(into *retro.Content, from retro.Content) { into.Title = from.Title },
		"sections":     func(into *retro.Content, from retro.Content) { into.Sections = from.Sections },
		"events":       func(into *retro.Content, from retro.Content) { into.Events = from.Events },
		"factors":      func(into *retro.Content, from retro.Content) { into.Factors = from.Factors },
		"actions":      func(into *retro.Content, from retro.Content) { into.ActionItems = from.ActionItems },
		"participants": func(into *retro.Content, from retro.Content) { into.Participants = from.Participants },
		"debrief":      func(into *retro.Content, from retro.Content) { into.Debrief = from.Debrief },
		"evidence":     func(into *retro.Content, from retro.Content) { into.Evidence = from.Evidence },
	}
}

func (p Part) restore(into *retro.Content, from retro.Content) error {
	noun, name, _ := strings.Cut(string(p), ":")
	switch noun {
	case "section":
		return restoreSection(into, from, name)
	case "block":
		return restoreBlock(into, from, name)
	case "event":
		return restoreEvent(into, from, name)
	}
	whole, ok := wholes()[noun]
	if !ok {
		return retro.Errorf(retro.CodeInvalid, "%q is not a part that can be restored", string(p)).
			WithHint("use section:HEADING, block:HEADING/N, event:ID, title, sections, events, factors, actions, participants, debrief or evidence")
	}
	whole(into, from)
	return nil
}

func restoreSection(into *retro.Content, from retro.Content, name string) error {
	stored := from.FindSection(retro.SectionID(name))
	if stored == nil {
		stored = from.SectionByHeading(name)
	}
	if stored == nil {
		return retro.Errorf(retro.CodeNotFound, "that revision has no section %q", name).
			WithHint("it has: %s", join(headings(from)))
	}
	if present := into.FindSection(stored.ID); present != nil {
		*present = *stored
		return nil
	}
	at := slices.IndexFunc(from.Sections, func(s retro.Section) bool { return s.ID == stored.ID })
	into.Sections = slices.Insert(into.Sections, min(at, len(into.Sections)), *stored)
	return nil
}

// restoreBlock brings back one place of a section's text and leaves the others as
// they are now. name is "HEADING/N" or "ID/body/N".
func restoreBlock(into *retro.Content, from retro.Content, name string) error {
	slash := strings.LastIndexByte(name, '/')
	number, err := strconv.Atoi(name[slash+1:])
	if slash < 0 || err != nil {
		return retro.Errorf(retro.CodeInvalid, "%q names no block of a section", name).WithHint("write it like block:Root Cause/4")
	}
	heading := strings.TrimSuffix(name[:slash], "/body")
	present := into.FindSection(retro.SectionID(heading))
	if present == nil {
		present = into.SectionByHeading(heading)
	}
	if present == nil {
		return retro.Errorf(retro.CodeNotFound, "there is no section %q", heading).WithHint("there is: %s", join(headings(*into)))
	}
	stored := from.FindSection(present.ID)
	if stored == nil {
		return retro.Errorf(retro.CodeNotFound, "that revision has no section %q", heading).WithHint("it has: %s", join(headings(from)))
	}
	blocks := diff.Documents(stored.Body, present.Body).Blocks
	if number < 0 || number >= len(blocks) {
		return retro.Errorf(retro.CodeNotFound, "the section %q has no block %d", heading, number).
			WithHint("compare with that revision: its steps name the blocks")
	}
	var body strings.Builder
	for i, block := range blocks {
		text := block.NewText
		if i == number {
			text = block.OldText
		}
		if body.Len() > 0 && text != "" && !strings.HasSuffix(body.String(), "\n") {
			body.WriteString("\n\n") // the last block of a text may have no end of line
		}
		body.WriteString(text)
	}
	present.Body = body.String()
	return nil
}

func restoreEvent(into *retro.Content, from retro.Content, name string) error {
	ids := make([]retro.EventID, len(from.Events))
	for i, e := range from.Events {
		ids[i] = e.ID
	}
	id, err := pick("event", name, ids, func(id retro.EventID) string { return from.FindEvent(id).Title })
	if err != nil {
		return err
	}
	if present := into.FindEvent(id); present != nil {
		*present = *from.FindEvent(id)
		return nil
	}
	into.Events = append(into.Events, *from.FindEvent(id))
	return nil
}

func headings(c retro.Content) []string {
	all := make([]string, len(c.Sections))
	for i, s := range c.Sections {
		all[i] = s.Heading
	}
	return all
}
