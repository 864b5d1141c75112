package authoring

import (
	"context"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/retro"
)

// Latest names the retrospective that was created last, wherever an id is read.
const Latest = "latest"

// soon is how far ahead a debrief or the sharing is that waits for somebody.
const soon = 7 * 24 * time.Hour

// Library lists retrospectives; CodeInvalid for an order or a stage that there is not.
func (s *Service) Library(ctx context.Context, query library.Query) (library.Listing, error) {
	if query.IsLate {
		query.Today = s.today(ctx)
	}
	return s.store.Summaries(ctx, query)
}

// today is when the day began that it is in the zone of the person.
func (s *Service) today(ctx context.Context) time.Time {
	now := s.clock().UTC()
	if zone, err := s.store.Preference(ctx, preferenceZone); err == nil {
		if place, err := location(zone); err == nil {
			now = now.In(place)
		}
	}
	return time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())
}

// Counts tells how much there is to do this week in all retrospectives.
func (s *Service) Counts(ctx context.Context) (library.Counts, error) {
	return s.store.Counts(ctx, s.clock().Add(soon))
}

// Outstanding lists the action items that are not done, of all retrospectives;
// a limit of 0 is none.
func (s *Service) Outstanding(ctx context.Context, offset, limit int) (library.Outstanding, error) {
	return s.store.Outstanding(ctx, offset, limit)
}

// Learnings lists what was learned, of all retrospectives; CodeInvalid for a kind or a day
// that there is not.
func (s *Service) Learnings(ctx context.Context, query library.LearningQuery) (library.Learnings, error) {
	of, _ := retro.TableOf(retro.NounLearning)
	column, _ := of.Column("kind")
	kind, err := column.Parse(query.Kind)
	if err != nil {
		return library.Learnings{}, err
	}
	query.Kind = kind
	found, err := s.store.Learnings(ctx, query)
	for i, row := range found.Rows {
		found.Rows[i].Learned = markdown.PlainText(row.Learned)
	}
	return found, err
}

// Create begins a retrospective with the sections of a template; "" is the
// default one. CodeInvalid without a title, CodeNotFound for an unknown template.
func (s *Service) Create(ctx context.Context, title, template string) (Workspace, error) {
	title = strings.TrimSpace(title)
	if title == "" {
		return Workspace{}, retro.Errorf(retro.CodeInvalid, "a retrospective needs a name").WithHint("say in a few words what happened, like “Disk full on db-2”")
	}
	shape, err := s.FindTemplate(ctx, template)
	if err != nil {
		return Workspace{}, err
	}
	author, err := s.store.Preference(ctx, preferenceAuthor)
	if err != nil {
		return Workspace{}, err
	}
	content := retro.Content{Title: title, Template: shape.Name, Solo: retro.SoloNot.Under(shape)}.Normalised()
	for _, section := range shape.Sections {
		content.Sections = append(content.Sections, retro.Section{
			ID: retro.SectionID(s.ids.New()), Heading: section.Heading, Prompt: section.Prompt, Block: section.Block, Role: section.Role,
		})
	}
	if zone, err := s.store.Preference(ctx, preferenceZone); err == nil && zone != "" && zone != "UTC" {
		content.Zones = []string{zone}
	}
	settings, err := s.Settings(ctx)
	if err != nil {
		return Workspace{}, err
	}
	if settings.DueDays != retro.DefaultDueDays {
		content.Debrief.DueDays = settings.DueDays
	}
	if settings.ShareDays != retro.DefaultShareDays {
		content.Debrief.ShareDays = settings.ShareDays
	}
	if author != "" {
		content.Participants = append(content.Participants, retro.Participant{
			ID: retro.ParticipantID(s.ids.New()), Name: author, Roles: []retro.Role{retro.RoleLead},
		})
	}
	revision, err := s.store.CreateRetrospective(ctx, retro.Revision{
		ID:            retro.RevisionID(s.ids.New()),
		Retrospective: retro.RetrospectiveID(s.ids.New()),
		Kind:          retro.RevisionAuto,
		Reason:        "begin",
		Author:        author,
		At:            s.clock().UTC(),
	}, content)
	if err != nil {
		return Workspace{}, err
	}
	return s.Open(ctx, revision.Retrospective)
}

// Rename gives a retrospective another title; CodeInvalid for an empty one.
func (s *Service) Rename(ctx context.Context, id retro.RetrospectiveID, title string) (Edited, error) {
	return s.edit(ctx, id, "rename", func(c *retro.Content) error {
		if c.Title = strings.TrimSpace(title); c.Title == "" {
			return retro.Errorf(retro.CodeInvalid, "a retrospective needs a name")
		}
		return nil
	})
}

// SetZones chooses the zones that are shown beside UTC, as IANA names.
// CodeInvalid for one that nobody knows.
func (s *Service) SetZones(ctx context.Context, id retro.RetrospectiveID, zones []string) (Edited, error) {
	for _, zone := range zones {
		if _, err := location(zone); err != nil {
			return Edited{}, err
		}
	}
	return s.edit(ctx, id, "choose zones", func(c *retro.Content) error {
		c.Zones = zones
		return nil
	})
}

// Delete hides a retrospective from the library; Undelete shows it again.
func (s *Service) Delete(ctx context.Context, id retro.RetrospectiveID) error {
	return s.store.DeleteRetrospective(ctx, id, s.clock().UTC())
}

// Undelete shows a deleted retrospective again.
func (s *Service) Undelete(ctx context.Context, id retro.RetrospectiveID) error {
	return s.store.UndeleteRetrospective(ctx, id)
}

// Search looks for words in the whole library, the best hit first.
func (s *Service) Search(ctx context.Context, words string) ([]library.Hit, error) {
	if strings.TrimSpace(words) == "" {
		return []library.Hit{}, nil
	}
	return s.store.Search(ctx, words, maxHits)
}

const maxHits = 100

// Find turns what a person typed (an id, the beginning of one, or Latest) into a
// retrospective. CodeNotFound names the nearest, CodeInvalid says when several
// begin so.
func (s *Service) Find(ctx context.Context, text string) (retro.Summary, error) {
	all, err := s.Library(ctx, library.Query{})
	if err != nil {
		return retro.Summary{}, err
	}
	if strings.EqualFold(strings.TrimSpace(text), Latest) {
		return newest(all.Rows)
	}
	return pickFrom("retrospective", text, all.Rows,
		func(s retro.Summary) retro.RetrospectiveID { return s.ID }, func(s retro.Summary) string { return s.Title })
}

func newest(summaries []retro.Summary) (retro.Summary, error) {
	var found *retro.Summary
	for i, summary := range summaries {
		if found == nil || summary.CreatedAt.After(found.CreatedAt) {
			found = &summaries[i]
		}
	}
	if found == nil {
		return retro.Summary{}, retro.Errorf(retro.CodeNotFound, "the library is empty").WithHint("begin with: afterword new \"What happened\"")
	}
	return *found, nil
}
