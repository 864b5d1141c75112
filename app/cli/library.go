package cli

import (
	"context"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/retro"
)

type newCmd struct {
	Title    string `arg:"" help:"What happened, in a few words."`
	Template string `help:"The template to begin with (see: afterword templates)." placeholder:"NAME"`
}

func (c *newCmd) Run(ctx context.Context, s *session) error {
	return s.withService(ctx, writes, func(service *authoring.Service) error {
		workspace, err := service.Create(ctx, c.Title, c.Template)
		if err != nil {
			return err
		}
		return s.print(workspace, func(w io.Writer) { fmt.Fprintln(w, workspace.ID) })
	})
}

type listCmd struct {
	Words          []string `arg:"" optional:"" help:"Only those with these words in the title."`
	Stage          string   `help:"Only those in a stage: resolve, investigate, debrief, share or shared." placeholder:"STAGE"`
	Late           bool     `help:"Only those whose debrief, or sharing, is late."`
	Order          string   `help:"What to order by: saved, title, incident, impact, stage, due, lead or actions." default:"saved"`
	Reverse        bool     `help:"The other way round."`
	WithoutExample bool     `help:"Leave the example out."`
	Limit          int      `help:"How many at most." placeholder:"N"`
	Offset         int      `help:"How many to pass over." placeholder:"N"`
}

func (c *listCmd) query() library.Query {
	return library.Query{
		Words: strings.Join(c.Words, " "), Stage: retro.Stage(c.Stage), IsLate: c.Late, WithoutExample: c.WithoutExample,
		Order: library.Order(c.Order), IsReversed: c.Reverse, Offset: c.Offset, Limit: c.Limit,
	}
}

func (c *listCmd) Run(ctx context.Context, s *session) error {
	return s.withService(ctx, reads, func(service *authoring.Service) error {
		listing, err := service.Library(ctx, c.query())
		if err != nil {
			return err
		}
		return s.print(listing.Rows, func(w io.Writer) {
			switch {
			case listing.Total > len(listing.Rows):
				s.say(fmt.Sprintf("%d of %d", len(listing.Rows), listing.Total))
			case listing.Total == 0 && (len(c.Words) > 0 || c.Stage != "" || c.Late || c.WithoutExample):
				s.say("no retrospective is like that")
			case listing.Total == 0:
				s.say("the library is empty; begin with: afterword new \"What happened\"")
			}
			if len(listing.Rows) == 0 {
				return
			}
			table(w, func(row func(...any)) {
				row("ID", "TITLE", "INCIDENT", "IMPACT", "STAGE", "DEBRIEF DUE", "OPEN ACTIONS")
				for _, x := range listing.Rows {
					row(x.ID, x.Title, day(x.IncidentAt), duration(x.Impact), x.Stages.Current, day(x.Stages.DebriefDue), x.OpenActions)
				}
			})
		})
	})
}

type showCmd struct {
	ID string `arg:"" help:"The retrospective."`
}

func (c *showCmd) Run(ctx context.Context, s *session) error {
	return s.withRetrospective(ctx, reads, c.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		workspace, err := service.Open(ctx, id)
		if err != nil {
			return err
		}
		measures, err := service.Measures(ctx, id)
		if err != nil {
			return err
		}
		return s.print(workspace, func(w io.Writer) { showWorkspace(w, workspace, measures) })
	})
}

// aside is what is to be known of the time of an event beside when it was.
func aside(e retro.Event, told retro.Told) string {
	var words []string
	if length := e.Duration(); length > 0 {
		words = append(words, retro.FormatDuration(length))
	}
	if told.Says != e.At.Words {
		words = append(words, told.Says)
	}
	if told.Problem != "" {
		words = append(words, told.Problem)
	}
	if len(e.Feelings) > 0 {
		words = append(words, retro.WriteFeelings(e.Feelings))
	}
	if len(words) == 0 {
		return ""
	}
	return "  (" + strings.Join(words, "; ") + ")"
}

// due says what is due next, or where it was shared.
func due(s retro.Stages) string {
	switch {
	case s.SharedAt != nil && s.SharedIn != "":
		return "shared " + day(s.SharedAt) + " in " + s.SharedIn
	case s.SharedAt != nil:
		return "shared " + day(s.SharedAt)
	case s.ShareDue != nil:
		return "to be shared by " + day(s.ShareDue)
	}
	return "debrief due " + day(s.DebriefDue)
}

func showWorkspace(w io.Writer, workspace authoring.Workspace, measures []retro.Measure) {
	content := workspace.Content
	fmt.Fprintf(w, "%s  %s\n", workspace.ID, content.Title)
	fmt.Fprintf(w, "stage %s · %s · %s\n", workspace.Stages.Current, due(workspace.Stages), retro.Count(workspace.Revisions, "revision", "revisions"))
	for _, duty := range workspace.Duties {
		state := duty.Lacks
		if duty.Done {
			state = "done"
		}
		fmt.Fprintf(w, "%s: %s\n", duty.Words, state)
	}
	for _, lost := range workspace.Damage {
		fmt.Fprintf(w, "damaged: %s (piece %.12s)\n", lost.What, lost.Piece)
	}
	if f := workspace.Figures; f.Start != nil {
		fmt.Fprintf(w, "to detect %s · to mitigate %s · to resolve %s · customer impact %s\n",
			duration(f.Detect), duration(f.Mitigate), duration(f.Resolve), duration(f.Impact))
	}
	for _, part := range workspace.Figures.Parts {
		fmt.Fprintf(w, "%s: %s\n", content.FindEvent(part.Event).Title, steps(part.Steps))
	}
	for _, m := range measures {
		fmt.Fprintf(w, "%s: %s\n", m.Name, m)
	}
	heading(w, "Timeline", len(content.Events))
	table(w, func(row func(...any)) {
		for _, e := range content.Events {
			told := workspace.Told[e.ID]
			row("  "+string(e.ID), e.At.Format(nil), e.Kind, strings.Repeat("  ", told.Depth)+e.Title+aside(e, told))
		}
	})
	heading(w, "Sections", len(content.Sections))
	table(w, func(row func(...any)) {
		for _, x := range content.Sections {
			row("  "+x.Heading, retro.Count(markdown.CountWords(x.Written()), "word", "words"))
		}
	})
	heading(w, "Evidence", len(content.Evidence))
	table(w, func(row func(...any)) {
		for _, x := range content.Evidence {
			reading := workspace.Readings[x.ID]
			row("  "+string(x.ID), x.Label, x.Kind, reading.Format, retro.Count(reading.Entries, "entry", "entries"))
		}
	})
	heading(w, "Action items", len(content.ActionItems))
	table(w, func(row func(...any)) {
		for _, x := range content.ActionItems {
			row("  "+string(x.ID), x.State, x.Title, x.Owner, dueText(x.Due))
		}
	})
}

// steps writes figures in a line.
func steps(list []retro.Step) string {
	said := make([]string, len(list))
	for i, step := range list {
		said[i] = step.Name + " " + retro.FormatDuration(step.Length)
	}
	return strings.Join(said, " · ")
}

func dueText(due retro.Date) string {
	if due == "" {
		return ""
	}
	return "due " + string(due)
}

type searchCmd struct {
	Words []string `arg:"" help:"The words to look for; the last may be the beginning of one."`
}

func (c *searchCmd) Run(ctx context.Context, s *session) error {
	return s.withService(ctx, reads, func(service *authoring.Service) error {
		hits, err := service.Search(ctx, strings.Join(c.Words, " "))
		if err != nil {
			return err
		}
		return s.print(hits, func(w io.Writer) {
			if len(hits) == 0 {
				s.say("nothing found")
			}
			for _, hit := range hits {
				var snippet strings.Builder
				for _, part := range hit.Snippet {
					snippet.WriteString(part.Text)
				}
				list, _ := retro.AllLists().Of(hit.Noun)
				fmt.Fprintf(w, "%s  %s · %s %s\n    %s\n", hit.Retrospective, hit.Title, list.One, hit.Heading,
					strings.Join(strings.Fields(snippet.String()), " "))
			}
		})
	})
}

// table aligns what fill writes row by row.
func table(w io.Writer, fill func(row func(cells ...any))) {
	aligned := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fill(func(cells ...any) {
		for i, cell := range cells {
			if i > 0 {
				fmt.Fprint(aligned, "\t")
			}
			fmt.Fprint(aligned, strings.ReplaceAll(fmt.Sprint(cell), "\t", " "))
		}
		fmt.Fprintln(aligned)
	})
	_ = aligned.Flush() // w is a terminal or a pipe; there is nobody to tell
}

func heading(w io.Writer, name string, count int) { fmt.Fprintf(w, "\n%s (%d)\n", name, count) }

func day(at *time.Time) string {
	if at == nil {
		return "–"
	}
	return at.UTC().Format("2006-01-02")
}

func duration(d *time.Duration) string {
	if d == nil {
		return "–"
	}
	return retro.FormatDuration(*d)
}
