package export_test

import (
	"strings"
	"testing"
	"time"

	"github.com/afterword-app/afterword/backend/export"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/retrotest"
)

func TestBlock(t *testing.T) {
	t.Parallel()
	for _, block := range append(retro.LiveBlocks(), "from-a-later-version") {
		t.Run(string(block), func(t *testing.T) {
			t.Parallel()
			shown, err := export.Block(t.Context(), story(), block, links())
			if err != nil {
				t.Fatal(err)
			}
			empty, err := export.Block(t.Context(), export.Input{}, block, links())
			if err != nil {
				t.Fatal(err)
			}
			retrotest.Golden(t, "full", shown.String())
			retrotest.Golden(t, "empty", empty.String())
		})
	}
}

// TestTimelineOverYears has times of every precision on many days, where the
// clock alone would not do.
func TestTimelineOverYears(t *testing.T) {
	t.Parallel()
	in := export.Input{Content: retro.Content{Zones: []string{"Asia/Tokyo", "America/New_York", "UTC", "Nowhere/Land"}}}
	add := func(title, when, until string) {
		event := retro.Event{ID: retro.EventID(title), Title: title, Kind: retro.KindObservation}
		var err error
		if event.At, err = retro.ParseInstant(when, time.UTC); err != nil {
			t.Fatal(err)
		}
		if until != "" {
			end, err := retro.ParseInstant(until, time.UTC)
			if err != nil {
				t.Fatal(err)
			}
			event.End = &end
		}
		in.Content.Events = append(in.Content.Events, event)
	}
	add("founded", "about 1998", "")
	add("hired", "2014-03", "2019-05")
	add("froze", "2025-12-20", "2026-01-08")
	add("deployed", "2026-03-14 21:40", "")
	add("failed", "2026-03-14T21:40:00.250Z", "2026-03-15T02:00:00Z")
	add("short", "2026-03-15T03:00:00Z", "2026-03-15T03:00:10Z")
	in.Content.Sections = []retro.Section{{Heading: "Timeline", Block: retro.BlockTimeline}}
	result := render(t, in, "markdown")
	retrotest.Golden(t, "markdown", result.Clipboard.Text)
	for _, file := range render(t, in, "slack").Files {
		retrotest.Golden(t, file.Name, string(file.Data))
	}
	if notes := strings.Join(result.Notes, "\n"); !strings.Contains(notes, `The zone “Nowhere/Land” is not known here`) {
		t.Errorf("notes do not speak of the zone: %s", notes)
	}
}

// TestActionItemsThatAreDue expects a column of days where something is due, and
// none elsewhere.
func TestActionItemsThatAreDue(t *testing.T) {
	t.Parallel()
	in := story()
	if text := render(t, in, "markdown").Clipboard.Text; strings.Contains(text, "| Due |") {
		t.Errorf("nothing is due, and there is a column for it:\n%s", text)
	}
	in.Content.ActionItems[0].Due = "2026-12-24"
	text := render(t, in, "markdown").Clipboard.Text
	for _, want := range []string{"| Ticket | Due |", "| 2026-12-24 |"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing:\n%s", want, text)
		}
	}
}

// TestActionItemsWithTheirOwnLaterList expects the list of what is done if there
// is time only once.
func TestActionItemsWithTheirOwnLaterList(t *testing.T) {
	t.Parallel()
	in := story()
	in.Content.Sections = append(in.Content.Sections, retro.Section{Heading: "Later", Block: retro.BlockIfWeHaveTime})
	text := render(t, in, "markdown").Clipboard.Text
	if count := strings.Count(text, "Tidy the migration guide"); count != 1 {
		t.Errorf("the list occurs %d times, want once", count)
	}
	if strings.Contains(text, "### If we have time") {
		t.Error("the action items carry the list, too")
	}
}

func TestPicturesAreExportedOnce(t *testing.T) {
	t.Parallel()
	in := story()
	in.Content.Evidence = append(in.Content.Evidence,
		retro.Evidence{ID: "second", Kind: retro.EvidenceScreenshot, Label: "Failed orders per minute"},
		retro.Evidence{ID: "third", Kind: retro.EvidenceScreenshot, Label: "日本語"},
	)
	var names []string
	for _, file := range render(t, in, "markdown").Files[1:] {
		names = append(names, file.Name)
	}
	want := "assets/01-failed-orders-per-minute.png assets/timeline-1.png assets/02-failed-orders-per-minute.png assets/03-日本語.png"
	if got := strings.Join(names, " "); got != want {
		t.Errorf("files %s, want %s", got, want)
	}
}

func BenchmarkRender(b *testing.B) {
	in := story()
	in.Paintings = export.NewPaintings() // as whoever exports more than once has
	in.Content.Sections[0].Body = strings.Repeat(impactBody+"\n\n"+causeBody+"\n\n", 10)
	for _, target := range export.Targets() {
		b.Run(target.Name, func(b *testing.B) {
			for b.Loop() {
				if _, err := export.Render(b.Context(), in, target.Name); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkPreview(b *testing.B) {
	markdown := strings.Repeat(impactBody+"\n\n"+resolutionBody+"\n\n", 20)
	b.SetBytes(int64(len(markdown)))
	for b.Loop() {
		if _, err := export.Preview(b.Context(), story(), markdown, links()); err != nil {
			b.Fatal(err)
		}
	}
}

// TestLeadingZone expects the zone that leads on the screen to lead in the page:
// in the table, the figures and what is said of the day.
func TestLeadingZone(t *testing.T) {
	t.Parallel()
	in := export.Input{Content: retro.Content{Zones: []string{"Europe/Berlin", "UTC"}}}
	at := func(text string) retro.Instant {
		instant, err := retro.ParseInstant(text, time.UTC)
		if err != nil {
			t.Fatal(err)
		}
		return instant
	}
	known := at("2026-03-14T23:10:00Z")
	in.Content.Events = []retro.Event{
		{ID: "a", Title: "broke", Kind: retro.KindImpact, At: at("2026-03-14T23:05:00Z"), KnownAt: &known},
		{ID: "b", Title: "written down", Kind: retro.KindObservation, At: retro.Instant{At: at("2026-03-14T23:06:00Z").At, Precision: retro.PrecisionMinute}},
	}
	in.Content.Sections = []retro.Section{
		{Heading: "Timeline", Block: retro.BlockTimeline}, {Heading: "Figures", Block: retro.BlockFigures},
	}
	page := render(t, in, "markdown").Clipboard.Text
	for _, want := range []string{
		"| Berlin | UTC | Kind |",
		"| 2026-03-15 00:05:00 | 2026-03-14 23:05:00 |",
		"known since 00:10:00 Berlin",
		"| – | 2026-03-14 23:06 (zone unknown) |",
		"2026-03-15 00:05:00 Berlin (2026-03-14 23:05:00 UTC)",
		"15 March 2026",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not hold %q:\n%s", want, page)
		}
	}
}
