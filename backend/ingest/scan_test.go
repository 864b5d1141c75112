package ingest_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/afterword-app/afterword/backend/ingest"
	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/retrotest"
)

var reference = time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)

// TestReadChunks proves that entries are found where they are, wherever the chunks
// of a large source begin, and on any number of processors.
func TestReadChunks(t *testing.T) {
	s := retrotest.MixedLog(1, 5<<20)
	// A line longer than a chunk, and one that is nearly as long as the overlap.
	s.Text.WriteString(strings.Repeat("y", 3<<20) + "\n")
	for range 5000 {
		s.Add(s.Random.IntN(6))
	}
	s.Text.WriteString(strings.Repeat("z", 60<<10))
	text := s.Text.String()
	var first *ingest.Index
	for _, processors := range []int{1, 2, 7} {
		before := runtime.GOMAXPROCS(processors)
		ix := read(t, text, ingest.Options{Zone: "UTC", Reference: reference})
		runtime.GOMAXPROCS(before)
		if first == nil {
			first = ix
			if len(ix.Entries) != len(s.Starts) {
				t.Fatalf("%d entries, want %d", len(ix.Entries), len(s.Starts))
			}
			for i, e := range ix.Entries {
				if e.Offset != s.Starts[i] || e.At != s.Times[i] {
					t.Fatalf("entry %d: at byte %d, time %d; want %d, %d", i, e.Offset, e.At, s.Starts[i], s.Times[i])
				}
				if want := 1 + strings.Count(text[max(0, int(e.Offset)-200):e.Offset], "\n"); i < 2 && int(e.Line) != want {
					t.Fatalf("entry %d: line %d, want %d", i, e.Line, want)
				}
			}
			if want := strings.Count(text, "\n") + 1; ix.Lines != want {
				t.Errorf("%d lines, want %d", ix.Lines, want)
			}
			if last, want := int(ix.Entries[len(ix.Entries)-1].Line), ix.Lines-1; last > want {
				t.Errorf("the last entry begins in line %d of %d", last, want)
			}
			continue
		}
		if diff := cmp.Diff(first.Entries, ix.Entries); diff != "" {
			t.Errorf("%d processors: %s", processors, diff)
		}
	}
}

// TestReadOddities feeds what files hold that no program meant to write.
func TestReadOddities(t *testing.T) {
	t.Parallel()
	const line = "2026-03-14T21:40:00Z ERROR boom\n"
	cases := map[string]struct {
		text    string
		entries int
		lines   int
		format  string
	}{
		"nothing":                      {"", 0, 0, "text"},
		"only line ends":               {strings.Repeat("\n", 1_000_000), 0, 1_000_000, "text"},
		"only carriage returns":        {strings.Repeat("\r", 1000), 0, 1000, "text"},
		"no final line end":            {line + strings.TrimSuffix(line, "\n"), 2, 2, "iso"},
		"Windows line ends":            {strings.ReplaceAll(line+line, "\n", "\r\n"), 2, 2, "iso"},
		"old Mac line ends":            {strings.ReplaceAll(line+line, "\n", "\r"), 2, 2, "iso"},
		"a byte order mark":            {"\xef\xbb\xbf" + line + line, 2, 2, "iso"},
		"zero bytes after a crash":     {line + strings.Repeat("\x00", 5000) + line, 2, 2, "iso"},
		"only zero bytes":              {strings.Repeat("\x00", 100_000), 0, 1, "text"},
		"colours":                      {"\x1b[32m2026-03-14\x1b[0mT21:40:00Z\x1b[31m ERROR\x1b[0m boom\n" + line, 2, 2, "iso"},
		"a title sequence":             {"\x1b]0;shell\x07" + line, 1, 1, "iso"},
		"an escape that never ends":    {"\x1b[" + strings.Repeat(";", 1000) + "\n" + line, 1, 2, "iso"},
		"invalid UTF-8":                {"2026-03-14T21:40:00Z \xff\xfe\x80 boom\n" + line, 2, 2, "iso"},
		"a line of ten megabytes":      {line + strings.Repeat("x", 10<<20) + "\n" + line, 2, 3, "iso"},
		"a record of many lines":       {line + strings.Repeat("\tat a.b.c\n", 500_000), 1, 500_001, "iso"},
		"a cut JSON line":              {`{"ts":"2026-03-14T21:40:00Z","msg":"a"}` + "\n" + `{"ts":"2026-03-14T21:40:01Z","ms`, 2, 2, "json_lines"},
		"nesting without end":          {`{"a":` + strings.Repeat("[", 100_000), 1, 1, "text"},
		"a quote without end":          {`{"ts":"` + strings.Repeat("x", 100_000), 1, 1, "text"},
		"braces on lines of their own": {strings.Repeat("{\n", 100_000), 100_000, 100_000, "text"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ix := read(t, c.text, ingest.Options{})
			reading := ix.Reading()
			if reading.Entries != c.entries || reading.Lines != c.lines || reading.Format != c.format {
				t.Errorf("%d entries, %d lines, %s; want %d, %d, %s", reading.Entries, reading.Lines, reading.Format, c.entries, c.lines, c.format)
			}
			for i, e := range ix.Entries {
				if i > 10 {
					break
				}
				ix.Describe(i, []byte(c.text)[e.Offset:e.Offset+ix.LengthOf(i)])
			}
		})
	}
}

// TestReadUTF16 proves that offsets count bytes of the original.
func TestReadUTF16(t *testing.T) {
	t.Parallel()
	const want = "boom Grüße 🎉"
	text := "\uFEFFbanner\r\n2026-03-14T21:40:00Z ERROR " + want + "\r\n\tat x\r\n2026-03-14T21:40:01Z ok\r\n"
	for name, order := range map[string]binary.AppendByteOrder{"little": binary.LittleEndian, "big": binary.BigEndian} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var raw []byte
			for _, unit := range utf16.Encode([]rune(text)) {
				raw = order.AppendUint16(raw, unit)
			}
			ix := read(t, string(raw), ingest.Options{})
			if len(ix.Entries) != 2 || ix.Entries[0].Line != 2 || ix.Lines != 4 {
				t.Fatalf("%d entries, %d lines", len(ix.Entries), ix.Lines)
			}
			e := ix.Entries[0]
			d := ix.Describe(0, raw[e.Offset:e.Offset+ix.LengthOf(0)])
			if d.Text != "ERROR "+want+"\n\tat x" || d.Written != "2026-03-14T21:40:00Z" {
				t.Errorf("%+v", d)
			}
		})
	}
}

// TestReadUTF16Document proves it for the records of a document.
func TestReadUTF16Document(t *testing.T) {
	t.Parallel()
	text := "\uFEFF{\r\n \"events\": [\r\n  {\"created_at\": \"2026-03-14T21:40:00Z\", \"message\": \"Grüße 🎉\"},\r\n  {\"created_at\": \"2026-03-14T21:41:00Z\", \"message\": \"b\"}\r\n ]\r\n}\r\n"
	for name, order := range map[string]binary.AppendByteOrder{"little": binary.LittleEndian, "big": binary.BigEndian} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var raw []byte
			for _, unit := range utf16.Encode([]rune(text)) {
				raw = order.AppendUint16(raw, unit)
			}
			ix := read(t, string(raw), ingest.Options{})
			if len(ix.Entries) != 2 || ix.Entries[1].Line != 4 || ix.Lines != 6 {
				t.Fatalf("%d entries, %d lines: %+v", len(ix.Entries), ix.Lines, ix.Entries)
			}
			e := ix.Entries[0]
			d := ix.Describe(0, raw[e.Offset:e.Offset+ix.LengthOf(0)])
			if d.Text != "Grüße 🎉" || d.Written != "2026-03-14T21:40:00Z" {
				t.Errorf("%+v", d)
			}
		})
	}
}

// TestReadMemory proves that what no log holds leaves no more in memory than its
// entries take and the promised 64 MB beyond.
func TestReadMemory(t *testing.T) {
	const line = "2026-03-14T21:40:00Z ERROR boom\n"
	for name, text := range map[string]string{
		"ten million empty lines":    strings.Repeat("\n", 10_000_000),
		"ten million lines of prose": strings.Repeat("ok\n", 10_000_000),
		"a line of ten megabytes":    line + strings.Repeat("x", 10<<20) + "\n" + line,
		"ten megabytes of zeros":     strings.Repeat("\x00", 10<<20),
		"ten megabytes of brackets":  strings.Repeat("[", 10<<20),
		"a value that never ends":    "{\n\"a\": \"" + strings.Repeat("x", 10<<20),
		"ten megabytes of escapes":   strings.Repeat("\x1b[1;31m", 10<<20/7),
		"UTF-16 without an end":      "\xff\xfe" + strings.Repeat("a\x00", 5<<20),
		"a chat that nobody wrote":   strings.Repeat("Dana\n  10:32 AM\nhi\n", 10<<20/20),
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			ix, err := ingest.Read(t.Context(), strings.NewReader(text), int64(len(text)), ingest.Options{})
			runtime.GC()
			runtime.ReadMemStats(&after)
			if err != nil {
				t.Fatal(err)
			}
			if kept, allowed := int64(after.HeapAlloc)-int64(before.HeapAlloc), int64(64<<20+len(ix.Entries)*32); kept > allowed {
				t.Errorf("%d MB of heap for %d MB", kept>>20, len(text)>>20)
			}
		})
	}
}

type brokenReader struct{ err error }

func (r brokenReader) ReadAt([]byte, int64) (int, error) { return 0, r.err }

func TestReadErrors(t *testing.T) {
	t.Parallel()
	boom := errors.New("boom")
	if _, err := ingest.Read(context.Background(), brokenReader{boom}, 1<<20, ingest.Options{}); !errors.Is(err, boom) {
		t.Errorf("reading a broken source: %v", err)
	}
	text := retrotest.MixedLog(2, 3<<20).Text.String()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := ingest.Read(ctx, strings.NewReader(text), int64(len(text)), ingest.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("reading with a context that ended: %v", err)
	}
	for _, o := range []ingest.Options{{Zone: "Europe/Berln"}, {Format: "nonsense"}} {
		_, err := ingest.Read(context.Background(), strings.NewReader(""), 0, o)
		if retro.ErrorCode(err) != retro.CodeInvalid || retro.ErrorHint(err) == "" {
			t.Errorf("%+v: %v", o, err)
		}
	}
	// A source that is shorter than it said is read as far as it goes.
	ix, err := ingest.Read(context.Background(), strings.NewReader(text[:100]), 5<<20, ingest.Options{})
	if err != nil || len(ix.Entries) == 0 {
		t.Errorf("a short source: %v", err)
	}
}

func TestReadProgress(t *testing.T) {
	t.Parallel()
	text := retrotest.MixedLog(3, 20<<20).Text.String()
	var calls []int64
	read(t, text, ingest.Options{Progress: func(done, total int64) {
		if total != int64(len(text)) || len(calls) > 0 && done <= calls[len(calls)-1] {
			t.Errorf("%d of %d after %v", done, total, calls)
		}
		calls = append(calls, done)
	}})
	if len(calls) < 2 || calls[len(calls)-1] != int64(len(text)) {
		t.Errorf("progress was %v", calls)
	}
}

// FuzzRead proves that no content is an error, and that what is found tiles it.
func FuzzRead(f *testing.F) {
	for _, info := range ingest.Catalogue() {
		for _, sample := range info.Samples {
			f.Add([]byte(sample+"\n"+sample), "")
			f.Add([]byte("x\n"+sample), "Europe/Berlin")
		}
	}
	f.Add([]byte("\xff\xfe1\x000\x00"), "UTC")
	for _, text := range []string{
		"No = 1\nTime = 2026-03-14 21:40:00\n---\nNo = 2\nTime = 2026-03-14 21:41:00\n",
		"NAME  SINCE                HOST\n----  -------------------  ----\n   a  2026-03-14 21:40:00  b\n  bb  2026-03-14 21:41:00  c\n",
		"2026年3月14日 下午9:40 x\n3月14日 9時5分 y\n14/03 09:05 UTC z\n07:05 UTC on 7 October 2026 w\n",
		"lastState:\n  terminated:\n    startedAt: 2026-03-14T21:40:00Z\n    finishedAt: 2026-03-14T21:41:00Z\n",
	} {
		f.Add([]byte(text), "")
	}
	f.Fuzz(func(t *testing.T, raw []byte, zone string) {
		o := ingest.Options{Reference: reference}
		if _, err := stamp.ParseZone(zone); err == nil {
			o.Zone = zone
		}
		ix := read(t, string(raw), o)
		for i, e := range ix.Entries {
			ix.Describe(i, raw[e.Offset:e.Offset+ix.LengthOf(i)])
			if e.HasTime() && (e.At < time.Date(1969, 12, 30, 0, 0, 0, 0, time.UTC).UnixNano() || e.At > time.Date(2200, 1, 3, 0, 0, 0, 0, time.UTC).UnixNano()) {
				t.Errorf("entry %d is at %d", i, e.At)
			}
		}
		data, err := ix.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		again, err := ingest.UnmarshalIndex(data)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(ix.Entries, again.Entries, cmpopts.EquateEmpty()); diff != "" {
			t.Error(diff)
		}
		if err := ingest.WriteParse(io.Discard, again, bytes.NewReader(raw), ingest.Output{}); err != nil {
			t.Error(err)
		}
		ingest.Classify(raw, "x")
	})
}

// FuzzUnmarshalIndex proves that a stored index of any bytes is read or refused.
func FuzzUnmarshalIndex(f *testing.F) {
	ix := read(f, "2026-03-14T21:40:00Z a\nMar  4 21:40:00 h a: b\n", ingest.Options{})
	data, err := ix.MarshalBinary()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Fuzz(func(t *testing.T, data []byte) {
		if ix, err := ingest.UnmarshalIndex(data); err == nil {
			checkTiling(t, ix, ix.Bytes)
		} else if code := retro.ErrorCode(err); code != retro.CodeDamaged && code != retro.CodeUnsupported {
			t.Error(err)
		}
	})
}

// TestBinaryHasNoEntries proves that a picture or a program's data is not taken
// for text, while a log that holds some zero bytes still is one.
func TestBinaryHasNoEntries(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		source  string
		entries int
	}{
		"a picture":              {"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + strings.Repeat("some\x00thing\n", 20), 0},
		"a program's data":       {strings.Repeat("\x00\x01\x02\n", 1000), 0},
		"a log behind zeroes":    {strings.Repeat("\x00", 9000) + "\n2026-03-14T21:40:00Z up\n", 1},
		"text with a form feed ": {"one\n\ftwo\n", 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := len(read(t, c.source, ingest.Options{}).Entries); got != c.entries {
				t.Errorf("%d entries, want %d", got, c.entries)
			}
		})
	}
}

// TestPlainTextIsBounded proves that text of very short lines has few enough
// entries to be held.
func TestPlainTextIsBounded(t *testing.T) {
	t.Parallel()
	const lines = 3_000_000
	ix := read(t, strings.Repeat("a\n", lines), ingest.Options{Kind: retro.EvidenceLog})
	if n := len(ix.Entries); n < 500_000 || n > 1_100_000 || ix.Lines != lines {
		t.Errorf("%d entries of %d lines", n, ix.Lines)
	}
}
