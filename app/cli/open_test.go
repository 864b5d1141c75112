package cli_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"

	"github.com/afterword-app/afterword/app/cli"
	"github.com/afterword-app/afterword/backend/sqlite"
)

// with runs one command on a library.
func with(t *testing.T, library string, args ...string) (printed, problems string, code int) {
	t.Helper()
	var out, failed bytes.Buffer
	code = cli.Run(t.Context(), args, "test", cli.Environment{
		In: strings.NewReader(""), Out: &out, Err: &failed, Clock: time.Now, Library: library,
	})
	return out.String(), failed.String(), code
}

// TestOlderLibrary reads, before anything else, a library that the first Afterword
// wrote: it is upgraded, and a copy is kept.
func TestOlderLibrary(t *testing.T) {
	t.Parallel()
	packed, err := os.ReadFile(filepath.Join(root, "backend", "sqlite", "testdata", "released", "library-3.db.zst"))
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
	path := filepath.Join(t.TempDir(), "afterword.db")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct{ command, prints string }{
		{"list", "Checkout outage"},
		{"revisions latest", "Before the debrief"},
		{"diff latest 1 3", "It came back at 09:40."},
		{"entries latest", "pool exhausted"},
		{"section latest Summary", "The pool was small."},
		{"library check", "nothing is damaged"},
		{"library restore", "before an upgrade"},
	} {
		printed, problems, code := with(t, path, strings.Fields(step.command)...)
		if code != 0 || !strings.Contains(printed, step.prints) {
			t.Errorf("%s: exit code %d, printed %q, %q", step.command, code, printed, problems)
		}
	}
}

// TestLockedLibrary has the library open elsewhere: nobody else writes to it, and
// everybody reads.
func TestLockedLibrary(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "afterword.db")
	if _, problems, code := with(t, path, "new", "Checkout outage"); code != 0 {
		t.Fatal(problems)
	}
	window, err := sqlite.Open(t.Context(), path, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, problems, code := with(t, path, "checkpoint", "latest", "Named")
	if code == 0 || !strings.Contains(problems, "another Afterword has this library open") || !strings.Contains(problems, "\nhint: close the other window") {
		t.Errorf("exit code %d, %q", code, problems)
	}
	if printed, problems, code := with(t, path, "list"); code != 0 || !strings.Contains(printed, "Checkout outage") {
		t.Errorf("exit code %d, %q, %q", code, printed, problems)
	}
	if err := window.Close(); err != nil {
		t.Fatal(err)
	}
	if _, problems, code := with(t, path, "checkpoint", "latest", "Named"); code != 0 {
		t.Error(problems)
	}
}

// TestDailyCopy keeps a copy with the first command of a day that writes, and none
// with any other.
func TestDailyCopy(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "afterword.db")
	do := func(want int, args ...string) {
		t.Helper()
		if _, problems, code := with(t, path, args...); code != 0 {
			t.Fatalf("%v: %s", args, problems)
		}
		copies, err := sqlite.Copies(path)
		if err != nil || len(copies) != want {
			t.Errorf("after %v there are %d copies (%v), want %d", args, len(copies), err, want)
		}
	}
	do(0, "new", "Disk full")
	do(0, "checkpoint", "latest", "On the same day")
	yesterday := time.Now().Add(-24 * time.Hour)
	if err := os.Chtimes(path, yesterday, yesterday); err != nil {
		t.Fatal(err)
	}
	do(0, "list")
	do(1, "checkpoint", "latest", "On the next")
	do(1, "checkpoint", "latest", "And again")
}
