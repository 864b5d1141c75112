package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite/internal/queries"
)

// Summary implements library.Retrospectives.
func (db *DB) Summary(ctx context.Context, id retro.RetrospectiveID) (retro.Summary, error) {
	row, err := db.reads.Retrospective(ctx, id)
	if err != nil {
		return retro.Summary{}, wrapLookup(err, "retrospective", id)
	}
	return db.summary(ctx, row)
}

// summary reads the row of a retrospective, and derives anew what of it cannot be
// read.
func (db *DB) summary(ctx context.Context, row queries.Retrospective) (retro.Summary, error) {
	if summary, err := toSummary(row); err == nil {
		return summary, nil
	}
	head, content, err := db.Head(ctx, row.ID)
	if err != nil {
		return retro.Summary{}, err
	}
	summary := retro.Summarise(content)
	if content.IsUnreadable() {
		summary.Title = "Damaged: neither the title nor anything else can be read"
	}
	summary.ID, summary.Revisions = row.ID, int(row.RevisionCount)
	summary.CreatedAt, summary.UpdatedAt = head.At, head.At
	if created, err := parseTime(row.CreatedAt); err == nil {
		summary.CreatedAt = created
	}
	if row.DeletedAt != nil {
		deleted, err := parseTime(*row.DeletedAt)
		if err != nil {
			deleted = head.At
		}
		summary.DeletedAt = &deleted
	}
	return summary, nil
}

func toSummary(row queries.Retrospective) (retro.Summary, error) {
	var summary retro.Summary
	if err := json.Unmarshal([]byte(row.Summary), &summary); err != nil {
		return retro.Summary{}, retro.Errorf(retro.CodeDamaged, "the summary of retrospective %s is damaged: %w", row.ID, err)
	}
	var err error
	if summary.CreatedAt, err = parseTime(row.CreatedAt); err != nil {
		return retro.Summary{}, err
	}
	if summary.UpdatedAt, err = parseTime(row.UpdatedAt); err != nil {
		return retro.Summary{}, err
	}
	if row.DeletedAt != nil {
		deleted, err := parseTime(*row.DeletedAt)
		if err != nil {
			return retro.Summary{}, err
		}
		summary.DeletedAt = &deleted
	}
	summary.ID = row.ID
	summary.Revisions = int(row.RevisionCount)
	if summary.Title == retro.ExampleTitle { // an older Afterword kept neither
		summary.IsExample, summary.Stages.ShareDue = true, nil
	}
	return summary, nil
}

// summarise is what a retrospective's row keeps of its head's content.
func summarise(content retro.Content) (string, error) {
	summary, err := json.Marshal(retro.Summarise(content))
	if err != nil {
		return "", fmt.Errorf("summarise: %w", err)
	}
	return string(summary), nil
}

// CreateRetrospective implements library.Retrospectives. The error has
// CodeConflict when the id is taken.
func (db *DB) CreateRetrospective(ctx context.Context, revision retro.Revision, content retro.Content) (retro.Revision, error) {
	planted, err := db.plant(ctx, content)
	if err != nil {
		return retro.Revision{}, err
	}
	summary, err := summarise(content)
	if err != nil {
		return retro.Revision{}, err
	}
	saved := newRevision(revision, planted.root, 1, make([]byte, hashSize))
	created := (&head{nouns: map[nounKey]indexed{}}).next(revision.ID, planted)
	err = db.write(ctx, "create retrospective", func(tx *sql.Tx, q *queries.Queries) error {
		added, err := q.CreateRetrospective(ctx, queries.CreateRetrospectiveParams{
			ID: revision.Retrospective, CreatedAt: saved.At, UpdatedAt: saved.At,
			HeadRevisionID: saved.ID, HeadSeq: 1, RevisionCount: 1, Summary: summary,
		})
		if err != nil {
			return wrap(err, "create retrospective")
		}
		if added == 0 {
			return retro.Errorf(retro.CodeConflict, "there is a retrospective %s already", revision.Retrospective)
		}
		if _, err := db.store(ctx, q, &saved, planted, nil); err != nil {
			return err
		}
		if err := list(ctx, q, revision.Retrospective, revision.At, content); err != nil {
			return err
		}
		return db.index(ctx, tx, q, revision.Retrospective, content, created)
	})
	return db.settle(ctx, saved, created, planted, err)
}

// DeleteRetrospective implements library.Retrospectives.
func (db *DB) DeleteRetrospective(ctx context.Context, id retro.RetrospectiveID, at time.Time) error {
	deleted := at.Format(timeFormat)
	return db.setDeletedAt(ctx, id, &deleted)
}

// UndeleteRetrospective implements library.Retrospectives.
func (db *DB) UndeleteRetrospective(ctx context.Context, id retro.RetrospectiveID) error {
	return db.setDeletedAt(ctx, id, nil)
}

func (db *DB) setDeletedAt(ctx context.Context, id retro.RetrospectiveID, at *string) error {
	return db.write(ctx, "delete retrospective", func(_ *sql.Tx, q *queries.Queries) error {
		changed, err := q.SetDeletedAt(ctx, queries.SetDeletedAtParams{ID: id, DeletedAt: at})
		if err != nil {
			return wrap(err, "delete retrospective")
		}
		if changed == 0 {
			return retro.Errorf(retro.CodeNotFound, "there is no retrospective %s", id)
		}
		return nil
	})
}
