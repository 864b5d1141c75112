package library

import (
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

// LearningQuery says which learnings to list. The zero value is all of them.
type LearningQuery struct {
	Words  string     `json:"words,omitempty"` // all of them stand in it, the last one as the beginning of one
	Kind   string     `json:"kind,omitempty"`  // one of the choices of the table, "" for all
	Since  retro.Date `json:"since,omitempty"` // of incidents that began on that day in UTC or later
	Until  retro.Date `json:"until,omitempty"` // of incidents that began on that day in UTC or earlier
	Offset int        `json:"offset,omitempty"`
	Limit  int        `json:"limit,omitempty"` // how many at most, 0 for all
}

// Learning is something that a retrospective says was learned.
type Learning struct {
	Retrospective retro.RetrospectiveID `json:"retrospective"`
	Title         string                `json:"title"` // of the retrospective
	IsExample     bool                  `json:"isExample,omitempty"`
	// At is when the incident began, or when it was saved where nobody knows.
	At          time.Time   `json:"at"`
	OpenActions int         `json:"openActions"` // of the retrospective
	Row         retro.RowID `json:"row"`
	Learned     string      `json:"learned"` // plain words, on one line
	Kind        string      `json:"kind,omitempty"`
}

// Learnings is a window of them, those of the newest incident first.
type Learnings struct {
	Rows  []Learning `json:"rows"`
	Total int        `json:"total"`
}
