package export_test

import (
	"context"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/export"
	"github.com/afterword-app/afterword/backend/retro"
)

// drawnCharts remembers which charts were asked for.
type drawnCharts struct {
	fakeSource
	drawn *[]string
}

func (s drawnCharts) Chart(ctx context.Context, id retro.EvidenceID) (export.Chart, error) {
	*s.drawn = append(*s.drawn, string(id))
	return s.fakeSource.Chart(ctx, id)
}

// Drawing a chart goes through its sources, so that none is drawn which nothing shows.
func TestOnlyShownChartsAreDrawn(t *testing.T) {
	t.Parallel()
	content := retro.Content{Evidence: []retro.Evidence{
		{ID: "one", Kind: retro.EvidenceChart, Label: "Errors a minute", Chart: &retro.Chart{}},
		{ID: "two", Kind: retro.EvidenceChart, Label: "Slow requests", Chart: &retro.Chart{}},
	}}
	for body, want := range map[string][]string{
		"No chart.":                                 nil,
		"A chart, {{ }} and {{chart":                nil,
		"{{chart slow requests}}":                   {"two"},
		"> {{ Chart  one }}":                        {"one"},
		"{{chart Nobody}}":                          nil,
		"{{chart}}":                                 {"one", "two"},
		"{{gallery}}":                               {"one", "two"},
		"{{gallery 10:00 to 11:00}}":                nil,
		"{{figures}}":                               {"one", "two"},
		"![Errors](evidence/one)":                   {"one"},
		"{{timeline}}\n\n{{chart Errors a minute}}": {"one"},
	} {
		var drawn []string
		in := export.Input{Content: content, Source: drawnCharts{drawn: &drawn}}
		if _, err := export.Preview(t.Context(), in, body, links()); err != nil {
			t.Fatal(err)
		}
		slices.Sort(drawn)
		if diff := cmp.Diff(want, drawn); diff != "" {
			t.Errorf("drawn for %q (-want +got):\n%s", body, diff)
		}
	}
}
