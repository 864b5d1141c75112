package authoring_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

// addRow adds a row to a table, whose columns it names one after the other.
func addRow(t *testing.T, service *authoring.Service, id retro.RetrospectiveID, noun retro.Noun, cells map[string]string) authoring.Edited {
	t.Helper()
	return must[authoring.Edited](t)(service.SaveRow(t.Context(), id, noun, retro.Row{Cells: cells}))
}

// TestTablesComeBack edits the rows of two tables, and of one that is shown as a list,
// on the page of every target, and expects exactly these edits.
func TestTablesComeBack(t *testing.T) {
	t.Parallel()
	for target := range threeEdits() {
		t.Run(target, func(t *testing.T) {
			t.Parallel()
			service, id := written(t, "Before.\n\n{{assumptions}}\n\nBetween.\n\n{{claims}}\n\n{{learnings}}\n\nAfter.\n")
			addRow(t, service, id, retro.NounAssumption, map[string]string{"believed": "The key is large enough", "true": "It was an *integer*", "sign": "A chart of it"})
			addRow(t, service, id, retro.NounAssumption, map[string]string{"believed": "Somebody is told of it"})
			must[authoring.Edited](t)(service.AddUsualRows(t.Context(), id, retro.NounClaim))
			addRow(t, service, id, retro.NounClaim, map[string]string{"claim": "Restores are rehearsed", "holds": "no", "since": "2026-03-01"})
			addRow(t, service, id, retro.NounLearning, map[string]string{"learned": "Keys have ends"})
			addRow(t, service, id, retro.NounLearning, map[string]string{"learned": "Charts are read by few"})
			before := contentOf(t, service, id)

			page, name := leaveFor(t, service, id, target)
			untouched := comeBack(t, service, id, page, name)
			if labels := stepLabels(untouched.Changes); len(labels)+len(untouched.Conflicts)+len(untouched.Notes) > 0 {
				t.Errorf("unedited: changes %q, conflicts %v, notes %q", labels, untouched.Conflicts, untouched.Notes)
			}
			imported := comeBack(t, service, id, edit(t, page, [][2]string{
				{"Somebody is told", "Everybody is told"}, {"A chart of it", "A weekly chart of it"}, {"2026-03-01", "2026-04-02"}, {"Keys have ends", "Integers have ends"},
			}), name)
			if len(imported.Conflicts) > 0 || len(imported.Notes) > 0 {
				t.Errorf("conflicts %v, notes %q", imported.Conflicts, imported.Notes)
			}
			want := before.Clone()
			for _, set := range []struct {
				noun         retro.Noun
				row          int
				column, text string
			}{
				{retro.NounAssumption, 1, "believed", "Everybody is told of it"},
				{retro.NounAssumption, 0, "sign", "A weekly chart of it"},
				{retro.NounClaim, 3, "since", "2026-04-02"},
				{retro.NounLearning, 0, "learned", "Integers have ends"},
			} {
				want.Tables[set.noun][set.row] = want.Tables[set.noun][set.row].With(set.column, set.text)
			}
			if diff := cmp.Diff(want.Tables, contentOf(t, service, id).Tables); diff != "" {
				t.Errorf("the tables (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(want.Sections, contentOf(t, service, id).Sections); diff != "" {
				t.Errorf("the text (-want +got):\n%s", diff)
			}
		})
	}
}

// TestRowsOfAnEditedPage adds, takes out and spoils rows on a page.
func TestRowsOfAnEditedPage(t *testing.T) {
	t.Parallel()
	service, id := written(t, "{{claims}}\n")
	for _, claim := range []string{"One", "Two", "Three"} {
		addRow(t, service, id, retro.NounClaim, map[string]string{"claim": claim, "holds": "yes"})
	}
	page, name := leave(t, service, id, "markdown")
	page = replace(t, page, "| Two | yes |\n", "")
	page = replace(t, page, "| Three | yes |\n", "| Three | perhaps |\n| Four | Partly |\n")
	imported := comeBack(t, service, id, page, name)
	var got []string
	for _, row := range contentOf(t, service, id).Tables[retro.NounClaim] {
		got = append(got, row.Cells["claim"]+" "+row.Cells["holds"])
	}
	if diff := cmp.Diff([]string{"One yes", "Three yes", "Four partly"}, got); diff != "" {
		t.Errorf("claims (-want +got):\n%s", diff)
	}
	if len(imported.Notes) != 1 {
		t.Errorf("notes %q, want one of the answer that is none", imported.Notes)
	}
}

// TestTablesFindTheirPlace expects the first row of a table to put it into the document,
// once: whoever takes it out again is left alone, but for what comes of a retrospective
// that was shared.
func TestTablesFindTheirPlace(t *testing.T) {
	t.Parallel()
	service, id := written(t, "It is over.\n")
	outcome := func(what string) retro.Content {
		return addRow(t, service, id, retro.NounOutcome, map[string]string{"what": what, "whom": "the build team"}).Content
	}
	content := outcome("Nobody is woken any more")
	last := content.Sections[len(content.Sections)-1]
	if last.Role != retro.SectionEpilogue || last.Block != retro.BlockOutcomes {
		t.Fatalf("the last section is %+v", last)
	}
	must[authoring.Edited](t)(service.RemoveSection(t.Context(), id, last.ID))
	if content = outcome("Deploys are dull"); content.HasBlock(retro.BlockOutcomes) {
		t.Error("what was taken out is back")
	}
	must[authoring.Edited](t)(service.Checkpoint(t.Context(), id, "Shared", retro.RevisionShared))
	if content = outcome("Fridays are free"); !content.HasBlock(retro.BlockOutcomes) {
		t.Error("what came of it later is not told")
	}
	if again := outcome("Fridays are free"); len(again.Tables[retro.NounOutcome]) != 3 {
		t.Errorf("the same twice: %+v", again.Tables)
	}

	// In the section that plays the part, beside what that shows already.
	section := *content.SectionByHeading("Mechanism")
	section.Role, section.Block = retro.SectionLearnings, retro.BlockParticipants
	must[authoring.Edited](t)(service.UpdateSection(t.Context(), id, section))
	addRow(t, service, id, retro.NounLearning, map[string]string{"learned": "Keys have ends"})
	if body := bodyUnder(t, service, id, "Mechanism"); body != "It is over.\n\n{{learnings}}\n" {
		t.Errorf("the text is %q", body)
	}
	// The impact belongs to the section of the impact, and to the figures where those are shown.
	addRow(t, service, id, retro.NounImpact, map[string]string{"who": "Everybody"})
	content = contentOf(t, service, id)
	if impact := content.SectionByHeading("Impact and scope"); impact.Block != retro.BlockImpact {
		t.Errorf("the section of the impact is %+v", impact)
	}
}

func TestRowsAreRefused(t *testing.T) {
	t.Parallel()
	service, id := written(t, "")
	for name, tt := range map[string]struct {
		noun retro.Noun
		row  retro.Row
		want retro.Code
	}{
		"no such table":      {"hope", retro.Row{}, retro.CodeNotFound},
		"without a title":    {retro.NounClaim, retro.Row{Cells: map[string]string{"holds": "yes"}}, retro.CodeInvalid},
		"blank":              {retro.NounClaim, retro.Row{Cells: map[string]string{"claim": " \n"}}, retro.CodeInvalid},
		"no such column":     {retro.NounClaim, retro.Row{Cells: map[string]string{"claim": "x", "hold": "yes"}}, retro.CodeInvalid},
		"no such choice":     {retro.NounClaim, retro.Row{Cells: map[string]string{"claim": "x", "holds": "hardly"}}, retro.CodeInvalid},
		"no such day":        {retro.NounClaim, retro.Row{Cells: map[string]string{"claim": "x", "since": "soon"}}, retro.CodeInvalid},
		"a row that is gone": {retro.NounClaim, retro.Row{ID: "gone", Cells: map[string]string{"claim": "x"}}, retro.CodeNotFound},
	} {
		if _, err := service.SaveRow(t.Context(), id, tt.noun, tt.row); retro.ErrorCode(err) != tt.want {
			t.Errorf("%s: %v, want %s", name, err, tt.want)
		}
	}
}
