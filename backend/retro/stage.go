package retro

import (
	"cmp"
	"time"
)

// Stage is how far a retrospective has come.
type Stage string

// The stages, in order.
const (
	StageResolve     Stage = "resolve"
	StageInvestigate Stage = "investigate"
	StageDebrief     Stage = "debrief"
	StageShare       Stage = "share"
	StageShared      Stage = "shared"
)

// AllStages lists the stages in their order.
func AllStages() []Stage {
	return []Stage{StageResolve, StageInvestigate, StageDebrief, StageShare, StageShared}
}

// Stages are the dates of the four stages, as far as they are known. A stage without
// a date is not over, whatever came after it.
type Stages struct {
	// Current is the furthest stage that was reached.
	Current        Stage      `json:"current"`
	ResolvedAt     *time.Time `json:"resolvedAt,omitempty"`
	InvestigatedAt *time.Time `json:"investigatedAt,omitempty"` // the debrief began
	DebriefDue     *time.Time `json:"debriefDue,omitempty"`     // planned, else some days after the resolution
	DebriefAt      *time.Time `json:"debriefAt,omitempty"`      // held
	SharedAt       *time.Time `json:"sharedAt,omitempty"`
	// Solo has no debrief among its stages: the investigation ends when it is shared.
	Solo bool `json:"solo,omitempty"`
}

// DeriveStages tells each stage from what happened, by itself: a resolution on the
// timeline, of no event that is part of another, ends the first, a debrief that began
// the second, one that was held the third, sharing the last. An account of one person
// has no third.
func DeriveStages(c Content) Stages {
	var stages Stages
	for _, e := range Nest(c.Events).own(c.Events) {
		if e.Kind != KindResolution {
			continue
		}
		if at := e.At.At; stages.ResolvedAt == nil || at.After(*stages.ResolvedAt) {
			stages.ResolvedAt = &at
		}
	}
	if c.Solo.Is() {
		stages.Solo, stages.InvestigatedAt, stages.SharedAt = true, c.SharedAt, c.SharedAt
		switch {
		case stages.SharedAt != nil:
			stages.Current = StageShared
		case stages.ResolvedAt != nil:
			stages.Current = StageInvestigate
		default:
			stages.Current = StageResolve
		}
		return stages
	}
	if c.Debrief.At != nil {
		at := c.Debrief.At.At
		stages.DebriefDue = &at
	} else if stages.ResolvedAt != nil {
		due := stages.ResolvedAt.AddDate(0, 0, cmp.Or(c.Debrief.DueDays, DefaultDueDays))
		stages.DebriefDue = &due
	}
	stages.InvestigatedAt = c.Debrief.StartedAt
	stages.DebriefAt = c.Debrief.EndedAt
	stages.SharedAt = c.SharedAt
	switch {
	case stages.SharedAt != nil:
		stages.Current = StageShared
	case stages.DebriefAt != nil:
		stages.Current = StageShare
	case c.Debrief.StartedAt != nil:
		stages.Current = StageDebrief
	case stages.ResolvedAt != nil:
		stages.Current = StageInvestigate
	default:
		stages.Current = StageResolve
	}
	return stages
}
