package authoring_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/diff"
	"github.com/afterword-app/afterword/backend/retro"
)

// TestRestoreBlock brings back one place of a text, by the number that the change
// set has for it.
func TestRestoreBlock(t *testing.T) {
	t.Parallel()
	const before = "One was here.\n\nTwo was here.\n\nThree was here.\n"
	for name, tt := range map[string]struct{ after, part, want string }{
		"reworded":   {"One was there.\n\nTwo was there.\n\nThree was here.\n", "block:Trigger/1", "One was there.\n\nTwo was here.\n\nThree was here.\n"},
		"removed":    {"One was here.\n\nThree was there.\n", "block:Trigger/1", "One was here.\n\nTwo was here.\n\nThree was there.\n"},
		"added":      {"One was here.\n\nNew words stand between.\n\nTwo was here.\n\nThree is here.\n", "block:Trigger/1", "One was here.\n\nTwo was here.\n\nThree is here.\n"},
		"a run":      {"One was here.\n\nTwo was here.\n\nThree was here.\n\nOther words.\n\nEven more of them.\n", "block:Trigger/3", before},
		"at the end": {"One was here.\n\nTwo was here.", "block:Trigger/2", "One was here.\n\nTwo was here.\n\nThree was here.\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			service := openService(t)
			id := begin(t, service)
			saved := must[authoring.Edited](t)(service.WriteSection(t.Context(), id, "Trigger", before))
			must[authoring.Edited](t)(service.WriteSection(t.Context(), id, "Trigger", tt.after))
			restored := must[authoring.Edited](t)(service.Restore(t.Context(), id, saved.Revision.ID, authoring.Part(tt.part)))
			if got := restored.Content.SectionByHeading("Trigger").Body; got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			for part, want := range map[authoring.Part]retro.Code{
				"block:Trigger": retro.CodeInvalid, "block:Trigger/x": retro.CodeInvalid, "block:Trigger/99": retro.CodeNotFound,
				"block:None/1": retro.CodeNotFound, "block:": retro.CodeInvalid,
			} {
				_, err := service.Restore(t.Context(), id, saved.Revision.ID, part)
				if code := retro.ErrorCode(err); code != want {
					t.Errorf("%s: code %q (%v), want %q", part, code, err, want)
				}
			}
		})
	}
}

// TestRestoreBlockOfLaterPair brings back a place that was counted against a
// revision which is not the newest any more.
func TestRestoreBlockOfLaterPair(t *testing.T) {
	t.Parallel()
	service := openService(t)
	id := begin(t, service)
	var saved []retro.RevisionID
	for _, body := range []string{
		"One was here.\n\nTwo was here.\n",
		"One was there.\n\nTwo was there.\n",
		"Before all of them.\n\nOne was there.\n\nTwo is gone.\n",
	} {
		saved = append(saved, must[authoring.Edited](t)(service.WriteSection(t.Context(), id, "Trigger", body)).Revision.ID)
	}
	part := func(number string) authoring.Part {
		return authoring.Part("block:Trigger/" + number + "@" + string(saved[1]))
	}
	preview := must[diff.ChangeSet](t)(service.PreviewRestore(t.Context(), id, saved[0], part("0")))
	if len(preview.Steps) != 1 || preview.Totals.Words.Added != 1 {
		t.Errorf("preview %+v", preview.Summary)
	}
	if _, err := service.Restore(t.Context(), id, saved[0], part("1")); retro.ErrorCode(err) != retro.CodeConflict {
		t.Errorf("a place that was changed again: %v", err)
	}
	restored := must[authoring.Edited](t)(service.Restore(t.Context(), id, saved[0], part("0")))
	if got, want := restored.Content.SectionByHeading("Trigger").Body, "Before all of them.\n\nOne was here.\n\nTwo is gone.\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	undone := must[authoring.Edited](t)(service.Undo(t.Context(), id))
	if got, want := undone.Content.SectionByHeading("Trigger").Body, "Before all of them.\n\nOne was there.\n\nTwo is gone.\n"; got != want {
		t.Errorf("undo leaves %q, want %q", got, want)
	}
}

// TestRestoreOne restores single things that were changed, removed and added.
func TestRestoreOne(t *testing.T) {
	t.Parallel()
	service := openService(t)
	id := begin(t, service)
	event := addEvent(t, service, id, retro.Event{At: retro.NewInstant(begun), Kind: retro.KindObservation, Title: "Alert"})
	before := must[authoring.Edited](t)(service.AddActionItems(t.Context(), id, "First\nSecond"))
	second := before.Content.ActionItems[1]
	must[authoring.Edited](t)(service.RemoveActionItem(t.Context(), id, second.ID))
	must[authoring.Edited](t)(service.AddActionItems(t.Context(), id, "Third"))
	later := addEvent(t, service, id, retro.Event{At: retro.NewInstant(begun), Kind: retro.KindObservation, Title: "Later"})
	event.Title = "Alarm"
	must[authoring.Edited](t)(service.UpdateEvent(t.Context(), id, event))

	restored := must[authoring.Edited](t)(service.Restore(
		t.Context(), id, before.Revision.ID, authoring.Part("event:"+event.ID), authoring.Part("event:"+later.ID), authoring.Part("action-item:"+second.ID),
	))
	var titles []string
	for _, e := range restored.Content.Events {
		titles = append(titles, e.Title)
	}
	for _, a := range restored.Content.ActionItems {
		titles = append(titles, a.Title)
	}
	if got := cmp.Diff([]string{"Alert", "First", "Second", "Third"}, titles); got != "" {
		t.Errorf("(-want +got):\n%s", got)
	}
	if want := "restore “Alert”, “Later”, “Second” from revision 3"; restored.Revision.Reason != want {
		t.Errorf("reason %q, want %q", restored.Revision.Reason, want)
	}
	for part, want := range map[authoring.Part]retro.Code{
		"event:none": retro.CodeNotFound, "weather:cold": retro.CodeInvalid, "weather": retro.CodeInvalid, "factor:x": retro.CodeNotFound,
	} {
		if _, err := service.Restore(t.Context(), id, before.Revision.ID, part); retro.ErrorCode(err) != want {
			t.Errorf("%s: %v", part, err)
		}
	}
}
