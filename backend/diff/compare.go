package diff

import (
	"slices"
	"strconv"

	"github.com/afterword-app/afterword/backend/retro"
)

// Compare tells what differs between two contents. Things are matched by their
// ids, never by their text. The result depends on nothing but the contents.
func Compare(from, to retro.Content) ChangeSet {
	var cs ChangeSet
	cite := citationWriter(from, to)
	cs.Particulars = compareOne(particularsNoun(), particulars(from), particulars(to))
	cs.Events, cs.Totals.Events = compareList(eventNoun(cite), from.Events, to.Events)
	cs.Sections, cs.Totals.Sections = compareList(sectionNoun(), from.Sections, to.Sections)
	cs.Factors, cs.Totals.Factors = compareList(factorNoun(cite), from.Factors, to.Factors)
	cs.ActionItems, cs.Totals.ActionItems = compareList(actionItemNoun(), from.ActionItems, to.ActionItems)
	cs.Participants, cs.Totals.Participants = compareList(participantNoun(), from.Participants, to.Participants)
	cs.Debrief = compareOne(debriefNoun(), withoutNotes(from.Debrief), withoutNotes(to.Debrief))
	cs.Notes, cs.Totals.Notes = compareList(noteNoun(), from.Debrief.Notes, to.Debrief.Notes)
	cs.Evidence, cs.Totals.Evidence = compareList(evidenceNoun(), from.Evidence, to.Evidence)
	findElsewhere(cs.Sections)
	for _, section := range cs.Sections {
		if document := section.body(); document != nil {
			cs.Totals.Words = cs.Totals.Words.plus(document.Words)
		}
	}
	cs.Steps = steps(cs)
	cs.Summary = summarise(cs)
	return cs
}

func particulars(c retro.Content) Particulars {
	return Particulars{Title: c.Title, Template: c.Template, Zones: c.Zones, SharedAt: c.SharedAt}
}

func withoutNotes(d retro.Debrief) retro.Debrief {
	d.Notes = nil
	return d
}

// body returns the difference of the item's Markdown, or nil.
func (i Item[T]) body() *Document {
	for _, field := range i.Fields {
		if field.Document != nil {
			return field.Document
		}
	}
	return nil
}

// compareOne compares a thing that there is exactly one of; nil is no difference.
func compareOne[T any](n noun[T], old, after T) *Item[T] {
	item := n.changed(&old, &after)
	if len(item.Fields) == 0 {
		return nil
	}
	item.Key = string(n.name)
	return &item
}

// compareList compares two lists of things with ids.
func compareList[T any](n noun[T], old, after []T) ([]Item[T], Count) {
	keysOld, keysNew := n.keys(old), n.keys(after)
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
	order := n.order(old, after, origin)

	items := []Item[T]{}
	var count Count
	// What was removed stands after what it used to stand after.
	removedFrom := func(i int) {
		for ; i < len(old) && !order.anchors[i]; i++ {
			if !stays[i] {
				items = append(items, n.whole(Removed, keysOld[i], &old[i], nil, i, unmatched))
				count.Removed++
			}
		}
	}
	removedFrom(0)
	for j := range after {
		i := origin[j]
		if i == unmatched {
			items = append(items, n.whole(Added, keysNew[j], nil, &after[j], unmatched, j))
			count.Added++
			continue
		}
		item := n.changed(&old[i], &after[j])
		item.Key, item.Moved, item.From, item.To = keysNew[j], order.moved[j], i, j
		if item.Moved {
			item.Verbs = append(item.Verbs, "moved")
			count.Moved++
		}
		if len(item.Verbs) > 0 {
			items = append(items, item)
			count.Changed++
		} else {
			count.Same++
		}
		if order.anchors[i] {
			removedFrom(i + 1)
		}
	}
	return items, count
}

// keys names each thing of a list. Should an id be used twice, the second is
// told apart by its number.
func (n noun[T]) keys(list []T) []string {
	keys := make([]string, len(list))
	seen := make(map[string]int, len(list))
	for i := range list {
		key := string(n.name) + "/" + n.id(&list[i])
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
func (n noun[T]) order(old, after []T, origin []int) order {
	var kept, places []int
	for j, i := range origin {
		if i != unmatched && (n.sameRank == nil || n.sameRank(&old[i], &after[j])) {
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
func (n noun[T]) changed(old, after *T) Item[T] {
	item := Item[T]{ID: n.id(after), Title: n.title(after), Status: Changed, Verbs: []string{}, Old: old, New: after}
	for _, p := range n.parts {
		field, differs := p.field(old, after)
		if !differs {
			continue
		}
		item.Fields = append(item.Fields, field)
		if !slices.Contains(item.Verbs, field.Verb) {
			item.Verbs = append(item.Verbs, field.Verb)
		}
	}
	return item
}

// whole tells of a thing that is only in one list.
func (n noun[T]) whole(status Status, key string, old, after *T, from, to int) Item[T] {
	item := Item[T]{Key: key, Status: status, Verbs: []string{string(status)}, From: from, To: to, Old: old, New: after}
	var none T
	if old == nil {
		item.ID, item.Title, old = n.id(after), n.title(after), &none
	} else {
		item.ID, item.Title, after = n.id(old), n.title(old), &none
	}
	for _, p := range n.told {
		if field, differs := p.field(old, after); differs {
			item.Fields = append(item.Fields, field)
		}
	}
	return item
}
