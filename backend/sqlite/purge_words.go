package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite/internal/queries"
)

// redaction puts library.Purged in the place of some words, and counts them.
type redaction struct {
	words  *regexp.Regexp
	lists  map[pieceKind]retro.List
	places int
}

func (db *DB) newRedaction(words string) *redaction {
	return &redaction{words: regexp.MustCompile("(?i)" + regexp.QuoteMeta(words)), lists: listsByKind(db.lists)}
}

func (r *redaction) text(text string) string {
	found := r.words.FindAllStringIndex(text, -1)
	if len(found) == 0 {
		return text
	}
	r.places += len(found)
	return r.words.ReplaceAllLiteralString(text, library.Purged)
}

// names are the members whose texts name something that must be found by it, and
// tell nothing.
var names = map[string]bool{
	"zone": true, "zones": true, "mediaType": true, "format": true, "template": true, "due": true, "boot": true, "unit": true, "by": true,
	"field": true,
}

// value redacts the texts of a record. Those of a type of their own, like ids and
// kinds, are names.
func (r *redaction) value(v reflect.Value) {
	switch {
	case v.Kind() == reflect.Pointer && !v.IsNil():
		r.value(v.Elem())
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			r.value(v.Index(i))
		}
	case v.Kind() == reflect.Map:
		for _, key := range v.MapKeys() {
			inner := reflect.New(v.Type().Elem()).Elem()
			inner.Set(v.MapIndex(key))
			r.value(inner)
			v.SetMapIndex(key, inner)
		}
	case v.Type() == reflect.TypeFor[string]():
		v.SetString(r.text(v.String()))
	case v.Kind() == reflect.Struct:
		for field, inner := range v.Fields() {
			name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			if field.IsExported() && name != "-" && !names[name] {
				r.value(inner)
			}
		}
	}
}

// json redacts the texts in the JSON of a record; what does not read as one stays.
func (r *redaction) json(body []byte, record any) []byte {
	before := r.places
	if json.Unmarshal(body, record) != nil {
		return body
	}
	r.value(reflect.ValueOf(record))
	if r.places == before {
		return body
	}
	var p planter
	return p.json(record)
}

// piece redacts the body of a piece.
func (r *redaction) piece(p piece) []byte {
	switch p.kind {
	case pieceBlock:
		return []byte(r.text(string(p.body)))
	case pieceHead:
		return r.json(p.body, &retro.Content{})
	case pieceDebrief:
		return r.json(p.body, &retro.Debrief{})
	default:
		list, ok := r.lists[p.kind]
		at := 0
		if p.kind.hasText() {
			at = hashSize
		}
		if !ok || len(p.body) < at {
			return p.body
		}
		return slices.Concat(p.body[:at], r.json(p.body[at:], list.New()))
	}
}

// redacted is what words are taken out of, as it is afterwards.
type redacted struct {
	pieces    []piece
	revisions []queries.Revision
	conflicts []queries.Conflict
	exports   []queries.Export // which are dropped
}

// redact finds all places of words in a retrospective.
func (db *DB) redact(ctx context.Context, q *queries.Queries, id retro.RetrospectiveID, r *redaction) (redacted, error) {
	var found redacted
	lines, err := readLines(ctx, q, id)
	if err != nil {
		return found, err
	}
	if len(lines[0].revisions) == 0 {
		return found, retro.Errorf(retro.CodeNotFound, "there is no retrospective %s", id)
	}
	if err := (lookback{queries: q, packer: db.packer}).each(ctx, roots(lines), func(p piece) []hash {
		if body := r.piece(p); !bytes.Equal(body, p.body) {
			found.pieces = append(found.pieces, piece{hash: p.hash, kind: p.kind, body: body})
		}
		return p.kind.members(p.body)
	}); err != nil {
		return found, err
	}
	for _, l := range lines {
		for _, row := range l.revisions {
			now := row
			now.Name, now.Reason, now.Author = r.text(row.Name), r.text(row.Reason), r.text(row.Author)
			if now.Name != row.Name || now.Reason != row.Reason || now.Author != row.Author {
				found.revisions = append(found.revisions, now)
			}
		}
	}
	conflicts, err := q.ConflictRows(ctx, id)
	if err != nil {
		return found, wrap(err, "purge")
	}
	for _, row := range conflicts {
		if body := string(r.json([]byte(row.Body), &retro.Conflict{})); body != row.Body {
			row.Body = body
			found.conflicts = append(found.conflicts, row)
		}
	}
	exports, err := q.ExportRows(ctx, id)
	if err != nil {
		return found, wrap(err, "purge")
	}
	for _, row := range exports {
		body, err := db.packer.open(row.Body)
		isPlain := err == nil && utf8.Valid(body) // what is packed cannot be looked into
		if !isPlain || r.words.Match(body) || r.words.MatchString(row.Name) {
			found.exports = append(found.exports, row)
		}
	}
	return found, nil
}

// CountWords implements library.Purges.
func (db *DB) CountWords(ctx context.Context, id retro.RetrospectiveID, words string) (places int, originals []retro.Hash, err error) {
	r := db.newRedaction(words)
	if err := db.read(ctx, "purge", func(q *queries.Queries) error {
		_, err := db.redact(ctx, q, id, r)
		return err
	}); err != nil {
		return 0, nil, err
	}
	all, err := db.Originals(ctx, id)
	if err != nil {
		return 0, nil, err
	}
	seen := map[retro.Hash]bool{}
	for _, evidence := range all {
		if seen[evidence.Hash] {
			continue
		}
		seen[evidence.Hash] = true
		if has, err := db.originalHas(ctx, evidence, r.words); err != nil {
			return 0, nil, err
		} else if has {
			originals = append(originals, evidence.Hash)
		}
	}
	return r.places, originals, nil
}

// originalHas reports whether words stand in an original, as it is or unpacked.
func (db *DB) originalHas(ctx context.Context, evidence retro.Evidence, words *regexp.Regexp) (bool, error) {
	hashes := []retro.Hash{evidence.Hash}
	if text, ok := db.unpacked(ctx, evidence.Hash, evidence.MediaType); ok {
		hashes = append(hashes, text)
	}
	for _, h := range hashes {
		opened, err := db.OpenBlob(ctx, h)
		if retro.ErrorCode(err) == retro.CodeNotFound {
			continue
		}
		if err != nil {
			return false, err
		}
		has, err := contains(readerOf(opened), words)
		if err := errors.Join(err, opened.Close()); err != nil && retro.ErrorCode(err) != retro.CodeDamaged {
			return false, err
		}
		if has {
			return true, nil
		}
	}
	return false, nil
}

// longestWords is how many bytes words have that are looked for in originals, and
// more than a person purges.
const longestWords = 4 << 10

// contains reads until words are found, or all.
func contains(r io.Reader, words *regexp.Regexp) (bool, error) {
	buffer := make([]byte, 0, 1<<20)
	for {
		n, err := io.ReadFull(r, buffer[len(buffer):cap(buffer)])
		buffer = buffer[:len(buffer)+n]
		if words.Match(buffer) {
			return true, nil
		}
		switch {
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
			return false, nil
		case err != nil:
			return false, err //nolint:wrapcheck // it is the store's own
		}
		kept := copy(buffer, buffer[max(0, len(buffer)-longestWords):])
		buffer = buffer[:kept]
	}
}

// PurgeWords implements library.Purges.
func (db *DB) PurgeWords(ctx context.Context, words string, purge library.Purge) error {
	err := db.write(ctx, "purge", func(tx *sql.Tx, q *queries.Queries) error {
		holders, err := holdersOf(ctx, tx, words)
		if err != nil {
			return err
		}
		found, err := db.redact(ctx, q, purge.Retrospective, db.newRedaction(words))
		if err != nil {
			return err
		}
		if err := db.putRedacted(ctx, q, found); err != nil {
			return err
		}
		if err := keepPurge(ctx, q, purge, nil); err != nil {
			return err
		}
		if !slices.Contains(holders, purge.Retrospective) {
			holders = append(holders, purge.Retrospective)
		}
		for _, id := range holders {
			if err := db.rebuildIn(ctx, tx, q, id); err != nil {
				return err
			}
		}
		return nil
	})
	db.forgetPieces()
	return err
}

func (db *DB) putRedacted(ctx context.Context, q *queries.Queries, found redacted) error {
	if err := db.replacePieces(ctx, q, found.pieces); err != nil {
		return err
	}
	for _, row := range found.revisions {
		now := chain(row)
		if err := q.PurgeRevision(ctx, queries.PurgeRevisionParams{
			Name: row.Name, Reason: row.Reason, Author: row.Author, Purged: now[:], ID: row.ID,
		}); err != nil {
			return wrap(err, "purge")
		}
	}
	for _, row := range found.conflicts {
		if err := q.SetConflict(ctx, queries.SetConflictParams{Body: row.Body, RetrospectiveID: row.RetrospectiveID, Number: row.Number}); err != nil {
			return wrap(err, "purge")
		}
	}
	for _, row := range found.exports {
		if err := q.DropExport(ctx, queries.DropExportParams{RetrospectiveID: row.RetrospectiveID, RevisionID: row.RevisionID, Target: row.Target}); err != nil {
			return wrap(err, "purge")
		}
	}
	return nil
}

// holdersOf returns the retrospectives that a search finds by words: the same
// paragraph may stand in several.
func holdersOf(ctx context.Context, tx *sql.Tx, words string) (holders []retro.RetrospectiveID, err error) {
	match := matchExpression(words)
	if match == "" {
		return nil, nil
	}
	rows, err := tx.QueryContext(ctx, `SELECT DISTINCT search_nouns.retrospective_id FROM search
		JOIN search_nouns ON search_nouns.id = search.rowid WHERE search MATCH ?`, match)
	if err != nil {
		return nil, wrap(err, "purge")
	}
	defer rows.Close() //nolint:errcheck // nothing was written
	for rows.Next() {
		var id retro.RetrospectiveID
		if err := rows.Scan(&id); err != nil {
			return nil, wrap(err, "purge")
		}
		holders = append(holders, id)
	}
	return holders, wrap(rows.Err(), "purge")
}
