package authoring_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

// longLog is a log of some 6 MB, with a trace in every hundredth entry.
func longLog() []byte {
	var log bytes.Buffer
	for n := range 80_000 {
		at := begun.Add(-8 * time.Hour).Add(time.Duration(n) * 50 * time.Millisecond)
		fmt.Fprintf(&log, "%s web-1 api[%d]: request %d was served\n", at.Format("2006-01-02T15:04:05.000Z"), n%7, n)
		if n%100 == 3 {
			log.WriteString("\tat shop.Cart.add(Cart.java:31)\n")
		}
	}
	return log.Bytes()
}

// addWatched adds an original and returns what was told of its beginning.
func addWatched(t *testing.T, service *authoring.Service, id retro.RetrospectiveID, original authoring.Original) (authoring.Added, *authoring.Glimpse) {
	t.Helper()
	var seen *authoring.Glimpse
	added := must[authoring.Added](t)(service.AddEvidence(t.Context(), id, []authoring.Original{original}, func(taken authoring.Taken) {
		if taken.Glimpse != nil {
			if seen != nil || taken.Done != 0 {
				t.Errorf("told again, or late: %d bytes", taken.Done)
			}
			seen = taken.Glimpse
		}
	}))
	return added, seen
}

// TestGlimpseIsTheBeginningOfTheRecord proves that what is shown while a large file is
// read is what stands in the record afterwards.
func TestGlimpseIsTheBeginningOfTheRecord(t *testing.T) {
	t.Parallel()
	log := longLog()
	for name, data := range map[string][]byte{
		"api.log":    log,
		"api.log.gz": compressed(t, string(log)),
	} {
		service := openService(t)
		id := begin(t, service)
		original := file(name, data)
		original.Size = int64(len(data))
		added, seen := addWatched(t, service, id, original)
		if seen == nil || len(seen.Entries) != 100 {
			t.Fatalf("%s: there was no first screen: %+v", name, seen)
		}
		window := must[authoring.EntryWindow](t)(service.Entries(t.Context(), id, authoring.EntryQuery{}, 0, 100))
		if diff := cmp.Diff(window.Entries, seen.Entries); diff != "" {
			t.Errorf("%s: the record begins otherwise (-record +glimpse):\n%s", name, diff)
		}
		if reading := added.Edited.Readings[added.Evidence[0]]; seen.Format != reading.Format || seen.Why == "" {
			t.Errorf("%s: read as %s for %q, then as %s", name, seen.Format, seen.Why, reading.Format)
		}
		if got := seen.Evidence; got.Label != name || got.Kind != retro.EvidenceLog {
			t.Errorf("%s: shown as %q, a %s", name, got.Label, got.Kind)
		}
	}
}

// TestGlimpseOfWhatHasNone proves that nothing is shown of what is there at once, or
// of what has no lines.
func TestGlimpseOfWhatHasNone(t *testing.T) {
	t.Parallel()
	noise := make([]byte, 5<<20)
	random := rand.NewChaCha8([32]byte{})
	_, _ = random.Read(noise) // never fails
	for name, original := range map[string]authoring.Original{
		"binary":        file("core.dump", noise),
		"broken gzip":   file("a.log.gz", append([]byte("\x1f\x8b\x08 no gzip"), noise...)),
		"small":         {Name: "a.log", Size: 2 << 20, Open: file("", longLog()[:2<<20]).Open},
		"within a look": file("b.log", longLog()[:200<<10]),
	} {
		service := openService(t)
		if _, seen := addWatched(t, service, begin(t, service), original); seen != nil {
			t.Errorf("%s: %d rows of %q are shown", name, len(seen.Entries), seen.Evidence.Label)
		}
	}
}

// TestGlimpseOfALongLine proves that a line longer than what is read ahead is shown as
// far as any line is.
func TestGlimpseOfALongLine(t *testing.T) {
	t.Parallel()
	service := openService(t)
	id := begin(t, service)
	data := "2026-03-14T21:00:00Z web-1 api: " + strings.Repeat("lorem ", 10<<20/6) + "\n2026-03-14T21:00:01Z web-1 api: b\n"
	_, seen := addWatched(t, service, id, file("long.log", []byte(data)))
	if seen == nil {
		t.Fatal("there was no first screen")
	}
	window := must[authoring.EntryWindow](t)(service.Entries(t.Context(), id, authoring.EntryQuery{}, 0, 1))
	if diff := cmp.Diff(window.Entries, seen.Entries); diff != "" {
		t.Errorf("(-record +glimpse):\n%s", diff)
	}
}

// TestStopAtGlimpse proves that whoever sees the first rows can still stop: nothing is
// kept then.
func TestStopAtGlimpse(t *testing.T) {
	t.Parallel()
	service := openService(t)
	id := begin(t, service)
	ctx, cancel := context.WithCancel(t.Context())
	_, err := service.AddEvidence(ctx, id, []authoring.Original{file("api.log", longLog())}, func(taken authoring.Taken) {
		if taken.Glimpse != nil {
			cancel()
		}
	})
	if ctx.Err() == nil || err == nil {
		t.Fatalf("it went on: %v", err)
	}
	if w := must[authoring.Workspace](t)(service.Open(t.Context(), id)); len(w.Content.Evidence) != 0 || w.Revisions != 1 {
		t.Errorf("%d pieces of evidence in %d revisions are left", len(w.Content.Evidence), w.Revisions)
	}
}
