package cli

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/review"
)

type reviewCmd struct {
	ID       string `arg:"" help:"The retrospective."`
	NoPlain  bool   `help:"Do not look for long sentences and long words."`
	LetStand string `help:"Words that were found and may stand, like an abbreviation or an address." placeholder:"WORDS" xor:"does" and:"stands"`
	Because  string `help:"Why they may stand." placeholder:"REASON" and:"stands"`
	Reopen   string `help:"Words that were let stand, and may not any more." placeholder:"WORDS" xor:"does"`
}

func (c *reviewCmd) Run(ctx context.Context, s *session) error {
	if c.LetStand != "" || c.Reopen != "" {
		return s.withRetrospective(ctx, writes, c.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
			edited, err := c.judge(ctx, service, id)
			if err != nil {
				return err
			}
			return c.print(ctx, s, service, id, edited.Unchanged)
		})
	}
	return s.withRetrospective(ctx, records, c.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		return c.print(ctx, s, service, id, false)
	})
}

// judge lets a finding stand, or takes that back. Of several with the same words it is the
// first that is open.
func (c *reviewCmd) judge(ctx context.Context, service *authoring.Service, id retro.RetrospectiveID) (authoring.Edited, error) {
	report, err := service.Review(ctx, id)
	if err != nil {
		return authoring.Edited{}, err
	}
	words, among := c.Reopen, report.Settled
	if c.LetStand != "" {
		words, among = c.LetStand, slices.Concat(report.Findings, report.Settled)
	}
	at := slices.IndexFunc(among, func(f review.Finding) bool { return f.CanStand && strings.EqualFold(f.Quote, words) })
	if at < 0 {
		return authoring.Edited{}, retro.Errorf(retro.CodeNotFound, "nothing about “%s” was found that may stand", words).
			WithHint("name the words between the quotation marks: afterword review %s", c.ID)
	}
	found := among[at]
	if c.Reopen != "" {
		return service.Reopen(ctx, id, found.Verdict.ID)
	}
	return service.LetStand(ctx, id, retro.Verdict{Rule: found.Rule, Noun: found.Noun, Of: found.ID, Quote: found.Quote, Reason: c.Because})
}

func (c *reviewCmd) print(ctx context.Context, s *session, service *authoring.Service, id retro.RetrospectiveID, isUnchanged bool) error {
	report, err := service.Review(ctx, id)
	if err != nil {
		return err
	}
	if c.NoPlain {
		report = report.Without(review.KindPlain)
	}
	return s.printEdited(isUnchanged, report, func(w io.Writer) { printReview(w, report) })
}

// printReview shows each finding with its reason and its questions, and at last what was
// looked for.
func printReview(w io.Writer, report review.Report) {
	for _, finding := range report.Findings {
		kind := string(finding.Kind)
		if finding.IsThread {
			kind = "open thread"
		}
		fmt.Fprintf(w, "%-13s %s\n", kind, finding.Words)
		if finding.Reason != "" {
			fmt.Fprintf(w, "%-13s %s\n", "", finding.Reason)
		}
		for _, question := range finding.Questions {
			fmt.Fprintf(w, "%-13s - %s\n", "", question)
		}
	}
	if n := len(report.Settled); n > 0 {
		fmt.Fprintf(w, "%-13s %s dug deeper or let stand\n", "settled", retro.Count(n, "finding", "findings"))
	}
	if len(report.Findings)+len(report.Settled) > 0 {
		fmt.Fprintln(w)
	}
	looked := make([]string, len(report.Looked))
	for i, one := range report.Looked {
		looked[i] = one.Words
	}
	fmt.Fprintf(w, "looked for %s; found %s\n", strings.Join(looked, ", "), found(len(report.Findings)))
}

func found(n int) string {
	if n == 0 {
		return "nothing"
	}
	return retro.Count(n, "finding", "findings")
}
