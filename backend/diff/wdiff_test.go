package diff_test

import (
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/afterword-app/afterword/backend/diff"
)

// TestDocumentsMarkNoMoreThanWdiff edits texts as people do and counts the words
// that we mark and that wdiff marks. To be readable we may mark a little more;
// where paragraphs move we mark far less, so those are not counted here.
func TestDocumentsMarkNoMoreThanWdiff(t *testing.T) {
	t.Parallel()
	wdiff, err := exec.LookPath("wdiff")
	if err != nil {
		t.Skip("wdiff is not installed")
	}
	random := rand.New(rand.NewPCG(3, 4))
	ours, theirs := 0, 0
	for range 40 {
		old := bigText(random, 4000)
		after := rewordText(random, old, 15+random.IntN(60))
		if sentences := strings.SplitAfter(after, ".\n"); len(sentences) > 3 {
			sentences[random.IntN(len(sentences))] = strings.TrimSuffix(rewordText(random, "ka ka ka ka ka ka ka ka ka ka ka", 1), " ") + ".\n"
			after = strings.Join(sentences, "")
		}
		ours += markedWords(diff.Documents(old, after))
		theirs += wdiffMarked(t, wdiff, old, after)
	}
	if float64(ours) > 1.05*float64(theirs) {
		t.Errorf("%d words are marked, wdiff marks %d", ours, theirs)
	}
	t.Logf("%d words are marked, wdiff marks %d", ours, theirs)
}

func markedWords(document diff.Document) int {
	marked := 0
	for _, block := range document.Blocks {
		for _, op := range block.Ops {
			if op.Kind == diff.OpDelete || op.Kind == diff.OpInsert {
				marked += len(strings.Fields(op.Text))
			}
		}
	}
	return marked
}

// wdiffMarked counts the words that wdiff sets between its marks.
func wdiffMarked(t *testing.T, wdiff, old, after string) int {
	t.Helper()
	folder := t.TempDir()
	paths := []string{filepath.Join(folder, "old"), filepath.Join(folder, "new")}
	for i, text := range []string{old, after} {
		if err := os.WriteFile(paths[i], []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	out, err := exec.CommandContext(t.Context(), wdiff, "-n", "-w", "\x01", "-x", "\x02", "-y", "\x01", "-z", "\x02", paths[0], paths[1]).Output()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) { // it exits with 1 where texts differ
		t.Fatal(err)
	}
	marked := 0
	for _, part := range strings.Split(string(out), "\x01")[1:] {
		inside, _, _ := strings.Cut(part, "\x02")
		marked += len(strings.Fields(inside))
	}
	return marked
}
