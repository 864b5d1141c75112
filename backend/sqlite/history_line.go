package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"slices"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite/internal/queries"
)

// line is a stretch of history without a fork: a retrospective's own, or one that
// a merge took in. Its rows and the gaps between them, each oldest first, are
// chained to each other; what it begins at is elsewhere.
type line struct {
	id        retro.RevisionID // of the newest revision, "" for the retrospective's own line
	revisions []queries.Revision
	gaps      []queries.RevisionGap
}

func (l line) isOwn() bool { return l.id == "" }

// head is the newest revision. A line has one at least.
func (l line) head() queries.Revision { return l.revisions[len(l.revisions)-1] }

// begins is the chain of what stands before the line: zeros for the first
// revision of all.
func (l line) begins() []byte {
	if len(l.gaps) > 0 && (len(l.revisions) == 0 || l.gaps[0].FirstSeq < l.revisions[0].Seq) {
		return l.gaps[0].Previous
	}
	return l.revisions[0].Previous
}

// broken returns the first seq, from the newest, that what comes after it does
// not name as the one before, or that is missing.
func (l line) broken() (seq int64, isBroken bool) {
	rows, gaps := l.revisions, l.gaps
	seq, expect := l.head().Seq, l.head().Chain
	for len(rows)+len(gaps) > 0 {
		var previous, chain []byte
		at := seq
		switch {
		case len(rows) > 0 && rows[len(rows)-1].Seq == seq:
			row := rows[len(rows)-1]
			previous, chain = row.Previous, row.Chain
			rows, seq = rows[:len(rows)-1], seq-1
		case len(gaps) > 0 && gaps[len(gaps)-1].LastSeq == seq:
			gap := gaps[len(gaps)-1]
			previous, chain = gap.Previous, gap.Chain
			gaps, seq = gaps[:len(gaps)-1], gap.FirstSeq-1
		}
		if !bytes.Equal(chain, expect) {
			return at, true
		}
		expect = previous
	}
	return 0, l.isOwn() && (seq != 0 || !bytes.Equal(expect, make([]byte, hashSize)))
}

// readLines reads all lines of a retrospective, its own first.
func readLines(ctx context.Context, q *queries.Queries, id retro.RetrospectiveID) ([]line, error) {
	own := line{}
	var err error
	if own.revisions, err = q.Revisions(ctx, id); err != nil {
		return nil, wrap(err, "read history")
	}
	slices.Reverse(own.revisions)
	if own.gaps, err = q.RevisionGaps(ctx, id); err != nil {
		return nil, wrap(err, "read history")
	}
	merged, err := readMerged(ctx, q, id)
	return append([]line{own}, merged...), err
}

// readMerged reads the lines that merges took in.
func readMerged(ctx context.Context, q *queries.Queries, id retro.RetrospectiveID) ([]line, error) {
	rows, err := q.MergedRevisions(ctx, id)
	if err != nil {
		return nil, wrap(err, "read history")
	}
	gaps, err := q.MergedGaps(ctx, id)
	if err != nil {
		return nil, wrap(err, "read history")
	}
	var lines []line
	for _, row := range rows {
		if len(lines) == 0 || lines[len(lines)-1].id != row.Line {
			lines = append(lines, line{id: row.Line})
		}
		last := &lines[len(lines)-1]
		last.revisions = append(last.revisions, plainRevision(row))
	}
	for _, row := range gaps {
		at := slices.IndexFunc(lines, func(l line) bool { return l.id == row.Line })
		if at < 0 {
			continue // nothing is left that it could stand before
		}
		lines[at].gaps = append(lines[at].gaps, queries.RevisionGap{
			RetrospectiveID: id, FirstSeq: row.FirstSeq, LastSeq: row.LastSeq, Previous: row.Previous, Chain: row.Chain,
		})
	}
	return lines, nil
}

func plainRevision(row queries.MergedRevision) queries.Revision {
	return queries.Revision{
		ID: row.ID, RetrospectiveID: row.RetrospectiveID, Seq: row.Seq, Kind: row.Kind, Name: row.Name, Reason: row.Reason,
		Author: row.Author, At: row.At, OriginID: row.OriginID, Root: row.Root, Previous: row.Previous, Chain: row.Chain, Size: row.Size,
	}
}

// putRevision stores a row of a line.
func (l line) putRevision(ctx context.Context, q *queries.Queries, row queries.Revision) error {
	if l.isOwn() {
		return q.CreateRevision(ctx, queries.CreateRevisionParams(row))
	}
	return q.PutMergedRevision(ctx, queries.PutMergedRevisionParams{
		ID: row.ID, RetrospectiveID: row.RetrospectiveID, Line: l.id, Seq: row.Seq, Kind: row.Kind, Name: row.Name, Reason: row.Reason,
		Author: row.Author, At: row.At, OriginID: row.OriginID, Root: row.Root, Previous: row.Previous, Chain: row.Chain, Size: row.Size,
	})
}

func (l line) putGap(ctx context.Context, q *queries.Queries, gap queries.RevisionGap) error {
	if l.isOwn() {
		return q.CreateRevisionGap(ctx, queries.CreateRevisionGapParams(gap))
	}
	return q.PutMergedGap(ctx, queries.PutMergedGapParams{
		RetrospectiveID: gap.RetrospectiveID, Line: l.id, FirstSeq: gap.FirstSeq, LastSeq: gap.LastSeq, Previous: gap.Previous, Chain: gap.Chain,
	})
}

func (l line) deleteRevision(ctx context.Context, q *queries.Queries, id retro.RevisionID) error {
	if l.isOwn() {
		return q.DeleteRevision(ctx, id)
	}
	return q.DeleteMergedRevision(ctx, id)
}

func (l line) deleteGaps(ctx context.Context, q *queries.Queries, id retro.RetrospectiveID) error {
	if l.isOwn() {
		return q.DeleteRevisionGaps(ctx, id)
	}
	return q.DeleteMergedGaps(ctx, queries.DeleteMergedGapsParams{RetrospectiveID: id, Line: l.id})
}

// lookUp finds a revision in whatever line it stands; sql.ErrNoRows.
func lookUp(ctx context.Context, q *queries.Queries, id retro.RevisionID) (row queries.Revision, in retro.RevisionID, err error) {
	row, err = q.Revision(ctx, id)
	if !errors.Is(err, sql.ErrNoRows) {
		return row, "", err
	}
	merged, err := q.MergedRevision(ctx, id)
	return plainRevision(merged), merged.Line, err
}
