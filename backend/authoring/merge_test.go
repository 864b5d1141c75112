package authoring_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/merging"
	"github.com/afterword-app/afterword/backend/retro"
)

// sent is a colleague's library that begins from a bundle of the example.
func sent(t *testing.T, from *authoring.Service, id retro.RetrospectiveID) *authoring.Service {
	t.Helper()
	colleague := openService(t)
	give(t, from, colleague, id)
	return colleague
}

// give sends a bundle from one library to another.
func give(t *testing.T, from, to *authoring.Service, id retro.RetrospectiveID) library.Unpacked {
	t.Helper()
	path := filepath.Join(t.TempDir(), "colleague.afterword")
	if err := from.WriteBundle(t.Context(), id, path); err != nil {
		t.Fatal(err)
	}
	return must[library.Unpacked](t)(to.ReadBundle(t.Context(), path))
}

func contentOf(t *testing.T, service *authoring.Service, id retro.RetrospectiveID) retro.Content {
	t.Helper()
	return must[authoring.Workspace](t)(service.Open(t.Context(), id)).Content
}

// TestMergeOfTwoHistories goes on in two libraries and brings them together, in
// both directions.
func TestMergeOfTwoHistories(t *testing.T) {
	t.Parallel()
	mine, id := told(t)
	theirs := sent(t, mine, id)

	before := contentOf(t, mine, id)
	event, action := before.Events[3], before.ActionItems[0]
	resolution, trigger := before.SectionByHeading("Resolution"), before.SectionByHeading("Trigger")

	// Here: an event is later, an action has another owner, one section is reworded.
	here := event
	here.At = event.At.Shift(60e9)
	must[authoring.Edited](t)(mine.UpdateEvent(t.Context(), id, here))
	owned := action
	owned.Owner = "Ines"
	must[authoring.Edited](t)(mine.UpdateActionItem(t.Context(), id, owned))
	must[authoring.Edited](t)(mine.SaveSection(t.Context(), id, resolution.ID, replace(t, resolution.Body, "none of us had rehearsed", "no one had rehearsed")))

	// There: the same event reworded, the same action with another owner still, the
	// same words of the section, another section, a new event, a new section.
	there := event
	there.Title = "Reworded there"
	must[authoring.Edited](t)(theirs.UpdateEvent(t.Context(), id, there))
	owned.Owner = "Lee"
	must[authoring.Edited](t)(theirs.UpdateActionItem(t.Context(), id, owned))
	must[authoring.Edited](t)(theirs.SaveSection(t.Context(), id, resolution.ID, replace(t, resolution.Body, "none of us had rehearsed", "nobody had rehearsed")))
	must[authoring.Edited](t)(theirs.SaveSection(t.Context(), id, trigger.ID, trigger.Body+"\nOne more line.\n"))
	must[authoring.Edited](t)(theirs.AddSection(t.Context(), id, retro.Section{Heading: "Customers"}, trigger.ID))

	unpacked := give(t, theirs, mine, id)
	if unpacked.Outcome != library.UnpackedMerged {
		t.Fatalf("unpacked %+v", unpacked)
	}
	merged := contentOf(t, mine, id)
	if got := merged.FindEvent(event.ID); got.Title != "Reworded there" || !got.At.At.Equal(here.At.At) {
		t.Errorf("the event is %+v", got)
	}
	if !strings.Contains(merged.SectionByHeading("Trigger").Body, "One more line.") || merged.SectionByHeading("Customers") == nil {
		t.Error("what only they did is missing")
	}
	open := must[[]merging.Conflict](t)(mine.Conflicts(t.Context(), id))
	var about []string
	for _, c := range open {
		about = append(about, c.Title+", "+c.Field+": "+c.Mine[:min(len(c.Mine), 4)])
	}
	if diff := cmp.Diff([]string{"Resolution, body: " + open[0].Mine[:4], action.Title + ", owner: Ines"}, about); diff != "" {
		t.Errorf("conflicts (-want +got):\n%s", diff)
	}
	if again := give(t, theirs, mine, id); again.Outcome != library.UnpackedSame {
		t.Errorf("the same bundle again: %+v", again)
	}

	// One undo takes all of it back; redo brings the conflicts with it.
	must[authoring.Edited](t)(mine.Undo(t.Context(), id))
	undone := contentOf(t, mine, id)
	if open := must[[]merging.Conflict](t)(mine.Conflicts(t.Context(), id)); len(open) != 0 || undone.SectionByHeading("Customers") != nil {
		t.Errorf("undone, but %d conflicts are open", len(open))
	}
	must[authoring.Edited](t)(mine.Redo(t.Context(), id))
	for _, c := range must[[]merging.Conflict](t)(mine.Conflicts(t.Context(), id)) {
		must[authoring.Edited](t)(mine.SettleConflict(t.Context(), id, c.Number, merging.Decision{Choice: merging.SettleTheirs}))
	}
	settled := contentOf(t, mine, id)
	if got := settled.ActionItems[0].Owner; got != "Lee" {
		t.Errorf("the owner is %q", got)
	}

	// They get it back without having to decide anything again.
	if back := give(t, mine, theirs, id); back.Outcome != library.UnpackedMerged {
		t.Errorf("sent back: %+v", back)
	}
	if diff := cmp.Diff(settled, contentOf(t, theirs, id)); diff != "" {
		t.Errorf("both libraries differ (-mine +theirs):\n%s", diff)
	}
}

// TestSettleByOnesOwnWords settles each kind of conflict by each choice.
func TestSettleByOnesOwnWords(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		decision merging.Decision
		touch    func(string) string // what is written into the section before
		want     string
		code     retro.Code
	}{
		"mine":   {decision: merging.Decision{Choice: merging.SettleMine}, want: "One.\n\nTwo here.\n\nThree.\n"},
		"theirs": {decision: merging.Decision{Choice: merging.SettleTheirs}, want: "One.\n\nTwo there.\n\nThree.\n"},
		"both":   {decision: merging.Decision{Choice: merging.SettleBoth}, want: "One.\n\nTwo here.\n\nTwo there.\n\nThree.\n"},
		"edit":   {decision: merging.Decision{Choice: merging.SettleEdit, Text: "Two, agreed."}, want: "One.\n\nTwo, agreed.\n\nThree.\n"},
		"nobody's": {
			decision: merging.Decision{Choice: "coin"}, code: retro.CodeInvalid,
		},
		"written on since, theirs": {
			decision: merging.Decision{Choice: merging.SettleTheirs}, code: retro.CodeConflict,
			touch: func(body string) string { return strings.Replace(body, "Two here.", "Two here, later.", 1) },
		},
		"written on since, both": {
			decision: merging.Decision{Choice: merging.SettleBoth}, want: "One.\n\nTwo here, later.\n\nTwo there.\n\nThree.\n",
			touch: func(body string) string { return strings.Replace(body, "Two here.", "Two here, later.", 1) },
		},
		"taken out by hand": {
			decision: merging.Decision{Choice: merging.SettleMine}, code: retro.CodeNotFound,
			touch: func(string) string { return "All new.\n" },
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			service := openService(t)
			workspace := must[authoring.Workspace](t)(service.Create(t.Context(), "Outage", ""))
			id, section := workspace.ID, workspace.Content.Sections[0].ID
			save := func(body string) {
				must[authoring.Edited](t)(service.SaveSection(t.Context(), id, section, body))
			}
			save("One.\n\nTwo was said here before.\n\nThree.\n")
			page, file := leave(t, service, id, "markdown")
			save("One.\n\nTwo here.\n\nThree.\n")
			imported := comeBack(t, service, id, replace(t, page, "Two was said here before.", "Two there."), file)
			if len(imported.Conflicts) != 1 || imported.Conflicts[0].Number != 1 {
				t.Fatalf("conflicts %+v", imported.Conflicts)
			}
			if tt.touch != nil {
				save(tt.touch(contentOf(t, service, id).Sections[0].Body))
			}
			settled, err := service.SettleConflict(t.Context(), id, 1, tt.decision)
			if code := retro.ErrorCode(err); code != tt.code {
				t.Fatalf("code %q (%v), want %q", code, err, tt.code)
			}
			if tt.code != "" {
				return
			}
			if diff := cmp.Diff(tt.want, settled.Content.Sections[0].Body); diff != "" {
				t.Errorf("settled (-want +got):\n%s", diff)
			}
		})
	}
}
