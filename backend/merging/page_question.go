package merging

import (
	"reflect"
	"strings"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/wiki"
)

// questionField is the field that a column of the questions shows, "" for none.
func questionField(label string) string {
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

func (t tableMerger) questionRow(id retro.QuestionID, before, after []wiki.Cell) {
	base, mine := t.base.Content.FindQuestion(id), t.content.FindQuestion(id)
	switch {
	case base == nil:
		return
	case mine == nil:
		t.lost(after)
		return
	}
	for _, cell := range t.changed(before, after) {
		field, said := questionField(cell.column), undash(plainCell(cell.after))
		// What somebody answered is theirs: an edit of it is kept beside it.
		if field == "" || field == "text" && said == "" {
			t.unclear(base.Text, cell.column, strings.Join(cell.after, "\n\n"))
			continue
		}
		t.change(retro.NounQuestion, base, mine, field, said)
	}
}

func (t tableMerger) removedQuestion(id retro.QuestionID) {
	base, mine := t.base.Content.FindQuestion(id), t.content.FindQuestion(id)
	switch {
	case mine == nil || base == nil:
	case reflect.DeepEqual(*base, *mine):
		t.content.Questions = without(t.content.Questions, func(q retro.Question) bool { return q.ID == id })
	default:
		t.keepRow(retro.NounQuestion, string(id), mine.Text)
	}
}

func (t tableMerger) addedQuestion(row []wiki.Cell) bool {
	question := retro.Question{ID: retro.QuestionID(t.ids.New()), State: retro.QuestionOpen}
	for column, label := range t.head {
		cell, _ := t.cell(row, column)
		said := undash(plainCell(cell))
		if field := questionField(label); field != "" && said != "" && t.read(retro.NounQuestion, &question, field, said) != nil {
			return false
		}
	}
	if strings.TrimSpace(question.Text) == "" {
		return false
	}
	t.content.Questions = append(t.content.Questions, question)
	return true
}
