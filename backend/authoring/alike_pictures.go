package authoring

import (
	"context"
	"slices"

	"github.com/afterword-app/afterword/backend/imaging"
	"github.com/afterword-app/afterword/backend/retro"
)

// AlikePicture is a picture that was added and looks like one that is here: the same one,
// scaled, saved anew or cropped.
type AlikePicture struct {
	Evidence retro.EvidenceID `json:"evidence"`
	Like     retro.EvidenceID `json:"like"`
}

const (
	keyLook = "look/1"
	// mostCompared is with how many pictures a new one is compared, the newest first.
	mostCompared = 50
)

// likeOf returns the newest picture of a list that looks like one; nil where there is
// none, or nobody can tell.
func (s *Service) likeOf(ctx context.Context, taken retro.Evidence, among []retro.Evidence) *retro.Evidence {
	if !taken.IsPicture() {
		return nil
	}
	look, err := s.look(ctx, taken.Hash)
	if err != nil {
		return nil
	}
	compared := 0
	for i := range slices.Backward(among) {
		other := among[i]
		if !other.IsPicture() || other.Hash == taken.Hash {
			continue
		}
		compared++
		if compared > mostCompared || ctx.Err() != nil {
			return nil
		}
		// One that cannot be read looks like nothing.
		if its, err := s.look(ctx, other.Hash); err == nil && look.Like(its) {
			return &other
		}
	}
	return nil
}

// look returns what a picture looks like, which is made once.
func (s *Service) look(ctx context.Context, hash retro.Hash) (imaging.Look, error) {
	kept, err := s.store.Derived(ctx, hash, keyLook)
	if err != nil {
		return imaging.Look{}, err
	}
	if kept != nil {
		return imaging.ParseLook(kept)
	}
	small, err := s.Thumbnail(ctx, hash, PictureView{})
	if err != nil {
		return imaging.Look{}, err
	}
	look, err := imaging.LookOf(small)
	if err != nil {
		return imaging.Look{}, err
	}
	return look, s.putDerived(ctx, hash, keyLook, look.Bytes())
}
