package wiki_test

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/wiki"
)

// text writes a page as Markdown, headings with their signs.
func text(page wiki.Page) string {
	var parts []string
	for _, b := range page.Blocks {
		if b.Level > 0 {
			parts = append(parts, strings.Repeat("#", b.Level)+" "+b.Markdown)
			continue
		}
		parts = append(parts, b.Markdown)
	}
	return strings.Join(parts, "\n\n")
}

func read(t *testing.T, page, name string) wiki.Page {
	t.Helper()
	got, err := wiki.Read([]byte(page), name)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// TestReadExtensions reads what Confluence's newer editor has for panels: what it
// says once, and none of what older readers are shown instead.
func TestReadExtensions(t *testing.T) {
	t.Parallel()
	panel := func(kind string) string {
		return `<p>Words.</p><ac:adf-extension><ac:adf-node type="panel"><ac:adf-attribute key="panel-type">` + kind + `</ac:adf-attribute>` +
			`<ac:adf-content><p>Call legal first</p></ac:adf-content></ac:adf-node><ac:adf-fallback><div class="panel"><div class="panelContent">` +
			`<p>Call legal first</p></div></div></ac:adf-fallback></ac:adf-extension>`
	}
	for page, want := range map[string]string{
		panel("note"):  "Words.\n\n> [!NOTE]\n> Call legal first",
		panel("error"): "Words.\n\n> [!CAUTION]\n> Call legal first",
		`<ac:adf-extension><ac:adf-node type="decision-list"><ac:adf-attribute key="local-id">7</ac:adf-attribute>` +
			`<ac:adf-content><p>We wait</p></ac:adf-content></ac:adf-node></ac:adf-extension>`: "We wait",
		`<ac:adf-extension><ac:adf-node type="chart"/><ac:adf-fallback><p>A chart</p></ac:adf-fallback></ac:adf-extension>`: "A chart",
	} {
		got := read(t, page, "x.xml")
		if diff := cmp.Diff(want, text(got)); diff != "" || len(got.Notes) > 0 {
			t.Errorf("%s (-want +got), notes %q:\n%s", page, got.Notes, diff)
		}
	}
}

func TestReadHTML(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ page, want string }{
		"google docs": {
			`<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><h2 dir="ltr"><span style="font-weight:400">Trigger</span></h2>` +
				`<p dir="ltr"><span style="font-weight:400">The key was </span><span style="font-weight:700">exhaus</span><span style="font-weight:700">ted</span>` +
				`<span style="font-style:italic;font-weight:400"> again</span><span style="text-decoration:line-through">!</span></p><br />` +
				`<ul><li dir="ltr" role="checkbox" aria-checked="true"><p role="presentation"><span>done</span></p></li></ul></b>`,
			"## Trigger\n\nThe key was **exhausted** *again*~~!~~\n\n- [x] done",
		},
		"word": {
			`<html xmlns:o="urn:schemas-microsoft-com:office:office"><body lang=EN><!--StartFragment--><h1>Impact<o:p></o:p></h1>` +
				`<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>one</p>` +
				`<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>1.</span>two<o:p></o:p></p>` +
				`<p class=MsoNormal>after&nbsp; it</p><!--EndFragment--></body></html>`,
			"# Impact\n\n- one\n  1. two\n\nafter it",
		},
		"confluence page": {
			`<div class="wiki-content"><h1 id="T-Trigger">Trigger</h1><p>See <a href="https://x.example/a(b)">the <strong>graph</strong></a><br>and more</p>` +
				`<ol start="3"><li><p>three</p><ul><li><p>in</p></li></ul></li><li>four</li></ol><pre class="language-go">a  &lt; b
</pre></div>`,
			"# Trigger\n\nSee [the **graph**](<https://x.example/a(b)>)\\\nand more\n\n3. three\n   - in\n4. four\n\n```go\na  < b\n```",
		},
		"depth by lists in lists": {
			"<ol><li><p>Pool too small</p></ol>\n<ul><ul><li><p>checkout waited</p></ul></ul><ul><ul><ul><li><p>carts timed out</p></ul></ul></ul>" +
				"<ul><ul><li>again</ul></ul><ol start=\"2\"><li><p>Slow query</p></ol><ol start=2><li>another</ol><p>x</p><ul><ul><li>alone</ul></ul>",
			"1. Pool too small\n   - checkout waited\n     - carts timed out\n   - again\n2. Slow query\n\n2. another\n\nx\n\n- alone",
		},
		"code by its font": {
			`<p>The <span style="font-family:Consolas,sans-serif">orders.id</span><span style="font-family:Arial"> key</span></p>` +
				`<p style="background-color:#f2f2f2"><span style="font-family:'Roboto Mono'">SELECT&nbsp;1;</span></p> <p><span style="font-family:Roboto Mono">SELECT 2;</span></p>` +
				`<p>After.</p><p><code>one</code></p><table><tr><th>A</th></tr><tr><td><p><span style="font-family:Courier New">x|y</span></p></td></tr></table>`,
			"The `orders.id` key\n\n```\nSELECT 1;\nSELECT 2;\n```\n\nAfter.\n\n`one`\n\n| A |\n| --- |\n| `x\\|y` |",
		},
		"end tags left out": {"<p>one<p>two<ul><li>a<li>b</ul><table><tr><td>x<td>y<tr><td>z</table>", "one\n\ntwo\n\n- a\n- b\n\n|  |  |\n| --- | --- |\n| x | y |\n| z |  |"},
		"tables":            {"<table><thead><tr><th colspan=2>A|B<th>C</thead><tr><td><p>1</p><p>2</p><td><ul><li>x</li></ul><td><code>a|b</code></table>", "| A\\|B |  | C |\n| --- | --- | --- |\n| 1<br>2 | • x | `a\\|b` |"},
		"markup as text":    {"<p>&lt;script&gt;alert(1)&lt;/script&gt; *not* _so_ a_b `c` [d](e) &amp;amp; # 1. x</p><p># 1</p><p>1. x</p><script>gone()</script>", "\\<script>alert(1)\\</script> \\*not\\* \\_so\\_ a_b \\`c\\` \\[d\\](e) \\&amp; # 1. x\n\n\\# 1\n\n1\\. x"},
		"dangerous links":   {`<p><a href="javascript:alert(1)">a</a> <a href="JaVaScRiPt:x">b</a> <a href="/c">c</a> <a href="mailto:d@e.f">d</a></p>`, "a b c [d](mailto:d@e.f)"},
		"pictures":          {`<p><img src="data:image/png;base64,iVBORw0KGgo=" alt="Graph [1]"/></p><p><img src="assets/01 a.png"></p>`, "![Graph \\[1\\]]()\n\n![](<assets/01 a.png>)"},
		"task boxes":        {`<ul><li><input type="checkbox" checked> yes</li><li><input type=checkbox>no</li></ul>`, "- [x] yes\n- [ ] no"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, text(read(t, tt.page, "page.html"))); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestReadStorage(t *testing.T) {
	t.Parallel()
	const jira = `<ac:structured-macro ac:name="jira" ac:schema-version="1" ac:macro-id="7"><ac:parameter ac:name="key">OPS-1</ac:parameter></ac:structured-macro>`
	const chart = `<ac:structured-macro ac:name="chart"><ac:rich-text-body><table><tbody><tr><td>1 &eacute;</td></tr></tbody></table></ac:rich-text-body></ac:structured-macro>`
	for name, tt := range map[string]struct{ page, want string }{
		"code in halves": {
			`<ac:structured-macro ac:name="code" ac:schema-version="1"><ac:parameter ac:name="language">go</ac:parameter><ac:plain-text-body><![CDATA[a ]]]]><![CDATA[> b &amp;]]></ac:plain-text-body></ac:structured-macro>`,
			"```go\na ]]> b &amp;\n```",
		},
		"tasks": {
			`<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>complete</ac:task-status><ac:task-body><span class="placeholder-inline-tasks">one</span></ac:task-body></ac:task>` +
				"\n<ac:task><ac:task-id>2</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body>two</ac:task-body></ac:task></ac:task-list>",
			"- [x] one\n- [ ] two",
		},
		"panels": {
			`<ac:structured-macro ac:name="info"><ac:rich-text-body><p>a</p></ac:rich-text-body></ac:structured-macro>` +
				`<ac:structured-macro ac:name="note"><ac:parameter ac:name="title">Warning</ac:parameter><ac:rich-text-body><p>b</p></ac:rich-text-body></ac:structured-macro>` +
				`<ac:structured-macro ac:name="expand"><ac:parameter ac:name="title">More</ac:parameter><ac:rich-text-body><p>c</p></ac:rich-text-body></ac:structured-macro>`,
			"> [!NOTE]\n> a\n\n> [!WARNING]\n> b\n\n**More**\n\nc",
		},
		"in a line": {
			`<p>Se&ntilde;or&nbsp;said <ac:structured-macro ac:name="status"><ac:parameter ac:name="colour">Red</ac:parameter><ac:parameter ac:name="title">IMPACT</ac:parameter></ac:structured-macro> in ` +
				`<ac:link><ri:page ri:content-title="Run book"/><ac:plain-text-link-body><![CDATA[the book]]></ac:plain-text-link-body></ac:link><ac:emoticon ac:name="smile"/></p>`,
			"Señor said `IMPACT` in the book (“Run book”):smile:",
		},
		"images":         {`<p><ac:image ac:alt="Graph"><ri:attachment ri:filename="01-graph.png"/></ac:image></p><ac:image><ri:url ri:value="https://x.example/p.png"/></ac:image>`, "![Graph](01-graph.png)\n\n![](https://x.example/p.png)"},
		"unknown block":  {"<h1>A</h1>" + chart, "# A\n\n```confluence-storage\n" + chart + "\n```"},
		"unknown inline": {"<p>see " + jira + " there</p>", "see `confluence-storage " + jira + "` there"},
		"toc and layout": {`<ac:layout><ac:layout-section ac:type="single"><ac:layout-cell><ac:structured-macro ac:name="toc"/><p>x</p></ac:layout-cell></ac:layout-section></ac:layout>`, "x"},
		"cells with paragraphs": {
			`<table class="wrapped"><colgroup><col/></colgroup><tbody><tr><th><p>UTC</p></th></tr><tr><td><p>10:02<br/>about</p><p>x</p></td></tr></tbody></table><p />`,
			"| UTC |\n| --- |\n| 10:02<br>about<br>x |",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, text(read(t, tt.page, "page.storage.xml"))); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestReadMarkdown(t *testing.T) {
	t.Parallel()
	page := read(t, "---\ntitle: \"X\"\n---\n\n# X\n\nIntro\n\n## One\n\nwrapped\nlines\n\n- a\n\n- b\n  c\n\n  d\n\n<!-- -->\n\n- e\n\n```\n## no heading\n\n```\n\nTwo\n---\n\n| a | b |\n|:-:|--|\n| x \\| y | 1<br>2 |\n", "")
	outline := page.Outline(nil)
	if outline.Title != "X" || len(outline.Preamble) != 1 || len(outline.Sections) != 2 {
		t.Fatalf("outline %+v", outline)
	}
	var blocks []string
	for _, b := range outline.Sections[0].Blocks {
		blocks = append(blocks, b.Markdown)
	}
	want := []string{"wrapped\nlines", "- a\n\n- b\n  c\n\n  d", "- e", "```\n## no heading\n\n```"}
	if diff := cmp.Diff(want, blocks); diff != "" {
		t.Errorf("blocks (-want +got):\n%s", diff)
	}
	table := outline.Sections[1].Blocks[0].Table
	if diff := cmp.Diff(&wiki.Table{Head: []wiki.Cell{{"a"}, {"b"}}, Rows: [][]wiki.Cell{{{"x | y"}, {"1", "2"}}}}, table); diff != "" {
		t.Errorf("table (-want +got):\n%s", diff)
	}
}

func TestOutline(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		page  string
		known []string
		want  []string
	}{
		"title above":         {page: "# T\n\n## A\n\n### a\n\n## B", want: []string{"A", "B"}},
		"no title":            {page: "# A\n\n## a\n\n# B", want: []string{"A", "B"}},
		"known headings":      {page: "# A\n\n## a\n\n## b", known: []string{"a!", "B"}, want: []string{"a", "b"}},
		"one known as first":  {page: "# A\n\n## a\n\n## b", known: []string{"A", "X"}, want: []string{"A"}},
		"nothing but text":    {page: "text", want: nil},
		"marks in a heading":  {page: "## The *big* `one`\\!", want: []string{"The big one!"}},
		"higher than known":   {page: "## A\n\n# New\n\n## B", known: []string{"A", "B"}, want: []string{"A", "New", "B"}},
		"deeper than a title": {page: "# T\n\n### A\n\n### B", want: []string{"A", "B"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, s := range read(t, tt.page, "x.md").Outline(tt.known).Sections {
				got = append(got, s.Heading)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("sections (-want +got):\n%s", diff)
			}
		})
	}
}

// archive makes a zip of named parts.
func archive(t *testing.T, parts map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for name, body := range parts {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(body)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

const documentXML = `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w"><w:body>
<w:p><w:pPr><w:pStyle w:val="Titel"/></w:pPr><w:r><w:t>Checkout</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr><w:r><w:t>Trigger</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">The </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>key</w:t></w:r><w:r><w:rPr><w:b w:val="0"/><w:i/></w:rPr><w:t xml:space="preserve"> ran</w:t></w:r><w:del><w:r><w:delText>x</w:delText></w:r></w:del><w:ins><w:r><w:t xml:space="preserve"> out </w:t></w:r></w:ins><w:hyperlink r:id="rId1"><w:r><w:t>there</w:t></w:r></w:hyperlink></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>one</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>deep</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>☐ two</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="SourceCode"/></w:pPr><w:r><w:t>a  b</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="SourceCode"/></w:pPr><w:r><w:t>c</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr></w:pPr><w:r><w:t>log in</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="SourceCode"/></w:pPr><w:r><w:t>ssh host</w:t></w:r></w:p>
<w:p><w:r><w:t>and wait</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr></w:pPr><w:r><w:t>stop H</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="subscript"/></w:rPr><w:t>2</w:t></w:r></w:p>
<w:p><w:r><w:t>below the list</w:t></w:r></w:p>
<w:p><w:r><w:rPr><w:rFonts w:ascii="Consolas"/></w:rPr><w:t>SELECT 1;</w:t></w:r></w:p>
<w:p><w:r><w:rPr><w:rFonts w:ascii="Consolas"/></w:rPr><w:t xml:space="preserve">  AND 2;</w:t></w:r></w:p>
<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:p><w:r><w:t>UTC</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:rPr><w:rFonts w:ascii="Courier New"/></w:rPr><w:t>10:02</w:t></w:r></w:p><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="Graph"/></wp:inline></w:drawing></w:r></w:p>
</w:body></w:document>`

func documentParts() map[string]string {
	return map[string]string{
		"word/document.xml":            documentXML,
		"word/styles.xml":              `<w:styles><w:style w:styleId="Titel"><w:name w:val="Title"/></w:style><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style><w:style w:styleId="SourceCode"><w:name w:val="Source Code"/></w:style></w:styles>`,
		"word/numbering.xml":           `<w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
		"word/_rels/document.xml.rels": `<Relationships><Relationship Id="rId1" Type="http://x/hyperlink" Target="https://x.example/" TargetMode="External"/></Relationships>`,
	}
}

func TestReadDOCX(t *testing.T) {
	t.Parallel()
	want := "# Checkout\n\n## Trigger\n\nThe **key** *ran* out [there](https://x.example/)\n\n1. one\n   - deep\n2. [ ] two\n\n" +
		"```\na  b\nc\n```\n\n1. log in\n\n   ```\n   ssh host\n   ```\n\n   and wait\n2. stop H<sub>2</sub>\n\nbelow the list\n\n```\nSELECT 1;\n  AND 2;\n```\n\n| UTC |\n| --- |\n| `10:02`<br>x |\n\n![Graph]()"
	if diff := cmp.Diff(want, text(read(t, string(archive(t, documentParts())), "x.docx"))); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestReadTrackedChanges reads documents as they are with all of their tracked
// changes accepted.
func TestReadTrackedChanges(t *testing.T) {
	t.Parallel()
	const run, end = `<w:r><w:t xml:space="preserve">`, `</w:t></w:r>`
	const gone = `<w:r><w:delText>`
	for name, tt := range map[string]struct{ body, want string }{
		"words moved in a paragraph": {
			`<w:p>` + run + `The ` + end + `<w:moveFromRangeStart w:id="1" w:name="m"/><w:moveFrom w:id="2">` + run + `full ` + end + `</w:moveFrom><w:moveFromRangeEnd w:id="1"/>` +
				run + `queue was ` + end + `<w:moveToRangeStart w:id="3" w:name="m"/><w:moveTo w:id="4">` + run + `full` + end + `</w:moveTo><w:moveToRangeEnd w:id="3"/></w:p>`,
			"The queue was full",
		},
		"a paragraph moved": {
			`<w:p><w:pPr><w:rPr><w:moveFrom w:id="1"/></w:rPr></w:pPr><w:moveFrom w:id="2">` + run + `First.` + end + `</w:moveFrom></w:p>` +
				`<w:p>` + run + `Second.` + end + `</w:p>` +
				`<w:p><w:pPr><w:rPr><w:moveTo w:id="3"/></w:rPr></w:pPr><w:moveTo w:id="4">` + run + `First.` + end + `</w:moveTo></w:p>`,
			"Second.\n\nFirst.",
		},
		"paragraphs moved as one": {
			`<w:p>` + run + `One.` + end + `</w:p><w:moveTo w:id="1"><w:p>` + run + `Two.` + end + `</w:p></w:moveTo>`,
			"One.\n\nTwo.",
		},
		"paragraphs joined": {
			`<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>` + run + `One ` + end + `</w:p><w:p>` + run + `and two.` + end + `</w:p>`,
			"One and two.",
		},
		"a paragraph joined to nothing": {
			`<w:p>` + run + `One.` + end + `</w:p><w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>` + run + `Two.` + end + `</w:p>`,
			"One.\n\nTwo.",
		},
		"a paragraph deleted": {
			`<w:p>` + run + `One.` + end + `</w:p><w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:del w:id="2">` + gone + `Two.</w:delText></w:r></w:del></w:p><w:p>` + run + `Three.` + end + `</w:p>`,
			"One.\n\nThree.",
		},
		"rows moved, inserted and deleted": {
			`<w:tbl><w:tr><w:tc><w:p>` + run + `a` + end + `</w:p></w:tc></w:tr>` +
				`<w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc><w:p><w:del w:id="2">` + gone + `b</w:delText></w:r></w:del></w:p></w:tc></w:tr>` +
				`<w:tr><w:trPr><w:ins w:id="3"/></w:trPr><w:tc><w:p><w:ins w:id="4">` + run + `c` + end + `</w:ins></w:p></w:tc></w:tr></w:tbl>`,
			"|  |\n| --- |\n| a |\n| c |",
		},
		"text that runs from the right": {`<w:p><w:dir w:val="rtl">` + run + `abc` + end + `</w:dir></w:p>`, "abc"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			document := archive(t, map[string]string{"word/document.xml": `<w:document xmlns:w="w"><w:body>` + tt.body + `</w:body></w:document>`})
			if diff := cmp.Diff(tt.want, text(read(t, string(document), "x.docx"))); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestReadRefuses(t *testing.T) {
	t.Parallel()
	document := archive(t, documentParts())
	for name, tt := range map[string]struct {
		data []byte
		name string
		want retro.Code
	}{
		"binary":           {[]byte("a\x00b"), "x.md", retro.CodeUnsupported},
		"other zip":        {archive(t, map[string]string{"a.txt": "a"}), "x.docx", retro.CodeUnsupported},
		"cut off document": {document[:len(document)/2], "x.docx", retro.CodeDamaged},
		"cut off storage":  {[]byte("<h1>A</h1><ac:layout><p>text"), "x.xml", retro.CodeDamaged},
		"wrong storage":    {[]byte("<ac:layout></p></ac:layout>"), "x.xml", retro.CodeDamaged},
		"large file":       {make([]byte, 65<<20), "x.html", retro.CodeInvalid},
		"large page":       {bytes.Repeat([]byte("<p>x</p>\n"), 6<<20), "x.html", retro.CodeInvalid},
		"deep page":        {bytes.Repeat([]byte("<div>"), 1000), "x.html", retro.CodeInvalid},
		"deep storage":     {[]byte(strings.Repeat("<ac:layout>", 1000) + strings.Repeat("</ac:layout>", 1000)), "x.xml", retro.CodeInvalid},
		"swollen document": {archive(t, map[string]string{"word/document.xml": strings.Repeat(" ", 17<<20)}), "x.docx", retro.CodeInvalid},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := wiki.Read(tt.data, tt.name)
			if code := retro.ErrorCode(err); code != tt.want {
				t.Errorf("code %q (%v), want %q", code, err, tt.want)
			}
			if retro.ErrorHint(err) == "" {
				t.Errorf("no hint beside %v", err)
			}
		})
	}
}

// TestPicturesDoNotCount reads a page whose pictures alone are larger than any
// text may be.
func TestPicturesDoNotCount(t *testing.T) {
	t.Parallel()
	page := `<!DOCTYPE html><p>before</p><img alt="Graph" src="data:image/png;base64,` + strings.Repeat("iVBO", 5<<20) + `"><p>after</p>`
	if got, want := text(read(t, page, "x.html")), "before\n\n![Graph]()\n\nafter"; got != want {
		t.Errorf("got %.200q, want %q", got, want)
	}
	if compact := wiki.Compact([]byte(page)); len(compact) > 200 {
		t.Errorf("%d bytes are left, want at most 200", len(compact))
	}
}

func FuzzRead(f *testing.F) {
	for _, page := range []string{
		"# A\n\n- a\n  - b\n\n| a |\n|--|\n| b |\n", "<p>a<b>b<table><tr><td>c", "<ac:layout><ac:structured-macro ac:name=\"code\"/></ac:layout>",
		"<ul><li>☐ a</li></ul>", "---\na: b\n---\n\nx", "<p style=\"mso-list:l0 level1 lfo1\">a",
	} {
		f.Add([]byte(page), "x")
	}
	f.Fuzz(func(t *testing.T, data []byte, name string) {
		page, err := wiki.Read(data, name)
		if err != nil {
			return
		}
		again, err := wiki.Read(data, name)
		if diff := cmp.Diff(page, again); err != nil || diff != "" {
			t.Errorf("read twice: %v\n%s", err, diff)
		}
		for _, b := range page.Blocks {
			if b.Markdown == "" || strings.HasSuffix(b.Markdown, "\n") && b.Level == 0 {
				t.Errorf("a block of %q", b.Markdown)
			}
		}
	})
}

// TestMacrosAreCountedOnce reads a page with two macros that are unknown.
func TestMacrosAreCountedOnce(t *testing.T) {
	t.Parallel()
	const macro = `<ac:structured-macro ac:name="weird"><ac:parameter ac:name="key">1</ac:parameter></ac:structured-macro>`
	page := read(t, "<h1>A</h1><p>one "+macro+" more</p><p>and "+macro+"</p>", "page.storage.xml")
	want := []string{"2 macros that Afterword does not know are kept as they are."}
	if diff := cmp.Diff(want, page.Notes); diff != "" {
		t.Errorf("notes (-want +got):\n%s", diff)
	}
}
