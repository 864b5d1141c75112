package export

import (
	"fmt"
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/retro"
)

// cardLine is one line of the card that a reader in a hurry gets: what went
// wrong, how it was fixed, what will be different, what went well.
type cardLine struct {
	label string
	text  string
}

// cardWrong is what the card says first, out of the summary.
const cardWrong = "What went wrong"

const cardDifferent = "What will be different"

// longestAnswer is how much of a section the card quotes, in bytes.
const longestAnswer = 320

// summaryCard makes the card out of the first sentences of the sections that answer
// its questions, found by their headings, and out of the action items. A
// question that nothing answers is left out.
func summaryCard(doc *document, content retro.Content) []cardLine {
	var lines []cardLine
	add := func(label, words string) {
		if words != "" {
			lines = append(lines, cardLine{label, words})
		}
	}
	add(cardWrong, opening(doc, []retro.SectionRole{retro.SectionSummary, retro.SectionStory, retro.SectionImpact}, "summary", "short story", "what happened", "impact"))
	add("Who was affected", affected(content))
	add("How it was fixed", opening(doc, []retro.SectionRole{retro.SectionResolution}, "resolution", "recovery", "mitigation", "fix"))
	add(cardDifferent, differently(decided(content)))
	add("What went well", opening(doc, []retro.SectionRole{retro.SectionWentWell, retro.SectionMitigators}, "what went well", "went well", "did well"))
	return lines
}

// opening returns the first sentences of the first section that plays one of some
// parts, in their order, or else one of whose heading's words is wanted: sections
// of older documents play none.
func opening(doc *document, roles []retro.SectionRole, wanted ...string) string {
	for _, role := range roles {
		if words := quoted(doc, func(s section) bool { return s.role == role }); words != "" {
			return words
		}
	}
	for _, word := range wanted {
		if words := quoted(doc, func(s section) bool { return s.role == "" && strings.Contains(strings.ToLower(s.heading), word) }); words != "" {
			return words
		}
	}
	return ""
}

// quoted returns the first sentences of the first section that is written and for
// which holds what is asked.
func quoted(doc *document, holds func(section) bool) string {
	index := slices.IndexFunc(doc.sections, func(s section) bool { return s.written && holds(s) })
	if index < 0 {
		return ""
	}
	return markdown.FirstSentences(firstWords(doc.sections[index].blocks), longestAnswer)
}

// firstWords returns the first paragraph that people wrote, or the first items
// of a list.
func firstWords(blocks []block) string {
	for _, b := range blocks {
		switch n := b.(type) {
		case paragraph:
			if !n.aside {
				return markdown.OneLine(plain(n.text))
			}
		case quote:
			if words := firstWords(n.blocks); words != "" {
				return words
			}
		case list:
			var items []string
			for _, it := range n.items {
				if words := firstWords(it.blocks); words != "" {
					items = append(items, strings.TrimRight(words, ".:;, "))
				}
			}
			return strings.Join(items, "; ")
		}
	}
	return ""
}

// affected says of each row of the impact who, how many, what they felt and how long, and
// what a metric was before and after.
func affected(content retro.Content) string {
	var all []string
	for _, row := range content.Tables[retro.NounImpact] {
		said := func(column string) string {
			return strings.TrimRight(markdown.OneLine(markdown.PlainText(row.Cells[column])), ".;, ")
		}
		parts := []string{}
		for _, column := range []string{"many", "felt", "long"} {
			if words := said(column); words != "" {
				parts = append(parts, words)
			}
		}
		if metric, before, after := said("metric"), said("before"), said("after"); metric != "" && (before != "" || after != "") {
			parts = append(parts, metric+" "+dash(before)+" → "+dash(after))
		}
		words := said("who")
		if len(parts) > 0 {
			words += ": " + strings.Join(parts, ", ")
		}
		all = append(all, words)
	}
	return markdown.FirstSentences(strings.Join(all, "; "), longestAnswer)
}

// decided lists what will be different: the action items that are to be done or are.
func decided(content retro.Content) []string {
	var titles []string
	for _, action := range content.ActionItems {
		if action.IsOutstanding() || action.State == retro.ActionDone {
			titles = append(titles, strings.TrimRight(cleanLine(retro.Unlinked(action.Title)), ".;, "))
		}
	}
	return titles
}

// differently says them as far as there is room, each whole.
func differently(titles []string) string {
	length, most := 0, 0
	for _, title := range titles {
		if length += len(title) + len("; "); most > 0 && length > longestAnswer {
			break
		}
		most++
	}
	said := markdown.FirstSentences(strings.Join(titles[:most], "; "), longestAnswer)
	if more := len(titles) - most; more > 0 {
		said += fmt.Sprintf("; and %d more", more)
	}
	return said
}
