package authoring_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

const (
	teams = "WEBVTT\n\n00:00:05.000 --> 00:00:09.000\n<v Dana Kim>We saw 502s.</v>\n\n00:01:00.000 --> 00:01:05.000\n<v Lee Ortiz>Rolled back.</v>\n"
	saved = "[Dana Kim] 15:02:05\nWe saw 502s.\n\n[Lee Ortiz] 15:03:00\nRolled back.\n"
)

// meeting is a debrief that a test holds by a clock of its own.
type meeting struct {
	t       *testing.T
	service *authoring.Service
	id      retro.RetrospectiveID
	now     *time.Time
}

// hold begins a debrief at a time.
func hold(t *testing.T, at time.Time) meeting {
	t.Helper()
	now := at
	service := openService(t).WithClock(func() time.Time { return now })
	id := must[authoring.Workspace](t)(service.Create(t.Context(), "Orders", "")).ID
	must[authoring.Edited](t)(service.StartDebrief(t.Context(), id))
	return meeting{t, service, id, &now}
}

func (m meeting) pass(d time.Duration) { *m.now = m.now.Add(d) }

func (m meeting) bring(text, name string, options authoring.TranscriptOptions) authoring.Heard {
	m.t.Helper()
	return must[authoring.Heard](m.t)(m.service.ImportTranscript(m.t.Context(), m.id, []byte(text), name, options))
}

// places are where in a recording cues are, and on the debrief's clock.
func (m meeting) places(recording int) []string {
	m.t.Helper()
	window := must[authoring.CueWindow](m.t)(m.service.Cues(m.t.Context(), m.id, authoring.CueQuery{Recording: recording}, 0, 100))
	var all []string
	for _, cue := range window.Cues {
		all = append(all, retro.FormatOffset(cue.At)+" "+retro.FormatOffset(cue.Ran))
	}
	return all
}

var anyRecording = authoring.TranscriptOptions{Recording: -1}

func TestTranscriptIsPlaced(t *testing.T) {
	t.Parallel()
	began := time.Date(2026, 3, 21, 14, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		zones     []string
		before    func(meeting)
		text      string
		file      string
		options   authoring.TranscriptOptions
		recording int
		want      []string
		told      string
	}{
		"a recording that nobody named": {text: teams, options: anyRecording, want: []string{"0:00:05 0:00:05", "0:01:00 0:01:00"}},
		"Zoom's name": {
			text: teams, file: "GMT20260321-140210_Recording.transcript.vtt", options: anyRecording,
			want: []string{"0:00:05 0:02:15", "0:01:00 0:03:10"}, told: "The name of the file says when the recording began: 2 min 10 s into the debrief.",
		},
		"Zoom's name, before the debrief": {
			text: teams, file: "GMT20260321-135850_Recording.transcript.vtt", options: anyRecording, want: []string{"0:00:05 −0:01:05", "0:01:00 −0:00:10"},
		},
		"Zoom's name, another day": {
			text: teams, file: "GMT20260322-140210_Recording.transcript.vtt", options: anyRecording, want: []string{"0:00:05 0:00:05", "0:01:00 0:01:00"},
		},
		"Meet's name": {
			text: teams, file: "Orders (2026-03-21 15:02 GMT+1) - Transcript.vtt", options: anyRecording, want: []string{"0:00:05 0:02:05", "0:01:00 0:03:00"},
		},
		"Teams' name, in the zone that fits": {
			zones: []string{"Asia/Tokyo", "Europe/Berlin"}, text: teams, file: "Orders-20260321_150200-Meeting Recording.vtt", options: anyRecording,
			want: []string{"0:00:05 0:02:05", "0:01:00 0:03:00"},
		},
		"the second of two recordings": {
			before: func(m meeting) {
				must[authoring.Edited](m.t)(m.service.Record(m.t.Context(), m.id, retro.Recording{Where: "one.mp4"}))
				must[authoring.Edited](m.t)(m.service.Record(m.t.Context(), m.id, retro.Recording{Where: "two.mp4", Start: 20 * time.Minute}))
			},
			text: teams, file: "GMT20260321-142010_Recording.transcript.vtt", options: anyRecording, recording: 1, want: []string{"0:00:05 0:20:05", "0:01:00 0:21:00"},
		},
		"the second of two that have one": {
			before: func(m meeting) {
				must[authoring.Edited](m.t)(m.service.Record(m.t.Context(), m.id, retro.Recording{Where: "one.mp4"}))
				must[authoring.Edited](m.t)(m.service.Record(m.t.Context(), m.id, retro.Recording{Where: "two.mp4", Start: 20 * time.Minute}))
				m.bring("WEBVTT\n\n00:05.000 --> 00:09.000\nOne\n", "", authoring.TranscriptOptions{Recording: 0})
				m.bring("WEBVTT\n\n00:05.000 --> 00:09.000\nTwo\n", "", authoring.TranscriptOptions{Recording: 1})
			},
			text: teams, file: "GMT20260321-142010_Recording.transcript.vtt", options: anyRecording, recording: 1, want: []string{"0:00:05 0:20:05", "0:01:00 0:21:00"},
			told: "It stands in place of the transcript that the recording had, which stays among the evidence.",
		},
		"what somebody said counts more than the name": {
			before: func(m meeting) {
				must[authoring.Edited](m.t)(m.service.Record(m.t.Context(), m.id, retro.Recording{Where: "one.mp4", Start: time.Minute}))
			},
			text: teams, file: "GMT20260321-140210_Recording.transcript.vtt", options: anyRecording, want: []string{"0:00:05 0:01:05", "0:01:00 0:02:00"},
			told: "The name of the file says that the recording began 2 min 10 s into the debrief. It stays where it was put, 1 min into the debrief, until it is aligned.",
		},
		"the time of day, in the zone that fits": {
			zones: []string{"Europe/Berlin"}, text: saved, options: anyRecording,
			want: []string{"0:02:05 0:02:05", "0:03:00 0:03:00"}, told: "Its times are of the day, read in Europe/Berlin.",
		},
		"the time of day, in a zone that is said": {
			text: saved, options: authoring.TranscriptOptions{Recording: -1, Zone: "+01:00"}, want: []string{"0:02:05 0:02:05", "0:03:00 0:03:00"},
		},
		"the time of day in a zone that nobody knows": {
			text: saved, options: anyRecording, want: []string{"0:00:00 0:00:00", "0:00:55 0:00:55"},
			told: "Its times are of the day, and no zone brings them to the debrief: its first words stand at the beginning of the recording until it is aligned.",
		},
		"the time of day over a pause": {
			before: func(m meeting) {
				m.pass(2*time.Minute + 30*time.Second)
				must[authoring.Edited](m.t)(m.service.PauseDebrief(m.t.Context(), m.id))
				m.pass(time.Minute)
				must[authoring.Edited](m.t)(m.service.ResumeDebrief(m.t.Context(), m.id))
			},
			text: saved + "\n[Dana Kim] 15:04:00\nGood.\n", options: authoring.TranscriptOptions{Recording: -1, Zone: "Europe/Berlin"},
			want: []string{"0:02:05 0:02:05", "0:02:30 0:02:30", "0:03:00 0:03:00"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := hold(t, began)
			if c.zones != nil {
				must[authoring.Edited](t)(m.service.SetZones(t.Context(), m.id, c.zones))
			}
			if c.before != nil {
				c.before(m)
			}
			m.pass(30 * time.Minute)
			heard := m.bring(c.text, c.file, c.options)
			if diff := cmp.Diff(c.want, m.places(heard.Recording)); diff != "" || heard.Recording != c.recording {
				t.Errorf("recording %d\n%s", heard.Recording, diff)
			}
			if got := strings.Join(heard.Told, " "); c.told != "" && got != c.told {
				t.Errorf("told %q", got)
			}
			if again := m.bring(c.text, c.file, c.options); !again.Edited.Unchanged || again.Evidence != heard.Evidence {
				t.Errorf("brought again: %+v", again)
			}
		})
	}
}

func TestTranscriptOverMidnightAndClockChange(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		began time.Time
		text  string
		want  []string
	}{
		"midnight": {
			time.Date(2026, 3, 21, 22, 50, 0, 0, time.UTC), "[Dana] 23:59:00\nOne.\n\n[Lee] 00:10:00\nTwo.\n",
			[]string{"0:09:00 0:09:00", "0:20:00 0:20:00"},
		},
		"begun before midnight, recorded after it": {
			time.Date(2026, 3, 21, 22, 50, 0, 0, time.UTC), "[Dana] 00:10:00\nOne.\n\n[Lee] 00:11:00\nTwo.\n",
			[]string{"0:20:00 0:20:00", "0:21:00 0:21:00"},
		},
		"forward": {
			time.Date(2026, 3, 29, 0, 50, 0, 0, time.UTC), "[Dana] 01:55:00\nOne.\n\n[Lee] 03:05:00\nTwo.\n",
			[]string{"0:05:00 0:05:00", "0:15:00 0:15:00"},
		},
		"back": {
			time.Date(2026, 10, 25, 0, 50, 0, 0, time.UTC), "[Dana] 02:55:00\nOne.\n\n[Lee] 02:05:00\nTwo.\n\n[Lee] 02:10:00\nThree.\n",
			[]string{"0:05:00 0:05:00", "0:15:00 0:15:00", "0:20:00 0:20:00"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := hold(t, c.began)
			m.pass(90 * time.Minute)
			must[authoring.Edited](t)(m.service.EndDebrief(t.Context(), m.id))
			heard := m.bring(c.text, "", authoring.TranscriptOptions{Recording: -1, Zone: "Europe/Berlin"})
			if diff := cmp.Diff(c.want, m.places(heard.Recording)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// One known moment moves the recording, what is said in it, and the notes that were
// made of that; what was noted in the room stays where the clock has it.
func TestAlignMovesAll(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{"offsets": teams, "time of day": saved} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := hold(t, time.Date(2026, 3, 21, 14, 0, 0, 0, time.UTC))
			m.pass(5*time.Minute + 10*time.Second)
			noted := must[authoring.Edited](t)(m.service.AddNote(t.Context(), m.id, authoring.Noted{Text: "Rolled back"}))
			note := noted.Content.Debrief.Notes[0].ID
			heard := m.bring(text, "", authoring.TranscriptOptions{Recording: -1, Zone: "Europe/Berlin"})
			window := must[authoring.CueWindow](t)(m.service.Cues(t.Context(), m.id, authoring.CueQuery{Find: "ROLLED ortiz"}, 0, 10))
			if window.Total != 1 || window.Cues[0].Text != "Rolled back." {
				t.Fatalf("found %+v", window)
			}
			line := authoring.CueLines{From: window.Cues[0].Line, To: window.Cues[0].Line}
			quoted := must[authoring.Edited](t)(m.service.QuoteCues(t.Context(), m.id, line, ""))
			if got := quoted.Content.Debrief.Notes[0]; got.Text != "Lee Ortiz: “Rolled back.”" || got.Citations[0].Evidence != heard.Evidence {
				t.Errorf("quoted %+v", got)
			}
			if again := must[authoring.Edited](t)(m.service.QuoteCues(t.Context(), m.id, line, "")); !again.Unchanged {
				t.Error("the same words are quoted twice")
			}
			aligned := must[authoring.Edited](t)(m.service.AlignCue(t.Context(), m.id, authoring.Moment{Note: note}, line))
			d := aligned.Content.Debrief
			for _, n := range d.Notes {
				if at, _ := d.OffsetOf(n); at != 5*time.Minute {
					t.Errorf("%s is at %s", n.Text, at)
				}
			}
			if places := m.places(0); !strings.HasSuffix(places[1], " 0:05:00") || !strings.HasSuffix(places[0], " 0:04:05") {
				t.Error(places)
			}
		})
	}
}

func TestTranscriptLeavesWithItsEvidence(t *testing.T) {
	t.Parallel()
	m := hold(t, time.Date(2026, 3, 21, 14, 0, 0, 0, time.UTC))
	heard := m.bring(teams, "said.vtt", anyRecording)
	must[authoring.Edited](t)(m.service.QuoteCues(t.Context(), m.id, authoring.CueLines{From: 3, To: 3}, ""))
	removed := must[authoring.Edited](t)(m.service.RemoveEvidence(t.Context(), m.id, heard.Evidence))
	d := removed.Content.Debrief
	if d.Recorded[0].Transcript != nil || len(d.Notes[0].Citations) != 0 {
		t.Errorf("%+v", d)
	}
	if at, ok := d.OffsetOf(d.Notes[0]); !ok || at != 5*time.Second {
		t.Errorf("the note is at %s, %v", at, ok)
	}
	if _, err := m.service.Cues(t.Context(), m.id, authoring.CueQuery{}, 0, 1); retro.ErrorCode(err) != retro.CodeNotFound {
		t.Errorf("cues of no transcript: %v", err)
	}
}
