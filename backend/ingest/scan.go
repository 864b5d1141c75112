package ingest

import (
	"bytes"
	"context"
	"io"
	"runtime"
	"slices"
	"sync"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
)

// Sources are scanned in chunks: each takes the lines that begin in its range. The
// overlap lets a line that begins near the end of a chunk be read far enough to be
// recognised.
const (
	chunkSize    = 1 << 20
	chunkOverlap = cleanReach
)

// maxWorkers bounds how many chunks are in memory: more readers would only wait for
// the disk.
const maxWorkers = 8

// fewEntries is what a chunk has room for at first. Twice as much is made of it where
// that is too little: append alone would take more steps, and leave all of them behind.
const fewEntries = 4096

// chunkEntries is what one chunk holds, with offsets of the source and lines counted from
// the chunk's first.
type chunkEntries struct {
	index   int64
	entries []Entry
	lines   int
	lead    uint32 // hash of the lines before the first entry
	links   []link // of messages, see thread
	err     error
}

// scanner reads chunks; each worker has its own.
type scanner struct {
	plan   *plan
	src    io.ReaderAt
	size   int64
	buffer []byte
	clean  cleaner
	// container is a hash of what stood before the last line that had only a time of day.
	container uint32
	// fenced is set within a piece of code of a page.
	fenced bool
}

// chunk classifies the lines that begin in a chunk. It appends to entries.
func (s *scanner) chunk(index int64, entries []Entry) chunkEntries {
	unit := s.plan.encoding.unit()
	start := index * chunkSize
	// One unit before the chunk tells whether a line begins right at its start.
	from := max(start-int64(unit), 0)
	limit := int(min(start+chunkSize, s.size) - from)
	b, err := readSome(s.src, s.buffer[:chunkSize+chunkOverlap+unit], from, s.size)
	if err != nil {
		return chunkEntries{index: index, entries: entries, err: err}
	}
	limit = min(limit, len(b))
	s.clean.dirty = isDirty(b)
	position := 0
	if from < start {
		_, position = s.plan.lineEnd(b[:limit], 0)
		if position == 0 {
			return chunkEntries{index: index, entries: entries}
		}
	}
	lines := 0
	var links []link
	lead := uint32(0)
	message := &lead
	var h head
	paged, joined := s.plan.page, s.plan.joined
	parted, exported := s.plan.weak == formatTimeOnly, (s.plan.replies || s.plan.talk) && !s.clean.dirty
	for position < limit {
		end, next := s.plan.lineEnd(b, position)
		lines++
		if end > position {
			if next == 0 {
				next = end
			}
			line := s.clean.clean(s.plan, b[position:end])
			offset := from + int64(position)
			if paged && isFence(line) {
				s.fenced = !s.fenced
			}
			if !s.fenced && s.plan.head(line, b[next:], &h) && !s.tooShort(entries, offset) {
				if len(entries) == cap(entries) {
					entries = slices.Grow(entries, s.room(len(entries)))
				}
				if parted {
					entries = s.part(entries, line, &h)
				}
				if joined {
					offset += int64(bytes.Index(b[position:end], line)) // Behind a byte order mark.
					for parts := s.plan.parts(line, &h); len(parts) > 1; parts = parts[1:] {
						entries = append(entries, entryOf(&h, offset, lines, hashMessage(parts[0], &h)))
						offset += int64(len(parts[0]))
						line = parts[1]
						s.plan.recognise(line, b[next:], &h)
					}
				}
				entries = append(entries, entryOf(&h, offset, lines, hashMessage(line, &h)))
				if exported && h.format == formatJSONLines {
					first := len(entries) - 1
					mark := bytes.IndexByte(b[position:end], '{') // Behind a byte order mark.
					if s.plan.replies {
						entries = appendReplies(entries, line, offset+int64(mark))
					}
					if s.plan.talk {
						links = appendLinks(links, entries[first:], first, line, offset+int64(mark))
					}
				}
				message = &entries[len(entries)-1].Message
			} else {
				*message += hash(line)
				if n := len(entries); n > 0 && entries[n-1].Level == 0 && isLabelled(line) {
					entries[n-1].Level = uint8(labelledLevel(line))
				}
			}
		}
		if next == 0 {
			break
		}
		position = next
	}
	return chunkEntries{index: index, entries: entries, lines: lines, lead: lead, links: links}
}

// entryOf is the entry that a head begins, on a line by its number.
func entryOf(h *head, offset int64, line int, message uint32) Entry {
	return Entry{
		Offset: offset, At: h.At, Line: lineNumber(line), Message: message,
		Zone: h.Zone, Level: uint8(h.level), Precision: h.Precision, Format: uint8(h.format), Flags: h.Flags,
	}
}

// part notes where the lines of another container begin, whose clock does not go on.
func (s *scanner) part(entries []Entry, line []byte, h *head) []Entry {
	if h.Flags.Has(flagDay) {
		return entries
	}
	of := hash(line[:h.prefix])
	if n := len(entries); n > 0 && of != s.container && !entries[n-1].Has(flagDay) && entries[n-1].At > h.At+partBack {
		entries = append(entries, Entry{At: stamp.NoTime, Zone: stamp.NoZone, Format: uint8(formatText), Flags: flagDay})
	}
	s.container = of
	return entries
}

// room is for how many further entries to make room in a chunk that has so many.
func (s *scanner) room(entries int) int {
	more := max(fewEntries, entries)
	if s.plan.plain {
		most := int(chunkSize/max(1, s.size/plainEntries)) + 2
		more = min(more, max(1, most-entries))
	}
	return more
}

// plainEntries bounds how many entries plain text has: in a large source each
// takes several lines.
const plainEntries = 1_000_000

// tooShort reports whether plain text would have too many entries if one began
// here. What joins the entry before is then never held as one.
func (s *scanner) tooShort(entries []Entry, offset int64) bool {
	n := len(entries)
	return s.plan.plain && n > 0 && offset-entries[n-1].Offset < s.size/plainEntries
}

// head decides whether a line begins an entry, in plain text as well.
func (p *plan) head(line, next []byte, h *head) bool {
	if !p.plain {
		return p.recognise(line, next, h)
	}
	body := bytes.TrimLeft(line, " \t")
	if len(bytes.TrimSpace(body)) == 0 {
		return false
	}
	h.Stamp = stamp.Stamp{At: stamp.NoTime, Zone: stamp.NoZone}
	h.from, h.to, h.text = 0, 0, 0
	h.format, h.level = formatText, findLevel(body)
	if len(body) < len(line) {
		h.Flags = flagJoins
	}
	return true
}

// scan classifies the whole source and calls with its chunks in order, from
// one goroutine.
func scan(ctx context.Context, p *plan, src io.ReaderAt, size int64, add func(chunkEntries)) error {
	chunks := (size + chunkSize - 1) / chunkSize
	workers := int(min(int64(runtime.GOMAXPROCS(0)), maxWorkers, chunks))
	newScanner := func() *scanner {
		length := min(size, chunkSize+chunkOverlap+int64(p.encoding.unit()))
		buffer := make([]byte, length, chunkSize+chunkOverlap+2)
		return &scanner{plan: p, src: src, size: size, buffer: buffer[:cap(buffer)]}
	}
	if workers <= 1 {
		s := newScanner()
		var entries []Entry
		for index := range chunks {
			if err := ctx.Err(); err != nil {
				return err
			}
			done := s.chunk(index, entries[:0])
			if done.err != nil {
				return done.err
			}
			add(done)
			entries = done.entries
		}
		return nil
	}
	return scanAtOnce(ctx, workers, chunks, newScanner, add)
}

// scanAtOnce runs the workers. Chunks that are done early wait in a map; a worker
// may run ahead by only a few chunks, since each needs a slice from the pool.
func scanAtOnce(ctx context.Context, workers int, chunks int64, newScanner func() *scanner, add func(chunkEntries)) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	jobs := make(chan int64)
	pool := make(chan []Entry, 2*workers)
	for range 2 * workers {
		pool <- nil
	}
	results := make(chan chunkEntries, workers)
	var group sync.WaitGroup
	for range workers {
		group.Go(func() {
			s := newScanner()
			for {
				// The slice comes first: whoever has the lowest chunk can then
				// always finish it, however far the others have run ahead.
				entries := <-pool
				index, ok := <-jobs
				if !ok {
					pool <- entries
					return
				}
				results <- s.chunk(index, entries[:0])
			}
		})
	}
	go func() {
		defer close(jobs)
		for index := range chunks {
			select {
			case jobs <- index:
			case <-ctx.Done():
				return
			}
		}
	}()
	go func() {
		group.Wait()
		close(results)
	}()
	waiting := make(map[int64]chunkEntries, 2*workers)
	var expected int64
	var failure error
	for done := range results {
		if failure == nil {
			failure = done.err
		}
		if failure == nil {
			failure = ctx.Err()
		}
		if failure != nil {
			stop()
			pool <- done.entries
			continue
		}
		waiting[done.index] = done
		for {
			ready, ok := waiting[expected]
			if !ok {
				break
			}
			delete(waiting, expected)
			expected++
			add(ready)
			pool <- ready.entries
		}
	}
	if failure == nil && expected < chunks {
		failure = ctx.Err()
	}
	return failure
}
