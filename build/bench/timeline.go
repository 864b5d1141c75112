package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/timeline"
	"github.com/afterword-app/afterword/build/window"
)

const (
	timelineEvents = 5000
	timelineLines  = 20_000 // of the log that the events cite
	drawnEvents    = 100_000
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
	_, content, err := b.db.Head(context.Background(), b.id)
	if err != nil {
		return err
	}
	evidence := content.Evidence[0].ID
	cite := func(from, lines int) retro.Citation {
		return retro.Citation{Evidence: evidence, FromLine: from, ToLine: from + lines - 1}
	}
	events := eventsOfADay(timelineEvents)
	for n := range events {
		at := 1 + n*timelineLines/timelineEvents
		events[n].Citations = []retro.Citation{cite(at, 1), cite(at+1, 2)}
	}
	return b.commitEvents("", events)
}

// eventsOfADay come one a second, of all kinds, and one in fifty of them lasts.
func eventsOfADay(count int) []retro.Event {
	begun := time.Date(2026, 3, 14, 21, 40, 0, 0, time.UTC)
	kinds := retro.EventKinds()
	events := make([]retro.Event, count)
	for n := range events {
		at := begun.Add(time.Duration(n) * time.Second)
		events[n] = retro.Event{
			ID: retro.EventID(fmt.Sprintf("event%d", n)), At: retro.NewInstant(at), Kind: kinds[n%len(kinds)],
			Title: fmt.Sprintf("The pool is exhausted for the %d. time", n+1),
		}
		if n%50 == 0 {
			end := retro.NewInstant(at.Add(time.Duration(n%700) * time.Second))
			events[n].End = &end
		}
	}
	return events
}

// commitEvents makes them the timeline of the retrospective, under a title where there is one.
func (b *evidenceBench) commitEvents(title string, events []retro.Event) error {
	head, content, err := b.db.Head(context.Background(), b.id)
	if err != nil {
		return err
	}
	content.Events = events
	if title != "" {
		content.Title = title
	}
	_, err = b.db.Commit(context.Background(), head.ID, retro.Revision{
		ID: "revision2", Retrospective: b.id, Kind: retro.RevisionAuto, Reason: "events", Author: "Dana", At: events[0].At.At,
	}, content)
	return err
}

// aLibraryOf writes a library of its own with one retrospective of so many events.
func aLibraryOf(count int, path, title string) error {
	if err := removeLibrary(path); err != nil {
		return err
	}
	b, err := openEvidence(path)
	if err != nil {
		return err
	}
	defer b.close()
	if err := b.begin(); err != nil {
		return err
	}
	return b.commitEvents(title, eventsOfADay(count))
}

// measureDrawing looks at a drawing of 100,000 events, and opens a list of 5,000.
func measureDrawing(folder string) ([]row, error) {
	rows, err := layOut(eventsOfADay(drawnEvents))
	if err != nil {
		return nil, err
	}
	few, many := filepath.Join(folder, "few-events.db"), filepath.Join(folder, "many-events.db")
	if err := aLibraryOf(timelineEvents, few, "A long day"); err != nil {
		return nil, err
	}
	if err := aLibraryOf(drawnEvents, many, "A very long day"); err != nil {
		return nil, err
	}
	var found struct{ Open, Zoom, ZoomBetween, ZoomWork, Pan, PanBetween, PanWork, Drag float64 }
	if err := inChromium(folder, "timeline", &found, "BENCH_FEW="+few, "BENCH_MANY="+many); err != nil {
		return nil, err
	}
	inWindow, err := drawingInWindow(folder, few, many)
	if err != nil {
		return nil, err
	}
	rows = append(rows, []row{
		{what: "open a retrospective of 5,000 events, in Chromium", ours: duration(found.Open), goal: "200 ms"},
		{what: "a frame of zooming over 100,000 events, in Chromium", ours: duration(found.Zoom), goal: "16.6 ms"},
		{what: "what the processor does in such a frame", ours: duration(found.ZoomWork), goal: "16.6 ms"},
		{what: "from frame to frame while zooming", ours: duration(found.ZoomBetween), goal: "16.7 ms"},
		{what: "a frame of panning over 100,000 events, in Chromium", ours: duration(found.Pan), goal: "16.6 ms"},
		{what: "what the processor does in such a frame", ours: duration(found.PanWork), goal: "16.6 ms"},
		{what: "from frame to frame while panning", ours: duration(found.PanBetween), goal: "16.7 ms"},
		{what: "from the pointer that drags an event to the frame that shows it", ours: duration(found.Drag), goal: "16.7 ms"},
	}...)
	return append(rows, inWindow...), nil
}

// layOut lays events out for a view, in each kind of lanes.
func layOut(events []retro.Event) ([]row, error) {
	var rows []row
	for _, by := range timeline.Bys() {
		index := timeline.NewIndex(events, nil, by)
		from, to, _ := index.Extent()
		laid, err := medianOf(func() (time.Duration, error) {
			began := time.Now()
			index.Frame(timeline.View{From: from, To: to, Width: 1440, Zone: time.UTC})
			return time.Since(began), nil
		})
		if err != nil {
			return nil, err
		}
		rows = append(rows, row{what: fmt.Sprintf("lay out %d events for a view, by %s", len(events), cmp.Or(string(by), "subject")), ours: laid, goal: "5 ms"})
	}
	return rows, nil
}

// drawingInWindow does the same in the real window, which WebKitGTK draws.
func drawingInWindow(folder, few, many string) ([]row, error) {
	app := filepath.Join(folder, "afterword-window")
	if err := goBuild(app, inspectable, "."); err != nil {
		return nil, err
	}
	display, err := window.OpenDisplay(1440, 900)
	if err != nil {
		return nil, err
	}
	defer display.Close()
	over := func(library string) (*window.Window, error) {
		opened, err := window.Open(display, window.Options{Binary: app, Title: "Afterword", Env: []string{"AFTERWORD_LIBRARY=" + library}, Scratch: folder})
		if err != nil {
			return nil, err
		}
		// The copy of the day is written some time after the start, beside all that is measured.
		for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(time.Second) {
			if _, err := os.Stat(library + ".copies/" + time.Now().UTC().Format(time.DateOnly) + "-daily.db"); err == nil {
				return opened, nil
			}
		}
		opened.Kill()
		return nil, fmt.Errorf("%s was not copied", library)
	}
	first, err := over(few)
	if err != nil {
		return nil, err
	}
	opening, err := openings(first)
	first.Kill()
	if err != nil {
		return nil, err
	}
	second, err := over(many)
	if err != nil {
		return nil, err
	}
	defer second.Kill()
	rows := []row{{what: "open a retrospective of 5,000 events, in the window", ours: opening, goal: "200 ms"}}
	script, err := os.ReadFile("frontend/e2e/bench/frames.js")
	if err != nil {
		return nil, err
	}
	if err := errors.Join(second.Evaluate(string(script), nil), second.Click("A very long day"), second.SeeElement(".drawing canvas")); err != nil {
		return nil, err
	}
	for what, doing := range map[string]string{"zoom": "zooming", "pan": "panning"} {
		if err := display.Press("plus"); err != nil {
			return nil, err
		}
		time.Sleep(2 * time.Second) // The list follows, and more is laid out.
		var found struct{ Between []float64 }
		if err := second.Await(fmt.Sprintf("framesOf('%s', 180)", what), &found); err != nil {
			return nil, err
		}
		slices.Sort(found.Between)
		rows = append(rows, row{
			what: fmt.Sprintf("from frame to frame while %s over 100,000 events, in the window", doing),
			ours: duration(found.Between[len(found.Between)/2]), goal: "16.7 ms",
		})
	}
	return rows, nil
}

// openings opens the retrospective of a library again and again, from the press on its title.
func openings(w *window.Window) (time.Duration, error) {
	script, err := os.ReadFile("frontend/e2e/bench/shown.js")
	if err != nil {
		return 0, err
	}
	if err := w.Evaluate(string(script), nil); err != nil {
		return 0, err
	}
	again := func() (time.Duration, error) {
		var took float64
		err := errors.Join(
			w.Evaluate("window.shown = shownAfterPress()", nil), w.Click("A long day"), w.Await("window.shown", &took),
			w.Click("Library"), w.SeeElement("nav[aria-label=Library]"),
		)
		return duration(took), err
	}
	// The room is fetched with the first one.
	if _, err := again(); err != nil {
		return 0, err
	}
	return medianOf(again)
}
