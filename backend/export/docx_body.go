package export

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

const (
	docxLevels = 9   // that a list may have
	docxIndent = 360 // of a level of a list, in twentieths of a point
	// docxTwip is a twentieth of a point and docxPixel a pixel, in English Metric
	// Units. With docxTallest two pictures and what is said of them have room on a
	// page, and a tall screenshot is never cut by its end.
	docxTwip    = 635
	docxPixel   = 9525
	docxTallest = 4_000_000
)

func (w *docxWriter) blocks(blocks []block) {
	for i, b := range blocks {
		if i > 0 && isCode(blocks[i-1]) && (isCode(b) || isExcerpt(b)) {
			w.raw(`<w:p/>`) // else the two would be one
		}
		if h, ok := b.(heading); ok && i+1 < len(blocks) && isHeading(blocks[i+1]) {
			// A run of headings is a list: kept together it would leave half a page empty.
			w.heading(h, `<w:keepNext w:val="0"/>`)
			continue
		}
		w.block(b)
	}
}

func isHeading(b block) bool { _, ok := b.(heading); return ok }

func isExcerpt(b block) bool { _, ok := b.(*excerpt); return ok }

func (w *docxWriter) block(b block) {
	switch n := b.(type) {
	case heading:
		// The sections are the first level, so what stands in them is one up.
		w.heading(n, "")
	case paragraph:
		style := [...]string{partNone: "", partTerm: "DefinitionTerm", partMeaning: "Definition"}[n.part]
		w.paragraph(style, func() { w.inlines(n.text, runStyle{italic: n.aside}) })
	case definitions:
		for _, b := range n.flat() {
			w.block(b)
		}
	case list:
		w.list(n, 0)
	case quote:
		w.quote(n)
	case code:
		w.code(strings.Split(strings.TrimSuffix(n.text, "\n"), "\n"))
	case footnotes:
		for _, note := range n.notes {
			for _, b := range note.led(note.noteMark) {
				w.block(b)
			}
		}
	case details:
		for _, b := range n.unfolded() {
			w.block(b)
		}
	case rule:
		w.raw(`<w:p><w:pPr><w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="999999"/></w:pBdr></w:pPr></w:p>`)
	case table:
		w.table(n)
	case *picture:
		w.picture(n)
	case *excerpt:
		w.excerpt(n)
	}
}

func (w *docxWriter) heading(n heading, properties string) {
	style := fmt.Sprintf(`<w:pStyle w:val="Heading%d"/>`, max(1, n.level-1))
	w.properties(style+properties, func() { w.inlines(n.text, runStyle{}) })
}

// paragraph writes one of a style, "" for plain text.
func (w *docxWriter) paragraph(style string, inside func()) {
	if style == "" {
		w.properties("", inside)
		return
	}
	w.properties(`<w:pStyle w:val="`+style+`"/>`, inside)
}

func (w *docxWriter) properties(properties string, inside func()) {
	w.raw("<w:p>")
	if properties != "" {
		w.raw("<w:pPr>", properties, "</w:pPr>")
	}
	inside()
	w.raw("</w:p>")
}

// list writes items as paragraphs that say how deep they stand. What follows the
// first paragraph of an item is indented below it.
func (w *docxWriter) list(n list, depth int) {
	depth = min(depth, docxLevels-1)
	number := 1
	if n.ordered {
		w.numbered = append(w.numbered, numbering{depth, n.start})
		number = len(w.numbered) + 1
	}
	item := fmt.Sprintf(`<w:pStyle w:val="ListParagraph"/><w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>`, depth, number)
	below := fmt.Sprintf(`<w:ind w:left="%d"/>`, docxIndent*(depth+1))
	for _, it := range n.items {
		rest := it.blocks
		var first paragraph
		if len(rest) > 0 {
			if p, ok := rest[0].(paragraph); ok {
				first, rest = p, rest[1:]
			}
		}
		w.properties(item, func() {
			w.run(taskMark(it.task), runStyle{})
			w.inlines(first.text, runStyle{italic: first.aside})
		})
		for _, b := range rest {
			switch inner := b.(type) {
			case list:
				w.list(inner, depth+1)
			case paragraph:
				w.properties(below, func() { w.inlines(inner.text, runStyle{italic: inner.aside}) })
			default:
				w.block(b)
			}
		}
	}
}

// quote writes a quotation; of an admonition the first line says which it is.
func (w *docxWriter) quote(n quote) {
	if n.alert != "" {
		w.paragraph("Quote", func() { w.run(alertTitle(n.alert), runStyle{bold: true}) })
	}
	for _, b := range n.blocks {
		if p, ok := b.(paragraph); ok {
			w.paragraph("Quote", func() { w.inlines(p.text, runStyle{italic: p.aside}) })
			continue
		}
		w.block(b)
	}
}

// code writes a paragraph for each line, and keeps what follows off the last.
func (w *docxWriter) code(lines []string) {
	for i, line := range lines {
		properties := `<w:pStyle w:val="Code"/>`
		if i == len(lines)-1 && w.inCell == 0 {
			properties += `<w:spacing w:after="120"/>`
		}
		w.properties(properties, func() { w.run(line, runStyle{}) })
	}
}

func (w *docxWriter) excerpt(n *excerpt) {
	lines := make([]string, 0, len(n.lines)+1)
	for _, line := range n.lines {
		text := line.Text
		if line.Actor != "" {
			text = line.Actor + ": " + text
		}
		if line.At != nil {
			text = n.clock(line) + " " + text
		}
		lines = append(lines, text)
	}
	if rest := n.rest(); rest != "" {
		lines = append(lines, rest)
	}
	w.code(lines)
	style := "Caption"
	if w.inCell > 0 {
		style = "TableCaption"
	}
	w.paragraph(style, func() { w.run(n.title(), runStyle{}) })
}

func (w *docxWriter) table(n table) {
	widths := columnWidths(n)
	w.raw(`<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/>`)
	if slices.Min(widths) < docxLeast {
		w.raw(`<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>`)
	}
	w.raw(`</w:tblPr><w:tblGrid>`)
	for _, width := range widths {
		w.raw(`<w:gridCol w:w="`, strconv.Itoa(width), `"/>`)
	}
	w.raw(`</w:tblGrid>`)
	if n.head != nil {
		w.row(n.head, widths, n.align, true)
	}
	for _, row := range n.rows {
		w.row(row, widths, n.align, false)
	}
	w.raw(`</w:tbl>`)
	// Two tables that touch would become one.
	w.raw(`<w:p><w:pPr><w:spacing w:before="0" w:after="0"/><w:rPr><w:sz w:val="12"/></w:rPr></w:pPr></w:p>`)
}

const (
	docxTextWidth = 9638 // between the margins, in twentieths of a point
	docxLetter    = 108  // of a table's text, on the wide side
	docxPadding   = 240  // of a cell, both sides
	docxLeast     = 600  // that a column is wide; of narrower ones padding would leave nothing
	leastLetters  = 9    // letters that a column has room for
	mostLetters   = 60
)

// columnWidths gives each column the room of its longest word, so that no time and no
// label breaks, and shares the rest by how much there is to read. Where the words alone
// are wider than the page, it shares the page by them.
func columnWidths(n table) []int {
	var words, wanted []int // letters
	for _, row := range append([][]cell{n.head}, n.rows...) {
		for i, c := range row {
			if i == len(words) {
				words, wanted = append(words, leastLetters), append(wanted, leastLetters)
			}
			for _, b := range c {
				p, isText := b.(paragraph)
				if !isText {
					wanted[i] = mostLetters
					continue
				}
				longest, letters := lettersOf(plain(p.text))
				words[i], wanted[i] = max(words[i], longest), max(wanted[i], letters)
			}
		}
	}
	least, rest, wishes := make([]int, len(words)), docxTextWidth, 0
	for i := range words {
		words[i] = min(words[i], mostLetters/2)
		wanted[i] = max(1, wanted[i]-words[i])
		least[i] = words[i]*docxLetter + docxPadding
		rest -= least[i]
		wishes += wanted[i]
	}
	for i := range least {
		if rest < 0 {
			least[i] = least[i] * docxTextWidth / (docxTextWidth - rest)
		} else {
			least[i] += rest * wanted[i] / wishes
		}
	}
	return least
}

// lettersOf counts the letters of the longest word of a text, and of a line of it when it
// is set in about two.
func lettersOf(text string) (longest, line int) {
	for word := range strings.FieldsSeq(text) {
		longest = max(longest, utf8.RuneCountInString(word))
	}
	return longest, min(mostLetters, max(longest, utf8.RuneCountInString(text)/2))
}

func (w *docxWriter) row(cells []cell, widths []int, align []alignment, isHead bool) {
	w.raw(`<w:tr>`)
	switch {
	case isHead:
		w.raw(`<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`)
	case !slices.ContainsFunc(cells, goesOn):
		w.raw(`<w:trPr><w:cantSplit/></w:trPr>`)
	}
	for i, width := range widths {
		w.raw(`<w:tc><w:tcPr><w:tcW w:w="`, strconv.Itoa(width), `" w:type="dxa"/></w:tcPr>`)
		before := w.body.Len()
		if i < len(cells) {
			for _, b := range cells[i] {
				side := alignNone
				if i < len(align) {
					side = align[i]
				}
				w.inCell = width
				w.cellBlock(b, side, isHead)
				w.inCell = 0
			}
		}
		// A cell ends with a paragraph, always.
		if written := w.body.String()[before:]; !strings.HasSuffix(written, "</w:p>") {
			w.raw(`<w:p/>`)
		}
		w.raw(`</w:tc>`)
	}
	w.raw(`</w:tr>`)
}

// goesOn tells whether a cell may go on for pages: it shows lines.
func goesOn(c cell) bool {
	return slices.ContainsFunc(c, func(b block) bool { return isCode(b) || isExcerpt(b) })
}

func (w *docxWriter) cellBlock(b block, side alignment, isHead bool) {
	if p, ok := b.(paragraph); ok {
		style := "TableText"
		if isHead {
			style = "TableHead"
		}
		properties := `<w:pStyle w:val="` + style + `"/>`
		if set := [...]string{alignNone: "", alignLeft: "", alignCentre: "center", alignRight: "right"}[side]; set != "" {
			properties += `<w:jc w:val="` + set + `"/>`
		}
		w.properties(properties, func() { w.inlines(p.text, runStyle{italic: p.aside}) })
		return
	}
	w.block(b)
}

// picture writes a picture as large as there is room, and its caption.
func (w *docxWriter) picture(n *picture) {
	if n.data == nil {
		w.paragraph("", func() { w.run(missingPicture(n), runStyle{italic: true}) })
		return
	}
	place := -1
	for i, known := range w.media {
		if known.key() == n.key() {
			place = i
		}
	}
	if place < 0 {
		place = len(w.media)
		w.media = append(w.media, n)
	}
	name, _ := docxMedia(place, n)
	width, height := max(1, n.width)*docxPixel, max(1, n.height)*docxPixel
	widest, tallest := docxTextWidth*docxTwip, docxTallest
	if w.inCell > 0 {
		room := max(docxLeast, w.inCell-docxPadding)
		widest, tallest = room*docxTwip, tallest*room/docxTextWidth
	}
	if width > widest {
		width, height = widest, max(1, height*widest/width)
	}
	if height > tallest {
		width, height = max(1, width*tallest/height), tallest
	}
	w.drawings++
	w.properties(`<w:keepNext/>`, func() {
		w.raw(fmt.Sprintf(docxDrawing, width, height, w.drawings, w.drawings, xmlText(n.caption), w.drawings, xmlText(n.name), w.relate("image", name), width, height))
	})
	w.paragraph("Caption", func() { w.run(n.caption, runStyle{}) })
}

// docxMedia names the part of a picture. Word shows no WebP, which is written as
// PNG.
func docxMedia(place int, p *picture) (name string, isConverted bool) {
	extension := pictureTypes[p.media]
	if p.media == "image/webp" {
		extension, isConverted = ".png", true
	}
	return fmt.Sprintf("media/picture%d%s", place+1, extension), isConverted
}

func docxPicture(place int, p *picture) (name string, data []byte) {
	name, isConverted := docxMedia(place, p)
	if !isConverted || p.width*p.height > mostPixels {
		return name, p.data
	}
	decoded, _, err := image.Decode(bytes.NewReader(p.data))
	if err != nil {
		return name, p.data
	}
	var out bytes.Buffer
	if err := png.Encode(&out, decoded); err != nil {
		return name, p.data
	}
	return name, out.Bytes()
}

// runStyle is how a stretch of words looks.
type runStyle struct {
	bold, italic, strike, underline, marked, code, link, label, small bool
	shift                                                             style // subscript, superscript, or neither
}

func (s runStyle) properties() string {
	var out strings.Builder
	switch {
	case s.code:
		out.WriteString(`<w:rStyle w:val="InlineCode"/>`)
	case s.link:
		out.WriteString(`<w:rStyle w:val="Hyperlink"/>`)
	case s.label:
		out.WriteString(`<w:rStyle w:val="Label"/>`)
	}
	// In the order that the schema asks for.
	for _, mark := range []struct {
		on   bool
		form string
	}{
		{s.bold, `b`},
		{s.italic, `i`},
		{s.strike, `strike`},
		{s.small, `sz w:val="18"`},
		{s.marked, `highlight w:val="yellow"`},
		{s.underline, `u w:val="single"`},
		{s.shift == subscript, `vertAlign w:val="subscript"`},
		{s.shift == superscript, `vertAlign w:val="superscript"`},
	} {
		if mark.on {
			out.WriteString("<w:" + mark.form + "/>")
		}
	}
	if out.Len() == 0 {
		return ""
	}
	return "<w:rPr>" + out.String() + "</w:rPr>"
}

func (w *docxWriter) run(words string, style runStyle) {
	if words != "" {
		w.raw(`<w:r>`, style.properties(), `<w:t xml:space="preserve">`, xmlText(words), `</w:t></w:r>`)
	}
}

func (w *docxWriter) inlines(nodes []inline, style runStyle) {
	for _, node := range nodes {
		w.inline(node, style)
	}
}

func (w *docxWriter) inline(node inline, style runStyle) {
	switch n := node.(type) {
	case text:
		w.run(string(n), style)
	case styled:
		switch n.style {
		case emphasis:
			style.italic = true
		case strong:
			style.bold = true
		case strike:
			style.strike = true
		case underlined:
			style.underline = true
		case marked:
			style.marked = true
		case key:
			style.code = true
		case subscript, superscript:
			style.shift = n.style
		}
		w.inlines(n.inside, style)
	case codeSpan:
		style.code = true
		w.run(string(n), style)
	case link:
		style.link = true
		w.raw(`<w:hyperlink r:id="`, w.relate("hyperlink", n.url), `">`)
		w.inlines(n.inside, style)
		w.raw(`</w:hyperlink>`)
	case reference:
		w.inlines(n.inside, style)
		if plain(n.inside) != n.source {
			w.run(" ("+n.source+")", style)
		}
	case lozenge:
		style.label = true
		w.run(n.label, style)
	case clock:
		style.small = w.inCell > 0
		w.run(string(n), style)
	case remark:
		w.run(string(n), style)
	case noteMark:
		style.shift = superscript
		w.run(strconv.Itoa(n.number), style)
	case lineBreak:
		if n.hard {
			w.raw(`<w:r><w:br/></w:r>`)
			return
		}
		w.run(" ", style)
	}
}
