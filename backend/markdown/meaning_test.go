package markdown_test

import (
	"strings"
	"testing"
	"unicode"

	"github.com/afterword-app/afterword/backend/markdown"
)

func TestMeaning(t *testing.T) {
	t.Parallel()
	for name, same := range map[string][2]string{
		"emphasis":    {"The *queue* was **full**", "The _queue_ was\n__full__"},
		"backslashes": {"at #7, 1.50 - 2", `at \#7, 1\.50 \- 2`},
		"entities":    {"a & b", "a &amp; b"},
		"lists":       {"- one\n  - nested\n- two", "*   one\n\n    *   nested\n*   two"},
		"fences":      {"```sql\nSELECT 1;\n```", "~~~ sql\nSELECT 1;\n~~~"},
		"rules":       {"***", "- - -"},
		"headings":    {"## A b", "## A  b ##"},
		"addresses":   {"<https://status.example.com>, [docs](https://Docs.example.com)", "[https://status.example.com](https://status.example.com/), [docs](https://docs.example.com/)"},
		"escaped":     {"[a](https://x.example/a%2Db)", "[a](https://x.example/a-b)"},
		"tables":      {"| a | b |\n| --- | --- |\n| 1 | 2 |", "|a|b|\n|-|-|\n|1|2|"},
		"tasks":       {"- [x] done", "* [X] done"},
		"plain":       {"two  words", "two\nwords"},
	} {
		if a, b := markdown.Meaning(same[0]), markdown.Meaning(same[1]); a != b {
			t.Errorf("%s: %q and %q mean different things: %q, %q", name, same[0], same[1], a, b)
		}
	}
	for name, other := range map[string][2]string{
		"a word":         {"The *queue* was full", "The *queue* is full"},
		"a mark":         {"The *queue*", "The **queue**"},
		"a space":        {"a b", "ab"},
		"a space beside": {"*a* b", "*a*b"},
		"code":           {"`a  b`", "`a b`"},
		"code lines":     {"```\na\n b\n```", "```\na\nb\n```"},
		"an address":     {"[a](https://x.example/a)", "[a](https://x.example/a/)"},
		"a number":       {"1. a", "2. a"},
		"depth":          {"- a\n- b", "- a\n  - b"},
		"text and mark":  {`\*a\*`, "*a*"},
		"a task":         {"- [x] a", "- [ ] a"},
	} {
		if a := markdown.Meaning(other[0]); a == markdown.Meaning(other[1]) {
			t.Errorf("%s: %q and %q mean the same: %q", name, other[0], other[1], a)
		}
	}
}

// FuzzMeaning holds that words mean themselves, however they are escaped.
func FuzzMeaning(f *testing.F) {
	f.Add("The *queue* was full")
	f.Add("[a](b) <c> `d` - 1. & ~")
	f.Add("- - -")
	f.Fuzz(func(t *testing.T, text string) {
		text = markdown.OneLine(strings.Map(func(r rune) rune {
			if unicode.IsControl(r) || unicode.IsSpace(r) && r != ' ' || r == unicode.ReplacementChar {
				return -1
			}
			return r
		}, text))
		if text == "" || len(text) > 1000 || strings.ContainsAny(text, "@") || strings.Contains(text, "://") || strings.Contains(text, "www.") {
			return
		}
		escaped := markdown.EscapeStart(markdown.Escape(text))
		if got, want := markdown.Meaning(escaped), "\x01p\x02"+text+"\x03"; got != want {
			t.Errorf("%q means %q, want %q", escaped, got, want)
		}
	})
}
