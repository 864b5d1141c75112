package authoring_test

import (
	"context"
	"crypto/rand"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite"
)

func filesIn(t *testing.T, folder string) []string {
	t.Helper()
	var names []string
	if err := filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			name, _ := filepath.Rel(folder, path)
			names = append(names, filepath.ToSlash(name))
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return names
}

// TestLibraryPageKeepsToItsFiles writes a library into a folder of others, twice, and once
// more when a retrospective is gone.
func TestLibraryPageKeepsToItsFiles(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	service, id := told(t)
	must[authoring.Edited](t)(service.Rename(ctx, id, "Integers ran out")) // the example stays out
	gone := begin(t, service)
	must[authoring.Edited](t)(service.Rename(ctx, gone, `<script>alert(1)</script> & "more"`))
	must[authoring.Edited](t)(service.AddPrivateNote(ctx, id, retro.PrivateNote{Text: unsaid}))
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "theirs.html"), []byte("theirs"), 0o600); err != nil {
		t.Fatal(err)
	}

	first := must[authoring.LibraryPage](t)(service.WriteLibraryPage(ctx, folder, nil))
	if first.Retrospectives != 2 || first.Written < 3 || len(first.Failed) > 0 {
		t.Errorf("written first: %+v", first)
	}
	index := string(must[[]byte](t)(os.ReadFile(first.Index)))
	if strings.Contains(index, "<script") || !strings.Contains(index, "&lt;script&gt;") {
		t.Error("a title is markup in the index")
	}
	pages := 0
	for _, name := range filesIn(t, folder) {
		if strings.HasPrefix(name, "retrospectives/") {
			pages++
			if !strings.Contains(index, `href="`+name+`"`) {
				t.Errorf("the index does not lead to %s", name)
			}
		}
	}
	if pages < 2 {
		t.Errorf("%d pages", pages)
	}
	if found := filesWith(t, folder, unsaid); len(found) > 0 {
		t.Errorf("a private note leaves in %v", found)
	}

	if again := must[authoring.LibraryPage](t)(service.WriteLibraryPage(ctx, folder, nil)); again.Written > 0 || again.Removed > 0 {
		t.Errorf("written again: %+v", again)
	}
	if err := service.Delete(ctx, gone); err != nil {
		t.Fatal(err)
	}
	if after := must[authoring.LibraryPage](t)(service.WriteLibraryPage(ctx, folder, nil)); after.Removed != 1 || after.Retrospectives != 1 {
		t.Errorf("after one is gone: %+v", after)
	}
	if !slices.Contains(filesIn(t, folder), "theirs.html") {
		t.Error("somebody else's file is gone")
	}
}

// TestLibraryPageIsStoppedAndRefused stops between two retrospectives, and writes nothing
// over a page that is somebody else's.
func TestLibraryPageIsStoppedAndRefused(t *testing.T) {
	t.Parallel()
	service, id := told(t)
	must[authoring.Edited](t)(service.Rename(t.Context(), id, "Integers ran out"))
	begin(t, service)
	ctx, cancel := context.WithCancel(t.Context())
	folder := t.TempDir()
	_, err := service.WriteLibraryPage(ctx, folder, func(int, int) { cancel() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	if slices.Contains(filesIn(t, folder), "index.html") {
		t.Error("an index was written of half a library")
	}
	if done := must[authoring.LibraryPage](t)(service.WriteLibraryPage(t.Context(), folder, nil)); done.Retrospectives != 2 {
		t.Errorf("gone on: %+v", done)
	}

	theirs := t.TempDir()
	if err := os.WriteFile(filepath.Join(theirs, "index.html"), []byte("theirs"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := service.WriteLibraryPage(t.Context(), theirs, nil); retro.ErrorCode(err) != retro.CodeConflict {
		t.Errorf("over somebody else's index: %v", err)
	}
	if files := filesIn(t, theirs); len(files) != 1 {
		t.Errorf("it wrote %v all the same", files)
	}
}

// unreadable is a store in which nothing of any retrospective can be read.
type unreadable struct{ *sqlite.DB }

func (u unreadable) Head(ctx context.Context, id retro.RetrospectiveID) (retro.Revision, retro.Content, error) {
	revision, _, err := u.DB.Head(ctx, id)
	return revision, retro.Content{Lost: []retro.Lost{{Why: retro.LostDamaged, Piece: "0123"}}}, err
}

// TestLibraryPageKeepsWhatIsDamaged writes a library again of which nothing of one
// retrospective can be read any more: its earlier pages stay, and the index leads to them.
func TestLibraryPageKeepsWhatIsDamaged(t *testing.T) {
	t.Parallel()
	made := must[exampleLibrary](t)(builtExample())
	path := filepath.Join(t.TempDir(), "afterword.db")
	if err := os.WriteFile(path, made.file, 0o600); err != nil {
		t.Fatal(err)
	}
	service, db := openLibraryAt(t, path, made.ended)
	folder := t.TempDir()
	before := must[authoring.LibraryPage](t)(service.WriteLibraryPage(t.Context(), folder, nil))
	files := filesIn(t, folder)

	service = authoring.New(unreadable{db}, retro.FixedClock(made.ended, time.Minute), retro.NewIDs(rand.Reader))
	after := must[authoring.LibraryPage](t)(service.WriteLibraryPage(t.Context(), folder, nil))
	if len(after.Failed) != 1 || after.Removed > 0 {
		t.Errorf("written again: %+v", after)
	}
	if diff := cmp.Diff(files, filesIn(t, folder)); diff != "" {
		t.Errorf("files (-before +after):\n%s", diff)
	}
	index := string(must[[]byte](t)(os.ReadFile(before.Index)))
	for _, name := range files {
		if strings.HasPrefix(name, "retrospectives/") && !strings.Contains(index, `href="`+name+`"`) {
			t.Errorf("the index does not lead to %s", name)
		}
	}
}
