package cli

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"time"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/ingest"
	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

type addCmd struct {
	ID        string   `arg:"" help:"The retrospective."`
	Files     []string `arg:"" help:"Files or folders to add, also .gz, .zst, .zip and .tar; - for standard input." name:"file"`
	Zone      string   `help:"How to read times that name no zone: Europe/Berlin, +02:00, UTC."`
	Reference string   `help:"The latest time or day that the lines can speak of, from which missing dates follow (default: the file's time, for missing years only)." placeholder:"T"`
	Kind      string   `help:"auto, log, chat, screenshot or file." enum:"auto,log,chat,screenshot,file" default:"auto"`
	Label     string   `help:"What to call it."`
}

func (c *addCmd) Run(ctx context.Context, s *session) error {
	reference, err := parseReference(c.Reference, c.Zone)
	if err != nil {
		return err
	}
	files, err := expand(c.Files)
	if err != nil {
		return err
	}
	originals := make([]authoring.Original, 0, len(files))
	for _, path := range files {
		original := authoring.Original{Label: c.Label, Zone: c.Zone, Reference: reference}
		if c.Kind != "auto" {
			original.Kind = retro.EvidenceKind(c.Kind)
		}
		if path == "-" {
			original.Open = func() (io.ReadCloser, error) { return io.NopCloser(s.In), nil }
		} else if err := fromFile(path, &original); err != nil {
			return err
		}
		originals = append(originals, original)
	}
	return s.withRetrospective(ctx, writes, c.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		added, err := service.AddEvidence(ctx, id, originals, nil)
		if err != nil {
			return err
		}
		if err := s.printEdited(added.Edited.Unchanged, added, func(w io.Writer) { showAdded(w, added) }); err != nil {
			return err
		}
		if len(added.Refused) > 0 {
			first := added.Refused[0]
			return retro.Errorf(retro.CodeInvalid, "%s was not added: %s", first.Name, first.Reason)
		}
		return nil
	})
}

type extractCmd struct {
	ID       string `arg:"" help:"The retrospective."`
	Citation string `arg:"" help:"The message, like EVIDENCE:L10." name:"evidence:line"`
}

func (c *extractCmd) Run(ctx context.Context, s *session) error {
	return s.withRetrospective(ctx, writes, c.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		citation, err := service.ParseCitation(ctx, id, c.Citation)
		if err != nil {
			return err
		}
		added, err := service.TakeLog(ctx, id, citation.Evidence, citation.FromLine)
		if err != nil {
			return err
		}
		return s.printEdited(added.Edited.Unchanged, added, func(w io.Writer) { showAdded(w, added) })
	})
}

type seenCmd struct {
	ID       string   `arg:"" help:"The retrospective."`
	Evidence []string `arg:"" optional:"" help:"The sources that were looked at (default: all)."`
}

func (c *seenCmd) Run(ctx context.Context, s *session) error {
	return s.withRetrospective(ctx, writes, c.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		var sources []retro.EvidenceID
		for _, name := range c.Evidence {
			evidence, err := service.FindEvidence(ctx, id, name)
			if err != nil {
				return err
			}
			sources = append(sources, evidence.ID)
		}
		edited, err := service.LookAtNew(ctx, id, sources)
		if err != nil {
			return err
		}
		return s.printEdited(edited.Unchanged, edited, func(w io.Writer) { fmt.Fprintln(w, "nothing is new any more") })
	})
}

func fromFile(path string, original *authoring.Original) error {
	info, err := os.Stat(path)
	if err != nil {
		return cannotRead(path, err)
	}
	original.Name = filepath.Base(path)
	original.Modified = info.ModTime()
	if info.IsDir() {
		original.Name += ".zip"
		original.Open = func() (io.ReadCloser, error) { return slackFolder(path) }
		return nil
	}
	if !info.Mode().IsRegular() {
		return retro.Errorf(retro.CodeInvalid, "%s is not a file", path)
	}
	original.Open = func() (io.ReadCloser, error) {
		return os.Open(path) //nolint:gosec // the person names the file
	}
	return nil
}

func showAdded(w io.Writer, added authoring.Added) {
	for _, id := range added.Evidence {
		evidence := added.Edited.Content.FindEvidence(id)
		reading := added.Edited.Readings[id]
		fmt.Fprintf(w, "%s  %s  %s", id, evidence.Label, evidence.Kind)
		if evidence.IsText() {
			fmt.Fprintf(w, "  %s, %s", reading.Format, retro.Count(reading.Entries, "entry", "entries"))
		}
		fmt.Fprintln(w)
		if reading.Why != "" {
			fmt.Fprintf(w, "    %s\n", reading.Why)
		}
	}
	for _, alike := range added.Alike {
		label := func(id retro.EvidenceID) string { return added.Edited.Content.FindEvidence(id).Label }
		fmt.Fprintf(w, "%s  %s  looks like %s\n", alike.Evidence, label(alike.Evidence), label(alike.Like))
	}
	for _, grown := range added.Grown {
		fmt.Fprintf(w, "%s  %s  grew: %s\n", grown.Evidence, added.Edited.Content.FindEvidence(grown.Evidence).Label, retro.Count(grown.Entries, "new entry", "new entries"))
	}
	for _, id := range added.Known {
		fmt.Fprintf(w, "%s  already here\n", id)
	}
}

// parseReference reads a moment, or a day that is meant until its end, as the clock of
// the source tells it.
func parseReference(text, zone string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	location, err := stamp.ParseZone(cmp.Or(zone, "UTC"))
	if err != nil {
		return time.Time{}, fmt.Errorf("--zone: %w", err)
	}
	instant, err := retro.ParseInstant(text, location)
	if err != nil {
		return time.Time{}, fmt.Errorf("--reference: %w", err)
	}
	if _, after := instant.Range(); instant.IsDate() {
		return after.Add(-time.Second), nil
	}
	return instant.At, nil
}

type entriesCmd struct {
	ID       string `arg:"" help:"The retrospective."`
	Evidence string `help:"Only this evidence."`
	From     string `help:"Not before this time." placeholder:"T"`
	To       string `help:"Before this time." placeholder:"T"`
	Around   string `help:"The entries that hold a line and those before and after it in their source, like EVIDENCE:L10." placeholder:"E:L"`
	Context  int    `help:"How many to show on each side with --around." default:"5" placeholder:"N"`
	New      bool   `help:"Only entries that came when a source grew, until ‘afterword seen’."`
	Match    string `help:"Only entries that match this regular expression." placeholder:"RE"`
	Order    string `help:"How they follow each other: by time, or each reply below the message that it answers." enum:"time,thread" default:"time" placeholder:"ORDER"`
	Filter   string `help:"Only entries that the filter of the window would leave: text, /regexp/, level:error, actor:NAME, status>=500." placeholder:"F"`
}

func (c *entriesCmd) Run(ctx context.Context, s *session) error {
	if c.Match != "" {
		if _, err := regexp.Compile(c.Match); err != nil {
			return retro.Errorf(retro.CodeInvalid, "--match: %w", err)
		}
	}
	return s.withRetrospective(ctx, reads, c.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		if c.Around != "" {
			return c.around(ctx, s, service, id)
		}
		query, err := c.query(ctx, service, id)
		if err != nil {
			return err
		}
		return s.printEntries(ctx, service, id, query)
	})
}

// around prints what stands around a line.
func (c *entriesCmd) around(ctx context.Context, s *session, service *authoring.Service, id retro.RetrospectiveID) error {
	if c.Evidence != "" || c.Filter != "" || c.Match != "" || c.From != "" || c.To != "" || c.New || c.Order != string(authoring.OrderTime) {
		return retro.Errorf(retro.CodeInvalid, "--around shows all that stands around a line, and goes with no filter")
	}
	lines, err := service.ParseCitation(ctx, id, c.Around)
	if err != nil {
		return err
	}
	around, err := service.EntriesAround(ctx, id, lines, c.Context)
	if err != nil {
		return err
	}
	out := newLineWriter(s.Out)
	for _, entry := range around.Entries {
		if err := out.entry(entry, s.json); err != nil {
			return err
		}
	}
	return out.flush()
}

// query puts together what the flags say.
func (c *entriesCmd) query(ctx context.Context, service *authoring.Service, id retro.RetrospectiveID) (authoring.EntryQuery, error) {
	query, err := service.QueryOf(ctx, id, c.Filter)
	if err != nil {
		return query, fmt.Errorf("--filter: %w", err)
	}
	if c.Match != "" {
		if query.Text != "" {
			return query, retro.Errorf(retro.CodeInvalid, "--match and a --filter with words cannot be asked at once")
		}
		query.Text = "/" + c.Match + "/"
	}
	if c.New {
		query.Show = authoring.ShowNew
	}
	if c.Order != string(authoring.OrderTime) {
		query.Order = authoring.Order(c.Order)
	}
	for _, bound := range []struct {
		flag, text string
		into       **time.Time
	}{{"--from", c.From, &query.From}, {"--to", c.To, &query.To}} {
		if err := parseBound(bound.flag, bound.text, bound.into); err != nil {
			return query, err
		}
	}
	if c.Evidence != "" {
		evidence, err := service.FindEvidence(ctx, id, c.Evidence)
		if err != nil {
			return query, err
		}
		query.Sources = []retro.EvidenceID{evidence.ID}
	}
	return query, nil
}

// page is how many entries are fetched at once. Each page unpacks the pieces of the
// originals that it touches anew, so it is much larger than they are.
const page = 20_000

func (s *session) printEntries(ctx context.Context, service *authoring.Service, id retro.RetrospectiveID, query authoring.EntryQuery) error {
	out := newLineWriter(s.Out)
	for from := 0; ; from += page {
		window, err := service.Entries(ctx, id, query, from, page)
		if err != nil {
			return err
		}
		for _, entry := range window.Entries {
			if err := out.entry(entry, s.json); err != nil {
				return err
			}
		}
		if from+page >= window.Total {
			return out.flush()
		}
	}
}

type parseCmd struct {
	Files     []string `arg:"" help:"Files or folders to read, also .gz, .zst, .zip and .tar; - for standard input." name:"file"`
	Zone      string   `help:"How to read times that name no zone: Europe/Berlin, +02:00, UTC."`
	Reference string   `help:"The latest time or day that the lines can speak of, from which missing dates follow (default: the file's time, for missing years only)." placeholder:"T"`
	Summary   bool     `help:"Print only the line that sums up, one for each file."`
}

func (c *parseCmd) Run(ctx context.Context, s *session) error {
	reference, err := parseReference(c.Reference, c.Zone)
	if err != nil {
		return err
	}
	texts, closeAll, err := s.texts(ctx, c.Files)
	defer closeAll()
	if err != nil {
		return err
	}
	for _, t := range texts {
		t.options.Zone = c.Zone
		if !reference.IsZero() {
			t.options.Reference, t.options.Guessed = reference, false
		}
		output := ingest.Output{SummaryOnly: c.Summary}
		if len(texts) > 1 {
			output.File = t.name
		}
		if err := s.parse(ctx, t, output); err != nil {
			return err
		}
	}
	return nil
}

func (s *session) parse(ctx context.Context, t text, output ingest.Output) error {
	file, done, err := t.open()
	if err != nil {
		return fmt.Errorf("%s: %w", t.name, err)
	}
	defer done()
	info, err := file.Stat()
	if err != nil {
		return cannotRead(t.name, err)
	}
	index, err := ingest.Read(ctx, file, info.Size(), t.options)
	if err != nil {
		return fmt.Errorf("parse %s: %w", t.name, err)
	}
	if err := ingest.WriteParse(s.Out, index, file, output); err != nil {
		return fmt.Errorf("print %s: %w", t.name, err)
	}
	return nil
}
