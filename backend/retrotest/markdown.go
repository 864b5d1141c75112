package retrotest

import "strings"

// SlowMarkdown is texts that are made to keep a Markdown parser busy, each about size bytes.
func SlowMarkdown(size int) map[string]string {
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
