package ingest_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/ingest"
	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

// read indexes text, failing the test where it cannot.
func read(tb testing.TB, text string, o ingest.Options) *ingest.Index {
	tb.Helper()
	ix, err := ingest.Read(context.Background(), strings.NewReader(text), int64(len(text)), o)
	if err != nil {
		tb.Fatalf("read %.40q: %v", text, err)
	}
	checkTiling(tb, ix, int64(len(text)))
	return ix
}

// checkTiling proves that every byte belongs to one entry or the preamble.
func checkTiling(tb testing.TB, ix *ingest.Index, size int64) {
	tb.Helper()
	end := ix.Preamble
	line := uint32(0)
	for i, e := range ix.Entries {
		if e.Offset != end {
			tb.Fatalf("entry %d begins at %d, the one before it ends at %d", i, e.Offset, end)
		}
		if ix.LengthOf(i) == 0 || e.Line < line {
			tb.Fatalf("entry %d has %d bytes and begins in line %d after line %d", i, ix.LengthOf(i), e.Line, line)
		}
		end, line = e.Offset+ix.LengthOf(i), e.Line
	}
	if end != size {
		tb.Fatalf("the entries end at %d of %d bytes", end, size)
	}
}

// at formats when the entries happened, "-" for no time.
func at(ix *ingest.Index) []string {
	times := []string{}
	for i := range ix.Entries {
		instant := ix.Instant(i)
		if instant == nil {
			times = append(times, "-")
			continue
		}
		times = append(times, strings.TrimSpace(instant.At.Format("2006-01-02T15:04:05.999999999")+" "+instant.Zone))
	}
	return times
}

// TestSamples proves that each format recognises its own samples and no other
// format does.
func TestSamples(t *testing.T) {
	t.Parallel()
	for _, f := range ingest.Catalogue() {
		t.Run(f.Name, func(t *testing.T) {
			t.Parallel()
			for _, sample := range f.Samples {
				ix := read(t, sample+"\n", ingest.Options{Reference: time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)})
				if len(ix.Entries) != 1 {
					t.Errorf("%q: %d entries, want 1", sample, len(ix.Entries))
					continue
				}
				if got := ingest.FormatName(ix.Entries[0]); got != f.Name {
					t.Errorf("%q was taken for %s", sample, got)
				}
				if got := ix.Entries[0].HasTime() || ix.Entries[0].Has(stamp.DayMonth); got != (f.Name != "text") {
					t.Errorf("%q: has a time: %v", sample, got)
				}
			}
		})
	}
}

func TestReadTimes(t *testing.T) {
	t.Parallel()
	reference := time.Date(2026, 3, 20, 12, 0, 0, 0, time.UTC)
	cases := map[string]struct {
		text      string
		options   ingest.Options
		want      []string
		questions []string
	}{
		"zones may differ from line to line": {
			text: "2026-03-14T21:40:00.5Z a\n2026-03-14T23:40:01+02:00 b\n2026-03-14 21:40:02 PDT c\n",
			want: []string{"2026-03-14T21:40:00.5 Z", "2026-03-14T21:40:01 +02:00", "2026-03-15T04:40:02 -07:00"},
		},
		"a shared abbreviation asks": {
			text: "2026-03-14 21:40:02 IST c\n", want: []string{"2026-03-14T21:40:02"}, questions: []string{"zone"},
		},
		"nobody knows the zone": {
			text: "2026-03-14 21:40:00,123 INFO a\n", want: []string{"2026-03-14T21:40:00.123"}, questions: []string{"zone"},
		},
		"a zone is chosen": {
			text: "2026-03-14 21:40:00,123 INFO a\n", options: ingest.Options{Zone: "Europe/Berlin"},
			want: []string{"2026-03-14T20:40:00.123 Europe/Berlin"},
		},
		"no year and no reference": {
			text: "Mar 14 21:40:00 web-1 sshd[1]: a\n", want: []string{"-"}, questions: []string{"zone", "date"},
		},
		"the year follows from the reference": {
			text:    "Dec 31 23:59:59 h a: x\nJan  1 00:00:01 h a: x\nDec 31 23:59:58 h a: late\nMar 14 21:40:00 h a: x\n",
			options: ingest.Options{Reference: reference, Zone: "UTC"},
			want:    []string{"2025-12-31T23:59:59 Z", "2026-01-01T00:00:01 Z", "2025-12-31T23:59:58 Z", "2026-03-14T21:40:00 Z"},
		},
		"a leap day forces a leap year": {
			text: "Feb 29 10:00:00 h a: x\n", options: ingest.Options{Reference: reference, Zone: "UTC"},
			want: []string{"2024-02-29T10:00:00 Z"},
		},
		"a leap second is held": {
			text: "2016-12-31T23:59:60Z a\n", want: []string{"2016-12-31T23:59:59.999999999 Z"},
		},
		"the repeated hour of autumn": {
			text:    "2026-10-25 02:59:58 INFO a\n2026-10-25 02:00:01 INFO b\n2026-10-25 02:30:00 INFO c\n2026-10-25 03:00:00 INFO d\n",
			options: ingest.Options{Zone: "Europe/Berlin"},
			want: []string{
				"2026-10-25T00:59:58 Europe/Berlin", "2026-10-25T01:00:01 Europe/Berlin",
				"2026-10-25T01:30:00 Europe/Berlin", "2026-10-25T02:00:00 Europe/Berlin",
			},
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ix := read(t, c.text, c.options)
			if diff := cmp.Diff(c.want, at(ix)); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(append([]string{}, c.questions...), ix.Reading().Questions); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestReadRecords(t *testing.T) {
	t.Parallel()
	text := "started by systemd\n" +
		"2026-03-14 21:40:00,123 ERROR [main] Cart - failed\n" +
		"java.lang.IllegalStateException: pool\n\tat a.b.C.d(C.java:1)\n\n  2026-03-14 21:39:00 is when it began\n" +
		"Caused by: x\n\t... 4 more\n" +
		`{"ts":"2026-03-14T20:40:01Z","level":"warn","msg":"slow"}` + "\r\n" +
		"E0314 21:40:02.000001       1 a.go:1] no\n"
	ix := read(t, text, ingest.Options{Zone: "+01:00", Reference: time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)})
	type entry struct {
		Format, Level, Text string
		From, To            int
	}
	var got []entry
	for i, e := range ix.Entries {
		from, to := ix.LinesOf(i)
		d := ix.Describe(i, []byte(text)[e.Offset:e.Offset+ix.LengthOf(i)])
		got = append(got, entry{ingest.FormatName(e), d.Level.String(), d.Text, from, to})
	}
	want := []entry{
		{"log4j", "error", "ERROR [main] Cart - failed\njava.lang.IllegalStateException: pool\n\tat a.b.C.d(C.java:1)\n\n" +
			"  2026-03-14 21:39:00 is when it began\nCaused by: x\n\t... 4 more", 2, 8},
		{"json_lines", "warn", "slow", 9, 9},
		{"klog", "error", "1 a.go:1] no", 10, 10},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if ix.Preamble != int64(len("started by systemd\n")) {
		t.Errorf("the preamble has %d bytes", ix.Preamble)
	}
}

func TestMarshal(t *testing.T) {
	t.Parallel()
	text := "2026-03-14 21:40:00,123 INFO a\nMar 14 21:40:00 h a: b\n" + `{"ts":"2026-03-14T20:40:01Z","level":"warn","msg":"slow"}` + "\nx\n"
	ix := read(t, text, ingest.Options{Zone: "Europe/Berlin"})
	data, err := ix.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	again, err := ingest.UnmarshalIndex(data)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(ix.Entries, again.Entries); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(ix.Reading(), again.Reading()); diff != "" {
		t.Error(diff)
	}
	for i := range data {
		broken := bytes.Clone(data)
		broken[i] ^= 0x40
		if _, err := ingest.UnmarshalIndex(broken); retro.ErrorCode(err) != retro.CodeDamaged {
			t.Fatalf("byte %d changed: %v", i, err)
		}
		if _, err := ingest.UnmarshalIndex(data[:i]); retro.ErrorCode(err) != retro.CodeDamaged {
			t.Fatalf("cut at byte %d: %v", i, err)
		}
	}
}

// numbered is a log of so many lines, of which each hundredth says something rare.
func numbered(lines int) string {
	var log strings.Builder
	for i := range lines {
		word := "other"
		if i%100 == 99 {
			word = "Wanted"
		}
		fmt.Fprintf(&log, "%s %s %d\n", reference.Add(time.Duration(i)*time.Second).Format(time.RFC3339), word, i)
	}
	return log.String()
}

// TestMarshalSize proves that an index takes no more room than it says, times or not,
// also past the entries by which the room is guessed.
func TestMarshalSize(t *testing.T) {
	t.Parallel()
	const lines = 40_000
	cases := map[string]struct {
		text  string
		bytes int // of an entry
	}{
		"plain text": {strings.Repeat("abc\n", lines), 7},
		"a log":      {numbered(lines), 14},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ix := read(t, c.text, ingest.Options{Kind: retro.EvidenceLog})
			data, err := ix.MarshalBinary()
			if err != nil {
				t.Fatal(err)
			}
			if most := lines*c.bytes + 8<<10; len(ix.Entries) != lines || len(data) > most {
				t.Errorf("%d bytes for %d entries, want at most %d", len(data), len(ix.Entries), most)
			}
			again, err := ingest.UnmarshalIndex(data)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(ix.Entries, again.Entries) {
				t.Error("it is read back otherwise")
			}
		})
	}
}
