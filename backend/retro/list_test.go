package retro_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

// TestListsAreDescribedWhole holds what whoever walks the descriptions relies on.
func TestListsAreDescribedWhole(t *testing.T) {
	t.Parallel()
	nouns, members, wholes := map[retro.Noun]bool{}, map[int]bool{}, map[string]bool{}
	for list := range retro.AllLists().All() {
		t.Run(string(list.Noun), func(t *testing.T) {
			if nouns[list.Noun] || list.One == "" || list.Many == "" || list.Heading == "" {
				t.Errorf("described twice, or without words: %+v", list)
			}
			nouns[list.Noun] = true
			if !list.IsOnly && (list.Member < 2 || members[list.Member] || list.All == "" || wholes[list.All]) {
				t.Errorf("member %d and %q are not its own", list.Member, list.All)
			}
			members[list.Member], wholes[list.All] = true, true
			for _, name := range append([]string{list.TitleField}, list.About...) {
				if _, ok := list.Field(name); !ok && name != "" {
					t.Errorf("there is no field %q", name)
				}
			}
			checkFields(t, list)
		})
	}
}

// checkFields wants every field in the JSON of the record to be described, under
// its name there.
func checkFields(t *testing.T, list retro.List) {
	t.Helper()
	record := reflect.TypeOf(list.New()).Elem()
	described := map[string]bool{"id": true}
	for _, field := range list.Fields {
		if field.Label == "" || field.Verb == "" || described[field.Name] {
			t.Errorf("%q is described twice, or without words", field.Name)
		}
		described[field.Name] = true
		data, err := field.JSON(list.New())
		if err == nil {
			err = field.SetJSON(list.New(), data)
		}
		if err != nil {
			t.Errorf("%q does not go through JSON: %v", field.Name, err)
		}
		if err := field.SetJSON(list.New(), []byte("{broken")); retro.ErrorCode(err) != retro.CodeInvalid {
			t.Errorf("%q takes what is no JSON: %v", field.Name, err)
		}
	}
	for field := range record.Fields() {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		// Notes are a list of their own, and the cells of a row are its columns.
		if !described[name] && name != "notes" && name != "cells" {
			t.Errorf("the field %q is not described: a merge would lose it", name)
		}
	}
}

func TestFieldsReadWhatPeopleWrite(t *testing.T) {
	t.Parallel()
	berlin := retro.Instant{At: time.Date(2026, 3, 14, 21, 40, 0, 0, time.UTC), Zone: "Europe/Berlin", Precision: retro.PrecisionMinute}
	for _, tt := range []struct {
		record      retro.Record
		noun        retro.Noun
		field, text string
		want        string // as it is written then; "!" for a refusal
	}{
		{&retro.Event{At: berlin}, retro.NounEvent, "at", "2026-03-14 21:45", "2026-03-14 21:45"},
		{&retro.Event{At: berlin}, retro.NounEvent, "at", "soon", "!"},
		{&retro.Event{At: berlin}, retro.NounEvent, "end", "2026-03-14 22:00", "2026-03-14 22:00"},
		{&retro.Event{At: berlin, End: &berlin}, retro.NounEvent, "end", "", ""},
		{&retro.Event{}, retro.NounEvent, "kind", "sabotage", "sabotage"},
		{&retro.Event{}, retro.NounEvent, "kind", "", "!"},
		{&retro.Event{}, retro.NounEvent, "citations", "log", "!"},
		{&retro.ActionItem{}, retro.NounActionItem, "state", "Big-Bet", "big bet"},
		{&retro.ActionItem{}, retro.NounActionItem, "state", "do-now", "do now"},
		{&retro.ActionItem{}, retro.NounActionItem, "state", "do now", "do now"},
		{&retro.ActionItem{}, retro.NounActionItem, "state", "idea", "idea"},
		{&retro.ActionItem{}, retro.NounActionItem, "state", "wont", "won’t"},
		{&retro.ActionItem{}, retro.NounActionItem, "state", "won't do", "won’t"},
		{&retro.ActionItem{}, retro.NounActionItem, "state", "later", "!"},
		{&retro.ActionItem{}, retro.NounActionItem, "labels", "one, , two ", "one, two"},
		{&retro.Factor{}, retro.NounFactor, "confidence", "Likely", "likely"},
		{&retro.Participant{}, retro.NounParticipant, "roles", "Facilitator, Responder", "facilitator, responder"},
		{&retro.Section{}, retro.NounSection, "body", "Text.\n", "Text.\n"},
	} {
		list, _ := retro.AllLists().Of(tt.noun)
		field, _ := list.Field(tt.field)
		err := field.Read(tt.record, tt.text)
		switch {
		case tt.want == "!":
			if retro.ErrorCode(err) != retro.CodeInvalid {
				t.Errorf("%s %s takes %q: %v", tt.noun, tt.field, tt.text, err)
			}
		case err != nil || field.Write(tt.record, retro.Names{}) != tt.want:
			t.Errorf("%s %s reads %q as %q (%v)", tt.noun, tt.field, tt.text, field.Write(tt.record, retro.Names{}), err)
		}
	}
}
