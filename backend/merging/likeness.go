package merging

import (
	"strings"

	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/wiki"
)

// leastShared is the part of the shorter page's phrases that must be in both for
// one to have begun as the other.
const leastShared = 0.05

// fewPhrases is what a document has before anybody wrote in it: then headings
// must do.
const fewPhrases = 40

// Phrases are what a page says, to tell which other page it may have begun as.
type Phrases struct {
	page  wiki.Page
	known map[string]bool
}

// PhrasesOf reads the phrases of a page.
func PhrasesOf(page wiki.Page) Phrases { return Phrases{page, shingles(page.Blocks)} }

// Likeness is how much an edited page has in common with another, the more the
// larger; 0 where it cannot have begun as that one.
func (p Phrases) Likeness(page wiki.Page) float64 {
	phrases := shingles(page.Blocks)
	shared := 0
	for phrase := range p.known {
		if phrases[phrase] {
			shared++
		}
	}
	score := float64(shared) / float64(max(1, min(len(phrases), len(p.known))))
	if score < leastShared && (len(phrases) >= fewPhrases || !p.sharesHeadings(page)) {
		return 0
	}
	score = float64(shared)/float64(max(1, len(phrases)+len(p.known)-shared)) + 1e-6
	if page.Format == p.page.Format {
		score *= 2 // a converter's own manner is not an edit
	}
	return score
}

// sharesHeadings reports whether half of a page's headings are in the edited one.
func (p Phrases) sharesHeadings(page wiki.Page) bool {
	known := map[string]bool{}
	for _, b := range p.page.Blocks {
		if b.Level > 0 {
			known[wiki.HeadingKey(markdown.PlainText(b.Markdown))] = true
		}
	}
	all, shared := 0, 0
	for _, b := range page.Blocks {
		if b.Level > 0 {
			all++
			if known[wiki.HeadingKey(markdown.PlainText(b.Markdown))] {
				shared++
			}
		}
	}
	return shared > 0 && 2*shared >= all
}

// phraseWords is how many words in a row are hardly ever the same by chance.
const phraseWords = 4

// shingles are the phrases of some blocks.
func shingles(blocks []wiki.Block) map[string]bool {
	found := map[string]bool{}
	for _, b := range blocks {
		words := strings.Fields(strings.ToLower(b.Markdown))
		for i := phraseWords; i <= len(words); i++ {
			found[strings.Join(words[i-phraseWords:i], " ")] = true
		}
	}
	return found
}
