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
	for list, changes := range cs.All() {
		apply := applyList
		if list.IsOnly {
			apply = applyOne
		}
		if err := apply(list, changes.Items, from, &to); err != nil {
			return retro.Content{}, err
		}
	}
	return to, nil
}

func applyOne(list retro.List, changes []Change, _ retro.Content, to *retro.Content) error {
	for _, change := range changes {
		if !list.Holds(change.New) {
			return lacksValue(change.Key)
		}
		list.Put(to, []retro.Record{change.New})
	}
	return nil
}

// applyList takes out all that changed, in any way, and puts what is new of it
// in its new place. What is left stood in the same order in both lists.
func applyList(list retro.List, changes []Change, from retro.Content, to *retro.Content) error {
	gone := make(map[string]bool, len(changes))
	var placed []Change
	for _, change := range changes {
		if change.Status != Added {
			gone[change.Key] = true
		}
		if change.Status == Removed {
			continue
		}
		if !list.Holds(change.New) {
			return lacksValue(change.Key)
		}
		placed = append(placed, change)
	}
	was := list.Records(&from)
	records := make([]retro.Record, 0, len(was)+len(changes))
	for i, key := range keys(list, was) {
		if gone[key] {
			delete(gone, key)
			continue
		}
		records = append(records, was[i])
	}
	for _, change := range changes {
		if gone[change.Key] {
			return retro.Errorf(retro.CodeConflict, "the %s %q is not in this revision", list.One, change.Title).
				WithHint("compare with this revision again")
		}
	}
	slices.SortStableFunc(placed, func(a, b Change) int { return a.To - b.To })
	for _, change := range placed {
		records = slices.Insert(records, min(max(change.To, 0), len(records)), change.New)
	}
	list.Put(to, records)
	return nil
}

func lacksValue(key string) error {
	return retro.Errorf(retro.CodeInvalid, "the change of %q has no new value", key)
}
