package export_test

import (
	"strings"
	"testing"
	"time"

	"github.com/afterword-app/afterword/backend/export"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/retrotest"
)

// TestLiveMarks shows texts with marks in them, in the window and as they leave.
func TestLiveMarks(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"several in one section": "First.\n\n{{figures}}\n\nThen **this**.\n\n{{participants}}\n\nAt last.\n\n{{if we have time}}\n",
		"some of the timeline":   "{{timeline impact, Resolution}}\n\n{{timeline 10:02 to 10:05}}\n\n{{timeline from 11:00}}\n\n{{timeline until 10:02}}\n\n{{timeline 2025-11-13 00:00 – 2025-11-13 23:59}}\n",
		"some pictures":          "{{gallery 10:00 to 11:00}}\n\n{{gallery until 09:00}}\n",
		"not understood":         "{{timelin}}\n\n{{graph}}\n\n{{timeline soon}}\n\n{{timeline ten to eleven}}\n\n{{figures of last year}}\n\n{{gallery red}}\n",
		"where none can be":      "`{{figures}}`\n\n```\n{{figures}}\n```\n\n> {{figures}}\n\n- {{figures}}\n\n| {{figures}} |\n|---|\n\n# {{figures}}\n\nsee {{figures}}\n",
		"with headings":          "# Cause\n\n{{factors}}\n\n## Detail\n",
		"tables":                 "{{assumptions}}\n\n{{claims}}\n\n{{learnings}}\n\n{{glossary}}\n\n{{figures}}\n",
		"tables without rows":    "{{impact}}\n\n{{claims}}\n\n{{outcomes}}\n\n{{assumptions of ours}}\n",
		"the drawing alone":      "{{drawing 10:02 to 10:05}}\n\n{{timeline marked}}\n\n{{drawing marked}}\n\n{{chart}}\n\n{{chart orders}}\n",
		"what changed before":    "{{timeline just before}}\n\n{{ drawing  Just  before }}\n",
		"in each other":          "{{factors}}\n\n{{factors}}\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in := story()
			in.Content.Factors = append(in.Content.Factors, retro.Factor{Title: "It names itself", Body: "{{factors}}"})
			in.Content.Sections = []retro.Section{{Heading: "One", Body: body}}
			in.Content.Events[1].DiveIn = true
			if name == "tables" {
				in.Content.Tables = someRows()
			}
			if name == "what changed before" {
				earlier := in.Content.Events[0].At.Shift(-time.Hour)
				in.Content.Events = append(in.Content.Events,
					retro.Event{ID: "raised", At: earlier, Kind: retro.KindChange, Title: "The parser is raised"},
					retro.Event{ID: "left", At: earlier, Kind: retro.KindOrganisation, Title: "The one who knew it leaves"},
					retro.Event{ID: "seen", At: earlier, Kind: retro.KindObservation, Title: "The disk is warm"})
			}
			shown, err := export.Preview(t.Context(), in, body, links())
			if err != nil {
				t.Fatal(err)
			}
			result := render(t, in, "markdown")
			retrotest.Golden(t, "window", shown.String())
			retrotest.Golden(t, "markdown", result.Clipboard.Text+"\n---\n"+strings.Join(result.Notes, "\n")+"\n")
		})
	}
}

// someRows fills some tables, not all of their columns.
func someRows() retro.Rows {
	return retro.Rows{
		retro.NounImpact: {{ID: "i1", Cells: map[string]string{"who": "Shopkeepers", "many": "about 1,200", "felt": "the basket forgot what they had **chosen**"}}},
		retro.NounAssumption: {
			{ID: "a1", Cells: map[string]string{"believed": "The key is large enough, see [the log](evidence/0000000000log#L48120)", "true": "It was an integer"}},
			{ID: "a2", Cells: map[string]string{"believed": "Somebody | reads `mail`"}},
		},
		retro.NounClaim:    {{ID: "c1", Cells: map[string]string{"claim": "Restores are rehearsed", "holds": "no", "since": "2026-03-01"}}},
		retro.NounLearning: {{ID: "l1", Cells: map[string]string{"learned": "Keys have ends"}}, {ID: "l2", Cells: map[string]string{"learned": "Charts are read by few\n\nand by those at night"}}},
	}
}

// TestLinkToEvent expects a link in the window and words elsewhere, and a note of
// one that leads nowhere.
func TestLinkToEvent(t *testing.T) {
	t.Parallel()
	in := story()
	in.Content.Sections = []retro.Section{{Heading: "One", Body: "At [10:02](event/" + string(in.Content.Events[0].ID) + ") and [10:30](event/gone), [](event/gone)."}}
	shown, err := export.Preview(t.Context(), in, in.Content.Sections[0].Body, links())
	if err != nil {
		t.Fatal(err)
	}
	want := `<p>At <a data-event="` + string(in.Content.Events[0].ID) + `" role="link" tabindex="0">10:02</a> and 10:30, an event.</p>`
	if got := strings.TrimSpace(shown.String()); got != want {
		t.Errorf("in the window %s, want %s", got, want)
	}
	result := render(t, in, "markdown")
	if !strings.HasSuffix(result.Clipboard.Text, "At 10:02 and 10:30, an event.\n") {
		t.Errorf("it leaves as\n%s", result.Clipboard.Text)
	}
	if notes := strings.Join(result.Notes, "\n"); !strings.Contains(notes, "2 links lead to events") {
		t.Errorf("notes %q", notes)
	}
}

// TestLinkToRow expects that a link to an event leads to its row on a page that has one,
// to the first where there are more, and that it is but words where there is none.
func TestLinkToRow(t *testing.T) {
	t.Parallel()
	in := story()
	const body = "At [10:02](event/e1)."
	for below, want := range map[string]string{
		"":                                 "<p>At 10:02.</p>",
		"\n\n{{timeline}}\n\n{{timeline}}": `<p>At <a href="#event-e1">10:02</a>.</p>`,
		"\n\n{{timeline from 11:00}}":      "<p>At 10:02.</p>",
	} {
		in.Content.Sections = []retro.Section{{Heading: "One", Body: body + below}}
		page := string(render(t, in, "html").Files[0].Data)
		rows := strings.Count(page, `<td id="event-e1">`)
		if isLink := strings.Contains(want, "<a"); !strings.Contains(page, want) || (rows == 1) != isLink || rows > 1 {
			t.Errorf("%q has no %s, or %d rows to lead to", below, want, rows)
		}
	}
}

// TestMarkInsteadOfBlockBelow expects what stands below a section's text only
// where its text does not have it.
func TestMarkInsteadOfBlockBelow(t *testing.T) {
	t.Parallel()
	in := story()
	in.Content.Sections = []retro.Section{{Heading: "One", Body: "{{figures}}\n\nAfter.", Block: retro.BlockFigures}}
	text := render(t, in, "markdown").Clipboard.Text
	if strings.Count(text, "| Customer impact |") != 1 || !strings.HasSuffix(text, "After.\n") {
		t.Errorf("the figures stand below, too:\n%s", text)
	}
}

// Letters that are longer in small move nothing else of a mark.
func TestMarkInLongLetters(t *testing.T) {
	t.Parallel()
	for _, body := range []string{"{{timeline İİİİİİİİ to 3}}", "{{gallery \xff\xff\xff\xff\xff until 10:00}}", "{{timeline FROM İ TO İ}}"} {
		shown, err := export.Preview(t.Context(), story(), body, links())
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(shown.String(), "no time that can be read") {
			t.Errorf("%q is shown as %s", body, shown)
		}
	}
}
