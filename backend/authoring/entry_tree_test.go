package authoring_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/authoring"
)

// drawnTree writes a tree as lines, each set in by its depth.
func drawnTree(nodes []authoring.TreeNode, depth int) []string {
	var lines []string
	for _, node := range nodes {
		lines = append(lines, strings.TrimRight(strings.Repeat("  ", depth)+node.Name+" "+node.Kind+" "+node.Value, " "))
		lines = append(lines, drawnTree(node.Children, depth+1)...)
	}
	return lines
}

func TestEntryTree(t *testing.T) {
	t.Parallel()
	service := openService(t)
	id := begin(t, service)
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"an object": {
			`{"ts":"2026-03-14T21:40:00Z","n":12345678901234567890,"ok":true,"none":null,"tags":["a",{}]}`,
			[]string{"ts text 2026-03-14T21:40:00Z", "n number 12345678901234567890", "ok word true", "none word null", "tags list", "   text a", "   object"},
		},
		"behind a prefix": {`2026-03-14T21:40:00Z web-1 app: done {"took":{"ms":7}}`, []string{"took object", "  ms number 7"}},
		"in a text": {
			`{"time":"2026-03-14T21:40:00Z","log":"{\"msg\":\"x\"}\n"}`,
			[]string{"time text 2026-03-14T21:40:00Z", "log text {\"msg\":\"x\"}\n", "  msg text x"},
		},
		"none":            {"2026-03-14T21:40:00Z plain {not json}", nil},
		"one too deep":    {`2026-03-14T21:40:00Z x ` + strings.Repeat(`{"a":`, 60) + "1" + strings.Repeat("}", 60), nil},
		"one that is cut": {`2026-03-14T21:40:00Z x {"a":{"b":`, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			log := addLog(t, service, id, c.text+"\n")
			got := must[authoring.EntryBytes](t)(service.EntryBytes(t.Context(), id, log, 1))
			if diff := cmp.Diff(c.want, drawnTree(got.Tree, 0)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
