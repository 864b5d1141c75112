package markdown

import (
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
)

// parser reads GitHub's Markdown without footnotes, for which it would search in
// quadratic time. Attributes in braces stay off: they would let text style itself.
var parser = goldmark.New(goldmark.WithExtensions(
	extension.Table,
	extension.Strikethrough,
	extension.TaskList,
	extension.NewLinkify(extension.WithLinkifyAllowedProtocols([]string{"http:", "https:", "mailto:"})),
)).Parser()

// Parsed is a stretch of Markdown as a tree.
type Parsed struct {
	Source []byte
	Root   ast.Node // nil for a stretch that is hostile, see Guard
}

// Parse parses Markdown. A definition of a link counts for its stretch; there is
// one stretch unless some of the text is hostile.
func Parse(source string) []Parsed {
	var all []Parsed
	for _, stretch := range Guard(source) {
		parsed := Parsed{Source: []byte(stretch.Text)}
		if !stretch.Hostile {
			parsed.Root = parser.Parse(text.NewReader(parsed.Source))
		}
		all = append(all, parsed)
	}
	return all
}
