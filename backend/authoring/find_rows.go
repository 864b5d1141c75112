package authoring

import (
	"context"
	"fmt"
	"slices"

	"github.com/afterword-app/afterword/backend/record"
	"github.com/afterword-app/afterword/backend/retro"
)

// FindQuery is what is looked for among the rows that an EntryQuery selects. All
// rows stay; those that hold it are gone through one by one.
type FindQuery struct {
	Text   string `json:"text"`
	Regexp bool   `json:"regexp"`
	Case   bool   `json:"case"` // upper and lower case differ
	// From is the row to begin with, and Backward the way to go.
	From     int  `json:"from"`
	Backward bool `json:"backward"`
	// Marks is in how many stretches of equal length the list is parted to tell
	// where the rows are.
	Marks int `json:"marks"`
}

// Found is where rows hold what was looked for, as far as that is known.
type Found struct {
	Total int `json:"total"`
	// Row is the nearest in the way to go, beyond the end from the other end on, and
	// Number which one of all it is, from 1; -1 and 0 where none is known yet.
	Row    int `json:"row"`
	Number int `json:"number"`
	// Marks is how many of the rows each stretch of the list has.
	Marks    []int       `json:"marks"`
	Searched int         `json:"searched"`
	Of       int         `json:"of"`
	State    SearchState `json:"state"`
}

// maxMarks is more than any screen has pixels to show.
const maxMarks = 10_000

// FindRows looks for a text among the rows of a query. Of a long search it answers what
// is known so far; whoever wants more asks again. CodeInvalid for no text, or a regular
// expression that cannot be read.
func (s *Service) FindRows(ctx context.Context, id retro.RetrospectiveID, query EntryQuery, find FindQuery) (Found, error) {
	rows, content, err := s.search(ctx, id, query)
	if err != nil {
		return Found{}, err
	}
	rows.await(ctx, rows.search.Of()+1)
	within, err := opened(rows, content, query)
	if err != nil {
		return Found{}, err
	}
	if within.state == SearchRunning {
		return Found{Row: -1, Marks: []int{}, Of: within.search.Of(), State: SearchRunning}, nil
	}
	finding, err := s.seek(ctx, id, rows, find, content)
	if err != nil {
		return Found{}, err
	}
	finding.await(ctx, finding.search.Of()+1)
	state, err := finding.state()
	if err != nil {
		return Found{}, err
	}
	found := Found{Searched: finding.search.Done(), Of: finding.search.Of(), State: state}
	found.locate(within.RowsOf(finding.search.View()), within.Len(), find)
	return found, nil
}

// seek returns the search for a text among the rows that another search found.
func (s *Service) seek(ctx context.Context, id retro.RetrospectiveID, rows *running, find FindQuery, content retro.Content) (*running, error) {
	cache := &s.sessions.of(id).record
	cache.mu.Lock()
	defer cache.mu.Unlock()
	key := fmt.Sprintf("%q %t %t", find.Text, find.Regexp, find.Case)
	if now := cache.finding; now == nil || now.key != key || now.within != rows || now.failed() {
		wanted := record.Wanted{Text: find.Text, Regexp: find.Regexp, Case: find.Case}
		search, err := rows.search.View().Find(wanted, s.opener(content))
		if err != nil {
			return nil, err
		}
		if now != nil {
			now.stop()
		}
		cache.finding = begin(ctx, key, rows, search)
	}
	return cache.finding, nil
}

// locate tells of all rows that hold the text, in order, out of a list of length rows.
func (f *Found) locate(rows []uint32, length int, find FindQuery) {
	f.Total, f.Row, f.Marks = len(rows), -1, make([]int, min(max(0, find.Marks), maxMarks))
	for _, row := range rows {
		if n := len(f.Marks); n > 0 {
			f.Marks[int(row)*n/length]++
		}
	}
	at, exact := slices.BinarySearch(rows, uint32(max(0, find.From))) //nolint:gosec // Rows have 32-bit numbers.
	if find.Backward && !exact {
		at--
	}
	if at < 0 || at >= len(rows) {
		if f.State == SearchRunning || len(rows) == 0 {
			return
		}
		at = (at + len(rows)) % len(rows)
	}
	f.Row, f.Number = int(rows[at]), at+1
}
