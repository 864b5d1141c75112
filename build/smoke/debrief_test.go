//go:build smoke

package smoke_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/build/window"
)

// TestDebrief holds the debrief of the example by keys alone, as it is shared on a
// screen. The app is killed in the middle of a note, goes on, and exports the recording
// notes. RUNS is how long the clock goes on before that, for who wants to watch.
func TestDebrief(t *testing.T) {
	s := startOn(t, 1920, 1080)
	s.size(1280, 800)
	s.try(s.window.Click("Show me an example"))
	s.try(s.window.SeeElement(`nav[aria-label="Rooms"]`))
	s.window.Kill()
	s.command("restore", "latest", "Agenda sent")
	s.command("debrief", "latest", "record", "https://video.fernhill.example/rec/9a04")
	s.open()
	s.size(1280, 800)
	s.try(s.window.SeeElement(`nav[aria-label="Rooms"]`))
	s.try(s.display.Press("alt+5"))
	s.try(s.window.See("Plan the debrief"))
	s.looks("debrief planned")
	s.try(s.display.Press("F11"))
	s.try(s.window.See("opens with the summary"))
	s.looks("debrief not begun")

	s.try(s.window.Click("Start the debrief"))
	s.try(s.window.See("Step 1 of 6"))
	s.try(s.window.Click("Ines Moreau has spoken"))
	s.try(s.window.Click("Lee Brandt has spoken"))
	s.note("Lee tells it: in at the first failed insert", retro.NotePlain)
	s.try(s.display.Press("Next", "Next"))
	s.try(s.window.See("Step 3 of 6"))
	s.try(s.window.SeeElement(`article[aria-label="Event on the screen"]`))
	s.try(s.display.Press("bracketright", "bracketright"))
	s.try(s.window.See("Event 5 of 17"))
	s.note("\"I read it off the tickets, four in a minute", retro.NoteQuote)
	s.note("~Orders could be read during the lock", retro.NoteCorrection)
	s.note("?Who told the shops, and from what list", retro.NoteQuestion)
	s.try(s.display.Type("Random ids?"))
	s.try(s.display.Press("ctrl+p"))
	s.try(s.window.See("Parked 1"))
	s.looks("debrief timeline")
	var least float64
	s.try(s.window.Evaluate(smallest, &least))
	if least < 18 {
		t.Errorf("letters of %g pixels: they cannot be read from the back of a room", least)
	}
	s.try(s.display.Press("F8"))
	s.try(s.window.See("paused"))
	s.try(s.display.Press("F8"))
	s.try(s.window.WaitFor(`!document.body.innerText.includes('paused')`, window.Patience))
	if runs, err := time.ParseDuration(os.Getenv("RUNS")); err == nil {
		time.Sleep(runs)
	}

	// What is typed is on the disk within a second.
	s.try(s.display.Type("!Alert at 70 percent"))
	s.try(s.window.WaitFor(`document.getElementById('debrief-note').value === 'Alert at 70 percent'`, window.Patience))
	var draft struct{ Text string }
	for range 100 {
		s.try(s.window.Await(`window.go.app.Library.List({ limit: 1 }).then((all) => window.go.app.Debrief.Draft(all.rows[0].id))`, &draft))
		if draft.Text == "Alert at 70 percent" {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	before := s.standing()
	s.window.Kill()
	s.open()
	s.size(1280, 800)
	s.try(s.window.See("Step 3 of 6"))
	s.try(s.window.WaitFor(`document.getElementById('debrief-note')?.value === 'Alert at 70 percent'`, window.Patience))
	if after := s.standing(); after.Phase != retro.DebriefRunning || after.Ran < before.Ran {
		t.Errorf("%s after %s, before it was killed %s", after.Phase, after.Ran, before.Ran)
	}
	s.looks("debrief gone on")
	s.try(s.display.Type(" of a key's range"))
	s.try(s.display.Press("Return"))
	s.eventually("the action", func(c retro.Content) bool {
		return slices.ContainsFunc(c.ActionItems, func(a retro.ActionItem) bool {
			return a.Title == "Alert at 70 percent of a key's range" && a.Note != ""
		})
	})
	s.try(s.display.Press("Next", "Next", "Next"))
	s.try(s.window.See("Step 6 of 6"))
	s.try(s.window.Click("end"))
	s.try(s.window.See("The debrief was held"))
	s.looks("debrief held")
	s.eventually("the end", func(c retro.Content) bool { return c.Debrief.EndedAt != nil })

	s.try(s.display.Press("alt+7"))
	s.try(s.window.ClickSelector(`input[type="radio"][value="recording-notes"]`))
	s.try(s.window.See("Alert at 70 percent of a key's range"))
	s.looks("recording notes")
	s.try(s.display.Press("ctrl+e"))
	exported := filepath.Join(s.folder, "recording-notes.md")
	s.try(s.display.FocusNewest("Save", window.Patience))
	s.try(s.display.Press("ctrl+a"))
	s.try(s.display.Type(exported))
	s.try(s.display.Press("Return"))
	s.file(exported, "**action** Alert at 70 percent of a key's range")
	s.file(exported, "](https://video.fernhill.example/rec/9a04#t=0)")
}

// note takes a note by keys; its first one may give its kind.
func (s *story) note(typed string, kind retro.NoteKind) {
	s.t.Helper()
	text := typed
	if kind != retro.NotePlain {
		text = typed[1:]
	}
	s.try(s.display.Type(typed))
	s.try(s.display.Press("Return"))
	s.eventually(typed, func(c retro.Content) bool {
		return slices.ContainsFunc(c.Debrief.Notes, func(n retro.Note) bool { return n.Text == text && n.Kind == kind })
	})
}

func (s *story) standing() (standing retro.Standing) {
	s.t.Helper()
	s.try(s.window.Await(`window.go.app.Library.List({ limit: 1 }).then((all) => window.go.app.Debrief.Standing(all.rows[0].id))`, &standing))
	return standing
}

// command runs the app's command line on the library, while no window is open.
func (s *story) command(args ...string) {
	s.t.Helper()
	command := exec.Command(s.binary, args...)
	command.Env = append(os.Environ(), "AFTERWORD_LIBRARY="+s.library)
	if said, err := command.CombinedOutput(); err != nil {
		s.t.Fatalf("%v: %v\n%s", args, err, said)
	}
}

// size gives the window a size in pixels.
func (s *story) size(width, height int) {
	s.t.Helper()
	s.try(s.display.Resize("^Afterword$", width, height, window.Patience))
	s.try(s.window.WaitFor(fmt.Sprintf("innerWidth === %d && innerHeight === %d", width, height), window.Patience))
}

// looks photographs the window in both themes and at two sizes, and holds that axe has
// nothing against it.
func (s *story) looks(name string) {
	s.t.Helper()
	for _, theme := range []string{"dark", "light"} {
		s.try(s.window.Evaluate(fmt.Sprintf(`document.documentElement.dataset.theme = %q`, theme), nil))
		for _, size := range [][2]int{{1920, 1080}, {1280, 800}} {
			s.size(size[0], size[1])
			s.step(fmt.Sprintf("%s, %s, %d", name, theme, size[0]))
		}
		s.accessible(name + ", " + theme)
	}
}

// accessible holds that axe finds nothing against WCAG 2.2 AA.
func (s *story) accessible(name string) {
	s.t.Helper()
	source, err := os.ReadFile(filepath.Join(root, "frontend", "node_modules", "axe-core", "axe.min.js"))
	s.try(err)
	s.try(s.window.Evaluate(string(source), nil))
	s.try(s.window.WaitFor(`document.getAnimations().every((one) => one.playState !== 'running')`, window.Patience))
	var found []json.RawMessage
	const run = `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] })
		.then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html.slice(0, 200))))`
	s.try(s.window.Await(run, &found))
	for _, one := range found {
		s.t.Errorf("%s: %s", name, one)
	}
}

// smallest is the smallest size of a letter on the screen, in pixels.
const smallest = `(() => {
	const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	let least = 1000;
	while (words.nextNode()) {
		const element = words.currentNode.parentElement;
		if (!element.checkVisibility() || !words.currentNode.textContent.trim() || element.closest('.unseen, script, style')) continue;
		const scale = element instanceof SVGGraphicsElement ? element.getScreenCTM().a : 1;
		least = Math.min(least, parseFloat(getComputedStyle(element).fontSize) * scale);
	}
	return least;
})()`
