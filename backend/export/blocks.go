package export

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

// live builds a live block and reports whether it has anything to show. One that
// has nothing, or nothing of what was chosen, says so in a sentence.
func (b *builder) live(name retro.LiveBlock, chosen choice) (blocks []block, filled bool) {
	switch name {
	case retro.BlockTimeline:
		blocks = b.timeline(b.events(chosen))
	case retro.BlockDrawing:
		if events := b.events(chosen); len(events) > 0 {
			blocks = []block{b.drawn(events)}
		}
	case retro.BlockChart:
		blocks = b.namedChart(chosen.chart)
	case retro.BlockFigures:
		blocks = b.figures()
	case retro.BlockFactors:
		blocks = b.factors()
	case retro.BlockActionItems:
		blocks = b.actionItems()
	case retro.BlockIfWeHaveTime:
		blocks = b.ifWeHaveTime()
	case retro.BlockGallery:
		blocks = b.gallery(chosen)
	case retro.BlockParticipants:
		blocks = b.participants()
	case retro.BlockQuestions:
		blocks = b.questions()
	case retro.BlockDecisions:
		blocks = b.decisions()
	case retro.BlockNone:
		return nil, false
	default:
		if of, ok := retro.FindTable(name); ok {
			blocks = b.rows(of)
		}
	}
	if len(blocks) > 0 {
		return blocks, true
	}
	if chosen.before {
		return []block{aside("Nothing that changed before it began is on the timeline yet.")}, false
	}
	if all := len(b.in.Content.Events); (name == retro.BlockTimeline || name == retro.BlockDrawing) && all > 0 {
		return []block{aside("None of the " + counted(all, "event") + " is of that kind or time.")}, false
	}
	return []block{aside(emptyBlock(name))}, false
}

func emptyBlock(name retro.LiveBlock) string {
	switch name {
	case retro.BlockTimeline, retro.BlockDrawing:
		return "No events on the timeline yet."
	case retro.BlockChart:
		return "No chart is kept yet."
	case retro.BlockFigures:
		return "No figures yet: the timeline has neither a trigger nor an impact."
	case retro.BlockFactors:
		return "No contributing factors named yet."
	case retro.BlockActionItems:
		return "No action items decided yet."
	case retro.BlockIfWeHaveTime:
		return "Nothing on this list yet."
	case retro.BlockGallery:
		return "No pictures yet."
	case retro.BlockParticipants:
		return "Nobody is named yet."
	case retro.BlockQuestions:
		return "Nothing is asked yet."
	case retro.BlockDecisions:
		return "Nothing is decided yet."
	case retro.BlockNone:
	default:
		if of, ok := retro.FindTable(name); ok {
			return of.Empty
		}
	}
	return fmt.Sprintf("This version of Afterword does not know the block %s.", retro.Quoted(cleanLine(string(name))))
}

// figureFacts are the figures that the timeline has.
func figureFacts(figures retro.Figures) []fact {
	var facts []fact
	for _, f := range []struct {
		key, label string
		value      *time.Duration
	}{
		{"impact", "Customer impact", figures.Impact},
		{"time_to_detect", "Detected after", figures.Detect},
		{"time_to_diagnose", "Diagnosed after", figures.Diagnose},
		{"time_to_mitigate", "Mitigated after", figures.Mitigate},
		{"time_to_resolve", "Resolved after", figures.Resolve},
		{"undetected", "Undetected impact", figures.Undetected},
		{"effort", "Effort", figures.Effort},
	} {
		if f.value != nil {
			facts = append(facts, fact{f.key, f.label, retro.FormatDuration(*f.value)})
		}
	}
	return facts
}

func (b *builder) figures() []block {
	figures := retro.DeriveFigures(b.in.Content.Events)
	t := table{role: roleFigures, align: []alignment{alignNone, alignNone}}
	row := func(label, value string) {
		t.rows = append(t.rows, []cell{{sentence(label)}, {paragraph{text: []inline{clock(value)}}}})
	}
	if figures.Start != nil {
		row("Began", b.moment(*figures.Start))
	}
	for _, f := range figureFacts(figures) {
		row(f.label, f.value)
	}
	if len(figures.Windows) > 1 {
		row("Outages", strconv.Itoa(len(figures.Windows)))
	}
	measures := b.measures()
	for _, m := range measures {
		row(cleanLine(m.Name), m.String())
	}
	var blocks []block
	if len(t.rows) > 0 {
		blocks = []block{t}
	}
	blocks = append(blocks, b.computed(figures, measures)...)
	return append(blocks, b.impact()...)
}

// measures are those of all charts that are drawn, in the order of the evidence.
func (b *builder) measures() (measures []retro.Measure) {
	for _, evidence := range b.in.Content.Evidence {
		measures = append(measures, b.charts[evidence.ID].Measures...)
	}
	return measures
}

// computed says of each figure how it came about.
func (b *builder) computed(figures retro.Figures, measures []retro.Measure) []block {
	if len(figures.Steps)+len(figures.Parts) == 0 {
		return nil
	}
	l := list{items: b.steps(figures.Steps)}
	for _, m := range measures {
		said := fmt.Sprintf("Drawn out of the chart “%s”. %s", cleanLine(b.in.Content.FindEvidence(m.Chart).Label), m.How)
		l.items = append(l.items, b.step(cleanLine(m.Name), m.String(), said, m.Events, m.More))
	}
	for _, part := range figures.Parts {
		lead := sentence("Of “" + cleanLine(b.eventOf[part.Event].Title) + "” and what is part of it:")
		l.items = append(l.items, item{blocks: []block{lead, list{items: b.steps(part.Steps)}}})
	}
	return []block{details{summary: []inline{text("How the figures were computed")}, blocks: []block{l}}}
}

func (b *builder) steps(steps []retro.Step) (items []item) {
	for _, step := range steps {
		items = append(items, b.step(cleanLine(step.Name), retro.FormatDuration(step.Length), step.How, step.Events, step.More))
	}
	return items
}

// step says how one figure came about, and from which events.
func (b *builder) step(name, value, how string, events []retro.EventID, more int) item {
	said := []inline{styled{strong, []inline{text(retro.Capital(name) + ": " + value + ". ")}}, text(how)}
	for i, id := range events {
		e := b.eventOf[id]
		if e == nil {
			continue
		}
		before := "; "
		if i == 0 {
			before = " From: "
		}
		said = append(said, text(fmt.Sprintf("%s%s “%s”", before, e.At.Format(b.zones[0]), cleanLine(e.Title))))
	}
	if more > 0 {
		said = append(said, text(" and "+retro.Thousands(more)+" more"))
	}
	return item{blocks: []block{paragraph{text: said}}}
}

func (b *builder) factors() []block {
	var blocks []block
	for _, factor := range b.in.Content.Factors {
		title := []inline{text(cleanLine(factor.Title))}
		if factor.Confidence != "" {
			title = append(title, text(" "), confidenceLozenge(factor.Confidence))
		}
		blocks = append(blocks, heading{level: 3, text: title})
		blocks = append(blocks, demote(parseMarkdown(factor.Body, b), 4)...)
		blocks = append(blocks, b.proof(factor.Citations)...)
	}
	return blocks
}

// demote shifts headings so that the highest stands at a level.
func demote(blocks []block, level int) []block {
	for i, bl := range blocks {
		if h, ok := bl.(heading); ok {
			h.level = min(6, h.level+level-3)
			blocks[i] = h
		}
	}
	return blocks
}

func confidenceLozenge(c retro.Confidence) lozenge {
	tones := map[retro.Confidence]tone{retro.ConfidenceKnown: toneGreen, retro.ConfidenceLikely: toneYellow}
	return lozenge{label: cleanLine(string(c)), tone: toneOr(tones[c])}
}

func toneOr(t tone) tone {
	if t == "" {
		return toneGrey
	}
	return t
}

// actionItems is the table of what was decided; what is done if there is time
// follows it where no section has a list of its own.
func (b *builder) actionItems() []block {
	order := []retro.ActionState{retro.ActionDoNow, retro.ActionBigBet, retro.ActionDone, retro.ActionWont}
	t := table{
		role:  roleActions,
		align: make([]alignment, 3),
		head:  headCells(retro.ColumnAction, retro.ColumnOwner, retro.ColumnState),
	}
	if b.hasTickets() {
		t.align = append(t.align, alignment(0))
		t.head = append(t.head, headCells(retro.ColumnTicket)...)
	}
	isDue := slices.ContainsFunc(b.in.Content.ActionItems, func(a retro.ActionItem) bool {
		return a.Due != "" && slices.Contains(order, a.State)
	})
	if isDue {
		t.align = append(t.align, alignment(0))
		t.head = append(t.head, headCells(retro.ColumnDue)...)
	}
	for _, state := range order {
		for _, action := range b.in.Content.ActionItems {
			if action.State == state {
				row := b.actionRow(action)
				if isDue {
					row = append(row, cell{sentence(dash(cleanLine(string(action.Due))))})
				}
				t.rows = append(t.rows, row)
			}
		}
	}
	var blocks []block
	if len(t.rows) > 0 {
		blocks = append(blocks, t)
	}
	if later := b.ifWeHaveTime(); len(later) > 0 && !b.in.Content.HasBlock(retro.BlockIfWeHaveTime) {
		if len(blocks) == 0 {
			blocks = append(blocks, aside(emptyBlock(retro.BlockActionItems)))
		}
		blocks = append(blocks, heading{level: 3, text: []inline{text("If we have time")}})
		blocks = append(blocks, later...)
	}
	ideas := 0
	for _, action := range b.in.Content.ActionItems {
		if action.State == retro.ActionRemediation {
			ideas++
		}
	}
	if ideas > 0 {
		if len(blocks) == 0 {
			blocks = append(blocks, aside(emptyBlock(retro.BlockActionItems)))
		}
		blocks = append(blocks, aside(counted(ideas, "idea")+" still to be decided."))
	}
	return blocks
}

func (b *builder) actionRow(action retro.ActionItem) []cell {
	tones := map[retro.ActionState]tone{retro.ActionDoNow: toneBlue, retro.ActionBigBet: tonePurple, retro.ActionDone: toneGreen}
	state := lozenge{label: action.State.Words(), tone: toneOr(tones[action.State])}
	title := cell{paragraph{text: b.linked(cleanLine(action.Title))}}
	title = append(title, parseMarkdown(action.Body, b)...)
	if reason := cleanLine(action.Reason); reason != "" {
		title = append(title, aside(retro.PrefixReason+reason))
	}
	row := []cell{title, {sentence(dash(cleanLine(action.Owner)))}, {paragraph{text: []inline{state}}}}
	if b.hasTickets() {
		row = append(row, cell{paragraph{text: []inline{ticket(cleanLine(action.Ticket))}}})
	}
	return row
}

// hasTickets reports whether the readers know the tickets of action items.
func (b *builder) hasTickets() bool { return b.in.Edition != retro.EditionPublic }

// ticket is a key, or a link where the URL is known. Its label is the last part
// of the URL.
func ticket(key string) inline {
	url, ok := safeURL(key)
	if !ok {
		return text(dash(key))
	}
	label := strings.TrimSuffix(key, "/")
	if at := strings.LastIndexByte(label, '/'); at >= 0 && at+1 < len(label) {
		label = label[at+1:]
	}
	return link{url: url, inside: []inline{text(label)}}
}

func (b *builder) ifWeHaveTime() []block {
	var l list
	for _, action := range b.in.Content.ActionItems {
		if action.State == retro.ActionIfTime {
			l.items = append(l.items, item{blocks: append([]block{paragraph{text: b.linked(cleanLine(action.Title))}}, parseMarkdown(action.Body, b)...)})
		}
	}
	if len(l.items) == 0 {
		return nil
	}
	return []block{l}
}

// gallery shows the charts, and the screenshots: those that show a time first and in its
// order.
func (b *builder) gallery(chosen choice) []block {
	var shots []retro.Evidence
	for _, evidence := range b.in.Content.Evidence {
		if evidence.IsPicture() && chosen.picture(evidence) {
			shots = append(shots, evidence)
		}
	}
	slices.SortStableFunc(shots, func(x, y retro.Evidence) int {
		switch {
		case x.ShownAt != nil && y.ShownAt != nil:
			return x.ShownAt.At.Compare(y.ShownAt.At)
		case x.ShownAt != nil:
			return -1
		case y.ShownAt != nil:
			return 1
		}
		return 0
	})
	var blocks []block
	if chosen.from == nil && chosen.until == nil {
		blocks = b.dated(b.namedChart(""))
	}
	for _, shot := range shots {
		p := b.picture(shot, nil, "")
		if shot.ShownAt != nil {
			p.caption += " · " + b.moment(*shot.ShownAt)
		}
		blocks = append(blocks, p)
	}
	return blocks
}

func (b *builder) participants() []block {
	t := table{role: roleParticipants, align: make([]alignment, 4), head: headCells(retro.ColumnName, retro.ColumnRoles, retro.ColumnDepartment, retro.ColumnWhy)}
	for _, p := range b.in.Content.Participants {
		var roles []string
		for _, role := range p.Roles {
			roles = append(roles, cleanLine(string(role)))
		}
		t.rows = append(t.rows, []cell{
			{sentence(dash(cleanLine(p.Name)))},
			{sentence(dash(strings.Join(roles, ", ")))},
			{sentence(dash(cleanLine(p.Department)))},
			{sentence(dash(cleanLine(p.Why)))},
		})
	}
	if len(t.rows) == 0 {
		return nil
	}
	return []block{t}
}

func headCells(labels ...string) []cell {
	var cells []cell
	for _, label := range labels {
		cells = append(cells, cell{sentence(label)})
	}
	return cells
}

// dash stands for what nobody has said.
func dash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}
