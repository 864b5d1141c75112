package authoring

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/ingest"
	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/when"
)

// snapshot returns the head's content to read from.
func (s *Service) snapshot(ctx context.Context, id retro.RetrospectiveID) (retro.Content, error) {
	current, leave, err := s.enter(ctx, id)
	if err != nil {
		return retro.Content{}, err
	}
	defer leave()
	if current.content.IsUnreadable() {
		return retro.Content{}, errUnreadable()
	}
	return current.content, nil
}

func errUnreadable() error {
	return retro.Errorf(retro.CodeDamaged, "nothing of the newest revision can be read").WithHint("restore an earlier revision, see History or: afterword revisions")
}

// head returns the newest revision and its content.
func (s *Service) head(ctx context.Context, id retro.RetrospectiveID) (retro.Revision, retro.Content, error) {
	current, leave, err := s.enter(ctx, id)
	if err != nil {
		return retro.Revision{}, retro.Content{}, err
	}
	defer leave()
	current.stay()
	return current.head(), current.content, nil
}

// FindEvent turns an id or its beginning, or the title that one event alone has, into
// an event; CodeNotFound names the nearest.
func (s *Service) FindEvent(ctx context.Context, id retro.RetrospectiveID, text string) (retro.Event, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return retro.Event{}, err
	}
	title := strings.Join(strings.Fields(text), " ")
	var titled []retro.Event
	for _, e := range content.Events {
		if strings.EqualFold(e.Title, title) {
			titled = append(titled, e)
		}
	}
	if len(titled) == 1 {
		return titled[0], nil
	}
	return pickFrom("event", text, content.Events,
		func(e retro.Event) retro.EventID { return e.ID }, func(e retro.Event) string { return e.Title })
}

// FindEvidence turns an id or its beginning into evidence; CodeNotFound names
// the nearest.
func (s *Service) FindEvidence(ctx context.Context, id retro.RetrospectiveID, text string) (retro.Evidence, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return retro.Evidence{}, err
	}
	if named := called(content.Evidence, text); len(named) == 1 {
		return named[0], nil
	}
	return pickEvidence(text, content.Evidence)
}

// pickEvidence finds the evidence whose id begins so.
func pickEvidence(text string, evidence []retro.Evidence) (retro.Evidence, error) {
	return pickFrom("evidence", text, evidence,
		func(e retro.Evidence) retro.EvidenceID { return e.ID }, func(e retro.Evidence) string { return e.Label })
}

// called returns the evidence that has a label, in any case.
func called(evidence []retro.Evidence, label string) []retro.Evidence {
	var found []retro.Evidence
	for _, e := range evidence {
		if strings.EqualFold(e.Label, strings.TrimSpace(label)) {
			found = append(found, e)
		}
	}
	return found
}

// FindSection finds a section by its heading; CodeNotFound lists the headings.
func (s *Service) FindSection(ctx context.Context, id retro.RetrospectiveID, heading string) (retro.Section, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return retro.Section{}, err
	}
	section := content.SectionByHeading(heading)
	if section == nil {
		return retro.Section{}, retro.Errorf(retro.CodeNotFound, "no section %q", heading).WithHint("it has: %s", retro.Join(content.Headings()))
	}
	return *section, nil
}

// ParseCitation reads EVIDENCE:L10-L12, where EVIDENCE may be the beginning of
// an id.
func (s *Service) ParseCitation(ctx context.Context, id retro.RetrospectiveID, text string) (retro.Citation, error) {
	citation, err := retro.ParseCitation(text)
	if err != nil {
		return retro.Citation{}, err
	}
	evidence, err := s.FindEvidence(ctx, id, string(citation.Evidence))
	if err != nil {
		return retro.Citation{}, err
	}
	citation.Evidence = evidence.ID
	return citation, nil
}

// TimeReading is one way to understand what a person typed for a time.
type TimeReading struct {
	when.Said
	Says string `json:"says"` // in plain words, in the zones that are shown
}

// Telling is where a time is told.
type Telling struct {
	Near time.Time // gives a time of day its date; the last event's where zero
	Self retro.EventID
	// Chosen is what "2 hours later" is told from.
	Chosen retro.EventID
	// InUTC reads what names no zone in UTC, and not in the zone that leads.
	InUTC bool
}

// ReadTime reads what a person typed for the time of an event, as
// [github.com/afterword-app/afterword/backend/when] describes; the best reading comes
// first. The error has CodeInvalid, or CodeNotFound where no event is called so.
func (s *Service) ReadTime(ctx context.Context, id retro.RetrospectiveID, text string, telling Telling) ([]TimeReading, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return nil, err
	}
	zones, err := shownLocations(&content)
	if err != nil {
		return nil, err
	}
	setting := when.Setting{
		Zone: zones[0], Near: telling.Near, Now: s.clock(), Events: content.Events, Self: telling.Self, Chosen: telling.Chosen,
	}
	if telling.InUTC {
		setting.Zone = time.UTC
	}
	if n := len(content.Events); n > 0 && setting.Near.IsZero() {
		setting.Near = content.Events[n-1].At.At
	}
	said, err := when.Read(text, setting)
	if err != nil {
		return nil, err
	}
	readings := make([]TimeReading, len(said))
	for i, one := range said {
		readings[i] = TimeReading{Said: one, Says: when.Describe(one, zones, content.Events)}
	}
	return readings, nil
}

func shownLocations(content *retro.Content) ([]*time.Location, error) {
	var zones []*time.Location
	for _, name := range content.ShownZones() {
		zone, err := location(name)
		if err != nil {
			return nil, err
		}
		zones = append(zones, zone)
	}
	return zones, nil
}

// ParseInstant reads what a person typed for one moment, in the zone that leads the
// retrospective. A time of day without a date takes the date of near. What is told from
// an event, lasts or comes again is refused with CodeInvalid.
func (s *Service) ParseInstant(ctx context.Context, id retro.RetrospectiveID, text string, near time.Time) (retro.Instant, error) {
	return s.parseMoment(ctx, id, text, when.Setting{Near: near})
}

// ParsePlanned is [Service.ParseInstant] for what lies ahead, such as the debrief: "Thursday
// 14:00" is on the coming one, and a time of day alone on the day that is planned already. It
// is in the zone that leads, or in UTC.
func (s *Service) ParsePlanned(ctx context.Context, id retro.RetrospectiveID, text string, inUTC bool) (retro.Instant, error) {
	setting := when.Setting{Ahead: true}
	if inUTC {
		setting.Zone = time.UTC
	}
	return s.parseMoment(ctx, id, text, setting)
}

// parseMoment reads one moment, in the zone that leads where the setting has none.
func (s *Service) parseMoment(ctx context.Context, id retro.RetrospectiveID, text string, setting when.Setting) (retro.Instant, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return retro.Instant{}, err
	}
	if setting.Zone == nil {
		if setting.Zone, err = location(content.ShownZones()[0]); err != nil {
			return retro.Instant{}, err
		}
	}
	setting.Now = s.clock()
	if planned := content.Debrief.At; setting.Ahead && planned != nil {
		setting.Near = planned.At
	}
	said, err := when.ReadOne(text, setting)
	switch {
	case err != nil:
		return retro.Instant{}, err
	case said.End != nil || !said.At.Repeat.IsZero():
		return retro.Instant{}, retro.Errorf(retro.CodeInvalid, "%q is more than one moment", text).WithHint("give the time at which it begins")
	}
	return said.At, nil
}

// location loads a zone that a person named; CodeInvalid names the nearest.
func location(zone string) (*time.Location, error) { return stamp.ParseZone(zone) }

// Zones lists the names of zones that people choose from, UTC first.
func Zones() []string { return stamp.Zones() }

// Format is a way to write entries that people can say a source is to be read as.
type Format struct {
	Name  string             `json:"name"`  // as in Evidence.Format
	Label string             `json:"label"` // short
	Title string             `json:"title"`
	Kind  retro.EvidenceKind `json:"kind"` // of what is read so
}

// Formats lists the formats that people choose from, by title.
func Formats() []Format {
	catalogue := ingest.Catalogue()
	formats := make([]Format, 0, len(catalogue))
	for _, info := range catalogue {
		formats = append(formats, Format{Name: info.Name, Label: info.Label, Title: info.Title, Kind: info.Kind})
	}
	slices.SortFunc(formats, func(a, b Format) int {
		return cmp.Compare(strings.ToLower(a.Title), strings.ToLower(b.Title))
	})
	return formats
}

// checkFormat returns CodeInvalid for what nothing can be read as. "" lets ingest
// decide, and so do the answers to which of day and month comes first.
func checkFormat(name string) error {
	known := append(ingest.Formats(), "", ingest.DayFirst, ingest.MonthFirst, ingest.YearFirst)
	if slices.Contains(known, name) {
		return nil
	}
	err := retro.Errorf(retro.CodeInvalid, "%q is not a format", name)
	if near := retro.Nearest(name, known); near != "" {
		return err.WithHint("did you mean %s?", near)
	}
	return err.WithHint("leave it empty to have it recognised")
}
