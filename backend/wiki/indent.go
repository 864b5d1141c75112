package wiki

import (
	"slices"
	"strconv"
	"strings"
)

// LibreOffice writes the depth of an item as lists that stand directly inside each
// other, beside the list that the item belongs to, and then goes on with that list under
// its next number.

// indentedLists puts such lists back into the item before them. Nodes without any are
// returned as they are.
func indentedLists(nodes []*node) []*node {
	var out []*node
	var list *node  // the one before, made anew once something was put into it
	var isOurs bool // whether that is our copy
	for _, n := range nodes {
		if n.name == "" && strings.TrimSpace(n.text) == "" {
			out = append(out, n)
			continue
		}
		inner, depth := indentation(n)
		goesOn := isOurs && n.name == list.name && n.name == "ol" && n.attr["start"] == strconv.Itoa(countItems(list)+1)
		switch {
		case list != nil && depth > 0:
			if !isOurs {
				list, isOurs = clone(list), true
				out[lastOf(out)] = list
			}
			deepen(list, inner, depth)
		case goesOn:
			list.children = append(list.children, n.children...)
		default:
			list, isOurs = nil, false
			if isList(n) {
				n, list = inner, inner
			}
			out = append(out, n)
		}
	}
	return out
}

func isList(n *node) bool { return n.name == "ul" || n.name == "ol" }

// indentation takes a list out of those that hold it and nothing else, and counts them.
func indentation(n *node) (inner *node, depth int) {
	for isList(n) {
		only := onlyChild(n)
		if only == nil || !isList(only) {
			break
		}
		n, depth = only, depth+1
	}
	return n, depth
}

func onlyChild(n *node) *node {
	var only *node
	for _, child := range n.children {
		switch {
		case child.name == "" && strings.TrimSpace(child.text) == "":
		case only != nil:
			return nil
		default:
			only = child
		}
	}
	return only
}

// deepen puts a list into the last item of another, so many levels below it or as far
// down as there are lists.
func deepen(list, inner *node, depth int) {
	for {
		item := lastChild(list, func(n *node) bool { return n.name == "li" })
		if item == nil {
			list.children = append(list.children, inner)
			return
		}
		below := lastChild(item, isList)
		if depth == 1 || below == nil {
			if below != nil && below.name == inner.name {
				below.children = append(below.children, inner.children...)
				return
			}
			item.children = append(item.children, inner)
			return
		}
		list, depth = below, depth-1
	}
}

func lastChild(n *node, is func(*node) bool) *node {
	for _, child := range slices.Backward(n.children) {
		if is(child) {
			return child
		}
	}
	return nil
}

func countItems(list *node) int {
	count := 0
	for _, child := range list.children {
		if child.name == "li" {
			count++
		}
	}
	return count
}

// lastOf is where the last list stands.
func lastOf(nodes []*node) int {
	for i, n := range slices.Backward(nodes) {
		if isList(n) {
			return i
		}
	}
	return -1
}

// clone copies a node with all below it, so that a page can be read twice.
func clone(n *node) *node {
	copied := *n
	copied.children = make([]*node, len(n.children))
	for i, child := range n.children {
		copied.children[i] = clone(child)
	}
	return &copied
}
