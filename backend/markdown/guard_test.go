package markdown_test

import (
	"strings"
	"testing"

	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/retrotest"
)

// stretches returns those of a text and which of them are hostile.
func stretches(text string) (texts []string, hostile []bool) {
	for _, s := range markdown.Guard(text) {
		texts, hostile = append(texts, s.Text), append(hostile, s.Hostile)
	}
	return texts, hostile
}

func TestGuardKeepsEveryByte(t *testing.T) {
	t.Parallel()
	texts := retrotest.SlowMarkdown(70 << 10)
	for name, text := range texts {
		parts, _ := stretches(text)
		if joined := strings.Join(parts, ""); joined != text {
			t.Errorf("%s: the stretches are not the text", name)
		}
	}
}

func TestGuard(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		text string
		want []bool
	}{
		"empty":                 {"", nil},
		"prose":                 {"a\n\nb\n", []bool{false}},
		"one in the middle":     {"a\n\n" + strings.Repeat("[", 3000) + "\n\nb\n\nc\n", []bool{false, true, false}},
		"first":                 {strings.Repeat("*", 3000) + "\n\nb", []bool{true, false}},
		"last":                  {"b\n\n" + strings.Repeat("> ", 40) + "x", []bool{false, true}},
		"long rule":             {strings.Repeat("-", 500) + "\n\n* * *\n", []bool{false}},
		"fence with blanks":     {"```\n" + strings.Repeat("[", 1500) + "\n\n" + strings.Repeat("[", 1500) + "\n```\n\nafter\n", []bool{true, false}},
		"unclosed fence":        {"```\na\n\n" + strings.Repeat("[", 3000), []bool{true}},
		"ordinary table":        {"|a|b|c|\n|-|-|-|\n" + strings.Repeat("|1|2|3|\n", 500), []bool{false}},
		"wide table":            {strings.Repeat("|a", 200) + "\n", []bool{true}},
		"too many cells":        {"|a|b|c|d|e|f|g|h|\n|-|-|-|-|-|-|-|-|\n" + strings.Repeat("x\n", 3000), []bool{true}},
		"deep list":             {strings.Repeat("- ", 33) + "a\n", []bool{true}},
		"deep enough list":      {strings.Repeat("- ", 20) + "a\n", []bool{false}},
		"deep numbers":          {strings.Repeat("1. ", 33) + "a\n", []bool{true}},
		"indented":              {strings.Repeat(" ", 300) + "a\n", []bool{true}},
		"year at the beginning": {"2026 was\n\n3.5 is\n", []bool{false}},
		"long paragraph":        {strings.Repeat("word ", 14000), []bool{true}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, got := stretches(test.text)
			if len(got) != len(test.want) {
				t.Fatalf("hostile %v, want %v", got, test.want)
			}
			for i := range got {
				if got[i] != test.want[i] {
					t.Fatalf("hostile %v, want %v", got, test.want)
				}
			}
		})
	}
}

func FuzzGuard(f *testing.F) {
	for _, text := range retrotest.SlowMarkdown(256) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		parts, _ := stretches(text)
		if joined := strings.Join(parts, ""); joined != text {
			t.Error("the stretches are not the text")
		}
	})
}
