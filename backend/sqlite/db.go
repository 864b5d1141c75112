package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gofrs/flock"

	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite/internal/queries"
)

var _ library.Store = (*DB)(nil)

const (
	// readers is how many queries run at once beside the one writer.
	readers = 4
	// idle is how long after the last commit the write-ahead log is folded into
	// the library, so that whoever copies the single file copies everything.
	idle = 2 * time.Second
)

// Options say how to open a library.
type Options struct {
	// Lists are what contents are made of; without any, retro.AllLists. A list that a
	// library has once seen must not be missing later.
	Lists retro.Lists
	// ReadOnly opens a library that is there already, beside whoever writes it.
	// Methods that change something then return CodeUnsupported.
	ReadOnly bool
	// Clock dates the copy that is kept before an upgrade; without one the copy is
	// named by the old format alone.
	Clock retro.Clock
	// OpenText reads the text of originals that may be compressed; without one only
	// the words of those are found whose media type says that they are text.
	OpenText library.OpenText
}

// DB is an open library. It is safe for concurrent use. Close it.
type DB struct {
	path     string
	lists    retro.Lists
	readOnly bool
	clock    retro.Clock      // may be nil
	openText library.OpenText // may be nil
	lock     *flock.Flock     // nil for a reader
	writer   *sql.DB          // one connection; nil for a reader
	reader   *sql.DB
	readAs   access           // of reader
	reads    *queries.Queries // each in a transaction of its own
	packer   packer
	heads    *headCache
	cache    *pieceCache
	records  *plantedRecords
	last     lastSave // touched only inside a write
	// copying is held while a copy is written, or all are removed.
	copying sync.Mutex
	// isListed says that every retrospective has its row in the list.
	isListed atomic.Bool
	// purged is what the library that a bundle is read into purged.
	purged purged
	// settled is the greatest id of an original that was here when the library was
	// opened: of those from before, one that no revision has is needed by nobody.
	settled int64

	tidy sync.Mutex
	// timer folds the log when nothing was written for a while; nil before the
	// first commit and after Close.
	timer  *time.Timer
	closed bool
}

// Lists implements library.Store.
func (db *DB) Lists() retro.Lists { return db.lists }

// Open opens the library file at path, creating it or bringing it to the latest
// format as needed. The error has CodeLocked while another process has it open
// for writing, CodeNewerFormat for a file of a later Afterword, CodeUnsupported
// for some other database, CodeDamaged for a file that cannot be read and
// CodeNotFound when ReadOnly finds no file.
func Open(ctx context.Context, path string, options Options) (*DB, error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return nil, retro.Errorf(retro.CodeInvalid, "open library: %s is not a file", path).WithHint("name a file in it")
	}
	packer, err := newPacker()
	if err != nil {
		return nil, err
	}
	lists := options.Lists
	if lists.IsEmpty() {
		lists = retro.AllLists()
	}
	db := &DB{path: path, lists: lists, readOnly: options.ReadOnly, clock: options.Clock, openText: options.OpenText, packer: packer, heads: newHeadCache(), cache: newPieceCache(), records: newPlantedRecords()}
	open := db.openForWriting
	if options.ReadOnly {
		open = db.openForReading
	}
	if err := open(ctx); err != nil {
		return nil, errors.Join(err, db.Close()) //nolint:contextcheck // closing must not be cut short
	}
	return db, nil
}

func (db *DB) openForWriting(ctx context.Context) error {
	lock := flock.New(db.path + ".lock")
	held, err := lock.TryLock()
	if err != nil {
		return retro.Errorf(retro.CodeInvalid, "open library: %w", err).
			WithHint("check that the folder exists and that you may write there")
	}
	if !held {
		return retro.Errorf(retro.CodeLocked, "another Afterword has this library open").
			WithHint("close the other window, or open the library for reading only")
	}
	db.lock = lock
	latest, err := latestVersion()
	if err != nil {
		return err
	}
	if db.writer, err = openPool(db.path, accessWrite, 1); err != nil {
		return err
	}
	if err := db.upgrade(ctx, latest); err != nil {
		return err
	}
	writes := queries.New(db.writer)
	if err := writes.DeleteUnfinishedBlobs(ctx); err != nil {
		return wrap(err, "open library")
	}
	if db.settled, err = writes.LastBlob(ctx); err != nil {
		return wrap(err, "open library")
	}
	if err := db.openReaders(accessRead); err != nil {
		return err
	}
	db.finishPurges(ctx)
	return nil
}

// upgrade looks at the file through a connection that changes nothing before it
// lets one that does near it.
func (db *DB) upgrade(ctx context.Context, latest int64) error {
	var from format
	if info, err := os.Stat(db.path); err == nil && info.Size() > 0 {
		if from, err = db.peek(ctx); err != nil {
			return err
		}
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("open library: %w", err)
	}
	if err := from.admit("library", latest); err != nil {
		return err
	}
	return db.migrate(ctx, from, latest)
}

func (db *DB) peek(ctx context.Context) (format, error) {
	pool, err := openPool(db.path, accessRead, 1)
	if err != nil {
		return format{}, err
	}
	from, err := readFormat(ctx, pool)
	return from, errors.Join(err, wrap(pool.Close(), "open library"))
}

func (db *DB) openForReading(ctx context.Context) error {
	if _, err := os.Stat(db.path); errors.Is(err, fs.ErrNotExist) {
		return retro.Errorf(retro.CodeNotFound, "there is no library at %s", db.path)
	}
	from, err := db.peek(ctx)
	mode := accessRead
	if err != nil && db.isSettled() {
		// A reader of a write-ahead log must create files beside it. Where it may
		// not and there is no log, the file can be read as it lies.
		immutable, openErr := openPool(db.path, accessImmutable, 1)
		if openErr != nil {
			return openErr
		}
		mode = accessImmutable
		from, err = readFormat(ctx, immutable)
		err = errors.Join(err, wrap(immutable.Close(), "open library"))
	}
	if err != nil {
		return err
	}
	latest, err := latestVersion()
	if err != nil {
		return err
	}
	if err := from.admit("library", latest); err != nil {
		return err
	}
	if from.version < latest {
		return retro.Errorf(retro.CodeUnsupported, "the library has an older format (%d, this Afterword reads %d)", from.version, latest).
			WithHint("open it once for writing to upgrade it; a copy is kept")
	}
	return db.openReaders(mode)
}

// isSettled reports whether no write-ahead log waits beside the file.
func (db *DB) isSettled() bool {
	info, err := os.Stat(db.path + "-wal")
	return err != nil || info.Size() == 0
}

func (db *DB) openReaders(mode access) error {
	var err error
	db.readAs = mode
	if db.reader, err = openPool(db.path, mode, readers); err != nil {
		return err
	}
	db.reads = queries.New(db.reader)
	return nil
}

// Close folds the write-ahead log into the library and lets go of it. A second
// Close does nothing.
func (db *DB) Close() error {
	db.tidy.Lock()
	defer db.tidy.Unlock()
	if db.closed {
		return nil
	}
	db.closed = true
	if db.timer != nil {
		db.timer.Stop()
	}
	var failures []error
	if db.reader != nil {
		failures = append(failures, db.reader.Close())
	}
	if db.writer != nil {
		// Closing the last connection folds the log as well; doing it first means
		// that a failure is reported.
		if db.reader != nil {
			_, err := db.checkpoint(context.Background())
			failures = append(failures, err)
		}
		failures = append(failures, db.writer.Close())
	}
	if db.lock != nil {
		failures = append(failures, db.lock.Unlock())
	}
	return wrap(errors.Join(failures...), "close library")
}

// write runs do in one transaction on the single writing connection. When the
// commit itself fails the state on the disk is not known; see Commit.
func (db *DB) write(ctx context.Context, doing string, do func(*sql.Tx, *queries.Queries) error) error {
	if db.readOnly {
		return errReadOnly()
	}
	tx, err := db.writer.BeginTx(ctx, nil)
	if err != nil {
		return wrap(err, doing)
	}
	db.last.writes++
	if err := do(tx, queriesIn(tx)); err != nil {
		if rollback := tx.Rollback(); rollback != nil && !errors.Is(rollback, sql.ErrTxDone) {
			err = errors.Join(err, rollback)
		}
		return wrap(err, doing)
	}
	if err := tx.Commit(); err != nil {
		return &commitError{err: wrap(err, doing)}
	}
	db.scheduleCheckpoint()
	return nil
}

// commitError is an error of the commit itself, after which the transaction may
// or may not have reached the disk.
type commitError struct{ err error }

func (e *commitError) Error() string { return e.err.Error() }

func (e *commitError) Unwrap() error { return e.err }

func errReadOnly() error {
	return retro.Errorf(retro.CodeUnsupported, "the library is open for reading only").
		WithHint("open it for writing")
}

// read runs do in one transaction that sees one state of the library.
func (db *DB) read(ctx context.Context, doing string, do func(*queries.Queries) error) error {
	tx, err := db.reader.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return wrap(err, doing)
	}
	err = do(queriesIn(tx))
	if rollback := tx.Rollback(); rollback != nil && !errors.Is(rollback, sql.ErrTxDone) {
		err = errors.Join(err, wrap(rollback, doing))
	}
	return err
}

// scheduleCheckpoint folds the log into the library once it is idle.
func (db *DB) scheduleCheckpoint() {
	db.tidy.Lock()
	defer db.tidy.Unlock()
	switch {
	case db.closed:
	case db.timer == nil:
		db.timer = time.AfterFunc(idle, db.checkpointIdle)
	default:
		db.timer.Reset(idle)
	}
}

// patience is how long folding the log may wait for readers, and a save for it.
const patience = 100 * time.Millisecond

// checkpointIdle tries, and tries again later where somebody still reads what
// the log holds.
func (db *DB) checkpointIdle() {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if folded, err := db.checkpoint(ctx); err != nil || !folded {
		db.scheduleCheckpoint()
	}
}

// checkpoint reports whether all of the log was folded into the library.
func (db *DB) checkpoint(ctx context.Context) (bool, error) {
	var busy, log, folded int
	row := db.writer.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
	if err := row.Scan(&busy, &log, &folded); err != nil {
		return false, wrap(err, "checkpoint library")
	}
	return busy == 0, nil
}
