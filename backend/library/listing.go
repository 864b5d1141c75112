package library

import (
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

// Order is what a list of retrospectives is ordered by.
type Order string

// The orders. What a retrospective is without stands last.
const (
	OrderSaved    Order = "saved"    // the one saved last first
	OrderTitle    Order = "title"    // from A to Z
	OrderIncident Order = "incident" // the newest first; without one, by when it was saved
	OrderImpact   Order = "impact"   // the longest first
	OrderStage    Order = "stage"    // the earliest stage first
	OrderDue      Order = "due"      // the debrief that is due first
	OrderLead     Order = "lead"     // from A to Z
	OrderActions  Order = "actions"  // the most open ones first
)

// Orders lists the orders; the first is the one that is not asked for.
func Orders() []Order {
	return []Order{OrderSaved, OrderTitle, OrderIncident, OrderImpact, OrderStage, OrderDue, OrderLead, OrderActions}
}

// Query says which retrospectives to list. The zero value is all that are not
// deleted, the one saved last first.
type Query struct {
	Words          string      `json:"words,omitempty"`  // all of them stand in the title, as parts of words too
	Stage          retro.Stage `json:"stage,omitempty"`  // only those, "" for all
	IsLate         bool        `json:"isLate,omitempty"` // only those whose debrief, or sharing, was due before Today
	Today          time.Time   `json:"-"`                // when the day began that it is, where the person is
	WithoutExample bool        `json:"withoutExample,omitempty"`
	Order          Order       `json:"order,omitempty"`
	IsReversed     bool        `json:"isReversed,omitempty"`
	Offset         int         `json:"offset,omitempty"`
	Limit          int         `json:"limit,omitempty"` // how many at most, 0 for all
}

// Listing is a window of the retrospectives that a Query finds.
type Listing struct {
	Rows  []retro.Summary `json:"rows"`
	Total int             `json:"total"` // how many there are, outside of the window too
}

// Counts tell how much there is to do. Only All counts the example.
type Counts struct {
	All            int `json:"all"`
	Waiting        int `json:"waiting"` // their debrief, or sharing, is late, due before a given time, or without a date
	OpenActions    int `json:"openActions"`
	UnownedActions int `json:"unownedActions"` // how many of the open ones nobody owns
}

// OutstandingItem is an action item that somebody still has to do.
type OutstandingItem struct {
	Retrospective retro.RetrospectiveID `json:"retrospective"`
	Title         string                `json:"title"` // of the retrospective
	IsExample     bool                  `json:"isExample,omitempty"`
	Item          retro.ActionItem      `json:"item"` // its ID, Title, State, Owner and Ticket
}

// Outstanding is a window of them, those of the retrospective saved last first
// and those of the example last.
type Outstanding struct {
	Rows  []OutstandingItem `json:"rows"`
	Total int               `json:"total"`
}
