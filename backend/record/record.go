package record

import (
	"cmp"
	"math"
	"slices"
	"sort"
	"time"

	"github.com/afterword-app/afterword/backend/ingest"
	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

// Source is one evidence in a Record: the index of a text, or a picture.
type Source struct {
	ID retro.EvidenceID
	// Index is nil for a picture, which stands in the record as one entry at
	// ShownAt.
	Index *ingest.Index
	// ShownAt is the moment of a picture; a picture without one stands first.
	ShownAt *time.Time
	// Skew is added to all times of the source.
	Skew time.Duration
}

// length returns how many entries the source has.
func (s *Source) length() int {
	if s.Index == nil {
		return 1
	}
	return len(s.Index.Entries)
}

// maxSources bounds a record, whose references keep the source in 16 bits.
const maxSources = math.MaxUint16

// reference is where in which source an entry of a record stands.
type reference struct {
	entry  uint32
	source uint16
}

// Record is any number of sources as one sequence by instant, source and place.
// An entry without a time stands after the last one before it in its own source
// that has one, or first. Nothing changes a record after New.
type Record struct {
	sources    []Source
	references []reference // nil where the one source is in order itself
	length     int
	depths     []uint8 // in threads, by position; nil in the order of time
}

// New merges sources. More than 65,535 are an error with CodeUnsupported.
func New(sources []Source) (*Record, error) {
	if len(sources) > maxSources {
		return nil, retro.Errorf(retro.CodeUnsupported, "a record cannot merge %d sources", len(sources))
	}
	r := &Record{sources: slices.Clone(sources)}
	queues := make([]queue, 0, len(sources))
	sorted := true
	for i, s := range sources {
		q := queue{source: uint16(i)}
		if s.Index == nil {
			q.keys = []int64{stamp.NoTime}
			if s.ShownAt != nil {
				q.keys[0] = s.ShownAt.UnixNano() + int64(s.Skew)
			}
		} else {
			var ordered bool
			q.keys, ordered = s.Index.SortKeys(s.Skew)
			if !ordered {
				q.order = orderOf(q.keys)
				sorted = false
			}
		}
		r.length += len(q.keys)
		if len(q.keys) > 0 {
			queues = append(queues, q)
		}
	}
	if len(queues) == 1 && sorted {
		r.sources = []Source{sources[queues[0].source]}
		return r, nil
	}
	r.merge(queues)
	return r, nil
}

// queue is one source while it is merged.
type queue struct {
	keys   []int64
	order  []uint32 // nil for the order of the keys
	next   int
	source uint16
}

func (q *queue) front() (entry uint32, key int64) {
	entry = uint32(q.next) //nolint:gosec // Entries have 32-bit numbers.
	if q.order != nil {
		entry = q.order[q.next]
	}
	return entry, q.keys[entry]
}

// orderOf sorts the numbers of keys stably.
func orderOf(keys []int64) []uint32 {
	order := make([]uint32, len(keys))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(a, b uint32) int { return cmp.Or(cmp.Compare(keys[a], keys[b]), cmp.Compare(a, b)) })
	return order
}

// merge takes runs from the source that is first until another one is.
func (r *Record) merge(queues []queue) {
	r.references = make([]reference, 0, r.length)
	before := func(a, b *queue) bool {
		_, ka := a.front()
		_, kb := b.front()
		return ka < kb || ka == kb && a.source < b.source
	}
	heap := make([]*queue, len(queues))
	for i := range queues {
		heap[i] = &queues[i]
	}
	slices.SortFunc(heap, func(a, b *queue) int {
		if before(a, b) {
			return -1
		}
		return 1
	})
	for len(heap) > 0 {
		first := heap[0]
		for first.next < len(first.keys) && (len(heap) == 1 || before(first, heap[1])) {
			entry, _ := first.front()
			r.references = append(r.references, reference{entry: entry, source: first.source})
			first.next++
		}
		heap = heap[1:]
		if first.next == len(first.keys) {
			continue
		}
		place := sort.Search(len(heap), func(i int) bool { return before(first, heap[i]) })
		heap = slices.Insert(heap, place, first)
	}
}

// Len returns the number of entries, pictures included.
func (r *Record) Len() int { return r.length }

// Sources returns the sources by the numbers that At returns.
func (r *Record) Sources() []Source { return r.sources }

// At returns which entry of which source stands at a position.
func (r *Record) At(position int) (source, entry int) {
	if r.references == nil {
		return 0, position
	}
	ref := r.references[position]
	return int(ref.source), int(ref.entry)
}

// Time returns when the entry at a position happened, skew included, in
// nanoseconds since 1970; false where it has no time.
func (r *Record) Time(position int) (int64, bool) {
	source, entry := r.At(position)
	s := &r.sources[source]
	if s.Index == nil {
		if s.ShownAt == nil {
			return 0, false
		}
		return s.ShownAt.UnixNano() + int64(s.Skew), true
	}
	e := &s.Index.Entries[entry]
	if !e.HasTime() {
		return 0, false
	}
	return e.At + int64(s.Skew), true
}

// Place returns the position of the first entry at or after a moment, Len where
// there is none. Entries without a time are passed over.
func (r *Record) Place(moment time.Time) int {
	return placeIn(r, r.length, func(i int) int { return i }, moment)
}

// placeIn searches the first of n positions whose time is not before a moment. Of a thread
// only its beginning counts.
// Positions without a time belong to the timed one before them, so the search
// walks back from each to that one.
func placeIn(r *Record, n int, position func(int) int, moment time.Time) int {
	wanted := moment.UnixNano()
	timed := func(i int) (int64, bool) {
		at, ok := r.Time(position(i))
		return at, ok && r.Depth(position(i)) == 0
	}
	place := sort.Search(n, func(i int) bool {
		for ; i >= 0; i-- {
			if at, ok := timed(i); ok {
				return at >= wanted
			}
		}
		return false
	})
	for place < n {
		if _, ok := timed(place); ok {
			break
		}
		place++
	}
	return place
}
