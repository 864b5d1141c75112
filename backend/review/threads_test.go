package review_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

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

// TestWordingOf tells each phrase of a thing once, with where it stands in the text of a
// section, and keeps those that there is a verdict on.
func TestWordingOf(t *testing.T) {
	t.Parallel()
	c := retro.Content{
		Sections: []retro.Section{
			{ID: "s", Heading: "Human error", Body: "👋 It’s `human error` that `they`\ncarelessly\n\n> human error\n\nlet in: human\nerror.\n\nHuman error.\n"},
		},
		Verdicts: []retro.Verdict{{ID: "v", Rule: "careless", Noun: retro.NounSection, Of: "s", Quote: "Carelessly", Reason: "It is a quotation"}},
	}
	body := utf16.Encode([]rune(c.Sections[0].Body))
	var got []string
	for _, f := range review.WordingOf(&c, review.Wording{}) {
		told := []string{f.Quote}
		for _, place := range f.Places {
			told = append(told, string(utf16.Decode(body[place.From:place.To])))
		}
		if f.Verdict != nil {
			told = append(told, "stands")
		}
		got = append(got, strings.Join(told, "|"))
	}
	if diff := cmp.Diff([]string{"Human error|human\nerror|Human error", "carelessly|carelessly|stands"}, got); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
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
