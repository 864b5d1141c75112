package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/pressly/goose/v3"

	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
)

func readerOf(blob library.Blob) io.Reader { return io.NewSectionReader(blob, 0, blob.Size()) }

// openBundle opens somebody else's file for reading, as it lies: no log beside it
// is read and none is made. One of an older format is brought up to date in a
// private copy. done closes it.
func (db *DB) openBundle(ctx context.Context, path string) (bundle *DB, done func() error, err error) {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return nil, nil, retro.Errorf(retro.CodeNotFound, "there is no file %s", path)
	}
	latest, err := latestVersion()
	if err != nil {
		return nil, nil, err
	}
	version, err := admitBundle(ctx, path, latest)
	if err != nil {
		return nil, nil, err
	}
	remove := func() error { return nil }
	if version < latest {
		if path, remove, err = upgraded(ctx, path); err != nil {
			return nil, nil, err
		}
	}
	if bundle, err = db.openAsItLies(path); err != nil { //nolint:contextcheck // closing must not be cut short
		return nil, nil, errors.Join(err, remove())
	}
	return bundle, func() error { return errors.Join(bundle.Close(), remove()) }, nil //nolint:contextcheck // closing must not be cut short
}

// admitBundle returns the format of a file whose schema is that of a library,
// letter by letter. Reading the list of tables runs nothing of the file's; what
// is in them is not read before.
func admitBundle(ctx context.Context, path string, latest int64) (version int64, err error) {
	pool, err := openPool(path, accessImmutable, 1)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, wrap(pool.Close(), "open bundle")) }()
	found, err := readFormat(ctx, pool)
	if err != nil {
		return 0, errUnreadable(err)
	}
	if found.isEmpty() {
		return 0, retro.Errorf(retro.CodeDamaged, "the bundle is empty").WithHint(hintCutOff)
	}
	if err := found.admit("bundle", latest); err != nil {
		return 0, err
	}
	theirs, err := schema(ctx, pool)
	if err != nil {
		return 0, errUnreadable(err)
	}
	ours, err := schemaOf(ctx, found.version)
	if err != nil {
		return 0, err
	}
	if !slices.Equal(theirs, ours) {
		return 0, retro.Errorf(retro.CodeUnsupported, "the file holds more than a bundle does, such as views or triggers, and is not opened").
			WithHint("ask its sender to export the bundle again")
	}
	return found.version, nil
}

const hintCutOff = "it may be cut off; ask for it again"

// errUnreadable words what SQLite makes of a file that ends too early or is none
// of its own. Whatever else keeps it from being read keeps its own words.
func errUnreadable(err error) error {
	if retro.ErrorCode(err) != retro.CodeDamaged {
		return err
	}
	return retro.Errorf(retro.CodeDamaged, "the bundle cannot be read").WithHint(hintCutOff)
}

// schema lists everything that a file defines.
func schema(ctx context.Context, pool *sql.DB) ([]string, error) {
	rows, err := pool.QueryContext(ctx, "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema ORDER BY type, name")
	if err != nil {
		return nil, wrap(err, "read schema")
	}
	defer rows.Close() //nolint:errcheck // nothing was written
	var all []string
	for rows.Next() {
		var kind, name, table, text string
		if err := rows.Scan(&kind, &name, &table, &text); err != nil {
			return nil, wrap(err, "read schema")
		}
		all = append(all, fmt.Sprintf("%s %s %s %s", kind, name, table, text))
	}
	return all, wrap(rows.Err(), "read schema")
}

// schemaOf is what a library of a version defines.
func schemaOf(ctx context.Context, version int64) (all []string, err error) {
	folder, err := os.MkdirTemp("", "afterword-schema-")
	if err != nil {
		return nil, fmt.Errorf("open bundle: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	pool, err := openPool(filepath.Join(folder, "empty.db"), accessWrite, 1)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, wrap(pool.Close(), "open bundle")) }()
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, fmt.Errorf("open bundle: %w", err)
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, pool, files, goose.WithLogger(goose.NopLogger()))
	if err != nil {
		return nil, fmt.Errorf("open bundle: %w", err)
	}
	if _, err := provider.UpTo(ctx, version); err != nil {
		return nil, wrap(err, "open bundle")
	}
	return schema(ctx, pool)
}

// upgraded copies a bundle of an older format and brings the copy up to date.
func upgraded(ctx context.Context, path string) (copied string, remove func() error, err error) {
	folder, err := os.MkdirTemp("", "afterword-bundle-")
	if err != nil {
		return "", nil, fmt.Errorf("open bundle: %w", err)
	}
	remove = func() error { return os.RemoveAll(folder) }
	copied = filepath.Join(folder, "bundle.db")
	if err := copyFile(path, copied); err != nil {
		return "", nil, errors.Join(err, remove())
	}
	db, err := Open(ctx, copied, Options{})
	if err == nil {
		err = db.Close() //nolint:contextcheck // closing must not be cut short
	}
	if err != nil {
		return "", nil, errors.Join(err, remove())
	}
	return copied, remove, nil
}

func copyFile(from, to string) (err error) {
	source, err := os.Open(from) //nolint:gosec // the person names the file
	if err != nil {
		return fmt.Errorf("open bundle: %w", err)
	}
	defer source.Close()         //nolint:errcheck // only read from
	target, err := os.Create(to) //nolint:gosec // in a folder of our own
	if err != nil {
		return fmt.Errorf("open bundle: %w", err)
	}
	_, err = io.Copy(target, source)
	if err = errors.Join(err, target.Close()); err != nil {
		return fmt.Errorf("open bundle: %w", err)
	}
	return nil
}

func (db *DB) openAsItLies(path string) (*DB, error) {
	packer, err := newPacker()
	if err != nil {
		return nil, err
	}
	bundle := &DB{path: path, lists: db.lists, readOnly: true, packer: packer, heads: newHeadCache(), cache: newPieceCache()}
	if err := bundle.openReaders(accessImmutable); err != nil {
		return nil, errors.Join(err, bundle.Close())
	}
	return bundle, nil
}

// onlyRetrospective takes the one retrospective out of a bundle.
func (db *DB) onlyRetrospective(ctx context.Context) (history, error) {
	rows, err := db.reads.Retrospectives(ctx)
	if err != nil {
		return history{}, wrap(err, "open bundle")
	}
	if len(rows) != 1 {
		return history{}, retro.Errorf(retro.CodeUnsupported, "the file holds %d retrospectives and is a library, not a bundle", len(rows)).
			WithHint("open it with --library")
	}
	theirs, err := takeOut(ctx, db.reads, db.packer, rows[0].ID)
	if err != nil {
		return history{}, err
	}
	_, content, err := db.Head(ctx, theirs.row.ID)
	if err != nil {
		return history{}, err
	}
	if damage := content.Damage(); len(damage) > 0 {
		return history{}, retro.Errorf(retro.CodeDamaged, "the bundle is damaged: %s", damage[0].What).WithHint(hintDamaged)
	}
	return theirs, theirs.plausible()
}

// plausible refuses what no Afterword writes, though its hashes are right.
func (h history) plausible() error {
	seen := map[retro.RevisionID]bool{}
	for _, row := range h.revisions() {
		if _, err := parseTime(row.At); err != nil || !isID(string(row.ID)) || seen[row.ID] || row.RetrospectiveID != h.row.ID || !slices.Contains(kinds(), row.Kind) {
			return retro.Errorf(retro.CodeDamaged, "the entry of revision %d is not one that Afterword writes", row.Seq).WithHint(hintDamaged)
		}
		seen[row.ID] = true
	}
	if _, err := toSummary(h.row); err != nil || !isID(string(h.row.ID)) || h.row.HeadRevisionID != h.head().ID {
		return retro.Errorf(retro.CodeDamaged, "the bundle's line about its retrospective is damaged").WithHint(hintDamaged)
	}
	return nil
}

func kinds() []retro.RevisionKind {
	return append(retro.CheckpointKinds(), retro.RevisionAuto, retro.RevisionImported, retro.RevisionRestored, retro.RevisionPurged)
}

// longestID is more than any id has.
const longestID = 64

func isID(id string) bool {
	for _, r := range id {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') {
			return false
		}
	}
	return id != "" && len(id) <= longestID
}
