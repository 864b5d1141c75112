package authoring_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/export"
	"github.com/afterword-app/afterword/backend/retro"
)

// TestVariantsComeBack edits a word on a page of each variant: that alone changes, and what
// the variant does not have stays.
func TestVariantsComeBack(t *testing.T) {
	t.Parallel()
	for _, target := range []string{"markdown", "html", "confluence", "docx"} {
		for _, variant := range []string{":short", ":company", ":public", ":short:public"} {
			t.Run(target+variant, func(t *testing.T) {
				t.Parallel()
				service, id := told(t)
				page, name := leave(t, service, id, target+variant)
				untouched := comeBack(t, service, id, page, name)
				if labels := stepLabels(untouched.Changes); len(labels) > 0 || len(untouched.Conflicts) > 0 {
					t.Fatalf("unedited, it changes %q, conflicts %v", labels, untouched.Conflicts)
				}
				edited := edit(t, page, [][2]string{{"Four people for two", "Five people for two"}})
				imported := comeBack(t, service, id, edited, name)
				if diff := cmp.Diff([]string{"Impact and Scope: list item 4 reworded"}, stepLabels(imported.Changes)); diff != "" {
					t.Errorf("changes (-want +got):\n%s", diff)
				}
				if words := imported.Changes.Totals.Words; words.Added != 1 || words.Removed != 1 || len(imported.Conflicts) > 0 {
					t.Errorf("words %+v, conflicts %v", words, imported.Conflicts)
				}
			})
		}
	}
}

// TestVariants leave under names of their own, and only the document has any.
func TestVariants(t *testing.T) {
	t.Parallel()
	service, id := told(t)
	short := must[export.Result](t)(service.Export(t.Context(), id, "markdown:short", nil))
	if name := short.Files[0].Name; name != "short/retrospective.md" {
		t.Errorf("the short story is called %q", name)
	}
	page := string(short.Files[0].Data)
	if !strings.Contains(page, "## In short") || !strings.Contains(page, "## Impact and Scope") || strings.Contains(page, "## Resolution") {
		t.Errorf("the short story is\n%s", page)
	}
	public := must[export.Result](t)(service.Export(t.Context(), id, "html:public", nil))
	if name := public.Files[0].Name; !strings.HasSuffix(name, "-public.html") {
		t.Errorf("what is for clients is called %q", name)
	}
	for _, address := range []string{"markdown:shorter", "agenda:public", "ics:short"} {
		if _, err := service.Export(t.Context(), id, address, nil); retro.ErrorCode(err) != retro.CodeNotFound {
			t.Errorf("%s: %v", address, err)
		}
	}
	must[authoring.Edited](t)(service.Call(t.Context(), id, "Fernhill", "the shop"))
	if page := string(must[export.Result](t)(service.Export(t.Context(), id, "html:public", nil)).Files[0].Data); strings.Contains(page, "Fernhill") {
		t.Error("a name that people said is still there")
	}
	rendered := must[authoring.Rendered](t)(service.Render(t.Context(), id, "html:public"))
	if rendered.Withheld == nil || rendered.Withheld.Evidence == 0 || len(rendered.Withheld.Names) == 0 {
		t.Errorf("it does not tell what it withholds: %+v", rendered.Withheld)
	}
}
