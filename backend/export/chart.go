package export

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/canvas"
	"github.com/afterword-app/afterword/backend/retro"
)

// loadCharts draws the charts that texts embed and marks show. What cannot be drawn is
// noted; only a context that ended is an error.
func (b *builder) loadCharts(ctx context.Context, marks []retro.LiveMark, texts ...string) error {
	b.charts, b.tabled = map[retro.EvidenceID]Chart{}, map[retro.EvidenceID]bool{}
	for _, e := range b.in.Content.Evidence {
		shown := func(mark retro.LiveMark) bool { return b.showsChart(mark, e.ID) }
		if !e.IsChart() || !mentions(texts, e.ID) && !slices.ContainsFunc(marks, shown) {
			continue
		}
		drawn, err := b.in.Source.Chart(ctx, e.ID)
		switch {
		case ctx.Err() != nil:
			return retro.Errorf(retro.CodeInternal, "export: %w", ctx.Err())
		case err != nil:
			b.notes.say("The chart %s could not be drawn: %v.", retro.Quoted(cleanLine(e.Label)), err)
		default:
			b.charts[e.ID] = drawn
		}
	}
	return nil
}

// texts are all in which a chart may be embedded, and the marks of blocks that may show one.
func (b *builder) texts() (texts []string, marks []retro.LiveMark) {
	for _, s := range b.in.Content.Sections {
		texts = append(texts, s.Body)
		marks = append(append(marks, marksIn(s.Body)...), retro.LiveMark{Block: s.Block})
	}
	for _, e := range b.in.Content.Events {
		texts = append(texts, e.Body)
	}
	for _, f := range b.in.Content.Factors {
		texts = append(texts, f.Body)
	}
	for _, a := range b.in.Content.ActionItems {
		texts = append(texts, a.Body)
	}
	for _, rows := range b.in.Content.Tables {
		for _, row := range rows {
			texts = append(texts, slices.Collect(maps.Values(row.Cells))...)
		}
	}
	return texts, marks
}

// marksIn lists what looks like the mark of a live block in a text.
func marksIn(text string) (marks []retro.LiveMark) {
	for {
		before, after, closed := strings.Cut(text, "}}")
		if !closed {
			return marks
		}
		// No mark has braces inside: it begins where they opened last.
		if begin := strings.LastIndex(before, "{{"); begin >= 0 {
			if mark, ok := retro.ReadLiveMark(before[begin:] + "}}"); ok {
				marks = append(marks, mark)
			}
		}
		text = after
	}
}

// chartBlocks are the blocks that show charts, or what they measure.
var chartBlocks = []retro.LiveBlock{retro.BlockGallery, retro.BlockChart, retro.BlockFigures}

// showsChart reports whether a mark shows a chart: by its name, or as one of all.
func (b *builder) showsChart(mark retro.LiveMark, id retro.EvidenceID) bool {
	if !slices.Contains(chartBlocks, mark.Block) {
		return false
	}
	chosen, problem := b.choose(mark)
	return problem == "" && chosen.from == nil && chosen.until == nil && (chosen.chart == "" || chosen.chart == id)
}

func mentions(texts []string, id retro.EvidenceID) bool {
	for _, text := range texts {
		if strings.Contains(text, string(id)) {
			return true
		}
	}
	return false
}

// namedChart shows one chart, or all of them for "".
func (b *builder) namedChart(id retro.EvidenceID) []block {
	var blocks []block
	for _, evidence := range b.in.Content.Evidence {
		if evidence.IsChart() && (id == "" || evidence.ID == id) {
			blocks = append(blocks, b.chart(evidence, "")...)
		}
	}
	return blocks
}

// dated has the captions of charts say when what they show begins and ends.
func (b *builder) dated(charts []block) []block {
	for _, one := range charts {
		p, ok := one.(*picture)
		if !ok {
			continue
		}
		if drawn := b.charts[p.evidence.ID]; drawn.To.After(drawn.From) {
			p.caption += " · " + b.stretch(drawn.From, drawn.To)
		}
	}
	return charts
}

// stretch writes from when until when something was, in the leading zone and in every
// other: "2026-03-14 21:30 – 22:30 UTC (22:30 – 23:30 Berlin)".
func (b *builder) stretch(from, to time.Time) string {
	precision := retro.PrecisionMinute
	for _, at := range []time.Time{from, to} {
		if !at.Truncate(time.Minute).Equal(at) {
			precision = retro.PrecisionSecond
		}
	}
	at := func(t time.Time) retro.Instant { return retro.Instant{At: t, Zone: "UTC", Precision: precision} }
	end := at(to)
	whole := retro.Event{At: at(from), End: &end}
	oneDay := b.onOneDay([]retro.Event{whole})
	var said []string
	for i, zone := range b.zones {
		said = append(said, span(whole, zone, oneDay && i > 0)+" "+retro.ZoneLabel(zone.String()))
	}
	return inZones(said[0], said[1:])
}

// chart makes the nodes of a chart: the picture, and where it stands first the same as a
// table, for those who do not see it; of a short story the picture alone.
func (b *builder) chart(evidence retro.Evidence, caption string) []block {
	p := b.picture(evidence, nil, caption)
	drawn, ok := b.charts[evidence.ID]
	if !ok {
		return []block{p}
	}
	p.drawing = drawn.Drawing
	if b.in.Short || b.tabled[evidence.ID] {
		return []block{p}
	}
	b.tabled[evidence.ID] = true
	t := table{role: roleWritten, align: make([]alignment, len(drawn.Head))}
	for i, head := range drawn.Head {
		t.head = append(t.head, cell{sentence(cleanLine(head))})
		if i >= drawn.Times {
			t.align[i] = alignRight
		}
	}
	for _, row := range drawn.Rows {
		var cells []cell
		for _, value := range row {
			cells = append(cells, cell{sentence(cleanLine(value))})
		}
		t.rows = append(t.rows, cells)
	}
	about := sentence(clean(drawn.About))
	return []block{p, details{summary: []inline{text("The same as a table, " + cleanLine(drawn.Each))}, blocks: []block{about, t}, isChart: true}}
}

// drawingPath stands for a chart in markup that is sanitised: a drawing is made by the
// app alone, and the policy need not know its elements.
func drawingPath(number int) string { return "/asset/drawing/" + strconv.Itoa(number) }

// withDrawings puts the drawings into sanitised markup. The text that is replaced can
// only be where htmlWriter wrote an <img>: everywhere else "<" is escaped.
func (w *htmlWriter) withDrawings(safe SafeHTML) SafeHTML {
	if len(w.drawings) == 0 {
		return safe
	}
	var pairs []string
	for i, svg := range w.drawings {
		pairs = append(pairs, `<img src="`+drawingPath(i)+`" alt=""/>`, svg)
	}
	return SafeHTML{strings.NewReplacer(pairs...).Replace(safe.html)}
}

// drawing writes a chart or timeline as it is.
func (w *htmlWriter) drawing(n *picture) {
	attributes := []string{"class", "doc-picture doc-chart"}
	if n.isEvidence() {
		attributes = append(attributes, w.evidence(retro.Citation{Evidence: n.evidence.ID})...)
	}
	w.open("figure", attributes...)
	w.raw(`<img src="`, drawingPath(len(w.drawings)), `" alt=""/>`)
	w.drawings = append(w.drawings, n.drawing.SVG(canvas.Light))
	w.open("figcaption")
	w.text(n.caption)
	w.close("figcaption")
	w.close("figure")
}
