package sqlite_test

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite"
)

// execute changes a library behind the store's back, and returns how many rows.
func execute(t *testing.T, path, statement string, args ...any) int64 {
	t.Helper()
	var rows int64
	raw(t, path, func(raw *sql.DB) {
		result, err := raw.ExecContext(t.Context(), statement, args...)
		if err != nil {
			t.Fatal(err)
		}
		if rows, err = result.RowsAffected(); err != nil {
			t.Fatal(err)
		}
	})
	return rows
}

// TestSavingKeepsWhatIsLost damages pieces of the newest revision, goes on
// writing elsewhere, and heals them: they are there again in every revision.
func TestSavingKeepsWhatIsLost(t *testing.T) {
	t.Parallel()
	const body = "Before.\n\nLost for a while.\n\nAfter.\n"
	base := story()
	base.Sections = []retro.Section{{ID: "findings", Heading: "Findings", Body: body}, {ID: "other", Heading: "Other", Body: "Sound.\n"}}
	base.Debrief = retro.Debrief{Notes: base.Debrief.Notes, Recording: "a recording"}
	for name, test := range map[string]struct {
		where string // picks the pieces
		names string
		note  bool // stands in the text
	}{
		"Paragraph":  {"kind = 4 AND body = CAST('Lost for a while.' || char(10, 10) AS BLOB)", "a paragraph of the section “Findings”", true},
		"Text":       {"hash = (SELECT substr(body, 1, 32) FROM pieces WHERE kind = 3 AND instr(body, CAST('Findings' AS BLOB)))", "several paragraphs of the section “Findings”", true},
		"Section":    {"kind = 3 AND instr(body, CAST('Other' AS BLOB))", "a section after “Findings”", false},
		"First":      {"kind = 7 AND instr(body, CAST('" + base.Events[0].Title + "' AS BLOB))", "an event", false},
		"Title":      {"kind = 5", "the title", false},
		"Debrief":    {"kind = 6", "the debrief", false},
		"Events":     {"hash = (SELECT substr(body, 4 * 32 + 1, 32) FROM pieces WHERE kind = 1)", "several events", false},
		"ActionItem": {"kind = 9 AND instr(body, CAST('" + base.ActionItems[0].Title + "' AS BLOB))", "an action item", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "afterword.db")
			db := mustOpen(t, path)
			first := mustCreate(t, db, base)
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			execute(t, path, "CREATE TABLE sound AS SELECT hash AS h, body AS b FROM pieces WHERE "+test.where)
			if n := execute(t, path, "UPDATE pieces SET body = zeroblob(length(body)) WHERE "+test.where); n != 1 {
				t.Fatalf("damaged %d pieces", n)
			}

			db = mustOpen(t, path)
			content := mustContent(t, db, first.ID)
			damage := content.Damage()
			if len(damage) != 1 || damage[0].What != test.names {
				t.Fatalf("damage %+v, want %q", damage, test.names)
			}
			if got := strings.Contains(content.Sections[0].Body, damage[0].Note()); got != test.note {
				t.Errorf("a note stands in the text: %v\n%s", got, content.Sections[0].Body)
			}

			// All the rest is written on.
			changed := content.Clone()
			at := len(changed.Factors)
			changed.Factors = append(changed.Factors, retro.Factor{ID: "new", Title: "Found after the damage"})
			if test.note {
				changed.Sections[0].Body = "In front. " + changed.Sections[0].Body + "Behind.\n"
			}
			second := mustCommit(t, db, first, revision(2), changed)
			if again := mustCommit(t, db, second, revision(3), changed); again.ID != second.ID {
				t.Error("saving the same again made a revision")
			}
			read := mustContent(t, db, second.ID)
			if diff := cmp.Diff(changed, read); diff != "" {
				t.Errorf("saved and read (-want +got):\n%s", diff)
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}

			// What heals is there again, in the new revision too.
			execute(t, path, "UPDATE pieces SET body = (SELECT b FROM sound WHERE h = hash) WHERE hash IN (SELECT h FROM sound)")
			execute(t, path, "DROP TABLE sound")
			db = mustOpen(t, path)
			if diff := cmp.Diff(base, mustContent(t, db, first.ID)); diff != "" {
				t.Errorf("the first revision (-want +got):\n%s", diff)
			}
			healed := mustContent(t, db, second.ID)
			want := base.Clone()
			want.Factors = append(want.Factors[:at:at], changed.Factors[at])
			if test.note {
				want.Sections[0].Body = "In front. " + body + "Behind.\n"
			}
			if diff := cmp.Diff(want, healed); diff != "" {
				t.Errorf("healed (-want +got):\n%s", diff)
			}
			wantSound(t, db)
		})
	}
}

// TestLostForGood holds that a person may take a note out, or write another title,
// and that nothing is saved on top of a revision of which nothing can be read.
func TestLostForGood(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "afterword.db")
	db := mustOpen(t, path)
	content := story()
	content.Sections[0].Body = "One.\n\nTwo.\n"
	first := mustCreate(t, db, content)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	execute(t, path, "UPDATE pieces SET body = zeroblob(length(body)) WHERE kind = 5 OR kind = 4 AND body = CAST('Two.' || char(10) AS BLOB)")
	db = mustOpen(t, path)
	damaged := mustContent(t, db, first.ID)
	if len(damaged.Damage()) != 2 {
		t.Fatalf("damage %+v", damaged.Damage())
	}
	mended := damaged.Clone()
	mended.Title, mended.Sections[0].Body = "Written anew", "One.\n\nTwo, written anew.\n"
	if damage := mended.Damage(); len(damage) != 0 {
		t.Errorf("still damaged: %+v", damage)
	}
	second := mustCommit(t, db, first, revision(2), mended)
	if read := mustContent(t, db, second.ID); len(read.Lost) != 0 || read.Title != mended.Title || read.Sections[0].Body != mended.Sections[0].Body {
		t.Errorf("read %q, %q, lost %+v", read.Title, read.Sections[0].Body, read.Lost)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}

	execute(t, path, "UPDATE pieces SET body = zeroblob(length(body)) WHERE hash = (SELECT root FROM revisions WHERE seq = 2)")
	db = mustOpen(t, path)
	nothing := mustContent(t, db, second.ID)
	if !nothing.IsUnreadable() {
		t.Fatalf("read %+v", nothing)
	}
	_, err := db.Commit(t.Context(), second.ID, revision(3), nothing)
	wantCode(t, err, retro.CodeDamaged)
	mustCommit(t, db, second, revision(3), damaged) // but an earlier one is brought back
}

// TestDamagedSummary changes what is derived; it is derived anew.
func TestDamagedSummary(t *testing.T) {
	t.Parallel()
	for name, statement := range map[string]string{
		"Summary": "UPDATE retrospectives SET summary = 'x' || substr(summary, 2)",
		"Created": "UPDATE retrospectives SET created_at = 'never'",
		"Updated": "UPDATE retrospectives SET updated_at = ''",
		"At":      "UPDATE revisions SET at = 'x'",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "afterword.db")
			db := mustOpen(t, path)
			first := mustCreate(t, db, story())
			want, err := db.Summaries(t.Context(), library.Query{})
			if err != nil {
				t.Fatal(err)
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			execute(t, path, statement)
			db = mustOpen(t, path)
			got, err := db.Summaries(t.Context(), library.Query{})
			if err != nil {
				t.Fatal(err)
			}
			if name == "Created" || name == "Updated" {
				want.Rows[0].CreatedAt, want.Rows[0].UpdatedAt = got.Rows[0].CreatedAt, got.Rows[0].UpdatedAt
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("summaries (-want +got):\n%s", diff)
			}
			if hits := found(t, db, "kanban"); len(hits) != 1 {
				t.Errorf("search finds %v", hits)
			}
			head, content, err := db.Head(t.Context(), incident)
			if err != nil || head.ID != first.ID || content.Title != story().Title {
				t.Errorf("head %v, %q, %v", head.ID, content.Title, err)
			}
		})
	}
}

// TestUnknownMember opens a library with a list that this program does not know,
// saves, and opens it with the list again.
func TestUnknownMember(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "afterword.db")
	later := retro.AllLists().With(learnings())
	open := func(lists retro.Lists) *sqlite.DB {
		db, err := sqlite.Open(t.Context(), path, sqlite.Options{Lists: lists})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = db.Close() })
		return db
	}
	db := open(later)
	content := story()
	list, _ := later.Of("lesson")
	list.Put(&content, []retro.Record{&learning{ID: "l1", Text: "Test the restore, too."}})
	first := mustCreate(t, db, content)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}

	db = open(retro.AllLists())
	known := mustContent(t, db, first.ID)
	if len(known.Lost) != 1 || known.Lost[0].Why != retro.LostUnknown || len(known.Damage()) != 0 {
		t.Errorf("lost %+v", known.Lost)
	}
	known.Title = "Saved by a program that knows less"
	second := mustCommit(t, db, first, revision(2), known)
	wantSound(t, db)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}

	db = open(later)
	read := mustContent(t, db, second.ID)
	if records := list.Records(&read); len(records) != 1 || list.Title(records[0]) != "Test the restore, too." || read.Title != known.Title {
		t.Errorf("read %q with %v", read.Title, records)
	}
}

type learning struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

func learnings() retro.List {
	return retro.Describe(retro.Description[learning]{
		Noun: "lesson", Member: 42, One: "lesson", Many: "lessons",
		ID: func(l *learning) string { return l.ID }, Title: func(l *learning) string { return l.Text },
	})
}
