package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/pressly/goose/v3"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite"
)

func TestOpenRefuses(t *testing.T) {
	t.Parallel()
	statement := func(statements ...string) func(*testing.T, string) {
		return func(t *testing.T, path string) {
			t.Helper()
			raw(t, path, func(db *sql.DB) {
				for _, s := range statements {
					if _, err := db.ExecContext(t.Context(), s); err != nil {
						t.Fatal(err)
					}
				}
			})
		}
	}
	for name, test := range map[string]struct {
		prepare func(*testing.T, string)
		want    retro.Code
	}{
		"Newer": {func(t *testing.T, path string) {
			t.Helper()
			if err := mustOpen(t, path).Close(); err != nil {
				t.Fatal(err)
			}
			statement("PRAGMA user_version = 1000")(t, path)
		}, retro.CodeNewerFormat},
		"OtherDatabase": {statement("CREATE TABLE songs (title TEXT)"), retro.CodeUnsupported},
		"OtherProgram":  {statement("PRAGMA application_id = 7", "PRAGMA user_version = 1"), retro.CodeUnsupported},
		"NotADatabase": {func(t *testing.T, path string) {
			t.Helper()
			if err := os.WriteFile(path, noise(20_000), 0o600); err != nil {
				t.Fatal(err)
			}
		}, retro.CodeDamaged},
		"Folder": {func(t *testing.T, path string) {
			t.Helper()
			if err := os.Mkdir(path, 0o700); err != nil {
				t.Fatal(err)
			}
		}, retro.CodeInvalid},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "afterword.db")
			test.prepare(t, path)
			before, _ := os.ReadFile(path) // a folder has no bytes
			for _, options := range []sqlite.Options{{}, {ReadOnly: true}} {
				db, err := sqlite.Open(t.Context(), path, options)
				if err == nil {
					err = db.Close()
				}
				wantCode(t, err, test.want)
			}
			after, _ := os.ReadFile(path)
			if !cmp.Equal(before, after) {
				t.Error("the file was touched")
			}
		})
	}
	t.Run("NoFolder", func(t *testing.T) {
		t.Parallel()
		_, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "none", "afterword.db"), sqlite.Options{})
		wantCode(t, err, retro.CodeInvalid)
	})
}

// olderLibrary makes an empty library of an older format.
func olderLibrary(t *testing.T, version int64) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "older.db")
	raw(t, path, func(db *sql.DB) {
		provider, err := goose.NewProvider(goose.DialectSQLite3, db, os.DirFS("migrations"), goose.WithLogger(goose.NopLogger()))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := provider.UpTo(t.Context(), version); err != nil {
			t.Fatal(err)
		}
	})
	return path
}

// TestUpgrade opens a library as the first migration left it.
func TestUpgrade(t *testing.T) {
	t.Parallel()
	path := olderLibrary(t, 1)
	raw(t, path, func(db *sql.DB) {
		if _, err := db.ExecContext(t.Context(), "INSERT INTO preferences VALUES ('team.name', 'Platform')"); err != nil {
			t.Fatal(err)
		}
	})
	_, err := sqlite.Open(t.Context(), path, sqlite.Options{ReadOnly: true})
	wantCode(t, err, retro.CodeUnsupported)

	db, err := sqlite.Open(t.Context(), path, sqlite.Options{Clock: retro.FixedClock(morning, 0)})
	if err != nil {
		t.Fatal(err)
	}
	mustCreate(t, db, story())
	if got, err := db.Preference(t.Context(), "team.name"); got != "Platform" || err != nil {
		t.Errorf("preference %q, %v", got, err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	kept := filepath.Join(path+".copies", "2026-03-14-upgrade-1.db")
	if n := count(t, kept, "SELECT (SELECT user_version FROM pragma_user_version) * 10 + (SELECT count(*) FROM preferences)"); n != 11 {
		t.Errorf("the kept copy has version and preferences %d, want 11", n)
	}
	if leftover, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".afterword-copy-*")); len(leftover) > 0 {
		t.Errorf("left over: %v", leftover)
	}
}

func TestBackup(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	path := filepath.Join(folder, "afterword.db")
	db := mustOpen(t, path)
	first := mustCreate(t, db, story())
	hash := mustPut(t, db, "a log")
	backup := filepath.Join(folder, "backup.db")
	for range 2 { // the second replaces the first
		if err := db.Backup(t.Context(), backup); err != nil {
			t.Fatal(err)
		}
	}
	mustCommit(t, db, first, revision(2), retro.Content{Title: "Later"})
	wantCode(t, db.Backup(t.Context(), path), retro.CodeInvalid)
	if err := os.Symlink(path, filepath.Join(folder, "same.db")); err != nil {
		t.Skip("no symbolic links here")
	}
	wantCode(t, db.Backup(t.Context(), filepath.Join(folder, "same.db")), retro.CodeInvalid)

	reader, err := sqlite.Open(t.Context(), backup, sqlite.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := reader.Backup(t.Context(), filepath.Join(folder, "again.db")); err != nil {
		t.Error(err)
	}
	if err := reader.Close(); err != nil {
		t.Error(err)
	}
	copied := mustOpen(t, filepath.Join(folder, "again.db"))
	head, content, err := copied.Head(t.Context(), incident)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(first, head); diff != "" {
		t.Errorf("head (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(story(), content); diff != "" {
		t.Errorf("content (-want +got):\n%s", diff)
	}
	if _, err := copied.OpenBlob(t.Context(), hash); err != nil {
		t.Error(err)
	}
	if got := found(t, copied, "kanban"); len(got) != 1 {
		t.Errorf("search finds %v", got)
	}
	wantSound(t, copied)
}

// TestReadOnlyFolder opens a library where nothing may be written beside it.
func TestReadOnlyFolder(t *testing.T) {
	t.Parallel()
	if os.Geteuid() == 0 {
		t.Skip("nothing is read-only for root")
	}
	folder := t.TempDir()
	path := filepath.Join(folder, "afterword.db")
	db := mustOpen(t, path)
	mustCreate(t, db, story())
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(folder, 0o500); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(folder, 0o700) })
	_, err := sqlite.Open(t.Context(), path, sqlite.Options{})
	wantCode(t, err, retro.CodeInvalid)
	reader, err := sqlite.Open(t.Context(), path, sqlite.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	wantSound(t, reader)
	if err := reader.Close(); err != nil {
		t.Error(err)
	}
}

// TestSingleFile holds that the library alone is complete once it is idle.
func TestSingleFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "afterword.db")
	db := mustOpen(t, path)
	mustCreate(t, db, story())
	for {
		if info, err := os.Stat(path + "-wal"); errors.Is(err, os.ErrNotExist) || err == nil && info.Size() == 0 {
			break
		}
		select {
		case <-t.Context().Done():
			t.Fatal("the log was never folded into the library")
		case <-time.After(20 * time.Millisecond):
		}
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	alone := filepath.Join(t.TempDir(), "alone.db")
	if err := os.WriteFile(alone, data, 0o600); err != nil {
		t.Fatal(err)
	}
	wantSound(t, mustOpen(t, alone))
}

func TestErrorCodes(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "small.db")
	raw(t, path, func(db *sql.DB) {
		db.SetMaxOpenConns(1)
		for _, s := range []string{"PRAGMA max_page_count = 3", "CREATE TABLE t (x)"} {
			if _, err := db.ExecContext(t.Context(), s); err != nil {
				t.Fatal(err)
			}
		}
		_, err := db.ExecContext(t.Context(), "INSERT INTO t VALUES (randomblob(100000))")
		wantCode(t, sqlite.Wrap(err, "save"), retro.CodeFull)
		_, err = db.ExecContext(t.Context(), "SELECT none")
		wantCode(t, sqlite.Wrap(err, "save"), retro.CodeInternal)
	})
	if err := sqlite.Wrap(context.Canceled, "save"); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if err := sqlite.Wrap(nil, "save"); err != nil {
		t.Errorf("error %v", err)
	}
}
