package retro_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/retro"
)

func TestCitation(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		text string
		want retro.Citation
		url  string
	}{
		"whole":      {"0a1b", retro.Citation{Evidence: "0a1b"}, "evidence/0a1b"},
		"line":       {"0a1b:L10", retro.Citation{Evidence: "0a1b", FromLine: 10, ToLine: 10}, "evidence/0a1b#L10"},
		"lines":      {"0a1b:L10-L12", retro.Citation{Evidence: "0a1b", FromLine: 10, ToLine: 12}, "evidence/0a1b#L10-L12"},
		"bare lines": {"0a1b:10-12", retro.Citation{Evidence: "0a1b", FromLine: 10, ToLine: 12}, "evidence/0a1b#L10-L12"},
		"region": {
			"0a1b:xywh=percent:12.5,25,50,6.25",
			retro.Citation{Evidence: "0a1b", Region: &retro.Region{Kind: retro.RegionCite, X: 0.125, Y: 0.25, Width: 0.5, Height: 0.0625}},
			"evidence/0a1b#xywh=percent:12.5,25,50,6.25",
		},
		"channel":       {"#incident:L3", retro.Citation{Evidence: "#incident", FromLine: 3, ToLine: 3}, "evidence/#incident#L3"},
		"whole channel": {"#incident", retro.Citation{Evidence: "#incident"}, "evidence/#incident"},
		"url":           {"evidence/0a1b#L3", retro.Citation{Evidence: "0a1b", FromLine: 3, ToLine: 3}, "evidence/0a1b#L3"},
	}
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := retro.ParseCitation(test.text)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
			if got.URL() != test.url {
				t.Errorf("URL = %q, want %q", got.URL(), test.url)
			}
			if again, err := retro.ParseCitation(got.String()); err != nil || !again.Same(got) {
				t.Errorf("String %q reads as %v, %v", got.String(), again, err)
			}
		})
	}
	for _, text := range []string{"", ":L1", "x:", "x:L0", "x:L5-L4", "x:L-1", "x:Lten", "x:xywh=percent:1,2,3", "x:xywh=percent:90,0,20,5", "x:xywh=percent:NaN,0,20,5"} {
		if got, err := retro.ParseCitation(text); retro.ErrorCode(err) != retro.CodeInvalid {
			t.Errorf("ParseCitation(%q) = %v, %v; want CodeInvalid", text, got, err)
		}
	}
}
