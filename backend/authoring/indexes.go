package authoring

import (
	"slices"
	"sync"

	"github.com/afterword-app/afterword/backend/ingest"
)

// maxKeptEntries bounds the entries whose indexes stay in memory, at 32 bytes
// each: enough for the sources of one retrospective with a few large logs.
const maxKeptEntries = 6_000_000

// indexes keeps the indexes that were used last, so that looking at one line of a
// large log does not read its whole index again. It is safe for concurrent use.
type indexes struct {
	mu      sync.Mutex
	kept    []keptIndex // the one used last is last
	entries int
}

type keptIndex struct {
	key   string
	index *ingest.Index
}

func (x *indexes) get(key string) *ingest.Index {
	x.mu.Lock()
	defer x.mu.Unlock()
	at := slices.IndexFunc(x.kept, func(k keptIndex) bool { return k.key == key })
	if at < 0 {
		return nil
	}
	found := x.kept[at]
	x.kept = append(slices.Delete(x.kept, at, at+1), found)
	return found.index
}

func (x *indexes) put(key string, index *ingest.Index) {
	if x.get(key) != nil {
		return
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.kept = append(x.kept, keptIndex{key: key, index: index})
	x.entries += len(index.Entries)
	for x.entries > maxKeptEntries && len(x.kept) > 1 {
		x.entries -= len(x.kept[0].index.Entries)
		x.kept = slices.Delete(x.kept, 0, 1)
	}
}
