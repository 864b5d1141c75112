package export_test

import (
	"strings"
	"testing"

	"github.com/afterword-app/afterword/backend/export"
	"github.com/afterword-app/afterword/backend/retrotest"
)

// TestHostileStretchIsShown expects the text itself, in its place.
func TestHostileStretchIsShown(t *testing.T) {
	t.Parallel()
	hostile := strings.Repeat("[", 3000)
	preview, err := export.Preview(t.Context(), story(), "*before*\n\n"+hostile+"\n\n*after*", links())
	if err != nil {
		t.Fatal(err)
	}
	want := "<p><em>before</em></p>\n<pre class=\"doc-code\"><code>" + hostile + "</code></pre>\n<p><em>after</em></p>\n"
	if got := strings.ReplaceAll(preview.String(), "<wbr/>", ""); got != want {
		t.Errorf("got %.200q", got)
	}
}

// TestFoldedTextWithoutEnd holds that text that is opened to be folded away, over and
// over, is read once and stays the text that it is.
func TestFoldedTextWithoutEnd(t *testing.T) {
	t.Parallel()
	const times = 400
	for name, tt := range map[string]struct {
		text string
		want int // folded
	}{
		"never closed":           {strings.Repeat("<details>\n\nx\n\n", times), 0},
		"closed once":            {strings.Repeat("<details>\n\nx\n\n", times) + "</details>\n", 1},
		"each closed":            {strings.Repeat("<details>\n\nx\n\n</details>\n\n", times), times},
		"in each other":          {strings.Repeat("<details>\n\n", 20) + strings.Repeat("</details>\n\n", 20), 20},
		"in each other on lines": {strings.Repeat("<details>", 20) + strings.Repeat("</details>", 20), 20},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			preview, err := export.Preview(t.Context(), story(), tt.text, links())
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Count(preview.String(), "<details>"); got != tt.want {
				t.Errorf("%d texts are folded, want %d", got, tt.want)
			}
		})
	}
}

func BenchmarkSlowTexts(b *testing.B) {
	for name, text := range retrotest.SlowMarkdown(50 << 10) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := export.Preview(b.Context(), story(), text, links()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
