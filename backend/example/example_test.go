package example_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"image/png"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/example"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite"
	"github.com/afterword-app/afterword/backend/templates"
)

// build makes the example in a fresh library.
func build(t *testing.T) (*authoring.Service, authoring.Workspace) {
	t.Helper()
	clock := retro.FixedClock(time.Date(2026, 3, 15, 9, 0, 0, 0, time.UTC), time.Second)
	db, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "afterword.db"), sqlite.Options{Clock: clock, OpenText: authoring.OpenText})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Errorf("close library: %v", err)
		}
	})
	service := authoring.New(db, clock, retro.NewIDs(rand.Reader))
	id, err := example.Build(t.Context(), service)
	if err != nil {
		t.Fatal(err)
	}
	workspace, err := service.Open(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return service, workspace
}

func TestBuild(t *testing.T) {
	t.Parallel()
	service, workspace := build(t)
	content := workspace.Content

	t.Run("FillsTheTemplateAndAddsOneSection", func(t *testing.T) {
		t.Parallel()
		var want, got []string
		for _, section := range templates.All()[0].Sections {
			want = append(want, section.Heading)
			if section.Heading == "Action items" {
				want = append(want, "If we have time")
			}
		}
		for _, section := range content.Sections {
			got = append(got, section.Heading)
			if section.Body == "" {
				t.Errorf("%s is empty", section.Heading)
			}
			if strings.Contains(section.Body, "{{") {
				t.Errorf("%s holds a placeholder", section.Heading)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("sections (-template +example):\n%s", diff)
		}
	})

	t.Run("Figures", func(t *testing.T) {
		t.Parallel()
		text := func(d *time.Duration) string {
			if d == nil {
				return "unknown"
			}
			return retro.FormatDuration(*d)
		}
		f := workspace.Figures
		got := map[string]string{
			"detect": text(f.Detect), "diagnose": text(f.Diagnose), "resolve": text(f.Resolve), "impact": text(f.Impact),
		}
		want := map[string]string{"detect": "48 s", "diagnose": "4 min 27 s", "resolve": "1 h 23 min", "impact": "1 h 23 min"}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("figures (-want +got):\n%s", diff)
		}
		if workspace.Stages.Current != retro.StageShare {
			t.Errorf("stage is %s", workspace.Stages.Current)
		}
	})

	t.Run("Understood", func(t *testing.T) {
		t.Parallel()
		formats := map[string]string{}
		for _, evidence := range content.Evidence {
			reading := workspace.Readings[evidence.ID]
			formats[evidence.Label] = reading.Format
			if len(reading.Questions) > 0 {
				t.Errorf("%s leaves questions: %v", evidence.Label, reading.Questions)
			}
		}
		want := map[string]string{
			"#incident-orders": "slack", "postgres primary": "postgres", "router": "heroku", "orders api": "json_lines",
			"Error rate": "image/png", "Failed orders": "chart", "Ids given out": "chart", "debrief, first part": "webvtt", "debrief, second part": "webvtt",
		}
		if diff := cmp.Diff(want, formats); diff != "" {
			t.Errorf("formats (-want +got):\n%s", diff)
		}
	})

	t.Run("CitesWhatItSays", func(t *testing.T) {
		t.Parallel()
		for _, event := range content.Events {
			for _, citation := range event.Citations {
				reading := workspace.Readings[citation.Evidence]
				if citation.ToLine > reading.Lines {
					t.Errorf("%q cites line %d of %d", event.Title, citation.ToLine, reading.Lines)
				}
			}
			if event.At.At.Format(time.DateOnly) != "2025-11-14" {
				t.Errorf("%q is on %s", event.Title, event.At.At)
			}
			if event.Kind == retro.KindTrigger && !event.At.At.Equal(time.Date(2025, 11, 14, 10, 2, 3, 412e6, time.UTC)) {
				t.Errorf("the trigger is at %s", event.At.At)
			}
		}
	})

	t.Run("TheDebriefChangedIt", func(t *testing.T) {
		t.Parallel()
		changes := debriefChanges(t.Context(), t, service, workspace.ID)
		want := []string{
			"event reworded: orders.id altered to bigint, table locked; order pages are answered from the cache",
			"event retimed: The key is an int and its numbers are used up; seen before in 2023 and 2024",
			"event added: The status page says that orders cannot be placed and that carts are safe",
			"section: Root Cause", "section: What went well",
			"factor: Each earlier repair was local and quick, so it never became a project",
			"action item: Widen every 32-bit key that is more than half used",
			"action item added: An alert when 70 % of a key's range is used",
			"action item added: Whoever speaks with customers posts what they said in the channel, too",
			"factor: A ticket for one column leads to one column: nothing on it asks where else",
			"picture: Error rate",
		}
		for _, line := range want {
			if !changes[line] {
				t.Errorf("the change set does not say %q", line)
			}
		}
		if t.Failed() {
			t.Logf("it says: %v", changes)
		}
		if len(changes) != len(want) {
			t.Errorf("%d changes, want %d: %v", len(changes), len(want), changes)
		}
	})
}

// debriefChanges tells in a line each what the debrief did to events, sections,
// factors, action items and pictures.
func debriefChanges(ctx context.Context, t *testing.T, service *authoring.Service, id retro.RetrospectiveID) map[string]bool {
	t.Helper()
	revisions, err := service.Revisions(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	from, to := authoring.DefaultComparison(revisions)
	if from.Kind != retro.RevisionPreDebrief || to.Kind != retro.RevisionPostDebrief {
		t.Fatalf("compares %s with %s", from.Kind, to.Kind)
	}
	compared, err := service.Compare(ctx, id, from.ID, to.ID)
	if err != nil {
		t.Fatal(err)
	}
	lines := map[string]bool{}
	for _, item := range compared.Changes.Events {
		verb := string(item.Status)
		for _, v := range item.Verbs {
			if v == "retimed" || v == "reworded" {
				verb = v
			}
		}
		lines["event "+verb+": "+item.Title] = true
	}
	for _, item := range compared.Changes.Sections {
		lines["section: "+item.Title] = true
	}
	for _, item := range compared.Changes.Factors {
		lines["factor: "+item.Title] = true
	}
	for _, item := range compared.Changes.ActionItems {
		if item.Old == nil {
			lines["action item added: "+item.Title] = true
		} else {
			lines["action item: "+item.Title] = true
		}
	}
	for _, item := range compared.Changes.Evidence {
		lines["picture: "+item.Title] = true
	}
	return lines
}

// A reader that may not write finds lines and pictures although nothing derived is
// kept.
func TestReadOnlyExport(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "afterword.db")
	clock := retro.FixedClock(time.Date(2026, 3, 15, 9, 0, 0, 0, time.UTC), time.Second)
	ids := retro.NewIDs(rand.Reader)
	writer, err := sqlite.Open(t.Context(), path, sqlite.Options{Clock: clock, OpenText: authoring.OpenText})
	if err != nil {
		t.Fatal(err)
	}
	id, err := example.Build(t.Context(), authoring.New(writer, clock, ids))
	if err != nil {
		t.Fatal(err)
	}
	if err := writer.DropDerived(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}

	reader, err := sqlite.Open(t.Context(), path, sqlite.Options{Clock: clock, OpenText: authoring.OpenText, ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = reader.Close() })
	result, err := authoring.New(reader, clock, ids).Export(t.Context(), id, "markdown", nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, note := range result.Notes {
		if strings.Contains(note, "could not be read") {
			t.Error(note)
		}
	}
	pictures := 0
	for _, file := range result.Files {
		if file.MediaType != "image/png" {
			continue
		}
		pictures++
		if _, err := png.Decode(bytes.NewReader(file.Data)); err != nil {
			t.Errorf("%s: %v", file.Name, err)
		}
	}
	if pictures != 4 { // the drawing of the timeline, two charts, and one
		t.Errorf("%d pictures were exported, want 4", pictures)
	}
}
