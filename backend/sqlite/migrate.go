package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/pressly/goose/v3"

	"github.com/afterword-app/afterword/backend/retro"
)

// applicationID marks the file as a library: "AfWd".
const applicationID = 0x41665764

//go:embed migrations/*.sql
var migrations embed.FS

// format is what a file says of itself.
type format struct {
	application int64
	version     int64 // how many migrations it has seen
	tables      int64
}

func readFormat(ctx context.Context, pool *sql.DB) (format, error) {
	var f format
	row := pool.QueryRowContext(ctx, `SELECT
		(SELECT application_id FROM pragma_application_id),
		(SELECT user_version FROM pragma_user_version),
		(SELECT count(*) FROM sqlite_schema)`)
	if err := row.Scan(&f.application, &f.version, &f.tables); err != nil {
		return format{}, wrap(err, "open library")
	}
	return f, nil
}

func (f format) isEmpty() bool { return f.application == 0 && f.version == 0 && f.tables == 0 }

// latestVersion is the number of migrations that this program knows.
func latestVersion() (int64, error) {
	files, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return 0, fmt.Errorf("list migrations: %w", err)
	}
	return int64(len(files)), nil
}

// admit refuses files that are not libraries, or that a later program wrote; noun
// is what the person takes the file for.
func (f format) admit(noun string, latest int64) error {
	switch {
	case f.isEmpty():
		return nil
	case f.application != applicationID:
		return retro.Errorf(retro.CodeUnsupported, "the file is a database, but not a %s of Afterword", noun).
			WithHint("choose another file")
	case f.version > latest:
		return retro.Errorf(retro.CodeNewerFormat, "the %s was written by a later Afterword (format %d, this one knows %d)", noun, f.version, latest).
			WithHint("install the latest Afterword; the file was not touched")
	}
	return nil
}

// migrate brings the file to the latest version. Before an existing library is
// changed a verified copy of it is kept, see copies.go.
func (db *DB) migrate(ctx context.Context, from format, latest int64) error {
	if from.version == latest {
		return nil
	}
	if !from.isEmpty() {
		if err := db.copyBeforeUpgrade(ctx, from); err != nil {
			return err
		}
	}
	if err := db.applyMigrations(ctx, latest); err != nil {
		return err
	}
	now, err := readFormat(ctx, db.writer)
	if err != nil {
		return err
	}
	if now.version != latest || now.application != applicationID {
		return fmt.Errorf("upgrade library: the file says version %d, wanted %d", now.version, latest)
	}
	return nil
}

// applyMigrations runs those that the file has not seen.
func (db *DB) applyMigrations(ctx context.Context, latest int64) error {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return fmt.Errorf("upgrade library: %w", err)
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, db.writer, files, goose.WithLogger(goose.NopLogger()))
	if err != nil {
		return fmt.Errorf("upgrade library: %w", err)
	}
	if _, err := provider.Up(ctx); err != nil {
		return wrap(err, "upgrade library")
	}
	counted, err := provider.GetDBVersion(ctx)
	if err != nil {
		return wrap(err, "upgrade library")
	}
	if counted != latest {
		return fmt.Errorf("upgrade library: its record says version %d, wanted %d", counted, latest)
	}
	return nil
}

// copyBeforeUpgrade keeps a copy of the library as it is. One that is there already
// is from an upgrade that did not finish, and as good.
func (db *DB) copyBeforeUpgrade(ctx context.Context, from format) error {
	day := "0000-00-00"
	if db.clock != nil {
		day = db.clock().UTC().Format(time.DateOnly)
	}
	path := filepath.Join(db.copiesFolder(), fmt.Sprintf("%s-upgrade-%d.db", day, from.version))
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	if err := os.MkdirAll(db.copiesFolder(), 0o700); err != nil {
		return fmt.Errorf("keep a copy before the upgrade: %w", err)
	}
	return copyTo(ctx, db.writer, &path, func(ctx context.Context, pool *sql.DB) error {
		copied, err := readFormat(ctx, pool)
		if err != nil {
			return err
		}
		if copied != from {
			return retro.Errorf(retro.CodeDamaged, "the copy before the upgrade differs from the library")
		}
		return integrity(ctx, pool)
	})
}
