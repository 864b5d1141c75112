package retro

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Table is a list whose things are rows of words, like the assumptions or the
// glossary. What it is called, what its columns are and which live block shows it is
// all that tells one from another.
type Table struct {
	Noun  Noun      `json:"noun"`
	Block LiveBlock `json:"block"`
	One   string    `json:"one"`
	Many  string    `json:"many"`
	Title string    `json:"title"` // over it: "Assumptions"
	About string    `json:"about"` // what belongs into it, in a sentence
	// Empty stands in the document while there are no rows. It has the word "yet", by
	// which an edited page is known to have it still.
	Empty string `json:"empty"`
	// Columns are what a row has. The first one is what a row is known by: it is never
	// empty.
	Columns []Column `json:"columns"`
	// Home is the part of the section in which the table has its place, "" where no
	// template has one.
	Home SectionRole `json:"home,omitempty"`
	// Usual are rows to begin with, each as the words of its first column.
	Usual []string `json:"usual,omitempty"`

	member int
}

// Column is a part of the rows of a table.
type Column struct {
	Name string `json:"name"` // "believed"
	Head string `json:"head"` // "What we believed"
	Hint string `json:"hint,omitempty"`
	// Choices are the words that it may hold, nil for any Markdown.
	Choices []string `json:"choices,omitempty"`
	IsDay   bool     `json:"isDay,omitempty"` // holds a [Date]
}

// Row is a row of a [Table]: what each of its columns says, none for what says nothing.
type Row struct {
	ID    RowID             `json:"id"`
	Cells map[string]string `json:"cells"`
}

// Rows are the rows of each table, none for an empty one.
type Rows map[Noun][]Row

func (r Rows) clone() Rows {
	cloned := maps.Clone(r)
	for noun, rows := range cloned {
		cloned[noun] = slices.Clone(rows)
	}
	return cloned
}

// With returns the rows with those of one table replaced.
func (r Rows) With(noun Noun, rows []Row) Rows {
	changed := maps.Clone(r)
	if changed == nil {
		changed = Rows{}
	}
	changed[noun] = rows
	return changed.normalised()
}

// normalised leaves out tables without rows.
func (r Rows) normalised() Rows {
	kept := maps.Clone(r)
	maps.DeleteFunc(kept, func(_ Noun, rows []Row) bool { return len(rows) == 0 })
	if len(kept) == 0 {
		return nil
	}
	return kept
}

// With returns a row in which a cell says something else. Blank is nothing.
func (r Row) With(column, text string) Row {
	cells := maps.Clone(r.Cells)
	if cells == nil {
		cells = map[string]string{}
	}
	if text = strings.TrimSpace(text); text == "" {
		delete(cells, column)
	} else {
		cells[column] = text
	}
	r.Cells = cells
	return r
}

// FindTable returns the table that a live block shows.
func FindTable(block LiveBlock) (Table, bool) {
	return tableThat(func(t Table) bool { return t.Block == block })
}

// TableOf returns the table whose rows a noun names.
func TableOf(noun Noun) (Table, bool) {
	return tableThat(func(t Table) bool { return t.Noun == noun })
}

func tableThat(is func(Table) bool) (Table, bool) {
	if at := slices.IndexFunc(tables, is); at >= 0 {
		return tables[at], true
	}
	return Table{}, false
}

// Column returns the column with a name, or the head, whatever their case.
func (t Table) Column(name string) (Column, bool) {
	for _, column := range t.Columns {
		if strings.EqualFold(column.Name, name) || strings.EqualFold(column.Head, name) {
			return column, true
		}
	}
	return Column{}, false
}

// Filled lists the columns that some row of a content fills, the first one always.
func (t Table) Filled(c *Content) []Column {
	var filled []Column
	for i, column := range t.Columns {
		if i == 0 || slices.ContainsFunc(c.Tables[t.Noun], func(r Row) bool { return r.Cells[column.Name] != "" }) {
			filled = append(filled, column)
		}
	}
	return filled
}

// TitleOf is what a row is known by.
func (t Table) TitleOf(r Row) string {
	return strings.Join(strings.Fields(r.Cells[t.Columns[0].Name]), " ")
}

// describe makes a list of the table.
func (t Table) describe() List {
	fields := make([]Field, len(t.Columns))
	var about []string
	for i, column := range t.Columns {
		fields[i] = column.field()
		if i > 0 {
			about = append(about, column.Name)
		}
	}
	return Describe(Description[Row]{
		Noun: t.Noun, Member: t.member, One: t.One, Many: t.Many, All: string(t.Block), Heading: t.Title,
		Read:       func(c *Content) []Row { return c.Tables[t.Noun] },
		Write:      func(c *Content, rows []Row) { c.Tables = c.Tables.With(t.Noun, rows) },
		ID:         func(r *Row) string { return string(r.ID) },
		Title:      func(r *Row) string { return t.TitleOf(*r) },
		Fields:     fields,
		TitleField: t.Columns[0].Name,
		About:      about,
		Searched: func(r *Row) (string, []string) {
			var texts []string
			for _, column := range t.Columns[1:] {
				texts = append(texts, r.Cells[column.Name])
			}
			return t.TitleOf(*r), texts
		},
		Block: t.Block,
		Validate: func(r *Row) error {
			if t.TitleOf(*r) == "" {
				return Errorf(CodeInvalid, "the column “%s” may not be empty", t.Columns[0].Head)
			}
			return nil
		},
	})
}

// field describes a column as a part of a row.
func (c Column) field() Field {
	at := func(r Record) string { return as[Row](r).Cells[c.Name] }
	set := func(r Record, text string) { *as[Row](r) = as[Row](r).With(c.Name, text) }
	label := strings.ToLower(c.Head[:1]) + c.Head[1:]
	field := Field{
		Name: c.Name, Label: label, Verb: "reworded", Kind: FieldProse, isText: true,
		same:   func(a, b Record) bool { return at(a) == at(b) },
		copy:   func(into, from Record) { set(into, at(from)) },
		write:  func(r Record, _ Names) string { return at(r) },
		encode: func(r Record) ([]byte, error) { return json.Marshal(at(r)) },
		decode: func(r Record, data []byte) error {
			var text string
			if err := json.Unmarshal(data, &text); err != nil {
				return fmt.Errorf("it is not of the kind that is wanted: %w", err)
			}
			set(r, text)
			return nil
		},
		read: func(r Record, text string) error {
			said, err := c.Parse(text)
			if err == nil {
				set(r, said)
			}
			return err
		},
	}
	if c.IsDay || c.Choices != nil {
		field.Kind, field.Verb = FieldValue, "changed"
	}
	return field
}

// Parse reads what a person wrote into the column: a day, or one of its choices. The
// error has CodeInvalid.
func (c Column) Parse(text string) (string, error) {
	text = strings.TrimSpace(text)
	switch {
	case text == "":
		return "", nil
	case c.IsDay:
		day, err := ParseDate(text)
		return string(day), err
	case c.Choices != nil:
		for _, choice := range c.Choices {
			if strings.EqualFold(choice, text) {
				return choice, nil
			}
		}
		return "", Errorf(CodeInvalid, "“%s” under “%s” is none of %s", text, c.Head, strings.Join(c.Choices, ", "))
	}
	return text, nil
}
