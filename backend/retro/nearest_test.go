package retro_test

import (
	"testing"

	"github.com/afterword-app/afterword/backend/retro"
)

func TestNearest(t *testing.T) {
	t.Parallel()
	names := []string{"markdown", "html", "slack", "confluence"}
	for name, want := range map[string]string{
		"mardown":    "markdown",
		"conf":       "confluence",
		"HTLM":       "",
		"htm":        "html",
		"slakc":      "",
		"slak":       "slack",
		"Slack ":     "slack",
		"docx":       "",
		"":           "",
		"confluense": "confluence",
	} {
		if got := retro.Nearest(name, names); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", name, got, want)
		}
	}
}
