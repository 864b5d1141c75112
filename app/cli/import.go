package cli

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/diff"
	"github.com/afterword-app/afterword/backend/retro"
)

type importCmd struct {
	Into   string `arg:"" name:"id" help:"The retrospective that the page belongs to; or a bundle, FILE.afterword, and nothing else."`
	Page   string `arg:"" optional:"" name:"file" help:"The edited page as Markdown, HTML, DOCX or Confluence's storage format, - for standard input."`
	Append bool   `help:"Add all sections of the page as new ones, where it has nothing in common with the retrospective."`
	DryRun bool   `help:"Only show what would change."`
}

func (c *importCmd) Run(ctx context.Context, s *session) error {
	if c.Page == "" {
		if !strings.EqualFold(filepath.Ext(c.Into), authoring.BundleExtension) {
			return retro.Errorf(retro.CodeInvalid, "%s is no bundle", c.Into).
				WithHint("a page is imported with: afterword import ID FILE; a bundle is named …%s", authoring.BundleExtension)
		}
		return c.bundle(ctx, s)
	}
	data, err := s.readText(c.Page)
	if err != nil {
		return err
	}
	return s.withRetrospective(ctx, writes, c.Into, func(service *authoring.Service, id retro.RetrospectiveID) error {
		options := authoring.ImportOptions{Append: c.Append, DryRun: c.DryRun}
		imported, err := service.Import(ctx, id, []byte(data), c.Page, options)
		if err != nil {
			return err
		}
		return s.printImported(imported, c.DryRun)
	})
}

func (c *importCmd) bundle(ctx context.Context, s *session) error {
	return s.withService(ctx, writes, func(service *authoring.Service) error {
		unpacked, err := service.ReadBundle(ctx, c.Into)
		if err != nil {
			return err
		}
		switch unpacked.Outcome {
		case authoring.UnpackedNew:
			s.say("took over a retrospective with %s", counted(unpacked.Revisions, "revision"))
		case authoring.UnpackedExtended:
			s.say("took over %s of a retrospective that was here", counted(unpacked.Revisions, "later revision"))
		case authoring.UnpackedSame:
			s.say("the bundle holds nothing that was not here already")
		case authoring.UnpackedBeside:
			s.say("the retrospective was written on both here and there: that of %s now stands beside yours", unpacked.From)
		}
		return s.print(unpacked, func(w io.Writer) { fmt.Fprintln(w, unpacked.Retrospective) })
	})
}

// printImported says what an edited page changed, and what needs a decision.
func (s *session) printImported(imported authoring.Imported, isDryRun bool) error {
	if base := imported.Base; base != nil {
		how := "the page was compared with"
		if base.ExportedAt != nil {
			how = fmt.Sprintf("the page left on %s, from", base.ExportedAt.UTC().Format("2006-01-02 15:04"))
		}
		s.say("%s %s", how, authoring.RevisionLabel(base.Revision))
	}
	for _, note := range imported.Notes {
		s.say("%s", note)
	}
	if isDryRun {
		s.say("nothing was changed: this was a dry run")
	}
	if count := len(imported.Conflicts); count > 0 {
		s.say("%s changed on both sides: both versions are kept until you decide", counted(count, "place"))
	}
	if s.json {
		return s.print(imported, nil)
	}
	if err := diff.WriteText(s.Out, imported.Changes, s.Colour); err != nil {
		return fmt.Errorf("print: %w", err)
	}
	for i, conflict := range imported.Conflicts {
		fmt.Fprintf(s.Out, "\nconflict %d: %s, %s\n  here:     %s\n  the page: %s\n", i+1, conflict.Title, conflict.Field,
			shown(conflict.Mine), shown(conflict.Theirs))
	}
	return nil
}

func counted(count int, noun string) string {
	if count == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", count, noun)
}

// shown is a version on one line.
func shown(text string) string {
	if text = strings.Join(strings.Fields(text), " "); text == "" {
		return "(nothing)"
	}
	return text
}
