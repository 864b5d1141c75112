package authoring

import (
	"bytes"
	"encoding/json"
	"strings"
)

// TreeNode is one value of a JSON document, in the order of the source.
type TreeNode struct {
	Name string `json:"name"` // of a member; "" in a list
	// Value is the value as it was written, words without quotes; "" for an object or
	// a list.
	Value string `json:"value"`
	// Kind is object, list, text, number, or word for true, false and null.
	Kind     string     `json:"kind"`
	Children []TreeNode `json:"children"`
}

// Bounds of a tree: one that is larger is read by nobody.
const (
	maxTreeNodes = 4000
	maxTreeDepth = 40
)

// treeOf finds the JSON in an entry, also behind a prefix and in a text of another; nil
// where there is none, or more than a tree can show.
func treeOf(raw []byte) []TreeNode {
	at := bytes.IndexAny(raw, "{[")
	for tries := 0; at >= 0 && tries < 8; tries++ {
		if raw[at] == '{' || tries == 0 {
			left := maxTreeNodes
			node, ok := readTree(raw[at:], &left, 0)
			if ok && len(node.Children) > 0 && (node.Kind == "object" || at == 0) {
				return node.Children
			}
			if left < 0 {
				return nil
			}
		}
		next := bytes.IndexByte(raw[at+1:], '{')
		if next < 0 {
			return nil
		}
		at += 1 + next
	}
	return nil
}

// readTree reads the JSON at the beginning of a text.
func readTree(text []byte, left *int, depth int) (TreeNode, bool) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	token, err := decoder.Token()
	if err != nil {
		return TreeNode{}, false
	}
	return readNode(decoder, token, left, depth)
}

func readNode(decoder *json.Decoder, token json.Token, left *int, depth int) (TreeNode, bool) {
	*left--
	if depth > maxTreeDepth {
		*left = -1
	}
	if *left < 0 {
		return TreeNode{}, false
	}
	node := TreeNode{Children: []TreeNode{}}
	switch value := token.(type) {
	case json.Number:
		node.Kind, node.Value = "number", value.String()
	case string:
		node.Kind, node.Value = "text", value
		if inner := strings.TrimSpace(value); strings.HasPrefix(inner, "{") && strings.HasSuffix(inner, "}") {
			before := *left
			if nested, ok := readTree([]byte(inner), left, depth+1); ok {
				node.Children = nested.Children
			} else if *left >= 0 {
				*left = before
			}
		}
	case json.Delim:
		return readBranch(decoder, value, left, depth)
	case bool:
		node.Kind, node.Value = "word", "false"
		if value {
			node.Value = "true"
		}
	default:
		node.Kind, node.Value = "word", "null"
	}
	return node, true
}

// readBranch reads an object or a list to its end.
func readBranch(decoder *json.Decoder, opening json.Delim, left *int, depth int) (TreeNode, bool) {
	node := TreeNode{Kind: "list", Children: []TreeNode{}}
	if opening == '{' {
		node.Kind = "object"
	}
	for decoder.More() {
		name := ""
		token, err := decoder.Token()
		if err == nil && opening == '{' {
			name, _ = token.(string)
			token, err = decoder.Token()
		}
		if err != nil {
			return TreeNode{}, false
		}
		child, ok := readNode(decoder, token, left, depth+1)
		if !ok {
			return TreeNode{}, false
		}
		child.Name = name
		node.Children = append(node.Children, child)
	}
	_, err := decoder.Token()
	return node, err == nil
}
