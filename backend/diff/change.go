package diff

import (
	"encoding/json"
	"fmt"
	"iter"

	"github.com/afterword-app/afterword/backend/retro"
)

// Change is an [Item] of any list: Old and New are records of that list.
type Change struct {
	Key    string       `json:"key"`
	ID     string       `json:"id"`
	Title  string       `json:"title"`
	Status Status       `json:"status"`
	Verbs  []string     `json:"verbs"`
	Moved  bool         `json:"moved,omitempty"`
	From   int          `json:"from"`
	To     int          `json:"to"`
	Old    retro.Record `json:"old,omitempty"`
	New    retro.Record `json:"new,omitempty"`
	Fields []Field      `json:"fields,omitempty"`
}

// ListChanges is what happened to the things of a list that has no field of its own
// in a [ChangeSet].
type ListChanges struct {
	Noun  retro.Noun `json:"noun"`
	Items []Change   `json:"items"`
	Count Count      `json:"count"`
}

// UnmarshalJSON reads the records as those of their list. Of a list that the app does
// not have they stay away.
func (l *ListChanges) UnmarshalJSON(data []byte) error {
	type plain ListChanges // without this method
	var read struct {
		*plain

		Items []struct {
			Change

			Old json.RawMessage `json:"old"`
			New json.RawMessage `json:"new"`
		} `json:"items"`
	}
	read.plain = (*plain)(l)
	if err := json.Unmarshal(data, &read); err != nil {
		return fmt.Errorf("read changes: %w", err)
	}
	list, isKnown := retro.AllLists().Of(l.Noun)
	l.Items = make([]Change, len(read.Items))
	for i, item := range read.Items {
		l.Items[i] = item.Change
		if !isKnown {
			continue
		}
		for _, side := range []struct {
			raw  json.RawMessage
			into *retro.Record
		}{{item.Old, &l.Items[i].Old}, {item.New, &l.Items[i].New}} {
			if len(side.raw) == 0 {
				continue
			}
			record := list.New()
			if err := json.Unmarshal(side.raw, record); err != nil {
				return fmt.Errorf("read %s: %w", list.One, err)
			}
			*side.into = record
		}
	}
	return nil
}

// document returns the difference of the thing's Markdown, or nil.
func (c Change) document() *Document {
	for _, field := range c.Fields {
		if field.Document != nil {
			return field.Document
		}
	}
	return nil
}

// thing is what it is now, or was before it went.
func (c Change) thing() retro.Record {
	if c.New != nil {
		return c.New
	}
	return c.Old
}

// All yields what happened to each list and how many things that were, in the
// order of reading.
func (cs *ChangeSet) All() iter.Seq2[retro.List, ListChanges] {
	return func(yield func(retro.List, ListChanges) bool) {
		for list := range cs.describedBy().All() {
			if !yield(list, cs.of(list)) {
				return
			}
		}
	}
}

// describedBy are the lists that were compared. A change set that was read from
// JSON knows those of the app.
func (cs *ChangeSet) describedBy() retro.Lists {
	if cs.lists.IsEmpty() {
		return retro.AllLists()
	}
	return cs.lists
}

// of returns what happened to a list.
func (cs *ChangeSet) of(list retro.List) ListChanges {
	if slot, ok := slotOf(list.Noun); ok {
		return ListChanges{list.Noun, slot.get(cs), slot.count(&cs.Totals)}
	}
	for _, changes := range cs.More {
		if changes.Noun == list.Noun {
			return changes
		}
	}
	return ListChanges{Noun: list.Noun}
}

// put keeps what happened to a list.
func (cs *ChangeSet) put(changes ListChanges) {
	if slot, ok := slotOf(changes.Noun); ok {
		slot.put(cs, changes)
	} else if len(changes.Items) > 0 || changes.Count.Same > 0 {
		cs.More = append(cs.More, changes)
	}
}

// slot is the field of a change set for one list.
type slot struct {
	get   func(*ChangeSet) []Change
	put   func(*ChangeSet, ListChanges)
	count func(*Totals) Count
}

func slotOf(noun retro.Noun) (slot, bool) {
	switch noun {
	case retro.NounParticulars:
		return only(func(cs *ChangeSet) **Item[retro.Particulars] { return &cs.Particulars }), true
	case retro.NounDebrief:
		return only(func(cs *ChangeSet) **Item[retro.Debrief] { return &cs.Debrief }), true
	case retro.NounEvent:
		return many(func(cs *ChangeSet) *[]Item[retro.Event] { return &cs.Events }, func(t *Totals) *Count { return &t.Events }), true
	case retro.NounSection:
		return many(func(cs *ChangeSet) *[]Item[retro.Section] { return &cs.Sections }, func(t *Totals) *Count { return &t.Sections }), true
	case retro.NounFactor:
		return many(func(cs *ChangeSet) *[]Item[retro.Factor] { return &cs.Factors }, func(t *Totals) *Count { return &t.Factors }), true
	case retro.NounActionItem:
		return many(func(cs *ChangeSet) *[]Item[retro.ActionItem] { return &cs.ActionItems }, func(t *Totals) *Count { return &t.ActionItems }), true
	case retro.NounParticipant:
		return many(func(cs *ChangeSet) *[]Item[retro.Participant] { return &cs.Participants }, func(t *Totals) *Count { return &t.Participants }), true
	case retro.NounNote:
		return many(func(cs *ChangeSet) *[]Item[retro.Note] { return &cs.Notes }, func(t *Totals) *Count { return &t.Notes }), true
	case retro.NounQuestion, retro.NounAnswer: // in More
	case retro.NounEvidence:
		return many(func(cs *ChangeSet) *[]Item[retro.Evidence] { return &cs.Evidence }, func(t *Totals) *Count { return &t.Evidence }), true
	default: // the rows of tables, too
	}
	return slot{}, false
}

func many[T any](items func(*ChangeSet) *[]Item[T], count func(*Totals) *Count) slot {
	return slot{
		get: func(cs *ChangeSet) []Change {
			changes := make([]Change, len(*items(cs)))
			for i, item := range *items(cs) {
				changes[i] = item.change()
			}
			return changes
		},
		put: func(cs *ChangeSet, changes ListChanges) {
			*items(cs), *count(&cs.Totals) = make([]Item[T], len(changes.Items)), changes.Count
			for i, change := range changes.Items {
				(*items(cs))[i] = itemOf[T](change)
			}
		},
		count: func(totals *Totals) Count { return *count(totals) },
	}
}

func only[T any](item func(*ChangeSet) **Item[T]) slot {
	return slot{
		get: func(cs *ChangeSet) []Change {
			if *item(cs) == nil {
				return nil
			}
			return []Change{(*item(cs)).change()}
		},
		put: func(cs *ChangeSet, changes ListChanges) {
			if len(changes.Items) > 0 {
				typed := itemOf[T](changes.Items[0])
				*item(cs) = &typed
			}
		},
		count: func(*Totals) Count { return Count{} },
	}
}

func (i Item[T]) change() Change {
	change := Change{
		Key: i.Key, ID: i.ID, Title: i.Title, Status: i.Status, Verbs: i.Verbs, Moved: i.Moved, From: i.From, To: i.To, Fields: i.Fields,
	}
	if i.Old != nil {
		change.Old = i.Old
	}
	if i.New != nil {
		change.New = i.New
	}
	return change
}

func itemOf[T any](c Change) Item[T] {
	item := Item[T]{
		Key: c.Key, ID: c.ID, Title: c.Title, Status: c.Status, Verbs: c.Verbs, Moved: c.Moved, From: c.From, To: c.To, Fields: c.Fields,
	}
	item.Old, _ = c.Old.(*T)
	item.New, _ = c.New.(*T)
	return item
}
