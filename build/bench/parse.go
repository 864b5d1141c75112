package main

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"
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
	// In a home of its own lnav finds no settings and leaves none; without one it
	// leaves them where it is started.
	home := filepath.Join(folder, "lnav")
	if err := os.MkdirAll(home, 0o755); err != nil {
		return nil, err
	}
	indexed, err := timed([]string{"HOME=" + home, "TERM=xterm"}, 0, "lnav", "-n", "-q", "-c", ";SELECT count(*) FROM access_log", path)
	if err != nil {
		return nil, err
	}
	return []row{
		{what: "parse a 200 MB access log", ours: ours, yardstick: "wc -l", theirs: lines, goal: "15"},
		{what: "parse a 200 MB access log", ours: ours, yardstick: "lnav", theirs: indexed, goal: "1"},
	}, nil
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
