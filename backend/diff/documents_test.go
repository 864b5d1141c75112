package diff_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/diff"
)

// checkDocument fails the test unless the difference holds its promises.
func checkDocument(t *testing.T, old, after string, document diff.Document) {
	t.Helper()
	byOld, byNew := slices.Clone(document.Blocks), slices.Clone(document.Blocks)
	slices.SortStableFunc(byOld, func(a, b diff.Block) int { return a.Old - b.Old })
	slices.SortStableFunc(byNew, func(a, b diff.Block) int { return a.New - b.New })
	var oldText, newText strings.Builder
	for i := range byOld {
		oldText.WriteString(byOld[i].OldText)
		newText.WriteString(byNew[i].NewText)
	}
	if oldText.String() != old {
		t.Errorf("the blocks join to the old text %q, want %q", oldText.String(), old)
	}
	if newText.String() != after {
		t.Errorf("the blocks join to the new text %q, want %q", newText.String(), after)
	}
	for _, block := range document.Blocks {
		checkBlock(t, block)
	}
}

func checkBlock(t *testing.T, block diff.Block) {
	t.Helper()
	var oldText, newText strings.Builder
	for _, op := range block.Ops {
		checkCut(t, oldText.String(), op.Old(), block.Ops)
		checkCut(t, newText.String(), op.After(), block.Ops)
		oldText.WriteString(op.Old())
		newText.WriteString(op.After())
		if op.Kind == diff.OpSpace && strings.TrimSpace(op.Text+op.New) != "" {
			t.Errorf("op %q is not white space", op)
		}
	}
	if oldText.String() != block.OldText || newText.String() != block.NewText {
		t.Errorf("ops %q join to %q and %q, want %q and %q", block.Ops, oldText.String(), newText.String(), block.OldText, block.NewText)
	}
	present := map[diff.BlockStatus][2]bool{
		diff.BlockSame: {true, true}, diff.BlockChanged: {true, true},
		diff.BlockAdded: {false, true}, diff.BlockRemoved: {true, false},
	}[block.Status]
	if got := [2]bool{block.Old >= 0, block.New >= 0}; got != present {
		t.Errorf("a block that is %s stands at %d and %d", block.Status, block.Old, block.New)
	}
}

// checkCut fails the test where an op ends within a word.
func checkCut(t *testing.T, before, after string, ops []diff.Op) {
	t.Helper()
	left, _ := utf8.DecodeLastRuneInString(before)
	right, _ := utf8.DecodeRuneInString(after)
	if isLetter(left) && isLetter(right) {
		t.Errorf("a word is cut between %q and %q in %q", left, right, ops)
	}
}

func isLetter(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsNumber(r)) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

func FuzzDocuments(f *testing.F) {
	for _, seed := range [][2]string{
		{"", ""},
		{"", "# A\n\ntext"},
		{"one two three\n", "one 2 three\n"},
		{"a paragraph that is\nwrapped here\n", "a paragraph that\nis wrapped here\n"},
		{"- a\n- b\n  - c\n", "- b\n  - c\n- a\n"},
		{"| a | b |\n|---|---|\n| 1 | 2 |\n", "| a | b |\n|---|---|\n| 1 | 3 |\n| 2 | 4 |\n"},
		{"```go\na  b\n\n\nc\n```\nafter", "~~~\na b\n~~~~\nafter"},
		{"\xff\xfe a \x80b", "\xfe\xff a b"},
		{"é👩‍👩‍👧 👍🏽 設計を見直す\r\n", "e\u0300 👩‍👧 👍 設計を直す\n"},
		{"> quote\n>\n> more\n", "> quote\n> more"},
		{"a. b. b. c.", "a. b. c."},
		{"one. two three four five six seven.\n\neight nine ten\n", "one.\n\ntwo three four five six seven. eight nine ten\n"},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, old, after string) {
		document := diff.Documents(old, after)
		checkDocument(t, old, after, document)
		words := document.Words
		back := diff.Documents(after, old).Words
		if words.Same+words.Moved+words.Removed != back.Same+back.Moved+back.Added {
			t.Errorf("the old text has %+v words one way and %+v the other", words, back)
		}
		if self := diff.Documents(old, old); self.Words.Added+self.Words.Removed+self.Words.Moved > 0 {
			t.Errorf("a text differs from itself: %+v", self)
		}
	})
}

// TestDocumentsRandom edits texts made of few words and signs, so that blocks
// are alike, move and repeat far more often than in nature.
func TestDocumentsRandom(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	parts := []string{
		"one ", "two ", "three ", "four ", "five ", "six ", "seven\n", "eight\n", "\n\n", "\n\n", "- ", "# ", "> ", "| ", "|---|\n",
		"```\n", "    ", "a", ".", ", ", "  \n", "\t", "\xff", "é", "設", "1. ", "---\n", "\r\n",
	}
	for range 3000 {
		old := randomParts(random, parts, random.IntN(80))
		after := slices.Clone(old)
		for range random.IntN(6) {
			from := random.IntN(len(after) + 1)
			to := from + random.IntN(len(after)-from+1)
			cut := slices.Clone(after[from:to])
			after = slices.Delete(after, from, to)
			if random.IntN(2) == 0 {
				after = slices.Insert(after, random.IntN(len(after)+1), cut...)
			}
			after = slices.Insert(after, random.IntN(len(after)+1), randomParts(random, parts, random.IntN(4))...)
		}
		a, b := strings.Join(old, ""), strings.Join(after, "")
		checkDocument(t, a, b, diff.Documents(a, b))
		if t.Failed() {
			t.Fatalf("old %q\nnew %q", a, b)
		}
	}
}

func randomParts(random *rand.Rand, parts []string, n int) []string {
	chosen := make([]string, n)
	for i := range chosen {
		chosen[i] = parts[random.IntN(len(parts))]
	}
	return chosen
}

// written writes a difference in short: one line for each block that is not the
// same, with "-" and "+" around what changed and "~" for other white space.
func written(document diff.Document) []string {
	var lines []string
	for _, block := range document.Blocks {
		if block.Status == diff.BlockSame && !block.Moved {
			continue
		}
		line := string(block.Kind) + " " + string(block.Status)
		if block.Moved {
			line += " moved"
		}
		line += ": "
		for _, op := range block.Ops {
			switch op.Kind {
			case diff.OpDelete:
				line += "[-" + op.Text + "-]"
			case diff.OpInsert:
				line += "[+" + op.Text + "+]"
			case diff.OpSpace:
				line += "~"
			case diff.OpEqual:
				line += op.Text
			}
		}
		lines = append(lines, strings.ReplaceAll(line, "\n", "⏎"))
	}
	return lines
}

func TestDocuments(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		old, after string
		want       []string
	}{
		"nothing":             {"# A\n\ntext\n", "# A\n\ntext\n", nil},
		"empty":               {"", "", nil},
		"rewrapped":           {"one two three\nfour five\n", "one two\nthree four five\n", nil},
		"rewrapped quotation": {"- one two\n  three\n", "- one\n  two three\n", nil},
		"last line break":     {"one two", "one two\n", nil},
		"a word":              {"the pool was full\n", "the pool was empty\n", []string{"paragraph changed: the pool was [-full-][+empty+]⏎"}},
		"a word goes":         {"one two three\n", "one three\n", []string{"paragraph changed: one [-two -]three⏎"}},
		"the last word goes":  {"one two three\n", "one two\n", []string{"paragraph changed: one two[- three-]⏎"}},
		"punctuation":         {"one two.\n", "one two!\n", []string{"paragraph changed: one two[-.-][+!+]⏎"}},
		"apostrophe":          {"we don't know what it was\n", "we didn't know what it was\n", []string{"paragraph changed: we [-don't-][+didn't+] know what it was⏎"}},
		"one sentence of many": {
			"It broke. It broke. We fixed it.\n", "It broke. It broke. It broke. We fixed it.\n",
			[]string{"paragraph changed: It broke. It broke. [+It broke. +]We fixed it.⏎"},
		},
		"a rewritten sentence is one change": {
			"It was late. Dana should have changed every other table as well. It held.\n",
			"It was late. The fix was scoped to one table, because nobody saw others. It held.\n",
			[]string{"paragraph changed: It was late. [-Dana should have changed every other table as well-][+The fix was scoped to one table, because nobody saw others+]. It held.⏎"},
		},
		"a number or time is one word": {
			"Latency was 1,234.50 ms at 10:02:03.412.\n", "Latency was 1,235.50 ms at 10:02:03.512.\n",
			[]string{"paragraph changed: Latency was [-1,234.50-][+1,235.50+] ms at [-10:02:03.412-][+10:02:03.512+].⏎"},
		},
		"a script without blanks": {
			"ผู้ใช้ไม่สามารถสั่งซื้อได้ในเวลานั้น\n", "ผู้ใช้ไม่สามารถชำระเงินได้ในเวลานั้น\n",
			[]string{"paragraph changed: ผู้ใช้ไม่สามารถ[-สั่งซื้อ-][+ชำระเงิน+]ได้ในเวลานั้น⏎"},
		},
		"hard line break": {"one two\nthree four\n", "one two  \nthree four\n", []string{"paragraph changed: one two[-⏎-][+  ⏎+]three four⏎"}},
		"blanks in code":  {"```\na  b\n```\n", "```\na b\n```\n", []string{"code changed: ```⏎a~b⏎```⏎"}},
		"nested deeper":   {"- one\n- two\n", "- one\n  - two\n", []string{"list item changed: [+  +]- two⏎"}},
		"row of a table": {
			"| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n", "| a   | b |\n|-----|---|\n| 1   | 2 |\n| 3   | 5 |\n",
			[]string{"table row changed: |---[+--+]|---|⏎", "table row changed: | 3~| [-4-][+5+] |⏎"},
		},
		"moved": {
			"This paragraph goes to the very end.\n\nMiddle one.\n\nMiddle two.\n", "Middle one.\n\nMiddle two.\n\nThis paragraph goes to the very end.\n",
			[]string{"paragraph same moved: This paragraph goes to the very end.~"},
		},
		"moved and changed": {
			"This paragraph goes to the very end.\n\nMiddle one.\n\nMiddle two.\n", "Middle one.\n\nMiddle two.\n\nThis paragraph went to the very end.\n",
			[]string{"paragraph changed moved: This paragraph [-goes-][+went+] to the very end.~"},
		},
		"heading moves with its text": {
			"# Why\n\nBecause the pool was exhausted.\n\n# What\n\nOrders could not be saved, for longer than an hour that is.\n",
			"# What\n\nOrders could not be saved, for longer than an hour that is.\n\n# Why\n\nBecause the pool was exhausted.\n",
			[]string{"heading same moved: # Why⏎⏎", "paragraph same moved: Because the pool was exhausted.~"},
		},
		"split": {
			"One two three four. Five six seven eight.\n", "One two three four.\n\nFive six seven eight.\n",
			[]string{"paragraph changed: One two three four.[- -][+⏎⏎+]Five six seven eight.⏎"},
		},
		"joined": {
			"One two three four.\n\nFive six seven eight.\n", "One two three four. Five six seven eight.\n",
			[]string{"paragraph changed: One two three four.[-⏎⏎-][+ +]Five six seven eight.⏎"},
		},
		"nothing in common": {
			"alpha beta gamma\n", "one two three\n",
			[]string{"paragraph removed: [-alpha beta gamma⏎-]", "paragraph added: [+one two three⏎+]"},
		},
		"script without blanks": {"設計を見直す\n", "設計を直す\n", []string{"paragraph changed: 設計を[-見-]直す⏎"}},
		"emoji":                 {"ok 👍🏽 so\n", "ok 👍 so\n", []string{"paragraph changed: ok [-👍🏽-][+👍+] so⏎"}},
		"bytes that are no UTF-8": {
			"one \xff two\n", "one \xfe two\n", []string{"paragraph changed: one [-\xff-][+\xfe+] two⏎"},
		},
		"another bullet": {
			"- **Use:** what it is called\n", "* **Use:** what it is called\n",
			[]string{"list item changed: [---][+*+] **Use:** what it is called⏎"},
		},
		"what both sides begin with is not marked": {
			"```\na = \"run\"\n# next\n```\n", "```\na = \"run\"\n# one more \"setting\" that is here\n# next\n```\n",
			[]string{"code changed: ```⏎a = \"run\"⏎[+# one more \"setting\" that is here⏎+]# next⏎```⏎"},
		},
		"a sentence that became a part of a long paragraph": {
			"If you write about the outage, tell the support team first and link to the page.\n",
			"Three things were agreed on at the end of the meeting by all who were still there. One is that nobody is to be woken for it. " +
				"If you write about the outage, tell the support team first and link to the page. Another is that the page is kept up to date by whoever has the pager.\n",
			[]string{
				"paragraph changed: [+Three things were agreed on at the end of the meeting by all who were still there. One is that nobody is to be woken for it. +]" +
					"If you write about the outage, tell the support team first and link to the page.[+ Another is that the page is kept up to date by whoever has the pager.+]⏎",
			},
		},
		"a heading whose words went to its text": {
			"# Plugins and Pilot\n\nSee Pilot for plugins and more and all that Pilot knows.\n",
			"# Plugins and the Catalogue\n\nThe Catalogue of Plugins and the rest of Pilot are gone.\n",
			[]string{
				"heading changed: # Plugins and [-Pilot-][+the Catalogue+]⏎⏎",
				"paragraph removed: [-See Pilot for plugins and more and all that Pilot knows.⏎-]",
				"paragraph added: [+The Catalogue of Plugins and the rest of Pilot are gone.⏎+]",
			},
		},
		"sentences made after one pattern did not move": {
			"First.\n\nExample file: [pizza](./examples/pizza)\n\nSecond one here.\n\nThird one here.\n",
			"First.\n\nSecond one here.\n\nThird one here.\n\nExample file: [split](./examples/split)\n",
			[]string{
				"paragraph removed: [-Example file: [pizza](./examples/pizza)⏎⏎-]",
				"paragraph added: [+Example file: [split](./examples/split)⏎+]",
			},
		},
		"underlined heading": {"Title\n=====\n\ntext\n", "Title two\n=====\n\ntext\n", []string{"heading changed: Title[+ two+]⏎=====⏎⏎"}},
		"number that begins a line": {
			"it was in\n2023. That was it\n", "it was in 2023.\nThat was it\n", nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			document := diff.Documents(tt.old, tt.after)
			checkDocument(t, tt.old, tt.after, document)
			if difference := cmp.Diff(tt.want, written(document)); difference != "" {
				t.Errorf("difference (-want +got):\n%s", difference)
			}
		})
	}
}

// TestDocumentsKinds tells the blocks of a text by kind.
func TestDocumentsKinds(t *testing.T) {
	t.Parallel()
	text := "# H\npara\npara\n- item\n  more\n  1. nested\n\n    still the item\n\n> quote\nlazy\n> \n> second\n\nHead\n---\n***\n" +
		"| a |\n|---|\n| b |\n\n\tcode\n\n\tcode\n\n~~~\n# no heading\n\n~~~\nend"
	want := []string{
		"heading", "paragraph", "list item", "list item", "paragraph", "quote", "quote", "heading", "rule",
		"table row", "table row", "table row", "code", "code", "paragraph",
	}
	var got []string
	for _, block := range diff.Documents(text, text).Blocks {
		got = append(got, string(block.Kind))
	}
	if difference := cmp.Diff(want, got); difference != "" {
		t.Errorf("kinds (-want +got):\n%s", difference)
	}
}

// TestDocumentsHostile compares texts that make other parsers and differs slow.
// It would run into the time limit of all tests were the work not bounded.
func TestDocumentsHostile(t *testing.T) {
	t.Parallel()
	const size = 200_000
	fill := func(part string) string { return strings.Repeat(part, size/len(part)) }
	random := rand.New(rand.NewPCG(1, 2))
	paragraphs := make([]string, 2_000)
	for i := range paragraphs {
		paragraphs[i] = bigText(random, 1)
	}
	shuffled := slices.Clone(paragraphs)
	random.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	for name, pair := range map[string][2]string{
		"cells":           {fill("|a") + "\n|-|\n" + fill("|b|\n"), fill("|a") + "\n|-|\n" + fill("|c|\n")},
		"bullets":         {fill("* "), fill("* ") + "x"},
		"emphasis":        {fill("_a* "), fill("_b* ")},
		"links":           {fill("[a]("), fill("[b](")},
		"quotations":      {fill("> > a\n"), fill("> > b\n")},
		"one word":        {fill("a"), fill("b")},
		"empty lines":     {fill("\n"), fill("\n")[:size/2]},
		"fences":          {fill("```\n"), fill("~~~\n")},
		"no UTF-8":        {fill("\xff\xfe "), fill("\xfe\xff ")},
		"joiners":         {fill("👩\u200d"), fill("👩\u200d") + "a"},
		"same paragraphs": {fill("a paragraph of more than twenty letters\n\n"), fill("a paragraph of more than twenty letters\n\n")[:size/2]},
		"noise":           {noise(random, size), noise(random, size)},
		"moved, each":     {strings.Join(paragraphs, ""), strings.Join(shuffled, "")},
		"changed, each":   {strings.Join(paragraphs, ""), strings.Join(paragraphs, "also ")},
		"moved, changed":  {strings.Join(paragraphs, ""), strings.Join(shuffled, "also ")},
		"large over none": {paragraphs[0], strings.Join(paragraphs, "")},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			checkDocument(t, pair[0], pair[1], diff.Documents(pair[0], pair[1]))
			merged := diff.Merge3(pair[0], pair[1], pair[0])
			if merged.Text() != pair[1] {
				t.Error("a merge with what did not change is not the other text")
			}
		})
	}
}

func noise(random *rand.Rand, size int) string {
	text := make([]byte, size)
	for i := range text {
		text[i] = "ab .\n-"[random.IntN(6)]
	}
	return string(text)
}
