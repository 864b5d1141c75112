package record_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/ingest"
	"github.com/afterword-app/afterword/backend/record"
	"github.com/afterword-app/afterword/backend/retro"
)

// numbered is a log of so many lines, of which each hundredth says "wanted".
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

func recordOf(t *testing.T, text string) *record.Record {
	t.Helper()
	merged, err := record.New([]record.Source{{ID: "a", Index: read(t, text, ingest.Options{})}})
	if err != nil {
		t.Fatal(err)
	}
	return merged
}

// halting lets reads of a source through as far as a place, and then waits for ctx.
type halting struct {
	io.ReaderAt
	ctx   context.Context
	place int64
}

func (h halting) ReadAt(p []byte, at int64) (int, error) {
	if at > h.place {
		<-h.ctx.Done()
		return 0, h.ctx.Err()
	}
	return h.ReaderAt.ReadAt(p, at)
}

// TestSearchTellsBefore proves that what was found is there while the search goes on,
// and stays when it is stopped.
func TestSearchTellsBefore(t *testing.T) {
	t.Parallel()
	text := numbered(60_000)
	merged := recordOf(t, text)
	ctx, stop := context.WithCancel(t.Context())
	open := func(context.Context, retro.EvidenceID) (io.ReaderAt, io.Closer, error) {
		return halting{strings.NewReader(text), ctx, int64(len(text) / 2)}, io.NopCloser(nil), nil
	}
	search, err := merged.Search(record.Filter{Text: "wanted"}, open)
	if err != nil {
		t.Fatal(err)
	}
	failure := make(chan error)
	go func() { failure <- search.Run(ctx) }()
	search.Await(t.Context(), 10)
	found := search.View().Len()
	if found < 10 || found >= 600 || search.Done() == 0 || search.Done() >= search.Of() {
		t.Errorf("%d found after %d of %d", found, search.Done(), search.Of())
	}
	stop()
	if err := <-failure; !errors.Is(err, context.Canceled) {
		t.Errorf("stopped with %v", err)
	}
	search.Await(t.Context(), 600) // does not wait for what will never come
	if got := search.View().Len(); got < found {
		t.Errorf("%d left of %d", got, found)
	}
}

// TestSearchGoesOn proves that a search that was stopped goes on from where it was,
// and finds each entry once.
func TestSearchGoesOn(t *testing.T) {
	t.Parallel()
	text := numbered(60_000)
	merged := recordOf(t, text)
	ctx, stop := context.WithCancel(t.Context())
	place := int64(len(text) / 2)
	open := func(context.Context, retro.EvidenceID) (io.ReaderAt, io.Closer, error) {
		return halting{strings.NewReader(text), ctx, place}, io.NopCloser(nil), nil
	}
	search, err := merged.Search(record.Filter{Text: "wanted"}, open)
	if err != nil {
		t.Fatal(err)
	}
	failure := make(chan error)
	go func() { failure <- search.Run(ctx) }()
	search.Await(t.Context(), 10)
	stop()
	if err := <-failure; !errors.Is(err, context.Canceled) {
		t.Fatalf("stopped with %v", err)
	}
	done := search.Done()
	place = int64(len(text))
	if err := search.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	search.Await(t.Context(), 601) // nor for more than there are
	if got := search.View().Len(); got != 600 || done == 0 || done == search.Of() || search.Done() != search.Of() {
		t.Errorf("%d found of 600, after a stop at %d of %d", got, done, search.Of())
	}
}

func TestFind(t *testing.T) {
	t.Parallel()
	const text = "2026-03-14T21:40:00Z a Timeout\n2026-03-14T21:40:00Z a Timeout\n2026-03-14T21:40:01Z b timeout\n" +
		"2026-03-14T21:40:02Z c\n2026-03-14T21:40:03Z ä timed out\n"
	merged := recordOf(t, text)
	open := openers(map[retro.EvidenceID]string{"a": text})
	all, err := merged.Filter(t.Context(), record.Filter{}, open)
	if err != nil {
		t.Fatal(err)
	}
	late, err := merged.Filter(t.Context(), record.Filter{Text: "/[bcä] ?/"}, open)
	if err != nil {
		t.Fatal(err)
	}
	cases := map[string]struct {
		within *record.View
		wanted record.Wanted
		want   []uint32
	}{
		"any case":          {all, record.Wanted{Text: "TIMEOUT"}, []uint32{0, 1, 2}},
		"exact case":        {all, record.Wanted{Text: "Timeout", Case: true}, []uint32{0, 1}},
		"expression":        {all, record.Wanted{Text: "time(d )?out$", Regexp: true}, []uint32{0, 1, 2, 4}},
		"exact expression":  {all, record.Wanted{Text: "T[a-z]+", Regexp: true, Case: true}, []uint32{0, 1}},
		"slashes as text":   {all, record.Wanted{Text: "/time/"}, []uint32{}},
		"beyond ASCII":      {all, record.Wanted{Text: "Ä TIMED"}, []uint32{4}},
		"exactly beyond it": {all, record.Wanted{Text: "Ä timed", Case: true}, []uint32{}},
		"folded rows":       {all.Fold(nil), record.Wanted{Text: "timeout"}, []uint32{0, 1}},
		"within a filter":   {late, record.Wanted{Text: "time"}, []uint32{0, 2}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			search, err := c.within.Find(c.wanted, open)
			if err != nil {
				t.Fatal(err)
			}
			if err := search.Run(t.Context()); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, c.within.RowsOf(search.View())); diff != "" {
				t.Error(diff)
			}
		})
	}
	for name, wanted := range map[string]record.Wanted{"nothing": {}, "broken": {Text: "(", Regexp: true}} {
		if _, err := all.Find(wanted, open); retro.ErrorCode(err) != retro.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestUnfold(t *testing.T) {
	t.Parallel()
	const text = "2026-03-14T21:40:00Z x\n2026-03-14T21:40:01Z x\n2026-03-14T21:40:02Z y\n2026-03-14T21:40:03Z x\n2026-03-14T21:40:04Z x\n"
	merged := recordOf(t, text)
	view, err := merged.Filter(t.Context(), record.Filter{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	folded := view.Fold(func(_, entry int) bool { return entry == 3 })
	rows := []string{}
	for i := range folded.Len() {
		_, entry := folded.At(i)
		held := 0
		for range folded.Row(i) {
			held++
		}
		rows = append(rows, fmt.Sprintf("%d×%d=%d of %d", entry, folded.Repeats(i), held, folded.Unfolded(i)))
	}
	if diff := cmp.Diff([]string{"0×2=2 of 0", "2×1=1 of 0", "3×1=1 of 2", "4×1=1 of 0"}, rows); diff != "" {
		t.Error(diff)
	}
}
