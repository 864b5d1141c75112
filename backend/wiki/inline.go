package wiki

import (
	"net/url"
	"strings"

	"github.com/afterword-app/afterword/backend/markdown"
)

// run is a stretch of a line that is all of one form.
type run struct {
	text string
	form form
	raw  bool // the text is Markdown already
}

// form is how a run is set. A link stands around strong text, that around
// emphasis, and so on, in whatever order a page nests them.
type form struct {
	link                   string
	strong, emphasis       bool
	strike, code, hardStop bool
	monospaced             bool   // by its font, which people set for code
	tag                    string // of HTML, for what Markdown has no mark of its own
}

// runs flattens what stands in a line.
func (c *converter) runs(nodes []*node, f form) []run {
	var out []run
	for _, n := range nodes {
		out = append(out, c.run(n, f)...)
	}
	return out
}

func (c *converter) run(n *node, f form) []run {
	switch n.name {
	case "":
		return []run{{text: n.text, form: f}}
	case "br":
		return []run{{form: form{hardStop: true}}}
	case "strong", "b":
		f.strong = !isLight(n.style("font-weight"))
	case "em", "i", "cite", "dfn", "var":
		f.emphasis = n.style("font-style") != "normal"
	case "s", "del", "strike":
		f.strike = true
	case "code", "samp", "tt":
		f.code = true
	case "kbd", "mark", "sub", "sup", "u":
		f.tag = n.name
	case "a":
		f.link = safeLink(n.attr["href"])
	case "span", "font":
		f = spanForm(n, f)
	case "img", "ac:image":
		return []run{{text: pictureMarkdown(n), form: form{link: f.link}, raw: true}}
	case "input":
		return checkbox(n, f)
	case "time":
		if len(n.children) == 0 {
			return []run{{text: n.attr["datetime"], form: f}}
		}
	case "ac:structured-macro", "ac:macro":
		return c.inlineMacro(n, f)
	case "ac:link":
		return c.wikiLink(n, f)
	case "ac:emoticon":
		return []run{{text: firstOf(n.attr["ac:emoji-fallback"], ":"+n.attr["ac:name"]+":"), form: f}}
	case "ac:placeholder", "ac:task-id", "ac:parameter":
		return nil
	}
	if isMacroElement(n) {
		return c.verbatimRun(n)
	}
	return c.runs(n.children, f)
}

func spanForm(n *node, f form) form {
	if weight := n.style("font-weight"); weight != "" {
		f.strong = !isLight(weight)
	}
	if slant := n.style("font-style"); slant != "" {
		f.emphasis = slant == "italic" || slant == "oblique"
	}
	if strings.Contains(n.style("text-decoration"), "line-through") || strings.Contains(n.style("text-decoration-line"), "line-through") {
		f.strike = true
	}
	if family := n.style("font-family"); family != "" {
		f.monospaced = isMonospaced(family)
	}
	switch {
	case n.hasClass("doc-lozenge"), n.hasClass("status-macro"):
		f.code = true
	case n.hasClass("doc-remark"):
		f.emphasis = true
	}
	return f
}

// isLight reports whether a weight of a font is not bold. Google Docs sets bold
// by weight, and wraps all it copies into a <b> that is not.
func isLight(weight string) bool {
	return weight == "normal" || weight == "lighter" || len(weight) == 3 && weight < "600" && weight >= "100"
}

func checkbox(n *node, f form) []run {
	if n.attr["type"] != "checkbox" {
		return nil
	}
	mark := boxOpen
	if _, checked := n.attr["checked"]; checked {
		mark = boxDone
	}
	return []run{{text: mark + " ", form: f}}
}

const (
	boxOpen = "☐"
	boxDone = "☑"
)

// safeLink returns the destination of a link, "" for one that a document must not
// have.
func safeLink(destination string) string {
	destination = strings.TrimSpace(destination)
	parsed, err := url.Parse(destination)
	if err != nil || strings.ContainsAny(destination, "<>\n\t\\\"") {
		return ""
	}
	switch strings.ToLower(parsed.Scheme) {
	case "http", "https", "mailto":
		return strings.ReplaceAll(destination, " ", "%20")
	}
	return ""
}

// pictureMarkdown writes an image: its caption, and where it stands if that is a name.
func pictureMarkdown(n *node) string {
	caption := firstOf(n.attr["alt"], n.attr["ac:alt"], n.attr["ac:title"])
	place := n.attr["src"]
	if attachment := n.find("ri:attachment"); attachment != nil {
		place = attachment.attr["ri:filename"]
	} else if address := n.find("ri:url"); address != nil {
		place = address.attr["ri:value"]
	}
	if strings.HasPrefix(place, "data:") || strings.ContainsAny(place, "<>\n\\") {
		place = ""
	}
	return "![" + markdown.Escape(markdown.OneLine(caption)) + "](" + markdown.Destination(place) + ")"
}

func firstOf(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}

// line writes runs as one line of Markdown, with hard between the lines of it.
func line(runs []run, hard string) string {
	var lines []string
	start := 0
	runs = settled(runs)
	for i := 0; i <= len(runs); i++ {
		if i < len(runs) && !runs[i].form.hardStop {
			continue
		}
		if text := strings.TrimSpace(markup(runs[start:i], 0)); text != "" {
			lines = append(lines, markdown.EscapeStart(text))
		}
		start = i + 1
	}
	return strings.Join(lines, hard)
}

// settled collapses white space, also across runs, and joins runs of one form.
func settled(runs []run) []run {
	var out []run
	var joined strings.Builder // the text of the last of out
	space := true              // there is white space before
	for _, r := range runs {
		if r.form.hardStop {
			out, space = append(out, r), true
			continue
		}
		if !r.raw {
			r.text = collapse(r.text, space)
		}
		if r.text == "" {
			continue
		}
		space = strings.HasSuffix(r.text, " ")
		if last := len(out) - 1; last < 0 || r.raw || out[last].raw || out[last].form != r.form {
			joined.Reset()
			out = append(out, r)
		}
		joined.WriteString(r.text)
		out[len(out)-1].text = joined.String()
	}
	return out
}

// collapse makes one space of each run of white space, none after one before.
// Wikis put no-break spaces where people typed two, and marks that show nothing.
func collapse(text string, space bool) string {
	var out strings.Builder
	for _, r := range text {
		switch {
		case r == '\u200b', r == '\ufeff', r == '\u00ad', r < ' ' && r != '\n' && r != '\t':
		case r == ' ', r == '\n', r == '\t', r == '\u00a0':
			if !space {
				out.WriteByte(' ')
			}
			space = true
		default:
			out.WriteRune(r)
			space = false
		}
	}
	return out.String()
}

// markup writes runs that agree in the outer parts of their form.
func markup(runs []run, depth int) string {
	parts := []func(form) string{
		func(f form) string { return f.link },
		func(f form) string { return sign(f.strong, "**") },
		func(f form) string { return sign(f.emphasis, "*") },
		func(f form) string { return sign(f.strike, "~~") },
		func(f form) string { return f.tag },
	}
	if depth == len(parts) {
		return leaves(runs)
	}
	var out strings.Builder
	for start := 0; start < len(runs); {
		mark := parts[depth](runs[start].form)
		end := start
		for end < len(runs) && parts[depth](runs[end].form) == mark {
			end++
		}
		inside := markup(runs[start:end], depth+1)
		trimmed := strings.TrimSpace(inside)
		lead, tail, _ := strings.Cut(inside, trimmed)
		switch {
		case mark == "" || trimmed == "":
			out.WriteString(inside)
		case depth == 0:
			out.WriteString(lead + linkTo(mark, trimmed) + tail)
		case mark == runs[start].form.tag:
			out.WriteString(lead + "<" + mark + ">" + trimmed + "</" + mark + ">" + tail)
		default:
			out.WriteString(lead + mark + trimmed + mark + tail)
		}
		start = end
	}
	return out.String()
}

func sign(set bool, mark string) string {
	if set {
		return mark
	}
	return ""
}

func linkTo(destination, inside string) string {
	if markdown.PlainText(inside) == destination {
		return "<" + destination + ">"
	}
	return "[" + inside + "](" + markdown.Destination(destination) + ")"
}

func leaves(runs []run) string {
	var out strings.Builder
	for _, r := range runs {
		switch trimmed := strings.TrimSpace(r.text); {
		case r.raw:
			out.WriteString(r.text)
		case (r.form.code || r.form.monospaced) && trimmed != "":
			lead, tail, _ := strings.Cut(r.text, trimmed)
			out.WriteString(lead + markdown.CodeSpan(trimmed) + tail)
		default:
			out.WriteString(markdown.Escape(r.text))
		}
	}
	return out.String()
}
