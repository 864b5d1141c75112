package record

import (
	"context"
	"io"

	"github.com/afterword-app/afterword/backend/ingest"
)

// Reader reads the bytes of entries one after the other. Where they follow each
// other in their source it reads many at once. It belongs to one goroutine.
type Reader struct {
	record *Record
	opened openedSources
	blocks []readBlock
}

// readBlock is a stretch of a source that is in memory: the entries from one number
// up to another.
type readBlock struct {
	first, end int
	bytes      []byte
	buffer     []byte
	size       int64 // of the next one
}

// How much is read at once: little where entries are picked here and there, more and
// more where they are all wanted.
const (
	smallestBlock = 16 << 10
	largestBlock  = 1 << 20
)

// Reader returns a reader of the record's entries, whose sources open opens.
func (r *Record) Reader(open Open) *Reader {
	return &Reader{
		record: r, opened: openedSources{open: open, readers: make([]io.ReaderAt, len(r.sources))}, blocks: make([]readBlock, len(r.sources)),
	}
}

// Read returns the bytes of an entry of a text, up to where text in it is looked
// for. They are good until the next call. The error is that of opening or reading the
// source.
func (r *Reader) Read(ctx context.Context, source, entry int) ([]byte, error) {
	block, index := &r.blocks[source], r.record.sources[source].Index
	if entry < block.first || entry >= block.end {
		if err := r.load(ctx, source, entry); err != nil {
			return nil, err
		}
	}
	raw := index.Cut(entry, block.first, block.bytes)
	return raw[:min(len(raw), searchBytes)], nil
}

func (r *Reader) load(ctx context.Context, source, entry int) error {
	src, err := r.opened.reader(ctx, source, r.record.sources[source].ID)
	if err != nil {
		return err
	}
	block, index := &r.blocks[source], r.record.sources[source].Index
	if block.bytes != nil && entry >= block.end && entry < block.end+64 {
		block.size = min(4*block.size, largestBlock)
	} else {
		block.size = smallestBlock
	}
	start := index.Entries[entry].Offset
	length, end := min(index.LengthOf(entry), searchBytes), entry+1
	for ; end < len(index.Entries) && index.Entries[end].Offset+index.LengthOf(end)-start <= block.size; end++ {
		length = index.Entries[end].Offset + index.LengthOf(end) - start
	}
	if int64(cap(block.buffer)) < length {
		block.buffer = make([]byte, max(length, block.size))
	}
	block.bytes, err = index.ReadBlock(src, block.buffer[:length], start)
	block.first, block.end = entry, end
	if err != nil {
		block.bytes, block.end = nil, entry
	}
	return err
}

// Close closes the sources.
func (r *Reader) Close() error { return r.opened.close() }

// Index returns the index of a source by its number, nil for a picture.
func (r *Record) Index(source int) *ingest.Index { return r.sources[source].Index }

// EntryAt returns which entry of which source is the i-th of the view, folded or not.
func (v *View) EntryAt(i int) (position, source, entry int) {
	position = v.position(i)
	source, entry = v.record.At(position)
	return position, source, entry
}
