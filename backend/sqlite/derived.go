package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite/internal/queries"
)

// Derived implements library.Derived. A damaged row counts as none.
func (db *DB) Derived(ctx context.Context, original retro.Hash, key string) ([]byte, error) {
	h, err := parseHash(original)
	if err != nil {
		return nil, err
	}
	body, err := db.reads.Derived(ctx, queries.DerivedParams{Hash: h[:], Key: key})
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, wrap(err, "read derived data")
	}
	plain, err := db.packer.open(body)
	if err != nil {
		return nil, nil //nolint:nilerr // it can be made again
	}
	return plain, nil
}

// PutDerived implements library.Derived.
func (db *DB) PutDerived(ctx context.Context, original retro.Hash, key string, data []byte) error {
	h, err := parseHash(original)
	if err != nil {
		return err
	}
	body := db.packer.seal(data)
	return db.write(ctx, "keep derived data", func(_ *sql.Tx, q *queries.Queries) error {
		return wrap(q.PutDerived(ctx, queries.PutDerivedParams{Hash: h[:], Key: key, Body: body}), "keep derived data")
	})
}

// DropDerived forgets all that was derived from originals, as after an upgrade
// of what derives it.
func (db *DB) DropDerived(ctx context.Context) error {
	return db.write(ctx, "drop derived data", func(_ *sql.Tx, q *queries.Queries) error {
		return wrap(q.DropDerived(ctx), "drop derived data")
	})
}
