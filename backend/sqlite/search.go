package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"strings"
	"unicode"

	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite/internal/queries"
)

// searchQuery finds the nouns of shown retrospectives; a match in a heading
// counts four times. The marks of a match are control characters, which no
// indexed text holds. The order of the joins and the ordering by rank alone let
// FTS5 sort by itself, so that snippets are made only for what is returned.
const searchQuery = `
SELECT nouns.retrospective_id, CASE WHEN json_valid(retrospectives.summary) THEN coalesce(retrospectives.summary ->> '$.title', '') ELSE '' END, nouns.noun, nouns.noun_id, search.heading,
       snippet(search, -1, char(2), char(3), '…', 24)
FROM search
CROSS JOIN search_nouns AS nouns ON nouns.id = search.rowid
CROSS JOIN retrospectives ON retrospectives.id = nouns.retrospective_id
WHERE search MATCH ? AND search.rank MATCH 'bm25(4.0, 1.0)' AND retrospectives.deleted_at IS NULL
ORDER BY search.rank
LIMIT ?`

// mentionsQuery asks for no snippets: to make one of a long text takes as long as
// all that it is said in.
const mentionsQuery = `
SELECT DISTINCT nouns.retrospective_id, CASE WHEN json_valid(retrospectives.summary) THEN coalesce(retrospectives.summary ->> '$.title', '') ELSE '' END
FROM search
CROSS JOIN search_nouns AS nouns ON nouns.id = search.rowid
CROSS JOIN retrospectives ON retrospectives.id = nouns.retrospective_id
WHERE search MATCH ? AND nouns.noun <> ? AND retrospectives.deleted_at IS NULL`

const (
	matchBegins = "\x02"
	matchEnds   = "\x03"
	// The bounds of a query: what follows is left out.
	mostWords   = 32
	longestWord = 256
)

// Search implements library.Search.
func (db *DB) Search(ctx context.Context, words string, limit int) ([]library.Hit, error) {
	hits := []library.Hit{}
	match := matchExpression(words)
	if match == "" || limit <= 0 {
		return hits, nil
	}
	rows, err := db.reader.QueryContext(ctx, searchQuery, match, limit)
	if err != nil {
		return nil, wrap(err, "search")
	}
	defer rows.Close() //nolint:errcheck // nothing was written
	for rows.Next() {
		var hit library.Hit
		var snippet string
		if err := rows.Scan(&hit.Retrospective, &hit.Title, &hit.Noun, &hit.ID, &hit.Heading, &snippet); err != nil {
			return nil, wrap(err, "search")
		}
		hit.Snippet = splitSnippet(snippet)
		hits = append(hits, hit)
	}
	if err := rows.Err(); err != nil {
		return nil, wrap(err, "search")
	}
	return hits, db.nameHits(ctx, hits)
}

// Mentions implements library.Search.
func (db *DB) Mentions(ctx context.Context, words string) (map[retro.RetrospectiveID]string, error) {
	titles := map[retro.RetrospectiveID]string{}
	match := matchExpression(words)
	if match == "" {
		return titles, nil
	}
	rows, err := db.reader.QueryContext(ctx, mentionsQuery, match, retro.NounPrivateNote)
	if err != nil {
		return nil, wrap(err, "search")
	}
	defer rows.Close() //nolint:errcheck // nothing was written
	var hits []library.Hit
	for rows.Next() {
		var hit library.Hit
		if err := rows.Scan(&hit.Retrospective, &hit.Title); err != nil {
			return nil, wrap(err, "search")
		}
		hits = append(hits, hit)
	}
	if err := rows.Err(); err != nil {
		return nil, wrap(err, "search")
	}
	if err := db.nameHits(ctx, hits); err != nil {
		return nil, err
	}
	for _, hit := range hits {
		titles[hit.Retrospective] = hit.Title
	}
	return titles, nil
}

// nameHits finds the titles of retrospectives whose summary is damaged.
func (db *DB) nameHits(ctx context.Context, hits []library.Hit) error {
	for i, hit := range hits {
		if hit.Title != "" {
			continue
		}
		summary, err := db.Summary(ctx, hit.Retrospective)
		if err != nil {
			return err
		}
		hits[i].Title = summary.Title
	}
	return nil
}

// matchExpression makes an FTS5 expression of any text: every word as a quoted
// phrase, so that nothing in it is an operator, the last one as the beginning of
// a word. It returns "" when there is nothing to look for.
func matchExpression(words string) string {
	var expression strings.Builder
	count := 0
	for word := range strings.FieldsSeq(words) {
		if len(word) > longestWord {
			word = word[:longestWord]
		}
		word = strings.ReplaceAll(strings.ToValidUTF8(word, ""), "\x00", "")
		if !strings.ContainsFunc(word, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) {
			continue
		}
		if count == mostWords {
			break
		}
		count++
		expression.WriteString(` "` + strings.ReplaceAll(word, `"`, `""`) + `"`)
	}
	if count == 0 {
		return ""
	}
	return expression.String()[1:] + "*"
}

func splitSnippet(snippet string) []library.SnippetPart {
	parts := []library.SnippetPart{}
	add := func(text string, match bool) {
		if text != "" {
			parts = append(parts, library.SnippetPart{Text: text, Match: match})
		}
	}
	for snippet != "" {
		before, rest, _ := strings.Cut(snippet, matchBegins)
		add(before, false)
		matched, after, _ := strings.Cut(rest, matchEnds)
		add(matched, true)
		snippet = after
	}
	return parts
}

// nounKey names a row of the index within a retrospective.
type nounKey struct {
	noun retro.Noun
	id   string
}

// indexed is a row of the index as it stands.
type indexed struct {
	row         int64
	fingerprint hash
}

// noun is what a row of the index should say.
type noun struct {
	nounKey
	heading, body string
	// text is the original whose beginning follows the body, "" for none, and
	// packing the media type that says how it is packed.
	text    retro.Hash
	packing string
}

func (n noun) fingerprint() hash {
	return sha256.Sum256([]byte(n.heading + "\x00" + n.body + "\x00" + string(n.text)))
}

// nouns lists what the search finds in a content.
func nouns(lists retro.Lists, c retro.Content) []noun {
	var found []noun
	for list := range lists.All() {
		if !list.IsSearched {
			continue
		}
		for _, record := range list.Records(&c) {
			heading, texts := list.Searched(record)
			n := noun{nounKey: nounKey{list.Noun, list.ID(record)}, heading: heading, body: joinLines(texts)}
			n.text, n.packing = list.Original(record)
			found = append(found, n)
		}
	}
	return found
}

func joinLines(lines []string) string {
	kept := lines[:0]
	for _, line := range lines {
		if line != "" {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}

// indexedNouns reads which rows a retrospective has in the index.
func indexedNouns(ctx context.Context, q *queries.Queries, id retro.RetrospectiveID) (map[nounKey]indexed, error) {
	rows, err := q.SearchNouns(ctx, id)
	if err != nil {
		return nil, wrap(err, "read search index")
	}
	found := make(map[nounKey]indexed, len(rows))
	for _, row := range rows {
		known := indexed{row: row.ID}
		copy(known.fingerprint[:], row.Fingerprint)
		found[nounKey{row.Noun, row.NounID}] = known
	}
	return found, nil
}

// index brings the rows of a retrospective from what h says of them to what the
// content says, and h with them. Only rows that change are touched.
func (db *DB) index(ctx context.Context, tx *sql.Tx, q *queries.Queries, id retro.RetrospectiveID, content retro.Content, h *head) error {
	now := make(map[nounKey]indexed, len(h.nouns))
	for _, n := range nouns(db.lists, content) {
		if _, twice := now[n.nounKey]; twice {
			continue
		}
		known, isKnown := h.nouns[n.nounKey]
		entry := indexed{row: known.row, fingerprint: n.fingerprint()}
		if entry != known {
			var err error
			if entry.row, err = db.indexNoun(ctx, tx, q, id, n, entry, isKnown); err != nil {
				return err
			}
		}
		now[n.nounKey] = entry
	}
	for key, gone := range h.nouns {
		if _, ok := now[key]; ok {
			continue
		}
		if err := q.DeleteSearchNoun(ctx, gone.row); err != nil {
			return wrap(err, "update search index")
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM search WHERE rowid = ?", gone.row); err != nil {
			return wrap(err, "update search index")
		}
	}
	h.nouns = now
	return nil
}

// indexNoun writes one row of the index and returns its rowid.
func (db *DB) indexNoun(
	ctx context.Context, tx *sql.Tx, q *queries.Queries, id retro.RetrospectiveID, n noun, entry indexed, isKnown bool,
) (int64, error) {
	text, err := db.beginning(ctx, n.text, n.packing)
	if err != nil {
		return 0, err
	}
	heading, body := plainText(n.heading), plainText(joinLines([]string{n.body, text}))
	if isKnown {
		if err := q.SetSearchFingerprint(ctx, queries.SetSearchFingerprintParams{ID: entry.row, Fingerprint: entry.fingerprint[:]}); err != nil {
			return 0, wrap(err, "update search index")
		}
		_, err := tx.ExecContext(ctx, "UPDATE search SET heading = ?, body = ? WHERE rowid = ?", heading, body, entry.row)
		return entry.row, wrap(err, "update search index")
	}
	row, err := q.CreateSearchNoun(ctx, queries.CreateSearchNounParams{
		RetrospectiveID: id, Noun: n.noun, NounID: n.id, Fingerprint: entry.fingerprint[:],
	})
	if err != nil {
		return 0, wrap(err, "update search index")
	}
	_, err = tx.ExecContext(ctx, "INSERT INTO search (rowid, heading, body) VALUES (?, ?, ?)", row, heading, body)
	return row, wrap(err, "update search index")
}

// plainText makes a text fit for the index: valid, and without the control
// characters that mark a match.
func plainText(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, "\ufffd"))
}

// Rebuild implements library.Upkeep, one transaction for each retrospective.
func (db *DB) Rebuild(ctx context.Context) error {
	if db.readOnly {
		return errReadOnly()
	}
	if err := db.mendSearch(ctx); err != nil {
		return err
	}
	rows, err := db.reads.Retrospectives(ctx)
	if err != nil {
		return wrap(err, "rebuild search index")
	}
	for _, row := range rows {
		if err := db.rebuild(ctx, row.ID); err != nil {
			return err
		}
	}
	return db.DropDerived(ctx)
}

// mendSearch makes the index of the words anew from the words that it keeps.
func (db *DB) mendSearch(ctx context.Context) error {
	return db.write(ctx, "rebuild search index", func(tx *sql.Tx, _ *queries.Queries) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO search (search) VALUES ('rebuild')")
		return wrap(err, "rebuild search index")
	})
}

func (db *DB) rebuild(ctx context.Context, id retro.RetrospectiveID) error {
	return db.write(ctx, "rebuild search index", func(tx *sql.Tx, q *queries.Queries) error {
		return db.rebuildIn(ctx, tx, q, id)
	})
}

// rebuildIn makes anew what is derived of a retrospective, within a transaction.
func (db *DB) rebuildIn(ctx context.Context, tx *sql.Tx, q *queries.Queries, id retro.RetrospectiveID) error {
	row, err := q.Head(ctx, id)
	if err != nil {
		return wrapLookup(err, "retrospective", id)
	}
	reader := db.assembler(q, nil)
	content, err := reader.assemble(ctx, hash(row.Root))
	if err != nil || content.IsUnreadable() {
		return err // what is known of one that cannot be read is all there is
	}
	summary, err := summarise(content)
	if err != nil {
		return err
	}
	if err := q.SetSummary(ctx, queries.SetSummaryParams{ID: id, Summary: summary}); err != nil {
		return wrap(err, "rebuild search index")
	}
	saved, _ := parseTime(row.At) // zero where it is damaged
	if err := list(ctx, q, id, saved, content); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "DELETE FROM search WHERE rowid IN (SELECT id FROM search_nouns WHERE retrospective_id = ?)", id); err != nil {
		return wrap(err, "rebuild search index")
	}
	if err := q.DeleteSearchNouns(ctx, id); err != nil {
		return wrap(err, "rebuild search index")
	}
	db.heads.drop(id)
	return db.index(ctx, tx, q, id, content, &head{revision: row.ID})
}
