package authoring

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

// Two histories of one retrospective share the ids of its things, so they are
// merged thing by thing and field by field: what only one side changed is taken,
// and what both changed in different ways is a conflict. Only the texts of
// sections are merged word by word.

// merge carries over what a colleague did since the state that both began from.
func (m *merger) merge(base, theirs retro.Content) {
	if reflect.DeepEqual(base.Normalised(), m.content.Normalised()) {
		m.content = theirs.Clone() // nothing was done here
		return
	}
	mergeThings(m, sectionThings(), base.Sections, theirs.Sections, &m.content.Sections)
	m.fields(retro.NounParticulars, "", "Retrospective",
		reflect.ValueOf(base), reflect.ValueOf(&m.content).Elem(), reflect.ValueOf(theirs))
	m.fields(retro.NounDebrief, "", "Debrief",
		reflect.ValueOf(base.Debrief), reflect.ValueOf(&m.content.Debrief).Elem(), reflect.ValueOf(theirs.Debrief))
	mergeThings(m, things[retro.Event]{
		retro.NounEvent, func(e retro.Event) string { return string(e.ID) }, func(e retro.Event) string { return e.Title },
	}, base.Events, theirs.Events, &m.content.Events)
	mergeThings(m, things[retro.Factor]{
		retro.NounFactor, func(f retro.Factor) string { return string(f.ID) }, func(f retro.Factor) string { return f.Title },
	}, base.Factors, theirs.Factors, &m.content.Factors)
	mergeThings(m, things[retro.ActionItem]{
		retro.NounActionItem, func(a retro.ActionItem) string { return string(a.ID) }, func(a retro.ActionItem) string { return a.Title },
	}, base.ActionItems, theirs.ActionItems, &m.content.ActionItems)
	mergeThings(m, things[retro.Participant]{
		retro.NounParticipant, func(p retro.Participant) string { return string(p.ID) }, func(p retro.Participant) string { return p.Name },
	}, base.Participants, theirs.Participants, &m.content.Participants)
	mergeThings(m, things[retro.Note]{
		retro.NounNote, func(n retro.Note) string { return string(n.ID) }, func(n retro.Note) string { return n.Text },
	}, base.Debrief.Notes, theirs.Debrief.Notes, &m.content.Debrief.Notes)
	mergeThings(m, things[retro.Evidence]{
		retro.NounEvidence, func(e retro.Evidence) string { return string(e.ID) }, func(e retro.Evidence) string { return e.Label },
	}, base.Evidence, theirs.Evidence, &m.content.Evidence)
	for i := range m.content.Events {
		m.mendSpan(&m.content.Events[i])
	}
}

// mendSpan keeps an event in order whose beginning came from one side and whose
// end from the other.
func (m *merger) mendSpan(e *retro.Event) {
	if e.End != nil && e.End.At.Before(e.At.At) {
		e.At, *e.End = *e.End, e.At
		m.say(fmt.Sprintf("The beginning and the end of “%s” were changed on different sides and were exchanged: check them.", e.Title))
	}
}

// things says what a merge must know of a kind of thing.
type things[T any] struct {
	noun  retro.Noun
	id    func(T) string
	title func(T) string
}

func sectionThings() things[retro.Section] {
	return things[retro.Section]{
		retro.NounSection, func(s retro.Section) string { return string(s.ID) }, func(s retro.Section) string { return s.Heading },
	}
}

func (of things[T]) ids(list []T) []string {
	ids := make([]string, len(list))
	for i, thing := range list {
		ids[i] = of.id(thing)
	}
	return ids
}

func (of things[T]) find(list []T, id string) *T {
	return byID(list, func(thing T) bool { return of.id(thing) == id })
}

// mergeThings merges the lists of one kind of thing; mine is one of m's content.
func mergeThings[T any](m *merger, of things[T], base, theirs []T, mine *[]T) {
	for i := 0; i < len(*mine); i++ {
		thing := &(*mine)[i]
		id := of.id(*thing)
		before, other := of.find(base, id), of.find(theirs, id)
		switch {
		case other != nil:
			if before == nil {
				before = new(T)
			}
			m.fields(of.noun, id, of.title(*thing), reflect.ValueOf(*before), reflect.ValueOf(thing).Elem(), reflect.ValueOf(*other))
		case before == nil:
		case reflect.DeepEqual(*before, *thing):
			*mine = slices.Delete(*mine, i, i+1)
			i--
		default:
			title := of.title(*thing)
			m.conflict(m.telling(of.noun, id), retro.Conflict{Noun: of.noun, ID: id, Field: wholeField(of.noun), Title: title, Base: title, Mine: title},
				fmt.Sprintf("%s has no “%s” any more; it was changed here since.", sentenceCase(m.from), oneLine(title)))
		}
	}
	takeAdded(m, of, base, theirs, mine)
	list, isClash := reordered(*mine, of.id, of.ids(base), of.ids(theirs))
	*mine = list
	if isClash && of.noun != retro.NounEvent { // those stand by their time
		m.say(fmt.Sprintf("The order of the %ss was changed on both sides; it stays as it is here.", nounName(of.noun)))
	}
}

// takeAdded adds what is new there, and brings back what was removed here but
// went on there.
func takeAdded[T any](m *merger, of things[T], base, theirs []T, mine *[]T) {
	for i, thing := range theirs {
		id := of.id(thing)
		if of.find(*mine, id) != nil {
			continue
		}
		if before := of.find(base, id); before != nil {
			if reflect.DeepEqual(*before, thing) {
				continue
			}
			m.say(fmt.Sprintf("“%s” was removed here and changed there; it is back.", oneLine(of.title(thing))))
		}
		at := 0
		if i > 0 {
			at = slices.Index(of.ids(*mine), of.id(theirs[i-1])) + 1
		}
		*mine = slices.Insert(*mine, at, thing)
	}
}

func wholeField(noun retro.Noun) string {
	if noun == retro.NounSection {
		return retro.ConflictSection
	}
	return retro.ConflictRow
}

func nounName(noun retro.Noun) string {
	if noun == retro.NounActionItem {
		return "action item"
	}
	return string(noun)
}

// fields merges the fields of a thing, but for lists of things that have ids of
// their own. mine can be set.
func (m *merger) fields(noun retro.Noun, id, title string, base, mine, theirs reflect.Value) {
	for i := range mine.NumField() {
		name := jsonName(mine.Type().Field(i))
		if name == "id" || isThings(mine.Field(i).Type()) {
			continue
		}
		b, o, t := base.Field(i), mine.Field(i), theirs.Field(i)
		switch {
		case same(t, b), same(t, o):
		case same(o, b):
			o.Set(t)
		case noun == retro.NounSection && name == "body":
			section := m.content.FindSection(retro.SectionID(id))
			m.body(section, b.String(), t.String())
		default:
			m.clash(noun, id, title, name, b, o, t)
		}
	}
}

func isThings(t reflect.Type) bool {
	if t == reflect.TypeFor[retro.Debrief]() {
		return true
	}
	if t.Kind() != reflect.Slice || t.Elem().Kind() != reflect.Struct {
		return false
	}
	field, ok := t.Elem().FieldByName("ID")
	return ok && field.Type.Kind() == reflect.String
}

// same takes an empty list for none.
func same(a, b reflect.Value) bool {
	if a.Kind() == reflect.Slice && a.Len() == 0 && b.Len() == 0 {
		return true
	}
	return reflect.DeepEqual(a.Interface(), b.Interface())
}

func (m *merger) clash(noun retro.Noun, id, title, name string, base, mine, theirs reflect.Value) {
	value := ""
	if theirs.Kind() != reflect.String {
		data, err := json.Marshal(theirs.Interface())
		if err != nil {
			m.say(fmt.Sprintf("The %s of “%s” was changed on both sides and stays as it is here.", fieldName(name), oneLine(title)))
			return
		}
		value = string(data)
	}
	m.field(fieldChange{
		noun: noun, id: id, field: name, title: title, section: m.telling(noun, id),
		base: valueText(base), mine: valueText(mine), theirs: valueText(theirs), value: value,
	})
}

// valueText writes a value for people to choose by.
func valueText(v reflect.Value) string {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return ""
		}
		v = v.Elem()
	}
	switch value := v.Interface().(type) {
	case retro.Instant:
		return value.Format(time.UTC)
	case time.Time:
		return value.UTC().Format("2006-01-02 15:04:05")
	}
	if v.Kind() == reflect.String {
		return v.String()
	}
	if v.IsZero() {
		return ""
	}
	data, err := json.Marshal(v.Interface())
	if err != nil {
		return ""
	}
	return string(data)
}

// telling is the section that tells of a conflict: its own, else the one that
// shows such things, else the first.
func (m *merger) telling(noun retro.Noun, id string) *retro.Section {
	shows := map[retro.Noun]retro.LiveBlock{
		retro.NounEvent: retro.BlockTimeline, retro.NounFactor: retro.BlockFactors,
		retro.NounActionItem: retro.BlockActionItems, retro.NounParticipant: retro.BlockParticipants,
	}
	if noun == retro.NounSection {
		if own := m.content.FindSection(retro.SectionID(id)); own != nil {
			return own
		}
	}
	if block := shows[noun]; block != "" {
		if shown := byID(m.content.Sections, func(s retro.Section) bool { return s.Block == block }); shown != nil {
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
