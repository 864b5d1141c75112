package retro

import (
	"slices"
	"strings"
)

// LiveMark is a live block where it stands in a section's text: a paragraph of one
// line like "{{timeline}}". What follows the name narrows what is shown, as in
// "{{timeline impact, decision}}", "{{timeline 10:00 to 10:30}}" or "{{timeline just before}}".
type LiveMark struct {
	// Block is what is shown, BlockNone where nothing has such a name.
	Block LiveBlock
	// Only is what follows the name, "" for all there is.
	Only string
	// Words are what stands between the braces.
	Words string
}

// mostNameWords is more than the words of any name of a live block.
const mostNameWords = 8

// ReadLiveMark reads a paragraph as a mark. It returns false for any other text.
// Case does not matter, and blanks stand for the hyphens of a name.
func ReadLiveMark(paragraph string) (LiveMark, bool) {
	inside, opened := strings.CutPrefix(strings.TrimSpace(paragraph), "{{")
	inside, closed := strings.CutSuffix(inside, "}}")
	if !opened || !closed || strings.ContainsAny(inside, "{}\n") {
		return LiveMark{}, false
	}
	fields := strings.Fields(inside)
	if len(fields) == 0 {
		return LiveMark{}, false
	}
	mark := LiveMark{Words: strings.Join(fields, " ")}
	for length := min(len(fields), mostNameWords); length > 0; length-- {
		name := LiveBlock(strings.ToLower(strings.Join(fields[:length], "-")))
		if slices.Contains(LiveBlocks(), name) {
			mark.Block, mark.Only = name, strings.Join(fields[length:], " ")
			break
		}
	}
	return mark, true
}

// String writes the mark as it stands in a text.
func (m LiveMark) String() string { return "{{" + m.Words + "}}" }

// Shows reports whether the section shows a live block, in its text or below it.
func (s Section) Shows(block LiveBlock) bool {
	return block != BlockNone && (s.Block == block || slices.Contains(s.Marked(), block))
}

// Marked lists the live blocks whose marks stand in the section's text. It reads
// lines: a mark within a comment counts, too.
func (s Section) Marked() []LiveBlock {
	if !strings.Contains(s.Body, "{{") {
		return nil
	}
	var found []LiveBlock
	s.eachLine(func(_ string, marked LiveBlock) {
		if marked != BlockNone {
			found = append(found, marked)
		}
	})
	return found
}

// Written is the section's text without the marks of live blocks: what people wrote.
func (s Section) Written() string {
	if !strings.Contains(s.Body, "{{") {
		return s.Body
	}
	var written []string
	s.eachLine(func(line string, marked LiveBlock) {
		if marked == BlockNone {
			written = append(written, line)
		}
	})
	return strings.Join(written, "\n")
}

// eachLine goes through the lines of the section's text, with the live block whose mark a
// line is, or BlockNone.
func (s Section) eachLine(visit func(line string, marked LiveBlock)) {
	lines := strings.Split(s.Body, "\n")
	isBlank := func(i int) bool { return i < 0 || i >= len(lines) || strings.TrimSpace(lines[i]) == "" }
	fence := ""
	for i, line := range lines {
		content := strings.TrimSpace(line)
		indented := strings.HasPrefix(line, "    ") || strings.HasPrefix(line, "\t")
		marked := BlockNone
		switch mark, ok := ReadLiveMark(content); {
		case fence != "":
			if strings.HasPrefix(content, fence) && strings.Trim(content, fence[:1]) == "" {
				fence = ""
			}
		case !indented && (strings.HasPrefix(content, "```") || strings.HasPrefix(content, "~~~")):
			fence = content[:len(content)-len(strings.TrimLeft(content, content[:1]))]
		case ok && !indented && isBlank(i-1) && isBlank(i+1):
			marked = mark.Block
		}
		visit(line, marked)
	}
}
