package export

import (
	"time"

	"github.com/afterword-app/afterword/backend/canvas"
	"github.com/afterword-app/afterword/backend/retro"
)

// A document is a tree of these nodes and nothing else. All text in them has
// passed clean; none of it is escaped yet, which is each writer's matter.

// block is one of the types below that stand under each other.
type block interface{ isBlock() }

type (
	// heading is one inside a section. Levels begin at 3: the title is 1, the
	// sections are 2.
	heading struct {
		level int
		text  []inline
	}

	paragraph struct {
		text []inline
		// aside marks what the app says, as against what people wrote.
		aside bool
		part  part
	}

	list struct {
		ordered bool
		start   int
		items   []item
	}

	// definitions are terms with what they mean.
	definitions struct{ entries []definition }

	quote struct {
		alert  alert
		blocks []block
	}

	code struct {
		language string // as written after the fence, "" for none
		text     string // lines end in "\n", except the last
	}

	// placed is a live block where it was put. Only the window shows it as one, see
	// [flat].
	placed struct {
		mark   retro.LiveMark
		count  string // "5 of 18 events", "" for what is not counted
		blocks []block
		filled bool
	}

	// revisedCode is code of two versions.
	revisedCode struct{ text []inline }

	// footnotes are the notes that the text above points at.
	footnotes struct{ notes []footnote }

	// details is text that its writer folded away behind a line.
	details struct {
		summary []inline
		blocks  []block
		// isChart marks the numbers of a chart, below a sentence about them.
		isChart bool
	}

	rule struct{}

	table struct {
		role  tableRole
		align []alignment // one for each column
		head  []cell      // nil for a table without a header
		rows  [][]cell
		// events are those that the rows tell of, nil where they tell of others.
		events []retro.EventID
	}

	// picture is a screenshot or a chart. It is a pointer so that its bytes can be filled in
	// once the tree stands.
	picture struct {
		evidence retro.Evidence
		part     *retro.Region // of it that is shown, nil for the whole
		caption  string
		width    int // pixels, 0 when unknown
		height   int
		name     string // of the exported file, without its folder
		data     []byte // nil unless loaded
		media    string
		drawing  *canvas.Drawing // of a chart or timeline, which a page holds as it is
	}

	// excerpt is some lines of a log or chat, filled in like a picture.
	excerpt struct {
		citation retro.Citation
		source   string // "postgres primary, lines 48,120–48,121"
		caption  string
		zone     *time.Location // of the clock beside its lines
		limit    int
		lines    []Line
		more     int // how many cited lines the limit cut off
		// folded excerpts back up something else and need not be seen at once.
		folded bool
	}
)

type (
	footnote struct {
		noteMark
		blocks []block
	}
	item struct {
		task   task
		blocks []block
	}
	cell []block

	// definition says what some terms mean, in one or more ways.
	definition struct {
		terms    [][]inline
		meanings [][]block
	}
)

// part is what a paragraph is of a list of definitions, where a target has no such lists.
type part uint8

const (
	partNone part = iota
	partTerm
	partMeaning
)

type task uint8

const (
	taskNone task = iota
	taskOpen
	taskDone
)

// alert is the kind of an admonition, "" for a plain quotation.
type alert string

const (
	alertNote      alert = "note"
	alertTip       alert = "tip"
	alertImportant alert = "important"
	alertWarning   alert = "warning"
	alertCaution   alert = "caution"
)

type alignment uint8

const (
	alignNone alignment = iota
	alignLeft
	alignCentre
	alignRight
)

// tableRole tells tables that are live blocks from those that somebody wrote.
type tableRole string

const (
	roleWritten      tableRole = ""
	roleTimeline     tableRole = "timeline"
	roleFigures      tableRole = "figures"
	roleActions      tableRole = "actions"
	roleParticipants tableRole = "participants"
	roleQuestions    tableRole = "questions"
	roleRows         tableRole = "rows" // of a table of the retrospective
)

// inline is one of the types below that stand in a line of text.
type inline interface{ isInline() }

type (
	text string

	styled struct {
		style  style
		inside []inline
	}

	codeSpan string

	// link has a destination that safeURL let pass.
	link struct {
		url    string
		inside []inline
	}

	// reference points at evidence from inside a sentence.
	reference struct {
		citation retro.Citation
		event    retro.EventID // where it is to an event and not to evidence
		source   string        // that is named behind the words where they differ
		inside   []inline
	}

	// lozenge is a short label on a coloured ground.
	lozenge struct {
		label string
		tone  tone
	}

	// clock is a time that columns of figures are to line up for.
	clock string

	// remark says in place of something why it is missing.
	remark string

	// noteMark points at a footnote.
	noteMark struct {
		number int    // in the document, from 1
		name   string // in Markdown, of its own in the document
	}

	lineBreak struct{ hard bool }

	// changed is what only one of two versions of a text has; only
	// RenderRevised makes it.
	changed struct {
		deleted bool // else inserted
		inside  []inline
	}

	// embedded is a picture, chart or excerpt on its way out of a paragraph; it is in
	// no finished tree.
	embedded struct{ blocks []block }
)

type style uint8

const (
	emphasis style = iota
	strong
	strike
	underlined
	marked
	key // of a keyboard, or what a program says
	subscript
	superscript
)

type tone string

const (
	toneGrey   tone = "grey"
	toneRed    tone = "red"
	toneYellow tone = "yellow"
	toneGreen  tone = "green"
	toneBlue   tone = "blue"
	tonePurple tone = "purple"
)

func (heading) isBlock()     {}
func (paragraph) isBlock()   {}
func (list) isBlock()        {}
func (definitions) isBlock() {}
func (quote) isBlock()       {}
func (code) isBlock()        {}
func (placed) isBlock()      {}
func (revisedCode) isBlock() {}
func (footnotes) isBlock()   {}
func (details) isBlock()     {}
func (rule) isBlock()        {}
func (table) isBlock()       {}
func (*picture) isBlock()    {}
func (*excerpt) isBlock()    {}

func (text) isInline()      {}
func (styled) isInline()    {}
func (codeSpan) isInline()  {}
func (link) isInline()      {}
func (reference) isInline() {}
func (lozenge) isInline()   {}
func (clock) isInline()     {}
func (remark) isInline()    {}
func (noteMark) isInline()  {}
func (lineBreak) isInline() {}
func (changed) isInline()   {}
func (embedded) isInline()  {}

// plain returns the words of some inlines without any form.
func plain(inlines []inline) string {
	var out []byte
	for _, node := range inlines {
		switch n := node.(type) {
		case text:
			out = append(out, n...)
		case styled:
			out = append(out, plain(n.inside)...)
		case codeSpan:
			out = append(out, n...)
		case link:
			out = append(out, plain(n.inside)...)
		case reference:
			out = append(out, plain(n.inside)...)
		case lozenge:
			out = append(out, n.label...)
		case clock:
			out = append(out, n...)
		case remark:
			out = append(out, n...)
		case changed:
			out = append(out, plain(n.inside)...)
		case lineBreak:
			out = append(out, ' ')
		}
	}
	return string(out)
}

// sentence is a paragraph of plain text.
func sentence(words string) paragraph { return paragraph{text: []inline{text(words)}} }

// aside is a paragraph in which the app speaks.
func aside(words string) paragraph { return paragraph{text: []inline{text(words)}, aside: true} }

// day writes a date for people: "14 November 2025".
func day(t time.Time) string { return t.Format("2 January 2006") }
