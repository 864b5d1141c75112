package export

import (
	"slices"
	"strconv"
	"strings"
)

// list writes a list by the marks of wikitext where those can tell it, one line an item,
// and by tags otherwise.
func (w *mediaWikiWriter) list(n list) string {
	if isMarkedList(n) {
		return strings.Join(w.marked("", n), "\n")
	}
	tag, start := "ul", ""
	if n.ordered {
		tag = "ol"
		if n.start != 1 {
			start = ` start="` + strconv.Itoa(n.start) + `"`
		}
	}
	lines := []string{"<" + tag + start + ">"}
	for _, it := range n.items {
		lines = append(lines, "<li>"+w.boxed(it.ticked())+"</li>")
	}
	return strings.Join(append(lines, "</"+tag+">"), "\n")
}

// isMarkedList reports whether every item of a list is a line of text and perhaps lists
// below it, and every list counts from 1.
func isMarkedList(l list) bool {
	if l.ordered && l.start != 1 {
		return false
	}
	return !slices.ContainsFunc(l.items, func(it item) bool {
		for i, b := range it.blocks {
			switch n := b.(type) {
			case paragraph:
				if i > 0 {
					return true
				}
			case list:
				if i == 0 || separates(it.blocks[i-1], n) || !isMarkedList(n) {
					return true
				}
			default:
				return true
			}
		}
		return false
	})
}

// marked writes the lines of a list, each behind the marks of the lists that it is in.
func (w *mediaWikiWriter) marked(outer string, n list) []string {
	marks := outer + "*"
	if n.ordered {
		marks = outer + "#"
	}
	var lines []string
	for _, it := range n.items {
		blocks := it.ticked()
		line := marks
		if len(blocks) > 0 {
			if words := w.block(blocks[0]); words != "" {
				line += " " + words
			}
			blocks = blocks[1:]
		}
		lines = append(lines, line)
		for _, b := range blocks {
			if inner, ok := b.(list); ok {
				lines = append(lines, w.marked(marks, inner)...)
			}
		}
	}
	return lines
}

// ticked are the blocks of an item, those of a task behind its box.
func (it item) ticked() []block {
	if it.task == taskNone {
		return it.blocks
	}
	return footnote{blocks: it.blocks}.led(text(strings.TrimSpace(taskMark(it.task))))
}

// definitions writes terms and what they mean by the marks of wikitext where each is a
// line, and by tags otherwise. A colon in a term would begin its meaning.
func (w *mediaWikiWriter) definitions(n definitions) string {
	var marked, tagged []string
	isMarked := true
	for _, entry := range n.entries {
		for _, term := range entry.terms {
			words := w.line(term)
			isMarked = isMarked && !strings.Contains(words, ":")
			marked = append(marked, "; "+words)
			tagged = append(tagged, "<dt>"+words+"</dt>")
		}
		for _, meaning := range entry.meanings {
			words := w.boxed(meaning)
			isMarked = isMarked && (isLine(meaning) || len(meaning) == 0)
			marked = append(marked, strings.TrimSpace(": "+words))
			tagged = append(tagged, "<dd>"+words+"</dd>")
		}
	}
	if isMarked {
		return strings.Join(marked, "\n")
	}
	return "<dl>\n" + strings.Join(tagged, "\n") + "\n</dl>"
}
