package authoring

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/afterword-app/afterword/backend/export"
	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
)

// Service carries out the use cases over one library.
type Service struct {
	store       library.Store
	clock       retro.Clock
	ticks       retro.Ticker
	ids         retro.IDs
	sessions    *sessions
	indexes     *indexes
	known       *readings
	transcripts *transcripts
	summaries   *summaries
	daily       *dailyCopy
	lookedAt    *atomic.Pointer[rendering]
	charts      *charts
	paintings   *export.Paintings
}

// New returns a service over a store that no other process writes to.
func New(store library.Store, clock retro.Clock, ids retro.IDs) *Service {
	return &Service{
		store:       store,
		clock:       clock,
		ticks:       retro.WallTicks(clock),
		ids:         ids,
		sessions:    &sessions{byID: map[retro.RetrospectiveID]*session{}},
		indexes:     &indexes{},
		known:       &readings{},
		transcripts: &transcripts{},
		summaries:   &summaries{known: map[[2]retro.RevisionID]RevisionSummary{}},
		daily:       &dailyCopy{},
		lookedAt:    &atomic.Pointer[rendering]{},
		charts:      &charts{byKey: map[string]*charting{}},
		paintings:   export.NewPaintings(),
	}
}

// WithClock returns the same service living by another clock, for a story that
// is told on the day on which it happened.
func (s *Service) WithClock(clock retro.Clock) *Service {
	other := *s
	other.clock, other.ticks = clock, retro.WallTicks(clock)
	return &other
}

// WithTicker returns the same service holding debriefs by the machine's own clocks.
func (s *Service) WithTicker(ticks retro.Ticker) *Service {
	other := *s
	other.ticks = ticks
	return &other
}

// sessions are the retrospectives in use.
type sessions struct {
	mu   sync.Mutex
	byID map[retro.RetrospectiveID]*session
}

func (s *sessions) of(id retro.RetrospectiveID) *session {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.byID[id] == nil {
		s.byID[id] = &session{}
	}
	return s.byID[id]
}

// session is what the service remembers of one retrospective that is in use: the
// head, so that a save need not read it back, and the merged record.
type session struct {
	mu        sync.Mutex // held while the retrospective changes
	loaded    bool
	content   retro.Content
	revisions []retro.Revision // oldest first; the last one is the head
	merged    map[retro.RevisionID]library.Merged
	record    recordCache
	writing   writing
	drawing   drawingCache
	leaving   int // bundles that are being written
}

func (s *session) head() retro.Revision { return s.revisions[len(s.revisions)-1] }

// enter locks a retrospective and makes sure that its head is loaded. The
// returned function unlocks it.
func (s *Service) enter(ctx context.Context, id retro.RetrospectiveID) (*session, func(), error) {
	current := s.sessions.of(id)
	current.mu.Lock()
	if !current.loaded {
		if err := s.load(ctx, id, current); err != nil {
			current.mu.Unlock()
			return nil, nil, err
		}
	}
	return current, current.mu.Unlock, nil
}

func (s *Service) load(ctx context.Context, id retro.RetrospectiveID, into *session) error {
	_, content, err := s.store.Head(ctx, id)
	if err != nil {
		return err
	}
	revisions, err := s.store.Revisions(ctx, id)
	if err != nil {
		return err
	}
	slices.Reverse(revisions)
	merged, err := s.store.Merged(ctx, id)
	if err != nil {
		return err
	}
	into.merged = make(map[retro.RevisionID]library.Merged, len(merged))
	for _, m := range merged {
		into.merged[m.Line] = m
	}
	into.content, into.revisions, into.loaded = content, revisions, true
	return nil
}

// edit applies a change to a retrospective as one revision with a reason, which
// is a short phrase like "add event"; a change that changes nothing makes none.
// It gets a content that it may alter freely; returning an error leaves
// everything as it was.
func (s *Service) edit(ctx context.Context, id retro.RetrospectiveID, reason string, change func(*retro.Content) error) (Edited, error) {
	current, leave, err := s.enter(ctx, id)
	if err != nil {
		return Edited{}, err
	}
	defer leave()
	content := current.content.Clone()
	if err := change(&content); err != nil {
		return Edited{}, err
	}
	return s.save(ctx, id, current, retro.Revision{Kind: retro.RevisionAuto, Reason: reason}, content)
}

// save commits content and answers with what that changed.
func (s *Service) save(ctx context.Context, id retro.RetrospectiveID, current *session, revision retro.Revision, content retro.Content) (Edited, error) {
	return s.saveTyped(ctx, id, current, revision, content, "")
}

// saveTyped is save of what is being typed into a section, see [writing]; "" for
// any other act.
func (s *Service) saveTyped(
	ctx context.Context, id retro.RetrospectiveID, current *session, revision retro.Revision, content retro.Content, section retro.SectionID,
) (Edited, error) {
	before, seq := current.content, current.head().Seq
	if err := s.commit(ctx, id, current, revision, content, section); err != nil {
		return Edited{}, err
	}
	return s.edited(ctx, id, current, before, seq)
}

// commit saves content as the revision after the session's head. The caller
// gives Kind and Reason, and Name and Origin where they apply. A content that is
// the head's makes no revision, unless it says more than that, see
// [retro.Revision.CountsUnchanged].
func (s *Service) commit(
	ctx context.Context, id retro.RetrospectiveID, current *session, revision retro.Revision, content retro.Content, section retro.SectionID,
) error {
	author, err := s.store.Preference(ctx, preferenceAuthor)
	if err != nil {
		return err
	}
	content.ResolveTimes()
	content.NumberQuestions()
	s.store.Lists().Sort(&content)
	// What is lost and nothing refers to any more goes with the revision that it was of.
	content.Lost = slices.DeleteFunc(slices.Clone(content.Lost), func(lost retro.Lost) bool { return lost.Piece == "" })
	revision.ID = retro.RevisionID(s.ids.New())
	revision.Retrospective = id
	revision.Author = author
	revision.At = s.clock().UTC()

	// A save must not be cut in half by a window that closes.
	ctx = context.WithoutCancel(ctx)
	saved, replaced, err := s.put(ctx, current, revision, content, section)
	if err != nil {
		// The disk may have kept what it reported as failed: only the library
		// itself knows, and the revision's id tells.
		current.loaded = false
		if loadErr := s.load(ctx, id, current); loadErr != nil || current.head().ID != revision.ID {
			return err
		}
		return nil
	}
	if saved.ID != revision.ID {
		return nil // it was there already
	}
	current.content = content
	if replaced {
		current.revisions = current.revisions[:len(current.revisions)-1]
	}
	current.revisions = append(current.revisions, saved)
	return nil
}
