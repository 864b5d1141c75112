package ingest

import (
	"context"
	"io"
	"slices"
	"time"

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
	// Actor, where it is not "", is who an entry must be of, in any case: see
	// Description.
	Actor string
	// Keep, where it is not nil, must allow the lines of an entry; a picture has
	// none and is asked with zeros.
	Keep func(source retro.EvidenceID, fromLine, toLine int) bool
	// Fold shows entries of one source that follow each other and say the same as
	// one row.
	Fold bool
}

// isEmpty reports whether the filter chooses all entries.
func (f *Filter) isEmpty() bool {
	return f.Text == "" && f.Actor == "" && len(f.Levels) == 0 && len(f.Sources) == 0 && f.From.IsZero() && f.To.IsZero() && f.Keep == nil
}

// Open opens the original bytes of a source. Whoever asked closes them.
type Open func(ctx context.Context, source retro.EvidenceID) (io.ReaderAt, io.Closer, error)

// Filter chooses the entries. Text and actor are looked for in the bytes that open
// returns; it is not called where the filter has neither. The error is that of open, of
// reading or of ctx, or has CodeInvalid for a regular expression that cannot be
// read.
func (r *Record) Filter(ctx context.Context, f Filter, open Open) (*View, error) {
	wanted, err := f.wanted()
	if err != nil {
		return nil, err
	}
	view := &View{record: r, length: r.length}
	if !f.isEmpty() {
		chosen := make([]bitset, len(r.sources))
		count := 0
		for i := range r.sources {
			if err := choose(ctx, &r.sources[i], f, wanted, open, &chosen[i]); err != nil {
				return nil, err
			}
			count += chosen[i].count()
		}
		view.positions, view.length = make([]uint32, 0, count), count
		for position := range r.length {
			if source, entry := r.At(position); chosen[source].has(entry) {
				view.positions = append(view.positions, uint32(position))
			}
		}
	}
	if f.Fold {
		view.fold()
	}
	return view, nil
}

// wanted returns what is looked for in the bytes of an entry.
func (f *Filter) wanted() ([]*matcher, error) {
	var wanted []*matcher
	text, err := newMatcher(f.Text)
	if err != nil {
		return nil, err
	}
	if text != nil {
		wanted = append(wanted, text)
	}
	if f.Actor != "" {
		wanted = append(wanted, newActorMatcher(f.Actor))
	}
	return wanted, nil
}

// choose marks the entries of one source that the filter wants.
func choose(ctx context.Context, s *Source, f Filter, wanted []*matcher, open Open, set *bitset) error {
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
		if len(wanted) == 0 && (levels == 0 || levels&1 != 0) && f.during(at) && (f.Keep == nil || f.Keep(s.ID, 0, 0)) {
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
	if len(wanted) == 0 || found == 0 {
		return ctx.Err()
	}
	return search(ctx, s, wanted, open, set)
}

// during reports whether a moment lies within the bounds.
func (f *Filter) during(at int64) bool {
	if f.From.IsZero() && f.To.IsZero() {
		return true
	}
	return at != NoTime && (f.From.IsZero() || at >= f.From.UnixNano()) && (f.To.IsZero() || at < f.To.UnixNano())
}
