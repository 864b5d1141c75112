package authoring

import (
	"cmp"
	"context"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/archive"
	"github.com/afterword-app/afterword/backend/ingest"
	"github.com/afterword-app/afterword/backend/retro"
)

// UpdateEvidence saves what people decide about evidence: label, caption,
// colour, zone, skew, reference, kind, format and shown time. The original, where it
// came from and what is marked on it stay, see Annotate. A skew moves the events
// that cite the source along with its entries. CodeInvalid for a kind that its bytes
// cannot be read as.
func (s *Service) UpdateEvidence(ctx context.Context, id retro.RetrospectiveID, evidence retro.Evidence) (Edited, error) {
	if err := checkReadable(evidence); err != nil {
		return Edited{}, err
	}
	return s.edit(ctx, id, "edit evidence", func(c *retro.Content) error {
		stored := c.FindEvidence(evidence.ID)
		if stored == nil {
			return missing("evidence", evidence.ID)
		}
		if moved := evidence.Skew - stored.Skew; moved != 0 {
			shiftEvents(c, evidence.ID, moved)
		}
		if err := s.readAs(ctx, stored, evidence); err != nil {
			return err
		}
		if err := takeRecipe(c, stored, evidence.Chart); err != nil {
			return err
		}
		stored.Label = retro.FirstOf(strings.TrimSpace(evidence.Label), stored.Label)
		stored.Caption, stored.Colour, stored.Skew = evidence.Caption, evidence.Colour, evidence.Skew
		stored.ShownAt = evidence.ShownAt
		return nil
	})
}

// PreviewEvidence tells how a source would be read with what people decide about
// it. Nothing is saved.
func (s *Service) PreviewEvidence(ctx context.Context, id retro.RetrospectiveID, evidence retro.Evidence) (retro.Reading, error) {
	if err := checkReadable(evidence); err != nil {
		return retro.Reading{}, err
	}
	_, content, err := s.head(ctx, id)
	if err != nil {
		return retro.Reading{}, err
	}
	stored := content.FindEvidence(evidence.ID)
	if stored == nil {
		return retro.Reading{}, missing("evidence", evidence.ID)
	}
	tried := *stored // The content is the session's.
	if err := s.readAs(ctx, &tried, evidence); err != nil {
		return retro.Reading{}, err
	}
	if !tried.IsText() {
		return retro.Reading{}, missing("log or chat", evidence.ID)
	}
	index, err := s.makeIndex(ctx, tried, nil)
	if err != nil {
		return retro.Reading{}, err
	}
	return index.Reading(), nil
}

// checkReadable refuses zones and formats that do not exist.
func checkReadable(evidence retro.Evidence) error {
	if evidence.Zone != "" {
		if _, err := location(evidence.Zone); err != nil {
			return err
		}
	}
	return checkFormat(evidence.Format)
}

// readAs takes over what decides how a text is read; CodeInvalid for a kind that its
// bytes cannot be read as.
func (s *Service) readAs(ctx context.Context, stored *retro.Evidence, evidence retro.Evidence) error {
	if evidence.Kind != "" && evidence.Kind != stored.Kind {
		if err := s.becomes(ctx, stored, evidence.Kind); err != nil {
			return err
		}
	}
	switch {
	case !evidence.Reference.Equal(stored.Reference):
		stored.Guessed = false
	case !stored.Guessed:
		evidence.Reference = sameDayEnd(stored.Reference, stored.Zone, evidence.Zone)
	}
	stored.Zone, stored.Reference, stored.Format = evidence.Zone, evidence.Reference, evidence.Format
	return nil
}

// sameDayEnd is a reference for reading in another zone. A person says on which day
// something was written: the end of that day stays its end there, or the times of its
// last hours would be those of the day before. Any other moment stays as it is.
func sameDayEnd(reference time.Time, before, after string) time.Time {
	from, errFrom := location(cmp.Or(before, "UTC"))
	to, errTo := location(cmp.Or(after, "UTC"))
	if errFrom != nil || errTo != nil {
		return reference
	}
	day := reference.In(from)
	if end := time.Date(day.Year(), day.Month(), day.Day(), 23, 59, 59, 0, from); !end.Equal(reference) {
		return reference
	}
	return time.Date(day.Year(), day.Month(), day.Day(), 23, 59, 59, 0, to).UTC()
}

// becomes makes evidence text of another kind: a plain file or a note is read as a
// log, a log as a note. CodeInvalid where its bytes are no text.
func (s *Service) becomes(ctx context.Context, stored *retro.Evidence, kind retro.EvidenceKind) error {
	text := *stored
	text.Kind = kind
	if !text.IsText() || !stored.IsText() && stored.Kind != retro.EvidenceFile {
		return retro.Errorf(retro.CodeInvalid, "a %s cannot be read as a %s", stored.Kind, kind)
	}
	blob, err := s.store.OpenBlob(ctx, stored.Hash)
	if err != nil {
		return err
	}
	defer blob.Close() //nolint:errcheck // only read from
	if packingOf(*stored) == archive.None {
		head, err := headOf(blob)
		if err != nil {
			return err
		}
		if err := recogniseKind(&text, Original{}, blob, head, func() (bool, error) { return s.keepMetrics(ctx, stored.Hash) }); err != nil {
			return err
		}
		if !text.IsText() || packingOf(text) == archive.None && !ingest.IsText(head) {
			return retro.Errorf(retro.CodeInvalid, "%s holds no text that could be read as a %s", stored.Label, kind)
		}
	}
	stored.Kind, stored.MediaType = kind, text.MediaType
	return nil
}

func shiftEvents(c *retro.Content, evidence retro.EvidenceID, by time.Duration) {
	for i := range c.Events {
		if e := &c.Events[i]; len(e.Citations) > 0 && e.Citations[0].Evidence == evidence {
			e.At = e.At.Shift(by)
			if e.End != nil {
				end := e.End.Shift(by)
				e.End = &end
			}
		}
	}
}
