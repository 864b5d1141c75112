package sqlite_test

import (
	"database/sql"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite"
)

func seqs(tb testing.TB, db *sqlite.DB) []int {
	tb.Helper()
	revisions, err := db.Revisions(tb.Context(), incident)
	if err != nil {
		tb.Fatal(err)
	}
	var seqs []int
	for _, r := range revisions {
		seqs = append(seqs, r.Seq)
	}
	return seqs
}

func TestThinRevisions(t *testing.T) {
	t.Parallel()
	at := func(n int, when time.Time) retro.Revision {
		r := revision(n)
		r.At = when
		return r
	}
	checkpoint := at(3, morning.Add(20*time.Minute))
	checkpoint.Kind, checkpoint.Name = retro.RevisionNamed, "First draft"
	restored := at(12, morning.Add(30*24*time.Hour))
	restored.Kind, restored.Origin = retro.RevisionRestored, revision(5).ID
	history := []retro.Revision{
		at(2, morning.Add(10*time.Minute)),
		checkpoint,
		at(4, morning.Add(30*time.Minute)), // goes
		at(5, morning.Add(40*time.Minute)), // brought back by 12
		at(6, morning.Add(time.Hour)),      // goes
		at(7, morning.Add(2*time.Hour)),    // the last of its day
		at(8, morning.Add(26*24*time.Hour)),
		at(9, morning.Add(26*24*time.Hour+time.Minute)), // goes with 8: one of the hour stays
		at(10, morning.Add(26*24*time.Hour+2*time.Minute)),
		at(11, morning.Add(26*24*time.Hour+time.Hour)),
		restored,
		at(13, morning.Add(30*24*time.Hour+time.Minute)),
		at(14, morning.Add(30*24*time.Hour+2*time.Minute)),
	}
	path := filepath.Join(t.TempDir(), "afterword.db")
	db := mustOpen(t, path)
	head := mustCreate(t, db, story())
	contents := map[retro.RevisionID]retro.Content{head.ID: story()}
	for _, r := range history {
		content := story()
		content.Sections[0].Body = r.Reason + "\n\n" + string(noise(20)[:0]) + "the same every time\n"
		head = mustCommit(t, db, head, r, content)
		contents[head.ID] = content
	}
	pieces := wantSound(t, db).Pieces
	thin := func(now time.Time, want ...int) {
		t.Helper()
		before := len(seqs(t, db))
		gone, err := db.ThinRevisions(t.Context(), incident, now)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, seqs(t, db)); diff != "" {
			t.Errorf("kept (-want +got):\n%s", diff)
		}
		if gone != before-len(want) {
			t.Errorf("says that %d are gone", gone)
		}
	}
	now := morning.Add(30*24*time.Hour + time.Hour)
	thin(now, 14, 13, 12, 11, 10, 7, 5, 3, 1)
	thin(now, 14, 13, 12, 11, 10, 7, 5, 3, 1)
	thin(now.Add(40*24*time.Hour), 14, 12, 11, 7, 5, 3, 1)

	report := wantSound(t, db)
	if report.Revisions != 7 || report.Pieces >= pieces {
		t.Errorf("%d revisions and %d pieces are left, there were %d pieces", report.Revisions, report.Pieces, pieces)
	}
	revisions, err := db.Revisions(t.Context(), incident)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range revisions {
		if diff := cmp.Diff(contents[r.ID], mustContent(t, db, r.ID)); diff != "" {
			t.Errorf("revision %d (-want +got):\n%s", r.Seq, diff)
		}
	}
	mustCommit(t, db, head, at(15, now), story())
	if summary, err := db.Summary(t.Context(), incident); err != nil || summary.Revisions != 8 {
		t.Errorf("summary %+v, %v", summary, err)
	}
	if err := db.Compact(t.Context()); err != nil {
		t.Fatal(err)
	}
	wantSound(t, db)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	// The pieces are read from the file again, and a gap cannot be cut unnoticed.
	wantSound(t, mustOpen(t, path))
	raw(t, path, func(raw *sql.DB) {
		if _, err := raw.ExecContext(t.Context(), "DELETE FROM revision_gaps WHERE first_seq = 4"); err != nil {
			t.Fatal(err)
		}
	})
	wantProblems(t, path)
}

func TestThinRevisionsNotFound(t *testing.T) {
	t.Parallel()
	_, err := newLibrary(t).ThinRevisions(t.Context(), "none", morning)
	wantCode(t, err, retro.CodeNotFound)
}
