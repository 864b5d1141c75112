package sqlite_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestLibcBelongsToTheDriver holds modernc.org/libc at the version that
// modernc.org/sqlite was made with: a newer one builds, and breaks the driver.
func TestLibcBelongsToTheDriver(t *testing.T) {
	t.Parallel()
	type module struct{ Version, Dir string }
	list := func(path string) module {
		output, err := exec.CommandContext(t.Context(), "go", "list", "-m", "-json", path).Output()
		if err != nil {
			t.Fatalf("go list -m %s: %v", path, err)
		}
		var found module
		if err := json.Unmarshal(output, &found); err != nil {
			t.Fatal(err)
		}
		return found
	}
	driver := list("modernc.org/sqlite")
	wanted, err := os.ReadFile(filepath.Join(driver.Dir, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	line := regexp.MustCompile(`modernc\.org/libc (v\S+)`).FindSubmatch(wanted)
	if line == nil {
		t.Fatal("the driver no longer names modernc.org/libc")
	}
	if got := list("modernc.org/libc").Version; got != string(line[1]) {
		t.Errorf("modernc.org/libc is %s, but modernc.org/sqlite %s belongs with %s", got, driver.Version, line[1])
	}
}

// TestKnowsNoUseCase holds what the store is made of: the domain and its own
// contract, and none of what is built upon them.
func TestKnowsNoUseCase(t *testing.T) {
	t.Parallel()
	output, err := exec.CommandContext(t.Context(), "go", "list", "-deps", ".").Output()
	if err != nil {
		t.Fatalf("go list -deps: %v", err)
	}
	const backend = "github.com/afterword-app/afterword/backend/"
	allowed := []string{backend + "retro", backend + "library", backend + "sqlite", backend + "sqlite/internal/queries"}
	for dependency := range strings.FieldsSeq(string(output)) {
		isOurs := strings.HasPrefix(dependency, "github.com/afterword-app/")
		if isOurs && !slices.Contains(allowed, dependency) || strings.Contains(dependency, "goldmark") {
			t.Errorf("backend/sqlite is built on %s", dependency)
		}
	}
}
