package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"

	"github.com/afterword-app/afterword/backend/ingest"
	"github.com/afterword-app/afterword/backend/record"
	"github.com/afterword-app/afterword/backend/retro"
)

// logBytes is how large the access log is.
const logBytes = 200e6

// measureParse reads a large access log as entries, against lnav, which does the
// same and shows them, and wc -l, which only finds the ends of lines.
func measureParse(folder string) ([]row, error) {
	binary, err := headless(folder)
	if err != nil {
		return nil, err
	}
	path := filepath.Join(folder, "access.log")
	if err := writeAccessLog(path); err != nil {
		return nil, err
	}
	ours, err := timed(nil, 0, binary, "parse", "--summary", path)
	if err != nil {
		return nil, err
	}
	lines, err := timed(nil, 0, "wc", "-l", path)
	if err != nil {
		return nil, err
	}
	indexed, err := timedLnav(folder, "access_log", path)
	if err != nil {
		return nil, err
	}
	resident, err := residentBytes(binary, "parse", "--summary", path)
	if err != nil {
		return nil, err
	}
	rows := []row{
		{what: "parse a 200 MB access log", ours: ours, yardstick: "wc -l", theirs: lines, goal: "15"},
		{what: fmt.Sprintf("parse a 200 MB access log (%d MB resident)", resident/1e6), ours: ours, yardstick: "lnav", theirs: indexed, goal: "0.2"},
	}
	mixed, err := measureMix(folder, binary)
	return append(rows, mixed...), err
}

// measureMix merges five logs of a million lines into one record, and finds the
// entries of the same five formats in one file.
func measureMix(folder, binary string) ([]row, error) {
	m, err := writeMix(folder)
	if err != nil {
		return nil, err
	}
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	merged, err := timed(nil, 0, self, append([]string{mergeCommand, strconv.Itoa(m.entries)}, m.files...)...)
	if err != nil {
		return nil, err
	}
	indexed, err := timedLnav(folder, "all_logs", m.files...)
	if err != nil {
		return nil, err
	}
	ours, err := timed(nil, 0, binary, "parse", "--summary", m.one)
	if err != nil {
		return nil, err
	}
	if err := checkEntries(binary, m.one, m.oneEntries); err != nil {
		return nil, err
	}
	theirs, err := timedLnav(folder, "all_logs", m.one)
	if err != nil {
		return nil, err
	}
	return []row{
		{what: fmt.Sprintf("merge five logs, %d entries", m.entries), ours: merged, yardstick: "lnav", theirs: indexed, goal: "0.33"},
		{what: fmt.Sprintf("parse five formats in one file, all %d entries", m.oneEntries), ours: ours, yardstick: "lnav, of one format", theirs: theirs, goal: "600 ms"},
	}, nil
}

// checkEntries fails unless a file is read as just so many entries.
func checkEntries(binary, path string, want int) error {
	printed, err := exec.Command(binary, "parse", "--summary", path).Output()
	if err != nil {
		return err
	}
	var summary struct {
		Entries int `json:"entries"`
	}
	if err := json.Unmarshal(printed, &summary); err != nil {
		return err
	}
	if summary.Entries != want {
		return fmt.Errorf("%s: %d entries, want %d", path, summary.Entries, want)
	}
	return nil
}

// mergeCommand makes the benchmark a process that does nothing but merge logs.
const mergeCommand = "merge"

// merge reads logs into one record in the order of time, and fails unless it holds
// just so many entries.
func merge(want string, paths []string) error {
	sources := make([]record.Source, 0, len(paths))
	for _, path := range paths {
		index, err := readLog(path)
		if err != nil {
			return err
		}
		sources = append(sources, record.Source{ID: retro.EvidenceID(path), Index: index})
	}
	record, err := record.New(sources)
	if err != nil {
		return err
	}
	if strconv.Itoa(record.Len()) != want {
		return fmt.Errorf("%d entries were merged, want %s", record.Len(), want)
	}
	return nil
}

func readLog(path string) (*ingest.Index, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close() //nolint:errcheck // only read from
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	return ingest.Read(context.Background(), file, info.Size(), ingest.Options{
		FileName: filepath.Base(path), Reference: info.ModTime(), Zone: "UTC",
	})
}

// jsonFormat tells lnav of the JSON lines that writeLog makes, which it does not
// know by itself.
const jsonFormat = `{"checkout_json":{"title":"checkout","json":true,"file-pattern":"api\\.jsonl","timestamp-field":"ts","level-field":"level",` +
	`"body-field":"msg","line-format":[{"field":"ts"}," ",{"field":"msg"}],"value":{"msg":{"kind":"string"},"logger":{"kind":"string"}}}}`

// timedLnav lets lnav index files and count what it found. In a home of its own it
// finds no settings and leaves none; without one it leaves them where it is
// started.
func timedLnav(folder, table string, paths ...string) (time.Duration, error) {
	home := filepath.Join(folder, "lnav")
	formats := filepath.Join(home, ".lnav", "formats", "bench")
	if err := os.MkdirAll(formats, 0o755); err != nil {
		return 0, err
	}
	if err := os.WriteFile(filepath.Join(formats, "format.json"), []byte(jsonFormat), 0o644); err != nil {
		return 0, err
	}
	return timed([]string{"HOME=" + home, "TERM=xterm"}, 0, "lnav", append([]string{"-n", "-q", "-c", ";SELECT count(*) FROM " + table}, paths...)...)
}

// writeAccessLog writes requests in the "combined" format of nginx, eight
// milliseconds apart, unless they stand there already.
func writeAccessLog(path string) error {
	if info, err := os.Stat(path); err == nil && info.Size() >= logBytes {
		return nil
	}
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(file, 1<<20)
	random := rand.New(rand.NewPCG(20260314, 1))
	zone := time.FixedZone("", 2*60*60)
	at := time.Date(2026, 3, 14, 21, 40, 0, 0, time.UTC)
	paths := []string{"/", "/api/v1/orders", "/static/js/app.5f3c.js", "/healthz", "/login", "/search?q=secateurs&page=2", "/checkout/confirm"}
	agents := []string{
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/122.0.0.0 Safari/537.36",
		"curl/8.5.0", "kube-probe/1.29",
	}
	codes := []int{200, 200, 200, 200, 200, 200, 304, 301, 404, 499, 500, 502}
	for written := 0; written < logBytes; {
		n, err := fmt.Fprintf(out, "%d.%d.%d.%d - - [%s] \"GET %s HTTP/1.1\" %d %d \"-\" %q\n",
			1+random.IntN(222), random.IntN(256), random.IntN(256), 1+random.IntN(254),
			at.In(zone).Format("02/Jan/2006:15:04:05 -0700"), paths[random.IntN(len(paths))],
			codes[random.IntN(len(codes))], random.IntN(90000), agents[random.IntN(len(agents))])
		if err != nil {
			return err
		}
		written += n
		at = at.Add(time.Duration(random.IntN(16)) * time.Millisecond)
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return file.Close()
}
