package wiki_test

import (
	"strings"
	"testing"

	"github.com/afterword-app/afterword/backend/retrotest"
	"github.com/afterword-app/afterword/backend/wiki"
)

// TestReadStaysLinear reads pages made to be slow. A reader that takes quadratic
// time on any of them does not come back before the test is stopped; what it
// allocates is bounded here.
func TestReadStaysLinear(t *testing.T) {
	units := map[string]string{
		"bold": "<b>", "bold ends": "</b>", "paragraphs": "<p>", "items": "<li>", "tables": "<table><td>", "spans": "<span>x</span>",
		"links": "[a](", "emphasis": "*a_ ", "loose items": "- a\n\n", "pipes": "|a", "attributes": "<a " + strings.Repeat("x=1 ", 1000),
		"cut tags": "<a", "data": "data:image/;base64,", "entities": "&amp", "fences": "```\n", "quotes": "> ",
	}
	const size = 1 << 19
	for name, unit := range units {
		for extension, lead := range map[string]string{".html": "<html>" + strings.Repeat("<span>", 180), ".md": "", ".xml": "<ac:layout></ac:layout>"} {
			page := []byte(lead + strings.Repeat(unit, size/len(unit)))
			var err error
			used := retrotest.Allocated(func() { _, err = wiki.Read(page, "x"+extension) })
			if used > 1500*size {
				t.Errorf("%s%s: %d MB allocated (%v)", name, extension, used>>20, err)
			}
		}
	}
}
