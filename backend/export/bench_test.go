package export_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/afterword-app/afterword/backend/export"
	"github.com/afterword-app/afterword/backend/retro"
)

// BenchmarkTimeline renders a timeline of 5,000 events that cite two lines each.
func BenchmarkTimeline(b *testing.B) {
	in := story()
	evidence := in.Content.Evidence[0]
	for _, e := range in.Content.Evidence {
		if e.IsText() {
			evidence = e
		}
	}
	in.Content.Events = nil
	begun := time.Date(2025, 11, 14, 10, 0, 0, 0, time.UTC)
	for i := range 5000 {
		in.Content.Events = append(in.Content.Events, retro.Event{
			ID: retro.EventID(fmt.Sprintf("e%d", i)), Kind: retro.KindObservation, Title: fmt.Sprintf("The pool was exhausted for the %d. time", i),
			Body: "Nobody **saw** it.", At: retro.Instant{At: begun.Add(time.Duration(i) * time.Second), Zone: "Z", Precision: retro.PrecisionSecond},
			Citations: []retro.Citation{{Evidence: evidence.ID, FromLine: i + 1, ToLine: i + 1}, {Evidence: evidence.ID, FromLine: 2*i + 1, ToLine: 2*i + 2}},
		})
	}
	for b.Loop() {
		if _, err := export.Block(b.Context(), in, retro.BlockTimeline, links()); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkDrawings renders the story for a target that has its drawings painted, with and
// without a memory of what was painted.
func BenchmarkDrawings(b *testing.B) {
	for name, paintings := range map[string]*export.Paintings{"anew": nil, "again": export.NewPaintings()} {
		b.Run(name, func(b *testing.B) {
			in := story()
			in.Paintings = paintings
			in.Content.Sections = append(in.Content.Sections, retro.Section{Heading: "Timeline", Block: retro.BlockTimeline})
			for b.Loop() {
				if _, err := export.Render(b.Context(), in, "markdown"); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// TestPaintings expects the same pictures whether they are remembered or not, and others
// of what is drawn otherwise.
func TestPaintings(t *testing.T) {
	t.Parallel()
	in := story()
	in.Content.Sections = []retro.Section{{Heading: "Timeline", Block: retro.BlockTimeline}}
	picture := func(in export.Input) string {
		for _, file := range render(t, in, "markdown").Files {
			if file.Name == "assets/timeline-1.png" {
				return string(file.Data)
			}
		}
		t.Fatal("there is no drawing")
		return ""
	}
	plain := picture(in)
	in.Paintings = export.NewPaintings()
	if first, second := picture(in), picture(in); first != plain || second != plain {
		t.Error("what is remembered is another picture")
	}
	in.Content.Events = in.Content.Events[1:]
	if picture(in) == plain {
		t.Error("what is drawn otherwise is the same picture")
	}
}
