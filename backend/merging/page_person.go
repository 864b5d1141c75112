package merging

import (
	"reflect"
	"strings"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/wiki"
)

// personField is the field that a column of the participants shows, "" for none.
func personField(label string) string {
	switch label {
	case retro.ColumnName, retro.ColumnRoles, retro.ColumnDepartment, retro.ColumnWhy:
		return strings.ToLower(label)
	}
	return ""
}

func (t tableMerger) personRow(id retro.ParticipantID, before, after []wiki.Cell) {
	base, mine := t.base.Content.FindParticipant(id), t.content.FindParticipant(id)
	switch {
	case base == nil:
		return
	case mine == nil:
		t.lost(after)
		return
	}
	for _, cell := range t.changed(before, after) {
		field := personField(cell.column)
		if field == "" {
			t.unclear(base.Name, cell.column, strings.Join(cell.after, "\n\n"))
			continue
		}
		t.change(retro.NounParticipant, base, mine, field, undash(plainCell(cell.after)))
	}
}

func (t tableMerger) removedPerson(id retro.ParticipantID) {
	base, mine := t.base.Content.FindParticipant(id), t.content.FindParticipant(id)
	switch {
	case mine == nil || base == nil:
	case reflect.DeepEqual(*base, *mine):
		t.content.Participants = without(t.content.Participants, func(p retro.Participant) bool { return p.ID == id })
	default:
		t.keepRow(retro.NounParticipant, string(id), mine.Name)
	}
}

func (t tableMerger) addedPerson(row []wiki.Cell) bool {
	person := retro.Participant{ID: retro.ParticipantID(t.ids.New())}
	for column, label := range t.head {
		cell, _ := t.cell(row, column)
		if field := personField(label); field != "" && len(cell) > 0 {
			if t.read(retro.NounParticipant, &person, field, undash(plainCell(cell))) != nil {
				return false
			}
		}
	}
	if person.Name == "" {
		return false
	}
	t.content.Participants = append(t.content.Participants, person)
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
