package merging

import (
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/wiki"
)

// preamble looks at what stands above the sections, which is made from what stands
// below. What was edited there of the words of a section is carried into that section of
// the edited page, of which of tells what it was; what has no such place is kept as a
// note that holds only the changed lines.
func (m *merger) preamble(base Base, edited wiki.Outline, of []int) {
	known := map[string]bool{}
	for _, line := range linesOf(base.Page.Preamble) {
		known[markdown.Meaning(line)] = true
	}
	var written []string
	for _, line := range linesOf(edited.Preamble) {
		if known[markdown.Meaning(line)] {
			continue
		}
		if before, after, ok := relabelled(base.Page.Preamble, line); !ok || !carryInto(base, edited, of, before, after) {
			written = append(written, line)
		}
	}
	if len(written) > 0 && len(m.content.Sections) > 0 {
		m.note(&m.content.Sections[0], "above the first section, it says", strings.Join(written, "\n\n"))
	}
}

// linesOf are the lines of some blocks, out of the quotations that they stand in.
func linesOf(blocks []wiki.Block) []string {
	var lines []string
	for _, b := range blocks {
		if b.Table != nil {
			for _, row := range b.Table.Rows {
				lines = append(lines, wiki.RowText(row))
			}
			continue
		}
		for line := range strings.Lines(b.Markdown) {
			if line = strings.TrimLeft(strings.TrimSpace(line), "> "); line != "" {
				lines = append(lines, line)
			}
		}
	}
	return lines
}

// relabelled finds the line that a line "**Label:** words" was, and returns the words of
// both.
func relabelled(base []wiki.Block, line string) (before, after string, ok bool) {
	label, after, ok := cutLabel(line)
	if !ok {
		return "", "", false
	}
	for _, old := range linesOf(base) {
		if its, words, isLabelled := cutLabel(old); isLabelled && its == label {
			return strings.TrimSuffix(words, " …"), strings.TrimSuffix(after, " …"), true
		}
	}
	return "", "", false
}

func cutLabel(line string) (label, words string, ok bool) {
	label, words, ok = strings.Cut(line, ":** ")
	return label, strings.TrimSpace(words), ok && strings.HasPrefix(label, "**") && words != ""
}

// carryInto replaces words in the one block that has them, where the page's own section
// was not edited there.
func carryInto(base Base, edited wiki.Outline, of []int, before, after string) bool {
	for from, section := range base.Page.Sections {
		for _, b := range section.Blocks {
			if b.Level > 0 || b.Table != nil || !strings.Contains(b.Markdown, before) {
				continue
			}
			at := slices.Index(of, from)
			if at < 0 {
				return false
			}
			blocks := edited.Sections[at].Blocks
			place := slices.IndexFunc(blocks, func(x wiki.Block) bool { return x.Key() == b.Key() })
			if place < 0 {
				return strings.Contains(wiki.Body(blocks), after) // edited in both places alike
			}
			blocks[place].Markdown = strings.Replace(b.Markdown, before, after, 1)
			return true
		}
	}
	return false
}
