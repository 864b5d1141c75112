package compare_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
)

// TestEarly builds the program and reads from Go's trace what was initialised
// before the comparison ran and ended the process: nothing that parses Markdown,
// cleans HTML, reads pictures or opens a library.
func TestEarly(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("builds the program")
	}
	folder := t.TempDir()
	binary, old, after := filepath.Join(folder, "afterword"), filepath.Join(folder, "old.md"), filepath.Join(folder, "new.md")
	build := exec.CommandContext(t.Context(), "go", "build", "-tags", "headless", "-o", binary, "github.com/afterword-app/afterword")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for path, text := range map[string]string{old: "one two three\n", after: "one 2 three\n"} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	compare := exec.CommandContext(t.Context(), binary, "compare", old, after, "--format", "json")
	compare.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	var out, trace bytes.Buffer
	compare.Stdout, compare.Stderr = &out, &trace
	if err := compare.Run(); err != nil {
		t.Fatalf("%v: %s", err, trace.String())
	}
	if want := `["=", "one "], ["-", "two"], ["+", "2"]`; !bytes.Contains(out.Bytes(), []byte(want)) {
		t.Errorf("the result is %s, want %s in it", out.String(), want)
	}
	heavy := regexp.MustCompile(`(?m)^init (\S*(goldmark|bluemonday|x/net/html|imagemeta|sqlite|kong|backend/(export|ingest|imaging)|text/template)\S*) `)
	if !bytes.Contains(trace.Bytes(), []byte("init runtime ")) {
		t.Fatalf("the trace is not what this test reads: %s", trace.String())
	}
	for _, found := range heavy.FindAllSubmatch(trace.Bytes(), -1) {
		t.Errorf("%s is initialised before the comparison", found[1])
	}
}
