package sqlite

import (
	"bytes"
	"context"
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
	rows, err := q.Revisions(ctx, id)
	if err != nil {
		return nil, wrap(err, "read history")
	}
	lines := toLines(rows)
	if len(lines) == 0 || !lines[0].isOwn() { // a damaged file has lost all of its own
		lines = append([]line{{}}, lines...)
	}
	return withGaps(ctx, q, id, lines)
}

// readMerged reads the lines that merges took in.
func readMerged(ctx context.Context, q *queries.Queries, id retro.RetrospectiveID) ([]line, error) {
	rows, err := q.MergedRevisions(ctx, id)
	if err != nil || len(rows) == 0 {
		return nil, wrap(err, "read history")
	}
	return withGaps(ctx, q, id, toLines(rows))
}

// toLines parts revisions, which stand in the order of their lines.
func toLines(rows []queries.Revision) []line {
	var lines []line
	for _, row := range rows {
		if len(lines) == 0 || lines[len(lines)-1].id != row.Line {
			lines = append(lines, line{id: row.Line})
		}
		last := &lines[len(lines)-1]
		last.revisions = append(last.revisions, row)
	}
	return lines
}

func withGaps(ctx context.Context, q *queries.Queries, id retro.RetrospectiveID, lines []line) ([]line, error) {
	gaps, err := q.RevisionGaps(ctx, id)
	if err != nil {
		return nil, wrap(err, "read history")
	}
	for _, gap := range gaps {
		// Nothing may be left that it could stand before.
		if at := slices.IndexFunc(lines, func(l line) bool { return l.id == gap.Line }); at >= 0 {
			lines[at].gaps = append(lines[at].gaps, gap)
		}
	}
	return lines, nil
}
