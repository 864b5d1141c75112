package review_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/review"
)

// TestImpactIsNotDropped wants to be told where an outage has no impact that anybody put
// into words or numbers, and of nothing where somebody did.
func TestImpactIsNotDropped(t *testing.T) {
	t.Parallel()
	outage := []retro.Event{{ID: "e1", Kind: retro.KindImpact, Title: "Nobody can pay"}}
	row := func(cells map[string]string) retro.Rows {
		return retro.Rows{retro.NounImpact: {{ID: "i1", Cells: cells}}}
	}
	told := row(map[string]string{"who": "Shops", "felt": "lost baskets"})
	section := func(s retro.Section) []retro.Section { s.Heading = "Impact and scope"; return []retro.Section{s} }
	for name, tt := range map[string]struct {
		content retro.Content
		want    []string
	}{
		"no word":          {retro.Content{Events: outage, Sections: section(retro.Section{Role: retro.SectionImpact, Block: retro.BlockFigures})}, []string{"no-impact"}},
		"no section":       {retro.Content{Events: outage}, []string{"no-impact"}},
		"no outage":        {retro.Content{}, nil},
		"in words":         {retro.Content{Events: outage, Sections: section(retro.Section{Role: retro.SectionImpact, Body: "An hour.\n"})}, nil},
		"of an older page": {retro.Content{Events: outage, Sections: section(retro.Section{Body: "An hour.\n"})}, nil},
		"in the table":     {retro.Content{Events: outage, Tables: told, Sections: section(retro.Section{Body: "{{impact}}\n"})}, nil},
		"with the figures": {retro.Content{Events: outage, Tables: told, Sections: section(retro.Section{Block: retro.BlockFigures})}, nil},
		"not shown":        {retro.Content{Events: outage, Tables: told, Sections: section(retro.Section{Body: "An hour.\n"})}, []string{"impact-not-shown"}},
		"not felt": {
			retro.Content{Events: outage, Tables: row(map[string]string{"who": "Shops"}), Sections: section(retro.Section{Block: retro.BlockImpact})},
			[]string{"impact-not-felt"},
		},
	} {
		var got []string
		for _, f := range review.Review(review.Input{Content: tt.content}).Findings {
			if f.Noun == retro.NounImpact {
				got = append(got, f.Rule)
			}
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestWhatLeadsNowhere finds times and links whose event or evidence is gone.
func TestWhatLeadsNowhere(t *testing.T) {
	t.Parallel()
	anchored := retro.Instant{Anchor: retro.Anchor{Event: "gone", Count: 1, Unit: retro.UnitHour}}
	content := retro.Content{
		Evidence: []retro.Evidence{{ID: "log1", Label: "log"}},
		Events:   []retro.Event{{ID: "e1", Title: "Stays"}, {ID: "e2", Title: "Hangs", At: anchored}, {ID: "e3", Title: "Ends", End: &anchored}},
		Sections: []retro.Section{
			{ID: "s1", Heading: "Whole", Body: "[a](evidence/log1#L3), [b](event/e1), ![](evidence/log1)"},
			{ID: "s2", Heading: "Torn", Body: "[a](evidence/log2#L3) and [b](event/e9)"},
		},
	}
	var got []string
	for _, f := range review.Review(review.Input{Content: content}).Findings {
		if slices.Contains([]string{"anchor-gone", "link-gone"}, f.Rule) {
			got = append(got, f.Words)
		}
	}
	want := []string{
		"The time of “Hangs” is told from an event that is not there any more",
		"The time of “Ends” is told from an event that is not there any more",
		"“Torn” refers to evidence that is not there any more",
		"“Torn” refers to an event that is not there any more",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}
