package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// measureKeystroke types into a document of 20,000 words in the built page, and
// into a bare CodeMirror, both in Chromium. What is measured is the time from the
// key until the frame that shows its letter was handed to the screen.
func measureKeystroke(folder string) ([]row, error) {
	body, _ := documents(20000)
	document, result := filepath.Join(folder, "keystroke.md"), filepath.Join(folder, "keystroke.json")
	if err := os.WriteFile(document, []byte(body), 0o644); err != nil {
		return nil, err
	}
	command := exec.Command("npx", "--no-install", "vitest", "run", "--config", "e2e/bench/vitest.config.ts")
	command.Dir = "frontend"
	command.Env = append(os.Environ(), "BENCH_DOCUMENT="+document, "BENCH_RESULT="+result)
	command.Stdout, command.Stderr = os.Stderr, os.Stderr
	if err := command.Run(); err != nil {
		return nil, fmt.Errorf("type in Chromium: %w", err)
	}
	data, err := os.ReadFile(result)
	if err != nil {
		return nil, err
	}
	var milliseconds struct{ Document, Empty float64 }
	if err := json.Unmarshal(data, &milliseconds); err != nil {
		return nil, err
	}
	ours, theirs := duration(milliseconds.Document), duration(milliseconds.Empty)
	return []row{{
		what: "a keystroke in 20,000 words", ours: ours, yardstick: "empty CodeMirror", theirs: theirs,
		goal: fmt.Sprintf("%s more", time.Second/60),
	}}, nil
}

func duration(milliseconds float64) time.Duration {
	return time.Duration(milliseconds * float64(time.Millisecond))
}
