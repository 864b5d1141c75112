package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite/internal/queries"
)

// timeFormat keeps every nanosecond and the zone of a time.
const timeFormat = time.RFC3339Nano

// Head implements library.Revisions.
func (db *DB) Head(ctx context.Context, id retro.RetrospectiveID) (revision retro.Revision, content retro.Content, err error) {
	err = db.read(ctx, "read retrospective", func(q *queries.Queries) error {
		row, err := q.Head(ctx, id)
		if err != nil {
			return wrapLookup(err, "retrospective", id)
		}
		revision, _ = toRevision(row) // its time is zero where it is damaged
		content, err = db.content(ctx, q, row)
		return err
	})
	return revision, content, err
}

// Content implements library.Revisions.
func (db *DB) Content(ctx context.Context, id retro.RevisionID) (content retro.Content, err error) {
	err = db.read(ctx, "read revision", func(q *queries.Queries) error {
		row, err := q.Revision(ctx, id)
		if err != nil {
			return wrapLookup(err, "revision", id)
		}
		content, err = db.content(ctx, q, row)
		return err
	})
	return content, err
}

func (db *DB) content(ctx context.Context, q *queries.Queries, row queries.Revision) (retro.Content, error) {
	reader := db.assembler(q, db.cache)
	content, err := reader.assemble(ctx, hash(row.Root))
	if err != nil {
		return retro.Content{}, err
	}
	if !isSound(row) {
		content.Lost = append(content.Lost, retro.Lost{Why: retro.LostDamaged, What: historyEntry})
	}
	return content, nil
}

const historyEntry = "its entry in the history"

func damagedRevision(seq int64) error {
	return retro.Errorf(retro.CodeDamaged, "revision %d is damaged: %s", seq, historyEntry).
		WithHint("restore an earlier revision, or a copy of the library: afterword library restore lists them")
}

// Revisions implements library.Revisions. A damaged entry is listed as far as
// it can be read; Revision, Content and Check tell.
func (db *DB) Revisions(ctx context.Context, id retro.RetrospectiveID) ([]retro.Revision, error) {
	if _, err := db.reads.Retrospective(ctx, id); err != nil {
		return nil, wrapLookup(err, "retrospective", id)
	}
	rows, err := db.reads.ListRevisions(ctx, id)
	if err != nil {
		return nil, wrap(err, "list revisions")
	}
	revisions := make([]retro.Revision, 0, len(rows))
	for _, row := range rows {
		at, _ := parseTime(row.At) // zero where it is damaged
		revisions = append(revisions, retro.Revision{
			ID: row.ID, Retrospective: id, Seq: int(row.Seq), Kind: row.Kind, Name: row.Name, Reason: row.Reason,
			Author: row.Author, At: at, Origin: row.OriginID, Size: row.Size,
		})
	}
	return revisions, nil
}

// Merged implements library.Revisions.
func (db *DB) Merged(ctx context.Context, id retro.RetrospectiveID) (merged []library.Merged, err error) {
	err = db.read(ctx, "list revisions", func(q *queries.Queries) error {
		lines, err := readMerged(ctx, q, id)
		if err != nil || len(lines) == 0 {
			return err
		}
		chains, err := q.RevisionChains(ctx, id)
		if err != nil {
			return wrap(err, "list revisions")
		}
		byChain := map[hash]retro.RevisionID{}
		for _, row := range chains {
			byChain[hash(row.Chain)] = row.ID
		}
		for _, l := range lines {
			for _, row := range l.revisions {
				byChain[hash(row.Chain)] = row.ID
			}
		}
		for _, l := range lines {
			line := library.Merged{Line: l.id, Before: byChain[hash(l.begins())]}
			for _, row := range slices.Backward(l.revisions) {
				revision, _ := toRevision(row) // its time is zero where it is damaged
				line.Revisions = append(line.Revisions, revision)
			}
			merged = append(merged, line)
		}
		return nil
	})
	return merged, err
}

// Revision implements library.Revisions. The error has CodeDamaged when the
// entry is not what was written.
func (db *DB) Revision(ctx context.Context, id retro.RevisionID) (retro.Revision, error) {
	row, err := db.reads.Revision(ctx, id)
	if err != nil {
		return retro.Revision{}, wrapLookup(err, "revision", id)
	}
	if !isSound(row) {
		return retro.Revision{}, damagedRevision(row.Seq)
	}
	return toRevision(row)
}

func toRevision(row queries.Revision) (retro.Revision, error) {
	at, err := parseTime(row.At)
	return retro.Revision{
		ID:            row.ID,
		Retrospective: row.RetrospectiveID,
		Line:          row.Line,
		Seq:           int(row.Seq),
		Kind:          row.Kind,
		Name:          row.Name,
		Reason:        row.Reason,
		Author:        row.Author,
		At:            at,
		Origin:        row.OriginID,
		Size:          row.Size,
	}, err
}

func parseTime(text string) (time.Time, error) {
	at, err := time.Parse(timeFormat, text)
	if err != nil {
		return time.Time{}, retro.Errorf(retro.CodeDamaged, "a stored time is damaged: %w", err)
	}
	return at, nil
}

// Commit implements library.Revisions.
func (db *DB) Commit(ctx context.Context, base retro.RevisionID, revision retro.Revision, content retro.Content) (retro.Revision, error) {
	saved, _, err := db.commit(ctx, base, revision, content, false)
	return saved, err
}

// Continue implements library.Revisions.
func (db *DB) Continue(
	ctx context.Context, base retro.RevisionID, revision retro.Revision, content retro.Content,
) (saved retro.Revision, replaced bool, err error) {
	return db.commit(ctx, base, revision, content, true)
}

// commit saves content after base, or where it may and can, in its place.
func (db *DB) commit(
	ctx context.Context, base retro.RevisionID, revision retro.Revision, content retro.Content, mayReplace bool,
) (_ retro.Revision, replaced bool, err error) {
	planted, err := db.plant(ctx, content)
	if err != nil {
		return retro.Revision{}, false, err
	}
	var saved queries.Revision
	var head *head
	err = db.write(ctx, "save", func(tx *sql.Tx, q *queries.Queries) error {
		parent, err := q.Head(ctx, revision.Retrospective)
		if err != nil {
			return wrapLookup(err, "retrospective", revision.Retrospective)
		}
		if parent.ID != base {
			return retro.Errorf(retro.CodeConflict, "somebody saved in between").WithHint("read the newest revision and try again")
		}
		if head, err = db.head(ctx, q, parent); err != nil {
			return err
		}
		own, isLast := db.last.of(parent)
		if head.holds(parent, planted) && !revision.CountsUnchanged() {
			db.last.keep()
			saved = parent
			return nil
		}
		saved = newRevision(revision, planted.root, parent.Seq+1, parent.Chain)
		replaced = mayReplace && isLast
		if replaced {
			for h, size := range own {
				if _, ok := planted.pieces[h]; ok {
					saved.Size += size
				}
			}
		}
		added, err := db.store(ctx, q, &saved, planted, head.pieces)
		if err != nil {
			return err
		}
		summary, err := summarise(content)
		if err != nil {
			return err
		}
		if err := q.SetHead(ctx, queries.SetHeadParams{
			ID: saved.RetrospectiveID, UpdatedAt: saved.At, HeadRevisionID: saved.ID, HeadSeq: saved.Seq, Summary: summary,
		}); err != nil {
			return wrap(err, "save")
		}
		if replaced {
			if err := drop(ctx, q, parent, own, planted, added); err != nil {
				return err
			}
		}
		if err := list(ctx, q, saved.RetrospectiveID, revision.At, content); err != nil {
			return err
		}
		head = head.next(saved.ID, planted)
		if err := db.index(ctx, tx, q, saved.RetrospectiveID, content, head); err != nil {
			return err
		}
		db.last.set(saved.ID, added)
		return nil
	})
	settled, err := db.settle(ctx, saved, head, planted, err)
	return settled, replaced, err
}

// settle ends a save. A commit that failed may have reached the disk all the
// same, so the answer is looked up rather than guessed.
func (db *DB) settle(ctx context.Context, saved queries.Revision, head *head, planted tree, err error) (retro.Revision, error) {
	if _, isUncertain := errors.AsType[*commitError](err); isUncertain {
		stored, lookup := db.reads.Revision(context.WithoutCancel(ctx), saved.ID)
		switch {
		case lookup == nil && bytes.Equal(stored.Chain, saved.Chain):
			err = nil
		case lookup != nil && !errors.Is(lookup, sql.ErrNoRows):
			return retro.Revision{}, fmt.Errorf("save: it is not known whether this was saved: %w", errors.Join(err, lookup))
		}
	}
	if err != nil {
		return retro.Revision{}, err
	}
	db.heads.put(saved.RetrospectiveID, head)
	db.cache.add(planted)
	return toRevision(saved)
}

func newRevision(r retro.Revision, root hash, seq int64, previous []byte) queries.Revision {
	return queries.Revision{
		ID:              r.ID,
		RetrospectiveID: r.Retrospective,
		Seq:             seq,
		Kind:            r.Kind,
		Name:            r.Name,
		Reason:          r.Reason,
		Author:          r.Author,
		At:              r.At.Format(timeFormat),
		OriginID:        r.Origin,
		Root:            root[:],
		Previous:        previous,
	}
}

// store writes those pieces of the tree that known does not hold, then the row,
// to whose Size it adds and of which it fills in Chain. It returns the pieces
// that were nowhere in the library before, with what each takes in bytes.
func (db *DB) store(
	ctx context.Context, q *queries.Queries, row *queries.Revision, planted tree, known map[hash]struct{},
) (map[hash]int64, error) {
	added := map[hash]int64{}
	for h, p := range planted.pieces {
		if _, ok := known[h]; ok {
			continue
		}
		packed := db.packer.pack(p.body)
		piece := queries.PutPieceParams{Hash: h[:], Kind: int64(p.kind), Size: int64(len(p.body)), Body: packed}
		size := int64(hashSize + len(packed))
		written, err := q.AddPiece(ctx, queries.AddPieceParams(piece))
		if err != nil {
			return nil, wrap(err, "save")
		}
		if written > 0 {
			added[h] = size
		} else if written, err = q.PutPiece(ctx, piece); err != nil {
			return nil, wrap(err, "save")
		}
		row.Size += written * size
	}
	made := chain(*row)
	row.Chain = made[:]
	if err := q.CreateRevision(ctx, queries.CreateRevisionParams(*row)); err != nil {
		return nil, wrap(err, "save")
	}
	return added, nil
}
