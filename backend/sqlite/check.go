package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite/internal/queries"
)

// Check implements library.Upkeep.
func (db *DB) Check(ctx context.Context) (library.Report, error) {
	// A connection of its own has cached nothing and reads the file itself. That
	// of a pool may hold an older structure of the search index, which SQLite's
	// check then takes for damage.
	pool, err := openPool(db.path, db.readAs, 1)
	if err != nil {
		return library.Report{}, err
	}
	report, err := check(ctx, pool)
	return report, errors.Join(err, wrap(pool.Close(), "check library"))
}

func check(ctx context.Context, pool *sql.DB) (report library.Report, err error) {
	packer, err := newPacker()
	if err != nil {
		return library.Report{}, err
	}
	// One transaction, so that a save in between is not taken for damage.
	tx, err := pool.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return library.Report{}, wrap(err, "check library")
	}
	defer func() { err = errors.Join(err, wrap(tx.Rollback(), "check library")) }()
	c := checker{
		tx: tx, queries: queries.New(tx), packer: packer,
		report:  library.Report{Problems: []library.Problem{}},
		members: map[hash][]hash{}, whole: map[hash]bool{}, cited: map[hash]string{}, originals: map[hash]bool{},
	}
	for _, step := range []func(context.Context) error{c.structure, c.pieces, c.histories, c.blobs, c.citedBlobs} {
		// A file that SQLite cannot read is damage to report, and the other steps
		// may still find more.
		switch err := step(ctx); {
		case retro.ErrorCode(err) == retro.CodeDamaged:
			c.problem(library.Problem{What: err.Error()})
		case err != nil:
			return library.Report{}, err
		}
	}
	return c.report, nil
}

type checker struct {
	tx      *sql.Tx
	queries *queries.Queries
	packer  packer
	report  library.Report

	members   map[hash][]hash // of every sound piece
	whole     map[hash]bool   // whether all below a piece is sound, as far as asked
	cited     map[hash]string // originals that evidence names, and its label
	originals map[hash]bool
}

func (c *checker) problem(p library.Problem) { c.report.Problems = append(c.report.Problems, p) }

// integrity returns an error with CodeDamaged where SQLite finds the structure
// of the file broken.
func integrity(ctx context.Context, db queries.DBTX) error {
	var first string
	if err := db.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&first); err != nil {
		return wrap(err, "check library")
	}
	if first != "ok" {
		return retro.Errorf(retro.CodeDamaged, "the library's structure is damaged: %s", first)
	}
	return nil
}

func (c *checker) structure(ctx context.Context) error {
	if err := integrity(ctx, c.tx); err != nil {
		return err
	}
	var table string
	err := c.tx.QueryRowContext(ctx, "SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1").Scan(&table)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil
	case err != nil:
		return wrap(err, "check library")
	}
	return retro.Errorf(retro.CodeDamaged, "a row of %s points at nothing", table)
}

func (c *checker) pieces(ctx context.Context) error {
	return eachPiece(ctx, c.tx, func(row queries.Piece) {
		c.report.Pieces++
		found, ok := openPiece(c.packer, row)
		if !ok {
			var stored hash
			copy(stored[:], row.Hash)
			c.problem(library.Problem{What: fmt.Sprintf("the piece %v does not match its hash", stored)})
			return
		}
		c.members[found.hash] = found.kind.members(found.body)
		if found.kind == pieceEvidence {
			c.cite(found.body)
		}
	})
}

func (c *checker) cite(body []byte) {
	var evidence retro.Evidence
	if err := json.Unmarshal(body, &evidence); err != nil {
		return
	}
	if original, err := parseHash(evidence.Hash); err == nil {
		c.cited[original] = evidence.Label
	}
}

func (c *checker) histories(ctx context.Context) error {
	rows, err := c.queries.Retrospectives(ctx)
	if err != nil {
		return wrap(err, "check library")
	}
	for _, row := range rows {
		c.report.Retrospectives++
		if err := c.history(ctx, row); err != nil {
			return err
		}
	}
	return nil
}

func (c *checker) history(ctx context.Context, of queries.Retrospective) error {
	lines, err := readLines(ctx, c.queries, of.ID)
	if err != nil {
		return err
	}
	h := history{row: of, lines: lines}
	c.report.Revisions += h.count()
	wrong := func(revision retro.RevisionID, format string, args ...any) {
		c.problem(library.Problem{Retrospective: of.ID, Revision: revision, What: fmt.Sprintf(format, args...)})
	}
	own := h.own().revisions
	if len(own) == 0 {
		wrong("", "the retrospective has no revision left")
		return nil
	}
	newest, oldest := h.head(), own[0]
	if newest.ID != of.HeadRevisionID || newest.Seq != of.HeadSeq || int64(len(own)) != of.RevisionCount {
		wrong(newest.ID, "the end of the history is missing or not where it should be")
	}
	if _, err := toSummary(of); err != nil || of.UpdatedAt != newest.At || of.CreatedAt != oldest.At {
		wrong(newest.ID, "the library's line about the retrospective is damaged; rebuild it")
	}
	isWhole := true
	for _, l := range lines {
		for _, row := range slices.Backward(l.revisions) {
			if !isSound(row) {
				wrong(row.ID, "the entry of revision %d does not match its hash", row.Seq)
			}
			// One damaged piece is in many revisions: the newest stands for all.
			if isWhole && !c.isWhole(hash(row.Root)) {
				isWhole = false
				wrong(row.ID, "revision %d, and perhaps earlier ones, have damaged pieces", row.Seq)
			}
		}
	}
	if seq, ok := h.broken(); ok {
		wrong("", "the history is broken before revision %d", seq)
	}
	return nil
}

// isWhole reports whether a piece and all below it are sound.
func (c *checker) isWhole(h hash) bool {
	if known, ok := c.whole[h]; ok {
		return known
	}
	members, whole := c.members[h]
	for _, member := range members {
		whole = whole && c.isWhole(member)
	}
	c.whole[h] = whole
	return whole
}

func (c *checker) blobs(ctx context.Context) error {
	rows, err := c.queries.Blobs(ctx)
	if err != nil {
		return wrap(err, "check library")
	}
	for _, row := range rows {
		c.report.Originals++
		c.report.Bytes += row.Size
		if err := c.blob(ctx, row); err != nil {
			return err
		}
	}
	return nil
}

func (c *checker) blob(ctx context.Context, row queries.Blob) error {
	var original hash
	copy(original[:], row.Hash)
	c.originals[original] = true
	chunks := chunkReader{queries: c.queries, packer: c.packer, id: row.ID, original: original}
	sum := sha256.New()
	var size int64
	for number := int64(0); size < row.Size; number++ {
		chunk, err := chunks.read(ctx, number, nil)
		if retro.ErrorCode(err) == retro.CodeDamaged || err == nil && len(chunk) == 0 {
			c.problem(library.Problem{What: chunks.damaged(number).Error()})
			return nil
		}
		if err != nil {
			return err
		}
		_, _ = sum.Write(chunk) // a hash never fails
		size += int64(len(chunk))
	}
	if size != row.Size || hash(sum.Sum(nil)) != original {
		c.problem(library.Problem{What: fmt.Sprintf("the original %v does not match its hash", original)})
	}
	return nil
}

func (c *checker) citedBlobs(ctx context.Context) error {
	purged, err := purgedOriginals(ctx, c.queries)
	if err != nil {
		return err
	}
	for original, label := range c.cited {
		if !c.originals[original] && !purged[original] {
			c.problem(library.Problem{What: fmt.Sprintf("the original %v of the evidence “%s” is missing", original, label)})
		}
	}
	return nil
}
