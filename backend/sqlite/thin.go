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

// ThinRevisions implements library.Revisions. It keeps all of the last day, the
// last of each hour for a week, the last of each day after that, and always the
// first and the last of a line, every checkpoint, what was exported, whatever a
// kept revision brought back, where another line begins, and what the caller
// names. What is left of the history can still be verified, see chain.go.
func (db *DB) ThinRevisions(ctx context.Context, id retro.RetrospectiveID, now time.Time, keep ...retro.RevisionID) (int, error) {
	gone := 0
	err := db.write(ctx, "thin revisions", func(tx *sql.Tx, q *queries.Queries) error {
		lines, err := readLines(ctx, q, id)
		if err != nil {
			return err
		}
		if len(lines[0].revisions) == 0 {
			return retro.Errorf(retro.CodeNotFound, "there is no retrospective %s", id)
		}
		exported, err := q.ExportedRevisions(ctx, id)
		if err != nil {
			return wrap(err, "thin revisions")
		}
		wanted := wantedElsewhere(lines, append(exported, keep...))
		for _, l := range lines {
			needless := l.needless(wanted, now)
			if err := l.thin(ctx, q, id, needless); err != nil {
				return err
			}
			if gone += len(needless); l.isOwn() && len(needless) > 0 {
				kept := int64(len(l.revisions) - len(needless))
				if err := q.SetRevisionCount(ctx, queries.SetRevisionCountParams{ID: id, RevisionCount: kept}); err != nil {
					return wrap(err, "thin revisions")
				}
			}
		}
		if gone == 0 {
			return nil
		}
		return db.sweep(ctx, tx, q)
	})
	if err != nil {
		return 0, err
	}
	return gone, nil
}

// wantedElsewhere is what stays whatever its age: what is asked for, where lines
// begin, and what was brought back by those revisions of any line that stay.
func wantedElsewhere(lines []line, ids []retro.RevisionID) map[retro.RevisionID]bool {
	wanted := map[retro.RevisionID]bool{}
	for _, id := range ids {
		wanted[id] = true
	}
	begins := map[hash]bool{}
	for _, l := range lines {
		begins[hash(l.begins())] = true
	}
	for _, l := range lines {
		for _, row := range l.revisions {
			if begins[hash(row.Chain)] {
				wanted[row.ID] = true
			}
			if row.Kind != retro.RevisionAuto {
				wanted[row.OriginID] = true
			}
		}
	}
	return wanted
}

// needless picks what thinning removes, the newest first.
func (l line) needless(wanted map[retro.RevisionID]bool, now time.Time) []queries.Revision {
	var gone []queries.Revision
	taken := map[time.Time]bool{}
	for i, row := range slices.Backward(l.revisions) {
		keep := i == 0 || i == len(l.revisions)-1 || row.Kind != retro.RevisionAuto || wanted[row.ID]
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
			wanted[row.OriginID] = true
		} else {
			gone = append(gone, row)
		}
	}
	return gone
}

// thin deletes revisions of a line and merges them into its gaps.
func (l line) thin(ctx context.Context, q *queries.Queries, id retro.RetrospectiveID, gone []queries.Revision) error {
	if len(gone) == 0 {
		return nil
	}
	gaps := slices.Clone(l.gaps)
	for _, row := range gone {
		if err := q.DeleteRevision(ctx, row.ID); err != nil {
			return wrap(err, "thin revisions")
		}
		gaps = append(gaps, queries.RevisionGap{
			RetrospectiveID: id, Line: l.id, FirstSeq: row.Seq, LastSeq: row.Seq, Previous: row.Previous, Chain: row.Chain,
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
	if err := q.DeleteRevisionGaps(ctx, queries.DeleteRevisionGapsParams{RetrospectiveID: id, Line: l.id}); err != nil {
		return wrap(err, "thin revisions")
	}
	for _, gap := range merged {
		if err := q.PutRevisionGap(ctx, queries.PutRevisionGapParams(gap)); err != nil {
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
	rows, err := db.QueryContext(ctx, "SELECT hash, kind, size, body, purged FROM pieces")
	if err != nil {
		return wrap(err, "read pieces")
	}
	defer rows.Close() //nolint:errcheck // nothing was written
	for rows.Next() {
		var row queries.Piece
		if err := rows.Scan(&row.Hash, &row.Kind, &row.Size, &row.Body, &row.Purged); err != nil {
			return wrap(err, "read pieces")
		}
		visit(row)
	}
	return wrap(rows.Err(), "read pieces")
}
