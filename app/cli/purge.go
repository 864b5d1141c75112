package cli

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
)

type purgeCmd struct {
	ID       string `arg:"" help:"The retrospective."`
	Evidence string `arg:"" optional:"" help:"The evidence, of whatever revision: the beginning of its id, or its label (default: list what can be purged, and what was)."`
	Words    string `help:"Words instead, in large or small letters, wherever anybody wrote them; - for a line of standard input." placeholder:"WORDS"`
	Yes      bool   `help:"Do it. Without this it is only told what would go."`
}

func (c *purgeCmd) Run(ctx context.Context, s *session) error {
	how := reads
	if c.Yes {
		how = writes
	}
	return s.withRetrospective(ctx, how, c.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		switch {
		case c.Evidence != "" && c.Words != "":
			return retro.Errorf(retro.CodeInvalid, "purge evidence or words, one after the other")
		case c.Evidence == "" && c.Words == "":
			return listPurgeable(ctx, s, service, id)
		}
		order, err := c.order(ctx, s, service, id)
		if err != nil {
			return err
		}
		purging, err := service.PreviewPurge(ctx, id, order)
		if err != nil {
			return err
		}
		if !c.Yes {
			err := s.print(purging, func(w io.Writer) { printPurging(w, purging) })
			s.say("nothing is purged yet: add --yes to do it; it cannot be undone")
			return err
		}
		edited, err := service.Purge(ctx, id, order)
		if err != nil {
			return err
		}
		for _, line := range leftToPurge(purging) {
			s.say("%s", line)
		}
		return s.print(edited.Revision, func(w io.Writer) { fmt.Fprintf(w, "%s  %s\n", edited.Revision.ID, edited.Revision.Name) })
	})
}

func (c *purgeCmd) order(ctx context.Context, s *session, service *authoring.Service, id retro.RetrospectiveID) (authoring.PurgeOrder, error) {
	switch c.Words {
	case "":
		found, err := service.FindOriginal(ctx, id, c.Evidence)
		return authoring.PurgeOrder{Evidence: found.ID}, err
	case "-":
		text, err := s.readText(c.Words)
		return authoring.PurgeOrder{Words: strings.TrimRight(text, "\r\n")}, err
	}
	return authoring.PurgeOrder{Words: c.Words}, nil
}

// printPurging tells what a purge would take out.
func printPurging(w io.Writer, purging authoring.Purging) {
	fmt.Fprintf(w, "goes for good: %s, in all revisions\n", purging.What)
	for _, title := range purging.Elsewhere {
		fmt.Fprintf(w, "goes from “%s” too\n", title)
	}
	if purging.Copies > 0 {
		fmt.Fprintf(w, "goes too: %s of the library, which would keep it; a new one is made\n", retro.Count(purging.Copies, "copy", "copies"))
	}
	fmt.Fprintln(w, "stays: what was exported, and what colleagues have")
	for _, line := range leftToPurge(purging) {
		fmt.Fprintln(w, line)
	}
}

// leftToPurge tells where more of it may stand.
func leftToPurge(purging authoring.Purging) []string {
	var lines []string
	for _, title := range purging.Citing {
		lines = append(lines, fmt.Sprintf("stays: the event “%s”, which cites it; look whether it repeats it", title))
	}
	for _, evidence := range purging.Holding {
		lines = append(lines, fmt.Sprintf("stays: the evidence %s (%s), in which the words stand; purge it as a whole", evidence.ID, evidence.Label))
	}
	return lines
}

// purgeable is what there is to purge, and what was purged.
type purgeable struct {
	Evidence []retro.Evidence `json:"evidence"`
	Purged   []library.Purge  `json:"purged"`
}

func listPurgeable(ctx context.Context, s *session, service *authoring.Service, id retro.RetrospectiveID) error {
	evidence, err := service.Originals(ctx, id)
	if err != nil {
		return err
	}
	purged, err := service.Purges(ctx, id)
	if err != nil {
		return err
	}
	return s.print(purgeable{evidence, purged}, func(w io.Writer) {
		if len(evidence) == 0 {
			s.say("no revision has evidence")
		} else {
			table(w, func(row func(...any)) {
				row("EVIDENCE", "KIND", "SIZE", "LABEL")
				for _, e := range evidence {
					row(e.ID, e.Kind, fileSize(e.Size), e.Label)
				}
			})
		}
		for _, p := range purged {
			by := ""
			if p.Author != "" {
				by = " by " + p.Author
			}
			fmt.Fprintf(w, "purged %s: %s%s\n", p.At.UTC().Format(time.DateTime), p.What, by)
			if p.IsWaiting {
				fmt.Fprintln(w, "  its bytes are still in the library's free space or copies: the next start of Afterword tries again")
			}
		}
	})
}
