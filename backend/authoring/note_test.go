package authoring_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/export"
	"github.com/afterword-app/afterword/backend/retro"
)

// TestNotesLand holds that what is noted lands once where it belongs, also where its
// kind is only found out later, and leads back to the note.
func TestNotesLand(t *testing.T) {
	t.Parallel()
	service, id := told(t)
	content := func() retro.Content {
		return must[authoring.Workspace](t)(service.Open(t.Context(), id)).Content
	}
	noteOf := func(text string) retro.Note {
		notes := content().Debrief.Notes
		return notes[slices.IndexFunc(notes, func(n retro.Note) bool { return n.Text == text })]
	}
	items := func(note retro.Note) (all []retro.ActionItem) {
		for _, item := range content().ActionItems {
			if item.Note == note.ID {
				all = append(all, item)
			}
		}
		return all
	}
	must[authoring.Edited](t)(service.AddNote(t.Context(), id, authoring.Noted{Text: "Put the keys on a page"}))
	note := noteOf("Put the keys on a page")
	if found := items(note); len(found) != 0 {
		t.Errorf("a plain note became %v", found)
	}
	for _, kind := range []retro.NoteKind{retro.NoteAction, retro.NotePlain, retro.NoteDecision} {
		note.Kind = kind
		must[authoring.Edited](t)(service.UpdateNote(t.Context(), id, note))
		if found := items(note); len(found) != 1 || found[0].State != retro.ActionRemediation || found[0].Title != note.Text {
			t.Errorf("as %s it became %v", kind, found)
		}
	}
	note.Kind = retro.NoteFactor
	must[authoring.Edited](t)(service.UpdateNote(t.Context(), id, note))
	if !slices.ContainsFunc(content().Factors, func(f retro.Factor) bool { return f.Note == note.ID }) {
		t.Error("as a factor it is among none")
	}
	for _, kind := range []retro.NoteKind{retro.NoteQuestion, retro.NoteQuote, retro.NoteCorrection} {
		must[authoring.Edited](t)(service.AddNote(t.Context(), id, authoring.Noted{Kind: kind, Text: "As " + string(kind)}))
		if found := items(noteOf("As " + string(kind))); len(found) != 0 {
			t.Errorf("%s became %v", kind, found)
		}
	}
}

// TestDebriefReport holds that a debrief that is over tells what it changed without
// being asked, for every form, and one that is not over tells nothing.
func TestDebriefReport(t *testing.T) {
	t.Parallel()
	service, id := told(t)
	if names := must[[]string](t)(service.Fitting(t.Context(), id)); !slices.Contains(names, authoring.TargetReport) {
		t.Errorf("only %v fit", names)
	}
	for _, form := range export.Targets() {
		result := must[export.Result](t)(service.Export(t.Context(), id, authoring.TargetReport+":"+form.Name, nil))
		if !strings.Contains(asText(t, string(result.Files[0].Data)), "PLAT-412") {
			t.Errorf("as %s it does not say what was decided", form.Name)
		}
	}
	span := must[authoring.Span](t)(service.DebriefChanges(t.Context(), id))
	if !strings.Contains(span.Changes, "## Root Cause") || strings.Contains(span.Changes, "has spoken") || span.From == "" {
		t.Errorf("it changed %q", span.Changes)
	}
	followUp := must[export.Result](t)(service.Export(t.Context(), id, authoring.TargetFollowUp, nil))
	if !strings.Contains(string(followUp.Files[0].Data), "## What was decided\n\n- ") {
		t.Errorf("the follow-up does not say what was decided:\n%s", followUp.Files[0].Data)
	}

	created := must[authoring.Workspace](t)(service.Create(t.Context(), "Not held", ""))
	if names := must[[]string](t)(service.Fitting(t.Context(), created.ID)); slices.Contains(names, authoring.TargetReport) {
		t.Errorf("%v fit one that was never held", names)
	}
	if _, err := service.Export(t.Context(), created.ID, authoring.TargetReport, nil); retro.ErrorCode(err) != retro.CodeNotFound {
		t.Errorf("a report of none: %v", err)
	}
}

// TestSoloTargets offers one person's own account nothing that tells of a debrief, not
// even as the name of a group.
func TestSoloTargets(t *testing.T) {
	t.Parallel()
	service, id := told(t)
	all := must[[]export.Target](t)(service.TargetsOf(t.Context(), id))
	if !slices.EqualFunc(all, authoring.Targets(), func(a, b export.Target) bool { return a.Name == b.Name }) {
		t.Errorf("with a debrief: %v", all)
	}
	must[authoring.Edited](t)(service.MarkSolo(t.Context(), id, true))
	var names []string
	for _, target := range must[[]export.Target](t)(service.TargetsOf(t.Context(), id)) {
		names = append(names, target.Name)
		if strings.Contains(strings.ToLower(target.Title+target.About+target.Group), "debrief") {
			t.Errorf("%+v tells of a debrief", target)
		}
	}
	want := []string{authoring.TargetQuestions}
	for _, target := range export.Targets() {
		want = append(want, target.Name)
	}
	slices.Sort(want)
	if slices.Sort(names); !slices.Equal(names, want) {
		t.Errorf("alone: %v, not %v", names, want)
	}
}
