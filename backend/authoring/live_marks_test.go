package authoring_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

// TestLiveBlocksComeBack puts four live blocks between the paragraphs of one
// section, edits what they show on the page of every target, and expects the
// edits in what is shown and the marks where they stood.
func TestLiveBlocksComeBack(t *testing.T) {
	t.Parallel()
	const ending = "\n\n{{ action items }}\n\nThe last words.\n\n{{factors}}\n\n{{figures}}\n"
	for target, edits := range threeEdits() {
		t.Run(target, func(t *testing.T) {
			t.Parallel()
			service, id := told(t)
			for _, section := range contentOf(t, service, id).Sections {
				if section.Block != retro.BlockGallery {
					section.Block = retro.BlockNone
				}
				must[authoring.Edited](t)(service.UpdateSection(t.Context(), id, section))
			}
			first, rest, _ := strings.Cut(bodyUnder(t, service, id, "Resolution"), "\n\n")
			body := first + "\n\n{{timeline}}\n\n" + strings.TrimRight(rest, "\n") + ending
			must[authoring.Edited](t)(service.WriteSection(t.Context(), id, "Resolution", body))

			page, name := leaveFor(t, service, id, target)
			if text := asText(t, page); strings.Contains(text, "{{") {
				t.Fatalf("the page shows a mark:\n%s", text)
			}
			untouched := comeBack(t, service, id, page, name)
			if labels := stepLabels(untouched.Changes); len(labels)+len(untouched.Conflicts)+len(untouched.Notes) > 0 {
				t.Errorf("unedited: changes %q, conflicts %v, notes %q", labels, untouched.Conflicts, untouched.Notes)
			}
			imported := comeBack(t, service, id, edit(t, page, edits), name)
			if len(imported.Conflicts) > 0 || len(imported.Notes) > 0 {
				t.Errorf("conflicts %v, notes %q", imported.Conflicts, imported.Notes)
			}
			if labels := stepLabels(imported.Changes); len(labels) != 3 {
				t.Errorf("changes %q, want a word, a time and an owner", labels)
			}
			want := strings.Replace(body, "had rehearsed", "had tried", 1)
			if diff := cmp.Diff(want, bodyUnder(t, service, id, "Resolution")); diff != "" {
				t.Errorf("the text (-want +got):\n%s", diff)
			}
		})
	}
}

// TestTextBesideLiveBlocks writes on the page around what marks show; in the text
// it stands on the same side of them.
func TestTextBesideLiveBlocks(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ body, at, written, want string }{
		"before":            {"One.\n\n{{participants}}\n\nTwo.\n", "| Name |", "Between.\n\n| Name |", "One.\n\nBetween.\n\n{{participants}}\n\nTwo.\n"},
		"after":             {"One.\n\n{{participants}}\n\nTwo.\n", "\nTwo.", "\nBetween.\n\nTwo.", "One.\n\n{{participants}}\n\nBetween.\n\nTwo.\n"},
		"twice the same":    {"{{participants}}\n\nOne.\n\n{{participants}}\n", "One.", "One, and two.", "{{participants}}\n\nOne, and two.\n\n{{participants}}\n"},
		"over a mark alone": {"{{figures}}\n", "*No figures yet: the timeline has neither a trigger nor an impact.*", "We do not know.", "{{figures}}\n\nWe do not know.\n"},
		"misspelt":          {"One.\n\n{{partisipants}}\n", "One.", "One more.", "One more.\n\n{{partisipants}}\n"},
		"in code":           {"One.\n\n```\n{{participants}}\n```\n", "One.", "One more.", "One more.\n\n```\n{{participants}}\n```\n"},
		"in a quotation":    {"One.\n\n> {{participants}}\n", "One.", "One more.", "One more.\n\n> {{participants}}\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			service, id := written(t, tt.body)
			must[authoring.Edited](t)(service.SaveParticipants(t.Context(), id, []retro.Participant{{Name: "Dana", Roles: []retro.Role{retro.RoleLead}}}))
			page, file := leave(t, service, id, "markdown")
			comeBack(t, service, id, replace(t, page, tt.at, tt.written), file)
			if diff := cmp.Diff(tt.want, bodyUnder(t, service, id, "Mechanism")); diff != "" {
				t.Errorf("the text (-want +got):\n%s", diff)
			}
		})
	}
}
