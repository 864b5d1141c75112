package export

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/retro"
)

const (
	linesWhole = 40  // shown of a log that is embedded as a whole
	linesCited = 200 // shown of the lines that somebody chose
	linesProof = 8   // shown of what an event or factor cites
	longLine   = 2000
)

func (b *builder) leaveOut(what omission) {
	if b.in.Edition == retro.EditionPublic && what == omittedLink {
		return // it is withheld, which is said elsewhere
	}
	b.notes.leaveOut(what)
}

// embed implements embedder.
func (b *builder) embed(destination, caption string) inline {
	citation, ok := citationOf(destination)
	if !ok {
		return b.refer(destination, nil)
	}
	if b.in.Edition == retro.EditionPublic {
		return embedded{}
	}
	evidence := b.in.Content.FindEvidence(citation.Evidence)
	if evidence == nil {
		return b.missing(citation, caption)
	}
	limit := linesCited
	if citation.FromLine == 0 {
		limit = linesWhole
	}
	if evidence.IsChart() {
		return embedded{b.chart(*evidence, caption)}
	}
	if node := b.show(*evidence, citation, caption, limit); node != nil {
		return embedded{[]block{node}}
	}
	return b.refer(destination, []inline{text(caption)})
}

// refer implements embedder.
func (b *builder) refer(destination string, inside []inline) inline {
	if id, ok := strings.CutPrefix(destination, "event/"); ok {
		return b.event(retro.EventID(id), inside)
	}
	if !strings.HasPrefix(destination, "evidence/") {
		return nil
	}
	citation, ok := citationOf(destination)
	if b.in.Edition == retro.EditionPublic {
		return b.withoutSource(citation, inside)
	}
	evidence := b.in.Content.FindEvidence(citation.Evidence)
	if !ok || evidence == nil {
		if !ok {
			citation.Evidence = retro.EvidenceID(strings.TrimPrefix(destination, "evidence/"))
		}
		return b.missing(citation, strings.TrimSpace(plain(inside)))
	}
	source := sourceOf(*evidence, citation)
	if strings.TrimSpace(plain(inside)) == "" {
		inside = []inline{text(source)}
	}
	return reference{citation: citation, source: source, inside: inside}
}

// withoutSource is a reference to evidence that an edition does not have: its words, unless
// they are but the name of the source.
func (b *builder) withoutSource(citation retro.Citation, inside []inline) inline {
	words := strings.TrimSpace(plain(inside))
	at := slices.IndexFunc(b.withheld, func(e retro.Evidence) bool { return e.ID == citation.Evidence })
	if words == "" || at >= 0 && strings.HasPrefix(words, sourceOf(b.withheld[at], retro.Citation{})) {
		return remark("(evidence left out)")
	}
	return text(words)
}

// linked is a line that is no Markdown, but for its links to evidence.
func (b *builder) linked(line string) []inline {
	var all []inline
	for _, part := range retro.Linked(line) {
		words := text(part.Text)
		if part.To == nil {
			all = append(all, words)
		} else {
			all = append(all, b.refer(part.To.URL(), []inline{words}))
		}
	}
	return all
}

// event is a link to an event, which only the window can follow: elsewhere it is its
// words.
func (b *builder) event(id retro.EventID, inside []inline) inline {
	event := b.eventOf[id]
	if strings.TrimSpace(plain(inside)) == "" {
		words := "an event"
		if event != nil {
			words = cleanLine(event.Title)
		}
		inside = []inline{text(words)}
	}
	if event == nil {
		b.leaveOut(omittedEvent)
		id = ""
	}
	b.leadsTo[id] = true
	return reference{event: id, source: plain(inside), inside: inside}
}

func (b *builder) missing(citation retro.Citation, caption string) inline {
	b.leaveOut(omittedEvidence)
	words := markdown.OneLine(fmt.Sprintf("[evidence %s is not part of this retrospective]", cleanLine(citation.String())))
	if caption != "" {
		words = caption + " " + words
	}
	return remark(words)
}

// show makes the node that shows evidence, nil for evidence that can only be
// named.
func (b *builder) show(evidence retro.Evidence, citation retro.Citation, caption string, limit int) block {
	switch {
	case evidence.IsPicture():
		return b.picture(evidence, citation.Region, caption)
	case evidence.HasLines():
		e := &excerpt{citation: citation, source: sourceOf(evidence, citation), caption: cleanLine(caption), zone: b.zones[0], limit: limit}
		b.excerpts = append(b.excerpts, e)
		return e
	}
	return nil
}

// picture makes the node of a screenshot, or of a part of it where that is not
// nil.
func (b *builder) picture(evidence retro.Evidence, part *retro.Region, caption string) *picture {
	p := &picture{evidence: evidence, part: part, caption: cleanLine(caption)}
	if p.caption == "" && part != nil {
		p.caption = cleanLine(part.Label)
	}
	if p.caption == "" {
		p.caption = cleanLine(evidence.Caption)
	}
	if p.caption == "" {
		p.caption = cleanLine(evidence.Label)
	}
	if reading := b.in.Readings[evidence.ID].Picture; reading != nil {
		p.width, p.height = reading.Width, reading.Height
		if part != nil {
			p.width, p.height = share(p.width, part.Width), share(p.height, part.Height)
		}
	}
	b.pictures = append(b.pictures, p)
	return p
}

// share is a part of a side in pixels, at least one.
func share(side int, part float64) int { return max(1, int(math.Ceil(float64(side)*part))) }

// proof shows what citations point at, folded.
func (b *builder) proof(citations []retro.Citation) []block {
	var blocks []block
	for _, citation := range citations {
		evidence := b.in.Content.FindEvidence(citation.Evidence)
		if evidence == nil {
			blocks = append(blocks, paragraph{text: []inline{b.missing(citation, "")}})
			continue
		}
		switch node := b.show(*evidence, citation, "", linesProof).(type) {
		case *excerpt:
			node.folded = true
			blocks = append(blocks, node)
		case *picture:
			blocks = append(blocks, node)
		default:
			source := sourceOf(*evidence, citation)
			blocks = append(blocks, paragraph{text: []inline{reference{citation: citation, source: source, inside: []inline{text(source)}}}})
		}
	}
	return blocks
}

// sourceOf names evidence and lines for readers: "postgres primary, lines
// 48,120–48,121".
func sourceOf(evidence retro.Evidence, citation retro.Citation) string {
	label := cleanLine(evidence.Label)
	if label == "" {
		label = cleanLine(evidence.FileName)
	}
	if label == "" {
		label = string(evidence.Kind)
	}
	switch {
	case citation.Region != nil && citation.Region.Label != "":
		return label + ", " + cleanLine(citation.Region.Label)
	case citation.Region != nil:
		return label + ", a part of it"
	case citation.FromLine == 0:
		return label
	case citation.ToLine <= citation.FromLine:
		return label + ", line " + retro.Thousands(citation.FromLine)
	}
	return label + ", lines " + retro.Thousands(citation.FromLine) + "–" + retro.Thousands(citation.ToLine)
}

// load fills in the excerpts and those pictures that are wanted. What cannot
// be read is noted; only a context that ended is an error.
func (b *builder) load(ctx context.Context, pictures loading) error {
	if err := b.loadExcerpts(ctx); err != nil {
		return err
	}
	if pictures == loadsNothing {
		return nil
	}
	return b.loadPictures(ctx, pictures == loadsAll)
}

// loadExcerpts reads each source once, for all that shows lines of it.
func (b *builder) loadExcerpts(ctx context.Context) error {
	of := map[retro.EvidenceID][]*excerpt{}
	var order []retro.EvidenceID
	for _, e := range b.excerpts {
		id := e.citation.Evidence
		if of[id] == nil {
			order = append(order, id)
		}
		of[id] = append(of[id], e)
	}
	for _, id := range order {
		excerpts := of[id]
		total := b.in.Readings[id].Lines
		spans := make([]Span, len(excerpts))
		for i, e := range excerpts {
			spans[i] = e.span(total)
		}
		lines, err := b.in.Source.Lines(ctx, id, spans)
		if ctx.Err() != nil {
			return retro.Errorf(retro.CodeInternal, "export: %w", ctx.Err())
		}
		for i, e := range excerpts {
			if err != nil {
				b.notes.say("The lines of %s could not be read: %v.", e.source, err)
				continue
			}
			e.fill(lines[i], spans[i], total)
		}
	}
	return nil
}

// span is what an excerpt shows of a source that has so many lines, 0 where that is
// not known.
func (n *excerpt) span(total int) Span {
	from, to := n.citation.FromLine, n.citation.ToLine
	if from == 0 {
		from, to = 1, max(total, n.limit)
	}
	return Span{From: from, To: max(from, to), Limit: n.limit}
}

func (n *excerpt) fill(lines []Line, span Span, total int) {
	n.lines = slices.Clone(lines[:min(len(lines), n.limit)])
	for i := range n.lines {
		n.lines[i].Text = shorten(clean(n.lines[i].Text), longLine)
		n.lines[i].Actor = cleanLine(n.lines[i].Actor)
	}
	to := span.To
	if total > 0 {
		to = min(to, total)
	}
	if len(n.lines) == n.limit {
		n.more = max(0, to-span.From+1-len(n.lines))
	}
}

// littleMore is how much stands there anyway, in bytes, rather than that it is missing.
const littleMore = 48

// shorten cuts text after about limit bytes, between two words where there are some,
// and says how much is missing.
func shorten(s string, limit int) string {
	if strings.Contains(s, "\n") {
		s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\n' }), " ")
	}
	if len(s) <= limit+littleMore {
		return s
	}
	cut := strings.ToValidUTF8(s[:limit], "")
	if at := strings.LastIndexByte(cut, ' '); at > limit-littleMore {
		cut = cut[:at]
	}
	return fmt.Sprintf("%s… (%s more bytes)", cut, retro.Thousands(len(s)-len(cut)))
}
