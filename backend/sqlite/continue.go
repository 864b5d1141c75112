package sqlite

import (
	"context"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite/internal/queries"
)

// lastSave is the save that the library was written by last. Nothing can refer to
// its revision yet, and its own pieces are in no other one: only it may be
// replaced. It is not in the file, so an opened library begins with a revision
// that stays.
type lastSave struct {
	writes   int // of any kind, counted while each is under way
	at       int // which of them it was
	revision retro.RevisionID
	own      map[hash]int64 // pieces that it was the first to hold, with what they take in bytes
}

func (l *lastSave) set(revision retro.RevisionID, own map[hash]int64) {
	*l = lastSave{writes: l.writes, at: l.writes, revision: revision, own: own}
}

// keep says that the write that is under way changes nothing.
func (l *lastSave) keep() {
	if l.at == l.writes-1 {
		l.at = l.writes
	}
}

// of returns the pieces that a head was the first to hold, if it is what the
// write before the one that is under way saved, as it was written.
func (l *lastSave) of(head queries.Revision) (own map[hash]int64, isLast bool) {
	return l.own, l.at == l.writes-1 && l.revision == head.ID && isSound(head)
}

// drop takes a head out of the history for the revision after it, which is there
// already. A gap keeps the chain whole, as where a revision is thinned out. What
// only the head held goes with it; what both hold joins added.
func drop(
	ctx context.Context, q *queries.Queries, head queries.Revision, own map[hash]int64, planted tree, added map[hash]int64,
) error {
	for h, size := range own {
		if _, ok := planted.pieces[h]; ok {
			added[h] = size
		} else if err := q.DeletePiece(ctx, h[:]); err != nil {
			return wrap(err, "save")
		}
	}
	if err := q.DeleteRevision(ctx, head.ID); err != nil {
		return wrap(err, "save")
	}
	if err := q.CountRevisionGone(ctx, head.RetrospectiveID); err != nil {
		return wrap(err, "save")
	}
	widened, err := q.WidenRevisionGap(ctx, queries.WidenRevisionGapParams{
		RetrospectiveID: head.RetrospectiveID, LastSeq: head.Seq, Chain: head.Chain,
	})
	if err != nil || widened > 0 {
		return wrap(err, "save")
	}
	return wrap(q.PutRevisionGap(ctx, queries.PutRevisionGapParams{
		RetrospectiveID: head.RetrospectiveID, FirstSeq: head.Seq, LastSeq: head.Seq, Previous: head.Previous, Chain: head.Chain,
	}), "save")
}
