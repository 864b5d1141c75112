package authoring

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"sync"
	"time"

	"github.com/afterword-app/afterword/backend/chart"
	"github.com/afterword-app/afterword/backend/record"
	"github.com/afterword-app/afterword/backend/retro"
)

// EntryQuery chooses rows of the merged record. Its zero value chooses all.
type EntryQuery struct {
	// Filter is what people wrote, to be understood as ParseFilter does, in place of Text.
	Filter string `json:"filter,omitempty"`
	// Text must occur in the entry, in any case, or match it as a regular
	// expression where it stands between slashes.
	Text    string             `json:"text"`
	Levels  []retro.Level      `json:"levels"`          // none for all
	Sources []retro.EvidenceID `json:"sources"`         // none for all
	Actor   string             `json:"actor,omitempty"` // whose, in any case; "" for all
	// Fields are asked of the fields of an entry, all of them.
	Fields []chart.Condition `json:"fields,omitempty"`
	Show   Show              `json:"show"`
	From   *time.Time        `json:"from,omitempty"` // the first moment wanted
	To     *time.Time        `json:"to,omitempty"`   // the first moment no longer wanted
	// Fold shows entries of one source that follow each other and say the same as
	// one row, whose Repeats counts them, except where the first of them is in
	// Unfolded.
	Fold     bool       `json:"fold,omitempty"`
	Unfolded []EntryRef `json:"unfolded,omitempty"`
	// Order is how the rows follow each other, "" for OrderTime.
	Order Order `json:"order,omitempty"`
}

// Order is how rows follow each other.
type Order string

// The orders.
const (
	OrderTime   Order = "time"
	OrderThread Order = "thread" // replies below the message that they answer, see Entry.Depth
)

// EntryRef names an entry by where it begins.
type EntryRef struct {
	Evidence retro.EvidenceID `json:"evidence"`
	Line     int              `json:"line"`
}

// Show chooses rows by whether an event cites them, or by whether they are new.
type Show string

// What to show; "" is ShowAll.
const (
	ShowAll   Show = "all"
	ShowUsed  Show = "used"  // some event cites it
	ShowInbox Show = "inbox" // none does
	ShowNew   Show = "new"   // it came when its source grew, and nobody has looked at it
)

// SearchState says how far the search for rows has come.
type SearchState string

// The states.
const (
	SearchRunning SearchState = "running" // more may be found
	SearchDone    SearchState = "done"
	SearchStopped SearchState = "stopped" // by a person: there may be more
)

// EntryWindow is a stretch of the rows that a query selects.
type EntryWindow struct {
	Total   int     `json:"total"` // rows that the query selects, as far as they are known
	From    int     `json:"from"`  // place of the first one here
	Entries []Entry `json:"entries"`
	// Searched is how many entries were looked at, Of how many there are.
	Searched int         `json:"searched"`
	Of       int         `json:"of"`
	State    SearchState `json:"state"`
}

// Histogram counts rows over time.
type Histogram = record.Histogram

// patience is how long an answer waits for the first rows of a search: as long as
// people hold for at once.
const patience = 50 * time.Millisecond

// Entries returns count rows from a place on, once all are known. Rows stand by
// time, then by source and line; one without a time stands after the row before it in
// its source.
func (s *Service) Entries(ctx context.Context, id retro.RetrospectiveID, query EntryQuery, from, count int) (EntryWindow, error) {
	view, err := s.view(ctx, id, query)
	if err != nil {
		return EntryWindow{}, err
	}
	return s.window(ctx, view, from, count)
}

// Window returns what Entries does, but of a long search what it has found so
// far. Whoever wants more asks again.
func (s *Service) Window(ctx context.Context, id retro.RetrospectiveID, query EntryQuery, from, count int) (EntryWindow, error) {
	view, err := s.viewSoon(ctx, id, query, from+count)
	if err != nil {
		return EntryWindow{}, err
	}
	return s.window(ctx, view, from, count)
}

func (s *Service) window(ctx context.Context, view openedView, from, count int) (EntryWindow, error) {
	window := EntryWindow{
		Total: view.Len(), From: from, Entries: []Entry{},
		Searched: view.search.Done(), Of: view.search.Of(), State: view.state,
	}
	sources := map[int]*source{}
	defer func() {
		for _, open := range sources {
			open.close()
		}
	}()
	citing := citations(view.content)
	for place := max(0, from); place < min(from+count, view.Len()); place++ {
		number, at := view.At(place)
		row, err := s.row(ctx, view.content, view.sources[number], at, sources, number)
		if err != nil {
			return EntryWindow{}, err
		}
		row.Index, row.Repeats, row.Unfolded = place, view.Repeats(place), view.Unfolded(place)
		row.Depth = view.Record().Depth(view.Position(place))
		row.Events = citing.ofRow(view, place)
		window.Entries = append(window.Entries, row)
	}
	return window, nil
}

// ofRow returns the events that cite any of the entries in a row.
func (c cited) ofRow(view openedView, place int) []retro.EventID {
	events := []retro.EventID{}
	for number, at := range view.Row(place) {
		from := view.sources[number]
		if len(c[from.ID]) == 0 {
			break // a row is of one source
		}
		first, last := 0, 0
		if from.Index != nil {
			first, last = from.Index.LinesOf(at)
		}
		for _, event := range c.of(from.ID, first, last) {
			if !slices.Contains(events, event) {
				events = append(events, event)
			}
		}
	}
	return events
}

// row makes the row of one entry, opening its source where it is not yet open.
func (s *Service) row(ctx context.Context, content retro.Content, from record.Source, at int, opened map[int]*source, number int) (Entry, error) {
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

// Histogram counts the rows that a query selects in buckets of equal length, once
// all are known.
func (s *Service) Histogram(ctx context.Context, id retro.RetrospectiveID, query EntryQuery, buckets int) (Histogram, error) {
	view, err := s.view(ctx, id, query)
	if err != nil {
		return Histogram{}, err
	}
	return view.Histogram(buckets), nil
}

// Place returns the place of the first row at or after a time; -1 where a long search
// has not come so far yet.
func (s *Service) Place(ctx context.Context, id retro.RetrospectiveID, query EntryQuery, at time.Time) (int, error) {
	view, err := s.viewSoon(ctx, id, query, math.MaxInt)
	if err != nil {
		return 0, err
	}
	place := view.Place(at)
	if place == view.Len() && view.state == SearchRunning {
		return -1, nil
	}
	return place, nil
}

// recordCache keeps the merged record of a retrospective, and the searches in it that
// were wanted last: their rows are asked for again with every page. Its lock is its
// own: a search through large logs must not hold up a save.
type recordCache struct {
	mu        sync.Mutex
	recordKey string
	record    *record.Record
	threaded  *record.Record // the same in the order of threads, nil until somebody wants it
	rows      []*running     // the one wanted last comes last
	finding   *running
}

// maxSearches is how many searches for rows go on at a time. Somebody who types asks
// for the rows and the histogram of each text, and the answers are not made in that
// order: what was asked for last must not be stopped by a late question before it.
const maxSearches = 3

// running is a search under way, or at its end.
type running struct {
	key    string
	within *running // among whose rows it looks, nil for the whole record
	search *record.Search
	stop   context.CancelFunc
	ended  chan struct{} // closed at the end
	err    error         // to be read after it

	mu        sync.Mutex
	foldedKey string
	folded    *record.View
}

// begin runs a search. It goes on when the call that began it has its answer.
func begin(ctx context.Context, key string, within *running, search *record.Search) *running {
	ctx, stop := context.WithCancel(context.WithoutCancel(ctx))
	r := &running{key: key, within: within, search: search, stop: stop, ended: make(chan struct{})}
	go func() {
		defer stop()
		r.err = search.Run(ctx)
		close(r.ended)
	}()
	return r
}

// state returns how the search stands, and why it failed where it did.
func (r *running) state() (SearchState, error) {
	select {
	case <-r.ended:
	default:
		return SearchRunning, nil
	}
	switch {
	case r.err == nil:
		return SearchDone, nil
	case errors.Is(r.err, context.Canceled):
		return SearchStopped, nil
	}
	return SearchStopped, r.err
}

// view returns what was found so far, folded where the query wants it.
func (r *running) view(query EntryQuery) *record.View {
	view := r.search.View()
	if !query.Fold {
		return view
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	key := fmt.Sprint(view.Entries(), query.Unfolded)
	if r.foldedKey != key {
		sources := view.Record().Sources()
		r.foldedKey, r.folded = key, view.Fold(func(source, entry int) bool {
			from := sources[source]
			if from.Index == nil {
				return false
			}
			line, _ := from.Index.LinesOf(entry)
			return slices.Contains(query.Unfolded, EntryRef{Evidence: from.ID, Line: line})
		})
	}
	return r.folded
}

// openedView is what a search has found, and what its numbers mean.
type openedView struct {
	*record.View
	sources []record.Source
	content retro.Content
	search  *record.Search
	state   SearchState
}

// view returns all rows of a query.
func (s *Service) view(ctx context.Context, id retro.RetrospectiveID, query EntryQuery) (openedView, error) {
	search, content, err := s.search(ctx, id, query)
	if err != nil {
		return openedView{}, err
	}
	select {
	case <-ctx.Done():
		return openedView{}, fmt.Errorf("search: %w", ctx.Err())
	case <-search.ended:
	}
	return opened(search, content, query)
}

// viewSoon returns the rows of a query that are known as soon as there are enough, or
// when a moment has passed.
func (s *Service) viewSoon(ctx context.Context, id retro.RetrospectiveID, query EntryQuery, enough int) (openedView, error) {
	search, content, err := s.search(ctx, id, query)
	if err != nil {
		return openedView{}, err
	}
	search.await(ctx, enough)
	return opened(search, content, query)
}

// await waits until a search has found enough or ended, but not for long.
func (r *running) await(ctx context.Context, enough int) {
	ctx, done := context.WithTimeout(ctx, patience)
	defer done()
	r.search.Await(ctx, enough)
	if r.search.Done() < r.search.Of() {
		return
	}
	select {
	case <-ctx.Done():
	case <-r.ended:
	}
}

func opened(search *running, content retro.Content, query EntryQuery) (openedView, error) {
	state, err := search.state()
	if err != nil {
		return openedView{}, err
	}
	view := search.view(query)
	if state == SearchRunning {
		view = view.Settled()
	}
	return openedView{View: view, sources: view.Record().Sources(), content: content, search: search.search, state: state}, nil
}

// search returns the search for the rows of a query, which may be under way.
func (s *Service) search(ctx context.Context, id retro.RetrospectiveID, query EntryQuery) (*running, retro.Content, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return nil, retro.Content{}, err
	}
	if query, err = query.understood(content); err != nil {
		return nil, retro.Content{}, err
	}
	cache := &s.sessions.of(id).record
	cache.mu.Lock()
	defer cache.mu.Unlock()
	if key := recordKey(content); cache.record == nil || cache.recordKey != key {
		record, err := s.merge(ctx, content)
		if err != nil {
			return nil, retro.Content{}, err
		}
		cache.stop()
		cache.recordKey, cache.record, cache.threaded, cache.rows = key, record, nil, nil
	}
	merged := cache.record
	switch query.Order {
	case "", OrderTime:
	case OrderThread:
		if cache.threaded == nil {
			cache.threaded = cache.record.Threaded()
		}
		merged = cache.threaded
	default:
		return nil, retro.Content{}, retro.Errorf(retro.CodeInvalid, "there is no order %q", query.Order).WithHint("use %s or %s", OrderTime, OrderThread)
	}
	key := searchKey(query, content)
	if !cache.want(key) {
		search, err := merged.Search(filterOf(query, content), s.opener(content))
		if err != nil {
			return nil, retro.Content{}, err
		}
		cache.add(begin(ctx, key, nil, search))
	}
	return cache.rows[len(cache.rows)-1], content, nil
}

// failed reports whether the search broke off for another reason than a person.
func (r *running) failed() bool {
	_, err := r.state()
	return err != nil
}

// want puts the search of a key last, as the one that is wanted, and reports whether
// there is one.
func (c *recordCache) want(key string) bool {
	at := slices.IndexFunc(c.rows, func(r *running) bool { return r.key == key })
	if at < 0 || c.rows[at].failed() {
		return false
	}
	wanted := c.rows[at]
	c.rows = append(slices.Delete(c.rows, at, at+1), wanted)
	return true
}

// add takes a search in as the one that is wanted. What broke off is let go, and what
// has not been wanted for longest is stopped.
func (c *recordCache) add(search *running) {
	c.rows = slices.DeleteFunc(c.rows, func(r *running) bool { return r.key == search.key || r.isStopped() })
	c.rows = append(c.rows, search)
	if len(c.rows) > maxSearches {
		c.rows[0].stop()
		c.rows = slices.Delete(c.rows, 0, 1)
	}
}

// stop stops what is under way.
func (c *recordCache) stop() {
	for _, r := range c.rows {
		r.stop()
	}
	if c.finding != nil {
		c.finding.stop()
	}
}

// StopSearch stops the searches that are under way in a retrospective. What they
// found until then stays.
func (s *Service) StopSearch(id retro.RetrospectiveID) {
	cache := &s.sessions.of(id).record
	cache.mu.Lock()
	defer cache.mu.Unlock()
	cache.stop()
}

// StopFind stops looking for a text among the rows, and leaves the rows alone.
func (s *Service) StopFind(id retro.RetrospectiveID) {
	cache := &s.sessions.of(id).record
	cache.mu.Lock()
	defer cache.mu.Unlock()
	if cache.finding != nil {
		cache.finding.stop()
	}
}

// ResumeFind lets the search for a text go on from where it was stopped.
func (s *Service) ResumeFind(ctx context.Context, id retro.RetrospectiveID) {
	cache := &s.sessions.of(id).record
	cache.mu.Lock()
	defer cache.mu.Unlock()
	if stopped := cache.finding; stopped.isStopped() {
		cache.finding = begin(ctx, stopped.key, stopped.within, stopped.search)
	}
}

// ResumeSearch lets a search go on that was stopped, from where it was: that for the
// rows, else that for a text among them.
func (s *Service) ResumeSearch(ctx context.Context, id retro.RetrospectiveID) {
	cache := &s.sessions.of(id).record
	cache.mu.Lock()
	defer cache.mu.Unlock()
	if n := len(cache.rows); n > 0 && cache.rows[n-1].isStopped() {
		cache.add(begin(ctx, cache.rows[n-1].key, nil, cache.rows[n-1].search))
	} else if stopped := cache.finding; stopped.isStopped() {
		cache.finding = begin(ctx, stopped.key, stopped.within, stopped.search)
	}
}

// isStopped reports whether a person stopped the search.
func (r *running) isStopped() bool {
	if r == nil {
		return false
	}
	state, err := r.state()
	return state == SearchStopped && err == nil
}

// merge puts all text and pictures of a retrospective in one sequence.
func (s *Service) merge(ctx context.Context, content retro.Content) (*record.Record, error) {
	var sources []record.Source
	for _, e := range content.Evidence {
		switch {
		case e.IsText():
			index, err := s.index(ctx, e, nil)
			if err != nil {
				return nil, err
			}
			sources = append(sources, record.Source{ID: e.ID, Index: index, Skew: e.Skew})
		case e.IsPicture():
			source := record.Source{ID: e.ID, Skew: e.Skew}
			if e.ShownAt != nil {
				source.ShownAt = &e.ShownAt.At
			}
			sources = append(sources, source)
		}
	}
	return record.New(sources)
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

// searchKey names all that a search depends on beside the record.
func searchKey(query EntryQuery, content retro.Content) string {
	key := fmt.Appendf(nil, "%s %q %v %q %q %q %s %v %v", query.Order, query.Text, query.Levels, query.Sources, query.Actor, query.Fields, query.Show, query.From, query.To)
	if query.Show == ShowUsed || query.Show == ShowInbox {
		for _, event := range content.Events {
			key = fmt.Appendf(key, " %v", event.Citations)
		}
	}
	if query.Show == ShowNew {
		for _, e := range content.Evidence {
			key = fmt.Appendf(key, " %d", e.SeenLines)
		}
	}
	return string(key)
}

func filterOf(query EntryQuery, content retro.Content) record.Filter {
	filter := record.Filter{Text: query.Text, Levels: query.Levels, Sources: query.Sources, Actor: query.Actor}
	for _, condition := range query.Fields {
		asked := record.FieldCondition{Name: condition.Field, Holds: condition.Test()}
		if condition.Sign == "=" {
			asked.Text = condition.Field + "=" + condition.Value // as people wrote it before
		}
		filter.Fields = append(filter.Fields, asked)
	}
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
	if query.Show == ShowNew {
		sources := map[retro.EvidenceID]retro.Evidence{}
		for _, e := range content.Evidence {
			sources[e.ID] = e
		}
		filter.Keep = func(id retro.EvidenceID, from, _ int) bool { return isNew(sources[id], from) }
	}
	return filter
}

func (s *Service) opener(content retro.Content) record.Open {
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
