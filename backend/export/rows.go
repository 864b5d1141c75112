package export

import (
	"github.com/afterword-app/afterword/backend/retro"
)

// rows shows the rows of a table: as a table of the columns that some row fills, or as
// a list where that is one alone.
func (b *builder) rows(of retro.Table) []block {
	rows := b.in.Content.Tables[of.Noun]
	if len(rows) == 0 {
		return nil
	}
	columns := of.Filled(&b.in.Content)
	if len(columns) == 1 {
		var l list
		for _, row := range rows {
			l.items = append(l.items, item{blocks: b.written(columns[0], row)})
		}
		return []block{l}
	}
	t := table{role: roleRows, align: make([]alignment, len(columns))}
	for _, column := range columns {
		t.head = append(t.head, cell{sentence(column.Head)})
	}
	for _, row := range rows {
		cells := make([]cell, len(columns))
		for i, column := range columns {
			cells[i] = titled(of, column, row, b.written(column, row))
		}
		t.rows = append(t.rows, cells)
	}
	return []block{t}
}

// written is what a row says in a column.
func (b *builder) written(column retro.Column, row retro.Row) []block {
	said := row.Cells[column.Name]
	if said == "" || column.IsDay || column.Choices != nil {
		return []block{sentence(dash(cleanLine(said)))}
	}
	return parseMarkdown(said, b)
}

// impact is who was affected, where no section has a block of its own for that: what
// was measured and what it meant to people are not told apart.
func (b *builder) impact() []block {
	if b.in.Content.HasBlock(retro.BlockImpact) {
		return nil
	}
	of, _ := retro.FindTable(retro.BlockImpact)
	return b.rows(of)
}

// countRows says how many rows there are: "3 assumptions".
func (b *builder) countRows(of retro.Table) string {
	n := len(b.in.Content.Tables[of.Noun])
	if n == 0 {
		return ""
	}
	return retro.Count(n, of.One, of.Many)
}
