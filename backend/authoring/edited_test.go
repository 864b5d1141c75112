package authoring_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

// object is something as it goes to the page: through JSON.
type object = map[string]any

func asJSON(t *testing.T, value any) object {
	t.Helper()
	data := must[[]byte](t)(json.Marshal(value))
	var read object
	if err := json.Unmarshal(data, &read); err != nil {
		t.Fatal(err)
	}
	return read
}

// members are where the page keeps the lists of a content.
var members = map[retro.Noun]string{
	retro.NounEvent: "events", retro.NounSection: "sections", retro.NounFactor: "factors", retro.NounActionItem: "actionItems",
	retro.NounParticipant: "participants", retro.NounEvidence: "evidence", retro.NounQuestion: "questions", retro.NounAnswer: "answers",
	retro.NounPrivateNote: "private", retro.NounVerdict: "verdicts",
}

// apply does to a workspace what the page does with an answer.
func apply(workspace, edited object) {
	for _, name := range []string{"revision", "revisions", "canUndo", "canRedo", "figures", "stages", "duties", "told"} {
		if value, ok := edited[name]; ok {
			workspace[name] = value
		}
	}
	content, _ := workspace["content"].(object)
	debrief, _ := content["debrief"].(object)
	for noun, value := range edited["lists"].(object) {
		edit := value.(object)
		switch name := members[retro.Noun(noun)]; {
		case noun == string(retro.NounParticulars):
			for _, field := range []string{"title", "template", "zones", "sharedAt", "sharedIn", "draft", "solo", "aliases"} {
				delete(content, field)
			}
			maps.Copy(content, only(edit))
		case noun == string(retro.NounDebrief):
			held := only(edit)
			if notes, ok := debrief["notes"]; ok {
				held["notes"] = notes
			}
			content["debrief"], debrief = held, held
		case noun == string(retro.NounNote):
			notes, _ := debrief["notes"].([]any)
			if notes = put(notes, edit); len(notes) > 0 {
				debrief["notes"] = notes
			} else {
				delete(debrief, "notes")
			}
		case name != "":
			list, _ := content[name].([]any)
			content[name] = put(list, edit)
			if isOptional := name == "questions" || name == "answers" || name == "private" || name == "verdicts"; isOptional && len(content[name].([]any)) == 0 {
				delete(content, name)
			}
		default:
			tables, _ := content["tables"].(object)
			if tables == nil {
				tables = object{}
				content["tables"] = tables
			}
			list, _ := tables[noun].([]any)
			if tables[noun] = put(list, edit); len(tables[noun].([]any)) == 0 {
				delete(tables, noun)
			}
			if len(tables) == 0 {
				delete(content, "tables")
			}
		}
	}
	readings, _ := workspace["readings"].(object)
	changed, _ := edited["readings"].(object)
	kept := object{}
	for _, evidence := range content["evidence"].([]any) {
		id := evidence.(object)["id"].(string)
		if kept[id] = readings[id]; changed[id] != nil {
			kept[id] = changed[id]
		}
	}
	workspace["readings"] = kept
	places, _ := workspace["places"].(object)
	moved, _ := edited["places"].(object)
	maps.Copy(places, moved)
	notes, _ := debrief["notes"].([]any)
	maps.DeleteFunc(places, func(id string, _ any) bool {
		return !slices.ContainsFunc(notes, func(note any) bool { return note.(object)["id"] == id })
	})
}

// only is the record of what there is one of.
func only(edit object) object { return edit["placed"].([]any)[0].(object)["record"].(object) }

func put(list []any, edit object) []any {
	id := func(record any) string { return record.(object)["id"].(string) }
	was, out := map[string]any{}, map[string]bool{}
	for _, record := range list {
		was[id(record)] = record
	}
	removed, _ := edit["removed"].([]any)
	for _, name := range removed {
		out[name.(string)] = true
	}
	placed, _ := edit["placed"].([]any)
	for _, one := range placed {
		out[id(one)] = true
	}
	list = slices.DeleteFunc(slices.Clone(list), func(record any) bool { return out[id(record)] })
	for _, one := range placed {
		record, ok := one.(object)["record"]
		if !ok {
			record = was[id(one)]
		}
		list = slices.Insert(list, int(one.(object)["at"].(float64)), record)
	}
	return list
}

// TestAnswersTellAllThatChanged holds for every act, undo and redo that what was
// known before and the answer give what is there after.
func TestAnswersTellAllThatChanged(t *testing.T) {
	t.Parallel()
	service := openService(t)
	for name, act := range acts() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := setStage(t, service)
			// Some acts need another one first: what is known is what the answer begins
			// from.
			known := map[int]object{}
			know := func() object {
				w := must[authoring.Workspace](t)(service.Open(t.Context(), s.id))
				known[w.Revision.Seq] = asJSON(t, w)
				return known[w.Revision.Seq]
			}
			know()
			s.watch = func() { know() }
			hold := func(what string, edited authoring.Edited) {
				before := known[edited.Before]
				if before == nil {
					t.Fatalf("%s: it begins from revision %d, which was never the newest", what, edited.Before)
				}
				apply(before, asJSON(t, edited))
				if name == "SaveSection" && edited.Revision.Reason == retro.ReasonWrite+s.before.Sections[0].Heading {
					section := before["content"].(object)["sections"].([]any)[0].(object)
					section["body"] = "What happened.\n" // whoever saves knows the text
				}
				if diff := cmp.Diff(before, know()); diff != "" {
					t.Errorf("%s (-applied +opened):\n%s", what, diff)
				}
			}
			hold("done", editedBy(t, must[any](t)(act.do(s))))
			hold("undone", must[authoring.Edited](t)(service.Undo(t.Context(), s.id)))
			hold("redone", must[authoring.Edited](t)(service.Redo(t.Context(), s.id)))
			hold("restored", must[authoring.Edited](t)(service.Restore(t.Context(), s.id, firstRevision(t, s))))
		})
	}
}

func firstRevision(t *testing.T, s *stage) retro.RevisionID {
	t.Helper()
	all := must[[]retro.Revision](t)(s.service.Revisions(t.Context(), s.id))
	return all[len(all)-1].ID
}

// TestListEditsOfAnyTwoStates shuffles, removes, adds and changes action items by
// chance: the answer gives the list as it is, and holds no record that stayed.
func TestListEditsOfAnyTwoStates(t *testing.T) {
	t.Parallel()
	service := openService(t)
	id := begin(t, service)
	random := rand.New(rand.NewPCG(4, 2))
	for round := range 60 {
		before := must[authoring.Workspace](t)(service.Open(t.Context(), id))
		factors := slices.Clone(before.Content.Factors)
		for range random.IntN(4) {
			factors = slices.Insert(factors, random.IntN(len(factors)+1), retro.Factor{Title: fmt.Sprintf("Factor of round %d", round)})
		}
		stayed := map[retro.FactorID]bool{}
		for i := range factors {
			if stayed[factors[i].ID] = random.IntN(3) > 0; !stayed[factors[i].ID] {
				factors[i].Body = fmt.Sprintf("Round %d", round)
			}
		}
		if random.IntN(2) == 0 {
			random.Shuffle(len(factors), func(i, j int) { factors[i], factors[j] = factors[j], factors[i] })
		}
		factors = slices.DeleteFunc(factors, func(retro.Factor) bool { return random.IntN(5) == 0 })
		edited := must[authoring.Edited](t)(service.SaveFactors(t.Context(), id, factors))
		applied := asJSON(t, before)
		apply(applied, asJSON(t, edited))
		if diff := cmp.Diff(applied, asJSON(t, must[authoring.Workspace](t)(service.Open(t.Context(), id)))); diff != "" {
			t.Fatalf("round %d (-applied +opened):\n%s", round, diff)
		}
		for _, placed := range edited.Lists[retro.NounFactor].Placed {
			if placed.Record != nil && stayed[retro.FactorID(placed.ID)] {
				t.Errorf("round %d: the answer repeats %s, which says what it said", round, placed.ID)
			}
		}
	}
}
