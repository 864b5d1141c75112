package authoring_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

// TestGalleryOfAnEditedPage edits the captions of pictures, and the time that one shows,
// on a page of every target. A picture that stands in the text has its own caption there.
func TestGalleryOfAnEditedPage(t *testing.T) {
	t.Parallel()
	const body = "Before.\n\n{{gallery}}\n\nAfter.\n"
	for _, target := range []string{"markdown", "html", "confluence", "docx"} {
		t.Run(target, func(t *testing.T) {
			t.Parallel()
			service, id := written(t, body)
			added := must[authoring.Added](t)(service.AddEvidence(t.Context(), id, []authoring.Original{
				file("cliff.png", whitePNG(t)), file("calm.png", append(whitePNG(t), 0)),
			}, nil))
			for i, caption := range []string{"Orders fall off a cliff", "Memory stays calm"} {
				content := contentOf(t, service, id)
				picture := *content.FindEvidence(added.Evidence[i])
				picture.Caption = caption
				if i == 0 {
					picture.ShownAt = &retro.Instant{At: time.Date(2026, 3, 14, 21, 40, 0, 0, time.UTC), Zone: "UTC", Precision: retro.PrecisionMinute}
				}
				must[authoring.Edited](t)(service.UpdateEvidence(t.Context(), id, picture))
			}
			page, name := leave(t, service, id, target)
			untouched := comeBack(t, service, id, page, name)
			if labels := stepLabels(untouched.Changes); len(labels)+len(untouched.Notes) > 0 {
				t.Errorf("without an edit: %q, %q", labels, untouched.Notes)
			}
			imported := comeBack(t, service, id, editAll(t, page, "fall off a cliff · 2026-03-14 21:40 UTC", "drop · 2026-03-14 21:45 UTC", "stays calm", "is calm"), name)
			var got []string
			for _, picture := range contentOf(t, service, id).Evidence {
				said := picture.Caption
				if picture.ShownAt != nil {
					said += " " + picture.ShownAt.At.Format(time.TimeOnly)
				}
				got = append(got, said)
			}
			if want := "[Orders drop 21:45:00 Memory is calm]"; fmt.Sprint(got) != want {
				t.Errorf("%s, want %s", got, want)
			}
			if now := bodyUnder(t, service, id, "Mechanism"); now != body || len(imported.Notes)+len(imported.Conflicts) > 0 {
				t.Errorf("the section says %q; notes %q, conflicts %v", now, imported.Notes, imported.Conflicts)
			}
		})
	}
}

// editAll exchanges texts wherever they stand on a page.
func editAll(t *testing.T, page string, pairs ...string) string {
	t.Helper()
	replacer := strings.NewReplacer(pairs...)
	if strings.HasPrefix(page, "PK") {
		return insideDOCX(t, page, replacer.Replace)
	}
	return replacer.Replace(page)
}

// TestGalleryOfCharts has a gallery say when what a chart shows was. The page comes back
// as it left.
func TestGalleryOfCharts(t *testing.T) {
	t.Parallel()
	service, id, _, _ := charted(t)
	section := contentOf(t, service, id).Sections[0].ID
	must[authoring.Edited](t)(service.SaveSection(t.Context(), id, section, "{{gallery}}\n"))
	page, name := leave(t, service, id, "markdown")
	if want := "How long saving took · 2026-03-14 21:00 – 21:30 UTC"; !strings.Contains(page, want) {
		t.Errorf("the page does not say %q:\n%s", want, page)
	}
	if untouched := comeBack(t, service, id, page, name); len(stepLabels(untouched.Changes))+len(untouched.Notes) > 0 {
		t.Errorf("without an edit: %q, %q", stepLabels(untouched.Changes), untouched.Notes)
	}
}
