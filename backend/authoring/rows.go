package authoring

import (
	"context"
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/retro"
)

// FindTable returns the table with a name, that of its block or of one of its rows;
// CodeNotFound names the nearest.
func FindTable(name string) (retro.Table, error) {
	var names []string
	for _, table := range retro.Tables() {
		if name == string(table.Block) || name == string(table.Noun) {
			return table, nil
		}
		names = append(names, string(table.Block))
	}
	err := retro.Errorf(retro.CodeNotFound, "there is no table %q", name)
	if near := retro.Nearest(name, names); near != "" {
		return retro.Table{}, err.WithHint("did you mean %s? The tables are %s", near, retro.Join(names))
	}
	return retro.Table{}, err.WithHint("the tables are %s", retro.Join(names))
}

// FindColumn returns the column of a table with a name or head; CodeInvalid names the
// nearest.
func FindColumn(of retro.Table, name string) (retro.Column, error) {
	if column, ok := of.Column(strings.TrimSpace(name)); ok {
		return column, nil
	}
	names := make([]string, len(of.Columns))
	for i, column := range of.Columns {
		names[i] = column.Name
	}
	err := retro.Errorf(retro.CodeInvalid, "%s have no column %q", of.Many, name)
	if near := retro.Nearest(name, names); near != "" {
		return retro.Column{}, err.WithHint("did you mean %s? The columns are %s", near, retro.Join(names))
	}
	return retro.Column{}, err.WithHint("the columns are %s", retro.Join(names))
}

// SaveRow replaces a row of a table by its id, or adds one without an id; one that says
// what another says already is not added again. CodeInvalid for a row that nothing is
// known by, for columns that the table does not have and for what they do not hold.
//
// The first row of a table gives it its place in the document, where no section shows it
// yet; so does each outcome that comes to light after the retrospective was shared, which
// makes the epilogue.
func (s *Service) SaveRow(ctx context.Context, id retro.RetrospectiveID, noun retro.Noun, row retro.Row) (Edited, error) {
	of, err := FindTable(string(noun))
	if err != nil {
		return Edited{}, err
	}
	clean := retro.Row{ID: row.ID}
	for name, text := range row.Cells {
		column, err := FindColumn(of, name)
		if err != nil {
			return Edited{}, err
		}
		said, err := column.Parse(text)
		if err != nil {
			return Edited{}, err
		}
		clean = clean.With(column.Name, said)
	}
	list, _ := s.store.Lists().Of(of.Noun)
	if err := list.Validate(&clean); err != nil {
		return Edited{}, err
	}
	reason := "edit " + of.One
	if row.ID == "" {
		reason = "add " + of.One
	}
	return s.edit(ctx, id, reason, func(c *retro.Content) error {
		rows := c.Tables[of.Noun]
		at := slices.IndexFunc(rows, func(r retro.Row) bool { return r.ID == clean.ID })
		switch {
		case clean.ID != "" && at < 0:
			return missing(of.One, clean.ID)
		case at >= 0:
			rows[at] = clean
			return nil
		}
		if slices.ContainsFunc(rows, func(r retro.Row) bool { return list.Same(&retro.Row{Cells: r.Cells}, &clean) }) {
			return nil
		}
		clean.ID = retro.RowID(s.ids.New())
		list.Put(c, append(list.Records(c), &clean))
		if len(rows) == 0 || of.Noun == retro.NounOutcome && c.SharedAt != nil {
			s.show(c, of)
		}
		return nil
	})
}

// show gives a table its place in the document, where no section shows it: in the section
// that plays its part, or in a new one at the end.
func (s *Service) show(c *retro.Content, of retro.Table) {
	// The figures tell of the impact, too.
	if c.HasBlock(of.Block) || of.Block == retro.BlockImpact && c.HasBlock(retro.BlockFigures) {
		return
	}
	at := slices.IndexFunc(c.Sections, func(x retro.Section) bool {
		return of.Home != "" && x.Role == of.Home && x.Hidden != retro.HiddenByHand
	})
	if at < 0 {
		c.Sections = append(c.Sections, retro.Section{
			ID: retro.SectionID(s.ids.New()), Heading: of.Title, Prompt: of.About, Role: of.Home, Block: of.Block,
		})
		return
	}
	section := &c.Sections[at]
	section.Hidden = retro.HiddenByNobody
	if section.Block == retro.BlockNone {
		section.Block = of.Block
		return
	}
	section.Body = markdown.Append(section.Body, retro.LiveMark{Words: string(of.Block)}.String())
}

// AddUsualRows adds the rows that a table usually begins with, but those it has.
func (s *Service) AddUsualRows(ctx context.Context, id retro.RetrospectiveID, noun retro.Noun) (Edited, error) {
	of, err := FindTable(string(noun))
	if err != nil {
		return Edited{}, err
	}
	if len(of.Usual) == 0 {
		return Edited{}, retro.Errorf(retro.CodeUnsupported, "there are no usual %s", of.Many)
	}
	return s.edit(ctx, id, "add usual "+of.Many, func(c *retro.Content) error {
		rows := c.Tables[of.Noun]
		for _, words := range of.Usual {
			if !slices.ContainsFunc(rows, func(r retro.Row) bool { return of.TitleOf(r) == words }) {
				rows = append(rows, retro.Row{ID: retro.RowID(s.ids.New())}.With(of.Columns[0].Name, words))
			}
		}
		if len(c.Tables[of.Noun]) == 0 {
			s.show(c, of)
		}
		c.Tables = c.Tables.With(of.Noun, rows)
		return nil
	})
}

// RemoveRow takes a row out of a table.
func (s *Service) RemoveRow(ctx context.Context, id retro.RetrospectiveID, noun retro.Noun, row retro.RowID) (Edited, error) {
	return s.editRows(ctx, id, noun, "remove ", func(rows []retro.Row) ([]retro.Row, bool) {
		kept := slices.DeleteFunc(slices.Clone(rows), func(r retro.Row) bool { return r.ID == row })
		return kept, len(kept) < len(rows)
	}, row)
}

// MoveRow puts a row at a place in its table, 0 being the first.
func (s *Service) MoveRow(ctx context.Context, id retro.RetrospectiveID, noun retro.Noun, row retro.RowID, to int) (Edited, error) {
	return s.editRows(ctx, id, noun, "move ", func(rows []retro.Row) ([]retro.Row, bool) {
		return moveTo(slices.Clone(rows), to, func(r retro.Row) bool { return r.ID == row })
	}, row)
}

func (s *Service) editRows(
	ctx context.Context, id retro.RetrospectiveID, noun retro.Noun, does string, change func([]retro.Row) ([]retro.Row, bool), row retro.RowID,
) (Edited, error) {
	of, err := FindTable(string(noun))
	if err != nil {
		return Edited{}, err
	}
	return s.edit(ctx, id, does+of.One, func(c *retro.Content) error {
		rows, found := change(c.Tables[of.Noun])
		if !found {
			return missing(of.One, row)
		}
		c.Tables = c.Tables.With(of.Noun, rows)
		return nil
	})
}

// FindRow returns the row of a table whose id begins so; CodeNotFound.
func (s *Service) FindRow(ctx context.Context, id retro.RetrospectiveID, of retro.Table, prefix string) (retro.Row, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return retro.Row{}, err
	}
	return pickFrom(of.One, prefix, content.Tables[of.Noun], func(r retro.Row) retro.RowID { return r.ID }, of.TitleOf)
}

// Rows returns the rows of a table.
func (s *Service) Rows(ctx context.Context, id retro.RetrospectiveID, of retro.Table) ([]retro.Row, error) {
	content, err := s.snapshot(ctx, id)
	return content.Tables[of.Noun], err
}
