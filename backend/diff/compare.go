package diff

import (
	"slices"
	"strconv"

	"github.com/afterword-app/afterword/backend/retro"
)

// Compare tells what differs between two contents. Things are matched by their
// ids, never by their text. The result depends on nothing but the contents.
func Compare(from, to retro.Content) ChangeSet { return CompareLists(retro.AllLists(), from, to) }

// CompareLists is [Compare] for contents that are made of other lists.
func CompareLists(lists retro.Lists, from, to retro.Content) ChangeSet {
	cs := ChangeSet{lists: lists}
	compared := []ListChanges{}
	var texts []*Change
	for list := range lists.All() {
		l := lister{list, NamesOf(from, to)}
		old, after := list.Records(&from), list.Records(&to)
		if list.IsOnly {
			compared = append(compared, ListChanges{Noun: list.Noun, Items: l.compareOne(old[0], after[0])})
			continue
		}
		items, count := l.compare(old, after)
		for i := range items {
			if items[i].document() != nil {
				texts = append(texts, &items[i])
			}
		}
		compared = append(compared, ListChanges{list.Noun, items, count})
	}
	findElsewhere(texts)
	for _, change := range texts {
		cs.Totals.Words = cs.Totals.Words.plus(change.document().Words)
	}
	for _, changes := range compared {
		cs.put(changes)
	}
	cs.Steps = steps(&cs)
	cs.Summary = summarise(&cs)
	return cs
}

// lister compares the records of a list.
type lister struct {
	retro.List
	names retro.Names
}

// compareOne compares a thing that there is exactly one of.
func (l lister) compareOne(old, after retro.Record) []Change {
	change := l.changed(old, after)
	if len(change.Fields) == 0 {
		return nil
	}
	change.Key = string(l.Noun)
	return []Change{change}
}

// compare compares two lists of things with ids.
func (l lister) compare(old, after []retro.Record) ([]Change, Count) {
	keysOld, keysNew := keys(l.List, old), keys(l.List, after)
	places := make(map[string]int, len(old))
	for i, key := range keysOld {
		places[key] = i
	}
	origin := make([]int, len(after)) // place of each new thing in the old list
	stays := make([]bool, len(old))
	for j, key := range keysNew {
		origin[j] = unmatched
		if i, ok := places[key]; ok {
			origin[j], stays[i] = i, true
		}
	}
	order := l.order(old, after, origin)

	changes := []Change{}
	var count Count
	// What was removed stands after what it used to stand after.
	removedFrom := func(i int) {
		for ; i < len(old) && !order.anchors[i]; i++ {
			if !stays[i] {
				changes = append(changes, l.removed(keysOld[i], old[i], i))
				count.Removed++
			}
		}
	}
	removedFrom(0)
	for j := range after {
		i := origin[j]
		if i == unmatched {
			changes = append(changes, l.added(keysNew[j], after[j], j))
			count.Added++
			continue
		}
		change := l.changed(old[i], after[j])
		change.Key, change.Moved, change.From, change.To = keysNew[j], order.moved[j], i, j
		if change.Moved {
			change.Verbs = append(change.Verbs, "moved")
			count.Moved++
		}
		if len(change.Verbs) > 0 {
			changes = append(changes, change)
			count.Changed++
		} else {
			count.Same++
		}
		if order.anchors[i] {
			removedFrom(i + 1)
		}
	}
	return changes, count
}

// keys names each thing of a list. Should an id be used twice, the second is
// told apart by its number.
func keys(list retro.List, records []retro.Record) []string {
	keys := make([]string, len(records))
	seen := make(map[string]int, len(records))
	for i, record := range records {
		key := string(list.Noun) + "/" + list.ID(record)
		seen[key]++
		if times := seen[key]; times > 1 {
			key += "#" + strconv.Itoa(times)
		}
		keys[i] = key
	}
	return keys
}

// order says of two lists which things are where the others would leave them
// (anchors, by place in the old list) and which are not, without another reason
// (moved, by place in the new one).
type order struct{ anchors, moved []bool }

// order finds the fewest moves that explain the new order.
func (l lister) order(old, after []retro.Record, origin []int) order {
	var kept, places []int
	for j, i := range origin {
		if i != unmatched && l.SameRank(old[i], after[j]) {
			kept, places = append(kept, j), append(places, i)
		}
	}
	found := order{anchors: make([]bool, len(old)), moved: make([]bool, len(after))}
	for at, inOrder := range increasing(places) {
		found.anchors[places[at]] = inOrder
		found.moved[kept[at]] = !inOrder
	}
	return found
}

// changed compares a thing with itself, later.
func (l lister) changed(old, after retro.Record) Change {
	change := Change{ID: l.ID(after), Title: l.Title(after), Status: Changed, Verbs: []string{}, Old: old, New: after}
	for _, f := range l.Fields {
		field, differs := compareField(f, old, after, l.names)
		if !differs {
			continue
		}
		change.Fields = append(change.Fields, field)
		if !slices.Contains(change.Verbs, field.Verb) {
			change.Verbs = append(change.Verbs, field.Verb)
		}
	}
	return change
}

func (l lister) added(key string, after retro.Record, to int) Change {
	return Change{
		Key: key, ID: l.ID(after), Title: l.Title(after), Status: Added, Verbs: []string{string(Added)},
		From: unmatched, To: to, New: after, Fields: l.told(l.New(), after),
	}
}

func (l lister) removed(key string, old retro.Record, from int) Change {
	return Change{
		Key: key, ID: l.ID(old), Title: l.Title(old), Status: Removed, Verbs: []string{string(Removed)},
		From: from, To: unmatched, Old: old, Fields: l.told(old, l.New()),
	}
}

// told are the fields that are told of a thing that is only in one list.
func (l lister) told(old, after retro.Record) []Field {
	var told []Field
	for _, f := range l.Fields {
		if f.Kind != retro.FieldMarkdown {
			continue
		}
		if field, differs := compareField(f, old, after, l.names); differs {
			told = append(told, field)
		}
	}
	return told
}
