package diff_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/diff"
)

func TestPairs(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		a, b string
		want [][2]int
	}{
		"same":     {"a b c", "a b c", [][2]int{{0, 0}, {1, 1}, {2, 2}}},
		"inserted": {"a c", "a b c", [][2]int{{0, 0}, {1, 2}}},
		"replaced": {"a b c", "a x c", [][2]int{{0, 0}, {2, 2}}},
		"nothing":  {"a", "b", nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, diff.Pairs(strings.Fields(tt.a), strings.Fields(tt.b))); diff != "" {
				t.Errorf("pairs (-want +got):\n%s", diff)
			}
		})
	}
}
