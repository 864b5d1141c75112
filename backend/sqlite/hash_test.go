package sqlite_test

import (
	"testing"

	"github.com/afterword-app/afterword/backend/sqlite"
)

// TestHashesStay holds the hash of a content against what every library so far
// has stored for it: pieces that were written otherwise would be stored again.
func TestHashesStay(t *testing.T) {
	t.Parallel()
	const stored = "a3311adee24a9bf33e57c38b848a544dbdc0c83e92db6cc624c1040beea7a618"
	if root := sqlite.RootOf(t, story()); root != stored {
		t.Errorf("the root is %s, want %s", root, stored)
	}
}
