package sqlite_test

import (
	"crypto/rand"
	"database/sql"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite"
)

// past writes a history of six revisions in which a sentence moves from a
// section to an event, goes, and comes back.
func past(t *testing.T, db *sqlite.DB) {
	t.Helper()
	edit := func(change func(*retro.Content)) func(retro.Content) retro.Content {
		return func(c retro.Content) retro.Content { c = c.Clone(); change(&c); return c }
	}
	content := story()
	head := mustCreate(t, db, content)
	for n, change := range []func(retro.Content) retro.Content{
		edit(func(c *retro.Content) { c.Sections[0].Body = "One.\n\nThe pool was full.\n\nThree.\n" }),
		edit(func(c *retro.Content) { c.Events[0].Body = "The pool was full." }),
		edit(func(c *retro.Content) { c.Sections[0].Body = "One.\n\nThree.\n" }),
		edit(func(c *retro.Content) { c.Events = c.Events[1:] }),
		edit(func(c *retro.Content) { c.Sections[0].Body = "The pool was full.\n" }),
	} {
		content = change(content)
		head = mustCommit(t, db, head, revision(n+2), content)
	}
}

func sightings(t *testing.T, db *sqlite.DB, text string) []library.Sighting {
	t.Helper()
	found, err := db.Sightings(t.Context(), incident, func(s string) bool { return strings.Contains(s, text) })
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestSightings(t *testing.T) {
	t.Parallel()
	db := newLibrary(t)
	past(t, db)
	section := library.Place{Noun: "section", ID: string(story().Sections[0].ID), Title: story().Sections[0].Heading}
	event := library.Place{Noun: "event", ID: string(story().Events[0].ID), Title: story().Events[0].Title}
	for text, want := range map[string][]library.Sighting{
		"The pool was full": {
			{Revision: revision(2).ID, Appeared: true, Place: section},
			{Revision: revision(5).ID, Place: event},
			{Revision: revision(6).ID, Appeared: true, Place: section},
		},
		section.Title: {{Revision: revision(1).ID, Appeared: true, Place: section}},
		event.Title:   {{Revision: revision(1).ID, Appeared: true, Place: event}, {Revision: revision(5).ID, Place: event}},
		story().Title: {{Revision: revision(1).ID, Appeared: true, Place: library.Place{Noun: retro.NounParticulars, Title: story().Title}}},
		"nobody said": {},
	} {
		if diff := cmp.Diff(want, sightings(t, db, text)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
	_, err := db.Sightings(t.Context(), "none", func(string) bool { return true })
	wantCode(t, err, retro.CodeNotFound)
}

func TestVersions(t *testing.T) {
	t.Parallel()
	db := newLibrary(t)
	past(t, db)
	section, event := string(story().Sections[0].ID), string(story().Events[0].ID)
	for _, test := range []struct {
		noun retro.Noun
		id   string
		want []library.Version
	}{
		{"section", section, []library.Version{
			{Revision: revision(1).ID, Blocks: strings.SplitAfter(story().Sections[0].Body, "\n\n")},
			{Revision: revision(2).ID, Blocks: []string{"One.\n\n", "The pool was full.\n\n", "Three.\n"}},
			{Revision: revision(4).ID, Blocks: []string{"One.\n\n", "Three.\n"}},
			{Revision: revision(6).ID, Blocks: []string{"The pool was full.\n"}},
		}},
		{"event", event, []library.Version{
			{Revision: revision(1).ID}, {Revision: revision(3).ID}, {Revision: revision(5).ID, Gone: true},
		}},
		{"event", "none", []library.Version{}},
	} {
		got, err := db.Versions(t.Context(), incident, test.noun, test.id)
		if diff := cmp.Diff(test.want, got); err != nil || diff != "" {
			t.Errorf("%s %s: %v (-want +got):\n%s", test.noun, test.id, err, diff)
		}
	}
	_, err := db.Versions(t.Context(), incident, retro.NounParticulars, "")
	wantCode(t, err, retro.CodeInvalid)
	_, err = db.Versions(t.Context(), "none", "event", event)
	wantCode(t, err, retro.CodeNotFound)
}

// TestLookBackPastDamage destroys a paragraph: what it said cannot be found, and
// of the revisions that hold it nobody knows what else they lacked.
func TestLookBackPastDamage(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "afterword.db")
	db := mustOpen(t, path)
	past(t, db)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	raw(t, path, func(raw *sql.DB) {
		if _, err := raw.ExecContext(t.Context(), "DELETE FROM pieces WHERE kind = 4 AND CAST(body AS TEXT) = ?", "Three.\n"); err != nil {
			t.Fatal(err)
		}
	})
	db = mustOpen(t, path)
	if diff := cmp.Diff([]library.Sighting{}, sightings(t, db, "Three.")); diff != "" {
		t.Errorf("what is damaged (-want +got):\n%s", diff)
	}
	var seen []retro.RevisionID
	for _, s := range sightings(t, db, "The pool was full") {
		seen = append(seen, s.Revision)
	}
	if diff := cmp.Diff([]retro.RevisionID{revision(2).ID}, seen); diff != "" {
		t.Errorf("what stands beside it (-want +got):\n%s", diff)
	}
}

// TestCompareDamage compares with a revision that lost a paragraph: that is said
// where the revision is listed and compared, and all others are as they were.
func TestCompareDamage(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "afterword.db")
	db := mustOpen(t, path)
	content := story()
	head := mustCreate(t, db, content)
	for n, body := range []string{"Good.\n", "Bad.\n", "Good again.\n"} {
		content = content.Clone()
		content.Sections[0].Body = body
		head = mustCommit(t, db, head, revision(n+2), content)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	raw(t, path, func(raw *sql.DB) {
		if _, err := raw.ExecContext(t.Context(), "UPDATE pieces SET body = X'00' WHERE kind = 4 AND CAST(body AS TEXT) = ?", "Bad.\n"); err != nil {
			t.Fatal(err)
		}
	})
	clock := retro.FixedClock(morning, 0)
	service := authoring.New(mustOpen(t, path), clock, retro.NewIDs(rand.Reader))
	first, damaged := revision(2).ID, revision(3).ID
	summaries, err := service.SummariseRevisions(t.Context(), incident, []retro.RevisionID{damaged, first})
	if err != nil {
		t.Fatal(err)
	}
	for _, summary := range summaries {
		if (summary.Damage != "") != (summary.Revision == damaged) {
			t.Errorf("summary %+v", summary)
		}
	}
	for pair, want := range map[[2]retro.RevisionID]int{{first, damaged}: 1, {damaged, ""}: 1, {first, head.ID}: 0} {
		compared, err := service.Compare(t.Context(), incident, pair[0], pair[1])
		if err != nil || len(compared.Damage) != want || len(compared.Changes.Sections) != 1 {
			t.Errorf("%v: %v, damage %q, %d sections changed", pair, err, compared.Damage, len(compared.Changes.Sections))
		}
	}
}
