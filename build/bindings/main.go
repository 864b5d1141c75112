// Command bindings writes frontend/src/backend/generated: TypeScript of every method
// that the page may call, and of all that crosses with it, one file for each Go
// package. It runs in the root of the repository.
//
// Wails' own generator knows neither named strings nor JSON that a type writes
// itself, so that an id, a level and a time would be the same to the compiler.
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

const (
	module = "github.com/afterword-app/afterword"
	folder = "frontend/src/backend/generated"
)

func main() {
	if err := write(); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

func write() error {
	app, comments, err := load(module + "/app")
	if err != nil {
		return err
	}
	models := newModels(comments)
	if err := models.bound(app); err != nil {
		return err
	}
	if err := os.RemoveAll(folder); err != nil {
		return fmt.Errorf("empty the folder: %w", err)
	}
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return fmt.Errorf("make the folder: %w", err)
	}
	for name, text := range models.files() {
		if err := os.WriteFile(filepath.Join(folder, name+".ts"), []byte(text), 0o600); err != nil {
			return fmt.Errorf("write a file: %w", err)
		}
	}
	return nil
}
