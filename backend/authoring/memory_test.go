package authoring_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
)

// watched is a store that counts how often what is derived of originals is read.
type watched struct {
	library.Store
	mu    sync.Mutex
	reads map[string]int // by the purpose of the key
}

func (w *watched) Derived(ctx context.Context, hash retro.Hash, key string) ([]byte, error) {
	purpose, _, _ := strings.Cut(key, "/")
	w.mu.Lock()
	w.reads[purpose]++
	w.mu.Unlock()
	return w.Store.Derived(ctx, hash, key)
}

// TestReadingsAreReadOnce proves that a document of many sections reads what is known of
// each source from the store once.
func TestReadingsAreReadOnce(t *testing.T) {
	t.Parallel()
	first, db := openLibrary(t)
	id := begin(t, first)
	const sources = 5
	for i := range sources {
		text := fmt.Sprintf("2026-03-14T21:40:0%dZ ERROR disk full\n", i)
		must[authoring.Added](t)(first.AddEvidence(t.Context(), id, []authoring.Original{authoring.Pasted([]byte(text))}, nil))
	}
	store := &watched{Store: db, reads: map[string]int{}}
	service := authoring.New(store, retro.FixedClock(begun.Add(time.Hour), time.Minute), retro.NewIDs(rand.Reader))
	content := must[authoring.Workspace](t)(service.Open(t.Context(), id)).Content
	for _, section := range content.Sections {
		must[string](t)(service.Preview(t.Context(), id, section.Body))
		if section.Block != "" {
			must[string](t)(service.Block(t.Context(), id, section.Block))
		}
	}
	if reads := store.reads["reading"]; reads != sources {
		t.Errorf("%d sections read the readings of %d sources %d times", len(content.Sections), sources, reads)
	}
}
