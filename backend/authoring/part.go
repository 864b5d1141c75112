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
// the same manner any [retro.Noun] with an id; "title"; "debrief" with its notes; or
// a list as a whole, like "action-items". What was added since, and so is named by
// its whole id, goes again.
//
// The number of a block is that of its step in the change set from the revision
// to the present state, "section/ID/body/4"; with "@REVISION" behind it, in the
// change set to that revision.
type Part string

// restore brings the part back from a content. to is the one that a block is
// counted against. It returns the part's name for people.
func (p Part) restore(lists retro.Lists, into *retro.Content, from, to retro.Content) (string, error) {
	noun, name, isOne := strings.Cut(string(p), ":")
	if !isOne {
		return noun, p.restoreWhole(lists, into, from)
	}
	var label string
	var err error
	list, isNoun := lists.Of(retro.Noun(noun))
	switch {
	case noun == "block":
		label, err = restoreBlock(into, from, to, name)
	case !isNoun || list.IsOnly:
		return "", errNoPart(lists, p)
	case list.Noun == retro.NounSection:
		label, err = restoreSection(list, into, from, name)
	default:
		label, err = restoreOne(list, name, into, from)
	}
	return "“" + shortened(label) + "”", err
}

// restoreWhole brings back what is not named by an id.
func (p Part) restoreWhole(lists retro.Lists, into *retro.Content, from retro.Content) error {
	switch p {
	case "title":
		into.Title = from.Title
		return nil
	case Part(retro.NounDebrief):
		into.Debrief = from.Debrief
		return nil
	}
	for list := range lists.All() {
		if list.All == string(p) {
			list.Put(into, list.Records(&from))
			return nil
		}
	}
	return errNoPart(lists, p)
}

func errNoPart(lists retro.Lists, p Part) error {
	ones := []string{"section:HEADING", "block:HEADING/N"}
	wholes := []string{"title", string(retro.NounDebrief)}
	for list := range lists.All() {
		if list.IsOnly {
			continue
		}
		if list.Noun != retro.NounSection {
			ones = append(ones, string(list.Noun)+":ID")
		}
		wholes = append(wholes, list.All)
	}
	return retro.Errorf(retro.CodeInvalid, "%q is not a part that can be restored", string(p)).
		WithHint("use %s", retro.Join(append(ones, wholes...)))
}

// restoreOne makes one thing of a list again what it was in another content. It
// returns the thing's name for people.
func restoreOne(list retro.List, name string, into *retro.Content, from retro.Content) (string, error) {
	was, is := list.Records(&from), list.Records(into)
	if at := list.Index(is, name); at >= 0 && list.Index(was, name) < 0 {
		label := list.Title(is[at])
		list.Remove(into, name)
		return label, nil
	}
	found, err := pickFrom(strings.ReplaceAll(string(list.Noun), "-", " "), name, was, list.ID, list.Title)
	if err != nil {
		return "", err
	}
	id := list.ID(found)
	place := list.Index(was, id)
	if at := list.Index(is, id); at >= 0 {
		is[at] = found
	} else {
		is = slices.Insert(is, min(place, len(is)), found)
	}
	list.Put(into, is)
	return list.Title(found), nil
}

func restoreSection(list retro.List, into *retro.Content, from retro.Content, name string) (string, error) {
	stored := from.FindSection(retro.SectionID(name))
	if stored == nil {
		stored = from.SectionByHeading(name)
	}
	if stored != nil {
		name = string(stored.ID)
	} else if into.FindSection(retro.SectionID(name)) == nil {
		return "", retro.Errorf(retro.CodeNotFound, "that revision has no section %q", name).WithHint("it has: %s", retro.Join(from.Headings()))
	}
	return restoreOne(list, name, into, from)
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
		return "", retro.Errorf(retro.CodeNotFound, "there is no section %q", heading).WithHint("there is: %s", retro.Join(into.Headings()))
	}
	stored, counted := from.FindSection(present.ID), to.FindSection(present.ID)
	if stored == nil || counted == nil {
		return "", retro.Errorf(retro.CodeNotFound, "that revision has no section %q", heading).WithHint("it has: %s", retro.Join(from.Headings()))
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

// withOldBlocks is the later text of some blocks, with the earlier text of those
// from a number to an end.
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
