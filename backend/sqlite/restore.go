package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	modernc "modernc.org/sqlite"

	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
)

// RestoreCopy implements library.Upkeep. The pages of the copy are written over
// those of the library as one transaction, so that it need not be closed and is
// never half of either.
func (db *DB) RestoreCopy(ctx context.Context, name string, now time.Time) (err error) {
	if db.readOnly {
		return errReadOnly()
	}
	path, err := db.findCopy(name)
	if err != nil {
		return err
	}
	latest, err := latestVersion()
	if err != nil {
		return err
	}
	// What is restored is a copy of the copy: none may change that is kept, and one
	// that somebody just carried here may be open elsewhere.
	folder, err := os.MkdirTemp(filepath.Dir(db.path), ".afterword-restore-")
	if err != nil {
		return retro.Errorf(retro.CodeInvalid, "restore a copy: %w", err).WithHint("check that you may write to the folder of the library")
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	source := filepath.Join(folder, "library.db")
	if err := copyFile(path, source); err != nil {
		return err
	}
	if err := admitCopy(ctx, source, latest); err != nil {
		return err
	}
	if err := db.copyBeforeRestore(ctx, now); err != nil {
		return err
	}
	if err := db.overwrite(ctx, source); err != nil {
		return err
	}
	db.forgetPieces()
	db.isListed.Store(false)
	if err := db.applyMigrations(ctx, latest); err != nil {
		return err
	}
	_, err = db.checkpoint(ctx)
	return err
}

// copyBeforeRestore keeps the present state, and where that cannot be read any more
// the file as it lies.
func (db *DB) copyBeforeRestore(ctx context.Context, now time.Time) error {
	_, err := db.KeepCopy(ctx, library.CopyRestore, now)
	if retro.ErrorCode(err) != retro.CodeDamaged {
		return err
	}
	_, _ = db.checkpoint(ctx) // what it cannot fold into the file is lost with the file
	return copyFile(db.path, filepath.Join(db.copiesFolder(), now.UTC().Format("2006-01-02-150405-")+"restore-damaged.db"))
}

// findCopy returns the path of a copy that is kept, or of any other file.
func (db *DB) findCopy(name string) (string, error) {
	path := name
	if !strings.ContainsAny(name, `/\`) {
		if _, err := os.Stat(filepath.Join(db.copiesFolder(), name)); err == nil {
			path = filepath.Join(db.copiesFolder(), name)
		}
	}
	info, err := os.Stat(path)
	switch {
	case err != nil || !info.Mode().IsRegular():
		return "", retro.Errorf(retro.CodeNotFound, "there is no copy %s", name).WithHint("see which there are: afterword library restore")
	case info.Size() == 0:
		return "", retro.Errorf(retro.CodeUnsupported, "the file %s is empty", name)
	}
	if same, err := sameFile(db.path, path); err != nil {
		return "", err
	} else if same {
		return "", retro.Errorf(retro.CodeInvalid, "that is the library itself").WithHint("choose a copy of it")
	}
	return path, nil
}

// admitCopy refuses what is no library of this Afterword or an older one, or
// whose structure is broken.
func admitCopy(ctx context.Context, path string, latest int64) (err error) {
	pool, err := openPool(path, accessImmutable, 1)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, wrap(pool.Close(), "restore a copy")) }()
	found, err := readFormat(ctx, pool)
	if err != nil {
		return err
	}
	if err := found.admit("copy", latest); err != nil {
		return err
	}
	return integrity(ctx, pool)
}

// restorer is what the driver's connection offers.
type restorer interface {
	NewRestore(source string) (*modernc.Backup, error)
}

// overwrite writes the pages of another file over those of the library.
func (db *DB) overwrite(ctx context.Context, source string) error {
	location, err := dataSource(source, accessCopy)
	if err != nil {
		return err
	}
	conn, err := db.writer.Conn(ctx)
	if err != nil {
		return wrap(err, "restore a copy")
	}
	db.last = lastSave{}
	err = conn.Raw(func(raw any) error {
		into, ok := raw.(restorer)
		if !ok {
			return errors.New("restore a copy: the driver cannot restore")
		}
		restore, err := into.NewRestore(location)
		if err != nil {
			return wrap(err, "restore a copy")
		}
		_, err = restore.Step(-1)
		return wrap(errors.Join(err, restore.Finish()), "restore a copy")
	})
	return errors.Join(err, wrap(conn.Close(), "restore a copy"))
}

// SetAside moves a library that cannot be opened into the folder of its copies,
// with the log beside it, so that one of those can be restored in its place. It
// returns where it is now.
func SetAside(path string, now time.Time) (string, error) {
	folder := copiesFolder(path)
	aside := filepath.Join(folder, now.UTC().Format("2006-01-02-150405-")+asideName+".db")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", fmt.Errorf("set the damaged library aside: %w", err)
	}
	for _, end := range []string{"-wal", "-shm", ""} {
		if err := os.Rename(path+end, aside+end); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", fmt.Errorf("set the damaged library aside: %w", err)
		}
	}
	return aside, syncFolder(filepath.Dir(path))
}
