package sqlite_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite"
)

var morning = time.Date(2026, 3, 14, 9, 0, 0, 0, time.UTC)

const incident = retro.RetrospectiveID("checkout00001")

// mustOpen opens the library at path until the test ends.
func mustOpen(tb testing.TB, path string) *sqlite.DB {
	tb.Helper()
	db, err := sqlite.Open(tb.Context(), path, sqlite.Options{OpenText: authoring.OpenText})
	if err != nil {
		tb.Fatalf("open: %v", err)
	}
	tb.Cleanup(func() {
		if err := db.Close(); err != nil {
			tb.Errorf("close: %v", err)
		}
	})
	return db
}

func newLibrary(tb testing.TB) *sqlite.DB {
	tb.Helper()
	return mustOpen(tb, filepath.Join(tb.TempDir(), "afterword.db"))
}

// revision is what a caller gives of the n-th revision.
func revision(n int) retro.Revision {
	return retro.Revision{
		ID:            retro.RevisionID(fmt.Sprintf("revision%05d", n)),
		Retrospective: incident,
		Kind:          retro.RevisionAuto,
		Reason:        fmt.Sprintf("edit %d", n),
		At:            morning.Add(time.Duration(n) * time.Minute),
	}
}

func mustCreate(tb testing.TB, db *sqlite.DB, content retro.Content) retro.Revision {
	tb.Helper()
	saved, err := db.CreateRetrospective(tb.Context(), revision(1), content)
	if err != nil {
		tb.Fatalf("create: %v", err)
	}
	return saved
}

func mustCommit(tb testing.TB, db *sqlite.DB, base retro.Revision, next retro.Revision, content retro.Content) retro.Revision {
	tb.Helper()
	saved, err := db.Commit(tb.Context(), base.ID, next, content)
	if err != nil {
		tb.Fatalf("commit: %v", err)
	}
	return saved
}

func mustContent(tb testing.TB, db *sqlite.DB, id retro.RevisionID) retro.Content {
	tb.Helper()
	content, err := db.Content(tb.Context(), id)
	if err != nil {
		tb.Fatalf("content: %v", err)
	}
	return content
}

func mustPut(tb testing.TB, db *sqlite.DB, text string) retro.Hash {
	tb.Helper()
	hash, _, err := db.PutBlob(tb.Context(), strings.NewReader(text))
	if err != nil {
		tb.Fatalf("put: %v", err)
	}
	return hash
}

func wantCode(tb testing.TB, err error, want retro.Code) {
	tb.Helper()
	if got := retro.ErrorCode(err); got != want {
		tb.Fatalf("error %v has code %q, want %q", err, got, want)
	}
}

func wantSound(tb testing.TB, db *sqlite.DB) library.Report {
	tb.Helper()
	report, err := db.Check(context.WithoutCancel(tb.Context()))
	if err != nil {
		tb.Fatalf("check: %v", err)
	}
	if diff := cmp.Diff([]library.Problem{}, report.Problems); diff != "" {
		tb.Errorf("the library has problems (-want +got):\n%s", diff)
	}
	return report
}

// story is a content with something of everything.
func story() retro.Content {
	instant := func(minute int) retro.Instant {
		return retro.NewInstant(morning.Add(time.Duration(minute) * time.Minute))
	}
	end := instant(40)
	started := morning.Add(72 * time.Hour)
	return retro.Content{
		Title:    "Checkout outage",
		Template: "incident",
		Zones:    []string{"Europe/Berlin"},
		Sections: []retro.Section{
			{ID: "summary", Heading: "Summary", Prompt: "What happened?", Body: "The checkout was down.\n\nCustomers saw *502s*.\n"},
			{ID: "timeline", Heading: "Timeline", Block: retro.BlockTimeline},
		},
		Events: []retro.Event{
			{ID: "deploy", At: instant(0), Kind: retro.KindTrigger, Title: "Deploy of 4f2c", Citations: []retro.Citation{{Evidence: "log", FromLine: 1, ToLine: 2}}},
			{ID: "impact", At: instant(2), End: &end, Kind: retro.KindImpact, Title: "Checkout fails", Actor: retro.Actor{Role: "on-call"}},
		},
		Factors:      []retro.Factor{{ID: "pool", Title: "The pool was exhausted", Confidence: retro.ConfidenceLikely}},
		ActionItems:  []retro.ActionItem{{ID: "alert", Title: "Alert on pool usage", State: retro.ActionDoNow, Owner: "dana", Labels: []string{"post-mortem"}}},
		Participants: []retro.Participant{{ID: "dana", Name: "Dana Müller", Roles: []retro.Role{retro.RoleLead}}},
		Debrief:      retro.Debrief{StartedAt: &started, Minutes: 60, Notes: []retro.Note{{ID: "n1", At: started, Kind: retro.NoteQuote, Text: "Nobody knew the kanban limit"}}},
		Evidence:     []retro.Evidence{},
	}
}
