package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/afterword-app/afterword/backend/retro"
)

// Backup implements library.Upkeep.
func (db *DB) Backup(ctx context.Context, path string) error {
	if same, err := sameFile(db.path, path); err != nil {
		return err
	} else if same {
		return retro.Errorf(retro.CodeInvalid, "a library cannot be backed up onto itself").WithHint("choose another file")
	}
	source, err := openPool(db.path, accessCopy, 1)
	if err != nil {
		return err
	}
	err = copyTo(ctx, source, &path, func(ctx context.Context, pool *sql.DB) error {
		report, err := check(ctx, pool)
		if err != nil {
			return err
		}
		if len(report.Problems) > 0 {
			return retro.Errorf(retro.CodeDamaged, "the copy is damaged: %s", report.Problems[0].What).
				WithHint("check the library; the backup was not written")
		}
		return nil
	})
	return errors.Join(err, wrap(source.Close(), "back up"))
}

func sameFile(a, b string) (bool, error) {
	absoluteA, errA := filepath.Abs(a)
	absoluteB, errB := filepath.Abs(b)
	if err := errors.Join(errA, errB); err != nil {
		return false, fmt.Errorf("back up: %w", err)
	}
	if absoluteA == absoluteB {
		return true, nil
	}
	infoA, errA := os.Stat(a)
	infoB, errB := os.Stat(b)
	return errA == nil && errB == nil && os.SameFile(infoA, infoB), nil
}

// unfinishedCopy begins the name of the folder in which a copy is written.
const unfinishedCopy = ".afterword-copy-"

// copyTo writes a copy of source's file to path: into a temporary file beside
// it, synced, verified, renamed, and the rename synced. What verifies it may still
// choose another name in the same folder.
func copyTo(ctx context.Context, source *sql.DB, path *string, verify func(context.Context, *sql.DB) error) (err error) {
	folder, err := os.MkdirTemp(filepath.Dir(*path), unfinishedCopy)
	if err != nil {
		return fmt.Errorf("write a copy of the library: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	temporary := filepath.Join(folder, "library.db")
	if _, err := source.ExecContext(ctx, "VACUUM INTO ?", temporary); err != nil {
		return wrap(err, "write a copy of the library")
	}
	if err := syncFile(temporary); err != nil {
		return err
	}
	pool, err := openPool(temporary, accessRead, 1)
	if err != nil {
		return err
	}
	if err := errors.Join(verify(ctx, pool), pool.Close()); err != nil {
		return err
	}
	if err := os.Rename(temporary, *path); err != nil {
		return fmt.Errorf("write a copy of the library: %w", err)
	}
	return syncFolder(filepath.Dir(*path))
}

func syncFile(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR, 0) //nolint:gosec // the file that was just written
	if err != nil {
		return fmt.Errorf("sync copy: %w", err)
	}
	if err := errors.Join(file.Sync(), file.Close()); err != nil {
		return fmt.Errorf("sync copy: %w", err)
	}
	return nil
}

// Compact implements library.Upkeep.
func (db *DB) Compact(ctx context.Context) error {
	if db.readOnly {
		return errReadOnly()
	}
	if _, err := db.writer.ExecContext(ctx, "VACUUM"); err != nil {
		return wrap(err, "compact library")
	}
	_, err := db.checkpoint(ctx)
	return err
}
