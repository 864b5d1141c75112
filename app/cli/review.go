package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/review"
)

type reviewCmd struct {
	ID      string `arg:"" help:"The retrospective."`
	NoPlain bool   `help:"Do not look for long sentences and long words."`
}

func (c *reviewCmd) Run(ctx context.Context, s *session) error {
	return s.withRetrospective(ctx, records, c.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		report, err := service.Review(ctx, id)
		if err != nil {
			return err
		}
		if c.NoPlain {
			report = report.Without(review.KindPlain)
		}
		return s.print(report, func(w io.Writer) { printReview(w, report) })
	})
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
