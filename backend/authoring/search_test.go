package authoring_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite"
)

// slowLibrary reads its originals only up to their middle until the gate is opened.
type slowLibrary struct {
	*sqlite.DB
	gate chan struct{}
}

func (l slowLibrary) OpenBlob(ctx context.Context, hash retro.Hash) (library.Blob, error) {
	blob, err := l.DB.OpenBlob(ctx, hash)
	return slowBlob{blob, l.gate}, err
}

type slowBlob struct {
	library.Blob
	gate chan struct{}
}

func (b slowBlob) ReadAt(p []byte, at int64) (int, error) {
	if at+int64(len(p)) > b.Size()/2 {
		<-b.gate
	}
	return b.Blob.ReadAt(p, at)
}

// openLongLog opens a library with one retrospective, whose log of 60,000 lines takes
// a search more than one reading.
func openLongLog(t *testing.T) (*sqlite.DB, retro.RetrospectiveID) {
	t.Helper()
	var log strings.Builder
	for i := range 60_000 {
		fmt.Fprintf(&log, "%s line %d\n", begun.Add(time.Duration(i)*time.Second).Format(time.RFC3339), i)
	}
	clock := retro.FixedClock(begun, time.Minute)
	path := filepath.Join(t.TempDir(), "afterword.db")
	db := must[*sqlite.DB](t)(sqlite.Open(t.Context(), path, sqlite.Options{Clock: clock, OpenText: authoring.OpenText}))
	t.Cleanup(func() { _ = db.Close() })
	service := authoring.New(db, clock, retro.NewIDs(rand.Reader))
	id := begin(t, service)
	added := must[authoring.Added](t)(service.AddEvidence(t.Context(), id, []authoring.Original{file("app.log", []byte(log.String()))}, nil))
	if len(added.Evidence) != 1 {
		t.Fatalf("added %v, refused %v", added.Evidence, added.Refused)
	}
	return db, id
}

// TestResumeSearch proves that a filter which was stopped keeps what it found, and
// goes on to the end when it is told to; and so does a text that is looked for.
func TestResumeSearch(t *testing.T) {
	t.Parallel()
	db, id := openLongLog(t)

	all := authoring.EntryQuery{}
	sevens := authoring.EntryQuery{Text: "/7$/"}
	searches := map[string]func(*authoring.Service) (total, searched int, state authoring.SearchState, err error){
		"rows": func(s *authoring.Service) (int, int, authoring.SearchState, error) {
			window, err := s.Window(t.Context(), id, sevens, 0, 1)
			return window.Total, window.Searched, window.State, err
		},
		"a text among them": func(s *authoring.Service) (int, int, authoring.SearchState, error) {
			found, err := s.FindRows(t.Context(), id, all, authoring.FindQuery{Text: "7$", Regexp: true})
			return found.Total, found.Searched, found.State, err
		},
	}
	searches["a text alone"] = searches["a text among them"]
	for name, ask := range searches {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			gate := make(chan struct{})
			service := authoring.New(slowLibrary{db, gate}, retro.FixedClock(begun, time.Minute), retro.NewIDs(rand.Reader))
			until := func(enough func(total, searched int, state authoring.SearchState) bool) {
				t.Helper()
				for {
					total, searched, state, err := ask(service)
					if err != nil || t.Context().Err() != nil {
						t.Fatalf("%d found after %d, %s: %v", total, searched, state, err)
					}
					if enough(total, searched, state) {
						return
					}
				}
			}
			until(func(total, _ int, _ authoring.SearchState) bool { return total > 0 })
			stop, resume := service.StopSearch, service.ResumeSearch
			if name == "a text alone" {
				stop, resume = service.StopFind, service.ResumeFind
			}
			stop(id)
			close(gate)
			stoppedAt := 0
			until(func(_, searched int, state authoring.SearchState) bool {
				stoppedAt = searched
				return state != authoring.SearchRunning
			})
			resume(t.Context(), id)
			least := stoppedAt
			until(func(total, searched int, state authoring.SearchState) bool {
				if searched < least {
					t.Errorf("it began again: %d looked at after %d", searched, least)
				}
				least = searched
				if state == authoring.SearchDone {
					if diff := cmp.Diff([]int{6000, 60_000}, []int{total, searched}); diff != "" {
						t.Error(diff)
					}
				}
				return state == authoring.SearchDone
			})
			if stoppedAt == 0 || stoppedAt == 60_000 {
				t.Errorf("stopped after %d", stoppedAt)
			}
		})
	}
}

// TestSearchesSideBySide proves that a question which comes late, of a text that was
// typed before, does not break off the search for what was typed last.
func TestSearchesSideBySide(t *testing.T) {
	t.Parallel()
	db, id := openLongLog(t)
	gate := make(chan struct{})
	service := authoring.New(slowLibrary{db, gate}, retro.FixedClock(begun, time.Minute), retro.NewIDs(rand.Reader))

	counts := make(chan int)
	go func() {
		histogram, err := service.Histogram(t.Context(), id, authoring.EntryQuery{Text: "/7$/"}, 1)
		if err != nil {
			t.Error(err)
		}
		counts <- histogram.Buckets[0].Total
	}()
	for { // until that search has begun
		window := must[authoring.EntryWindow](t)(service.Window(t.Context(), id, authoring.EntryQuery{Text: "/7$/"}, 0, 1))
		if window.Total > 0 {
			break
		}
	}
	must[authoring.EntryWindow](t)(service.Window(t.Context(), id, authoring.EntryQuery{Text: "/[37]$/"}, 0, 1))
	close(gate)
	if got := <-counts; got != 6000 {
		t.Errorf("%d entries counted, want 6000", got)
	}
}
