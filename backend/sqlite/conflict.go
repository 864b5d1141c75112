package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite/internal/queries"
)

// KeepConflicts implements library.Conflicts.
func (db *DB) KeepConflicts(ctx context.Context, id retro.RetrospectiveID, conflicts []retro.Conflict) error {
	return db.write(ctx, "keep conflicts", func(_ *sql.Tx, q *queries.Queries) error {
		for _, conflict := range conflicts {
			body, err := json.Marshal(conflict)
			if err != nil {
				return retro.Errorf(retro.CodeInternal, "keep conflicts: %w", err)
			}
			row := queries.PutConflictParams{RetrospectiveID: id, Number: int64(conflict.Number), Body: string(body)}
			if err := q.PutConflict(ctx, row); err != nil {
				return wrap(err, "keep conflicts")
			}
		}
		return nil
	})
}

// Conflicts implements library.Conflicts. A damaged row is left out: both
// versions stand in the document.
func (db *DB) Conflicts(ctx context.Context, id retro.RetrospectiveID) ([]retro.Conflict, error) {
	rows, err := db.reads.Conflicts(ctx, id)
	if err != nil {
		return nil, wrap(err, "read conflicts")
	}
	var conflicts []retro.Conflict
	for _, row := range rows {
		var conflict retro.Conflict
		if json.Unmarshal([]byte(row), &conflict) == nil {
			conflicts = append(conflicts, conflict)
		}
	}
	return conflicts, nil
}
