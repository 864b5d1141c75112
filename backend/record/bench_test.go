package record_test

import (
	"context"
	"testing"

	"github.com/afterword-app/afterword/backend/ingest"
	"github.com/afterword-app/afterword/backend/record"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/retrotest"
)

// benchRecord merges three logs.
func benchRecord(b *testing.B) (*record.Record, record.Open) {
	b.Helper()
	texts := map[retro.EvidenceID]string{}
	var sources []record.Source
	for seed, id := range []retro.EvidenceID{"a", "b", "c"} {
		texts[id] = retrotest.MixedLog(uint64(seed), 8<<20).Text.String()
		sources = append(sources, record.Source{ID: id, Index: read(b, texts[id], ingest.Options{Zone: "UTC", Reference: reference})})
	}
	merged, err := record.New(sources)
	if err != nil {
		b.Fatal(err)
	}
	return merged, openers(texts)
}

func BenchmarkMerge(b *testing.B) {
	merged, _ := benchRecord(b)
	sources := merged.Sources()
	for b.Loop() {
		if _, err := record.New(sources); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(merged.Len()), "entries/op")
}

func BenchmarkFilter(b *testing.B) {
	merged, open := benchRecord(b)
	for name, text := range map[string]string{"Text": "pool exhausted", "Expression": "/pool (exhausted|empty)/"} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(24 << 20)
			for b.Loop() {
				if _, err := merged.Filter(context.Background(), record.Filter{Text: text}, open); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
