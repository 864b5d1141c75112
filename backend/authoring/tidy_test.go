package authoring_test

import (
	"crypto/rand"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/authoring"
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
	db := must[*sqlite.DB](t)(sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "afterword.db"), sqlite.Options{Clock: clock}))
	t.Cleanup(func() { _ = db.Close() })
	service := authoring.New(db, clock, retro.NewIDs(rand.Reader))
	id := begin(t, service)
	for day := range 10 {
		now = begun.Add(time.Duration(day) * 24 * time.Hour)
		for range 30 {
			must[authoring.Workspace](t)(service.AddActionItems(t.Context(), id, "Ask for the time"))
		}
		if day == 4 {
			must[authoring.Workspace](t)(service.Checkpoint(t.Context(), id, "Before", retro.RevisionPreDebrief))
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
	if report := must[sqlite.Report](t)(db.Check(t.Context())); len(report.Problems) > 0 {
		t.Errorf("problems: %v", report.Problems)
	}
	for want := 299; want > 210; want-- {
		workspace := must[authoring.Workspace](t)(service.Undo(t.Context(), id))
		if got := len(workspace.Content.ActionItems); got != want {
			t.Fatalf("undo leaves %d action items, want %d", got, want)
		}
	}
	workspace := must[authoring.Workspace](t)(service.Redo(t.Context(), id))
	if got := len(workspace.Content.ActionItems); got != 212 {
		t.Errorf("redo leaves %d action items, want 212", got)
	}
}
