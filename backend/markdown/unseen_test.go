package markdown_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/markdown"
)

func TestCutUnseen(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		piece string
		want  [3]string
	}{
		"text alone":                  {"One.\n\n", [3]string{"", "One.", "\n\n"}},
		"a definition":                {"[r]: https://x.example\n\n", [3]string{"[r]: https://x.example\n\n", "", ""}},
		"a title on the next line":    {"[r]:\n<a b>\n  'How\nto'\nText\n", [3]string{"[r]:\n<a b>\n  'How\nto'\n", "Text", "\n"}},
		"a title that is text":        {"[r]: /x\n\"How\" to\n", [3]string{"[r]: /x\n", "\"How\" to", "\n"}},
		"several":                     {"[a]: /a\n[b]: /b (B)\nText", [3]string{"[a]: /a\n[b]: /b (B)\n", "Text", ""}},
		"text that looks like one":    {"[r]: two words here\n", [3]string{"", "[r]: two words here", "\n"}},
		"a footnote":                  {"[^1]: https://x.example\n", [3]string{"", "[^1]: https://x.example", "\n"}},
		"an escaped bracket":          {"[a\\]b]: /x\n", [3]string{"[a\\]b]: /x\n", "", ""}},
		"code":                        {"    [r]: /x\n", [3]string{"", "    [r]: /x", "\n"}},
		"comments":                    {"<!-- a -->\n\nText\n<!-- b -->\n\n<!-- c -->\n", [3]string{"<!-- a -->\n\n", "Text", "\n<!-- b -->\n\n<!-- c -->\n"}},
		"a comment in a line of text": {"Text <!-- a -->\n", [3]string{"", "Text <!-- a -->", "\n"}},
		"nothing":                     {"", [3]string{}},
		"blank":                       {" \n\n", [3]string{" \n\n", "", ""}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			before, shown, after := markdown.CutUnseen(tt.piece)
			if diff := cmp.Diff(tt.want, [3]string{before, shown, after}); diff != "" {
				t.Errorf("parts (-want +got):\n%s", diff)
			}
		})
	}
}
