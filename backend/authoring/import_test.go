package authoring_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/diff"
	"github.com/afterword-app/afterword/backend/example"
	"github.com/afterword-app/afterword/backend/export"
	"github.com/afterword-app/afterword/backend/retro"
)

// told is a library that holds the example.
func told(t *testing.T) (*authoring.Service, retro.RetrospectiveID) {
	t.Helper()
	service := openService(t)
	return service, must[retro.RetrospectiveID](t)(example.Build(t.Context(), service))
}

// leave exports to a target and returns the page.
func leave(t *testing.T, service *authoring.Service, id retro.RetrospectiveID, target string) (page, name string) {
	t.Helper()
	result := must[export.Result](t)(service.Export(t.Context(), id, target, nil))
	return string(result.Files[0].Data), result.Files[0].Name
}

func comeBack(t *testing.T, service *authoring.Service, id retro.RetrospectiveID, page, name string) authoring.Imported {
	t.Helper()
	return must[authoring.Imported](t)(service.Import(t.Context(), id, []byte(page), name, authoring.ImportOptions{}))
}

// replace exchanges the only occurrence of a text.
func replace(t *testing.T, page, before, after string) string {
	t.Helper()
	if n := strings.Count(page, before); n != 1 {
		t.Fatalf("%q occurs %d times", before, n)
	}
	return strings.Replace(page, before, after, 1)
}

func roundTrips() []string {
	var targets []string
	for _, target := range export.Targets() {
		switch target.Name {
		case "markdown", "html", "confluence", "docx":
			targets = append(targets, target.Name)
		}
	}
	return targets
}

func stepLabels(cs diff.ChangeSet) []string {
	labels := []string{}
	for _, step := range cs.Steps {
		labels = append(labels, step.Label)
	}
	return labels
}

func TestImportOfWhatLeftChangesNothing(t *testing.T) {
	t.Parallel()
	service, id := told(t)
	before := must[[]retro.Revision](t)(service.Revisions(t.Context(), id))
	for _, target := range roundTrips() {
		page, name := leave(t, service, id, target)
		imported := comeBack(t, service, id, page, name)
		if labels := stepLabels(imported.Changes); len(labels) > 0 || len(imported.Conflicts) > 0 || len(imported.Notes) > 0 {
			t.Errorf("%s: changes %q, conflicts %v, notes %q", target, labels, imported.Conflicts, imported.Notes)
		}
		if imported.Base.ExportedAt == nil || imported.Base.Target != target {
			t.Errorf("%s: the base is %+v", target, imported.Base)
		}
	}
	if after := must[[]retro.Revision](t)(service.Revisions(t.Context(), id)); len(after) != len(before) {
		t.Errorf("%d revisions, want still %d", len(after), len(before))
	}
}

// edits are the same three edits in the form of each target.
func edits() map[string][][2]string {
	prose := [2]string{"steps that none of us had rehearsed", "steps that none of us had tried"}
	return map[string][][2]string{
		"markdown":   {prose, {"| 10:03 | 11:03 |", "| 10:04 | 11:03 |"}, {"five minutes | Priya Nair", "five minutes | Lee Brandt"}},
		"html":       {prose, {`<span class="doc-clock">10:03</span>`, `<span class="doc-clock">10:04</span>`}, {"five minutes</td><td>Priya Nair", "five minutes</td><td>Lee Brandt"}},
		"confluence": {prose, {"<td>10:03</td>", "<td>10:04</td>"}, {"five minutes</td><td>Priya Nair", "five minutes</td><td><p>Lee&nbsp;Brandt</p></td><td class=\"x\">"}},
		"docx":       {prose},
	}
}

// TestImportOfThreeEdits holds that what was edited on the page changes here and
// nothing else does.
func TestImportOfThreeEdits(t *testing.T) {
	t.Parallel()
	want := []string{
		"One person takes the lead; everything goes through #incident-orders: retimed, 1 min later",
		"Resolution: paragraph 3 reworded",
		"An alert when no order was saved for five minutes: re-owned",
	}
	for _, target := range roundTrips() {
		t.Run(target, func(t *testing.T) {
			t.Parallel()
			service, id := told(t)
			page, name := leave(t, service, id, target)
			for _, edit := range edits()[target] {
				page = replace(t, page, edit[0], edit[1])
			}
			if target == "confluence" {
				page = strings.Replace(page, `<td class="x"></td>`, "", 1)
			}
			imported := comeBack(t, service, id, page, name)
			if diff := cmp.Diff(want, stepLabels(imported.Changes)); diff != "" {
				t.Errorf("changes (-want +got):\n%s", diff)
			}
			if len(imported.Conflicts) > 0 || len(imported.Notes) > 0 {
				t.Errorf("conflicts %v, notes %q", imported.Conflicts, imported.Notes)
			}
			if words := imported.Changes.Totals.Words; words.Added != 1 || words.Removed != 1 {
				t.Errorf("words %+v, want one exchanged", words)
			}
			if r := imported.Workspace.Revision; r.Kind != retro.RevisionImported || r.Name != "import "+name {
				t.Errorf("revision %+v", r)
			}
			again := comeBack(t, service, id, page, name)
			if labels := stepLabels(again.Changes); len(labels) > 0 || len(again.Conflicts) > 0 {
				t.Errorf("the same page again changes %q, conflicts %v", labels, again.Conflicts)
			}
		})
	}
}
