package merging

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/diff"
	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/when"
	"github.com/afterword-app/afterword/backend/wiki"
)

// tableMerger carries the edits of a table over to the things that it shows.
type tableMerger struct {
	*merger
	base    Base
	section *retro.Section
	head    []string          // labels of the columns of the page as it left
	columns []int             // their places in the edited table, -1 for one that is gone
	state   retro.ActionState // of an action item that was added
}

// table carries over what was edited in a table of events, action items,
// participants or rows, or in a list of action items or of rows with one column.
func (m *merger) table(base Base, section *retro.Section, exported owned, block wiki.Block) {
	t := tableMerger{merger: m, base: base, section: section, state: retro.ActionDoNow}
	edited := block.Table
	if exported.Table == nil {
		exported.Table, edited, t.state = listTable(exported.Block), listTable(block), retro.ActionIfTime
		if edited != nil {
			// The one column that is shown has no head.
			head := exported.Table.Head
			if of, _, ok := rowOf(base.Content, exported.ids[0]); ok {
				head = []wiki.Cell{{of.Columns[0].Head}}
			} else if strings.HasPrefix(exported.ids[0], markNote) {
				head = []wiki.Cell{{retro.ColumnDecision}}
			}
			exported.Table.Head, edited.Head = head, head
		}
	}
	if edited == nil {
		return
	}
	for _, cell := range exported.Table.Head {
		t.head = append(t.head, plainCell(cell))
	}
	rows, head := edited.Rows, edited.Head
	if head == nil && len(rows) > 0 && exported.Table.Head != nil {
		head, rows = rows[0], rows[1:] // editors that know no header make it a row
	}
	for _, label := range t.head {
		t.columns = append(t.columns, slices.IndexFunc(head, func(c wiki.Cell) bool { return plainCell(c) == label }))
	}
	of := pairRows(exported.Table.Rows, rows)
	gone := make([]bool, len(exported.ids))
	for i := range gone {
		gone[i] = true
	}
	matched := 0
	for at, from := range of {
		if from >= 0 {
			gone[from] = false
			matched++
			t.row(exported.ids[from], exported.Table.Rows[from], rows[at])
		}
	}
	for at, from := range of {
		if from < 0 {
			t.added(exported.ids, rows[at])
		}
	}
	if matched == 0 {
		m.say(fmt.Sprintf("No row of the table in “%s” is left on the page; what it showed stays.", section.Heading))
		return
	}
	for i, isGone := range gone {
		if isGone {
			t.removed(exported.ids[i])
		}
	}
}

// pairRows finds for each edited row the one that it was, -1 for a new one.
func pairRows(base, edited [][]wiki.Cell) []int {
	keys := func(rows [][]wiki.Cell) []string {
		all := make([]string, len(rows))
		for i, row := range rows {
			all[i] = wiki.RowKey(row)
		}
		return all
	}
	keysBase, keysEdited := keys(base), keys(edited)
	of := make([]int, len(edited))
	for i := range of {
		of[i] = -1
	}
	taken := make([]bool, len(base))
	for _, pair := range diff.Pairs(keysBase, keysEdited) {
		of[pair[1]], taken[pair[0]] = pair[0], true
	}
	pairByFirstCell(base, edited, of, taken)
	var loose []int
	for i := range base {
		if !taken[i] {
			loose = append(loose, i)
		}
	}
	if len(loose)*len(edited) > mostCells*10 {
		return of
	}
	words := map[int]map[string]int{}
	for _, i := range loose {
		words[i] = wordsOf(strings.ReplaceAll(wiki.RowText(base[i]), "|", " "))
	}
	for at := range edited {
		if of[at] >= 0 {
			continue
		}
		best, most := -1, 0.5
		mine := wordsOf(strings.ReplaceAll(wiki.RowText(edited[at]), "|", " "))
		for _, i := range loose {
			if likeness := similarity(words[i], mine); !taken[i] && likeness > most {
				best, most = i, likeness
			}
		}
		if best >= 0 {
			of[at], taken[best] = best, true
		}
	}
	return of
}

// pairByFirstCell pairs rows that begin alike, where no others of those that are left
// do: what a row is about stands first.
func pairByFirstCell(base, edited [][]wiki.Cell, of []int, taken []bool) {
	first := func(row []wiki.Cell) string {
		if len(row) == 0 {
			return ""
		}
		return plainCell(row[0])
	}
	left := map[string][]int{}
	for i, row := range base {
		if !taken[i] {
			left[first(row)] = append(left[first(row)], i)
		}
	}
	came := map[string][]int{}
	for at, row := range edited {
		if of[at] < 0 {
			came[first(row)] = append(came[first(row)], at)
		}
	}
	for words, places := range came {
		if were := left[words]; words != "" && len(places) == 1 && len(were) == 1 {
			of[places[0]], taken[were[0]] = were[0], true
		}
	}
}

// cell returns the cell of an edited row in a column of the page as it left.
func (t tableMerger) cell(row []wiki.Cell, column int) (wiki.Cell, bool) {
	if at := t.columns[column]; at >= 0 && at < len(row) {
		return row[at], true
	}
	return nil, false
}

func plainCell(cell wiki.Cell) string { return markdown.PlainText(strings.Join(cell, " ")) }

// row carries over one row whose thing is known by the mark of its id.
func (t tableMerger) row(id string, before, after []wiki.Cell) {
	if wiki.RowKey(before) == wiki.RowKey(after) {
		return
	}
	switch noun, thing := t.shown(id); noun {
	case retro.NounEvent:
		t.eventRow(retro.EventID(thing), before, after)
	case retro.NounParticipant, retro.NounQuestion, retro.NounNote:
		t.plainRow(noun, thing, before, after)
	case retro.NounActionItem:
		t.actionRow(retro.ActionItemID(thing), before, after)
	default:
		t.wordsRow(id, before, after)
	}
}

// shown tells what the row with a mark shows; "" for a row of words that is not in the base.
func (t tableMerger) shown(mark string) (noun retro.Noun, id string) {
	for _, known := range []struct {
		mark string
		noun retro.Noun
	}{
		{markEvent, retro.NounEvent}, {markPerson, retro.NounParticipant}, {markAsked, retro.NounQuestion}, {markNote, retro.NounNote}, {markAction, retro.NounActionItem},
	} {
		if id, ok := strings.CutPrefix(mark, known.mark); ok {
			return known.noun, id
		}
	}
	of, row, _ := rowOf(t.base.Content, mark)
	return of.Noun, string(row.ID)
}

// changedCell is a cell that was edited.
type changedCell struct {
	column        string // its label
	before, after wiki.Cell
}

// changed lists the edited cells of a row, in the columns of the page as it left.
func (t tableMerger) changed(before, after []wiki.Cell) []changedCell {
	var cells []changedCell
	for column, label := range t.head {
		cell, ok := t.cell(after, column)
		if ok && column < len(before) && wiki.RowKey([]wiki.Cell{cell}) != wiki.RowKey([]wiki.Cell{before[column]}) {
			cells = append(cells, changedCell{column: label, before: before[column], after: cell})
		}
	}
	return cells
}

// lost keeps what was written into a row whose thing was taken out here.
func (t tableMerger) lost(row []wiki.Cell) {
	t.note(t.section, "a row that is not here any more says", strings.TrimLeft(wiki.RowText(row), "|"))
}

// removed takes out the thing of a row that was taken off the page.
func (t tableMerger) removed(mark string) {
	noun, id := t.shown(mark)
	list, ok := t.lists.Of(noun)
	if !ok {
		return
	}
	base, mine := list.Find(&t.base.Content, id), list.Find(&t.content, id)
	switch {
	case base == nil || mine == nil:
	case list.Same(base, mine):
		list.Remove(&t.content, id)
	default:
		t.keepRow(noun, id, list.Title(mine))
	}
}

// keepRow says that something was taken off the page and changed here.
func (t tableMerger) keepRow(noun retro.Noun, id, title string) {
	t.conflict(t.section, retro.Conflict{Noun: noun, ID: id, Field: retro.ConflictRow, Title: title, Base: title, Mine: title},
		fmt.Sprintf("%s has no row “%s” any more; it was changed here since.", sentenceCase(t.from), markdown.OneLine(title)))
}

// unclear keeps what a cell says where it means no field.
func (t tableMerger) unclear(title, column, text string) {
	t.note(t.section, fmt.Sprintf("in the row “%s”, under %s, it says", markdown.OneLine(title), column), text)
}

func (t tableMerger) eventRow(id retro.EventID, before, after []wiki.Cell) {
	base, mine := t.base.Content.FindEvent(id), t.content.FindEvent(id)
	switch {
	case base == nil:
		return
	case mine == nil:
		t.lost(after)
		return
	}
	timed := false
	for _, cell := range t.changed(before, after) {
		switch cell.column {
		case retro.ColumnKind:
			t.change(retro.NounEvent, base, mine, "kind", strings.ReplaceAll(strings.ToLower(plainCell(cell.after)), " ", "-"))
		case retro.ColumnWhatHappened:
			t.what(base, mine, cell.before, cell.after)
		default:
			if !timed { // the other zones follow from the first that changed
				t.retime(base, mine, t.zone(cell.column), plainCell(cell.before), plainCell(cell.after))
				timed = true
			}
		}
	}
}

// change merges one field of what a row shows.
func (t tableMerger) change(noun retro.Noun, base, mine retro.Record, name, theirs string) {
	list, _ := t.lists.Of(noun)
	field, _ := list.Field(name)
	t.field(fieldChange{
		noun: noun, id: list.ID(base), field: name, title: list.Title(base), section: t.section,
		base: field.Write(base, t.names), mine: field.Write(mine, t.names), theirs: theirs,
		set: func(text string) error { return write(list, mine, name, text) },
	})
}

// read gives a field of a new record what a cell says.
func (t tableMerger) read(noun retro.Noun, record retro.Record, name, text string) error {
	list, _ := t.lists.Of(noun)
	field, _ := list.Field(name)
	return field.Read(record, text)
}

// zone is that of a column of times, which is labelled by its city.
func (t tableMerger) zone(label string) *time.Location {
	for _, name := range t.base.Content.Zones {
		if retro.ZoneLabel(name) == label {
			if zone, err := time.LoadLocation(name); err == nil {
				return zone
			}
		}
	}
	return time.UTC
}

// retime reads a cell with a time or a span. Only the end of it that was edited
// is taken.
func (t tableMerger) retime(base, mine *retro.Event, zone *time.Location, before, after string) {
	beginBefore, endBefore := cutSpan(before)
	begin, end := cutSpan(after)
	if begin != beginBefore {
		t.instant(base, mine, "at", begin, base.At, zone)
	}
	switch {
	case end == endBefore:
	case end == "":
		t.change(retro.NounEvent, base, mine, "end", "")
	case base.End != nil:
		t.instant(base, mine, "end", end, *base.End, zone)
	default:
		t.instant(base, mine, "end", end, base.At, zone)
	}
}

func (t tableMerger) instant(base, mine *retro.Event, field, text string, near retro.Instant, zone *time.Location) {
	said, err := when.ReadOne(text, when.Setting{Zone: zone, Near: near.At})
	instant := said.At
	if err != nil || said.End != nil || instant.Words != "" {
		t.unclear(base.Title, "the time", text)
		return
	}
	t.change(retro.NounEvent, base, mine, field, instant.Format(time.UTC))
}

// cutSpan divides "10:02 – 11:24" and leaves out what is said beside it.
func cutSpan(text string) (begin, end string) {
	text, _, _ = strings.Cut(text, "(")
	for _, dash := range []string{" – ", " — ", " - ", "–", "—"} {
		if before, after, ok := strings.Cut(text, dash); ok {
			return strings.TrimSpace(before), strings.TrimSpace(after)
		}
	}
	return strings.TrimSpace(text), ""
}

// what reads the cell that tells what happened: the title, what is known beside
// it, and below it the body and the evidence.
func (t tableMerger) what(base, mine *retro.Event, before, after wiki.Cell) {
	if len(after) == 0 {
		t.unclear(base.Title, retro.ColumnWhatHappened, "(nothing)")
		return
	}
	titleBefore, restBefore := cutTitle(before[0])
	title, rest := cutTitle(after[0])
	if text, ok := strings.CutSuffix(after[0], restBefore); ok && restBefore != "" && rest != restBefore {
		title, rest = text, restBefore
	}
	if title = markdown.PlainText(title); title != markdown.PlainText(titleBefore) {
		t.change(retro.NounEvent, base, mine, "title", title)
	}
	if strings.TrimSpace(rest) != strings.TrimSpace(restBefore) && !t.details(base, mine, restBefore, rest) {
		t.unclear(base.Title, retro.ColumnWhatHappened, after[0])
	}
	if body, ok := bodyEdit(base.Body, before[1:], after[1:]); ok {
		t.change(retro.NounEvent, base, mine, "body", body)
	} else if !slices.Equal(before[1:], after[1:]) {
		t.unclear(base.Title, retro.ColumnWhatHappened, strings.Join(after[1:], "\n\n"))
	}
}

// cutTitle divides "**title** (details)".
func cutTitle(line string) (title, rest string) {
	if text, ok := strings.CutPrefix(line, "**"); ok {
		if title, rest, ok := strings.Cut(text, "**"); ok {
			return title, rest
		}
	}
	return line, ""
}

// bodyEdit reads another body out of the lines below a title: lines that were
// added to it, or paragraphs and items of it, reworded.
func bodyEdit(body string, before, after []string) (string, bool) {
	if slices.Equal(before, after) {
		return "", false
	}
	var added []string
	at := 0
	for _, line := range after {
		if at < len(before) && line == before[at] {
			at++
			continue
		}
		added = append(added, line)
	}
	if at == len(before) {
		return strings.TrimLeft(strings.TrimRight(body, "\n")+"\n\n"+strings.Join(added, "\n\n"), "\n"), true
	}
	if len(before) != len(after) {
		return "", false
	}
	for i := range before {
		if before[i] == after[i] {
			continue
		}
		reworded, ok := reworded(body, before[i], after[i])
		if !ok {
			return "", false
		}
		body = reworded
	}
	return body, true
}

// reworded replaces the one paragraph or item of a body that a line of a cell shows.
func reworded(body, before, after string) (string, bool) {
	shown := func(text string) string { return markdown.PlainText(strings.TrimPrefix(text, itemShown)) }
	var found []string // what stands before it in the body, and it
	lead := ""
	for _, piece := range markdown.Pieces(body) {
		parts := []string{piece}
		if itemMark.MatchString(piece) {
			parts = strings.SplitAfter(piece, "\n")
		}
		for _, part := range parts {
			mark := itemMark.FindString(part)
			words := strings.TrimRight(part[len(mark):], "\n")
			if words != "" && shown(before) == markdown.PlainText(markdown.OneLine(words)) {
				found = append(found, lead+mark, words)
			}
			lead += part
		}
	}
	if len(found) != 2 {
		return "", false
	}
	return found[0] + strings.TrimPrefix(after, itemShown) + body[len(found[0])+len(found[1]):], true
}

// itemShown stands before each item of a list in a cell, for which itemMark stands in a body.
const itemShown = "• "

var itemMark = regexp.MustCompile(`^ *[-*+] `)

func (t tableMerger) actionRow(id retro.ActionItemID, before, after []wiki.Cell) {
	base, mine := t.base.Content.FindActionItem(id), t.content.FindActionItem(id)
	switch {
	case base == nil:
		return
	case mine == nil:
		t.lost(after)
		return
	}
	for _, cell := range t.changed(before, after) {
		switch cell.column {
		case retro.ColumnAction:
			t.actionText(base, mine, cell.before, cell.after)
		case retro.ColumnOwner:
			t.change(retro.NounActionItem, base, mine, "owner", undash(plainCell(cell.after)))
		case retro.ColumnState:
			t.change(retro.NounActionItem, base, mine, "state", stateOf(plainCell(cell.after)))
		case retro.ColumnTicket:
			t.change(retro.NounActionItem, base, mine, "ticket", ticketOf(cell.after))
		case retro.ColumnDue:
			t.due(base, mine, plainCell(cell.after))
		default:
			t.unclear(base.Title, cell.column, strings.Join(cell.after, "\n\n"))
		}
	}
}

// due takes a day; words that are none are told, as a change that is not clear.
func (t tableMerger) due(base, mine *retro.ActionItem, text string) {
	day, err := retro.ParseDate(text)
	if err != nil {
		t.unclear(base.Title, retro.ColumnDue, text)
		return
	}
	t.change(retro.NounActionItem, base, mine, "due", string(day))
}

func (t tableMerger) actionText(base, mine *retro.ActionItem, before, after wiki.Cell) {
	if len(after) == 0 {
		t.unclear(base.Title, retro.ColumnAction, "(nothing)")
		return
	}
	if title := markdown.PlainText(after[0]); title != markdown.PlainText(before[0]) {
		t.change(retro.NounActionItem, base, mine, "title", title)
	}
	reason := func(lines []string) (string, []string) {
		for i, line := range lines {
			if text, ok := strings.CutPrefix(markdown.PlainText(line), retro.PrefixReason); ok {
				return text, slices.Delete(slices.Clone(lines), i, i+1)
			}
		}
		return "", lines
	}
	reasonBefore, linesBefore := reason(before[1:])
	reasonAfter, lines := reason(after[1:])
	if reasonAfter != reasonBefore {
		t.change(retro.NounActionItem, base, mine, "reason", reasonAfter)
	}
	if body, ok := bodyEdit(base.Body, linesBefore, lines); ok {
		t.change(retro.NounActionItem, base, mine, "body", body)
	} else if !slices.Equal(linesBefore, lines) {
		t.unclear(base.Title, retro.ColumnAction, strings.Join(lines, "\n\n"))
	}
}

func undash(text string) string {
	if text == "–" || text == "-" || text == "—" {
		return ""
	}
	return text
}

// stateOf reads the label of a state.
func stateOf(label string) string {
	state := strings.ReplaceAll(strings.ToLower(strings.TrimSpace(label)), " ", "-")
	switch state {
	case retro.LabelWont, "won't", "won’t-do", "won't-do":
		return string(retro.ActionWont)
	case "idea":
		return string(retro.ActionRemediation)
	}
	return state
}

// ticketOf reads a key, or the address behind it.
func ticketOf(cell wiki.Cell) string {
	text := strings.Join(cell, " ")
	if _, after, ok := strings.Cut(text, "]("); ok {
		return strings.Trim(strings.TrimSuffix(after, ")"), "<>")
	}
	return undash(strings.Trim(markdown.PlainText(text), "<>"))
}

// added makes an event or an action item of a row that was written on the page.
func (t tableMerger) added(ids []string, row []wiki.Cell) {
	if strings.TrimLeft(wiki.RowText(row), "|") == "" {
		return
	}
	var made bool
	switch noun, _ := t.shown(retro.FirstOf(ids...)); noun {
	case retro.NounEvent:
		made = t.addedEvent(row)
	case retro.NounParticipant:
		made = t.addedPlain(noun, &retro.Participant{ID: retro.ParticipantID(t.ids.New())}, row)
	case retro.NounQuestion:
		made = t.addedPlain(noun, &retro.Question{ID: retro.QuestionID(t.ids.New()), State: retro.QuestionOpen}, row)
	case retro.NounNote:
		made = t.addedPlain(noun, t.decision(ids), row)
	default:
		if of, isTable := retro.TableOf(noun); isTable {
			made = t.addedWords(of, row)
		} else {
			made = t.addedAction(row)
		}
	}
	if !made {
		t.note(t.section, "a row was added", strings.TrimLeft(wiki.RowText(row), "|"))
	}
}

func (t tableMerger) addedEvent(row []wiki.Cell) bool {
	event := retro.Event{ID: retro.EventID(t.ids.New()), Kind: retro.KindObservation}
	var near time.Time
	if events := t.base.Content.Events; len(events) > 0 {
		near = events[0].At.At
	}
	for column, label := range t.head {
		cell, _ := t.cell(row, column)
		text := plainCell(cell)
		switch {
		case text == "":
		case label == retro.ColumnKind:
			event.Kind = retro.EventKind(strings.ReplaceAll(strings.ToLower(text), " ", "-"))
		case label == retro.ColumnWhatHappened:
			title, rest := cutTitle(cell[0])
			event.Title = strings.TrimSpace(markdown.PlainText(title) + " " + strings.TrimSpace(markdown.PlainText(rest)))
			event.Body = strings.Join(cell[1:], "\n\n")
		case event.At.IsZero():
			begin, end := cutSpan(text)
			zone := t.zone(label)
			said, err := when.ReadOne(begin, when.Setting{Zone: zone, Near: near})
			if err != nil {
				return false
			}
			event.At, event.End = said.At, said.End
			if end == "" {
				continue
			}
			until, err := when.ReadOne(end, when.Setting{Zone: zone, Near: event.At.At})
			if err != nil {
				return false
			}
			event.End = &until.At
		}
	}
	if event.Validate() != nil {
		return false
	}
	t.content.Events = append(t.content.Events, event)
	return true
}

func (t tableMerger) addedAction(row []wiki.Cell) bool {
	item := retro.ActionItem{ID: retro.ActionItemID(t.ids.New()), State: t.state, Labels: []string{retro.DefaultLabel}}
	for column, label := range t.head {
		cell, _ := t.cell(row, column)
		switch {
		case len(cell) == 0:
		case label == retro.ColumnAction:
			item.Title = markdown.PlainText(cell[0])
			item.Body = strings.Join(cell[1:], "\n\n")
		case label == retro.ColumnOwner:
			item.Owner = undash(plainCell(cell))
		case label == retro.ColumnState:
			if t.read(retro.NounActionItem, &item, "state", stateOf(plainCell(cell))) != nil {
				return false
			}
		case label == retro.ColumnTicket:
			item.Ticket = ticketOf(cell)
		case label == retro.ColumnDue:
			if t.read(retro.NounActionItem, &item, "due", plainCell(cell)) != nil {
				return false
			}
		}
	}
	if item.Title == "" {
		return false
	}
	t.content.ActionItems = append(t.content.ActionItems, item)
	return true
}

// listTable reads a list as a table of action items, whose rows are its items; nil
// for what is no list.
func listTable(b wiki.Block) *wiki.Table {
	if b.Level > 0 || b.Table != nil || !strings.HasPrefix(b.Markdown, "- ") {
		return nil
	}
	table := &wiki.Table{Head: []wiki.Cell{{retro.ColumnAction}}}
	for line := range strings.SplitSeq(b.Markdown, "\n") {
		text, isItem := strings.CutPrefix(line, "- ")
		switch {
		case isItem:
			table.Rows = append(table.Rows, []wiki.Cell{{text}})
		case strings.TrimSpace(line) != "":
			last := &table.Rows[len(table.Rows)-1][0]
			*last = append(*last, strings.TrimSpace(line))
		}
	}
	return table
}
