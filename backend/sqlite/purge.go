package sqlite

import (
	"context"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"slices"

	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite/internal/queries"
)

// What is purged leaves its hash, so that histories can be verified as before and
// what colleagues send does not bring it back: the piece of a record, or of a
// paragraph, holds what stands in its place, and says the hash of that beside its
// own. The names of revisions are purged in the same way.

// purged is what a library purged, by the hashes that it had.
type purged struct {
	pieces    map[hash]piece // with what stands in their place
	originals map[hash]bool
}

// allPurged reads what was purged in this library.
func (db *DB) allPurged(ctx context.Context) (purged, error) {
	originals, err := purgedOriginals(ctx, db.reads)
	if err != nil {
		return purged{}, err
	}
	rows, err := db.reads.PurgedPieces(ctx)
	if err != nil {
		return purged{}, wrap(err, "read purges")
	}
	pieces := map[hash]piece{}
	for _, row := range rows {
		if found, ok := openPiece(db.packer, row); ok {
			pieces[found.hash] = found
		}
	}
	return purged{pieces, originals}, nil
}

func purgedOriginals(ctx context.Context, q *queries.Queries) (map[hash]bool, error) {
	rows, err := q.PurgedOriginals(ctx)
	if err != nil {
		return nil, wrap(err, "read purges")
	}
	originals := map[hash]bool{}
	for _, row := range rows {
		originals[hash(row)] = true
	}
	return originals, nil
}

// plant cuts a content into pieces, none of which was purged.
func (db *DB) plant(ctx context.Context, content retro.Content) (tree, error) {
	rows, err := db.reads.PurgedHashes(ctx)
	if err != nil {
		return tree{}, wrap(err, "save")
	}
	purged := make(map[hash]bool, len(rows))
	for _, row := range rows {
		purged[hash(row)] = true
	}
	return plant(db.lists, content, db.records, purged)
}

// takePurges keeps what was purged of a history elsewhere.
func takePurges(ctx context.Context, q *queries.Queries, h history) error {
	known, err := q.Purges(ctx, h.row.ID)
	if err != nil {
		return wrap(err, "read purges")
	}
	seen := map[string]bool{}
	for _, row := range known {
		seen[row.At+row.What] = true
	}
	for _, row := range h.purges {
		if seen[row.At+row.What] || row.Original != nil && len(row.Original) != hashSize {
			continue
		}
		if err := q.CreatePurge(ctx, queries.CreatePurgeParams{
			RetrospectiveID: h.row.ID, At: row.At, Author: row.Author, What: row.What, Original: row.Original, IsErased: 1,
		}); err != nil {
			return wrap(err, "read purges")
		}
	}
	return nil
}

// Purges implements library.Purges.
func (db *DB) Purges(ctx context.Context, id retro.RetrospectiveID) ([]library.Purge, error) {
	rows, err := db.reads.Purges(ctx, id)
	if err != nil {
		return nil, wrap(err, "read purges")
	}
	purges := []library.Purge{}
	for _, row := range rows {
		at, _ := parseTime(row.At) // zero where it is damaged
		purges = append(purges, library.Purge{Retrospective: id, At: at, Author: row.Author, What: row.What, IsWaiting: row.IsErased == 0})
	}
	return purges, nil
}

func keepPurge(ctx context.Context, q *queries.Queries, purge library.Purge, original []byte) error {
	return wrap(q.CreatePurge(ctx, queries.CreatePurgeParams{
		RetrospectiveID: purge.Retrospective, At: purge.At.Format(timeFormat), Author: purge.Author, What: purge.What, Original: original,
	}), "purge")
}

// Originals implements library.Purges.
func (db *DB) Originals(ctx context.Context, id retro.RetrospectiveID) ([]retro.Evidence, error) {
	_, content, err := db.Head(ctx, id)
	if err != nil {
		return nil, err
	}
	found := content.Evidence
	seen := map[retro.EvidenceID]retro.Hash{}
	for _, evidence := range found {
		seen[evidence.ID] = evidence.Hash
	}
	err = db.lookThrough(ctx, id, func(l lookback, lines []line) error {
		return l.each(ctx, roots(lines), func(p piece) []hash {
			var evidence retro.Evidence
			if p.kind == pieceEvidence && json.Unmarshal(p.body, &evidence) == nil && seen[evidence.ID] != evidence.Hash {
				seen[evidence.ID] = evidence.Hash
				found = append(found, evidence)
			}
			return p.kind.members(p.body)
		})
	})
	if err != nil {
		return nil, err
	}
	here := []retro.Evidence{}
	for _, evidence := range found {
		h, err := parseHash(evidence.Hash)
		if err != nil {
			continue // what has no hash has no original
		}
		switch _, err := db.reads.Blob(ctx, h[:]); {
		case err == nil:
			here = append(here, evidence)
		case !errors.Is(err, sql.ErrNoRows):
			return nil, wrap(err, "look up original")
		}
	}
	return here, nil
}

// Holders implements library.Purges. Of each newest revision only the evidence is
// read.
func (db *DB) Holders(ctx context.Context, original retro.Hash) (holders []retro.RetrospectiveID, err error) {
	list, _ := db.lists.Of(retro.NounEvidence)
	err = db.read(ctx, "look up original", func(q *queries.Queries) error {
		heads, err := q.HeadRoots(ctx)
		if err != nil {
			return wrap(err, "look up original")
		}
		var wanted []hash
		for _, head := range heads {
			wanted = append(wanted, hash(head.Root))
		}
		members := map[hash][]hash{}
		holds := map[hash]bool{}
		if err := (lookback{queries: q, packer: db.packer}).each(ctx, wanted, func(p piece) []hash {
			below := p.kind.members(p.body)
			switch {
			case p.kind == pieceRoot && len(below) > list.Member:
				below = below[list.Member : list.Member+1]
			case p.kind == pieceEvidence:
				var evidence retro.Evidence
				holds[p.hash] = json.Unmarshal(p.body, &evidence) == nil && evidence.Hash == original
			}
			members[p.hash] = below
			return below
		}); err != nil {
			return err
		}
		var has func(h hash) bool
		has = func(h hash) bool {
			known, ok := holds[h]
			if !ok {
				known = slices.ContainsFunc(members[h], has)
				holds[h] = known
			}
			return known
		}
		for _, head := range heads {
			if has(hash(head.Root)) {
				holders = append(holders, head.ID)
			}
		}
		return nil
	})
	return holders, err
}

// PurgeOriginal implements library.Purges.
func (db *DB) PurgeOriginal(ctx context.Context, original retro.Hash, purge library.Purge) error {
	h, err := parseHash(original)
	if err != nil {
		return err
	}
	holders, err := db.Holders(ctx, original)
	if err != nil {
		return err
	}
	err = db.write(ctx, "purge", func(tx *sql.Tx, q *queries.Queries) error {
		if _, err := q.Blob(ctx, h[:]); err != nil {
			return wrapLookup(err, "original", original)
		}
		if err := keepPurge(ctx, q, purge, h[:]); err != nil {
			return err
		}
		others, err := db.purgeRecords(ctx, tx, q, original)
		if err != nil {
			return err
		}
		if err := db.dropOriginal(ctx, q, h, others); err != nil {
			return err
		}
		if err := q.DropExports(ctx, purge.Retrospective); err != nil {
			return wrap(err, "purge")
		}
		for _, holder := range holders {
			if err := db.rebuildIn(ctx, tx, q, holder); err != nil {
				return err
			}
		}
		return nil
	})
	db.forgetPieces()
	return err
}

// forgetPieces empties all that is remembered of pieces.
func (db *DB) forgetPieces() {
	db.heads.dropAll()
	db.cache.dropAll()
	db.records.dropAll()
}

// purgeRecords purges the records of an original, in all revisions of all
// retrospectives, and returns the originals of all other records.
func (db *DB) purgeRecords(ctx context.Context, tx *sql.Tx, q *queries.Queries, original retro.Hash) (map[retro.Hash]bool, error) {
	others := map[retro.Hash]bool{}
	var records []piece
	if err := eachPiece(ctx, tx, func(row queries.Piece) {
		if pieceKind(row.Kind) != pieceEvidence { //nolint:gosec // a kind out of range is none
			return
		}
		found, ok := openPiece(db.packer, row)
		var evidence retro.Evidence
		if !ok || json.Unmarshal(found.body, &evidence) != nil {
			return
		}
		if evidence.Hash != original {
			others[evidence.Hash] = true
			return
		}
		// Who, what and when, and nothing that anybody wrote.
		var p planter
		found.body = p.json(retro.Evidence{
			ID: evidence.ID, Kind: evidence.Kind, Label: library.Purged, Hash: evidence.Hash, Size: evidence.Size,
			MediaType: evidence.MediaType, AddedAt: evidence.AddedAt, Reference: evidence.Reference,
		})
		records = append(records, found)
	}); err != nil {
		return nil, err
	}
	return others, db.replacePieces(ctx, q, records)
}

// replacePieces puts other bodies in the place of those of pieces, which keep
// their hashes.
func (db *DB) replacePieces(ctx context.Context, q *queries.Queries, pieces []piece) error {
	for _, p := range pieces {
		now := newPiece(p.kind, p.body)
		if err := q.PurgePiece(ctx, queries.PurgePieceParams{
			Size: int64(len(p.body)), Body: db.packer.pack(p.body), Purged: now.hash[:], Hash: p.hash[:],
		}); err != nil {
			return wrap(err, "purge")
		}
	}
	return nil
}

// dropOriginal removes an original, what was derived from it, and what was
// unpacked out of it, unless that was also added by itself.
func (db *DB) dropOriginal(ctx context.Context, q *queries.Queries, original hash, others map[retro.Hash]bool) error {
	if text, ok := db.textOf(ctx, q, original); ok && !others[retro.Hash(hex.EncodeToString(text[:]))] {
		if err := db.dropBlob(ctx, q, text); err != nil {
			return err
		}
	}
	return db.dropBlob(ctx, q, original)
}

// textOf is what was unpacked out of an original, if it was.
func (db *DB) textOf(ctx context.Context, q *queries.Queries, original hash) (hash, bool) {
	body, err := q.Derived(ctx, queries.DerivedParams{Hash: original[:], Key: library.DerivedText})
	if err != nil {
		return hash{}, false
	}
	plain, err := db.packer.open(body)
	if err != nil {
		return hash{}, false
	}
	text, err := parseHash(library.ReadText(plain).Hash)
	return text, err == nil
}

// dropBlob removes bytes and what was derived from them.
func (db *DB) dropBlob(ctx context.Context, q *queries.Queries, h hash) error {
	row, err := q.Blob(ctx, h[:])
	switch {
	case errors.Is(err, sql.ErrNoRows):
	case err != nil:
		return wrap(err, "purge")
	default:
		if err := q.DeleteBlob(ctx, row.ID); err != nil {
			return wrap(err, "purge")
		}
		last, err := q.LastBlob(ctx)
		if err != nil {
			return wrap(err, "purge")
		}
		db.settled = min(db.settled, last) // ids beyond it are given to others
	}
	return wrap(q.DropDerivedOf(ctx, h[:]), "purge")
}
