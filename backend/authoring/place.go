package authoring

import (
	"context"
	"encoding/json"

	"github.com/afterword-app/afterword/backend/retro"
)

// Place is where a person was in the window; the zero value is the library.
type Place struct {
	Retrospective retro.RetrospectiveID `json:"retrospective"`
	Room          string                `json:"room"`
	// IsFull says that the room took the whole window.
	IsFull bool `json:"full,omitempty"`
}

const preferencePlace = "place"

// LastPlace returns where the person was last; the library where that is gone.
func (s *Service) LastPlace(ctx context.Context) (Place, error) {
	kept, err := s.store.Preference(ctx, preferencePlace)
	if err != nil || kept == "" {
		return Place{}, err
	}
	var place Place
	if json.Unmarshal([]byte(kept), &place) != nil || place.Retrospective == "" {
		return Place{}, nil //nolint:nilerr // it is only for comfort
	}
	if summary, err := s.store.Summary(ctx, place.Retrospective); err != nil || summary.DeletedAt != nil {
		return Place{}, nil //nolint:nilerr // the library says what is wrong with it
	}
	return place, nil
}

// KeepPlace keeps where the person is.
func (s *Service) KeepPlace(ctx context.Context, place Place) error {
	data, err := json.Marshal(place)
	if err != nil {
		return retro.Errorf(retro.CodeInternal, "keep the place: %w", err)
	}
	return s.store.SetPreference(ctx, preferencePlace, string(data))
}
