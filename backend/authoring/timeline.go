package authoring

import (
	"context"
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/retro"
)

// WithEvent is the answer to an act that made an event, and which one.
type WithEvent struct {
	Edited Edited        `json:"edited"`
	Event  retro.EventID `json:"event"`
}

// AddEvent puts an event on the timeline; its id is made here. CodeInvalid where
// it cannot stand there, CodeNotFound when it cites evidence that is not here.
func (s *Service) AddEvent(ctx context.Context, id retro.RetrospectiveID, event retro.Event) (WithEvent, error) {
	event.ID = retro.EventID(s.ids.New())
	edited, err := s.edit(ctx, id, "add event", func(c *retro.Content) error {
		if err := checkEvent(c, &event); err != nil {
			return err
		}
		diveIn(c, event)
		c.Events = append(c.Events, event)
		return nil
	})
	return WithEvent{Edited: edited, Event: event.ID}, err
}

// UpdateEvent replaces an event by its id; errors as AddEvent's.
func (s *Service) UpdateEvent(ctx context.Context, id retro.RetrospectiveID, event retro.Event) (Edited, error) {
	return s.edit(ctx, id, "edit event", func(c *retro.Content) error {
		stored := c.FindEvent(event.ID)
		if stored == nil {
			return missing("event", event.ID)
		}
		if err := checkEvent(c, &event); err != nil {
			return err
		}
		diveIn(c, event)
		*stored = event
		return nil
	})
}

// diveIn has the debrief begin digging at one event alone, where it does at this one.
func diveIn(c *retro.Content, event retro.Event) {
	if !event.DiveIn {
		return
	}
	for i := range c.Events {
		c.Events[i].DiveIn = false
	}
}

// RemoveEvent takes an event off the timeline.
func (s *Service) RemoveEvent(ctx context.Context, id retro.RetrospectiveID, event retro.EventID) (Edited, error) {
	return s.RemoveEvents(ctx, id, []retro.EventID{event})
}

func checkEvent(c *retro.Content, event *retro.Event) error {
	event.Title = strings.Join(strings.Fields(event.Title), " ")
	citeLinks(c, event)
	if event.Kind == "" {
		event.Kind = retro.KindObservation
	}
	if err := event.Validate(); err != nil {
		return err
	}
	if err := c.CheckAnchors(event); err != nil {
		return err
	}
	if err := c.CheckWithin(event); err != nil {
		return err
	}
	for _, citation := range event.Citations {
		if err := checkCitation(c, citation); err != nil {
			return err
		}
	}
	return nil
}

// citeLinks makes citations of the links to evidence in an event's title, which keeps
// their words: it stands in drawings, calendars and messages, where nothing can be followed.
func citeLinks(c *retro.Content, event *retro.Event) {
	linked := retro.Linked(event.Title)
	for _, part := range linked {
		if part.To != nil && c.FindEvidence(part.To.Evidence) == nil {
			return // what leads nowhere stays as it was typed
		}
	}
	event.Title = retro.Unlinked(event.Title)
	for _, part := range linked {
		if part.To != nil && !slices.ContainsFunc(event.Citations, part.To.Same) {
			event.Citations = append(slices.Clone(event.Citations), *part.To)
		}
	}
}

func checkCitation(c *retro.Content, citation retro.Citation) error {
	evidence := c.FindEvidence(citation.Evidence)
	switch {
	case evidence == nil:
		return missing("evidence", citation.Evidence)
	case citation.Region == nil:
		return nil
	case !evidence.IsPicture():
		return retro.Errorf(retro.CodeInvalid, "%s is no picture, so it has no region to cite", evidence.Label)
	}
	return citation.Region.Validate()
}

// Promotion says which lines, or which region of a picture, become an event.
// Title and Kind are suggested from the first entry that has a time, or from the
// region's label, where they are empty.
type Promotion struct {
	Citations []retro.Citation // at least one
	Title     string
	Kind      retro.EventKind
	// Again makes another event where one cites all of this already.
	Again bool
}

// Promote makes an event out of lines of logs and chats, or out of pictures, and
// cites them exactly. Where an event cites them already, that one is the answer and
// nothing changes, unless another is asked for. CodeInvalid when the evidence has no
// such lines or nobody knows their time.
func (s *Service) Promote(ctx context.Context, id retro.RetrospectiveID, promotion Promotion) (WithEvent, error) {
	current, leave, err := s.enter(ctx, id)
	if err != nil {
		return WithEvent{}, err
	}
	content := current.content
	if there := citing(&content, promotion.Citations); there != "" && !promotion.Again {
		defer leave()
		edited, err := s.edited(ctx, id, current, content, current.head().Seq)
		return WithEvent{Edited: edited, Event: there}, err
	}
	leave()
	event, err := s.promoted(ctx, &content, promotion)
	if err != nil {
		return WithEvent{}, err
	}
	return s.AddEvent(ctx, id, event)
}

// citing returns the event that cites all of the citations, "" without one.
func citing(content *retro.Content, citations []retro.Citation) retro.EventID {
	for _, event := range content.Events {
		missing := func(wanted retro.Citation) bool { return !slices.ContainsFunc(event.Citations, wanted.Same) }
		if len(citations) > 0 && !slices.ContainsFunc(citations, missing) {
			return event.ID
		}
	}
	return ""
}

func (s *Service) promoted(ctx context.Context, content *retro.Content, promotion Promotion) (retro.Event, error) {
	if len(promotion.Citations) == 0 {
		return retro.Event{}, retro.Errorf(retro.CodeInvalid, "an event is made out of evidence")
	}
	event := retro.Event{Title: promotion.Title, Kind: promotion.Kind, Citations: promotion.Citations}
	for _, citation := range promotion.Citations {
		evidence := content.FindEvidence(citation.Evidence)
		if evidence == nil {
			return retro.Event{}, missing("evidence", citation.Evidence)
		}
		told, err := s.tell(ctx, *evidence, citation, event)
		if err != nil || !told.At.IsZero() {
			return told, err
		}
	}
	return retro.Event{}, untimed(content, promotion.Citations[0])
}

// tell gives an event the time of what it cites, and the title and the kind that it
// was not given. The time stays zero where nobody knows it.
func (s *Service) tell(ctx context.Context, evidence retro.Evidence, citation retro.Citation, event retro.Event) (retro.Event, error) {
	if !evidence.IsText() {
		if evidence.ShownAt != nil {
			event.At = *evidence.ShownAt
		}
		if citation.Region != nil {
			event.Title = retro.FirstOf(event.Title, citation.Region.Label)
		}
		event.Title = retro.FirstOf(event.Title, evidence.Caption, evidence.Label)
		event.Kind = retro.FirstOf(event.Kind, retro.KindObservation)
		return event, nil
	}
	entry, err := s.entryAt(ctx, evidence, citation.FromLine)
	if err != nil {
		return retro.Event{}, err
	}
	if entry.Instant != nil {
		event.At, event.End = *entry.Instant, entry.End
	}
	suggestion := retro.SuggestEvent(entry.Kind, entry.Level, entry.Text)
	event.Title = retro.FirstOf(event.Title, suggestion.Title)
	event.Kind = retro.FirstOf(event.Kind, suggestion.Kind)
	if entry.Kind == retro.EvidenceChat {
		event.Actor.Name = entry.Actor
		event.Title = retro.WithoutActor(event.Title, entry.Actor)
	}
	if event.Kind == retro.KindImpact && event.End == nil && citation.ToLine > citation.FromLine {
		event.End, err = s.lastCited(ctx, evidence, citation, event.At)
	}
	return event, err
}

// lastCited is when the last of the cited lines was written, nil where that is not later
// than the first: an outage lasts from the line that tells of it until the one that tells
// of its end.
func (s *Service) lastCited(ctx context.Context, evidence retro.Evidence, citation retro.Citation, from retro.Instant) (*retro.Instant, error) {
	last, err := s.entryAt(ctx, evidence, citation.ToLine)
	if err != nil || last.Instant == nil || !last.Instant.At.After(from.At) {
		return nil, err
	}
	return last.Instant, nil
}

func untimed(content *retro.Content, citation retro.Citation) error {
	evidence := content.FindEvidence(citation.Evidence)
	if !evidence.IsText() {
		return retro.Errorf(retro.CodeInvalid, "nobody has said what time %s shows", evidence.Label).
			WithHint("give the picture a time first")
	}
	return retro.Errorf(retro.CodeInvalid, "line %d of %s has no time", citation.FromLine, evidence.Label).
		WithHint("say which date and zone the source means, or add the event by hand")
}

func missing[T ~string](noun string, id T) error {
	return retro.Errorf(retro.CodeNotFound, "no %s %q in this retrospective", noun, string(id))
}
