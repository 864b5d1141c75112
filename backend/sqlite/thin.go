package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite/internal/queries"
)

const (
	day  = 24 * time.Hour
	week = 7 * day
)

// ThinRevisions implements authoring.Revisions. It keeps all of the last day, the
// last of each hour for a week, the last of each day after that, and always the
// first, the head, every checkpoint, what was exported, whatever a kept revision
// brought back, and what the caller names. What is left of the history can still
// be verified, see chain.go.
func (db *DB) ThinRevisions(ctx context.Context, id retro.RetrospectiveID, now time.Time, keep ...retro.RevisionID) (int, error) {
	var gone []queries.Revision
	err := db.write(ctx, "thin revisions", func(tx *sql.Tx, q *queries.Queries) error {
		rows, err := q.Revisions(ctx, id)
		if err != nil {
			return wrap(err, "thin revisions")
		}
		if len(rows) == 0 {
			return retro.Errorf(retro.CodeNotFound, "there is no retrospective %s", id)
		}
		exported, err := q.ExportedRevisions(ctx, id)
		if err != nil {
			return wrap(err, "thin revisions")
		}
		gone = needless(rows, append(exported, keep...), now)
		if len(gone) == 0 {
			return nil
		}
		for _, row := range gone {
			if err := q.DeleteRevision(ctx, row.ID); err != nil {
				return wrap(err, "thin revisions")
			}
		}
		if err := recordGaps(ctx, q, id, gone); err != nil {
			return err
		}
		kept := int64(len(rows) - len(gone))
		if err := q.SetRevisionCount(ctx, queries.SetRevisionCountParams{ID: id, RevisionCount: kept}); err != nil {
			return wrap(err, "thin revisions")
		}
		return db.sweep(ctx, tx, q)
	})
	if err != nil {
		return 0, err
	}
	return len(gone), nil
}

// needless picks from a history, newest first, what thinning removes. What is
// wanted stays whatever its age.
func needless(rows []queries.Revision, wanted []retro.RevisionID, now time.Time) []queries.Revision {
	var gone []queries.Revision
	taken := map[time.Time]bool{}
	isWanted := map[retro.RevisionID]bool{}
	for _, id := range wanted {
		isWanted[id] = true
	}
	for i, row := range rows {
		keep := i == 0 || i == len(rows)-1 || row.Kind != retro.RevisionAuto || isWanted[row.ID]
		if at, err := parseTime(row.At); err != nil || now.Sub(at) < day {
			keep = true
		} else {
			span := time.Hour
			if now.Sub(at) >= week {
				span = day
			}
			slot := at.UTC().Truncate(span)
			keep = keep || !taken[slot]
			taken[slot] = true
		}
		if keep {
			isWanted[row.OriginID] = true
		} else {
			gone = append(gone, row)
		}
	}
	return gone
}

// recordGaps merges the revisions that go into the gaps that are there.
func recordGaps(ctx context.Context, q *queries.Queries, id retro.RetrospectiveID, gone []queries.Revision) error {
	gaps, err := q.RevisionGaps(ctx, id)
	if err != nil {
		return wrap(err, "thin revisions")
	}
	for _, row := range gone {
		gaps = append(gaps, queries.RevisionGap{
			RetrospectiveID: id, FirstSeq: row.Seq, LastSeq: row.Seq, Previous: row.Previous, Chain: row.Chain,
		})
	}
	slices.SortFunc(gaps, func(a, b queries.RevisionGap) int { return cmp.Compare(a.FirstSeq, b.FirstSeq) })
	merged := gaps[:1]
	for _, gap := range gaps[1:] {
		if last := &merged[len(merged)-1]; gap.FirstSeq == last.LastSeq+1 {
			last.LastSeq, last.Chain = gap.LastSeq, gap.Chain
		} else {
			merged = append(merged, gap)
		}
	}
	if err := q.DeleteRevisionGaps(ctx, id); err != nil {
		return wrap(err, "thin revisions")
	}
	for _, gap := range merged {
		if err := q.CreateRevisionGap(ctx, queries.CreateRevisionGapParams(gap)); err != nil {
			return wrap(err, "thin revisions")
		}
	}
	return nil
}

// sweep deletes the pieces that no revision of any retrospective reaches. Where
// a piece with members is damaged it deletes nothing: what is below it cannot be
// told from what is not needed.
func (db *DB) sweep(ctx context.Context, tx *sql.Tx, q *queries.Queries) error {
	members := map[hash][]hash{}
	known := []hash{}
	isWhole := true
	if err := eachPiece(ctx, tx, func(row queries.Piece) {
		stored := hash(row.Hash)
		known = append(known, stored)
		if !pieceKind(row.Kind).hasMembers() { //nolint:gosec // a kind out of range has none
			return
		}
		found, ok := openPiece(db.packer, row)
		if !ok {
			isWhole = false
			return
		}
		members[stored] = found.kind.members(found.body)
	}); err != nil {
		return err
	}
	if !isWhole {
		return nil
	}
	reached, err := reachable(ctx, q, members)
	if err != nil {
		return err
	}
	for _, h := range known {
		if !reached[h] {
			if err := q.DeletePiece(ctx, h[:]); err != nil {
				return wrap(err, "sweep pieces")
			}
		}
	}
	return nil
}

func reachable(ctx context.Context, q *queries.Queries, members map[hash][]hash) (map[hash]bool, error) {
	roots, err := q.RevisionRoots(ctx)
	if err != nil {
		return nil, wrap(err, "sweep pieces")
	}
	reached := map[hash]bool{}
	waiting := make([]hash, 0, len(roots))
	for _, root := range roots {
		waiting = append(waiting, hash(root))
	}
	for len(waiting) > 0 {
		next := waiting[len(waiting)-1]
		waiting = waiting[:len(waiting)-1]
		if !reached[next] {
			reached[next] = true
			waiting = append(waiting, members[next]...)
		}
	}
	return reached, nil
}

// eachPiece visits all pieces, in no order, without holding them all.
func eachPiece(ctx context.Context, db queries.DBTX, visit func(queries.Piece)) error {
	rows, err := db.QueryContext(ctx, "SELECT hash, kind, size, body FROM pieces")
	if err != nil {
		return wrap(err, "read pieces")
	}
	defer rows.Close() //nolint:errcheck // nothing was written
	for rows.Next() {
		var row queries.Piece
		if err := rows.Scan(&row.Hash, &row.Kind, &row.Size, &row.Body); err != nil {
			return wrap(err, "read pieces")
		}
		visit(row)
	}
	return wrap(rows.Err(), "read pieces")
}
