package record_test

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/afterword-app/afterword/backend/ingest"
)

// FuzzFilter compares the quick search with the plain meaning of a text.
func FuzzFilter(f *testing.F) {
	f.Add("a\nB\n", "b")
	f.Add("2026-03-14T21:40:00Z pool\n2026-03-14T21:40:01Z POOL empty\n", "/pool.+ty/")
	f.Fuzz(func(t *testing.T, text, wanted string) {
		expression, isExpression := strings.CutPrefix(wanted, "/")
		isExpression = isExpression && len(wanted) > 2 && strings.HasSuffix(wanted, "/")
		var pattern *regexp.Regexp
		if isExpression {
			var err error
			if pattern, err = regexp.Compile("(?i)" + strings.TrimSuffix(expression, "/")); err != nil {
				return
			}
		}
		// Other alphabets have cases of their own, and UTF-16 is decoded first.
		if wanted == "" || !utf8.ValidString(text) || strings.ContainsFunc(text+wanted, func(r rune) bool { return r >= utf8.RuneSelf || r == 0 }) {
			return
		}
		ix := read(t, text, ingest.Options{})
		want := 0
		for i, e := range ix.Entries {
			entry := text[e.Offset : e.Offset+ix.LengthOf(i)]
			if pattern != nil && pattern.MatchString(entry) || pattern == nil && strings.Contains(strings.ToLower(entry), strings.ToLower(wanted)) {
				want++
			}
		}
		if got := filterText(t, ix, []byte(text), wanted); got != want {
			t.Errorf("%q is in %d entries, want %d", wanted, got, want)
		}
	})
}
