package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"github.com/afterword-app/afterword/backend/sqlite/internal/queries"
)

// Preference implements library.Preferences.
func (db *DB) Preference(ctx context.Context, name string) (string, error) {
	value, err := db.reads.Preference(ctx, name)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return value, wrap(err, "read preference")
}

// SetPreference implements library.Preferences.
func (db *DB) SetPreference(ctx context.Context, name, value string) error {
	return db.write(ctx, "set preference", func(_ *sql.Tx, q *queries.Queries) error {
		return wrap(q.SetPreference(ctx, queries.SetPreferenceParams{Name: name, Value: value}), "set preference")
	})
}
