package ingest_test

import (
	"context"
	"io"
	"strings"
	"testing"

	"github.com/afterword-app/afterword/backend/ingest"
	"github.com/afterword-app/afterword/backend/retrotest"
)

// benchmarkRead measures how fast a log of some formats is indexed.
func benchmarkRead(b *testing.B, size int, formats ...int) {
	b.Helper()
	s := retrotest.NewLog(1)
	for s.Text.Len() < size {
		s.Add(formats[s.Random.IntN(len(formats))])
	}
	text := s.Text.String()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		ix, err := ingest.Read(context.Background(), strings.NewReader(text), int64(len(text)), ingest.Options{Zone: "Europe/Berlin", Reference: reference})
		if err != nil || len(ix.Entries) != len(s.Starts) {
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

func BenchmarkWriteParse(b *testing.B) {
	text := retrotest.MixedLog(1, 8<<20).Text.String()
	ix := read(b, text, ingest.Options{})
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if err := ingest.WriteParse(io.Discard, ix, strings.NewReader(text), ingest.Output{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMarshal(b *testing.B) {
	ix := read(b, retrotest.MixedLog(1, 32<<20).Text.String(), ingest.Options{})
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
