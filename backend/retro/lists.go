package retro

import (
	"iter"
	"slices"
)

// Lists are the descriptions of everything that a retrospective holds, in the
// order of reading. The zero value describes nothing; the app has [AllLists].
type Lists struct{ all []List }

// AllLists describes what a retrospective is made of. A new list is added here.
func AllLists() Lists { return allLists }

// allLists never changes; it is made once for speed.
var allLists = Lists{append([]List{
	Describe(particularsList()),
	Describe(eventList()),
	Describe(sectionList()),
	Describe(factorList()),
	Describe(actionItemList()),
	Describe(participantList()),
	Describe(debriefList()),
	Describe(noteList()),
	Describe(questionList()),
	Describe(answerList()),
	Describe(evidenceList()),
	Describe(privateNoteList()),
	Describe(verdictList()),
}, tableLists()...)}

func tableLists() []List {
	lists := make([]List, len(tables))
	for i, table := range tables {
		lists[i] = table.describe()
	}
	return lists
}

// With returns the lists and more of them behind.
func (l Lists) With(more ...List) Lists { return Lists{slices.Concat(l.all, more)} }

// Leaving returns the lists of what may leave.
func (l Lists) Leaving() Lists {
	return Lists{slices.DeleteFunc(slices.Clone(l.all), func(list List) bool { return list.Stays })}
}

// IsEmpty reports whether nothing is described.
func (l Lists) IsEmpty() bool { return len(l.all) == 0 }

// All yields the descriptions in the order of reading.
func (l Lists) All() iter.Seq[List] { return slices.Values(l.all) }

// Of returns the description of the things that a noun names.
func (l Lists) Of(noun Noun) (List, bool) {
	for _, list := range l.all {
		if list.Noun == noun {
			return list, true
		}
	}
	return List{}, false
}

// Sort brings the lists that have an order of their own into it.
func (l Lists) Sort(c *Content) {
	for _, list := range l.all {
		list.sort(c)
	}
}

// Citations yields what the things of a content cite. They may be replaced.
func (l Lists) Citations(c *Content) iter.Seq[*[]Citation] {
	return func(yield func(*[]Citation) bool) {
		for _, list := range l.all {
			for _, field := range list.Fields {
				if field.cited == nil {
					continue
				}
				for _, record := range list.Records(c) {
					if !yield(field.cited(record)) {
						return
					}
				}
			}
		}
	}
}
