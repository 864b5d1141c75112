package wiki_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/wiki"
)

// TestOutlineBringsNotes proves that each section has the footnotes that it refers to,
// wherever the page has them.
func TestOutlineBringsNotes(t *testing.T) {
	t.Parallel()
	page := `# Title

## First

One.[^a] Two.[^b] Code: ` + "`x`" + `

| a |
| - |
| [^t] |

## Second

Three.[^b] None: [^none]

` + "```\n[^a]\n```" + `

[^own]: Of nobody.
[^a]: The *a*,
on two lines.
[^b]: The b.

[^t]: Of the table.
`
	read, err := wiki.Read([]byte(page), "page.md")
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, section := range read.Outline(nil).Sections {
		var blocks []string
		for _, b := range section.Blocks {
			if b.Table == nil {
				blocks = append(blocks, b.Markdown)
			}
		}
		got[section.Heading] = strings.Join(blocks, "\n\n")
	}
	want := map[string]string{
		"First":  "One.[^a] Two.[^b] Code: `x`\n\n[^a]: The *a*,\non two lines.\n\n[^b]: The b.\n\n[^t]: Of the table.",
		"Second": "Three.[^b] None: [^none]\n\n```\n[^a]\n```\n\n[^own]: Of nobody.\n[^b]: The b.",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("sections (-want +got):\n%s", diff)
	}
}
