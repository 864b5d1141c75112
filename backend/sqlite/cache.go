package sqlite

import "sync"

// pieceCache keeps pieces that were read or saved lately: revisions that are
// read one after the other share nearly all of them. A nil cache is empty.
type pieceCache struct {
	mutex  sync.Mutex
	pieces map[hash]piece
	size   int
}

const (
	// cacheSize is how many bytes of pieces are kept before all are forgotten.
	cacheSize = 32 << 20
	// pieceOverhead is about what a small piece takes beside its body.
	pieceOverhead = 128
)

func newPieceCache() *pieceCache { return &pieceCache{pieces: map[hash]piece{}} }

func (c *pieceCache) get(h hash) (piece, bool) {
	if c == nil {
		return piece{}, false
	}
	c.mutex.Lock()
	defer c.mutex.Unlock()
	found, ok := c.pieces[h]
	return found, ok
}

func (c *pieceCache) dropAll() {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	clear(c.pieces)
	c.size = 0
}

func (c *pieceCache) put(p piece) {
	if c == nil {
		return
	}
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if _, ok := c.pieces[p.hash]; ok {
		return
	}
	if c.size > cacheSize {
		clear(c.pieces)
		c.size = 0
	}
	c.pieces[p.hash] = p
	c.size += len(p.body) + pieceOverhead
}

// add keeps all pieces of a tree.
func (c *pieceCache) add(planted tree) {
	for _, p := range planted.pieces {
		c.put(p)
	}
}
