package sqlite

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite/internal/queries"
)

// A bundle is a library that holds one retrospective: its history, the pieces of
// all its revisions and the originals that any of them cites, and nothing that
// can be made again. Writing one copies rows into a fresh file. Reading one never
// attaches the file and runs no SQL of its own on anything whose schema is not,
// letter by letter, that of a library; what is read is checked against its hashes
// before a row of it goes in.

// WriteBundle implements authoring.Bundles.
func (db *DB) WriteBundle(ctx context.Context, id retro.RetrospectiveID, path string) (err error) {
	if same, err := sameFile(db.path, path); err != nil {
		return err
	} else if same {
		return retro.Errorf(retro.CodeInvalid, "a bundle cannot be written onto the library").WithHint("choose another file")
	}
	folder, err := os.MkdirTemp(filepath.Dir(path), ".afterword-bundle-")
	if err != nil {
		return retro.Errorf(retro.CodeInvalid, "write bundle: %w", err).WithHint("check that the folder exists and that you may write there")
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	bundle, err := Open(ctx, filepath.Join(folder, "bundle.db"), Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, bundle.Close()) }() //nolint:contextcheck // closing must not be cut short
	taken, err := takeOut(ctx, db.reads, db.packer, id)
	if err != nil {
		return err
	}
	if err := bundle.putIn(ctx, db, taken, nil); err != nil {
		return err
	}
	return bundle.Backup(ctx, path)
}

// ReadBundle implements authoring.Bundles.
func (db *DB) ReadBundle(ctx context.Context, path string) (found authoring.Unpacked, err error) {
	if db.readOnly {
		return authoring.Unpacked{}, errReadOnly()
	}
	bundle, done, err := openBundle(ctx, path)
	if err != nil {
		return authoring.Unpacked{}, err
	}
	defer func() { err = errors.Join(err, done()) }()
	theirs, err := bundle.onlyRetrospective(ctx)
	if err != nil {
		return authoring.Unpacked{}, err
	}
	return db.unpack(ctx, bundle, theirs, path)
}

// unpack puts a checked history where it belongs: into the retrospective that it
// continues. One that went another way is returned to be merged.
func (db *DB) unpack(ctx context.Context, bundle *DB, theirs history, path string) (authoring.Unpacked, error) {
	found := authoring.Unpacked{Retrospective: theirs.row.ID, Outcome: authoring.UnpackedNew, Revisions: len(theirs.revisions)}
	ours, err := readHistory(ctx, db.reads, theirs.row.ID)
	switch {
	case retro.ErrorCode(err) == retro.CodeNotFound:
		return found, db.putIn(ctx, bundle, theirs, nil)
	case err != nil:
		return authoring.Unpacked{}, err
	case theirs.continues(ours):
		theirs = theirs.after(ours.head().Seq)
		found.Outcome, found.Revisions = authoring.UnpackedExtended, len(theirs.revisions)
		if found.Revisions == 0 {
			found.Outcome = authoring.UnpackedSame
			return found, nil
		}
		return found, db.putIn(ctx, bundle, theirs, &ours)
	case ours.continues(theirs), ours.tookIn()[theirs.head().ID]:
		found.Outcome, found.Revisions = authoring.UnpackedSame, 0
		return found, nil
	}
	found.Outcome, found.From = authoring.UnpackedMerged, sender(theirs, path)
	found.Other, found.Revisions, err = db.otherHistory(ctx, bundle, theirs, ours)
	return found, err
}

// otherHistory reads a history that went another way, and stores its originals.
// It returns how many of its revisions are unknown here.
func (db *DB) otherHistory(ctx context.Context, bundle *DB, theirs, ours history) (*authoring.OtherHistory, int, error) {
	from, place, ok := theirs.lastShared(ours)
	if !ok {
		return nil, 0, retro.Errorf(retro.CodeConflict, "the bundle has the name of a retrospective that is here, and nothing else in common with it").
			WithHint("export its page there, and import that")
	}
	holder := db
	if from.inTheirs {
		holder = bundle
	}
	base, err := holder.Content(ctx, from.id)
	if err != nil {
		return nil, 0, err
	}
	row, content, err := bundle.Head(ctx, theirs.row.ID)
	if err != nil {
		return nil, 0, err
	}
	if err := db.copyOriginals(ctx, bundle, theirs.originals); err != nil {
		return nil, 0, err
	}
	return &authoring.OtherHistory{Head: row, Base: base, Content: content}, len(theirs.after(place).revisions), nil
}

// sender names whom a bundle comes from.
func sender(theirs history, path string) string {
	if author := theirs.head().Author; author != "" {
		return author
	}
	name := filepath.Base(path)
	return name[:len(name)-len(filepath.Ext(name))]
}

// putIn copies a history, with all that it needs, from another library: as a new
// retrospective, or at the end of the one that it continues.
func (db *DB) putIn(ctx context.Context, from *DB, h history, end *history) error {
	if err := db.copyOriginals(ctx, from, h.originals); err != nil {
		return err
	}
	err := db.write(ctx, "read bundle", func(_ *sql.Tx, q *queries.Queries) error {
		if err := copyPieces(ctx, from, q, h.pieces); err != nil {
			return err
		}
		if end == nil {
			added, err := q.CreateRetrospective(ctx, queries.CreateRetrospectiveParams{
				ID: h.row.ID, CreatedAt: h.revisions[0].At, UpdatedAt: h.head().At, HeadRevisionID: h.head().ID,
				HeadSeq: h.head().Seq, RevisionCount: int64(len(h.revisions)), Summary: h.row.Summary,
			})
			if err != nil || added == 0 {
				return wrap(errors.Join(err, errTaken(added)), "read bundle")
			}
		}
		return writeHistory(ctx, q, h, end)
	})
	if err != nil {
		return err
	}
	db.heads.drop(h.row.ID)
	return db.rebuild(ctx, h.row.ID)
}

func errTaken(added int64) error {
	if added > 0 {
		return nil
	}
	return retro.Errorf(retro.CodeConflict, "the retrospective was changed while the bundle was read").WithHint("open the bundle again")
}

func writeHistory(ctx context.Context, q *queries.Queries, h history, end *history) error {
	for _, row := range h.revisions {
		if _, err := q.Revision(ctx, row.ID); err == nil {
			return retro.Errorf(retro.CodeConflict, "the bundle's revision %d is part of another retrospective here", row.Seq)
		}
		if err := q.CreateRevision(ctx, queries.CreateRevisionParams(row)); err != nil {
			return wrap(err, "read bundle")
		}
	}
	for _, gap := range h.gaps {
		if err := q.CreateRevisionGap(ctx, queries.CreateRevisionGapParams(gap)); err != nil {
			return wrap(err, "read bundle")
		}
	}
	if end == nil {
		return nil
	}
	present, err := q.Head(ctx, h.row.ID)
	if err != nil {
		return wrap(err, "read bundle")
	}
	if present.ID != end.head().ID {
		return errTaken(0)
	}
	head := h.head()
	if err := q.SetHead(ctx, queries.SetHeadParams{
		ID: h.row.ID, UpdatedAt: head.At, HeadRevisionID: head.ID, HeadSeq: head.Seq, Summary: h.row.Summary,
	}); err != nil {
		return wrap(err, "read bundle")
	}
	count := int64(len(end.revisions) + len(h.revisions))
	return wrap(q.SetRevisionCount(ctx, queries.SetRevisionCountParams{ID: h.row.ID, RevisionCount: count}), "read bundle")
}

// copyOriginals stores those originals that are not here yet. Their bytes are
// hashed anew on the way.
func (db *DB) copyOriginals(ctx context.Context, from *DB, originals []hash) error {
	for _, original := range originals {
		name := retro.Hash(hex.EncodeToString(original[:]))
		if known, err := db.OpenBlob(ctx, name); err == nil {
			if err := known.Close(); err != nil {
				return fmt.Errorf("read bundle: %w", err)
			}
			continue
		}
		if err := db.copyOriginal(ctx, from, name); err != nil {
			return err
		}
	}
	return nil
}

// piecesAtOnce is how many pieces one query reads.
const piecesAtOnce = 500

// copyPieces copies pieces as they are stored. Each is checked against its hash
// once more.
func copyPieces(ctx context.Context, from *DB, to *queries.Queries, pieces []hash) error {
	for start := 0; start < len(pieces); start += piecesAtOnce {
		batch := pieces[start:min(start+piecesAtOnce, len(pieces))]
		names := make([][]byte, len(batch))
		for i := range batch {
			names[i] = batch[i][:]
		}
		rows, err := from.reads.PiecesByHash(ctx, names)
		if err != nil {
			return wrap(err, "read bundle")
		}
		if len(rows) != len(batch) {
			return errIncomplete()
		}
		for _, row := range rows {
			if _, ok := openPiece(from.packer, row); !ok {
				return errIncomplete()
			}
			row.Body = append([]byte{}, row.Body...) // the driver reads an empty one as none
			if _, err := to.PutPiece(ctx, queries.PutPieceParams(row)); err != nil {
				return wrap(err, "read bundle")
			}
		}
	}
	return nil
}

func errIncomplete() error {
	return retro.Errorf(retro.CodeDamaged, "a part of the history is missing or damaged").WithHint("check the file that it comes from; nothing was taken over")
}
