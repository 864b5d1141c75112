package authoring

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/archive"
	"github.com/afterword-app/afterword/backend/retro"
)

// Original is something that a person brings in as evidence: a paste or a file.
type Original struct {
	Name     string    // file name, "" for a paste
	Size     int64     // in bytes, 0 where it is not known beforehand
	Modified time.Time // of the file, zero for a paste
	Open     func() (io.ReadCloser, error)

	// What the person said, each empty where they did not.
	Kind      retro.EvidenceKind
	Label     string
	Zone      string
	Reference time.Time

	packing archive.Packing // of an archive that is one source as a whole
}

// Pasted is an Original of bytes without a file.
func Pasted(data []byte) Original {
	return Original{Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }}
}

// Added is what became of originals.
type Added struct {
	Edited   Edited             `json:"edited"`
	Evidence []retro.EvidenceID `json:"evidence"` // new
	Known    []retro.EvidenceID `json:"known"`    // was here already, byte for byte, or as the beginning of what is
	Grown    []Growth           `json:"grown"`    // was here already, and has more at its end now
	Refused  []Refusal          `json:"refused"`
	Alike    []AlikePicture     `json:"alike"` // new, and looks like what is here
}

// Refusal says why an original was not taken.
type Refusal struct {
	Name   string `json:"name"`
	Reason string `json:"reason"`
}

// AddEvidence stores originals, byte for byte, and reads them. What cannot be
// read as entries or shown as a picture is kept as a plain file; only what holds
// nothing, or cannot be read at all, is refused, without harm to the others. Of a
// zip each file that is text or a picture is added by itself, with its own name
// and time; the export of a Slack workspace is one conversation. What is a source that
// is there and goes on takes its place, and what is new in it is marked: citations stay. A picture
// that looks like another one is told, and read in the same zone. It stops with
// ctx, and then adds none. CodeInvalid where a zone is not known. progress may be
// nil.
func (s *Service) AddEvidence(ctx context.Context, id retro.RetrospectiveID, originals []Original, progress Progress) (Added, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return Added{}, err
	}
	for _, original := range originals {
		if original.Zone != "" {
			if _, err := location(original.Zone); err != nil {
				return Added{}, err
			}
		}
	}
	added := Added{Evidence: []retro.EvidenceID{}, Known: []retro.EvidenceID{}, Grown: []Growth{}, Refused: []Refusal{}, Alike: []AlikePicture{}}
	var taken []retro.Evidence
	for _, original := range originals {
		evidence, refused, err := s.takeAll(ctx, content, original, progress)
		if err != nil {
			return Added{}, err
		}
		taken = append(taken, evidence...)
		added.Refused = append(added.Refused, refused...)
	}
	alike := map[retro.EvidenceID]*retro.Evidence{}
	for i, evidence := range taken {
		alike[evidence.ID] = s.likeOf(ctx, evidence, slices.Concat(content.Evidence, taken[:i]))
	}
	growths, read := map[retro.EvidenceID]*growth{}, beginnings{}
	for _, evidence := range taken {
		if growths[evidence.ID], err = s.growthOf(ctx, content, evidence, read); err != nil {
			return Added{}, err
		}
	}
	added.Edited, err = s.edit(ctx, id, "add evidence", func(c *retro.Content) error {
		for _, evidence := range taken {
			if at := slices.IndexFunc(c.Evidence, func(e retro.Evidence) bool { return e.Hash == evidence.Hash }); at >= 0 {
				added.Known = append(added.Known, c.Evidence[at].ID)
				continue
			}
			if g := growths[evidence.ID]; g != nil {
				if stored := c.FindEvidence(g.from.ID); stored != nil && stored.Hash == g.from.Hash {
					if g.to.Hash == g.from.Hash {
						added.Known = append(added.Known, stored.ID)
						continue
					}
					*stored = g.to
					entries, err := s.newEntries(ctx, g.to)
					if err != nil {
						return err
					}
					added.Grown = append(added.Grown, Growth{Evidence: g.to.ID, Entries: entries})
					continue
				}
			}
			if like := alike[evidence.ID]; like != nil && c.FindEvidence(like.ID) != nil {
				added.Alike = append(added.Alike, AlikePicture{Evidence: evidence.ID, Like: like.ID})
				evidence.Zone = retro.FirstOf(evidence.Zone, like.Zone)
			}
			evidence.Colour = len(c.Evidence)
			evidence.Label = freshLabel(c.Evidence, evidence.Label)
			c.Evidence = append(c.Evidence, evidence)
			added.Evidence = append(added.Evidence, evidence.ID)
		}
		return nil
	})
	return added, err
}

// takeAll stores what an original is made of. The error is that of ctx or the
// store.
func (s *Service) takeAll(ctx context.Context, content retro.Content, original Original, progress Progress) ([]retro.Evidence, []Refusal, error) {
	name := retro.FirstOf(original.Name, original.Label, "The paste")
	parts, refused, done, err := unfold(original)
	defer done()
	if retro.ErrorCode(err) == retro.CodeInvalid {
		return nil, []Refusal{{Name: name, Reason: err.Error()}}, nil
	}
	if err != nil {
		return nil, nil, err
	}
	var taken []retro.Evidence
	for _, part := range parts {
		evidence, err := s.take(ctx, content, part, progress)
		switch {
		case ctx.Err() != nil:
			return nil, nil, fmt.Errorf("add evidence: %w", ctx.Err())
		case retro.ErrorCode(err) == retro.CodeInvalid || retro.ErrorCode(err) == retro.CodeUnsupported:
			refused = append(refused, Refusal{Name: retro.FirstOf(part.Name, name), Reason: err.Error()})
		case err != nil:
			return nil, nil, err
		default:
			taken = append(taken, evidence)
		}
	}
	return taken, refused, nil
}

// take stores one original and finds out what it is.
func (s *Service) take(ctx context.Context, content retro.Content, original Original, progress Progress) (retro.Evidence, error) {
	bytes, err := original.Open()
	if err != nil {
		return retro.Evidence{}, retro.Errorf(retro.CodeInvalid, "cannot read it: %w", err)
	}
	defer bytes.Close() //nolint:errcheck // only read from
	now := s.clock().UTC()
	evidence := retro.Evidence{
		ID:       retro.EvidenceID(s.ids.New()),
		Kind:     original.Kind,
		FileName: filepath.Base("/" + strings.ReplaceAll(original.Name, `\`, "/")),
		AddedAt:  now,
		Zone:     original.Zone,
	}
	if original.Name == "" {
		evidence.FileName = ""
	}
	evidence.Reference, evidence.Guessed = referenceTime(original, content, now)
	way := taking{name: retro.FirstOf(original.Name, original.Label), size: original.Size, tell: progress}
	whole, err := tellGlimpse(ctx, evidence, original, bytes, way)
	if err != nil {
		return retro.Evidence{}, err
	}
	evidence.Hash, evidence.Size, err = s.store.PutBlob(ctx, &countingReader{Reader: whole, taking: way})
	if err != nil {
		return retro.Evidence{}, err
	}
	if evidence.Size == 0 {
		return retro.Evidence{}, retro.Errorf(retro.CodeInvalid, "there is nothing in it")
	}
	if err := s.recognise(ctx, &evidence, original, way); err != nil {
		return retro.Evidence{}, err
	}
	return evidence, nil
}

// referenceTime is the latest moment that an original can speak of: what the
// person said, when its file was last written, or for a paste a month after the
// incident, so that an old incident is not read as one of this year. Only the
// first is stated: a file's time changes when it is copied, so it may settle a
// year, but never the day of a line that names none.
func referenceTime(original Original, content retro.Content, now time.Time) (reference time.Time, guessed bool) {
	switch {
	case !original.Reference.IsZero():
		return original.Reference.UTC(), false
	case !original.Modified.IsZero():
		return original.Modified.UTC(), true
	}
	if n := len(content.Events); n > 0 {
		if latest := content.Events[n-1].At.At.AddDate(0, 1, 0); latest.Before(now) {
			return latest, true
		}
	}
	return now, true
}

// RemoveEvidence takes evidence out of the retrospective; events keep their
// text and lose the citation. The bytes stay for earlier revisions.
func (s *Service) RemoveEvidence(ctx context.Context, id retro.RetrospectiveID, evidence retro.EvidenceID) (Edited, error) {
	return s.edit(ctx, id, "remove evidence", func(c *retro.Content) error {
		index := slices.IndexFunc(c.Evidence, func(e retro.Evidence) bool { return e.ID == evidence })
		if index < 0 {
			return missing("evidence", evidence)
		}
		c.Evidence = slices.Delete(c.Evidence, index, index+1)
		for i, recording := range c.Debrief.Recorded {
			if recording.Transcript != nil && recording.Transcript.Evidence == evidence {
				c.Debrief.Recorded = slices.Clone(c.Debrief.Recorded)
				c.Debrief.Recorded[i].Transcript = nil
			}
		}
		uncite := func(citations []retro.Citation) []retro.Citation {
			return slices.DeleteFunc(slices.Clone(citations), func(x retro.Citation) bool { return x.Evidence == evidence })
		}
		for citations := range s.store.Lists().Citations(c) {
			*citations = uncite(*citations)
		}
		return nil
	})
}

// ReplaceEvidence puts another original in the place of one, which keeps its id
// and so everything that cites it: a corrected chart for a wrong one. Label,
// caption and shown time stay; regions go, because they were drawn on the other
// one. CodeInvalid where the original is of another kind.
func (s *Service) ReplaceEvidence(ctx context.Context, id retro.RetrospectiveID, evidence retro.EvidenceID, original Original) (Edited, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return Edited{}, err
	}
	taken, err := s.take(ctx, content, original, nil)
	if err != nil {
		return Edited{}, err
	}
	return s.edit(ctx, id, "replace evidence", func(c *retro.Content) error {
		stored := c.FindEvidence(evidence)
		if stored == nil {
			return missing("evidence", evidence)
		}
		if taken.Kind != stored.Kind {
			return retro.Errorf(retro.CodeInvalid, "a %s cannot take the place of a %s", taken.Kind, stored.Kind)
		}
		if taken.Hash == stored.Hash {
			return nil
		}
		stored.Hash, stored.Size, stored.MediaType = taken.Hash, taken.Size, taken.MediaType
		stored.FileName, stored.AddedAt, stored.Reference = taken.FileName, taken.AddedAt, taken.Reference
		stored.Guessed, stored.Regions = taken.Guessed, nil
		return nil
	})
}
