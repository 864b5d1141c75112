package export_test

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/afterword-app/afterword/backend/export"
)

// compareHTML compares markup by line.
func compareHTML(want, got string) string {
	return cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n"))
}

// This judge of markup shares nothing with what it judges: it reads as a browser
// does, and its lists are its own.
var (
	harmlessElements = strings.Fields("h1 h2 h3 h4 h5 h6 p br hr em strong s u mark kbd sub sup code pre ul ol li blockquote table thead tbody " +
		"tr th td figure figcaption img a abbr span div dl dt dd details summary wbr")
	harmlessAttributes = strings.Fields("title class start scope src alt width height loading href rel role tabindex data-url data-evidence data-from data-to data-room data-event")
	rooms              = strings.Fields("timeline factors actions evidence debrief impact assumptions claims learnings views appreciations outcomes glossary references seen-before questions")
	eventRow           = regexp.MustCompile(`^event-[0-9a-z]+$`)
	windowPicture      = regexp.MustCompile(`^/asset/[0-9a-z]+$`)
	pagePicture        = regexp.MustCompile(`^data:image/(png|jpeg|gif|webp);base64,[0-9A-Za-z+/]+=*$`)
)

// dangers lists what in some markup could run, fetch, navigate or restyle.
func dangers(markup string, live bool, pictures *regexp.Regexp) []string {
	var found []string
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(markup), body)
	if err != nil {
		return []string{err.Error()}
	}
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		switch n.Type {
		case html.ElementNode:
			found = append(found, elementDangers(n, live, pictures)...)
		case html.CommentNode, html.DoctypeNode:
			found = append(found, fmt.Sprintf("comment or doctype %q", n.Data))
		case html.TextNode, html.DocumentNode, html.ErrorNode, html.RawNode:
		}
		for child := n.FirstChild; child != nil; child = child.NextSibling {
			walk(child)
		}
	}
	for _, n := range nodes {
		walk(n)
	}
	return found
}

// What a chart is made of: shapes and words, which fetch nothing and do nothing.
var (
	drawnElements   = strings.Fields("svg desc rect path circle text")
	drawnAttributes = strings.Fields("xmlns viewBox width height class role aria-label font-family stroke-linejoin x y cx cy r d fill fill-opacity stroke " +
		"stroke-width stroke-opacity stroke-dasharray font-size font-weight text-anchor paint-order textLength lengthAdjust")
	drawnClass = regexp.MustCompile(`^(drawing|((fill|line)-[a-z0-9-]+ ?)+|fill-)$`)
)

func drawingDangers(n *html.Node) []string {
	var found []string
	if !slices.Contains(drawnElements, n.Data) {
		found = append(found, "element svg "+n.Data)
	}
	for _, a := range n.Attr {
		isSpace := a.Key == "xmlns" && a.Val == "http://www.w3.org/2000/svg"
		if a.Namespace != "" && !isSpace || !slices.Contains(drawnAttributes, a.Key) || a.Key == "class" && !drawnClass.MatchString(a.Val) {
			found = append(found, "attribute of a drawing "+a.Key+" "+a.Val)
		}
		if a.Key != "aria-label" && !isSpace && strings.ContainsAny(a.Val, "<>()\\:;&") {
			found = append(found, "value of a drawing "+a.Val)
		}
	}
	return found
}

func elementDangers(n *html.Node, live bool, pictures *regexp.Regexp) []string {
	var found []string
	if n.Namespace == "svg" {
		return drawingDangers(n)
	}
	if n.Namespace != "" || !slices.Contains(harmlessElements, n.Data) {
		found = append(found, "element "+n.Namespace+n.Data)
	}
	for _, a := range n.Attr {
		isRow := live && n.Data == "td" && a.Key == "id" && eventRow.MatchString(a.Val)
		if a.Namespace != "" || !isRow && !slices.Contains(harmlessAttributes, a.Key) {
			found = append(found, "attribute "+a.Key)
		}
		switch a.Key {
		case "data-room":
			if live || !slices.Contains(rooms, a.Val) {
				found = append(found, "data-room "+a.Val)
			}
		case "src":
			if !pictures.MatchString(a.Val) {
				found = append(found, "src "+a.Val)
			}
		case "href", "data-url":
			if (a.Key == "href") != live {
				found = append(found, a.Key+" in the wrong place")
			}
			toRow := live && strings.HasPrefix(a.Val, "#") && eventRow.MatchString(a.Val[1:])
			if !toRow && !harmlessURL(a.Val) {
				found = append(found, a.Key+" "+a.Val)
			}
		case "class":
			if !strings.HasPrefix(a.Val, "doc-") {
				found = append(found, "class "+a.Val)
			}
		}
	}
	return found
}

func harmlessURL(raw string) bool {
	parsed, err := url.Parse(raw)
	return err == nil && slices.Contains([]string{"http", "https", "mailto"}, parsed.Scheme) && !strings.ContainsAny(raw, " \t\n\r\x00\"<>\\")
}

// checkFixpoint expects that sanitising changes nothing, neither in the markup
// nor in what a browser makes of it.
func checkFixpoint(t *testing.T, markup string) {
	t.Helper()
	if again := export.SanitiseForTest(markup, false); again != markup {
		t.Errorf("sanitising again changes it (-before +after):\n%s", compareHTML(markup, again))
	}
	read := reread(t, markup)
	if again := reread(t, export.SanitiseForTest(read, false)); again != read {
		t.Errorf("reading it changes what sanitising does (-before +after):\n%s", compareHTML(read, again))
	}
}

// reread parses markup as a browser does and writes the tree.
func reread(t *testing.T, markup string) string {
	t.Helper()
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(markup), body)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, n := range nodes {
		if err := html.Render(&out, n); err != nil {
			t.Fatal(err)
		}
	}
	return out.String()
}

// TestFilesAreNamedAfterTheTitle holds that two retrospectives exported to one
// folder do not replace each other.
func TestFilesAreNamedAfterTheTitle(t *testing.T) {
	t.Parallel()
	for title, want := range map[string]string{"음수 유가": "음수-유가.html", "Сбой оплаты": "сбой-оплаты.html", "🔥": "retrospective.html"} {
		in := story()
		in.Content.Title = title
		result, err := export.Render(t.Context(), in, "html")
		if err != nil {
			t.Fatal(err)
		}
		if got := result.Files[0].Name; got != want {
			t.Errorf("%q is exported to %s, want %s", title, got, want)
		}
	}
}

// TestLongWordsMayBreak gives the window places to break a word of a hundred thousand
// letters at, in a paragraph, in code and in what is too intricate to be Markdown, and
// leaves them out of what is exported. The words stay.
func TestLongWordsMayBreak(t *testing.T) {
	t.Parallel()
	word, row := strings.Repeat("a", 100_000), strings.Repeat("|é", 40_000)
	for _, body := range []string{word, "```\n" + word + "\n```", "`" + word + "`", row} {
		shown, err := export.Preview(t.Context(), only(body), body, links())
		if err != nil {
			t.Fatal(err)
		}
		preview := shown.String()
		for piece := range strings.SplitSeq(preview, "<wbr") {
			if len(piece) > 2000 {
				t.Errorf("%.20q…: a piece of %d bytes", body, len(piece))
			}
		}
		text := regexp.MustCompile(`<[^>]*>`).ReplaceAllString(preview, "")
		if !strings.Contains(body, strings.TrimSpace(text)) || len(text) < len(body)-20 {
			t.Errorf("%.20q…: it says %.100q", body, text)
		}
		if page := string(render(t, only(body), "html").Files[0].Data); strings.Contains(page, "<wbr") {
			t.Errorf("%.20q…: the page has them, too", body)
		}
	}
}
