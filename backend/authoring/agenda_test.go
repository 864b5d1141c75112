package authoring_test

import (
	"slices"
	"testing"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

// TestRemoveAgenda proves that an agenda of one's own can be taken away, that whoever is
// held by it keeps the steps, and that built-in ones stay.
func TestRemoveAgenda(t *testing.T) {
	t.Parallel()
	service := openService(t)
	id := begin(t, service)
	steps := []retro.AgendaStep{{Title: "All of it", Minutes: 20}}
	must[authoring.Edited](t)(service.SaveAgenda(t.Context(), id, "Short", steps))
	if err := service.RemoveAgenda(t.Context(), "short"); err != nil {
		t.Fatal(err)
	}
	isShort := func(a retro.Agenda) bool { return a.Name == "short" }
	if slices.ContainsFunc(must[[]retro.Agenda](t)(service.Agendas(t.Context())), isShort) {
		t.Error("it can still be chosen")
	}
	standing := must[retro.Standing](t)(service.Standing(t.Context(), id))
	if len(standing.Steps) != 1 || contentOf(t, service, id).Debrief.Steps[0].Title != "All of it" {
		t.Errorf("the debrief lost its steps: %+v", standing.Steps)
	}
	for _, name := range []string{"short", "heroku", ""} {
		if err := service.RemoveAgenda(t.Context(), name); retro.ErrorCode(err) != retro.CodeNotFound {
			t.Errorf("%q: %v", name, err)
		}
	}
	kept := must[retro.Agenda](t)(service.KeepAgenda(t.Context(), "Short", steps))
	if !kept.Own || !slices.ContainsFunc(must[[]retro.Agenda](t)(service.Agendas(t.Context())), isShort) {
		t.Errorf("it does not come back: %+v", kept)
	}
}
