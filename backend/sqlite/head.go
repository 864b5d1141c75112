package sqlite

import (
	"context"
	"sync"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite/internal/queries"
)

// head is what the next save of a retrospective is compared with.
type head struct {
	revision retro.RevisionID
	pieces   map[hash]struct{} // sound in the file
	nouns    map[nounKey]indexed
}

// next is the head after the revision of a tree, its search index still that of
// the revision before.
func (h *head) next(revision retro.RevisionID, planted tree) *head {
	pieces := make(map[hash]struct{}, len(planted.pieces))
	for hash := range planted.pieces {
		pieces[hash] = struct{}{}
	}
	return &head{revision: revision, pieces: pieces, nouns: h.nouns}
}

// holds reports whether the head is the revision of the tree already. One of which
// pieces are damaged is not: saving it again makes them sound.
func (h *head) holds(row queries.Revision, planted tree) bool {
	if hash(row.Root) != planted.root || !isSound(row) {
		return false
	}
	for hash := range planted.pieces {
		if _, ok := h.pieces[hash]; !ok {
			return false
		}
	}
	return true
}

// headCache remembers the heads of the retrospectives that were saved last. An
// entry counts only for the revision that it names, so a stale one is harmless.
type headCache struct {
	mutex sync.Mutex
	heads map[retro.RetrospectiveID]*head
}

// cachedHeads bounds the cache: people work on few retrospectives at a time.
const cachedHeads = 8

func newHeadCache() *headCache {
	return &headCache{heads: map[retro.RetrospectiveID]*head{}}
}

func (c *headCache) get(id retro.RetrospectiveID, revision retro.RevisionID) *head {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if found := c.heads[id]; found != nil && found.revision == revision {
		return found
	}
	return nil
}

func (c *headCache) put(id retro.RetrospectiveID, h *head) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if len(c.heads) >= cachedHeads {
		clear(c.heads)
	}
	c.heads[id] = h
}

// head returns the head of a retrospective from the cache or the file. Damaged
// pieces are not in it: the next save that holds them writes them anew.
func (db *DB) head(ctx context.Context, q *queries.Queries, row queries.Revision) (*head, error) {
	if found := db.heads.get(row.RetrospectiveID, row.ID); found != nil {
		return found, nil
	}
	reader := db.assembler(q, nil) // without a cache: what counts is the file
	if _, err := reader.assemble(ctx, hash(row.Root)); err != nil {
		return nil, err
	}
	nouns, err := indexedNouns(ctx, q, row.RetrospectiveID)
	if err != nil {
		return nil, err
	}
	return &head{revision: row.ID, pieces: reader.seen, nouns: nouns}, nil
}

func (c *headCache) dropAll() {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	clear(c.heads)
}

func (c *headCache) drop(id retro.RetrospectiveID) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	delete(c.heads, id)
}
