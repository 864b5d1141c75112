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

func findParticipant(c *retro.Content, id retro.ParticipantID) *retro.Participant {
	return byID(c.Participants, func(p retro.Participant) bool { return p.ID == id })
}

func (t tableMerger) personRow(id retro.ParticipantID, before, after []wiki.Cell) {
	base, mine := findParticipant(&t.base.Content, id), findParticipant(&t.content, id)
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
		t.field(fieldChange{
			noun: retro.NounParticipant, id: string(id), field: field, title: base.Name, section: t.section,
			base: participantField(base, field), mine: participantField(mine, field), theirs: undash(plainCell(cell.after)),
			set: func(text string) error { return setParticipantField(mine, field, text) },
		})
	}
}

func participantField(p *retro.Participant, field string) string {
	switch field {
	case "name":
		return p.Name
	case "roles":
		return retro.Join(p.Roles)
	case "department":
		return p.Department
	}
	return p.Why
}

func (t tableMerger) removedPerson(id retro.ParticipantID) {
	base, mine := findParticipant(&t.base.Content, id), findParticipant(&t.content, id)
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
			if setParticipantField(&person, field, undash(plainCell(cell))) != nil {
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
