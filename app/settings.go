package app

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/idna"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/canvas"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/review"
	"github.com/afterword-app/afterword/backend/timeline"
)

// Settings are a person's choices, and what the window must know of the app.
type Settings struct{ core }

// Vocabulary lists the words that the window offers.
type Vocabulary struct {
	EventKinds []retro.EventKind `json:"eventKinds"`
	// Lanes are those of the event kinds, in their order.
	Lanes        []retro.Lane        `json:"lanes"`
	Roles        []retro.Role        `json:"roles"`
	ActionStates []retro.ActionState `json:"actionStates"`
	LiveBlocks   []retro.LiveBlock   `json:"liveBlocks"`
	SectionRoles []retro.SectionRole `json:"sectionRoles"`
	Tables       []retro.Table       `json:"tables"`
	Zones        []string            `json:"zones"`
	Formats      []authoring.Format  `json:"formats"`
	// SourceInks are the colours that tell sources apart, by their names.
	SourceInks  []canvas.Ink `json:"sourceInks"`
	Version     string       `json:"version"`
	LibraryPath string       `json:"libraryPath"`
	// Languages are those that the machine has a dictionary of.
	Languages []string `json:"languages"`
	// WordingRules are those of the wording check that are built in.
	WordingRules []review.Rule `json:"wordingRules"`
}

// Load returns the settings, or why the library could not be opened.
func (s *Settings) Load() (authoring.Settings, error) {
	if s.info.Refused != nil {
		return authoring.Settings{}, s.info.Refused
	}
	return s.service.Settings(s.context())
}

// Save stores the settings.
func (s *Settings) Save(settings authoring.Settings) error {
	return s.service.SaveSettings(s.context(), settings)
}

// LastPlace returns where the person was when the window was last closed.
func (s *Settings) LastPlace() (authoring.Place, error) { return s.service.LastPlace(s.context()) }

// KeepPlace keeps where the person is.
func (s *Settings) KeepPlace(place authoring.Place) error {
	return s.service.KeepPlace(s.context(), place)
}

// Vocabulary returns the words that the window offers.
func (s *Settings) Vocabulary() Vocabulary {
	return Vocabulary{
		EventKinds:   retro.EventKinds(),
		Lanes:        lanesOf(retro.EventKinds()),
		Roles:        retro.Roles(),
		ActionStates: retro.ActionStates(),
		LiveBlocks:   retro.LiveBlocks(),
		SectionRoles: retro.SectionRoles(),
		Tables:       retro.Tables(),
		Zones:        authoring.Zones(),
		Formats:      authoring.Formats(),
		SourceInks:   timeline.SourceInks(),
		Version:      s.info.Version,
		LibraryPath:  s.info.LibraryPath,
		Languages:    authoring.Dictionaries(authoring.DictionaryFolders()),
		WordingRules: review.WordingRules(),
	}
}

// Dictionary returns the machine's dictionary of a language.
func (*Settings) Dictionary(language string) (authoring.Dictionary, error) {
	return authoring.ReadDictionary(authoring.DictionaryFolders(), language)
}

func lanesOf(kinds []retro.EventKind) []retro.Lane {
	lanes := make([]retro.Lane, len(kinds))
	for i, kind := range kinds {
		lanes[i] = kind.Lane()
	}
	return lanes
}

// OpenLink asks the person and then opens a link outside the app. Only http,
// https and mailto leave it; anything else is CodeUnsupported.
func (s *Settings) OpenLink(link string) error {
	target, err := checkLink(link)
	if err != nil {
		return err
	}
	open, err := s.native.Confirm(s.context(), "Open this link?", target)
	if err != nil || !open {
		return err
	}
	s.native.OpenURL(s.context(), target)
	return nil
}

// checkLink returns the link as it is shown and opened: with its host in
// ASCII, so that a look-alike is seen for what it is.
func checkLink(link string) (string, error) {
	refused := retro.Errorf(retro.CodeUnsupported, "this link is not opened").
		WithHint("only http, https and mailto links leave the app")
	if strings.ContainsFunc(link, func(r rune) bool { return r <= ' ' || r == 0x7f }) {
		return "", refused
	}
	parsed, err := url.Parse(link)
	if err != nil || !slices.Contains([]string{"http", "https", "mailto"}, parsed.Scheme) {
		return "", refused
	}
	if parsed.Scheme != "mailto" {
		host, err := idna.Lookup.ToASCII(parsed.Hostname())
		if err != nil || host == "" {
			return "", refused
		}
		if port := parsed.Port(); port != "" {
			host += ":" + port
		}
		parsed.Host = host
	}
	return parsed.String(), nil
}

// ReadyToClose ends the app, after the page saved everything.
func (s *Settings) ReadyToClose() { s.native.Quit(s.context()) }

// KeepOpen calls off the closing of the window, because something could not be
// saved and the person must decide about it.
func (s *Settings) KeepOpen() { s.native.KeepOpen(s.context()) }
