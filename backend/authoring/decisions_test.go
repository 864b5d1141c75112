package authoring_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

// TestDecisionsOfAnEditedPage shows what a debrief decided, and rewords, takes out and adds
// to it on a page of every target.
func TestDecisionsOfAnEditedPage(t *testing.T) {
	t.Parallel()
	for target, edits := range map[string][]string{
		"markdown": {"- Freeze the schema\n", "", "- Page the *team* at noon", "- Page the *team* at one\n- Write it down"},
		"html": {
			"<li>Freeze the schema</li>", "", "<li>Page the <em>team</em> at noon</li>", "<li>Page the <em>team</em> at one</li><li>Write it down</li>",
		},
	} {
		t.Run(target, func(t *testing.T) {
			t.Parallel()
			service, id := written(t, "{{decisions}}\n")
			if page, _ := leave(t, service, id, target); !strings.Contains(page, "Nothing is decided yet.") {
				t.Errorf("without a decision the page says %s", page)
			}
			must[authoring.Edited](t)(service.StartDebrief(t.Context(), id))
			for _, note := range []authoring.Noted{
				{Kind: retro.NoteDecision, Text: "Freeze the schema"},
				{Kind: retro.NotePlain, Text: "Lee was tired"},
				{Kind: retro.NoteDecision, Text: "Page the *team* at noon"},
				{Kind: retro.NoteDecision, Text: "Stay as it is"},
			} {
				must[authoring.Edited](t)(service.AddNote(t.Context(), id, note))
			}
			page, name := leave(t, service, id, target)
			if strings.Contains(page, "Lee was tired") {
				t.Error("a note that is no decision stands on the page")
			}
			imported := comeBack(t, service, id, editAll(t, page, edits...), name)
			var got []string
			for _, note := range contentOf(t, service, id).Debrief.Notes {
				got = append(got, fmt.Sprintf("%s: %s", note.Kind, note.Text))
			}
			want := []string{"note: Lee was tired", "decision: Page the *team* at one", "decision: Stay as it is", "decision: Write it down"}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("notes (-want +got):\n%s", diff)
			}
			if body := bodyUnder(t, service, id, "Mechanism"); body != "{{decisions}}\n" || len(imported.Notes)+len(imported.Conflicts) > 0 {
				t.Errorf("the section says %q; %q, %v", body, imported.Notes, imported.Conflicts)
			}
		})
	}
}
