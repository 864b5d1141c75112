package export

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/retro"
)

// known is a phrase that a page does more for than say it: a term is explained where it
// is used first, the title of a reference leads to it wherever it is named.
type known struct {
	phrase  string
	meaning string // "" for a reference
	url     string // "" for a term
	isTold  bool   // the term was used before
	next    int    // where it stands next in the words that are written
}

// leastTitle is how many letters the title of a reference has that is looked for in text.
const leastTitle = 8

// knownIn lists the terms and references of a content, longer phrases first.
func knownIn(content retro.Content) []known {
	var all []known
	said := func(row retro.Row, column string) string { return cleanLine(markdown.PlainText(row.Cells[column])) }
	for _, row := range content.Tables[retro.NounTerm] {
		if term, meaning := said(row, "term"), said(row, "meaning"); term != "" && meaning != "" {
			all = append(all, known{phrase: term, meaning: meaning})
		}
	}
	for _, row := range content.Tables[retro.NounReference] {
		if url, ok := safeURL(said(row, "address")); ok {
			if title := said(row, "title"); utf8.RuneCountInString(title) >= leastTitle {
				all = append(all, known{phrase: title, url: url})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b known) int { return len(b.phrase) - len(a.phrase) })
	return all
}

// seek looks from a place on for the next at which the phrase stands as whole words.
func (k *known) seek(words string, from int) {
	for at := from; ; at += len(k.phrase) {
		place := strings.Index(words[at:], k.phrase)
		if place < 0 {
			k.next = len(words)
			return
		}
		if at += place; isWhole(words, at, at+len(k.phrase)) {
			k.next = at
			return
		}
	}
}

// next returns what is known that stands first from a place on, nil for nothing. Each
// phrase is looked for once over all of the words, not once from every place.
func (w *htmlWriter) next(words string, from int) (of *known) {
	for i := range w.known {
		k := &w.known[i]
		if k.isTold {
			continue
		}
		if from == 0 || k.next < from {
			k.seek(words, from)
		}
		if k.next < len(words) && (of == nil || k.next < of.next) {
			of = k
		}
	}
	return of
}

func isWhole(words string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(words[:from])
	after, _ := utf8.DecodeRuneInString(words[to:])
	inWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	return !inWord(before) && !inWord(after)
}

// prose writes words, and of what is known in them what there is to know.
func (w *htmlWriter) prose(words string) {
	done := 0
	for w.bare == 0 {
		of := w.next(words, done)
		if of == nil {
			break
		}
		w.text(words[done:of.next])
		done = of.next + len(of.phrase)
		if of.url != "" {
			w.link(of.url, func() { w.text(of.phrase) })
			continue
		}
		of.isTold = true
		w.open("abbr", "title", of.meaning)
		w.text(of.phrase)
		w.close("abbr")
	}
	w.text(words[done:])
}

// asIs writes what is not to be explained: headings, links and the tables themselves.
func (w *htmlWriter) asIs(write func()) {
	w.bare++
	write()
	w.bare--
}

// link writes a link around something.
func (w *htmlWriter) link(url string, inside func()) {
	if w.live {
		w.open("a", "href", url, "rel", "noopener noreferrer")
	} else {
		w.open("a", "data-url", url, "role", "link", "tabindex", "0")
	}
	w.asIs(inside)
	w.close("a")
}

// titled makes a link of the title of a reference that has an address.
func titled(of retro.Table, column retro.Column, row retro.Row, blocks []block) []block {
	url, ok := safeURL(row.Cells["address"])
	if of.Noun != retro.NounReference || column.Name != of.Columns[0].Name || !ok || len(blocks) != 1 {
		return blocks
	}
	words, ok := blocks[0].(paragraph)
	if !ok {
		return blocks
	}
	return []block{paragraph{text: []inline{link{url: url, inside: []inline{text(plain(words.text))}}}}}
}
