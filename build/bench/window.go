package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/afterword-app/afterword/build/window"
)

const inspectable = "desktop,production,webkit2_41,devtools"

// measureWindow opens the window over a library that holds the example, against
// a window with nothing in it. The two take turns, so that both see the same
// machine.
func measureWindow(folder string) ([]row, error) {
	app, empty := filepath.Join(folder, "afterword-window"), filepath.Join(folder, "empty-window")
	if err := goBuild(app, inspectable, "."); err != nil {
		return nil, err
	}
	if err := goBuild(empty, inspectable, "./build/bench/empty"); err != nil {
		return nil, err
	}
	library := "AFTERWORD_LIBRARY=" + filepath.Join(folder, "window.db")
	if err := demo(app, folder, library); err != nil {
		return nil, err
	}
	display, err := window.OpenDisplay(1440, 900)
	if err != nil {
		return nil, err
	}
	defer display.Close()

	var ours, theirs []window.StartUp
	for range rounds {
		s, err := startUp(display, window.Options{Binary: app, Title: "Afterword", Env: []string{library}, Scratch: folder},
			"document.querySelector('main') && performance.getEntriesByName('ready').length")
		if err != nil {
			return nil, err
		}
		ours = append(ours, s)
		s, err = startUp(display, window.Options{Binary: empty, Title: "Empty", Scratch: folder}, "document.readyState === 'complete'")
		if err != nil {
			return nil, err
		}
		theirs = append(theirs, s)
	}
	paint := func(s window.StartUp) time.Duration { return s.Paint }
	ready := func(s window.StartUp) time.Duration { return s.Ready }
	return []row{
		{what: "window painted", ours: medianBy(ours, paint), yardstick: "empty window", theirs: medianBy(theirs, paint)},
		{what: "window ready for input", ours: medianBy(ours, ready), yardstick: "empty window", theirs: medianBy(theirs, ready), goal: "1.5"},
	}, nil
}

func startUp(display *window.Display, options window.Options, ready string) (window.StartUp, error) {
	opened, err := window.Open(display, options)
	if err != nil {
		return window.StartUp{}, err
	}
	defer opened.Kill()
	return opened.StartUp(ready)
}

// demo puts the example into a library that has none yet.
func demo(app, folder, library string) error {
	if _, err := os.Stat(filepath.Join(folder, "window.db")); err == nil {
		return nil
	}
	command := exec.Command(app, "demo", "--out", filepath.Join(folder, "demo"))
	command.Env = append(os.Environ(), library)
	if out, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("build the example: %w: %s", err, out)
	}
	return nil
}

func medianBy(all []window.StartUp, figure func(window.StartUp) time.Duration) time.Duration {
	times := make([]time.Duration, len(all))
	for i, s := range all {
		times[i] = figure(s)
	}
	return median(times)
}
