package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite"
)

// manyEvents is how many the timeline has of which one is edited.
const manyEvents = 5000

// measureEdit renames one of many events again and again, from the call until its
// answer is there as JSON, with the commit on the disk; and the size of that answer.
func measureEdit(folder string) ([]row, error) {
	const edits = 100
	ctx := context.Background()
	path := filepath.Join(folder, "edit.db")
	_ = os.Remove(path)
	db, err := sqlite.Open(ctx, path, sqlite.Options{Clock: time.Now, OpenText: authoring.OpenText})
	if err != nil {
		return nil, err
	}
	defer func() {
		_ = db.Close()
		_ = os.Remove(path)
	}()
	id, content := retro.RetrospectiveID("bench"), longTimeline()
	begun := retro.Revision{ID: "begun", Retrospective: id, Kind: retro.RevisionAuto, Reason: "begin", At: time.Now()}
	if _, err := db.CreateRetrospective(ctx, begun, content); err != nil {
		return nil, err
	}
	service := authoring.New(db, time.Now, retro.NewIDs(rand.Reader))
	event := content.Events[manyEvents/2]
	times := make([]time.Duration, edits)
	var largest int
	for i := range times {
		event.Title = fmt.Sprintf("Renamed %d times", i)
		began := time.Now()
		edited, err := service.UpdateEvent(ctx, id, event)
		if err != nil {
			return nil, err
		}
		answer, err := json.Marshal(edited)
		if err != nil {
			return nil, err
		}
		times[i], largest = time.Since(began), max(largest, len(answer))
	}
	what := fmt.Sprintf("edit one of %d events", manyEvents)
	return []row{
		{what: what + ", committed and answered", ours: median(times), goal: "16ms"},
		{what: what + ", the answer", measured: fmt.Sprintf("%d B", largest), goal: "8 KB"},
	}, nil
}

// longTimeline is a night in which something was seen every ten seconds.
func longTimeline() retro.Content {
	content := retro.Content{Title: "A long night"}
	night := time.Date(2026, 3, 14, 21, 0, 0, 0, time.UTC)
	for i := range manyEvents {
		content.Events = append(content.Events, retro.Event{
			ID: retro.EventID(fmt.Sprintf("event%d", i)), At: retro.NewInstant(night.Add(time.Duration(i) * 10 * time.Second)),
			Kind: retro.KindObservation, Title: fmt.Sprintf("Something of the night, number %d of many", i), Body: "It was seen there and then.",
		})
	}
	return content.Normalised()
}
