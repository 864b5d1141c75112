package cli

import (
	"context"
	"fmt"
	"io"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/review"
)

type threadCmd struct {
	ID     string `arg:"" help:"The retrospective."`
	Number int    `arg:"" optional:"" help:"The thread, as they are listed."`
	Factor string `help:"This factor lies deeper: an id, the beginning of one, or the words of a new one." placeholder:"FACTOR" xor:"does"`
	Waive  string `help:"Nobody digs on, for this reason." placeholder:"REASON" xor:"does"`
	Reopen bool   `help:"Take back what was made of it." xor:"does"`
}

func (c *threadCmd) Run(ctx context.Context, s *session) error {
	asks := c.Factor != "" || c.Waive != "" || c.Reopen
	switch {
	case asks && c.Number == 0:
		return retro.Errorf(retro.CodeInvalid, "which thread?").WithHint("name it by its number: afterword thread %s lists them", c.ID)
	case !asks && c.Number != 0:
		return retro.Errorf(retro.CodeInvalid, "what is to become of it?").WithHint("--factor, --waive or --reopen")
	case !asks:
		return s.withRetrospective(ctx, records, c.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
			return s.printThreads(ctx, service, id, false)
		})
	}
	return s.withRetrospective(ctx, writes, c.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		threads, err := service.Threads(ctx, id)
		if err != nil {
			return err
		}
		if c.Number < 1 || c.Number > len(threads) {
			return retro.Errorf(retro.CodeNotFound, "no thread %d", c.Number).WithHint("there are %d", len(threads))
		}
		edited, err := c.change(ctx, service, id, threads[c.Number-1])
		if err != nil {
			return err
		}
		return s.printThreads(ctx, service, id, edited.Unchanged)
	})
}

func (c *threadCmd) change(ctx context.Context, service *authoring.Service, id retro.RetrospectiveID, thread review.Finding) (authoring.Edited, error) {
	about := retro.Verdict{Rule: thread.Rule, Noun: thread.Noun, Of: thread.ID, Quote: thread.Quote, Reason: c.Waive}
	switch {
	case c.Waive != "":
		return service.LetStand(ctx, id, about)
	case c.Factor != "":
		factor, err := service.FindFactor(ctx, id, c.Factor)
		if err != nil && retro.ErrorCode(err) != retro.CodeNotFound {
			return authoring.Edited{}, err
		}
		about.Factor = factor.ID
		return service.DigDeeper(ctx, id, about, c.Factor)
	case thread.Verdict == nil:
		return authoring.Edited{}, retro.Errorf(retro.CodeInvalid, "thread %d is open", c.Number)
	}
	return service.Reopen(ctx, id, thread.Verdict.ID)
}

func (s *session) printThreads(ctx context.Context, service *authoring.Service, id retro.RetrospectiveID, isUnchanged bool) error {
	threads, err := service.Threads(ctx, id)
	if err != nil {
		return err
	}
	opened, err := service.Open(ctx, id)
	if err != nil {
		return err
	}
	return s.printEdited(isUnchanged, threads, func(w io.Writer) {
		for i, thread := range threads {
			state := "open"
			if v := thread.Verdict; v != nil && v.Factor != "" {
				state = "deeper: " + opened.Content.FindFactor(v.Factor).Title
			} else if v != nil {
				state = "waived: " + v.Reason
			}
			fmt.Fprintf(w, "%d  %s\n   %s\n", i+1, thread.Words, state)
			if thread.Verdict != nil {
				continue
			}
			for _, question := range thread.Questions {
				fmt.Fprintf(w, "   - %s\n", question)
			}
		}
	})
}
