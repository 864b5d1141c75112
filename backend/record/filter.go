package record

import (
	"context"
	"io"
	"math"
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
	// Fields are conditions that the fields of an entry must all fulfil.
	Fields []FieldCondition
	// Keep, where it is not nil, must allow the lines of an entry; a picture has
	// none and is asked with zeros.
	Keep func(source retro.EvidenceID, fromLine, toLine int) bool
}

// FieldCondition is what is asked of a field of an entry. One that the entry does not
// have fulfils none.
type FieldCondition struct {
	Name  string
	Holds func(value string) bool
	// Text, where it is not "", may occur in the bytes of the entry instead.
	Text string
}

// isEmpty reports whether the filter chooses all entries.
func (f *Filter) isEmpty() bool {
	return f.Text == "" && f.Actor == "" && len(f.Fields) == 0 && len(f.Levels) == 0 && len(f.Sources) == 0 && f.From.IsZero() && f.To.IsZero() && f.Keep == nil
}

// Open opens the original bytes of a source. Whoever asked closes them.
type Open func(ctx context.Context, source retro.EvidenceID) (io.ReaderAt, io.Closer, error)

// Filter chooses the entries: Search, run to its end.
func (r *Record) Filter(ctx context.Context, f Filter, open Open) (*View, error) {
	search, err := r.Search(f, open)
	if err != nil {
		return nil, err
	}
	if err := search.Run(ctx); err != nil {
		return nil, err
	}
	return search.View(), nil
}

// wanted returns what is looked for in the bytes of an entry.
func (f *Filter) wanted() ([]*matcher, error) {
	var wanted []*matcher
	text, err := newMatcher(ParseWanted(f.Text))
	if err != nil {
		return nil, err
	}
	if text != nil {
		wanted = append(wanted, text)
	}
	if f.Actor != "" {
		wanted = append(wanted, newActorMatcher(f.Actor))
	}
	for i := range f.Fields {
		wanted = append(wanted, &matcher{field: &f.Fields[i]})
	}
	return wanted, nil
}

// preparedFilter is a filter made ready to look at many entries, at all but their bytes.
type preparedFilter struct {
	*Filter
	levels     uint16 // a bit for each that is allowed
	from, to   int64
	timed      bool // whether there are bounds
	bySource   []bool
	hasSources bool
}

func (f *Filter) prepare(sources []Source) preparedFilter {
	s := preparedFilter{Filter: f, hasSources: len(f.Sources) > 0, timed: !f.From.IsZero() || !f.To.IsZero(), from: math.MinInt64, to: math.MaxInt64}
	for _, level := range f.Levels {
		s.levels |= 1 << level
	}
	if !f.From.IsZero() {
		s.from = f.From.UnixNano()
	}
	if !f.To.IsZero() {
		s.to = f.To.UnixNano()
	}
	for _, source := range sources {
		s.bySource = append(s.bySource, slices.Contains(f.Sources, source.ID))
	}
	return s
}

// allows reports whether an entry passes all but the matchers.
func (s *preparedFilter) allows(r *Record, position, source, entry int) bool {
	if s.hasSources && !s.bySource[source] {
		return false
	}
	from := &r.sources[source]
	level := retro.LevelNone
	if from.Index != nil {
		level = retro.Level(from.Index.Entries[entry].Level)
	}
	if s.levels != 0 && s.levels&(1<<level) == 0 {
		return false
	}
	if s.timed {
		if at, ok := r.Time(position); !ok || at < s.from || at >= s.to {
			return false
		}
	}
	if s.Keep == nil {
		return true
	}
	if from.Index == nil {
		return s.Keep(from.ID, 0, 0)
	}
	first, last := from.Index.LinesOf(entry)
	return s.Keep(from.ID, first, last)
}
