package sqlite

import (
	"context"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite/internal/queries"
)

// Erase implements library.Purges.
func (db *DB) Erase(ctx context.Context, now time.Time) error {
	if err := db.write(ctx, "erase", func(tx *sql.Tx, q *queries.Queries) error {
		if err := db.sweepOriginals(ctx, tx, q); err != nil {
			return err
		}
		// What is not found any more is still in the index until its parts are merged.
		_, err := tx.ExecContext(ctx, "INSERT INTO search (search) VALUES ('optimize')")
		return wrap(err, "erase")
	}); err != nil {
		return err
	}
	if _, err := db.writer.ExecContext(ctx, "VACUUM"); err != nil {
		return wrap(err, "erase")
	}
	if folded, err := db.checkpoint(ctx); err != nil {
		return err
	} else if !folded {
		return retro.Errorf(retro.CodeLocked, "the library's file could not be rewritten, because something else reads it").
			WithHint("it is purged, and the bytes are gone after the next start of Afterword")
	}
	// A copy that is being written is waited for, and removed too.
	db.copying.Lock()
	err := db.removeCopies()
	db.copying.Unlock()
	if err != nil {
		return err
	}
	if err := db.write(ctx, "erase", func(_ *sql.Tx, q *queries.Queries) error {
		return wrap(q.SetErased(ctx), "erase")
	}); err != nil {
		return err
	}
	_, err = db.KeepCopy(ctx, library.CopyDaily, now)
	return err
}

// finishPurges erases what was purged when something came in between. Where that is
// not possible the next start tries again, and Purges tells; it closes nothing.
func (db *DB) finishPurges(ctx context.Context) {
	waiting, err := db.reads.CountUnerased(ctx)
	if err != nil || waiting == 0 {
		return
	}
	day := time.Unix(0, 0) // as of an upgrade without a clock
	if db.clock != nil {
		day = db.clock()
	}
	_ = db.Erase(ctx, day)
}

// removeCopies removes all copies of the library, those that were never finished, and
// what was set aside because it could not be opened.
func (db *DB) removeCopies() error {
	entries, err := os.ReadDir(db.copiesFolder())
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove copies: %w", err)
	}
	for _, entry := range entries {
		name := entry.Name()
		if !copyName.MatchString(name) && !strings.Contains(name, asideName) && !strings.HasPrefix(name, unfinishedCopy) {
			continue
		}
		if err := os.RemoveAll(filepath.Join(db.copiesFolder(), name)); err != nil {
			return retro.Errorf(retro.CodeInvalid, "a copy of the library could not be removed: %w", err).
				WithHint("it holds what was purged: remove it yourself")
		}
	}
	return nil
}

// sweepOriginals deletes the originals that no revision has any more: they were
// added by mistake, taken back, and thinned out.
func (db *DB) sweepOriginals(ctx context.Context, tx *sql.Tx, q *queries.Queries) error {
	cited := map[retro.Hash]bool{}
	isWhole := true
	if err := eachPiece(ctx, tx, func(row queries.Piece) {
		if pieceKind(row.Kind) != pieceEvidence { //nolint:gosec // a kind out of range is none
			return
		}
		found, ok := openPiece(db.packer, row)
		var evidence retro.Evidence
		if isWhole = isWhole && ok && json.Unmarshal(found.body, &evidence) == nil; isWhole {
			cited[evidence.Hash] = true
		}
	}); err != nil || !isWhole {
		return err
	}
	blobs, err := q.Blobs(ctx)
	if err != nil {
		return wrap(err, "erase")
	}
	needed := map[hash]bool{}
	for _, row := range blobs {
		if h := hash(row.Hash); cited[retro.Hash(hex.EncodeToString(row.Hash))] {
			needed[h] = true
			if text, ok := db.textOf(ctx, q, h); ok {
				needed[text] = true
			}
		}
	}
	settled := db.settled
	for _, row := range blobs {
		if h := hash(row.Hash); !needed[h] && row.ID <= settled {
			if err := db.dropBlob(ctx, q, h); err != nil {
				return err
			}
		}
	}
	return nil
}
