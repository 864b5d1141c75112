package merging

import (
	"regexp"
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/diff"
	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/wiki"
)

// bodyOf says what a section's body would be had the edits of the page been made
// in it. pieces are those of the body that was exported, base the blocks that
// they became, pairs the blocks of both pages that are the same or an edited
// form; those that taken has are left out. It returns the body and those edited
// blocks that the retrospective's own data made, for which there is no place in
// it.
func bodyOf(pieces []string, base []owned, edited []wiki.Block, pairs [][2]int, taken map[int]bool) (body string, stray []wiki.Block) {
	partner := make(map[int]int, len(pairs)) // by the place in edited
	for _, pair := range pairs {
		partner[pair[1]] = pair[0]
	}
	reach := reaches(base, pairs)
	var out []stretch
	stands := map[int]bool{} // the live blocks that the page still has
	for at := 0; at < len(edited); at++ {
		from, isPaired := partner[at]
		if isPaired && base[from].live != ofData && !stands[base[from].live] {
			stands[base[from].live] = true
			out = append(out, stretch{pieces[base[from].live], base[from].live})
		}
		switch {
		case taken[at]:
		case !isPaired:
			out = append(out, stretch{moved(pieces, base, edited[at]), ofData})
		case base[from].piece != ofData:
			piece := base[from].piece
			last := reach[piece]
			out = append(out, stretch{rewritten(pieces[piece], ofPiece(base, piece), edited[at:last+1]), piece})
			at = last
		case saysTheSame(base[from].Block, edited[at]), base[from].ids != nil:
		case isPlaceholder(base[from]):
			out = append(out, stretch{withoutEmphasis(edited[at].Markdown), ofData})
		default:
			stray = append(stray, edited[at])
		}
	}
	isShown := func(piece int) bool {
		return slices.ContainsFunc(base, func(b owned) bool { return b.piece == piece })
	}
	return joinStretches(withUnseen(out, pieces, isShown), len(pieces)), stray
}

// withUnseen puts back what no page shows, the definitions of links and comments:
// that a page lacks it says nothing. isShown tells whether the exported page
// showed a piece.
func withUnseen(stretches []stretch, pieces []string, isShown func(piece int) bool) []stretch {
	for piece, text := range pieces {
		if slices.ContainsFunc(stretches, func(s stretch) bool { return s.piece == piece }) {
			continue
		}
		if isShown(piece) {
			before, _, after := markdown.CutUnseen(text)
			text = joinNotBlank(before, after)
		}
		unseen := strings.TrimSpace(text)
		if unseen == "" || !isLive(text) && slices.ContainsFunc(stretches, func(s stretch) bool { return strings.Contains(s.text, unseen) }) {
			continue
		}
		at, last := 0, ofData
		for i, s := range stretches {
			if s.piece < piece && s.piece > last {
				at, last = i+1, s.piece
			}
		}
		stretches = slices.Insert(stretches, at, stretch{text, piece})
	}
	return stretches
}

// showsNothing reports whether a page shows nothing of some pieces.
func showsNothing(pieces []string) bool {
	return !slices.ContainsFunc(pieces, func(piece string) bool {
		_, shown, _ := markdown.CutUnseen(piece)
		return shown != ""
	})
}

// joinNotBlank puts an empty line between two parts of which either may be blank.
func joinNotBlank(before, after string) string {
	after = strings.TrimLeft(after, "\n")
	if strings.TrimSpace(before) == "" || after == "" {
		return before + after
	}
	return strings.TrimRight(before, "\n") + "\n\n" + after
}

// saysTheSame compares blocks of the retrospective's own data: how they are set is
// no concern of people, and gets lost in many programs.
func saysTheSame(a, b wiki.Block) bool {
	return a.Key() == b.Key() || !a.IsCode() && a.Table == nil && plainBlock(a) == plainBlock(b)
}

func plainBlock(b wiki.Block) string {
	return strings.Join(strings.Fields(markdown.PlainText(b.Markdown)), " ")
}

// stretch is a part of a body and the piece of the exported body that it was,
// ofData for none.
type stretch struct {
	text  string
	piece int
}

// joinStretches puts an empty line between those that did not stand in a row in
// a body of so many pieces, and ends the text as that did.
func joinStretches(stretches []stretch, pieces int) string {
	var body strings.Builder
	for i, s := range stretches {
		isLast := i+1 == len(stretches)
		switch {
		case isLast && s.piece == pieces-1, !isLast && s.piece != ofData && stretches[i+1].piece == s.piece+1 && strings.HasSuffix(s.text, "\n"):
			body.WriteString(s.text)
		case !isLast:
			body.WriteString(strings.TrimRight(s.text, "\n") + "\n\n")
		default:
			body.WriteString(strings.TrimRight(s.text, "\n") + "\n")
		}
	}
	return body.String()
}

// reaches is the place of the last edited block that goes back to each piece.
func reaches(base []owned, pairs [][2]int) map[int]int {
	reach := map[int]int{}
	for _, pair := range pairs {
		if piece := base[pair[0]].piece; piece != ofData {
			reach[piece] = max(reach[piece], pair[1])
		}
	}
	return reach
}

func ofPiece(base []owned, piece int) []wiki.Block {
	var blocks []wiki.Block
	for _, b := range base {
		if b.piece == piece {
			blocks = append(blocks, b.Block)
		}
	}
	return blocks
}

// moved is the source of a block that stood elsewhere in the section, or the
// block as it is.
func moved(pieces []string, base []owned, b wiki.Block) string {
	for _, candidate := range base {
		if candidate.piece != ofData && candidate.Key() == b.Key() && len(ofPiece(base, candidate.piece)) == 1 {
			return strings.TrimRight(pieces[candidate.piece], "\n")
		}
	}
	return b.Markdown
}

// isPlaceholder reports whether a block is a sentence of the exporter's own that says
// that nothing is there yet; what people wrote over it is text.
func isPlaceholder(b owned) bool {
	text := b.Markdown
	return b.Table == nil && strings.HasPrefix(text, "*") && strings.HasSuffix(text, "*") && strings.Contains(text, " yet")
}

// withoutEmphasis takes off the slant that a placeholder has, and what is written
// over it by most editors.
func withoutEmphasis(text string) string {
	if inside := strings.TrimSuffix(strings.TrimPrefix(text, "*"), "*"); len(inside) == len(text)-2 && !strings.Contains(inside, "*") {
		return inside
	}
	return text
}

// rewritten carries the edits of blocks over to the piece that they were made
// from. What the export alone changed, such as an embed that became lines of a
// log, stays as it was written.
func rewritten(piece string, base, edited []wiki.Block) string {
	before, after := joinMarkdown(base), joinMarkdown(edited)
	if sameBlocks(base, edited) {
		return piece
	}
	lead, source, tail := markdown.CutUnseen(piece)
	if caption, ok := recaptioned(source, before, after); ok {
		return lead + caption + tail
	}
	before, after = relinked(source, before, after)
	before, after = asLinked(source, before, after)
	merge := diff.Merge3(before+"\n", source+"\n", after+"\n")
	switch {
	case merge.Conflicts == 0:
		return lead + strings.TrimRight(merge.Text(), "\n") + tail
	case strings.Contains(source, "](evidence/"):
		return lead + source + "\n\n" + noteBlock("instead of the above, it says", after) + tail
	}
	return lead + after + tail
}

// rewrittenWhole is rewritten for a body of which nobody knows what became of
// which piece.
func rewrittenWhole(body string, base, edited []wiki.Block) string {
	pieces := markdown.Pieces(body)
	var unseen []stretch
	text := stretch{rewritten(body, base, edited), len(pieces) - 1}
	for n, piece := range pieces {
		if before, _, after := markdown.CutUnseen(piece); !strings.Contains(text.text, strings.TrimSpace(joinNotBlank(before, after))) {
			unseen = append(unseen, stretch{joinNotBlank(before, after), n})
		}
	}
	return joinStretches(append(unseen, text), len(pieces))
}

func joinMarkdown(blocks []wiki.Block) string { return strings.TrimRight(wiki.Body(blocks), "\n") }

func sameBlocks(a, b []wiki.Block) bool {
	return slices.EqualFunc(a, b, func(x, y wiki.Block) bool { return x.Key() == y.Key() })
}

// recaptioned reads another caption out of an embed that was exported: where all
// of it but the caption is the same. It returns the embed with the new caption.
func recaptioned(source, before, after string) (string, bool) {
	text, ok := strings.CutPrefix(source, "![")
	caption, place, isEmbed := strings.Cut(text, "](evidence/")
	if !ok || !isEmbed || caption == "" || strings.Count(place, ")") != 1 || !strings.HasSuffix(place, ")") {
		return "", false
	}
	for from := 0; ; {
		at := strings.Index(before[from:], caption)
		if at < 0 {
			return "", false
		}
		at += from
		lead, tail := before[:at], before[at+len(caption):]
		if rest, ok := strings.CutPrefix(after, lead); ok {
			if renewed, ok := strings.CutSuffix(rest, tail); ok && !strings.Contains(renewed, "\n") {
				return "![" + renewed + "](evidence/" + place, true
			}
		}
		from = at + len(caption)
	}
}

// relinked puts the references to evidence back into the text that they became:
// "[the page](evidence/ID)" is exported as "the page (label, line 3)".
func relinked(source, before, after string) (string, string) {
	for rest := source; ; {
		at := strings.Index(rest, "](evidence/")
		if at < 0 {
			return before, after
		}
		begin, end := strings.LastIndexByte(rest[:at], '['), strings.IndexByte(rest[at:], ')')
		if begin < 0 || end < 0 {
			return before, after
		}
		words, link := rest[begin+1:at], rest[begin:at+end+1]
		rest = rest[at+end+1:]
		if found := strings.Index(before, words+" ("); found >= 0 && words != "" {
			if length := strings.IndexByte(before[found+len(words):], ')'); length >= 0 {
				shown := before[found : found+len(words)+length+1]
				before = strings.Replace(before, shown, link, 1)
				after = replaceWrapped(after, shown, link)
			}
		}
	}
}

// linkPattern is a link in any way that Markdown has for one: with its destination or
// the name of its definition behind it, by its name alone, or its address alone.
var linkPattern = regexp.MustCompile(`\[((?:[^\[\]\\]|\\.)+)\](?:\([^()]*\)|\(<[^<>]*>[^()]*\)|\[[^\[\]]*\])?|<([^<>\s]+)>`)

// asLinked writes links in the text that left and in the edited one as the source
// writes them: a page has no names of definitions, and its own way with addresses.
func asLinked(source, before, after string) (string, string) {
	for _, at := range linkPattern.FindAllStringSubmatchIndex(source, -1) {
		if at[0] > 0 && source[at[0]-1] == '!' {
			continue // a picture
		}
		link, label := source[at[0]:at[1]], labelOf(source, at)
		for _, there := range linkPattern.FindAllStringSubmatchIndex(before, -1) {
			if shown := before[there[0]:there[1]]; labelOf(before, there) == label && (there[0] == 0 || before[there[0]-1] != '!') {
				before = strings.Replace(before, shown, link, 1)
				after = replaceWrapped(after, shown, link)
				break
			}
		}
	}
	return before, after
}

// labelOf is what a reader sees of a link.
func labelOf(text string, match []int) string {
	if match[2] >= 0 {
		return markdown.PlainText(text[match[2]:match[3]])
	}
	return strings.TrimPrefix(text[match[4]:match[5]], "mailto:")
}

// replaceWrapped replaces the first occurrence of some words, wherever lines are
// broken in it.
func replaceWrapped(text, words, replacement string) string {
	fields := strings.Fields(words)
	for i := range fields {
		fields[i] = regexp.QuoteMeta(fields[i])
	}
	pattern, err := regexp.Compile(strings.Join(fields, `\s+`))
	if err != nil {
		return text
	}
	at := pattern.FindStringIndex(text)
	if at == nil {
		return text
	}
	return text[:at[0]] + replacement + text[at[1]:]
}

// noteBlock is text of an edited page that has no place of its own, as a part of
// a section that says where it comes from.
func noteBlock(about, text string) string {
	return quoteLines("[!NOTE]\n**From the edited page:** " + about + "\n\n" + strings.Trim(text, "\n"))
}

func quoteLines(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight("> "+line, " ")
	}
	return strings.Join(lines, "\n")
}
