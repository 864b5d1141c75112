package record

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"

	"github.com/afterword-app/afterword/backend/retro"
)

// A search goes through a record in stretches of entries. The first one is short, so
// that something is found soon; the later ones keep all cores at work.
const (
	firstStretch = 1 << 14
	lastStretch  = 1 << 18
)

// Search looks for entries in the order of a record. What it has found is there to
// be asked for while it goes on. One call of Run may be under way at a time; all else
// may be called at any time from any goroutine.
type Search struct {
	record *Record
	within *View // nil for the whole record
	filter preparedFilter
	wanted []*matcher
	open   Open
	sets   []bitset // by source, nil until needed: what passes in the stretch that is looked at

	mu     sync.Mutex
	found  []uint32 // positions
	done   int      // entries looked at
	all    bool     // whatever is looked at is found
	ended  bool
	growth chan struct{} // closed as soon as more is known
}

// Search prepares to look for the entries that a filter chooses. Text and actor are
// looked for in the bytes that open returns; it is not called where the filter has
// neither. The error has CodeInvalid for a regular expression that cannot be read.
func (r *Record) Search(f Filter, open Open) (*Search, error) {
	wanted, err := f.wanted()
	if err != nil {
		return nil, err
	}
	s := newSearch(r, nil, f, wanted, open)
	if s.all = f.isEmpty(); s.all {
		s.done, s.ended = r.length, true
	}
	return s, nil
}

// Find prepares to look for something among the entries of a view. The error is as
// for Search.
func (v *View) Find(wanted Wanted, open Open) (*Search, error) {
	match, err := newMatcher(wanted)
	if err != nil {
		return nil, err
	}
	if match == nil {
		return nil, retro.Errorf(retro.CodeInvalid, "there is nothing to look for")
	}
	return newSearch(v.record, v, Filter{}, []*matcher{match}, open), nil
}

func newSearch(r *Record, within *View, f Filter, wanted []*matcher, open Open) *Search {
	return &Search{record: r, within: within, filter: f.prepare(r.sources), wanted: wanted, open: open, growth: make(chan struct{})}
}

// Of returns how many entries there are to look at.
func (s *Search) Of() int {
	if s.within != nil {
		return s.within.length
	}
	return s.record.length
}

// Done returns how many entries were looked at.
func (s *Search) Done() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.done
}

// View returns what was found so far. It does not change when more is.
func (s *Search) View() *View {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.all {
		return &View{record: s.record, length: s.record.length}
	}
	return &View{record: s.record, positions: slices.Clip(s.found), length: len(s.found)}
}

// Await returns when the search has found so many entries, has ended, or ctx has.
func (s *Search) Await(ctx context.Context, entries int) {
	for {
		s.mu.Lock()
		enough, growth := s.ended || len(s.found) >= entries, s.growth
		s.mu.Unlock()
		if enough {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-growth:
		}
	}
}

// Run searches to the end. The error is that of opening or reading a source, or of
// ctx, which stops the search; what was found until then stays, and another Run goes
// on from there.
func (s *Search) Run(ctx context.Context) error {
	if s.all {
		return nil
	}
	s.begin()
	defer s.end()
	s.sets = make([]bitset, len(s.record.sources))
	sources := openedSources{open: s.open, readers: make([]io.ReaderAt, len(s.record.sources))}
	err := s.run(ctx, &sources)
	return errors.Join(err, sources.close())
}

func (s *Search) run(ctx context.Context, sources *openedSources) error {
	for from, length := s.Done(), firstStretch; from < s.Of(); length = min(2*length, lastStretch) {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("search: %w", err)
		}
		to := min(from+length, s.Of())
		found, err := s.look(ctx, sources, from, to)
		if err != nil {
			return err
		}
		s.tell(found, to)
		from = to
	}
	return nil
}

// extent is the entries of one source that a stretch has to look at, from the first up
// to the end.
type extent struct{ first, end int }

// look searches one stretch and returns the positions that it found.
func (s *Search) look(ctx context.Context, sources *openedSources, from, to int) ([]uint32, error) {
	spans := make([]extent, len(s.sets))
	for i := from; i < to; i++ {
		position := s.position(i)
		source, entry := s.record.At(position)
		if !s.filter.allows(s.record, position, source, entry) {
			continue
		}
		if s.sets[source] == nil {
			s.sets[source] = newBitset(s.record.sources[source].length())
		}
		s.sets[source].add(entry)
		if at := &spans[source]; at.end == 0 {
			*at = extent{first: entry, end: entry + 1}
		} else {
			at.first, at.end = min(at.first, entry), max(at.end, entry+1)
		}
	}
	for source, at := range spans {
		if at.end == 0 || len(s.wanted) == 0 {
			continue
		}
		ix := s.record.sources[source].Index
		if ix == nil {
			s.sets[source].remove(0) // a picture has no text
			continue
		}
		src, err := sources.reader(ctx, source, s.record.sources[source].ID)
		if err != nil {
			return nil, err
		}
		if err := grep(ctx, ix, src, at.first, at.end, s.wanted, s.sets[source]); err != nil {
			return nil, err
		}
	}
	var found []uint32
	for i := from; i < to; i++ {
		position := s.position(i)
		if source, entry := s.record.At(position); s.sets[source] != nil && s.sets[source].has(entry) {
			s.sets[source].remove(entry)
			found = append(found, uint32(position)) //nolint:gosec // Entries have 32-bit numbers.
		}
	}
	return found, nil
}

// position returns where in the record the i-th entry to look at stands.
func (s *Search) position(i int) int {
	if s.within != nil {
		return s.within.position(i)
	}
	return i
}

// tell makes known what a stretch found.
func (s *Search) tell(found []uint32, done int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.found, s.done = append(s.found, found...), done
	s.wake()
}

func (s *Search) begin() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ended = false
}

func (s *Search) end() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ended = true
	s.wake()
}

// wake lets those go on who wait to know more. The lock is held.
func (s *Search) wake() {
	close(s.growth)
	s.growth = make(chan struct{})
}

// openedSources are the bytes of the sources that a search has come to.
type openedSources struct {
	open    Open
	readers []io.ReaderAt
	closers []io.Closer
}

func (o *openedSources) reader(ctx context.Context, source int, id retro.EvidenceID) (io.ReaderAt, error) {
	if o.readers[source] == nil {
		reader, closer, err := o.open(ctx, id)
		if err != nil {
			return nil, err
		}
		o.readers[source], o.closers = reader, append(o.closers, closer)
	}
	return o.readers[source], nil
}

func (o *openedSources) close() error {
	for _, closer := range o.closers {
		if err := closer.Close(); err != nil {
			return fmt.Errorf("close the source: %w", err)
		}
	}
	return nil
}
