package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite/internal/queries"
)

// A bundle is a library that holds one retrospective: its history, the pieces of
// all its revisions, the originals that any of them cites, the conflicts that its
// document tells of and what was purged of it, and nothing that can be made again.
// Writing one copies rows into a fresh file. Reading one never
// attaches the file and runs no SQL of its own on anything whose schema is not,
// letter by letter, that of a library; what is read is checked against its hashes
// before a row of it goes in.

// WriteBundle implements library.Bundles.
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
	bundle, err := Open(ctx, filepath.Join(folder, "bundle.db"), Options{OpenText: db.openText})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, bundle.Close()) }() //nolint:contextcheck // closing must not be cut short
	taken, err := takeOut(ctx, db.reads, db.packer, id)
	if err != nil {
		return err
	}
	taken.leaves = true
	if err := bundle.putIn(ctx, db, taken, create); err != nil {
		return err
	}
	return bundle.Backup(ctx, path)
}

// ReadBundle implements library.Bundles.
func (db *DB) ReadBundle(ctx context.Context, path string) (found library.Unpacked, err error) {
	if db.readOnly {
		return library.Unpacked{}, errReadOnly()
	}
	bundle, done, err := db.openBundle(ctx, path)
	if err != nil {
		return library.Unpacked{}, err
	}
	defer func() { err = errors.Join(err, done()) }()
	if bundle.purged, err = db.allPurged(ctx); err != nil {
		return library.Unpacked{}, err
	}
	theirs, err := bundle.onlyRetrospective(ctx)
	if err != nil {
		return library.Unpacked{}, err
	}
	return db.unpack(ctx, bundle, theirs, path)
}

// unpack puts a checked history where it belongs: into the retrospective that it
// continues, or beside the one that went another way, to be merged.
func (db *DB) unpack(ctx context.Context, bundle *DB, theirs history, path string) (library.Unpacked, error) {
	found := library.Unpacked{Retrospective: theirs.row.ID, Outcome: library.UnpackedNew, Revisions: theirs.count()}
	ours, err := readHistory(ctx, db.reads, theirs.row.ID)
	switch {
	case retro.ErrorCode(err) == retro.CodeNotFound:
		return found, db.putIn(ctx, bundle, theirs, create)
	case err != nil:
		return library.Unpacked{}, err
	}
	our, their := hash(ours.head().Chain), hash(theirs.head().Chain)
	all := newAncestry(ours, theirs)
	if all.of(our)[their] {
		found.Outcome, found.Revisions = library.UnpackedSame, 0
		return found, nil
	}
	// Where some were thinned out here that a line of theirs begins at, it brings
	// them along: so only what this library knows by itself is left out.
	later := theirs.only(all.beyond(newAncestry(ours).of(our), their))
	found.Revisions = later.count()
	if theirs.continues(ours) {
		found.Outcome = library.UnpackedExtended
		return found, db.putIn(ctx, bundle, later, extend(ours))
	}
	base, ok := all.mergeBase(our, their)
	if !ok {
		return library.Unpacked{}, retro.Errorf(retro.CodeConflict, "the bundle has the name of a retrospective that is here, and nothing else in common with it").
			WithHint("export its page there, and import that")
	}
	if later.onlyMerges() && bytes.Equal(base.Root, theirs.head().Root) {
		// They took over what was sent from here, and wrote nothing since. To merge
		// that again would send the two of them round in a circle.
		found.Outcome, found.Revisions = library.UnpackedSame, 0
		return found, nil
	}
	found.Outcome, found.From = library.UnpackedMerged, sender(theirs, path)
	if found.Other, err = db.otherHistory(ctx, bundle, theirs, base); err != nil {
		return library.Unpacked{}, err
	}
	return found, db.copyIn(ctx, bundle, later.aside(), nil)
}

// otherHistory reads the two states of a history that went another way which its
// merge needs.
func (db *DB) otherHistory(ctx context.Context, bundle *DB, theirs history, base queries.Revision) (*library.OtherHistory, error) {
	common, err := db.Content(ctx, base.ID)
	if retro.ErrorCode(err) == retro.CodeNotFound || err == nil && len(common.Damage()) > 0 {
		common, err = bundle.Content(ctx, base.ID)
	}
	if err != nil {
		return nil, err
	}
	row, content, err := bundle.Head(ctx, theirs.row.ID)
	if err != nil {
		return nil, err
	}
	return &library.OtherHistory{Head: row, Base: common, Content: content}, nil
}

// sender names whom a bundle comes from.
func sender(theirs history, path string) string {
	if author := theirs.head().Author; author != "" {
		return author
	}
	name := filepath.Base(path)
	return name[:len(name)-len(filepath.Ext(name))]
}

// putIn copies a history from another library and gives it its place as that of
// a retrospective.
func (db *DB) putIn(ctx context.Context, from *DB, h history, place placing) error {
	if err := db.copyIn(ctx, from, h, place); err != nil {
		return err
	}
	db.heads.drop(h.row.ID)
	return db.rebuild(ctx, h.row.ID)
}

// placing makes a history that was copied the one of a retrospective.
type placing func(ctx context.Context, q *queries.Queries, h history) error

// copyIn copies a history with all that it needs.
func (db *DB) copyIn(ctx context.Context, from *DB, h history, place placing) error {
	if err := db.copyOriginals(ctx, from, h.originals); err != nil {
		return err
	}
	return db.write(ctx, "read bundle", func(_ *sql.Tx, q *queries.Queries) error {
		if err := db.copyPieces(ctx, from, q, h); err != nil {
			return err
		}
		if place != nil {
			if err := place(ctx, q, h); err != nil {
				return err
			}
		}
		if err := writeLines(ctx, q, h.lines); err != nil {
			return err
		}
		if err := takePurges(ctx, q, h); err != nil {
			return err
		}
		for _, row := range h.conflicts {
			row.RetrospectiveID = h.row.ID
			if err := q.TakeConflict(ctx, queries.TakeConflictParams(row)); err != nil {
				return wrap(err, "read bundle")
			}
		}
		return nil
	})
}

// create makes a history that of a retrospective which is new.
func create(ctx context.Context, q *queries.Queries, h history) error {
	added, err := q.CreateRetrospective(ctx, queries.CreateRetrospectiveParams{
		ID: h.row.ID, CreatedAt: h.own().revisions[0].At, UpdatedAt: h.head().At, HeadRevisionID: h.head().ID,
		HeadSeq: h.head().Seq, RevisionCount: int64(len(h.own().revisions)), Summary: h.row.Summary,
	})
	if err != nil {
		return wrap(err, "read bundle")
	}
	return errTaken(added)
}

// extend makes a history the end of the one that it continues.
func extend(ours history) placing {
	return func(ctx context.Context, q *queries.Queries, h history) error {
		present, err := q.Head(ctx, h.row.ID)
		if err != nil {
			return wrap(err, "read bundle")
		}
		if present.ID != ours.head().ID {
			return errTaken(0)
		}
		head := h.head()
		if err := q.SetHead(ctx, queries.SetHeadParams{
			ID: h.row.ID, UpdatedAt: head.At, HeadRevisionID: head.ID, HeadSeq: head.Seq, Summary: h.row.Summary,
		}); err != nil {
			return wrap(err, "read bundle")
		}
		count := int64(len(ours.own().revisions) + len(h.own().revisions))
		return wrap(q.SetRevisionCount(ctx, queries.SetRevisionCountParams{ID: h.row.ID, RevisionCount: count}), "read bundle")
	}
}

func errTaken(added int64) error {
	if added > 0 {
		return nil
	}
	return retro.Errorf(retro.CodeConflict, "the retrospective was changed while the bundle was read").WithHint("open the bundle again")
}

func writeLines(ctx context.Context, q *queries.Queries, lines []line) error {
	for _, l := range lines {
		for _, row := range l.revisions {
			if known, err := q.Revision(ctx, row.ID); err == nil && !bytes.Equal(known.Chain, row.Chain) {
				return retro.Errorf(retro.CodeConflict, "the bundle's revision %d is part of another history here", row.Seq)
			}
			row.Line = l.id
			if err := q.TakeRevision(ctx, queries.TakeRevisionParams(row)); err != nil {
				return wrap(err, "read bundle")
			}
		}
		for _, gap := range l.gaps {
			gap.Line = l.id
			if err := q.PutRevisionGap(ctx, queries.PutRevisionGapParams(gap)); err != nil {
				return wrap(err, "read bundle")
			}
		}
	}
	return nil
}

// copyOriginals stores those originals that are not here yet. Their bytes are
// hashed anew on the way.
func (db *DB) copyOriginals(ctx context.Context, from *DB, originals []hash) error {
	theirs, err := purgedOriginals(ctx, from.reads)
	if err != nil {
		return err
	}
	ours, err := purgedOriginals(ctx, db.reads)
	if err != nil {
		return err
	}
	for _, original := range originals {
		if theirs[original] || ours[original] {
			continue
		}
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
// once more. Of what is withheld only that it is there is copied.
func (db *DB) copyPieces(ctx context.Context, from *DB, to *queries.Queries, h history) error {
	pieces := h.pieces
	staying := map[pieceKind]bool{}
	for list := range db.lists.All() {
		staying[kindOf(list)] = h.leaves && list.Stays
	}
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
			found, ok := openPiece(from.packer, row)
			if !ok {
				return errIncomplete()
			}
			if staying[found.kind] {
				row = db.withheld(found, row)
			}
			row.Body = append([]byte{}, row.Body...) // the driver reads an empty one as none
			if err := to.TakePiece(ctx, queries.TakePieceParams(row)); err != nil {
				return wrap(err, "read bundle")
			}
		}
	}
	return nil
}

// withheld is the row of a private note without anything that it says. Like what was
// purged it keeps its hash, and where the note itself is, it stays.
func (db *DB) withheld(p piece, row queries.Piece) queries.Piece {
	var note retro.PrivateNote
	_ = json.Unmarshal(p.body, &note) // one that does not read has no id
	var planter planter
	body := planter.json(retro.PrivateNote{ID: note.ID})
	now := newPiece(p.kind, body)
	row.Size, row.Body, row.Purged = int64(len(body)), db.packer.pack(body), now.hash[:]
	return row
}

func errIncomplete() error {
	return retro.Errorf(retro.CodeDamaged, "a part of the history is missing or damaged").WithHint("check the file that it comes from; nothing was taken over")
}
