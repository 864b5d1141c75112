package authoring_test

import (
	"strings"
	"testing"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/export"
	"github.com/afterword-app/afterword/backend/retro"
)

// TestChangeReport holds that each form of the report tells what the debrief of
// the example changed.
func TestChangeReport(t *testing.T) {
	t.Parallel()
	service, id := told(t)
	from, to := authoring.DefaultComparison(must[[]retro.Revision](t)(service.Revisions(t.Context(), id)))
	for _, target := range export.Targets() {
		result := must[export.Result](t)(service.ChangeReport(t.Context(), id, from.ID, to.ID, target.Name))
		var all strings.Builder
		for _, file := range result.Files {
			if !strings.HasPrefix(file.Name, "change-report/") {
				t.Errorf("%s: a file %s", target.Name, file.Name)
			}
			all.WriteString(asText(t, string(file.Data)))
		}
		text := strings.ReplaceAll(all.String(), "&#34;", `"`)
		for _, want := range []string{"Before the debrief", "2 min 30 s earlier", "re-decided", "PLAT-412", "What went well"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s does not say %q", target.Name, want)
			}
		}
		if strings.Contains(text, "At a glance") {
			t.Errorf("%s sums up a document that it is not", target.Name)
		}
	}
	_, err := service.ChangeReport(t.Context(), id, from.ID, to.ID, "none")
	if code := retro.ErrorCode(err); code != retro.CodeNotFound {
		t.Errorf("code %q (%v)", code, err)
	}
}
