package ingest_test

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/afterword-app/afterword/backend/ingest"
	"github.com/afterword-app/afterword/backend/retro"
)

// claims are what is right about the reading of a case; what is left out is not claimed.
type claims struct {
	// Reference and Zone are what a person said of the source.
	Reference string `json:"reference"`
	Zone      string `json:"zone"`
	Entries   int    `json:"entries"`
	// At are the times of all entries, in UTC where the zone is known, "" for none; First
	// and Last those of the entries that have one.
	At          []string `json:"at"`
	First, Last *string
	Questions   []string   `json:"questions"`
	Format      string     `json:"format"`
	Levels      []*string  `json:"levels"`
	Actors      []*string  `json:"actors"`
	Texts       []*string  `json:"texts"` // *…* is part of it
	Lines       []*int     `json:"lines"`
	Fields      [][]string `json:"fields"` // "name=value", of which each must be there
	// Answers are the numbers of the entries that entries answer: null for none, 0 for one that
	// is not there.
	Answers []*int `json:"answers"`
	// Folds are the lengths of the runs of entries that say the same, in a conversation.
	Folds []int `json:"folds"`
}

// TestCases reads what people paste: after public reports of faults and the windows of chat
// programs, each with what is right about it.
func TestCases(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join("testdata", "cases", "*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		cases, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i+1 < len(cases.Files); i += 2 {
			input, want := cases.Files[i], cases.Files[i+1]
			if want.Name != input.Name+".want" {
				t.Fatalf("%s: %s is followed by %s", file, input.Name, want.Name)
			}
			t.Run(input.Name, func(t *testing.T) {
				t.Parallel()
				var c claims
				if err := json.Unmarshal(want.Data, &c); err != nil {
					t.Fatal(err)
				}
				c.check(t, input.Name, string(input.Data))
			})
		}
	}
}

func (c *claims) check(t *testing.T, name, text string) {
	t.Helper()
	o := ingest.Options{FileName: name, Zone: c.Zone, Reference: time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC), Guessed: true}
	if c.Reference != "" {
		reference, err := time.Parse(time.RFC3339, c.Reference)
		if err != nil {
			t.Fatal(err)
		}
		o.Reference, o.Guessed = reference, false
	}
	ix := read(t, text, o)
	reading := ix.Reading()
	if c.Entries != 0 && len(ix.Entries) != c.Entries {
		t.Errorf("%d entries, want %d", len(ix.Entries), c.Entries)
	}
	if c.Format != "" && reading.Format != c.Format {
		t.Errorf("read as %s, want %s", reading.Format, c.Format)
	}
	if c.Questions != nil {
		slices.Sort(c.Questions)
		asked := slices.Sorted(slices.Values(reading.Questions))
		if !slices.Equal(asked, c.Questions) {
			t.Errorf("asks %v, want %v", asked, c.Questions)
		}
	}
	var times, known []string
	for i := range ix.Entries {
		at := moment(ix.Instant(i))
		times = append(times, at)
		if at != "" {
			known = append(known, at)
		}
	}
	if c.At != nil && !slices.Equal(times, c.At) {
		t.Errorf("at %q, want %q", times, c.At)
	}
	if len(known) == 0 {
		known = []string{""}
	}
	for name, end := range map[string]struct {
		want *string
		got  string
	}{"first": {c.First, known[0]}, "last": {c.Last, known[len(known)-1]}} {
		if end.want != nil && end.got != *end.want {
			t.Errorf("the %s is at %q, want %q", name, end.got, *end.want)
		}
	}
	c.checkThreads(t, ix)
	for i, e := range ix.Entries {
		d := ix.Describe(i, []byte(text)[e.Offset:e.Offset+ix.LengthOf(i)])
		from, to := ix.LinesOf(i)
		compare(t, "level", i, c.Levels, d.Level.String())
		compare(t, "actor", i, c.Actors, d.Actor)
		compare(t, "text", i, c.Texts, d.Text)
		compare(t, "lines", i, c.Lines, to-from+1)
		if n := len(slices.DeleteFunc(slices.Clone(d.Fields), func(f ingest.Field) bool { return f.Name != "reactions" })); n > 1 {
			t.Errorf("entry %d tells its reactions %d times: %v", i+1, n, d.Fields)
		}
		if i < len(c.Fields) {
			for _, field := range c.Fields[i] {
				name, value, _ := strings.Cut(field, "=")
				if !slices.Contains(d.Fields, ingest.Field{Name: name, Value: value}) {
					t.Errorf("entry %d lacks the field %s: %v", i+1, field, d.Fields)
				}
			}
		}
	}
}

// checkThreads holds the claims of replies against an index that was stored and read again.
func (c *claims) checkThreads(t *testing.T, ix *ingest.Index) {
	t.Helper()
	packed, err := ix.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	if ix, err = ingest.UnmarshalIndex(packed); err != nil {
		t.Fatal(err)
	}
	for i, want := range c.Answers {
		switch above, ok := ix.Answers(i); {
		case ok != (want != nil):
			t.Errorf("whether entry %d answers another one is %t", i+1, ok)
		case ok && above+1 != *want:
			t.Errorf("entry %d answers entry %d, want %d", i+1, above+1, *want)
		}
	}
	var runs []int
	last := uint32(0)
	for _, e := range ix.Entries {
		if n := len(runs); n > 0 && e.Message != 0 && e.Message == last {
			runs[n-1]++
		} else {
			runs = append(runs, 1)
		}
		last = e.Message
	}
	if c.Folds != nil && !slices.Equal(runs, c.Folds) {
		t.Errorf("runs of %v entries, want %v", runs, c.Folds)
	}
}

// moment writes an instant as cases do.
func moment(instant *retro.Instant) string {
	if instant == nil {
		return ""
	}
	text := instant.At.Format("2006-01-02T15:04:05.999999999")
	if instant.Zone != "" {
		text += "Z"
	}
	return text
}

// compare holds one claim of an entry against what was read.
func compare[T comparable](t *testing.T, what string, i int, claimed []*T, got T) {
	t.Helper()
	if i >= len(claimed) || claimed[i] == nil || *claimed[i] == got {
		return
	}
	if want, ok := any(*claimed[i]).(string); ok && len(want) > 1 && want[0] == '*' && want[len(want)-1] == '*' &&
		strings.Contains(any(got).(string), strings.Trim(want, "*")) {
		return
	}
	t.Errorf("the %s of entry %d is %#v, want %#v", what, i+1, got, *claimed[i])
}
