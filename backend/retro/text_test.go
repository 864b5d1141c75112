package retro_test

import (
	"testing"

	"github.com/afterword-app/afterword/backend/retro"
)

func TestCount(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{
		0: "0 events", 1: "1 event", 999: "999 events", 1000: "1,000 events", 48120: "48,120 events", 1234567: "1,234,567 events",
	} {
		if got := retro.Count(n, "event", "events"); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}

func TestCapital(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{"": "", "the page": "The page", "élan of the page": "Élan of the page", "9 events": "9 events", "已恢复": "已恢复"} {
		if got := retro.Capital(words); got != want {
			t.Errorf("%q: %q, want %q", words, got, want)
		}
	}
}
