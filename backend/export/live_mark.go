package export

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/when"
)

// body reads the text of a section, in which live blocks stand where their marks
// do. below is the block that follows the text, unless the text has its mark.
func (b *builder) body(text string, below retro.LiveBlock) []block {
	marked := false
	blocks := readMarkdown(text, b, func(mark retro.LiveMark) block {
		marked = marked || mark.Block == below
		return b.place(mark)
	})
	if below != retro.BlockNone && !marked {
		blocks = append(blocks, b.place(retro.LiveMark{Block: below, Words: string(below)}))
	}
	return blocks
}

// place makes what a mark stands for. One that cannot be made out stays as it was
// written, and says why.
func (b *builder) place(mark retro.LiveMark) block {
	refuse := func(format string, args ...any) block {
		b.leaveOut(omittedMark)
		return paragraph{text: []inline{text(cleanLine(mark.String())), text(" "), remark("[" + fmt.Sprintf(format, args...) + "]")}}
	}
	if mark.Block == retro.BlockNone {
		names := make([]string, 0, len(retro.LiveBlocks()))
		for _, name := range retro.LiveBlocks() {
			names = append(names, string(name))
		}
		if near := retro.Nearest(strings.ToLower(mark.Words), names); near != "" {
			return refuse("nothing is called so; did you mean {{%s}}?", near)
		}
		return refuse("nothing is called so; there are %s", strings.Join(names, ", "))
	}
	if !b.in.Edition.Shows(mark.Block) {
		return placed{mark: mark}
	}
	chosen, problem := b.choose(mark)
	if problem != "" {
		return refuse("%s", problem)
	}
	blocks, filled := b.live(mark.Block, chosen)
	return placed{mark: mark, count: b.countOf(mark.Block, chosen), blocks: blocks, filled: filled}
}

// choice is what of a live block is shown.
type choice struct {
	kinds       []retro.EventKind // nil for all
	from, until *time.Time        // nil for all
	marked      bool              // only what people dive in at
	before      bool              // only what changed before it began
	chart       retro.EvidenceID  // "" for all
}

func (c choice) takes(at time.Time, end *retro.Instant) bool {
	last := at
	if end != nil {
		last = end.At
	}
	return (c.from == nil || !last.Before(*c.from)) && (c.until == nil || !at.After(*c.until))
}

func (c choice) event(e retro.Event) bool {
	return (!c.marked || e.DiveIn) && (c.kinds == nil || slices.Contains(c.kinds, e.Kind)) && c.takes(e.At.At, e.End)
}

func (c choice) picture(e retro.Evidence) bool {
	if c.from == nil && c.until == nil {
		return true
	}
	return e.ShownAt != nil && c.takes(e.ShownAt.At, nil)
}

// choose reads what follows the name in a mark: kinds of events, or a stretch of
// time. It returns a sentence where that says nothing.
func (b *builder) choose(mark retro.LiveMark) (chosen choice, problem string) {
	only := strings.Trim(mark.Only, " ,:")
	if only == "" {
		return choice{}, ""
	}
	if mark.Block == retro.BlockChart {
		return b.chooseChart(only)
	}
	ofEvents := mark.Block == retro.BlockTimeline || mark.Block == retro.BlockDrawing
	if !ofEvents && mark.Block != retro.BlockGallery {
		return choice{}, fmt.Sprintf("{{%s}} shows all there is and takes no more words", mark.Block)
	}
	if from, until, ok := cutRange(only); ok {
		var unread string
		if chosen.from, unread = b.instant(from); unread == "" {
			chosen.until, unread = b.instant(until)
		}
		if unread != "" {
			return choice{}, fmt.Sprintf("“%s” is no time that can be read; write {{%s 10:00 to 10:30}}", cleanLine(unread), mark.Block)
		}
		return chosen, ""
	}
	if ofEvents && strings.EqualFold(only, onlyMarked) {
		return choice{marked: true}, ""
	}
	if ofEvents && strings.EqualFold(strings.Join(strings.Fields(only), " "), onlyBefore) {
		return b.changedBefore(), ""
	}
	if ofEvents {
		for word := range strings.SplitSeq(only, ",") {
			kind := retro.EventKind(strings.ToLower(strings.TrimSpace(word)))
			if !slices.Contains(retro.EventKinds(), kind) && !slices.ContainsFunc(b.in.Content.Events, func(e retro.Event) bool { return e.Kind == kind }) {
				return choice{}, fmt.Sprintf("“%s” is neither a kind of event, nor marked, nor just before, nor a stretch of time like 10:00 to 10:30", cleanLine(string(kind)))
			}
			chosen.kinds = append(chosen.kinds, kind)
		}
		return chosen, ""
	}
	return choice{}, fmt.Sprintf("“%s” is no stretch of time like 10:00 to 10:30", cleanLine(only))
}

const (
	onlyMarked = "marked"      // chooses the events that are marked to dive in at
	onlyBefore = "just before" // chooses what changed before it began
)

// changedBefore chooses what changed, in the systems or among people, before the first
// trigger or impact; while that is not on the timeline, all that changed.
func (b *builder) changedBefore() choice {
	chosen := choice{before: true, kinds: []retro.EventKind{retro.KindChange, retro.KindOrganisation}}
	if start := retro.DeriveFigures(b.in.Content.Events).Start; start != nil {
		until := start.At.Add(-1)
		chosen.until = &until
	}
	return chosen
}

// chooseChart finds the chart that a mark names, by its label or id.
func (b *builder) chooseChart(name string) (chosen choice, problem string) {
	var labels []string
	for _, evidence := range b.in.Content.Evidence {
		if !evidence.IsChart() {
			continue
		}
		if string(evidence.ID) == name || strings.EqualFold(strings.Join(strings.Fields(evidence.Label), " "), name) {
			return choice{chart: evidence.ID}, ""
		}
		labels = append(labels, evidence.Label)
	}
	switch near := retro.Nearest(name, labels); {
	case len(labels) == 0:
		return choice{}, "no chart is kept yet; G makes one in Evidence"
	case near != "":
		return choice{}, fmt.Sprintf("no chart is called so; did you mean {{chart %s}}?", cleanLine(near))
	default:
		return choice{}, "no chart is called so; there are " + cleanLine(strings.Join(labels, ", "))
	}
}

// cutRange cuts "10:00 to 10:30", "from 10:00" and "until 10:30"; an end that is
// not said is "".
func cutRange(only string) (from, until string, ok bool) {
	lower := smallLetters(only)
	for _, begin := range []string{"from ", "since "} {
		if strings.HasPrefix(lower, begin) {
			only, lower = strings.TrimSpace(only[len(begin):]), strings.TrimSpace(lower[len(begin):])
			ok = true
		}
	}
	for _, begin := range []string{"until ", "to "} {
		if strings.HasPrefix(lower, begin) && !ok {
			return "", strings.TrimSpace(only[len(begin):]), true
		}
	}
	for _, between := range []string{" to ", " until ", " – ", " - ", "–"} {
		if at := strings.Index(lower, between); at > 0 {
			return strings.TrimSpace(only[:at]), strings.TrimSpace(only[at+len(between):]), true
		}
	}
	return only, "", ok
}

// smallLetters returns a text with small Latin letters, each byte in its place: other letters
// may be of another length in small.
func smallLetters(text string) string {
	lower := []byte(text)
	for i, c := range lower {
		if 'A' <= c && c <= 'Z' {
			lower[i] = c | 0x20
		}
	}
	return string(lower)
}

// instant reads a time of a mark, near what began it and in UTC, in which the
// timeline's first column is. It may be told from an event. It returns the text where
// that is no time.
func (b *builder) instant(text string) (at *time.Time, unread string) {
	if text == "" {
		return nil, ""
	}
	var near time.Time
	events := b.in.Content.Events
	if start := retro.DeriveFigures(events).Start; start != nil {
		near = start.At
	} else if len(events) > 0 {
		near = events[0].At.At
	}
	said, err := when.ReadOne(text, when.Setting{Near: near, Events: events})
	if err != nil {
		return nil, text
	}
	return &said.At.At, ""
}

func (b *builder) events(chosen choice) []retro.Event {
	var events []retro.Event
	for _, event := range b.in.Content.Events {
		if chosen.event(event) {
			events = append(events, event)
		}
	}
	retro.SortEvents(events)
	return events
}

// countOf says how much of what there is a live block shows.
func (b *builder) countOf(block retro.LiveBlock, chosen choice) string {
	if of, ok := retro.FindTable(block); ok {
		return b.countRows(of)
	}
	all := len(b.in.Content.Events)
	if block != retro.BlockTimeline && block != retro.BlockDrawing || all == 0 {
		return ""
	}
	shown := 0
	for _, event := range b.in.Content.Events {
		if chosen.event(event) {
			shown++
		}
	}
	if shown < all {
		return fmt.Sprintf("%s of %s", retro.Thousands(shown), counted(all, "event"))
	}
	return counted(all, "event")
}

// flat takes the frames off the live blocks, for whatever is not the window.
func flat(blocks []block) []block {
	out := make([]block, 0, len(blocks))
	for _, b := range blocks {
		if live, ok := b.(placed); ok {
			out = append(out, live.blocks...)
			continue
		}
		out = append(out, b)
	}
	return out
}

// liveTitle names a live block for readers, and the room of the window in which it is
// edited: of a table, the block itself.
func liveTitle(block retro.LiveBlock) (title, room string, ok bool) {
	if of, ok := retro.FindTable(block); ok {
		return of.Title, string(block), true
	}
	known, ok := liveTitles[block]
	return known.title, known.room, ok
}

// liveTitles are those of the blocks that are no tables.
var liveTitles = map[retro.LiveBlock]struct{ title, room string }{
	retro.BlockTimeline:     {"Timeline", "timeline"},
	retro.BlockDrawing:      {"Timeline", "timeline"},
	retro.BlockChart:        {"Chart", "evidence"},
	retro.BlockFigures:      {"Figures", "timeline"},
	retro.BlockFactors:      {"Contributing factors", "factors"},
	retro.BlockActionItems:  {"Action items", "actions"},
	retro.BlockIfWeHaveTime: {"If we have time", "actions"},
	retro.BlockGallery:      {"Pictures", "evidence"},
	retro.BlockParticipants: {"Participants", "debrief"},
	retro.BlockQuestions:    {"Questions", "questions"},
	retro.BlockDecisions:    {"Decisions", "debrief"},
}

// liveRooms lists the rooms that liveTitle names.
func liveRooms() []string {
	var rooms []string
	for _, block := range retro.LiveBlocks() {
		if _, room, ok := liveTitle(block); ok && !slices.Contains(rooms, room) {
			rooms = append(rooms, room)
		}
	}
	return rooms
}

// placed writes a live block for the window: what it is, how much of it, and where
// to edit it stand over it.
func (w *htmlWriter) placed(n placed) {
	w.open("div", "class", "doc-live")
	if title, room, ok := liveTitle(n.mark.Block); ok {
		w.open("p", "class", "doc-live-head")
		w.open("a", "data-room", room, "role", "link", "tabindex", "0")
		w.text(title)
		w.close("a")
		if n.count != "" {
			w.raw(" ")
			w.span("doc-live-count", n.count)
		}
		w.close("p")
		w.raw("\n")
	}
	w.blocks(n.blocks)
	w.close("div")
}
