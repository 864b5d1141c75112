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
	ShareDue       *time.Time `json:"shareDue,omitempty"`       // some days after the debrief
	SharedAt       *time.Time `json:"sharedAt,omitempty"`
	SharedIn       string     `json:"sharedIn,omitempty"`
	// Since is when the current stage began.
	Since *time.Time `json:"since,omitempty"`
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
		stages.Solo, stages.InvestigatedAt, stages.SharedAt, stages.SharedIn = true, c.SharedAt, c.SharedAt, c.SharedIn
		stages.ShareDue = daysAfter(stages.ResolvedAt, cmp.Or(c.Debrief.DueDays, DefaultDueDays))
		switch {
		case stages.SharedAt != nil:
			stages.Current, stages.Since = StageShared, stages.SharedAt
		case stages.ResolvedAt != nil:
			stages.Current, stages.Since = StageInvestigate, stages.ResolvedAt
		default:
			stages.Current = StageResolve
		}
		return stages
	}
	if c.Debrief.At != nil {
		at := c.Debrief.At.At
		stages.DebriefDue = &at
	} else {
		stages.DebriefDue = daysAfter(stages.ResolvedAt, cmp.Or(c.Debrief.DueDays, DefaultDueDays))
	}
	stages.InvestigatedAt = c.Debrief.StartedAt
	stages.DebriefAt = c.Debrief.EndedAt
	stages.SharedAt, stages.SharedIn = c.SharedAt, c.SharedIn
	if !c.isExample() { // it waits for nobody
		stages.ShareDue = daysAfter(stages.DebriefAt, cmp.Or(c.Debrief.ShareDays, DefaultShareDays))
	}
	switch {
	case stages.SharedAt != nil:
		stages.Current, stages.Since = StageShared, stages.SharedAt
	case stages.DebriefAt != nil:
		stages.Current, stages.Since = StageShare, stages.DebriefAt
	case c.Debrief.StartedAt != nil:
		stages.Current, stages.Since = StageDebrief, c.Debrief.StartedAt
	case stages.ResolvedAt != nil:
		stages.Current, stages.Since = StageInvestigate, stages.ResolvedAt
	default:
		stages.Current = StageResolve
	}
	return stages
}

// AnswersBefore is the debrief that answers are wanted before; nil once it began.
func (s Stages) AnswersBefore() *time.Time {
	if s.InvestigatedAt != nil {
		return nil
	}
	return s.DebriefDue
}

// daysAfter is a moment some days after another, nil without one and where it would be in
// a year of five digits, which cannot be written.
func daysAfter(at *time.Time, days int) *time.Time {
	if at == nil {
		return nil
	}
	due := at.AddDate(0, 0, days)
	if year := due.UTC().Year(); year < 0 || year > 9999 {
		return nil
	}
	return &due
}
