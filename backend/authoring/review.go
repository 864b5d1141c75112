package authoring

import (
	"context"
	"time"

	"github.com/afterword-app/afterword/backend/merging"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/review"
)

// Review looks through a retrospective for what its readers would stumble over.
func (s *Service) Review(ctx context.Context, id retro.RetrospectiveID) (review.Report, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return review.Report{}, err
	}
	content = content.Visible()
	readings, err := s.readings(ctx, content.Evidence)
	if err != nil {
		return review.Report{}, err
	}
	wording, err := s.wording(ctx)
	if err != nil {
		return review.Report{}, err
	}
	undecided := map[retro.SectionID]int{}
	for _, section := range content.Sections {
		undecided[section.ID] = merging.Marked(section.Body)
	}
	report := review.Review(review.Input{Content: content, Readings: readings, Undecided: undecided, Wording: wording})
	settings, err := s.Settings(ctx)
	if err == nil && settings.SkipPlain {
		report = report.Without(review.KindPlain)
	}
	return report, err
}

// Gaps returns the silent stretches of the timeline, as it was known at a moment; zero
// for all that is known now.
func (s *Service) Gaps(ctx context.Context, id retro.RetrospectiveID, at time.Time) ([]retro.Gap, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return nil, err
	}
	events := content.Events
	if !at.IsZero() {
		events = retro.KnownThen(events, at)
	}
	gaps := retro.DeriveGaps(events)
	for i := range gaps {
		gaps[i].Questions = content.AskedAbout(gaps[i].From, gaps[i].To)
	}
	return gaps, nil
}
