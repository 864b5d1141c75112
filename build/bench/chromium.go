package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// inChromium runs one of the measurements in frontend/e2e/bench over the built
// page, with variables for it in the environment, and reads what it found out
// into result.
func inChromium(folder, name string, result any, environment ...string) error {
	path := filepath.Join(folder, name+".json")
	command := exec.Command("npx", "--no-install", "vitest", "run", "--config", "e2e/bench/vitest.config.ts", name+".bench.ts")
	command.Dir = "frontend"
	command.Env = append(append(os.Environ(), environment...), "BENCH_RESULT="+path)
	command.Stdout, command.Stderr = os.Stderr, os.Stderr
	if err := command.Run(); err != nil {
		return fmt.Errorf("measure %s in Chromium: %w", name, err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return json.Unmarshal(data, result)
}

func duration(milliseconds float64) time.Duration {
	return time.Duration(milliseconds * float64(time.Millisecond))
}
