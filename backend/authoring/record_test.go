package authoring_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

// stutter says the same three times, then something else, then goes on.
const stutter = "Mar 14 21:40:00 web-1 sshd: no\nMar 14 21:40:01 web-1 sshd: no\nMar 14 21:40:02 web-1 sshd: no\n" +
	"Mar 14 21:40:03 web-2 sshd: yes\nMar 14 21:40:04 web-1 sshd: No\n"

func withStutter(t *testing.T) (*authoring.Service, retro.RetrospectiveID, retro.EvidenceID) {
	t.Helper()
	service := openService(t)
	id := begin(t, service)
	added := must[authoring.Added](t)(service.AddEvidence(t.Context(), id, []authoring.Original{file("sys.log", []byte(stutter))}, nil))
	return service, id, added.Evidence[0]
}

func TestFindRows(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		query authoring.EntryQuery
		find  authoring.FindQuery
		want  authoring.Found
	}{
		"from the top": {
			authoring.EntryQuery{},
			authoring.FindQuery{Text: "no", Marks: 5},
			authoring.Found{Total: 4, Row: 0, Number: 1, Marks: []int{1, 1, 1, 0, 1}},
		},
		"onwards":        {authoring.EntryQuery{}, authoring.FindQuery{Text: "no", From: 3}, authoring.Found{Total: 4, Row: 4, Number: 4}},
		"backwards":      {authoring.EntryQuery{}, authoring.FindQuery{Text: "no", From: 3, Backward: true}, authoring.Found{Total: 4, Row: 2, Number: 3}},
		"past the end":   {authoring.EntryQuery{}, authoring.FindQuery{Text: "yes", From: 4}, authoring.Found{Total: 1, Row: 3, Number: 1}},
		"past the start": {authoring.EntryQuery{}, authoring.FindQuery{Text: "yes", From: 2, Backward: true}, authoring.Found{Total: 1, Row: 3, Number: 1}},
		"in its case":    {authoring.EntryQuery{}, authoring.FindQuery{Text: "No", Case: true}, authoring.Found{Total: 1, Row: 4, Number: 1}},
		"nowhere":        {authoring.EntryQuery{}, authoring.FindQuery{Text: "maybe"}, authoring.Found{Row: -1}},
		"among folded rows": {
			authoring.EntryQuery{Fold: true},
			authoring.FindQuery{Text: "no", From: 1, Marks: 3},
			authoring.Found{Total: 2, Row: 2, Number: 2, Marks: []int{1, 0, 1}},
		},
		"among filtered rows": {authoring.EntryQuery{Actor: "web-2"}, authoring.FindQuery{Text: "yes"}, authoring.Found{Total: 1, Row: 0, Number: 1}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			service, id, _ := withStutter(t)
			got := must[authoring.Found](t)(service.FindRows(t.Context(), id, c.query, c.find))
			for got.State == authoring.SearchRunning { // a busy machine is slow, not wrong
				got = must[authoring.Found](t)(service.FindRows(t.Context(), id, c.query, c.find))
			}
			if got.State != authoring.SearchDone || got.Searched != got.Of {
				t.Errorf("%s after %d of %d", got.State, got.Searched, got.Of)
			}
			got.State, got.Searched, got.Of = "", 0, 0
			if len(got.Marks) == 0 {
				got.Marks = nil
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
	service, id, _ := withStutter(t)
	if _, err := service.FindRows(t.Context(), id, authoring.EntryQuery{}, authoring.FindQuery{Text: "(", Regexp: true}); retro.ErrorCode(err) != retro.CodeInvalid {
		t.Errorf("a broken expression: %v", err)
	}
}

func TestCite(t *testing.T) {
	t.Parallel()
	type lines [2]int
	cases := map[string]struct {
		query       authoring.EntryQuery
		unfolded    int
		from, count int
		entries     int
		want        []lines
	}{
		"neighbours":         {authoring.EntryQuery{}, 0, 1, 3, 3, []lines{{2, 4}}},
		"a fold":             {authoring.EntryQuery{Fold: true}, 0, 0, 1, 3, []lines{{1, 3}}},
		"an open fold":       {authoring.EntryQuery{Fold: true}, 1, 1, 1, 1, []lines{{2, 2}}},
		"only what is shown": {authoring.EntryQuery{Fold: true, Actor: "web-1"}, 0, 0, 9, 4, []lines{{1, 3}, {5, 5}}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			service, id, evidence := withStutter(t)
			if c.unfolded > 0 {
				c.query.Unfolded = []authoring.EntryRef{{Evidence: evidence, Line: c.unfolded}}
			}
			want := authoring.Cited{Entries: c.entries}
			for _, l := range c.want {
				want.Citations = append(want.Citations, retro.Citation{Evidence: evidence, FromLine: l[0], ToLine: l[1]})
			}
			if diff := cmp.Diff(want, must[authoring.Cited](t)(service.Cite(t.Context(), id, c.query, c.from, c.count))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestServiceActors(t *testing.T) {
	t.Parallel()
	service, id, evidence := withStutter(t)
	want := []authoring.Actor{
		{Name: "web-1", Entries: 4, Sources: []retro.EvidenceID{evidence}},
		{Name: "web-2", Entries: 1, Sources: []retro.EvidenceID{evidence}},
	}
	for range 2 { // counted, then kept
		if diff := cmp.Diff(want, must[[]authoring.Actor](t)(service.Actors(t.Context(), id))); diff != "" {
			t.Error(diff)
		}
	}
}
