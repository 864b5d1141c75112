package sqlite_test

import (
	"database/sql"
	"testing"

	_ "modernc.org/sqlite"
)

// count runs a query of one number on a closed library.
func count(tb testing.TB, path, query string) int {
	tb.Helper()
	var n int
	raw(tb, path, func(db *sql.DB) {
		if err := db.QueryRowContext(tb.Context(), query).Scan(&n); err != nil {
			tb.Fatal(err)
		}
	})
	return n
}

// raw lets a test reach behind the store.
func raw(tb testing.TB, path string, do func(*sql.DB)) {
	tb.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		tb.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // the test's own
	do(db)
}
