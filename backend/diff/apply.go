package diff

import (
	"slices"

	"github.com/afterword-app/afterword/backend/retro"
)

// Apply makes the later content from the earlier one:
// Apply(Compare(a, b), a) is b. The lists of the result share no memory with
// from, what stands in them may. The error has CodeConflict where the content
// lacks what the change set removes or changes, and CodeInvalid where the change
// set lacks a value.
func Apply(cs ChangeSet, from retro.Content) (retro.Content, error) {
	to := from
	if err := applyOne(cs.Particulars, func(p Particulars) {
		to.Title, to.Template, to.Zones, to.SharedAt = p.Title, p.Template, p.Zones, p.SharedAt
	}); err != nil {
		return retro.Content{}, err
	}
	if err := applyOne(cs.Debrief, func(d retro.Debrief) { to.Debrief = d }); err != nil {
		return retro.Content{}, err
	}
	for _, apply := range []func() error{
		func() error { return applyList(eventNoun(retro.Citation.String), cs.Events, from.Events, &to.Events) },
		func() error { return applyList(sectionNoun(), cs.Sections, from.Sections, &to.Sections) },
		func() error {
			return applyList(factorNoun(retro.Citation.String), cs.Factors, from.Factors, &to.Factors)
		},
		func() error { return applyList(actionItemNoun(), cs.ActionItems, from.ActionItems, &to.ActionItems) },
		func() error {
			return applyList(participantNoun(), cs.Participants, from.Participants, &to.Participants)
		},
		func() error { return applyList(noteNoun(), cs.Notes, from.Debrief.Notes, &to.Debrief.Notes) },
		func() error { return applyList(evidenceNoun(), cs.Evidence, from.Evidence, &to.Evidence) },
	} {
		if err := apply(); err != nil {
			return retro.Content{}, err
		}
	}
	return to, nil
}

func applyOne[T any](item *Item[T], set func(T)) error {
	if item == nil {
		return nil
	}
	if item.New == nil {
		return lacksValue(item.Key)
	}
	set(*item.New)
	return nil
}

// applyList takes out all that changed, in any way, and puts what is new of it
// in its new place. What is left stood in the same order in both lists.
func applyList[T any](n noun[T], items []Item[T], from []T, to *[]T) error {
	gone := make(map[string]bool, len(items))
	var placed []Item[T]
	for _, item := range items {
		if item.Status != Added {
			gone[item.Key] = true
		}
		if item.Status == Removed {
			continue
		}
		if item.New == nil {
			return lacksValue(item.Key)
		}
		placed = append(placed, item)
	}
	list := make([]T, 0, len(from)+len(items))
	for i, key := range n.keys(from) {
		if gone[key] {
			delete(gone, key)
			continue
		}
		list = append(list, from[i])
	}
	for _, item := range items {
		if gone[item.Key] {
			return retro.Errorf(retro.CodeConflict, "%s %q is not in this revision", n.name, item.Title).
				WithHint("compare with this revision again")
		}
	}
	slices.SortStableFunc(placed, func(a, b Item[T]) int { return a.To - b.To })
	for _, item := range placed {
		list = slices.Insert(list, min(max(item.To, 0), len(list)), *item.New)
	}
	*to = list
	return nil
}

func lacksValue(key string) error {
	return retro.Errorf(retro.CodeInvalid, "the change of %q has no new value", key)
}
