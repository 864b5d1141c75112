package retro

import (
	"slices"
	"time"
)

// Standing is where a debrief is at one moment.
type Standing struct {
	Phase DebriefPhase  `json:"phase"`
	Ran   time.Duration `json:"ran"`
	// Place is where in a recording that would be which a note tells of whose typing
	// began now.
	Place NotePlace `json:"place"`
	// Step is the place of the one that is held, -1 for none.
	Step  int            `json:"step"`
	Steps []StepStanding `json:"steps"`
	// StepLeft is what is left of the step; negative once it is over its time.
	StepLeft time.Duration `json:"stepLeft"`
	// Left is what is left of all, once every step has what it is given.
	Left   time.Duration `json:"left"`
	EndsAt *time.Time    `json:"endsAt,omitempty"` // when that will be over, while it is held
	// Lends is the place of the step that gives the time by which this one is over, -1
	// for none.
	Lends int `json:"lends"`
	// Late is by how much all of it goes on beyond what was planned.
	Late time.Duration `json:"late"`
	// PlannedEnd is when it was to be over by its date, and Behind how many whole minutes
	// after that it will be: it began late, or was paused. The steps say what they could
	// give, so that it does not.
	PlannedEnd *time.Time    `json:"plannedEnd,omitempty"`
	Behind     time.Duration `json:"behind,omitempty"`
}

// StepStanding is how a step stands.
type StepStanding struct {
	ID      StepID        `json:"id"`
	Planned int           `json:"planned"` // minutes
	Minutes int           `json:"minutes"` // that it has once those before it took theirs
	Ran     time.Duration `json:"ran"`
	IsHeld  bool          `json:"isHeld"`           // for a second at least
	Offers  int           `json:"offers,omitempty"` // minutes, so that the planned end stays
}

// Standing tells where the debrief is. A step that is over its time takes whole
// minutes from the longest one that is still to come, so that the end stays; what
// nobody has left to give makes the debrief late.
func (d *Debrief) Standing(now Tick) Standing {
	s := Standing{Phase: d.Phase(), Ran: d.Ran(now), Step: d.FindStep(d.StepNow()), Lends: -1, Steps: []StepStanding{}}
	s.Place, _ = d.PlaceOf(Note{Ran: &s.Ran, TypedAt: &now.At})
	for _, step := range d.Steps {
		s.Steps = append(s.Steps, StepStanding{ID: step.ID, Planned: step.Minutes, Minutes: step.has()})
	}
	for _, stretch := range d.Stretches(s.Ran) {
		if at := d.FindStep(stretch.Step); at >= 0 {
			s.Steps[at].Ran += stretch.To - stretch.From
			s.Steps[at].IsHeld = s.Steps[at].Ran >= time.Second
		}
	}
	if s.Step < 0 {
		for _, step := range s.Steps {
			s.Left += time.Duration(step.Minutes) * time.Minute
		}
		return s
	}
	over := time.Duration(0) // what steps took more than they had, and others less
	for _, step := range s.Steps[:s.Step] {
		over += step.Ran - time.Duration(step.Minutes)*time.Minute
	}
	s.StepLeft = time.Duration(s.Steps[s.Step].Minutes)*time.Minute - s.Steps[s.Step].Ran
	if lender := s.borrow(s.Step, over-min(0, s.StepLeft)); s.StepLeft < 0 {
		s.Lends = lender
	}
	s.Left = max(0, s.StepLeft)
	var planned time.Duration
	for i, step := range s.Steps {
		planned += time.Duration(d.Steps[i].has()) * time.Minute
		if i > s.Step {
			s.Left += time.Duration(step.Minutes) * time.Minute
		}
	}
	s.Late = max(0, (s.Ran + s.Left - planned).Truncate(time.Minute))
	if s.Phase == DebriefRunning || s.Phase == DebriefPaused {
		ends := now.At.Add(s.Left).UTC()
		s.EndsAt = &ends
		s.offer(d)
	}
	return s
}

// offer tells how far the end is behind the planned one, and who could give the
// minutes.
func (s *Standing) offer(d *Debrief) {
	end, ok := d.plannedEnd()
	if !ok {
		return
	}
	behind := s.EndsAt.Sub(end).Truncate(time.Minute)
	if behind <= 0 || behind >= 24*time.Hour {
		return // a day later it is another meeting
	}
	s.PlannedEnd, s.Behind = &end, behind
	given := Standing{Steps: slices.Clone(s.Steps)}
	given.borrow(s.Step, behind)
	for i := range s.Steps {
		s.Steps[i].Offers = s.Steps[i].Minutes - given.Steps[i].Minutes
	}
}

// plannedEnd is when the debrief is over by its date; false where nobody said at what
// time of the day it begins.
func (d *Debrief) plannedEnd() (time.Time, bool) {
	if d.At == nil || d.At.precision() == PrecisionDay || d.At.precision() == PrecisionMonth || d.At.precision() == PrecisionYear {
		return time.Time{}, false
	}
	end := d.At.At.UTC()
	for _, step := range d.Steps {
		end = end.Add(time.Duration(step.Minutes) * time.Minute)
	}
	return end, true
}

// KeepEnd has the steps that are still to come give the minutes by which the debrief
// would end after its planned end, as far as they have any. It reports whether any did.
func (d *Debrief) KeepEnd(now Tick) bool {
	steps := slices.Clone(d.Steps)
	for i, step := range d.Standing(now).Steps {
		steps[i].Gave += step.Offers
	}
	isGiven := !slices.Equal(steps, d.Steps)
	d.Steps = steps
	return isGiven
}

// borrow takes whole minutes from the longest steps behind one, of which each keeps
// one, and returns the last that lent, or -1.
func (s *Standing) borrow(behind int, wanted time.Duration) int {
	lender := -1
	for ; wanted > 0; wanted -= time.Minute {
		longest := -1
		for i := behind + 1; i < len(s.Steps); i++ {
			if s.Steps[i].Minutes > 1 && (longest < 0 || s.Steps[i].Minutes > s.Steps[longest].Minutes) {
				longest = i
			}
		}
		if longest < 0 {
			return lender
		}
		s.Steps[longest].Minutes--
		lender = longest
	}
	return lender
}
