package ingest_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"context"
	"io"
	"io/fs"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"github.com/afterword-app/afterword/backend/ingest"
	"github.com/afterword-app/afterword/backend/retro"
)

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

func unpack(tb testing.TB, data []byte) (string, *ingest.Unpacked, error) {
	tb.Helper()
	u, err := ingest.Unpack(bytes.NewReader(data), int64(len(data)), ingest.PackingOf(data))
	if err != nil {
		return "", nil, err
	}
	defer u.Close()
	text, err := io.ReadAll(u)
	return string(text), u, err
}

func TestUnpack(t *testing.T) {
	t.Parallel()
	text := mixed(1, 1<<20).text.String()
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
	text := mixed(1, 1<<20).text.String()
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

func openArchive(data []byte) (*ingest.Archive, error) {
	return ingest.OpenArchive(bytes.NewReader(data), int64(len(data)))
}

func TestArchive(t *testing.T) {
	t.Parallel()
	archive, err := openArchive(zipped(t,
		"web/a.log", "a", "../../etc/passwd", "b", `C:\x\c.log`, "c", "/d.log", "d", "link@", "/etc/passwd",
		"__MACOSX/._a.log", "e", "folder/", "", "\x1b[2J\u202e.log", "f"))
	if err != nil {
		t.Fatal(err)
	}
	names := []string{}
	for _, m := range archive.Members() {
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
	if diff := cmp.Diff([]ingest.Refused{{Name: "link@", Reason: "it is no file but a link or device"}}, archive.Refused()); diff != "" {
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
		archive, err := openArchive(zipped(t, files...))
		if err != nil {
			t.Fatal(err)
		}
		var last error
		total := int64(0)
		for _, m := range archive.Members() {
			reader, err := m.Open()
			if err != nil {
				t.Fatal(err)
			}
			n, err := io.Copy(io.Discard, reader)
			total, last = total+n, err
		}
		if retro.ErrorCode(last) != retro.CodeInvalid || total > 65<<20 {
			t.Errorf("%d members: %d bytes, %v", len(archive.Members()), total, last)
		}
	}
}

// slackFiles are those of an export with two channels.
func slackFiles() []string {
	return []string{
		"channels.json", `[{"id":"C1","name":"incidents"}]`,
		"users.json", `[{"id":"U1","name":"dana","profile":{"real_name":"Dana Kim"}},{"id":"U2","name":"lee"}]`,
		"incidents/2026-03-14.json", `[
			{"type":"message","subtype":"channel_join","user":"U2","ts":"1773524390.000100","text":"<@U2> has joined the channel"},
			{"type":"message","user":"U1","ts":"1773524400.482349","text":"<@U2> seeing 502s <b>","blocks":[{"type":"rich_text"}]},
			{"type":"message","user":"U2","ts":"1773524500.000100","thread_ts":"1773524400.482349","text":"looking"}]`,
		"ops/2026-03-14.json", `[{"type":"message","user":"U9","ts":"1773524450.000000","text":"deploying","edited":{"ts":"1773524460.000000"}}]`,
	}
}

func TestSlackArchive(t *testing.T) {
	t.Parallel()
	archive, err := openArchive(zipped(t, slackFiles()...))
	if err != nil || !archive.IsSlack() || archive.IsDocument() {
		t.Fatalf("it is no Slack export: %v", err)
	}
	var text bytes.Buffer
	if err := archive.WriteSlack(context.Background(), &text); err != nil {
		t.Fatal(err)
	}
	ix := read(t, text.String(), ingest.Options{Kind: retro.EvidenceChat})
	if diff := cmp.Diff([]string{"2026-03-14T21:40:00.482349 Z", "2026-03-14T21:40:50 Z", "2026-03-14T21:41:40.0001 Z"}, at(ix)); diff != "" {
		t.Error(diff)
	}
	said := []string{}
	for i, e := range ix.Entries {
		d := ix.Describe(i, text.Bytes()[e.Offset:e.Offset+ix.LengthOf(i)])
		said = append(said, d.Actor+": "+d.Text)
	}
	if diff := cmp.Diff([]string{"Dana Kim: @lee seeing 502s <b>", "U9: deploying", "lee: looking"}, said); diff != "" {
		t.Error(diff)
	}
	if reading := ix.Reading(); reading.Format != "slack_export" {
		t.Errorf("it was taken for %s", reading.Format)
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
		archive, err := openArchive(data)
		if err != nil {
			t.Fatal(err)
		}
		if m := archive.Members()[0]; !m.Modified.IsZero() {
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
		refused []ingest.Refused
	}{
		"whole": {whole, "first second third", []ingest.Refused{{Name: "link@", Reason: "it is no file but a link or device"}}},
		"cut in a header": {whole[:3*512+100], "first", []ingest.Refused{
			{Name: "link@", Reason: "it is no file but a link or device"}, {Name: "the rest", Reason: "the archive breaks off"},
		}},
		"cut in a file": {whole[:512+2], "", []ingest.Refused{{Name: "etc/passwd", Reason: "the archive breaks off in it"}, {Name: "the rest", Reason: "the archive breaks off"}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			archive, err := openArchive(c.data)
			if err != nil {
				t.Fatal(err)
			}
			var texts []string
			for _, m := range archive.Members() {
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
			if diff := cmp.Diff(c.refused, archive.Refused()); diff != "" {
				t.Error(diff)
			}
		})
	}
	if !ingest.HoldsTar(gzipped(t, string(whole), reference), ingest.PackingGzip) || !ingest.HoldsTar(zstandard(t, string(whole)), ingest.PackingZstd) ||
		ingest.HoldsTar(gzipped(t, "2026-03-14T21:40:00Z a\n", reference), ingest.PackingGzip) {
		t.Error("a compressed tar is not told from a compressed log")
	}
	if _, err := openArchive(tarred(t, make([]string, 2*5001)...)); retro.ErrorCode(err) != retro.CodeInvalid {
		t.Errorf("5,001 files: %v", err)
	}
}

// FuzzArchive proves that no bytes of an archive do harm.
func FuzzArchive(f *testing.F) {
	f.Add(zipped(f, "a.log", "2026-03-14T21:40:00Z a\n"))
	f.Add(zipped(f, slackFiles()...))
	f.Add(tarred(f, "a.log", "2026-03-14T21:40:00Z a\n", "link@", "x"))
	f.Fuzz(func(t *testing.T, data []byte) {
		archive, err := openArchive(data)
		if err != nil {
			return
		}
		for _, m := range archive.Members() {
			if m.Name == "" || strings.HasPrefix(m.Name, "/") || strings.HasPrefix(m.Name, "../") || strings.ContainsAny(m.Name, "\\:\x00\n") {
				t.Errorf("a member is called %q", m.Name)
			}
			if reader, err := m.Open(); err == nil {
				_, _ = io.Copy(io.Discard, reader)
			}
		}
		if archive.IsSlack() {
			_ = archive.WriteSlack(context.Background(), io.Discard)
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
