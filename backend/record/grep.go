package record

import (
	"context"
	"errors"
	"io"
	"runtime"
	"sync"

	"github.com/afterword-app/afterword/backend/ingest"
)

// maxSearchers bounds how many parts of a source are searched at once: more readers would
// only wait for the disk.
const maxSearchers = 8

// searchBlock is how much is read at once while a source is searched.
const searchBlock = 1 << 20

// searchBytes is how far into one entry text is looked for.
const searchBytes = 16 << 20

// grep drops from the set the entries from one number up to another whose bytes do
// not hold what is wanted. They are searched in parts at once, which end where words
// of the set do.
func grep(ctx context.Context, ix *ingest.Index, src io.ReaderAt, from, to int, wanted []*matcher, set bitset) error {
	bytes := ix.Entries[to-1].Offset + ix.LengthOf(to-1) - ix.Entries[from].Offset
	workers := max(1, min(runtime.GOMAXPROCS(0), maxSearchers, int(bytes/(2*searchBlock))))
	part := ((to-from)/workers + 64) &^ 63
	failures := make([]error, workers)
	var group sync.WaitGroup
	for worker := range workers {
		group.Go(func() {
			first, end := from&^63+worker*part, from&^63+(worker+1)*part
			if worker == workers-1 {
				end = to
			}
			failures[worker] = grepPart(ctx, ix, src, max(first, from), min(end, to), own(wanted), set)
		})
	}
	group.Wait()
	return errors.Join(failures...)
}

// grepPart searches the entries from one number up to another in blocks; one that
// is longer than searchBytes is searched up to there. Blocks of which no entry is
// in the set are not read.
func grepPart(ctx context.Context, ix *ingest.Index, src io.ReaderAt, from, to int, wanted []*matcher, set bitset) error {
	var buffer []byte
	for i := from; i < to; {
		if err := ctx.Err(); err != nil {
			return err
		}
		if i = set.next(i, to); i == to {
			return nil
		}
		// A block is as many whole entries as fit, but at least one.
		first, start := i, ix.Entries[i].Offset
		end := start + min(ix.LengthOf(i), searchBytes)
		for i++; i < to && ix.Entries[i].Offset+ix.LengthOf(i)-start <= searchBlock; i++ {
			if set.has(i) {
				end = ix.Entries[i].Offset + ix.LengthOf(i)
			}
		}
		if need := int(end - start); cap(buffer) < need {
			buffer = make([]byte, max(need, searchBlock))
		}
		block, err := ix.ReadBlock(src, buffer[:end-start], start)
		if err != nil {
			return err
		}
		for _, match := range wanted {
			match.block(ix, first, i, block, set)
		}
	}
	return nil
}
