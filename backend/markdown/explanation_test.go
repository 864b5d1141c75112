package markdown_test

import (
	"testing"

	"github.com/afterword-app/afterword/backend/markdown"
)

// TestExplanations come out again, in whatever line they were wrapped; what a writer says in
// parentheses stays.
func TestExplanations(t *testing.T) {
	t.Parallel()
	for _, meaning := range []string{"Write-ahead log.", "A log (of writes) that is read after a crash", "two\nlines", "*starred* [words](x)"} {
		for _, text := range []string{"The WAL", "The WAL, which grew", "A (log)"} {
			explained := text + markdown.Explanation(meaning) + " grew."
			if got := markdown.CutExplanations(explained); got != text+" grew." {
				t.Errorf("%q became %q", explained, got)
			}
		}
	}
}
