package authoring

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/afterword-app/afterword/backend/ingest"
	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
)

// Growth is a source that came again with more at its end.
type Growth struct {
	Evidence retro.EvidenceID `json:"evidence"`
	Entries  int              `json:"entries"` // that nobody has looked at yet
}

// growth is a source as it was, and as it will be.
type growth struct{ from, to retro.Evidence }

// fewLines is how many lines of a source say that what begins with them is the same one,
// where the name of a file does not.
const fewLines = 3

// beginnings holds how texts begin that are compared with each other, each read once.
type beginnings map[retro.EvidenceID][]byte

// beginningBytes are enough to tell most texts apart.
const beginningBytes = 1 << 10

// growthOf returns the source of which an original is another state: a later one, which
// begins with its text, or an earlier one, that the source has gone on from and stays as
// it is. Of several it is the longest; nil where there is none, or the original is here.
func (s *Service) growthOf(ctx context.Context, content retro.Content, taken retro.Evidence, read beginnings) (*growth, error) {
	if !taken.IsText() || slices.ContainsFunc(content.Evidence, func(e retro.Evidence) bool { return e.Hash == taken.Hash }) {
		return nil, nil
	}
	var found *growth
	for _, e := range content.Evidence {
		if !e.IsText() || found != nil && e.Size <= found.from.Size {
			continue
		}
		to, err := s.grown(ctx, e, taken, read)
		switch {
		case ctx.Err() != nil:
			return nil, fmt.Errorf("compare with %s: %w", e.Label, ctx.Err())
		case retro.ErrorCode(err) == retro.CodeDamaged:
			continue // a source that cannot be read grows no more
		case err != nil:
			return nil, err
		case to != nil:
			found = &growth{from: e, to: *to}
		}
	}
	return found, nil
}

// grown returns a source with the bytes of an original that is a later state of it, as it
// is for an earlier one, and nil where it is neither. What people decided about the source
// stays.
func (s *Service) grown(ctx context.Context, e, taken retro.Evidence, read beginnings) (*retro.Evidence, error) {
	if alike, err := s.beginAlike(ctx, e, taken, read); err != nil || !alike {
		return nil, err
	}
	isFile := e.FileName != "" && e.FileName == taken.FileName
	shorter, longer := e, taken
	if taken.Size < e.Size {
		shorter, longer = taken, e
	}
	whole, err := s.goesOn(ctx, shorter, longer, isFile)
	if err != nil || whole == unlike {
		return nil, err
	}
	before, err := s.index(ctx, shorter, nil)
	if err != nil {
		return nil, err
	}
	if !isFile && before.Lines < fewLines {
		return nil, nil
	}
	if longer.ID == e.ID {
		return &e, nil
	}
	grown := e
	grown.Hash, grown.Size, grown.MediaType = taken.Hash, taken.Size, taken.MediaType
	grown.FileName = retro.FirstOf(taken.FileName, e.FileName)
	if grown.SeenLines == 0 {
		grown.SeenLines = before.Lines
		if whole == amidLine {
			grown.SeenLines = max(1, before.Lines-1)
		}
	}
	// What was read before is to be read as it was. Where the new entries do not fit to
	// the old reference time, or lie behind it, the new one is as good as with any source.
	for _, from := range []retro.Evidence{e, taken} {
		grown.Reference, grown.Guessed = from.Reference, from.Guessed
		after, err := s.index(ctx, grown, nil)
		if err != nil {
			return nil, err
		}
		if readsOn(before, after) {
			break
		}
	}
	return &grown, nil
}

// beginAlike reports whether the shorter of two beginnings is that of the longer one.
func (s *Service) beginAlike(ctx context.Context, a, b retro.Evidence, read beginnings) (bool, error) {
	for _, e := range []retro.Evidence{a, b} {
		if _, known := read[e.ID]; known {
			continue
		}
		beginning, err := s.beginning(ctx, e)
		if err != nil {
			return false, err
		}
		read[e.ID] = beginning
	}
	return bytes.HasPrefix(read[a.ID], read[b.ID]) || bytes.HasPrefix(read[b.ID], read[a.ID]), nil
}

func (s *Service) beginning(ctx context.Context, e retro.Evidence) ([]byte, error) {
	text, err := s.openText(ctx, e)
	if err != nil {
		return nil, err
	}
	defer text.Close() //nolint:errcheck // only read from
	beginning := make([]byte, min(text.Size(), beginningBytes))
	if _, err := text.ReadAt(beginning, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("read the beginning of %s: %w", e.Label, err)
	}
	return beginning, nil
}

// readsOn reports whether a longer source is read as the shorter one was, and goes on from
// there.
func readsOn(before, after *ingest.Index) bool {
	if len(after.Entries) < len(before.Entries) || len(after.Reading().Questions) > len(before.Reading().Questions) {
		return false
	}
	latest := int64(0)
	for i, e := range after.Entries {
		if i < len(before.Entries) {
			if was := before.Entries[i]; e.Line != was.Line || e.HasTime() != was.HasTime() || e.HasTime() && e.At != was.At {
				return false
			}
		} else if e.HasTime() && latest != 0 && e.At < latest-int64(24*time.Hour) {
			return false
		}
		if e.HasTime() {
			latest = max(latest, e.At)
		}
	}
	return true
}

// seam is where a longer text goes on from a shorter one.
type seam int

const (
	unlike    seam = iota // it does not
	amidLine              // in its last line
	afterLine             // after it
)

// goesOn compares the text of a source with that of a longer one. Amid a line it goes on
// only in a file, whose writer may have been at it.
func (s *Service) goesOn(ctx context.Context, e, taken retro.Evidence, isFile bool) (seam, error) {
	old, err := s.openText(ctx, e)
	if err != nil {
		return unlike, err
	}
	defer old.Close() //nolint:errcheck // only read from
	text, err := s.openText(ctx, taken)
	if err != nil {
		return unlike, err
	}
	defer text.Close() //nolint:errcheck // only read from
	size := old.Size()
	if size == 0 || size >= text.Size() {
		return unlike, nil
	}
	if same, err := sameBytes(ctx, old, text, size); err != nil || !same {
		return unlike, err
	}
	var around [2]byte
	if _, err := text.ReadAt(around[:], size-1); err != nil && !errors.Is(err, io.EOF) {
		return unlike, fmt.Errorf("read what was added: %w", err)
	}
	switch {
	case around[0] == '\n' || around[1] == '\n' || around[1] == '\r':
		return afterLine, nil
	case isFile:
		return amidLine, nil
	}
	return unlike, nil
}

// sameBytes compares the first bytes of two texts.
func sameBytes(ctx context.Context, a, b library.Blob, size int64) (bool, error) {
	const piece = 1 << 20
	one, other := make([]byte, piece), make([]byte, piece)
	for at := int64(0); at < size; at += piece {
		if ctx.Err() != nil {
			return false, ctx.Err()
		}
		step := min(piece, size-at)
		for _, read := range []struct {
			from library.Blob
			into []byte
		}{{a, one[:step]}, {b, other[:step]}} {
			if _, err := read.from.ReadAt(read.into, at); err != nil && !errors.Is(err, io.EOF) {
				return false, fmt.Errorf("read what was added: %w", err)
			}
		}
		if !bytes.Equal(one[:step], other[:step]) {
			return false, nil
		}
	}
	return true, nil
}

// newEntries counts the entries of a source that nobody has looked at since it grew.
func (s *Service) newEntries(ctx context.Context, e retro.Evidence) (int, error) {
	if e.SeenLines == 0 || !e.IsText() {
		return 0, nil
	}
	index, err := s.index(ctx, e, nil)
	if err != nil {
		return 0, err
	}
	return len(index.Entries) - index.EntriesTo(e.SeenLines), nil
}

// isNew reports whether an entry of a source that begins at a line came when it grew.
func isNew(e retro.Evidence, line int) bool { return e.SeenLines > 0 && line > e.SeenLines }

// LookAtNew notes that somebody has looked at what is new in some sources; none for all.
// CodeNotFound for one that is not there.
func (s *Service) LookAtNew(ctx context.Context, id retro.RetrospectiveID, sources []retro.EvidenceID) (Edited, error) {
	return s.edit(ctx, id, "look at new entries", func(c *retro.Content) error {
		for _, source := range sources {
			if c.FindEvidence(source) == nil {
				return missing("evidence", source)
			}
		}
		for i := range c.Evidence {
			if len(sources) == 0 || slices.Contains(sources, c.Evidence[i].ID) {
				c.Evidence[i].SeenLines = 0
			}
		}
		return nil
	})
}
