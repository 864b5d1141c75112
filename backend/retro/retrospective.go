package retro

import "time"

// Summary is one line of the library: what can be told of a retrospective
// without opening it.
type Summary struct {
	ID        RetrospectiveID `json:"id"`
	Title     string          `json:"title"`
	CreatedAt time.Time       `json:"createdAt"`
	UpdatedAt time.Time       `json:"updatedAt"`
	DeletedAt *time.Time      `json:"deletedAt,omitempty"`
	// IncidentAt is when the incident began, nil while the timeline is empty.
	IncidentAt  *time.Time     `json:"incidentAt,omitempty"`
	Impact      *time.Duration `json:"impact,omitempty"` // nanoseconds
	Stages      Stages         `json:"stages"`
	Lead        string         `json:"lead,omitempty"`
	OpenActions int            `json:"openActions"`
	Evidence    int            `json:"evidence"`
	Events      int            `json:"events"`
	Revisions   int            `json:"revisions"`
	// Review is the first day on which ideas that were parked are looked at again, "" for
	// none.
	Review Date `json:"review,omitempty"`
	// IsExample says that it is the example, which nobody has to work on.
	IsExample bool `json:"isExample,omitempty"`
}

// ExampleTitle is that of the example retrospective. Renamed, it is a
// retrospective like any other.
const ExampleTitle = "Orders stop saving: integer key exhausted, third time"

func (c Content) isExample() bool { return c.Title == ExampleTitle }

// Summarise fills what a summary takes from the content; ids, dates and the
// number of revisions are the store's.
func Summarise(c Content) Summary {
	figures := DeriveFigures(c.Events)
	summary := Summary{
		Title:    c.Title,
		Impact:   figures.Impact,
		Stages:   DeriveStages(c),
		Lead:     c.Lead(),
		Evidence: len(c.Evidence),
		Events:   len(c.Events),

		IsExample: c.isExample(),
	}
	for _, item := range c.ActionItems {
		if item.IsOutstanding() {
			summary.OpenActions++
		}
		if item.IsParked() && (summary.Review == "" || item.Review < summary.Review) {
			summary.Review = item.Review
		}
	}
	switch {
	case figures.Start != nil:
		summary.IncidentAt = &figures.Start.At
	case len(c.Events) > 0:
		at := c.Events[0].At.At
		for _, e := range c.Events {
			at = minTime(at, e.At.At)
		}
		summary.IncidentAt = &at
	}
	return summary
}
