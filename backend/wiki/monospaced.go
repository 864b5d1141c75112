package wiki

import (
	"slices"
	"strings"
)

// Google Docs and Word have no code: people set it in a font whose letters are all of
// one width.

var monospacedFonts = []string{
	"courier", "courier new", "consolas", "menlo", "monaco", "sf mono", "roboto mono", "source code pro", "source code variable",
	"jetbrains mono", "fira code", "fira mono", "ibm plex mono", "ubuntu mono", "inconsolata", "cascadia code", "cascadia mono",
	"lucida console", "liberation mono", "dejavu sans mono", "noto sans mono", "andale mono", "space mono", "monospace",
}

// isMonospaced reports whether the first of some font families is such a font.
func isMonospaced(families string) bool {
	first, _, _ := strings.Cut(families, ",")
	return slices.Contains(monospacedFonts, strings.ToLower(strings.Trim(first, `"' `)))
}

// codeLine is a line whose words are all set in such a font, as it is.
func codeLine(runs []run) (string, bool) {
	var out strings.Builder
	found := false
	for _, r := range runs {
		switch {
		case r.form.hardStop:
			out.WriteByte('\n')
			continue
		case r.raw, r.form.link != "":
			return "", false
		case strings.TrimSpace(r.text) != "":
			if !r.form.monospaced {
				return "", false
			}
			found = true
		}
		out.WriteString(strings.ReplaceAll(r.text, "\u00a0", " "))
	}
	return out.String(), found
}

// isPlain reports whether only words and their form stand below a node.
func isPlain(n *node) bool {
	return !slices.ContainsFunc(n.children, func(child *node) bool {
		switch child.name {
		case "", "br", "span", "font", "b", "strong", "i", "em", "u", "s", "code":
			return !isPlain(child)
		}
		return true
	})
}

// setsMonospaced reports whether any words below a node are set in such a font.
func setsMonospaced(n *node) bool {
	return slices.ContainsFunc(n.children, func(child *node) bool {
		return isMonospaced(child.style("font-family")) || setsMonospaced(child)
	})
}

// codeLines reads the paragraphs at the beginning of some nodes that are lines of code,
// and how many nodes they are.
func (c *converter) codeLines(nodes []*node) (lines []string, count int) {
	for i, n := range nodes {
		if n.name == "" && strings.TrimSpace(n.text) == "" {
			continue
		}
		// Runs are made once: what they hold is counted. So none are made here of what may
		// be something else.
		if n.name != "p" && n.name != "div" || !isPlain(n) || !setsMonospaced(n) {
			break
		}
		line, ok := codeLine(c.runs(n.children, form{}))
		if !ok {
			break
		}
		lines, count = append(lines, line), i+1
	}
	return lines, count
}
