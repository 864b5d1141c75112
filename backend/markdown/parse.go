package markdown

import (
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// github reads GitHub's Markdown. Attributes in braces stay off: they would let text
// style itself. plain reads no footnotes.
var (
	github = newParser(parser.WithBlockParsers(util.Prioritized(extension.NewFootnoteBlockParser(), 999)),
		parser.WithInlineParsers(util.Prioritized(extension.NewFootnoteParser(), 101)))
	plain = newParser()
)

func newParser(options ...parser.Option) parser.Parser {
	return goldmark.New(goldmark.WithParserOptions(options...), goldmark.WithExtensions(
		extension.Table,
		extension.Strikethrough,
		extension.TaskList,
		extension.DefinitionList,
		extension.NewLinkify(extension.WithLinkifyAllowedProtocols([]string{"http:", "https:", "mailto:"})),
	)).Parser()
}

// mostNotes bounds the footnotes of a stretch: each mark is looked for among all of
// them. One with more is read without.
const mostNotes = 1000

// Parsed is a stretch of Markdown as a tree.
type Parsed struct {
	Source []byte
	Root   ast.Node // nil for a stretch that is hostile, see Guard
}

// Parse parses Markdown. A definition of a link or footnote counts for its stretch;
// there is one stretch unless some of the text is hostile. All footnotes hang in one
// list of the tree, where the first of them stood, in the order in which they stood;
// Index is the number by which the text points at one, from 1, and below 1 for one that
// it does not point at.
func Parse(source string) []Parsed {
	var all []Parsed
	for _, stretch := range Guard(source) {
		parsed := Parsed{Source: []byte(stretch.Text)}
		if !stretch.Hostile {
			read := github
			if strings.Count(stretch.Text, "[^") > mostNotes {
				read = plain
			}
			parsed.Root = read.Parse(text.NewReader(parsed.Source))
		}
		all = append(all, parsed)
	}
	return all
}
