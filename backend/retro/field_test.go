package retro_test

import (
	"testing"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

// TestSkewIsToldInWords shows the clock of a source as people write it, whole.
func TestSkewIsToldInWords(t *testing.T) {
	t.Parallel()
	list, _ := retro.AllLists().Of(retro.NounEvidence)
	field, ok := list.Field("skew")
	if !ok {
		t.Fatal("evidence has no skew")
	}
	for want, skew := range map[string]time.Duration{
		"":                  0,
		"−2 min":            -2 * time.Minute,
		"+1 min 30 s":       90 * time.Second,
		"−0.048 s":          -48 * time.Millisecond,
		"+1 d 1 h 1.25 s":   25*time.Hour + 1250*time.Millisecond,
		"+1 h 22 min 0.5 s": 82*time.Minute + 500*time.Millisecond,
	} {
		if got := field.Write(&retro.Evidence{Skew: skew}, retro.Names{}); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
