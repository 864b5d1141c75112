package export

import (
	"fmt"
	"html"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/afterword-app/afterword/backend/retro"
)

// htmlWriter writes nodes as HTML. It escapes every text and makes up every tag
// and attribute itself; sanitise checks that once more. What it writes is
// well-formed XML, too.
type htmlWriter struct {
	strings.Builder
	// live links can be followed. Others carry their destination in data-url, and
	// evidence in data-evidence, for the window to act on.
	live bool
	// plain leaves out everything but the structure, for rich text clipboards.
	plain bool
	// aligned sets the columns of tables by a style of their own.
	aligned bool
	// known is what is explained where it is said; within bare, nothing is.
	known []known
	bare  int
	// listed are the events to whose rows links lead, those of them marked whose row is
	// not written yet.
	listed map[retro.EventID]bool
	// drawings are the charts in it, see withDrawings.
	drawings []string
	// source returns the URL of a picture, "" for one that cannot be shown.
	source func(*picture) string
	// replaceBlock and replaceInline, where given, write those nodes that a
	// format has a form of its own for, and report whether they did.
	replaceBlock  func(block) bool
	replaceInline func(inline) bool
}

func (w *htmlWriter) raw(parts ...string) {
	for _, part := range parts {
		w.WriteString(part)
	}
}

func (w *htmlWriter) text(s string) {
	if w.live || w.plain || len(s) <= longestWord {
		w.WriteString(html.EscapeString(s))
		return
	}
	for i, piece := range breakable(s) {
		if i > 0 {
			w.WriteString("<wbr/>")
		}
		w.WriteString(html.EscapeString(piece))
	}
}

// longestWord is how many bytes without a blank the window is given in one piece. WebKit
// measures all that is left of a word for each line that it breaks it into: 100 KB of one
// took it half a minute.
const longestWord = 400

// breakable cuts a text where a word of it is longer than that.
func breakable(s string) []string {
	var pieces []string
	begin, length := 0, 0
	for at, r := range s {
		switch {
		case r == ' ' || r == '\t' || r == '\n':
			length = 0
		case length >= longestWord && !unicode.IsMark(r) && r != zeroWidthJoiner:
			pieces = append(pieces, s[begin:at])
			begin, length = at, 0
		}
		length++
	}
	return append(pieces, s[begin:])
}

const zeroWidthJoiner = '\u200d'

// open writes a start tag. Attributes are pairs of a name and a value; those
// with an empty value are left out, and of a plain writer's only href stays.
func (w *htmlWriter) open(tag string, attributes ...string) {
	w.raw("<", tag)
	for pair := range slices.Chunk(attributes, 2) {
		name, value := pair[0], pair[1]
		if value == "" || w.plain && name != "href" && name != "start" && name != "style" {
			continue
		}
		w.raw(" ", name, `="`, html.EscapeString(value), `"`)
	}
	w.raw(">")
}

func (w *htmlWriter) close(tag string) { w.raw("</", tag, ">") }

// span is a piece of a line with a class; a plain writer leaves the tag out.
func (w *htmlWriter) span(class, s string) {
	if w.plain {
		w.text(s)
		return
	}
	w.open("span", "class", class)
	w.text(s)
	w.close("span")
}

func (w *htmlWriter) blocks(blocks []block) {
	for _, b := range blocks {
		w.block(b)
		w.raw("\n")
	}
}

func (w *htmlWriter) block(b block) {
	if w.replaceBlock != nil && w.replaceBlock(b) {
		return
	}
	switch n := b.(type) {
	case heading:
		tag := "h" + strconv.Itoa(n.level)
		w.open(tag)
		w.asIs(func() { w.inlines(n.text) })
		w.close(tag)
	case paragraph:
		class := ""
		if n.aside {
			class = "doc-aside"
		}
		w.open("p", "class", class)
		w.inlines(n.text)
		w.close("p")
	case list:
		w.list(n)
	case definitions:
		w.definitions(n)
	case quote:
		w.quote(n)
	case code:
		w.open("pre", "class", "doc-code")
		w.open("code")
		w.text(n.text)
		w.close("code")
		w.close("pre")
	case revisedCode:
		w.open("pre", "class", "doc-code")
		w.open("code")
		w.inlines(n.text)
		w.close("code")
		w.close("pre")
	case footnotes:
		w.footnotes(n)
	case details:
		w.open("details")
		w.open("summary")
		w.inlines(n.summaryLine())
		w.close("summary")
		w.raw("\n")
		w.blocks(n.blocks)
		w.close("details")
	case rule:
		w.raw("<hr/>")
	case table:
		if n.role == roleRows || n.role == roleWritten {
			w.table(n)
			break
		}
		w.asIs(func() { w.table(n) })
	case *picture:
		w.picture(n)
	case *excerpt:
		w.excerpt(n)
	case placed:
		w.placed(n)
	}
}

func (w *htmlWriter) list(n list) {
	tag, start := "ul", ""
	if n.ordered {
		tag = "ol"
		if n.start != 1 {
			start = strconv.Itoa(n.start)
		}
	}
	w.open(tag, "start", start)
	for _, it := range n.items {
		w.raw("\n")
		if it.task != taskNone {
			w.open("li", "class", "doc-task")
			w.text(taskMark(it.task))
		} else {
			w.open("li")
		}
		w.contents(it.blocks)
		w.close("li")
	}
	w.raw("\n")
	w.close(tag)
}

func (w *htmlWriter) definitions(n definitions) {
	w.open("dl")
	for _, entry := range n.entries {
		for _, term := range entry.terms {
			w.raw("\n")
			w.open("dt")
			w.inlines(term)
			w.close("dt")
		}
		for _, meaning := range entry.meanings {
			w.raw("\n")
			w.open("dd")
			w.contents(meaning)
			w.close("dd")
		}
	}
	w.raw("\n")
	w.close("dl")
}

// taskMark shows a task's state in text, followed by a space.
func taskMark(t task) string {
	switch t {
	case taskOpen:
		return "☐ "
	case taskDone:
		return "☑ "
	case taskNone:
	}
	return ""
}

// contents writes what stands in a list item or a cell, the first paragraph
// without a tag of its own, but before a macro, where wikis write one.
func (w *htmlWriter) contents(blocks []block) {
	beforeMacro := w.plain && len(blocks) > 1 && isMacro(blocks[1])
	for i, b := range blocks {
		if p, ok := b.(paragraph); ok && i == 0 && !p.aside && !beforeMacro {
			w.inlines(p.text)
			continue
		}
		if i > 0 {
			w.raw("\n")
		}
		w.block(b)
	}
}

func (w *htmlWriter) quote(n quote) {
	class := ""
	if n.alert != "" {
		class = "doc-alert doc-alert-" + string(n.alert)
	}
	w.open("blockquote", "class", class)
	if n.alert != "" {
		w.open("p", "class", "doc-alert-title")
		w.open("strong")
		w.text(alertTitle(n.alert))
		w.close("strong")
		w.close("p")
	}
	w.raw("\n")
	w.blocks(n.blocks)
	w.close("blockquote")
}

func alertTitle(a alert) string { return retro.Capital(string(a)) }

func (w *htmlWriter) table(n table) {
	class := ""
	if n.role != roleWritten {
		class = "doc-table-" + string(n.role)
	}
	w.open("table", "class", class)
	if n.head != nil {
		w.raw("\n<thead>")
		w.row("th", "", n.head, n.align)
		w.raw("\n</thead>")
	}
	w.raw("\n<tbody>")
	for i, row := range n.rows {
		id := ""
		if i < len(n.events) && w.listed[n.events[i]] {
			id = eventRowID(n.events[i])
			w.listed[n.events[i]] = false
		}
		w.row("td", id, row, n.align)
	}
	w.raw("\n</tbody>\n</table>")
}

// eventRowID names the row of an event for those who link to it.
func eventRowID(id retro.EventID) string { return "event-" + string(id) }

// rowStart is what each row of a table begins with.
const rowStart = "\n<tr>"

// row writes the cells of a row, the first of them with an id, "" for none.
func (w *htmlWriter) row(tag, id string, cells []cell, align []alignment) {
	w.raw(rowStart)
	for i, c := range cells {
		side := alignNone
		if i < len(align) {
			side = align[i]
		}
		scope := ""
		if tag == "th" {
			scope = "col"
		}
		style := ""
		if w.aligned {
			style = [...]string{alignNone: "", alignLeft: "", alignCentre: "text-align: center;", alignRight: "text-align: right;"}[side]
		}
		class := [...]string{"", "doc-left", "doc-centre", "doc-right"}[side]
		if isHyphenated(c) {
			class = strings.TrimSpace(class + " doc-unbroken")
		}
		w.open(tag, "id", id, "scope", scope, "class", class, "style", style)
		id = ""
		w.contents(c)
		w.close(tag)
	}
	w.raw("</tr>")
}

// longestUnbroken is how many bytes a word may have that no narrow column breaks.
const longestUnbroken = 24

// isHyphenated reports whether a cell is one short word with hyphens, such as a day or a
// ticket: a reader of a narrow column takes its parts for two.
func isHyphenated(c cell) bool {
	if len(c) != 1 {
		return false
	}
	p, ok := c[0].(paragraph)
	if !ok {
		return false
	}
	words := plain(p.text)
	return len(words) <= longestUnbroken && strings.Contains(words, "-") && !strings.ContainsAny(words, " \t\n")
}

func (w *htmlWriter) picture(n *picture) {
	if n.drawing != nil && !w.plain {
		w.drawing(n)
		return
	}
	source := w.source(n)
	if source == "" {
		w.open("p", "class", "doc-aside")
		w.text(missingPicture(n))
		w.close("p")
		return
	}
	w.open("figure", append([]string{"class", "doc-picture"}, w.evidence(retro.Citation{Evidence: n.evidence.ID})...)...)
	w.raw(`<img src="`, html.EscapeString(source), `" alt="`, html.EscapeString(n.caption), `"`)
	if n.width > 0 && n.height > 0 {
		w.raw(` width="`, strconv.Itoa(n.width), `" height="`, strconv.Itoa(n.height), `"`)
	}
	w.raw(` loading="lazy"/>`)
	w.open("figcaption")
	w.text(n.caption)
	w.close("figcaption")
	w.close("figure")
}

// missingPicture stands for a picture in a text that cannot hold it.
func missingPicture(n *picture) string {
	if n.name != "" {
		return fmt.Sprintf("[Picture: %s (%s)]", n.caption, n.name)
	}
	return fmt.Sprintf("[Picture: %s]", n.caption)
}

// evidence returns the attributes by which the window finds what is shown.
func (w *htmlWriter) evidence(c retro.Citation) []string {
	if w.live {
		return nil
	}
	attributes := []string{"data-evidence", string(c.Evidence)}
	if c.FromLine > 0 {
		attributes = append(attributes, "data-from", strconv.Itoa(c.FromLine), "data-to", strconv.Itoa(max(c.FromLine, c.ToLine)))
	}
	return attributes
}

func (w *htmlWriter) excerpt(n *excerpt) {
	caption := n.title()
	attributes := append([]string{"class", "doc-excerpt"}, w.evidence(n.citation)...)
	if n.folded && !w.plain {
		w.open("details", attributes...)
		w.open("summary")
		w.text(caption)
		w.close("summary")
		w.excerptLines(n)
		w.close("details")
		return
	}
	if w.plain {
		w.excerptLines(n)
		w.open("p")
		w.open("em")
		w.text(caption)
		w.close("em")
		w.close("p")
		return
	}
	w.open("figure", attributes...)
	w.excerptLines(n)
	w.open("figcaption")
	w.text(caption)
	w.close("figcaption")
	w.close("figure")
}

func (w *htmlWriter) excerptLines(n *excerpt) {
	w.open("pre")
	for i, line := range n.lines {
		if i > 0 {
			w.raw("\n")
		}
		if line.At != nil {
			w.span("doc-clock", n.clock(line))
			w.raw(" ")
		}
		if line.Actor != "" {
			w.span("doc-actor", line.Actor+":")
			w.raw(" ")
		}
		switch line.Level {
		case retro.LevelWarn:
			w.span("doc-warn", line.Text)
		case retro.LevelError, retro.LevelFatal:
			w.span("doc-error", line.Text)
		case retro.LevelNone, retro.LevelTrace, retro.LevelDebug, retro.LevelInfo, retro.LevelNotice:
			w.text(line.Text)
		}
	}
	if rest := n.rest(); rest != "" {
		w.raw("\n")
		w.span("doc-clock", rest)
	}
	w.close("pre")
}

// rest says what an excerpt does not show.
func (n *excerpt) rest() string {
	switch {
	case len(n.lines) == 0:
		return "[these lines could not be read]"
	case n.more > 0:
		return "… " + counted(n.more, "more line")
	}
	return ""
}

func (w *htmlWriter) inlines(nodes []inline) {
	for _, node := range nodes {
		w.inline(node)
	}
}

func (w *htmlWriter) inline(node inline) {
	if w.replaceInline != nil && w.replaceInline(node) {
		return
	}
	switch n := node.(type) {
	case text:
		w.prose(string(n))
	case styled:
		tag := styleTags[n.style]
		w.open(tag)
		w.inlines(n.inside)
		w.close(tag)
	case codeSpan:
		w.open("code")
		w.text(string(n))
		w.close("code")
	case link:
		w.link(n.url, func() { w.inlines(n.inside) })
	case reference:
		w.reference(n)
	case lozenge:
		w.span("doc-lozenge doc-"+string(n.tone), n.label)
	case clock:
		w.span("doc-clock", string(n))
	case remark:
		w.span("doc-remark", string(n))
	case changed:
		w.asIs(func() { w.changed(n) })
	case noteMark:
		w.noteMark(n)
	case lineBreak:
		if n.hard {
			w.raw("<br/>")
		}
		w.raw("\n")
	}
}

// noteMark is a raised number, which leads to its note where links lead anywhere.
func (w *htmlWriter) noteMark(n noteMark) {
	number := strconv.Itoa(n.number)
	w.open("sup")
	if w.live && !w.plain {
		w.open("a", "href", "#note-"+number)
		w.text(number)
		w.close("a")
	} else {
		w.text(number)
	}
	w.close("sup")
}

func (w *htmlWriter) footnotes(n footnotes) {
	w.open("ol", "class", "doc-notes", "start", strconv.Itoa(n.notes[0].number))
	for _, note := range n.notes {
		number := strconv.Itoa(note.number)
		w.raw("\n")
		if w.live {
			w.open("li", "id", "note-"+number)
		} else {
			w.open("li")
		}
		w.contents(note.blocks)
		w.close("li")
	}
	w.raw("\n")
	w.close("ol")
}

// changed says in words, too, what the elements mean.
func (w *htmlWriter) changed(n changed) {
	tag, said := "ins", "added: "
	if n.deleted {
		tag, said = "del", "removed: "
	}
	w.open(tag)
	w.span("doc-said", said)
	w.inlines(n.inside)
	w.close(tag)
}

// reference names the source behind the words, where a click cannot open it.
func (w *htmlWriter) reference(n reference) {
	w.asIs(func() { w.referred(n) })
}

func (w *htmlWriter) referred(n reference) {
	if !w.live && n.citation.Evidence == "" && n.event == "" {
		w.inlines(n.inside)
		return
	}
	if !w.live {
		w.open("a", append(w.evidence(n.citation), "data-event", string(n.event), "role", "link", "tabindex", "0")...)
		w.inlines(n.inside)
		w.close("a")
		return
	}
	if _, ok := w.listed[n.event]; ok {
		w.open("a", "href", "#"+eventRowID(n.event))
		w.inlines(n.inside)
		w.close("a")
		return
	}
	w.inlines(n.inside)
	if plain(n.inside) != n.source {
		w.raw(" ")
		w.span("doc-source", "("+n.source+")")
	}
}
