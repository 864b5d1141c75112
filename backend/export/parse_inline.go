package export

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"github.com/afterword-app/afterword/backend/markdown"
)

// inlines takes over the children of a node. Embeds become blocks only where
// split is true; elsewhere they are references.
func (c converter) inlines(parent ast.Node, depth int, split bool) []inline {
	return c.between(parent.FirstChild(), nil, c.ends(parent), depth, split)
}

// joined puts nodes behind others, and makes one text of those that follow each other.
func joined(out []inline, nodes ...inline) []inline {
	for _, node := range nodes {
		if t, ok := node.(text); ok && len(out) > 0 {
			if before, ok := out[len(out)-1].(text); ok {
				out[len(out)-1] = before + t
				continue
			}
		}
		out = append(out, node)
	}
	return out
}

// between takes over the nodes from first up to last, which stand beside each other.
func (c converter) between(first, last ast.Node, ends map[ast.Node]ast.Node, depth int, split bool) []inline {
	var out []inline
	add := func(nodes ...inline) { out = joined(out, nodes...) }
	for n := first; n != last; n = n.NextSibling() {
		if end := ends[n]; end != nil && depth < deepest {
			name, _, _ := c.tagOf(n)
			if inside := c.between(n.NextSibling(), end, ends, depth+1, split); len(inside) > 0 {
				add(styled{style: tagStyles[name], inside: inside})
			}
			n = end
			continue
		}
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
		return c.codeSpan(n)
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
	case *extast.FootnoteLink:
		return c.noteMark(n)
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
	form := func(value string) inline {
		if n.IsRaw() {
			return text(value)
		}
		return text(unescape(value))
	}
	var nodes []inline
	if c.overlay != nil {
		nodes = c.overlay.cut(n.Segment.Start, n.Segment.Stop, form)
	} else {
		nodes = []inline{form(string(n.Value(c.source)))}
	}
	if n.HardLineBreak() || n.SoftLineBreak() {
		nodes = append(nodes, lineBreak{hard: n.HardLineBreak()})
	}
	return nodes
}

func (c converter) codeSpan(n *ast.CodeSpan) []inline {
	if c.overlay == nil {
		return []inline{codeSpan(c.spanText(n))}
	}
	var nodes []inline
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		if t, ok := child.(*ast.Text); ok {
			nodes = append(nodes, c.overlay.cut(t.Segment.Start, t.Segment.Stop, func(value string) inline {
				return codeSpan(strings.ReplaceAll(value, "\n", " "))
			})...)
		}
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
	label := n.Label(c.source)
	inside := []inline{text(string(label))}
	if c.overlay != nil {
		from := offsetIn(c.source, label)
		inside = c.overlay.cut(from, from+len(label), plainText)
	}
	return c.link(destination, inside)
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

// inlineHTML reads a tag for a line break as one, shows other tags as text, and
// leaves comments out.
func (c converter) inlineHTML(n *ast.RawHTML) []inline {
	raw := string(n.Segments.Value(c.source))
	switch tag := strings.ToLower(strings.ReplaceAll(raw, " ", "")); {
	case tag == "<br>" || tag == "<br/>":
		return []inline{lineBreak{hard: true}}
	case strings.HasPrefix(tag, "<!--"):
		return nil
	}
	if c.overlay != nil {
		from := n.Segments.At(0).Start
		return c.overlay.cut(from, from+len(raw), plainText)
	}
	return []inline{text(raw)}
}

// unescape resolves what Markdown has for a character: a backslash before it, or an
// entity, which may be one that no target can have.
func unescape(s string) string { return clean(markdown.Unescape(s)) }
