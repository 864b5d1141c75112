package authoring

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"slices"

	"github.com/afterword-app/afterword/backend/imaging"
	"github.com/afterword-app/afterword/backend/retro"
)

// What people mark on a picture stands beside the original and is drawn anew
// wherever the picture is shown, so that taking a mark back leaves no trace and
// the original stays as it came.

// Annotate replaces what people marked on a picture. A citation of a place that
// was moved or resized follows it; one of a place that is gone keeps its own.
// CodeNotFound for evidence that is not here, CodeInvalid for what is no picture
// or a mark that does not lie on it.
func (s *Service) Annotate(ctx context.Context, id retro.RetrospectiveID, evidence retro.EvidenceID, regions []retro.Region) (Edited, error) {
	if err := retro.ValidateRegions(regions); err != nil {
		return Edited{}, err
	}
	return s.edit(ctx, id, "annotate picture", func(c *retro.Content) error {
		stored := c.FindEvidence(evidence)
		switch {
		case stored == nil:
			return missing("evidence", evidence)
		case !stored.IsPicture():
			return retro.Errorf(retro.CodeInvalid, "%s is no picture to draw on", stored.Label)
		}
		if was, now := movedPlace(stored.Regions, regions); was != nil {
			from, to := retro.Citation{Evidence: evidence, Region: was}, retro.Citation{Evidence: evidence, Region: now}
			recite(s.store.Lists(), c, from, to)
		}
		stored.Regions = slices.Clone(regions)
		return nil
	})
}

// movedPlace returns the one place to cite that differs between two states of a
// picture, before and after; nil where more than that is different.
func movedPlace(before, after []retro.Region) (was, now *retro.Region) {
	if len(before) != len(after) {
		return nil, nil
	}
	for i := range before {
		if before[i] == after[i] {
			continue
		}
		if was != nil || before[i].Kind != retro.RegionCite || after[i].Kind != retro.RegionCite {
			return nil, nil
		}
		was, now = &before[i], &after[i]
	}
	return was, now
}

// recite lets all that cites one place cite another.
func recite(lists retro.Lists, c *retro.Content, from, to retro.Citation) {
	renewed := func(citations []retro.Citation) []retro.Citation {
		if !slices.ContainsFunc(citations, from.Same) {
			return citations
		}
		citations = slices.Clone(citations)
		for i := range citations {
			if citations[i].Same(from) {
				region := *to.Region
				citations[i].Region = &region
			}
		}
		return citations
	}
	for citations := range lists.Citations(c) {
		*citations = renewed(*citations)
	}
}

// PictureView is how a picture is shown: with what is drawn over it, and which
// part of it. The zero value is the picture as it is, without metadata.
type PictureView struct {
	Regions []retro.Region `json:"regions,omitempty"`
	Part    *retro.Region  `json:"part,omitempty"` // nil for the whole
}

// viewOf is how a picture is shown to everybody but those who draw on it. part
// may be nil.
func viewOf(e retro.Evidence, part *retro.Region) PictureView {
	view := PictureView{Part: part}
	for _, region := range e.Regions {
		if region.IsDrawn() {
			view.Regions = append(view.Regions, region)
		}
	}
	return view
}

func (v PictureView) isPlain() bool { return len(v.Regions) == 0 && v.Part == nil }

// Path writes the view as one segment of a URL: its JSON in URL-safe base64, ""
// for the picture as it is. The page makes the same (frontend/src/backend).
func (v PictureView) Path() string {
	if v.isPlain() {
		return ""
	}
	data, err := json.Marshal(v)
	if err != nil {
		return "" // only numbers that no region may have
	}
	return base64.RawURLEncoding.EncodeToString(data)
}

// ParsePictureView reads what Path writes; CodeInvalid.
func ParsePictureView(path string) (PictureView, error) {
	var view PictureView
	data, err := base64.RawURLEncoding.DecodeString(path)
	if err == nil && path != "" {
		err = json.Unmarshal(data, &view)
	}
	if err != nil {
		return PictureView{}, retro.Errorf(retro.CodeInvalid, "no view of a picture: %w", err)
	}
	return view, retro.ValidateRegions(view.Regions)
}

const (
	keyPicture   = "picture/1"
	keyThumbnail = "thumbnail/1"
)

// thumbnailWidth is the width of thumbnails in pixels: twice what the widest
// place in the window shows.
const thumbnailWidth = 720

// Picture returns the bytes of a picture as a view shows it, without metadata;
// CodeNotFound where the hash is of no picture.
func (s *Service) Picture(ctx context.Context, hash retro.Hash, view PictureView) ([]byte, error) {
	data, _, err := s.draw(ctx, hash, view, 0)
	return data, err
}

// Thumbnail returns a small copy of a picture; errors as Picture's.
func (s *Service) Thumbnail(ctx context.Context, hash retro.Hash, view PictureView) ([]byte, error) {
	if view.isPlain() {
		return s.shown(ctx, hash, keyThumbnail)
	}
	data, _, err := s.draw(ctx, hash, view, thumbnailWidth)
	return data, err
}

// draw returns a picture as a view shows it, at most maxWidth pixels across
// where that is not 0, and its media type.
func (s *Service) draw(ctx context.Context, hash retro.Hash, view PictureView, maxWidth int) ([]byte, string, error) {
	data, err := s.shown(ctx, hash, keyPicture)
	if err != nil {
		return nil, "", err
	}
	if view.isPlain() {
		return data, imaging.MediaType(data), nil
	}
	return imaging.Annotate(data, imaging.View{Regions: view.Regions, Part: view.Part, MaxWidth: maxWidth})
}

// pictureCopies are what is shown of a picture, by the keys under which they are
// kept.
type pictureCopies map[string][]byte

// keepPicture makes the copies of a picture that are shown, one without metadata
// and a thumbnail, and keeps them.
func (s *Service) keepPicture(ctx context.Context, hash retro.Hash, data []byte) (pictureCopies, error) {
	stripped, _, err := imaging.Strip(data)
	if err != nil {
		return nil, err
	}
	thumbnail, err := imaging.Thumbnail(data, thumbnailWidth)
	if err != nil {
		return nil, err
	}
	copies := pictureCopies{keyPicture: stripped, keyThumbnail: thumbnail}
	for key, picture := range copies {
		if err := s.putDerived(ctx, hash, key, picture); err != nil {
			return nil, err
		}
	}
	return copies, nil
}

func (s *Service) shown(ctx context.Context, hash retro.Hash, key string) ([]byte, error) {
	kept, err := s.store.Derived(ctx, hash, key)
	if err != nil || kept != nil {
		return kept, err
	}
	data, err := s.readBounded(ctx, hash, imaging.MaxBytes)
	if err != nil {
		return nil, err
	}
	copies, err := s.keepPicture(ctx, hash, data)
	if err != nil {
		return nil, retro.Errorf(retro.CodeNotFound, "no picture %s", hash)
	}
	return copies[key], nil
}
