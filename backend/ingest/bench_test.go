package ingest_test

import (
	"context"
	"io"
	"strings"
	"testing"

	"github.com/afterword-app/afterword/backend/ingest"
	"github.com/afterword-app/afterword/backend/retro"
)

// benchmarkRead measures how fast a story of some formats is indexed.
func benchmarkRead(b *testing.B, size int, formats ...int) {
	b.Helper()
	s := newStory(1)
	for s.text.Len() < size {
		s.add(formats[s.random.IntN(len(formats))])
	}
	text := s.text.String()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		ix, err := ingest.Read(context.Background(), strings.NewReader(text), int64(len(text)), ingest.Options{Zone: "Europe/Berlin", Reference: reference})
		if err != nil || len(ix.Entries) != len(s.starts) {
			b.Fatal(err)
		}
	}
}

func BenchmarkReadAccess(b *testing.B)  { benchmarkRead(b, 32<<20, 0) }
func BenchmarkReadLog4j(b *testing.B)   { benchmarkRead(b, 32<<20, 1) }
func BenchmarkReadJSON(b *testing.B)    { benchmarkRead(b, 32<<20, 2) }
func BenchmarkReadLogfmt(b *testing.B)  { benchmarkRead(b, 32<<20, 3) }
func BenchmarkReadKlog(b *testing.B)    { benchmarkRead(b, 32<<20, 4) }
func BenchmarkReadSyslog(b *testing.B)  { benchmarkRead(b, 32<<20, 5) }
func BenchmarkReadOneFile(b *testing.B) { benchmarkRead(b, 32<<20, 0, 1, 2, 3, 4, 5) }
func BenchmarkReadPaste(b *testing.B)   { benchmarkRead(b, 256<<10, 1, 2, 3, 4, 5) }

func BenchmarkReadSlack(b *testing.B) {
	text := strings.Repeat(slackWindow, 200)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := ingest.Read(context.Background(), strings.NewReader(text), int64(len(text)), ingest.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// benchRecord merges three stories.
func benchRecord(b *testing.B) (*ingest.Record, ingest.Open) {
	b.Helper()
	texts := map[retro.EvidenceID]string{}
	var sources []ingest.Source
	for seed, id := range []retro.EvidenceID{"a", "b", "c"} {
		s := mixed(uint64(seed), 8<<20)
		texts[id] = s.text.String()
		sources = append(sources, ingest.Source{ID: id, Index: read(b, texts[id], ingest.Options{Zone: "UTC", Reference: reference})})
	}
	record, err := ingest.NewRecord(sources)
	if err != nil {
		b.Fatal(err)
	}
	return record, openers(texts)
}

func BenchmarkMerge(b *testing.B) {
	record, _ := benchRecord(b)
	sources := record.Sources()
	for b.Loop() {
		if _, err := ingest.NewRecord(sources); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(record.Len()), "entries/op")
}

func BenchmarkFilter(b *testing.B) {
	record, open := benchRecord(b)
	for name, text := range map[string]string{"Text": "pool exhausted", "Expression": "/pool (exhausted|empty)/"} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(24 << 20)
			for b.Loop() {
				if _, err := record.Filter(context.Background(), ingest.Filter{Text: text}, open); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkWriteParse(b *testing.B) {
	text := mixed(1, 8<<20).text.String()
	ix := read(b, text, ingest.Options{})
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if err := ingest.WriteParse(io.Discard, ix, strings.NewReader(text), ingest.Output{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMarshal(b *testing.B) {
	ix := read(b, mixed(1, 32<<20).text.String(), ingest.Options{})
	data, err := ix.MarshalBinary()
	if err != nil {
		b.Fatal(err)
	}
	b.Run("Write", func(b *testing.B) {
		b.SetBytes(int64(len(data)))
		for b.Loop() {
			if _, err := ix.MarshalBinary(); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(len(data))/float64(len(ix.Entries)), "bytes/entry")
	})
	b.Run("Read", func(b *testing.B) {
		b.SetBytes(int64(len(data)))
		for b.Loop() {
			if _, err := ingest.UnmarshalIndex(data); err != nil {
				b.Fatal(err)
			}
		}
	})
}
