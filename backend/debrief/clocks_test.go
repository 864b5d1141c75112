package debrief_test

import (
	"strings"
	"testing"
	"time"

	"github.com/afterword-app/afterword/backend/debrief"
	"github.com/afterword-app/afterword/backend/retro"
)

// TestClocksThatDoNotAgree holds a debrief over midnight in Berlin, in the night in
// which clocks go back, on a machine that sleeps and whose clock somebody sets: places
// in the recording follow from what ran, and nothing else.
func TestClocksThatDoNotAgree(t *testing.T) {
	t.Parallel()
	now := retro.Tick{At: time.Date(2026, 10, 24, 21, 50, 0, 0, time.UTC), Boot: "one"}
	pass := func(ran time.Duration) retro.Tick {
		now.At, now.Steady = now.At.Add(ran), now.Steady+ran
		return now
	}
	began := now.At
	d := retro.Debrief{
		Lag: 10, Steps: []retro.AgendaStep{{ID: "walk", Title: "Walk", Minutes: 30}, {ID: "dig", Title: "Dig", Minutes: 30}},
		Recorded: []retro.Recording{{Where: "https://youtu.be/abc", Start: time.Minute}},
	}
	note := func(text string) {
		ran, typed := d.Ran(now), now.At
		d.Notice(now)
		d.Notes = append(d.Notes, retro.Note{ID: retro.NoteID(text), At: typed, TypedAt: &typed, Ran: &ran, Step: d.StepNow(), Text: text, Kind: retro.NotePlain})
	}
	d.Add(retro.MarkStarted, "walk", now)
	d.StartedAt = &began
	pass(30 * time.Second)
	note("before the recording")
	pass(3 * time.Hour) // over midnight, and over the hour that Berlin has twice
	note("three hours later")
	now.At = now.At.Add(-time.Hour)
	note("somebody set the clock back")
	now.At, now.Slept = now.At.Add(20*time.Minute), now.Slept+20*time.Minute
	pass(time.Minute)
	note("after it slept")
	d.Add(retro.MarkStep, "dig", pass(time.Minute))
	d.Add(retro.MarkEnded, "", pass(time.Minute))
	ended := now.At
	d.EndedAt = &ended

	parts := debrief.Parts(retro.Content{Title: "Clocks", Debrief: d, Zones: []string{"Europe/Berlin"}})
	slept := d.Length() - 3*time.Hour - 3*time.Minute - 30*time.Second
	want := map[string]time.Duration{
		"before the recording":        -40 * time.Second,
		"three hours later":           3*time.Hour - 40*time.Second,
		"somebody set the clock back": 3*time.Hour - 40*time.Second,
		"after it slept":              3*time.Hour + 20*time.Second + slept,
	}
	if slept != 0 {
		t.Errorf("it ran %s while the machine slept", slept)
	}
	for _, said := range parts[0].Said {
		if said.Place != want[said.Text] {
			t.Errorf("%q is at %s, want %s", said.Text, said.Place, want[said.Text])
		}
	}
	if len(parts[0].Said) != len(want) {
		t.Errorf("%d of %d notes are told", len(parts[0].Said), len(want))
	}
	var marks []string
	for _, mark := range d.Clock {
		marks = append(marks, string(mark.Kind))
	}
	if got := strings.Join(marks, ", "); got != "started, clock set, slept, step, ended" {
		t.Errorf("its clock tells of %s", got)
	}
	if _, err := readVTTChapters(parts[0].WebVTTChapters()); err != nil {
		t.Error(err)
	}
	if _, err := readVTT(parts[0].WebVTT("Clocks")); err != nil {
		t.Error(err)
	}
}
