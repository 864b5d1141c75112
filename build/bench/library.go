package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite"
)

const listedRetrospectives = 10_000

// measureLibrary opens a library of 10,000 retrospectives: how long the list takes in
// Go, until it stands in the window, and how many rows of it stand in the page.
func measureLibrary(folder string) ([]row, error) {
	ctx := context.Background()
	path := filepath.Join(folder, "library.db")
	if err := removeLibrary(path); err != nil {
		return nil, err
	}
	if err := writeManyRetrospectives(ctx, path); err != nil {
		return nil, err
	}
	listed, err := medianOf(func() (time.Duration, error) { return listOnce(ctx, path) })
	if err != nil {
		return nil, err
	}
	var found []struct{ One, Rows, Drawn float64 }
	if err := inChromium(folder, "library", &found, "BENCH_LIBRARY="+path); err != nil {
		return nil, err
	}
	var one, rows []time.Duration
	drawn := 0.0
	for _, round := range found {
		one, rows, drawn = append(one, duration(round.One)), append(rows, duration(round.Rows)), max(drawn, round.Drawn)
	}
	return []row{
		{what: "open 10,000 retrospectives and list the first 60 by incident", ours: listed, goal: "150ms"},
		{what: "the window: from its start until their first rows stand", ours: median(rows), yardstick: "a library of one", theirs: median(one)},
		{what: "the window: rows of the list in the page, the most while one scrolls", measured: fmt.Sprintf("%.0f", drawn), goal: "500"},
	}, removeLibrary(path)
}

func listOnce(ctx context.Context, path string) (time.Duration, error) {
	began := time.Now()
	db, err := sqlite.Open(ctx, path, sqlite.Options{ReadOnly: true, OpenText: authoring.OpenText})
	if err != nil {
		return 0, err
	}
	defer db.Close() //nolint:errcheck,contextcheck // it was only read
	listing, err := db.Summaries(ctx, library.Query{Order: library.OrderIncident, Limit: 60})
	if err != nil {
		return 0, err
	}
	if len(listing.Rows) != 60 || listing.Total != listedRetrospectives {
		return 0, fmt.Errorf("%d of %d are listed", len(listing.Rows), listing.Total)
	}
	_, err = db.Counts(ctx, began)
	return time.Since(began), err
}

func writeManyRetrospectives(ctx context.Context, path string) (err error) {
	db, err := sqlite.Open(ctx, path, sqlite.Options{OpenText: authoring.OpenText})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }() //nolint:contextcheck // closing takes none
	begun := time.Date(2016, 1, 1, 9, 0, 0, 0, time.UTC)
	for n := range listedRetrospectives {
		at := begun.Add(time.Duration(n) * 7 * time.Hour)
		end := retro.NewInstant(at.Add(time.Duration(n%240) * time.Minute))
		content := retro.Content{
			Title: fmt.Sprintf("Outage %d of the %s service", n, []string{"orders", "search", "login", "billing"}[n%4]),
			Events: []retro.Event{
				{ID: "impact", At: retro.NewInstant(at), End: &end, Kind: retro.KindImpact, Title: "Customers saw errors"},
				{ID: "resolved", At: end, Kind: retro.KindResolution, Title: "It was back"},
			},
			ActionItems: []retro.ActionItem{{ID: "alert", Title: "Alert earlier", State: retro.ActionDoNow, Owner: "dana"}},
		}
		id := fmt.Sprintf("many%d", n)
		if _, err := db.CreateRetrospective(ctx, retro.Revision{
			ID: retro.RevisionID(id), Retrospective: retro.RetrospectiveID(id), Kind: retro.RevisionAuto, Reason: "begin", At: at,
		}, content); err != nil {
			return err
		}
	}
	return nil
}
