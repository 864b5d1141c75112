package timeline

import (
	"slices"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

// Change is what became of an event between two states of a retrospective.
type Change string

// What became of an event; of one that is as it was there is nothing to say.
const (
	Added   Change = "added"
	Removed Change = "removed" // it stands where it was
	Changed Change = "changed"
	Was     Change = "was" // where one stood that stands elsewhere now
)

// Compared is an event that is not as it was. Old is nil for one that was added, New
// for one that was removed.
type Compared struct{ Old, New *retro.Event }

// NewComparison holds the later events and what changed of them: what was removed
// stands where it was, and what was moved at both places.
func NewComparison(events []retro.Event, evidence []retro.Evidence, by By, changed []Compared) *Index {
	all := slices.Clone(events)
	became := map[retro.EventID]Change{}
	var ghosts []Change
	for _, c := range changed {
		switch {
		case c.Old == nil:
			became[c.New.ID] = Added
		case c.New == nil:
			all, ghosts = append(all, *c.Old), append(ghosts, Removed)
		default:
			became[c.New.ID] = Changed
			if !c.Old.At.At.Equal(c.New.At.At) || c.Old.Kind != c.New.Kind {
				was := *c.Old
				was.End, was.At.Repeat = nil, retro.Repeat{}
				all, ghosts = append(all, was), append(ghosts, Was)
			}
		}
	}
	x := newIndex(all, evidence, by)
	x.figures = retro.DeriveFigures(events)
	x.changes = make([]Change, len(all))
	for i := range events {
		x.changes[i] = became[events[i].ID]
	}
	copy(x.changes[len(events):], ghosts)
	return x
}

func (x *Index) changeOf(event int32) Change {
	if x.changes == nil {
		return ""
	}
	return x.changes[event]
}

// Around is the stretch of what changed with what stands around it: never less than a
// quarter of all, so that it can be placed. ok is false where nothing changed.
func (x *Index) Around() (from, to time.Time, ok bool) {
	for i, change := range x.changes {
		if change == "" {
			continue
		}
		begin, end := x.events[i].Range()
		if !ok || begin.Before(from) {
			from = begin
		}
		if !ok || end.After(to) {
			to = end
		}
		ok = true
	}
	if !ok {
		return from, to, false
	}
	length := float64(micros(to) - micros(from))
	wanted := max(length*1.4, float64(micros(x.to)-micros(x.from))/4, float64(time.Hour.Microseconds()))
	from, to = stretch(from, to, int64((wanted-length)/2))
	return from, to, true
}
