package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"time"

	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
)

// The copies of a library stand in the folder beside it that is named like it plus
// ".copies". Their names say the day, why they were made, and whether the library
// was damaged:
//
//	2026-03-14-daily.db                   2026-03-14-upgrade-6.db
//	2026-03-14-daily-damaged.db           2026-03-14-150405-by-hand.db

// copyName is how such a name is read.
var copyName = regexp.MustCompile(`^(\d{4}-\d\d-\d\d)-(?:\d{6}-)?(daily|by-hand|upgrade|restore)(?:-\d+)?(-damaged)?\.db$`)

// asideName is in the names of files that were set aside, see [SetAside].
const asideName = "cannot-be-opened"

func copiesFolder(path string) string { return path + ".copies" }

func (db *DB) copiesFolder() string { return copiesFolder(db.path) }

// Copies implements library.Upkeep.
func (db *DB) Copies(context.Context) ([]library.Copy, error) { return Copies(db.path) }

// Copies lists the copies of the library at path, the newest first, whether or not
// the library itself can be opened.
func Copies(path string) ([]library.Copy, error) {
	folder := copiesFolder(path)
	entries, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("list copies: %w", err)
	}
	copies := []library.Copy{}
	for _, entry := range entries {
		parts := copyName.FindStringSubmatch(entry.Name())
		info, err := entry.Info()
		if parts == nil || err != nil || !info.Mode().IsRegular() {
			continue
		}
		copies = append(copies, library.Copy{
			Name: entry.Name(), Path: filepath.Join(folder, entry.Name()), At: info.ModTime().UTC(),
			Why: library.CopyReason(parts[2]), Size: info.Size(), IsDamaged: parts[3] != "",
		})
	}
	slices.SortFunc(copies, func(a, b library.Copy) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(b.Name, a.Name)) })
	return copies, nil
}

// KeepCopy implements library.Upkeep.
func (db *DB) KeepCopy(ctx context.Context, why library.CopyReason, now time.Time) (library.Copy, error) {
	name := now.UTC().Format(time.DateOnly) + "-"
	if why != library.CopyDaily {
		name = now.UTC().Format("2006-01-02-150405-")
	}
	return db.keepCopy(ctx, name+string(why))
}

// keepCopy writes a copy whose name begins so.
func (db *DB) keepCopy(ctx context.Context, name string) (library.Copy, error) {
	db.copying.Lock()
	defer db.copying.Unlock()
	if err := os.MkdirAll(db.copiesFolder(), 0o700); err != nil {
		return library.Copy{}, retro.Errorf(retro.CodeInvalid, "keep a copy of the library: %w", err).
			WithHint("check that you may write to the folder of the library")
	}
	source, err := openPool(db.path, accessCopy, 1)
	if err != nil {
		return library.Copy{}, err
	}
	path := filepath.Join(db.copiesFolder(), name+".db")
	err = copyTo(ctx, source, &path, func(ctx context.Context, pool *sql.DB) error {
		report, err := check(ctx, pool)
		if err == nil && len(report.Problems) > 0 {
			path = filepath.Join(db.copiesFolder(), name+"-damaged.db")
		}
		return err
	})
	if err := errors.Join(err, wrap(source.Close(), "keep a copy of the library")); err != nil {
		return library.Copy{}, err
	}
	if err := db.forgetCopies(ctx); err != nil {
		return library.Copy{}, err
	}
	copies, err := db.Copies(ctx)
	if err != nil {
		return library.Copy{}, err
	}
	at := slices.IndexFunc(copies, func(c library.Copy) bool { return c.Path == path })
	if at < 0 {
		return library.Copy{}, fmt.Errorf("keep a copy of the library: %s is not there", path)
	}
	return copies[at], nil
}

// forgetCopies removes the daily copies that there are too many of. Those of a
// damaged library never push a sound one out.
func (db *DB) forgetCopies(ctx context.Context) error {
	copies, err := db.Copies(ctx)
	if err != nil {
		return err
	}
	slices.SortFunc(copies, func(a, b library.Copy) int { return cmp.Compare(b.Name, a.Name) }) // by day
	kept := map[bool]int{}
	for _, c := range copies {
		if c.Why != library.CopyDaily {
			continue
		}
		kept[c.IsDamaged]++
		if kept[c.IsDamaged] > library.KeptCopies {
			if err := os.Remove(c.Path); err != nil {
				return fmt.Errorf("remove an old copy: %w", err)
			}
		}
	}
	return nil
}
