package retro

import "strings"

// ActionState is where an idea for improvement stands. It begins as a
// remediation; deciding on it makes it an action item, parks it or drops it.
type ActionState string

// The states.
const (
	ActionRemediation ActionState = "remediation"     // an idea, not decided
	ActionDoNow       ActionState = "do-now"          // an action item with an owner
	ActionIfTime      ActionState = "if-we-have-time" // never becomes a ticket
	ActionBigBet      ActionState = "big-bet"
	ActionWont        ActionState = "wont"
	ActionDone        ActionState = "done"
)

// ActionStates lists the states from idea to done.
func ActionStates() []ActionState {
	return []ActionState{ActionRemediation, ActionDoNow, ActionIfTime, ActionBigBet, ActionWont, ActionDone}
}

// Words are what people call the state: "idea", "do now", "won’t".
func (s ActionState) Words() string {
	if s == ActionRemediation {
		return "idea"
	}
	if s == ActionWont {
		return LabelWont
	}
	return strings.ReplaceAll(string(s), "-", " ")
}

// ParseActionState reads what people call a state, or how it is stored.
func ParseActionState(text string) (ActionState, error) {
	said := strings.ReplaceAll(strings.ToLower(strings.TrimSpace(text)), "-", " ")
	switch said {
	case "won't", "won’t do", "won't do":
		return ActionWont, nil
	}
	for _, state := range ActionStates() {
		if said == state.Words() || said == strings.ReplaceAll(string(state), "-", " ") {
			return state, nil
		}
	}
	return "", Errorf(CodeInvalid, "no state %q", text).WithHint("use one of %s", Join(ActionStates()))
}

// DefaultLabel is put on every action item, so that the tickets made of them can
// be found again.
const DefaultLabel = "post-mortem"

// ActionItem is an improvement, from brainstormed idea to decided item.
type ActionItem struct {
	ID       ActionItemID `json:"id"`
	Title    string       `json:"title"`
	Body     string       `json:"body,omitempty"`
	State    ActionState  `json:"state"`
	Owner    string       `json:"owner,omitempty"`
	Ticket   string       `json:"ticket,omitempty"` // a key like OPS-123 or a URL
	Due      Date         `json:"due,omitempty"`
	Labels   []string     `json:"labels,omitempty"`
	Size     string       `json:"size,omitempty"`     // trivial, small, project, platform, impossible
	Audience string       `json:"audience,omitempty"` // engineering, product, support, …
	Reason   string       `json:"reason,omitempty"`   // why it was decided so
	Note     NoteID       `json:"note,omitempty"`     // of the debrief, that it came from
	// Review is the day on which an idea that was parked is looked at again.
	Review Date `json:"review,omitempty"`
}

// IsOutstanding reports whether somebody still has to do it.
func (a ActionItem) IsOutstanding() bool { return a.State == ActionDoNow || a.State == ActionBigBet }

// DefaultSoakDays is how many days an idea soaks before a few people look at it again.
const DefaultSoakDays = 2

// IsParked reports whether the idea soaks, or waits to be looked at again.
func (a ActionItem) IsParked() bool { return a.State == ActionRemediation && a.Review != "" }

// IsForReview reports whether the idea has soaked long enough by a day.
func (a ActionItem) IsForReview(today Date) bool { return a.IsParked() && a.Review <= today }

func actionStateField() Field {
	field := ValueField("state", "state", "re-decided", func(a *ActionItem) *ActionState { return &a.State }, ActionState.Words)
	field.isText = true
	return ReadBy(field, func(a *ActionItem, text string) error {
		state, err := ParseActionState(text)
		if err == nil {
			a.State = state
		}
		return err
	})
}

func actionItemList() Description[ActionItem] {
	type T = ActionItem
	return Description[T]{
		Noun: NounActionItem, Member: 6, One: "action item", Many: "action items", All: "action-items", Heading: "Action items",
		In:    func(c *Content) *[]T { return &c.ActionItems },
		ID:    func(a *T) string { return string(a.ID) },
		Title: func(a *T) string { return a.Title },
		Fields: []Field{
			actionStateField(),
			TextField("owner", "owner", "re-owned", func(a *T) *string { return &a.Owner }),
			ProseField("title", "title", "reworded", func(a *T) *string { return &a.Title }),
			ProseField("body", "text", "reworded", func(a *T) *string { return &a.Body }),
			TextField("ticket", "ticket", "ticket changed", func(a *T) *string { return &a.Ticket }),
			DateField("due", "due date", "due date changed", func(a *T) *Date { return &a.Due }),
			NamesField("labels", "labels", "labels changed", func(a *T) *[]string { return &a.Labels }),
			TextField("size", "size", "re-sized", func(a *T) *string { return &a.Size }),
			TextField("audience", "audience", "audience changed", func(a *T) *string { return &a.Audience }),
			ProseField("reason", "reason", "reason changed", func(a *T) *string { return &a.Reason }),
			DateField("review", "day of review", "parked", func(a *T) *Date { return &a.Review }).Called(func(after Record) string {
				if as[T](after).Review == "" {
					return "brought back"
				}
				return "parked"
			}),
			TextField("note", "note of the debrief", "note changed", func(a *T) *NoteID { return &a.Note }),
		},
		TitleField: "title",
		About:      []string{"state", "owner", "due", "size", "body"},
		Searched: func(a *T) (string, []string) {
			return a.Title, []string{a.Body, a.Owner, a.Ticket, a.Reason, strings.Join(a.Labels, " ")}
		},
		Block: BlockActionItems,
		Validate: func(a *T) error {
			if strings.TrimSpace(a.Title) == "" {
				return Errorf(CodeInvalid, "an action item needs a title")
			}
			for _, day := range []Date{a.Due, a.Review} {
				if _, err := ParseDate(string(day)); err != nil {
					return err
				}
			}
			return nil
		},
	}
}
