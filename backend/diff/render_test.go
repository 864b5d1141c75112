package diff_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/net/html"

	"github.com/afterword-app/afterword/backend/diff"
	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/retro"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares text with testdata/<test>.golden.
func golden(t *testing.T, text string) {
	t.Helper()
	path := filepath.Join("testdata", t.Name()+".golden")
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if difference := cmp.Diff(string(want), text); difference != "" {
		t.Errorf("%s (-want +got):\n%s", path, difference)
	}
}

func at(clock string) retro.Instant {
	instant, err := retro.ParseInstant("2026-11-14 "+clock, time.UTC)
	if err != nil {
		panic(err)
	}
	return instant
}

// beforeDebrief and afterDebrief are one retrospective before and after people
// talked about it.
func beforeDebrief() retro.Content {
	return retro.Content{
		Title: "Orders stop saving: integer key exhausted",
		Zones: []string{"Europe/Berlin"},
		Sections: []retro.Section{
			{ID: "s1", Heading: "Summary", Body: "Orders could not be saved for 82 minutes.\n"},
			{ID: "s2", Heading: "Root cause", Body: "Three conditions met. The primary key of `orders` had been created with the\nframework's default integer type. Nothing measured how much of its range was left.\nAnd when the same thing happened in March 2023, Dana should have changed every other table as well.\n\n- the key was an int\n- nobody looked\n"},
			{ID: "s3", Heading: "Resolution", Body: "The table was altered.\n\nThe repair each time was small and quick, which is why it was never anyone's problem: widen one column, note it, go on.\n"},
			{ID: "s4", Heading: "Recovery", Prompt: "How did it end?"},
		},
		Events: []retro.Event{
			{ID: "e1", At: at("10:09:44"), Kind: retro.KindTrigger, Title: "The key is an int"},
			{ID: "e2", At: at("10:33:12"), Kind: retro.KindAction, Title: "orders.id altered to bigint, table locked", Citations: []retro.Citation{{Evidence: "v1", FromLine: 10}}},
			{ID: "e3", At: at("10:40:00"), Kind: retro.KindObservation, Title: "Dana goes <b>home</b>"},
		},
		Factors:      []retro.Factor{{ID: "f1", Title: "No alert on key range", Confidence: retro.ConfidenceLikely}},
		ActionItems:  []retro.ActionItem{{ID: "a1", Title: "bigint keys everywhere", State: retro.ActionIfTime}},
		Participants: []retro.Participant{{ID: "p1", Name: "Priya", Roles: []retro.Role{retro.RoleLead}}},
		Evidence: []retro.Evidence{
			{ID: "v1", Kind: retro.EvidenceLog, Label: "postgres", Hash: "aa"},
			{ID: "v2", Kind: retro.EvidenceScreenshot, Label: "Error rate", Hash: "bb"},
		},
	}
}

func afterDebrief() retro.Content {
	c := beforeDebrief()
	started := time.Date(2026, 11, 20, 14, 0, 0, 0, time.UTC)
	c.Title = "Orders stop saving: integer key exhausted, third time"
	c.Sections = []retro.Section{
		c.Sections[0],
		{ID: "s2", Heading: "Root cause", Body: "Three conditions met. The primary key of `orders` had been created with the framework's\ndefault integer type. Nothing measured how much of its range was left.\nAnd when the same thing happened in March 2023, the fix was scoped to one table, because nobody could see which others were close to the limit.\n\n- the key was an int\n- nobody looked\n- no alert existed\n\nThe repair each time was small and quick, which is why it was never anyone's project: widen one column, note it, go on.\n"},
		{ID: "s4", Heading: "How it ended", Prompt: "How did it end?"},
		{ID: "s3", Heading: "Resolution", Body: "The table was altered.\n"},
		{ID: "s5", Heading: "What went well", Body: "# Quick\n\n@here *everyone* helped <script>alert(1)</script>\n"},
	}
	end := at("10:36:00")
	c.Events = []retro.Event{
		{ID: "e1", At: at("10:06:30"), Kind: retro.KindTrigger, Title: "The key is an int", DiveIn: true},
		{ID: "e4", At: at("10:17"), Kind: retro.KindCommunication, Title: "Status page updated by Customer Success", Body: "\x1b[31mred\x1b[0m"},
		{ID: "e2", At: at("10:33:12"), End: &end, Kind: retro.KindAction, Title: "orders.id altered to bigint, table locked for writes; reads went on", Interpretation: true, Citations: []retro.Citation{{Evidence: "v1", FromLine: 10, ToLine: 12}}},
	}
	c.Factors = []retro.Factor{{ID: "f1", Title: "No alert on key range", Confidence: retro.ConfidenceKnown}}
	c.ActionItems = []retro.ActionItem{
		{ID: "a2", Title: "Alert at 70 % of key range", State: retro.ActionDoNow, Owner: "platform", Size: "small"},
		{ID: "a1", Title: "bigint keys everywhere", State: retro.ActionDoNow, Owner: "platform"},
	}
	c.Debrief = retro.Debrief{StartedAt: &started, Minutes: 60, Notes: []retro.Note{{ID: "n1", At: started, Kind: retro.NoteQuote, Text: "we never saw it coming"}}}
	c.Evidence = []retro.Evidence{
		{ID: "v1", Kind: retro.EvidenceLog, Label: "postgres", Hash: "aa", Skew: 2 * time.Second},
		{ID: "v2", Kind: retro.EvidenceScreenshot, Label: "Error rate", Hash: "cc", Regions: []retro.Region{{Kind: retro.RegionBlackout, X: 0.1, Y: 0.2, Width: 0.3, Height: 0.05}}},
	}
	return c
}

func TestDebrief(t *testing.T) {
	t.Parallel()
	cs := checkCompare(t, beforeDebrief(), afterDebrief())
	text := func(colour bool) string {
		var out strings.Builder
		if err := diff.WriteText(&out, cs, colour); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	for name, rendered := range map[string]string{
		"text": text(false), "colour": text(true), "markdown": diff.Markdown(cs), "html": diff.HTML(cs, nil), "json": asJSON(t, cs),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			golden(t, rendered)
		})
	}
}

func TestDocumentRenderings(t *testing.T) {
	t.Parallel()
	old := "# Checkout outage\n\nThe pool was exhausted.\nWe restarted it <twice>.\n\n- one\n- two of them\n\nThis paragraph goes to the end of the document.\n\n```go\nx := 1\ny := 2\n```\n\n| at | what |\n|----|------|\n| 10:02 | 502s |\n\nSame.\n"
	after := "# Checkout outage, 14 Nov\n\nThe pool was\nexhausted. We restarted it <once>.\n\n- one\n- three\n- two of those\n\n```go\nx := 1\ny := 3\n```\n\n| at | what |\n|----|------|\n| 10:02 | 502s on /cart |\n\nSame.\n\nThis paragraph goes to the end of the document.\n"
	document := diff.Documents(old, after)
	checkDocument(t, old, after, document)
	var text strings.Builder
	if err := diff.WriteDocument(&text, document, false); err != nil {
		t.Fatal(err)
	}
	for name, rendered := range map[string]string{
		"text": text.String(), "html": diff.DocumentHTML(document, nil), "json": asJSON(t, document),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			golden(t, rendered)
		})
	}
}

// TestPage makes sure that a title cannot end the head.
func TestPage(t *testing.T) {
	t.Parallel()
	page := diff.Page("</title><script>x</script>", diff.HTML(diff.ChangeSet{}, nil))
	if strings.Contains(page, "<script>") || !strings.Contains(page, "<h1>&lt;/title&gt;") || !strings.Contains(page, `<section class="changes">`) {
		t.Errorf("the page is %s", page)
	}
}

// TestHTMLRendersRuns tells what is rendered at once: all between two changes, a
// change, the rows of a table of which one changed.
func TestHTMLRendersRuns(t *testing.T) {
	t.Parallel()
	old := "# A\n\none\n\ntwo three\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nlast\n"
	after := "# A\n\none\n\ntwo four\n\n| a | b |\n|---|---|\n| 1 | 3 |\n\nlast\n"
	var got []int
	markup := diff.DocumentHTML(diff.Documents(old, after), func(blocks []diff.Block) (string, bool) {
		got = append(got, len(blocks))
		return "<hr>", blocks[0].Kind == markdown.KindTableRow
	})
	if difference := cmp.Diff([]int{2, 1, 3, 1}, got); difference != "" {
		t.Errorf("blocks of each run (-want +got):\n%s", difference)
	}
	for _, want := range []string{
		"paragraph, formatted differently", "table, reworded", `id="change-1"`, `href="#change-2" title="next change"`, `href="#change-1" title="previous change"`,
	} {
		if !strings.Contains(markup, want) {
			t.Errorf("%q is not in %s", want, markup)
		}
	}
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(v); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestDocumentHTMLOfThousandsOfChanges: neither time nor size get out of hand where
// everything changed.
func TestDocumentHTMLOfThousandsOfChanges(t *testing.T) {
	t.Parallel()
	const bound = 3000
	for name, test := range map[string]struct {
		old, after  string
		rendered    int
		lastStep    string
		beyond      string
		asWrittenAs string
	}{
		"a list": {
			old: strings.Repeat("- old\n", bound), after: strings.Repeat("- new\n", bound), rendered: bound,
			lastStep: `href="#change-3000"`, beyond: `href="#change-3001"`, asWrittenAs: `<p class="block list-item added">`,
		},
		"a table": {
			old: "|a|\n|-|\n" + strings.Repeat("|old|\n", bound), after: "|a|\n|-|\n" + strings.Repeat("|new|\n", bound), rendered: 0,
			lastStep: `id="change-1"`, beyond: `href="#change-2"`, asWrittenAs: `<p class="block table changed">`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rendered := 0
			markup := diff.DocumentHTML(diff.Documents(test.old, test.after), func([]diff.Block) (string, bool) {
				rendered++
				return "", true
			})
			if rendered != test.rendered {
				t.Errorf("%d changes were rendered, want %d", rendered, test.rendered)
			}
			if !strings.Contains(markup, test.lastStep) || !strings.Contains(markup, test.asWrittenAs) {
				t.Errorf("want %s and %s in what was written", test.lastStep, test.asWrittenAs)
			}
			if strings.Contains(markup, test.beyond) {
				t.Errorf("%s leads beyond what can be stepped through", test.beyond)
			}
		})
	}
}

// FuzzRenderings checks that no text becomes markup: HTML has the elements that
// the package writes and no others, the signs of Markdown come in pairs, and
// nothing steers a terminal.
func FuzzRenderings(f *testing.F) {
	f.Add("a b c", "a x c")
	f.Add("foo bar", "foo(bar) **baz** ~~x~~")
	f.Add("<script>alert(1)</script>", "</ins><img src=x onerror=alert(1)>\x1b]0;title\x07")
	f.Add("- a\n- b", "1. a\n2) b\n\n```\n```\n")
	f.Add("_x_ [a](javascript:b)", "!x! \\ | # &amp; \u202ex\xff")
	f.Fuzz(func(t *testing.T, old, after string) {
		from := retro.Content{Title: old, Sections: []retro.Section{{ID: "s", Heading: old, Body: old}}, Events: []retro.Event{{ID: "e", Title: old}, {ID: "r", Title: old, Body: old}}}
		to := retro.Content{Title: after, Sections: []retro.Section{{ID: "s", Heading: after, Body: after}}, Events: []retro.Event{{ID: "e", Title: after, Body: after}}}
		cs := diff.Compare(from, to)
		checkHTML(t, diff.HTML(cs, nil))
		checkHTML(t, diff.DocumentHTML(diff.Documents(old, after), nil))
		var text strings.Builder
		if err := diff.WriteText(&text, cs, false); err != nil {
			t.Fatal(err)
		}
		if strings.ContainsAny(text.String(), "\x1b\x07\r\u202e") {
			t.Errorf("the text steers the terminal: %q", text.String())
		}
		checkMarkdown(t, cs)
	})
}

func checkHTML(t *testing.T, markup string) {
	t.Helper()
	allowed := map[string]bool{
		"section": true, "p": true, "h2": true, "ul": true, "li": true, "span": true, "strong": true,
		"time": true, "ins": true, "del": true, "pre": true, "a": true,
	}
	tokens := html.NewTokenizer(strings.NewReader(markup))
	for kind := tokens.Next(); kind != html.ErrorToken; kind = tokens.Next() {
		token := tokens.Token()
		switch kind {
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken, html.CommentToken, html.DoctypeToken:
			if !allowed[token.Data] {
				t.Errorf("element %q in %q", token.Data, markup)
			}
			for _, attribute := range token.Attr {
				ours := attribute.Key == "title" || attribute.Key == "id" || attribute.Key == "href" && strings.HasPrefix(attribute.Val, "#change-")
				if attribute.Key != "class" && !ours {
					t.Errorf("attribute %q in %q", attribute.Key, markup)
				}
			}
		case html.TextToken, html.ErrorToken:
		}
	}
}

var escaped = regexp.MustCompile(`\\.`)

// checkMarkdown renders the report and looks for a change that is not marked.
func checkMarkdown(t *testing.T, cs diff.ChangeSet) {
	t.Helper()
	var out bytes.Buffer
	markdown := diff.Markdown(cs)
	if err := goldmark.New(goldmark.WithExtensions(extension.Strikethrough)).Convert([]byte(markdown), &out); err != nil {
		t.Fatal(err)
	}
	for _, raw := range []string{"<a ", "<img", "<!-- raw", "<blockquote>\n<ul>", "<blockquote>\n<h"} {
		if strings.Contains(out.String(), raw) {
			t.Errorf("%q in the rendering of %q:\n%s", raw, markdown, out.String())
		}
	}
	marks := func(text string) int {
		return strings.Count(escaped.ReplaceAllString(text, ""), "~~")
	}
	if want, got := marks(markdown), 2*strings.Count(out.String(), "<del>"); want != got && !strings.Contains(markdown, "```") {
		t.Errorf("%d signs of deletion gave %d in the rendering of %q:\n%s", want, got, markdown, out.String())
	}
}
