package authoring

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/retro"
)

// Actor is a host, service or person that entries are of.
type Actor struct {
	Name    string `json:"name"`
	Entries int    `json:"entries"`
	// Sources are the evidence that names it.
	Sources []retro.EvidenceID `json:"sources"`
}

// maxActors bounds how many are listed: who writes that often is nobody in
// particular.
const maxActors = 1000

// Actors returns who the entries of a retrospective are of, those with the most
// first, at most maxActors. Names that differ by upper and lower case alone are one.
func (s *Service) Actors(ctx context.Context, id retro.RetrospectiveID) ([]Actor, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return nil, err
	}
	places := map[string]int{}
	actors := []Actor{}
	for _, e := range content.Evidence {
		if !e.IsText() {
			continue
		}
		counts, err := s.actorsOf(ctx, e)
		if err != nil {
			return nil, err
		}
		for name, n := range counts {
			key := strings.ToLower(name)
			at, known := places[key]
			if !known {
				at = len(actors)
				places[key], actors = at, append(actors, Actor{Name: name})
			}
			actor := &actors[at]
			actor.Entries += n
			if !slices.Contains(actor.Sources, e.ID) {
				actor.Sources = append(actor.Sources, e.ID)
			}
		}
	}
	slices.SortFunc(actors, func(a, b Actor) int {
		return cmp.Or(cmp.Compare(b.Entries, a.Entries), strings.Compare(a.Name, b.Name))
	})
	return actors[:min(len(actors), maxActors)], nil
}

// actorsOf counts the entries of each actor of one source, or returns what was kept.
func (s *Service) actorsOf(ctx context.Context, e retro.Evidence) (map[string]int, error) {
	key := settingsKey("actors", e)
	kept, err := s.store.Derived(ctx, e.Hash, key)
	if err != nil {
		return nil, err
	}
	var counts map[string]int
	if kept != nil && json.Unmarshal(kept, &counts) == nil {
		return counts, nil
	}
	source, err := s.openSource(ctx, e)
	if err != nil {
		return nil, err
	}
	defer source.close()
	if counts, err = source.index.Actors(ctx, source.blob); err != nil {
		return nil, fmt.Errorf("%s: %w", e.Label, err)
	}
	counts = mostly(counts)
	data, err := json.Marshal(counts)
	if err != nil {
		return nil, fmt.Errorf("keep actors: %w", err)
	}
	return counts, s.putDerived(ctx, e.Hash, key, data)
}

// mostly leaves out the rarest of very many.
func mostly(counts map[string]int) map[string]int {
	if len(counts) <= maxActors {
		return counts
	}
	names := make([]string, 0, len(counts))
	for name := range counts {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), strings.Compare(a, b))
	})
	most := make(map[string]int, maxActors)
	for _, name := range names[:maxActors] {
		most[name] = counts[name]
	}
	return most
}
