package authoring_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/export"
	"github.com/afterword-app/afterword/backend/retro"
)

// written is a library with one retrospective that has a section "Mechanism".
func written(t *testing.T, body string) (*authoring.Service, retro.RetrospectiveID) {
	t.Helper()
	service := openService(t)
	id := begin(t, service)
	added := must[authoring.Edited](t)(service.AddSection(t.Context(), id, retro.Section{Heading: "Mechanism"}, ""))
	section := added.Content.SectionByHeading("Mechanism")
	must[authoring.Edited](t)(service.SaveSection(t.Context(), id, section.ID, body))
	return service, id
}

// bodyUnder is the text of a section of a retrospective.
func bodyUnder(t *testing.T, service *authoring.Service, id retro.RetrospectiveID, heading string) string {
	t.Helper()
	content := must[authoring.Workspace](t)(service.Open(t.Context(), id)).Content
	section := content.SectionByHeading(heading)
	if section == nil {
		t.Fatalf("there is no section %q", heading)
	}
	return section.Body
}

func pageCase(t *testing.T, name string) string {
	t.Helper()
	return string(must[[]byte](t)(os.ReadFile(filepath.Join("testdata", "pages", name, "input.md"))))
}

// TestImportKeepsWhatNoPageShows edits pages of sections that hold what an export
// does not show: it stays, whatever is done to what stands around it.
func TestImportKeepsWhatNoPageShows(t *testing.T) {
	t.Parallel()
	definition := strings.TrimPrefix(pageCase(t, "link-definition"), "## Cause\n\n")
	for name, tt := range map[string]struct {
		body string
		// edit is done to the page of every target; paragraph is the text of one that
		// is taken out.
		edit      [2]string
		paragraph string
		want      string
	}{
		"a definition beside an edit": {
			body: definition, edit: [2]string{"queue was full", "queue was overfull"},
			want: strings.Replace(definition, "was full", "was overfull", 1),
		},
		"a definition behind a paragraph that goes": {
			body: definition, paragraph: "The queue was full.",
			want: "See [the runbook][r] first.\n\n[r]: https://example.com/run \"How to\"\n",
		},
		"a definition above the paragraph that goes, in one": {
			body:      "One.\n\n[r]: <https://example.com/run>\n'How to'\nTwo words.\n<!-- ask Lee -->\n\nThree.\n",
			paragraph: "Two words.",
			want:      "One.\n\n[r]: <https://example.com/run>\n'How to'\n\n<!-- ask Lee -->\n\nThree.\n",
		},
		"comments first and last": {
			body: "<!-- first -->\n\nOne full queue.\n\n<!-- last -->\n", edit: [2]string{"One full queue", "One queue"},
			want: "<!-- first -->\n\nOne queue.\n\n<!-- last -->\n",
		},
		"comments around what is written anew": {
			body: "<!-- first -->\n\nOne full queue.\n\n<!-- last -->\n", edit: [2]string{"One full queue", "Two"},
			want: "<!-- first -->\n\n<!-- last -->\n\nTwo.\n",
		},
		"a footnote and tags beside an edit": {
			body: "The queue[^q] was full of H<sub>2</sub>O.\n\n[^q]: A note on *jobs*.\n\n    Its second paragraph.\n",
			edit: [2]string{"was full", "was overfull"},
			want: "The queue[^q] was overfull of H<sub>2</sub>O.\n\n[^q]: A note on *jobs*.\n\n    Its second paragraph.\n",
		},
		"definitions": {
			body: "Queue\nLine\n: What was full of *orders*.\n: A second meaning.\n\nPool\n: Those who take from it.\n\n## After\n",
			edit: [2]string{"What was full", "What was overfull"},
			want: "Queue\nLine\n: What was overfull of *orders*.\n: A second meaning.\n\nPool\n: Those who take from it.\n\n## After\n",
		},
		"a comment alone": {
			body: "<!-- what did we see? -->\n", edit: [2]string{"Mechanism…Nothing written yet.", "A full queue."},
			want: "<!-- what did we see? -->\n\nA full queue.\n",
		},
	} {
		for _, target := range []string{"markdown", "html", "confluence", "docx"} {
			t.Run(name+"/"+target, func(t *testing.T) {
				t.Parallel()
				service, id := written(t, tt.body)
				page, file := leave(t, service, id, target)
				if tt.paragraph != "" {
					page = edit(t, page, [][2]string{{asParagraph(target, tt.paragraph), ""}})
				} else {
					page = edit(t, page, [][2]string{tt.edit})
				}
				imported := comeBack(t, service, id, page, file)
				if body := bodyUnder(t, service, id, "Mechanism"); body != tt.want {
					t.Errorf("the section (-want +got):\n%s", cmp.Diff(tt.want, body))
				}
				if len(imported.Conflicts) > 0 {
					t.Errorf("conflicts %v", imported.Conflicts)
				}
				if again, _ := leave(t, service, id, "markdown"); strings.Contains(tt.body, "[the runbook][r]") && !strings.Contains(again, "[the runbook](https://example.com/run)") {
					t.Errorf("a new export has lost the link:\n%s", again)
				}
			})
		}
	}
}

// asParagraph is a paragraph of plain words in the form of a target.
func asParagraph(target, words string) string {
	switch target {
	case "markdown":
		return words + "\n"
	case "docx":
		return `<w:p><w:r><w:t xml:space="preserve">` + words + "</w:t></w:r></w:p>"
	}
	return "<p>" + words + "</p>\n"
}

// TestImportKeepsDefinitionsOfFactors is the same for the text of a factor.
func TestImportKeepsDefinitionsOfFactors(t *testing.T) {
	t.Parallel()
	const body = "See [the runbook][r].\n\n[r]: https://example.com/run\n\nThe queue was full."
	for _, target := range []string{"markdown", "html", "confluence", "docx"} {
		t.Run(target, func(t *testing.T) {
			t.Parallel()
			service := openService(t)
			id := begin(t, service)
			factor := retro.Factor{Title: "A key", Body: body, Confidence: retro.ConfidenceKnown}
			must[authoring.Edited](t)(service.SaveFactors(t.Context(), id, []retro.Factor{factor}))
			page := must[export.Result](t)(service.Export(t.Context(), id, target, nil)).Files[0]
			edited := edit(t, string(page.Data), [][2]string{{"queue was full", "queue was overfull"}})
			imported := comeBack(t, service, id, edited, page.Name)
			want := strings.Replace(body, "was full", "was overfull", 1)
			if got := imported.Edited.Content.Factors[0].Body; got != want {
				t.Errorf("the factor (-want +got):\n%s", cmp.Diff(want, got))
			}
		})
	}
}

// TestImportSaysThatAHeadingIsGone takes the heading of a factor off a page, and leaves
// what stands below it: the factor stays, and that is said.
func TestImportSaysThatAHeadingIsGone(t *testing.T) {
	t.Parallel()
	service := openService(t)
	id := begin(t, service)
	factors := []retro.Factor{
		{Title: "A small key", Body: "Nobody chose it.", Confidence: retro.ConfidenceKnown},
		{Title: "A large job", Body: "It ran at once.", Confidence: retro.ConfidenceKnown},
	}
	before := must[authoring.Edited](t)(service.SaveFactors(t.Context(), id, factors)).Content.Factors
	page := must[export.Result](t)(service.Export(t.Context(), id, "markdown", nil)).Files[0]
	imported := comeBack(t, service, id, edit(t, string(page.Data), [][2]string{{"### A large job `known`\n\n", ""}}), page.Name)
	if diff := cmp.Diff(before, contentOf(t, service, id).Factors); diff != "" {
		t.Errorf("the factors (-want +got):\n%s", diff)
	}
	if len(imported.Notes) != 1 || !strings.Contains(imported.Notes[0], "no heading “A large job” any more") {
		t.Errorf("notes %q", imported.Notes)
	}
}

// TestImportTakesDueDates changes the day of an action item in the table of a page,
// and writes what is no day.
func TestImportTakesDueDates(t *testing.T) {
	t.Parallel()
	for _, target := range []string{"markdown", "html", "confluence", "docx"} {
		t.Run(target, func(t *testing.T) {
			t.Parallel()
			service, id := written(t, "The queue was full.\n")
			added := must[authoring.Edited](t)(service.AddActionItems(t.Context(), id, "Widen the key"))
			item := added.Content.ActionItems[0]
			item.State, item.Due = retro.ActionDoNow, "soon"
			if _, err := service.UpdateActionItem(t.Context(), id, item); retro.ErrorCode(err) != retro.CodeInvalid {
				t.Errorf("due soon: %v, want CodeInvalid", err)
			}
			item.Due = "24 Dec 2026"
			must[authoring.Edited](t)(service.UpdateActionItem(t.Context(), id, item))
			page, name := leave(t, service, id, target)
			comeBack(t, service, id, edit(t, page, [][2]string{{"2026-12-24", "2027-01-15"}}), name)
			now := must[authoring.Workspace](t)(service.Open(t.Context(), id)).Content.ActionItems[0]
			if now.Due != "2027-01-15" {
				t.Errorf("it is due on %q", now.Due)
			}
			page, name = leave(t, service, id, target)
			imported := comeBack(t, service, id, edit(t, page, [][2]string{{"2027-01-15", "when there is time"}}), name)
			now = must[authoring.Workspace](t)(service.Open(t.Context(), id)).Content.ActionItems[0]
			told := string(must[[]byte](t)(json.Marshal(imported)))
			if now.Due != "2027-01-15" || !strings.Contains(told, "under Due, it says") || !strings.Contains(told, "when there is time") {
				t.Errorf("due on %q; what is no day is kept as a note: %s", now.Due, told)
			}
		})
	}
}

// TestCopiedIsWhatWasLookedAt holds which state is on record for what was copied:
// the one that stands there, also where another was looked at before.
func TestCopiedIsWhatWasLookedAt(t *testing.T) {
	t.Parallel()
	service, id := written(t, "The queue was full.\n")
	must[authoring.Rendered](t)(service.Render(t.Context(), id, "html"))
	if err := service.Copied(t.Context(), id, "html"); err != nil {
		t.Fatal(err)
	}
	must[authoring.Edited](t)(service.AddSection(t.Context(), id, retro.Section{Heading: "More"}, ""))
	if err := service.Copied(t.Context(), id, "html"); err != nil {
		t.Fatal(err)
	}
	bases := must[[]authoring.ImportBase](t)(service.ImportBases(t.Context(), id))
	revisions := must[[]retro.Revision](t)(service.Revisions(t.Context(), id))
	got := []retro.RevisionID{}
	for _, base := range bases {
		got = append(got, base.Revision.ID)
	}
	if diff := cmp.Diff([]retro.RevisionID{revisions[0].ID, revisions[1].ID}, got); diff != "" {
		t.Errorf("revisions on record (-want +got):\n%s", diff)
	}
	if text := must[string](t)(service.CopyText(t.Context(), id, "markdown")); !strings.Contains(text, "## More") {
		t.Errorf("the text of an earlier state was copied:\n%s", text)
	}
}

// TestBlocksOfCodeStayApart reads a document back that has two blocks of code in a
// row.
func TestBlocksOfCodeStayApart(t *testing.T) {
	t.Parallel()
	const body = "```\nlet a = 1;\n```\n\n```\nls\n```\n"
	service, id := written(t, body)
	page, name := leave(t, service, id, "docx")
	begun := must[authoring.Workspace](t)(service.BeginWithPage(t.Context(), []byte(page), name))
	if got := bodyUnder(t, service, begun.ID, "Mechanism"); got != body {
		t.Errorf("the section (-want +got):\n%s", cmp.Diff(body, got))
	}
}

// TestImportOfAnotherSpelling brings back pages that another program has written
// anew: the same words in other signs are no edit.
func TestImportOfAnotherSpelling(t *testing.T) {
	t.Parallel()
	t.Run("a section", func(t *testing.T) {
		t.Parallel()
		_, body, _ := strings.Cut(pageCase(t, "other-spelling"), "## Cause\n\n")
		service, id := written(t, body)
		page, name := leave(t, service, id, "markdown")
		edited := string(must[[]byte](t)(os.ReadFile(filepath.Join("testdata", "pages", "other-spelling", "edited.md"))))
		_, spelled, _ := strings.Cut(edited, "## Cause\n\n")
		before, _, _ := strings.Cut(page, "## Mechanism\n\n")
		imported := comeBack(t, service, id, before+"## Mechanism\n\n"+spelled, name)
		if !imported.Changes.IsEmpty() {
			t.Errorf("changes %q, want none", stepLabels(imported.Changes))
		}
	})
	t.Run("addresses", func(t *testing.T) {
		t.Parallel()
		service, id := written(t, "Status page: <https://status.example.com>, see [docs](https://docs.example.com).\n")
		page, name := leave(t, service, id, "html")
		imported := comeBack(t, service, id, edit(t, page, [][2]string{
			{`"https://status.example.com"`, `"https://status.example.com/"`}, {`"https://docs.example.com"`, `"https://docs.example.com/"`},
		}), name)
		if !imported.Changes.IsEmpty() {
			t.Errorf("changes %q, want none", stepLabels(imported.Changes))
		}
	})
	for name, change := range map[string][2]string{
		"emphasis in a timeline":    {"*orders api, line 18*", "_orders api, line 18_"},
		"backslashes in a timeline": {"#incident-orders", `\#incident-orders`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			service, id := told(t)
			page, file := leave(t, service, id, "markdown")
			spelled := strings.ReplaceAll(page, change[0], change[1])
			if spelled == page {
				t.Fatalf("the page has no %q", change[0])
			}
			if imported := comeBack(t, service, id, spelled, file); !imported.Changes.IsEmpty() || len(imported.Conflicts) > 0 {
				t.Errorf("changes %q, want none", stepLabels(imported.Changes))
			}
		})
	}
}

// TestImportKeepsTheWayLinksAreWritten edits a paragraph beside links that its
// source writes in another way than any page does.
func TestImportKeepsTheWayLinksAreWritten(t *testing.T) {
	t.Parallel()
	_, body, _ := strings.Cut(pageCase(t, "reference-link"), "## Cause\n\n")
	for _, target := range []string{"markdown", "html", "confluence", "docx"} {
		t.Run(target, func(t *testing.T) {
			t.Parallel()
			service, id := written(t, body)
			page, name := leave(t, service, id, target)
			comeBack(t, service, id, edit(t, page, [][2]string{{"at once", "immediately"}}), name)
			want := strings.Replace(body, "at once", "immediately", 1)
			if got := bodyUnder(t, service, id, "Mechanism"); got != want {
				t.Errorf("the section (-want +got):\n%s", cmp.Diff(want, got))
			}
		})
	}
}

// TestImportCarriesTheCardIntoItsSection edits the card above the sections, which
// quotes them: what is edited there lands in the section that it quotes, and a line that
// quotes none is kept as a note of that line alone.
func TestImportCarriesTheCardIntoItsSection(t *testing.T) {
	t.Parallel()
	service := openService(t)
	id := begin(t, service)
	const body = "The queue stood still for 10 minutes because the disk was full. It was found late.\n"
	added := must[authoring.Edited](t)(service.AddSection(t.Context(), id, retro.Section{Heading: "Summary"}, ""))
	must[authoring.Edited](t)(service.SaveSection(t.Context(), id, added.Content.SectionByHeading("Summary").ID, body))
	page, file := leave(t, service, id, "confluence")
	once := strings.Replace(page, "10 minutes", "12 minutes", 1)
	imported := comeBack(t, service, id, once, file)
	if got, want := bodyUnder(t, service, id, "Summary"), strings.Replace(body, "10", "12", 1); got != want {
		t.Errorf("the section (-want +got):\n%s", cmp.Diff(want, got))
	}
	if steps := stepLabels(imported.Changes); len(steps) != 1 {
		t.Errorf("changes %q, want one", steps)
	}

	page, file = leave(t, service, id, "confluence")
	comeBack(t, service, id, strings.Replace(page, "</ac:rich-text-body>", "<p>Who pays for it?</p></ac:rich-text-body>", 1), file)
	first := must[authoring.Workspace](t)(service.Open(t.Context(), id)).Content.Sections[0].Body
	if !strings.Contains(first, "> Who pays for it?") || strings.Contains(first, "stood still") {
		t.Errorf("the first section is %q, want a note of the one line", first)
	}
}
