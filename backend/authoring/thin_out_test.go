package authoring_test

import (
	"crypto/rand"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite"
)

// TestTidy writes ten days of history and lets it grow old: the history stays
// sound, checkpoints and the first state stay, and undo still goes back act by
// act.
func TestTidy(t *testing.T) {
	t.Parallel()
	now := begun
	clock := func() time.Time { now = now.Add(time.Minute); return now }
	db := must[*sqlite.DB](t)(sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "afterword.db"), sqlite.Options{Clock: clock, OpenText: authoring.OpenText}))
	t.Cleanup(func() { _ = db.Close() })
	service := authoring.New(db, clock, retro.NewIDs(rand.Reader))
	id := begin(t, service)
	for day := range 10 {
		now = begun.Add(time.Duration(day) * 24 * time.Hour)
		for range 30 {
			must[authoring.Edited](t)(service.AddActionItems(t.Context(), id, "Ask for the time"))
		}
		if day == 4 {
			must[authoring.Edited](t)(service.Checkpoint(t.Context(), id, "Before", retro.RevisionPreDebrief))
		}
	}
	before := must[[]retro.Revision](t)(service.Revisions(t.Context(), id))
	now = now.Add(30 * 24 * time.Hour)
	gone := must[int](t)(service.Tidy(t.Context()))
	after := must[[]retro.Revision](t)(service.Revisions(t.Context(), id))
	if gone == 0 || len(after) != len(before)-gone {
		t.Fatalf("%d of %d revisions are gone, %d stay", gone, len(before), len(after))
	}
	if diff := cmp.Diff(before[:100], after[:100]); diff != "" {
		t.Errorf("the newest (-want +got):\n%s", diff)
	}
	isCheckpoint := func(r retro.Revision) bool { return r.IsCheckpoint() }
	if !slices.ContainsFunc(after, isCheckpoint) || after[len(after)-1].Seq != 1 {
		t.Error("a checkpoint or the first state is gone")
	}
	if again := must[int](t)(service.Tidy(t.Context())); again != 0 {
		t.Errorf("%d more are gone the second time", again)
	}
	if report := must[library.Report](t)(db.Check(t.Context())); len(report.Problems) > 0 {
		t.Errorf("problems: %v", report.Problems)
	}
	for want := 299; want > 210; want-- {
		workspace := must[authoring.Edited](t)(service.Undo(t.Context(), id))
		if got := len(workspace.Content.ActionItems); got != want {
			t.Fatalf("undo leaves %d action items, want %d", got, want)
		}
	}
	workspace := must[authoring.Edited](t)(service.Redo(t.Context(), id))
	if got := len(workspace.Content.ActionItems); got != 212 {
		t.Errorf("redo leaves %d action items, want 212", got)
	}
}

// TestTidyKeepsWhatPassed gives a colleague a copy and lets the history grow old:
// where the copy begins stays, and so it still merges.
func TestTidyKeepsWhatPassed(t *testing.T) {
	t.Parallel()
	now := begun
	clock := func() time.Time { now = now.Add(time.Second); return now }
	open := func() *authoring.Service {
		db := must[*sqlite.DB](t)(sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "afterword.db"), sqlite.Options{Clock: clock, OpenText: authoring.OpenText}))
		t.Cleanup(func() { _ = db.Close() })
		return authoring.New(db, clock, retro.NewIDs(rand.Reader))
	}
	mine, theirs := open(), open()
	id := begin(t, mine)
	writes(t, mine, id, "One.", "Two.")
	there := must[string](t)(mine.ExportBundle(t.Context(), id, t.TempDir()))
	must[library.Unpacked](t)(theirs.ReadBundle(t.Context(), there))
	must[authoring.Edited](t)(theirs.WriteSection(t.Context(), id, "Resolution", "It was repaired."))
	for range 130 {
		must[authoring.Edited](t)(mine.AddActionItems(t.Context(), id, "Ask for the time"))
	}
	now = now.Add(30 * 24 * time.Hour)
	if gone := must[int](t)(mine.Tidy(t.Context())); gone == 0 {
		t.Fatal("nothing thinned out")
	}
	isPassed := func(r retro.Revision) bool { return r.Seq == 3 }
	if !slices.ContainsFunc(must[[]retro.Revision](t)(mine.Revisions(t.Context(), id)), isPassed) {
		t.Error("the revision that passed is gone")
	}
	back := must[string](t)(theirs.ExportBundle(t.Context(), id, t.TempDir()))
	must[library.Unpacked](t)(mine.ReadBundle(t.Context(), back))
	merged := must[authoring.Workspace](t)(mine.Open(t.Context(), id)).Content
	if got := merged.SectionByHeading("Resolution").Body; got != "It was repaired." || len(merged.ActionItems) != 130 {
		t.Errorf("resolution %q and %d action items", got, len(merged.ActionItems))
	}
	if got := merged.SectionByHeading("Trigger").Body; got != "Two." {
		t.Errorf("trigger %q", got)
	}
}
