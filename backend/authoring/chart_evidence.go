package authoring

import (
	"context"
	"reflect"
	"strings"

	"github.com/afterword-app/afterword/backend/chart"
	"github.com/afterword-app/afterword/backend/export"
	"github.com/afterword-app/afterword/backend/retro"
)

// WithChart is the answer to what made a chart.
type WithChart struct {
	Edited Edited           `json:"edited"`
	Chart  retro.EvidenceID `json:"chart"`
}

// AddChart keeps a chart as evidence, by its recipe; "" for a label takes what it shows.
// One that is there already under the same label is that one. CodeInvalid and
// CodeNotFound for a recipe of which nothing can be drawn.
func (s *Service) AddChart(ctx context.Context, id retro.RetrospectiveID, label string, recipe retro.Chart) (WithChart, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return WithChart{}, err
	}
	drawn, err := s.Chart(ctx, id, recipe, ChartView{})
	if err != nil {
		return WithChart{}, err
	}
	if label = strings.TrimSpace(label); label == "" {
		label = drawn.Title
	}
	recipe = recipe.Clone()
	for _, e := range content.Evidence {
		if e.IsChart() && e.Label == label && reflect.DeepEqual(*e.Chart, recipe) {
			edited, err := s.edit(ctx, id, "add chart", func(*retro.Content) error { return nil })
			return WithChart{Edited: edited, Chart: e.ID}, err
		}
	}
	now := s.clock().UTC()
	added := retro.Evidence{ID: retro.EvidenceID(s.ids.New()), Kind: retro.EvidenceChart, AddedAt: now, Reference: now, Chart: &recipe}
	edited, err := s.edit(ctx, id, "add chart", func(c *retro.Content) error {
		added.Label, added.Colour = freshLabel(c.Evidence, label), len(c.Evidence)
		c.Evidence = append(c.Evidence, added)
		return nil
	})
	return WithChart{Edited: edited, Chart: added.ID}, err
}

// takeRecipe gives a stored chart the recipe of another.
func takeRecipe(c *retro.Content, stored *retro.Evidence, recipe *retro.Chart) error {
	if !stored.IsChart() || recipe == nil {
		return nil
	}
	if err := recipe.Validate(); err != nil {
		return err
	}
	for _, series := range recipe.Series {
		if err := checkSources(*c, series.Sources); err != nil {
			return err
		}
	}
	if _, err := chartOptions(*c, *recipe, ChartView{}); err != nil {
		return err
	}
	taken := recipe.Clone()
	stored.Chart = &taken
	return nil
}

// DrawChart draws a chart that is kept as evidence, as it stands at a revision; "" for
// the newest. CodeNotFound where there is none.
func (s *Service) DrawChart(ctx context.Context, id retro.RetrospectiveID, revision retro.RevisionID, evidence retro.EvidenceID, view ChartView) (DrawnChart, error) {
	content, err := s.snapshot(ctx, id)
	if revision != "" {
		content, err = s.store.Content(ctx, revision)
	}
	if err != nil {
		return DrawnChart{}, err
	}
	kept := content.FindEvidence(evidence)
	if kept == nil || !kept.IsChart() {
		return DrawnChart{}, missing("chart", evidence)
	}
	result, err := s.chartResult(ctx, content, *kept.Chart)
	if err != nil {
		return DrawnChart{}, err
	}
	return drawnChart(content, *kept.Chart, view, result, SearchDone)
}

// tableRows is how many rows a chart's table has in a page at most.
const tableRows = 24

// Chart implements export.Source.
func (x exportSource) Chart(ctx context.Context, id retro.EvidenceID) (export.Chart, error) {
	evidence := x.content.FindEvidence(id)
	if evidence == nil || !evidence.IsChart() {
		return export.Chart{}, missing("chart", id)
	}
	result, err := x.service.chartResult(ctx, x.content, *evidence.Chart)
	if err != nil {
		return export.Chart{}, err
	}
	options, err := chartOptions(x.content, *evidence.Chart, ChartView{})
	if err != nil {
		return export.Chart{}, err
	}
	drawing, _ := chart.Draw(result, options)
	table := result.Coarse(tableRows).Table(options.Zones, options.Marks)
	drawn := export.Chart{Drawing: drawing, About: drawing.About, Each: table.Each, Times: len(options.Zones), Head: table.Head, From: result.From, To: result.To()}
	drawn.Measures = measuresOf(x.content, *evidence, result)
	for _, row := range table.Rows {
		drawn.Rows = append(drawn.Rows, append(append([]string{}, row.Clocks...), row.Texts...))
	}
	return drawn, nil
}
