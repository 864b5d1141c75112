package retro

import (
	"strconv"
	"strings"
)

// DutyKind is one of the things that whoever leads a retrospective looks after.
type DutyKind string

// The duties, in their order.
const (
	DutyInvestigation DutyKind = "investigation"
	DutyDocument      DutyKind = "document"
	DutyDebrief       DutyKind = "debrief"
)

// Duty is how one of them stands.
type Duty struct {
	Kind  DutyKind `json:"kind"`
	Words string   `json:"words"`
	Done  bool     `json:"done"`
	Lacks string   `json:"lacks,omitempty"` // what is to be done next
}

// Duties tell what the lead investigator has to do, and what comes next. They follow from
// what is there.
func (c *Content) Duties() []Duty {
	duties := []Duty{c.investigation(), c.writing()}
	if c.Solo.Is() {
		return duties
	}
	return append(duties, c.holding())
}

func (c *Content) investigation() Duty {
	duty := Duty{Kind: DutyInvestigation, Words: "Run the investigation"}
	open := 0
	for _, q := range c.Questions {
		if q.IsOpen() {
			open++
		}
	}
	switch {
	case len(c.Evidence) == 0 && len(c.Events) == 0:
		duty.Lacks = "paste logs, chat and screenshots"
	case len(c.Events) == 0:
		duty.Lacks = "make events of what matters"
	case DeriveStages(*c).ResolvedAt == nil:
		duty.Lacks = "say when it was resolved"
	case open > 0:
		duty.Lacks = Count(open, "question is", "questions are") + " open"
	case !c.Solo.Is() && c.Debrief.AgreedAt == nil && c.Debrief.StartedAt == nil:
		duty.Lacks = "agree on the timeline"
	default:
		duty.Done = true
	}
	return duty
}

func (c *Content) writing() Duty {
	duty := Duty{Kind: DutyDocument, Words: "Write the document"}
	shown, empty := 0, 0
	for _, s := range c.Sections {
		if s.Hidden != HiddenByNobody {
			continue
		}
		shown++
		if strings.TrimSpace(s.Body) == "" && s.Block == BlockNone {
			empty++
		}
	}
	switch {
	case shown == 0:
		duty.Lacks = "add a section"
	case empty > 0:
		are := " are empty"
		if empty == 1 {
			are = " is empty"
		}
		duty.Lacks = strconv.Itoa(empty) + " of " + Count(shown, "section", "sections") + are
	case c.IsDraft:
		duty.Lacks = "it is marked as a draft"
	default:
		duty.Done = true
	}
	return duty
}

func (c *Content) holding() Duty {
	duty := Duty{Kind: DutyDebrief, Words: "Hold the debrief"}
	switch d := &c.Debrief; {
	case d.EndedAt != nil:
		duty.Done = true
	case d.StartedAt != nil:
		duty.Lacks = "it has begun"
	case d.At == nil:
		duty.Lacks = "set a date"
	case d.AgendaSentAt == nil:
		duty.Lacks = "send the agenda"
	default:
		duty.Lacks = "on " + d.At.At.UTC().Format("2 January")
	}
	return duty
}
