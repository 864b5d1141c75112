package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

const (
	timelineEvents = 5000
	timelineLines  = 20_000 // of the log that the events cite
)

// measureTimeline renders the timeline of a document as the window asks for it:
// 5,000 events, each of which cites two places of a log.
func measureTimeline(folder string) ([]row, error) {
	library := filepath.Join(folder, "timeline.db")
	if err := removeLibrary(library); err != nil {
		return nil, err
	}
	log := filepath.Join(folder, "timeline.log")
	if _, err := writeLog(log, logKinds[:1], timelineLines, time.Second); err != nil {
		return nil, err
	}
	text, err := os.ReadFile(log)
	if err != nil {
		return nil, err
	}
	b, err := openEvidence(library)
	if err != nil {
		return nil, err
	}
	defer b.close()
	if err := b.begin(); err != nil {
		return nil, err
	}
	if err := b.add(authoring.Pasted(text)); err != nil {
		return nil, err
	}
	if err := b.writeEvents(); err != nil {
		return nil, err
	}
	// Opened anew, as somebody does who comes back to it.
	service := authoring.New(b.db, time.Now, retro.IDs{})
	took, err := medianOf(func() (time.Duration, error) {
		began := time.Now()
		_, err := service.Block(context.Background(), b.id, retro.BlockTimeline)
		return time.Since(began), err
	})
	return []row{{what: "render a timeline of 5,000 events with 2 citations each", ours: took, goal: "150 ms"}}, err
}

// writeEvents puts the events straight into the library.
func (b *evidenceBench) writeEvents() error {
	head, content, err := b.db.Head(context.Background(), b.id)
	if err != nil {
		return err
	}
	evidence := content.Evidence[0].ID
	begun := time.Date(2026, 3, 14, 21, 40, 0, 0, time.UTC)
	cite := func(from, lines int) retro.Citation {
		return retro.Citation{Evidence: evidence, FromLine: from, ToLine: from + lines - 1}
	}
	for n := range timelineEvents {
		at := 1 + n*timelineLines/timelineEvents
		content.Events = append(content.Events, retro.Event{
			ID: retro.EventID(fmt.Sprintf("event%d", n)), At: retro.NewInstant(begun.Add(time.Duration(n) * time.Second)), Kind: retro.KindObservation,
			Title: fmt.Sprintf("The pool is exhausted for the %d. time", n+1), Citations: []retro.Citation{cite(at, 1), cite(at+1, 2)},
		})
	}
	_, err = b.db.Commit(context.Background(), head.ID, retro.Revision{
		ID: "revision2", Retrospective: b.id, Kind: retro.RevisionAuto, Reason: "events", Author: "Dana", At: begun,
	}, content)
	return err
}
