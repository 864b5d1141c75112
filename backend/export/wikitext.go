package export

import (
	"regexp"
	"slices"
	"strings"
)

// line writes inlines on a line of their own.
func (w *mediaWikiWriter) line(nodes []inline) string {
	return escapeLineEnds(strings.TrimSpace(w.inlines(nodes)))
}

// escapeLineEnds keeps a line from being anything but text by how it begins or, as a
// heading, ends.
func escapeLineEnds(line string) string {
	if line == "" {
		return ""
	}
	if strings.ContainsRune("*#:;=!|", rune(line[0])) || strings.HasPrefix(line, "----") {
		line = characterReferences[line[0]] + line[1:]
	}
	if before, ok := strings.CutSuffix(line, "="); ok {
		line = before + characterReferences['=']
	}
	return line
}

// characterReferences stand for characters that are markup in some place. What they stand
// for is shown and never read as markup.
var characterReferences = map[byte]string{
	'*': "&#42;", '#': "&#35;", ':': "&#58;", ';': "&#59;", '=': "&#61;", '!': "&#33;", '-': "&#45;", '|': "&#124;",
	'\'': "&#39;", '[': "&#91;", ']': "&#93;", '{': "&#123;", '}': "&#125;", '~': "&#126;", '_': "&#95;", '<': "&lt;",
}

var (
	// ownReference is what could be shown as another character.
	ownReference = regexp.MustCompile(`&([#A-Za-z])`)
	// ownAddress is what becomes a link by itself, and ownNumber another kind of it.
	ownAddress = regexp.MustCompile(`(?i)\b(bitcoin|ftps?|geo|git|gopher|https?|ircs?|magnet|mailto|matrix|mms|news|nntp|redis|sftp|sips?|sms|ssh|svn|tel|telnet|urn|wikipedia|worldwind|xmpp):`)
	ownNumber  = regexp.MustCompile(`\b(ISBN|PMID|RFC)([\t\p{Zs}]+-?\d)`)
)

// wikitext writes words that nobody marked as markup, within a line. Two brackets, braces,
// apostrophes or underscores and three tildes are markup; whatever stands beside the words
// may begin with another one. In a label, single brackets are markup, too.
func wikitext(words string, inLabel bool) string {
	words = ownReference.ReplaceAllString(words, "&amp;$1")
	var out strings.Builder
	for i := range len(words) {
		c := words[i]
		isLast := i == len(words)-1
		pairs := isLast || words[i+1] == c
		var isMarkup bool
		switch c {
		case '<', '|':
			isMarkup = true
		case '[':
			isMarkup = inLabel || pairs || i == 0 || words[i+1] == '/'
		case ']':
			isMarkup = inLabel
		case '{':
			isMarkup = pairs || i == 0 || words[i-1] == '-'
		case '\'':
			isMarkup = pairs || i == 0
		case '}', '~', '_':
			isMarkup = pairs
		case '!':
			isMarkup = pairs && !isLast
		}
		if isMarkup {
			out.WriteString(characterReferences[c])
			continue
		}
		out.WriteByte(c)
	}
	words = ownAddress.ReplaceAllString(out.String(), "$1&#58;")
	return ownNumber.ReplaceAllString(words, "$1<nowiki/>$2")
}

func (w *mediaWikiWriter) inlines(nodes []inline) string {
	var out strings.Builder
	for _, node := range joined(nil, nodes...) {
		part := w.inline(node)
		if strings.HasSuffix(out.String(), "'") && strings.HasPrefix(part, "'") {
			out.WriteString("<nowiki/>") // else their marks would be one
		}
		out.WriteString(part)
	}
	return out.String()
}

func (w *mediaWikiWriter) inline(node inline) string {
	switch n := node.(type) {
	case text:
		return wikitext(string(n), w.inLabel > 0)
	case styled:
		return w.styled(n)
	case codeSpan:
		if escaped := wikitext(string(n), true); escaped == string(n) {
			return "<code>" + escaped + "</code>"
		}
		return "<code><nowiki>" + escapeVerbatim(string(n)) + "</nowiki></code>"
	case link:
		label := w.label(n.inside)
		if strings.TrimSpace(label) == "" {
			label = wikitext(n.url, true)
		}
		return "[" + wikiAddress(n.url) + " " + label + "]"
	case reference:
		if _, ok := w.listed[n.event]; ok {
			return "[[#" + eventRowID(n.event) + w.pipe + w.label(n.inside) + "]]"
		}
		inside := w.inlines(n.inside)
		if plain(n.inside) != n.source {
			inside += " " + wikitext("("+n.source+")", w.inLabel > 0)
		}
		return inside
	case lozenge:
		return w.inline(codeSpan(n.label))
	case clock:
		return wikitext(string(n), w.inLabel > 0)
	case remark:
		return w.styled(styled{emphasis, []inline{text(n)}})
	case noteMark:
		return w.noteMark(n)
	case lineBreak:
		if n.hard {
			return "<br />"
		}
		return " "
	}
	return ""
}

// label writes the words of a link.
func (w *mediaWikiWriter) label(nodes []inline) string {
	w.inLabel++
	defer func() { w.inLabel-- }()
	return w.inlines(nodes)
}

// styled writes words within marks, which the same marks around them say already.
func (w *mediaWikiWriter) styled(n styled) string {
	if slices.Contains(w.styles, n.style) {
		return w.inlines(n.inside)
	}
	outer := w.styles
	w.styles = append(slices.Clone(outer), n.style)
	inside := w.inlines(n.inside)
	w.styles = outer
	if strings.TrimSpace(inside) == "" {
		return inside
	}
	if n.style > strong {
		tag := styleTags[n.style]
		return "<" + tag + ">" + inside + "</" + tag + ">"
	}
	mark := [...]string{emphasis: "''", strong: "'''"}[n.style]
	return mark + inside + mark
}

// addressEscaper is for what is markup within the address of a link and no safe one has
// escaped yet.
var addressEscaper = strings.NewReplacer("[", "%5B", "]", "%5D", "~", "%7E", "__", "_%5F")

// wikiAddress writes the destination of a link. Brackets around a host of numbers stay.
func wikiAddress(url string) string {
	if host, rest, ok := strings.Cut(url, "]"); ok && strings.HasPrefix(host, "http") && strings.Contains(host, "://[") {
		return host + "]" + addressEscaper.Replace(rest)
	}
	return addressEscaper.Replace(url)
}

// escapeVerbatim is for where the wiki reads no markup, but character references.
func escapeVerbatim(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;").Replace(s)
}

// preformatted writes lines of text as they are.
func preformatted(lines string) string {
	return "<pre>\n" + escapeVerbatim(strings.TrimSuffix(lines, "\n")) + "\n</pre>"
}

const highlightEnd = "</syntaxhighlight"

// highlighted writes code in a language that the wiki colours. Nothing can be escaped in
// it: code that would end it is written without colours.
func highlighted(n code) string {
	language := mediaWikiLanguage(n.language)
	if language == "" || strings.Contains(strings.ToLower(n.text), highlightEnd) {
		return preformatted(n.text)
	}
	return `<syntaxhighlight lang="` + language + "\">\n" + strings.TrimSuffix(n.text, "\n") + "\n" + highlightEnd + ">"
}

// mediaWikiLanguage returns the name that SyntaxHighlight has for a language, "" for one
// that it may not know: it would list the page among those with errors.
func mediaWikiLanguage(name string) string {
	known := map[string]string{
		"sh": "bash", "shell": "bash", "zsh": "bash", "c++": "cpp", "cs": "csharp", "c#": "csharp", "patch": "diff", "golang": "go",
		"js": "javascript", "ps1": "powershell", "py": "python", "rb": "ruby", "rs": "rust", "ts": "typescript", "yml": "yaml",
	}
	name = strings.ToLower(name)
	if official, ok := known[name]; ok {
		return official
	}
	official := []string{
		"bash", "c", "console", "cpp", "csharp", "css", "diff", "erlang", "go", "groovy", "html", "ini", "java", "javascript", "json", "kotlin",
		"lua", "make", "nginx", "perl", "php", "powershell", "python", "ruby", "rust", "scala", "sql", "swift", "toml", "typescript", "xml", "yaml",
	}
	if slices.Contains(official, name) {
		return name
	}
	return ""
}
