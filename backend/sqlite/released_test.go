package sqlite_test

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"

	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite"
)

// The formats of testdata/released, see its README.
const (
	firstFormat  = 3
	firstBundled = 5 // the first whose program wrote bundles
	firstLines   = 6 // the first that keeps a colleague's revisions
	oneTable     = 9 // the first that keeps them in the same table
)

// releasedRevision is a line of the golden files.
type releasedRevision struct {
	Revision json.RawMessage `json:"revision"`
	Content  json.RawMessage `json:"content"`
}

// released unpacks a file that an older program wrote, and what that program read
// from it.
func released(t *testing.T, name, golden string) (path string, want []releasedRevision) {
	t.Helper()
	packed, err := os.ReadFile(filepath.Join("testdata", "released", name+".zst"))
	if err != nil {
		t.Fatal(err)
	}
	reader, err := zstd.NewReader(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	data, err := reader.DecodeAll(packed, nil)
	if err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	lines, err := os.ReadFile(filepath.Join("testdata", "released", golden))
	if err != nil {
		t.Fatal(err)
	}
	for line := range bytes.Lines(lines) {
		var revision releasedRevision
		if err := json.Unmarshal(line, &revision); err != nil {
			t.Fatal(err)
		}
		want = append(want, revision)
	}
	return path, want
}

func mustJSON(t *testing.T, value any) string {
	t.Helper()
	var text strings.Builder
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSuffix(text.String(), "\n")
}

// wantReleased holds that every revision reads byte for byte as it once did.
func wantReleased(t *testing.T, db *sqlite.DB, want []releasedRevision) {
	t.Helper()
	for _, line := range want {
		var known retro.Revision
		if err := json.Unmarshal(line.Revision, &known); err != nil {
			t.Fatal(err)
		}
		revision, err := db.Revision(t.Context(), known.ID)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(line.Revision), mustJSON(t, revision)); diff != "" {
			t.Errorf("revision %s (-then +now):\n%s", known.ID, diff)
		}
		if diff := cmp.Diff(string(line.Content), mustJSON(t, mustContent(t, db, known.ID))); diff != "" {
			t.Errorf("content of %s (-then +now):\n%s", known.ID, diff)
		}
	}
}

// hashes lists the root and the chain of every revision that a file holds.
func hashes(t *testing.T, path string, tables ...string) map[string]string {
	t.Helper()
	all := map[string]string{}
	raw(t, path, func(db *sql.DB) {
		for _, table := range tables {
			var rows string // JSON of ids and what belongs to them
			query := "SELECT json_group_object(id, hex(root) || hex(previous) || hex(chain)) FROM " + table
			if err := db.QueryRowContext(t.Context(), query).Scan(&rows); err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal([]byte(rows), &all); err != nil {
				t.Fatal(err)
			}
		}
	})
	return all
}

func mustFile(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// releasedFormats lists the formats from first on of which there is a file: all but
// the present one at least, which may not be released yet.
func releasedFormats(t *testing.T, first int, name string) []int {
	t.Helper()
	var formats []int
	latest := sqlite.LatestVersion(t)
	for format := first; format <= latest; format++ {
		file := filepath.Join("testdata", "released", fmt.Sprintf(name, format)+".zst")
		if _, err := os.Stat(file); err == nil {
			formats = append(formats, format)
		} else if format < latest {
			t.Errorf("%s is missing: write it with the last program of format %d", file, format)
		}
	}
	return formats
}

// TestReleasedLibraries opens what every earlier Afterword wrote, and goes on
// writing in it.
func TestReleasedLibraries(t *testing.T) {
	t.Parallel()
	latest := sqlite.LatestVersion(t)
	for _, format := range releasedFormats(t, firstFormat, "library-%d.db") {
		t.Run(strconv.Itoa(format), func(t *testing.T) {
			t.Parallel()
			path, want := released(t, fmt.Sprintf("library-%d.db", format), fmt.Sprintf("library-%d.jsonl", format))
			if n := count(t, path, "SELECT user_version FROM pragma_user_version"); n != format {
				t.Fatalf("the library is of format %d", n)
			}
			tables := []string{"revisions"}
			if format >= firstLines && format < oneTable {
				tables = append(tables, "merged_revisions")
			}
			before := hashes(t, path, tables...)
			if len(before) != len(want) {
				t.Fatalf("the library holds %d revisions, and %d are known of it", len(before), len(want))
			}

			db, err := sqlite.Open(t.Context(), path, sqlite.Options{Clock: retro.FixedClock(morning, 0)})
			if err != nil {
				t.Fatal(err)
			}
			wantReleased(t, db, want)
			wantSound(t, db)
			wantRest(t, db, format)

			// What the newest revision says is planted as it was then, and can be changed.
			head, content, err := db.Head(t.Context(), incident)
			if err != nil {
				t.Fatal(err)
			}
			if same := mustCommit(t, db, head, revision(90), content); same.ID != head.ID {
				t.Error("saving what was there made a revision: its root is another one now")
			}
			mustCommit(t, db, head, revision(91), titled(content, "Written by a later Afterword"))
			wantReleased(t, db, want)
			wantSound(t, db)
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			after := hashes(t, path, "revisions")
			delete(after, string(revision(91).ID))
			if diff := cmp.Diff(before, after); diff != "" {
				t.Errorf("the hashes of revisions (-then +now):\n%s", diff)
			}

			kept := filepath.Join(path+".copies", fmt.Sprintf("2026-03-14-upgrade-%d.db", format))
			if format == latest {
				if _, err := os.Stat(kept); err == nil {
					t.Error("a copy was made, though there was nothing to upgrade")
				}
				return
			}
			if n := count(t, kept, "SELECT user_version FROM pragma_user_version"); n != format {
				t.Errorf("the copy from before the upgrade is of format %d", n)
			}
			if diff := cmp.Diff(before, hashes(t, kept, tables...)); diff != "" {
				t.Errorf("the copy from before the upgrade (-then +now):\n%s", diff)
			}
		})
	}
}

// wantRest holds that all that is not in revisions came along.
func wantRest(t *testing.T, db *sqlite.DB, format int) {
	t.Helper()
	if team, err := db.Preference(t.Context(), "team.name"); team != "Platform" || err != nil {
		t.Errorf("preference %q, %v", team, err)
	}
	if hits := found(t, db, "kanban"); len(hits) != 1 {
		t.Errorf("search finds %v", hits)
	}
	_, content, err := db.Head(t.Context(), incident)
	if err != nil {
		t.Fatal(err)
	}
	blob, err := db.OpenBlob(t.Context(), content.Evidence[0].Hash)
	if err != nil {
		t.Fatal(err)
	}
	defer blob.Close()
	original, err := io.ReadAll(io.NewSectionReader(blob, 0, blob.Size()))
	if err != nil || !strings.HasSuffix(string(original), "ERROR pool exhausted\n") {
		t.Errorf("original %q, %v", original, err)
	}
	wantExports, wantConflicts, wantMerged := 1, 1, 1
	if format < 4 {
		wantExports = 0
	}
	if format < firstBundled {
		wantConflicts = 0
	}
	if format < firstLines {
		wantMerged = 0
	}
	exports, err := db.Exports(t.Context(), incident, 10)
	if err != nil || len(exports) != wantExports {
		t.Errorf("%d exports, want %d, %v", len(exports), wantExports, err)
	}
	conflicts, err := db.Conflicts(t.Context(), incident)
	if err != nil || len(conflicts) != wantConflicts {
		t.Errorf("%d conflicts, want %d, %v", len(conflicts), wantConflicts, err)
	}
	merged, err := db.Merged(t.Context(), incident)
	if err != nil || len(merged) != wantMerged {
		t.Errorf("%d merged lines, want %d, %v", len(merged), wantMerged, err)
	}
}

// TestReleasedBundles reads bundles that colleagues with an older Afterword send.
func TestReleasedBundles(t *testing.T) {
	t.Parallel()
	for _, format := range releasedFormats(t, firstBundled, "bundle-%d.afterword") {
		t.Run(strconv.Itoa(format), func(t *testing.T) {
			t.Parallel()
			path, want := released(t, fmt.Sprintf("bundle-%d.afterword", format), fmt.Sprintf("bundle-%d.jsonl", format))
			sent := mustFile(t, path)
			db := newLibrary(t)
			got := mustRead(t, db, path)
			if diff := cmp.Diff(library.Unpacked{Retrospective: incident, Outcome: library.UnpackedNew, Revisions: len(want)}, got); diff != "" {
				t.Errorf("unpacked (-want +got):\n%s", diff)
			}
			wantReleased(t, db, want)
			wantSound(t, db)
			if !bytes.Equal(sent, mustFile(t, path)) {
				t.Error("the bundle was touched")
			}
		})
	}
}

// TestNextFormat refuses a library of the format after this one, with a table
// that nobody here knows, and leaves it alone.
func TestNextFormat(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "afterword.db")
	db := mustOpen(t, path)
	mustCreate(t, db, story())
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	raw(t, path, func(db *sql.DB) {
		for _, statement := range []string{"PRAGMA journal_mode = delete", "CREATE TABLE learnings (id TEXT) STRICT", fmt.Sprintf("PRAGMA user_version = %d", sqlite.LatestVersion(t)+1)} {
			if _, err := db.ExecContext(t.Context(), statement); err != nil {
				t.Fatal(err)
			}
		}
	})
	before := mustFile(t, path)
	for _, options := range []sqlite.Options{{}, {ReadOnly: true}} {
		_, err := sqlite.Open(t.Context(), path, options)
		wantCode(t, err, retro.CodeNewerFormat)
		if retro.ErrorHint(err) == "" {
			t.Error("no hint")
		}
	}
	_, err := newLibrary(t).ReadBundle(t.Context(), path)
	wantCode(t, err, retro.CodeNewerFormat)
	if !bytes.Equal(before, mustFile(t, path)) {
		t.Error("the library was touched")
	}
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if name := entry.Name(); name != filepath.Base(path) && !strings.HasSuffix(name, ".lock") {
			t.Errorf("beside the library stands %s", name)
		}
	}
}

// TestOneRevisionInTwoLines upgrades a library in which a revision stands in the
// retrospective's own history and in one that a merge took in: it stays in its own.
func TestOneRevisionInTwoLines(t *testing.T) {
	t.Parallel()
	path, want := released(t, "library-8.db", "library-8.jsonl")
	raw(t, path, func(db *sql.DB) {
		if _, err := db.ExecContext(t.Context(), `INSERT INTO merged_revisions
			SELECT id, retrospective_id, 'elsewhere', seq, kind, name, reason, author, at, origin_id, root, previous, chain, size FROM revisions WHERE seq = 2`); err != nil {
			t.Fatal(err)
		}
	})
	db := mustOpen(t, path)
	wantReleased(t, db, want)
	wantSound(t, db)
}

// TestPurgeReleasedLibraries purges words and an original out of what every earlier
// Afterword wrote, with a colleague's line, a conflict and an export in it: nothing
// says it any more, all is sound, and it can be sent.
func TestPurgeReleasedLibraries(t *testing.T) {
	t.Parallel()
	for _, format := range releasedFormats(t, firstFormat, "library-%d.db") {
		t.Run(strconv.Itoa(format), func(t *testing.T) {
			t.Parallel()
			path, want := released(t, fmt.Sprintf("library-%d.db", format), fmt.Sprintf("library-%d.jsonl", format))
			db := mustOpen(t, path)
			originals, err := db.Originals(t.Context(), incident)
			if err != nil || len(originals) != 1 {
				t.Fatalf("originals %v, %v", originals, err)
			}
			places, holding, err := db.CountWords(t.Context(), incident, "pool")
			if err != nil || places == 0 || len(holding) != 1 {
				t.Fatalf("the words stand in %d places and in %v, %v", places, holding, err)
			}
			purge := library.Purge{Retrospective: incident, At: morning, What: "words"}
			if err := db.PurgeWords(t.Context(), "pool", purge); err != nil {
				t.Fatal(err)
			}
			if err := db.PurgeOriginal(t.Context(), originals[0].Hash, purge); err != nil {
				t.Fatal(err)
			}
			if err := db.Erase(t.Context(), morning); err != nil {
				t.Fatal(err)
			}
			wantPurged := func(db *sqlite.DB) {
				t.Helper()
				for _, line := range want {
					var known retro.Revision
					if err := json.Unmarshal(line.Revision, &known); err != nil {
						t.Fatal(err)
					}
					revision, err := db.Revision(t.Context(), known.ID)
					if err != nil {
						t.Fatal(err)
					}
					content := mustContent(t, db, known.ID)
					said := strings.ToLower(mustJSON(t, []any{revision, content}))
					// A chart is only a recipe, so it stays and draws nothing.
					hasOriginal := slices.ContainsFunc(content.Evidence, func(evidence retro.Evidence) bool { return evidence.Hash != "" })
					if id := `"id":"pool"`; strings.Contains(strings.ReplaceAll(said, id, ""), "pool") || hasOriginal {
						t.Errorf("revision %s still says it: %s", known.ID, said)
					}
				}
				wantSound(t, db)
			}
			wantPurged(db)
			conflicts, err := db.Conflicts(t.Context(), incident)
			if said := strings.ToLower(mustJSON(t, conflicts)); err != nil || strings.Contains(said, "pool") {
				t.Errorf("conflicts %s, %v", said, err)
			}
			if hits := found(t, db, "pool"); len(hits) > 0 {
				t.Errorf("a search finds %v", hits)
			}
			other := newLibrary(t)
			mustRead(t, other, mustBundle(t, db))
			wantPurged(other)
		})
	}
}
