package authoring_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

// TestAgendaSentOnceItBegan sends the agenda in the middle of a debrief and after it: what
// the debrief changed is told from its beginning all the same.
func TestAgendaSentOnceItBegan(t *testing.T) {
	t.Parallel()
	service, id := written(t, "{{decisions}}\n")
	must[authoring.Edited](t)(service.StartDebrief(t.Context(), id))
	must[authoring.Edited](t)(service.AddNote(t.Context(), id, authoring.Noted{Kind: retro.NoteAction, Text: "Freeze the schema"}))
	if sent := must[authoring.Edited](t)(service.SendAgenda(t.Context(), id)); !sent.Unchanged {
		t.Error("sending the agenda in the middle of the debrief made a revision")
	}
	must[authoring.Edited](t)(service.EndDebrief(t.Context(), id))
	must[authoring.Edited](t)(service.SendAgenda(t.Context(), id))
	span := must[authoring.Span](t)(service.DebriefChanges(t.Context(), id))
	if !strings.Contains(span.Changes, "Freeze the schema") {
		t.Errorf("what the debrief changed: %s", span.Changes)
	}
}

// TestUndoNamesTheClock takes back what was done to the clock of a debrief.
func TestUndoNamesTheClock(t *testing.T) {
	t.Parallel()
	service, id := written(t, "")
	must[authoring.Edited](t)(service.StartDebrief(t.Context(), id))
	must[authoring.Edited](t)(service.StepDebrief(t.Context(), id, "next"))
	must[authoring.Edited](t)(service.PauseDebrief(t.Context(), id))
	must[authoring.Edited](t)(service.ResumeDebrief(t.Context(), id))
	var got []string
	for range 3 {
		got = append(got, must[authoring.Edited](t)(service.Undo(t.Context(), id)).Replayed.What)
	}
	if diff := cmp.Diff([]string{"Debrief: resumed", "Debrief: paused", "Debrief: at another step"}, got); diff != "" {
		t.Errorf("undone (-want +got):\n%s", diff)
	}
}
