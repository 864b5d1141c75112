package cli

import (
	"context"
	"fmt"
	"io"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/merging"
	"github.com/afterword-app/afterword/backend/retro"
)

type conflictsCmd struct {
	ID string `arg:"" help:"The retrospective."`
}

func (c *conflictsCmd) Run(ctx context.Context, s *session) error {
	return s.withRetrospective(ctx, reads, c.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		open, err := service.Conflicts(ctx, id)
		if err != nil {
			return err
		}
		if len(open) == 0 {
			s.say("no conflict is open")
		}
		return s.print(open, func(w io.Writer) {
			for i, conflict := range open {
				if i > 0 {
					fmt.Fprintln(w)
				}
				s.printConflict(w, conflict)
			}
		})
	})
}

type settleCmd struct {
	ID     string `arg:"" help:"The retrospective."`
	Number int    `arg:"" help:"The conflict's number, as conflicts lists it."`
	Choice string `arg:"" help:"mine, theirs, both (of a text), or edit (with --file)." enum:"mine,theirs,both,edit"`
	File   string `help:"What to put in place of both, - for standard input." placeholder:"FILE"`
}

func (c *settleCmd) Run(ctx context.Context, s *session) error {
	decision := merging.Decision{Choice: merging.Settlement(c.Choice)}
	if (decision.Choice == merging.SettleEdit) != (c.File != "") {
		return retro.Errorf(retro.CodeInvalid, "words of your own need both: edit, and --file FILE")
	}
	if c.File != "" {
		text, err := s.readText(c.File)
		if err != nil {
			return err
		}
		decision.Text = text
	}
	return s.withRetrospective(ctx, writes, c.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		edited, err := service.SettleConflict(ctx, id, c.Number, decision)
		if err != nil {
			return err
		}
		open, err := service.Conflicts(ctx, id)
		if err != nil {
			return err
		}
		s.sayConflicts(len(open))
		return s.printSaved(edited)
	})
}

func (s *session) sayConflicts(open int) {
	if open > 0 {
		s.say("%s changed on both sides: both versions are kept until you decide (afterword settle)", retro.Count(open, "place", "places"))
	}
}

// printConflict shows both sides of a conflict, each on one line.
func (s *session) printConflict(w io.Writer, c merging.Conflict) {
	fmt.Fprintf(w, "conflict %d: %s, %s\n", c.Number, c.Title, c.Field)
	side := func(label, text, colour string) {
		text = shown(text)
		if s.Colour && colour != "" {
			text = "\x1b[" + colour + "m" + text + "\x1b[0m"
		}
		fmt.Fprintf(w, "  %-8s %s\n", label, text)
	}
	side("before:", c.Base, "")
	side("here:", c.Mine, "31")
	side("theirs:", c.Theirs, "32")
}
