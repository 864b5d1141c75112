package raw_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/example/raw"
)

var update = flag.Bool("update", false, "rewrite the pieces")

// The pieces on disk are what people read and what the story cites, so they must
// be what this package makes, all of them and nothing else.
func TestPieces(t *testing.T) {
	t.Parallel()
	folder := filepath.Join("..", "pieces")
	made, err := raw.Files()
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range made {
		path := filepath.Join(folder, name)
		if *update {
			if err := os.WriteFile(path, want, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		got, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s is not what the package makes; run with -update (-made +stored):\n%.2000s", name, diff)
		}
	}
	stored, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range stored {
		if _, ok := made[entry.Name()]; !ok {
			t.Errorf("%s is made by nothing", entry.Name())
		}
	}
}
