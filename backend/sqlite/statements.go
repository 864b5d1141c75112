package sqlite

import (
	"context"
	"database/sql"

	"github.com/afterword-app/afterword/backend/sqlite/internal/queries"
)

// statements runs the queries of one transaction and prepares each when it first
// runs there. Of all queries, which take most of the time of opening a library when
// prepared with it, a transaction runs a few, and of those one perhaps a thousand
// times. A statement cannot outlive its transaction: to be prepared for the pool it
// would need a second connection, and the writer has one.
type statements struct {
	*sql.Tx
	prepared map[string]*sql.Stmt
}

var _ queries.DBTX = (*statements)(nil)

// queriesIn returns the queries, run in tx by one goroutine at a time.
func queriesIn(tx *sql.Tx) *queries.Queries {
	return queries.New(&statements{Tx: tx, prepared: make(map[string]*sql.Stmt)})
}

// PrepareContext implements queries.DBTX.
func (s *statements) PrepareContext(ctx context.Context, query string) (*sql.Stmt, error) {
	if statement := s.prepared[query]; statement != nil {
		return statement, nil
	}
	statement, err := s.Tx.PrepareContext(ctx, query)
	if err == nil {
		s.prepared[query] = statement
	}
	return statement, err
}

// ExecContext implements queries.DBTX.
func (s *statements) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	statement, err := s.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	return statement.ExecContext(ctx, args...)
}

// QueryContext implements queries.DBTX.
func (s *statements) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	statement, err := s.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	return statement.QueryContext(ctx, args...)
}

// QueryRowContext implements queries.DBTX.
func (s *statements) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	statement, err := s.PrepareContext(ctx, query)
	if err != nil {
		return s.Tx.QueryRowContext(ctx, query, args...) // says the same error
	}
	return statement.QueryRowContext(ctx, args...)
}
