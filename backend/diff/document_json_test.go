package diff_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/diff"
)

// TestWriteDocumentJSON reads what is written block by block and compares it with
// the difference written at once.
func TestWriteDocumentJSON(t *testing.T) {
	t.Parallel()
	for name, pair := range map[string][2]string{
		"nothing":    {"", ""},
		"one block":  {"one two\n", "one 2\n"},
		"wrapped":    {"one two three\n", "one\ntwo three\n"},
		"moved":      {"A paragraph that moves to the end.\n\nb\n", "b\n\nA paragraph that moves to the end.\n"},
		"characters": {"\"quoted\" \\ back\ttab\r\n", "é設👍🏽 <&> \x00\x01\x1b\x7f\u2028\n"},
		"no UTF-8":   {"\xff one\xc3", "\xfe one\xe2\x82"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			document := diff.Documents(pair[0], pair[1])
			var out strings.Builder
			if err := diff.WriteDocumentJSON(&out, document); err != nil {
				t.Fatal(err)
			}
			data, err := json.Marshal(document)
			if err != nil {
				t.Fatal(err)
			}
			var want, got any
			if err := json.Unmarshal(data, &want); err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal([]byte(out.String()), &got); err != nil {
				t.Fatalf("%v: %s", err, out.String())
			}
			if difference := cmp.Diff(want, got); difference != "" {
				t.Errorf("values (-at once +block by block):\n%s", difference)
			}
		})
	}
}
