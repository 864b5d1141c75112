package sqlite

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite/internal/queries"
)

// history is a retrospective as a bundle moves it: its rows and what they need.
// The first line is its own; the others were merged into it.
type history struct {
	row       queries.Retrospective
	lines     []line
	pieces    []hash
	originals []hash
	conflicts []queries.Conflict
	purges    []queries.Purge
	// leaves withholds what stays with whoever wrote it.
	leaves bool
}

func (h history) own() line { return h.lines[0] }

// head is the newest revision of the history's own line.
func (h history) head() queries.Revision { return h.own().head() }

// count is how many revisions there are.
func (h history) count() int {
	count := 0
	for _, l := range h.lines {
		count += len(l.revisions)
	}
	return count
}

// revisions lists those of all lines.
func (h history) revisions() []queries.Revision {
	var all []queries.Revision
	for _, l := range h.lines {
		all = append(all, l.revisions...)
	}
	return all
}

// readHistory reads the rows alone; CodeNotFound.
func readHistory(ctx context.Context, q *queries.Queries, id retro.RetrospectiveID) (history, error) {
	row, err := q.Retrospective(ctx, id)
	if err != nil {
		return history{}, wrapLookup(err, "retrospective", id)
	}
	lines, err := readLines(ctx, q, id)
	if err != nil {
		return history{}, err
	}
	for _, l := range lines {
		if len(l.revisions) == 0 {
			return history{}, errIncomplete()
		}
	}
	return history{row: row, lines: lines}, nil
}

// takeOut reads a history with all that it needs, and checks all of it.
func takeOut(ctx context.Context, q *queries.Queries, packer packer, id retro.RetrospectiveID) (history, error) {
	h, err := readHistory(ctx, q, id)
	if err != nil {
		return history{}, err
	}
	if seq, broken := h.broken(); broken {
		return history{}, retro.Errorf(retro.CodeDamaged, "the history is broken before revision %d", seq).WithHint(hintDamaged)
	}
	for _, row := range h.revisions() {
		if !isSound(row) {
			return history{}, retro.Errorf(retro.CodeDamaged, "the entry of revision %d in the history is damaged", row.Seq).WithHint(hintDamaged)
		}
	}
	w := treeWalker{queries: q, packer: packer, members: map[hash][]hash{}, originals: map[hash]bool{}}
	if err := w.walk(ctx, h.revisions()); err != nil {
		return history{}, err
	}
	h.pieces, h.originals = w.order, w.cited()
	if h.conflicts, err = q.ConflictRows(ctx, id); err != nil {
		return history{}, wrap(err, "read conflicts")
	}
	if h.purges, err = q.Purges(ctx, id); err != nil {
		return history{}, wrap(err, "read purges")
	}
	return h, nil
}

// broken finds the first place at which the chain of a line is broken, or a line
// that ends or begins at nothing that is here.
func (h history) broken() (seq int64, isBroken bool) {
	here := map[hash]bool{}
	for _, l := range h.lines {
		if seq, isBroken := l.broken(); isBroken {
			return seq, true
		}
		for _, row := range l.revisions {
			here[hash(row.Chain)] = true
		}
		for _, gap := range l.gaps {
			here[hash(gap.Chain)] = true
		}
	}
	for _, l := range h.lines[1:] {
		if l.head().ID != l.id || !here[hash(l.begins())] {
			return l.revisions[0].Seq, true
		}
	}
	return 0, false
}

const hintDamaged = "check the file that it comes from; nothing was taken over"

// continues reports whether the history's own line goes on where the one of
// another ends, or is the same.
func (h history) continues(other history) bool {
	end := other.head()
	for _, row := range h.own().revisions {
		if row.Seq == end.Seq && bytes.Equal(row.Chain, end.Chain) || row.Seq == end.Seq+1 && bytes.Equal(row.Previous, end.Chain) {
			return true
		}
	}
	for _, gap := range h.own().gaps {
		if gap.LastSeq == end.Seq && bytes.Equal(gap.Chain, end.Chain) || gap.FirstSeq == end.Seq+1 && bytes.Equal(gap.Previous, end.Chain) {
			return true
		}
	}
	return false
}

// only leaves out what is not among some revisions.
func (h history) only(wanted map[hash]bool) history {
	var lines []line
	for _, l := range h.lines {
		l.revisions = slices.DeleteFunc(slices.Clone(l.revisions), func(row queries.Revision) bool { return !wanted[hash(row.Chain)] })
		l.gaps = slices.DeleteFunc(slices.Clone(l.gaps), func(gap queries.RevisionGap) bool { return !wanted[hash(gap.Chain)] })
		if len(l.revisions) > 0 {
			lines = append(lines, l)
		}
	}
	h.lines = lines
	return h
}

// aside is the history as lines of another one, into which it is merged.
func (h history) aside() history {
	h.lines = slices.Clone(h.lines)
	for i := range h.lines {
		if h.lines[i].isOwn() {
			h.lines[i].id = h.lines[i].head().ID
		}
	}
	return h
}

// onlyMerges reports whether nothing was written in it.
func (h history) onlyMerges() bool {
	return !slices.ContainsFunc(h.revisions(), func(row queries.Revision) bool { return row.Kind != retro.RevisionImported || row.OriginID == "" })
}

// treeWalker finds all pieces below some roots. It trusts nothing: pieces are
// checked against their hashes, and trees that would unfold into far more than
// anybody writes are refused.
type treeWalker struct {
	queries   *queries.Queries
	packer    packer
	members   map[hash][]hash
	sizes     map[hash]treeSize
	order     []hash
	originals map[hash]bool
}

const (
	maxTreeDepth = 24
	maxTreeSize  = 4 << 20   // pieces that one revision unfolds into
	maxTreeBytes = 256 << 20 // and their bytes
)

func errTooMuch() error {
	return retro.Errorf(retro.CodeDamaged, "a revision in the file unfolds into more than anybody writes").WithHint(hintDamaged)
}

func (w *treeWalker) walk(ctx context.Context, revisions []queries.Revision) error {
	own := map[hash]int64{}
	var wanted []hash
	want := func(h hash) {
		if _, ok := own[h]; !ok {
			own[h] = -1
			wanted = append(wanted, h)
		}
	}
	for _, row := range revisions {
		want(hash(row.Root))
	}
	for len(wanted) > 0 {
		batch := wanted[:min(len(wanted), piecesAtOnce)]
		wanted = wanted[len(batch):]
		names := make([][]byte, len(batch))
		for i := range batch {
			names[i] = batch[i][:]
		}
		rows, err := w.queries.PiecesByHash(ctx, names)
		if err != nil {
			return wrap(err, "read history")
		}
		if len(rows) != len(batch) {
			return errIncomplete()
		}
		for _, row := range rows {
			found, ok := openPiece(w.packer, row)
			if !ok {
				return retro.Errorf(retro.CodeDamaged, "the piece %x does not match its hash", row.Hash[:min(6, len(row.Hash))]).WithHint(hintDamaged)
			}
			own[found.hash] = int64(len(found.body))
			w.order = append(w.order, found.hash)
			w.members[found.hash] = found.kind.members(found.body)
			if found.kind == pieceEvidence {
				w.cite(found.body)
			}
			for _, member := range w.members[found.hash] {
				want(member)
			}
		}
	}
	w.sizes = map[hash]treeSize{}
	for _, row := range revisions {
		if _, err := w.size(hash(row.Root), own, 0); err != nil {
			return err
		}
	}
	return nil
}

// treeSize is what a piece unfolds into.
type treeSize struct{ pieces, bytes int64 }

func (w *treeWalker) size(h hash, own map[hash]int64, depth int) (treeSize, error) {
	if known, ok := w.sizes[h]; ok {
		return known, nil
	}
	total := treeSize{1, own[h]}
	if depth > maxTreeDepth {
		return total, errTooMuch()
	}
	for _, member := range w.members[h] {
		below, err := w.size(member, own, depth+1)
		if err != nil {
			return total, err
		}
		total.pieces, total.bytes = total.pieces+below.pieces, total.bytes+below.bytes
		if total.pieces > maxTreeSize || total.bytes > maxTreeBytes {
			return total, errTooMuch()
		}
	}
	w.sizes[h] = total
	return total, nil
}

func (w *treeWalker) cite(body []byte) {
	var evidence retro.Evidence
	if err := json.Unmarshal(body, &evidence); err != nil {
		return
	}
	if original, err := parseHash(evidence.Hash); err == nil {
		w.originals[original] = true
	}
}

// cited lists the originals in an order that is always the same.
func (w *treeWalker) cited() []hash {
	var all []hash
	for original := range w.originals {
		all = append(all, original)
	}
	slices.SortFunc(all, func(a, b hash) int { return bytes.Compare(a[:], b[:]) })
	return all
}

// copyOriginal stores one original from another library.
func (db *DB) copyOriginal(ctx context.Context, from *DB, name retro.Hash) error {
	opened, err := from.OpenBlob(ctx, name)
	switch {
	case retro.ErrorCode(err) == retro.CodeNotFound:
		return retro.Errorf(retro.CodeDamaged, "the original %.12s is missing", name).WithHint(hintDamaged)
	case err != nil:
		return fmt.Errorf("read bundle: %w", err)
	}
	defer opened.Close() //nolint:errcheck // it only drops a cache
	stored, _, err := db.PutBlob(ctx, readerOf(opened))
	if err != nil {
		return fmt.Errorf("read bundle: %w", err)
	}
	if stored != name {
		return retro.Errorf(retro.CodeDamaged, "the original %.12s does not match its hash", name).WithHint(hintDamaged)
	}
	return nil
}
