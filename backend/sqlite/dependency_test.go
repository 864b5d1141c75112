package sqlite_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
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
