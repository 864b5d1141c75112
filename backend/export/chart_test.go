package export_test

import (
	"context"
	"slices"
	"strings"
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

// Two charts of one name are two files, and each stands as a table once.
func TestChartsThatStandTwice(t *testing.T) {
	t.Parallel()
	in := export.Input{
		Content: retro.Content{
			Evidence: []retro.Evidence{
				{ID: "one", Kind: retro.EvidenceChart, Label: "Errors", Chart: &retro.Chart{}},
				{ID: "two", Kind: retro.EvidenceChart, Label: "Errors", Chart: &retro.Chart{}},
			},
			Sections: []retro.Section{{ID: "s", Heading: "Data", Body: "{{chart}}\n\n{{gallery}}"}},
		},
		Source: fakeSource{},
	}
	for target, folder := range map[string]string{"markdown": "assets/", "confluence": "attachments/"} {
		result, err := export.Render(t.Context(), in, target)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, file := range result.Files[1:] {
			names = append(names, file.Name)
		}
		want := []string{folder + "01-errors.png", folder + "02-errors.png"}
		if diff := cmp.Diff(want, names); diff != "" {
			t.Errorf("%s (-want +got):\n%s", target, diff)
		}
		if tables := strings.Count(string(result.Files[0].Data), "The same as a table"); tables != 2 {
			t.Errorf("%s has %d tables of 2 charts that stand twice", target, tables)
		}
	}
}

// A gallery says when what a chart shows was, in every zone that is shown; elsewhere the
// words around it do.
func TestGallerySaysWhenChartsWere(t *testing.T) {
	t.Parallel()
	in := export.Input{
		Content: retro.Content{
			Zones:    []string{"UTC", "Europe/Berlin", "Asia/Tokyo"},
			Evidence: []retro.Evidence{{ID: "one", Kind: retro.EvidenceChart, Label: "Errors", Chart: &retro.Chart{}}},
		},
		Source: fakeSource{},
	}
	const when = "Errors · 2026-03-14 10:00 – 23:20 UTC (2026-03-14 11:00 – 2026-03-15 00:20 Berlin, 2026-03-14 19:00 – 2026-03-15 08:20 Tokyo)"
	for body, want := range map[string]bool{"{{gallery}}": true, "{{chart}}": false} {
		in.Content.Sections = []retro.Section{{ID: "s", Heading: "Data", Body: body}}
		for _, target := range []string{"markdown", "html"} {
			result, err := export.Render(t.Context(), in, target)
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Contains(string(result.Files[0].Data), when); got != want {
				t.Errorf("%s of %s says %q: %t, want %t\n%s", target, body, when, got, want, result.Files[0].Data)
			}
		}
	}
}

// A message tells of a chart in a sentence, and no target that folds loses its numbers.
func TestChartsInMessages(t *testing.T) {
	t.Parallel()
	in := export.Input{
		Content: retro.Content{
			Evidence: []retro.Evidence{{ID: "one", Kind: retro.EvidenceChart, Label: "Errors", Chart: &retro.Chart{}}},
			Sections: []retro.Section{{ID: "s", Heading: "Data", Body: "{{chart}}"}},
		},
		Source: fakeSource{},
	}
	drawn, err := in.Source.Chart(t.Context(), "one")
	if err != nil {
		t.Fatal(err)
	}
	for _, target := range []string{"slack", "markdown"} {
		result, err := export.Render(t.Context(), in, target)
		if err != nil {
			t.Fatal(err)
		}
		var all strings.Builder
		for _, file := range result.Files {
			if !strings.HasPrefix(file.MediaType, "image/") {
				all.Write(file.Data)
			}
		}
		if !strings.Contains(all.String(), drawn.About) {
			t.Errorf("%s says nothing of the chart: %s", target, all.String())
		}
		last := drawn.Rows[len(drawn.Rows)-1][0]
		if has := strings.Contains(all.String(), last); has != (target == "markdown") {
			t.Errorf("%s has the numbers: %t", target, has)
		}
	}
}
