package merging

import (
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/diff"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/wiki"
)

// rowOf finds the row that a mark names, and its table.
func rowOf(content retro.Content, mark string) (of retro.Table, row retro.Row, ok bool) {
	id := retro.RowID(strings.TrimPrefix(mark, markRow))
	for _, of := range retro.Tables() {
		for _, row := range content.Tables[of.Noun] {
			if row.ID == id {
				return of, row, true
			}
		}
	}
	return retro.Table{}, retro.Row{}, false
}

// wordsRow carries over what was edited in a row of a table of words.
func (t tableMerger) wordsRow(id string, before, after []wiki.Cell) {
	of, base, _ := rowOf(t.base.Content, id)
	_, mine, _ := rowOf(t.content, id)
	for _, cell := range t.changed(before, after) {
		column, ok := of.Column(cell.column)
		if !ok {
			t.unclear(of.TitleOf(base), cell.column, strings.Join(cell.after, "\n\n"))
			continue
		}
		said, ok := said(column, base.Cells[column.Name], cell.before, cell.after)
		if of.Noun == retro.NounReference && column.Name == of.Columns[0].Name {
			said, ok = undash(plainCell(cell.after)), true // the page makes a link of it
		}
		if _, err := column.Parse(said); !ok || err != nil || said == "" && column.Name == of.Columns[0].Name {
			t.unclear(of.TitleOf(base), cell.column, strings.Join(cell.after, "\n\n"))
			continue
		}
		t.change(of.Noun, &base, &mine, column.Name, said)
	}
	rows := slices.Clone(t.content.Tables[of.Noun])
	for i := range rows {
		if rows[i].ID == mine.ID {
			rows[i] = mine
		}
	}
	list, _ := t.lists.Of(of.Noun)
	list.Put(&t.content, records(rows))
}

// said is what a cell of an edited page says as it would be written here: what the
// export alone changed of the source, such as a reference to evidence, stays. It
// returns false where the edit cannot be told from that.
func said(column retro.Column, source string, before, after wiki.Cell) (string, bool) {
	if column.IsDay || column.Choices != nil {
		return undash(plainCell(after)), true
	}
	was, is := strings.Join(before, "\n\n"), strings.Join(after, "\n\n")
	if undash(is) == "" || undash(was) == "" || was == source {
		return undash(is), true
	}
	was, is = relinked(source, was, is)
	was, is = asLinked(source, was, is)
	merge := diff.Merge3(was+"\n", source+"\n", is+"\n")
	return strings.TrimSpace(merge.Text()), merge.Conflicts == 0
}

func records(rows []retro.Row) []retro.Record {
	all := make([]retro.Record, len(rows))
	for i := range rows {
		all[i] = &rows[i]
	}
	return all
}

// addedWords makes a row of one that was written on the page.
func (t tableMerger) addedWords(of retro.Table, row []wiki.Cell) bool {
	added := retro.Row{ID: retro.RowID(t.ids.New())}
	for at, label := range t.head {
		column, ok := of.Column(label)
		if !ok {
			continue
		}
		cell, _ := t.cell(row, at)
		said, _ := said(column, "", nil, cell)
		text, err := column.Parse(said)
		if err != nil {
			return false
		}
		added = added.With(column.Name, text)
	}
	list, ok := t.lists.Of(of.Noun)
	if !ok || list.Validate(&added) != nil {
		return false
	}
	list.Put(&t.content, append(list.Records(&t.content), &added))
	return true
}
