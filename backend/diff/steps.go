package diff

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/retro"
)

// steps lists where to stop in a change set, in the order of reading.
func steps(cs *ChangeSet) []Step {
	all := []Step{}
	for list, changes := range cs.All() {
		for _, change := range changes.Items {
			if list.HasText() {
				all = appendTextSteps(all, list, change)
			} else {
				all = append(all, stepOf(list, change))
			}
		}
	}
	return all
}

func stepOf(list retro.List, change Change) Step {
	label := change.Title
	if label == "" {
		label = "(untitled)"
	}
	said := slices.Clone(change.Verbs)
	for _, field := range change.Fields {
		if field.Name == "at" && field.Shift != 0 {
			said = append(said, shiftWords(field))
		}
	}
	return Step{Key: change.Key, Item: change.Key, Noun: list.Noun, Label: label + ": " + strings.Join(said, ", ")}
}

// shiftWords says how far a time moved: "3 min 14 s earlier".
func shiftWords(f Field) string {
	if f.Shift < 0 {
		return retro.FormatDuration(-f.Shift) + " earlier"
	}
	return retro.FormatDuration(f.Shift) + " later"
}

// appendTextSteps stops at the section for what was done to the whole of it,
// then at each place in its text. An added or removed section is one step.
func appendTextSteps(all []Step, list retro.List, section Change) []Step {
	document := section.document()
	places := []Step{}
	if document != nil && section.Status == Changed {
		places = blockSteps(list, section, *document)
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
		all = append(all, stepOf(list, whole))
	}
	return append(all, places...)
}

// blockSteps stops at each block that changed, once for a run of blocks that
// were all added or all removed. Where a block left for another section there is
// no step: it is told where it arrived.
func blockSteps(list retro.List, section Change, document Document) []Step {
	var found []Step
	oldOrdinals, newOrdinals := map[markdown.Kind]int{}, map[markdown.Kind]int{}
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
			Noun:  list.Noun,
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
func summarise(cs *ChangeSet) string {
	words := writeWords(cs.Totals.Words)
	var texts, counts, only []string
	for list, changes := range cs.All() {
		total := changes.Count.Total()
		switch {
		case list.IsOnly:
			for _, change := range changes.Items {
				only = append(only, list.One+" "+strings.Join(change.Verbs, ", "))
			}
		case total == 0:
		case !list.HasText():
			counts = append(counts, retro.Count(total, list.One, list.Many))
		case words == "": // else the words say it
			texts = append(texts, retro.Count(total, list.One, list.Many))
		}
	}
	if words != "" {
		texts = []string{words}
	}
	parts := slices.Concat(texts, counts, only)
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
		return retro.Count(w.Moved, "word", "words") + " moved"
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
