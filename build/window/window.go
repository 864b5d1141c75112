package window

import (
	"encoding/json"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

// Window is a running app.
type Window struct {
	display *Display
	process *exec.Cmd
	page    *inspector
	started time.Time
	asked   int // promises so far
}

// Options are how an app is started.
type Options struct {
	Binary  string
	Title   string   // of its window
	Env     []string // on top of the display's
	Output  io.Writer
	Scratch string // a folder for what it would keep in the user's home
}

// Open starts an app, which must have been built with the tag devtools, and
// waits until its page can be spoken to.
func Open(display *Display, options Options) (*Window, error) {
	address, err := freeAddress()
	if err != nil {
		return nil, err
	}
	command := exec.Command("dbus-run-session", "--", options.Binary)
	command.Env = append(display.environment(), "WEBKIT_INSPECTOR_HTTP_SERVER="+address,
		"HOME="+options.Scratch, "XDG_DATA_HOME="+filepath.Join(options.Scratch, "data"),
		"XDG_CONFIG_HOME="+filepath.Join(options.Scratch, "config"), "XDG_CACHE_HOME="+filepath.Join(options.Scratch, "cache"))
	command.Env = append(command.Env, options.Env...)
	command.Dir = options.Scratch
	copyOutput(command, options.Output)
	// A process group of its own, so that killing reaches every process of the app.
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}

	w := &Window{display: display, process: command, started: time.Now()}
	if err := command.Start(); err != nil {
		return nil, fmt.Errorf("start %s: %w", options.Binary, err)
	}
	if w.page, err = attach(address, 30*time.Second); err != nil {
		w.Kill()
		return nil, err
	}
	if err := display.FocusNewest("^"+options.Title+"$", 20*time.Second); err != nil {
		w.Kill()
		return nil, err
	}
	return w, nil
}

// Kill ends the app without giving it a chance to save, as a power cut would.
func (w *Window) Kill() {
	if w.page != nil {
		w.page.close()
	}
	_ = syscall.Kill(-w.process.Process.Pid, syscall.SIGKILL)
	_ = w.process.Wait()
}

// Evaluate runs JavaScript in the page and reads its value into out, which may
// be nil.
func (w *Window) Evaluate(expression string, out any) error {
	value, err := w.page.evaluate(expression)
	if err != nil || out == nil {
		return err
	}
	if len(value) == 0 {
		value = json.RawMessage("null")
	}
	if err := json.Unmarshal(value, out); err != nil {
		return fmt.Errorf("read what the page says of %.80s: %w", expression, err)
	}
	return nil
}

// WaitFor waits until JavaScript in the page is true.
func (w *Window) WaitFor(expression string, within time.Duration) error {
	for deadline := time.Now().Add(within); ; time.Sleep(25 * time.Millisecond) {
		var holds bool
		err := w.Evaluate("Boolean("+expression+")", &holds)
		if err == nil && holds {
			return nil
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("not true within %s: %s (%w)", within, expression, err)
		}
	}
}

// StartUp is how long an app took from its exec until a person could see and
// use it.
type StartUp struct {
	Paint time.Duration // the first contentful paint
	Ready time.Duration // the page has loaded and its scripts have run
}

// StartUp waits until the page is ready and returns how long that took. The
// page's own clock tells when, so that waiting and asking cost nothing.
func (w *Window) StartUp(ready string) (StartUp, error) {
	if err := w.WaitFor(ready, 20*time.Second); err != nil {
		return StartUp{}, err
	}
	var marks struct{ Origin, Paint, Ready float64 }
	const read = `(() => {
		const paint = performance.getEntriesByName('first-contentful-paint')[0];
		const ready = performance.getEntriesByName('ready')[0];
		const navigation = performance.getEntriesByType('navigation')[0];
		return { Origin: performance.timeOrigin, Paint: paint ? paint.startTime : 0,
			Ready: ready ? ready.startTime : navigation.loadEventEnd };
	})()`
	if err := w.WaitFor(`performance.getEntriesByName('first-contentful-paint').length`, 5*time.Second); err != nil {
		return StartUp{}, err
	}
	if err := w.Evaluate(read, &marks); err != nil {
		return StartUp{}, err
	}
	since := func(milliseconds float64) time.Duration {
		at := time.UnixMicro(int64((marks.Origin + milliseconds) * 1000))
		return at.Sub(w.started).Round(time.Millisecond)
	}
	return StartUp{Paint: since(marks.Paint), Ready: since(marks.Ready)}, nil
}

// Await runs JavaScript that makes a promise and reads what it resolves to.
func (w *Window) Await(promise string, out any) error {
	w.asked++
	slot := fmt.Sprintf("window.__answer%d", w.asked)
	start := fmt.Sprintf("void (%s).then((value) => { %s = { value } }, (error) => { %s = { error: String(error?.message ?? error) } })", promise, slot, slot)
	if err := w.Evaluate(start, nil); err != nil {
		return err
	}
	if err := w.WaitFor(slot, Patience); err != nil {
		return err
	}
	var answer struct {
		Value json.RawMessage
		Error string
	}
	if err := w.Evaluate(slot, &answer); err != nil {
		return err
	}
	switch {
	case answer.Error != "":
		return fmt.Errorf("the page's call failed: %s", answer.Error)
	case out == nil:
		return nil
	}
	if err := json.Unmarshal(answer.Value, out); err != nil {
		return fmt.Errorf("read what the page's call returned: %w", err)
	}
	return nil
}
