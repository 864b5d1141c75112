package sqlite_test

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite"
)

// fillList makes retrospectives whose order differs by what they are ordered by.
func fillList(t *testing.T, db *sqlite.DB) {
	t.Helper()
	add := func(n int, content retro.Content) {
		t.Helper()
		first := revision(n)
		first.ID, first.Retrospective = retro.RevisionID(fmt.Sprintf("first-%d", n)), retro.RetrospectiveID(fmt.Sprintf("r%d", n))
		if _, err := db.CreateRetrospective(t.Context(), first, content); err != nil {
			t.Fatal(err)
		}
	}
	resolved := func(day int) []retro.Event {
		return []retro.Event{{
			ID: "e", Kind: retro.KindResolution, Title: "Over", At: retro.NewInstant(time.Date(2026, 1, day, 0, 0, 0, 0, time.UTC)),
		}}
	}
	held := time.Date(2026, 1, 20, 0, 0, 0, 0, time.UTC)
	add(1, retro.Content{Title: "Élan of the cache", Events: resolved(9), ActionItems: []retro.ActionItem{
		{ID: "a", Title: "Cap it", State: retro.ActionDoNow, Owner: "Dana", Ticket: "OPS-1"},
		{ID: "b", Title: "Tell", State: retro.ActionBigBet},
		{ID: "c", Title: "Told", State: retro.ActionDone},
	}})
	add(2, retro.Content{Title: "alpha cache", Events: resolved(3), Debrief: retro.Debrief{StartedAt: &held, EndedAt: &held}})
	add(3, retro.Content{Title: "Beta"})
	add(4, retro.Content{Title: retro.ExampleTitle, Events: resolved(5), ActionItems: []retro.ActionItem{
		{ID: "a", Title: "For show", State: retro.ActionDoNow},
	}})
}

func listed(t *testing.T, db *sqlite.DB, query library.Query) []string {
	t.Helper()
	listing, err := db.Summaries(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	ids := []string{strconv.Itoa(listing.Total)}
	for _, row := range listing.Rows {
		ids = append(ids, string(row.ID))
	}
	return ids
}

func TestListing(t *testing.T) {
	t.Parallel()
	db := newLibrary(t)
	fillList(t, db)
	for name, c := range map[string]struct {
		query library.Query
		want  []string // how many there are, then those in the window
	}{
		"All":            {library.Query{}, []string{"4", "r4", "r3", "r2", "r1"}},
		"Reversed":       {library.Query{IsReversed: true}, []string{"4", "r1", "r2", "r3", "r4"}},
		"Window":         {library.Query{Offset: 1, Limit: 2}, []string{"4", "r3", "r2"}},
		"Beyond":         {library.Query{Offset: 9, Limit: 2}, []string{"4"}},
		"Title":          {library.Query{Order: library.OrderTitle}, []string{"4", "r2", "r3", "r4", "r1"}},
		"Due":            {library.Query{Order: library.OrderDue}, []string{"4", "r2", "r4", "r1", "r3"}},
		"DueReversed":    {library.Query{Order: library.OrderDue, IsReversed: true}, []string{"4", "r1", "r4", "r2", "r3"}},
		"Stage":          {library.Query{Order: library.OrderStage}, []string{"4", "r3", "r4", "r1", "r2"}},
		"Actions":        {library.Query{Order: library.OrderActions}, []string{"4", "r1", "r4", "r3", "r2"}},
		"Words":          {library.Query{Words: "CACHE"}, []string{"2", "r2", "r1"}},
		"AllWords":       {library.Query{Words: " élan  cach"}, []string{"1", "r1"}},
		"OfStage":        {library.Query{Stage: retro.StageShare}, []string{"1", "r2"}},
		"Late":           {library.Query{IsLate: true, Today: time.Date(2026, 1, 20, 0, 0, 0, 0, time.UTC)}, []string{"1", "r1"}},
		"LateToShare":    {library.Query{IsLate: true, Today: time.Date(2026, 1, 22, 0, 0, 0, 0, time.UTC)}, []string{"2", "r2", "r1"}},
		"WithoutExample": {library.Query{WithoutExample: true}, []string{"3", "r3", "r2", "r1"}},
		"Nothing":        {library.Query{Words: "' OR 1=1 --"}, []string{"0"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, listed(t, db, c.query)); diff != "" {
				t.Errorf("listed (-want +got):\n%s", diff)
			}
		})
	}
	for _, query := range []library.Query{{Order: "colour"}, {Stage: "asleep"}} {
		_, err := db.Summaries(t.Context(), query)
		wantCode(t, err, retro.CodeInvalid)
	}
	for _, order := range library.Orders() {
		if got := listed(t, db, library.Query{Order: order}); len(got) != 5 {
			t.Errorf("by %s: %v", order, got)
		}
	}
}

// wantToDo checks what the counts and the outstanding action items of fillList say.
func wantToDo(t *testing.T, db *sqlite.DB) {
	t.Helper()
	counts, err := db.Counts(t.Context(), time.Date(2026, 1, 17, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(library.Counts{All: 4, Waiting: 2, OpenActions: 2, UnownedActions: 1}, counts); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
	later, err := db.Counts(t.Context(), time.Date(2026, 1, 22, 0, 0, 0, 0, time.UTC))
	if err != nil || later.Waiting != 3 {
		t.Errorf("once the sharing is late, too: %+v, %v; want 3 to wait", later, err)
	}
	outstanding, err := db.Outstanding(t.Context(), 1, 5)
	if err != nil {
		t.Fatal(err)
	}
	want := library.Outstanding{Total: 3, Rows: []library.OutstandingItem{
		{Retrospective: "r1", Title: "Élan of the cache", Item: retro.ActionItem{ID: "b", Title: "Tell", State: retro.ActionBigBet}},
		{Retrospective: "r4", Title: retro.ExampleTitle, IsExample: true, Item: retro.ActionItem{ID: "a", Title: "For show", State: retro.ActionDoNow}},
	}}
	if diff := cmp.Diff(want, outstanding); diff != "" {
		t.Errorf("outstanding (-want +got):\n%s", diff)
	}
}

// TestListingIsDerived takes away or damages what the list is made from; it is
// made anew, and says the same.
func TestListingIsDerived(t *testing.T) {
	t.Parallel()
	for name, statement := range map[string]string{
		"Sound":   "SELECT 1",
		"Missing": "DELETE FROM listing WHERE retrospective_id <> 'r2'",
		"Empty":   "DELETE FROM outstanding; DELETE FROM listing",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "afterword.db")
			db := mustOpen(t, path)
			fillList(t, db)
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			execute(t, path, statement)
			db = mustOpen(t, path)
			wantToDo(t, db)
			wantSound(t, db)
		})
	}
	t.Run("Rebuilt", func(t *testing.T) {
		t.Parallel()
		path := filepath.Join(t.TempDir(), "afterword.db")
		db := mustOpen(t, path)
		fillList(t, db)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		execute(t, path, "UPDATE listing SET title = 'x', stage = 99, open_actions = -1; UPDATE outstanding SET item_id = '', state = '?'")
		db = mustOpen(t, path)
		if got := listed(t, db, library.Query{}); len(got) != 5 {
			t.Errorf("listed %v", got)
		}
		if err := db.Rebuild(t.Context()); err != nil {
			t.Fatal(err)
		}
		wantToDo(t, db)
	})
}

// The first rows are found without a look at the others: they are those of the whole list.
func TestFirstRowsAreThoseOfAll(t *testing.T) {
	t.Parallel()
	db := newLibrary(t)
	fillList(t, db)
	for _, order := range library.Orders() {
		for _, reversed := range []bool{false, true} {
			all := listed(t, db, library.Query{Order: order, IsReversed: reversed})
			for limit := 1; limit <= 5; limit++ {
				first := listed(t, db, library.Query{Order: order, IsReversed: reversed, Limit: limit})
				if want := all[:min(len(all), 1+limit)]; cmp.Diff(want, first) != "" {
					t.Errorf("by %q, reversed %v, the first %d are %v of %v", order, reversed, limit, first, all)
				}
			}
		}
	}
}

// TestLearnings lists what was learned over all retrospectives, as it stands in the heads.
func TestLearnings(t *testing.T) {
	t.Parallel()
	db := newLibrary(t)
	fillList(t, db)
	learned := func(id retro.RetrospectiveID, texts ...string) {
		t.Helper()
		head, content, err := db.Head(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		var rows []retro.Row
		for i, text := range texts {
			said, kind, _ := strings.Cut(text, "|")
			rows = append(rows, retro.Row{ID: retro.RowID(fmt.Sprintf("%s-%d", id, i))}.With("learned", said).With("kind", kind))
		}
		content.Tables = content.Tables.With(retro.NounLearning, rows)
		next := revision(50 + int(id[1]))
		next.ID, next.Retrospective = retro.RevisionID(fmt.Sprintf("more-%s-%d", id, head.Seq)), id
		if _, err := db.Commit(t.Context(), head.ID, next, content); err != nil {
			t.Fatal(err)
		}
	}
	learned("r1", "Watch the key|lacked", "The cache lies", "gone soon")
	learned("r1", "Watch the key|lacked", "The cache lies")
	learned("r2", "A cache is no store|learned")
	learned("r3", "Nobody reads the cache|lacked")
	learned("r4", "For show of a cache")
	if err := db.DeleteRetrospective(t.Context(), "r3", time.Now()); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		query library.LearningQuery
		want  string
	}{
		"all":            {library.LearningQuery{}, "4: r1 Watch the key (lacked) 2; r1 The cache lies () 2; r4 For show of a cache () 1; r2 A cache is no store (learned) 0"},
		"words":          {library.LearningQuery{Words: "CACHE st"}, "1: r2 A cache is no store (learned) 0"},
		"kind":           {library.LearningQuery{Kind: "lacked"}, "1: r1 Watch the key (lacked) 2"},
		"since":          {library.LearningQuery{Since: "2026-01-09", Words: "the"}, "2: r1 Watch the key (lacked) 2; r1 The cache lies () 2"},
		"until":          {library.LearningQuery{Until: "2026-01-03"}, "1: r2 A cache is no store (learned) 0"},
		"a window":       {library.LearningQuery{Offset: 1, Limit: 1}, "4: r1 The cache lies () 2"},
		"nothing of it":  {library.LearningQuery{Words: "show", Kind: "liked"}, "0: "},
		"behind the end": {library.LearningQuery{Offset: 9, Limit: 1}, "4: "},
	} {
		found, err := db.Learnings(t.Context(), test.query)
		if err != nil {
			t.Fatal(err)
		}
		var rows []string
		for _, row := range found.Rows {
			rows = append(rows, fmt.Sprintf("%s %s (%s) %d", row.Retrospective, row.Learned, row.Kind, row.OpenActions))
		}
		if got := fmt.Sprintf("%d: %s", found.Total, strings.Join(rows, "; ")); got != test.want {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
	}
	if _, err := db.Learnings(t.Context(), library.LearningQuery{Since: "soon"}); retro.ErrorCode(err) != retro.CodeInvalid {
		t.Errorf("since soon: %v, want CodeInvalid", err)
	}
}
