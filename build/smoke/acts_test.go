//go:build smoke

package smoke_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

// acts adds, edits and removes one of everything that a person writes by hand.
// Each act is one revision, however slow the machine, and Ctrl+Z takes it back.
func (s *story) acts() {
	s.t.Helper()
	press := func(keys ...string) func() { return func() { s.try(s.display.Press(keys...)) } }
	write := func(words string) {
		s.try(s.display.Press("ctrl+a"))
		s.try(s.display.Type(words))
		s.try(s.display.Press("Return"))
	}
	// Something that is called this, or is not.
	event := func(title string) func(retro.Content) bool {
		return func(c retro.Content) bool {
			return slices.ContainsFunc(c.Events, func(e retro.Event) bool { return e.Title == title })
		}
	}
	heading := func(heading string) func(retro.Content) bool {
		return func(c retro.Content) bool { return c.SectionByHeading(heading) != nil }
	}
	item := func(title string) func(retro.Content) bool {
		return func(c retro.Content) bool {
			return slices.ContainsFunc(c.ActionItems, func(a retro.ActionItem) bool { return a.Title == title })
		}
	}
	person := func(name string) func(retro.Content) bool {
		return func(c retro.Content) bool {
			return slices.ContainsFunc(c.Participants, func(p retro.Participant) bool { return p.Name == name })
		}
	}
	note := func(text string) func(retro.Content) bool {
		return func(c retro.Content) bool {
			return slices.ContainsFunc(c.Debrief.Notes, func(n retro.Note) bool { return n.Text == text })
		}
	}
	not := func(holds func(retro.Content) bool) func(retro.Content) bool {
		return func(c retro.Content) bool { return !holds(c) }
	}
	shown := func(selector string) { s.try(s.window.SeeElement(selector)) }

	press("alt+2")()
	shown(`main[aria-label="Timeline"]`)
	shown(`[data-event]`)
	s.once("an event is added", func() {
		press("n")()
		shown(`form[aria-label="New event"] input[id$="title"]:focus`)
		write("Typed by hand")
		shown(`[data-event]:focus`)
	}, event("Typed by hand"))
	s.once("the event is edited", func() {
		press("Return")()
		shown(`form[aria-label="Edit event"] input[id$="title"]:focus`)
		write("Typed twice by hand")
		shown(`[data-event]:focus`)
	}, event("Typed twice by hand"))
	s.none("an edit that is given up", func() {
		press("Return")()
		shown(`form[aria-label="Edit event"] input[id$="title"]:focus`)
		s.try(s.display.Type("not this"))
		press("Escape")()
		shown(`[data-event]:focus`)
	})
	s.once("the event is removed", press("Delete"), not(event("Typed twice by hand")))
	s.inARow(times(s.t))
	s.step("event written by hand")

	press("alt+3")()
	shown(`main[aria-label="Document"]`)
	s.once("a section is added", func() {
		press("alt+n")()
		shown(`dialog[open] input:focus`)
		write("Customers")
	}, heading("Customers"))
	s.once("the section is edited", func() {
		s.try(s.window.Click("More for Customers"))
		s.try(s.window.Click("Heading, prompt, block, part…"))
		shown(`dialog[open] input:focus`)
		write("Customers and partners")
	}, heading("Customers and partners"))
	s.once("the section is removed", func() {
		s.try(s.window.Click("More for Customers and partners"))
		s.try(s.window.Click("Delete"))
	}, not(heading("Customers and partners")))
	s.step("section written by hand")

	press("alt+4")()
	shown(`main[aria-label="Actions"]`)
	s.once("an action item is added", func() {
		press("n")()
		shown(`input[aria-label="Add a remediation"]:focus`)
		write("Page earlier")
	}, item("Page earlier"))
	s.once("a list of ideas is pasted", func() {
		press("n")()
		shown(`input[aria-label="Add a remediation"]:focus`)
		s.try(s.display.Copy([]byte("- Rehearse it\n- Say who calls whom\n- Test the copy\n"), ""))
		press("ctrl+v")()
	}, item("Test the copy"))
	press("Down")()
	shown(`[data-action]:focus`)
	s.once("the action item is edited", func() {
		press("Return")()
		shown(`#action-title:focus`)
		write("Page much earlier")
	}, item("Page much earlier"))
	s.once("the action item is removed", press("Delete"), not(item("Page much earlier")))
	s.step("action item written by hand")

	press("alt+5")()
	shown(`main[aria-label="Debrief"]`)
	s.once("a participant is added", func() {
		press("p")()
		shown(`dialog[open] input:focus`)
		write("Noor")
	}, person("Noor"))
	s.once("the participant is edited", func() {
		s.try(s.window.Click("Edit Noor"))
		shown(`dialog[open] input:focus`)
		write("Noor Haddad")
	}, person("Noor Haddad"))
	s.once("the participant is removed", func() {
		s.try(s.window.Click("Edit Noor Haddad"))
		s.try(s.window.Click("Remove"))
	}, not(person("Noor Haddad")))
	s.once("the debrief is started", func() { s.try(s.window.Click("Start the debrief")) },
		func(c retro.Content) bool { return c.Debrief.StartedAt != nil })
	s.once("a note is added", func() {
		press("n")()
		shown(`#debrief-note:focus`)
		write("Who told customers")
	}, note("Who told customers"))
	s.once("the note is edited", func() {
		press("Down")()
		shown(`[data-note]:focus`)
		press("Return")()
		shown(`dialog[open] textarea:focus`)
		write("Who told customers, and when")
	}, note("Who told customers, and when"))
	press("Up")()
	shown(`[data-note]:focus`)
	s.once("the note is removed", press("Delete"), not(note("Who told customers, and when")))
	s.step("note written by hand")
}

// times is how many events are added in a row: TIMES, or a few.
func times(t *testing.T) int {
	t.Helper()
	text := os.Getenv("TIMES")
	if text == "" {
		return 3
	}
	times, err := strconv.Atoi(text)
	if err != nil {
		t.Fatalf("TIMES: %v", err)
	}
	return times
}

// inARow adds one event after another, as fast as the keys come, and holds that
// each is one event and one revision.
func (s *story) inARow(times int) {
	s.t.Helper()
	s.t.Logf("%d events are added in a row", times)
	for at := range times {
		title := fmt.Sprintf("Added in a row, %d", at+1)
		_, revisions := s.held()
		s.try(s.display.Press("n"))
		s.try(s.window.SeeElement(`form[aria-label="New event"] input[id$="title"]:focus`))
		s.try(s.display.Type(title))
		s.try(s.display.Press("Return"))
		s.try(s.window.SeeElement(`[data-event]:focus`))
		s.eventually(title, func(c retro.Content) bool {
			added := 0
			for _, event := range c.Events {
				if strings.HasPrefix(event.Title, "Added in a row, ") {
					added++
				}
			}
			return added == at+1
		})
		if _, now := s.held(); now != revisions+1 {
			s.step("failed")
			s.t.Fatalf("%s: made %d revisions", title, now-revisions)
		}
	}
}

// once does something and holds that it made one revision; Ctrl+Z then gives
// back what was there before, and Ctrl+Shift+Z what was done.
func (s *story) once(what string, act func(), right func(retro.Content) bool) {
	s.t.Helper()
	s.t.Log(what)
	before, revisions := s.held()
	act()
	s.eventually(what, right)
	time.Sleep(200 * time.Millisecond)
	after, now := s.held()
	if now != revisions+1 {
		s.step("failed")
		s.t.Fatalf("%s: made %d revisions", what, now-revisions)
	}
	// In a field these keys belong to the field.
	s.try(s.window.Evaluate("document.activeElement?.blur()", nil))
	for _, walk := range []struct {
		keys string
		want []byte
	}{{"ctrl+z", before}, {"ctrl+shift+z", after}} {
		s.try(s.display.Press(walk.keys))
		s.eventually(what+", then "+walk.keys, func(retro.Content) bool {
			held, _ := s.held()
			return bytes.Equal(held, walk.want)
		})
	}
}

// none does something and holds that it saved nothing.
func (s *story) none(what string, act func()) {
	s.t.Helper()
	s.t.Log(what)
	_, before := s.held()
	act()
	time.Sleep(200 * time.Millisecond)
	if _, now := s.held(); now != before {
		s.step("failed")
		s.t.Fatalf("%s: made %d revisions", what, now-before)
	}
}

// held is the content that the library holds, byte for byte, and how many
// revisions there are.
func (s *story) held() (content []byte, revisions int) {
	s.t.Helper()
	var workspace struct {
		Content   json.RawMessage
		Revisions int
	}
	const ask = `window.go.app.Library.List({ limit: 1 }).then((all) => window.go.app.Library.Open(all.rows[0].id))`
	s.try(s.window.Await(ask, &workspace))
	return workspace.Content, workspace.Revisions
}
