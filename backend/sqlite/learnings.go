package sqlite

import (
	"context"
	"slices"
	"time"

	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
)

// What was learned stands in the index of the search, with its words as the heading and
// its kind as the body. fromLearnings looks at it first, which is best where all of it
// counts. fromListing begins with the newest incident, so that the rows of a window come
// in their order without a look at the rest.
const (
	fromLearnings = `
FROM search_nouns AS nouns
CROSS JOIN retrospectives ON retrospectives.id = nouns.retrospective_id
CROSS JOIN listing ON listing.retrospective_id = nouns.retrospective_id
WHERE nouns.noun = 'learning' AND retrospectives.deleted_at IS NULL`
	fromListing = `
FROM listing
CROSS JOIN retrospectives ON retrospectives.id = listing.retrospective_id
CROSS JOIN search_nouns AS nouns INDEXED BY learned ON nouns.retrospective_id = listing.retrospective_id
WHERE nouns.noun = 'learning' AND retrospectives.deleted_at IS NULL`
	// learnedAt is when an incident began, or when it was saved where nobody knows.
	learnedAt      = "coalesce(listing.incident_at, listing.saved_at)"
	orderLearnings = `
ORDER BY ` + learnedAt + ` DESC, saved_at DESC, listing.retrospective_id, nouns.id LIMIT ? OFFSET ?`
)

// Learnings implements library.Search.
func (db *DB) Learnings(ctx context.Context, query library.LearningQuery) (library.Learnings, error) {
	found := library.Learnings{Rows: []library.Learning{}}
	where, values, err := learningCondition(query)
	if err != nil {
		return found, err
	}
	from := fromListing
	if query.Words != "" {
		from = fromLearnings // those with the words are few
	}
	limit := query.Limit
	if limit <= 0 {
		limit = -1
	}
	err = db.listed(ctx, func() error {
		if err := db.reader.QueryRowContext(ctx, "SELECT count(*)"+fromLearnings+where, values...).Scan(&found.Total); err != nil {
			return wrap(err, "list learnings")
		}
		//nolint:gosec // the query is put together from constants
		rows, err := db.reader.QueryContext(ctx, `
WITH wanted AS MATERIALIZED (
    SELECT row_number() OVER () AS place, * FROM (
        SELECT nouns.id, nouns.retrospective_id, nouns.noun_id, is_example, `+learnedAt+` AS at, open_actions`+from+where+orderLearnings+`))
SELECT wanted.retrospective_id, wanted.noun_id, wanted.is_example, wanted.at, wanted.open_actions, search.heading, search.body
FROM wanted CROSS JOIN search ON search.rowid = wanted.id
ORDER BY wanted.place`, slices.Concat(values, []any{limit, query.Offset})...)
		if err != nil {
			return wrap(err, "list learnings")
		}
		defer rows.Close() //nolint:errcheck // nothing was written
		found.Rows = found.Rows[:0]
		for rows.Next() {
			var row library.Learning
			var at int64
			if err := rows.Scan(&row.Retrospective, &row.Row, &row.IsExample, &at, &row.OpenActions, &row.Learned, &row.Kind); err != nil {
				return wrap(err, "list learnings")
			}
			row.At = time.UnixMilli(at).UTC()
			found.Rows = append(found.Rows, row)
		}
		return wrap(rows.Err(), "list learnings")
	})
	if err != nil {
		return found, err
	}
	titles := map[retro.RetrospectiveID]string{}
	for i, row := range found.Rows {
		if _, ok := titles[row.Retrospective]; !ok {
			summary, err := db.Summary(ctx, row.Retrospective)
			if err != nil {
				return found, err
			}
			titles[row.Retrospective] = summary.Title
		}
		found.Rows[i].Title = titles[row.Retrospective]
	}
	return found, nil
}

// learningCondition is what a query asks of a learning besides, with the values for it.
func learningCondition(query library.LearningQuery) (where string, values []any, err error) {
	if match := matchExpression(query.Words); match != "" {
		where += " AND nouns.id IN (SELECT rowid FROM search WHERE search MATCH ?)"
		values = append(values, match)
	}
	if query.Kind != "" {
		where += " AND (SELECT body FROM search WHERE search.rowid = nouns.id) = ?"
		values = append(values, query.Kind)
	}
	since, err := dayOf(query.Since)
	if err != nil {
		return "", nil, err
	}
	until, err := dayOf(query.Until)
	if err != nil {
		return "", nil, err
	}
	if !since.IsZero() {
		where += " AND " + learnedAt + " >= ?"
		values = append(values, since.UnixMilli())
	}
	if !until.IsZero() {
		where += " AND " + learnedAt + " < ?"
		values = append(values, until.AddDate(0, 0, 1).UnixMilli())
	}
	return where, values, nil
}

// dayOf is the beginning of a day in UTC, zero for none.
func dayOf(day retro.Date) (time.Time, error) {
	day, err := retro.ParseDate(string(day))
	if err != nil || day == "" {
		return time.Time{}, err
	}
	at, err := time.Parse(time.DateOnly, string(day))
	return at, wrap(err, "list learnings")
}
