package ingest_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/ingest"
	"github.com/afterword-app/afterword/backend/retro"
)

// openers returns an ingest.Open over texts.
func openers(sources map[retro.EvidenceID]string) ingest.Open {
	return func(_ context.Context, id retro.EvidenceID) (io.ReaderAt, io.Closer, error) {
		return strings.NewReader(sources[id]), io.NopCloser(nil), nil
	}
}

// filterText counts the entries of one source that hold a text.
func filterText(t *testing.T, ix *ingest.Index, raw []byte, text string) int {
	t.Helper()
	record, err := ingest.NewRecord([]ingest.Source{{ID: "a", Index: ix}})
	if err != nil {
		t.Fatal(err)
	}
	view, err := record.Filter(context.Background(), ingest.Filter{Text: text}, openers(map[retro.EvidenceID]string{"a": string(raw)}))
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

func newTestRecord(t *testing.T) (*ingest.Record, ingest.Open) {
	t.Helper()
	shown := time.Date(2026, 3, 14, 21, 40, 3, 0, time.UTC)
	record, err := ingest.NewRecord([]ingest.Source{
		{ID: "a", Index: read(t, unsorted, ingest.Options{})},
		{ID: "b", Index: read(t, undated, ingest.Options{})},
		{ID: "c", ShownAt: &shown},
		{ID: "d", Index: read(t, undated, ingest.Options{}), Skew: time.Hour},
	})
	if err != nil {
		t.Fatal(err)
	}
	return record, openers(map[retro.EvidenceID]string{"a": unsorted, "b": undated, "d": undated})
}

func TestRecord(t *testing.T) {
	t.Parallel()
	record, _ := newTestRecord(t)
	want := []string{"1.0", "3.0", "0.1", "0.2", "1.1", "0.0", "2.0", "1.2", "0.3", "3.1", "3.2"}
	if diff := cmp.Diff(want, names(record.Len(), record.At)); diff != "" {
		t.Error(diff)
	}
	for second, place := range map[int]int{0: 2, 1: 2, 2: 5, 3: 6, 4: 7, 5: 8, 6: 9} {
		if got := record.Place(time.Date(2026, 3, 14, 21, 40, second, 0, time.UTC)); got != place {
			t.Errorf("second %d stands at %d, want %d", second, got, place)
		}
	}
	if got := record.Place(time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)); got != record.Len() {
		t.Errorf("the future stands at %d", got)
	}
}

func TestRecordOfNothing(t *testing.T) {
	t.Parallel()
	record, err := ingest.NewRecord(nil)
	if err != nil {
		t.Fatal(err)
	}
	view, err := record.Filter(context.Background(), ingest.Filter{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if view.Len() != 0 || view.Place(reference) != 0 || len(view.Histogram(4).Buckets) != 0 {
		t.Errorf("%d entries", view.Len())
	}
}

func TestFilter(t *testing.T) {
	t.Parallel()
	record, open := newTestRecord(t)
	base := time.Date(2026, 3, 14, 21, 40, 0, 0, time.UTC)
	cases := map[string]struct {
		filter ingest.Filter
		want   []string
	}{
		"text in any case":      {ingest.Filter{Text: "ERROR"}, []string{"0.1", "1.2", "3.2"}},
		"text across entries":   {ingest.Filter{Text: "\n2026"}, nil},
		"no such text":          {ingest.Filter{Text: "zzz"}, nil},
		"regular expression":    {ingest.Filter{Text: "/a[03]$/"}, []string{"0.0", "0.3"}},
		"expression of letters": {ingest.Filter{Text: "/B[12]/"}, []string{"1.1", "1.2", "3.1", "3.2"}},
		"levels":                {ingest.Filter{Levels: []retro.Level{retro.LevelError}}, []string{"0.1", "1.2", "3.2"}},
		"sources":               {ingest.Filter{Sources: []retro.EvidenceID{"c", "d"}}, []string{"3.0", "2.0", "3.1", "3.2"}},
		"from and to":           {ingest.Filter{From: base.Add(2 * time.Second), To: base.Add(5 * time.Second)}, []string{"0.0", "2.0", "1.2"}},
		"lines":                 {ingest.Filter{Keep: func(id retro.EvidenceID, from, to int) bool { return id == "a" && from <= 2 && to >= 2 }}, []string{"0.1"}},
		"all at once":           {ingest.Filter{Text: "b", Sources: []retro.EvidenceID{"b", "c"}, From: base}, []string{"1.1", "1.2"}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			view, err := record.Filter(context.Background(), c.filter, open)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(append([]string{}, c.want...), names(view.Len(), view.At)); diff != "" {
				t.Error(diff)
			}
		})
	}
	if _, err := record.Filter(context.Background(), ingest.Filter{Text: "/(/"}, open); retro.ErrorCode(err) != retro.CodeInvalid {
		t.Errorf("a broken expression: %v", err)
	}
}

// TestFilterAgrees compares the fast search with a plain one over many blocks.
func TestFilterAgrees(t *testing.T) {
	t.Parallel()
	text := mixed(4, 4<<20).text.String()
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
	record, open := newTestRecord(t)
	second := func(n int) *time.Time {
		at := time.Date(2026, 3, 14, 21, 40, n, 0, time.UTC)
		return &at
	}
	cases := map[string]struct {
		sources []retro.EvidenceID
		want    ingest.Histogram
	}{
		"lines, and a picture among them": {
			[]retro.EvidenceID{"a", "b", "c"},
			ingest.Histogram{From: second(1), To: second(5), Buckets: []ingest.Bucket{{Total: 3, Errors: 1}, {Total: 2, Errors: 1}}},
		},
		"a picture alone": {
			[]retro.EvidenceID{"c"},
			ingest.Histogram{From: second(3), To: second(3), Buckets: []ingest.Bucket{{Total: 1}, {}}},
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			view, err := record.Filter(context.Background(), ingest.Filter{Sources: c.sources}, open)
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
