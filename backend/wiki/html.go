package wiki

import (
	"errors"
	"io"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/afterword-app/afterword/backend/retro"
)

// readHTML builds the tree from the tokens itself. A browser's own algorithm
// repairs more, and takes quadratic time on text that is made for it; what leaves
// wikis and word processors needs little repair.
func readHTML(text string) (Page, error) {
	root, err := htmlTree(text)
	if err != nil {
		return Page{}, err
	}
	return convert(HTML, root), nil
}

func htmlTree(text string) (*node, error) {
	tokens := html.NewTokenizer(strings.NewReader(text))
	tokens.SetMaxBuf(maxText)
	b := newBuilder()
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			if err := tokens.Err(); !errors.Is(err, io.EOF) {
				return nil, retro.Errorf(retro.CodeInvalid, "the page cannot be read as HTML: %w", err)
			}
			return b.root, nil
		case html.TextToken:
			b.text(string(tokens.Text()))
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := tokens.TagName()
			n := &node{name: string(name)}
			for more {
				var key, value []byte
				key, value, more = tokens.TagAttr()
				n.set(string(key), string(value))
			}
			if err := b.open(n); err != nil {
				return nil, err
			}
		case html.EndTagToken:
			name, _ := tokens.TagName()
			b.close(string(name))
		case html.CommentToken, html.DoctypeToken:
		}
	}
}

// set keeps the attributes that mean something.
func (n *node) set(key, value string) {
	if n.attr == nil {
		n.attr = map[string]string{}
	}
	if _, ok := n.attr[key]; !ok {
		n.attr[key] = value
	}
}

// builder puts elements into each other, closing those whose end tag HTML lets
// people leave out.
type builder struct {
	root *node
	path []*node // from the root to the open element
}

func newBuilder() *builder {
	root := &node{name: "root"}
	return &builder{root: root, path: []*node{root}}
}

func (b *builder) top() *node { return b.path[len(b.path)-1] }

func (b *builder) text(s string) {
	top := b.top()
	top.children = append(top.children, textNode(s))
}

func (b *builder) open(n *node) error {
	switch n.name {
	case "li":
		b.closeUpTo("li", "ul", "ol")
	case "tr":
		b.closeUpTo("tr", "table")
	case "td", "th":
		b.closeUpTo("td", "tr", "table")
		b.closeUpTo("th", "tr", "table")
	case "dt", "dd":
		b.closeUpTo("dt", "dl")
		b.closeUpTo("dd", "dl")
	}
	if isBlockTag(n.name) {
		b.closeUpTo("p", "td", "th", "li", "table", "blockquote", "div")
	}
	top := b.top()
	top.children = append(top.children, n)
	if isVoid(n.name) {
		return nil
	}
	if len(b.path) >= deepest {
		return errTooDeep()
	}
	b.path = append(b.path, n)
	return nil
}

// closeUpTo closes the innermost element of a name unless one of the others
// stands between.
func (b *builder) closeUpTo(name string, borders ...string) {
	for i := len(b.path) - 1; i > 0; i-- {
		if b.path[i].name == name {
			b.path = b.path[:i]
			return
		}
		if slices.Contains(borders, b.path[i].name) {
			return
		}
	}
}

// close ends an element. An end tag in a cell does not end what the table is in.
func (b *builder) close(name string) {
	switch name {
	case "table", "tr", "tbody", "thead", "tfoot", "body", "html":
		b.closeUpTo(name)
	case "td", "th":
		b.closeUpTo(name, "table")
	default:
		b.closeUpTo(name, "table", "td", "th")
	}
}

func isVoid(name string) bool {
	switch name {
	case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr":
		return true
	}
	return false
}

func isBlockTag(name string) bool {
	switch name {
	case "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "pre", "blockquote", "table", "hr", "div", "section", "figure", "details":
		return true
	}
	return false
}

// withoutPictures cuts the bytes out of data URLs: they are most of an exported
// page, and no part of its text.
func withoutPictures(text string) string {
	const mark = ";base64,"
	if !strings.Contains(text, mark) {
		return text
	}
	var out strings.Builder
	for {
		at := strings.Index(text, mark)
		if at < 0 {
			out.WriteString(text)
			return out.String()
		}
		at += len(mark)
		out.WriteString(text[:at])
		text = text[at:]
		if url := out.String()[max(0, out.Len()-80):]; strings.Contains(url, "data:image/") {
			text = strings.TrimLeft(text, base64Letters)
		}
	}
}

const base64Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\n"
