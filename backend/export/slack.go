package export

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/retro"
)

// The bounds of one message. Slack documents 40,000 characters, but refuses some
// payloads from about 13,200 on.
const (
	longestMessage = 12000 // UTF-16 units
	linesInMessage = 15    // shown of an excerpt
)

// writeSlack writes the document as messages: the card first, then the sections
// that have words. Sections without any are left out, for in a channel they would
// be noise. Each message is a file to paste, in which every character stands for
// itself, and one in Slack's own markup (mrkdwn) for its API.
func writeSlack(doc *document, _ time.Time) Result {
	messages := slackWriter{}.messages(doc)
	var result Result
	var texts []string
	w := &htmlWriter{live: true, plain: true, source: func(*picture) string { return "" }}
	for i, m := range messages {
		name := fmt.Sprintf("slack-%d.txt", i+1)
		result.Files = append(result.Files, File{Name: name, MediaType: "text/plain; charset=utf-8", Data: []byte(m.text)})
		texts = append(texts, m.text)
		w.blocks(m.blocks)
	}
	for i, m := range (slackWriter{forAPI: true}).messages(doc) {
		name := fmt.Sprintf("slack-%d.mrkdwn", i+1)
		result.Files = append(result.Files, File{Name: name, MediaType: "text/plain; charset=utf-8", Data: []byte(m.text)})
	}
	result.Clipboard = Clipboard{HTML: sanitise(w.String(), pagePolicy), Text: strings.Join(texts, "\n")}
	if count := len(messages); count > 1 {
		result.Notes = append(result.Notes, fmt.Sprintf("Paste slack-1.txt into the channel and the other %s into its thread.", counted(count-1, "message")))
	}
	result.Notes = append(result.Notes, "The files to paste end in .txt; those that end in .mrkdwn hold the same for a program that posts them.")
	if empty := len(slices.DeleteFunc(slices.Clone(doc.sections), func(s section) bool { return s.written })); empty > 0 {
		result.Notes = append(result.Notes, "Left out because nothing is written there: "+counted(empty, "section")+".")
	}
	if count := len(doc.pictures); count > 0 {
		result.Notes = append(result.Notes, "Text cannot carry pictures: add "+counted(count, "picture")+" to the thread by hand.")
	}
	return result
}

// previewSlack shows the messages as Slack will.
func previewSlack(w *htmlWriter, doc *document) {
	for _, m := range (slackWriter{}).messages(doc) {
		w.open("div", "class", "doc-message")
		w.raw("\n")
		w.blocks(m.blocks)
		w.close("div")
		w.raw("\n")
	}
}

// message is one post: its markup, and the nodes that it was written from.
type message struct {
	text   string
	blocks []block
}

// slackWriter writes nodes as the text of messages.
type slackWriter struct {
	// forAPI says that a program posts the text. The API takes links and three
	// escapes that the composer, into which people paste, shows as they are typed.
	forAPI bool
}

// messages fills message after message. A heading never ends one.
func (w slackWriter) messages(doc *document) []message {
	title := markdown.FirstSentences(markdown.OneLine(doc.title), longestAnswer)
	room := longestMessage - retro.UTF16Length(w.head(title, 99, 99)) - 4 // for the line ends
	var messages []message
	var open message
	flush := func() {
		if open.text != "" {
			messages = append(messages, open)
		}
		open = message{}
	}
	pieces := w.pieces(doc)
	for len(pieces) > 0 {
		together, rest := takeTogether(pieces)
		length := 0
		for _, p := range together {
			length += retro.UTF16Length(p.text) + len("\n\n")
		}
		if open.text != "" && retro.UTF16Length(open.text)+length > room {
			flush()
		}
		for i, p := range together {
			for j, part := range splitLines(p.text, room-retro.UTF16Length(open.text), room) {
				if j > 0 {
					flush()
				}
				open.text += part
			}
			next := append(slices.Clone(together[i+1:]), rest...)
			open.text += p.gap(append(next, piece{})[0])
			open.blocks = append(open.blocks, p.block)
		}
		pieces = rest
	}
	if open.text != "" || len(messages) == 0 {
		messages = append(messages, open)
	}
	for i := range messages {
		head := w.head(title, i+1, len(messages))
		messages[i].text = head + "\n" + strings.TrimRight(messages[i].text, "\n") + "\n"
		messages[i].blocks = append([]block{slackHeadBlock(title, i+1, len(messages))}, messages[i].blocks...)
	}
	return messages
}

// takeTogether returns the headings that pieces begin with and the piece below
// them, which must not be parted, and what follows.
func takeTogether(pieces []piece) (together, rest []piece) {
	end := 1
	for end < len(pieces) && pieces[end-1].leads {
		end++
	}
	return pieces[:end], pieces[end:]
}

func slackHeadBlock(title string, number, count int) block {
	if count > 1 {
		return paragraph{text: []inline{styled{strong, []inline{text(title)}}, text(fmt.Sprintf(" (%d/%d)", number, count))}}
	}
	return paragraph{text: []inline{styled{strong, []inline{text(title)}}}}
}

func (w slackWriter) head(title string, number, count int) string {
	return w.block(slackHeadBlock(title, number, count))
}

// piece is a block with its markup. One that leads, a heading, belongs to the
// one after it, unless that begins a section.
type piece struct {
	block block
	text  string
	leads bool
	opens bool
}

// gap is what stands between a piece and the next.
func (p piece) gap(next piece) string {
	if p.leads && !next.opens {
		return "\n"
	}
	return "\n\n"
}

func (w slackWriter) pieces(doc *document) []piece {
	var pieces []piece
	add := func(b block, leads, section bool) {
		if markup := w.block(b); markup != "" {
			pieces = append(pieces, piece{b, markup, leads, section})
		}
	}
	if subtitle := doc.subtitle(); subtitle != "" {
		add(sentence(subtitle), false, false)
	}
	for _, line := range doc.card {
		add(paragraph{text: []inline{styled{strong, []inline{text(line.label)}}, lineBreak{hard: true}, text(line.text)}}, false, false)
	}
	for _, s := range doc.sections {
		if !s.written {
			continue
		}
		add(slackHeading([]inline{text(s.heading)}), true, true)
		for _, b := range liftOut(liftOut(slackShape(s.blocks), isCode), isQuote) {
			add(b, isSlackHeading(b), false)
		}
	}
	return pieces
}

func isCode(b block) bool { _, ok := b.(code); return ok }

func isQuote(b block) bool { _, ok := b.(quote); return ok }

func slackHeading(words []inline) block {
	return paragraph{text: []inline{styled{strong, words}}}
}

func isSlackHeading(b block) bool {
	p, ok := b.(paragraph)
	if !ok || len(p.text) != 1 {
		return false
	}
	s, ok := p.text[0].(styled)
	return ok && s.style == strong
}

// slackShape reduces blocks to what a message can have: paragraphs, lists,
// quotations and code.
func slackShape(blocks []block) []block {
	var out []block
	for _, b := range blocks {
		switch n := b.(type) {
		case heading:
			out = append(out, slackHeading(n.text))
		case paragraph:
			if n.aside {
				n = paragraph{text: []inline{styled{emphasis, n.text}}}
			}
			out = append(out, n)
		case list:
			shaped := list{ordered: n.ordered, start: n.start}
			for _, it := range n.items {
				shaped.items = append(shaped.items, item{task: it.task, blocks: slackShape(it.blocks)})
			}
			out = append(out, shaped)
		case definitions:
			out = append(out, slackShape([]block{n.listed()})...)
		case quote:
			out = append(out, slackQuote(n))
		case footnotes:
			for _, note := range n.notes {
				out = append(out, slackShape(note.led(note.noteMark))...)
			}
		case details:
			if n.isChart {
				out = append(out, n.blocks[0]) // a message is no place for all its numbers
				continue
			}
			out = append(out, slackShape(n.unfolded())...)
		case code:
			out = append(out, n)
		case table:
			out = append(out, code{text: alignedTable(n)})
		case *picture:
			if !n.isEvidence() {
				continue // the table says the same
			}
			out = append(out, paragraph{text: []inline{styled{emphasis, []inline{text(missingPicture(n))}}}})
		case *excerpt:
			short := *n
			if hidden := len(n.lines) - linesInMessage; hidden > 0 {
				short.lines = n.lines[:linesInMessage]
				short.more += hidden
			}
			out = append(out, code{text: short.plainLines()}, paragraph{text: []inline{styled{emphasis, []inline{text(n.title())}}}})
		case rule:
		}
	}
	return out
}

// slackQuote makes one quotation of those inside each other: Slack cannot nest them.
func slackQuote(q quote) quote {
	var flat quote
	if q.alert != "" {
		flat.blocks = append(flat.blocks, slackHeading([]inline{text(alertTitle(q.alert))}))
	}
	for _, b := range slackShape(q.blocks) {
		if nested, ok := b.(quote); ok {
			flat.blocks = append(flat.blocks, nested.blocks...)
			continue
		}
		flat.blocks = append(flat.blocks, b)
	}
	return flat
}

func (w slackWriter) block(b block) string {
	switch n := b.(type) {
	case paragraph:
		return w.line(n.text)
	case list:
		return w.list(n, "")
	case quote:
		var parts []string
		for _, inside := range n.blocks {
			parts = append(parts, w.block(inside))
		}
		return markdown.Quoted(strings.Join(parts, "\n\n"))
	case code:
		return "```\n" + w.escape(strings.ReplaceAll(n.text, "```", "`\u200b``")) + "\n```"
	}
	return ""
}

func (w slackWriter) list(n list, indent string) string {
	var lines []string
	for i, it := range n.items {
		mark := "• "
		if n.ordered {
			mark = fmt.Sprintf("%d. ", n.start+i)
		}
		mark += taskMark(it.task)
		for _, b := range it.blocks {
			if nested, ok := b.(list); ok {
				lines = append(lines, w.list(nested, indent+"    "))
				continue
			}
			lines = append(lines, markdown.Prefixed(w.block(b), indent+mark, indent+"    "))
			mark = "    "
		}
	}
	return strings.Join(lines, "\n")
}
