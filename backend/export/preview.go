package export

import (
	"context"
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/retro"
)

// Links says how HTML for the window refers to what is not in it.
//
// Pictures are <img> with the URL that Asset returns. Nothing leads anywhere by
// itself: a link is <a data-url="https://…" role="link" tabindex="0">, and what
// shows or cites evidence has data-evidence="ID" and, for lines, data-from and
// data-to. There are no styles, only classes, which all begin with "doc-" and
// are those that page.css sets.
type Links struct {
	// Asset returns a path below /asset/ that shows the picture of a screenshot, or
	// a part of it where that is not nil; "" where there is none. Without it
	// captions stand for pictures. It is given the whole evidence so that what is
	// drawn over the picture can be part of the path.
	Asset func(e retro.Evidence, part *retro.Region) string
}

func (l Links) writer() *htmlWriter {
	return &htmlWriter{source: func(p *picture) string {
		if l.Asset == nil {
			return ""
		}
		return l.Asset(p.evidence, p.part)
	}}
}

// Preview renders the Markdown of a section as the document shows it, with a head
// over each live block. The highest heading in it is level 3.
func Preview(ctx context.Context, in Input, body string, links Links) (SafeHTML, error) {
	b := newBuilder(ctx, in)
	texts := []string{body}
	if strings.Contains(body, "{{") {
		// A live block in it may show the texts of other lists.
		all, _ := b.texts()
		texts = append(texts, all...)
	}
	if err := b.loadCharts(ctx, marksIn(body), texts...); err != nil {
		return SafeHTML{}, err
	}
	return b.render(ctx, b.body(body, retro.BlockNone), links)
}

// Block renders a live block. One with nothing to show says so.
func Block(ctx context.Context, in Input, block retro.LiveBlock, links Links) (SafeHTML, error) {
	b := newBuilder(ctx, in)
	texts, _ := b.texts()
	if err := b.loadCharts(ctx, []retro.LiveMark{{Block: block}}, texts...); err != nil {
		return SafeHTML{}, err
	}
	return b.render(ctx, b.body("", block), links)
}

func (b *builder) render(ctx context.Context, blocks []block, links Links) (SafeHTML, error) {
	if err := b.load(ctx, loadsNothing); err != nil {
		return SafeHTML{}, err
	}
	w := links.writer()
	w.known = knownIn(b.in.Content)
	w.Grow(b.expectedSize())
	w.blocks(blocks)
	return w.withDrawings(sanitise(w.String(), windowPolicy)), nil
}

// expectedSize is about how many bytes of markup the excerpts take, which are most
// of a long timeline.
func (b *builder) expectedSize() int {
	const aroundExcerpt, aroundLine = 400, 60
	size := 0
	for _, e := range b.excerpts {
		size += aroundExcerpt
		for _, line := range e.lines {
			size += aroundLine + len(line.Text)
		}
	}
	return size
}

// PreviewResult renders what the reader of a result will see: the set document,
// the messages as Slack shows them, or the text itself for a target that is
// text. The result must come from Render.
func PreviewResult(result Result, links Links) SafeHTML {
	w := links.writer()
	if result.document != nil {
		w.known = slices.Clone(result.document.known)
	}
	if result.preview == nil {
		w.open("pre", "class", "doc-text")
		w.text(string(result.Files[0].Data))
		w.close("pre")
		return w.withDrawings(sanitise(w.String(), windowPolicy))
	}
	result.preview(w, result.document)
	return w.withDrawings(sanitise(w.String(), windowPolicy))
}

// document writes the whole of it: title, facts, sections.
func (w *htmlWriter) document(doc *document) {
	w.head(doc)
	for _, s := range doc.sections {
		w.section(s)
	}
}

func (w *htmlWriter) section(s section) {
	w.open("h2")
	w.text(s.heading)
	w.close("h2")
	w.raw("\n")
	w.blocks(s.blocks)
}

// head writes the title and the line below it.
func (w *htmlWriter) head(doc *document) {
	w.open("h1")
	w.text(doc.title)
	w.close("h1")
	w.raw("\n")
	if subtitle := doc.subtitle(); subtitle != "" {
		w.open("p", "class", "doc-subtitle")
		w.text(subtitle)
		w.close("p")
		w.raw("\n")
	}
}
