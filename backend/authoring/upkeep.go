package authoring

import (
	"context"
	"sync"
	"time"

	"github.com/afterword-app/afterword/backend/library"
)

// CheckLibrary reads the whole library and verifies it. Damage is in the report.
func (s *Service) CheckLibrary(ctx context.Context) (library.Report, error) {
	return s.store.Check(ctx)
}

// Copies are the copies of the library.
type Copies struct {
	Copies []library.Copy `json:"copies"` // the newest first
	// Problem says why the last daily copy could not be written, "" where it was.
	Problem string `json:"problem,omitempty"`
}

// dailyCopy remembers how the last one went.
type dailyCopy struct {
	mu      sync.Mutex
	problem string
}

// Copies lists the copies of the library.
func (s *Service) Copies(ctx context.Context) (Copies, error) {
	copies, err := s.store.Copies(ctx)
	s.daily.mu.Lock()
	defer s.daily.mu.Unlock()
	return Copies{Copies: copies, Problem: s.daily.problem}, err
}

// BackUp keeps a copy of the library among the others.
func (s *Service) BackUp(ctx context.Context) (library.Copy, error) {
	return s.store.KeepCopy(ctx, library.CopyByHand, s.clock())
}

// BackUpTo writes a copy of the library to a file of one's own choice, see
// [library.Upkeep].
func (s *Service) BackUpTo(ctx context.Context, path string) error { return s.store.Backup(ctx, path) }

// KeepDailyCopy keeps the copy of this day, unless it is there already.
func (s *Service) KeepDailyCopy(ctx context.Context) error {
	copies, err := s.store.Copies(ctx)
	if err != nil {
		return err
	}
	now := s.clock().UTC()
	for _, c := range copies {
		if c.Why == library.CopyDaily && c.Name[:len(time.DateOnly)] == now.Format(time.DateOnly) {
			return nil
		}
	}
	_, err = s.store.KeepCopy(ctx, library.CopyDaily, now)
	s.daily.mu.Lock()
	defer s.daily.mu.Unlock()
	s.daily.problem = ""
	if err != nil && ctx.Err() == nil {
		s.daily.problem = err.Error()
	}
	return err
}

// RestoreCopy puts a copy in place of the library, which is kept as a copy itself
// before. What was open must be opened again.
func (s *Service) RestoreCopy(ctx context.Context, name string) error {
	err := s.store.RestoreCopy(context.WithoutCancel(ctx), name, s.clock())
	s.sessions.forgetAll()
	return err
}

// CompactLibrary gives unused space in the library's file back to the disk.
func (s *Service) CompactLibrary(ctx context.Context) error { return s.store.Compact(ctx) }

// RebuildLibrary makes anew what is derived: the search index, the summaries, and
// what was read out of originals.
func (s *Service) RebuildLibrary(ctx context.Context) error { return s.store.Rebuild(ctx) }
