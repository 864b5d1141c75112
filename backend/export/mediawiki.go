package export

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

// writeMediaWiki writes the wikitext of a page, which is also what Copy puts on the
// clipboard, and the pictures to upload for it. Wikitext has no errors: what it does not
// take for markup it shows, and the other way round, see [wikitext].
func writeMediaWiki(doc *document, _ time.Time) Result {
	// All pictures of a wiki share one space of names.
	prefix := retro.FileName(doc.title, "retrospective") + "-"
	w := &mediaWikiWriter{listed: doc.listed, notes: notesOf(doc), prefix: prefix, pipe: "|"}
	body := w.page(doc)
	result := Result{
		Files:     []File{{Name: "page.wikitext", MediaType: "text/x-wiki; charset=utf-8", Data: []byte(body)}},
		Clipboard: Clipboard{Text: body},
	}
	for _, p := range doc.pictures {
		result.Files = append(result.Files, File{Name: "upload/" + prefix + p.name, MediaType: p.media, Data: p.data})
	}
	if count := len(doc.pictures); count > 0 {
		result.Notes = append(result.Notes, "Upload "+counted(count, "picture")+" from the folder upload to the wiki, under the same names.")
	}
	return result
}

// mediaWikiWriter writes blocks as wikitext, each from the beginning of a line.
type mediaWikiWriter struct {
	listed map[retro.EventID]bool // the events to whose rows links lead
	rows   map[retro.EventID]bool // those of them whose row is written
	notes  map[string]footnote    // by name
	told   map[string]bool        // those of them that are written
	prefix string                 // of the names of pictures
	// pipe is "|", or what stands for one within the arguments of a parser function.
	pipe string
	// inLabel counts the links and captions around a text, in which no bracket may stand.
	inLabel int
	// styles are those around a text: marks of one kind do not nest.
	styles []style
}

// notesOf are the footnotes of a document by their names.
func notesOf(doc *document) map[string]footnote {
	all := map[string]footnote{}
	var gather func(blocks []block)
	gather = func(blocks []block) {
		for _, b := range blocks {
			if n, ok := b.(footnotes); ok {
				for _, note := range n.notes {
					all[note.name] = note
				}
			}
			for _, inner := range within(b) {
				gather(inner)
			}
		}
	}
	for _, s := range doc.sections {
		gather(s.blocks)
	}
	return all
}

// within are the blocks that a block holds, by what of it holds them.
func within(b block) [][]block {
	var inner [][]block
	switch n := b.(type) {
	case list:
		for _, it := range n.items {
			inner = append(inner, it.blocks)
		}
	case definitions:
		for _, entry := range n.entries {
			inner = append(inner, entry.meanings...)
		}
	case quote:
		inner = append(inner, n.blocks)
	case details:
		inner = append(inner, n.blocks)
	case footnotes:
		for _, note := range n.notes {
			inner = append(inner, note.blocks)
		}
	case table:
		for _, row := range append([][]cell{n.head}, n.rows...) {
			for _, c := range row {
				inner = append(inner, c)
			}
		}
	}
	return inner
}

func (w *mediaWikiWriter) page(doc *document) string {
	w.rows, w.told = map[retro.EventID]bool{}, map[string]bool{}
	var parts []string
	if glance := wikiGlance(doc); glance != "" {
		parts = append(parts, glance)
	}
	for _, s := range doc.sections {
		parts = append(parts, w.block(heading{level: 2, text: []inline{text(s.heading)}}))
		if blocks := w.blocks(s.blocks); blocks != "" {
			parts = append(parts, blocks)
		}
	}
	if len(w.told) > 0 {
		parts = append(parts, "<references />")
	}
	return strings.Join(parts, "\n\n") + "\n"
}

// wikiGlance is a table with the facts and the answers that a reader wants first.
func wikiGlance(doc *document) string {
	if len(doc.facts) == 0 && len(doc.card) == 0 {
		return ""
	}
	var out strings.Builder
	out.WriteString(tableStart + "\n|+ At a glance")
	row := func(label, value string) {
		out.WriteString("\n|-\n! scope=\"row\" | " + wikitext(label, false) + "\n| " + wikitext(value, false))
	}
	for _, line := range doc.card {
		row(line.label, line.text)
	}
	for _, f := range doc.facts {
		row(f.label, f.value)
	}
	return out.String() + "\n|}"
}

func (w *mediaWikiWriter) blocks(blocks []block) string {
	var parts []string
	for _, b := range blocks {
		if part := w.block(b); part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, "\n\n")
}

func (w *mediaWikiWriter) block(b block) string {
	switch n := b.(type) {
	case heading:
		mark := strings.Repeat("=", n.level)
		return mark + " " + w.line(n.text) + " " + mark
	case paragraph:
		if n.aside {
			return w.line([]inline{styled{emphasis, n.text}})
		}
		return w.line(n.text)
	case list:
		return w.list(n)
	case definitions:
		return w.definitions(n)
	case quote:
		blocks := n.blocks
		if n.alert != "" {
			title := paragraph{text: []inline{styled{strong, []inline{text(alertTitle(n.alert))}}}}
			blocks = append([]block{title}, blocks...)
		}
		return "<blockquote>\n" + w.blocks(blocks) + "\n</blockquote>"
	case code:
		return highlighted(n)
	case footnotes:
		return w.unmarked(n)
	case details:
		return collapsed(w.line(n.summaryLine()), w.blocks(n.blocks))
	case rule:
		return "----"
	case table:
		return w.table(n)
	case *picture:
		return w.picture(n)
	case *excerpt:
		if n.folded {
			return collapsed(w.line([]inline{text(n.title())}), preformatted(n.plainLines()))
		}
		return preformatted(n.plainLines()) + "\n" + w.line([]inline{styled{emphasis, []inline{text(n.title())}}})
	}
	return ""
}

// collapsed is what a click on its line opens, which every skin of MediaWiki can.
func collapsed(line, inside string) string {
	return "<div class=\"mw-collapsible mw-collapsed\">\n" + line + "\n<div class=\"mw-collapsible-content\">\n" + inside + "\n</div>\n</div>"
}

const tableStart = `{| class="wikitable"`

func (w *mediaWikiWriter) table(n table) string {
	var out strings.Builder
	out.WriteString(strings.ReplaceAll(tableStart, "|", w.pipe))
	if n.head != nil {
		out.WriteString("\n" + w.pipe + "-" + w.cells("!", ` scope="col"`, n.head, n.align))
	}
	for i, row := range n.rows {
		out.WriteString("\n" + w.pipe + "-")
		if i < len(n.events) && w.listed[n.events[i]] && !w.rows[n.events[i]] {
			w.rows[n.events[i]] = true
			out.WriteString(` id="` + eventRowID(n.events[i]) + `"`)
		}
		out.WriteString(w.cells(w.pipe, "", row, n.align))
	}
	return out.String() + "\n" + w.pipe + "}"
}

func (w *mediaWikiWriter) cells(mark, attributes string, cells []cell, align []alignment) string {
	var out strings.Builder
	for i, c := range cells {
		out.WriteString("\n" + mark)
		side := alignNone
		if i < len(align) {
			side = align[i]
		}
		own := attributes + [...]string{alignNone: "", alignLeft: "", alignCentre: ` style="text-align: center;"`, alignRight: ` style="text-align: right;"`}[side]
		if own != "" {
			out.WriteString(own + " " + w.pipe)
		}
		inside := w.blocks(c)
		switch {
		case inside == "":
		case isLine(c):
			out.WriteString(" " + inside)
		default:
			out.WriteString("\n" + inside)
		}
	}
	return out.String()
}

// isLine reports whether blocks are no more than a line of text.
func isLine(blocks []block) bool {
	if len(blocks) != 1 {
		return false
	}
	_, isText := blocks[0].(paragraph)
	return isText
}

func (w *mediaWikiWriter) picture(n *picture) string {
	if n.data == nil {
		return w.line([]inline{styled{emphasis, []inline{text(missingPicture(n))}}})
	}
	caption := wikitext(n.caption, true)
	said := caption
	if len(strings.Fields(caption)) < 3 || strings.Contains(caption, "=") {
		said = "<nowiki/>" + said // else it could be an option, such as "left" or "page 2"
	}
	width := ""
	if n.width > 0 {
		width = strconv.Itoa(min(n.width, pageWidth)) + "px"
	}
	options := slices.DeleteFunc([]string{"File:" + w.prefix + n.name, "thumb", "none", width, "alt=" + caption, said}, func(s string) bool { return s == "" })
	return "[[" + strings.Join(options, w.pipe) + "]]"
}

// unmarked are the notes at which no text points: paragraphs, for the wiki has a place
// for those alone that something points at.
func (w *mediaWikiWriter) unmarked(n footnotes) string {
	var parts []string
	for _, note := range n.notes {
		if !w.told[note.name] {
			parts = append(parts, w.blocks(note.led(styled{superscript, []inline{text(strconv.Itoa(note.number))}})))
		}
	}
	return strings.Join(parts, "\n\n")
}

// noteMark is the mark of a note, of which the first holds the note. A note that points
// at others is written as a parser function: the tag holds no other of its kind.
func (w *mediaWikiWriter) noteMark(mark noteMark) string {
	name := `name="note-` + strconv.Itoa(mark.number) + `"`
	note, ok := w.notes[mark.name]
	if w.told[mark.name] || !ok {
		return "<ref " + name + " />"
	}
	w.told[mark.name] = true
	outerPipe, outerLabel, outerStyles := w.pipe, w.inLabel, w.styles
	w.inLabel, w.styles = 0, nil
	defer func() { w.pipe, w.inLabel, w.styles = outerPipe, outerLabel, outerStyles }()
	if hasMarks(note.blocks) {
		w.pipe = "{{!}}"
		return "{{#tag:ref|" + w.boxed(note.blocks) + "|" + name + "}}"
	}
	return "<ref " + name + ">" + w.boxed(note.blocks) + "</ref>"
}

// boxed writes blocks where a line goes on: as they are where they are a line, else in an
// element in which the wiki makes paragraphs.
func (w *mediaWikiWriter) boxed(blocks []block) string {
	inside := w.blocks(blocks)
	if len(blocks) == 0 || isLine(blocks) {
		return inside
	}
	return "<div>\n" + inside + "\n</div>"
}

// hasMarks reports whether blocks point at a footnote.
func hasMarks(blocks []block) bool {
	return slices.ContainsFunc(blocks, func(b block) bool {
		var lines [][]inline
		switch n := b.(type) {
		case paragraph:
			lines = [][]inline{n.text}
		case heading:
			lines = [][]inline{n.text}
		case details:
			lines = [][]inline{n.summary}
		case definitions:
			for _, entry := range n.entries {
				lines = append(lines, entry.terms...)
			}
		}
		return slices.ContainsFunc(lines, marksNote) || slices.ContainsFunc(within(b), hasMarks)
	})
}

func marksNote(nodes []inline) bool {
	return slices.ContainsFunc(nodes, func(node inline) bool {
		switch n := node.(type) {
		case noteMark:
			return true
		case styled:
			return marksNote(n.inside)
		case link:
			return marksNote(n.inside)
		case reference:
			return marksNote(n.inside)
		}
		return false
	})
}
