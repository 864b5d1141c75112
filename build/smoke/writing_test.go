//go:build smoke

package smoke_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/build/window"
)

// TestWriting writes a section as people do: with slips, with a table of a
// spreadsheet, and with a word that has to be another one everywhere.
func TestWriting(t *testing.T) {
	s := start(t)
	focused := func(selector string) { s.try(s.window.SeeElement(selector + ":focus")) }
	body := func(words string) func(retro.Content) bool {
		return func(c retro.Content) bool {
			found := c.SectionByHeading("Trigger")
			return found != nil && strings.Contains(found.Body, words)
		}
	}
	s.try(s.window.Click("New retrospective"))
	s.try(s.window.See("What happened, in a few words"))
	s.try(s.display.Type("The disk was full"))
	s.try(s.display.Press("Return"))
	s.try(s.window.SeeElement(`nav[aria-label="Rooms"]`))
	s.try(s.display.Press("alt+3"))
	s.try(s.window.Click("Write Trigger"))
	focused(".cm-content")

	s.try(s.display.Type("The databse was full, and the `databse` too. "))
	s.try(s.window.WaitFor(`[...document.querySelectorAll('.cm-misspelt')].map((one) => one.textContent).join() === 'databse'`, window.Patience))
	s.step("misspelt")
	s.try(s.display.Press("ctrl+Home", "F7"))
	s.try(s.window.WaitFor(`document.activeElement?.textContent === 'database'`, window.Patience))
	s.step("suggested")
	s.try(s.display.Press("Return"))
	s.eventually("the word put right", body("The database was full, and the `databse` too."))

	s.try(s.display.Press("ctrl+End", "Return", "Return"))
	s.try(s.display.Copy([]byte("Who\tHow many\nCustomers\t1260\nShops\t38\n"), ""))
	s.try(s.display.Press("ctrl+v"))
	s.try(s.window.SeeElement(".cm-grid"))
	s.eventually("the table", body("| Customers | 1260 |"))
	s.step("table pasted")

	s.try(s.display.Press("ctrl+End", "Return"))
	s.try(s.display.Type("1. Disks"))
	s.try(s.display.Press("Return"))
	s.try(s.display.Type("Inodes too"))
	s.try(s.display.Press("Return", "Return"))
	s.eventually("a list that went on", body("1. Disks\n2. Inodes too\n\n"))

	s.try(s.display.Type("Its log says so[^1]."))
	s.try(s.display.Press("Return", "Return"))
	s.try(s.display.Type("[^1]: Written at 14:40."))
	s.try(s.display.Press("Return", "Return"))
	for _, block := range []string{"figures", "timeline"} { // the second goes on where the first leaves the caret
		s.try(s.display.Type("/" + block))
		s.try(s.window.SeeElement(".cm-tooltip-autocomplete li[aria-selected]"))
		s.try(s.display.Press("Return"))
		s.eventually("the live block", body("\n\n{{"+block+"}}"))
	}
	s.try(s.window.WaitFor(`document.querySelector('.cm-note')?.textContent === '1'`, window.Patience))
	s.step("footnote and live blocks")

	s.try(s.display.Press("ctrl+h"))
	focused(`input[aria-label="Find in the document"]`)
	s.try(s.display.Type("full"))
	s.try(s.window.See("1 place"))
	s.try(s.display.Press("Tab"))
	focused(`input[aria-label="Replace with"]`)
	const other = "out of space"
	s.try(s.display.Type(other))
	s.try(s.window.WaitFor(fmt.Sprintf("document.activeElement.value === %q", other), window.Patience))
	s.step("to be replaced")
	s.try(s.display.Press("ctrl+Return"))
	s.try(s.window.See("Replaced in 1 place"))
	s.eventually("the words replaced", body("The database was out of space"))
	s.try(s.display.Press("Escape", "ctrl+z"))
	s.eventually("the words of before", body("The database was full"))
	s.step("taken back")

	s.try(s.window.Click("Write Resolution"))
	focused(".cm-content")
	s.try(s.display.Type("Seen first here:"))
	s.try(s.display.Press("Return", "Return"))
	s.try(s.display.Copy(s.piece("error-rate-utc.png"), "image/png"))
	s.try(s.display.Press("ctrl+v"))
	s.try(s.window.See("a screenshot, 1200 × 600"))
	s.try(s.window.SeeElement(".cm-embed img"))
	s.try(s.display.Type("As said in @"))
	s.try(s.window.SeeElement(".cm-tooltip-autocomplete li[aria-selected]"))
	s.try(s.display.Press("Return"))
	s.try(s.display.Type("."))
	s.eventually("the picture, and below it a mention of it", func(c retro.Content) bool {
		found := c.SectionByHeading("Resolution")
		return found != nil && regexp.MustCompile(`(?s)^Seen first here:\n\n!\[.+\]\(evidence/(\w+)\)\n\nAs said in \[.+\]\(evidence/\w+\)\s*\.`).MatchString(found.Body)
	})
	s.step("picture and mention")
	s.try(s.display.Press("Escape"))

	before := s.sections()
	s.try(s.window.Click("Nine sections…"))
	s.try(s.window.See("Switch to it"))
	s.try(s.window.Click("A near miss"))
	s.try(s.window.WaitFor(`document.querySelector('dialog [aria-current]')?.textContent.startsWith('A near miss')`, window.Patience))
	s.step("another template")
	s.try(s.window.Click("Switch to it"))
	s.try(s.window.See("every word is still here"))
	if switched := s.sections(); !strings.Contains(switched, "Customers | 1260") || !strings.Contains(switched, "Seen first here:") {
		t.Errorf("words are lost: %s", switched)
	}
	s.step("switched")
	s.try(s.display.Press("ctrl+z"))
	s.eventually("the sections as they were, byte for byte", func(retro.Content) bool { return s.sections() == before })
}

// sections is what the document holds, as it is stored.
func (s *story) sections() string {
	s.t.Helper()
	held, err := json.Marshal(s.content().Sections)
	s.try(err)
	return string(held)
}
