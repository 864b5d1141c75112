package ingest

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/afterword-app/afterword/backend/retro"
)

// Filter chooses entries of a record. Its zero value chooses all.
type Filter struct {
	// Text must occur in the entry's original bytes, in any case; or match it as a
	// regular expression where it stands between slashes, like "/time(d )?out/".
	Text string
	// Levels, where there are any, are those allowed. An entry that names none has
	// LevelNone.
	Levels []retro.Level
	// Sources, where there are any, are those allowed.
	Sources []retro.EvidenceID
	// From and To are the first moment allowed and the first that no longer is;
	// zero for no bound. With a bound, entries without a time are left out.
	From, To time.Time
	// Keep, where it is not nil, must allow the lines of an entry; a picture has
	// none and is asked with zeros.
	Keep func(source retro.EvidenceID, fromLine, toLine int) bool
}

// Open opens the original bytes of a source. Whoever asked closes them.
type Open func(ctx context.Context, source retro.EvidenceID) (io.ReaderAt, io.Closer, error)

// View is the part of a record that a filter chose, in its order.
type View struct {
	record    *Record
	positions []uint32 // nil for the whole record
	length    int
}

// Filter chooses the entries. Text is looked for in the bytes that open returns; it
// is not called where the filter has no text. The error is that of open, of
// reading or of ctx, or has CodeInvalid for a regular expression that cannot be
// read.
func (r *Record) Filter(ctx context.Context, f Filter, open Open) (*View, error) {
	match, err := newMatcher(f.Text)
	if err != nil {
		return nil, err
	}
	if match == nil && len(f.Levels) == 0 && len(f.Sources) == 0 && f.From.IsZero() && f.To.IsZero() && f.Keep == nil {
		return &View{record: r, length: r.length}, nil
	}
	chosen := make([]bitset, len(r.sources))
	for i := range r.sources {
		if err := choose(ctx, &r.sources[i], f, match, open, &chosen[i]); err != nil {
			return nil, err
		}
	}
	count := 0
	for _, set := range chosen {
		count += set.count()
	}
	view := &View{record: r, positions: make([]uint32, 0, count), length: count}
	for position := range r.length {
		if source, entry := r.At(position); chosen[source].has(entry) {
			view.positions = append(view.positions, uint32(position))
		}
	}
	return view, nil
}

// choose marks the entries of one source that the filter wants.
func choose(ctx context.Context, s *Source, f Filter, match *matcher, open Open, set *bitset) error {
	n := 1
	if s.Index != nil {
		n = len(s.Index.Entries)
	}
	*set = newBitset(n)
	if len(f.Sources) > 0 && !slices.Contains(f.Sources, s.ID) {
		return nil
	}
	var levels uint16
	for _, level := range f.Levels {
		levels |= 1 << level
	}
	if s.Index == nil {
		at := NoTime
		if s.ShownAt != nil {
			at = s.ShownAt.UnixNano() + int64(s.Skew)
		}
		if match == nil && (levels == 0 || levels&1 != 0) && f.during(at) && (f.Keep == nil || f.Keep(s.ID, 0, 0)) {
			set.add(0)
		}
		return nil
	}
	found := 0
	for i := range s.Index.Entries {
		e := &s.Index.Entries[i]
		if levels != 0 && levels&(1<<e.Level) == 0 {
			continue
		}
		at := e.At
		if e.HasTime() {
			at += int64(s.Skew)
		}
		if !f.during(at) {
			continue
		}
		if f.Keep != nil {
			if from, to := s.Index.LinesOf(i); !f.Keep(s.ID, from, to) {
				continue
			}
		}
		set.add(i)
		found++
	}
	if match == nil || found == 0 {
		return ctx.Err()
	}
	return search(ctx, s, match, open, set)
}

// during reports whether a moment lies within the bounds.
func (f *Filter) during(at int64) bool {
	if f.From.IsZero() && f.To.IsZero() {
		return true
	}
	return at != NoTime && (f.From.IsZero() || at >= f.From.UnixNano()) && (f.To.IsZero() || at < f.To.UnixNano())
}

// searchBlock is how much is read at once while a source is searched.
const searchBlock = 1 << 20

// search drops from the set the entries whose bytes do not match. Entries are read
// in blocks; one that is longer than searchBytes is searched up to there.
func search(ctx context.Context, s *Source, match *matcher, open Open, set *bitset) error {
	src, closer, err := open(ctx, s.ID)
	if err != nil {
		return err
	}
	err = searchSource(ctx, s.Index, src, match, set)
	if closing := closer.Close(); err == nil && closing != nil {
		return fmt.Errorf("close the source: %w", closing)
	}
	return err
}

// searchBytes is how far into one entry text is looked for.
const searchBytes = 16 << 20

func searchSource(ctx context.Context, ix *Index, src io.ReaderAt, match *matcher, set *bitset) error {
	var buffer []byte
	for i := 0; i < len(ix.Entries); {
		if err := ctx.Err(); err != nil {
			return err
		}
		// A block is as many whole entries as fit, but at least one.
		first, start := i, ix.Entries[i].Offset
		end := start + min(ix.lengthOf(i), searchBytes)
		for i++; i < len(ix.Entries) && ix.Entries[i].Offset+ix.lengthOf(i)-start <= searchBlock; i++ {
			end = ix.Entries[i].Offset + ix.lengthOf(i)
		}
		if need := int(end - start); cap(buffer) < need {
			buffer = make([]byte, max(need, searchBlock))
		}
		block, err := readSome(src, buffer[:end-start], start, ix.Bytes)
		if err != nil {
			return fmt.Errorf("read the source: %w", err)
		}
		match.block(ix, first, i, block, set)
	}
	return nil
}

// matcher looks for a text or a regular expression.
type matcher struct {
	lower, upper []byte // of an ASCII text
	pattern      *regexp.Regexp
}

// newMatcher returns nil for no text.
func newMatcher(wanted string) (*matcher, error) {
	if wanted == "" {
		return nil, nil //nolint:nilnil // No text is no matcher, and no error.
	}
	if len(wanted) > 2 && wanted[0] == '/' && wanted[len(wanted)-1] == '/' {
		pattern, err := regexp.Compile("(?i)" + wanted[1:len(wanted)-1])
		if err != nil {
			return nil, retro.Errorf(retro.CodeInvalid, "the regular expression cannot be read: %w", err).
				WithHint("remove the slashes to search for the text itself")
		}
		return &matcher{pattern: pattern}, nil
	}
	for i := range len(wanted) {
		if wanted[i] >= utf8.RuneSelf {
			return &matcher{pattern: regexp.MustCompile("(?i)" + regexp.QuoteMeta(wanted))}, nil
		}
	}
	return &matcher{lower: []byte(strings.ToLower(wanted)), upper: []byte(strings.ToUpper(wanted))}, nil
}

// block keeps in the set those of the entries from first up to end that match; raw
// begins with the first.
func (m *matcher) block(ix *Index, first, end int, raw []byte, set *bitset) {
	start := ix.Entries[first].Offset
	if m.pattern != nil || ix.plan.encoding != encodingUTF8 {
		for i := first; i < end; i++ {
			if !set.has(i) {
				continue
			}
			from := min(ix.Entries[i].Offset-start, int64(len(raw)))
			to := min(from+ix.lengthOf(i), int64(len(raw)))
			if !m.matches(ix, raw[from:to]) {
				set.remove(i)
			}
		}
		return
	}
	// The text is looked for in the whole block, and what lies between two finds
	// does not hold it.
	i := first
	for place := 0; i < end; {
		found := m.find(raw[place:])
		if found < 0 {
			break
		}
		place += found
		for i < end && ix.Entries[i].Offset+ix.lengthOf(i)-start <= int64(place) {
			set.remove(i)
			i++
		}
		if i == end {
			return
		}
		limit := ix.Entries[i].Offset + ix.lengthOf(i) - start
		if int64(place+len(m.lower)) > limit {
			// It lies across the end of the entry.
			place++
			continue
		}
		i++
		place = int(min(limit, int64(len(raw))))
	}
	for ; i < end; i++ {
		set.remove(i)
	}
}

// matches looks at one entry.
func (m *matcher) matches(ix *Index, raw []byte) bool {
	if ix.plan.encoding != encodingUTF8 {
		raw = decodeUTF16(nil, raw, ix.plan.encoding)
	}
	if m.pattern != nil {
		return m.pattern.Match(raw)
	}
	return m.find(raw) >= 0
}

// find returns where the text begins, in any case, or -1.
func (m *matcher) find(b []byte) int {
	first, other := m.lower[0], m.upper[0]
	low, high := -2, -2
	for i := 0; i+len(m.lower) <= len(b); {
		if low < i && low != -1 {
			low = indexFrom(b, i, first)
		}
		if high < i && high != -1 {
			high = low
			if other != first {
				high = indexFrom(b, i, other)
			}
		}
		switch {
		case low < 0 && high < 0:
			return -1
		case low < 0 || high >= 0 && high < low:
			i = high
		default:
			i = low
		}
		if i+len(m.lower) > len(b) {
			return -1
		}
		if m.equal(b[i : i+len(m.lower)]) {
			return i
		}
		i++
	}
	return -1
}

func indexFrom(b []byte, from int, c byte) int {
	if n := bytes.IndexByte(b[from:], c); n >= 0 {
		return from + n
	}
	return -1
}

func (m *matcher) equal(b []byte) bool {
	for i, c := range b {
		if c != m.lower[i] && c != m.upper[i] {
			return false
		}
	}
	return true
}

// bitset marks entries of one source.
type bitset []uint64

func newBitset(n int) bitset { return make(bitset, (n+63)/64) }

func (s bitset) add(i int)      { s[i/64] |= 1 << (i % 64) }
func (s bitset) remove(i int)   { s[i/64] &^= 1 << (i % 64) }
func (s bitset) has(i int) bool { return s[i/64]&(1<<(i%64)) != 0 }
