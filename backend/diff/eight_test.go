package diff_test

import (
	"strings"
	"testing"

	"github.com/afterword-app/afterword/backend/diff"
)

// TestCountWords counts the words of texts of all lengths with all characters at
// all places within eight bytes, and of the same where a character that is not of
// ASCII has them counted one by one.
func TestCountWords(t *testing.T) {
	t.Parallel()
	for c := range byte(0x80) {
		for _, around := range []string{"%", "a%b", "a%.b", "a.%b", "_%9", "Az%%zA", "12 %'%x", "%.%.% it's a.b.c. %"} {
			text := strings.ReplaceAll(around, "%", string(rune(c)))
			for range 9 {
				text = " " + text
				one := diff.CountWords(text)
				other := diff.CountWords(text + " …")
				if one != other {
					t.Fatalf("%q has %d words by eights and %d one by one", text, one, other)
				}
			}
		}
	}
}
