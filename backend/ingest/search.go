package ingest

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"sync"
)

// searchBlock is how much is read at once while a source is searched.
const searchBlock = 1 << 20

// searchBytes is how far into one entry text is looked for.
const searchBytes = 16 << 20

// search drops from the set the entries whose bytes do not hold what is wanted. The
// source is searched in parts at once, which end where words of the set do.
func search(ctx context.Context, s *Source, wanted []*matcher, open Open, set *bitset) error {
	src, closer, err := open(ctx, s.ID)
	if err != nil {
		return err
	}
	n := len(s.Index.Entries)
	workers := max(1, min(runtime.GOMAXPROCS(0), maxWorkers, int(s.Index.Bytes/(2*searchBlock))))
	part := (n/workers + 64) &^ 63
	failures := make([]error, workers)
	var group sync.WaitGroup
	for worker := range workers {
		group.Go(func() {
			from, to := min(worker*part, n), min((worker+1)*part, n)
			failures[worker] = searchPart(ctx, s.Index, src, from, to, wanted, set)
		})
	}
	group.Wait()
	closing := closer.Close()
	for _, failure := range failures {
		if failure != nil {
			return failure
		}
	}
	if closing != nil {
		return fmt.Errorf("close the source: %w", closing)
	}
	return nil
}

// searchPart searches the entries from one number up to another in blocks; one that
// is longer than searchBytes is searched up to there. Blocks of which no entry is
// in the set are not read.
func searchPart(ctx context.Context, ix *Index, src io.ReaderAt, from, to int, wanted []*matcher, set *bitset) error {
	var buffer []byte
	for i := from; i < to; {
		if err := ctx.Err(); err != nil {
			return err
		}
		if !set.has(i) {
			i++
			continue
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
		block, err := readSome(src, buffer[:end-start], start, ix.Bytes)
		if err != nil {
			return fmt.Errorf("read the source: %w", err)
		}
		for _, match := range wanted {
			match.block(ix, first, i, block, set)
		}
	}
	return nil
}
