package record_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/ingest"
	"github.com/afterword-app/afterword/backend/record"
	"github.com/afterword-app/afterword/backend/retro"
)

// rows filters one source and lists "line×repeats" of each row.
func rows(t *testing.T, texts map[retro.EvidenceID]string, f record.Filter, fold bool) []string {
	t.Helper()
	var sources []record.Source
	for _, id := range []retro.EvidenceID{"a", "b"} {
		if text, ok := texts[id]; ok {
			sources = append(sources, record.Source{ID: id, Index: read(t, text, ingest.Options{Zone: "UTC", Reference: reference})})
		}
	}
	merged, err := record.New(sources)
	if err != nil {
		t.Fatal(err)
	}
	view, err := merged.Filter(context.Background(), f, openers(texts))
	if err != nil {
		t.Fatal(err)
	}
	if fold {
		view = view.Fold(nil)
	}
	found := []string{}
	total := 0
	for i := range view.Len() {
		source, entry := view.At(i)
		found = append(found, fmt.Sprintf("%d.%d×%d", source, merged.Sources()[source].Index.Entries[entry].Line, view.Repeats(i)))
		total += view.Repeats(i)
	}
	counted := 0
	for _, bucket := range view.Histogram(3).Buckets {
		counted += bucket.Total
	}
	if counted != total {
		t.Errorf("the rows stand for %d entries, of which the histogram counts %d", total, counted)
	}
	return found
}

func TestFold(t *testing.T) {
	t.Parallel()
	stamped := func(second int, message string) string {
		return time.Date(2026, 3, 14, 21, 40, second, 0, time.UTC).Format(time.RFC3339) + " " + message + "\n"
	}
	cases := map[string]struct {
		texts  map[retro.EvidenceID]string
		filter record.Filter
		want   []string
	}{
		"repeated lines": {
			map[retro.EvidenceID]string{"a": stamped(0, "x") + stamped(1, "x") + stamped(2, "x") + stamped(3, "y") + stamped(4, "x")},
			record.Filter{},
			[]string{"0.1×3", "0.4×1", "0.5×1"},
		},
		"lines that go on count": {
			map[retro.EvidenceID]string{"a": stamped(0, "x\n  at a") + stamped(1, "x\n  at a") + stamped(2, "x\n  at b")},
			record.Filter{},
			[]string{"0.1×2", "0.5×1"},
		},
		"another source in between": {
			map[retro.EvidenceID]string{"a": stamped(0, "x") + stamped(2, "x") + stamped(3, "x"), "b": stamped(1, "x")},
			record.Filter{},
			[]string{"0.1×1", "1.1×1", "0.2×2"},
		},
		"what the filter leaves": {
			map[retro.EvidenceID]string{"a": stamped(0, "x") + stamped(1, "y") + stamped(2, "x")},
			record.Filter{Text: "x"},
			[]string{"0.1×2"},
		},
		"a stamp in the middle": {
			map[retro.EvidenceID]string{"a": `{"m":"a","ts":"2026-03-14T21:40:00Z","n":1}` + "\n" + `{"m":"a","ts":"2026-03-14T21:40:01Z","n":1}` + "\n" + `{"m":"a","ts":"2026-03-14T21:40:01Z","n":2}` + "\n"},
			record.Filter{},
			[]string{"0.1×2", "0.3×1"},
		},
		"containers": {
			map[retro.EvidenceID]string{"a": "web-1  | " + stamped(0, "x") + "web-1  | " + stamped(1, "x") + "web-2  | " + stamped(2, "x")},
			record.Filter{},
			[]string{"0.1×2", "0.3×1"},
		},
		"people who agree": {
			map[retro.EvidenceID]string{"a": "[21:40] dana: +1\n[21:41] dana: +1\n[21:42] lee: +1\n"}, record.Filter{}, []string{"0.1×1", "0.2×1", "0.3×1"},
		},
		"nothing": {map[retro.EvidenceID]string{"a": stamped(0, "x")}, record.Filter{Text: "y"}, []string{}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, rows(t, c.texts, c.filter, true)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestFoldChunks proves that records are compared as a whole wherever the pieces of
// a large source begin.
func TestFoldChunks(t *testing.T) {
	t.Parallel()
	entry := "2026-03-14T21:40:00Z ERROR boom\n" + strings.Repeat("\tat a.b.C.d(C.java:12)\n", 200)
	n := 5 << 20 / len(entry)
	if diff := cmp.Diff([]string{fmt.Sprintf("0.1×%d", n)}, rows(t, map[retro.EvidenceID]string{"a": strings.Repeat(entry, n)}, record.Filter{}, true)); diff != "" {
		t.Error(diff)
	}
}

func TestFilterActor(t *testing.T) {
	t.Parallel()
	syslog := "Mar 14 21:40:00 web-1 sshd[1]: from web-2\nMar 14 21:40:01 web-2 sshd[1]: a\nMar 14 21:40:02 WEB-1 sshd[1]: b\n"
	services := `{"ts":"2026-03-14T21:40:00Z","service":"checkout","host":"web-1"}` + "\n" + `{"ts":"2026-03-14T21:40:01Z","service":"cart","msg":"checkout"}` + "\n"
	chat := "Dana\n  10:32 AM\nhi\n10:33\nDana again\nLee\n  10:34 AM\nhi Dana\n"
	cases := map[string]struct {
		text, actor string
		want        []string
	}{
		"hosts":          {syslog, "web-1", []string{"0.1×1", "0.3×1"}},
		"a word of them": {syslog, "web", []string{}},
		"services":       {services, "Checkout", []string{"0.1×1"}},
		"people":         {chat, "dana", []string{"0.1×1", "0.4×1"}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, rows(t, map[retro.EvidenceID]string{"a": c.text}, record.Filter{Actor: c.actor}, false)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
