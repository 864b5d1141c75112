package record_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/ingest"
	"github.com/afterword-app/afterword/backend/record"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/retrotest"
)

// openers returns a record.Open over texts.
func openers(sources map[retro.EvidenceID]string) record.Open {
	return func(_ context.Context, id retro.EvidenceID) (io.ReaderAt, io.Closer, error) {
		return strings.NewReader(sources[id]), io.NopCloser(nil), nil
	}
}

// filterText counts the entries of one source that hold a text.
func filterText(t *testing.T, ix *ingest.Index, raw []byte, text string) int {
	t.Helper()
	merged, err := record.New([]record.Source{{ID: "a", Index: ix}})
	if err != nil {
		t.Fatal(err)
	}
	view, err := merged.Filter(context.Background(), record.Filter{Text: text}, openers(map[retro.EvidenceID]string{"a": string(raw)}))
	if err != nil {
		t.Fatal(err)
	}
	return view.Len()
}

// names writes a sequence as "source.entry".
func names(n int, at func(int) (int, int)) []string {
	out := []string{}
	for i := range n {
		source, entry := at(i)
		out = append(out, fmt.Sprintf("%d.%d", source, entry))
	}
	return out
}

const (
	unsorted = "2026-03-14T21:40:02Z a0\n2026-03-14T21:40:01Z a1 ERROR\n<34>1 - h app - - - no time\n2026-03-14T21:40:05Z a3\n"
	undated  = "<34>1 - h app - - - b0\n2026-03-14T21:40:01Z b1\n2026-03-14T21:40:04Z b2 error: pool\n"
)

func newTestRecord(t *testing.T) (*record.Record, record.Open) {
	t.Helper()
	shown := time.Date(2026, 3, 14, 21, 40, 3, 0, time.UTC)
	merged, err := record.New([]record.Source{
		{ID: "a", Index: read(t, unsorted, ingest.Options{})},
		{ID: "b", Index: read(t, undated, ingest.Options{})},
		{ID: "c", ShownAt: &shown},
		{ID: "d", Index: read(t, undated, ingest.Options{}), Skew: time.Hour},
	})
	if err != nil {
		t.Fatal(err)
	}
	return merged, openers(map[retro.EvidenceID]string{"a": unsorted, "b": undated, "d": undated})
}

func TestRecord(t *testing.T) {
	t.Parallel()
	merged, _ := newTestRecord(t)
	want := []string{"1.0", "3.0", "0.1", "0.2", "1.1", "0.0", "2.0", "1.2", "0.3", "3.1", "3.2"}
	if diff := cmp.Diff(want, names(merged.Len(), merged.At)); diff != "" {
		t.Error(diff)
	}
	for second, place := range map[int]int{0: 2, 1: 2, 2: 5, 3: 6, 4: 7, 5: 8, 6: 9} {
		if got := merged.Place(time.Date(2026, 3, 14, 21, 40, second, 0, time.UTC)); got != place {
			t.Errorf("second %d stands at %d, want %d", second, got, place)
		}
	}
	if got := merged.Place(time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)); got != merged.Len() {
		t.Errorf("the future stands at %d", got)
	}
}

func TestRecordOfNothing(t *testing.T) {
	t.Parallel()
	merged, err := record.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	view, err := merged.Filter(context.Background(), record.Filter{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if view.Len() != 0 || view.Place(reference) != 0 || len(view.Histogram(4).Buckets) != 0 {
		t.Errorf("%d entries", view.Len())
	}
}

func TestFilter(t *testing.T) {
	t.Parallel()
	merged, open := newTestRecord(t)
	base := time.Date(2026, 3, 14, 21, 40, 0, 0, time.UTC)
	cases := map[string]struct {
		filter record.Filter
		want   []string
	}{
		"text in any case":      {record.Filter{Text: "ERROR"}, []string{"0.1", "1.2", "3.2"}},
		"text across entries":   {record.Filter{Text: "\n2026"}, nil},
		"no such text":          {record.Filter{Text: "zzz"}, nil},
		"regular expression":    {record.Filter{Text: "/a[03]$/"}, []string{"0.0", "0.3"}},
		"expression of letters": {record.Filter{Text: "/B[12]/"}, []string{"1.1", "1.2", "3.1", "3.2"}},
		"levels":                {record.Filter{Levels: []retro.Level{retro.LevelError}}, []string{"0.1", "1.2", "3.2"}},
		"sources":               {record.Filter{Sources: []retro.EvidenceID{"c", "d"}}, []string{"3.0", "2.0", "3.1", "3.2"}},
		"from and to":           {record.Filter{From: base.Add(2 * time.Second), To: base.Add(5 * time.Second)}, []string{"0.0", "2.0", "1.2"}},
		"lines":                 {record.Filter{Keep: func(id retro.EvidenceID, from, to int) bool { return id == "a" && from <= 2 && to >= 2 }}, []string{"0.1"}},
		"all at once":           {record.Filter{Text: "b", Sources: []retro.EvidenceID{"b", "c"}, From: base}, []string{"1.1", "1.2"}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			view, err := merged.Filter(context.Background(), c.filter, open)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(append([]string{}, c.want...), names(view.Len(), view.At)); diff != "" {
				t.Error(diff)
			}
		})
	}
	if _, err := merged.Filter(context.Background(), record.Filter{Text: "/(/"}, open); retro.ErrorCode(err) != retro.CodeInvalid {
		t.Errorf("a broken expression: %v", err)
	}
}

// TestFilterAgrees compares the fast search with a plain one over many blocks.
func TestFilterAgrees(t *testing.T) {
	t.Parallel()
	text := retrotest.MixedLog(4, 4<<20).Text.String()
	ix := read(t, text, ingest.Options{})
	for _, wanted := range []string{
		"timed OUT", "t-7 ", "x\n", "\"", "aa", "Caused by", "e", "/caused (by|of)/", "/x{40}$/", "/(timed|fell) out/", "/e.+r/",
		`/\bt-7\b/`, `/^\S+ .*out$/`, `/[^a-z ]{3}\d/`, "/(?-i)Caused/", "/é|out/", "/^$/", "/$/", "/a*?/", `/\Bu\B.*\n\s+at/`, "/k/", `/(a|b|[0-9]{2}){4,12}x/`,
	} {
		want := 0
		for i, e := range ix.Entries {
			if plainMatch(text[e.Offset:e.Offset+ix.LengthOf(i)], wanted) {
				want++
			}
		}
		if got := filterText(t, ix, []byte(text), wanted); got != want {
			t.Errorf("%q is in %d entries, want %d", wanted, got, want)
		}
	}
}

// plainMatch is the meaning of Filter.Text.
func plainMatch(entry, wanted string) bool {
	if expression, ok := strings.CutPrefix(wanted, "/"); ok {
		return regexp.MustCompile("(?im)" + strings.TrimSuffix(expression, "/")).MatchString(entry)
	}
	return strings.Contains(strings.ToLower(entry), strings.ToLower(wanted))
}

func TestHistogram(t *testing.T) {
	t.Parallel()
	merged, open := newTestRecord(t)
	second := func(n int) *time.Time {
		at := time.Date(2026, 3, 14, 21, 40, n, 0, time.UTC)
		return &at
	}
	cases := map[string]struct {
		sources []retro.EvidenceID
		want    record.Histogram
	}{
		"lines, and a picture among them": {
			[]retro.EvidenceID{"a", "b", "c"},
			record.Histogram{From: second(1), To: second(5), Buckets: []record.Bucket{{Total: 3, Errors: 1}, {Total: 2, Errors: 1}}},
		},
		"a picture alone": {
			[]retro.EvidenceID{"c"},
			record.Histogram{From: second(3), To: second(3), Buckets: []record.Bucket{{Total: 1}, {}}},
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			view, err := merged.Filter(context.Background(), record.Filter{Sources: c.sources}, open)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, view.Histogram(2)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestWriteParse(t *testing.T) {
	t.Parallel()
	text := "banner\n127.0.0.1 - - [14/Mar/2026:22:40:00 +0100] \"GET / HTTP/1.1\" 500 1\n  more\n<34>1 - h app - - - b0\n"
	ix := read(t, text, ingest.Options{})
	const summary = `{"format":"nginx_access","formats":{"nginx_access":1,"syslog_rfc5424":1},"entries":2,"lines":4,"bytes":103,` +
		`"first":"2026-03-14T21:40:00Z","last":"2026-03-14T21:40:00Z","zone":"+01:00","questions":[]}` + "\n"
	const entries = `{"at":"2026-03-14T21:40:00Z","written":"14/Mar/2026:22:40:00 +0100","zone":"+01:00","precision":"second",` +
		`"level":"error","actor":"","text":"127.0.0.1 - - \"GET / HTTP/1.1\" 500 1\n  more","line":2,"lines":2}` + "\n" +
		`{"at":null,"written":"","zone":null,"precision":"second","level":"fatal","actor":"h","text":"app - - - b0","line":4,"lines":1}` + "\n"
	var out bytes.Buffer
	if err := ingest.WriteParse(&out, ix, strings.NewReader(text), ingest.Output{SummaryOnly: true}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(summary, out.String()); diff != "" {
		t.Error(diff)
	}
	out.Reset()
	if err := ingest.WriteParse(&out, ix, strings.NewReader(text), ingest.Output{}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(summary+entries, out.String()); diff != "" {
		t.Error(diff)
	}
}

// TestFilterUTF16 proves that text is found in a source that is not UTF-8.
func TestFilterUTF16(t *testing.T) {
	t.Parallel()
	text := "\uFEFFbanner\r\n2026-03-14T21:40:00Z ERROR boom Grüße 🎉\r\n\tat x\r\n2026-03-14T21:40:01Z ok\r\n"
	for name, order := range map[string]binary.AppendByteOrder{"little": binary.LittleEndian, "big": binary.BigEndian} {
		var raw []byte
		for _, unit := range utf16.Encode([]rune(text)) {
			raw = order.AppendUint16(raw, unit)
		}
		ix := read(t, string(raw), ingest.Options{})
		if found := filterText(t, ix, raw, "GRÜSSE"); found != 0 {
			t.Errorf("%s endian: found %d entries by another spelling", name, found)
		}
		if found := filterText(t, ix, raw, "grüße"); found != 1 {
			t.Errorf("%s endian: found %d entries", name, found)
		}
	}
}
