package review_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/review"
)

// TestPlainLanguage finds what a newcomer stumbles over, and lets ordinary sentences be.
func TestPlainLanguage(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("and then it went on ", 10) + "until it stopped."
	for name, tt := range map[string]struct {
		body string
		want []string // rule: quote
	}{
		"plain":           {"The disk was full. We deleted logs, and the shop was back at ten.", nil},
		"long sentence":   {"It began " + long, []string{"long-sentence: It began and then it went on and …"}},
		"many short ones": {strings.Repeat("It went on. ", 60), nil},
		"a table":         {"| a | b |\n|---|---|\n| " + long + " | x |\n", nil},
		"code":            {"```\n" + long + " in order to utilize\n```\n", nil},
		"long words":      {"We utilised it in order to prior to. In order to too.", []string{"long-word: utilised", "long-word: in order to", "long-word: prior to"}},
		"nobody":          {"Mistakes were made. It was decided to wait. It was decided by the lead.", []string{"nobody: Mistakes were made", "nobody: It was decided"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			content := retro.Content{
				Sections: []retro.Section{{ID: "s", Heading: "Trigger", Body: tt.body}},
			}
			report := review.Review(review.Input{Content: content})
			var got []string
			for _, finding := range report.Findings {
				if finding.Kind == review.KindPlain {
					got = append(got, finding.Rule+": "+finding.Quote)
					if finding.Noun != retro.NounSection || finding.ID != "s" {
						t.Errorf("%q leads to %s %q", finding.Words, finding.Noun, finding.ID)
					}
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
			without := report.Without(review.KindPlain)
			if slices.ContainsFunc(without.Findings, func(f review.Finding) bool { return f.Kind == review.KindPlain }) {
				t.Error("they are still told to those who do not look for them")
			}
		})
	}
}
