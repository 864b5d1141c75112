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
	// isBody marks the text of a section, in which places can be told.
	isBody bool
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
	for i, words := range append([]string{heading}, bodies...) {
		if strings.TrimSpace(words) != "" {
			isBody := i > 0 && list.Noun == retro.NounSection
			texts = append(texts, text{list.Noun, list.ID(record), list.Title(record), words, proseOf(words), isBody})
		}
	}
	return texts
}

// aside is Markdown that quotes or names rather than says: code, and the address of a link.
var aside = regexp.MustCompile("``[^`]*``|`[^`\n]*`|\\]\\([^)\n]*\\)|<?https?://[^\\s>]+>?")

// curly are the quotation marks that keyboards and word processors make of straight ones.
var curly = strings.NewReplacer("’", "'", "‘", "'")

// proseOf returns what a Markdown text says in its writer's own words, each block on a
// line of its own: without code, quotations and addresses, and with straight apostrophes.
// What is left out stands there as blanks, so that a place in it is one in the text with
// straight apostrophes.
func proseOf(text string) string {
	var prose strings.Builder
	for _, block := range markdown.Blocks(curly.Replace(text)) {
		said := strings.TrimRight(block.Text, " \t\r\n")
		rest := block.Text[len(said):]
		switch {
		case block.Kind == markdown.KindCode || block.Kind == markdown.KindQuote:
			said = blanks(said)
		case strings.ContainsAny(said, "`(:"): // looked for in no other, which takes long
			said = aside.ReplaceAllStringFunc(said, blanks)
		}
		prose.WriteString(strings.ReplaceAll(said, "\n", " "))
		prose.WriteString(rest)
	}
	return prose.String()
}

func blanks(text string) string { return strings.Repeat(" ", len(text)) }

// counter turns places in the prose of a text into places in the text, as a page counts.
type counter struct {
	straight  string
	at, units int
}

func newCounter(words string) *counter { return &counter{straight: curly.Replace(words)} }

// place is asked from the beginning to the end.
func (c *counter) place(at int) int {
	// A straight apostrophe is one unit, as a curly one is.
	c.units, c.at = c.units+retro.UTF16Length(c.straight[c.at:at]), at
	return c.units
}
