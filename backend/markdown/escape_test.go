package markdown_test

import (
	"strings"
	"testing"
	"unicode"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"github.com/afterword-app/afterword/backend/markdown"
)

// TestEscapeIsSparing holds that no backslash stands where leaving it out would
// change nothing.
func TestEscapeIsSparing(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"1.50 or -3 or +2 or #4":         "1.50 or -3 or +2 or #4",
		"Roughly ~97%; < 5 ms; C:\\temp": "Roughly ~97%; < 5 ms; C:\\temp",
		"~97% of them":                   "~97% of them",
		"a~b~c":                          `a\~b\~c`,
		"~~~":                            `\~\~\~`,
		"snake_case and _this_":          `snake_case and \_this\_`,
		"<b> and </b> and <!-- -->":      `\<b> and \</b> and \<!-- -->`,
		"AT&T &amp; 1":                   `AT&T \&amp; 1`,
		"[a](b) `c` *d*":                 "\\[a\\](b) \\`c\\` \\*d\\*",
		"ends in \\":                     `ends in \\`,
	} {
		if got := markdown.Escape(text); got != want {
			t.Errorf("Escape(%q) = %q, want %q", text, got, want)
		}
	}
	for line, want := range map[string]string{
		"-3": "-3", "- 3": `\- 3`, "-": `\-`, "---": `\---`, "+2": "+2", "#4": "#4", "# 4": `\# 4`, "1.50": "1.50", "1. a": `1\. a`, "2) a": `2\) a`,
		"> a": `\> a`, ">a": `\>a`, "==": `\==`, "=a": "=a", ":-:": `\:-:`, ": a": `\: a`, ":a": ":a", "| a": `\| a`, "": "",
	} {
		if got := markdown.EscapeStart(line); got != want {
			t.Errorf("EscapeStart(%q) = %q, want %q", line, got, want)
		}
	}
}

// FuzzEscape holds that escaped text reads back as itself, alone, within other
// markup and in the cell of a table.
func FuzzEscape(f *testing.F) {
	for _, seed := range []string{"a*b_c_`d`[e](f)<g>~~h~~&amp;\\", "~a b~", "1. x", "- - -", "=== ", "#\t", "<http://a>", "|-|", "~", "\\~", "&", "![a]"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.TrimSpace(strings.Map(func(r rune) rune {
			if unicode.IsControl(r) || unicode.IsSpace(r) && r != ' ' || r == unicode.ReplacementChar {
				return -1
			}
			return r
		}, text))
		if text == "" || len(text) > 1000 {
			return
		}
		escaped := markdown.Escape(text)
		want := markdown.OneLine(text)
		for around, want := range map[string]string{
			markdown.EscapeStart(escaped):                                      want,
			"a\n" + markdown.EscapeStart(escaped):                              "a " + want,
			"**b** " + escaped + " *c*":                                        "b " + want + " c",
			"| a |\n|---|\n| " + strings.ReplaceAll(escaped, "|", `\|`) + " |": "a" + want,
		} {
			if got := markdown.OneLine(readText(around)); got != want && !strings.Contains(text, "@") && !strings.Contains(text, "://") && !strings.Contains(text, "www.") {
				t.Errorf("%q is written as %q and reads as %q", text, around, got)
			}
		}
	})
}

// readText is the text of Markdown as goldmark reads it. Any other node than those
// that the fuzz target writes is named in it.
func readText(source string) string {
	var out strings.Builder
	for _, part := range markdown.Parse(source) {
		if part.Root == nil {
			out.Write(part.Source)
			continue
		}
		_ = ast.Walk(part.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			if !entering {
				return ast.WalkContinue, nil
			}
			switch n := n.(type) {
			case *ast.Text:
				out.WriteString(markdown.Unescape(string(n.Value(part.Source))))
				if n.SoftLineBreak() || n.HardLineBreak() {
					out.WriteByte(' ')
				}
			case *ast.Document, *ast.Paragraph, *ast.Emphasis, *extast.Table, *extast.TableHeader, *extast.TableRow, *extast.TableCell:
			default:
				out.WriteString("<" + n.Kind().String() + ">")
			}
			return ast.WalkContinue, nil
		})
	}
	return out.String()
}
