package authoring

import (
	"context"
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/review"
)

// Threads are the places where the investigation stops at a human error, with what
// became of each.
func (s *Service) Threads(ctx context.Context, id retro.RetrospectiveID) ([]review.Finding, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return nil, err
	}
	return s.threadsIn(ctx, content)
}

func (s *Service) threadsIn(ctx context.Context, content retro.Content) ([]review.Finding, error) {
	wording, err := s.wording(ctx)
	if err != nil {
		return nil, err
	}
	content = content.Visible()
	return review.Threads(&content, wording), nil
}

// Wording are the findings about the wording of all that is not hidden, the threads among
// them, with what became of each.
func (s *Service) Wording(ctx context.Context, id retro.RetrospectiveID) ([]review.Finding, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return nil, err
	}
	wording, err := s.wording(ctx)
	if err != nil {
		return nil, err
	}
	content = content.Visible()
	return review.WordingOf(&content, wording), nil
}

// DigDeeper links a finding to the factor that lies deeper: to the one with the id, or to
// one with the title, which is made where there is none. A verdict that there was on it
// goes. CodeNotFound for a factor that is not there, CodeInvalid for the thing itself.
func (s *Service) DigDeeper(ctx context.Context, id retro.RetrospectiveID, about retro.Verdict, title string) (Edited, error) {
	return s.edit(ctx, id, "link a deeper factor", func(c *retro.Content) error {
		if title = strings.Join(strings.Fields(title), " "); about.Factor == "" && title != "" {
			at := slices.IndexFunc(c.Factors, func(f retro.Factor) bool { return strings.EqualFold(f.Title, title) })
			if at < 0 {
				at = len(c.Factors)
				c.Factors = append(c.Factors, retro.Factor{ID: retro.FactorID(s.ids.New()), Title: title, Confidence: retro.ConfidenceLikely})
			}
			about.Factor = c.Factors[at].ID
		}
		switch {
		case about.Factor == "":
			return retro.Errorf(retro.CodeInvalid, "a deeper factor needs a few words")
		case c.FindFactor(about.Factor) == nil:
			return missing("factor", about.Factor)
		case about.Noun == retro.NounFactor && about.Of == string(about.Factor):
			return retro.Errorf(retro.CodeInvalid, "a factor cannot lie deeper than itself").WithHint("name what made it possible")
		}
		about.Reason = ""
		return s.judge(c, about)
	})
}

// LetStand lets a finding stand for a reason. CodeInvalid without one.
func (s *Service) LetStand(ctx context.Context, id retro.RetrospectiveID, about retro.Verdict) (Edited, error) {
	return s.edit(ctx, id, "let a finding stand", func(c *retro.Content) error {
		if about.Reason = strings.Join(strings.Fields(about.Reason), " "); about.Reason == "" {
			return retro.Errorf(retro.CodeInvalid, "nobody has said why it may stand").WithHint("give a reason of a few words")
		}
		about.Factor = ""
		return s.judge(c, about)
	})
}

// judge puts a verdict in place of those on the same words. The same one once more
// changes nothing.
func (s *Service) judge(c *retro.Content, verdict retro.Verdict) error {
	if verdict.Rule == "" || verdict.Quote == "" {
		return retro.Errorf(retro.CodeInvalid, "a verdict is about words that were found")
	}
	if verdict.Rule == review.RuleAcronym {
		verdict.Noun, verdict.Of = "", "" // it means the same everywhere
	}
	isSame := func(v retro.Verdict) bool {
		return v.Rule == verdict.Rule && v.Noun == verdict.Noun && v.Of == verdict.Of && strings.EqualFold(v.Quote, verdict.Quote)
	}
	if at := slices.IndexFunc(c.Verdicts, isSame); at >= 0 && c.Verdicts[at].Factor == verdict.Factor && c.Verdicts[at].Reason == verdict.Reason {
		return nil
	}
	verdict.ID = retro.VerdictID(s.ids.New())
	c.Verdicts = append(slices.DeleteFunc(c.Verdicts, isSame), verdict)
	return nil
}

// Reopen takes a verdict back: the finding is open again.
func (s *Service) Reopen(ctx context.Context, id retro.RetrospectiveID, verdict retro.VerdictID) (Edited, error) {
	return s.edit(ctx, id, "open a finding again", func(c *retro.Content) error {
		left := slices.DeleteFunc(slices.Clone(c.Verdicts), func(v retro.Verdict) bool { return v.ID == verdict })
		if len(left) == len(c.Verdicts) {
			return missing("verdict", verdict)
		}
		c.Verdicts = left
		return nil
	})
}

// FindFactor turns what a person typed into a factor: its id or the beginning of one.
func (s *Service) FindFactor(ctx context.Context, id retro.RetrospectiveID, text string) (retro.Factor, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return retro.Factor{}, err
	}
	return pickFrom("factor", text, content.Factors,
		func(f retro.Factor) retro.FactorID { return f.ID }, func(f retro.Factor) string { return f.Title })
}

// threadsReady tells whether the debrief begins with all threads followed.
func threadsReady(threads []review.Finding) retro.Readiness {
	ready := retro.Readiness{Check: retro.CheckThreads, Words: "No thread ends at a human error"}
	open := 0
	for _, thread := range threads {
		if thread.Verdict == nil {
			open++
		}
	}
	if ready.Done = open == 0; !ready.Done {
		ready.Lacks = retro.Count(open, "thread is", "threads are") + " open"
	}
	return ready
}
