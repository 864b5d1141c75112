package sqlite_test

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite"
)

// copiesOf lists the names of the copies that are kept, in alphabetical order.
func copiesOf(t *testing.T, db *sqlite.DB) []string {
	t.Helper()
	copies, err := db.Copies(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	names := make([]string, 0, len(copies))
	for _, c := range copies {
		names = append(names, c.Name)
	}
	slices.Sort(names)
	return names
}

func mustKeep(t *testing.T, db *sqlite.DB, why library.CopyReason, now time.Time) library.Copy {
	t.Helper()
	kept, err := db.KeepCopy(t.Context(), why, now)
	if err != nil {
		t.Fatal(err)
	}
	return kept
}

func TestDailyCopies(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "afterword.db")
	db := mustOpen(t, path)
	mustCreate(t, db, story())
	byHand := mustKeep(t, db, library.CopyByHand, morning)
	for day := range library.KeptCopies + 3 {
		for hour := range 2 { // the second of a day takes the place of the first
			mustKeep(t, db, library.CopyDaily, morning.AddDate(0, 0, day).Add(time.Duration(hour)*time.Hour))
		}
	}
	want := []string{byHand.Name}
	for day := 3; day < library.KeptCopies+3; day++ {
		want = append(want, morning.AddDate(0, 0, day).Format(time.DateOnly)+"-daily.db")
	}
	if diff := cmp.Diff(want, copiesOf(t, db)); diff != "" {
		t.Errorf("copies (-want +got):\n%s", diff)
	}

	// A damaged library is still copied, says so, and pushes no sound copy out.
	raw(t, path, func(raw *sql.DB) {
		if _, err := raw.ExecContext(t.Context(), "UPDATE pieces SET body = zeroblob(length(body)) WHERE kind = 4"); err != nil {
			t.Fatal(err)
		}
	})
	kept := mustKeep(t, db, library.CopyDaily, morning.AddDate(0, 1, 0))
	if !kept.IsDamaged || kept.Name != "2026-04-14-daily-damaged.db" || kept.Size == 0 {
		t.Errorf("the copy of a damaged library: %+v", kept)
	}
	if got := copiesOf(t, db); len(got) != len(want)+1 {
		t.Errorf("copies %v", got)
	}
}

func TestRestoreCopy(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "afterword.db")
	db := mustOpen(t, path)
	first := mustCreate(t, db, story())
	kept := mustKeep(t, db, library.CopyDaily, morning)
	later := story()
	later.Title = "Written after the copy"
	second := mustCommit(t, db, first, revision(2), later)

	if err := db.RestoreCopy(t.Context(), kept.Name, morning.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	head, content, err := db.Head(t.Context(), incident)
	if err != nil || head.ID != first.ID || !cmp.Equal(content, story()) {
		t.Errorf("after the restore the head is %s, %v", head.ID, err)
	}
	// It goes on from there.
	mustCommit(t, db, first, revision(3), later)
	wantSound(t, db)
	if got := found(t, db, "kanban"); len(got) != 1 {
		t.Errorf("search finds %v", got)
	}
	// What was there is kept, and comes back.
	before := copiesOf(t, db)
	if want := []string{"2026-03-14-100000-restore.db", kept.Name}; !slices.Equal(before, want) {
		t.Fatalf("copies %v, want %v", before, want)
	}
	if err := db.RestoreCopy(t.Context(), before[0], morning.Add(2*time.Hour)); err != nil {
		t.Fatal(err)
	}
	if head, _, err := db.Head(t.Context(), incident); err != nil || head.ID != second.ID {
		t.Errorf("the head is %s, %v", head.ID, err)
	}
	wantSound(t, db)
}

// TestRestoreOlderCopy puts a copy of an older format in place.
func TestRestoreOlderCopy(t *testing.T) {
	t.Parallel()
	db := newLibrary(t)
	mustCreate(t, db, story())
	older := olderLibrary(t, 1)
	if err := db.RestoreCopy(t.Context(), older, morning); err != nil {
		t.Fatal(err)
	}
	if all, err := db.Summaries(t.Context(), library.Query{}); err != nil || len(all.Rows) != 0 {
		t.Errorf("the library lists %v, %v", all.Rows, err)
	}
	mustCreate(t, db, story())
	wantSound(t, db)
	if n := count(t, older, "SELECT user_version FROM pragma_user_version"); n != 1 {
		t.Errorf("the copy itself was upgraded to %d", n)
	}
}

func TestRestoreCopyRefuses(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	path := filepath.Join(folder, "afterword.db")
	db := mustOpen(t, path)
	first := mustCreate(t, db, story())
	write := func(name, text string) string {
		file := filepath.Join(folder, name)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	newer := filepath.Join(folder, "newer.db")
	if err := db.Backup(t.Context(), newer); err != nil {
		t.Fatal(err)
	}
	raw(t, newer, func(raw *sql.DB) {
		if _, err := raw.ExecContext(t.Context(), "PRAGMA user_version = 1000"); err != nil {
			t.Fatal(err)
		}
	})
	other := filepath.Join(folder, "other.db")
	raw(t, other, func(raw *sql.DB) {
		if _, err := raw.ExecContext(t.Context(), "CREATE TABLE t (x)"); err != nil {
			t.Fatal(err)
		}
	})
	for name, test := range map[string]struct {
		path string
		code retro.Code
	}{
		"Missing": {"2020-01-01-daily.db", retro.CodeNotFound},
		"Folder":  {folder, retro.CodeNotFound},
		"Empty":   {write("empty.db", ""), retro.CodeUnsupported},
		"Text":    {write("text.db", "not a database at all, but long enough to be looked at\n"), retro.CodeDamaged},
		"Other":   {other, retro.CodeUnsupported},
		"Newer":   {newer, retro.CodeNewerFormat},
		"Itself":  {path, retro.CodeInvalid},
	} {
		wantCode(t, db.RestoreCopy(t.Context(), test.path, morning), test.code)
		if t.Failed() {
			t.Fatalf("%s", name)
		}
	}
	if head, _, err := db.Head(t.Context(), incident); err != nil || head.ID != first.ID {
		t.Errorf("the head is %s, %v", head.ID, err)
	}
	if got := copiesOf(t, db); len(got) != 0 {
		t.Errorf("copies were made before anything was refused: %v", got)
	}
}

// TestSetAside makes room for a copy where the library cannot be opened at all.
func TestSetAside(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "afterword.db")
	db := mustOpen(t, path)
	mustCreate(t, db, story())
	kept := mustKeep(t, db, library.CopyDaily, morning)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("all is lost, and this is no database any more"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := sqlite.Open(context.Background(), path, sqlite.Options{})
	wantCode(t, err, retro.CodeDamaged)
	aside, err := sqlite.SetAside(path, morning)
	if err != nil {
		t.Fatal(err)
	}
	if text, err := os.ReadFile(aside); err != nil || string(text[:11]) != "all is lost" {
		t.Errorf("the damaged file holds %q, %v", text, err)
	}
	db = mustOpen(t, path)
	if err := db.RestoreCopy(t.Context(), kept.Name, morning); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(story(), mustContent(t, db, "revision00001")); diff != "" {
		t.Errorf("content (-want +got):\n%s", diff)
	}
}
