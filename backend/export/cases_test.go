package export_test

import (
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"

	"github.com/afterword-app/afterword/backend/export"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/retrotest"
)

// markdownCases are small texts, each with one difficulty.
func markdownCases() map[string]string {
	return map[string]string{
		"admonitions":       "> [!NOTE]\n> one\n\n> [!TIP]\n>\n> two\n\n> [!IMPORTANT]\n> three\n\n> [!CAUTION]\n> four\n\n> [!OTHER]\n> five\n\n> [!NOTE]\n",
		"admonition nested": "- item\n\n  > [!WARNING]\n  > inside a list\n",
		"breaks":            "one  \ntwo\\\nthree<br>four\nfive",
		"cdata":             "`]]>` and\n\n```\na ]]> b ]]]]>> c\n```\n",
		"code in lists":     "- a\n\n  ```go\n  func main() {}\n  ```\n\n  after\n- b\n  1. c\n\n     ~~~\n     deep\n     ~~~\n  2. d\n",
		"code in quotes":    "> before\n>\n> ```\n> inside\n> ```\n>\n> after\n",
		"code languages":    "```golang\na\n```\n\n```brainfuck\nb\n```\n\n```\"><script>\nc\n```\n\n~~~~ sql extra words\nd\n~~~~\n\n    indented\n",
		"code spans":        "`` a`b `` and `a|b` and ``  ` `` and ` x ` and `<b>`",
		"comments":          "before <!-- a remark --> after\n\n<!-- a\nblock --> rest\n\n<!-- only -->\n\nend",
		"control":           "bell \x07 escape \x1b[1;31mred\x1b[0m title \x1b]0;x\x07 null \x00 del \x7f c1 \u0085 bad \xff bidi \u202eabc\u202c &#27;[0m &#x202e; &#10;# not a heading",
		"definitions":       "Queue\n: What waits, in *order*.\n: A line of people.\n\nPool\nWorkers\n:   Those who take from it.\n\n    - one\n    - two\n\n    ```\n    code\n    ```\n\nLoose\n\n: After a blank line.\n\ntext\n\\: no meaning\n\n> Quoted\n> : inside\n\n- Item\n  : of a list\n\n: alone\n",
		"emoji":             "🎉 👩‍👩‍👧 e\u0301 日本語**強調**です",
		"emphasis":          "*a* **b** ***c*** ~~d~~ _e_ a*b*c snake_case * not * 2*3 **bold *nested* end** *a **b***",
		"empty list items":  "-\n- b\n-\n",
		"entities":          "&amp; &lt;b&gt; &copy; &notanentity; &#128512; \\&amp; AT&T &amp;amp; 1 &lt; 2",
		"escapes":           "\\*not\\* \\_x\\_ \\[a\\](b) \\# h \\`c\\` \\\\ \\| 1\\. x\n\n\\- y\n\n\\> z\n\n+ plus\n",
		"headings":          "# one\n\n## two `code` *em*\n\n###### six #\n\nsetext\n======\n\nother\n---\n",
		"html":              "<div onclick=\"x()\">\n*text*\n</div>\n\n<b>bold</b> <img src=x onerror=alert(1)> <br/>\n",
		"inline html":       "Press <kbd>Ctrl</kbd>+<KBD class=\"x\">C</kbd>, H<sub>2</sub>O, 10<sup>-3</sup> and 10<sup>x</sup>, <mark>late</mark>, <u>never</u>, <ins>*new*</ins> <b>a **b** <i>c</i></b>, <sub>alone, </i> <script>x</script> *<kbd>a* b</kbd>\n\n| <kbd>a|\n|---|\n| <sub>1</sub> |\n",
		"footnotes":         "The queue[^q] filled, then the disk[^2], and again[^q]. [^none]\n\n[^q]: A queue of *jobs*.\n\n    Second paragraph of the note.\n\n[^2]: The `/var` disk.[^3]\n\n[^3]: Deeper.\n[^unused]: Never pointed at.\n\n| a[^2] |\n|---|\n\n> quoted[^in]\n>\n> [^in]: inside\n",
		"folded":            "<details>\n<summary>Click **me**</summary>\n\nHidden **words**.\n\n```\ncode\n```\n\n<details><summary>Inner</summary>deep</details>\n\n</details>\n\n- item\n\n  <details>\n\n  no summary\n\n  </details>\n\n<details>\n\nnever closed\n",
		"line starts":       "text\n\\# a\n\\- b\n1\\) c\n\\=\n\\> d\n\\+ e\n\\| f |\n\\: g",
		"links":             "[a](https://example.com/a_b(c)?x=1&copy;=2 \"title\") <https://x.example> <me@example.com> www.example.com http://u:p@h.example/ [ref] [empty]()\n\n[ref]: HTTPS://Example.COM/%zz\n\n[rel](other.md) [frag](#x) [file](file:///etc/passwd) [](https://only.example) [**b** `c`](https://rich.example)",
		"lists":             "1. a\n2. b\n   - c\n     - d\n\n       loose\n   - e\n5. f\n\n* x\n\n+ y\n\n7) z",
		"long line":         strings.Repeat("word ", 2000) + strings.Repeat("x", 5000),
		"mentions":          "@here <!channel> <@U123> @channel, @Everyone; me@here.example",
		"newline in link":   "[a\nb](https://example.com) ![c\nd](evidence/00000000graph)",
		"nested embeds":     "*![x](evidence/00000000graph)* [![y](evidence/00000000graph)](https://example.com) # [z](evidence/0000000000log#L1)\n\n| a |\n|---|\n| ![w](evidence/00000000graph) ![v](evidence/0000000000log#L2) |\n\n# h ![u](evidence/00000000graph)",
		"odd embeds":        "![a](evidence/) ![b](evidence/0000000000log#Lx) ![c](evidence/0000000000log#L9-L3) ![](evidence/0000000ticket) [d](evidence/<b>) ![](evidence/0000000000log)",
		"quotes":            "> a\n> > b\n\n> c\n\nlazy\n> d\ne",
		"rules":             "a\n\n---\n\n***\n\n- - -\n\nb",
		"slack edges":       "a**b**c **d**, (*e*) **f***g* ~~h~~i `j`k **l\nm** ** **",
		"table":             "| a | b |\n|---|:-:|\n| 1 \\| 2 | `x|y` |\n| *e* | |\n| one<br>two | <b> | extra |\n\nafter | not | a table\n",
		"tasks":             "- [ ] a\n- [x] b *em*\n- [X] c\n",
		"tasks mixed":       "- [ ] a\n- b\n- [x] c\n  - [ ] nested\n",
		"tasks nested":      "1. [ ] a\n   - [x] b\n",
		"wikitext":          wikitextCase,
		"wide characters":   "| 名前 | n |\n|---|--:|\n| 日本 | 1 |\n| é | 22 |\n",
	}
}

// wikitextCase has what is markup in MediaWiki and text in Markdown.
const wikitextCase = "{{PAGENAME}} {{{1}}} {{subst:x}} [[Main Page|x]] [[Category:X]] [[File:x.png]] -{x}- ~~~ ~~~~~ \\_\\_TOC\\_\\_ \\_\\_NOTOC\\_\\_ ''it'' '''b''' dogs' **dogs'** " +
	"ISBN 978-3-16-148410-0, RFC 2616 and PMID 12, tel:5 [//evil.example x] [mailto:a@b.example x] &lt;nowiki> &lt;ref>x&lt;/ref> &lt;!-- x --> #REDIRECT [[x]]\n\n" +
	"\\* a\n\n\\# b\n\n: c\n\n; d : e\n\n\\== f ==\n\n{| g\n\n! h !! i\n\n|- j || k\n\n\\---- l\n\n" +
	"| ! a !! b | \\| c \\|\\| |\n|---|---|\n| -1 | +2 |\n| } | [[x\\|y]] |\n\n" +
	"- - * # a\n- : b\n- [y](https://example.com/__TOC__/~~~~/[a]) [a]b [c]](https://example.com)\n\n" +
	"T: e\n: m\n\n`[[x]] {{y}} ~~~~ </nowiki> &amp; ''` ***x*** ***a** b* *c***d** **e**\\_\\_f\\_\\_\n\n" +
	"```go\n</syntaxhighlight> {{x}}\n```\n\n```\n</pre> &lt; ~~~~\n```\n\n![left](evidence/00000000graph) ![a|b]] c](evidence/00000000graph) ![page 2](evidence/00000000graph)\n\n### = x =\n"

func only(markdown string) export.Input {
	in := story()
	in.Content.Title = "One case"
	in.Content.Zones = nil
	in.Content.Events = nil
	in.Content.Participants = nil
	in.Content.ActionItems = nil
	in.Content.Sections = []retro.Section{{Heading: "Case", Body: markdown}}
	return in
}

// TestMarkdownCases writes each case for every target.
func TestMarkdownCases(t *testing.T) {
	t.Parallel()
	for name, markdown := range markdownCases() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in := only(markdown)
			preview, err := export.Preview(t.Context(), in, markdown, links())
			if err != nil {
				t.Fatal(err)
			}
			var golden strings.Builder
			golden.WriteString("--- source\n" + markdown + "\n--- window\n" + preview.String())
			for _, target := range []string{"markdown", "slack", "confluence", "mediawiki"} {
				for _, file := range render(t, in, target).Files {
					if !strings.HasPrefix(file.MediaType, "image/") {
						golden.WriteString("--- " + file.Name + "\n" + string(file.Data))
					}
				}
			}
			retrotest.Golden(t, "all", golden.String())
		})
	}
}

// TestMarkdownReadsBackTheSame renders the Markdown that the app writes and
// expects what the original rendered to.
func TestMarkdownReadsBackTheSame(t *testing.T) {
	t.Parallel()
	cases := markdownCases()
	for _, s := range story().Content.Sections {
		if s.Body != "" {
			cases[s.Heading] = s.Body
		}
	}
	for name, markdown := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if strings.Contains(markdown, "evidence/") {
				t.Skip("pictures leave evidence behind and become files")
			}
			checkReadsBack(t, markdown)
		})
	}
}

// FuzzMarkdownKeepsWords allows for marks that no escape can write, such as
// emphasis inside emphasis inside a word, but not for words that change.
func FuzzMarkdownKeepsWords(f *testing.F) {
	for _, markdown := range markdownCases() {
		f.Add(markdown)
	}
	f.Fuzz(func(t *testing.T, markdown string) {
		if strings.Contains(markdown, "evidence/") {
			t.Skip("pictures leave evidence behind and become files")
		}
		in := only(markdown)
		_, written, _ := strings.Cut(render(t, in, "markdown").Clipboard.Text, "## Case\n\n")
		if strings.Contains(written, "Nothing written yet.") {
			t.Skip("nothing to read back")
		}
		if want, got := words(t, in, markdown), words(t, in, written); want != got {
			t.Errorf("%q became %q, which reads %q, want %q", markdown, written, got, want)
		}
	})
}

// words returns the letters and digits that Markdown shows.
func words(t *testing.T, in export.Input, markdown string) string {
	t.Helper()
	preview, err := export.Preview(t.Context(), in, markdown, links())
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	tokens := html.NewTokenizer(strings.NewReader(preview.String()))
	for kind := tokens.Next(); kind != html.ErrorToken; kind = tokens.Next() {
		if kind == html.TextToken {
			out.WriteString(html.UnescapeString(string(tokens.Text())))
		}
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, out.String())
}

func checkReadsBack(t *testing.T, markdown string) {
	t.Helper()
	in := only(markdown)
	_, written, _ := strings.Cut(render(t, in, "markdown").Clipboard.Text, "## Case\n\n")
	first, err := export.Preview(t.Context(), in, markdown, links())
	if err != nil {
		t.Fatal(err)
	}
	again, err := export.Preview(t.Context(), in, written, links())
	if err != nil {
		t.Fatal(err)
	}
	if diff := compareHTML(first.String(), again.String()); diff != "" {
		t.Errorf("written as:\n%s\n(-original +read back):\n%s", written, diff)
	}
}
