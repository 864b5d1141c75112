package markdown_test

import (
	"strings"
	"testing"

	"github.com/afterword-app/afterword/backend/markdown"
)

// TestCountWords counts what a reader would call a word.
func TestCountWords(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		text string
		want int
	}{
		"nothing":               {"", 0},
		"white space":           {" \t\r\n", 0},
		"signs":                 {"- # *** …", 0},
		"apostrophe":            {"it's don’t", 2},
		"apostrophe at the end": {"the hosts' names'", 3},
		"full stops":            {"api.example took 3.14 s.", 4},
		"hyphen":                {"read-only", 2},
		"underscore":            {"pool_size", 1},
		"no blanks":             {"設計", 2},
		"numbers":               {"1,234.50 of 10:02:03.412, and 5: a,b c:d 1,", 10},
		"thai":                  {"ระบบ", 4},
		"thai marks":            {"ที่น้ำ", 2},
		"khmer":                 {"ទិន្នន័យ", 5},
		"accents":               {"café cafe\u0301", 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := markdown.CountWords(tt.text); got != tt.want {
				t.Errorf("%q has %d words, want %d", tt.text, got, tt.want)
			}
		})
	}
}

// TestCountWordsOfParts puts every ASCII character, and some others, where it may
// join or part two words: texts with white space between them have as many words
// together as alone.
func TestCountWordsOfParts(t *testing.T) {
	t.Parallel()
	characters := []string{"é", "ß", "設", "👍", "\u200d", "\u0301", "’", "\u00ad", "\xff"}
	for c := range byte(0x80) {
		characters = append(characters, string(rune(c)))
	}
	const after = "… it's 3.14"
	for _, c := range characters {
		for _, around := range []string{"%", "a%b", "a%.b", "a.%b", "_%9", "Az%%zA", "12 %'%x", "%.%.% it's a.b.c. %"} {
			text := strings.ReplaceAll(around, "%", c)
			if got, want := markdown.CountWords(text+"\n"+after), markdown.CountWords(text)+2; got != want {
				t.Errorf("%q has %d words with two more after it, want %d", text, got, want)
			}
		}
	}
}
