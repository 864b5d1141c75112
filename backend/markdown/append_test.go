package markdown_test

import (
	"testing"

	"github.com/afterword-app/afterword/backend/markdown"
)

func TestAppend(t *testing.T) {
	t.Parallel()
	for _, c := range [][3]string{
		{"", "One", "One\n"},
		{"\n\n", "One\n\n", "One\n"},
		{"One", "Two\n", "One\n\nTwo\n"},
		{"One\n\n\n", "\nTwo\n\nThree", "One\n\nTwo\n\nThree\n"},
	} {
		if got := markdown.Append(c[0], c[1]); got != c[2] {
			t.Errorf("%q and %q: %q", c[0], c[1], got)
		}
	}
}
