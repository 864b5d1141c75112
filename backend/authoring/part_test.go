package authoring_test

import (
	"testing"

	"github.com/afterword-app/afterword/backend/authoring"
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
		"at the end": {"One was here.\n\nTwo was here.", "block:Trigger/2", "One was here.\n\nTwo was here.\n\nThree was here.\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			service := openService(t)
			id := begin(t, service)
			saved := must[authoring.Workspace](t)(service.WriteSection(t.Context(), id, "Trigger", before))
			must[authoring.Workspace](t)(service.WriteSection(t.Context(), id, "Trigger", tt.after))
			restored := must[authoring.Workspace](t)(service.Restore(t.Context(), id, saved.Revision.ID, authoring.Part(tt.part)))
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
