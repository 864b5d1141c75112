package cli

import (
	"context"
	"io"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
)

type learningsCmd struct {
	Words  []string `arg:"" optional:"" help:"Only those with these words."`
	Kind   string   `help:"Only those of a kind: liked, learned, lacked or longed for." placeholder:"KIND"`
	Since  string   `help:"Only of incidents that began on a day or later." placeholder:"DAY"`
	Until  string   `help:"Only of incidents that began on a day or earlier." placeholder:"DAY"`
	Limit  int      `help:"How many at most." placeholder:"N"`
	Offset int      `help:"How many to pass over." placeholder:"N"`
	Format string   `help:"text, markdown, json or csv." enum:"text,markdown,json,csv" default:"text"`
}

func (c *learningsCmd) query() (library.LearningQuery, error) {
	since, err := retro.ParseDate(c.Since)
	if err != nil {
		return library.LearningQuery{}, err
	}
	until, err := retro.ParseDate(c.Until)
	return library.LearningQuery{Words: strings.Join(c.Words, " "), Kind: c.Kind, Since: since, Until: until, Limit: c.Limit, Offset: c.Offset}, err
}

func (c *learningsCmd) Run(ctx context.Context, s *session) error {
	query, err := c.query()
	if err != nil {
		return err
	}
	return s.withService(ctx, reads, func(service *authoring.Service) error {
		if c.Format == "csv" && !s.json {
			rows, err := service.LearningsCSV(ctx, query)
			if err != nil {
				return err
			}
			return s.writeString(string(rows))
		}
		found, err := service.Learnings(ctx, query)
		if err != nil {
			return err
		}
		switch {
		case found.Total > len(found.Rows):
			s.say("%d of %d", len(found.Rows), found.Total)
		case found.Total == 0 && query != (library.LearningQuery{Limit: c.Limit, Offset: c.Offset}):
			s.say("nothing is like that among what was learned")
		case found.Total == 0:
			s.say("nothing is written down yet that was learned; add to it with: afterword table ID learnings learned=TEXT")
		}
		rows := [][]any{{"ID", "LEARNED", "KIND", "RETROSPECTIVE", "INCIDENT"}}
		for _, x := range found.Rows {
			rows = append(rows, []any{x.Retrospective, x.Learned, x.Kind, x.Title, x.At.UTC().Format(time.DateOnly)})
		}
		return s.write(c.Format, found.Rows, formats{
			markdown: func() string { return markdownTable(rows) },
			text: func(w io.Writer) error {
				if len(found.Rows) > 0 {
					table(w, func(row func(...any)) {
						for _, cells := range rows {
							row(cells...)
						}
					})
				}
				return nil
			},
		})
	})
}
