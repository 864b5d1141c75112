package retro

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// Check is one thing that a debrief should not begin without.
type Check string

// The checks, in the order in which they are shown.
const (
	CheckDate        Check = "date"
	CheckFacilitator Check = "facilitator"
	CheckUninvolved  Check = "uninvolved"
	CheckNoteTaker   Check = "note taker"
	CheckCustomers   Check = "customers"
	CheckInput       Check = "input"
	CheckInvited     Check = "invited"
	CheckDiveIn      Check = "dive in"
	CheckAgreed      Check = "agreed"
	CheckQuestions   Check = "questions"
	CheckAgenda      Check = "agenda"
	CheckThreads     Check = "threads" // looks at wording: the review adds it
)

// Readiness is how one of the checks stands.
type Readiness struct {
	Check Check  `json:"check"`
	Words string `json:"words"`
	Done  bool   `json:"done"`
	// Lacks says what is missing where the words do not, "" for nothing.
	Lacks string `json:"lacks,omitempty"`
	// People are those whom the timeline names and nobody invited, and for what customers
	// saw those who speak for them, as long as nobody asked them.
	People []string `json:"people,omitempty"`
}

// Readiness tells what the debrief should not begin without, and what of it is there;
// nothing where there is none.
func (c *Content) Readiness() []Readiness {
	if c.Solo.Is() {
		return []Readiness{}
	}
	d := &c.Debrief
	has := func(role Role) bool {
		return slices.ContainsFunc(c.Participants, func(p Participant) bool { return p.Has(role) })
	}
	var customers []Participant
	uninvolved := has(RoleFacilitator)
	for _, p := range c.Participants {
		if p.facesCustomers() {
			customers = append(customers, p)
		}
		if p.Has(RoleFacilitator) && (p.Has(RoleResponder) || p.Has(RoleMostInvolved)) {
			uninvolved = false
		}
	}
	asked, waiting := 0, 0
	open := 0
	for _, q := range c.Questions {
		if q.IsOpen() {
			open++
		}
		if !q.goesTo(customers) {
			continue
		}
		asked++
		if q.IsOpen() {
			waiting++
		}
	}
	input := Readiness{Check: CheckInput, Words: "What customers saw was asked and answered", Done: asked > 0 && waiting == 0}
	switch {
	case asked == 0:
		input.Lacks = "nobody who speaks for customers was asked"
		for _, p := range customers {
			input.People = append(input.People, p.Name)
		}
	case waiting > 0:
		input.Lacks = "asked, and not answered yet"
	}
	questions := Readiness{Check: CheckQuestions, Words: "Questions to people and teams are answered", Done: open == 0}
	if open > 0 {
		questions.Lacks = strconv.Itoa(open) + " of " + strconv.Itoa(len(c.Questions)) + " are open"
	}
	uninvited := c.uninvited()
	return []Readiness{
		{Check: CheckDate, Words: "It has a date", Done: d.At != nil},
		{Check: CheckFacilitator, Words: "Somebody facilitates", Done: has(RoleFacilitator)},
		{Check: CheckUninvolved, Words: "The facilitator was not part of it", Done: uninvolved},
		{Check: CheckNoteTaker, Words: "Somebody takes notes", Done: has(RoleNoteTaker)},
		{Check: CheckCustomers, Words: "Somebody speaks for customers", Done: len(customers) > 0},
		input,
		{
			Check: CheckInvited, Words: "Everybody whom the timeline names is invited", Done: len(uninvited) == 0,
			Lacks: strings.Join(uninvited, ", "), People: uninvited,
		},
		{
			Check: CheckDiveIn, Words: "The timeline has a point to dive in",
			Done: slices.ContainsFunc(c.Events, func(e Event) bool { return e.DiveIn }),
		},
		{Check: CheckAgreed, Words: "The timeline is agreed", Done: d.AgreedAt != nil},
		questions,
		d.agendaSent(),
	}
}

// agendaSent is done once the agenda left on a day before the debrief.
func (d *Debrief) agendaSent() Readiness {
	sent := Readiness{Check: CheckAgenda, Words: "The agenda was sent the day before"}
	day := func(at time.Time) string { return at.UTC().Format(time.DateOnly) }
	switch {
	case d.AgendaSentAt == nil && d.At != nil:
		sent.Lacks = "until " + d.At.At.UTC().AddDate(0, 0, -1).Format("2 January")
	case d.AgendaSentAt == nil:
	case d.At == nil || day(*d.AgendaSentAt) < day(d.At.At):
		sent.Done = true
	default:
		sent.Lacks = "it was sent on the day itself"
	}
	return sent
}

// facesCustomers reports whether somebody speaks with customers: by the role, or by
// the department.
func (p Participant) facesCustomers() bool {
	return p.Has(RoleCustomer) || speaksWithCustomers(p.Department)
}

func speaksWithCustomers(department string) bool {
	words := strings.ToLower(department)
	return strings.Contains(words, "customer") || strings.Contains(words, "support") || strings.Contains(words, "escalation")
}

// goesTo reports whether a question is asked of one of some people, or of a team that
// speaks with customers.
func (q Question) goesTo(people []Participant) bool {
	return speaksWithCustomers(q.For) || slices.ContainsFunc(people, func(p Participant) bool {
		return isCalled(p.Name, q.For) || p.Department != "" && strings.EqualFold(p.Department, strings.TrimSpace(q.For))
	})
}

// uninvited are those whom events name and who are no participants, each once.
func (c *Content) uninvited() []string {
	var names []string
	for _, e := range c.Events {
		name := strings.TrimSpace(e.Actor.Name)
		if name == "" {
			continue
		}
		isKnown := slices.ContainsFunc(c.Participants, func(p Participant) bool { return isCalled(p.Name, name) }) ||
			slices.ContainsFunc(names, func(known string) bool { return strings.EqualFold(known, name) })
		if !isKnown {
			names = append(names, name)
		}
	}
	return names
}

// isCalled reports whether two names may be one person's: the same, or the one is the
// beginning of the other, "Lee" and "Lee Brandt".
func isCalled(a, b string) bool {
	first, second := strings.Fields(strings.ToLower(a)), strings.Fields(strings.ToLower(b))
	if len(first) > len(second) {
		first, second = second, first
	}
	return len(first) > 0 && slices.Equal(first, second[:len(first)])
}
