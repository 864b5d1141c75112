package sqlite_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
)

func TestCreateRetrospective(t *testing.T) {
	t.Parallel()
	t.Run("OK", func(t *testing.T) {
		t.Parallel()
		db := newLibrary(t)
		saved := mustCreate(t, db, story())
		want := revision(1)
		want.Seq, want.Size = 1, saved.Size
		if diff := cmp.Diff(want, saved); diff != "" {
			t.Errorf("revision (-want +got):\n%s", diff)
		}
		if saved.Size <= 0 {
			t.Errorf("size is %d", saved.Size)
		}
		head, content, err := db.Head(t.Context(), incident)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(saved, head); diff != "" {
			t.Errorf("head (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff(story(), content); diff != "" {
			t.Errorf("content (-want +got):\n%s", diff)
		}
	})
	t.Run("Empty", func(t *testing.T) {
		t.Parallel()
		db := newLibrary(t)
		saved := mustCreate(t, db, retro.Content{})
		if diff := cmp.Diff(retro.Content{}.Normalised(), mustContent(t, db, saved.ID)); diff != "" {
			t.Errorf("content (-want +got):\n%s", diff)
		}
	})
	t.Run("Twice", func(t *testing.T) {
		t.Parallel()
		db := newLibrary(t)
		mustCreate(t, db, story())
		_, err := db.CreateRetrospective(t.Context(), revision(2), story())
		wantCode(t, err, retro.CodeConflict)
	})
	t.Run("YearBeyondJSON", func(t *testing.T) {
		t.Parallel()
		content := story()
		content.Events[0].At.At = time.Date(10_000, 1, 1, 0, 0, 0, 0, time.UTC)
		_, err := newLibrary(t).CreateRetrospective(t.Context(), revision(1), content)
		wantCode(t, err, retro.CodeInvalid)
	})
}

func TestCommit(t *testing.T) {
	t.Parallel()
	t.Run("OK", func(t *testing.T) {
		t.Parallel()
		db := newLibrary(t)
		first := mustCreate(t, db, story())
		changed := story()
		changed.Sections[0].Body += "\nIt was over at 09:40.\n"
		next := revision(2)
		next.Kind, next.Name, next.Author, next.Origin = retro.RevisionPreDebrief, "Before the debrief", "dana", first.ID
		saved := mustCommit(t, db, first, next, changed)
		next.Seq, next.Size = 2, saved.Size
		if diff := cmp.Diff(next, saved); diff != "" {
			t.Errorf("revision (-want +got):\n%s", diff)
		}
		if saved.Size >= first.Size/2 {
			t.Errorf("a new paragraph costs %d bytes beside %d for all", saved.Size, first.Size)
		}
		for id, want := range map[retro.RevisionID]retro.Content{first.ID: story(), saved.ID: changed} {
			if diff := cmp.Diff(want, mustContent(t, db, id)); diff != "" {
				t.Errorf("content of %s (-want +got):\n%s", id, diff)
			}
		}
		revisions, err := db.Revisions(t.Context(), incident)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]retro.Revision{saved, first}, revisions); diff != "" {
			t.Errorf("revisions (-want +got):\n%s", diff)
		}
		one, err := db.Revision(t.Context(), saved.ID)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(saved, one); diff != "" {
			t.Errorf("revision (-want +got):\n%s", diff)
		}
		wantSound(t, db)
	})
	t.Run("UnchangedMakesNone", func(t *testing.T) {
		t.Parallel()
		db := newLibrary(t)
		first := mustCreate(t, db, story())
		restored := revision(3)
		restored.Kind, restored.Origin = retro.RevisionRestored, first.ID
		for _, next := range []retro.Revision{revision(2), restored} {
			if diff := cmp.Diff(first, mustCommit(t, db, first, next, story())); diff != "" {
				t.Errorf("%s (-want +got):\n%s", next.Kind, diff)
			}
		}
		if revisions, err := db.Revisions(t.Context(), incident); err != nil || len(revisions) != 1 {
			t.Errorf("there are %d revisions, %v", len(revisions), err)
		}
		wantSound(t, db)
	})
	t.Run("CountsUnchangedAndCostsNothing", func(t *testing.T) {
		t.Parallel()
		db := newLibrary(t)
		before := mustCreate(t, db, story())
		merged := revision(3)
		merged.Kind, merged.Origin = retro.RevisionImported, "theirs"
		for i, next := range []retro.Revision{named(2), merged} {
			saved := mustCommit(t, db, before, next, story())
			if saved.ID != next.ID || saved.Seq != i+2 || saved.Size != 0 {
				t.Errorf("saved %+v", saved)
			}
			before = saved
		}
	})
	t.Run("Conflict", func(t *testing.T) {
		t.Parallel()
		db := newLibrary(t)
		first := mustCreate(t, db, story())
		second := mustCommit(t, db, first, named(2), story())
		_, err := db.Commit(t.Context(), first.ID, revision(3), story())
		wantCode(t, err, retro.CodeConflict)
		mustCommit(t, db, second, named(4), story())
	})
	t.Run("NotFound", func(t *testing.T) {
		t.Parallel()
		_, err := newLibrary(t).Commit(t.Context(), "none", revision(1), story())
		wantCode(t, err, retro.CodeNotFound)
	})
	t.Run("Cancelled", func(t *testing.T) {
		t.Parallel()
		db := newLibrary(t)
		first := mustCreate(t, db, story())
		ctx, cancel := contextCancelled(t)
		defer cancel()
		if _, err := db.Commit(ctx, first.ID, revision(2), story()); err == nil {
			t.Fatal("no error")
		}
		mustCommit(t, db, first, named(3), story())
	})
	t.Run("AfterReopening", func(t *testing.T) {
		t.Parallel()
		path := t.TempDir() + "/a library?#100%.db"
		db := mustOpen(t, path)
		full := story() // no list is empty
		full.Sections[1].Body = "It took long.\n"
		full.Evidence = []retro.Evidence{{ID: "log", Kind: retro.EvidenceLog, Label: "app.log", AddedAt: morning, Reference: morning}}
		first := mustCreate(t, db, full)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		db = mustOpen(t, path)
		if saved := mustCommit(t, db, first, revision(2), full); saved.ID != first.ID {
			t.Errorf("what was there made revision %d", saved.Seq)
		}
		if saved := mustCommit(t, db, first, named(2), full); saved.Size != 0 {
			t.Errorf("size is %d", saved.Size)
		}
		wantSound(t, db)
	})
}

// named is a checkpoint, which is made of an unchanged content too.
func named(n int) retro.Revision {
	checkpoint := revision(n)
	checkpoint.Kind, checkpoint.Name = retro.RevisionNamed, "Named"
	return checkpoint
}

func TestNotFound(t *testing.T) {
	t.Parallel()
	db := newLibrary(t)
	_, _, headErr := db.Head(t.Context(), "none")
	_, contentErr := db.Content(t.Context(), "none")
	_, revisionErr := db.Revision(t.Context(), "none")
	_, revisionsErr := db.Revisions(t.Context(), "none")
	_, summaryErr := db.Summary(t.Context(), "none")
	for name, err := range map[string]error{
		"Head": headErr, "Content": contentErr, "Revision": revisionErr, "Revisions": revisionsErr, "Summary": summaryErr,
		"Delete": db.DeleteRetrospective(t.Context(), "none", morning), "Undelete": db.UndeleteRetrospective(t.Context(), "none"),
	} {
		if retro.ErrorCode(err) != retro.CodeNotFound {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestSummaries(t *testing.T) {
	t.Parallel()
	db := newLibrary(t)
	first := mustCreate(t, db, story())
	other := revision(2)
	other.ID, other.Retrospective = "other", "other"
	if _, err := db.CreateRetrospective(t.Context(), other, retro.Content{Title: "Other"}); err != nil {
		t.Fatal(err)
	}
	titles := func() []string {
		t.Helper()
		listing, err := db.Summaries(t.Context(), library.Query{})
		if err != nil {
			t.Fatal(err)
		}
		titles := []string{}
		for _, s := range listing.Rows {
			titles = append(titles, s.Title)
		}
		return titles
	}
	if diff := cmp.Diff([]string{"Other", "Checkout outage"}, titles()); diff != "" {
		t.Errorf("before (-want +got):\n%s", diff)
	}
	renamed := story()
	renamed.Title = "Checkout incident"
	saved := mustCommit(t, db, first, revision(3), renamed)
	if diff := cmp.Diff([]string{"Checkout incident", "Other"}, titles()); diff != "" {
		t.Errorf("after saving (-want +got):\n%s", diff)
	}

	deleted := morning.Add(time.Hour)
	if err := db.DeleteRetrospective(t.Context(), incident, deleted); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"Other"}, titles()); diff != "" {
		t.Errorf("after deleting (-want +got):\n%s", diff)
	}
	want := retro.Summarise(renamed)
	want.ID, want.CreatedAt, want.UpdatedAt, want.DeletedAt, want.Revisions = incident, first.At, saved.At, &deleted, 2
	summary, err := db.Summary(t.Context(), incident)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, summary); diff != "" {
		t.Errorf("summary (-want +got):\n%s", diff)
	}
	if err := db.UndeleteRetrospective(t.Context(), incident); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"Checkout incident", "Other"}, titles()); diff != "" {
		t.Errorf("after undeleting (-want +got):\n%s", diff)
	}
}

// TestConcurrentUse saves, reads, searches, checks and thins at the same time.
func TestConcurrentUse(t *testing.T) {
	t.Parallel()
	db := newLibrary(t)
	head := mustCreate(t, db, story())
	saved := make(chan retro.Revision, 64)
	var group sync.WaitGroup
	group.Go(func() {
		defer close(saved)
		content := story()
		for n := 2; n <= 60; n++ {
			content.Sections[0].Body = fmt.Sprintf("State %d.", n)
			next, err := db.Commit(t.Context(), head.ID, revision(n), content)
			if err != nil {
				t.Error(err)
				return
			}
			head = next
			saved <- next
			if _, _, err := db.PutBlob(t.Context(), strings.NewReader(content.Sections[0].Body)); err != nil {
				t.Error(err)
			}
		}
	})
	group.Go(func() {
		for range 20 {
			if _, err := db.ThinRevisions(t.Context(), incident, morning.Add(48*time.Hour)); err != nil {
				t.Error(err)
			}
		}
	})
	for range 2 {
		group.Go(func() {
			for r := range saved {
				content, err := db.Content(t.Context(), r.ID)
				switch {
				case retro.ErrorCode(err) == retro.CodeNotFound: // thinned out
				case err != nil:
					t.Error(err)
				case content.Sections[0].Body != fmt.Sprintf("State %d.", r.Seq):
					t.Errorf("revision %d says %q", r.Seq, content.Sections[0].Body)
				}
				if _, _, err := db.Head(t.Context(), incident); err != nil {
					t.Error(err)
				}
				if _, err := db.Search(t.Context(), "state", 5); err != nil {
					t.Error(err)
				}
				wantSound(t, db)
			}
		})
	}
	group.Wait()
}
