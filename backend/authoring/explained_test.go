package authoring_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

// TestExplanationsComeBack edits a word beside a term that a page explains: the word comes
// back, and the explanation does not.
func TestExplanationsComeBack(t *testing.T) {
	t.Parallel()
	for _, target := range []string{"markdown", "confluence", "docx", "clipboard"} {
		t.Run(target, func(t *testing.T) {
			t.Parallel()
			service, id := told(t)
			must[authoring.Edited](t)(service.SaveRow(t.Context(), id, retro.NounTerm, retro.Row{Cells: map[string]string{"term": "API", "meaning": "How shops (38 of them) order by program."}}))
			page, name := leaveFor(t, service, id, target)
			if n := strings.Count(asText(t, page), "order by program)"); n != 1 {
				t.Fatalf("explained %d times", n)
			}
			untouched := comeBack(t, service, id, page, name)
			if labels := stepLabels(untouched.Changes); len(labels) > 0 || len(untouched.Conflicts) > 0 {
				t.Fatalf("unedited, it changes %q, conflicts %v", labels, untouched.Conflicts)
			}
			imported := comeBack(t, service, id, edit(t, page, [][2]string{{"Four people for two", "Five people for two"}}), name)
			if diff := cmp.Diff([]string{"Impact and Scope: list item 4 reworded"}, stepLabels(imported.Changes)); diff != "" {
				t.Errorf("changes (-want +got):\n%s", diff)
			}
			content := contentOf(t, service, id)
			if body := content.SectionByHeading("Impact and Scope").Body; strings.Contains(body, "\u2060") || !strings.Contains(body, "not through the API. That is 1 hour") || !strings.Contains(body, "Five people for two") {
				t.Errorf("it became\n%s", body)
			}
		})
	}
}
