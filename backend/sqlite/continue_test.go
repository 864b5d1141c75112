package sqlite_test

import (
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite"
)

func mustContinue(tb testing.TB, db *sqlite.DB, base, next retro.Revision, content retro.Content) (retro.Revision, bool) {
	tb.Helper()
	saved, replaced, err := db.Continue(tb.Context(), base.ID, next, content)
	if err != nil {
		tb.Fatalf("continue: %v", err)
	}
	return saved, replaced
}

// told is a story whose first section says a text.
func told(text string) retro.Content {
	content := story()
	content.Sections[0].Body = text
	return content
}

// TestContinue proves that a stretch of saves leaves what one save of the last
// text leaves, but for the gap that tells of the others.
func TestContinue(t *testing.T) {
	t.Parallel()
	once := newLibrary(t)
	mustCommit(t, once, mustCreate(t, once, story()), revision(2), told("The disk was full."))

	path := filepath.Join(t.TempDir(), "afterword.db")
	db := mustOpen(t, path)
	head := mustCommit(t, db, mustCreate(t, db, story()), revision(2), told("T"))
	for i, text := range []string{"The", "T", "The disk", "The disk was full."} {
		saved, replaced := mustContinue(t, db, head, revision(3+i), told(text))
		if !replaced {
			t.Fatalf("%q comes after what was there", text)
		}
		head = saved
		wantSound(t, db)
	}
	if diff := cmp.Diff([]int{6, 1}, seqs(t, db)); diff != "" {
		t.Errorf("revisions (-want +got):\n%s", diff)
	}
	if got, want := wantSound(t, db), wantSound(t, once); got.Pieces != want.Pieces || got.Revisions != want.Revisions {
		t.Errorf("%+v is left, want %+v", got, want)
	}
	want, err := once.Revision(t.Context(), revision(2).ID)
	if err != nil {
		t.Fatal(err)
	}
	if head.Size != want.Size {
		t.Errorf("size %d, want %d", head.Size, want.Size)
	}
	if n := count(t, path, "SELECT count(*) FROM revision_gaps"); n != 1 {
		t.Errorf("%d gaps", n)
	}
	if summary, err := db.Summary(t.Context(), incident); err != nil || summary.Revisions != 2 {
		t.Errorf("summary %+v, %v", summary, err)
	}
	if _, err := db.Content(t.Context(), revision(3).ID); retro.ErrorCode(err) != retro.CodeNotFound {
		t.Errorf("a save that was replaced: %v", err)
	}
	hits, err := db.Search(t.Context(), "disk was full", 10)
	if err != nil || len(hits) != 1 {
		t.Errorf("hits %v, %v", hits, err)
	}
	if saved, replaced := mustContinue(t, db, head, revision(7), told("The disk was full.")); replaced || saved.ID != head.ID {
		t.Errorf("the same text is revision %s, replaced: %t", saved.ID, replaced)
	}
	if _, replaced := mustContinue(t, db, head, revision(8), told("It was full.")); !replaced {
		t.Error("a save of the same text ends the stretch")
	}
	if diff := cmp.Diff(told("It was full."), mustContent(t, db, revision(8).ID)); diff != "" {
		t.Errorf("content (-want +got):\n%s", diff)
	}
	wantSound(t, db)
}

// TestContinueSharedPieces proves that nothing of another revision goes with what
// is replaced, though it is the same.
func TestContinueSharedPieces(t *testing.T) {
	t.Parallel()
	db := newLibrary(t)
	first := mustCommit(t, db, mustCreate(t, db, story()), revision(2), told("The disk was full."))
	head := mustCommit(t, db, first, revision(3), told("No."))
	for i, text := range []string{"The disk was full.", "Never mind.", "The disk was full.", "Yes."} {
		head, _ = mustContinue(t, db, head, revision(4+i), told(text))
		if diff := cmp.Diff(told("The disk was full."), mustContent(t, db, first.ID)); diff != "" {
			t.Fatalf("after %q (-want +got):\n%s", text, diff)
		}
		wantSound(t, db)
	}
}

func TestContinueComesAfterWhatIsReferredTo(t *testing.T) {
	t.Parallel()
	for name, between := range map[string]func(t *testing.T, db *sqlite.DB){
		"a preference": func(t *testing.T, db *sqlite.DB) {
			t.Helper()
			if err := db.SetPreference(t.Context(), "passed", string(revision(2).ID)); err != nil {
				t.Fatal(err)
			}
		},
		"another retrospective": func(t *testing.T, db *sqlite.DB) {
			t.Helper()
			other := revision(90)
			other.Retrospective = "another000001"
			if _, err := db.CreateRetrospective(t.Context(), other, told("One.")); err != nil {
				t.Fatal(err)
			}
		},
		"an original": func(t *testing.T, db *sqlite.DB) {
			t.Helper()
			mustPut(t, db, "a log")
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := newLibrary(t)
			head := mustCommit(t, db, mustCreate(t, db, story()), revision(2), told("One."))
			between(t, db)
			if _, replaced := mustContinue(t, db, head, revision(3), told("One and two.")); replaced {
				t.Error("replaced")
			}
			if diff := cmp.Diff([]int{3, 2, 1}, seqs(t, db)); diff != "" {
				t.Errorf("revisions (-want +got):\n%s", diff)
			}
			wantSound(t, db)
		})
	}
	t.Run("opening", func(t *testing.T) {
		t.Parallel()
		path := filepath.Join(t.TempDir(), "afterword.db")
		db := mustOpen(t, path)
		head := mustCommit(t, db, mustCreate(t, db, story()), revision(2), told("One."))
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		if _, replaced := mustContinue(t, mustOpen(t, path), head, revision(3), told("One and two.")); replaced {
			t.Error("replaced")
		}
	})
	t.Run("another base", func(t *testing.T) {
		t.Parallel()
		db := newLibrary(t)
		first := mustCreate(t, db, story())
		mustCommit(t, db, first, revision(2), told("One."))
		_, _, err := db.Continue(t.Context(), first.ID, revision(3), told("Two."))
		wantCode(t, err, retro.CodeConflict)
	})
}

// TestContinueWhileOthersRead reads the head again and again while it is
// replaced: each reader sees one state or another, whole.
func TestContinueWhileOthersRead(t *testing.T) {
	t.Parallel()
	db := newLibrary(t)
	head := mustCommit(t, db, mustCreate(t, db, story()), revision(2), told("State 2"))
	var readers sync.WaitGroup
	done := make(chan struct{})
	for range 2 {
		readers.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				seen, content, err := db.Head(t.Context(), incident)
				if err != nil || len(content.Lost) > 0 || content.Sections[0].Body != fmt.Sprintf("State %d", seen.Seq) {
					t.Errorf("revision %d says %q, lost %v, %v", seen.Seq, content.Sections[0].Body, content.Lost, err)
					return
				}
			}
		})
	}
	for n := 3; n < 80; n++ {
		head, _ = mustContinue(t, db, head, revision(n), told(fmt.Sprintf("State %d", n)))
	}
	close(done)
	readers.Wait()
	wantSound(t, db)
}
