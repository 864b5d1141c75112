package diff

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/afterword-app/afterword/backend/retro"
)

// steps lists where to stop in a change set, in the order of reading.
func steps(cs ChangeSet) []Step {
	all := []Step{}
	if cs.Particulars != nil {
		all = append(all, itemStep(retro.NounParticulars, *cs.Particulars))
	}
	all = appendSteps(all, retro.NounEvent, cs.Events)
	for _, section := range cs.Sections {
		all = appendSectionSteps(all, section)
	}
	all = appendSteps(all, retro.NounFactor, cs.Factors)
	all = appendSteps(all, retro.NounActionItem, cs.ActionItems)
	all = appendSteps(all, retro.NounParticipant, cs.Participants)
	if cs.Debrief != nil {
		all = append(all, itemStep(retro.NounDebrief, *cs.Debrief))
	}
	all = appendSteps(all, retro.NounNote, cs.Notes)
	return appendSteps(all, retro.NounEvidence, cs.Evidence)
}

func appendSteps[T any](all []Step, noun retro.Noun, items []Item[T]) []Step {
	for _, item := range items {
		all = append(all, itemStep(noun, item))
	}
	return all
}

func itemStep[T any](noun retro.Noun, item Item[T]) Step {
	label := item.Title
	if label == "" {
		label = "(untitled)"
	}
	said := slices.Clone(item.Verbs)
	for _, field := range item.Fields {
		if field.Name == "at" && field.Shift != 0 {
			said = append(said, shiftWords(field))
		}
	}
	return Step{Key: item.Key, Item: item.Key, Noun: noun, Label: label + ": " + strings.Join(said, ", ")}
}

// shiftWords says how far a time moved: "3 min 14 s earlier".
func shiftWords(f Field) string {
	if f.Shift < 0 {
		return retro.FormatDuration(-f.Shift) + " earlier"
	}
	return retro.FormatDuration(f.Shift) + " later"
}

// appendSectionSteps stops at the section for what was done to the whole of it,
// then at each place in its text. An added or removed section is one step.
func appendSectionSteps(all []Step, section Item[retro.Section]) []Step {
	document := section.body()
	places := []Step{}
	if document != nil && section.Status == Changed {
		places = blockSteps(section, *document)
	}
	whole := section
	if len(places) > 0 {
		whole.Verbs = nil
		for _, verb := range section.Verbs {
			if verb != "reworded" {
				whole.Verbs = append(whole.Verbs, verb)
			}
		}
	}
	if len(whole.Verbs) > 0 {
		all = append(all, itemStep(retro.NounSection, whole))
	}
	return append(all, places...)
}

// blockSteps stops at each block that changed, once for a run of blocks that
// were all added or all removed. Where a block left for another section there is
// no step: it is told where it arrived.
func blockSteps(section Item[retro.Section], document Document) []Step {
	var found []Step
	oldOrdinals, newOrdinals := map[BlockKind]int{}, map[BlockKind]int{}
	var before BlockStatus
	for at, block := range document.Blocks {
		if block.Old >= 0 {
			oldOrdinals[block.Kind]++
		}
		ordinal := oldOrdinals[block.Kind]
		if block.New >= 0 {
			newOrdinals[block.Kind]++
			ordinal = newOrdinals[block.Kind]
		}
		inRun := block.Status == before && block.Elsewhere == nil && (before == BlockAdded || before == BlockRemoved)
		before = block.Status
		if block.Elsewhere != nil {
			before = ""
		}
		what := blockVerb(block)
		if what == "" || inRun {
			continue
		}
		found = append(found, Step{
			Key:   section.Key + "/body/" + strconv.Itoa(at),
			Item:  section.Key,
			Noun:  retro.NounSection,
			Label: fmt.Sprintf("%s: %s %d %s", section.Title, block.Kind, ordinal, what),
		})
	}
	return found
}

// blockVerb says what was done to a block, "" where it needs no saying.
func blockVerb(b Block) string {
	switch {
	case b.Elsewhere != nil && b.Status == BlockAdded:
		return fmt.Sprintf("moved here from “%s”", b.Elsewhere.Heading)
	case b.Elsewhere != nil, b.Status == BlockSame && !b.Moved:
		return ""
	case b.Status == BlockSame:
		return "moved"
	case b.Moved:
		return "moved and reworded"
	case b.Status == BlockChanged:
		return "reworded"
	default:
		return string(b.Status)
	}
}

// summarise says a change set in a few words.
func summarise(cs ChangeSet) string {
	var parts []string
	if words := writeWords(cs.Totals.Words); words != "" {
		parts = append(parts, words)
	}
	add := func(n int, one, many string) {
		if n > 0 {
			parts = append(parts, plural(n, one, many))
		}
	}
	totals := cs.Totals
	if len(parts) == 0 {
		add(totals.Sections.Total(), "section", "sections")
	}
	add(totals.Events.Total(), "event", "events")
	add(totals.Factors.Total(), "factor", "factors")
	add(totals.ActionItems.Total(), "action", "actions")
	add(totals.Participants.Total(), "participant", "participants")
	add(totals.Notes.Total(), "note", "notes")
	add(totals.Evidence.Total(), "piece of evidence", "pieces of evidence")
	if cs.Particulars != nil {
		parts = append(parts, "retrospective "+strings.Join(cs.Particulars.Verbs, ", "))
	}
	if cs.Debrief != nil {
		parts = append(parts, "debrief "+strings.Join(cs.Debrief.Verbs, ", "))
	}
	if len(parts) == 0 {
		return "no changes"
	}
	return strings.Join(parts, " · ")
}

// writeWords writes "+212 −88 words, 40 moved" and leaves out what is zero.
func writeWords(w WordCount) string {
	var signed []string
	if w.Added > 0 {
		signed = append(signed, "+"+strconv.Itoa(w.Added))
	}
	if w.Removed > 0 {
		signed = append(signed, "−"+strconv.Itoa(w.Removed))
	}
	switch {
	case len(signed) == 0 && w.Moved == 0:
		return ""
	case len(signed) == 0:
		return plural(w.Moved, "word", "words") + " moved"
	}
	text := strings.Join(signed, " ") + " words"
	if w.Added+w.Removed == 1 {
		text = strings.TrimSuffix(text, "s")
	}
	if w.Moved > 0 {
		text += ", " + strconv.Itoa(w.Moved) + " moved"
	}
	return text
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
