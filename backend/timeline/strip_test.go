package timeline_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image"
	"image/png"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/afterword-app/afterword/backend/canvas"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/timeline"
)

// felt are three events at which people told how they felt, a screenshot of the second,
// and an incident within.
func felt() ([]retro.Event, []retro.Evidence) {
	events := []retro.Event{event(1, 0, retro.KindTrigger), event(2, time.Hour, retro.KindAction), event(3, 2*time.Hour, retro.KindResolution), event(4, 90*time.Minute, retro.KindDetection)}
	events[0].Feelings = []retro.Feeling{{Who: "Dana", Mood: retro.MoodLow, Words: "afraid"}, {Who: "Joel", Mood: retro.MoodGreat}}
	events[1].Feelings = []retro.Feeling{{Who: "Dana", Mood: retro.MoodAwful}}
	events[1].Citations = []retro.Citation{{Evidence: "picture"}}
	events[2].Feelings = []retro.Feeling{{Who: "Dana", Mood: retro.MoodGood}}
	events[3].Within = events[1].ID
	events[1].Title, events[3].Title = "A “test” <within> & more", "部署 🔥 كثير"
	return events, []retro.Evidence{{ID: "picture", Kind: retro.EvidenceScreenshot, Label: "Dashboard"}}
}

func dot(retro.EvidenceID) []byte {
	var out bytes.Buffer
	if png.Encode(&out, image.NewGray(image.Rect(0, 0, 300, 100))) != nil {
		return nil
	}
	return out.Bytes()
}

func TestStrips(t *testing.T) {
	t.Parallel()
	events, evidence := felt()
	index := timeline.NewIndex(events, evidence, timeline.BySubject)
	from, to, _ := index.Extent()
	frame := index.Frame(timeline.View{From: from, To: to, Width: 900})
	if len(frame.Shots) != 1 || frame.Shots[0].Title != "Dashboard" {
		t.Errorf("screenshots: %+v", frame.Shots)
	}
	if frame.Mood == nil || len(frame.Mood.Lines) != 2 || frame.Mood.Lines[0].Who != "Dana" {
		t.Fatalf("moods: %+v", frame.Mood)
	}
	dana := frame.Mood.Lines[0].Points
	if len(dana) != 3 || !(dana[1].Y > dana[0].Y && dana[0].Y > dana[2].Y) || dana[0].Label != "Dana: low, afraid" {
		t.Errorf("Dana felt %+v", dana)
	}
	held := slices.IndexFunc(frame.Spans, func(s timeline.Span) bool { return s.Holds })
	if held < 0 || frame.Spans[held].Bottom <= frame.Spans[held].Y {
		t.Fatalf("nothing holds others: %+v", frame.Spans)
	}
	inside := slices.IndexFunc(frame.Marks, func(m timeline.Mark) bool { return m.Kind == retro.KindDetection })
	if m := frame.Marks[inside]; m.Y <= frame.Spans[held].Y || m.Y >= frame.Spans[held].Bottom {
		t.Errorf("it is drawn at %v, outside of what holds it: %+v", m.Y, frame.Spans[held])
	}
}

// TestMoodsAreNotStruckThrough holds that the words of a mood stand beside the lines of all,
// within the strip.
func TestMoodsAreNotStruckThrough(t *testing.T) {
	t.Parallel()
	events := []retro.Event{event(1, 0, retro.KindTrigger), event(2, time.Hour, retro.KindAction), event(3, 2*time.Hour, retro.KindResolution)}
	events[0].Feelings = []retro.Feeling{{Who: "Dana", Mood: retro.MoodLow, Words: "afraid"}, {Who: "Joel", Mood: retro.MoodGreat}}
	events[1].Feelings = []retro.Feeling{{Who: "Dana", Mood: retro.MoodLow, Words: "alone"}}
	events[2].Feelings = []retro.Feeling{{Who: "Dana", Mood: retro.MoodLow}, {Who: "Joel", Mood: retro.MoodGreat}}
	index := timeline.NewIndex(events, nil, timeline.BySubject)
	from, to, _ := index.Extent()
	mood := index.Frame(timeline.View{From: from, To: to.Add(time.Hour), Width: 1100}).Mood
	told := map[string]float64{}
	for _, line := range mood.Lines {
		for _, p := range line.Points {
			if p.Label == "" {
				t.Errorf("%q is not told", p.Said)
			}
			told[p.Said] = p.LabelY - p.Y
			if p.LabelY-5 < mood.Top || p.LabelY+5 > mood.Top+mood.Height {
				t.Errorf("%q stands at %v, outside of the strip", p.Said, p.LabelY)
			}
		}
	}
	if told["Dana: low, afraid"] >= 0 || told["Dana: low, alone"] >= 0 || told["Dana: low"] != 0 {
		t.Errorf("Dana's line is flat, and its words stand %v from it", told)
	}
	events[2].Feelings[0].Words = "and not slept for three nights"
	seen := timeline.View{From: from, To: to.Add(2 * time.Hour), SeenFrom: from, SeenTo: to.Add(10 * time.Minute), Width: 2000}
	points := timeline.NewIndex(events, nil, timeline.BySubject).Frame(seen).Mood.Lines[0].Points
	if label := points[len(points)-1].Label; !strings.HasSuffix(label, "…") || len(label) > 24 {
		t.Errorf("at the edge of what is seen stands %q", label)
	}
}

// TestDrawingIsWellFormed holds that what is saved is XML in light and dark, whatever titles
// are made of, with its screenshot in it once, of all and of a part, and that it becomes a
// PNG.
func TestDrawingIsWellFormed(t *testing.T) {
	t.Parallel()
	events, evidence := felt()
	index := timeline.NewIndex(append(events, many(400)...), evidence, timeline.ByKind)
	from, to, _ := index.Extent()
	middle := from.Add(to.Sub(from) / 2)
	for name, o := range map[string]timeline.Options{
		"all": {Width: 1000, Pictures: dot}, "a part": {Width: 1000, From: from, To: middle, Pictures: dot}, "without pictures": {Width: 700},
	} {
		drawing := index.Draw(o)
		for _, theme := range []canvas.Theme{canvas.Light, canvas.Dark} {
			svg := drawing.SVG(theme)
			decoder := xml.NewDecoder(strings.NewReader(svg))
			pictures := 0
			for {
				token, err := decoder.Token()
				if errors.Is(err, io.EOF) {
					break
				}
				if err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				if start, ok := token.(xml.StartElement); ok && start.Name.Local == "image" {
					pictures++
				}
			}
			if (pictures == 1) != (o.Pictures != nil) {
				t.Errorf("%s: %d pictures", name, pictures)
			}
		}
		if _, err := drawing.PNG(canvas.Dark, 1); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestSignsAtTheEnd holds that what was mitigated and resolved at almost one time at the end of
// the drawing is said of both.
func TestSignsAtTheEnd(t *testing.T) {
	t.Parallel()
	over := retro.NewInstant(start.Add(80 * time.Minute))
	events := []retro.Event{
		event(1, 0, retro.KindTrigger), event(2, time.Second, retro.KindImpact), event(3, time.Minute, retro.KindDetection),
		event(4, 80*time.Minute+4*time.Second, retro.KindResolution),
	}
	events[1].End = &over
	index := timeline.NewIndex(events, nil, timeline.BySubject)
	svg := index.Draw(timeline.Options{Width: 1000}).SVG(canvas.Light)
	for _, words := range []string{"detected", "mitigated, resolved"} {
		if !strings.Contains(svg, ">"+words+"<") {
			t.Errorf("it does not say %q", words)
		}
	}
}
