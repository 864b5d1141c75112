package cli_test

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

var (
	docLink = regexp.MustCompile(`\]\(([\w./-]+)\)`)
	docPath = regexp.MustCompile("`([\\w./-]+(?:/[\\w.-]*|\\.(?:go|ts|md|svelte|yml|js)))`")
)

// TestDocsNameWhatIsThere finds the files and folders that the documents for
// developers name, by their place or below one of the folders that hold code.
func TestDocsNameWhatIsThere(t *testing.T) {
	t.Parallel()
	for _, document := range []string{"README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"} {
		text, err := os.ReadFile(filepath.Join(root, document))
		if err != nil {
			t.Fatal(err)
		}
		named := docLink.FindAllStringSubmatch(string(text), -1)
		if document != "README.md" { // whose commands look like paths
			named = append(named, docPath.FindAllStringSubmatch(string(text), -1)...)
		}
		if len(named) == 0 {
			t.Errorf("%s names no file", document)
		}
		for _, name := range named {
			found := false
			for _, below := range []string{"", "backend", "backend/*", "frontend", "app", "app/*", "build"} {
				matches, err := filepath.Glob(filepath.Join(root, below, name[1]))
				found = found || err == nil && len(matches) > 0
			}
			if !found {
				t.Errorf("%s names %s, which there is not", document, name[1])
			}
		}
	}
}
