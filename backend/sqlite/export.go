package sqlite

import (
	"context"
	"database/sql"
	"strings"

	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite/internal/queries"
)

// KeepExport implements library.Exports.
func (db *DB) KeepExport(ctx context.Context, exported library.Exported) error {
	row := queries.PutExportParams{
		RetrospectiveID: exported.Retrospective, RevisionID: exported.Revision, Target: exported.Target,
		At: exported.At.Format(timeFormat), Zones: strings.Join(exported.Zones, " "), Name: exported.Name, Body: db.packer.seal(exported.Data),
	}
	return db.write(ctx, "keep export", func(_ *sql.Tx, q *queries.Queries) error {
		return wrap(q.PutExport(ctx, row), "keep export")
	})
}

// Exports implements library.Exports. A damaged row is left out: a page can be
// compared with the revision itself.
func (db *DB) Exports(ctx context.Context, id retro.RetrospectiveID, limit int) ([]library.Exported, error) {
	rows, err := db.reads.Exports(ctx, queries.ExportsParams{RetrospectiveID: id, Limit: int64(limit)})
	if err != nil {
		return nil, wrap(err, "read exports")
	}
	var exports []library.Exported
	for _, row := range rows {
		at, timeErr := parseTime(row.At)
		data, err := db.packer.open(row.Body)
		if err != nil || timeErr != nil {
			continue
		}
		exports = append(exports, library.Exported{
			Retrospective: id, Revision: row.RevisionID, Target: row.Target,
			At: at, Zones: strings.Fields(row.Zones), Name: row.Name, Data: data,
		})
	}
	return exports, nil
}
