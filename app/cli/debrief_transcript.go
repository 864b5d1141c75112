package cli

import (
	"context"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"time"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

var lineArgument = regexp.MustCompile(`^[Ll]\d+(-[Ll]?\d+)?$`)

// isLine reports whether a person named a line, "L10", rather than a time or an id.
func isLine(text string) bool { return lineArgument.MatchString(text) }

// parseLines reads "L10" or "L10-L12".
func parseLines(text string, into *authoring.CueLines) error {
	citation, err := retro.ParseCitation("transcript:" + text)
	if err != nil {
		return retro.Errorf(retro.CodeInvalid, "%q names no line of a transcript", text).WithHint("write it like L10 or L10-L12")
	}
	into.From, into.To = citation.FromLine, citation.ToLine
	return nil
}

type debriefTranscriptCmd struct {
	Recording int    `help:"Of which recording, from 1." default:"1"`
	Find      string `help:"Only what holds all these words." placeholder:"WORDS"`
	From      string `help:"Not before this place in the recording." placeholder:"OFFSET"`
	To        string `help:"Before this place in the recording." placeholder:"OFFSET"`
}

func (c *debriefTranscriptCmd) Run(ctx context.Context, s *session, commands *grammar) error {
	from, to := time.Duration(math.MinInt64), time.Duration(math.MaxInt64)
	for _, bound := range []struct {
		text string
		into *time.Duration
	}{{c.From, &from}, {c.To, &to}} {
		if bound.text == "" {
			continue
		}
		at, err := retro.ParseOffset(bound.text)
		if err != nil {
			return err
		}
		*bound.into = at
	}
	return s.withDebrief(ctx, reads, commands.Debrief.ID.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		window, err := service.Cues(ctx, id, authoring.CueQuery{Recording: c.Recording - 1, Find: c.Find}, 0, math.MaxInt32)
		if err != nil {
			return err
		}
		said := []authoring.HeardCue{}
		for _, cue := range window.Cues {
			if cue.At >= from && cue.At < to {
				said = append(said, cue)
			}
		}
		return s.print(said, func(w io.Writer) {
			for _, cue := range said {
				fmt.Fprintf(w, "L%d  %s  ", cue.Line, retro.FormatOffset(cue.At))
				if cue.Speaker != "" {
					fmt.Fprintf(w, "%s: ", cue.Speaker)
				}
				fmt.Fprintln(w, cue.Text)
			}
		})
	})
}

type debriefQuoteCmd struct {
	Lines     string `arg:"" help:"The lines, like L10 or L10-L12."`
	Recording int    `help:"Of which recording, from 1." default:"1"`
	Kind      string `help:"What the note is: quote, note, action, question, correction, decision or factor." enum:"note,action,question,quote,correction,decision,factor" default:"quote"`
	Into      string `help:"The section that they are quoted in, in place of a note." placeholder:"HEADING"`
}

func (c *debriefQuoteCmd) Run(ctx context.Context, s *session, commands *grammar) error {
	lines := authoring.CueLines{Recording: c.Recording - 1}
	if err := parseLines(c.Lines, &lines); err != nil {
		return err
	}
	return s.withDebrief(ctx, writes, commands.Debrief.ID.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		if c.Into != "" {
			section, err := service.FindSection(ctx, id, c.Into)
			if err != nil {
				return err
			}
			edited, err := service.QuoteInto(ctx, id, lines, section.ID)
			if err != nil {
				return err
			}
			quoted := edited.Content.FindSection(section.ID)
			return s.printEdited(edited.Unchanged, quoted, func(w io.Writer) { fmt.Fprintln(w, quoted.Body) })
		}
		edited, err := service.QuoteCues(ctx, id, lines, retro.NoteKind(c.Kind))
		if err != nil {
			return err
		}
		d := &edited.Content.Debrief
		if edited.Unchanged {
			return s.printEdited(true, *d, func(io.Writer) {})
		}
		made := edited.Lists[retro.NounNote].Placed[0].ID
		note := d.Notes[slices.IndexFunc(d.Notes, func(n retro.Note) bool { return string(n.ID) == made })]
		return s.printEdited(edited.Unchanged, note, func(w io.Writer) { printNote(w, d, note) })
	})
}
