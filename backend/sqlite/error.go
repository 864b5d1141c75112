package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	driver "modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"github.com/afterword-app/afterword/backend/retro"
)

// wrap says what was being done when the driver or database/sql returned err.
// The driver's result code decides on the retro code; errors that have one
// already keep it, and a cancelled context stays recognisable.
func wrap(err error, doing string) error {
	if err == nil {
		return nil
	}
	var coded *retro.Error
	if errors.As(err, &coded) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("%s: %w", doing, err)
	}
	switch primaryCode(err) {
	case sqlite3.SQLITE_FULL:
		return retro.Errorf(retro.CodeFull, "%s: the disk is full: %w", doing, err).
			WithHint("free some space; what was saved before is safe")
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return retro.Errorf(retro.CodeDamaged, "%s: the library file is damaged or is not a library: %w", doing, err).
			WithHint("put a copy in its place, the damaged file is kept: afterword library restore lists the copies")
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return retro.Errorf(retro.CodeLocked, "%s: another program is using the library: %w", doing, err).
			WithHint("close the other program and try again")
	case sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY:
		return retro.Errorf(retro.CodeInvalid, "%s: the file cannot be opened or written: %w", doing, err).
			WithHint("check that its folder exists and that you may write there")
	default:
		return fmt.Errorf("%s: %w", doing, err)
	}
}

// primaryCode returns SQLite's primary result code, 0 for other errors.
func primaryCode(err error) int {
	if failure, ok := errors.AsType[*driver.Error](err); ok {
		return failure.Code() & 0xff
	}
	return 0
}

// wrapLookup is wrap for a query of one row: no row is CodeNotFound.
func wrapLookup(err error, noun string, id any) error {
	if errors.Is(err, sql.ErrNoRows) {
		return retro.Errorf(retro.CodeNotFound, "there is no %s %v", noun, id)
	}
	return wrap(err, "read "+noun)
}
