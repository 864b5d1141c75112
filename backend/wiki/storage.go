package wiki

import (
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/retro"
)

// readStorage reads the body of a page in Confluence's storage format, which is
// XML with HTML's entities and macros in two namespaces that nothing declares.
// Source: "Confluence Storage Format", Atlassian documentation.
func readStorage(text string) (Page, error) {
	root, err := storageTree(text)
	if err != nil {
		return Page{}, err
	}
	return convert(Storage, root), nil
}

func storageTree(text string) (*node, error) {
	const open, end = `<page>`, `</page>`
	root, err := xmlTree(open + text + end)
	if err != nil {
		return nil, err
	}
	if len(root.children) != 1 {
		return nil, errCutOff()
	}
	return root.children[0], nil
}

// xmlTree reads XML without resolving its namespaces: prefixes are part of the
// names.
func xmlTree(text string) (*node, error) {
	decoder := xml.NewDecoder(strings.NewReader(text))
	decoder.Strict = false
	decoder.Entity = xml.HTMLEntity
	root := &node{name: "root"}
	path, starts := []*node{root}, []int64{0}
	top := root
	pop := func() {
		path, starts = path[:len(path)-1], starts[:len(starts)-1]
		top = path[len(path)-1]
	}
	for {
		before := decoder.InputOffset()
		token, err := decoder.RawToken()
		if errors.Is(err, io.EOF) {
			if len(path) > 1 {
				return nil, errCutOff()
			}
			return root, nil
		}
		if err != nil {
			return nil, retro.Errorf(retro.CodeDamaged, "the page is not well-formed XML: %w", err).WithHint(hintCutOff)
		}
		switch token := token.(type) {
		case xml.StartElement:
			if isVoid(top.name) {
				pop()
			}
			n := &node{name: qualified(token.Name)}
			for _, a := range token.Attr {
				n.set(qualified(a.Name), a.Value)
			}
			top.children = append(top.children, n)
			if len(path) > deepest {
				return nil, errTooDeep()
			}
			path, starts, top = append(path, n), append(starts, before), n
		case xml.EndElement:
			name := qualified(token.Name)
			if isVoid(top.name) && top.name != name {
				pop()
			}
			if top.name != name || len(path) == 1 {
				return nil, errCutOff()
			}
			top.source = text[starts[len(starts)-1]:decoder.InputOffset()]
			pop()
		case xml.CharData:
			if isVoid(top.name) {
				pop()
			}
			top.children = append(top.children, textNode(string(token)))
		}
	}
}

const hintCutOff = "export the page again, it may be cut off"

func errCutOff() error {
	return retro.Errorf(retro.CodeDamaged, "the page is not well-formed XML: an element is not closed").WithHint(hintCutOff)
}

func qualified(name xml.Name) string {
	if name.Space == "" {
		return strings.ToLower(name.Local)
	}
	return strings.ToLower(name.Space + ":" + name.Local)
}

// isMacroElement reports whether an element has a meaning that only the wiki
// knows.
func isMacroElement(n *node) bool {
	switch n.name {
	case "ac:inline-comment-marker", "ac:task", "ac:task-body", "ac:task-status", "ac:rich-text-body", "ac:plain-text-body",
		"ac:link-body", "ac:plain-text-link-body", "ac:layout", "ac:layout-section", "ac:layout-cell", "ac:caption",
		"ac:adf-extension", "ac:adf-node", "ac:adf-content", "ac:adf-fallback":
		return false
	}
	return strings.HasPrefix(n.name, "ac:") || strings.HasPrefix(n.name, "ri:")
}

// isBlockMacro reports whether a macro stands by itself, as against in a line.
func isBlockMacro(n *node) bool {
	if n.attr["ac:name"] == "status" {
		return false
	}
	return n.child("ac:rich-text-body") != nil || n.child("ac:plain-text-body") != nil || n.attr["ac:name"] == "toc"
}

func parameter(macro *node, name string) string {
	for _, child := range macro.children {
		if child.name == "ac:parameter" && child.attr["ac:name"] == name {
			return strings.TrimSpace(child.words())
		}
	}
	return ""
}

// macro reads a macro that stands by itself.
func (c *converter) macro(n *node) []Block {
	name := n.attr["ac:name"]
	body := n.child("ac:rich-text-body")
	switch {
	case name == "toc":
		return nil // it is made of the headings
	case name == "code" || name == "noformat":
		blocks := []Block{{Markdown: markdown.Fenced(languageName(parameter(n, "language")), strings.Trim(n.child("ac:plain-text-body").words(), "\n"))}}
		if title := parameter(n, "title"); title != "" {
			blocks = append(blocks, Block{Markdown: "*" + markdown.Escape(markdown.OneLine(title)) + "*"})
		}
		return blocks
	case body == nil:
	case panelKind(name) != "":
		return c.panel(name, parameter(n, "title"), body)
	case name == "expand":
		var blocks []Block
		if title := parameter(n, "title"); title != "" {
			blocks = append(blocks, Block{Markdown: "**" + markdown.Escape(markdown.OneLine(title)) + "**"})
		}
		return append(blocks, c.flow(body.children)...)
	case name == "section" || name == "column" || name == "excerpt":
		return c.flow(body.children)
	}
	c.kept++
	return []Block{{Markdown: markdown.Fenced(StorageLanguage, n.source)}}
}

// panelKind is the admonition that a panel is, "" for any other macro.
func panelKind(name string) string {
	switch name {
	case "info", "panel":
		return "note"
	case "tip":
		return "tip"
	case "note":
		return "warning"
	case "warning":
		return "caution"
	}
	return ""
}

// panel is an admonition. Its title names the kind where the wiki has fewer.
func (c *converter) panel(name, title string, body *node) []Block {
	kind := panelKind(name)
	blocks := c.flow(body.children)
	switch lower := strings.ToLower(title); {
	case slices.Contains([]string{"note", "tip", "important", "warning", "caution"}, lower):
		kind = lower
	case title != "":
		blocks = append([]Block{{Markdown: "**" + markdown.Escape(markdown.OneLine(title)) + "**"}}, blocks...)
	}
	return quoted(kind, blocks)
}

// extension reads what the wiki's newer editor has for macros: a node, and beside it
// what older readers show in its place.
func (c *converter) extension(n *node) []Block {
	if of := n.child("ac:adf-node"); of != nil {
		if blocks := c.block(of); len(blocks) > 0 {
			return blocks
		}
	}
	if fallback := n.child("ac:adf-fallback"); fallback != nil {
		return c.flow(fallback.children)
	}
	return nil
}

// extensionNode reads a panel as an admonition, and any other node as what it
// holds.
func (c *converter) extensionNode(n *node) []Block {
	body := n.child("ac:adf-content")
	if body == nil {
		return nil
	}
	if n.attr["type"] == "panel" {
		kind := "note"
		for _, child := range n.children {
			if child.name == "ac:adf-attribute" && child.attr["key"] == "panel-type" {
				kind = extensionPanel(strings.TrimSpace(child.words()))
			}
		}
		return quoted(kind, c.flow(body.children))
	}
	return c.flow(body.children)
}

func extensionPanel(name string) string {
	switch name {
	case "tip", "success":
		return "tip"
	case "warning":
		return "warning"
	case "error":
		return "caution"
	}
	return "note"
}

func (c *converter) inlineMacro(n *node, f form) []run {
	if n.attr["ac:name"] == "status" {
		f.code = true
		return []run{{text: parameter(n, "title"), form: f}}
	}
	return c.verbatimRun(n)
}

// verbatimRun keeps in a line what only the wiki understands.
func (c *converter) verbatimRun(n *node) []run {
	c.kept++
	return []run{{text: markdown.CodeSpan(StorageLanguage + " " + markdown.OneLine(n.source)), raw: true}}
}

// wikiLink is a link inside the wiki, of which a document elsewhere can only say
// where it leads. One to a person has no words to say and is kept.
func (c *converter) wikiLink(n *node, f form) []run {
	words := markdown.OneLine(firstOf(n.child("ac:link-body").words(), n.child("ac:plain-text-link-body").words()))
	target := ""
	if page := n.child("ri:page"); page != nil {
		target = page.attr["ri:content-title"]
	} else if file := n.child("ri:attachment"); file != nil {
		target = file.attr["ri:filename"]
	}
	switch {
	case words == "" && target == "":
		return c.verbatimRun(n)
	case words == "" || words == target:
		words = target
	case target != "":
		words += " (“" + target + "”)"
	}
	return []run{{text: words, form: f}}
}
