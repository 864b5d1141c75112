package retro_test

import (
	"testing"

	"github.com/afterword-app/afterword/backend/retro"
)

func TestParseDate(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]retro.Date{
		"2026-12-24": "2026-12-24", " 24 Dec 2026 ": "2026-12-24", "24 december 2026": "2026-12-24",
		"24.12.2026": "2026-12-24", "2026-1-2": "2026-01-02", "Dec 24, 2026": "2026-12-24", "": "", "–": "",
	} {
		if day, err := retro.ParseDate(text); err != nil || day != want {
			t.Errorf("%q is %q, %v; want %q", text, day, err, want)
		}
	}
	for _, text := range []string{"2026-02-30", "soon", "03/04/2026", "2026-12-24 10:00", "24.12.26"} {
		if day, err := retro.ParseDate(text); retro.ErrorCode(err) != retro.CodeInvalid {
			t.Errorf("%q is %q, %v; want CodeInvalid", text, day, err)
		}
	}
}
