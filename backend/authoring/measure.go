package authoring

import (
	"context"

	"github.com/afterword-app/afterword/backend/chart"
	"github.com/afterword-app/afterword/backend/retro"
)

// Measures tells of each chart that is kept what it showed before, during and after
// customer impact. A chart that cannot be made is left out.
func (s *Service) Measures(ctx context.Context, id retro.RetrospectiveID) ([]retro.Measure, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return nil, err
	}
	measures := []retro.Measure{}
	if len(retro.DeriveFigures(content.Events).Windows) == 0 {
		return measures, nil
	}
	for _, evidence := range content.Evidence {
		if !evidence.IsChart() {
			continue
		}
		result, err := s.chartResult(ctx, content, *evidence.Chart)
		switch {
		case ctx.Err() != nil:
			return nil, retro.Errorf(retro.CodeInternal, "measure: %w", ctx.Err())
		case err == nil:
			measures = append(measures, measuresOf(content, evidence, result)...)
		}
	}
	return measures, nil
}

// measuresOf measures one chart.
func measuresOf(content retro.Content, evidence retro.Evidence, result *chart.Result) []retro.Measure {
	measures := result.Around(retro.DeriveFigures(content.Events).Windows)
	for i := range measures {
		measures[i].Chart = evidence.ID
		measures[i].Events, measures[i].More = retro.ImpactEvents(content.Events)
	}
	return measures
}
