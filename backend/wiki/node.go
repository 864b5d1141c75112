package wiki

import (
	"strings"

	"github.com/afterword-app/afterword/backend/retro"
)

// node is an element or a stretch of text. All formats but Markdown become trees
// of nodes, with the names of HTML and, for macros, of the storage format.
type node struct {
	name     string // lower case, with the prefix of its namespace; "" for text
	attr     map[string]string
	text     string
	source   string // of an element of the storage format, byte for byte
	children []*node
	holds    answer // whether a block stands in it, once that was asked
}

// answer is what is known of a question.
type answer uint8

const (
	unasked answer = iota
	yes
	no
)

func element(name string, children ...*node) *node { return &node{name: name, children: children} }

func textNode(s string) *node { return &node{text: s} }

// deepest is how far elements may stand inside each other. Writers do not come
// near it; what does was made to be slow.
const deepest = 200

func errTooDeep() error {
	return retro.Errorf(retro.CodeInvalid, "the page has elements more than %d deep inside each other and cannot be read back", deepest).
		WithHint("paste the part that was edited into its section instead")
}

// find returns the first element below n with the name, or nil.
func (n *node) find(name string) *node {
	for _, child := range n.children {
		if child.name == name {
			return child
		}
		if found := child.find(name); found != nil {
			return found
		}
	}
	return nil
}

// child returns the first child with the name, or nil.
func (n *node) child(name string) *node {
	for _, child := range n.children {
		if child.name == name {
			return child
		}
	}
	return nil
}

// words is all text below n as it is.
func (n *node) words() string {
	if n == nil {
		return ""
	}
	var out strings.Builder
	n.write(&out)
	return out.String()
}

func (n *node) write(out *strings.Builder) {
	out.WriteString(n.text)
	if n.name == "br" {
		out.WriteByte('\n')
	}
	for _, child := range n.children {
		child.write(out)
	}
}

// hasClass reports whether an element has a class.
func (n *node) hasClass(class string) bool {
	for name := range strings.FieldsSeq(n.attr["class"]) {
		if name == class {
			return true
		}
	}
	return false
}

// style returns a property of the element's own style, in lower case.
func (n *node) style(property string) string {
	for declaration := range strings.SplitSeq(n.attr["style"], ";") {
		name, value, _ := strings.Cut(declaration, ":")
		if strings.EqualFold(strings.TrimSpace(name), property) {
			return strings.ToLower(strings.TrimSpace(value))
		}
	}
	return ""
}
