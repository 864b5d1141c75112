package cli

import (
	"context"
	"fmt"
	"io"
	"strconv"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

type revisionsCmd struct {
	ID       string         `arg:"" help:"The retrospective."`
	Find     string         `help:"When these words appeared and vanished; with --touching, the paragraph in which they stand." placeholder:"WORDS"`
	Touching authoring.Part `help:"Only those that changed this thing, like section:Trigger or event:ID." placeholder:"THING"`
	Changes  bool           `help:"Say in a line what each of them changed."`
	Format   string         `help:"text, html, markdown or json." enum:"text,html,markdown,json" default:"text"`
}

func (c *revisionsCmd) Run(ctx context.Context, s *session) error {
	return s.withRetrospective(ctx, reads, c.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		switch {
		case c.Touching != "":
			touching, err := service.Touching(ctx, id, c.Touching, c.Find)
			if err != nil {
				return err
			}
			return c.print(ctx, s, service, id, touching)
		case c.Find != "":
			return c.find(ctx, s, service, id)
		}
		all, err := service.AllRevisions(ctx, id)
		if err != nil {
			return err
		}
		return c.print(ctx, s, service, id, all)
	})
}

// describedRevision is a revision and what it changed.
type describedRevision struct {
	retro.Revision
	Changes string `json:"changes,omitempty"`
	Damage  string `json:"damage,omitempty"`
}

func (c *revisionsCmd) print(
	ctx context.Context, s *session, service *authoring.Service, id retro.RetrospectiveID, all []authoring.Listed,
) error {
	described := make([]describedRevision, len(all))
	ids := make([]retro.RevisionID, len(all))
	for i, listed := range all {
		described[i].Revision = listed.Revision
		ids[i] = listed.Revision.ID
	}
	if c.Changes {
		summaries, err := service.SummariseRevisions(ctx, id, ids)
		if err != nil {
			return err
		}
		for i, summary := range summaries {
			described[i].Changes, described[i].Damage = summary.Text, summary.Damage
		}
	}
	head := []any{"NO", "ID", "AT (UTC)", "KIND", "WHAT", "BY"}
	if c.Changes {
		head = append(head, "CHANGES")
	}
	rows := [][]any{head}
	for _, d := range described {
		r := d.Revision
		cells := []any{numberOf(r), r.ID, r.At.UTC().Format("2006-01-02 15:04:05"), r.Kind, whatOf(r), r.Author}
		if c.Changes {
			cells = append(cells, d.Changes+d.Damage)
		}
		rows = append(rows, cells)
	}
	return c.writeRows(s, described, rows)
}

func (c *revisionsCmd) writeRows(s *session, value any, rows [][]any) error {
	return s.write(c.Format, value, formats{
		text: func(w io.Writer) error {
			table(w, func(row func(...any)) {
				for _, cells := range rows {
					row(cells...)
				}
			})
			return nil
		},
		html:     func() string { return htmlTable(rows) },
		markdown: func() string { return markdownTable(rows) },
	})
}

// numberOf is the number of a revision; of one that came with a merge, which
// stands below it, the number that it has where it comes from.
func numberOf(r retro.Revision) string {
	if r.Line != "" {
		return fmt.Sprintf("└ %d", r.Seq)
	}
	return strconv.Itoa(r.Seq)
}

func whatOf(r retro.Revision) string {
	if r.Name != "" {
		return r.Name
	}
	return r.Reason
}

func (c *revisionsCmd) find(ctx context.Context, s *session, service *authoring.Service, id retro.RetrospectiveID) error {
	found, err := service.FindText(ctx, id, c.Find)
	if err != nil {
		return err
	}
	if len(found) == 0 {
		s.say("no revision says that")
	}
	rows := [][]any{{"NO", "ID", "AT (UTC)", "WHAT", "BY", "THE WORDS", "IN"}}
	for _, seen := range found {
		r, became := seen.Revision, "vanished"
		if seen.Appeared {
			became = "appeared"
		}
		rows = append(rows, []any{
			numberOf(r), r.ID, r.At.UTC().Format("2006-01-02 15:04:05"), whatOf(r), r.Author, became, seen.Place.Title,
		})
	}
	return c.writeRows(s, found, rows)
}
