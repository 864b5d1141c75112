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

// TestLevelsAndActors compares how grave each entry of those programs is and who it is of. The
// golden file was read line by line by a person: a difference from it is to be judged, not
// written down.
func TestLevelsAndActors(t *testing.T) {
	t.Parallel()
	samples, err := txtar.ParseFile(filepath.Join("testdata", "public.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for _, sample := range samples.Files {
		if strings.HasPrefix(sample.Name, "no_log/") {
			continue
		}
		ix := read(t, string(sample.Data), ingest.Options{Reference: reference, Guessed: true, FileName: sample.Name})
		fmt.Fprintf(&got, "%s\n", sample.Name)
		for i, e := range ix.Entries {
			d := ix.Describe(i, sample.Data[e.Offset:e.Offset+ix.LengthOf(i)])
			words, _, _ := strings.Cut(d.Text, "\n")
			if runes := []rune(words); len(runes) > 60 {
				words = string(runes[:60])
			}
			fmt.Fprintf(&got, "  %-6s|%s| %s\n", d.Level, d.Actor, strings.TrimSpace(words))
		}
	}
	retrotest.Golden(t, "levels", got.String())
}
