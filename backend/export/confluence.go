package export

import (
	"html"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

// writeConfluence writes the body of a page in Confluence's storage format and
// the pictures to attach to it. The format is XML, of which a single unclosed
// tag makes the wiki refuse the whole page, with macros for what HTML lacks.
// Source: "Confluence Storage Format", Atlassian documentation.
func writeConfluence(doc *document, _ time.Time) Result {
	w := newConfluenceWriter()
	w.summary(doc)
	for _, s := range doc.sections {
		w.open("h1")
		w.text(s.heading)
		w.close("h1")
		w.raw("\n")
		w.blocks(lifting{isOutOfItem, isMacro}.out(s.blocks))
	}
	body := w.String()
	result := Result{
		Files:     []File{{Name: "page.storage.xml", MediaType: "application/xml; charset=utf-8", Data: []byte(body)}},
		Clipboard: Clipboard{HTML: richText(doc).HTML, Text: body},
	}
	for _, p := range doc.pictures {
		result.Files = append(result.Files, File{Name: "attachments/" + p.name, MediaType: p.media, Data: p.data})
	}
	if count := len(doc.pictures); count > 0 {
		result.Notes = append(result.Notes, "Attach "+counted(count, "picture")+" from the folder attachments to the page, under the same names.")
	}
	return result
}

// isOutOfItem reports whether an item may not hold a block. Confluence's own editor
// puts code and panels into items, but nothing that can be expanded, and into a task
// no macro at all.
func isOutOfItem(l list, b block) bool {
	if isTaskList(l) {
		return isMacro(b)
	}
	switch b.(type) {
	case *excerpt, details: // an excerpt can be collapsed
		return true
	}
	return false
}

// isMacro reports whether a block becomes a macro with a body, which Confluence
// does not have in quotations.
func isMacro(b block) bool {
	switch n := b.(type) {
	case code, *excerpt, details:
		return true
	case quote:
		return n.alert != ""
	}
	return false
}

// confluenceWriter writes the HTML that the storage format shares and replaces
// what it has macros for.
type confluenceWriter struct {
	*htmlWriter
	tasks  int  // how many so far: each needs a number of its own
	inList bool // the wiki's task lists stand in no other list
}

func newConfluenceWriter() *confluenceWriter {
	w := &confluenceWriter{htmlWriter: &htmlWriter{live: true, plain: true, aligned: true, source: func(*picture) string { return "" }}}
	w.replaceBlock = w.storageBlock
	w.replaceInline = w.storageInline
	return w
}

// summary is a panel with the facts and the answers that a reader wants first.
func (w *confluenceWriter) summary(doc *document) {
	if len(doc.facts) == 0 && len(doc.card) == 0 {
		return
	}
	w.panel("info", "At a glance", func() {
		for _, line := range doc.card {
			w.labelled(line.label, line.text)
		}
		for _, f := range doc.facts {
			w.labelled(f.label, f.value)
		}
	})
	w.raw("\n")
}

func (w *confluenceWriter) labelled(label, value string) {
	w.raw("<p><strong>")
	w.text(label + ":")
	w.raw("</strong> ")
	w.text(value)
	w.raw("</p>\n")
}

func (w *confluenceWriter) storageBlock(b block) bool {
	switch n := b.(type) {
	case heading:
		n.level--
		tag := "h" + strconv.Itoa(n.level)
		w.open(tag)
		w.inlines(n.text)
		w.close(tag)
	case paragraph:
		if n.part == partMeaning {
			w.open("p", "style", "margin-left: 30.0px;")
			w.inlines(n.text)
			w.close("p")
			break
		}
		if !n.aside {
			return false
		}
		w.raw("<p><em>")
		w.inlines(n.text)
		w.raw("</em></p>")
	case list:
		if isTaskList(n) && !w.inList {
			w.taskList(n)
			return true
		}
		outer := w.inList
		w.inList = true
		w.list(n)
		w.inList = outer
	case quote:
		if n.alert == "" {
			return false
		}
		w.panel(alertPanel(n.alert), alertTitle(n.alert), func() { w.blocks(n.blocks) })
	case footnotes:
		for _, note := range n.notes {
			w.blocks(note.led(note.noteMark))
		}
	case details:
		w.macro("expand", func() {
			w.parameters("title", plain(n.summaryLine()))
			w.raw("<ac:rich-text-body>\n")
			w.blocks(n.blocks)
			w.raw("</ac:rich-text-body>")
		})
	case code:
		if source, ok := verbatimMacro(n.text); ok && n.language == storageLanguage {
			w.raw(source)
			return true
		}
		w.codeMacro(n.text, "language", confluenceLanguage(n.language))
	case *excerpt:
		collapse := ""
		if n.folded {
			collapse = "true"
		}
		w.codeMacro(n.plainLines(), "title", n.title(), "collapse", collapse)
	case *picture:
		if n.data == nil {
			return false
		}
		w.image(n)
	case rule, table:
		return false
	}
	return true
}

func (w *confluenceWriter) storageInline(node inline) bool {
	switch n := node.(type) {
	case styled:
		switch n.style {
		case strike:
			w.raw(`<span style="text-decoration: line-through;">`)
			w.inlines(n.inside)
			w.raw("</span>")
		case key:
			w.raw("<code>")
			w.inlines(n.inside)
			w.raw("</code>")
		case marked:
			w.raw("<em>")
			w.inlines(n.inside)
			w.raw("</em>")
		default:
			return false
		}
	case lozenge:
		w.macro("status", func() {
			w.parameters("colour", retro.Capital(string(n.tone)), "title", n.label)
		})
	case codeSpan:
		source, isStorage := strings.CutPrefix(string(n), storageLanguage+" ")
		source, ok := verbatimMacro(source)
		if !isStorage || !ok {
			return false
		}
		w.raw(source)
	case remark:
		w.raw("<em>")
		w.text(string(n))
		w.raw("</em>")
	default:
		return false
	}
	return true
}

func (w *confluenceWriter) macro(name string, inside func()) {
	w.raw(`<ac:structured-macro ac:name="`, name, `">`)
	inside()
	w.raw("</ac:structured-macro>")
}

// parameters are pairs of a name and a value; those without a value are left
// out.
func (w *confluenceWriter) parameters(pairs ...string) {
	for pair := range slices.Chunk(pairs, 2) {
		if pair[1] == "" {
			continue
		}
		w.raw(`<ac:parameter ac:name="`, pair[0], `">`)
		w.text(pair[1])
		w.raw("</ac:parameter>")
	}
}

func (w *confluenceWriter) panel(name, title string, inside func()) {
	w.macro(name, func() {
		w.parameters("title", title)
		w.raw("<ac:rich-text-body>\n")
		inside()
		w.raw("</ac:rich-text-body>")
	})
}

// codeMacro writes text that the wiki shows as it is. The end of a CDATA section
// has no escape; it is divided over two.
func (w *confluenceWriter) codeMacro(body string, parameters ...string) {
	w.macro("code", func() {
		w.parameters(parameters...)
		w.raw("<ac:plain-text-body><![CDATA[", strings.ReplaceAll(body, "]]>", "]]]]><![CDATA[>"), "]]></ac:plain-text-body>")
	})
}

// isTaskList reports whether a list can be one of the wiki's: every item a task,
// and no more than a line.
func isTaskList(n list) bool {
	return len(n.items) > 0 && !slices.ContainsFunc(n.items, func(it item) bool {
		if it.task == taskNone || len(it.blocks) != 1 {
			return true
		}
		_, isText := it.blocks[0].(paragraph)
		return !isText
	})
}

func (w *confluenceWriter) taskList(n list) {
	w.raw("<ac:task-list>\n")
	for _, it := range n.items {
		w.tasks++
		status := "incomplete"
		if it.task == taskDone {
			status = "complete"
		}
		w.raw("<ac:task><ac:task-id>", strconv.Itoa(w.tasks), "</ac:task-id><ac:task-status>", status, "</ac:task-status><ac:task-body>")
		w.contents(it.blocks)
		w.raw("</ac:task-body></ac:task>\n")
	}
	w.raw("</ac:task-list>")
}

// pageWidth is how wide a page shows a picture, in pixels.
const pageWidth = 760

func (w *confluenceWriter) image(n *picture) {
	w.raw(`<p><ac:image ac:alt="`, html.EscapeString(n.caption), `"`)
	if n.width > 0 {
		w.raw(` ac:width="`, strconv.Itoa(min(n.width, pageWidth)), `"`)
	}
	w.raw(`><ri:attachment ri:filename="`, html.EscapeString(n.name), `"/></ac:image></p>`)
	w.raw("\n<p><em>")
	w.text(n.caption)
	w.raw("</em></p>")
}

func alertPanel(a alert) string {
	switch a {
	case alertTip:
		return "tip"
	case alertWarning:
		return "note"
	case alertCaution:
		return "warning"
	case alertNote, alertImportant:
	}
	return "info"
}

// confluenceLanguage returns the code macro's name for a language, "" for one
// that it does not know: an unknown name can break the macro.
func confluenceLanguage(name string) string {
	known := map[string]string{
		"bash": "bash", "sh": "bash", "shell": "bash", "zsh": "bash", "console": "bash",
		"c": "cpp", "cpp": "cpp", "c++": "cpp", "cs": "c#", "csharp": "c#", "css": "css", "diff": "diff", "patch": "diff",
		"erlang": "erl", "go": "go", "golang": "go", "groovy": "groovy", "html": "html", "xml": "xml", "java": "java",
		"javascript": "js", "js": "js", "json": "json", "kotlin": "kotlin", "perl": "perl", "php": "php",
		"powershell": "powershell", "ps1": "powershell", "py": "py", "python": "py", "rb": "ruby", "ruby": "ruby",
		"rust": "rust", "rs": "rust", "scala": "scala", "sql": "sql", "swift": "swift", "text": "text", "txt": "text",
		"ts": "typescript", "typescript": "typescript", "yaml": "yaml", "yml": "yaml",
	}
	return known[strings.ToLower(name)]
}
