package export_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"github.com/afterword-app/afterword/backend/export"
)

// shorten writes what the elements say in words as signs.
func shorten(markup export.SafeHTML) string {
	return strings.TrimSpace(strings.NewReplacer(
		`<span class="doc-said">removed: </span>`, "", `<span class="doc-said">added: </span>`, "",
		` rel="noopener noreferrer"`, "", "\n", "",
	).Replace(markup.String()))
}

func same(text string) export.Run     { return export.Run{Old: text, New: text} }
func deleted(text string) export.Run  { return export.Run{Old: text} }
func inserted(text string) export.Run { return export.Run{New: text} }

func TestRenderRevised(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		revised export.Revised
		want    string
		form    bool // differs in form alone
	}{
		"a word": {
			export.Revised{same("it was "), deleted("full"), inserted("empty"), same(" again\n")},
			"<p>it was <del>full</del><ins>empty</ins> again</p>", false,
		},
		"inside bold type": {
			export.Revised{same("it was **very "), deleted("full"), inserted("empty"), same("** again\n")},
			"<p>it was <strong>very <del>full</del><ins>empty</ins></strong> again</p>", false,
		},
		"the last word goes": {
			export.Revised{same("one *two"), deleted(" three"), same("*\n")},
			"<p>one <em>two</em><del> three</del></p>", false,
		},
		"bold type": {
			export.Revised{same("it was "), inserted("**"), same("full"), inserted("**"), same("\n")},
			"<p>it was <strong>full</strong></p>", true,
		},
		"form that goes with words": {
			export.Revised{same("see "), deleted("the [page](https://a.example) of *Dana*"), inserted("nothing"), same(".\n")},
			"<p>see <del>the page of Dana</del><ins>nothing</ins>.</p>", false,
		},
		"the destination of a link": {
			export.Revised{same("[page](https://a.example/"), deleted("old"), inserted("new"), same(")\n")},
			`<p><a href="https://a.example/new">page</a></p>`, true,
		},
		"an address": {
			export.Revised{same("https://a.example/"), deleted("old"), inserted("new"), same("\n")},
			`<p><a href="https://a.example/new">https://a.example/<del>old</del><ins>new</ins></a></p>`, false,
		},
		"code in a line": {
			export.Revised{same("`a "), deleted("b"), inserted("c"), same("`\n")},
			"<p><code>a </code><del>b</del><ins><code>c</code></ins></p>", false,
		},
		"an entity": {
			export.Revised{same("a &"), deleted("lt"), inserted("gt"), same("; \\"), inserted("*"), same("b\n")},
			"<p>a <del>lt</del><ins>&gt;</ins> <ins>*</ins>b</p>", false,
		},
		"an item of a nested list": {
			export.Revised{same("    - one "), inserted("two"), same("\n")},
			"<ul><li>one <ins>two</ins></li></ul>", false,
		},
		"removed": {
			export.Revised{deleted("## Why *so*\n")}, "<h3><del>Why <em>so</em></del></h3>", false,
		},
		"added": {
			export.Revised{inserted("> we saw `it`\n")}, "<blockquote><p><ins>we saw </ins><ins><code>it</code></ins></p></blockquote>", false,
		},
		"hostile": {
			export.Revised{same("<script>x</script> "), deleted("<img src=x onerror=y>"), inserted("[a](javascript:b)"), same("\n")},
			`<pre class="doc-code"><code>&lt;script&gt;x&lt;/script&gt; <del>&lt;img src=x onerror=y&gt;</del><ins>[a](javascript:b)</ins></code></pre>`, false,
		},
		"hostile in a line": {
			export.Revised{same("so "), deleted("<img src=x onerror=y>"), inserted("[a](javascript:b)<b>"), same("\n")},
			"<p>so <del>&lt;img src=x onerror=y&gt;</del><ins>a</ins><ins>&lt;b&gt;</ins></p>", false,
		},
		"nothing": {nil, "", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			markup, reworded := export.RenderRevised(tt.revised)
			if difference := cmp.Diff(tt.want, shorten(markup)); difference != "" {
				t.Errorf("markup (-want +got):\n%s", difference)
			}
			if reworded == tt.form {
				t.Errorf("reworded is %v", reworded)
			}
		})
	}
}

func TestRenderRevisedCode(t *testing.T) {
	t.Parallel()
	markup, reworded := export.RenderRevisedCode(export.Revised{same("```go\na := "), deleted("1"), inserted("**2**"), same("\n```\n")})
	if want := `<pre class="doc-code"><code>a := <del>1</del><ins>**2**</ins></code></pre>`; shorten(markup) != want || !reworded {
		t.Errorf("markup is %s, reworded %v, want %s", shorten(markup), reworded, want)
	}
}

func TestRenderRevisedRows(t *testing.T) {
	t.Parallel()
	markup, reworded := export.RenderRevisedRows([]export.Revised{
		{same("| at | what |\n")},
		{same("|---|"), inserted("--"), same("---|\n")},
		{same("| 10:02 | "), deleted("502"), inserted("**504**"), same(" |\n")},
		{deleted("| 10:05 | page |\n")},
		{inserted("| 10:06 | `x` |\n")},
	})
	want := `<table><thead><tr><th scope="col">at</th><th scope="col">what</th></tr></thead><tbody>` +
		"<tr><td>10:02</td><td><strong><del>502</del><ins>504</ins></strong></td></tr>" +
		"<tr><td><del>10:05</del></td><td><del>page</del></td></tr>" +
		"<tr><td><ins>10:06</ins></td><td><ins><code>x</code></ins></td></tr></tbody></table>"
	if difference := cmp.Diff(want, shorten(markup)); difference != "" || !reworded {
		t.Errorf("reworded is %v, markup (-want +got):\n%s", reworded, difference)
	}
}

// FuzzRenderRevised checks that what is not deleted reads as the new version does
// by itself.
func FuzzRenderRevised(f *testing.F) {
	f.Add("it was ", "full", "empty", " again\n")
	f.Add("- **a ", "b** c", "_d_ e", " `f` <https://g.example>\n")
	f.Add("# a\n\n> b ", "\n\n```\nc\n```", "[d](e) &amp; \\*", " | f\n|---|---|\n")
	f.Add("", "x", "", "\x00\xff\r\n")
	f.Fuzz(func(t *testing.T, before, old, after, rest string) {
		for _, text := range []*string{&before, &old, &after, &rest} {
			// No comparison cuts a character, and each run is cleaned by itself.
			*text = strings.NewReplacer("\x1b", "", "\r", "").Replace(strings.ToValidUTF8(*text, "?"))
		}
		markup, _ := export.RenderRevised(export.Revised{same(before), deleted(old), inserted(after), same(rest)})
		if strings.TrimSpace(before+after+rest) == "" {
			return // shows the old version instead
		}
		alone, _ := export.RenderRevised(export.Revised{same(before + after + rest)})
		if want, got := newText(alone.String()), newText(markup.String()); want != got {
			t.Errorf("what is not deleted reads %q, want %q: %s", got, want, markup)
		}
	})
}

var notNew = regexp.MustCompile(`(?s)<del>.*?</del>|<span class="doc-said">.*?</span>`)

// newText is the text of some markup without what was deleted.
func newText(markup string) string {
	var text strings.Builder
	tokens := html.NewTokenizer(strings.NewReader(notNew.ReplaceAllString(markup, "")))
	for kind := tokens.Next(); kind != html.ErrorToken; kind = tokens.Next() {
		if kind == html.TextToken {
			text.Write(tokens.Text())
		}
	}
	return strings.Join(strings.Fields(html.UnescapeString(text.String())), "")
}
