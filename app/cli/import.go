package cli

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
)

type importCmd struct {
	Into      string `arg:"" name:"id" help:"The retrospective that the page belongs to; or a bundle, FILE.afterword, and nothing else."`
	Page      string `arg:"" optional:"" name:"file" help:"The edited page as Markdown, HTML, DOCX or Confluence's storage format, or the transcript of a recording as WebVTT, SRT, text or DOCX; - for standard input."`
	Base      string `help:"The revision whose export was edited: its id, number, name or kind (default: the export that has most in common with the page)." placeholder:"REVISION"`
	Append    bool   `help:"Add what the page says behind what the sections of its headings say, and its other sections as new ones, where it has nothing in common with the retrospective."`
	Recording int    `help:"Which recording a transcript is of, from 1 (default: the one that begins nearest)." placeholder:"N"`
	Zone      string `help:"The zone of a transcript that tells the time of day."`
	DryRun    bool   `help:"Only show what would change."`
	Format    string `help:"text, html, markdown or json." enum:"text,html,markdown,json" default:"text"`
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
	if c.Recording > 0 || c.Zone != "" || authoring.IsTranscript([]byte(data), c.Page) {
		return c.transcript(ctx, s, []byte(data))
	}
	return s.withRetrospective(ctx, writes, c.Into, func(service *authoring.Service, id retro.RetrospectiveID) error {
		options := authoring.ImportOptions{Append: c.Append, DryRun: c.DryRun}
		if c.Base != "" {
			base, err := service.FindRevision(ctx, id, c.Base)
			if err != nil {
				return err
			}
			options.Base = &authoring.ExportChoice{Revision: base.ID}
		}
		imported, err := service.Import(ctx, id, []byte(data), c.Page, options)
		if err != nil {
			return err
		}
		return s.printImported(imported, c.DryRun, c.Format)
	})
}

func (c *importCmd) transcript(ctx context.Context, s *session, data []byte) error {
	return s.withDebrief(ctx, writes, c.Into, func(service *authoring.Service, id retro.RetrospectiveID) error {
		name := filepath.Base(c.Page)
		if c.Page == "-" {
			name = ""
		}
		options := authoring.TranscriptOptions{Recording: c.Recording - 1, Zone: c.Zone}
		heard, err := service.ImportTranscript(ctx, id, data, name, options)
		if err != nil {
			return err
		}
		for _, sentence := range heard.Told {
			s.say("%s", sentence)
		}
		return s.printEdited(heard.Edited.Unchanged, heard, func(w io.Writer) {
			recording := heard.Edited.Content.Debrief.Recordings()[heard.Recording]
			fmt.Fprintf(w, "%s  %s, %s", heard.Evidence, heard.Format, retro.Count(heard.Cues, "cue", "cues"))
			if len(heard.Speakers) > 0 {
				fmt.Fprintf(w, " by %s", strings.Join(heard.Speakers, ", "))
			}
			fmt.Fprintf(w, "\nrecording %d: %s\n", heard.Recording+1, recording)
		})
	})
}

func (c *importCmd) bundle(ctx context.Context, s *session) error {
	return s.withService(ctx, writes, func(service *authoring.Service) error {
		unpacked, err := service.ReadBundle(ctx, c.Into)
		if err != nil {
			return err
		}
		switch unpacked.Outcome {
		case library.UnpackedNew:
			s.say("took over a retrospective with %s", retro.Count(unpacked.Revisions, "revision", "revisions"))
		case library.UnpackedExtended:
			s.say("took over %s of a retrospective that was here", retro.Count(unpacked.Revisions, "later revision", "later revisions"))
		case library.UnpackedSame:
			s.say("the bundle holds nothing that was not here already")
		case library.UnpackedMerged:
			s.say("the retrospective was written on both here and there: it is merged with the copy of %s, whose %s came along",
				unpacked.From, retro.Count(unpacked.Revisions, "revision", "revisions"))
			open, err := service.Conflicts(ctx, unpacked.Retrospective)
			if err != nil {
				return err
			}
			s.sayConflicts(len(open))
		}
		return s.print(unpacked, func(w io.Writer) { fmt.Fprintln(w, unpacked.Retrospective) })
	})
}

// printImported says what an edited page changed, and what needs a decision.
func (s *session) printImported(imported authoring.Imported, isDryRun bool, format string) error {
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
	} else if imported.Changes.IsEmpty() {
		s.say("Nothing changed")
	}
	s.sayConflicts(len(imported.Conflicts))
	if s.json || format == "json" {
		return s.write("json", imported, formats{})
	}
	if err := s.printChanges(format, imported.Changes); err != nil {
		return err
	}
	if format != "text" {
		return nil
	}
	for _, conflict := range imported.Conflicts {
		fmt.Fprintln(s.Out)
		s.printConflict(s.Out, conflict)
	}
	return nil
}

// shown is a version on one line.
func shown(text string) string {
	if text = strings.Join(strings.Fields(text), " "); text == "" {
		return "(nothing)"
	}
	return text
}
