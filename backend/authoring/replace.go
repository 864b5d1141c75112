package authoring

import (
	"context"

	"github.com/afterword-app/afterword/backend/retro"
)

// WithClock returns a service over the same library that lives by another clock,
// for telling a story of another day. Two services must not be used on one
// retrospective at the same time.
func (s *Service) WithClock(clock retro.Clock) *Service { return New(s.store, clock, s.ids) }

// ReplaceEvidence puts another original in the place of one, so that everything
// that cites or embeds it shows the new one; earlier revisions keep the old one.
// Label, caption and shown time stay. CodeNotFound for unknown evidence;
// CodeInvalid where the original cannot be read or is of another kind.
func (s *Service) ReplaceEvidence(ctx context.Context, id retro.RetrospectiveID, evidence retro.EvidenceID, original Original) (Workspace, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return Workspace{}, err
	}
	taken, err := s.take(ctx, content, original, nil)
	if err != nil {
		return Workspace{}, err
	}
	return s.edit(ctx, id, "replace evidence", func(c *retro.Content) error {
		stored := c.FindEvidence(evidence)
		if stored == nil {
			return missing("evidence", evidence)
		}
		if taken.Kind != stored.Kind {
			return retro.Errorf(retro.CodeInvalid, "%s is a %s, which cannot take the place of a %s", taken.Label, taken.Kind, stored.Kind)
		}
		stored.Hash, stored.Size, stored.MediaType = taken.Hash, taken.Size, taken.MediaType
		stored.FileName, stored.AddedAt, stored.Reference = taken.FileName, taken.AddedAt, taken.Reference
		stored.Regions = nil
		return nil
	})
}
