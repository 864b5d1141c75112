package authoring

import (
	"context"
	"maps"
	"reflect"
	"slices"
	"sort"
	"strconv"

	"github.com/afterword-app/afterword/backend/retro"
)

// Edited is the answer to an act: what it changed, however much else there is.
// Whoever stands at Before and applies Lists and what follows them stands where
// [Service.Open] would be; whoever stands elsewhere opens the retrospective anew.
type Edited struct {
	ID        retro.RetrospectiveID `json:"id"`
	Before    int                   `json:"before"`   // Seq of the revision that it was made from
	Revision  retro.Revision        `json:"revision"` // the newest
	Revisions int                   `json:"revisions"`
	CanUndo   bool                  `json:"canUndo"`
	CanRedo   bool                  `json:"canRedo"`
	// Unchanged says that the act found all as it should be: Revision is the one that
	// was there.
	Unchanged bool `json:"unchanged,omitempty"`
	// Replayed tells what Undo took back or Redo did again.
	Replayed *Replayed `json:"replayed,omitempty"`

	// Lists are those in which something is different.
	Lists map[retro.Noun]ListEdit `json:"lists"`
	// Readings are those of evidence that came or is read otherwise now.
	Readings map[retro.EvidenceID]retro.Reading `json:"readings,omitempty"`
	Figures  *retro.Figures                     `json:"figures,omitempty"` // nil where they are the same
	Stages   *retro.Stages                      `json:"stages,omitempty"`  // nil where they are the same
	Duties   []retro.Duty                       `json:"duties,omitempty"`  // missing where they are the same
	// Told is what the times of events mean, all of it; missing where it is the same.
	Told *map[retro.EventID]retro.Told `json:"told,omitempty"`

	// Places are those of notes that are elsewhere in a recording now, or new.
	Places map[retro.NoteID]retro.NotePlace `json:"places,omitempty"`

	// Damage lists what of the content cannot be read, all of it.
	Damage []retro.Lost `json:"damage,omitempty"`

	// Content is all that is there now, for callers in Go.
	Content retro.Content `json:"-"`
}

// Replayed is an act that was taken back or done again: its first change, and how
// many more it made.
type Replayed struct {
	Noun retro.Noun `json:"noun"`
	ID   string     `json:"id"`   // of the thing, "" for what there is one of
	What string     `json:"what"` // "Root cause: paragraph 4 reworded"
	More int        `json:"more,omitempty"`
}

// ListEdit turns one state of a list into another: what was removed and what is
// placed are taken out, and then what is placed is put in again, one after the
// other.
type ListEdit struct {
	Removed []string `json:"removed,omitempty"` // ids
	Placed  []Placed `json:"placed,omitempty"`  // by their places, the first one first
}

// Placed is a record that is new, changed or elsewhere. What there is one of has
// no id.
type Placed struct {
	ID string `json:"id"`
	At int    `json:"at"` // its place in the list as it is in the end
	// Record is what it says, missing where that stayed and only its place is
	// another.
	Record retro.Record `json:"record,omitempty"`
}

// edited answers an act that was carried out on a content. before is where the
// history stood then.
func (s *Service) edited(ctx context.Context, id retro.RetrospectiveID, current *session, content retro.Content, before int) (Edited, error) {
	answer := Edited{
		ID:        id,
		Before:    before,
		Revision:  current.head(),
		Revisions: len(current.revisions),
		CanUndo:   undoTarget(current.revisions, standing(current.revisions)) >= 0,
		CanRedo:   redoTarget(current.revisions, standing(current.revisions)) >= 0,
		Unchanged: current.head().Seq == before,
		Lists:     map[retro.Noun]ListEdit{},
		Damage:    current.content.Damage(),
		Content:   current.content,
	}
	if answer.Unchanged {
		return answer, nil
	}
	for list := range s.store.Lists().All() {
		if edit := editOf(list, &content, &current.content); len(edit.Removed)+len(edit.Placed) > 0 {
			answer.Lists[list.Noun] = edit
		}
	}
	if was, is := retro.DeriveFigures(content.Events), retro.DeriveFigures(current.content.Events); !reflect.DeepEqual(was, is) {
		answer.Figures = &is
	}
	if was, is := retro.TellTimes(content.Events), retro.TellTimes(current.content.Events); !reflect.DeepEqual(was, is) {
		answer.Told = &is
	}
	if was, is := retro.DeriveStages(content), retro.DeriveStages(current.content); !reflect.DeepEqual(was, is) {
		answer.Stages = &is
	}
	if was, is := content.Duties(), current.content.Duties(); !slices.Equal(was, is) {
		answer.Duties = is
	}
	answer.Places = moved(content.Debrief.Places(), current.content.Debrief.Places())
	var err error
	answer.Readings, err = s.readings(ctx, readOtherwise(content, current.content))
	return answer, err
}

// moved are the places of notes that are other than they were.
func moved(was, is map[retro.NoteID]retro.NotePlace) map[retro.NoteID]retro.NotePlace {
	maps.DeleteFunc(is, func(id retro.NoteID, place retro.NotePlace) bool {
		before, ok := was[id]
		return ok && before == place
	})
	return is
}

// readOtherwise returns the evidence whose reading a state before does not have.
func readOtherwise(before, after retro.Content) []retro.Evidence {
	known := map[string]bool{}
	for _, e := range before.Evidence {
		known[readingKey(e)] = true
	}
	var other []retro.Evidence
	for _, e := range after.Evidence {
		if !known[readingKey(e)] {
			other = append(other, e)
		}
	}
	return other
}

// readingKey names all that the page is told of how a source is read.
func readingKey(e retro.Evidence) string {
	return string(e.ID) + string(e.Hash) + settingsKey("reading", e) + strconv.Itoa(e.SeenLines)
}

// editOf compares two states of a list.
func editOf(list retro.List, before, after *retro.Content) ListEdit {
	old, now := list.Records(before), list.Records(after)
	begin := 0
	for begin < min(len(old), len(now)) && list.Same(old[begin], now[begin]) {
		begin++
	}
	end := 0
	for end < min(len(old), len(now))-begin && list.Same(old[len(old)-1-end], now[len(now)-1-end]) {
		end++
	}
	old, now = old[begin:len(old)-end], now[begin:len(now)-end]

	was := make(map[string]int, len(old))
	for i, record := range old {
		was[list.ID(record)] = i
	}
	// places are where those that stayed the same stood, in the order of now.
	places := make([]int, len(now))
	for i, record := range now {
		places[i] = -1
		if at, ok := was[list.ID(record)]; ok && list.Same(old[at], record) {
			places[i] = at
		}
	}
	stayed := longestRising(places)

	var edit ListEdit
	is := make(map[string]bool, len(now))
	for i, record := range now {
		is[list.ID(record)] = true
		if stayed[i] {
			continue
		}
		placed := Placed{ID: list.ID(record), At: begin + i, Record: record}
		if places[i] >= 0 {
			placed.Record = nil
		}
		edit.Placed = append(edit.Placed, placed)
	}
	for _, record := range old {
		if id := list.ID(record); !is[id] {
			edit.Removed = append(edit.Removed, id)
		}
	}
	return edit
}

// longestRising marks as many of the numbers as can be kept so that they rise;
// negative ones never count.
func longestRising(numbers []int) []bool {
	var ends []int // for each length, the index of the smallest number that ends so many
	previous := make([]int, len(numbers))
	for i, number := range numbers {
		if number < 0 {
			continue
		}
		at := sort.Search(len(ends), func(n int) bool { return numbers[ends[n]] >= number })
		previous[i] = -1
		if at > 0 {
			previous[i] = ends[at-1]
		}
		if at == len(ends) {
			ends = append(ends, i)
		}
		ends[at] = i
	}
	kept := make([]bool, len(numbers))
	if len(ends) == 0 {
		return kept
	}
	for i := ends[len(ends)-1]; i >= 0; i = previous[i] {
		kept[i] = true
	}
	return kept
}
