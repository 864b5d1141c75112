package authoring

import (
	"context"

	"github.com/afterword-app/afterword/backend/retro"
)

// Settings are a person's own choices; they live in the library.
type Settings struct {
	Author string `json:"author"` // signs revisions
	Theme  Theme  `json:"theme"`
	Zone   string `json:"zone"` // IANA name shown beside UTC in new retrospectives
}

// Theme is which colours the window has.
type Theme string

// The themes. The first one follows the desktop.
const (
	ThemeSystem Theme = "system"
	ThemeLight  Theme = "light"
	ThemeDark   Theme = "dark"
)

const (
	preferenceAuthor = "author"
	preferenceTheme  = "theme"
	preferenceZone   = "zone"
)

// Settings returns the settings, with defaults for what was never chosen.
func (s *Service) Settings(ctx context.Context) (Settings, error) {
	settings := Settings{}
	for name, field := range settings.fields() {
		value, err := s.store.Preference(ctx, name)
		if err != nil {
			return Settings{}, err
		}
		*field = value
	}
	settings.Theme = retro.FirstOf(settings.Theme, ThemeSystem)
	return settings, nil
}

// SaveSettings stores the settings; CodeInvalid for a zone that nobody knows.
func (s *Service) SaveSettings(ctx context.Context, settings Settings) error {
	if settings.Zone != "" {
		if _, err := location(settings.Zone); err != nil {
			return err
		}
	}
	switch settings.Theme {
	case ThemeSystem, ThemeLight, ThemeDark:
	default:
		return retro.Errorf(retro.CodeInvalid, "no theme %q", settings.Theme).WithHint("system, light or dark")
	}
	for name, field := range settings.fields() {
		if err := s.store.SetPreference(ctx, name, *field); err != nil {
			return err
		}
	}
	return nil
}

func (s *Settings) fields() map[string]*string {
	return map[string]*string{preferenceAuthor: &s.Author, preferenceTheme: (*string)(&s.Theme), preferenceZone: &s.Zone}
}
