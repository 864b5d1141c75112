package debrief_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	ical "github.com/arran4/golang-ical"
	"github.com/asticode/go-astisub"
	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/afterword-app/afterword/backend/debrief"
	"github.com/afterword-app/afterword/backend/retro"
)

// hostile are texts that would break a format that does not mind them.
var hostile = []string{
	"plain", "a --> b", "00:00:01.000 --> 00:00:02.000", "first\n\nsecond", "line\r\nbreak\u2028there\u0085", "<b>bold</b> & <v Name>", "{\\an8}top",
	`back\slash = ; # , "quotes"`, "NOTE this", "WEBVTT", "\x00\x01\x7f", "ünïcödé 漢字 🎉 " + strings.Repeat("long ", 60), "   ", "<script>alert(1)</script>",
	"]]>", "BEGIN:VEVENT", "\xff\xfe broken", "|pipe|", "1. [ ] task", "[CHAPTER]",
}

// tell makes a debrief whose titles and notes are given, with recordings that begin
// late and in the middle.
func tell(titles, notes []string, step time.Duration, recordings ...retro.Recording) debrief.Input {
	began := time.Date(2026, 3, 21, 23, 30, 0, 0, time.UTC)
	tick := retro.Tick{At: began, Boot: "one"}
	pass := func(d time.Duration) retro.Tick {
		tick.At, tick.Steady = tick.At.Add(d), tick.Steady+d
		return tick
	}
	at := retro.Instant{At: began, Zone: "UTC", Precision: retro.PrecisionMinute}
	d := retro.Debrief{At: &at, StartedAt: &began, Minutes: 45, Place: "https://call.example/room", Recorded: recordings, Lag: 10}
	for i, title := range titles {
		d.Steps = append(d.Steps, retro.AgendaStep{ID: retro.StepID(fmt.Sprintf("s%d", i)), Title: title, About: title, Minutes: 5})
	}
	kinds := retro.NoteKinds()
	for i := range titles {
		if i == 0 {
			d.Add(retro.MarkStarted, "s0", pass(0))
		} else {
			d.Add(retro.MarkStep, d.Steps[i].ID, pass(step))
		}
		for j := i; j < len(notes); j += len(titles) {
			ran := d.Ran(pass(step / time.Duration(len(notes)+1)))
			typed := tick.At
			d.Notes = append(d.Notes, retro.Note{
				ID: retro.NoteID(fmt.Sprintf("n%d", j)), At: tick.At, TypedAt: &typed, Ran: &ran, Kind: kinds[j%len(kinds)], Text: notes[j], Step: d.Steps[i].ID, Event: "e1",
			})
		}
	}
	d.Add(retro.MarkPaused, "", pass(step))
	d.Add(retro.MarkResumed, "", pass(time.Hour))
	d.Add(retro.MarkEnded, "", pass(step))
	ended := tick.At
	d.EndedAt = &ended
	return debrief.Input{
		ID: "retro", Now: tick.At, Sequence: 7, Changes: "Nothing.",
		Content: retro.Content{
			Title: titles[0], Debrief: d, Zones: []string{"Europe/Berlin"},
			Events:       []retro.Event{{ID: "e1", At: at, Title: notes[0], Kind: retro.KindTrigger}},
			Participants: []retro.Participant{{ID: "p", Name: titles[0], Roles: []retro.Role{retro.RoleMostInvolved}}},
		},
	}
}

// cases are debriefs of all sorts: hostile texts, steps of a second, two hours over,
// no recording, several, one that began before and one that is no URL.
func cases() map[string]debrief.Input {
	link := retro.Recording{Where: "https://youtu.be/abc"}
	late := retro.Recording{Where: "https://video.example/1", Start: 7 * time.Minute}
	before := retro.Recording{Where: "meeting & <notes>.mp4", Start: -3 * time.Minute}
	odd := retro.Recording{Where: "not a url: \n%%", Start: 20 * time.Minute}
	three := []string{"Open", "Walk", "Dig"}
	older := tell(three, []string{"one", "two"}, 5*time.Minute)
	older.Content.Debrief.Clock, older.Content.Debrief.Steps, older.Content.Debrief.Recording = nil, nil, "https://video.example/old"
	for i := range older.Content.Debrief.Notes {
		older.Content.Debrief.Notes[i].Ran, older.Content.Debrief.Notes[i].TypedAt = nil, nil
	}
	never := tell(three, []string{"one"}, time.Minute)
	never.Content.Debrief.Clock, never.Content.Debrief.StartedAt, never.Content.Debrief.EndedAt = nil, nil, nil
	never.Content.Debrief.Notes[0].Ran = nil
	return map[string]debrief.Input{
		"plain": tell(three, []string{"one", "two", "three"}, 5*time.Minute, link), "hostile": tell(hostile, hostile, 3*time.Minute, link, late),
		"seconds": tell(three, []string{"one", "two", "three", "four"}, time.Second, link), "short steps": tell(hostile[:8], hostile, 4*time.Second, before),
		"late": tell(three, hostile, 10*time.Minute, late), "before": tell(three, hostile, 10*time.Minute, before, odd),
		"hours over": tell(three, hostile, 50*time.Minute, link, odd), "not recorded": tell(three, hostile, time.Minute),
		"one step": tell(three[:1], []string{"one"}, 20*time.Second, link), "older": older, "never held": never,
	}
}

func eachPart(t *testing.T, check func(t *testing.T, in debrief.Input, part debrief.Part)) {
	t.Helper()
	for name, in := range cases() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, part := range debrief.Parts(in.Content) {
				check(t, in, part)
			}
		})
	}
}

func TestNothingIsLost(t *testing.T) {
	t.Parallel()
	for name, in := range cases() {
		told := len(debrief.Outside(in.Content))
		for _, part := range debrief.Parts(in.Content) {
			told += len(part.Said)
			for i, chapter := range part.Chapters {
				if chapter.To <= chapter.From || i > 0 && chapter.From < part.Chapters[i-1].To || chapter.To > part.Length || chapter.Title == "" {
					t.Errorf("%s: chapter %+v of %s", name, chapter, part.Length)
				}
			}
		}
		if told != len(in.Content.Debrief.Notes) {
			t.Errorf("%s: %d of %d notes are told", name, told, len(in.Content.Debrief.Notes))
		}
	}
}

func TestWebVTT(t *testing.T) {
	t.Parallel()
	eachPart(t, func(t *testing.T, in debrief.Input, part debrief.Part) {
		t.Helper()
		text := part.WebVTT(in.Content.Title)
		cues, err := readVTT(text)
		if err != nil {
			t.Fatalf("%v in\n%s", err, text)
		}
		checkCaptions(t, part, cues)
		subtitles, err := astisub.ReadFromWebVTT(strings.NewReader(text))
		if err != nil || len(subtitles.Items) != len(cues) {
			t.Errorf("go-astisub: %v\n%s", err, text)
		}
	})
}

// checkCaptions fails the test where a note has no words in a cue, or two overlap.
func checkCaptions(t *testing.T, part debrief.Part, cues []cue) {
	t.Helper()
	rows := 0
	for i, c := range cues {
		rows += len(c.lines)
		if i > 0 && c.from < cues[i-1].to {
			t.Errorf("%s overlaps %s", c.from, cues[i-1].from)
		}
	}
	if rows < len(part.Said) {
		t.Errorf("%d lines tell of %d notes", rows, len(part.Said))
	}
	for _, said := range part.Said {
		if said.Text == "one" && !slices.ContainsFunc(cues, func(c cue) bool { return c.from <= said.At() && said.At() < c.to+time.Second }) {
			t.Errorf("nothing stands at %s", said.At())
		}
	}
}

func TestWebVTTChapters(t *testing.T) {
	t.Parallel()
	eachPart(t, func(t *testing.T, _ debrief.Input, part debrief.Part) {
		t.Helper()
		text := part.WebVTTChapters()
		cues, err := readVTTChapters(text)
		if err != nil {
			t.Fatalf("%v in\n%s", err, text)
		}
		topics := 0
		for _, chapter := range part.Chapters {
			topics += len(part.Topics(chapter))
		}
		if len(cues) != len(part.Chapters)+topics {
			t.Errorf("%d cues of %d chapters and %d topics", len(cues), len(part.Chapters), topics)
		}
	})
	a, b := &retro.Event{Title: "A\nline"}, &retro.Event{Title: "B"}
	said := func(at time.Duration, event *retro.Event) debrief.Said {
		return debrief.Said{Note: retro.Note{Text: "x"}, Place: at * time.Second, Event: event}
	}
	part := debrief.Part{Length: 2 * time.Minute, Chapters: []debrief.Chapter{{"Walk", 0, time.Minute}, {"Dig", time.Minute, 2 * time.Minute}}}
	for name, tc := range map[string]struct {
		said []debrief.Said
		want string
	}{
		"an event at a time":   {[]debrief.Said{said(5, a), said(9, nil), said(10, a), said(20, b), said(40, a)}, "0-60 Walk, 5-20 A line, 20-40 B, 40-60 A line, 60-120 Dig"},
		"over two chapters":    {[]debrief.Said{said(50, a), said(70, a)}, "0-60 Walk, 50-60 A line, 60-120 Dig, 70-120 A line"},
		"all of a chapter":     {[]debrief.Said{said(60, b)}, "0-60 Walk, 60-120 Dig"},
		"before it ran":        {[]debrief.Said{said(-5, a), said(30, b)}, "0-60 Walk, 0-30 A line, 30-60 B, 60-120 Dig"},
		"two at the same time": {[]debrief.Said{said(30, a), said(30, b)}, "0-60 Walk, 30-60 B, 60-120 Dig"},
	} {
		part.Said = tc.said
		cues, err := readVTTChapters(part.WebVTTChapters())
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		var got []string
		for _, c := range cues {
			got = append(got, fmt.Sprintf("%g-%g %s", c.from.Seconds(), c.to.Seconds(), c.lines[0]))
		}
		if diff := cmp.Diff(tc.want, strings.Join(got, ", ")); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestSRT(t *testing.T) {
	t.Parallel()
	timing := regexp.MustCompile(`^\d{2,}:\d\d:\d\d,\d{3} --> \d{2,}:\d\d:\d\d,\d{3}$`)
	eachPart(t, func(t *testing.T, in debrief.Input, part debrief.Part) {
		t.Helper()
		text := part.SRT()
		if len(part.Said) == 0 {
			return
		}
		for i, block := range strings.Split(strings.TrimSuffix(text, "\n"), "\n\n") {
			rows := strings.Split(block, "\n")
			if len(rows) < 3 || rows[0] != strconv.Itoa(i+1) || !timing.MatchString(rows[1]) || strings.Contains(strings.Join(rows[2:], ""), "-->") {
				t.Fatalf("block %d is\n%s", i+1, block)
			}
		}
		subtitles, err := astisub.ReadFromSRT(strings.NewReader(text))
		if err != nil {
			t.Fatalf("%v in\n%s", err, text)
		}
		cues, err := readVTT(part.WebVTT(in.Content.Title))
		if err != nil || len(subtitles.Items) != len(cues) {
			t.Fatalf("%d captions, %d cues", len(subtitles.Items), len(cues))
		}
		for i, item := range subtitles.Items {
			if item.StartAt != cues[i].from || item.EndAt != cues[i].to {
				t.Errorf("caption %d is at %s to %s, the cue at %s to %s", i, item.StartAt, item.EndAt, cues[i].from, cues[i].to)
			}
		}
	})
}

func checkSchema(t *testing.T, name, text string) {
	t.Helper()
	schema, err := jsonschema.NewCompiler().Compile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(value); err != nil {
		t.Errorf("%v in\n%s", err, text)
	}
}

func TestPodcastChapters(t *testing.T) {
	t.Parallel()
	eachPart(t, func(t *testing.T, in debrief.Input, part debrief.Part) {
		t.Helper()
		text := part.PodcastChapters(in.Content.Title)
		checkSchema(t, "podcast.schema.json", text)
		var read struct {
			Chapters []struct{ StartTime, EndTime float64 }
		}
		if err := json.Unmarshal([]byte(text), &read); err != nil {
			t.Fatal(err)
		}
		if !slices.IsSortedFunc(read.Chapters, func(a, b struct{ StartTime, EndTime float64 }) int { return int(1000 * (a.StartTime - b.StartTime)) }) {
			t.Errorf("they do not rise: %s", text)
		}
	})
}

func TestJSON(t *testing.T) {
	t.Parallel()
	for name, in := range cases() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if name == "hostile" || name == "late" || name == "before" || name == "short steps" || name == "hours over" || name == "not recorded" {
				for i := range in.Content.Debrief.Notes { // the app keeps no note of nothing
					in.Content.Debrief.Notes[i].Text = strings.TrimSpace(in.Content.Debrief.Notes[i].Text) + "."
				}
			}
			text := debrief.JSON(in)
			checkSchema(t, "notes.schema.json", text)
		})
	}
}

var youtubeLine = regexp.MustCompile(`^(?:(\d+):)?(\d{1,2}):(\d\d) (\S.*)$`)

// TestYouTube holds the lines against each of YouTube's rules.
func TestYouTube(t *testing.T) {
	t.Parallel()
	eachPart(t, func(t *testing.T, _ debrief.Input, part debrief.Part) {
		t.Helper()
		text, told := part.YouTube()
		var last, count int
		for i, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
			if text == "" {
				break
			}
			found := youtubeLine.FindStringSubmatch(line)
			if found == nil || strings.ContainsAny(line, "<>") || utf8.RuneCountInString(found[4]) > 70 {
				t.Fatalf("line %q", line)
			}
			seconds := 0
			for _, part := range found[1:4] {
				n, _ := strconv.Atoi(part)
				seconds = 60*seconds + n
			}
			switch {
			case i == 0 && seconds != 0:
				t.Errorf("the first is at %d", seconds)
			case i > 0 && seconds-last < 10:
				t.Errorf("%q follows after %d s", line, seconds-last)
			}
			last, count = seconds, i+1
		}
		if part.Length >= 30*time.Second && (count < 3 || int(part.Length/time.Second)-last < 10) {
			t.Errorf("%d chapters of %s:\n%s", count, part.Length, text)
		}
		if (count != len(part.Chapters)) && len(told) == 0 {
			t.Errorf("nothing is told of %d chapters that became %d", len(part.Chapters), count)
		}
	})
	part := debrief.Part{Length: time.Hour, Chapters: []debrief.Chapter{{"A", 4 * time.Second, 8 * time.Second}, {"B", 8 * time.Second, time.Minute}, {"C", time.Minute, time.Hour}}}
	text, told := part.YouTube()
	want := "0:00 A, B\n1:00 C\n30:30 C, continued\n"
	if diff := cmp.Diff(want, text); diff != "" || len(told) != 3 {
		t.Errorf("%s\n%q", diff, told)
	}
}

func TestFFmpeg(t *testing.T) {
	t.Parallel()
	eachPart(t, func(t *testing.T, in debrief.Input, part debrief.Part) {
		t.Helper()
		text := part.FFmpeg(in.Content.Title)
		title, chapters := readFFmetadata(t, text)
		if len(chapters) != len(part.Chapters) || strings.Contains(title, "\n") {
			t.Fatalf("%d chapters of %d", len(chapters), len(part.Chapters))
		}
		for i, chapter := range chapters {
			if diff := cmp.Diff(part.Chapters[i], chapter, cmp.Comparer(func(a, b time.Duration) bool { return a.Milliseconds() == b.Milliseconds() })); diff != "" {
				t.Error(diff)
			}
		}
	})
}

// readFFmetadata reads a file as ffmpeg's demuxer does: a backslash lets the next
// character stand for itself, and only line feeds end a line.
func readFFmetadata(t *testing.T, text string) (title string, chapters []debrief.Chapter) {
	t.Helper()
	if !strings.HasPrefix(text, ";FFMETADATA1\n") {
		t.Fatalf("it begins with %q", text[:20])
	}
	for line := range strings.SplitSeq(text, "\n") {
		switch {
		case line == "" || line[0] == ';' || line[0] == '#':
			continue
		case line == "[CHAPTER]":
			chapters = append(chapters, debrief.Chapter{})
			continue
		}
		var key, value strings.Builder
		into, isKey := &key, true
		for i := 0; i < len(line); i++ {
			switch {
			case line[i] == '\\' && i+1 < len(line):
				i++
				into.WriteByte(line[i])
			case line[i] == '=' && isKey:
				into, isKey = &value, false
			default:
				into.WriteByte(line[i])
			}
		}
		if isKey {
			t.Fatalf("line %q", line)
		}
		ms, _ := strconv.Atoi(value.String())
		switch key.String() {
		case "START":
			chapters[len(chapters)-1].From = time.Duration(ms) * time.Millisecond
		case "END":
			chapters[len(chapters)-1].To = time.Duration(ms) * time.Millisecond
		case "title":
			if len(chapters) == 0 {
				title = value.String()
			} else {
				chapters[len(chapters)-1].Title = value.String()
			}
		case "TIMEBASE":
			if value.String() != "1/1000" {
				t.Errorf("time base %q", value.String())
			}
		default:
			t.Errorf("key %q", key.String())
		}
	}
	return title, chapters
}

// TestFFprobe has ffprobe read the chapters out of a file into which ffmpeg put them.
func TestFFprobe(t *testing.T) {
	t.Parallel()
	ffmpeg, err := exec.LookPath("ffmpeg")
	if err != nil {
		t.Skip("ffmpeg is not installed")
	}
	eachPart(t, func(t *testing.T, in debrief.Input, part debrief.Part) {
		t.Helper()
		if len(part.Chapters) == 0 {
			return
		}
		folder := t.TempDir()
		metadata, out := filepath.Join(folder, "chapters.ffmetadata"), filepath.Join(folder, "out.mka")
		if err := os.WriteFile(metadata, []byte(part.FFmpeg(in.Content.Title)), 0o600); err != nil {
			t.Fatal(err)
		}
		seconds := strconv.Itoa(int(part.Length/time.Second) + 1)
		// Hours of silence, in so few samples that they take no time.
		run(t, ffmpeg, "-v", "error", "-f", "lavfi", "-i", "anullsrc=r=100:cl=mono", "-i", metadata, "-c:a", "pcm_u8", "-t", seconds, "-map_metadata", "1", "-map_chapters", "1", "-y", out)
		var read struct {
			Chapters []struct {
				StartTime string `json:"start_time"`
				Tags      struct{ Title string }
			}
		}
		if err := json.Unmarshal(run(t, "ffprobe", "-v", "error", "-show_chapters", "-of", "json", out), &read); err != nil {
			t.Fatal(err)
		}
		if len(read.Chapters) != len(part.Chapters) {
			t.Fatalf("%d chapters of %d", len(read.Chapters), len(part.Chapters))
		}
		for i, chapter := range read.Chapters {
			start, _ := strconv.ParseFloat(chapter.StartTime, 64)
			if chapter.Tags.Title != part.Chapters[i].Title || int(start*1000+0.5) != int(part.Chapters[i].From.Milliseconds()) {
				t.Errorf("%+v, want %+v", chapter, part.Chapters[i])
			}
		}
	})
}

func run(t *testing.T, name string, args ...string) []byte {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var out, said bytes.Buffer
	command := exec.CommandContext(ctx, name, args...)
	command.Stdout, command.Stderr = &out, &said
	if err := command.Run(); err != nil {
		t.Fatalf("%s: %v: %s", name, err, said.String())
	}
	return out.Bytes()
}

func TestCalendar(t *testing.T) {
	t.Parallel()
	for name, in := range cases() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text, err := debrief.Calendar(in)
			if err != nil {
				t.Fatal(err)
			}
			for row := range strings.SplitSeq(strings.TrimSuffix(text, "\r\n"), "\r\n") {
				if len(row) > 75 || strings.ContainsAny(row, "\r\n") || !utf8.ValidString(row) {
					t.Errorf("row %q", row)
				}
			}
			calendar, err := ical.ParseCalendar(strings.NewReader(text))
			if err != nil {
				t.Fatal(err)
			}
			events := calendar.Events()
			if len(events) != 1 || len(calendar.CalendarProperties) != 4 {
				t.Fatalf("%d events in\n%s", len(events), text)
			}
			event := events[0]
			start, err := event.GetStartAt()
			if err != nil || !start.Equal(in.Content.Debrief.At.At) {
				t.Errorf("it starts %s, %v", start, err)
			}
			end, err := event.GetEndAt()
			if err != nil || end.Sub(start) != 45*time.Minute {
				t.Errorf("it ends %s, %v", end, err)
			}
			for property, want := range map[ical.ComponentProperty]string{
				ical.ComponentPropertyUniqueId: "debrief-retro@afterword.invalid", ical.ComponentPropertySequence: "7",
				ical.ComponentPropertySummary:  "Debrief: " + strings.Join(strings.Fields(in.Content.Title), " "),
				ical.ComponentPropertyLocation: "https://call.example/room", ical.ComponentPropertyUrl: "https://call.example/room",
			} {
				if got := event.GetProperty(property); got == nil || got.Value != want {
					t.Errorf("%s is %+v, want %q", property, got, want)
				}
			}
			for _, property := range []ical.ComponentProperty{ical.ComponentPropertyOrganizer, ical.ComponentPropertyAttendee} {
				if event.GetProperty(property) != nil {
					t.Errorf("it has %s", property)
				}
			}
		})
	}
	if _, err := debrief.Calendar(debrief.Input{}); retro.ErrorCode(err) != retro.CodeInvalid {
		t.Errorf("without a date: %v", err)
	}
}
