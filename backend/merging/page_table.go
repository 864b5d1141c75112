package merging

import (
	"fmt"
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/retro"
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

// row carries over one row whose thing is known by the mark of its id.
func (t tableMerger) row(id string, before, after []wiki.Cell) {
	if wiki.RowKey(before) == wiki.RowKey(after) {
		return
	}
	noun, thing := t.shown(id)
	list, ok := t.lists.Of(noun)
	if !ok {
		return
	}
	base, mine := list.Find(&t.base.Content, thing), list.Find(&t.content, thing)
	switch {
	case base == nil:
		return
	case mine == nil:
		t.lost(after)
		return
	}
	switch base := base.(type) {
	case *retro.Event:
		t.eventRow(base, t.content.FindEvent(base.ID), before, after)
	case *retro.ActionItem:
		t.actionRow(base, t.content.FindActionItem(base.ID), before, after)
	case *retro.Row:
		t.wordsRow(id, before, after)
	default:
		t.plainRow(list, base, mine, before, after)
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
		fmt.Sprintf("%s has no row “%s” any more; it was changed here since.", retro.Capital(t.from), markdown.OneLine(title)))
}

// unclear keeps what a cell says where it means no field.
func (t tableMerger) unclear(title, column, text string) {
	t.note(t.section, fmt.Sprintf("in the row “%s”, under %s, it says", markdown.OneLine(title), column), text)
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
