package sqlite

import (
	"bytes"
	"database/sql"
	"encoding/hex"
	"slices"
	"strings"
	"testing"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite/internal/queries"
)

// Wrap lets tests hand over errors of the driver that a sound disk never gives.
func Wrap(err error, doing string) error { return wrap(err, doing) }

// Unfold gives the only revision of a file a list of events in which each of a
// few nodes holds the one below it many times over, under hashes that are right.
func Unfold(t *testing.T, db *sql.DB) {
	t.Helper()
	packer, err := newPacker()
	if err != nil {
		t.Fatal(err)
	}
	put := func(p piece) hash {
		if _, err := db.ExecContext(t.Context(), "INSERT OR IGNORE INTO pieces (hash, kind, size, body) VALUES (?, ?, ?, ?)",
			p.hash[:], int64(p.kind), len(p.body), packer.pack(p.body)); err != nil {
			t.Fatal(err)
		}
		return p.hash
	}
	node := put(newPiece(pieceEvent, []byte(`{"id":"e","title":"x"}`)))
	for range 8 {
		node = put(newPiece(pieceList, bytes.Repeat(node[:], nodeMost)))
	}
	q := queries.New(db)
	rows, err := q.Retrospectives(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	row, err := q.Head(t.Context(), rows[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	roots, err := q.PiecesByHash(t.Context(), [][]byte{row.Root})
	if err != nil || len(roots) != 1 {
		t.Fatal(len(roots), err)
	}
	found, _ := openPiece(packer, roots[0])
	members := splitHashes(found.body)
	members[4] = node
	root := put(newPiece(pieceRoot, joinHashes(members)))
	row.Root = root[:]
	made := chain(row)
	if _, err := db.ExecContext(t.Context(), "UPDATE revisions SET root = ?, chain = ? WHERE id = ?", row.Root, made[:], row.ID); err != nil {
		t.Fatal(err)
	}
}

// MergeBase finds the merge base of the heads of two histories. A history is its
// lines, the own one first, a line its revisions: a name, or "name<origin" for a
// merge.
func MergeBase(one, other [][]string) string {
	histories := make([]history, 2)
	for i, lines := range [][][]string{one, other} {
		for _, names := range lines {
			histories[i].lines = append(histories[i].lines, lineOf(names))
		}
	}
	all := newAncestry(histories...)
	base, _ := all.mergeBase(hash(histories[0].head().Chain), hash(histories[1].head().Chain))
	return string(base.ID)
}

// lineOf chains revisions by their names alone.
func lineOf(names []string) line {
	var l line
	previous := hash{}
	for i, name := range names {
		id, origin, isMerge := strings.Cut(name, "<")
		row := queries.Revision{
			ID: retro.RevisionID(id), Seq: int64(i + 1), Kind: retro.RevisionAuto, OriginID: retro.RevisionID(origin), Previous: slices.Clone(previous[:]),
		}
		if isMerge {
			row.Kind = retro.RevisionImported
		}
		made := chain(row)
		row.Chain, previous = made[:], made
		l.revisions = append(l.revisions, row)
	}
	return l
}

// RootOf is the hash of a content.
func RootOf(tb testing.TB, content retro.Content) string {
	tb.Helper()
	planted, err := plant(retro.AllLists(), content, nil, nil)
	if err != nil {
		tb.Fatal(err)
	}
	return hex.EncodeToString(planted.root[:])
}

// LatestVersion is the format that this program writes.
func LatestVersion(t *testing.T) int {
	t.Helper()
	latest, err := latestVersion()
	if err != nil {
		t.Fatal(err)
	}
	return int(latest)
}
