package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite/internal/queries"
)

// orders are the columns behind library.Order, whether the greatest stands first, and
// whether a row of the list may lack it.
var orders = map[library.Order]struct {
	column     string
	descending bool
	optional   bool
}{
	library.OrderSaved:    {"listing.saved_at", true, false},
	library.OrderTitle:    {"listing.title", false, false},
	library.OrderIncident: {"coalesce(listing.incident_at, listing.saved_at)", true, false},
	library.OrderImpact:   {"listing.impact", true, true},
	library.OrderStage:    {"listing.stage", false, false},
	library.OrderDue:      {"listing.due_at", false, true},
	library.OrderLead:     {"nullif(listing.lead, '')", false, true},
	library.OrderActions:  {"listing.open_actions", true, false},
}

// fromShown begins every query of the list. A row that is missing hides nothing.
const fromShown = `
FROM retrospectives LEFT JOIN listing ON listing.retrospective_id = retrospectives.id
WHERE retrospectives.deleted_at IS NULL`

// fromListed leaves out those whose row is missing, which stand behind all others in every
// order: the index of the usual one then gives the first rows without looking at the rest.
const fromListed = `
FROM listing CROSS JOIN retrospectives ON retrospectives.id = listing.retrospective_id
WHERE retrospectives.deleted_at IS NULL`

// Summaries implements library.Retrospectives.
func (db *DB) Summaries(ctx context.Context, query library.Query) (library.Listing, error) {
	where, values, err := condition(query)
	if err != nil {
		return library.Listing{}, err
	}
	order, err := ordering(query, false)
	if err != nil {
		return library.Listing{}, err
	}
	orderAll, err := ordering(query, true)
	if err != nil {
		return library.Listing{}, err
	}
	listing := library.Listing{Rows: []retro.Summary{}}
	limit := query.Limit
	if limit <= 0 {
		limit = -1
	}
	var rows []queries.Retrospective
	if err := db.listed(ctx, func() (err error) {
		counted := fromShown + where
		if len(values) == 0 && !query.WithoutExample {
			counted = " FROM retrospectives WHERE deleted_at IS NULL"
		}
		if err := db.reader.QueryRowContext(ctx, "SELECT count(*)"+counted, values...).Scan(&listing.Total); err != nil {
			return wrap(err, "list retrospectives")
		}
		bounds := slices.Concat(values, []any{limit, query.Offset})
		if limit > 0 && where == "" {
			if rows, err = db.shown(ctx, "SELECT retrospectives.id"+fromListed+order+" LIMIT ? OFFSET ?", bounds...); err != nil || len(rows) == limit {
				return err
			}
		}
		rows, err = db.shown(ctx, "SELECT retrospectives.id"+fromShown+where+orderAll+" LIMIT ? OFFSET ?", bounds...)
		return err
	}); err != nil {
		return library.Listing{}, err
	}
	for _, row := range rows {
		summary, err := db.summary(ctx, row)
		if err != nil {
			return library.Listing{}, err
		}
		listing.Rows = append(listing.Rows, summary)
	}
	return listing, nil
}

// shown reads the retrospectives that a query names, in its order.
func (db *DB) shown(ctx context.Context, query string, values ...any) ([]queries.Retrospective, error) {
	//nolint:gosec // the query is put together from constants
	found, err := db.reader.QueryContext(ctx, `
WITH wanted AS MATERIALIZED (SELECT row_number() OVER () AS place, id FROM (`+query+`))
SELECT retrospectives.id, created_at, updated_at, deleted_at, head_revision_id, head_seq, revision_count, summary
FROM wanted CROSS JOIN retrospectives ON retrospectives.id = wanted.id ORDER BY wanted.place`, values...)
	if err != nil {
		return nil, wrap(err, "list retrospectives")
	}
	defer found.Close() //nolint:errcheck // nothing was written
	var rows []queries.Retrospective
	for found.Next() {
		var row queries.Retrospective
		if err := found.Scan(&row.ID, &row.CreatedAt, &row.UpdatedAt, &row.DeletedAt, &row.HeadRevisionID, &row.HeadSeq, &row.RevisionCount, &row.Summary); err != nil {
			return nil, wrap(err, "list retrospectives")
		}
		rows = append(rows, row)
	}
	return rows, wrap(found.Err(), "list retrospectives")
}

// due is when what comes next is due: the debrief, after it and without one the sharing,
// which only the summary knows. NULL while that is not known.
const due = `coalesce(iif(listing.stage < ?, listing.due_at, NULL),
	iif(json_valid(retrospectives.summary), 1000 * unixepoch(json_extract(retrospectives.summary, '$.stages.shareDue')), NULL))`

// condition is what a query asks of a row besides, with the values for it.
func condition(query library.Query) (string, []any, error) {
	where, values := "", []any{}
	words := strings.Fields(strings.ToLower(query.Words))
	where += strings.Repeat(" AND instr(listing.title, ?) > 0", len(words))
	for _, word := range words {
		values = append(values, word)
	}
	if query.Stage != "" {
		place := slices.Index(retro.AllStages(), query.Stage)
		if place < 0 {
			return "", nil, retro.Errorf(retro.CodeInvalid, "there is no stage %q", query.Stage)
		}
		where += " AND listing.stage = ?"
		values = append(values, place)
	}
	if query.IsLate {
		where += " AND NOT listing.is_example AND listing.stage < ? AND " + due + " < ?"
		values = append(values, placeOf(retro.StageShared), placeOf(retro.StageShare), query.Today.UnixMilli())
	}
	if query.WithoutExample {
		where += " AND listing.is_example IS NOT 1"
	}
	return where, values, nil
}

// ordering is the order that a query asks for; of all is set where rows may be missing.
func ordering(query library.Query, all bool) (string, error) {
	by, ok := orders[query.Order]
	switch {
	case query.Order == "":
		by = orders[library.OrderSaved]
	case !ok:
		return "", retro.Errorf(retro.CodeInvalid, "the library is not ordered by %q", query.Order)
	}
	direction := "ASC"
	if by.descending != query.IsReversed {
		direction = "DESC"
	}
	last := ""
	if all || by.optional {
		last = by.column + " IS NULL, "
	}
	return " ORDER BY " + last + by.column + " " + direction + ", listing.saved_at DESC, listing.retrospective_id, retrospectives.id", nil
}

// Counts implements library.Retrospectives.
func (db *DB) Counts(ctx context.Context, dueBefore time.Time) (counts library.Counts, err error) {
	shared, share, before := placeOf(retro.StageShared), placeOf(retro.StageShare), dueBefore.UnixMilli()
	err = db.listed(ctx, func() error {
		row := db.reader.QueryRowContext(ctx, `SELECT count(*),
			count(*) FILTER (WHERE NOT is_example AND stage < ? AND coalesce(`+due+`, 0) < ?),
			coalesce(sum(open_actions) FILTER (WHERE NOT is_example), 0),
			coalesce(sum(unowned_actions) FILTER (WHERE NOT is_example), 0)`+fromShown, shared, share, before)
		return wrap(row.Scan(&counts.All, &counts.Waiting, &counts.OpenActions, &counts.UnownedActions), "count retrospectives")
	})
	return counts, err
}

// Outstanding implements library.Retrospectives.
func (db *DB) Outstanding(ctx context.Context, offset, limit int) (library.Outstanding, error) {
	if limit <= 0 {
		limit = -1
	}
	var total int64
	var rows []queries.OutstandingRow
	if err := db.listed(ctx, func() (err error) {
		if total, err = db.reads.CountOutstanding(ctx); err != nil {
			return wrap(err, "list action items")
		}
		rows, err = db.reads.Outstanding(ctx, queries.OutstandingParams{Limit: int64(limit), Offset: int64(offset)})
		return wrap(err, "list action items")
	}); err != nil {
		return library.Outstanding{}, err
	}
	found := library.Outstanding{Rows: []library.OutstandingItem{}, Total: int(total)}
	titles := map[retro.RetrospectiveID]string{}
	for _, row := range rows {
		at := row.Outstanding
		if _, ok := titles[at.RetrospectiveID]; !ok {
			summary, err := db.Summary(ctx, at.RetrospectiveID)
			if err != nil {
				return library.Outstanding{}, err
			}
			titles[at.RetrospectiveID] = summary.Title
		}
		found.Rows = append(found.Rows, library.OutstandingItem{
			Retrospective: at.RetrospectiveID, Title: titles[at.RetrospectiveID], IsExample: row.IsExample == 1,
			Item: retro.ActionItem{ID: at.ItemID, Title: at.Title, State: at.State, Owner: at.Owner, Ticket: at.Ticket},
		})
	}
	return found, nil
}

// listed reads from the list, once its rows are there. One that is damaged is
// thrown away and made anew.
func (db *DB) listed(ctx context.Context, read func() error) error {
	attempt := func() error {
		if err := db.fillListing(ctx); err != nil {
			return err
		}
		return read()
	}
	err := attempt()
	if retro.ErrorCode(err) != retro.CodeDamaged || db.readOnly {
		return err
	}
	if err := db.write(ctx, "list retrospectives", func(_ *sql.Tx, q *queries.Queries) error {
		return wrap(errors.Join(q.EmptyListing(ctx), q.EmptyOutstanding(ctx)), "list retrospectives")
	}); err != nil {
		return err
	}
	db.isListed.Store(false)
	return attempt()
}

// fillListing makes the rows that are missing: those of an older library, and of
// what a bundle brought. A reader does without them.
func (db *DB) fillListing(ctx context.Context) error {
	if db.readOnly || db.isListed.Load() {
		return nil
	}
	// Each row is of another retrospective: counting them takes no look at any.
	count, err := db.reads.CountUnlisted(ctx)
	if err != nil {
		return wrap(err, "list retrospectives")
	}
	if count > 0 {
		missing, err := db.reads.Unlisted(ctx)
		if err != nil {
			return wrap(err, "list retrospectives")
		}
		if err := db.listAnew(ctx, missing); err != nil {
			return err
		}
	}
	db.isListed.Store(true)
	return nil
}

// listAnew makes the rows of some retrospectives. One that cannot be read hides none
// of the others.
func (db *DB) listAnew(ctx context.Context, missing []queries.Retrospective) error {
	return db.write(ctx, "list retrospectives", func(_ *sql.Tx, q *queries.Queries) error {
		for _, row := range missing {
			head, err := q.Head(ctx, row.ID)
			if errors.Is(err, sql.ErrNoRows) {
				continue // damaged; the others are listed all the same
			}
			if err != nil {
				return wrap(err, "list retrospectives")
			}
			content, err := db.content(ctx, q, head)
			if err != nil {
				return err
			}
			saved, _ := parseTime(head.At) // zero where it is damaged
			if err := list(ctx, q, row.ID, saved, content); err != nil {
				return err
			}
		}
		return nil
	})
}

// list derives anew what the list of the library needs of a retrospective.
func list(ctx context.Context, q *queries.Queries, id retro.RetrospectiveID, saved time.Time, content retro.Content) error {
	if err := q.DropOutstanding(ctx, id); err != nil {
		return wrap(err, "list retrospective")
	}
	summary := retro.Summarise(content)
	row := queries.PutListingParams{
		RetrospectiveID: id,
		Title:           strings.ToLower(summary.Title),
		Lead:            strings.ToLower(summary.Lead),
		SavedAt:         saved.UnixMilli(),
		IncidentAt:      milliseconds(summary.IncidentAt),
		Impact:          (*int64)(summary.Impact),
		Stage:           int64(slices.Index(retro.AllStages(), summary.Stages.Current)),
		DueAt:           milliseconds(summary.Stages.DebriefDue),
	}
	if summary.IsExample {
		row.IsExample = 1
	}
	for _, item := range content.ActionItems {
		if !item.IsOutstanding() {
			continue
		}
		if err := q.PutOutstanding(ctx, queries.PutOutstandingParams{
			RetrospectiveID: id, Position: row.OpenActions, ItemID: item.ID, Title: item.Title, State: item.State, Owner: item.Owner, Ticket: item.Ticket,
		}); err != nil {
			return wrap(err, "list retrospective")
		}
		row.OpenActions++
		if item.Owner == "" {
			row.UnownedActions++
		}
	}
	return wrap(q.PutListing(ctx, row), "list retrospective")
}

// placeOf is how a stage stands in the list.
func placeOf(stage retro.Stage) int { return slices.Index(retro.AllStages(), stage) }

func milliseconds(at *time.Time) *int64 {
	if at == nil {
		return nil
	}
	since := at.UnixMilli()
	return &since
}
