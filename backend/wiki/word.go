package wiki

import (
	"strconv"
	"strings"
)

// Word has no lists on the clipboard: an item is a paragraph whose style names a
// list and a level, and which begins with its own bullet or number.

// wordList counts the items of such a list at the beginning of the nodes.
func wordList(nodes []*node) int {
	count := 0
	for i, n := range nodes {
		switch {
		case n.name == "" && strings.TrimSpace(n.text) == "":
			continue
		case n.name == "p" && wordLevel(n) > 0:
			count = i + 1
			continue
		}
		break
	}
	return count
}

// wordLevel is the depth of an item, from 1, or 0 for any other paragraph.
func wordLevel(n *node) int {
	list := n.style("mso-list")
	_, after, ok := strings.Cut(list, "level")
	if !ok {
		return 0
	}
	digits := after[:len(after)-len(strings.TrimLeft(after, "0123456789"))]
	level, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return min(level, 9)
}

func (c *converter) wordList(nodes []*node) Block {
	var items []listItem
	for _, n := range nodes {
		if n.name != "p" {
			continue
		}
		marker, rest := cutMarker(n.children)
		items = append(items, listItem{
			level:   wordLevel(n),
			ordered: strings.ContainsAny(marker, "0123456789abcdefghijklmnpqrstuvwxyz)."),
			text:    line(c.runs(rest, form{}), "\\\n"),
		})
	}
	return nested(items)
}

// cutMarker takes out the bullet or number that Word writes into an item.
func cutMarker(nodes []*node) (marker string, rest []*node) {
	for _, n := range nodes {
		if marker == "" && (n.style("mso-list") == "ignore" || n.find("span") != nil && n.find("span").style("mso-list") == "ignore") {
			marker = strings.TrimSpace(n.words())
			continue
		}
		rest = append(rest, n)
	}
	return marker, rest
}

// listItem is an item of a list that is given by depths.
type listItem struct {
	level   int // from 1
	ordered bool
	number  string // of the list whose count it goes on with, where known
	text    string
}

// nested makes a list of items that each say how deep they are.
func nested(items []listItem) Block {
	var lines []string
	var numbers [10]int
	var indents [11]int // where the text of each level begins
	before := 0
	for _, it := range items {
		level := max(1, min(it.level, before+1, 9))
		for deeper := level + 1; deeper < len(numbers); deeper++ {
			numbers[deeper] = 0
		}
		numbers[level]++
		marker := "- "
		if it.ordered {
			marker = strconv.Itoa(numbers[level]) + ". "
		}
		text := it.text
		for mark, task := range map[string]string{boxOpen: "[ ] ", boxDone: "[x] ", "☒": "[x] "} {
			if rest, ok := strings.CutPrefix(text, mark); ok {
				text = task + strings.TrimSpace(rest)
				break
			}
		}
		lines = append(lines, indented(indented(text, marker), strings.Repeat(" ", indents[level])))
		indents[level+1] = indents[level] + len(marker)
		before = level
	}
	return Block{Markdown: strings.Join(lines, "\n")}
}
