package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

// measureCharts draws a percentile a minute out of more than a million entries, of two
// kinds of logs: until something is seen of it, and until all is.
func measureCharts(folder string) ([]row, error) {
	access, lines := filepath.Join(folder, "access.log"), filepath.Join(folder, "million.jsonl")
	if err := writeAccessLog(access); err != nil {
		return nil, err
	}
	if _, err := writeLog(lines, []logKind{{"", writeJSON}}, mixLines, 50*time.Millisecond); err != nil {
		return nil, err
	}
	var rows []row
	for _, c := range []struct{ path, what, value string }{
		{access, "an access log", "bytes"}, {lines, "a million lines of JSON", "duration_ms"},
	} {
		measured, err := measureChart(folder, c.path, c.what, c.value)
		if err != nil {
			return nil, err
		}
		rows = append(rows, measured...)
	}
	return rows, nil
}

func measureChart(folder, path, what, value string) ([]row, error) {
	library := filepath.Join(folder, "chart.db")
	defer os.Remove(library) //nolint:errcheck // a leftover in bench-out harms nobody
	b, err := openEvidence(library)
	if err != nil {
		return nil, err
	}
	defer b.close()
	if err := b.begin(); err != nil {
		return nil, err
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	original := authoring.Original{
		Name: filepath.Base(path), Size: info.Size(), Modified: info.ModTime(),
		Open: func() (io.ReadCloser, error) { return os.Open(path) },
	}
	if err := b.add(original); err != nil {
		return nil, err
	}
	var first []time.Duration
	read, round := 0, 0
	complete, err := medianOf(func() (time.Duration, error) {
		// Another name is another chart; one that was drawn is remembered.
		round++
		recipe := retro.Chart{Every: time.Minute, Series: []retro.Series{{Name: strconv.Itoa(round), Value: value, Stat: retro.StatP95}}}
		began := time.Now()
		for seen := false; ; {
			drawn, err := b.service.ChartSoon(context.Background(), b.id, recipe, authoring.ChartView{})
			if err != nil {
				return 0, err
			}
			if !seen && drawn.Read > 0 {
				first, seen = append(first, time.Since(began)), true
			}
			if drawn.State == authoring.SearchDone {
				read = drawn.Read
				return time.Since(began), nil
			}
		}
	})
	if err != nil {
		return nil, err
	}
	return []row{
		{what: fmt.Sprintf("chart p95 a minute of %s, first seen", what), ours: median(first), goal: "300 ms"},
		{what: fmt.Sprintf("chart p95 a minute of %s, all %d entries", what, read), ours: complete, goal: "1.5 s"},
	}, nil
}
