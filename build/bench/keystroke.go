package main

import (
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// measureKeystroke types into a document of 20,000 words in the built page, and
// into a bare CodeMirror, both in Chromium. What is measured is the time from the
// key until the frame that shows its letter was handed to the screen.
func measureKeystroke(folder string) ([]row, error) {
	body, _ := documents(20000)
	document := filepath.Join(folder, "keystroke.md")
	if err := os.WriteFile(document, []byte(body), 0o644); err != nil {
		return nil, err
	}
	var milliseconds struct{ Document, Empty float64 }
	if err := inChromium(folder, "keystroke", &milliseconds, "BENCH_DOCUMENT="+document); err != nil {
		return nil, err
	}
	ours, theirs := duration(milliseconds.Document), duration(milliseconds.Empty)
	return []row{{
		what: "a keystroke in 20,000 words", ours: ours, yardstick: "empty CodeMirror", theirs: theirs,
		goal: fmt.Sprintf("%s more", time.Second/60),
	}}, nil
}
