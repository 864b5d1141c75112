package diff

import "strings"

// Stylesheet is what the markup of HTML and DocumentHTML needs to be read well.
// Without it the words "added" and "removed" are seen as well as said.
const Stylesheet = `.changes ins { background: #dff3e4; color: #14532d; text-decoration: underline; }
.changes del { background: #fbe3e1; color: #7f1d1d; text-decoration: line-through; }
.changes .said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.changes .label { color: #555; font-size: 0.85em; margin: 1em 0 0; }
.changes .moved { border-left: 3px solid #5b3fb0; padding-left: 0.75em; }
.changes .block { margin: 0.25em 0; }
.changes p.block { white-space: pre-line; }
`

// HTML writes a change set as one element <section class="changes"> of plain
// markup. All text is escaped; there are no styles, scripts, links or images.
func HTML(cs ChangeSet) string {
	r := newReport(cs)
	h := htmlWriter{}
	h.raw(`<section class="changes">` + "\n")
	h.element("p", "summary", r.summary)
	for _, group := range r.groups {
		h.element("h2", "", oneLine(group.title))
		if len(group.changes) > 0 {
			h.raw("<ul>\n")
			for _, change := range group.changes {
				h.change(change)
			}
			h.raw("</ul>\n")
		}
		for _, block := range group.blocks {
			h.block(block)
		}
	}
	h.raw("</section>\n")
	return h.out.String()
}

// DocumentHTML writes the whole new text with its changes as one element
// <section class="changes">, in the manner of HTML.
func DocumentHTML(d Document) string {
	h := htmlWriter{}
	h.raw(`<section class="changes">` + "\n")
	if words := writeWords(d.Words); words != "" {
		h.element("p", "summary", words)
	}
	for _, block := range d.Blocks {
		h.block(block)
	}
	h.raw("</section>\n")
	return h.out.String()
}

type htmlWriter struct{ out strings.Builder }

func (h *htmlWriter) raw(markup string) { h.out.WriteString(markup) }

func (h *htmlWriter) text(s string) { _, _ = escapeHTML.WriteString(&h.out, clean(s)) }

// escapeHTML stands in for package html, whose table of entities would be built
// before every comparison on the command line.
var escapeHTML = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;")

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

// block writes a block with a label where something happened to it.
func (h *htmlWriter) block(b Block) {
	class := "block " + strings.ReplaceAll(string(b.Kind), " ", "-") + " " + string(b.Status)
	if b.Moved {
		class += " moved"
	}
	if blockVerb(b) != "" {
		h.element("p", "label", oneLine(blockLabel(b)))
	}
	name := "p"
	if b.Kind == KindCode {
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
