package review_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/review"
)

// TestThreadStaysOpen follows a human error from where it is found until a deeper factor
// is linked, and opens it again where that is gone or stops at one itself.
func TestThreadStaysOpen(t *testing.T) {
	t.Parallel()
	trigger := retro.Section{ID: "s", Heading: "Trigger", Body: "It was human error, and Human Error it stayed.\n"}
	dug := func(factor retro.FactorID) []retro.Verdict {
		return []retro.Verdict{{ID: "v", Rule: "human-error", Noun: retro.NounSection, Of: "s", Quote: "Human error", Factor: factor}}
	}
	waived := []retro.Verdict{{ID: "v", Rule: "human-error", Noun: retro.NounSection, Of: "s", Quote: "human error", Reason: "It is a quotation"}}
	deeper := []retro.Factor{{ID: "f", Title: "The unit stood nowhere"}}
	for name, tt := range map[string]struct {
		content retro.Content
		open    []string
	}{
		"nobody dug":       {retro.Content{}, []string{"section s"}},
		"dug":              {retro.Content{Factors: deeper, Verdicts: dug("f")}, nil},
		"waived":           {retro.Content{Verdicts: waived}, nil},
		"the factor went":  {retro.Content{Verdicts: dug("f")}, []string{"section s"}},
		"it stops as well": {retro.Content{Factors: []retro.Factor{{ID: "f", Title: "Another operator error"}}, Verdicts: dug("f")}, []string{"factor f"}},
		"by itself": {
			retro.Content{
				Factors:  []retro.Factor{{ID: "f", Title: "Operator error"}},
				Verdicts: append(dug("f"), retro.Verdict{ID: "w", Rule: "human-error", Noun: retro.NounFactor, Of: "f", Quote: "operator error", Factor: "f"}),
			},
			[]string{"factor f"},
		},
	} {
		tt.content.Sections = []retro.Section{trigger}
		var open []string
		for _, thread := range review.Threads(&tt.content, review.Wording{}) {
			if thread.Verdict == nil {
				open = append(open, string(thread.Noun)+" "+thread.ID)
			}
		}
		if diff := cmp.Diff(tt.open, open); diff != "" {
			t.Errorf("%s: open threads (-want +got):\n%s", name, diff)
		}
		report := review.Review(review.Input{Content: tt.content})
		isFound := slices.ContainsFunc(report.Findings, func(f review.Finding) bool { return f.IsThread && f.ID == "s" })
		if isFound != slices.Contains(tt.open, "section s") {
			t.Errorf("%s: the review finds the section: %t", name, isFound)
		}
	}
}

// TestRemarks leaves out the threads, and what may stand.
func TestRemarks(t *testing.T) {
	t.Parallel()
	c := retro.Content{Sections: []retro.Section{{ID: "s", Heading: "Trigger", Body: "It was human error. Somebody carelessly restarted it, and forgot to look."}, {ID: "other", Body: "It was obviously wrong."}}}
	quotes := func() (all []string) {
		for _, f := range review.Remarks(&c, review.Wording{}, "s") {
			all = append(all, f.Quote)
		}
		return all
	}
	before := quotes()
	if !slices.Contains(before, "carelessly") || slices.Contains(before, "human error") || slices.Contains(before, "obviously") {
		t.Fatalf("remarks: %q; want “carelessly”, no thread, and nothing of another section", before)
	}
	rule := review.Remarks(&c, review.Wording{}, "s")[slices.Index(before, "carelessly")].Rule
	c.Verdicts = []retro.Verdict{{ID: "v", Rule: rule, Noun: retro.NounSection, Of: "s", Quote: "carelessly", Reason: "It is a quotation"}}
	if after := quotes(); slices.Contains(after, "carelessly") || len(after) != len(before)-1 {
		t.Errorf("remarks after one may stand: %q", after)
	}
}

// TestOwnWording finds phrases that somebody added and leaves alone rules that they
// switched off.
func TestOwnWording(t *testing.T) {
	t.Parallel()
	wording := review.Wording{
		Own: []review.Phrase{{Words: "root cause", Advice: "Say factors"}, {Words: "c++ (the language)"}, {Words: "don't worry"}},
		Off: []string{"should-have"},
	}
	content := written("The Root  cause was found; don’t worry. Rootcauses, root causes. C++ (the language)! They should have checked.")
	var got []string
	for _, f := range review.Review(review.Input{Content: content, Wording: wording}).Findings {
		if f.Kind == review.KindWording {
			got = append(got, f.Rule+": "+f.Quote+": "+f.Reason)
		}
	}
	slices.Sort(got)
	want := []string{"own: C++ (the language): ", "own: Root cause: Say factors", "own: don't worry: "}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}
