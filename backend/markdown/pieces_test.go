package markdown_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/markdown"
)

// TestPiecesOfDefinitions keeps a term with all that it means, and nothing else with it.
func TestPiecesOfDefinitions(t *testing.T) {
	t.Parallel()
	want := []string{"A\nB\n: c\n\n: d\n\n    e\n\n", "F\n\n: g\n\n", "# H\n", ": i\n\n", "- j\n\n", ": k\n\n", "| l |\n|---|\n\n", ": m\n"}
	if diff := cmp.Diff(want, markdown.Pieces(strings.Join(want, ""))); diff != "" {
		t.Errorf("pieces (-want +got):\n%s", diff)
	}
	var blocks []string
	for _, block := range markdown.Blocks("A\n: b\n\n: c\n\n    d\n\nE\n") {
		blocks = append(blocks, string(block.Kind)+" "+block.Text)
	}
	if diff := cmp.Diff([]string{"paragraph A\n: b\n\n: c\n\n", "paragraph     d\n\n", "paragraph E\n"}, blocks); diff != "" {
		t.Errorf("blocks (-want +got):\n%s", diff)
	}
}

// FuzzPieces holds that whatever a text is cut into joins to it.
func FuzzPieces(f *testing.F) {
	f.Add("# A\ntext\n\n- a\n\n- b\n\n<!-- -->\n\n1. c\n\n```\n\n```\n")
	f.Add("[r]: /x \"How\"\ntext <!-- a -->\n<!-- b -->\n")
	f.Add("A\n: b\n\n: c\n\n    d\n\nE\n---\n\n: f\n\n- g\n\n: h\n")
	f.Fuzz(func(t *testing.T, text string) {
		pieces := markdown.Pieces(text)
		if joined := strings.Join(pieces, ""); joined != text {
			t.Errorf("pieces join to %q, want %q", joined, text)
		}
		for _, piece := range pieces {
			if before, shown, after := markdown.CutUnseen(piece); before+shown+after != piece {
				t.Errorf("the parts %q, %q and %q are not %q", before, shown, after, piece)
			}
		}
		var joined strings.Builder
		for _, block := range markdown.Blocks(text) {
			joined.WriteString(block.Text)
		}
		if joined.String() != text {
			t.Errorf("blocks join to %q, want %q", joined.String(), text)
		}
	})
}
