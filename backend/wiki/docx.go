package wiki

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/retro"
)

const (
	maxEntries = 5000     // files in a document
	maxPart    = 16 << 20 // bytes of one of them, unpacked
)

// readDOCX reads a word processor's document: a zip file of XML of which the
// text, the styles, the lists and the links are read and nothing else.
// Source: ECMA-376, Office Open XML, part 1.
func readDOCX(data []byte) (Page, error) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return Page{}, retro.Errorf(retro.CodeDamaged, "the document cannot be opened: %w", err).WithHint("save it as DOCX again, it may be cut off")
	}
	if len(archive.File) > maxEntries {
		return Page{}, tooLarge("a document of %d parts is too large to be read back", len(archive.File))
	}
	body, err := part(archive, "word/document.xml")
	if err != nil {
		return Page{}, err
	}
	document := body.find("w:body")
	if document == nil {
		return Page{}, retro.Errorf(retro.CodeUnsupported, "the file is a zip, but no DOCX document").
			WithHint("a page comes back as Markdown, HTML, DOCX or Confluence's storage format")
	}
	r := docxReader{converter: &converter{}, styles: map[string]string{}, links: map[string]string{}, bullets: map[string]bool{}}
	for _, of := range []struct {
		path string
		read func(*node)
	}{
		{"word/styles.xml", r.readStyles}, {"word/_rels/document.xml.rels", r.readLinks}, {"word/numbering.xml", r.readNumbering},
	} {
		root, err := part(archive, of.path)
		if err != nil {
			return Page{}, err
		}
		of.read(root)
	}
	r.titled = strings.Contains(r.styleNames(document), "|title|")
	return Page{Format: DOCX, Blocks: r.flow(document.children)}, nil
}

// part reads one part of a document, empty where there is none.
func part(archive *zip.Reader, name string) (*node, error) {
	file, err := archive.Open(name)
	if err != nil {
		return &node{}, nil // every part but the text may be missing, and readDOCX notices that
	}
	defer file.Close() //nolint:errcheck // only read from
	data, err := io.ReadAll(io.LimitReader(file, maxPart+1))
	if err != nil {
		return nil, retro.Errorf(retro.CodeDamaged, "the document is damaged in %s: %w", name, err).WithHint("save it as DOCX again, it may be cut off")
	}
	if len(data) > maxPart {
		return nil, tooLarge("a document of more than %d MB of text is too large to be read back", maxPart>>20)
	}
	return xmlTree(string(data))
}

type docxReader struct {
	*converter
	styles  map[string]string // the name of a style by its id, in lower case
	links   map[string]string // the destination of a link by its id
	bullets map[string]bool   // whether "number level" has bullets
	titled  bool              // a title stands above the headings
}

func (r docxReader) readStyles(root *node) {
	root.each("w:style", func(style *node) {
		if name := style.child("w:name"); name != nil {
			r.styles[style.attr["w:styleid"]] = strings.ToLower(name.attr["w:val"])
		}
	})
}

func (r docxReader) readLinks(root *node) {
	root.each("relationship", func(relation *node) {
		if strings.HasSuffix(relation.attr["type"], "/hyperlink") {
			r.links[relation.attr["id"]] = relation.attr["target"]
		}
	})
}

func (r docxReader) readNumbering(root *node) {
	bullets := map[string]bool{}
	root.each("w:abstractnum", func(list *node) {
		list.each("w:lvl", func(level *node) {
			if format := level.child("w:numfmt"); format != nil && format.attr["w:val"] == "bullet" {
				bullets[list.attr["w:abstractnumid"]+" "+level.attr["w:ilvl"]] = true
			}
		})
	})
	root.each("w:num", func(number *node) {
		if list := number.child("w:abstractnumid"); list != nil {
			for level := range strings.SplitSeq("0 1 2 3 4 5 6 7 8", " ") {
				r.bullets[number.attr["w:numid"]+" "+level] = bullets[list.attr["w:val"]+" "+level]
			}
		}
	})
}

// each calls visit with every element of a name below n, but not with those in
// each other.
func (n *node) each(name string, visit func(*node)) {
	for _, child := range n.children {
		if child.name == name {
			visit(child)
		} else {
			child.each(name, visit)
		}
	}
}

// styleNames lists the styles of the paragraphs, each between bars.
func (r docxReader) styleNames(document *node) string {
	var names strings.Builder
	document.each("w:p", func(p *node) { names.WriteString("|" + r.style(p) + "|") })
	return names.String()
}

// style is the name of a paragraph's style.
func (r docxReader) style(p *node) string {
	properties := p.child("w:ppr")
	if properties == nil || properties.child("w:pstyle") == nil {
		return ""
	}
	id := properties.child("w:pstyle").attr["w:val"]
	return firstOf(r.styles[id], strings.ToLower(id))
}

// flow reads what stands under each other. Lists and code are paragraphs in a
// row that say of themselves what they are.
func (r docxReader) flow(nodes []*node) []Block {
	var pieces []flowPiece
	var code []string
	flush := func() {
		if len(code) > 0 {
			pieces = append(pieces, flowPiece{block: Block{Markdown: markdown.Fenced("", strings.Join(code, "\n"))}})
		}
		code = nil
	}
	add := func(blocks []Block) {
		flush()
		for _, b := range blocks {
			pieces = append(pieces, flowPiece{block: b})
		}
	}
	for _, n := range withoutDeletedMarks(nodes) {
		switch n.name {
		case "w:p":
			if item, ok := r.item(n); ok {
				flush()
				pieces = append(pieces, flowPiece{item: &item})
				continue
			}
			if isTerm, isMeaning := r.style(n) == "definition term", r.style(n) == "definition"; isTerm || isMeaning {
				flush()
				pieces = append(pieces, flowPiece{block: Block{Markdown: r.defined(n, isTerm)}, isTerm: isTerm, isMeaning: isMeaning})
				continue
			}
			if isCodeStyle(r.style(n)) {
				code = append(code, r.words(n))
				continue
			}
			runs := r.runs(n.children, form{})
			if line, ok := codeLine(runs); ok && r.headingLevel(r.style(n)) == 0 {
				code = append(code, line)
				continue
			}
			switch b, ok := r.paragraph(n, runs); {
			case ok:
				add(b)
			case code != nil:
				flush() // an empty line parts two blocks of code
			}
		case "w:tbl":
			add(r.table(n))
		case "w:sdt", "w:sdtcontent", "w:ins", "w:moveto", "w:smarttag", "w:customxml":
			add(r.flow(n.children))
		}
	}
	flush()
	return gathered(withDefinitions(pieces))
}

// flowPiece is an item of a list, or a block that is none.
type flowPiece struct {
	item              *listItem
	block             Block
	isTerm, isMeaning bool // of a definition
}

// gathered makes lists of the items that follow each other. What stands between two
// items that are numbered together belongs to the first of them: Word has no other way
// to put a block into an item.
func gathered(pieces []flowPiece) []Block {
	var blocks []Block
	var items []listItem
	for i, p := range pieces {
		switch {
		case p.item != nil:
			items = append(items, *p.item)
			continue
		case len(items) > 0 && goesOn(items, pieces[i:]):
			last := &items[len(items)-1]
			last.text += "\n\n" + p.block.Markdown
			continue
		case len(items) > 0:
			blocks = append(blocks, nested(items))
			items = nil
		}
		blocks = append(blocks, p.block)
	}
	if len(items) > 0 {
		blocks = append(blocks, nested(items))
	}
	return blocks
}

// goesOn reports whether the numbers of a list go on below some blocks.
func goesOn(items []listItem, rest []flowPiece) bool {
	for _, p := range rest {
		if p.item != nil {
			return p.item.ordered && slices.ContainsFunc(items, func(it listItem) bool {
				return it.number != "" && it.number == p.item.number && it.level == p.item.level
			})
		}
		if p.block.Level > 0 || p.block.Table != nil {
			return false
		}
	}
	return false
}

// A document that is read while its changes are tracked says what it would be
// with all of them accepted: what was taken out (w:del, w:moveFrom) is no part of
// it, what was put in (w:ins, w:moveTo) is.

// withoutDeletedMarks joins paragraphs whose end was taken out to the next.
func withoutDeletedMarks(nodes []*node) []*node {
	var out []*node
	var open []*node // what stands in paragraphs without an end
	for _, n := range nodes {
		if n.name != "w:p" {
			if n.name == "w:tbl" && len(open) > 0 {
				out, open = append(out, element("w:p", open...)), nil
			}
			out = append(out, n)
			continue
		}
		if properties := n.child("w:ppr"); properties != nil && isTakenOut(properties.child("w:rpr")) {
			for _, child := range n.children {
				if child.name != "w:ppr" {
					open = append(open, child)
				}
			}
			continue
		}
		if len(open) > 0 {
			joined := *n
			joined.children = slices.Concat(open, n.children)
			n, open = &joined, nil
		}
		out = append(out, n)
	}
	if len(open) > 0 {
		out = append(out, element("w:p", open...))
	}
	return out
}

// isTakenOut reports whether the properties of a row or of a paragraph's end say
// that it was deleted or moved away.
func isTakenOut(properties *node) bool {
	return properties != nil && (properties.child("w:del") != nil || properties.child("w:movefrom") != nil)
}

func isCodeStyle(name string) bool {
	for _, part := range []string{"code", "preformatted", "macro text", "plain text"} {
		if strings.Contains(name, part) {
			return true
		}
	}
	return false
}

// paragraph reads one of which the runs are known.
func (r docxReader) paragraph(p *node, runs []run) ([]Block, bool) {
	text := line(runs, "\\\n")
	style := r.style(p)
	properties := p.child("w:ppr")
	if text == "" {
		if properties != nil && properties.find("w:pbdr") != nil {
			return []Block{{Markdown: "***"}}, true
		}
		return nil, false
	}
	if level := r.headingLevel(style); level > 0 {
		return []Block{{Level: level, Markdown: strings.TrimPrefix(strings.ReplaceAll(text, "\\\n", " "), `\`)}}, true
	}
	if strings.Contains(style, "quote") {
		return quoted("", []Block{{Markdown: text}}), true
	}
	return []Block{{Markdown: text}}, true
}

func (r docxReader) headingLevel(style string) int {
	if style == "title" {
		return 1
	}
	number, ok := strings.CutPrefix(strings.ReplaceAll(style, " ", ""), "heading")
	if !ok || len(number) != 1 || number[0] < '1' || number[0] > '9' {
		return 0
	}
	level := int(number[0] - '0')
	if r.titled {
		level++
	}
	return min(level, 6)
}

// item reads a paragraph of a list.
func (r docxReader) item(p *node) (listItem, bool) {
	style := r.style(p)
	if r.headingLevel(style) > 0 {
		return listItem{}, false
	}
	item := listItem{level: 1}
	properties := p.child("w:ppr")
	var numbering *node
	if properties != nil {
		numbering = properties.child("w:numpr")
	}
	switch {
	case numbering != nil && numbering.child("w:numid") != nil && numbering.child("w:numid").attr["w:val"] != "0":
		level := "0"
		if depth := numbering.child("w:ilvl"); depth != nil && len(depth.attr["w:val"]) == 1 {
			level = depth.attr["w:val"]
		}
		item.level = int(level[0]-'0') + 1
		item.number = numbering.child("w:numid").attr["w:val"]
		item.ordered = !r.bullets[item.number+" "+level]
	case strings.HasPrefix(style, "list bullet"), strings.HasPrefix(style, "list number"):
		if last := style[len(style)-1]; last >= '1' && last <= '9' {
			item.level = int(last - '0')
		}
		item.ordered = strings.HasPrefix(style, "list number")
	default:
		return listItem{}, false
	}
	item.text = line(r.runs(p.children, form{}), "\\\n")
	return item, item.text != ""
}

// words is the text of a paragraph without any form.
func (r docxReader) words(p *node) string {
	var out strings.Builder
	for _, run := range r.runs(p.children, form{}) {
		if run.form.hardStop {
			out.WriteByte('\n')
		}
		out.WriteString(run.text)
	}
	return out.String()
}

func (r docxReader) runs(nodes []*node, f form) []run {
	var out []run
	for _, n := range nodes {
		switch n.name {
		case "w:r":
			out = append(out, textRun(n, f)...)
		case "w:hyperlink":
			linked := f
			linked.link = safeLink(r.links[n.attr["r:id"]])
			out = append(out, r.runs(n.children, linked)...)
		case "w:ins", "w:moveto", "w:smarttag", "w:sdt", "w:sdtcontent", "w:fldsimple", "w:customxml", "w:dir", "w:bdo":
			out = append(out, r.runs(n.children, f)...)
		}
	}
	return out
}

func textRun(n *node, f form) []run {
	if p := n.child("w:rpr"); p != nil {
		f.strong = isOn(p.child("w:b"))
		f.emphasis = isOn(p.child("w:i"))
		f.strike = isOn(p.child("w:strike"))
		f.code = isCode(p)
		if font := p.child("w:rfonts"); font != nil {
			f.monospaced = isMonospaced(font.attr["w:ascii"])
		}
		if shift := p.child("w:vertalign"); shift != nil {
			f.tag = map[string]string{"subscript": "sub", "superscript": "sup"}[shift.attr["w:val"]]
		}
	}
	var out []run
	for _, child := range n.children {
		switch child.name {
		case "w:t":
			out = append(out, run{text: child.words(), form: f})
		case "w:tab":
			out = append(out, run{text: " ", form: f})
		case "w:nobreakhyphen":
			out = append(out, run{text: "-", form: f})
		case "w:br", "w:cr":
			out = append(out, run{form: form{hardStop: true}})
		case "w:drawing", "w:pict":
			picture := element("img")
			if about := child.find("wp:docpr"); about != nil {
				picture.set("alt", firstOf(about.attr["descr"], about.attr["title"], about.attr["name"]))
			}
			out = append(out, run{text: pictureMarkdown(picture), raw: true})
		}
	}
	return out
}

// isOn reports whether a property that is on by being there is not turned off.
func isOn(property *node) bool {
	if property == nil {
		return false
	}
	switch property.attr["w:val"] {
	case "0", "false", "off", "none":
		return false
	}
	return true
}

// isCode reports whether a run has a style for code.
func isCode(properties *node) bool {
	style := properties.child("w:rstyle")
	if style == nil {
		return false
	}
	name := strings.ToLower(style.attr["w:val"])
	return strings.Contains(name, "code") || strings.Contains(name, "verbatim")
}

func (r docxReader) table(n *node) []Block {
	t := &Table{}
	n.each("w:tr", func(row *node) {
		properties := row.child("w:trpr")
		if isTakenOut(properties) {
			return
		}
		var cells []Cell
		row.each("w:tc", func(cell *node) { cells = append(cells, cellOf(r.flow(cell.children))) })
		if t.Head == nil && len(t.Rows) == 0 && properties != nil && isOn(properties.child("w:tblheader")) {
			t.Head = cells
			return
		}
		t.Rows = append(t.Rows, cells)
	})
	if t.width() == 0 {
		return nil
	}
	return []Block{{Markdown: t.markdown(), Table: t}}
}
