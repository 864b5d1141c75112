package retro

import "strconv"

// StepID names a step of an agenda within its debrief.
type StepID string

// AgendaStep is one part of the debrief.
type AgendaStep struct {
	ID      StepID `json:"id,omitempty"`
	Title   string `json:"title"`
	About   string `json:"about"` // what happens in it
	Minutes int    `json:"minutes"`
	// Gave is how many of its minutes it gave up, so that the debrief ends when it was planned to.
	Gave int `json:"gave,omitempty"`
	// Card is what the facilitator reads before it, and Shows what the step needs to
	// see: StepShows* or the heading of a section.
	Card  string `json:"card,omitempty"`
	Shows string `json:"shows,omitempty"`
}

// What a step shows beside the headings of sections.
const (
	StepShowsTimeline  = "timeline"
	StepShowsQuestions = "questions"
	StepShowsActions   = "actions"
	StepShowsFactors   = "factors"
	StepShowsPeople    = "people"
)

// has is how many minutes the step has left to it.
func (s AgendaStep) has() int { return max(1, s.Minutes-s.Gave) }

// String writes "Timeline 12 of 14 min".
func (s AgendaStep) String() string {
	minutes := writeMinutes(s.Minutes)
	if s.Gave > 0 {
		minutes = strconv.Itoa(s.has()) + " of " + minutes
	}
	return s.Title + " " + minutes
}

// Agenda is what a debrief goes through.
type Agenda struct {
	Name    string       `json:"name"`
	Title   string       `json:"title"`
	About   string       `json:"about"`
	Minutes int          `json:"minutes"` // of all steps
	Own     bool         `json:"own,omitempty"`
	Steps   []AgendaStep `json:"steps"`
}

// DebriefMinutes is how long a debrief takes where nobody said otherwise.
const DebriefMinutes = 60

// Scaled returns the agenda for so many minutes. Each step has at least one, and the
// longest takes up what rounding leaves; none has given any up. The answer shares nothing with the agenda.
func (a Agenda) Scaled(minutes int) Agenda {
	planned := a.planned()
	a.Steps = append([]AgendaStep{}, a.Steps...)
	if minutes <= 0 || planned == 0 {
		a.Minutes = planned
		return a
	}
	left := minutes
	for i := range a.Steps {
		a.Steps[i].Gave = 0
		a.Steps[i].Minutes = max(1, (a.Steps[i].Minutes*minutes+planned/2)/planned)
		left -= a.Steps[i].Minutes
	}
	for left != 0 {
		longest := a.longest()
		if left > 0 {
			a.Steps[longest].Minutes += left
			break
		}
		if a.Steps[longest].Minutes == 1 {
			break
		}
		// What rounding took too much goes off one by one.
		a.Steps[longest].Minutes--
		left++
	}
	a.Minutes = a.planned()
	return a
}

func (a Agenda) planned() int {
	sum := 0
	for _, step := range a.Steps {
		sum += step.Minutes
	}
	return sum
}

func (a Agenda) longest() int {
	longest := 0
	for i, step := range a.Steps {
		if step.Minutes > a.Steps[longest].Minutes {
			longest = i
		}
	}
	return longest
}
