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

// TestResumeSearch proves that a filter which was stopped keeps what it found, and
// goes on to the end when it is told to; and so does a text that is looked for.
func TestResumeSearch(t *testing.T) {
	t.Parallel()
	var log strings.Builder
	for i := range 60_000 {
		fmt.Fprintf(&log, "%s line %d\n", begun.Add(time.Duration(i)*time.Second).Format(time.RFC3339), i)
	}
	clock := retro.FixedClock(begun, time.Minute)
	path := filepath.Join(t.TempDir(), "afterword.db")
	db := must[*sqlite.DB](t)(sqlite.Open(t.Context(), path, sqlite.Options{Clock: clock, OpenText: authoring.OpenText}))
	t.Cleanup(func() { _ = db.Close() })
	id := begin(t, authoring.New(db, clock, retro.NewIDs(rand.Reader)))
	added := must[authoring.Added](t)(
		authoring.New(db, clock, retro.NewIDs(rand.Reader)).AddEvidence(t.Context(), id, []authoring.Original{file("app.log", []byte(log.String()))}, nil))
	if len(added.Evidence) != 1 {
		t.Fatalf("added %v, refused %v", added.Evidence, added.Refused)
	}

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
			service := authoring.New(slowLibrary{db, gate}, clock, retro.NewIDs(rand.Reader))
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
