package authoring

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"runtime"
	"slices"

	"github.com/afterword-app/afterword/backend/archive"
	"github.com/afterword-app/afterword/backend/ingest"
	"github.com/afterword-app/afterword/backend/retro"
)

// What ingest and imaging make of a blob is kept under a key that holds all that
// the result depends on beside the bytes, so that a changed setting or a later
// Afterword makes it anew and nothing stale is ever read.

func settingsKey(purpose string, e retro.Evidence) string {
	// An Afterword that knows more formats reads everything anew.
	sum := sha256.Sum256(fmt.Appendf(nil, "%s|%s|%s|%d|%t|%s|%v", e.Kind, e.Format, e.Zone, e.Reference.UnixNano(), e.Guessed, e.FileName, ingest.Formats()))
	return purpose + "/" + hex.EncodeToString(sum[:8])
}

// index returns the entries of text evidence, from memory or the store where
// they are kept. progress may be nil.
func (s *Service) index(ctx context.Context, e retro.Evidence, progress func(done, total int64)) (*ingest.Index, error) {
	key := settingsKey("entries", e)
	cached := string(e.Hash) + key
	if index := s.indexes.get(cached); index != nil {
		return index, nil
	}
	index, err := s.readIndex(ctx, e, key, progress)
	if err == nil {
		s.indexes.put(cached, index)
	}
	return index, err
}

// largeSource is from how many bytes on the memory that reading takes is looked after.
const largeSource = 8 << 20

func (s *Service) readIndex(ctx context.Context, e retro.Evidence, key string, progress func(done, total int64)) (*ingest.Index, error) {
	kept, err := s.store.Derived(ctx, e.Hash, key)
	if err != nil {
		return nil, err
	}
	if kept != nil {
		if index, err := ingest.UnmarshalIndex(kept); err == nil {
			return index, nil
		}
	}
	index, err := s.makeIndex(ctx, e, progress)
	if err != nil {
		return nil, err
	}
	if e.Size > largeSource {
		// What reading leaves behind may be more than the index: it makes room for the
		// copy that is kept.
		runtime.GC()
	}
	data, err := index.MarshalBinary()
	if err != nil {
		return nil, fmt.Errorf("keep entries: %w", err)
	}
	return index, s.putDerived(ctx, e.Hash, key, data)
}

// makeIndex reads the entries of text evidence from its bytes, and keeps nothing.
func (s *Service) makeIndex(ctx context.Context, e retro.Evidence, progress func(done, total int64)) (*ingest.Index, error) {
	blob, err := s.openText(ctx, e)
	if err != nil {
		return nil, err
	}
	defer blob.Close() //nolint:errcheck // only read from
	options := readingOptions(e)
	options.Progress = progress
	index, err := ingest.Read(ctx, blob, blob.Size(), options)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", e.Label, err)
	}
	return index, nil
}

// readingOptions is what is known of evidence before it is read.
func readingOptions(e retro.Evidence) ingest.Options {
	return ingest.Options{FileName: e.FileName, Kind: e.Kind, Format: e.Format, Zone: e.Zone, Reference: e.Reference, Guessed: e.Guessed}
}

// putDerived keeps a result where the library can be written to; a reader that
// computes it anew each time is merely slower.
func (s *Service) putDerived(ctx context.Context, hash retro.Hash, key string, data []byte) error {
	if err := s.store.PutDerived(ctx, hash, key, data); !cannotKeep(err) {
		return err
	}
	return nil
}

// cannotKeep reports whether a write failed because the library is open for
// reading only, or somebody else writes to it.
func cannotKeep(err error) bool {
	code := retro.ErrorCode(err)
	return code == retro.CodeLocked || code == retro.CodeUnsupported
}

func (s *Service) keepReading(ctx context.Context, e retro.Evidence, reading retro.Reading) error {
	data, err := json.Marshal(reading)
	if err != nil {
		return fmt.Errorf("keep reading: %w", err)
	}
	key := settingsKey("reading", e)
	s.known.put(string(e.Hash)+key, reading)
	return s.putDerived(ctx, e.Hash, key, data)
}

// reading returns what is understood of evidence, from memory where it was asked for
// before.
func (s *Service) reading(ctx context.Context, e retro.Evidence) (retro.Reading, error) {
	if e.Kind == retro.EvidenceChart {
		return retro.Reading{Format: "chart", Questions: []string{}}, nil // it is drawn, not read
	}
	key := settingsKey("reading", e)
	reading, known := s.known.get(string(e.Hash) + key)
	if known {
		return reading, nil
	}
	kept, err := s.store.Derived(ctx, e.Hash, key)
	if err != nil {
		return retro.Reading{}, err
	}
	if kept != nil && json.Unmarshal(kept, &reading) == nil {
		s.known.put(string(e.Hash)+key, reading)
		return reading, nil
	}
	switch {
	case e.IsText():
		if reading, err = s.readText(ctx, e, nil); err != nil {
			return retro.Reading{}, err
		}
	case e.IsPicture():
		if reading, err = s.readPicture(ctx, &e, Original{}); err != nil {
			return retro.Reading{}, err
		}
	case e.Kind == retro.EvidenceTranscript:
		if reading, err = s.readTranscript(ctx, e); err != nil {
			return retro.Reading{}, err
		}
	default:
		reading = retro.Reading{Format: "file", Bytes: e.Size, Questions: []string{}}
	}
	return reading, s.keepReading(ctx, e, reading)
}

// readText returns what is understood of text evidence. progress may be nil.
func (s *Service) readText(ctx context.Context, e retro.Evidence, progress func(done, total int64)) (retro.Reading, error) {
	index, err := s.index(ctx, e, progress)
	if err != nil {
		return retro.Reading{}, err
	}
	reading := index.Reading()
	if slices.Contains(reading.Questions, ingest.QuestionDate) {
		if reading.Days, err = s.daysNamed(ctx, e); err != nil {
			return retro.Reading{}, err
		}
	}
	if packingOf(e) != archive.None {
		kept, err := s.keptText(ctx, e)
		if err != nil {
			return retro.Reading{}, err
		}
		if kept.Cut {
			reading.Why += " The compressed file breaks off, and what came before was read."
		}
		if packingOf(e) == metricsTable {
			reading.Why = "an export of metrics: a row for each time, a column for each series"
		}
	}
	return reading, nil
}

// daysNamed returns the days that the beginning of text evidence names in full.
func (s *Service) daysNamed(ctx context.Context, e retro.Evidence) ([]string, error) {
	text, err := s.openText(ctx, e)
	if err != nil {
		return nil, err
	}
	defer text.Close() //nolint:errcheck // only read from
	head, err := headOf(text)
	if err != nil {
		return nil, err
	}
	return ingest.DaysNamed(string(head)), nil
}

// readings returns the readings of evidence. One that cannot be read says so
// in its Why and leaves the others alone.
func (s *Service) readings(ctx context.Context, evidence []retro.Evidence) (map[retro.EvidenceID]retro.Reading, error) {
	all := make(map[retro.EvidenceID]retro.Reading, len(evidence))
	for _, e := range evidence {
		reading, err := s.reading(ctx, e)
		if ctx.Err() != nil {
			return nil, fmt.Errorf("read evidence: %w", ctx.Err())
		}
		if err != nil {
			reading = retro.Reading{Format: "damaged", Bytes: e.Size, Questions: []string{}, Why: err.Error()}
		} else if reading.New, err = s.newEntries(ctx, e); err != nil {
			return nil, err
		}
		all[e.ID] = reading
	}
	return all, nil
}
