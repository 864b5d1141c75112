package export_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/afterword-app/afterword/backend/export"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/retrotest"
)

// TestKnownPhrases explains a term where it is used first, and lets the title of a
// reference lead to it, on pages and in the window; in code, headings and links neither.
func TestKnownPhrases(t *testing.T) {
	t.Parallel()
	content := retro.Content{
		Title: "Known",
		Sections: []retro.Section{
			{ID: "a", Heading: "WAL in a heading", Body: "### WAL again\n\nThe `WAL` and WALs, [the WAL](https://a.example). The WAL grew; the WAL is a log. See How Complex Systems Fail.\n"},
			{ID: "b", Heading: "Read on", Block: retro.BlockReferences},
		},
		Tables: retro.Rows{
			retro.NounTerm:      {{ID: "t", Cells: map[string]string{"term": "WAL", "meaning": "Write-ahead \"log\" <b>"}}},
			retro.NounReference: {{ID: "r", Cells: map[string]string{"title": "How Complex Systems Fail", "address": "https://how.example/fail"}}},
		},
	}
	result, err := export.Render(t.Context(), export.Input{Content: content, Now: time.Unix(0, 0)}, "html")
	if err != nil {
		t.Fatal(err)
	}
	page := string(result.Files[0].Data)
	preview, err := export.Preview(t.Context(), export.Input{Content: content, Now: time.Unix(0, 0)}, content.Sections[0].Body, export.Links{})
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct{ markup, link string }{
		"page":   {page, `<a href="https://how.example/fail" rel="noopener noreferrer">How Complex Systems Fail</a>`},
		"window": {preview.String(), `<a data-url="https://how.example/fail" role="link" tabindex="0">How Complex Systems Fail</a>`},
	} {
		if n := strings.Count(tt.markup, "<abbr "); n != 1 {
			t.Errorf("%s: explained %d times", name, n)
		}
		if !strings.Contains(tt.markup, `The <abbr title="Write-ahead &#34;log&#34;`) {
			t.Errorf("%s: not explained where it is used first:\n%s", name, tt.markup)
		}
		if !strings.Contains(tt.markup, tt.link) {
			t.Errorf("%s: the reference leads nowhere:\n%s", name, tt.markup)
		}
	}
	text, err := export.Render(t.Context(), export.Input{Content: content, Now: time.Unix(0, 0)}, "markdown")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text.Files[0].Data), "[How Complex Systems Fail](https://how.example/fail)") {
		t.Errorf("the table of references has no link:\n%s", text.Files[0].Data)
	}
}

// TestManyKnownPhrases finds each of many phrases in one long paragraph: every mention of
// a reference, and of a term the first. Looked for from every place anew, it takes seconds.
func TestManyKnownPhrases(t *testing.T) {
	t.Parallel()
	const known, rounds = 200, 7
	content := retro.Content{Title: "Known", Tables: retro.Rows{}}
	var body strings.Builder
	for i := range known {
		content.Tables[retro.NounTerm] = append(content.Tables[retro.NounTerm],
			retro.Row{Cells: map[string]string{"term": fmt.Sprintf("term%dx", i), "meaning": "A word"}},
			retro.Row{Cells: map[string]string{"term": fmt.Sprintf("never%dx", i), "meaning": "Not said"}})
		content.Tables[retro.NounReference] = append(content.Tables[retro.NounReference],
			retro.Row{Cells: map[string]string{"title": fmt.Sprintf("Book %d of all", i), "address": "https://a.example"}})
	}
	for range rounds {
		for i := range known {
			fmt.Fprintf(&body, "as term%dx says, and Book %d of all. ", i, i)
		}
	}
	preview, err := export.Preview(t.Context(), export.Input{Content: content, Now: time.Unix(0, 0)}, body.String(), export.Links{})
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Count(preview.String(), "<abbr "); got != known {
		t.Errorf("%d terms are explained, not %d", got, known)
	}
	if got := strings.Count(preview.String(), "</a>"); got != known*rounds {
		t.Errorf("%d mentions lead to a reference, not %d", got, known*rounds)
	}
}

// TestMarksAreBounded reads what looks like a mark once: not from each of its braces on, nor
// once for each of its words.
func TestMarksAreBounded(t *testing.T) { //nolint:paralleltest // it counts what is allocated
	for name, tt := range map[string]struct{ opens, repeated string }{"braces": {"", "{{ "}, "words": {"{{", "words "}} {
		allocated := func(times int) uint64 {
			body := tt.opens + strings.Repeat(tt.repeated, times) + "}}"
			return retrotest.Allocated(func() {
				if _, err := export.Preview(t.Context(), export.Input{Now: time.Unix(0, 0)}, body, export.Links{}); err != nil {
					t.Error(err)
				}
			})
		}
		allocated(1)
		if small, large := allocated(1000), allocated(10_000); large > 20*small {
			t.Errorf("ten times the %s allocate %d bytes instead of %d", name, large, small)
		}
	}
}

// TestTermsAreExplained says what a term means behind its first use where a target has
// nothing behind a word: once, in what people wrote, and not where its writer says it.
func TestTermsAreExplained(t *testing.T) {
	t.Parallel()
	content := retro.Content{
		Title: "Known",
		Sections: []retro.Section{
			{ID: "a", Heading: "WAL in a heading", Body: "### WAL again\n\nThe `WAL` and WALs, [the WAL](https://a.example). The **WAL** grew; the WAL is a log. A VIP (virtual address) moved, then the VIP.\n"},
			{ID: "b", Heading: "Terms", Block: retro.BlockGlossary},
		},
		Tables: retro.Rows{retro.NounTerm: {
			{ID: "t", Cells: map[string]string{"term": "WAL", "meaning": "Write-ahead log."}},
			{ID: "u", Cells: map[string]string{"term": "log", "meaning": "A file that grows"}},
			{ID: "v", Cells: map[string]string{"term": "VIP", "meaning": "Shown never"}},
		}},
	}
	for _, target := range []string{"markdown", "slack", "confluence", "mediawiki", "docx"} {
		result, err := export.Render(t.Context(), export.Input{Content: content, Now: time.Unix(0, 0)}, target)
		if err != nil {
			t.Fatal(err)
		}
		page := unpacked(t, result.Files[0].Data)
		for words, want := range map[string]int{"(\u2060write-ahead log)": 1, "log (\u2060a file that grows)": 1, "(\u2060shown never)": 0} {
			if n := strings.Count(page, words); n != want {
				t.Errorf("%s: %q stands there %d times, not %d:\n%s", target, words, n, want, page)
			}
		}
		for _, words := range []string{"write-ahead log", "file that grows", "shown never"} {
			if !strings.Contains(page, words) {
				t.Errorf("%s: the table does not say %q", target, words)
			}
		}
	}
}
