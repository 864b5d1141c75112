package authoring_test

import (
	"bytes"
	"compress/gzip"
	"crypto/rand"
	"path/filepath"
	"testing"
	"time"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite"
)

// TestReadOnlyReadsCompressedLogs reads a log whose text is kept nowhere and
// cannot be kept.
func TestReadOnlyReadsCompressedLogs(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "afterword.db")
	clock := retro.FixedClock(begun, time.Minute)
	ids := retro.NewIDs(rand.Reader)
	db := must[*sqlite.DB](t)(sqlite.Open(t.Context(), path, sqlite.Options{Clock: clock, OpenText: authoring.OpenText}))
	service := authoring.New(db, clock, ids)
	id := begin(t, service)
	var packed bytes.Buffer
	writer := gzip.NewWriter(&packed)
	_, writeErr := writer.Write([]byte(appLog))
	if err := writer.Close(); writeErr != nil || err != nil {
		t.Fatal(writeErr, err)
	}
	addLog(t, service, id, packed.String())
	if err := db.DropDerived(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}

	reader := must[*sqlite.DB](t)(sqlite.Open(t.Context(), path, sqlite.Options{Clock: clock, OpenText: authoring.OpenText, ReadOnly: true}))
	t.Cleanup(func() { _ = reader.Close() })
	window := must[authoring.EntryWindow](t)(authoring.New(reader, clock, ids).Entries(t.Context(), id, authoring.EntryQuery{}, 0, 10))
	if window.Total != 2 || window.Entries[0].Text != "ERROR disk full\n  at store.go:12" {
		t.Errorf("window %+v", window)
	}
}
