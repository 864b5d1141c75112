package authoring

import (
	"context"
	"fmt"
	"io"
	"slices"
	"sync"
	"time"

	"github.com/afterword-app/afterword/backend/ingest"
	"github.com/afterword-app/afterword/backend/retro"
)

// EntryQuery chooses rows of the merged record. Its zero value chooses all.
type EntryQuery struct {
	// Text must occur in the entry, in any case, or match it as a regular
	// expression where it stands between slashes.
	Text    string             `json:"text"`
	Levels  []retro.Level      `json:"levels"`          // none for all
	Sources []retro.EvidenceID `json:"sources"`         // none for all
	Actor   string             `json:"actor,omitempty"` // whose, in any case; "" for all
	Show    Show               `json:"show"`
	From    *time.Time         `json:"from"` // the first moment wanted
	To      *time.Time         `json:"to"`   // the first moment no longer wanted
	// Fold shows entries of one source that follow each other and say the same as
	// one row, whose Repeats counts them.
	Fold bool `json:"fold,omitempty"`
}

// Show chooses rows by whether an event cites them.
type Show string

// What to show; "" is ShowAll.
const (
	ShowAll   Show = "all"
	ShowUsed  Show = "used"  // some event cites it
	ShowInbox Show = "inbox" // none does
)

// EntryWindow is a stretch of the rows that a query selects.
type EntryWindow struct {
	Total   int     `json:"total"` // rows that the query selects
	From    int     `json:"from"`  // place of the first one here
	Entries []Entry `json:"entries"`
}

// Histogram counts rows over time.
type Histogram = ingest.Histogram

// Entries returns count rows from a place on. Rows stand by time, then by source
// and line; one without a time stands after the row before it in its source.
func (s *Service) Entries(ctx context.Context, id retro.RetrospectiveID, query EntryQuery, from, count int) (EntryWindow, error) {
	view, content, err := s.view(ctx, id, query)
	if err != nil {
		return EntryWindow{}, err
	}
	window := EntryWindow{Total: view.Len(), From: from, Entries: []Entry{}}
	sources := map[int]*source{}
	defer func() {
		for _, open := range sources {
			open.close()
		}
	}()
	citing := citations(content)
	for place := max(0, from); place < min(from+count, view.Len()); place++ {
		number, at := view.At(place)
		row, err := s.row(ctx, content, view.sources[number], at, sources, number)
		if err != nil {
			return EntryWindow{}, err
		}
		row.Index, row.Repeats = place, view.Repeats(place)
		row.Events = citing.of(row.Evidence, row.Line, row.Line+max(0, row.Lines-1))
		window.Entries = append(window.Entries, row)
	}
	return window, nil
}

// row makes the row of one entry, opening its source where it is not yet open.
func (s *Service) row(ctx context.Context, content retro.Content, from ingest.Source, at int, opened map[int]*source, number int) (Entry, error) {
	evidence := content.FindEvidence(from.ID)
	if evidence == nil {
		return Entry{}, missing("evidence", from.ID)
	}
	if from.Index == nil {
		return pictureEntry(*evidence), nil
	}
	if opened[number] == nil {
		blob, err := s.openText(ctx, *evidence)
		if err != nil {
			return Entry{}, err
		}
		opened[number] = &source{evidence: *evidence, index: from.Index, blob: blob}
	}
	raw, err := opened[number].raw(at, maxEntryText)
	if err != nil {
		return Entry{}, err
	}
	row, _ := opened[number].describe(at, raw)
	return row, nil
}

// Histogram counts the rows that a query selects in buckets of equal length.
func (s *Service) Histogram(ctx context.Context, id retro.RetrospectiveID, query EntryQuery, buckets int) (Histogram, error) {
	view, _, err := s.view(ctx, id, query)
	if err != nil {
		return Histogram{}, err
	}
	return view.Histogram(buckets), nil
}

// Place returns the place of the first row at or after a time.
func (s *Service) Place(ctx context.Context, id retro.RetrospectiveID, query EntryQuery, at time.Time) (int, error) {
	view, _, err := s.view(ctx, id, query)
	if err != nil {
		return 0, err
	}
	return view.Place(at), nil
}

// recordCache keeps the merged record of a retrospective and the view that was
// asked for last, which is asked for again with every page. Its lock is its own:
// a search through large logs must not hold up a save.
type recordCache struct {
	mu        sync.Mutex
	recordKey string
	record    *ingest.Record
	viewKey   string
	view      *ingest.View
}

// openedView is a view and the sources that its numbers mean.
type openedView struct {
	*ingest.View
	sources []ingest.Source
}

func (s *Service) view(ctx context.Context, id retro.RetrospectiveID, query EntryQuery) (openedView, retro.Content, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return openedView{}, retro.Content{}, err
	}
	cache := &s.sessions.of(id).record
	cache.mu.Lock()
	defer cache.mu.Unlock()
	if key := recordKey(content); cache.record == nil || cache.recordKey != key {
		record, err := s.merge(ctx, content)
		if err != nil {
			return openedView{}, retro.Content{}, err
		}
		cache.recordKey, cache.record, cache.view = key, record, nil
	}
	if key := viewKey(query, content); cache.view == nil || cache.viewKey != key {
		view, err := cache.record.Filter(ctx, filterOf(query, content), s.opener(content))
		if err != nil {
			return openedView{}, retro.Content{}, err
		}
		cache.viewKey, cache.view = key, view
	}
	return openedView{View: cache.view, sources: cache.record.Sources()}, content, nil
}

// merge puts all text and pictures of a retrospective in one sequence.
func (s *Service) merge(ctx context.Context, content retro.Content) (*ingest.Record, error) {
	var sources []ingest.Source
	for _, e := range content.Evidence {
		switch {
		case e.IsText():
			index, err := s.index(ctx, e, nil)
			if err != nil {
				return nil, err
			}
			sources = append(sources, ingest.Source{ID: e.ID, Index: index, Skew: e.Skew})
		case e.IsPicture():
			source := ingest.Source{ID: e.ID, Skew: e.Skew}
			if e.ShownAt != nil {
				source.ShownAt = &e.ShownAt.At
			}
			sources = append(sources, source)
		}
	}
	return ingest.NewRecord(sources)
}

// recordKey names all that the merged record depends on.
func recordKey(content retro.Content) string {
	var key []byte
	for _, e := range content.Evidence {
		key = fmt.Appendf(key, "%s %s %s %d", e.ID, e.Hash, settingsKey("", e), e.Skew)
		if e.ShownAt != nil {
			key = fmt.Appendf(key, " %d", e.ShownAt.At.UnixNano())
		}
		key = append(key, '\n')
	}
	return string(key)
}

// viewKey names all that a view depends on beside the record.
func viewKey(query EntryQuery, content retro.Content) string {
	key := fmt.Appendf(nil, "%q %v %q %q %s %v %v %t", query.Text, query.Levels, query.Sources, query.Actor, query.Show, query.From, query.To, query.Fold)
	if query.Show == ShowUsed || query.Show == ShowInbox {
		for _, event := range content.Events {
			key = fmt.Appendf(key, " %v", event.Citations)
		}
	}
	return string(key)
}

func filterOf(query EntryQuery, content retro.Content) ingest.Filter {
	filter := ingest.Filter{Text: query.Text, Levels: query.Levels, Sources: query.Sources, Actor: query.Actor, Fold: query.Fold}
	if query.From != nil {
		filter.From = *query.From
	}
	if query.To != nil {
		filter.To = *query.To
	}
	if query.Show == ShowUsed || query.Show == ShowInbox {
		citing := citations(content)
		filter.Keep = func(id retro.EvidenceID, from, to int) bool {
			return (len(citing.of(id, from, to)) > 0) == (query.Show == ShowUsed)
		}
	}
	return filter
}

func (s *Service) opener(content retro.Content) ingest.Open {
	return func(ctx context.Context, id retro.EvidenceID) (io.ReaderAt, io.Closer, error) {
		at := slices.IndexFunc(content.Evidence, func(e retro.Evidence) bool { return e.ID == id })
		if at < 0 {
			return nil, nil, missing("evidence", id)
		}
		blob, err := s.openText(ctx, content.Evidence[at])
		if err != nil {
			return nil, nil, err
		}
		return blob, blob, nil
	}
}
