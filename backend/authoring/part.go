package authoring

import (
	"slices"
	"strconv"
	"strings"

	"github.com/afterword-app/afterword/backend/diff"
	"github.com/afterword-app/afterword/backend/retro"
)

// Part names a piece of a retrospective that can be restored by itself, as
// people write it: "section:Root Cause", "block:Root Cause/4", "event:ID" and in
// the same manner factor, action, participant, note and evidence, or as a whole
// "title", "sections", "events", "factors", "actions", "participants", "debrief" or
// "evidence". What was added since, and so is named by its whole id, goes again.
//
// The number of a block is that of its step in the change set from the revision
// to the present state, "section/ID/body/4"; with "@REVISION" behind it, in the
// change set to that revision.
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

// restore brings the part back from a content. to is the one that a block is
// counted against. It returns the part's name for people.
func (p Part) restore(into *retro.Content, from, to retro.Content) (string, error) {
	noun, name, isOne := strings.Cut(string(p), ":")
	if !isOne {
		whole, ok := wholes()[noun]
		if !ok {
			return "", errNoPart(p)
		}
		whole(into, from)
		return noun, nil
	}
	var label string
	var err error
	switch noun {
	case "section":
		label, err = restoreSection(into, from, name)
	case "block":
		label, err = restoreBlock(into, from, to, name)
	case "event":
		label, err = restoreOne("event", name, &into.Events, from.Events,
			func(e retro.Event) (retro.EventID, string) { return e.ID, e.Title })
	case "factor":
		label, err = restoreOne("factor", name, &into.Factors, from.Factors,
			func(f retro.Factor) (retro.FactorID, string) { return f.ID, f.Title })
	case "action":
		label, err = restoreOne("action item", name, &into.ActionItems, from.ActionItems,
			func(a retro.ActionItem) (retro.ActionItemID, string) { return a.ID, a.Title })
	case "participant":
		label, err = restoreOne("participant", name, &into.Participants, from.Participants,
			func(p retro.Participant) (retro.ParticipantID, string) { return p.ID, p.Name })
	case "note":
		label, err = restoreOne("note", name, &into.Debrief.Notes, from.Debrief.Notes,
			func(n retro.Note) (retro.NoteID, string) { return n.ID, n.Text })
	case "evidence":
		label, err = restoreOne("evidence", name, &into.Evidence, from.Evidence,
			func(e retro.Evidence) (retro.EvidenceID, string) { return e.ID, e.Label })
	default:
		return "", errNoPart(p)
	}
	return "“" + shortened(label) + "”", err
}

func errNoPart(p Part) error {
	return retro.Errorf(retro.CodeInvalid, "%q is not a part that can be restored", string(p)).
		WithHint("use section:HEADING, block:HEADING/N, event:ID, factor:ID, action:ID, participant:ID, note:ID, evidence:ID, " +
			"title, sections, events, factors, actions, participants, debrief or evidence")
}

// restoreOne makes one thing of a list again what it was in another list. It
// returns the thing's name for people.
func restoreOne[T any, ID ~string](noun, name string, into *[]T, from []T, about func(T) (ID, string)) (string, error) {
	place := func(list []T, id ID) int {
		return slices.IndexFunc(list, func(item T) bool { found, _ := about(item); return found == id })
	}
	if at := place(*into, ID(name)); at >= 0 && place(from, ID(name)) < 0 {
		_, label := about((*into)[at])
		*into = slices.Delete(slices.Clone(*into), at, at+1)
		return label, nil
	}
	ids, labels := make([]ID, len(from)), make(map[ID]string, len(from))
	for i, item := range from {
		id, label := about(item)
		ids[i], labels[id] = id, label
	}
	id, err := pick(noun, name, ids, func(id ID) string { return labels[id] })
	if err != nil {
		return "", err
	}
	was := place(from, id)
	if at := place(*into, id); at >= 0 {
		(*into)[at] = from[was]
	} else {
		*into = slices.Insert(*into, min(was, len(*into)), from[was])
	}
	return labels[id], nil
}

func restoreSection(into *retro.Content, from retro.Content, name string) (string, error) {
	stored := from.FindSection(retro.SectionID(name))
	if stored == nil {
		stored = from.SectionByHeading(name)
	}
	if stored != nil {
		name = string(stored.ID)
	} else if into.FindSection(retro.SectionID(name)) == nil {
		return "", retro.Errorf(retro.CodeNotFound, "that revision has no section %q", name).WithHint("it has: %s", join(headings(from)))
	}
	return restoreOne("section", name, &into.Sections, from.Sections,
		func(s retro.Section) (retro.SectionID, string) { return s.ID, s.Heading })
}

// restoreBlock brings back one place of a section's text and leaves the others as
// they are now. name is "HEADING/N" or "ID/body/N", counted in the changes that
// lead to the content to. CodeConflict where the place was changed again since.
func restoreBlock(into *retro.Content, from, to retro.Content, name string) (string, error) {
	name, _, _ = strings.Cut(name, "@")
	slash := strings.LastIndexByte(name, '/')
	number, err := strconv.Atoi(name[slash+1:])
	if slash < 0 || err != nil {
		return "", retro.Errorf(retro.CodeInvalid, "%q names no block of a section", name).WithHint("write it like block:Root Cause/4")
	}
	heading := strings.TrimSuffix(name[:slash], "/body")
	present := into.FindSection(retro.SectionID(heading))
	if present == nil {
		present = into.SectionByHeading(heading)
	}
	if present == nil {
		return "", retro.Errorf(retro.CodeNotFound, "there is no section %q", heading).WithHint("there is: %s", join(headings(*into)))
	}
	stored, counted := from.FindSection(present.ID), to.FindSection(present.ID)
	if stored == nil || counted == nil {
		return "", retro.Errorf(retro.CodeNotFound, "that revision has no section %q", heading).WithHint("it has: %s", join(headings(from)))
	}
	blocks := diff.Documents(stored.Body, counted.Body).Blocks
	if number < 0 || number >= len(blocks) {
		return "", retro.Errorf(retro.CodeNotFound, "the section %q has no block %d", heading, number).
			WithHint("compare with that revision: its steps name the blocks")
	}
	end := endOfRun(blocks, number)
	if present.Body == counted.Body {
		present.Body = withOldBlocks(blocks, number, end)
		return present.Heading, nil
	}
	var was, is strings.Builder
	for _, block := range blocks[number:end] {
		was.WriteString(block.OldText)
		is.WriteString(block.NewText)
	}
	text := strings.TrimRight(is.String(), "\n")
	if strings.TrimSpace(text) == "" || strings.Count(present.Body, text) != 1 {
		return "", retro.Errorf(retro.CodeConflict, "this place of “%s” was changed again since", present.Heading).
			WithHint("compare with now and restore it from there")
	}
	present.Body = strings.Replace(present.Body, text, strings.TrimRight(was.String(), "\n"), 1)
	return present.Heading, nil
}

// endOfRun is the end of the place that begins with a block: blocks that were
// added or removed together are one place, as they are one step.
func endOfRun(blocks []diff.Block, number int) int {
	status := blocks[number].Status
	end := number + 1
	if status == diff.BlockAdded || status == diff.BlockRemoved {
		for end < len(blocks) && blocks[end].Status == status {
			end++
		}
	}
	return end
}

// withOldBlocks is the later text of some blocks, but for those from a number to
// an end, which are as they were.
func withOldBlocks(blocks []diff.Block, number, end int) string {
	var body strings.Builder
	for i, block := range blocks {
		text := block.NewText
		if number <= i && i < end {
			text = block.OldText
		}
		if body.Len() > 0 && text != "" && !strings.HasSuffix(body.String(), "\n") {
			body.WriteString("\n\n") // the last block of a text may have no end of line
		}
		body.WriteString(text)
	}
	if end == len(blocks) && strings.HasSuffix(body.String(), "\n\n") {
		return strings.TrimRight(body.String(), "\n") + "\n" // what followed the blank line went
	}
	return body.String()
}

// counted is the revision that the number of a block is counted against, "" for
// the present state.
func (p Part) counted() retro.RevisionID {
	_, revision, _ := strings.Cut(string(p), "@")
	if !strings.HasPrefix(string(p), "block:") {
		return ""
	}
	return retro.RevisionID(revision)
}

func headings(c retro.Content) []string {
	all := make([]string, len(c.Sections))
	for i, s := range c.Sections {
		all[i] = s.Heading
	}
	return all
}
