package record_test

import (
	"bytes"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/afterword-app/afterword/backend/ingest"
	"github.com/afterword-app/afterword/backend/record"
)

// readSource reads a source of a record.
func readSource(t *testing.T, text string) *ingest.Index {
	t.Helper()
	index, err := ingest.Read(t.Context(), bytes.NewReader([]byte(text)), int64(len(text)), ingest.Options{Zone: "UTC"})
	if err != nil {
		t.Fatal(err)
	}
	return index
}

// said is a message of an export of Slack.
func said(second int, thread, words string) string {
	return fmt.Sprintf(`{"type":"message","ts":"17735244%02d.000100","thread_ts":%q,"user":"U1","text":%q}`+"\n", second, thread, words)
}

func TestThreaded(t *testing.T) {
	t.Parallel()
	const first, second = "1773524401.000100", "1773524403.000100"
	chat := readSource(t, said(1, first, "deploying")+said(3, second, "what is that?")+said(5, first, "done")+said(7, second, "a deploy")+
		said(8, "1773524300.000100", "to one that is not here"))
	log := readSource(t, "2026-03-14T21:40:02Z one\n2026-03-14T21:40:04Z two\n2026-03-14T21:40:06Z three\n")
	merged, err := record.New([]record.Source{{ID: "chat", Index: chat}, {ID: "log", Index: log}})
	if err != nil {
		t.Fatal(err)
	}
	threaded := merged.Threaded()
	var got []string
	for i := range threaded.Len() {
		source, entry := threaded.At(i)
		got = append(got, fmt.Sprintf("%d.%d/%d", source, entry, threaded.Depth(i)))
	}
	want := []string{"0.0/0", "0.2/1", "1.0/0", "0.1/0", "0.3/1", "1.1/0", "1.2/0", "0.4/0"}
	if !slices.Equal(got, want) {
		t.Errorf("the order is %v, want %v", got, want)
	}
	if place := threaded.Place(time.Date(2026, 3, 14, 21, 40, 4, 0, time.UTC)); place != 5 {
		t.Errorf("21:40:04 is at %d, want 5, as the replies above belong to what began before", place)
	}
	if first, last, _ := search(t, threaded).Span(); first != 1773524401_000100_000 || last != 1773524408_000100_000 {
		t.Errorf("it spans %d to %d", first, last)
	}
}

// search returns a view of all of a record.
func search(t *testing.T, r *record.Record) *record.View {
	t.Helper()
	s, err := r.Search(record.Filter{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s.View()
}

// TestThreadedWithoutThreads wants no second copy of a log of millions.
func TestThreadedWithoutThreads(t *testing.T) {
	t.Parallel()
	merged, err := record.New([]record.Source{{ID: "log", Index: readSource(t, "2026-03-14T21:40:02Z one\n2026-03-14T21:40:04Z two\n")}})
	if err != nil {
		t.Fatal(err)
	}
	if merged.Threaded() != merged {
		t.Error("a record without threads was made anew")
	}
}

// TestThreadedInACircle reads an export in which two messages answer each other.
func TestThreadedInACircle(t *testing.T) {
	t.Parallel()
	chat := readSource(t, said(1, "1773524402.000100", "a")+said(2, "1773524401.000100", "b")+said(3, "", "c"))
	merged, err := record.New([]record.Source{{ID: "chat", Index: chat}})
	if err != nil {
		t.Fatal(err)
	}
	threaded, seen := merged.Threaded(), map[int]bool{}
	for i := range threaded.Len() {
		_, entry := threaded.At(i)
		seen[entry] = true
	}
	if threaded.Len() != 3 || len(seen) != 3 {
		t.Errorf("%d entries, %d of them different, want 3", threaded.Len(), len(seen))
	}
}
