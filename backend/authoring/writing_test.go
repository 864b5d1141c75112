package authoring_test

import (
	"context"
	"crypto/rand"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/merging"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite"
)

// paragraph is one that takes 117 keys.
const paragraph = "The disk of the primary ran full at 14:40 because the log was never rotated, and nobody was paged until users called."

// typist types into a retrospective whose clock they hold.
type typist struct {
	*authoring.Service
	t        *testing.T
	now      time.Time
	db       *sqlite.DB
	id       retro.RetrospectiveID
	sections []retro.Section
}

func newTypist(t *testing.T) *typist {
	t.Helper()
	w := &typist{t: t, now: begun}
	clock := func() time.Time { return w.now }
	w.db = must[*sqlite.DB](t)(sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "afterword.db"), sqlite.Options{Clock: clock, OpenText: authoring.OpenText}))
	t.Cleanup(func() {
		if report := must[library.Report](t)(w.db.Check(context.WithoutCancel(t.Context()))); len(report.Problems) > 0 {
			t.Errorf("problems: %v", report.Problems)
		}
		_ = w.db.Close()
	})
	w.Service = authoring.New(w.db, clock, retro.NewIDs(rand.Reader))
	w.id = begin(t, w.Service)
	w.sections = contentOf(t, w.Service, w.id).Sections
	return w
}

// save saves a text of a section after a while.
func (w *typist) save(after time.Duration, section int, text string) authoring.Edited {
	w.t.Helper()
	w.now = w.now.Add(after)
	return must[authoring.Edited](w.t)(w.SaveSection(w.t.Context(), w.id, w.sections[section].ID, text))
}

// typed types the paragraph, saved after so many keys each.
func (w *typist) typed(keys int, each time.Duration, section int, before string) {
	w.t.Helper()
	for n := keys; ; n += keys {
		w.save(each, section, before+paragraph[:min(n, len(paragraph))])
		if n >= len(paragraph) {
			return
		}
	}
}

// wantRevisions counts those after the first.
func (w *typist) wantRevisions(want int) {
	w.t.Helper()
	if got := len(must[[]retro.Revision](w.t)(w.Revisions(w.t.Context(), w.id))) - 1; got != want {
		w.t.Errorf("%d revisions, want %d", got, want)
	}
}

func TestTypingIsOneRevision(t *testing.T) {
	t.Parallel()
	if len(paragraph) != 117 {
		t.Fatalf("%d keys", len(paragraph))
	}
	for name, tt := range map[string]struct {
		keys int
		each time.Duration
		want int
	}{
		"saved with every key":    {keys: 1, each: 200 * time.Millisecond, want: 1},
		"saved every second":      {keys: 6, each: time.Second, want: 1},
		"saved after each pause":  {keys: 30, each: 8 * time.Second, want: 1},
		"ten minutes of thinking": {keys: 2, each: 10 * time.Second, want: 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newTypist(t)
			w.typed(tt.keys, tt.each, 0, "")
			w.wantRevisions(tt.want)
			for range 2 {
				var at authoring.Edited
				for range tt.want {
					at = must[authoring.Edited](t)(w.Undo(t.Context(), w.id))
				}
				if at.Content.Sections[0].Body != w.sections[0].Body || at.CanUndo {
					t.Errorf("undone to %q, more: %t", at.Content.Sections[0].Body, at.CanUndo)
				}
				for range tt.want {
					at = must[authoring.Edited](t)(w.Redo(t.Context(), w.id))
				}
				if at.Content.Sections[0].Body != paragraph || at.CanRedo {
					t.Errorf("redone to %q, more: %t", at.Content.Sections[0].Body, at.CanRedo)
				}
			}
		})
	}
}

// TestTypingAnswersFollowEachOther proves that whoever applies the answers stands
// where the history is.
func TestTypingAnswersFollowEachOther(t *testing.T) {
	t.Parallel()
	w := newTypist(t)
	seq := 1
	for n := 1; n < 20; n++ {
		edited := w.save(time.Second, 0, paragraph[:n])
		if edited.Before != seq || edited.Revision.Seq != seq+1 || edited.Revisions != 2 || !edited.CanUndo {
			t.Fatalf("key %d: from %d to %d, %d revisions, undo: %t", n, edited.Before, edited.Revision.Seq, edited.Revisions, edited.CanUndo)
		}
		seq = edited.Revision.Seq
	}
}

func TestWhatEndsAStretchOfTyping(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		between func(w *typist)
		want    int
	}{
		"nothing": {func(*typist) {}, 1},
		"a pause": {func(w *typist) { w.now = w.now.Add(31 * time.Second) }, 2},
		"another section": {func(w *typist) {
			w.typed(6, time.Second, 1, "")
		}, 3},
		"a checkpoint": {func(w *typist) {
			must[authoring.Edited](w.t)(w.Checkpoint(w.t.Context(), w.id, "Draft", retro.RevisionNamed))
		}, 3},
		"undo": {func(w *typist) {
			must[authoring.Edited](w.t)(w.Undo(w.t.Context(), w.id))
		}, 3},
		"an export": {func(w *typist) {
			_, err := w.Export(w.t.Context(), w.id, "markdown", nil)
			if err != nil {
				w.t.Fatal(err)
			}
		}, 2},
		"a copy": {func(w *typist) {
			if err := w.Copied(w.t.Context(), w.id, "markdown"); err != nil {
				w.t.Fatal(err)
			}
		}, 2},
		"a bundle": {func(w *typist) {
			must[string](w.t)(w.ExportBundle(w.t.Context(), w.id, w.t.TempDir()))
		}, 2},
		"a look at the history": {func(w *typist) {
			must[authoring.Outline](w.t)(w.Outline(w.t.Context(), w.id, "UTC"))
		}, 2},
		"another author": {func(w *typist) {
			if err := w.db.SetPreference(w.t.Context(), "author", "Dana"); err != nil {
				w.t.Fatal(err)
			}
		}, 2},
		"a look at who changed it": {func(w *typist) {
			must[[]authoring.Listed](w.t)(w.Touching(w.t.Context(), w.id, authoring.Part("section:"+w.sections[0].Heading), ""))
		}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newTypist(t)
			w.typed(6, time.Second, 0, "")
			head := must[authoring.Workspace](t)(w.Open(t.Context(), w.id)).Revision
			tt.between(w)
			w.typed(6, time.Second, 0, paragraph)
			w.wantRevisions(tt.want)
			if got := contentOf(t, w.Service, w.id).Sections[0].Body; got != paragraph+paragraph {
				t.Errorf("it says %q", got)
			}
			if tt.want > 1 {
				if body := must[retro.Content](t)(w.db.Content(t.Context(), head.ID)).Sections[0].Body; body != paragraph {
					t.Errorf("before, it said %q", body)
				}
			}
		})
	}
}

// TestTypingGoesOnFromWhatLeft gives a colleague a bundle in the middle of a
// stretch: what both write then merges without a question.
func TestTypingGoesOnFromWhatLeft(t *testing.T) {
	t.Parallel()
	mine, theirs := newTypist(t), newTypist(t)
	mine.typed(6, time.Second, 0, "")
	there := must[string](t)(mine.ExportBundle(t.Context(), mine.id, t.TempDir()))
	mine.typed(6, time.Second, 0, paragraph)
	must[library.Unpacked](t)(theirs.ReadBundle(t.Context(), there))
	theirs.now = mine.now
	must[authoring.Edited](t)(theirs.SaveSection(t.Context(), mine.id, mine.sections[1].ID, "It was repaired."))
	back := must[string](t)(theirs.ExportBundle(t.Context(), mine.id, t.TempDir()))
	must[library.Unpacked](t)(mine.ReadBundle(t.Context(), back))
	merged := contentOf(t, mine.Service, mine.id)
	if merged.Sections[0].Body != paragraph+paragraph || strings.TrimSpace(merged.Sections[1].Body) != "It was repaired." {
		t.Errorf("merged to %q and %q", merged.Sections[0].Body, merged.Sections[1].Body)
	}
	conflicts := must[[]merging.Conflict](t)(mine.Conflicts(t.Context(), mine.id))
	if len(conflicts) > 0 {
		t.Errorf("conflicts %v", conflicts)
	}
}
