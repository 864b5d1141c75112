package export

import (
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/afterword-app/afterword/backend/markdown"
)

// tagStyles are the elements of HTML that GitHub lets people write within a line and
// that only give words a form. Their attributes are not read. What is not among them
// stays the text that it is.
var tagStyles = map[string]style{
	"b": strong, "strong": strong,
	"i": emphasis, "em": emphasis, "cite": emphasis, "dfn": emphasis, "var": emphasis,
	"s": strike, "del": strike, "strike": strike,
	"u": underlined, "ins": underlined,
	"mark": marked,
	"kbd":  key, "samp": key, "tt": key, "code": key,
	"sub": subscript, "sup": superscript,
}

// styleTags is each form as an element.
var styleTags = [...]string{
	emphasis: "em", strong: "strong", strike: "s", underlined: "u", marked: "mark", key: "kbd", subscript: "sub", superscript: "sup",
}

var tagForm = regexp.MustCompile(`^<(/?)([A-Za-z]+)(?:\s[^<>]*)?>$`)

// tagOf reads a piece of HTML that is one tag of tagStyles.
func (c converter) tagOf(node ast.Node) (name string, closes, ok bool) {
	raw, isRaw := node.(*ast.RawHTML)
	if !isRaw {
		return "", false, false
	}
	return readTag(string(raw.Segments.Value(c.source)))
}

func readTag(raw string) (name string, closes, ok bool) {
	parts := tagForm.FindStringSubmatch(raw)
	if parts == nil {
		return "", false, false
	}
	name = strings.ToLower(parts[2])
	_, ok = tagStyles[name]
	return name, parts[1] != "", ok
}

// ends pairs the tags among the children of a node: for each that opens a form, the one
// that closes it. One without its other half is in no pair.
func (c converter) ends(parent ast.Node) map[ast.Node]ast.Node {
	var pairs map[ast.Node]ast.Node
	type opened struct {
		name string
		node ast.Node
	}
	var open []opened
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		name, closes, ok := c.tagOf(n)
		if !ok {
			continue
		}
		if !closes {
			open = append(open, opened{name, n})
			continue
		}
		for at, opened := range slices.Backward(open) {
			if opened.name != name {
				continue
			}
			if pairs == nil {
				pairs = map[ast.Node]ast.Node{}
			}
			pairs[opened.node] = n
			open = open[:at]
			break
		}
	}
	return pairs
}

var (
	detailsStart = regexp.MustCompile(`(?is)^\s*<details(?:\s[^<>]*)?>\s*(?:<summary(?:\s[^<>]*)?>(.*?)</summary>)?(.*)$`)
	detailsEnd   = regexp.MustCompile(`(?is)^(.*?)</details>\s*$`)
)

// folds pairs the blocks among the children of a node between which somebody folded text
// away with <details>: for each that opens it, the one that closes it, which may be the
// same. One without its other half is in no pair.
func (c converter) folds(parent ast.Node) map[ast.Node]ast.Node {
	if c.overlay != nil {
		return nil
	}
	var pairs map[ast.Node]ast.Node
	var open []ast.Node
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		raw, ok := n.(*ast.HTMLBlock)
		if !ok {
			continue
		}
		source := c.rawBlock(raw)
		if detailsStart.MatchString(source) {
			open = append(open, n)
		}
		if last := len(open) - 1; last >= 0 && detailsEnd.MatchString(source) {
			if pairs == nil {
				pairs = map[ast.Node]ast.Node{}
			}
			pairs[open[last]] = n
			open = open[:last]
		}
	}
	return pairs
}

// details reads what stands between two blocks of folds.
func (c converter) details(first, last ast.Node, folds map[ast.Node]ast.Node, depth int) details {
	source := func(n ast.Node) string {
		raw, _ := n.(*ast.HTMLBlock) // as folds has it
		return c.rawBlock(raw)
	}
	start := detailsStart.FindStringSubmatch(source(first))
	d := details{summary: c.fragmentLine(start[1], depth)}
	if first == last {
		d.blocks = c.fragment(detailsEnd.FindStringSubmatch(start[2])[1], depth)
		return d
	}
	d.blocks = slices.Concat(
		c.fragment(start[2], depth),
		c.run(first.NextSibling(), last, folds, depth),
		c.fragment(detailsEnd.FindStringSubmatch(source(last))[1], depth),
	)
	return d
}

// rawBlock is the source of a block of HTML.
func (c converter) rawBlock(n *ast.HTMLBlock) string {
	raw := string(n.Lines().Value(c.source))
	if n.HasClosure() {
		raw += string(n.ClosureLine.Value(c.source))
	}
	return raw
}

// fragment reads Markdown that stands inside of HTML.
func (c converter) fragment(source string, depth int) []block {
	var blocks []block
	for _, part := range markdown.Parse(strings.TrimSpace(source)) {
		if part.Root == nil {
			c.embeds.leaveOut(omittedMarkup)
			return []block{code{text: strings.Trim(string(part.Source), "\n")}}
		}
		blocks = append(blocks, converter{source: part.Source, embeds: c.embeds}.blocks(part.Root, depth)...)
	}
	return blocks
}

// fragmentLine is fragment for a line.
func (c converter) fragmentLine(source string, depth int) []inline {
	source = markdown.OneLine(source)
	for _, b := range c.fragment(source, depth) {
		if p, ok := b.(paragraph); ok {
			return p.text
		}
	}
	if source == "" {
		return nil
	}
	return []inline{text(source)}
}

// summaryLine is the line that stands for what is folded away, as browsers say it where
// none was given.
func (d details) summaryLine() []inline {
	if len(d.summary) == 0 {
		return []inline{text("Details")}
	}
	return d.summary
}

// unfolded is the text as a target has it that folds nothing away: its line, and what
// stands below.
func (d details) unfolded() []block {
	return append([]block{paragraph{text: []inline{styled{strong, d.summaryLine()}}}}, d.blocks...)
}

// raised and lowered are the characters that Unicode has above or below the line.
var (
	raised  = strings.NewReplacer(pairs("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")...)
	lowered = strings.NewReplacer(pairs("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")...)
)

func pairs(from, to string) []string {
	var out []string
	into := []rune(to)
	for i, r := range []rune(from) {
		out = append(out, string(r), string(into[i]))
	}
	return out
}

// shifted is a few words above or below the line for a target of plain text: by
// characters where there are such, else as they are.
func shifted(words string, by style) string {
	shift := raised
	if by == subscript {
		shift = lowered
	}
	if moved := shift.Replace(words); !strings.ContainsFunc(moved, func(r rune) bool { return r < 0x80 && r != ' ' }) {
		return moved
	}
	return words
}
