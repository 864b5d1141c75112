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
	if preview.String() != want {
		t.Errorf("got %.200q", preview.String())
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
