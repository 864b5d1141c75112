package review_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/review"
)

// TestStandsAlone holds what a reader from elsewhere could not follow, and what anybody can.
func TestStandsAlone(t *testing.T) {
	t.Parallel()
	for body, want := range map[string][]string{
		"The TTL was an hour. The TTL again, and both TTLs.": {"acronym: TTL"},
		"The Time To Live (TTL) was an hour; a TTL is short": nil,
		"The TTL (time to live) was an hour.":                nil,
		"Known: HTTP, API, UTC, OK, 500 MB, ERROR, III.":     nil,
		"See OPS-123, `TTL`, v2.XYZ, MAX_TTL and /ETC/HOSTS": nil,
		"P1 and Q3 are no abbreviations, S3X is":             {"acronym: S3X"},
		"> The SLI said so, in a quotation":                  nil,
		"Two PRs, one SLO.":                                  {"acronym: SLO"}, // PR is known
		"[wiki](http://wiki/page) and http://wiki/page":      {"internal-link: http://wiki/page"},
		"See https://grafana.corp.internal/d/1.":             {"internal-link: https://grafana.corp.internal/d/1"},
		"http://10.0.0.7:8080/x, http://127.0.0.1, http://[::1]:80/": {
			"internal-link: http://10.0.0.7:8080/x", "internal-link: http://127.0.0.1",
		},
		"http://localhost:3000":                       {"internal-link: http://localhost:3000"},
		"`http://localhost` and https://example.com.": nil,
		"```\ncurl http://localhost\n```\n":           nil,
		"It is said.[^1] And more.[^2]\n\n[^1]: Here": {"note-gone: "},
		"![](https://example.com/a.png)":              {"no-caption: "},
		"![Full](https://example.com/a.png)":          nil,
	} {
		got := reviewed(review.KindCompleteness, written(body))
		slices.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", body, diff)
		}
	}
}

// TestAcronymIsSettled takes the glossary and a verdict for an explanation, wherever it
// stands.
func TestAcronymIsSettled(t *testing.T) {
	t.Parallel()
	content := written("The TTL was an hour.")
	content.Tables = retro.Rows{retro.NounTerm: {{ID: "t", Cells: map[string]string{"term": "TTL", "meaning": "Time To Live"}}}}
	if got := reviewed(review.KindCompleteness, content); len(got) > 0 {
		t.Errorf("in the glossary: %v", got)
	}
	content = written("The TTL was an hour.")
	content.Verdicts = []retro.Verdict{{ID: "v", Rule: review.RuleAcronym, Quote: "TTL", Reason: "we all know it"}}
	if got := reviewed(review.KindCompleteness, content); len(got) > 0 {
		t.Errorf("let stand: %v", got)
	}
}
