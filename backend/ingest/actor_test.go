package ingest_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/ingest"
)

func TestActors(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		text string
		want map[string]int
	}{
		"hosts":    {"Mar 14 21:40:00 web-1 sshd[1]: a\nMar 14 21:40:01 web-2 sshd[1]: a\nMar 14 21:40:02 web-1 sshd[1]: b\n", map[string]int{"web-1": 2, "web-2": 1}},
		"services": {`{"ts":"2026-03-14T21:40:00Z","service":"cart","host":"h"}` + "\n" + `{"ts":"2026-03-14T21:40:01Z","msg":"x"}` + "\n", map[string]int{"cart": 1}},
		"people":   {"[21:40] dana: hi\n[21:41] lee: +1\n[21:42] dana: +1\n", map[string]int{"dana": 2, "lee": 1}},
		"nobody":   {"some words\nand more\n", map[string]int{}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := read(t, c.text, ingest.Options{Zone: "UTC", Reference: reference}).Actors(t.Context(), strings.NewReader(c.text))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
