package wiki

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/afterword-app/afterword/backend/markdown"
)

// converter makes blocks of nodes.
type converter struct {
	notes []string
	kept  int // macros that were kept verbatim
}

func convert(format Format, root *node) Page {
	c := &converter{}
	page := Page{Format: format, Blocks: c.flow(root.children)}
	switch {
	case c.kept == 1:
		c.note("1 macro that Afterword does not know is kept as it is.")
	case c.kept > 1:
		c.note(fmt.Sprintf("%d macros that Afterword does not know are kept as they are.", c.kept))
	}
	page.Notes = c.notes
	return page
}

func (c *converter) note(sentence string) {
	if !slices.Contains(c.notes, sentence) {
		c.notes = append(c.notes, sentence)
	}
}

// flow reads what stands under each other. Text between blocks is a paragraph.
func (c *converter) flow(nodes []*node) []Block {
	var blocks []Block
	var inline []*node
	flush := func() {
		if text := line(c.runs(inline, form{}), "\\\n"); text != "" {
			blocks = append(blocks, Block{Markdown: text})
		}
		inline = nil
	}
	nodes = indentedLists(nodes)
	for i := 0; i < len(nodes); i++ {
		n := nodes[i]
		if isDropped(n) {
			continue
		}
		if count := wordList(nodes[i:]); count > 0 {
			flush()
			blocks = append(blocks, c.wordList(nodes[i:i+count]))
			i += count - 1
			continue
		}
		if definition, count := c.setIn(nodes[i:]); count > 0 {
			flush()
			blocks = append(blocks, definition)
			i += count - 1
			continue
		}
		if !isBlock(n) {
			inline = append(inline, n)
			continue
		}
		flush()
		if lines, count := c.codeLines(nodes[i:]); count > 0 {
			blocks = append(blocks, Block{Markdown: markdown.Fenced("", strings.Join(lines, "\n"))})
			i += count - 1
			continue
		}
		blocks = append(blocks, c.block(n)...)
	}
	flush()
	return blocks
}

func isDropped(n *node) bool {
	switch n.name {
	case "script", "style", "head", "title", "meta", "link", "template", "noscript", "iframe", "object", "embed", "svg", "colgroup", "o:p":
		return true
	case "footer":
		return true // of an exported page: when it was made
	case "ac:adf-attribute":
		return true
	}
	return false
}

// isBlock reports whether an element ends the line before it. An element that
// has no form of its own is a block if one stands in it.
func isBlock(n *node) bool {
	switch n.name {
	case "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "pre", "hr", "table", "dl", "figure", "details",
		"div", "section", "article", "main", "header", "body", "html", "address", "ac:task-list", "ac:layout", "ac:layout-section",
		"ac:layout-cell", "ac:rich-text-body", "ac:adf-extension", "ac:adf-node", "ac:adf-content", "ac:adf-fallback", "li", "center", "fieldset", "form", "nav", "aside":
		return true
	case "ac:structured-macro", "ac:macro":
		return isBlockMacro(n)
	case "", "code", "br", "img", "ac:image", "ac:link":
		return false
	}
	if n.holds == unasked {
		n.holds = no
		if slices.ContainsFunc(n.children, isBlock) {
			n.holds = yes
		}
	}
	return n.holds == yes
}

func (c *converter) block(n *node) []Block {
	switch n.name {
	case "h1", "h2", "h3", "h4", "h5", "h6":
		if text := line(c.runs(n.children, form{}), " "); text != "" {
			return []Block{{Level: int(n.name[1] - '0'), Markdown: strings.TrimPrefix(text, `\`)}}
		}
		return nil
	case "ul", "ol":
		return c.list(n)
	case "ac:task-list":
		return c.taskList(n)
	case "blockquote":
		return c.quote(n)
	case "pre":
		return []Block{{Markdown: markdown.Fenced(codeLanguage(n), strings.Trim(n.words(), "\n"))}}
	case "hr":
		return []Block{{Markdown: "***"}}
	case "div":
		// A panel as Confluence shows it, and puts it on the clipboard.
		if kind := n.attr["data-panel-type"]; kind != "" {
			return quoted(extensionPanel(kind), c.flow(n.children))
		}
	case "p":
		if !n.hasClass("doc-aside") {
			break
		}
		if text := line(c.runs(n.children, form{emphasis: true}), " "); text != "" {
			return []Block{{Markdown: text}}
		}
		return nil
	case "table":
		return c.table(n)
	case "dl":
		return c.definitions(n)
	case "figure":
		return c.figure(n)
	case "details":
		return c.details(n)
	case "ac:structured-macro", "ac:macro":
		return c.macro(n)
	case "ac:adf-extension":
		return c.extension(n)
	case "ac:adf-node":
		return c.extensionNode(n)
	}
	return c.flow(n.children)
}

// codeLanguage is the language of code as its class says it.
func codeLanguage(n *node) string {
	for _, of := range []*node{n, n.child("code")} {
		if of == nil {
			continue
		}
		for class := range strings.FieldsSeq(of.attr["class"]) {
			for _, prefix := range []string{"language-", "lang-"} {
				if language, ok := strings.CutPrefix(class, prefix); ok {
					return languageName(language)
				}
			}
		}
	}
	return ""
}

// languageName is the name of a language as all formats have it.
func languageName(name string) string { return strings.ToLower(markdown.LanguageName(name)) }

func (c *converter) list(n *node) []Block {
	number := 0
	if n.name == "ol" {
		number = 1
		if start, err := strconv.Atoi(n.attr["start"]); err == nil && start >= 0 && start < 1e9 {
			number = start
		}
	}
	var items [][]Block
	for _, child := range n.children {
		switch {
		case child.name == "li":
			items = append(items, c.item(child))
		case child.name == "ul" || child.name == "ol":
			// Some editors put the inner list beside its item.
			if len(items) == 0 {
				items = append(items, nil)
			}
			items[len(items)-1] = append(items[len(items)-1], c.list(child)...)
		case child.name != "" || strings.TrimSpace(child.text) != "":
			if loose := c.flow([]*node{child}); len(loose) > 0 {
				items = append(items, loose)
			}
		}
	}
	return listBlock(items, number)
}

// item reads what stands in an item. One that people tick begins with a box.
func (c *converter) item(n *node) []Block {
	blocks := c.flow(n.children)
	box := ""
	if n.attr["role"] == "checkbox" {
		box = "[ ] "
		if n.attr["aria-checked"] == "true" {
			box = "[x] "
		}
	}
	if len(blocks) == 0 {
		return []Block{{Markdown: strings.TrimSpace(box)}}
	}
	for mark, task := range map[string]string{boxOpen: "[ ] ", boxDone: "[x] ", "☒": "[x] "} {
		if rest, ok := strings.CutPrefix(blocks[0].Markdown, mark); ok {
			blocks[0].Markdown, box = strings.TrimSpace(rest), task
			break
		}
	}
	blocks[0].Markdown = box + blocks[0].Markdown
	return blocks
}

func (c *converter) taskList(n *node) []Block {
	var items [][]Block
	for _, task := range n.children {
		switch task.name {
		case "ac:task":
			box := "[ ] "
			if strings.TrimSpace(task.child("ac:task-status").words()) == "complete" {
				box = "[x] "
			}
			var blocks []Block
			if body := task.child("ac:task-body"); body != nil {
				blocks = c.flow(body.children)
			}
			if len(blocks) == 0 {
				blocks = []Block{{}}
			}
			blocks[0].Markdown = box + blocks[0].Markdown
			items = append(items, blocks)
		case "ac:task-list":
			if len(items) > 0 {
				items[len(items)-1] = append(items[len(items)-1], c.taskList(task)...)
			}
		}
	}
	return listBlock(items, 0)
}

// listBlock writes a list, numbered from a number or, for 0, with bullets.
func listBlock(items [][]Block, number int) []Block {
	if len(items) == 0 {
		return nil
	}
	loose := slices.ContainsFunc(items, func(blocks []Block) bool {
		return slices.ContainsFunc(blocks[min(1, len(blocks)):], func(b Block) bool { return markdown.ListMark(b.Markdown) == "" })
	})
	between := "\n"
	if loose {
		between = "\n\n"
	}
	lines := make([]string, len(items))
	for i, blocks := range items {
		marker := "- "
		if number > 0 {
			marker = strconv.Itoa(number+i) + ". "
		}
		lines[i] = strings.TrimRight(indented(joinBlocks(blocks, between), marker), " ")
	}
	return []Block{{Markdown: strings.Join(lines, between)}}
}

// indented puts a marker before the first line and as much space before the
// others.
func indented(text, marker string) string {
	return markdown.Prefixed(text, marker, strings.Repeat(" ", len(marker)))
}

// Body writes blocks as the body of a section.
func Body(blocks []Block) string {
	if len(blocks) == 0 {
		return ""
	}
	texts := make([]string, len(blocks))
	for i, b := range blocks {
		texts[i] = b.Markdown
	}
	return strings.Join(texts, "\n\n") + "\n"
}

// Fragment writes a piece of a page, such as what somebody pastes, as part of the body
// of a section. Its highest heading is one within a section, and the first row of a
// table is the header where no row says that it is: Markdown has no table without one.
func (p Page) Fragment() string {
	highest := 6
	for _, b := range p.Blocks {
		if b.Level > 0 {
			highest = min(highest, b.Level)
		}
	}
	blocks := make([]Block, len(p.Blocks))
	for i, b := range p.Blocks {
		b = b.within(highest - 1)
		if b.Table != nil && b.Table.Head == nil && len(b.Table.Rows) > 1 {
			headed := &Table{Head: b.Table.Rows[0], Rows: b.Table.Rows[1:]}
			b = Block{Markdown: headed.markdown(), Table: headed}
		}
		blocks[i] = b
	}
	return Body(blocks)
}

func joinBlocks(blocks []Block, between string) string {
	texts := make([]string, len(blocks))
	for i, b := range blocks {
		texts[i] = b.Markdown
		if b.Level > 0 {
			texts[i] = "**" + b.Markdown + "**"
		}
	}
	return strings.Join(texts, between)
}

func (c *converter) quote(n *node) []Block {
	blocks := c.flow(n.children)
	kind := ""
	for class := range strings.FieldsSeq(n.attr["class"]) {
		if name, ok := strings.CutPrefix(class, "doc-alert-"); ok {
			kind = name
		}
	}
	if kind != "" && len(blocks) > 0 {
		blocks = blocks[1:] // its title, which the kind says
	}
	return quoted(kind, blocks)
}

// quoted writes a quotation, or an admonition of a kind.
func quoted(kind string, blocks []Block) []Block {
	text := joinBlocks(blocks, "\n\n")
	if kind != "" {
		text = strings.TrimSuffix("[!"+strings.ToUpper(kind)+"]\n"+text, "\n")
	}
	if text == "" {
		return nil
	}
	return []Block{{Markdown: markdown.Quoted(text)}}
}

// figure writes what a figure shows, and its caption unless a picture says it.
func (c *converter) figure(n *node) []Block {
	var shown []*node
	caption := ""
	for _, child := range n.children {
		if child.name == "figcaption" {
			caption = line(c.runs(child.children, form{}), " ")
		} else {
			shown = append(shown, child)
		}
	}
	blocks := c.flow(shown)
	if image := n.find("img"); caption != "" && (image == nil || markdown.Escape(markdown.OneLine(image.attr["alt"])) != caption) {
		blocks = append(blocks, Block{Markdown: "*" + caption + "*"})
	}
	return blocks
}

func (c *converter) details(n *node) []Block {
	var blocks []Block
	var inside []*node
	for _, child := range n.children {
		if child.name != "summary" {
			inside = append(inside, child)
		} else if title := line(c.runs(child.children, form{}), " "); title != "" {
			blocks = append(blocks, Block{Markdown: "**" + title + "**"})
		}
	}
	return append(blocks, c.flow(inside)...)
}
