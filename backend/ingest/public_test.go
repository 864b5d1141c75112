package ingest_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/afterword-app/afterword/backend/ingest"
	"github.com/afterword-app/afterword/backend/retrotest"
)

// TestPublicFormats reads a few lines of each of some two hundred programs, and
// compares format, entries, lines, first and last time, and questions. Each is a
// source of its own whose file was last written at the reference.
func TestPublicFormats(t *testing.T) {
	t.Parallel()
	samples, err := txtar.ParseFile(filepath.Join("testdata", "public.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for _, sample := range samples.Files {
		ix := read(t, string(sample.Data), ingest.Options{Reference: reference, Guessed: true, FileName: sample.Name})
		reading := ix.Reading()
		times := at(ix)
		first, last := "-", "-"
		if len(times) > 0 {
			first, last = times[0], times[len(times)-1]
		}
		fmt.Fprintf(&got, "%s: %s, %d entries, %d lines, %s to %s, asks %v\n",
			sample.Name, reading.Format, reading.Entries, reading.Lines, first, last, reading.Questions)
	}
	retrotest.Golden(t, "public", got.String())
}
