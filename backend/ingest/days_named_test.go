package ingest_test

import (
	"slices"
	"testing"

	"github.com/afterword-app/afterword/backend/ingest"
)

func TestDaysNamed(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"Dana Kim\n  9:14 AM\nseeing 502s": nil,
		"Dana Kim\n  9:14 AM\nhere is what the pod says\n2026-11-24T09:06:11.402Z ERROR timeout\n2026-11-24T09:06:12.118Z WARN retry":  {"2026-11-24"},
		"Dana Kim\n  9:14 AM\nlike on 2026-01-07, see 2026-01-07.md and 2025-12-30":                                                    {"2026-01-07", "2025-12-30"},
		"Dana Kim\n  9:14 AM\nhttps://acme.slack.com/archives/C012AB/p1707261984055669":                                                {"2024-02-06"},
		"2026-11-24T00:10:00+02:00 after midnight there":                                                                               {"2026-11-24"},
		"build 2026-13-41 of 2026-02-30":                                                                                               nil,
		"2026-01-01 a\n2026-01-02 b\n2026-01-02 c\n2026-01-03 d\n2026-01-03 e\n2026-01-03 f\n2026-01-04 g\n2026-01-04 h\n2026-01-05 i": {"2026-01-03", "2026-01-02", "2026-01-04"},
	} {
		if got := ingest.DaysNamed(text); !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}
