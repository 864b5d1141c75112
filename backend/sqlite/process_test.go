package sqlite_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite"
)

// childEnv names the library that this test binary, run again, writes until it
// is killed.
const childEnv = "AFTERWORD_TEST_WRITE"

// typesEnv makes that process type, see writeForEver.
const typesEnv = "AFTERWORD_TEST_TYPES"

func TestMain(m *testing.M) {
	if path := os.Getenv(childEnv); path != "" {
		if err := writeForEver(context.Background(), path, os.Getenv(typesEnv) != "", os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

// writeForEver saves one revision after the other and acknowledges each, with
// originals in between that are too long for one transaction. Where it types, each
// takes the place of the one before it, but for those after an original.
func writeForEver(ctx context.Context, path string, types bool, acknowledge io.Writer) error {
	db, err := sqlite.Open(ctx, path, sqlite.Options{})
	if err != nil {
		return err
	}
	summary, err := db.Summary(ctx, incident)
	if err != nil {
		return err
	}
	head, content, err := db.Head(ctx, summary.ID)
	if err != nil {
		return err
	}
	for n := head.Seq + 1; ; n++ {
		content.Sections[0].Body = fmt.Sprintf("This is state %d.\n\n%s", n, strings.Repeat("And more. ", n%500))
		if types {
			head, _, err = db.Continue(ctx, head.ID, revision(n), content)
		} else {
			head, err = db.Commit(ctx, head.ID, revision(n), content)
		}
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintln(acknowledge, n); err != nil {
			return err
		}
		if n%10 == 0 {
			if _, _, err := db.PutBlob(ctx, strings.NewReader(strconv.Itoa(n)+string(noise(10<<20)))); err != nil {
				return err
			}
		}
	}
}

// startWriter runs a second process that writes the library, and returns it and
// what it acknowledges.
func startWriter(t *testing.T, path string, environment ...string) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	writer := exec.CommandContext(t.Context(), self)
	writer.Env = append(append(os.Environ(), childEnv+"="+path), environment...)
	writer.Stderr = os.Stderr
	out, err := writer.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := writer.Start(); err != nil {
		t.Fatal(err)
	}
	return writer, bufio.NewScanner(out)
}

// kill ends a process as kill -9 does; that it then did not end well is the
// point.
func kill(t *testing.T, process *exec.Cmd, acknowledged *bufio.Scanner) int {
	t.Helper()
	if err := process.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	last := 0
	for acknowledged.Scan() {
		last = mustNumber(t, acknowledged.Text())
	}
	_ = process.Wait()
	return last
}

func mustNumber(t *testing.T, text string) int {
	t.Helper()
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestKilledWriter(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "afterword.db")
	db := mustOpen(t, path)
	mustCreate(t, db, story())
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	last := 1
	for round := range 6 {
		writer, acknowledged := startWriter(t, path)
		for range 3 + 7*round {
			if !acknowledged.Scan() {
				t.Fatal("the writer ended by itself")
			}
			last = mustNumber(t, acknowledged.Text())
		}
		last = max(last, kill(t, writer, acknowledged))

		db := mustOpen(t, path)
		head, content, err := db.Head(t.Context(), incident)
		if err != nil {
			t.Fatal(err)
		}
		// The one that was on its way may have been saved, but not acknowledged.
		if head.Seq != last && head.Seq != last+1 {
			t.Fatalf("head is %d, acknowledged were %d", head.Seq, last)
		}
		if want := fmt.Sprintf("This is state %d.", head.Seq); !strings.HasPrefix(content.Sections[0].Body, want) {
			t.Errorf("the head says %.40q, want %q", content.Sections[0].Body, want)
		}
		last = head.Seq
		for seq := 2; seq <= last; seq++ {
			body := mustContent(t, db, revision(seq).ID).Sections[0].Body
			if want := fmt.Sprintf("This is state %d.", seq); !strings.HasPrefix(body, want) {
				t.Errorf("revision %d says %.40q", seq, body)
			}
		}
		wantSound(t, db)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		if n := count(t, path, "SELECT count(*) FROM blobs WHERE hash IS NULL"); n != 0 {
			t.Errorf("%d unfinished originals are left", n)
		}
	}
}

// TestKilledTypist kills somebody whose saves take each other's place: no
// acknowledged one is lost, and what is left is a sound history.
func TestKilledTypist(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "afterword.db")
	db := mustOpen(t, path)
	mustCreate(t, db, story())
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for round := range 5 {
		writer, acknowledged := startWriter(t, path, typesEnv+"=1")
		last := 0
		for range 3 + 5*round {
			if !acknowledged.Scan() {
				t.Fatal("the writer ended by itself")
			}
			last = mustNumber(t, acknowledged.Text())
		}
		last = max(last, kill(t, writer, acknowledged))

		db := mustOpen(t, path)
		if head, _, err := db.Head(t.Context(), incident); err != nil || head.Seq != last && head.Seq != last+1 {
			t.Fatalf("head is %d (%v), acknowledged were %d", head.Seq, err, last)
		}
		kept := seqs(t, db)
		if len(kept) >= last {
			t.Errorf("%d revisions of %d saves are kept", len(kept), last)
		}
		for _, seq := range kept[:len(kept)-1] {
			body := mustContent(t, db, revision(seq).ID).Sections[0].Body
			if want := fmt.Sprintf("This is state %d.", seq); !strings.HasPrefix(body, want) {
				t.Errorf("revision %d says %.40q", seq, body)
			}
		}
		wantSound(t, db)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestLocked(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "afterword.db")
	db := mustOpen(t, path)
	mustCreate(t, db, story())
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	writer, acknowledged := startWriter(t, path)
	if !acknowledged.Scan() {
		t.Fatal("the writer ended by itself")
	}
	_, err := sqlite.Open(t.Context(), path, sqlite.Options{})
	wantCode(t, err, retro.CodeLocked)
	if retro.ErrorHint(err) == "" {
		t.Error("no hint")
	}
	reader, err := sqlite.Open(t.Context(), path, sqlite.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	before, _, err := reader.Head(t.Context(), incident)
	if err != nil {
		t.Fatal(err)
	}
	for range 20 {
		acknowledged.Scan()
	}
	after, content, err := reader.Head(t.Context(), incident)
	if err != nil {
		t.Fatal(err)
	}
	if after.Seq <= before.Seq {
		t.Errorf("the reader still sees %d", after.Seq)
	}
	if diff := cmp.Diff(content, mustContent(t, reader, after.ID)); diff != "" {
		t.Errorf("the head's content differs:\n%s", diff)
	}
	if err := reader.Close(); err != nil {
		t.Error(err)
	}
	kill(t, writer, acknowledged)
	mustOpen(t, path) // the lock died with its holder
}
