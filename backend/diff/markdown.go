package diff

import (
	"strings"
	"unicode/utf8"

	"github.com/afterword-app/afterword/backend/markdown"
)

// Markdown writes a change set as a document that stands on its own: what was
// removed is struck through, what was added is bold, and what happened to each
// thing is said in words.
func Markdown(cs ChangeSet) string {
	r := newReport(cs)
	m := markdownWriter{}
	m.text("# What changed\n\n" + escapeMarkdown(r.summary) + "\n")
	if len(r.groups) > 0 {
		m.text("\n~~Struck through~~ was removed, **bold** was added.\n")
	}
	for _, group := range r.groups {
		m.text("\n## " + escapeMarkdown(oneLine(group.title)) + "\n\n")
		for _, change := range group.changes {
			m.change(change)
		}
		if len(group.changes) > 0 && len(group.blocks) > 0 {
			m.text("\n")
		}
		for i, block := range group.blocks {
			if i > 0 {
				m.text("\n")
			}
			m.block(block)
		}
	}
	return m.out.String()
}

type markdownWriter struct{ out strings.Builder }

func (m *markdownWriter) text(s string) { m.out.WriteString(s) }

func (m *markdownWriter) change(c reportChange) {
	m.text("- *" + escapeMarkdown(c.verbs) + "*")
	if c.when != "" {
		m.text(" " + escapeMarkdown(c.when))
	}
	switch {
	case c.ops != nil:
		m.text(" " + strings.TrimSpace(markdownOps(c.ops)))
	case c.title != "":
		m.text(" " + escapeMarkdown(oneLine(c.title)))
	}
	if c.about != "" {
		m.text(" (" + escapeMarkdown(strings.TrimSpace(oneLine(c.about))) + ")")
	}
	m.text("\n")
	for _, line := range c.lines {
		m.text("  - " + line.label + ": ")
		if line.ops != nil {
			m.text(strings.TrimSpace(markdownOps(line.ops)))
		} else {
			m.text(joinWith(" → ", mark("~~", line.old), mark("**", line.new)))
		}
		if line.note != "" {
			m.text(", " + line.note)
		}
		m.text("\n")
	}
}

// block writes a block of a section: prose as a quotation, code line by line.
func (m *markdownWriter) block(b Block) {
	m.text("*" + escapeMarkdown(oneLine(blockLabel(b))) + "*\n\n")
	if b.Kind == markdown.KindCode {
		m.code(b)
		return
	}
	m.text("> " + strings.TrimSpace(markdownOps(shownOps(b))) + "\n")
}

func (m *markdownWriter) code(b Block) {
	var old, after strings.Builder
	for _, op := range shownOps(b) {
		old.WriteString(op.Old())
		after.WriteString(op.After())
	}
	body := lineDiff(old.String(), after.String())
	fence := "```"
	for strings.Contains(body, fence) {
		fence += "`"
	}
	m.text(fence + "diff\n" + body + fence + "\n")
}

// lineDiff writes two texts as one, line by line, each led by " ", "-" or "+".
func lineDiff(old, after string) string {
	lines := vocabulary{}
	a, b := readLines(lines, old), readLines(lines, after)
	var out strings.Builder
	write := func(sign string, list []string) {
		for _, line := range list {
			out.WriteString(sign + clean(line) + "\n")
		}
	}
	at := 0
	for _, e := range gaps(match(a.ids, b.ids, leastLimit), len(b.ids)) {
		write(" ", a.lines[at:e.a0])
		write("-", a.lines[e.a0:e.a1])
		write("+", b.lines[e.b0:e.b1])
		at = e.a1
	}
	write(" ", a.lines[at:])
	return out.String()
}

// lineList is a text as lines, without their ends, and an id for each.
type lineList struct {
	lines []string
	ids   []int32
}

func readLines(known vocabulary, text string) lineList {
	var list lineList
	for line := range strings.Lines(strings.TrimRight(text, blanks)) {
		line = strings.TrimRight(line, "\r\n")
		list.lines = append(list.lines, line)
		list.ids = append(list.ids, known.id(line))
	}
	return list
}

func markdownOps(ops []Op) string {
	var line markedLine
	for _, op := range ops {
		switch op.Kind {
		case OpDelete:
			line.mark("~~", op.Text)
		case OpInsert:
			line.mark("**", op.Text)
		case OpEqual, OpSpace:
			line.plain(op.After())
		}
	}
	return line.out.String()
}

func mark(sign, text string) string {
	var line markedLine
	line.mark(sign, text)
	return line.out.String()
}

// markedLine is a line in which some text is set between two signs. In Markdown
// these take effect only where no white space stands at their inner side, and
// where punctuation inside them has none of a word outside; so a blank is put
// where a sign would be read as a mere character.
type markedLine struct {
	out    strings.Builder
	open   bool // white space or nothing before: anything may follow
	marked bool // a sign was written last
	tight  bool // that sign closed after punctuation
}

func (l *markedLine) plain(text string) {
	text = oneLine(text)
	if text == "" {
		return
	}
	if l.tight && text[0] != ' ' {
		l.out.WriteByte(' ')
	}
	l.out.WriteString(escapeMarkdown(text))
	l.open, l.marked, l.tight = text[len(text)-1] == ' ', false, false
}

func (l *markedLine) mark(sign, text string) {
	lead, middle, trail := trimmed(text)
	l.plain(lead)
	if middle != "" {
		first, _ := utf8.DecodeRuneInString(middle)
		last, _ := utf8.DecodeLastRuneInString(middle)
		if l.out.Len() > 0 && !l.open && (l.marked || l.tight || !markdown.IsWord(first) || strings.HasSuffix(l.out.String(), "~")) {
			l.out.WriteByte(' ')
		}
		escaped := escapeMarkdown(oneLine(middle))
		if before, ok := strings.CutSuffix(escaped, `\~`); ok {
			escaped = before + "&#126;" // Two tildes do not close after a third, even after an escaped one.
		}
		l.out.WriteString(sign + escaped + sign)
		l.open, l.marked, l.tight = false, true, !markdown.IsWord(last)
	}
	l.plain(trail)
}

// escapeMarkdown makes a line mean nothing but its letters, wherever it stands.
func escapeMarkdown(line string) string {
	line = clean(line)
	var out strings.Builder
	for i, r := range line {
		switch {
		case strings.ContainsRune("\\`*_[]<>|~&#!$", r),
			i == 0 && strings.ContainsRune("-+=", r),
			(r == '.' || r == ')') && i > 0 && strings.Trim(line[:i], "0123456789") == "":
			out.WriteByte('\\')
		}
		out.WriteRune(r)
	}
	return out.String()
}
