package merging

import (
	"strings"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/wiki"
)

// plainField is the field of a participant, question or decision that a column shows as it is, ""
// for none. What somebody answered is theirs: an edit of it is kept beside it.
func plainField(noun retro.Noun, label string) string {
	if noun == retro.NounNote {
		return "text"
	}
	if noun == retro.NounQuestion {
		switch label {
		case retro.ColumnQuestion:
			return "text"
		case retro.ColumnAsked:
			return "for"
		case retro.ColumnState:
			return "state"
		}
		return ""
	}
	switch label {
	case retro.ColumnName, retro.ColumnRoles, retro.ColumnDepartment, retro.ColumnWhy:
		return strings.ToLower(label)
	}
	return ""
}

// plainRow carries over what was edited in a row whose cells are the fields of its thing.
func (t tableMerger) plainRow(list retro.List, base, mine retro.Record, before, after []wiki.Cell) {
	for _, cell := range t.changed(before, after) {
		field, said := plainField(list.Noun, cell.column), undash(plainCell(cell.after))
		if list.Noun == retro.NounNote { // of which a line may have a form
			said = strings.Join(cell.after, "\n\n")
		}
		if field == "" || field == list.TitleField && said == "" {
			t.unclear(list.Title(base), cell.column, strings.Join(cell.after, "\n\n"))
			continue
		}
		t.change(list.Noun, base, mine, field, said)
	}
}

// addedPlain makes a thing, which has an id already, of a row that was written on the page.
func (t tableMerger) addedPlain(noun retro.Noun, added retro.Record, row []wiki.Cell) bool {
	list, _ := t.lists.Of(noun)
	for column, label := range t.head {
		cell, _ := t.cell(row, column)
		said := undash(plainCell(cell))
		if field := plainField(noun, label); field != "" && said != "" && t.read(noun, added, field, said) != nil {
			return false
		}
	}
	if strings.TrimSpace(list.Title(added)) == "" {
		return false
	}
	list.Put(&t.content, append(list.Records(&t.content), added))
	return true
}

// decision is one that was written on the page, below those that the list has already.
func (t tableMerger) decision(marks []string) *retro.Note {
	made := &retro.Note{ID: retro.NoteID(t.ids.New()), Kind: retro.NoteDecision}
	for _, mark := range marks {
		_, id := t.shown(mark)
		for _, note := range t.base.Content.Debrief.Notes {
			if string(note.ID) == id {
				made.At = note.At
			}
		}
	}
	return made
}
