package cli_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/app/cli"
)

const (
	oneLog   = "2026-03-14T21:40:00Z a\n2026-03-14T21:41:00Z b\n"
	yearless = "Mar 14 21:40:00 web-1 sshd[1]: a\n"
)

// folder writes files, whose names end in .gz or .zip where their text is to be
// packed.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, pack(t, name, text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func pack(t *testing.T, name, text string) []byte {
	t.Helper()
	var out bytes.Buffer
	var err error
	switch filepath.Ext(name) {
	case ".gz", ".tgz":
		if filepath.Ext(name) == ".tgz" {
			text = tarred(t, text)
		}
		w := gzip.NewWriter(&out)
		w.ModTime = time.Date(2019, 4, 1, 0, 0, 0, 0, time.UTC)
		_, err = io.WriteString(w, text)
		if err == nil {
			err = w.Close()
		}
	case ".zip":
		w := zip.NewWriter(&out)
		for _, member := range []string{"x/a.log", "x/b.log", "x/c.log.1.gz", "x/broken.log.gz", "x/inner.tgz", "x/picture.bin"} {
			content := text
			switch filepath.Ext(member) {
			case ".bin":
				content = strings.Repeat("\x00\x01", 100)
			case ".gz", ".tgz":
				content = string(pack(t, member, text))
			}
			if strings.Contains(member, "broken") {
				content = content[:9]
			}
			inner, failure := w.CreateHeader(&zip.FileHeader{Name: member, Modified: time.Date(2018, 4, 1, 0, 0, 0, 0, time.UTC)})
			if failure != nil {
				t.Fatal(failure)
			}
			if _, err := io.WriteString(inner, content); err != nil {
				t.Fatal(err)
			}
		}
		err = w.Close()
	default:
		out.WriteString(text)
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func tarred(t *testing.T, text string) string {
	t.Helper()
	var out strings.Builder
	w := tar.NewWriter(&out)
	for name, content := range map[string]string{"var/log/a.log": text, "var/lib/picture.bin": strings.Repeat("\x00\x01", 100)} {
		header := &tar.Header{Name: name, Mode: 0o600, Size: int64(len(content)), ModTime: time.Date(2017, 4, 1, 0, 0, 0, 0, time.UTC)}
		if err := w.WriteHeader(header); err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// parse runs the command and returns the summaries as "file first entries".
func parse(t *testing.T, args ...string) []string {
	t.Helper()
	var out, problems bytes.Buffer
	code := cli.Run(t.Context(), append([]string{"parse", "--summary"}, args...), "test", cli.Environment{
		In: strings.NewReader(oneLog), Out: &out, Err: &problems, Clock: time.Now,
	})
	if code != 0 {
		t.Fatalf("exit code %d: %s", code, problems.String())
	}
	found := []string{}
	for line := range strings.Lines(out.String()) {
		var summary struct {
			File    string
			First   string
			Entries int
		}
		if err := json.Unmarshal([]byte(line), &summary); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		found = append(found, strings.TrimSpace(filepath.ToSlash(summary.File)+" "+summary.First))
	}
	return found
}

func TestParseInputs(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{
		"b/one.log": oneLog, "a.log.gz": yearless, "c.zip": yearless, "d.tgz": yearless, "picture.bin": strings.Repeat("\x00\x01", 100), ".hidden/x.log": oneLog,
	})
	slack := folder(t, map[string]string{
		"users.json": `[{"id":"U1","name":"dana"}]`, "ops/2026-03-14.json": `[{"type":"message","user":"U1","ts":"1773524400.482349","text":"502s"}]`,
	})
	here := filepath.ToSlash(dir)
	for name, c := range map[string]struct {
		args []string
		want []string
	}{
		"one file":       {[]string{filepath.Join(dir, "b", "one.log")}, []string{"2026-03-14T21:40:00Z"}},
		"standard input": {[]string{"-"}, []string{"2026-03-14T21:40:00Z"}},
		"gzip, the year follows from its own time": {[]string{filepath.Join(dir, "a.log.gz")}, []string{"2019-03-14T21:40:00"}},
		"a folder": {[]string{dir}, []string{
			here + "/a.log.gz 2019-03-14T21:40:00", here + "/b/one.log 2026-03-14T21:40:00Z",
			here + "/c.zip/x/a.log 2018-03-14T21:40:00", here + "/c.zip/x/b.log 2018-03-14T21:40:00",
			here + "/c.zip/x/c.log.1.gz 2019-03-14T21:40:00",
			here + "/d.tgz/var/log/a.log 2017-03-14T21:40:00",
		}},
		"two files":      {[]string{filepath.Join(dir, "b", "one.log"), "-"}, []string{here + "/b/one.log 2026-03-14T21:40:00Z", "- 2026-03-14T21:40:00Z"}},
		"a Slack export": {[]string{slack}, []string{"2026-03-14T21:40:00.482349Z"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, parse(t, c.args...)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
