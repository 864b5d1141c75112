package export

import (
	"html"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	goldtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/afterword-app/afterword/backend/retro"
)

// deepest is how far nodes may stand inside each other before the rest is taken
// as plain text; a browser stops at about 500.
const deepest = 48

// markdownParser reads GitHub's Markdown but for footnotes, of which the parser
// makes a quadratic search. Attributes in braces stay off: they would let text
// style itself.
var markdownParser = goldmark.New(goldmark.WithExtensions(
	extension.Table,
	extension.Strikethrough,
	extension.TaskList,
	extension.NewLinkify(extension.WithLinkifyAllowedProtocols([]string{"http:", "https:", "mailto:"})),
)).Parser()

// embedder turns references to evidence into nodes; see builder.
type embedder interface {
	// embed returns what an image with this destination shows, nil when it is not
	// about evidence.
	embed(destination, caption string) inline
	// refer returns what a link with this destination is, nil likewise.
	refer(destination string, inside []inline) inline
	// leaveOut takes note of what was not taken over.
	leaveOut(what omission)
}

// parseMarkdown reads what somebody wrote. Headings are shifted so that the
// highest is level 3.
func parseMarkdown(markdown string, embeds embedder) []block {
	var blocks []block
	for _, part := range guard(clean(markdown)) {
		if part.hostile {
			embeds.leaveOut(omittedMarkup)
			blocks = append(blocks, code{text: strings.Trim(part.text, "\n")})
			continue
		}
		source := []byte(part.text)
		c := converter{source: source, embeds: embeds}
		root := markdownParser.Parse(goldtext.NewReader(source))
		blocks = append(blocks, c.blocks(root, 0)...)
	}
	shiftHeadings(blocks)
	return blocks
}

func shiftHeadings(blocks []block) {
	top := 3
	for _, b := range blocks {
		if h, ok := b.(heading); ok {
			top = min(top, h.level)
		}
	}
	for i, b := range blocks {
		if h, ok := b.(heading); ok {
			h.level = min(6, h.level+3-top)
			blocks[i] = h
		}
	}
}

// converter takes over the nodes of one parsed text.
type converter struct {
	source []byte
	embeds embedder
}

func (c converter) blocks(parent ast.Node, depth int) []block {
	var blocks []block
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		blocks = append(blocks, c.block(n, depth+1)...)
	}
	return blocks
}

func (c converter) block(node ast.Node, depth int) []block {
	if depth > deepest {
		c.embeds.leaveOut(omittedMarkup)
		return []block{code{text: c.rawText(node)}}
	}
	switch n := node.(type) {
	case *ast.Heading:
		return []block{heading{level: n.Level, text: c.inlines(n, 1, false)}}
	case *ast.Paragraph, *ast.TextBlock:
		return splitEmbeds(c.inlines(n, 0, true))
	case *ast.ThematicBreak:
		return []block{rule{}}
	case *ast.FencedCodeBlock:
		return []block{code{language: string(n.Language(c.source)), text: c.lines(n)}}
	case *ast.CodeBlock:
		return []block{code{text: c.lines(n)}}
	case *ast.HTMLBlock:
		return c.rawHTML(n)
	case *ast.Blockquote:
		return []block{c.quote(n, depth)}
	case *ast.List:
		return []block{c.list(n, depth)}
	case *extast.Table:
		return []block{c.table(n)}
	}
	return c.blocks(node, depth)
}

// lines returns the source lines of a block of code.
func (c converter) lines(n ast.Node) string {
	return strings.TrimSuffix(string(n.Lines().Value(c.source)), "\n")
}

// rawHTML shows markup that somebody typed as the text that it is. Comments are
// what their writer wanted nobody to read, and stay out.
func (c converter) rawHTML(n *ast.HTMLBlock) []block {
	raw := string(n.Lines().Value(c.source))
	if n.HasClosure() {
		raw += string(n.ClosureLine.Value(c.source))
	}
	raw = strings.TrimSpace(raw)
	if n.HTMLBlockType == ast.HTMLBlockType2 && strings.HasPrefix(raw, "<!--") {
		_, after, _ := strings.Cut(raw, "-->")
		raw = strings.TrimSpace(after)
	}
	if raw == "" {
		return nil
	}
	return []block{code{language: "html", text: raw}}
}

// rawText is all source below a node, for what is too deep to be formed.
func (c converter) rawText(node ast.Node) string {
	var out strings.Builder
	_ = ast.Walk(node, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering && n.Type() == ast.TypeBlock && n.Lines() != nil {
			out.Write(n.Lines().Value(c.source))
		}
		return ast.WalkContinue, nil
	})
	return strings.TrimSuffix(out.String(), "\n")
}

// quote reads a quotation, or an admonition where its first line is "[!NOTE]".
func (c converter) quote(n *ast.Blockquote, depth int) quote {
	q := quote{blocks: c.blocks(n, depth)}
	first, ok := n.FirstChild().(*ast.Paragraph)
	if !ok || first.Lines().Len() == 0 || len(q.blocks) == 0 {
		return q
	}
	lines := first.Lines()
	line := lines.At(0)
	opening := strings.TrimSpace(string(line.Value(c.source)))
	name, isAlert := strings.CutPrefix(opening, "[!")
	name, closed := strings.CutSuffix(name, "]")
	kind := alert(strings.ToLower(name))
	known := []alert{alertNote, alertTip, alertImportant, alertWarning, alertCaution}
	lead, isText := q.blocks[0].(paragraph)
	if !isAlert || !closed || !isText || !slices.Contains(known, kind) {
		return q
	}
	q.alert = kind
	if lines.Len() == 1 {
		q.blocks = q.blocks[1:]
		return q
	}
	if at := slices.IndexFunc(lead.text, func(node inline) bool { _, ok := node.(lineBreak); return ok }); at >= 0 {
		lead.text = lead.text[at+1:]
		q.blocks[0] = lead
	}
	return q
}

func (c converter) list(n *ast.List, depth int) list {
	l := list{ordered: n.IsOrdered(), start: n.Start}
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		it := item{blocks: c.blocks(child, depth+1)}
		if first := child.FirstChild(); first != nil {
			if box, ok := first.FirstChild().(*extast.TaskCheckBox); ok {
				it.task = taskOpen
				if box.IsChecked {
					it.task = taskDone
				}
			}
		}
		l.items = append(l.items, it)
	}
	return l
}

func (c converter) table(n *extast.Table) table {
	t := table{}
	for _, a := range n.Alignments {
		t.align = append(t.align, map[extast.Alignment]alignment{
			extast.AlignLeft: alignLeft, extast.AlignCenter: alignCentre, extast.AlignRight: alignRight,
		}[a])
	}
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []cell
		for child := row.FirstChild(); child != nil; child = child.NextSibling() {
			cells = append(cells, splitEmbeds(c.inlines(child, 1, true)))
		}
		if _, ok := row.(*extast.TableHeader); ok {
			t.head = cells
			continue
		}
		t.rows = append(t.rows, cells)
	}
	return t
}

// splitEmbeds lets the pictures and excerpts out of a paragraph.
func splitEmbeds(inlines []inline) []block {
	var blocks []block
	flush := func(line []inline) {
		line = trimBreaks(line)
		if len(line) > 0 {
			blocks = append(blocks, paragraph{text: line})
		}
	}
	start := 0
	for i, node := range inlines {
		if e, ok := node.(embedded); ok {
			flush(inlines[start:i])
			blocks = append(blocks, e.block)
			start = i + 1
		}
	}
	flush(inlines[start:])
	return blocks
}

// trimBreaks cuts line breaks and space off both ends.
func trimBreaks(line []inline) []inline {
	trim := func(at int, cut func(string) string) bool {
		switch n := line[at].(type) {
		case lineBreak:
			return true
		case text:
			line[at] = text(cut(string(n)))
			return line[at] == text("")
		}
		return false
	}
	line = slices.Clone(line)
	for len(line) > 0 && trim(0, func(s string) string { return strings.TrimLeft(s, " \t") }) {
		line = line[1:]
	}
	for len(line) > 0 && trim(len(line)-1, func(s string) string { return strings.TrimRight(s, " \t") }) {
		line = line[:len(line)-1]
	}
	return line
}

// inlines takes over the children of a node. Embeds become blocks only where
// split is true; elsewhere they are references.
func (c converter) inlines(parent ast.Node, depth int, split bool) []inline {
	var out []inline
	add := func(nodes ...inline) {
		for _, node := range nodes {
			if t, ok := node.(text); ok && len(out) > 0 {
				if before, ok := out[len(out)-1].(text); ok {
					out[len(out)-1] = before + t
					continue
				}
			}
			out = append(out, node)
		}
	}
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		add(c.inline(n, depth+1, split)...)
	}
	return out
}

func (c converter) inline(node ast.Node, depth int, split bool) []inline {
	if depth > deepest {
		return c.inlineText(node)
	}
	switch n := node.(type) {
	case *ast.Text:
		return c.text(n)
	case *ast.String:
		return []inline{text(clean(string(n.Value)))}
	case *ast.CodeSpan:
		return []inline{codeSpan(c.spanText(n))}
	case *ast.Emphasis:
		kind := emphasis
		if n.Level == 2 {
			kind = strong
		}
		return c.styled(kind, n, depth)
	case *extast.Strikethrough:
		return c.styled(strike, n, depth)
	case *ast.Link:
		return c.link(string(n.Destination), c.inlines(n, depth, false))
	case *ast.AutoLink:
		return c.autoLink(n)
	case *ast.Image:
		return c.image(n, depth, split)
	case *ast.RawHTML:
		return c.inlineHTML(n)
	case *extast.TaskCheckBox:
		return nil // read by list
	}
	return c.inlines(node, depth, split)
}

func (c converter) styled(kind style, n ast.Node, depth int) []inline {
	inside := c.inlines(n, depth, false)
	if len(inside) == 0 {
		return nil
	}
	return []inline{styled{style: kind, inside: inside}}
}

func (c converter) text(n *ast.Text) []inline {
	value := string(n.Value(c.source))
	if !n.IsRaw() {
		value = unescape(value)
	}
	nodes := []inline{text(value)}
	if n.HardLineBreak() || n.SoftLineBreak() {
		nodes = append(nodes, lineBreak{hard: n.HardLineBreak()})
	}
	return nodes
}

// inlineText is the text below a node without its form.
func (c converter) inlineText(node ast.Node) []inline {
	var out []inline
	_ = ast.Walk(node, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, ok := n.(*ast.Text); ok && entering {
			out = append(out, c.text(t)...)
		}
		return ast.WalkContinue, nil
	})
	return out
}

func (c converter) spanText(n ast.Node) string {
	var out strings.Builder
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		if t, ok := child.(*ast.Text); ok {
			out.WriteString(strings.ReplaceAll(string(t.Value(c.source)), "\n", " "))
		}
	}
	return out.String()
}

func (c converter) link(destination string, inside []inline) []inline {
	if evidence := c.embeds.refer(unescape(destination), inside); evidence != nil {
		return []inline{evidence}
	}
	url, ok := safeURL(unescape(destination))
	if !ok {
		c.embeds.leaveOut(omittedLink)
		return inside
	}
	if inside = withoutLinks(inside); len(inside) == 0 {
		inside = []inline{text(url)}
	}
	return []inline{link{url: url, inside: inside}}
}

// withoutLinks keeps the words of links and references: there are none inside
// each other.
func withoutLinks(nodes []inline) []inline {
	var out []inline
	for _, node := range nodes {
		switch n := node.(type) {
		case link:
			out = append(out, withoutLinks(n.inside)...)
		case reference:
			out = append(out, withoutLinks(n.inside)...)
		case styled:
			out = append(out, styled{n.style, withoutLinks(n.inside)})
		default:
			out = append(out, node)
		}
	}
	return out
}

func (c converter) autoLink(n *ast.AutoLink) []inline {
	destination := string(n.URL(c.source))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(destination), "mailto:") {
		destination = "mailto:" + destination
	}
	return c.link(destination, []inline{text(string(n.Label(c.source)))})
}

// image shows evidence; any other picture would have to be fetched, and becomes
// a link.
func (c converter) image(n *ast.Image, depth int, split bool) []inline {
	destination := unescape(string(n.Destination))
	inside := c.inlines(n, depth, false)
	caption := strings.TrimSpace(plain(inside))
	if !split {
		if evidence := c.embeds.refer(destination, inside); evidence != nil {
			return []inline{evidence}
		}
	} else if evidence := c.embeds.embed(destination, caption); evidence != nil {
		return []inline{evidence}
	}
	c.embeds.leaveOut(omittedPicture)
	if len(inside) == 0 {
		inside = []inline{text("picture")}
	}
	if url, ok := safeURL(destination); ok {
		return []inline{link{url: url, inside: withoutLinks(inside)}}
	}
	return inside
}

// inlineHTML shows a tag as text, but for a line break, and a comment not at
// all.
func (c converter) inlineHTML(n *ast.RawHTML) []inline {
	raw := string(n.Segments.Value(c.source))
	switch tag := strings.ToLower(strings.ReplaceAll(raw, " ", "")); {
	case tag == "<br>" || tag == "<br/>":
		return []inline{lineBreak{hard: true}}
	case strings.HasPrefix(tag, "<!--"):
		return nil
	}
	return []inline{text(raw)}
}

// unescape resolves backslash escapes and entities in one pass, as Markdown has
// them. An entity for a line end becomes a space: text never spans lines.
func unescape(s string) string {
	if !strings.ContainsAny(s, `\&`) {
		return s
	}
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s) && isPunctuation(s[i+1]):
			i++
			out.WriteByte(s[i])
		case s[i] == '&' && beginsEntity(s[i:]):
			entity, _, _ := strings.Cut(s[i:], ";")
			out.WriteString(strings.ReplaceAll(clean(html.UnescapeString(entity+";")), "\n", " "))
			i += len(entity)
		default:
			out.WriteByte(s[i])
		}
	}
	return out.String()
}

// longestEntity is more than the name of any entity has.
const longestEntity = 40

// beginsEntity reports whether text that starts with "&" begins with an entity.
func beginsEntity(s string) bool {
	end := strings.IndexByte(s[:min(len(s), longestEntity)], ';')
	if end < 2 {
		return false
	}
	name := s[1:end]
	if number, ok := strings.CutPrefix(name, "#"); ok {
		hexadecimal := strings.TrimLeft(number, "xX")
		base := 10
		if len(hexadecimal) == len(number)-1 {
			number, base = hexadecimal, 16
		}
		_, err := strconv.ParseUint(number, base, 32)
		return err == nil
	}
	_, known := util.LookUpHTML5EntityByName(name)
	return known
}

func isPunctuation(c byte) bool {
	return c > ' ' && c < 0x7f && (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z')
}

// citationOf reads "evidence/ID#L1-L2" and reports whether it is about evidence
// at all.
func citationOf(destination string) (retro.Citation, bool) {
	if !strings.HasPrefix(destination, "evidence/") {
		return retro.Citation{}, false
	}
	citation, err := retro.ParseCitation(destination)
	return citation, err == nil
}
