package authoring_test

import (
	"crypto/rand"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/diff"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite"
)

func TestOutline(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 15, 22, 0, 0, 0, time.UTC)
	clock := func() time.Time { now = now.Add(30 * time.Minute); return now }
	db := must[*sqlite.DB](t)(sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "afterword.db"), sqlite.Options{Clock: clock, OpenText: authoring.OpenText}))
	t.Cleanup(func() { _ = db.Close() })
	service := authoring.New(db, clock, retro.NewIDs(rand.Reader))
	id := begin(t, service)                                                                            // 22:30
	writes(t, service, id, "One.", "Two.")                                                             // 23:00, 23:30
	must[authoring.Edited](t)(service.Checkpoint(t.Context(), id, "Before", retro.RevisionPreDebrief)) // 0:00
	writes(t, service, id, "Three.", "Four.", "Five.")                                                 // 0:30, 1:00, 1:30

	type run struct{ Index, Count int }
	shape := func(zone string) map[string][]run {
		days := map[string][]run{}
		for _, day := range must[authoring.Outline](t)(service.Outline(t.Context(), id, zone)).Days {
			for _, r := range day.Runs {
				days[day.Day] = append(days[day.Day], run{r.Index, r.Count})
			}
		}
		return days
	}
	for zone, want := range map[string]map[string][]run{
		"UTC":           {"2026-03-16": {{1, 2}}, "2026-03-15": {{4, 3}}},
		"Europe/Berlin": {"2026-03-16": {{1, 2}, {4, 2}}, "2026-03-15": {{6, 1}}},
	} {
		if diff := cmp.Diff(want, shape(zone)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", zone, diff)
		}
	}
	o := must[authoring.Outline](t)(service.Outline(t.Context(), id, "UTC"))
	if o.Total != 7 || o.From.Revision.Name != "Before" || o.To.Index != 0 || o.Size == 0 || len(o.Checkpoints) != 2 {
		t.Errorf("outline %+v", o)
	}
	if _, err := service.Outline(t.Context(), id, "Nowhere/Land"); retro.ErrorCode(err) != retro.CodeInvalid {
		t.Errorf("a zone that nobody knows: %v", err)
	}
	page := must[[]authoring.Listed](t)(service.RevisionPage(t.Context(), id, 5, 10))
	if len(page) != 2 || page[0].Revision.Seq != 2 || page[0].Before != page[1].Revision.ID || page[1].Before != "" {
		t.Errorf("page %+v", page)
	}
}

func TestSummariseRevisions(t *testing.T) {
	t.Parallel()
	service := openService(t)
	id := begin(t, service)
	writes(t, service, id, "Somebody pressed a button.", "Somebody pressed the red button.")
	event := addEvent(t, service, id, retro.Event{
		At: retro.NewInstant(begun), Kind: retro.KindObservation, Title: "The alert fires and pages the whole team of the shop",
	})
	event.At = retro.NewInstant(begun.Add(time.Minute))
	must[authoring.Edited](t)(service.UpdateEvent(t.Context(), id, event))
	must[authoring.Edited](t)(service.AddActionItems(t.Context(), id, "Move the button\nPaint it green"))
	must[authoring.Edited](t)(service.Checkpoint(t.Context(), id, "Done", ""))
	must[authoring.Edited](t)(service.Rename(t.Context(), id, "Red button"))
	revisions := must[[]retro.Revision](t)(service.Revisions(t.Context(), id))
	ids := make([]retro.RevisionID, 0, len(revisions))
	for _, r := range revisions {
		ids = append(ids, r.ID)
	}
	want := []string{
		"Renamed the retrospective",
		"+5 words · 1 event · 2 action items",
		"Added 2 action items",
		"Retimed “The alert fires and pages the whole…”",
		"Added event “The alert fires and pages the whole…”",
		"Reworded “Trigger”, +2 −1 words",
		"Reworded “Trigger”, +4 words",
		"The first state",
	}
	for range 2 { // computed, then remembered
		var got []string
		for _, summary := range must[[]authoring.RevisionSummary](t)(service.SummariseRevisions(t.Context(), id, append(ids, "none"))) {
			got = append(got, summary.Text)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

// TestWordsAreOneNumber holds that a section has as many words as its history says
// were added, however it is asked, but for the marks of live blocks.
func TestWordsAreOneNumber(t *testing.T) {
	t.Parallel()
	service, id := told(t)
	words := must[map[retro.SectionID]int](t)(service.Words(t.Context(), id))
	content := must[authoring.Workspace](t)(service.Open(t.Context(), id)).Content
	for _, section := range content.Sections {
		if added := diff.Documents("", section.Written()).Words.Added; words[section.ID] != added {
			t.Errorf("%s: %d words, and %d of them added", section.Heading, words[section.ID], added)
		}
	}
	section := content.SectionByHeading("Trigger")
	must[authoring.Edited](t)(service.WriteSection(t.Context(), id, section.Heading, section.Body+"\n\n{{action items}}\n"))
	if again := must[map[retro.SectionID]int](t)(service.Words(t.Context(), id)); again[section.ID] != words[section.ID] {
		t.Errorf("with a live block it has %d words, want %d as before", again[section.ID], words[section.ID])
	}
	if section := content.SectionByHeading("Data & Analysis"); words[section.ID] != 152 {
		t.Errorf("%d words of the analysis, want 152", words[section.ID])
	}
}
