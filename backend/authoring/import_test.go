package authoring_test

import (
	"context"
	"crypto/rand"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/diff"
	"github.com/afterword-app/afterword/backend/example"
	"github.com/afterword-app/afterword/backend/export"
	"github.com/afterword-app/afterword/backend/merging"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite"
)

// told is a library that holds the example.
func told(t *testing.T) (*authoring.Service, retro.RetrospectiveID) {
	t.Helper()
	made := must[exampleLibrary](t)(builtExample())
	path := filepath.Join(t.TempDir(), "afterword.db")
	if err := os.WriteFile(path, made.file, 0o600); err != nil {
		t.Fatal(err)
	}
	service, _ := openLibraryAt(t, path, made.ended)
	return service, made.id
}

// exampleLibrary is a library that holds the example, as a file.
type exampleLibrary struct {
	file  []byte
	id    retro.RetrospectiveID
	ended time.Time // when the clock of its making stood still
}

// builtExample builds the example once for all tests that begin with it.
var builtExample = sync.OnceValues(func() (made exampleLibrary, err error) {
	folder, err := os.MkdirTemp("", "example")
	if err != nil {
		return made, err
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "afterword.db")
	clock := retro.FixedClock(begun, time.Minute)
	db, err := sqlite.Open(context.Background(), path, sqlite.Options{Clock: clock, OpenText: authoring.OpenText})
	if err != nil {
		return made, err
	}
	made.id, err = example.Build(context.Background(), authoring.New(db, clock, retro.NewIDs(rand.Reader)))
	if err := errors.Join(err, db.Close()); err != nil {
		return made, err
	}
	made.file, err = os.ReadFile(path)
	made.ended = clock()
	return made, err
})

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

func stepLabels(cs diff.ChangeSet) []string {
	labels := []string{}
	for _, step := range cs.Steps {
		labels = append(labels, step.Label)
	}
	return labels
}

// TestImportMakesOneRevision holds what taking a page in leaves in the history.
func TestImportMakesOneRevision(t *testing.T) {
	t.Parallel()
	service, id := told(t)
	before := must[[]retro.Revision](t)(service.Revisions(t.Context(), id))
	page, name := leave(t, service, id, "markdown")
	comeBack(t, service, id, page, name)
	if after := must[[]retro.Revision](t)(service.Revisions(t.Context(), id)); len(after) != len(before) {
		t.Errorf("a page without edits: %d revisions, want still %d", len(after), len(before))
	}
	imported := comeBack(t, service, id, replace(t, page, "none of us had rehearsed", "none of us had tried"), name)
	if r := imported.Edited.Revision; r.Kind != retro.RevisionImported || r.Name != "import "+name || r.Seq != before[0].Seq+1 {
		t.Errorf("revision %+v", r)
	}
}

// TestImportCarriesOver edits a page in many ways, and holds what becomes of each.
func TestImportCarriesOver(t *testing.T) {
	t.Parallel()
	const chart = `<ac:structured-macro ac:name="chart" ac:macro-id="9"><ac:rich-text-body><table><tbody><tr><td>1</td></tr></tbody></table></ac:rich-text-body></ac:structured-macro>`
	for name, tt := range map[string]struct {
		target, before, after string
		want                  []string
		wantText              map[string]string // by heading
		check                 func(*testing.T, retro.Content)
	}{
		"a new paragraph": {
			target: "markdown", before: "## Resolution\n\n", after: "## Resolution\n\nA new first paragraph.\n\n",
			want: []string{"Resolution: paragraph 1 added"}, wantText: map[string]string{"Resolution": "A new first paragraph.\n\nThe error named"},
		},
		"a new section": {
			target: "confluence", before: "<h1>Resolution</h1>", after: "<h1>Customers</h1><p>They were <strong>kind</strong>.</p><h1>Resolution</h1>",
			want: []string{"Customers: added"}, wantText: map[string]string{"Customers": "They were **kind**.\n"},
		},
		"a renamed section": {
			target: "html", before: "<h2>Resolution</h2>", after: "<h2>How it was repaired</h2>",
			want: []string{"How it was repaired: renamed"},
		},
		"an event taken out": {
			target: "markdown", before: "| 11:38 | 12:38 |", after: "\n\n| 11:38 | 12:38 |",
			want: []string{"1,260 people with a waiting cart get a mail: removed", "Timeline of events: paragraph 2 added"},
		},
		"an event added": {
			target: "confluence", before: "<tr><td>10:05</td>", after: "<tr><td><p>10:04</p></td><td /><td>decision</td><td><p><strong>Nobody deploys</strong></p></td></tr><tr><td>10:05</td>",
			want: []string{"Nobody deploys: added"},
			check: func(t *testing.T, c retro.Content) {
				t.Helper()
				for _, e := range c.Events {
					if e.Title == "Nobody deploys" && e.Kind == retro.KindDecision && e.At.Format(nil) == "2025-11-14 10:04" {
						return
					}
				}
				t.Error("no such event")
			},
		},
		"an event reworded and of another kind": {
			target: "html", before: `<span class="doc-lozenge doc-grey">observation</span></td><td><strong>The database refuses every insert into orders</strong>`,
			after: `<span>Diagnosis</span></td><td><strong>The database refuses each insert into orders</strong>`,
			want:  []string{"The database refuses each insert into orders: reworded, kind changed"},
		},
		"a factor renamed and less sure": {
			target: "markdown", before: "The dashboard counts rows; what runs out are numbers `known`", after: "The dashboard counts rows and not numbers `likely`",
			want: []string{"The dashboard counts rows and not numbers: reworded, weighed anew"},
		},
		"a factor explained": {
			target: "confluence", before: "<h2>An upsert takes", after: "<p>It says so in no dashboard.</p><h2>An upsert takes",
			want: []string{"The dashboard counts rows; what runs out are numbers: reworded"},
			check: func(t *testing.T, c retro.Content) {
				t.Helper()
				if body := c.Factors[1].Body; !strings.HasSuffix(body, " 99 %.\n\nIt says so in no dashboard.\n") {
					t.Errorf("the factor says %q", body)
				}
			},
		},
		"a factor added": {
			target: "html", before: "<h3>The rehearsal was", after: "<h3>Nobody was told</h3><p>The channel was new.</p><h3>The rehearsal was",
			want: []string{"Nobody was told: added"},
		},
		"a factor taken out": {
			target: "markdown", after: "",
			before: "### The dashboard counts rows; what runs out are numbers `known`\n\nBy its rows the table was a fortieth full. That morning its sequence stood at almost 99 %.\n",
			want:   []string{"The dashboard counts rows; what runs out are numbers: removed"},
		},
		"an idea for later reworded": {
			target: "docx", before: "and write the runbook", after: "and write its runbook",
			want: []string{"Rehearse the widening of a large key with a table beside it, and write its runbook: reworded"},
		},
		"an idea for later added": {
			target: "markdown", before: "- Rehearse the widening", after: "- Ask the other teams\n- Rehearse the widening",
			want: []string{"Ask the other teams: added"},
			check: func(t *testing.T, c retro.Content) {
				t.Helper()
				if last := c.ActionItems[len(c.ActionItems)-1]; last.State != retro.ActionIfTime {
					t.Errorf("it is %q", last.State)
				}
			},
		},
		"an action re-decided": {
			target: "confluence", before: `<ac:parameter ac:name="title">big bet</ac:parameter>`, after: `<ac:parameter ac:name="title">DONE</ac:parameter>`,
			want: []string{"The checkout upserts its order once, at the end: re-decided"},
		},
		"an action added": {
			target: "markdown", before: "\n| New tables get", after: "\n| Tell the team | Lee | do now | OPS-1 |\n| New tables get",
			want: []string{"Tell the team: added"},
		},
		"a macro that nobody knows": {
			target: "confluence", before: "<h1>Trigger</h1>", after: "<h1>Trigger</h1>" + chart,
			want: []string{"Trigger: code 1 added"}, wantText: map[string]string{"Trigger": "```confluence-storage\n" + chart + "\n```\n\n"},
		},
		"a caption": {
			target: "markdown", before: "waiting for the lock.](assets", after: "waiting for that lock.](assets",
			want: []string{"Impact and Scope: paragraph 3 reworded"}, wantText: map[string]string{"Impact and Scope": "waiting for that lock.](evidence/"},
		},
		"data that is edited as text": {
			target: "markdown", before: "*All times are on 14 November 2025.*", after: "*All times are on the 14th.*",
			want: []string{"Timeline of events: quote 1 added"}, wantText: map[string]string{"Timeline of events": "> [!NOTE]\n> **From the edited page:** below this, it says\n>\n> *All times are on the 14th.*\n"},
		},
		"words above the sections": {
			target: "html", before: "<h2>Impact and Scope</h2>", after: "<p>Read this first.</p><h2>Impact and Scope</h2>",
			want: []string{"Impact and Scope: quote 1 added"}, wantText: map[string]string{"Impact and Scope": "> Read this first.\n"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			service, id := told(t)
			page, file := leave(t, service, id, tt.target)
			imported := comeBack(t, service, id, edit(t, page, [][2]string{{tt.before, tt.after}}), file)
			if diff := cmp.Diff(tt.want, stepLabels(imported.Changes)); diff != "" {
				t.Errorf("changes (-want +got):\n%s", diff)
			}
			if len(imported.Conflicts) > 0 {
				t.Errorf("conflicts %v", imported.Conflicts)
			}
			for heading, want := range tt.wantText {
				if section := imported.Edited.Content.SectionByHeading(heading); section == nil || !strings.Contains(section.Body, want) {
					t.Errorf("%s does not hold %q: %+v", heading, want, section)
				}
			}
			if tt.check != nil {
				tt.check(t, imported.Edited.Content)
			}
		})
	}
}

// TestImportOfParticipants edits the table of those who were there.
func TestImportOfParticipants(t *testing.T) {
	t.Parallel()
	service, id := told(t)
	added := must[authoring.Edited](t)(service.AddSection(t.Context(), id, retro.Section{Heading: "People"}, ""))
	people := added.Content.SectionByHeading("People")
	people.Block = retro.BlockParticipants
	must[authoring.Edited](t)(service.UpdateSection(t.Context(), id, *people))
	page, name := leave(t, service, id, "markdown")
	page = edit(t, page, [][2]string{
		{"| Lee Brandt | …responder", "responder, note taker"},
		{"| Name | Roles | Department | Why |\n| --- | --- | --- | --- |\n", "| Name | Roles | Department | Why |\n| --- | --- | --- | --- |\n| Ana | facilitator | – | – |\n"},
	})
	imported := comeBack(t, service, id, page, name)
	if diff := cmp.Diff([]string{"Lee Brandt: roles changed", "Ana: added"}, stepLabels(imported.Changes)); diff != "" {
		t.Errorf("changes (-want +got):\n%s", diff)
	}
}

// TestImportMergesAndSettles edits the same places here and on the page.
func TestImportMergesAndSettles(t *testing.T) {
	t.Parallel()
	service, id := told(t)
	page, name := leave(t, service, id, "confluence")
	page = replace(t, page, "none of us had rehearsed", "nobody had rehearsed")
	page = replace(t, page, "<td>10:03</td>", "<td>10:04</td>")
	page = replace(t, page, "five minutes</td><td>Priya Nair", "five minutes</td><td>Lee Brandt")

	content := must[authoring.Workspace](t)(service.Open(t.Context(), id)).Content
	resolution := content.SectionByHeading("Resolution")
	must[authoring.Edited](t)(service.SaveSection(t.Context(), id, resolution.ID, replace(t, resolution.Body, "none of us had rehearsed", "no one had rehearsed")))
	for _, event := range content.Events {
		if strings.HasPrefix(event.Title, "One person takes the lead") {
			event.At = event.At.Shift(5 * 60 * 1e9)
			must[authoring.Edited](t)(service.UpdateEvent(t.Context(), id, event))
		}
	}

	imported := comeBack(t, service, id, page, name)
	if len(imported.Conflicts) != 2 {
		t.Fatalf("conflicts %+v, want 2", imported.Conflicts)
	}
	for _, side := range []string{"no one had", "nobody had"} {
		if body := imported.Edited.Content.SectionByHeading("Resolution").Body; !strings.Contains(body, side) {
			t.Errorf("%q is lost in %s", side, body)
		}
	}
	labels := strings.Join(stepLabels(imported.Changes), "\n")
	if !strings.Contains(labels, "five minutes: re-owned") {
		t.Errorf("what is no conflict was not taken: %s", labels)
	}
	var settled authoring.Edited
	theirs := merging.Decision{Choice: merging.SettleTheirs}
	for _, conflict := range must[[]merging.Conflict](t)(service.Conflicts(t.Context(), id)) {
		settled = must[authoring.Edited](t)(service.SettleConflict(t.Context(), id, conflict.Number, theirs))
	}
	body := settled.Content.SectionByHeading("Resolution").Body
	if strings.Contains(body, "no one had") || strings.Count(body, "nobody had") != 1 || strings.Contains(body, "[!IMPORTANT]") {
		t.Errorf("settled for the page: %s", body)
	}
	if body := settled.Content.SectionByHeading("Timeline of events").Body; strings.Contains(body, "[!IMPORTANT]") {
		t.Errorf("the timeline still tells of a conflict: %s", body)
	}
	for _, event := range settled.Content.Events {
		if strings.HasPrefix(event.Title, "One person takes the lead") && event.At.Format(nil) != "2025-11-14 10:04" {
			t.Errorf("the event is at %s", event.At.Format(nil))
		}
	}
	_, err := service.SettleConflict(t.Context(), id, 1, theirs)
	if code := retro.ErrorCode(err); code != retro.CodeNotFound {
		t.Errorf("settled twice: code %q (%v)", code, err)
	}
}

func TestImportOfAnotherPage(t *testing.T) {
	t.Parallel()
	service, id := told(t)
	page := []byte("# Notes\n\n## Breakfast\n\n" + strings.Repeat("We had bread and butter and jam on the table this morning. ", 20))
	_, err := service.Import(t.Context(), id, page, "notes.md", authoring.ImportOptions{})
	if code := retro.ErrorCode(err); code != retro.CodeConflict || retro.ErrorHint(err) == "" {
		t.Errorf("code %q (%v), want %q with a hint", code, err, retro.CodeConflict)
	}
	preview := must[authoring.Imported](t)(service.Import(t.Context(), id, page, "notes.md", authoring.ImportOptions{Append: true, DryRun: true}))
	if preview.Edited != nil || len(preview.Changes.Steps) != 1 {
		t.Errorf("dry run: %+v", preview)
	}
	imported := must[authoring.Imported](t)(service.Import(t.Context(), id, page, "notes.md", authoring.ImportOptions{Append: true}))
	if diff := cmp.Diff([]string{"Breakfast: added"}, stepLabels(imported.Changes)); diff != "" {
		t.Errorf("appended (-want +got):\n%s", diff)
	}
}

// TestImportOfAPart brings back one section alone.
func TestImportOfAPart(t *testing.T) {
	t.Parallel()
	service, id := told(t)
	page, name := leave(t, service, id, "markdown")
	_, part, _ := strings.Cut(page, "## Trigger")
	part, _, _ = strings.Cut(part, "## Resolution")
	imported := comeBack(t, service, id, "## Trigger"+replace(t, part, "The job did what it was written for", "The job did as it was told"), name)
	if diff := cmp.Diff([]string{"Trigger: paragraph 3 reworded"}, stepLabels(imported.Changes)); diff != "" {
		t.Errorf("changes (-want +got):\n%s", diff)
	}
	if len(imported.Notes) != 1 || !strings.Contains(imported.Notes[0], "holds only 1 of the") {
		t.Errorf("notes %q", imported.Notes)
	}
}

// TestImportWithoutARecord brings back a page whose export was never kept.
func TestImportWithoutARecord(t *testing.T) {
	t.Parallel()
	service, id := told(t)
	rendered := must[authoring.Rendered](t)(service.Render(t.Context(), id, "markdown"))
	imported := comeBack(t, service, id, replace(t, rendered.Text, "none of us had rehearsed", "none of us had tried"), "page.md")
	if diff := cmp.Diff([]string{"Resolution: paragraph 3 reworded"}, stepLabels(imported.Changes)); diff != "" {
		t.Errorf("changes (-want +got):\n%s", diff)
	}
	if imported.Base.ExportedAt != nil {
		t.Errorf("base %+v", imported.Base)
	}
}

// TestImportAppends adds a page to a retrospective that has begun: what a section here is
// for goes behind its words, under one heading.
func TestImportAppends(t *testing.T) {
	t.Parallel()
	service, _ := told(t)
	begun := must[authoring.Workspace](t)(service.Create(t.Context(), "Fresh", ""))
	id := begun.ID
	must[authoring.Edited](t)(service.WriteSection(t.Context(), id, "Trigger", "Words of ours.\n"))
	page := "---\ntitle: 'It''s down'\nstatus: Draft # still\n---\n\n# It's down\n\n## TRIGGER\n\nA deploy.\n\n## Root causes\n\nNo limit.\n\n## Breakfast\n\nBread.\n\n## Trigger\n\nTwice.\n"
	imported := must[authoring.Imported](t)(service.Import(t.Context(), id, []byte(page), "page.md", authoring.ImportOptions{Append: true}))
	content := contentOf(t, service, id)
	got := map[string][]string{}
	for _, section := range content.Sections {
		if section.Body != "" {
			got[section.Heading] = append(got[section.Heading], section.Body)
		}
	}
	want := map[string][]string{"Trigger": {"Words of ours.\n\nA deploy.\n", "Twice.\n"}, "Root Cause": {"No limit.\n"}, "Breakfast": {"Bread.\n"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("sections (-want +got):\n%s\n%q", diff, stepLabels(imported.Changes))
	}
	if !content.IsDraft {
		t.Error("a page that is a draft left no draft mark")
	}
}

// TestImportReadsTheStatus takes a page's word for whether it is a draft.
func TestImportReadsTheStatus(t *testing.T) {
	t.Parallel()
	service, id := told(t)
	if content := contentOf(t, service, id); content.IsDraft {
		t.Fatal("it is a draft already")
	}
	page, name := leave(t, service, id, "markdown")
	for _, one := range []struct {
		front   string
		isDraft bool
	}{
		{"status: \"draft\"", true}, {"author: me", true}, {"status: final", false}, {"draft: true", true}, {"draft: false", false}, {"", false},
	} {
		edited := "---\n" + one.front + strings.TrimPrefix(page, "---")
		if one.front == "" {
			_, edited, _ = strings.Cut(page, "\n---\n")
		}
		comeBack(t, service, id, edited, name)
		if content := contentOf(t, service, id); content.IsDraft != one.isDraft {
			t.Errorf("after %q it is a draft: %t", one.front, content.IsDraft)
		}
		page, name = leave(t, service, id, "markdown")
		if one.isDraft {
			page = replace(t, page, "status: \"Draft\"\n", "")
		}
	}
	begun := must[authoring.Workspace](t)(service.BeginWithPage(t.Context(), []byte("---\ntitle: \"Down: why\"\ndraft: true\n---\n\n## What happened\n\nIt was down.\n"), "2026-01-02-down.md"))
	if begun.Content.Title != "Down: why" || !begun.Content.IsDraft {
		t.Errorf("it began as %q, a draft: %t", begun.Content.Title, begun.Content.IsDraft)
	}
}
