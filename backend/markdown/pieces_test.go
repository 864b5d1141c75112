package markdown_test

import (
	"strings"
	"testing"

	"github.com/afterword-app/afterword/backend/markdown"
)

// FuzzPieces holds that whatever a text is cut into joins to it.
func FuzzPieces(f *testing.F) {
	f.Add("# A\ntext\n\n- a\n\n- b\n\n<!-- -->\n\n1. c\n\n```\n\n```\n")
	f.Add("[r]: /x \"How\"\ntext <!-- a -->\n<!-- b -->\n")
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
