package merging

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/afterword-app/afterword/backend/diff"
	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/retro"
)

// Two histories of one retrospective share the ids of its things, so they are
// merged thing by thing and field by field: what only one side changed is taken,
// and what both changed in different ways is a conflict. Only the texts of
// sections are merged word by word.

// histories carries over what a colleague did since the state that both began from.
func (m *merger) histories(base, theirs retro.Content) {
	if reflect.DeepEqual(base.Normalised(), m.content.Normalised()) {
		private := m.content
		m.content = theirs.Clone() // nothing was done here
		m.content.Private, m.content.Lost = private.Private, slices.DeleteFunc(slices.Clone(theirs.Lost), func(l retro.Lost) bool { return l.Why == retro.LostPrivate })
		m.content.TakeWithheld(private, retro.Content{})
		m.content.TakeWithheld(theirs, base)
		return
	}
	m.names = diff.NamesOf(m.content, theirs)
	// The sections come first, because they tell of the conflicts of all others.
	for list := range m.lists.All() {
		if list.HasText() && !list.Stays {
			m.mergeList(list, &base, &theirs)
		}
	}
	for list := range m.lists.All() {
		if !list.HasText() && !list.Stays {
			m.mergeList(list, &base, &theirs)
		}
	}
	m.content.TakeWithheld(theirs, base)
	for i := range m.content.Events {
		m.mendSpan(&m.content.Events[i])
	}
}

// mendSpan keeps an event in order whose beginning came from one side and whose
// end from the other.
func (m *merger) mendSpan(e *retro.Event) {
	if e.End != nil && e.EndsAt().Before(e.At.At) {
		e.At, *e.End = *e.End, e.At
		m.say(fmt.Sprintf("The beginning and the end of “%s” were changed on different sides and were exchanged: check them.", e.Title))
	}
}

// mergeList merges what stands in one list.
func (m *merger) mergeList(list retro.List, base, theirs *retro.Content) {
	before, other := list.Records(base), list.Records(theirs)
	if list.IsOnly {
		mine := list.Records(&m.content)
		m.fields(list, before[0], mine[0], other[0])
		list.Put(&m.content, mine)
		return
	}
	list.Put(&m.content, slices.DeleteFunc(list.Records(&m.content), func(mine retro.Record) bool {
		was := find(list, before, list.ID(mine))
		return was != nil && find(list, other, list.ID(mine)) == nil && list.Same(was, mine)
	}))
	mine := list.Records(&m.content)
	for _, record := range mine {
		id := list.ID(record)
		was, is := find(list, before, id), find(list, other, id)
		switch {
		case is != nil:
			if was == nil {
				was = list.New()
			}
			m.fields(list, was, record, is)
		case was != nil:
			title := list.Title(record)
			m.conflict(m.telling(list.Noun, id), retro.Conflict{Noun: list.Noun, ID: id, Field: wholeField(list), Title: title, Base: title, Mine: title},
				fmt.Sprintf("%s has no “%s” any more; it was changed here since.", retro.Capital(m.from), markdown.OneLine(title)))
		}
	}
	mine = m.takeAdded(list, before, other, mine)
	mine, isClash := reordered(mine, list.ID, ids(list, before), ids(list, other))
	list.Put(&m.content, mine)
	if isClash && !list.IsSorted {
		m.say(fmt.Sprintf("The order of the %s was changed on both sides; it stays as it is here.", list.Many))
	}
}

func find(list retro.List, records []retro.Record, id string) retro.Record {
	if at := list.Index(records, id); at >= 0 {
		return records[at]
	}
	return nil
}

func ids(list retro.List, records []retro.Record) []string {
	ids := make([]string, len(records))
	for i, record := range records {
		ids[i] = list.ID(record)
	}
	return ids
}

// takeAdded adds what is new there, and brings back what was removed here but
// went on there.
func (m *merger) takeAdded(list retro.List, base, theirs, mine []retro.Record) []retro.Record {
	for i, record := range theirs {
		id := list.ID(record)
		if list.Index(mine, id) >= 0 {
			continue
		}
		if before := find(list, base, id); before != nil {
			if list.Same(before, record) {
				continue
			}
			m.say(fmt.Sprintf("“%s” was removed here and changed there; it is back.", markdown.OneLine(list.Title(record))))
		}
		at := 0
		if i > 0 {
			at = list.Index(mine, list.ID(theirs[i-1])) + 1
		}
		mine = slices.Insert(mine, at, record)
	}
	return mine
}

func wholeField(list retro.List) string {
	if list.Noun == retro.NounSection {
		return retro.ConflictSection
	}
	return retro.ConflictRow
}

// fields merges the fields of a record; mine is altered.
func (m *merger) fields(list retro.List, base, mine, theirs retro.Record) {
	for _, field := range list.Fields {
		switch {
		case field.Same(theirs, base), field.Same(theirs, mine):
		case field.Same(mine, base):
			field.Copy(mine, theirs)
		case list.Noun == retro.NounSection && field.Kind == retro.FieldMarkdown:
			section := m.content.FindSection(retro.SectionID(list.ID(mine)))
			m.body(section, *list.Text(base), *list.Text(theirs))
		default:
			m.clash(list, field, base, mine, theirs)
		}
	}
}

// clash keeps a field that both sides changed.
func (m *merger) clash(list retro.List, field retro.Field, base, mine, theirs retro.Record) {
	id, title := list.ID(mine), list.Title(mine)
	value := ""
	if !field.IsText() {
		data, err := field.JSON(theirs)
		if err != nil {
			m.say(fmt.Sprintf("The %s of “%s” was changed on both sides and stays as it is here.", field.Label, markdown.OneLine(title)))
			return
		}
		value = string(data)
	}
	m.field(fieldChange{
		noun: list.Noun, id: id, field: field.Name, title: title, section: m.telling(list.Noun, id),
		base: field.Write(base, m.names), mine: field.Write(mine, m.names), theirs: field.Write(theirs, m.names), value: value,
	})
}

// telling is the section that tells of a conflict: its own, else the one that
// shows such things, else the first.
func (m *merger) telling(noun retro.Noun, id string) *retro.Section {
	if noun == retro.NounSection {
		if own := m.content.FindSection(retro.SectionID(id)); own != nil {
			return own
		}
	}
	if list, ok := m.lists.Of(noun); ok && list.Block != retro.BlockNone {
		if shown := byID(m.content.Sections, func(s retro.Section) bool { return s.Shows(list.Block) }); shown != nil {
			return shown
		}
	}
	if len(m.content.Sections) == 0 {
		m.content.Sections = append(m.content.Sections, retro.Section{ID: retro.SectionID(m.ids.New()), Heading: "To be decided"})
	}
	return &m.content.Sections[0]
}

// reordered puts things in another order where only that was changed. It returns
// true where the order was changed on both sides.
func reordered[T any](mine []T, id func(T) string, base, theirs []string) (list []T, isClash bool) {
	place := make(map[string]int, len(mine))
	for i, thing := range mine {
		place[id(thing)] = i
	}
	var exported, wanted, present []string
	known := map[string]bool{}
	for _, name := range base {
		if _, ok := place[name]; ok {
			known[name] = true
		}
	}
	inTheirs := map[string]bool{}
	for _, name := range theirs {
		if known[name] {
			inTheirs[name] = true
			wanted = append(wanted, name)
		}
	}
	for _, name := range base {
		if inTheirs[name] {
			exported = append(exported, name)
		}
	}
	var places []int
	for i, thing := range mine {
		if inTheirs[id(thing)] {
			present, places = append(present, id(thing)), append(places, i)
		}
	}
	if slices.Equal(exported, wanted) || slices.Equal(present, wanted) {
		return mine, false
	}
	if !slices.Equal(exported, present) {
		return mine, true
	}
	list = slices.Clone(mine)
	for i, at := range places {
		list[at] = mine[place[wanted[i]]]
	}
	return list, false
}
