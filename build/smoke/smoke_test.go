//go:build smoke

package smoke_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/build/window"
)

const root = "../.."

// The tag devtools adds nothing but the inspector to what is shipped.
const tags = "desktop,production,webkit2_41,devtools"

// TestStory is one long test on purpose: each step stands on the one before, as
// it does for a person.
func TestStory(t *testing.T) {
	s := start(t)
	const title = "Orders stop saving"

	s.step("library")
	s.try(s.window.Click("New retrospective"))
	s.try(s.window.See("What happened, in a few words"))
	s.try(s.display.Type(title))
	s.try(s.display.Press("Return"))
	s.try(s.window.SeeElement(`nav[aria-label="Rooms"]`))

	s.try(s.display.Copy(s.piece("postgres-primary.log"), ""))
	s.try(s.display.Press("ctrl+v"))
	s.try(s.window.See("PostgreSQL, 493 entries"))
	s.step("log pasted")

	s.try(s.display.Copy(s.piece("error-rate-utc.png"), "image/png"))
	s.try(s.display.Press("ctrl+v"))
	s.try(s.window.See("a screenshot, 1200 × 600"))
	s.try(s.window.SeeElement(`[role="row"] img`))
	s.step("picture pasted")

	dropped := filepath.Join(s.folder, "worker.log")
	s.try(os.WriteFile(dropped, []byte("2026-03-14T21:40:00Z ERROR worker: gave up\n"), 0o600))
	s.try(s.display.Drop(s.source, 700, 450, func() error { return s.window.See("Drop to keep it as evidence") }, dropped))
	s.try(s.window.See("Kept “worker.log”"))
	s.step("log dropped")

	s.try(s.display.Press("slash"))
	s.try(s.display.Type("integer out of range"))
	// A click overtakes keys that the page has not read yet.
	s.try(s.window.WaitFor(`document.activeElement.value === "integer out of range"`, window.Patience))
	s.try(s.window.See("101 entries from"))
	s.try(s.window.ClickSelector("#entry-0"))
	s.try(s.display.Press("shift+Down"))
	s.try(s.window.See("2 entries selected"))
	s.try(s.display.Press("t"))
	s.eventually("an event that cites both lines", func(c retro.Content) bool {
		return len(c.Events) == 1 && len(c.Events[0].Citations) == 2
	})
	s.step("promoted")

	const first, later = "Every order failed at the last step.", "Nobody was charged."
	s.try(s.display.Press("Escape", "alt+3"))
	s.try(s.window.Click("Write Trigger"))
	s.try(s.window.SeeElement(".cm-content:focus"))
	s.try(s.display.Type(first))
	s.eventually("the section", section("Trigger", first))
	s.step("section written")

	s.try(s.display.Press("ctrl+s"))
	s.try(s.window.See("Everything is saved already"))
	s.try(s.display.Press("ctrl+a"))
	s.try(s.display.Type("First draft"))
	s.try(s.display.Press("Return"))
	s.try(s.window.See("Kept “First draft”"))
	s.step("checkpoint named")

	s.try(s.window.ClickSelector(".cm-content"))
	s.try(s.display.Press("ctrl+End"))
	s.try(s.display.Type(" " + later))
	s.eventually("the edit", section("Trigger", first+" "+later))
	s.try(s.display.Press("Escape", "alt+6"))
	s.try(s.window.WaitFor(fmt.Sprintf("[...document.querySelectorAll('ins')].some((e) => e.innerText.includes(%q))", later), window.Patience))
	s.step("difference")
	s.try(s.display.Press("b"))
	s.try(s.window.See("Change 1 of 1"))
	s.try(s.display.Press("r"))
	s.try(s.window.See("Make this place again as in “First draft”?"))
	s.try(s.window.WaitFor("document.querySelector('dialog del')?.innerText.includes('Nobody')", window.Patience))
	s.step("restore looked at")
	s.try(s.window.ClickSelector("dialog footer button:last-child"))
	s.eventually("the first draft of the section", section("Trigger", first))
	s.step("place restored")
	s.try(s.display.Press("ctrl+z"))
	s.eventually("what stood there", section("Trigger", first+" "+later))

	s.try(s.display.Press("alt+7"))
	s.try(s.window.ClickSelector(`input[type="radio"][value="html"]`))
	s.try(s.window.See(first + " " + later))
	s.step("export")
	s.try(s.display.Press("ctrl+e"))
	exported := filepath.Join(s.folder, "shared.html")
	s.try(s.display.FocusNewest("Save", window.Patience))
	s.step("save dialog")
	s.try(s.display.Press("ctrl+a"))
	s.try(s.display.Type(exported))
	s.try(s.display.Press("Return"))
	s.file(exported, first+" "+later)
	s.try(s.display.FocusNewest("^Afterword$", window.Patience))

	s.acts()

	s.try(s.display.Press("alt+3"))
	s.try(s.window.Click("Write Trigger"))
	s.try(s.window.SeeElement(".cm-content:focus"))
	s.try(s.display.Press("ctrl+End"))
	const last = "The rest of the shop went on."
	s.try(s.display.Type(" " + last))
	s.try(s.window.WaitFor(fmt.Sprintf("document.querySelector('.cm-content').innerText.includes(%q)", last), window.Patience))
	s.try(s.window.WaitFor(`document.querySelector('footer [role="status"]').innerText.startsWith('Saved')`, window.Patience))
	s.window.Kill()
	s.open()
	s.try(s.window.Click(title))
	s.try(s.display.Press("alt+3"))
	s.try(s.window.See(last))
	s.eventually("everything typed", section("Trigger", first+" "+later+" "+last))
	s.step("opened after a kill")

	s.try(s.window.Click("Write Trigger"))
	s.try(s.window.SeeElement(".cm-content:focus"))
	s.try(s.display.Press("ctrl+End"))
	s.try(s.display.Copy(s.piece("error-rate-utc.png"), "image/png"))
	s.try(s.display.Press("ctrl+v"))
	s.eventually("the picture in the section", func(c retro.Content) bool {
		found := c.SectionByHeading("Trigger")
		return found != nil && strings.Contains(found.Body, "](evidence/"+string(c.Evidence[1].ID)+")")
	})
	s.try(s.window.SeeElement(".cm-content:focus"))
	s.step("picture pasted into a section")
}

// section reports whether a section says exactly this.
func section(heading, body string) func(retro.Content) bool {
	return func(c retro.Content) bool {
		found := c.SectionByHeading(heading)
		return found != nil && found.Body == body
	}
}

// story is the app in front of a person.
type story struct {
	t       *testing.T
	binary  string
	library string
	folder  string // for what the person saves
	source  string // a program to drag files from
	shots   string
	display *window.Display
	window  *window.Window
}

// start opens the app on a display of its own.
func start(t *testing.T) *story {
	t.Helper()
	return startOn(t, 1440, 900)
}

func startOn(t *testing.T, width, height int) *story {
	t.Helper()
	built, err := builds()
	if err != nil {
		t.Fatal(err)
	}
	s := &story{t: t, folder: t.TempDir(), shots: built.shots, binary: built.binary, source: built.source}
	s.library = filepath.Join(s.folder, "library.db")
	if s.display, err = window.OpenDisplay(width, height); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.display.Close)
	s.open()
	return s
}

// built is what all tests have in common.
type built struct{ binary, source, shots string }

// programs is the folder of what is built.
var programs string

// builds makes the programs, and an empty folder for the pictures, once.
var builds = sync.OnceValues(func() (b built, err error) {
	if b.shots, err = filepath.Abs(filepath.Join(root, "smoke-out")); err != nil {
		return b, err
	}
	if err := os.RemoveAll(b.shots); err != nil {
		return b, err
	}
	if err := os.MkdirAll(b.shots, 0o755); err != nil {
		return b, err
	}
	b.binary, b.source = filepath.Join(programs, "afterword"), filepath.Join(programs, "dragsource")
	for _, program := range []struct{ tags, out, pkg string }{{tags, b.binary, "."}, {"smoke", b.source, "./build/window/dragsource"}} {
		build := exec.Command("go", "build", "-tags", program.tags, "-o", program.out, program.pkg)
		build.Dir = root
		if said, err := build.CombinedOutput(); err != nil {
			return b, fmt.Errorf("build %s: %w\n%s", program.pkg, err, said)
		}
	}
	return b, nil
})

func TestMain(m *testing.M) {
	var err error
	if programs, err = os.MkdirTemp("", "smoke"); err != nil {
		panic(err)
	}
	code := m.Run()
	_ = os.RemoveAll(programs)
	os.Exit(code)
}

// open starts the app and prints how long that took.
func (s *story) open() {
	s.t.Helper()
	var err error
	var said bytes.Buffer
	s.window, err = window.Open(s.display, window.Options{
		Binary: s.binary, Title: "Afterword", Scratch: s.folder, Output: &said,
		Env: []string{"AFTERWORD_LIBRARY=" + s.library},
	})
	if err != nil {
		s.t.Fatalf("%v\n%s", err, &said)
	}
	s.t.Cleanup(s.window.Kill)
	took, err := s.window.StartUp("document.querySelector('main')")
	s.try(err)
	s.t.Logf("from exec to the first paint %s, to ready for input %s", took.Paint, took.Ready)
}

// step photographs the window as it stands; the picture is named after what has
// been done.
func (s *story) step(name string) {
	s.t.Helper()
	s.t.Log(name)
	if err := s.display.Screenshot(filepath.Join(s.shots, name+".png")); err != nil {
		s.t.Error(err)
	}
}

// try ends the test at the first thing that did not work, with a picture of it.
func (s *story) try(err error) {
	s.t.Helper()
	if err == nil {
		return
	}
	s.step("failed")
	s.t.Fatal(err)
}

func (s *story) piece(name string) []byte {
	s.t.Helper()
	data, err := os.ReadFile(filepath.Join(root, "backend", "example", "pieces", name))
	s.try(err)
	return data
}

// content is what the library holds, asked through the window's own calls.
func (s *story) content() retro.Content {
	s.t.Helper()
	var workspace struct{ Content retro.Content }
	const ask = `window.go.app.Library.List({ limit: 1 }).then((all) => window.go.app.Library.Open(all.rows[0].id))`
	s.try(s.window.Await(ask, &workspace))
	return workspace.Content
}

// eventually waits until what the library holds is right.
func (s *story) eventually(what string, right func(retro.Content) bool) {
	s.t.Helper()
	var content retro.Content
	for range 100 {
		if content = s.content(); right(content) {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	held, err := json.Marshal(content)
	s.try(err)
	s.step("failed")
	s.t.Fatalf("the library does not hold %s: %s", what, held)
}

// file waits until a file was saved that holds the text.
func (s *story) file(path, text string) {
	s.t.Helper()
	for range 100 {
		if data, err := os.ReadFile(path); err == nil && bytes.Contains(data, []byte(text)) {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	s.step("failed")
	s.t.Fatalf("%s was not saved with %q in it", path, text)
}
