package authoring

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/review"
)

// Settings are a person's own choices; they live in the library.
type Settings struct {
	Author string `json:"author"` // signs revisions
	Theme  Theme  `json:"theme"`
	Zone   string `json:"zone"` // IANA name shown beside UTC in new retrospectives
	// Languages are those whose spelling is checked, such as "de-DE"; a word that one of
	// them knows is right. With none nothing is checked.
	Languages []string `json:"languages"`
	Words     []string `json:"words"` // a person's own, which are right as well
	// Focus fades what is not being written, and Typewriter keeps its line in the
	// middle of the window.
	Focus      bool `json:"focus"`
	Typewriter bool `json:"typewriter"`
	// DueDays is how many days after the resolution the debriefs of new retrospectives are
	// due, and SoakDays how many days ideas that are parked soak.
	DueDays  int `json:"dueDays"`
	SoakDays int `json:"soakDays"`
	// ShareDays is how many days after its debrief the result is to be shared, in new
	// retrospectives.
	ShareDays int `json:"shareDays"`
	// Lag is how many seconds a note of a debrief is behind what was said.
	Lag int `json:"lag"`
	// Wording is what the wording check looks for besides, and what it leaves alone.
	Wording review.Wording `json:"wording"`
	// SkipPlain lets the review pass over long sentences and long words.
	SkipPlain bool `json:"skipPlain,omitempty"`
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
	preferenceZone   = "zone"

	preferenceWording = "wording"
)

// longestDays is the most that a number of days in the settings can be.
const longestDays = 365

// noLanguage is stored where spelling is not checked; nothing is stored where nobody chose.
const noLanguage = "none"

// stored is how a setting is kept as a text, "" where nobody chose.
type stored struct {
	write func() string
	read  func(string)
}

func (s *Settings) stored() map[string]stored {
	text := func(field *string) stored {
		return stored{func() string { return *field }, func(value string) { *field = value }}
	}
	flag := func(field *bool) stored {
		return stored{
			func() string {
				if *field {
					return "on"
				}
				return ""
			},
			func(value string) { *field = value == "on" },
		}
	}
	number := func(field *int, otherwise, most int) stored {
		return stored{func() string { return strconv.Itoa(*field) }, func(value string) {
			*field = otherwise
			if number, err := strconv.Atoi(value); err == nil && number > 0 && number <= most {
				*field = number
			}
		}}
	}
	return map[string]stored{
		"debrief days": number(&s.DueDays, retro.DefaultDueDays, longestDays), "soak days": number(&s.SoakDays, retro.DefaultSoakDays, longestDays),
		"share days":     number(&s.ShareDays, retro.DefaultShareDays, longestDays),
		"lag":            number(&s.Lag, retro.DefaultLag, longestLag),
		preferenceAuthor: text(&s.Author), "theme": text((*string)(&s.Theme)), preferenceZone: text(&s.Zone),
		"focus": flag(&s.Focus), "typewriter": flag(&s.Typewriter), "skip plain": flag(&s.SkipPlain),
		preferenceWording: {
			func() string {
				if len(s.Wording.Own)+len(s.Wording.Off) == 0 {
					return ""
				}
				data, _ := json.Marshal(s.Wording) //nolint:errchkjson // it holds nothing but texts
				return string(data)
			},
			func(value string) { s.Wording = readWording(value) },
		},
		"words": {
			func() string { return strings.Join(s.Words, "\n") },
			func(value string) { s.Words = strings.Fields(value) },
		},
		"languages": {
			func() string { return retro.FirstOf(strings.Join(s.Languages, " "), noLanguage) },
			func(value string) {
				switch value {
				case "":
					s.Languages = []string{"en-GB", "en-US"}
				case noLanguage:
					s.Languages = []string{}
				default:
					s.Languages = strings.Fields(value)
				}
			},
		},
	}
}

// Settings returns the settings, with defaults for what was never chosen.
func (s *Service) Settings(ctx context.Context) (Settings, error) {
	settings := Settings{}
	for name, field := range settings.stored() {
		value, err := s.store.Preference(ctx, name)
		if err != nil {
			return Settings{}, err
		}
		field.read(value)
	}
	settings.Theme = retro.FirstOf(settings.Theme, ThemeSystem)
	return settings, nil
}

// SaveSettings stores the settings; CodeInvalid for a zone, theme or language that
// there is none of, and for own words that are not one word each.
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
	for _, days := range []int{settings.DueDays, settings.SoakDays, settings.ShareDays} {
		if days < 0 || days > longestDays { // none stands for the default
			return retro.Errorf(retro.CodeInvalid, "%d is no number of days", days).WithHint("between 1 and %d", longestDays)
		}
	}
	if settings.Lag < 0 || settings.Lag > longestLag {
		return retro.Errorf(retro.CodeInvalid, "notes cannot lag by %d seconds", settings.Lag).WithHint("between 1 and %d", longestLag)
	}
	for _, language := range settings.Languages {
		if !dictionaryName.MatchString(language) {
			return retro.Errorf(retro.CodeInvalid, "no language %q", language)
		}
	}
	for _, word := range settings.Words {
		if fields := strings.Fields(word); len(fields) != 1 || fields[0] != word {
			return retro.Errorf(retro.CodeInvalid, "%q is not one word", word)
		}
	}
	settings.Wording = tidyWording(settings.Wording)
	for _, id := range settings.Wording.Off {
		if !review.IsWordingRule(id) {
			return retro.Errorf(retro.CodeInvalid, "the wording check has no rule %q", id)
		}
	}
	for name, field := range settings.stored() {
		if err := s.store.SetPreference(ctx, name, field.write()); err != nil {
			return err
		}
	}
	return nil
}
