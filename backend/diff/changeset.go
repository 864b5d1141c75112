package diff

import (
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

// ChangeSet is everything that differs between two contents, by the ids of
// things. It holds the new values, so that [Apply] can make the later content
// from the earlier one, and what a person needs to read it. Lists stand in the
// order of the new content; what was removed stands where it used to be.
type ChangeSet struct {
	// Summary says the whole in a few words: "+212 −88 words · 4 events".
	Summary string `json:"summary"`
	Totals  Totals `json:"totals"`
	// Steps are the places to stop at when stepping through, in the order of
	// reading: timeline, document, factors, action items, people, evidence.
	Steps []Step `json:"steps"`

	Particulars  *Item[retro.Particulars]  `json:"particulars,omitempty"`
	Events       []Item[retro.Event]       `json:"events"`
	Sections     []Item[retro.Section]     `json:"sections"`
	Factors      []Item[retro.Factor]      `json:"factors"`
	ActionItems  []Item[retro.ActionItem]  `json:"actionItems"`
	Participants []Item[retro.Participant] `json:"participants"`
	// Debrief is the meeting without its notes.
	Debrief  *Item[retro.Debrief]   `json:"debrief,omitempty"`
	Notes    []Item[retro.Note]     `json:"notes"`
	Evidence []Item[retro.Evidence] `json:"evidence"`
	// More is what happened to lists that have no field here.
	More []ListChanges `json:"more,omitempty"`

	lists retro.Lists
}

// IsEmpty reports whether nothing differs.
func (cs ChangeSet) IsEmpty() bool { return len(cs.Steps) == 0 }

// Status is what became of a thing as a whole.
type Status string

// The statuses. A thing that only moved has the status changed.
const (
	Added   Status = "added"
	Removed Status = "removed"
	Changed Status = "changed"
)

// Item is what happened to one thing.
type Item[T any] struct {
	// Key is the same in every change set that speaks of this thing: "event/ID".
	Key    string `json:"key"`
	ID     string `json:"id"`
	Title  string `json:"title"` // its name for people: the new one, if it has one
	Status Status `json:"status"`
	// Verbs are what a label says: "added", or each thing done to it, like
	// "retimed", once and in a fixed order.
	Verbs []string `json:"verbs"`
	// Moved is set where it changed its place among those that were there before.
	Moved bool `json:"moved,omitempty"`
	// From and To are its places in the old and the new list, counted from 0, and
	// -1 where it is not in that list.
	From int `json:"from"`
	To   int `json:"to"`
	// Old and New are the whole thing before and after.
	Old *T `json:"old,omitempty"`
	New *T `json:"new,omitempty"`
	// Fields are the parts that differ. An added or removed thing has none, but a
	// section has its body.
	Fields []Field `json:"fields,omitempty"`
}

// Field is one part of a thing that differs.
type Field struct {
	Name  string `json:"name"`  // as in the JSON of the thing: "at", "title", …
	Label string `json:"label"` // what people call it: "time", "title", …
	Verb  string `json:"verb"`  // what was done: "retimed", "reworded", …
	// Old and New are written for people, "" where there was or is nothing. Times
	// are in UTC.
	Old string `json:"old"`
	New string `json:"new"`
	// Shift is how much later something is now, in nanoseconds; for times only.
	Shift time.Duration `json:"shift,omitempty"`
	// Ops are the words that changed; for a line of prose only.
	Ops []Op `json:"ops,omitempty"`
	// Document is the difference of Markdown.
	Document *Document `json:"document,omitempty"`
}

// Step is one place to stop at when stepping through a change set.
type Step struct {
	// Key is that of the item or, for a block of Markdown, the item's key and the
	// block's place in the field's document: "section/ID/body/4".
	Key   string     `json:"key"`
	Item  string     `json:"item"` // key of the item
	Noun  retro.Noun `json:"noun"`
	Label string     `json:"label"` // "Root cause: paragraph 4 reworded"
}

// Totals count a change set. Words are those of the sections' bodies.
type Totals struct {
	Words        WordCount `json:"words"`
	Sections     Count     `json:"sections"`
	Events       Count     `json:"events"`
	Factors      Count     `json:"factors"`
	ActionItems  Count     `json:"actionItems"`
	Participants Count     `json:"participants"`
	Notes        Count     `json:"notes"`
	Evidence     Count     `json:"evidence"`
}

// Count counts the things of one noun. One that moved is also counted in
// Changed; Same are untouched.
type Count struct {
	Added   int `json:"added"`
	Removed int `json:"removed"`
	Changed int `json:"changed"`
	Moved   int `json:"moved"`
	Same    int `json:"same"`
}

// Total is how many things were added, removed or changed.
func (c Count) Total() int { return c.Added + c.Removed + c.Changed }
