package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"

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
// changed a verified copy of it is kept beside it, named like it plus
// ".before-upgrade-", its old version and the day.
func (db *DB) migrate(ctx context.Context, from format, latest int64) error {
	if from.version == latest {
		return nil
	}
	if !from.isEmpty() {
		kept := fmt.Sprintf("%s.before-upgrade-%d", db.path, from.version)
		if db.clock != nil {
			kept += db.clock().UTC().Format("-20060102")
		}
		if err := db.keepCopy(ctx, kept, from); err != nil {
			return err
		}
	}
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
	now, err := readFormat(ctx, db.writer)
	if err != nil {
		return err
	}
	if now.version != latest || counted != latest || now.application != applicationID {
		return fmt.Errorf("upgrade library: the file says version %d and its record says %d, wanted %d", now.version, counted, latest)
	}
	return nil
}

// keepCopy writes the copy that precedes an upgrade. One that is there already
// is from an upgrade that did not finish, and as good.
func (db *DB) keepCopy(ctx context.Context, path string, from format) error {
	if _, err := os.Stat(path); err == nil {
		return nil
	} else if !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("keep a copy before the upgrade: %w", err)
	}
	return copyTo(ctx, db.writer, path, func(ctx context.Context, pool *sql.DB) error {
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
