package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

const (
	debriefNotes = 2000
	debriefHours = 8 // of the transcript, with a cue every three seconds
)

// measureDebrief brings a transcript of a whole day to a debrief with many notes, adds
// one more, exports the recording notes for every target, and types into the meeting.
func measureDebrief(folder string) ([]row, error) {
	library := filepath.Join(folder, "debrief.db")
	rows, err := inDebrief(library)
	if err != nil {
		return nil, err
	}
	var found struct{ Alone, Beside float64 } // milliseconds
	if err := inChromium(folder, "meeting", &found, "BENCH_LIBRARY="+library); err != nil {
		return nil, err
	}
	for _, key := range []row{
		{what: fmt.Sprintf("a key in the meeting, %d notes", debriefNotes), ours: duration(found.Alone)},
		{what: fmt.Sprintf("the same, with a transcript of %d hours beside them", debriefHours), ours: duration(found.Beside)},
	} {
		key.goal = "16.7 ms"
		rows = append(rows, key)
	}
	return rows, removeLibrary(library)
}

// inDebrief measures what needs no window, and leaves the debrief in a library while it
// is held.
func inDebrief(library string) ([]row, error) {
	ctx := context.Background()
	if err := removeLibrary(library); err != nil {
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
	if _, err := b.service.StartDebrief(ctx, b.id); err != nil {
		return nil, err
	}
	head, content, err := b.db.Head(ctx, b.id)
	if err != nil {
		return nil, err
	}
	for n := range debriefNotes {
		ran := time.Duration(n) * 12 * time.Second
		content.Debrief.Notes = append(content.Debrief.Notes, retro.Note{
			ID: retro.NoteID(fmt.Sprintf("n%d", n)), At: head.At.Add(ran), TypedAt: &head.At, Ran: &ran,
			Kind: retro.NoteKinds()[n%7], Step: content.Debrief.StepNow(), Text: fmt.Sprintf("Note %d of what was said in the room", n),
		})
	}
	revision := retro.Revision{ID: "notes", Retrospective: b.id, Kind: retro.RevisionAuto, Reason: "bench", At: time.Now()}
	if _, err := b.db.Commit(ctx, head.ID, revision, content); err != nil {
		return nil, err
	}
	service := authoring.New(b.db, time.Now, retro.NewIDs(rand.Reader))
	brought := 0
	imported, err := medianOf(func() (time.Duration, error) {
		brought++
		text := dayTranscript(brought)
		began := time.Now()
		_, err := service.ImportTranscript(ctx, b.id, text, "", authoring.TranscriptOptions{Recording: -1})
		return time.Since(began), err
	})
	if err != nil {
		return nil, err
	}
	added, err := service.AddNote(ctx, b.id, authoring.Noted{Text: "Who told the shops, and when?"})
	if err != nil {
		return nil, err
	}
	answer, err := json.Marshal(added)
	if err != nil {
		return nil, err
	}
	rows := []row{
		{what: fmt.Sprintf("import a transcript of %d hours beside %d notes", debriefHours, debriefNotes), ours: imported, goal: "300 ms"},
		{what: "the answer to one note more", measured: fmt.Sprintf("%d bytes", len(answer)), goal: "4 KB"},
	}
	// What it changed is part of what it leaves.
	if _, err := service.EndDebrief(ctx, b.id); err != nil {
		return nil, err
	}
	for _, target := range authoring.Targets() {
		if target.Group != "Recording notes" {
			continue
		}
		forms := []string{target.Name}
		if slices.Contains(target.Forms, "markdown") {
			forms = nil
			for _, form := range []string{"markdown", "html", "slack", "confluence", "docx"} {
				forms = append(forms, target.Name+":"+form)
			}
		}
		for _, form := range forms {
			took, err := medianOf(func() (time.Duration, error) {
				began := time.Now()
				_, err := service.Export(ctx, b.id, form, nil)
				return time.Since(began), err
			})
			if err != nil {
				return nil, fmt.Errorf("%s: %w", form, err)
			}
			rows = append(rows, row{what: "export " + form, ours: took, goal: "100 ms"})
		}
	}
	_, err = service.ResumeDebrief(ctx, b.id)
	return rows, err
}

// dayTranscript is a transcript as Zoom writes it, another one for each number.
func dayTranscript(number int) []byte {
	var out strings.Builder
	out.WriteString("WEBVTT\n")
	stamp := func(seconds int) string {
		return fmt.Sprintf("%02d:%02d:%02d.%03d", seconds/3600, seconds/60%60, seconds%60, number%1000)
	}
	for n := range debriefHours * 1200 {
		fmt.Fprintf(&out, "\n%d\n%s --> %s\nSpeaker %d: this is sentence %d of what was said in the room.\n", n+1, stamp(3*n), stamp(3*n+2), n%7, n)
	}
	return []byte(out.String())
}
