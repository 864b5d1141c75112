package diff

import (
	"io"
	"strings"
	"unicode"

	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/retro"
)

// The rules of what is written to a terminal: removed words stand in [-…-] and
// added ones in {+…+}, with colour or without it; moved and added blocks are
// said in words; and no character of a text can steer the terminal.

const (
	ansiReset  = "\x1b[0m"
	ansiBold   = "\x1b[1m"
	ansiFaint  = "\x1b[2m"
	ansiRed    = "\x1b[31m"
	ansiGreen  = "\x1b[32m"
	ansiViolet = "\x1b[35m"
)

// WriteText writes a change set for a terminal. The error is that of w.
func WriteText(w io.Writer, cs ChangeSet, colour bool) error {
	r := newReport(cs)
	p := textPrinter{colour: colour}
	p.paint(ansiBold, r.summary)
	p.text("\n")
	for _, group := range r.groups {
		p.text("\n")
		p.paint(ansiBold, clean(oneLine(group.title)))
		p.text("\n")
		for _, change := range group.changes {
			p.change(change)
		}
		for _, block := range group.blocks {
			p.block(block)
		}
	}
	return p.writeTo(w)
}

// WriteDocument writes the difference of two texts for a terminal, without the
// blocks that are the same. The error is that of w.
func WriteDocument(w io.Writer, d Document, colour bool) error {
	p := textPrinter{colour: colour}
	words := writeWords(d.Words)
	if words == "" {
		words = "no words changed"
	}
	p.paint(ansiBold, words)
	p.text("\n")
	same := 0
	for _, block := range d.Blocks {
		if blockVerb(block) == "" {
			same++
			continue
		}
		p.unchanged(same)
		same = 0
		p.block(block)
	}
	p.unchanged(same)
	return p.writeTo(w)
}

type textPrinter struct {
	out    strings.Builder
	colour bool
}

func (p *textPrinter) writeTo(w io.Writer) error {
	if _, err := io.WriteString(w, p.out.String()); err != nil {
		return retro.Errorf(retro.CodeInternal, "write the differences: %w", err)
	}
	return nil
}

func (p *textPrinter) text(s string) { p.out.WriteString(s) }

func (p *textPrinter) paint(code, s string) {
	if p.colour && s != "" {
		s = code + s + ansiReset
	}
	p.text(s)
}

func (p *textPrinter) unchanged(blocks int) {
	if blocks > 0 {
		p.text("\n")
		p.paint(ansiFaint, "… "+retro.Count(blocks, "block", "blocks")+" unchanged")
		p.text("\n")
	}
}

func (p *textPrinter) change(c reportChange) {
	p.text("  ")
	p.paint(verbColour(c.verbs), c.verbs)
	if c.when != "" {
		p.text("  " + c.when)
	}
	switch {
	case c.ops != nil:
		p.text("  ")
		p.ops(c.ops, oneLine)
	case c.title != "":
		p.text("  " + clean(oneLine(c.title)))
	}
	p.text("\n")
	if c.about != "" {
		p.text("    " + clean(oneLine(c.about)) + "\n")
	}
	for _, line := range c.lines {
		p.line(line)
	}
}

func (p *textPrinter) line(l reportLine) {
	p.text("    " + l.label + ": ")
	switch {
	case l.ops != nil:
		p.ops(l.ops, oneLine)
	default:
		if l.old != "" {
			p.paint(ansiRed, "[-"+clean(oneLine(l.old))+"-]")
		}
		if l.old != "" && l.new != "" {
			p.text(" ")
		}
		if l.new != "" {
			p.paint(ansiGreen, "{+"+clean(oneLine(l.new))+"+}")
		}
	}
	if l.note != "" {
		p.text(", " + l.note)
	}
	p.text("\n")
}

func (p *textPrinter) block(b Block) {
	p.text("\n")
	colour := ansiFaint
	if b.Moved {
		colour = ansiViolet
	}
	p.paint(colour, clean(oneLine(blockLabel(b))))
	p.text("\n")
	inner := textPrinter{colour: p.colour}
	inner.ops(shownOps(b), func(text string) string { return text })
	for line := range strings.Lines(strings.TrimRight(inner.out.String(), blanks)) {
		p.text("  " + line)
	}
	p.text("\n")
}

// ops writes words with their signs. White space at the ends of what changed is
// left outside of them.
func (p *textPrinter) ops(ops []Op, shape func(string) string) {
	for _, op := range ops {
		lead, text, trail := trimmed(op.After())
		if op.Kind == OpDelete {
			lead, text, trail = trimmed(op.Text)
		}
		text = clean(shape(text))
		p.text(clean(shape(lead)))
		switch {
		case op.Kind == OpDelete && text != "":
			p.paint(ansiRed, "[-"+text+"-]")
		case op.Kind == OpInsert && text != "":
			p.paint(ansiGreen, "{+"+text+"+}")
		default:
			p.text(text)
		}
		p.text(clean(shape(trail)))
	}
}

// trimmed cuts the white space off both ends of a text.
func trimmed(text string) (lead, middle, trail string) {
	lead = text[:markdown.SpaceLength(text)]
	middle = strings.TrimRight(text[len(lead):], blanks)
	return lead, middle, text[len(lead)+len(middle):]
}

func verbColour(verbs string) string {
	switch verbs {
	case string(Added):
		return ansiGreen
	case string(Removed):
		return ansiRed
	default:
		return ansiViolet
	}
}

// oneLine makes each run of white space one blank.
func oneLine(text string) string {
	var line strings.Builder
	for text != "" {
		if white := markdown.SpaceLength(text); white > 0 {
			line.WriteByte(' ')
			text = text[white:]
			continue
		}
		end := strings.IndexAny(text, blanks)
		if end < 0 {
			end = len(text)
		}
		line.WriteString(text[:end])
		text = text[end:]
	}
	return line.String()
}

// clean makes characters harmless that a terminal or browser would act on:
// control characters, marks that turn the direction of writing, and bytes that
// are no UTF-8.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\r':
			return -1
		case r < 0x20:
			return 0x2400 + r // its picture: ␛ for escape
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r):
			return unicode.ReplacementChar
		default:
			return r
		}
	}, text)
}
