package export_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/afterword-app/afterword/backend/retro"
)

// TestWhatWillBeDifferent says action items whole: on the card as many as there is room
// for and how many more there are, in the short story all of them.
func TestWhatWillBeDifferent(t *testing.T) {
	t.Parallel()
	in := only("It was down.")
	in.Content.Sections[0].Role = retro.SectionSummary
	for n := range 12 {
		in.Content.ActionItems = append(in.Content.ActionItems, retro.ActionItem{
			Title: fmt.Sprintf("Keep the shop open when part %d of it fails.", n), State: retro.ActionDoNow,
		})
	}
	card := string(render(t, in, "slack").Files[0].Data)
	if !strings.Contains(card, "when part 6 of it fails; and 5 more\n") || strings.Contains(card, "part 7") {
		t.Errorf("the card:\n%s", card)
	}
	in.Short = true
	page := string(render(t, in, "markdown").Files[0].Data)
	if !strings.Contains(page, "- Keep the shop open when part 11 of it fails\n") {
		t.Errorf("the short story:\n%s", page)
	}
}
