package diff

import (
	"html"
	"strconv"
	"strings"

	"github.com/afterword-app/afterword/backend/markdown"
)

// Stylesheet is what the markup of HTML and DocumentHTML needs to be read well.
// Without it the words "added" and "removed" are seen as well as said.
const Stylesheet = `:root { color-scheme: light dark; }
main { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.55 system-ui, sans-serif; }
.changes ins { background: light-dark(#dff3e4, #12351f); color: light-dark(#14532d, #b7ebc6); text-decoration: underline; }
.changes del { background: light-dark(#fbe3e1, #431615); color: light-dark(#7f1d1d, #f6c1bd); text-decoration: line-through; }
.changes .said, .changes .doc-said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.changes .summary { font-weight: 600; }
.changes .count, .changes .label { color: light-dark(#555, #b5b5b5); font-size: 0.85em; font-weight: normal; }
.changes .label { margin: 1em 0 0; }
.changes .label a { margin-left: 0.4em; text-decoration: none; }
.changes .block { margin: 0.25em 0; overflow-wrap: anywhere; }
.changes .block > :first-child { margin-top: 0; }
.changes .block > :last-child { margin-bottom: 0; }
.changes .changed, .changes .added, .changes .removed, .changes .moved { border-left: 3px solid light-dark(#b5b5b5, #666); padding-left: 0.75em; scroll-margin-top: 2rem; }
.changes .added { border-left-color: light-dark(#1f8a4c, #4cc27c); }
.changes .removed { border-left-color: light-dark(#c0362c, #ef7d75); }
.changes .moved { border-left: 3px double light-dark(#5b3fb0, #a892ec); }
.changes p.block { white-space: pre-line; }
.changes pre { white-space: pre-wrap; padding: 0.6em 0.8em; background: light-dark(#f4f4f4, #1d1d1d); }
.changes table { border-collapse: collapse; }
.changes th, .changes td { border: 1px solid light-dark(#ccc, #444); padding: 0.25em 0.6em; text-align: left; vertical-align: top; }
`

// Rendering renders Markdown as HTML that is safe to be put into a page: one
// block, several that did not change, or the rows of one table. reworded is false
// where no word differs but only their form.
//
// It is handed in because this package parses no Markdown.
type Rendering func(blocks []Block) (markup string, reworded bool)

// HTML writes a change set as one element <section class="changes">. Blocks of
// Markdown are rendered by render, without which they stand as they were written;
// all else is escaped. There are no styles, scripts or pictures, and the only
// links are those of render and those from one change to the next.
func HTML(cs ChangeSet, render Rendering) string {
	r := newReport(cs)
	h := htmlWriter{render: render}
	for _, group := range r.groups {
		h.changes += changes(group.blocks)
	}
	h.raw(`<section class="changes">` + "\n")
	h.element("p", "summary", r.summary)
	for _, group := range r.groups {
		h.raw("<h2>")
		h.text(oneLine(group.title))
		if words := writeWords(group.words); words != "" {
			h.raw(` <span class="count">`)
			h.text(words)
			h.raw("</span>")
		}
		h.raw("</h2>\n")
		if len(group.changes) > 0 {
			h.raw("<ul>\n")
			for _, change := range group.changes {
				h.change(change)
			}
			h.raw("</ul>\n")
		}
		h.blocks(group.blocks)
	}
	h.raw("</section>\n")
	return h.out.String()
}

// DocumentHTML writes the whole new text with its changes as one element
// <section class="changes">, in the manner of HTML. Below the summary stand the
// sections that changed, each with how much and a link to its first change.
func DocumentHTML(d Document, render Rendering) string {
	h := htmlWriter{render: render, changes: changes(d.Blocks)}
	h.raw(`<section class="changes">` + "\n")
	words := writeWords(d.Words)
	if words == "" {
		words = "no words changed"
	}
	h.element("p", "summary", words)
	h.contents(d.Blocks)
	h.blocks(d.Blocks)
	h.raw("</section>\n")
	return h.out.String()
}

// Page makes a document of its own of what HTML and DocumentHTML write.
func Page(title, section string) string {
	h := htmlWriter{}
	h.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n" +
		"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n" +
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
	h.text(oneLine(title))
	h.raw("</title>\n<style>\n" + Stylesheet + "</style>\n</head>\n<body>\n<main>\n")
	h.element("h1", "", oneLine(title))
	h.raw(section + "</main>\n</body>\n</html>\n")
	return h.out.String()
}

// mostRendered is how many changes are rendered and can be stepped through, and how
// many rows a changed table may have to be; thousands more stand as they were
// written, which takes a hundredth of the time.
const mostRendered = 3000

// runs divides blocks into what is rendered at once: one that changed, all that
// did not between two that did, and the rows of a table of which any changed.
func runs(blocks []Block) [][]Block {
	var found [][]Block
	same := 0 // how many blocks of the last run did not change
	for i := 0; i < len(blocks); {
		end := i
		changed := false
		for end < len(blocks) && blocks[end].Kind == markdown.KindTableRow {
			changed = changed || blockVerb(blocks[end]) != ""
			end++
		}
		if end == i {
			changed = blockVerb(blocks[i]) != ""
			end = i + 1
		}
		switch {
		case changed:
			found, same = append(found, blocks[i:end]), 0
		case same > 0:
			same += end - i
			found[len(found)-1] = blocks[end-same : end]
		default:
			found, same = append(found, blocks[i:end]), end-i
		}
		i = end
	}
	return found
}

// isChanged reports whether a run has changes; such a run has no other blocks but
// the rows of the same table.
func isChanged(run []Block) bool {
	for _, block := range run {
		if blockVerb(block) != "" {
			return true
		}
	}
	return false
}

// changes counts the runs that have changes.
func changes(blocks []Block) int {
	count := 0
	for _, run := range runs(blocks) {
		if isChanged(run) {
			count++
		}
	}
	return count
}

type htmlWriter struct {
	out     strings.Builder
	render  Rendering
	changes int // that can be stepped through
	written int // of these
}

func (h *htmlWriter) raw(markup string) { h.out.WriteString(markup) }

func (h *htmlWriter) text(s string) { h.out.WriteString(html.EscapeString(clean(s))) }

func (h *htmlWriter) open(name, class string) {
	h.raw("<" + name)
	if class != "" {
		h.raw(` class="` + class + `"`)
	}
	h.raw(">")
}

func (h *htmlWriter) element(name, class, text string) {
	h.open(name, class)
	h.text(text)
	h.raw("</" + name + ">\n")
}

func (h *htmlWriter) change(c reportChange) {
	h.raw(`<li><span class="verb">`)
	h.text(c.verbs)
	h.raw("</span>")
	if c.when != "" {
		h.raw(" <time>")
		h.text(c.when)
		h.raw("</time>")
	}
	switch {
	case c.ops != nil:
		h.raw(" ")
		h.ops(c.ops)
	case c.title != "":
		h.raw(" <strong>")
		h.text(c.title)
		h.raw("</strong>")
	}
	if c.about != "" {
		h.raw(` <span class="about">`)
		h.text(c.about)
		h.raw("</span>")
	}
	if len(c.lines) > 0 {
		h.raw("\n<ul>\n")
		for _, line := range c.lines {
			h.line(line)
		}
		h.raw("</ul>\n")
	}
	h.raw("</li>\n")
}

func (h *htmlWriter) line(l reportLine) {
	h.raw("<li>")
	h.text(l.label + ": ")
	if l.ops != nil {
		h.ops(l.ops)
	} else {
		h.deleted(l.old)
		if l.old != "" && l.new != "" {
			h.raw(" → ")
		}
		h.inserted(l.new)
	}
	if l.note != "" {
		h.text(", " + l.note)
	}
	h.raw("</li>\n")
}

// contents lists the sections of a text that changed.
func (h *htmlWriter) contents(blocks []Block) {
	type section struct {
		title string
		words WordCount
		first int // of its changes
	}
	var sections []section
	current := section{title: "Before the first heading"}
	change := 0
	add := func() {
		if current.first > 0 {
			sections = append(sections, current)
		}
	}
	for _, run := range runs(blocks) {
		for _, block := range run {
			if block.Kind == markdown.KindHeading {
				add()
				current = section{title: headingText(block)}
			}
			words := block.words()
			words.Same = 0
			current.words = current.words.plus(words)
		}
		if isChanged(run) {
			change++
			if current.first == 0 {
				current.first = change
			}
		}
	}
	add()
	if len(sections) < 2 {
		return
	}
	h.raw("<ul>\n")
	for _, s := range sections {
		h.raw(`<li><a href="#change-` + strconv.Itoa(s.first) + `">`)
		h.text(s.title)
		h.raw("</a>")
		if words := writeWords(s.words); words != "" {
			h.raw(` <span class="count">`)
			h.text(words)
			h.raw("</span>")
		}
		h.raw("</li>\n")
	}
	h.raw("</ul>\n")
}

// headingText is a heading without the signs that make it one.
func headingText(b Block) string {
	text := b.NewText
	if text == "" {
		text = b.OldText
	}
	line, _, _ := strings.Cut(strings.TrimLeft(text, "# \t"), "\n")
	return strings.TrimRight(line, "# \t\r")
}

func (h *htmlWriter) blocks(blocks []Block) {
	for _, run := range runs(blocks) {
		switch {
		case isChanged(run):
			h.changed(run)
		case h.rendering() != nil:
			markup, _ := h.render(run)
			h.raw(markup)
		default:
			for _, block := range run {
				h.asWritten(block, "block")
			}
		}
	}
}

// rendering is what the next run is rendered by, nil for as it was written.
func (h *htmlWriter) rendering() Rendering {
	if h.written > mostRendered {
		return nil
	}
	return h.render
}

// changed writes a run with changes: what was done to it, the way to the next
// change, and then the run.
func (h *htmlWriter) changed(run []Block) {
	h.written++
	first := run[0]
	label, class := oneLine(blockLabel(first)), "block "+strings.ReplaceAll(string(first.Kind), " ", "-")+" "+string(first.Status)
	if len(run) > 1 {
		label, class = "table, reworded", "block table "+string(BlockChanged)
	}
	if len(run) == 1 && first.Moved {
		class += " moved"
	}
	var markup string
	render := h.rendering()
	if len(run) > mostRendered {
		render = nil
	}
	if render != nil {
		rendered, reworded := render(run)
		if markup = rendered; !reworded {
			label = strings.Replace(label, "reworded", "formatted differently", 1)
		}
	}
	h.raw(`<p class="label" id="change-` + strconv.Itoa(h.written) + `">`)
	h.text(label)
	h.step(h.written-1, "↑", "previous change")
	h.step(h.written+1, "↓", "next change")
	h.raw("</p>\n")
	if render != nil {
		h.raw(`<div class="` + class + `">` + "\n" + markup + "</div>\n")
		return
	}
	for _, block := range run {
		h.asWritten(block, class)
	}
}

// step links to another change, if there is one.
func (h *htmlWriter) step(to int, sign, said string) {
	if to < 1 || to > min(h.changes, mostRendered) {
		return
	}
	h.raw(` <a href="#change-` + strconv.Itoa(to) + `" title="` + said + `">` + sign + `<span class="said"> ` + said + "</span></a>")
}

// asWritten writes the source of a block.
func (h *htmlWriter) asWritten(b Block, class string) {
	name := "p"
	if b.Kind == markdown.KindCode {
		name = "pre"
	}
	h.open(name, class)
	h.ops(shownOps(b))
	h.raw("</" + name + ">\n")
}

func (h *htmlWriter) ops(ops []Op) {
	for _, op := range ops {
		switch op.Kind {
		case OpDelete:
			h.deleted(op.Text)
		case OpInsert:
			h.inserted(op.Text)
		case OpEqual, OpSpace:
			h.text(op.After())
		}
	}
}

func (h *htmlWriter) deleted(text string)  { h.marked("del", "removed: ", text) }
func (h *htmlWriter) inserted(text string) { h.marked("ins", "added: ", text) }

// marked sets a text in an element that also says what it means, and leaves the
// white space at its ends outside.
func (h *htmlWriter) marked(name, said, text string) {
	lead, middle, trail := trimmed(text)
	h.text(lead)
	if middle != "" {
		h.raw("<" + name + `><span class="said">` + said + "</span>")
		h.text(middle)
		h.raw("</" + name + ">")
	}
	h.text(trail)
}
