package markdown

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// Meaning is the same for texts that mean the same: another program may write *x*
// as _x_, put a backslash where none is needed, wrap lines elsewhere, indent a list
// differently or put a slash at the end of an address. It is for comparing alone.
// What is hostile to parse means what it says.
func Meaning(text string) string {
	var m meaning
	if isPlain(text) {
		m.open("p")
		m.words(text)
		m.close()
		return m.out.String()
	}
	for _, part := range Parse(text) {
		if part.Root == nil {
			m.open("raw")
			m.out.WriteString(OneLine(string(part.Source)))
			m.close()
			continue
		}
		m.source = part.Source
		m.children(part.Root)
	}
	return m.out.String()
}

// isPlain reports whether a text is nothing but a paragraph of words, as most are.
func isPlain(text string) bool {
	return text != "" && !isSpace(text[0]) && !strings.ContainsAny(text, "\\`*_[]<>&~!#:@\n") && !strings.Contains(text, "www.") &&
		ListMark(text) == "" && !isRule(text)
}

// meaning writes nodes as names with what stands in them. The signs around them
// are in no text.
type meaning struct {
	source []byte
	out    strings.Builder
	// space is owed before the next word: it counts as one, and as none at either end
	// of a block.
	space, inWords bool
}

const (
	meaningOpen  = '\x01'
	meaningName  = '\x02'
	meaningClose = '\x03'
)

func (m *meaning) open(name string, facts ...string) {
	m.pay()
	m.out.WriteByte(meaningOpen)
	m.out.WriteString(name)
	for _, fact := range facts {
		m.out.WriteByte(' ')
		m.out.WriteString(fact)
	}
	m.out.WriteByte(meaningName)
}

func (m *meaning) close() { m.out.WriteByte(meaningClose) }

func (m *meaning) pay() {
	if m.space && m.inWords {
		m.out.WriteByte(' ')
	}
	m.space = false
}

func (m *meaning) words(text string) {
	for text != "" {
		if white := SpaceLength(text); white > 0 {
			m.space, text = true, text[white:]
			continue
		}
		end := strings.IndexAny(text, " \t\r\n")
		if end < 0 {
			end = len(text)
		}
		m.pay()
		m.out.WriteString(text[:end])
		m.inWords, text = true, text[end:]
	}
}

func (m *meaning) children(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		m.node(n)
	}
}

// block is a node that other words do not run into.
func (m *meaning) block(n ast.Node, name string, facts ...string) {
	m.space, m.inWords = false, false
	m.open(name, facts...)
	m.children(n)
	m.close()
	m.space, m.inWords = false, false
}

func (m *meaning) inline(n ast.Node, name string, facts ...string) {
	m.open(name, facts...)
	m.children(n)
	m.close()
	m.inWords = true
}

func (m *meaning) node(node ast.Node) {
	switch n := node.(type) {
	case *ast.Text:
		value := string(n.Value(m.source))
		if !n.IsRaw() {
			value = Unescape(value)
		}
		m.words(value)
		switch {
		case n.HardLineBreak():
			m.open("br")
			m.close()
		case n.SoftLineBreak():
			m.space = true
		}
	case *ast.String:
		m.words(string(n.Value))
	case *ast.CodeSpan:
		m.open("code")
		for child := n.FirstChild(); child != nil; child = child.NextSibling() {
			if t, ok := child.(*ast.Text); ok {
				m.out.WriteString(strings.ReplaceAll(string(t.Value(m.source)), "\n", " "))
			}
		}
		m.close()
		m.inWords = true
	case *ast.Emphasis:
		m.inline(n, "em", strconv.Itoa(n.Level))
	case *extast.Strikethrough:
		m.inline(n, "s")
	case *ast.Link:
		m.inline(n, "a", sameAddress(Unescape(string(n.Destination))), string(n.Title))
	case *ast.Image:
		m.inline(n, "img", sameAddress(Unescape(string(n.Destination))), string(n.Title))
	case *ast.AutoLink:
		address := string(n.URL(m.source))
		if n.AutoLinkType == ast.AutoLinkEmail {
			address = "mailto:" + strings.TrimPrefix(address, "mailto:")
		}
		m.open("a", sameAddress(address), "")
		m.words(string(n.Label(m.source)))
		m.close()
		m.inWords = true
	case *ast.RawHTML:
		m.words(string(n.Segments.Value(m.source)))
	case *extast.TaskCheckBox:
		m.open("task", strconv.FormatBool(n.IsChecked))
		m.close()
	default:
		m.blockNode(node)
	}
}

func (m *meaning) blockNode(node ast.Node) {
	switch n := node.(type) {
	case *ast.Heading:
		m.block(n, "h", strconv.Itoa(n.Level))
	case *ast.Paragraph, *ast.TextBlock:
		m.block(n, "p")
	case *ast.ThematicBreak:
		m.block(n, "rule")
	case *ast.Blockquote:
		m.block(n, "quote")
	case *ast.List:
		m.block(n, "list", strconv.Itoa(n.Start), strconv.FormatBool(n.IsOrdered()))
	case *ast.ListItem:
		m.block(n, "item")
	case *ast.FencedCodeBlock:
		m.raw("code", n, string(n.Language(m.source)))
	case *ast.CodeBlock:
		m.raw("code", n, "")
	case *ast.HTMLBlock:
		m.raw("html", n, "")
	default:
		m.block(node, node.Kind().String())
	}
}

// raw is a node of which every character counts.
func (m *meaning) raw(name string, n ast.Node, fact string) {
	m.space, m.inWords = false, false
	m.open(name, fact)
	m.out.WriteString(strings.TrimRight(string(n.Lines().Value(m.source)), "\n"))
	m.close()
}

// sameAddress writes an address so that two that lead to the same place by every
// rule of addresses are equal: the host has no case, an empty path is "/", and what
// need not be escaped is not.
func sameAddress(address string) string {
	parsed, err := url.Parse(address)
	if err != nil || parsed.Host == "" {
		return address
	}
	parsed.Scheme, parsed.Host = strings.ToLower(parsed.Scheme), strings.ToLower(parsed.Host)
	if parsed.Path == "" {
		parsed.Path = "/"
	}
	parsed.RawPath = ""
	return parsed.String()
}
