package sqlite

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"runtime"
	"sync"

	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite/internal/queries"
)

const (
	chunkSize = 512 << 10
	// batchChunks is how many chunks one transaction stores: enough that a large
	// original costs few syncs, few enough that saves need not wait for it.
	batchChunks = 16
)

func parseHash(text retro.Hash) (hash, error) {
	raw, err := hex.DecodeString(string(text))
	if err != nil || len(raw) != hashSize {
		return hash{}, retro.Errorf(retro.CodeInvalid, "%q is not the hash of an original", text)
	}
	return hash(raw), nil
}

// PutBlob implements library.Blobs. A long original goes in over several
// transactions and is not visible before the last.
func (db *DB) PutBlob(ctx context.Context, r io.Reader) (retro.Hash, int64, error) {
	if db.readOnly {
		return "", 0, errReadOnly()
	}
	p := &putting{db: db}
	original, err := p.put(ctx, r)
	if err != nil {
		return "", 0, errors.Join(err, p.abandon(context.WithoutCancel(ctx)))
	}
	return retro.Hash(hex.EncodeToString(original[:])), p.size, nil
}

// putting is an original on its way in.
type putting struct {
	db     *DB
	id     int64 // of the row in blobs, 0 before the first batch
	number int64 // of the next chunk
	size   int64
	batch  []queries.CreateBlobChunkParams
}

func (p *putting) put(ctx context.Context, r io.Reader) (hash, error) {
	sum := sha256.New()
	buffer := make([]byte, chunkSize)
	for {
		if err := ctx.Err(); err != nil {
			return hash{}, fmt.Errorf("store original: %w", err)
		}
		n, err := io.ReadFull(r, buffer)
		isLast := errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
		if err != nil && !isLast {
			return hash{}, fmt.Errorf("read original: %w", err)
		}
		if n > 0 {
			_, _ = sum.Write(buffer[:n]) // a hash never fails
			p.add(buffer[:n])
		}
		if isLast {
			original := hash(sum.Sum(nil))
			return original, p.finish(ctx, original)
		}
		if len(p.batch) == batchChunks {
			if err := p.db.write(ctx, "store original", func(_ *sql.Tx, q *queries.Queries) error {
				return p.flush(ctx, q)
			}); err != nil {
				return hash{}, err
			}
			p.batch = p.batch[:0]
		}
	}
}

func (p *putting) add(chunk []byte) {
	made := sha256.Sum256(chunk)
	body := p.db.packer.packFast(chunk)
	if len(body) == len(chunk) {
		body = bytes.Clone(chunk) // the buffer is used again
	}
	p.batch = append(p.batch, queries.CreateBlobChunkParams{Number: p.number, Hash: made[:], Size: int64(len(chunk)), Body: body})
	p.number++
	p.size += int64(len(chunk))
}

func (p *putting) flush(ctx context.Context, q *queries.Queries) error {
	id := p.id
	if id == 0 {
		var err error
		if id, err = q.CreateBlob(ctx, chunkSize); err != nil {
			return wrap(err, "store original")
		}
	}
	for _, chunk := range p.batch {
		chunk.BlobID = id
		if err := q.CreateBlobChunk(ctx, chunk); err != nil {
			return wrap(err, "store original")
		}
	}
	p.id = id
	return nil
}

// finish stores the rest and makes the original visible, or drops it where it is
// there already.
func (p *putting) finish(ctx context.Context, original hash) error {
	return p.db.write(ctx, "store original", func(_ *sql.Tx, q *queries.Queries) error {
		switch _, err := q.Blob(ctx, original[:]); {
		case err == nil:
			return wrap(q.DeleteBlob(ctx, p.id), "store original")
		case !errors.Is(err, sql.ErrNoRows):
			return wrap(err, "store original")
		}
		if err := p.flush(ctx, q); err != nil {
			return err
		}
		return wrap(q.FinishBlob(ctx, queries.FinishBlobParams{ID: p.id, Hash: original[:], Size: p.size}), "store original")
	})
}

// abandon removes what earlier transactions stored. A process that is killed
// before it can leaves it to the next Open.
func (p *putting) abandon(ctx context.Context) error {
	if p.id == 0 {
		return nil
	}
	return p.db.write(ctx, "drop original", func(_ *sql.Tx, q *queries.Queries) error {
		return wrap(q.DeleteUnfinishedBlob(ctx, p.id), "drop original")
	})
}

// OpenBlob implements library.Blobs. The blob outlives ctx.
func (db *DB) OpenBlob(ctx context.Context, original retro.Hash) (library.Blob, error) {
	h, err := parseHash(original)
	if err != nil {
		return nil, err
	}
	row, err := db.reads.Blob(ctx, h[:])
	if err != nil {
		return nil, wrapLookup(err, "original", original)
	}
	return &blob{
		chunks: chunkReader{queries: db.reads, packer: db.packer, id: row.ID, original: h},
		ctx:    context.WithoutCancel(ctx), size: row.Size, chunkSize: row.ChunkSize,
		cache: map[int64]*cachedChunk{},
	}, nil
}

// chunkReader reads and verifies the chunks of one original.
type chunkReader struct {
	queries  *queries.Queries
	packer   packer
	id       int64
	original hash
}

// read returns a plain chunk, which may stand in the buffer.
func (c chunkReader) read(ctx context.Context, number int64, buffer []byte) ([]byte, error) {
	row, err := c.queries.BlobChunk(ctx, queries.BlobChunkParams{BlobID: c.id, Number: number})
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil, c.damaged(number)
	case err != nil:
		return nil, wrap(err, "read original")
	}
	plain, err := c.packer.unpackInto(buffer, row.Body, row.Size)
	if err != nil {
		return nil, c.damaged(number)
	}
	if made := sha256.Sum256(plain); !bytes.Equal(made[:], row.Hash) {
		return nil, c.damaged(number)
	}
	return plain, nil
}

func (c chunkReader) damaged(number int64) error {
	return retro.Errorf(retro.CodeDamaged, "the original %v is damaged in its part %d", c.original, number+1).
		WithHint("restore a backup, or add the original again")
}

// blob implements library.Blob. It keeps the chunks read last, since reading
// goes on where it stopped or back and forth between a few places.
type blob struct {
	chunks    chunkReader
	ctx       context.Context //nolint:containedctx // io.ReaderAt has no room for one
	size      int64
	chunkSize int64

	mutex  sync.Mutex
	cache  map[int64]*cachedChunk
	recent []int64  // the keys of cache, the oldest first
	spare  [][]byte // memory of chunks that were dropped
}

// cachedChunk is a plain chunk. Only when nobody copies from it any more may its
// memory hold another one.
type cachedChunk struct {
	plain   []byte
	readers int
	dropped bool
}

// cachedChunks is how many plain chunks an open blob holds: two for each of those that
// a search reads with at once.
func cachedChunks() int { return 2 * min(max(2, runtime.GOMAXPROCS(0)), 8) }

// Size implements library.Blob.
func (b *blob) Size() int64 { return b.size }

// Close implements io.Closer.
func (b *blob) Close() error {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	clear(b.cache)
	b.recent, b.spare = nil, nil
	return nil
}

// ReadAt implements io.ReaderAt.
func (b *blob) ReadAt(p []byte, offset int64) (int, error) {
	if offset < 0 {
		return 0, retro.Errorf(retro.CodeInvalid, "read original: a negative offset")
	}
	read := 0
	for read < len(p) {
		at := offset + int64(read)
		if at >= b.size {
			return read, io.EOF
		}
		chunk, err := b.take(at / b.chunkSize)
		if err != nil {
			return read, err
		}
		copied := 0
		if within := at % b.chunkSize; within < int64(len(chunk.plain)) {
			copied = copy(p[read:], chunk.plain[within:])
		}
		b.release(chunk)
		if copied == 0 {
			return read, b.chunks.damaged(at / b.chunkSize)
		}
		read += copied
	}
	return read, nil
}

// take returns a plain chunk, to be released. Several can be unpacked at once, so that
// a search uses all cores.
func (b *blob) take(number int64) (*cachedChunk, error) {
	found, buffer := b.cached(number)
	if found != nil {
		return found, nil
	}
	plain, err := b.chunks.read(b.ctx, number, buffer)
	if err != nil {
		return nil, err
	}
	return b.keep(number, plain), nil
}

// cached returns a chunk that is here, else memory for it where there is some to
// spare.
func (b *blob) cached(number int64) (found *cachedChunk, buffer []byte) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	if found = b.cache[number]; found != nil {
		found.readers++
		return found, nil
	}
	if last := len(b.spare) - 1; last >= 0 {
		buffer, b.spare = b.spare[last], b.spare[:last]
	}
	return nil, buffer
}

// keep takes a chunk into the cache, in place of the one that was read least lately,
// unless another reader was faster.
func (b *blob) keep(number int64, plain []byte) *cachedChunk {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	if found := b.cache[number]; found != nil {
		found.readers++
		b.spare = append(b.spare, plain)
		return found
	}
	if len(b.recent) == cachedChunks() {
		oldest := b.cache[b.recent[0]]
		delete(b.cache, b.recent[0])
		b.recent = b.recent[1:]
		oldest.dropped = true
		b.reuse(oldest)
	}
	chunk := &cachedChunk{plain: plain, readers: 1}
	b.cache[number] = chunk
	b.recent = append(b.recent, number)
	return chunk
}

func (b *blob) release(chunk *cachedChunk) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	chunk.readers--
	b.reuse(chunk)
}

// reuse keeps the memory of a chunk that is dropped and not read any more.
func (b *blob) reuse(chunk *cachedChunk) {
	if chunk.dropped && chunk.readers == 0 && chunk.plain != nil {
		b.spare, chunk.plain = append(b.spare, chunk.plain), nil
	}
}
