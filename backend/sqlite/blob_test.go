package sqlite_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite"
)

func contextCancelled(t *testing.T) (context.Context, context.CancelFunc) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	return ctx, cancel
}

// noise returns bytes that do not compress.
func noise(size int) []byte {
	data := make([]byte, size)
	_, _ = rand.NewChaCha8([32]byte{1}).Read(data) // never fails
	return data
}

func TestPutBlob(t *testing.T) {
	t.Parallel()
	for name, data := range map[string][]byte{
		"Empty":        {},
		"Short":        []byte("one line\n"),
		"OneChunk":     noise(512 << 10),
		"AndOneByte":   noise(512<<10 + 1),
		"Noise":        noise(9 << 20),
		"Compressible": bytes.Repeat([]byte("10:02:03 GET /cart 502\n"), 500_000),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := newLibrary(t)
			sum := sha256.Sum256(data)
			want := retro.Hash(hex.EncodeToString(sum[:]))
			for range 2 { // the second time it is there already
				hash, size, err := db.PutBlob(t.Context(), iotest.HalfReader(bytes.NewReader(data)))
				if err != nil {
					t.Fatal(err)
				}
				if hash != want || size != int64(len(data)) {
					t.Errorf("got %s, %d; want %s, %d", hash, size, want, len(data))
				}
			}
			blob, err := db.OpenBlob(t.Context(), want)
			if err != nil {
				t.Fatal(err)
			}
			if blob.Size() != int64(len(data)) {
				t.Errorf("size is %d", blob.Size())
			}
			if err := iotest.TestReader(io.NewSectionReader(blob, 0, min(blob.Size(), 1<<20)), data[:min(len(data), 1<<20)]); err != nil {
				t.Error(err)
			}
			got, err := io.ReadAll(io.NewSectionReader(blob, 0, blob.Size()))
			if err != nil || !bytes.Equal(got, data) {
				t.Errorf("%d bytes, %v; the bytes differ", len(got), err)
			}
			if n, err := blob.ReadAt(make([]byte, 1), blob.Size()); n != 0 || !errors.Is(err, io.EOF) {
				t.Errorf("behind the end: %d, %v", n, err)
			}
			if err := blob.Close(); err != nil {
				t.Error(err)
			}
			if report := wantSound(t, db); report.Originals != 1 || report.Bytes != int64(len(data)) {
				t.Errorf("report %+v", report)
			}
		})
	}
}

// TestReadBlobAtOnce proves that readers of more places than an open blob holds each get
// their own, although the memory of one chunk is used for another.
func TestReadBlobAtOnce(t *testing.T) {
	t.Parallel()
	db := newLibrary(t)
	var text bytes.Buffer
	for i := range 800_000 {
		fmt.Fprintf(&text, "line %09d\n", i)
	}
	hash, _, err := db.PutBlob(t.Context(), bytes.NewReader(text.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	blob, err := db.OpenBlob(t.Context(), hash)
	if err != nil {
		t.Fatal(err)
	}
	defer blob.Close()
	var group sync.WaitGroup
	for reader := range 8 {
		group.Go(func() {
			random := rand.New(rand.NewPCG(1, uint64(reader)))
			part := make([]byte, 700<<10) // more than a chunk
			for range 20 {
				at := random.Int64N(int64(text.Len() - len(part)))
				if _, err := blob.ReadAt(part, at); err != nil || !bytes.Equal(part, text.Bytes()[at:at+int64(len(part))]) {
					t.Errorf("at %d it reads something else: %v", at, err)
					return
				}
			}
		})
	}
	group.Wait()
}

func TestPutBlobLeavesNothing(t *testing.T) {
	t.Parallel()
	broken := errors.New("unplugged")
	for name, reader := range map[string]func(context.CancelFunc) io.Reader{
		"Cancelled": func(cancel context.CancelFunc) io.Reader {
			return io.MultiReader(bytes.NewReader(noise(20<<20)), readerFunc(func([]byte) (int, error) {
				cancel()
				return 0, nil
			}), bytes.NewReader(noise(20<<20)))
		},
		"Broken": func(context.CancelFunc) io.Reader {
			return io.MultiReader(bytes.NewReader(noise(20<<20)), iotest.ErrReader(broken))
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "afterword.db")
			db := mustOpen(t, path)
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			_, _, err := db.PutBlob(ctx, reader(cancel))
			if !errors.Is(err, context.Canceled) && !errors.Is(err, broken) {
				t.Fatalf("error %v", err)
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			if n := count(t, path, "SELECT (SELECT count(*) FROM blobs) + (SELECT count(*) FROM blob_chunks)"); n != 0 {
				t.Errorf("%d rows are left", n)
			}
		})
	}
}

type readerFunc func([]byte) (int, error)

// Read calls the function once with a last chunk's worth of nothing to give.
func (f readerFunc) Read(p []byte) (int, error) {
	n, err := f(p)
	if n == 0 && err == nil {
		err = io.EOF
	}
	return n, err
}

func TestOpenBlob(t *testing.T) {
	t.Parallel()
	db := newLibrary(t)
	_, err := db.OpenBlob(t.Context(), retro.Hash(strings.Repeat("0", 64)))
	wantCode(t, err, retro.CodeNotFound)
	_, err = db.OpenBlob(t.Context(), "short")
	wantCode(t, err, retro.CodeInvalid)
}

func TestDerived(t *testing.T) {
	t.Parallel()
	db := newLibrary(t)
	hash := mustPut(t, db, "a log")
	if got, err := db.Derived(t.Context(), hash, "index"); got != nil || err != nil {
		t.Errorf("before: %q, %v", got, err)
	}
	for _, data := range []string{"first", "", strings.Repeat("again ", 1000)} {
		if err := db.PutDerived(t.Context(), hash, "index", []byte(data)); err != nil {
			t.Fatal(err)
		}
		got, err := db.Derived(t.Context(), hash, "index")
		if err != nil || got == nil || string(got) != data {
			t.Errorf("%q, %v; want %q", got, err, data)
		}
	}
	if got, err := db.Derived(t.Context(), hash, "other"); got != nil || err != nil {
		t.Errorf("other key: %q, %v", got, err)
	}
	if err := db.DropDerived(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got, err := db.Derived(t.Context(), hash, "index"); got != nil || err != nil {
		t.Errorf("after dropping: %q, %v", got, err)
	}
}

func TestPreference(t *testing.T) {
	t.Parallel()
	db := newLibrary(t)
	for _, want := range []string{"", "Platform", "Checkout"} {
		if want != "" {
			if err := db.SetPreference(t.Context(), "team.name", want); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := db.Preference(t.Context(), "team.name"); got != want || err != nil {
			t.Errorf("%q, %v; want %q", got, err, want)
		}
	}
}

func TestReadOnly(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "afterword.db")
	_, err := sqlite.Open(t.Context(), path, sqlite.Options{ReadOnly: true})
	wantCode(t, err, retro.CodeNotFound)

	writer := mustOpen(t, path)
	first := mustCreate(t, writer, story())
	reader, err := sqlite.Open(t.Context(), path, sqlite.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	mustCommit(t, writer, first, named(2), story())
	if head, _, err := reader.Head(t.Context(), incident); err != nil || head.Seq != 2 {
		t.Errorf("head %d, %v", head.Seq, err)
	}
	_, commitErr := reader.Commit(t.Context(), first.ID, revision(3), story())
	_, _, putErr := reader.PutBlob(t.Context(), strings.NewReader("x"))
	for name, err := range map[string]error{
		"Commit": commitErr, "PutBlob": putErr, "SetPreference": reader.SetPreference(t.Context(), "a", "b"),
		"Compact": reader.Compact(t.Context()), "Rebuild": reader.Rebuild(t.Context()),
	} {
		if retro.ErrorCode(err) != retro.CodeUnsupported {
			t.Errorf("%s: %v", name, err)
		}
	}
}
