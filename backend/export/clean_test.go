package export_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/afterword-app/afterword/backend/export"
)

func TestClean(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		"plain – text\tand 🎉\n":           "plain – text\tand 🎉\n",
		"a\r\nb\rc":                       "a\nb\nc",
		"\x1b[1;31mred\x1b[0m":            "red",
		"\x1b]0;title\x07after":           "after",
		"\x1b]8;;https://x\x1b\\link":     "link",
		"\x1b(Bx\x1bMy":                   "xy",
		"\x1b":                            "",
		"nul\x00 bell\x07 del\x7f":        "nul bell del",
		"c1 \u0085\u009b31m":              "c1 31m",
		"bad \xff\xfe utf":                "bad \uFFFD utf",
		"\u202eevil\u202c \u2066x\u2069":  "evil x",
		"not characters \uFFFE\uFFFF":     "not characters ",
		"joined 👩\u200d👧 and \u00a0space": "joined 👩\u200d👧 and \u00a0space",
	} {
		if got := export.CleanForTest(given); got != want {
			t.Errorf("clean(%q) = %q, want %q", given, got, want)
		}
	}
}

func FuzzClean(f *testing.F) {
	f.Add("\x1b[31m\x1b]0;x\x07\r\n\xff\u202e")
	f.Fuzz(func(t *testing.T, s string) {
		once := export.CleanForTest(s)
		if again := export.CleanForTest(once); again != once {
			t.Errorf("cleaning twice: %q, then %q", once, again)
		}
		if !utf8.ValidString(once) || strings.ContainsAny(once, "\x00\x1b\r\x7f\u202e") {
			t.Errorf("%q is not clean", once)
		}
	})
}

func TestSafeURL(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		"https://example.com":                 "https://example.com",
		" HTTPS://Example.com/a b ":           "https://Example.com/a%20b",
		"http://h.example/a(b)?c=d&e='f'#g|h": "http://h.example/a(b)?c=d&e=%27f%27#g%7Ch",
		"mailto:me@example.com":               "mailto:me@example.com",
		"https://пример.example/я":            "https://%D0%BF%D1%80%D0%B8%D0%BC%D0%B5%D1%80.example/%D1%8F",
		"https://h.example/\u200bx":           "",
		"javascript:alert(1)":                 "",
		"java\nscript:alert(1)":               "",
		"//evil.example":                      "",
		"/path":                               "",
		"#fragment":                           "",
		"https:evil.example":                  "",
		"https:///evil.example":               "",
		"https:\\\\evil.example":              "",
		"mailto:":                             "",
		"data:text/html,x":                    "",
		"ftp://example.com":                   "",
		"https://h.example/%zz":               "",
		"https://h'x.example/":                "",
		"":                                    "",
		"https://h.example/" + strings.Repeat("a", 5000): "",
	} {
		got, ok := export.SafeURLForTest(given)
		if ok != (want != "") || (ok && got != want) {
			t.Errorf("safeURL(%q) = %q, %v, want %q", given, got, ok, want)
		}
	}
}

func FuzzSafeURL(f *testing.F) {
	f.Add("https://example.com/a(b)?c=d&e='f'#g|h")
	f.Add("mailto:a@b.example?subject=x y")
	f.Fuzz(func(t *testing.T, raw string) {
		url, ok := export.SafeURLForTest(raw)
		if !ok {
			return
		}
		if !harmlessURL(url) {
			t.Errorf("safeURL(%q) = %q", raw, url)
		}
		if again, ok := export.SafeURLForTest(url); !ok || again != url {
			t.Errorf("safeURL(%q) = %q, which becomes %q, %v", raw, url, again, ok)
		}
	})
}

// TestSanitiseInParts holds that a long table is let through, or not, as it is in
// one part.
func TestSanitiseInParts(t *testing.T) {
	t.Parallel()
	row := "\n<tr><td class=\"doc-right\">a &lt;tr&gt; b</td><td onclick=\"x\"><script>\n<tr>alert(1)</script>c</td></tr>"
	clean := "\n<tr><td class=\"doc-right\">a &lt;tr&gt; b</td><td>c</td></tr>"
	table := func(row string, rows int) string {
		return "<table>\n<tbody>" + strings.Repeat(row, rows) + "\n</tbody>\n</table>"
	}
	const rows = 20000
	if got := export.SanitiseForTest(table(clean, rows), false); got != table(clean, rows) {
		t.Errorf("%d bytes of a table became %d", len(table(clean, rows)), len(got))
	}
	got := export.SanitiseForTest(table(row, rows), false)
	if strings.Contains(got, "<script") || strings.Contains(got, "onclick") {
		t.Error("a script passed")
	}
}
