package export_test

import (
	"strings"
	"testing"

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
		"in each other":          "{{factors}}\n\n{{factors}}\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in := story()
			in.Content.Factors = append(in.Content.Factors, retro.Factor{Title: "It names itself", Body: "{{factors}}"})
			in.Content.Sections = []retro.Section{{Heading: "One", Body: body}}
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
