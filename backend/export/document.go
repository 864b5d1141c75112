package export

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

// document is a whole retrospective, ready to be written by any target.
type document struct {
	title    string
	facts    []fact
	card     []cardLine
	sections []section
	pictures []*picture // those that the document shows, each evidence once; where loaded, those with bytes
	notes    *notes
	known    []known
	listed   map[retro.EventID]bool // the events that a row of a table tells of and a link leads to
}

// fact is one thing to know before reading, such as the length of the impact.
type fact struct {
	key   string // for front matter: "time_to_detect"
	label string
	value string
}

type section struct {
	id      retro.SectionID // "" for one that the export makes
	heading string
	// blocks are never empty: a section without words says so, see written.
	blocks  []block
	written bool
	role    retro.SectionRole
}

// newDocument builds the document and loads what it embeds; the bytes of
// pictures only on demand.
func newDocument(ctx context.Context, in Input, pictures loading) (*document, error) {
	if in.Short {
		return newShortDocument(ctx, in, pictures)
	}
	return newWholeDocument(ctx, in, pictures)
}

// newWholeDocument builds the document of all sections there are.
func newWholeDocument(ctx context.Context, in Input, pictures loading) (*document, error) {
	b := newBuilder(ctx, in)
	doc := &document{title: cleanLine(in.Content.Title), notes: b.notes, known: knownIn(in.Content), listed: b.listed}
	if doc.title == "" {
		doc.title = "Untitled retrospective"
	}
	texts, marks := b.texts()
	if err := b.loadCharts(ctx, marks, texts...); err != nil {
		return nil, err
	}
	doc.facts = b.facts()
	for _, s := range in.Content.Sections {
		told := b.section(s)
		if !told.written && in.Edition == retro.EditionPublic {
			continue // what it had may be what is withheld
		}
		doc.sections = append(doc.sections, told)
	}
	maps.DeleteFunc(b.listed, func(id retro.EventID, _ bool) bool { return !b.leadsTo[id] })
	doc.card = summaryCard(doc, in.Content)
	if err := b.load(ctx, pictures); err != nil {
		return nil, err
	}
	doc.pictures = b.distinctPictures()
	return doc, nil
}

// builder makes nodes out of content. Pictures and excerpts that it hands out
// are filled in by load, once all are known.
type builder struct {
	small    func(retro.EvidenceID) []byte // a small copy of a screenshot
	in       Input
	zones    []*time.Location // the leading one first
	eventOf  map[retro.EventID]*retro.Event
	told     map[retro.EventID]retro.Told
	listed   map[retro.EventID]bool // the events that a row of a table tells of
	leadsTo  map[retro.EventID]bool // those that a link leads to
	notes    *notes
	pictures []*picture
	excerpts []*excerpt
	charts   map[retro.EvidenceID]Chart // those that the text shows
	tabled   map[retro.EvidenceID]bool  // the charts that stand as a table already
	// noteNames are those of the footnotes so far.
	noteNames map[string]bool
	loaded    bool // whether the pictures' bytes were asked for
	// withheld is the evidence that an edition does not have.
	withheld []retro.Evidence
}

func newBuilder(ctx context.Context, in Input) *builder {
	b := &builder{in: in, notes: &notes{}, eventOf: map[retro.EventID]*retro.Event{}, listed: map[retro.EventID]bool{}, leadsTo: map[retro.EventID]bool{}, told: retro.TellTimes(in.Content.Events)}
	if in.Edition == retro.EditionPublic {
		b.withheld, b.in.Content.Evidence = in.Content.Evidence, nil
	}
	for i := range slices.Backward(in.Content.Events) {
		b.eventOf[in.Content.Events[i].ID] = &in.Content.Events[i] // of two with one id the first
	}
	b.small = func(id retro.EvidenceID) []byte { return in.Source.Small(ctx, id) }
	for _, name := range in.Content.ShownZones() {
		zone, err := time.LoadLocation(name)
		if err != nil {
			b.notes.say("The zone %s is not known here and its times are left out.", retro.Quoted(cleanLine(name)))
			continue
		}
		b.zones = append(b.zones, zone)
	}
	return b
}

func (b *builder) section(s retro.Section) section {
	out := section{id: s.ID, heading: cleanLine(s.Heading), role: s.Role}
	if out.heading == "" {
		out.heading = "Untitled section"
	}
	blocks := b.body(s.Body, s.Block)
	out.written = slices.ContainsFunc(blocks, func(bl block) bool {
		live, ok := bl.(placed)
		return !ok || live.filled
	})
	out.blocks = flat(blocks)
	if len(out.blocks) == 0 {
		out.blocks = []block{aside("Nothing written yet.")}
	}
	return out
}

// facts are what the head of a document says of the incident.
func (b *builder) facts() []fact {
	figures := retro.DeriveFigures(b.in.Content.Events)
	stages := retro.DeriveStages(b.in.Content)
	var facts []fact
	if b.in.Content.IsDraft {
		facts = append(facts, fact{"status", "Status", "Draft"})
	}
	if figures.Start != nil {
		facts = append(facts, fact{"date", "Date", b.day(*figures.Start)})
	}
	facts = append(facts, figureFacts(figures)...)
	if b.in.Edition == retro.EditionCompany || b.in.Edition == retro.EditionPublic {
		return facts // neither who led nor when they meet
	}
	if lead := cleanLine(b.in.Content.Lead()); lead != "" {
		facts = append(facts, fact{"lead", "Lead investigator", lead})
	}
	switch {
	case stages.DebriefAt != nil:
		facts = append(facts, fact{"debrief", "Debriefed", day(stages.DebriefAt.In(b.zones[0]))})
	case stages.DebriefDue != nil:
		facts = append(facts, fact{"debrief", "Debrief due", day(stages.DebriefDue.In(b.zones[0]))})
	}
	return facts
}

// factsBelow are the facts without the dates, which the line below the title has said.
func (d *document) factsBelow() []fact {
	return slices.DeleteFunc(slices.Clone(d.facts), func(f fact) bool { return f.key == "date" || f.key == "debrief" })
}

// subtitle is the line below the title: "14 November 2025 · 1 h 22 min of
// customer impact · debriefed 21 November 2025".
func (d *document) subtitle() string {
	var parts []string
	for _, f := range d.facts {
		switch f.key {
		case "date", "status":
			parts = append(parts, f.value)
		case "impact":
			parts = append(parts, f.value+" of customer impact")
		case "debrief":
			parts = append(parts, strings.ToLower(f.label)+" "+f.value)
		}
	}
	return strings.Join(parts, " · ")
}
