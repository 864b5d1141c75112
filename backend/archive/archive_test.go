package archive_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"github.com/afterword-app/afterword/backend/archive"
	"github.com/afterword-app/afterword/backend/retro"
)

// reference is when the files of the tests were written.
var reference = time.Date(2026, 3, 14, 22, 0, 0, 0, time.UTC)

// manyLines is a megabyte of a log.
func manyLines() string {
	var text strings.Builder
	for i := 0; text.Len() < 1<<20; i++ {
		fmt.Fprintf(&text, "2026-03-14T21:40:00Z request %d took %d ms\n", i, i*7919%1000)
	}
	return text.String()
}

func gzipped(tb testing.TB, text string, modified time.Time) []byte {
	tb.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	w.ModTime = modified
	_, err := io.WriteString(w, text)
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

func zstandard(tb testing.TB, text string) []byte {
	tb.Helper()
	w, err := zstd.NewWriter(nil)
	if err != nil {
		tb.Fatal(err)
	}
	return w.EncodeAll([]byte(text), nil)
}

// zipped packs files by their names; one whose name ends in "@" becomes a link.
func zipped(tb testing.TB, files ...string) []byte {
	tb.Helper()
	return zippedAt(tb, reference, files...)
}

func zippedAt(tb testing.TB, modified time.Time, files ...string) []byte {
	tb.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for i := 0; i < len(files); i += 2 {
		header := &zip.FileHeader{Name: files[i], Method: zip.Deflate, Modified: modified}
		if strings.HasSuffix(files[i], "@") {
			header.SetMode(fs.ModeSymlink | 0o777)
		}
		member, err := w.CreateHeader(header)
		if err == nil {
			_, err = io.WriteString(member, files[i+1])
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

func unpack(tb testing.TB, data []byte) (string, *archive.Unpacked, error) {
	tb.Helper()
	u, err := archive.Unpack(bytes.NewReader(data), int64(len(data)), archive.PackingOf(data))
	if err != nil {
		return "", nil, err
	}
	defer u.Close()
	text, err := io.ReadAll(u)
	return string(text), u, err
}

func TestUnpack(t *testing.T) {
	t.Parallel()
	text := manyLines()
	modified := time.Date(2026, 3, 14, 22, 0, 0, 0, time.UTC)
	for name, data := range map[string][]byte{
		"gzip":           gzipped(t, text, modified),
		"gzip in pieces": append(gzipped(t, text[:1000], modified), gzipped(t, text[1000:], modified)...),
		"zstandard":      zstandard(t, text),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, u, err := unpack(t, data)
			if err != nil || u.Cut() {
				t.Fatal(err, u.Cut())
			}
			if got != text {
				t.Error("the text is another one")
			}
			if strings.Contains(name, "gzip") && !u.Modified.Equal(modified) {
				t.Errorf("modified at %v", u.Modified)
			}
		})
	}
	if got, _, err := unpack(t, gzipped(t, "", modified)); err != nil || got != "" {
		t.Errorf("nothing in it: %q, %v", got, err)
	}
}

// TestUnpackCut proves that what stands before the break is read, and that it is
// told.
func TestUnpackCut(t *testing.T) {
	t.Parallel()
	text := manyLines()
	for name, data := range map[string][]byte{"gzip": gzipped(t, text, time.Time{}), "zstandard": zstandard(t, text)} {
		got, u, err := unpack(t, data[:len(data)*3/4])
		if err != nil || !u.Cut() || got == "" || !strings.HasPrefix(text, got) {
			t.Errorf("%s: %d bytes, %v", name, len(got), err)
		}
		if _, _, err := unpack(t, data[:6]); retro.ErrorCode(err) != retro.CodeInvalid {
			t.Errorf("%s, nothing but a header: %v", name, err)
		}
	}
}

func TestUnpackBomb(t *testing.T) {
	t.Parallel()
	zeros := strings.Repeat("\x00", 80<<20)
	for name, data := range map[string][]byte{"gzip": gzipped(t, zeros, time.Time{}), "zstandard": zstandard(t, zeros)} {
		got, _, err := unpack(t, data)
		if retro.ErrorCode(err) != retro.CodeInvalid || len(got) > 65<<20 {
			t.Errorf("%s: %d bytes, %v", name, len(got), err)
		}
	}
}

func openArchive(data []byte) (*archive.Archive, error) {
	return archive.Open(bytes.NewReader(data), int64(len(data)))
}

func TestArchive(t *testing.T) {
	t.Parallel()
	opened, err := openArchive(zipped(t,
		"web/a.log", "a", "../../etc/passwd", "b", `C:\x\c.log`, "c", "/d.log", "d", "link@", "/etc/passwd",
		"__MACOSX/._a.log", "e", "folder/", "", "\x1b[2J\u202e.log", "f"))
	if err != nil {
		t.Fatal(err)
	}
	names := []string{}
	for _, m := range opened.Members() {
		names = append(names, m.Name)
		reader, err := m.Open()
		if err != nil {
			t.Fatal(err)
		}
		if data, err := io.ReadAll(reader); err != nil || len(data) != 1 {
			t.Errorf("%s: %q, %v", m.Name, data, err)
		}
		if !m.Modified.Equal(reference) {
			t.Errorf("%s was modified at %v", m.Name, m.Modified)
		}
	}
	if diff := cmp.Diff([]string{"web/a.log", "etc/passwd", "C_/x/c.log", "d.log", "_[2J_.log"}, names); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]archive.Refused{{Name: "link@", Reason: "it is no file but a link or device"}}, opened.Refused()); diff != "" {
		t.Error(diff)
	}
}

func TestArchiveBombs(t *testing.T) {
	t.Parallel()
	if _, err := openArchive(zipped(t, make([]string, 2*5001)...)); retro.ErrorCode(err) != retro.CodeInvalid {
		t.Errorf("5,001 files: %v", err)
	}
	if _, err := openArchive([]byte("PK\x03\x04 and no more")); retro.ErrorCode(err) != retro.CodeDamaged {
		t.Errorf("no archive: %v", err)
	}
	// One member that is too much by itself, and three that are so together.
	zeros := strings.Repeat("\x00", 80<<20)
	for _, files := range [][]string{{"a", zeros}, {"a", zeros[:30<<20], "b", zeros[:30<<20], "c", zeros[:30<<20]}} {
		opened, err := openArchive(zipped(t, files...))
		if err != nil {
			t.Fatal(err)
		}
		var last error
		total := int64(0)
		for _, m := range opened.Members() {
			reader, err := m.Open()
			if err != nil {
				t.Fatal(err)
			}
			n, err := io.Copy(io.Discard, reader)
			total, last = total+n, err
		}
		if retro.ErrorCode(last) != retro.CodeInvalid || total > 65<<20 {
			t.Errorf("%d members: %d bytes, %v", len(opened.Members()), total, last)
		}
	}
}

// tarred packs files by their names; one whose name ends in "@" becomes a link.
func tarred(tb testing.TB, files ...string) []byte {
	tb.Helper()
	return tarredAt(tb, reference, files...)
}

func tarredAt(tb testing.TB, modified time.Time, files ...string) []byte {
	tb.Helper()
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	for i := 0; i < len(files); i += 2 {
		header := &tar.Header{Name: files[i], Mode: 0o600, Size: int64(len(files[i+1])), ModTime: modified, Typeflag: tar.TypeReg}
		if strings.HasSuffix(files[i], "@") {
			header.Typeflag, header.Linkname, header.Size = tar.TypeSymlink, files[i+1], 0
		}
		err := w.WriteHeader(header)
		if err == nil && header.Size > 0 {
			_, err = io.WriteString(w, files[i+1])
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

// TestNoTime proves that a packing which leaves times out gives none.
func TestNoTime(t *testing.T) {
	t.Parallel()
	_, u, err := unpack(t, gzipped(t, "a", time.Unix(0, 0)))
	if err != nil || !u.Modified.IsZero() {
		t.Errorf("gzip: modified at %v, %v", u.Modified, err)
	}
	for name, data := range map[string][]byte{"zip": zippedAt(t, time.Time{}, "a.log", "a"), "tar": tarredAt(t, time.Unix(0, 0), "a.log", "a")} {
		opened, err := openArchive(data)
		if err != nil {
			t.Fatal(err)
		}
		if m := opened.Members()[0]; !m.Modified.IsZero() {
			t.Errorf("%s: modified at %v", name, m.Modified)
		}
	}
}

func TestTar(t *testing.T) {
	t.Parallel()
	whole := tarred(t, "../../etc/passwd", "first", "link@", "/etc/passwd", "web/"+strings.Repeat("a", 200)+".log", "second", "last.log", "third")
	for name, c := range map[string]struct {
		data    []byte
		members string
		refused []archive.Refused
	}{
		"whole": {whole, "first second third", []archive.Refused{{Name: "link@", Reason: "it is no file but a link or device"}}},
		"cut in a header": {whole[:3*512+100], "first", []archive.Refused{
			{Name: "link@", Reason: "it is no file but a link or device"}, {Name: "the rest", Reason: "the archive breaks off"},
		}},
		"cut in a file": {whole[:512+2], "", []archive.Refused{{Name: "etc/passwd", Reason: "the archive breaks off in it"}, {Name: "the rest", Reason: "the archive breaks off"}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			opened, err := openArchive(c.data)
			if err != nil {
				t.Fatal(err)
			}
			var texts []string
			for _, m := range opened.Members() {
				if strings.HasPrefix(m.Name, "..") || !m.Modified.Equal(reference) {
					t.Errorf("%s, modified at %v", m.Name, m.Modified)
				}
				reader, err := m.Open()
				if err != nil {
					t.Fatal(err)
				}
				text, err := io.ReadAll(reader)
				if err != nil {
					t.Fatal(err)
				}
				texts = append(texts, string(text))
			}
			if diff := cmp.Diff(c.members, strings.Join(texts, " ")); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(c.refused, opened.Refused()); diff != "" {
				t.Error(diff)
			}
		})
	}
	if !archive.IsArchive(gzipped(t, string(whole), reference)) || !archive.IsArchive(zstandard(t, string(whole))) ||
		archive.IsArchive(gzipped(t, "2026-03-14T21:40:00Z a\n", reference)) {
		t.Error("a compressed tar is not told from a compressed log")
	}
	if _, err := openArchive(tarred(t, make([]string, 2*5001)...)); retro.ErrorCode(err) != retro.CodeInvalid {
		t.Errorf("5,001 files: %v", err)
	}
}

// FuzzArchive proves that no bytes of an archive do harm.
func FuzzArchive(f *testing.F) {
	f.Add(zipped(f, "a.log", "2026-03-14T21:40:00Z a\n"))
	f.Add(tarred(f, "a.log", "2026-03-14T21:40:00Z a\n", "link@", "x"))
	f.Fuzz(func(t *testing.T, data []byte) {
		opened, err := openArchive(data)
		if err != nil {
			return
		}
		for _, m := range opened.Members() {
			if m.Name == "" || strings.HasPrefix(m.Name, "/") || strings.HasPrefix(m.Name, "../") || strings.ContainsAny(m.Name, "\\:\x00\n") {
				t.Errorf("a member is called %q", m.Name)
			}
			if reader, err := m.Open(); err == nil {
				_, _ = io.Copy(io.Discard, reader)
			}
		}
	})
}

// FuzzUnpack proves the same for gzip and zstandard.
func FuzzUnpack(f *testing.F) {
	f.Add(gzipped(f, "2026-03-14T21:40:00Z a\n", time.Time{}))
	f.Add(zstandard(f, "2026-03-14T21:40:00Z a\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, _, err := unpack(t, data); err != nil && retro.ErrorCode(err) != retro.CodeInvalid {
			t.Error(err)
		}
	})
}

// TestOpen proves what a source is taken for, and that a compressed log in it is unpacked.
func TestOpen(t *testing.T) {
	t.Parallel()
	later := reference.Add(time.Hour)
	inner := string(gzipped(t, "inner", later))
	tarball := string(tarred(t, "a.log", "first", "b.log.gz", inner))
	for name, c := range map[string]struct {
		data    []byte
		packing archive.Packing
		single  bool
		texts   string
		last    time.Time // of the last text
	}{
		"a text":           {[]byte("as it is"), archive.None, true, "as it is", time.Time{}},
		"nothing":          {nil, archive.None, true, "", time.Time{}},
		"gzip":             {gzipped(t, "unpacked", later), archive.Gzip, true, "unpacked", later},
		"zstandard":        {zstandard(t, "unpacked"), archive.Zstd, true, "unpacked", time.Time{}},
		"zip":              {zipped(t, "a.log", "first", "b.log.gz", inner), archive.Zip, false, "first inner", later},
		"tar":              {[]byte(tarball), archive.Tar, false, "first inner", later},
		"a tar in gzip":    {gzipped(t, tarball, time.Time{}), archive.Gzip, false, "first inner", later},
		"a tar in zstd":    {zstandard(t, tarball), archive.Zstd, false, "first inner", later},
		"gzip twice over":  {gzipped(t, inner, time.Time{}), archive.Gzip, true, "inner", later},
		"a member that is": {zipped(t, "a.gz", "no gzip"), archive.Zip, false, "no gzip", reference},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			opened, err := openArchive(c.data)
			if err != nil {
				t.Fatal(err)
			}
			defer opened.Close()
			if opened.Packing != c.packing || opened.IsSingle() != c.single {
				t.Errorf("it is packed as %q, single: %v", opened.Packing, opened.IsSingle())
			}
			var texts []string
			var last time.Time
			for _, member := range opened.Members() {
				reader, modified, err := member.OpenText()
				if err != nil {
					t.Fatal(err)
				}
				text, err := io.ReadAll(reader)
				if err = errors.Join(err, reader.Close()); err != nil {
					t.Fatal(err)
				}
				texts, last = append(texts, string(text)), modified
			}
			if diff := cmp.Diff(c.texts, strings.Join(texts, " ")); diff != "" {
				t.Error(diff)
			}
			if !last.Equal(c.last) {
				t.Errorf("the last text is of %v, want %v", last, c.last)
			}
		})
	}
}

// TestOpenBomb proves that a compressed tar is not unpacked beyond all reason.
func TestOpenBomb(t *testing.T) {
	t.Parallel()
	bomb := gzipped(t, string(tarred(t, "a.log", strings.Repeat("\x00", 80<<20))), time.Time{})
	if _, err := openArchive(bomb); retro.ErrorCode(err) != retro.CodeInvalid {
		t.Error(err)
	}
}

// TestSpool proves that nothing stays behind.
func TestSpool(t *testing.T) {
	t.Parallel()
	file, err := archive.Spool(strings.NewReader("kept for a while"))
	if err != nil || file.Size() != 16 {
		t.Fatal(err)
	}
	part := make([]byte, 4)
	if _, err := file.ReadAt(part, 5); err != nil || string(part) != "for " {
		t.Errorf("%q, %v", part, err)
	}
	if err := file.Close(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(file.Name()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("it is still there: %v", err)
	}
}
