package authoring

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/retro"
)

// takeTheirs gives the field what came in, or takes the thing out.
func (c Conflict) takeTheirs(content *retro.Content) error {
	switch {
	case c.IsWhole():
		return c.remove(content)
	case c.Value != "":
		thing, err := c.thing(content)
		if err != nil {
			return err
		}
		if err := setJSON(thing, c.Field, c.Value); err != nil {
			return err
		}
		if event, ok := thing.(*retro.Event); ok {
			return event.Validate()
		}
		return nil
	}
	return c.set(content, c.Theirs)
}

// set gives the field a text.
func (c Conflict) set(content *retro.Content, text string) error {
	thing, err := c.thing(content)
	if err != nil {
		return err
	}
	switch thing := thing.(type) {
	case *retro.Event:
		return setEventField(thing, c.Field, text)
	case *retro.ActionItem:
		return setActionField(thing, c.Field, text)
	case *retro.Factor:
		return setFactorField(thing, c.Field, text)
	case *retro.Participant:
		return setParticipantField(thing, c.Field, text)
	}
	encoded, err := json.Marshal(text)
	if err != nil {
		return retro.Errorf(retro.CodeInvalid, "%q is no %s: %w", text, c.Field, err)
	}
	return setJSON(thing, c.Field, string(encoded))
}

// thing returns a pointer to what the conflict is about.
func (c Conflict) thing(content *retro.Content) (any, error) {
	var found any
	switch c.Noun {
	case retro.NounParticulars:
		return content, nil
	case retro.NounDebrief:
		return &content.Debrief, nil
	case retro.NounSection:
		found = byID(content.Sections, func(s retro.Section) bool { return string(s.ID) == c.ID })
	case retro.NounEvent:
		found = byID(content.Events, func(e retro.Event) bool { return string(e.ID) == c.ID })
	case retro.NounActionItem:
		found = byID(content.ActionItems, func(a retro.ActionItem) bool { return string(a.ID) == c.ID })
	case retro.NounFactor:
		found = byID(content.Factors, func(f retro.Factor) bool { return string(f.ID) == c.ID })
	case retro.NounParticipant:
		found = byID(content.Participants, func(p retro.Participant) bool { return string(p.ID) == c.ID })
	case retro.NounNote:
		found = byID(content.Debrief.Notes, func(n retro.Note) bool { return string(n.ID) == c.ID })
	case retro.NounEvidence:
		found = byID(content.Evidence, func(e retro.Evidence) bool { return string(e.ID) == c.ID })
	}
	if found == nil || reflect.ValueOf(found).IsNil() {
		return nil, missing(strings.ReplaceAll(string(c.Noun), "-", " "), c.ID)
	}
	return found, nil
}

func byID[T any](items []T, match func(T) bool) *T {
	if at := slices.IndexFunc(items, match); at >= 0 {
		return &items[at]
	}
	return nil
}

// remove takes out the thing that was taken out there.
func (c Conflict) remove(content *retro.Content) error {
	if _, err := c.thing(content); err != nil {
		return err
	}
	switch c.Noun {
	case retro.NounSection:
		content.Sections = without(content.Sections, func(s retro.Section) bool { return string(s.ID) == c.ID })
	case retro.NounEvent:
		content.Events = without(content.Events, func(e retro.Event) bool { return string(e.ID) == c.ID })
	case retro.NounActionItem:
		content.ActionItems = without(content.ActionItems, func(a retro.ActionItem) bool { return string(a.ID) == c.ID })
	case retro.NounFactor:
		content.Factors = without(content.Factors, func(f retro.Factor) bool { return string(f.ID) == c.ID })
	case retro.NounParticipant:
		content.Participants = without(content.Participants, func(p retro.Participant) bool { return string(p.ID) == c.ID })
	case retro.NounNote:
		content.Debrief.Notes = without(content.Debrief.Notes, func(n retro.Note) bool { return string(n.ID) == c.ID })
	case retro.NounEvidence:
		content.Evidence = without(content.Evidence, func(e retro.Evidence) bool { return string(e.ID) == c.ID })
	case retro.NounParticulars, retro.NounDebrief:
	}
	return nil
}

func without[T any](items []T, match func(T) bool) []T {
	var kept []T
	for _, item := range items {
		if !match(item) {
			kept = append(kept, item)
		}
	}
	return kept
}

// setJSON gives the field of a thing a value that is JSON. Nothing that the old
// value points at is written to.
func setJSON(thing any, name, value string) error {
	field := fieldNamed(reflect.ValueOf(thing).Elem(), name)
	if !field.IsValid() {
		return retro.Errorf(retro.CodeInvalid, "there is no field %q", name)
	}
	fresh := reflect.New(field.Type())
	if err := json.Unmarshal([]byte(value), fresh.Interface()); err != nil {
		return retro.Errorf(retro.CodeInvalid, "the %s cannot be taken: %w", fieldName(name), err)
	}
	field.Set(fresh.Elem())
	return nil
}

// fieldNamed returns the field of a struct that JSON calls name.
func fieldNamed(thing reflect.Value, name string) reflect.Value {
	for i := range thing.NumField() {
		if jsonName(thing.Type().Field(i)) == name {
			return thing.Field(i)
		}
	}
	return reflect.Value{}
}

func jsonName(field reflect.StructField) string {
	name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
	return name
}
