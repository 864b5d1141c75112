package export_test

import (
	"strings"
	"testing"

	"github.com/afterword-app/afterword/backend/export"
)

// slowTexts are made to keep a Markdown parser busy, each about size bytes.
func slowTexts(size int) map[string]string {
	repeat := func(s string) string { return strings.Repeat(s, size/len(s)+1)[:size] }
	lines := func(line string) string { return repeat(line + "\n") }
	var growing strings.Builder
	for depth := 0; growing.Len() < size; depth++ {
		growing.WriteString(strings.Repeat(" ", depth*2) + "- a\n")
	}
	var ticks strings.Builder
	for run := 1; ticks.Len() < size; run++ {
		ticks.WriteString(strings.Repeat("`", run) + " ")
	}
	var references strings.Builder
	for references.Len() < size {
		references.WriteString("[a" + strings.Repeat("x", references.Len()%7) + "]: /u\n")
	}
	return map[string]string{
		"wide table":             "|" + strings.Repeat("a|", size/8) + "\n|" + strings.Repeat("-|", size/8) + "\n" + strings.Repeat("b\n", size/4),
		"tall table":             "a|b|c|d|e|f|g|h\n-|-|-|-|-|-|-|-\n" + lines("b")[:size/2],
		"table in a quote":       "> a|b|c|d|e|f|g|h\n> -|-|-|-|-|-|-|-\n" + lines("> b")[:size/2],
		"bullets":                repeat("* "),
		"bullets and text":       repeat("* ") + "a",
		"dashes":                 repeat("- ") + "a",
		"numbers":                repeat("1. ") + "a",
		"quotes":                 repeat("> ") + "a",
		"quotes without space":   repeat(">"),
		"quote and list":         repeat("> - ") + "a",
		"emphasis opening":       repeat("_a* "),
		"emphasis both":          repeat("*a_ "),
		"stars":                  repeat("*"),
		"stars and letters":      repeat("a**b"),
		"strike":                 repeat("~~a ~"),
		"links opening":          repeat("[a]("),
		"links angle":            repeat("[a](<b"),
		"brackets":               repeat("["),
		"brackets both":          repeat("[]"),
		"closing brackets":       repeat("]"),
		"nested brackets":        strings.Repeat("[", size/2) + strings.Repeat("]", size/2),
		"pictures":               repeat("![a]("),
		"picture brackets":       repeat("!["),
		"titles":                 repeat("[a](b \""),
		"references":             references.String(),
		"reference uses":         "[a]: /u\n\n" + repeat("[a]"),
		"reference title":        lines("[a]: /u 'x"),
		"backticks growing":      ticks.String(),
		"backticks odd":          repeat("`` ` "),
		"tags":                   repeat("<a "),
		"tag attributes":         "<a " + repeat("b='"),
		"comments":               repeat("<!-- "),
		"comment ends":           repeat("<!--a-->"),
		"processing":             repeat("<?"),
		"declarations":           repeat("<!A "),
		"cdata":                  repeat("<![CDATA["),
		"entities":               repeat("&amp"),
		"entities open":          repeat("&"),
		"backslashes":            repeat("\\"),
		"addresses":              repeat("a@b."),
		"address without end":    repeat("a.") + "@",
		"web addresses":          repeat("http://a"),
		"web addresses spaced":   repeat(" http://a."),
		"web address brackets":   "http://a/" + repeat("("),
		"web address closing":    "http://a/" + repeat(")"),
		"web address ends":       "http://a/" + repeat("&a;"),
		"www":                    repeat(" www."),
		"underscores spaced":     repeat("_ "),
		"opening parentheses":    repeat("("),
		"indented lists":         growing.String(),
		"deep indentation":       repeat(" ") + "a",
		"tabs":                   repeat("\t") + "a",
		"fences":                 lines("```"),
		"fence lengths":          lines("~~~~~~~~~~~~ a"),
		"open fence":             "```\n" + lines("[a](b *c* _d_"),
		"setext":                 lines("a\n="),
		"rules":                  lines("---"),
		"headings":               lines("# a"),
		"one letter lines":       lines("a"),
		"blank lines":            lines(""),
		"spaced lines":           lines(" "),
		"hard breaks":            lines("a  "),
		"list items":             lines("- a"),
		"list items loose":       lines("- a\n"),
		"tasks":                  lines("- [ ] a"),
		"lazy":                   "> " + lines("a"),
		"lists of quotes":        lines("- > a"),
		"alerts":                 lines("> [!NOTE]"),
		"nested emphasis":        strings.Repeat("*a ", size/6) + strings.Repeat("b*", size/4),
		"nested strong":          strings.Repeat("**a ", size/8) + strings.Repeat("b** ", size/8),
		"mixed list marks":       lines("* a\n+ b\n- c"),
		"list in list in line":   lines("- - - - - - - - a"),
		"quote in quote in line": lines("> > > > > > > > a"),
		"evidence":               repeat("![](evidence/00000000graph) "),
		"carriage returns":       repeat("a\r"),
		"letters":                repeat("a"),
		"broken":                 repeat("\xff\x1b["),
	}
}

func TestGuardKeepsEveryByte(t *testing.T) {
	t.Parallel()
	texts := slowTexts(70 << 10)
	for name, text := range markdownCases() {
		texts["case "+name] = text
	}
	for name, text := range texts {
		parts, _ := export.GuardForTest(text)
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
			_, got := export.GuardForTest(test.text)
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

// TestHostileStretchIsShown expects the text itself, in its place.
func TestHostileStretchIsShown(t *testing.T) {
	t.Parallel()
	hostile := strings.Repeat("[", 3000)
	preview, err := export.Preview(t.Context(), story(), "*before*\n\n"+hostile+"\n\n*after*", links())
	if err != nil {
		t.Fatal(err)
	}
	want := "<p><em>before</em></p>\n<pre class=\"doc-code\"><code>" + hostile + "</code></pre>\n<p><em>after</em></p>\n"
	if preview.String() != want {
		t.Errorf("got %.200q", preview.String())
	}
}

func BenchmarkSlowTexts(b *testing.B) {
	for name, text := range slowTexts(50 << 10) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := export.Preview(b.Context(), story(), text, links()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func FuzzGuard(f *testing.F) {
	for _, text := range slowTexts(256) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		parts, _ := export.GuardForTest(text)
		if joined := strings.Join(parts, ""); joined != text {
			t.Error("the stretches are not the text")
		}
	})
}
