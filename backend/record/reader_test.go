package record_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/afterword-app/afterword/backend/ingest"
	"github.com/afterword-app/afterword/backend/record"
	"github.com/afterword-app/afterword/backend/retro"
)

// TestReader proves that entries come with their own bytes, in the order of the
// record, backwards and picked here and there.
func TestReader(t *testing.T) {
	t.Parallel()
	texts := map[retro.EvidenceID]string{}
	var sources []record.Source
	for i, id := range []retro.EvidenceID{"a", "b"} {
		var text strings.Builder
		for n := range 5000 {
			fmt.Fprintf(&text, "2026-03-14T%02d:%02d:%02dZ %s %d %s\n", n/3600, n/60%60, n%60, id, n, strings.Repeat("x", n%200))
			if n%1000 == 999 {
				text.WriteString("  " + strings.Repeat("long ", 40_000*i) + "\n")
			}
		}
		texts[id] = text.String()
		sources = append(sources, record.Source{ID: id, Index: read(t, texts[id], ingest.Options{Reference: reference})})
	}
	merged, err := record.New(sources)
	if err != nil {
		t.Fatal(err)
	}
	reader := merged.Reader(openers(texts))
	defer func() {
		if err := reader.Close(); err != nil {
			t.Error(err)
		}
	}()
	for _, step := range []int{1, -1, 17, 1001} {
		for i := range merged.Len() {
			source, entry := merged.At(((i*step)%merged.Len() + merged.Len()) % merged.Len())
			raw, err := reader.Read(t.Context(), source, entry)
			if err != nil {
				t.Fatal(err)
			}
			if want := fmt.Sprintf("Z %s %d ", merged.Sources()[source].ID, entry); !strings.Contains(string(raw), want) {
				t.Fatalf("entry %d of source %d reads %.80q", entry, source, raw)
			}
		}
	}
}
