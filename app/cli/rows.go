package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

type tableCmd struct {
	ID     string   `arg:"" help:"The retrospective."`
	Table  string   `arg:"" optional:"" help:"impact, assumptions, claims, learnings, views, appreciations, outcomes, glossary, references or seen-before; without it, lists them."`
	Cells  []string `arg:"" optional:"" help:"What a new row says, or the --row: COLUMN=TEXT." name:"column=text" sep:"none"`
	Row    string   `help:"Change this row." placeholder:"ROW"`
	Remove bool     `help:"Take the --row out." xor:"does"`
	To     int      `help:"Put the --row at this place, 1 being the first." xor:"does" placeholder:"N"`
	Like   bool     `help:"Of seen-before, list the retrospectives of the library that speak of the same; with --add, put one into the table." xor:"does"`
	Add    string   `help:"Of --like, the retrospective to add: its id, or its title." placeholder:"ID"`
	Usual  bool     `help:"Add the rows that the table usually begins with." xor:"does"`
}

func (c *tableCmd) Run(ctx context.Context, s *session) error {
	if c.Table == "" {
		return s.withRetrospective(ctx, reads, c.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
			return s.printTables(ctx, service, id)
		})
	}
	of, err := authoring.FindTable(c.Table)
	switch {
	case err != nil:
		return err
	case (c.Like || c.Add != "") && of.Noun != retro.NounEarlier:
		return retro.Errorf(retro.CodeUnsupported, "only what was seen before is looked up in the library").WithHint("use the table seen-before")
	case c.Add != "" && !c.Like:
		return retro.Errorf(retro.CodeInvalid, "--add goes with --like")
	case c.Like && c.Add == "":
		return s.withRetrospective(ctx, reads, c.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
			alike, err := service.SeenBefore(ctx, id)
			if err != nil {
				return err
			}
			return s.print(alike, func(w io.Writer) {
				for _, one := range alike {
					fmt.Fprintf(w, "%s  %s\n  both say: %s\n", one.Retrospective, one.Title, strings.Join(one.Words, ", "))
				}
			})
		})
	case (c.Remove || c.To != 0) && c.Row == "":
		return retro.Errorf(retro.CodeInvalid, "which row?").WithHint("name it with --row")
	case c.Usual, c.Like, c.Row != "", len(c.Cells) > 0:
		return s.withRetrospective(ctx, writes, c.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
			edited, err := c.change(ctx, service, id, of)
			if err != nil {
				return err
			}
			rows := edited.Content.Tables[of.Noun]
			return s.printEdited(edited.Unchanged, tableOf{of, rows}, func(w io.Writer) { printRows(w, of, rows) })
		})
	}
	return s.withRetrospective(ctx, reads, c.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		rows, err := service.Rows(ctx, id, of)
		if err != nil {
			return err
		}
		return s.print(tableOf{of, rows}, func(w io.Writer) { printRows(w, of, rows) })
	})
}

// tableOf is a table with its rows, as JSON.
type tableOf struct {
	retro.Table
	Rows []retro.Row `json:"rows"`
}

func (c *tableCmd) change(ctx context.Context, service *authoring.Service, id retro.RetrospectiveID, of retro.Table) (authoring.Edited, error) {
	if c.Usual {
		return service.AddUsualRows(ctx, id, of.Noun)
	}
	if c.Like {
		return c.addAlike(ctx, service, id)
	}
	var row retro.Row
	if c.Row != "" {
		found, err := service.FindRow(ctx, id, of, c.Row)
		if err != nil {
			return authoring.Edited{}, err
		}
		row = found
	}
	switch {
	case c.Remove:
		return service.RemoveRow(ctx, id, of.Noun, row.ID)
	case c.To != 0:
		return service.MoveRow(ctx, id, of.Noun, row.ID, c.To-1)
	}
	for _, said := range c.Cells {
		name, text, ok := strings.Cut(said, "=")
		if !ok { // the one thing that most rows begin with
			name, text = of.Columns[0].Name, said
		}
		column, err := authoring.FindColumn(of, name)
		if err != nil {
			return authoring.Edited{}, err
		}
		row = row.With(column.Name, text)
	}
	return service.SaveRow(ctx, id, of.Noun, row)
}

// addAlike adds what the table says of an earlier retrospective; once only.
func (c *tableCmd) addAlike(ctx context.Context, service *authoring.Service, id retro.RetrospectiveID) (authoring.Edited, error) {
	alike, err := service.SeenBefore(ctx, id)
	if err != nil {
		return authoring.Edited{}, err
	}
	for _, one := range alike {
		if strings.EqualFold(one.Title, c.Add) {
			return service.AddSeenBefore(ctx, id, one.Retrospective)
		}
	}
	earlier, err := service.Find(ctx, c.Add)
	if err != nil {
		return authoring.Edited{}, err
	}
	return service.AddSeenBefore(ctx, id, earlier.ID)
}

func (s *session) printTables(ctx context.Context, service *authoring.Service, id retro.RetrospectiveID) error {
	var all []tableOf
	for _, of := range retro.Tables() {
		rows, err := service.Rows(ctx, id, of)
		if err != nil {
			return err
		}
		all = append(all, tableOf{of, rows})
	}
	return s.print(all, func(w io.Writer) {
		table(w, func(row func(...any)) {
			for _, of := range all {
				row(of.Block, len(of.Rows), of.About)
			}
		})
	})
}

// printRows prints each row with its columns below it: what they hold is prose.
func printRows(w io.Writer, of retro.Table, rows []retro.Row) {
	for _, row := range rows {
		fmt.Fprintf(w, "%s  %s\n", row.ID, of.TitleOf(row))
		for _, column := range of.Columns[1:] {
			if said := row.Cells[column.Name]; said != "" {
				fmt.Fprintf(w, "  %s: %s\n", column.Head, strings.ReplaceAll(said, "\n", "\n    "))
			}
		}
	}
}
