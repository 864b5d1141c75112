package authoring_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
)

// TestLearningsCSV counts the retrospectives that say the same, and writes nothing that a
// spreadsheet would compute.
func TestLearningsCSV(t *testing.T) {
	t.Parallel()
	service, _ := openLibrary(t)
	for title, learned := range map[string]string{"First": "Keys have ends.", "Second": "keys  have ends"} {
		made := must[authoring.Workspace](t)(service.Create(t.Context(), title, ""))
		must[authoring.Edited](t)(service.SaveRow(t.Context(), made.ID, retro.NounLearning, retro.Row{Cells: map[string]string{"learned": learned, "kind": "lacked"}}))
		if title == "First" {
			must[authoring.Edited](t)(service.SaveRow(t.Context(), made.ID, retro.NounLearning, retro.Row{Cells: map[string]string{"learned": "=1+1, \"quoted\""}}))
		}
	}
	said := map[string]int{}
	table := must[[]byte](t)(service.LearningsCSV(t.Context(), library.LearningQuery{}))
	for line := range strings.SplitSeq(strings.TrimSpace(string(table)), "\n") {
		said[line[:min(len(line), 24)]]++
	}
	want := map[string]int{"Learned,Kind,Retrospecti": 1, "Keys have ends.,lacked,F": 1, "keys have ends,lacked,Se": 1, "\"'=1+1, \"\"quoted\"\"\",,Fir": 1}
	if diff := cmp.Diff(want, said); diff != "" {
		t.Errorf("%s\n%s", diff, table)
	}
}
