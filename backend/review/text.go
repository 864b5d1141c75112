package review

import (
	"regexp"
	"strings"

	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/retro"
)

// text is one text of a retrospective with the thing that it belongs to.
type text struct {
	noun  retro.Noun
	id    string
	title string // of the thing
	words string
	prose string // the same without what its writer did not say, see proseOf
}

// textsOf returns what people wrote for their readers, in the order of reading. Evidence,
// names and the notes of the debrief are theirs who said them.
func textsOf(c *retro.Content) []text {
	var texts []text
	for list := range retro.AllLists().All() {
		switch list.Noun {
		case retro.NounEvidence, retro.NounParticipant, retro.NounNote, retro.NounAnswer, retro.NounDebrief, retro.NounParticulars:
			continue
		default:
		}
		if !list.IsSearched {
			continue
		}
		for _, record := range list.Records(c) {
			texts = append(texts, textsIn(list, record)...)
		}
	}
	return texts
}

// textsIn returns the texts of one record.
func textsIn(list retro.List, record any) []text {
	var texts []text
	heading, bodies := list.Searched(record)
	for _, words := range append([]string{heading}, bodies...) {
		if strings.TrimSpace(words) != "" {
			texts = append(texts, text{list.Noun, list.ID(record), list.Title(record), words, proseOf(words)})
		}
	}
	return texts
}

// aside is Markdown that quotes or names rather than says: code, and the address of a link.
var aside = regexp.MustCompile("``[^`]*``|`[^`\n]*`|\\]\\([^)\n]*\\)|<?https?://[^\\s>]+>?")

// curly are the quotation marks that keyboards and word processors make of straight ones.
var curly = strings.NewReplacer("’", "'", "‘", "'")

// proseOf returns what a Markdown text says in its writer's own words: without code,
// quotations and addresses, and with straight apostrophes.
func proseOf(text string) string {
	var prose strings.Builder
	for _, block := range markdown.Blocks(curly.Replace(text)) {
		if block.Kind == markdown.KindCode || block.Kind == markdown.KindQuote {
			prose.WriteString("\n")
			continue
		}
		prose.WriteString(block.Text)
	}
	return aside.ReplaceAllString(prose.String(), " ")
}
