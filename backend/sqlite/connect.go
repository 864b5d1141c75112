package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"runtime"
	"strings"

	modernc "modernc.org/sqlite"
)

// setting is a pragma and the value that it must read back as.
type setting struct{ name, value, expect string }

// settings hold for every connection. The two fullfsync pragmas matter on macOS
// only, where fsync alone does not reach the disk; cell_size_check and
// trusted_schema protect against files made by others.
var settings = []setting{
	{"busy_timeout", "5000", "5000"},
	{"fullfsync", "1", "1"},
	{"checkpoint_fullfsync", "1", "1"},
	{"foreign_keys", "1", "1"},
	{"trusted_schema", "0", "0"},
	{"cell_size_check", "1", "1"},
	{"mmap_size", "0", "0"},
}

// access is the purpose of a connection.
type access int

const (
	accessWrite access = iota
	accessRead
	accessCopy      // reads one file and writes another, which query_only would refuse
	accessImmutable // a file that nobody writes, in a folder that nobody may write
)

// connector opens connections and asserts that each of them is set as it must
// be: a pragma that SQLite does not like is ignored without an error.
type connector struct {
	base   driver.Connector
	access access
}

// openPool returns a pool of at most limit connections to the file.
func openPool(path string, access access, limit int) (*sql.DB, error) {
	dsn, err := dataSource(path, access)
	if err != nil {
		return nil, err
	}
	base, err := modernc.NewConnector(dsn)
	if err != nil {
		return nil, fmt.Errorf("open library: %w", err)
	}
	pool := sql.OpenDB(connector{base: base, access: access})
	pool.SetMaxOpenConns(limit)
	pool.SetMaxIdleConns(limit)
	return pool, nil
}

// dataSource writes the path as the URI that the driver wants.
func dataSource(path string, access access) (string, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("open library: %w", err)
	}
	location := filepath.ToSlash(absolute)
	if runtime.GOOS == "windows" && !strings.HasPrefix(location, "/") {
		location = "/" + location
	}
	query := url.Values{"_defensive": {"1"}}
	switch access {
	case accessWrite:
		query.Set("_txlock", "immediate")
		query.Set("mode", "rwc")
	case accessRead, accessCopy:
		query.Set("mode", "ro")
	case accessImmutable:
		query.Set("mode", "ro")
		query.Set("immutable", "1")
	}
	return (&url.URL{Scheme: "file", Path: location, RawQuery: query.Encode()}).String(), nil
}

// Driver implements driver.Connector.
func (c connector) Driver() driver.Driver { return c.base.Driver() }

// Connect implements driver.Connector.
func (c connector) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := c.base.Connect(ctx)
	if err != nil {
		return nil, err //nolint:wrapcheck // database/sql hands it on, and wrap needs the driver's code
	}
	if err := c.prepare(ctx, conn); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return conn, nil
}

func (c connector) prepare(ctx context.Context, conn driver.Conn) error {
	for _, s := range settings {
		if err := set(ctx, conn, s); err != nil {
			return err
		}
	}
	switch c.access {
	case accessWrite:
		return setJournal(ctx, conn)
	case accessRead, accessImmutable:
		return set(ctx, conn, setting{"query_only", "1", "1"})
	case accessCopy:
	}
	return nil
}

// setJournal asks for the write-ahead log. Some network folders refuse it; the
// rollback journal then needs EXTRA to be as durable as the log is with FULL.
func setJournal(ctx context.Context, conn driver.Conn) error {
	mode, err := pragma(ctx, conn, "PRAGMA journal_mode = wal")
	if err != nil {
		return err
	}
	if mode == "wal" {
		return set(ctx, conn, setting{"synchronous", "full", "2"})
	}
	if err := set(ctx, conn, setting{"journal_mode", "delete", "delete"}); err != nil {
		return err
	}
	return set(ctx, conn, setting{"synchronous", "extra", "3"})
}

func set(ctx context.Context, conn driver.Conn, s setting) error {
	if _, err := pragma(ctx, conn, "PRAGMA "+s.name+" = "+s.value); err != nil {
		return err
	}
	got, err := pragma(ctx, conn, "PRAGMA "+s.name)
	if err != nil {
		return err
	}
	if got != s.expect {
		return fmt.Errorf("open library: pragma %s is %q and not %q", s.name, got, s.expect)
	}
	return nil
}

// pragma runs one pragma and returns the first column of its first row, "" when
// it gives none.
func pragma(ctx context.Context, conn driver.Conn, query string) (string, error) {
	queryer, ok := conn.(driver.QueryerContext)
	if !ok {
		return "", errors.New("open library: the driver cannot query")
	}
	rows, err := queryer.QueryContext(ctx, query, nil)
	if err != nil {
		return "", err //nolint:wrapcheck // wrap needs the driver's code, the caller adds the words
	}
	defer rows.Close() //nolint:errcheck // nothing was written
	columns := rows.Columns()
	if len(columns) == 0 {
		return "", nil
	}
	values := make([]driver.Value, len(columns))
	switch err := rows.Next(values); {
	case errors.Is(err, io.EOF):
		return "", nil
	case err != nil:
		return "", err //nolint:wrapcheck // as above
	}
	return fmt.Sprint(values[0]), nil
}
