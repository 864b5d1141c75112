package sqlite_test

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite"
)

// withOriginal is the story with an original that is stored.
func withOriginal(t *testing.T, db *sqlite.DB) retro.Content {
	t.Helper()
	content := story()
	content.Evidence = append(content.Evidence, retro.Evidence{ID: "evidence00001", Kind: retro.EvidenceLog, Label: "app log", Hash: mustPut(t, db, strings.Repeat("a line of a log\n", 90_000))})
	return withStoredOriginals(t, db, content)
}

// withStoredOriginals gives evidence whose bytes are not stored some that are.
func withStoredOriginals(t *testing.T, db *sqlite.DB, content retro.Content) retro.Content {
	t.Helper()
	for i := range content.Evidence {
		if blob, err := db.OpenBlob(t.Context(), content.Evidence[i].Hash); err != nil {
			content.Evidence[i].Hash = mustPut(t, db, "original of "+content.Evidence[i].Label)
		} else if err := blob.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return content
}

func mustBundle(t *testing.T, db *sqlite.DB) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "colleague.afterword")
	if err := db.WriteBundle(t.Context(), incident, path); err != nil {
		t.Fatal(err)
	}
	return path
}

func mustRead(t *testing.T, db *sqlite.DB, path string) library.Unpacked {
	t.Helper()
	unpacked, err := db.ReadBundle(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	return unpacked
}

func titled(content retro.Content, title string) retro.Content {
	content.Title = title
	return content
}

func TestBundleMovesAHistory(t *testing.T) {
	t.Parallel()
	source := newLibrary(t)
	content := withOriginal(t, source)
	first := mustCreate(t, source, content)
	second := mustCommit(t, source, first, revision(2), titled(content, "Second"))
	path := mustBundle(t, source)
	if entries, err := os.ReadDir(filepath.Dir(path)); err != nil || len(entries) != 1 {
		t.Errorf("beside the bundle stand %v (%v)", entries, err)
	}

	target := newLibrary(t)
	want := library.Unpacked{Retrospective: incident, Outcome: library.UnpackedNew, Revisions: 2}
	if diff := cmp.Diff(want, mustRead(t, target, path)); diff != "" {
		t.Errorf("unpacked (-want +got):\n%s", diff)
	}
	head, got, err := target.Head(t.Context(), incident)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(second, head); diff != "" {
		t.Errorf("head (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(titled(content, "Second"), got); diff != "" {
		t.Errorf("content (-want +got):\n%s", diff)
	}
	if hits := found(t, target, "kanban"); len(hits) == 0 {
		t.Error("what came is not found by a search")
	}
	wantSound(t, target)
	if got := mustRead(t, target, path); got.Outcome != library.UnpackedSame || got.Revisions != 0 {
		t.Errorf("read again: %+v", got)
	}

	third := mustCommit(t, source, second, revision(3), titled(content, "Third"))
	if got := mustRead(t, target, mustBundle(t, source)); got.Outcome != library.UnpackedExtended || got.Revisions != 1 {
		t.Errorf("read with one more: %+v", got)
	}
	if head, _, err := target.Head(t.Context(), incident); err != nil || head.ID != third.ID {
		t.Errorf("head %v (%v), want %v", head, err, third)
	}
	if got := mustRead(t, target, path); got.Outcome != library.UnpackedSame {
		t.Errorf("the older bundle: %+v", got)
	}
	mustCommit(t, target, third, revision(4), titled(content, "Fourth"))
	wantSound(t, target)
}

func TestBundleThatWentAnotherWay(t *testing.T) {
	t.Parallel()
	source, target := newLibrary(t), newLibrary(t)
	content := withOriginal(t, source)
	first := mustCreate(t, source, content)
	mustRead(t, target, mustBundle(t, source))
	theirs := revision(2)
	theirs.Author = "Lee"
	mustCommit(t, source, first, theirs, titled(content, "Theirs"))
	mine := revision(3)
	ours := mustCommit(t, target, first, mine, titled(content, "Ours"))

	unpacked := mustRead(t, target, mustBundle(t, source))
	other := unpacked.Other
	if unpacked.Outcome != library.UnpackedMerged || unpacked.Retrospective != incident || unpacked.From != "Lee" || unpacked.Revisions != 1 || other == nil {
		t.Fatalf("unpacked %+v", unpacked)
	}
	if other.Base.Title != content.Title || other.Content.Title != "Theirs" || other.Head.ID != theirs.ID {
		t.Errorf("the base is %q, the head %v %q", other.Base.Title, other.Head.ID, other.Content.Title)
	}
	if head, got, err := target.Head(t.Context(), incident); err != nil || head.ID != ours.ID || got.Title != "Ours" {
		t.Errorf("ours is now %v %q (%v)", head, got.Title, err)
	}
	wantSound(t, target)

	// A merge is part of the history: their copy is known, and ours to them.
	merged := revision(4)
	merged.Kind, merged.Origin = retro.RevisionImported, theirs.ID
	ours = mustCommit(t, target, ours, merged, titled(content, "Merged"))
	if again := mustRead(t, target, mustBundle(t, source)); again.Outcome != library.UnpackedSame {
		t.Errorf("read again: %+v", again)
	}
	if back := mustRead(t, source, mustBundle(t, target)); back.Other == nil || back.Other.Base.Title != "Theirs" || back.Other.Head.ID != ours.ID {
		t.Errorf("sent back: %+v", back)
	}
	if all, err := target.Summaries(t.Context(), library.Query{}); err != nil || len(all.Rows) != 1 {
		t.Errorf("%d retrospectives (%v), want 1", len(all.Rows), err)
	}
}

func TestBundleOfAThinnedHistory(t *testing.T) {
	t.Parallel()
	source, target := newLibrary(t), newLibrary(t)
	content := withOriginal(t, source)
	saved := mustCreate(t, source, content)
	for n := 2; n < 20; n++ {
		saved = mustCommit(t, source, saved, revision(n), titled(content, strings.Repeat("x", n)))
	}
	if n, err := source.ThinRevisions(t.Context(), incident, morning.Add(30*24*time.Hour)); err != nil || n == 0 {
		t.Fatalf("%d thinned out (%v)", n, err)
	}
	mustRead(t, target, mustBundle(t, source))
	wantSound(t, target)
}

// TestReadBundleRefuses opens files made by somebody who means harm, or cut off
// on the way.
func TestReadBundleRefuses(t *testing.T) {
	t.Parallel()
	statements := func(all ...string) func(*testing.T, string) {
		return func(t *testing.T, path string) {
			t.Helper()
			raw(t, path, func(db *sql.DB) {
				for _, s := range all {
					if _, err := db.ExecContext(t.Context(), s); err != nil {
						t.Fatal(err)
					}
				}
			})
		}
	}
	cutTo := func(part int) func(*testing.T, string) {
		return func(t *testing.T, path string) {
			t.Helper()
			info, err := os.Stat(path)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.Truncate(path, info.Size()*int64(part)/100); err != nil {
				t.Fatal(err)
			}
		}
	}
	source := newLibrary(t)
	content := withOriginal(t, source)
	mustCommit(t, source, mustCreate(t, source, content), revision(2), titled(content, "Second"))
	sound, err := os.ReadFile(mustBundle(t, source))
	if err != nil {
		t.Fatal(err)
	}
	type harm struct {
		harm func(*testing.T, string)
		want retro.Code
	}
	tests := map[string]harm{
		"trigger":        {statements("CREATE TRIGGER t AFTER INSERT ON pieces BEGIN DELETE FROM revisions; END"), retro.CodeUnsupported},
		"view":           {statements("CREATE VIEW v AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT i FROM n"), retro.CodeUnsupported},
		"view for table": {statements("PRAGMA foreign_keys = 0", "ALTER TABLE pieces RENAME TO p", "CREATE VIEW pieces AS SELECT * FROM p"), retro.CodeUnsupported},
		"index":          {statements("CREATE INDEX i ON pieces (length(body))"), retro.CodeUnsupported},
		"newer":          {statements("PRAGMA user_version = 1000"), retro.CodeNewerFormat},
		"other program":  {statements("PRAGMA application_id = 7"), retro.CodeUnsupported},
		"piece changed":  {statements("UPDATE pieces SET body = zeroblob(length(body)) WHERE kind = 3"), retro.CodeDamaged},
		"piece missing":  {statements("DELETE FROM pieces WHERE kind = 7"), retro.CodeDamaged},
		"row changed":    {statements("UPDATE revisions SET author = 'somebody else'"), retro.CodeDamaged},
		"chain cut":      {statements("DELETE FROM revisions WHERE seq = 1"), retro.CodeDamaged},
		"original":       {statements("UPDATE blob_chunks SET body = zeroblob(length(body)) WHERE blob_id = 1"), retro.CodeDamaged},
		"no original":    {statements("DELETE FROM blob_chunks", "DELETE FROM blobs"), retro.CodeDamaged},
		"line damaged":   {statements("UPDATE retrospectives SET summary = '{'"), retro.CodeDamaged},
		"nothing in it":  {statements("PRAGMA foreign_keys = 0", "DELETE FROM search_nouns", "DELETE FROM revisions", "DELETE FROM retrospectives"), retro.CodeUnsupported},
		"line nowhere":   {statements("INSERT INTO revisions SELECT 'x', retrospective_id, 'x', seq, kind, name, reason, author, at, origin_id, root, chain, chain, size, NULL FROM revisions WHERE seq = 1"), retro.CodeDamaged},
		"no database": {func(t *testing.T, path string) {
			t.Helper()
			if err := os.WriteFile(path, noise(20_000), 0o600); err != nil {
				t.Fatal(err)
			}
		}, retro.CodeDamaged},
		"no file": {func(t *testing.T, path string) {
			t.Helper()
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
		}, retro.CodeNotFound},
	}
	for part := 0; part < 100; part += 10 {
		tests[fmt.Sprintf("cut off at %d %%", part)] = harm{cutTo(part), retro.CodeDamaged}
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			target := newLibrary(t)
			path := filepath.Join(t.TempDir(), "colleague.afterword")
			if err := os.WriteFile(path, sound, 0o600); err != nil {
				t.Fatal(err)
			}
			tt.harm(t, path)
			_, err := target.ReadBundle(t.Context(), path)
			wantCode(t, err, tt.want)
			if all, err := target.Summaries(t.Context(), library.Query{}); err != nil || len(all.Rows) != 0 {
				t.Errorf("%d retrospectives came in (%v)", len(all.Rows), err)
			}
			wantSound(t, target)
		})
	}
}

// TestReadBundleThatUnfolds opens a bundle whose hashes are all right and whose
// few pieces unfold into more than any memory holds.
func TestReadBundleThatUnfolds(t *testing.T) {
	t.Parallel()
	source, target := newLibrary(t), newLibrary(t)
	mustCreate(t, source, withOriginal(t, source))
	path := mustBundle(t, source)
	raw(t, path, func(db *sql.DB) { sqlite.Unfold(t, db) })
	_, err := target.ReadBundle(t.Context(), path)
	wantCode(t, err, retro.CodeDamaged)
}

func TestReadBundleOfAnOlderFormat(t *testing.T) {
	t.Parallel()
	target := newLibrary(t)
	path, _ := released(t, "library-3.db", "library-3.jsonl")
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got := mustRead(t, target, path); got.Outcome != library.UnpackedNew {
		t.Errorf("unpacked %+v", got)
	}
	after, err := os.ReadFile(path)
	if err != nil || !cmp.Equal(before, after) {
		t.Errorf("the file was touched (%v)", err)
	}
	wantSound(t, target)
}
