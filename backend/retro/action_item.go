package retro

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
	Labels   []string     `json:"labels,omitempty"`
	Size     string       `json:"size,omitempty"`     // trivial, small, project, platform, impossible
	Audience string       `json:"audience,omitempty"` // engineering, product, support, …
	Reason   string       `json:"reason,omitempty"`   // why it was decided so
}

// IsOutstanding reports whether somebody still has to do it.
func (a ActionItem) IsOutstanding() bool { return a.State == ActionDoNow || a.State == ActionBigBet }
