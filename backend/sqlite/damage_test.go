package sqlite_test

import (
	"database/sql"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	_ "modernc.org/sqlite"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite"
)

// count runs a query of one number on a library.
func count(tb testing.TB, path, query string) int {
	tb.Helper()
	var n int
	raw(tb, path, func(db *sql.DB) {
		if err := db.QueryRowContext(tb.Context(), query).Scan(&n); err != nil {
			tb.Fatal(err)
		}
	})
	return n
}

// raw lets a test reach behind the store.
func raw(tb testing.TB, path string, do func(*sql.DB)) {
	tb.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		tb.Fatal(err)
	}
	defer db.Close()
	do(db)
}

func wantProblems(t *testing.T, path string) []string {
	t.Helper()
	db, err := sqlite.Open(t.Context(), path, sqlite.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	report, err := db.Check(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(report.Problems) == 0 {
		t.Error("the check finds nothing")
	}
	var problems []string
	for _, p := range report.Problems {
		problems = append(problems, p.What)
	}
	return problems
}

// TestDamagedPiece damages one piece of the newest of three revisions.
func TestDamagedPiece(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		where string // picks the piece among those of the second revision
		names string // what the error must name
	}{
		"Paragraph": {"kind = 4", "a paragraph of the section “Findings”"},
		"Section":   {"kind = 3", "a section"},
		"Event":     {"kind = 7", "an event"},
		"Head":      {"kind = 5", "the title"},
		"Root":      {"kind = 1", "all of it"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "afterword.db")
			db := mustOpen(t, path)
			first := mustCreate(t, db, story())
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			old := count(t, path, "SELECT max(rowid) FROM pieces")
			db = mustOpen(t, path)
			changed := story()
			changed.Title = "Another title"
			changed.Sections[0] = retro.Section{ID: "findings", Heading: "Findings", Body: "A paragraph long enough to be damaged."}
			changed.Events[0].Title = "Another event"
			second := mustCommit(t, db, first, revision(2), changed)
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			raw(t, path, func(raw *sql.DB) {
				result, err := raw.ExecContext(t.Context(),
					fmt.Sprintf("UPDATE pieces SET body = zeroblob(length(body)) WHERE rowid > %d AND %s", old, test.where))
				if err != nil {
					t.Fatal(err)
				}
				if n, _ := result.RowsAffected(); n != 1 {
					t.Fatalf("damaged %d pieces", n)
				}
			})
			wantProblems(t, path)

			db = mustOpen(t, path)
			head, left, err := db.Head(t.Context(), incident)
			if err != nil {
				t.Fatal(err)
			}
			if len(left.Lost) != 1 || left.Lost[0].What != test.names || left.Lost[0].Why != retro.LostDamaged {
				t.Errorf("lost %+v, want %q", left.Lost, test.names)
			}
			if diff := cmp.Diff(second, head); diff != "" {
				t.Errorf("head (-want +got):\n%s", diff)
			}
			if name != "Root" && cmp.Diff(story().Factors, left.Factors) != "" {
				t.Errorf("what is sound was not read: %+v", left)
			}
			if diff := cmp.Diff(story(), mustContent(t, db, first.ID)); diff != "" {
				t.Errorf("the earlier revision (-want +got):\n%s", diff)
			}

			// Saving the same again writes the damaged piece anew.
			third := mustCommit(t, db, second, revision(3), changed)
			for _, id := range []retro.RevisionID{second.ID, third.ID} {
				if diff := cmp.Diff(changed, mustContent(t, db, id)); diff != "" {
					t.Errorf("healed %s (-want +got):\n%s", id, diff)
				}
			}
			wantSound(t, db)
		})
	}
}

// TestBrokenHistory changes rows behind the store's back.
func TestBrokenHistory(t *testing.T) {
	t.Parallel()
	for name, statement := range map[string]string{
		"Name":      "UPDATE revisions SET name = 'x' WHERE seq = 2",
		"Time":      "UPDATE revisions SET at = '2020-01-01T00:00:00Z' WHERE seq = 2",
		"Root":      "UPDATE revisions SET root = (SELECT root FROM revisions WHERE seq = 1) WHERE seq = 2",
		"Middle":    "DELETE FROM revisions WHERE seq = 2",
		"Head":      "UPDATE retrospectives SET head_revision_id = 'revision00002'",
		"Created":   "UPDATE retrospectives SET created_at = '2020-01-01T00:00:00Z'",
		"Summary":   "UPDATE retrospectives SET summary = '{'",
		"Chunk":     "UPDATE blob_chunks SET body = zeroblob(length(body))",
		"LastChunk": "DELETE FROM blob_chunks WHERE number = (SELECT max(number) FROM blob_chunks)",
		"Original":  "DELETE FROM blobs",
		"Size":      "UPDATE blobs SET size = size - 1",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "afterword.db")
			db := mustOpen(t, path)
			content := story()
			content.Evidence = []retro.Evidence{{ID: "log", Label: "log", Kind: retro.EvidenceLog, Hash: mustPut(t, db, string(noise(600_000)))}}
			head := mustCreate(t, db, content)
			for n := 2; n <= 3; n++ {
				content.Title += "!"
				head = mustCommit(t, db, head, revision(n), content)
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			raw(t, path, func(raw *sql.DB) {
				if _, err := raw.ExecContext(t.Context(), statement); err != nil {
					t.Fatal(err)
				}
			})
			wantProblems(t, path)
		})
	}
}

// TestFlippedBytes flips single bytes anywhere in a library. Whatever it reads
// afterwards is what was saved or an error, and never anything else.
func TestFlippedBytes(t *testing.T) {
	t.Parallel()
	const flips = 400
	path := filepath.Join(t.TempDir(), "afterword.db")
	db := mustOpen(t, path)
	log := strings.Repeat("10:02:03 GET /cart 502\n", 3000) + string(noise(30_000))
	content := story()
	hash := mustPut(t, db, log)
	content.Evidence = []retro.Evidence{{ID: "log", Kind: retro.EvidenceLog, Hash: hash}}
	head := mustCreate(t, db, content)
	contents := map[retro.RevisionID]retro.Content{head.ID: content.Clone()}
	for n := 2; n <= 20; n++ {
		content.Sections[0].Body += fmt.Sprintf("Paragraph %d says something new.\n\n", n)
		head = mustCommit(t, db, head, revision(n), content)
		contents[head.ID] = content.Clone()
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	sound, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(5, 6))
	folder := t.TempDir()
	noticed := 0
	for flip := range flips {
		damaged := append([]byte(nil), sound...)
		at := random.IntN(len(damaged))
		damaged[at] ^= byte(1 + random.IntN(255))
		copied := filepath.Join(folder, fmt.Sprintf("flip%d.db", flip))
		if err := os.WriteFile(copied, damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		isNoticed, wrong := readAll(t, copied, contents, hash, log)
		if wrong != "" {
			t.Errorf("a flip at %d goes unnoticed: %s", at, wrong)
		}
		if isNoticed {
			noticed++
		}
		if err := os.Remove(copied); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d of %d flips were noticed, none of the others changed anything", noticed, flips)
	if noticed < flips/4 {
		t.Errorf("only %d of %d flips hit something: the test is too weak", noticed, flips)
	}
}

// readAll reads everything of a library and says whether damage was noticed, and
// what was read wrong without an error.
func readAll(t *testing.T, path string, contents map[retro.RevisionID]retro.Content, original retro.Hash, log string) (noticed bool, wrong string) {
	t.Helper()
	db, err := sqlite.Open(t.Context(), path, sqlite.Options{ReadOnly: true})
	if err != nil {
		return true, ""
	}
	defer db.Close()
	for id, want := range contents {
		got, err := db.Content(t.Context(), id)
		switch {
		case err != nil || len(got.Lost) > 0:
			noticed = true
		case !cmp.Equal(want, got):
			return noticed, "revision " + string(id)
		}
	}
	blob, err := db.OpenBlob(t.Context(), original)
	if err != nil {
		return true, ""
	}
	text, err := io.ReadAll(io.NewSectionReader(blob, 0, int64(len(log))+1))
	switch {
	case err != nil:
		noticed = true
	case string(text) != log:
		return noticed, "the original"
	}
	report, err := db.Check(t.Context())
	return noticed || err != nil || len(report.Problems) > 0, ""
}
