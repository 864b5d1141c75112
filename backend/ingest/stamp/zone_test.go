package stamp_test

import (
	"strings"
	"testing"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

func TestParseZone(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Europe/Berlin": "Europe/Berlin", "europe/berlin": "Europe/Berlin", "UTC": "UTC", "z": "UTC", "+02:00": "+02:00",
		"+0200": "+02:00", "-5": "-05:00", "UTC+2": "+02:00", "GMT-03:30": "-03:30", "PDT": "-07:00", " Asia/Kolkata ": "Asia/Kolkata",
	} {
		location, err := stamp.ParseZone(text)
		if err != nil {
			t.Errorf("%q: %v", text, err)
		} else if location.String() != want {
			t.Errorf("%q is %s, want %s", text, location, want)
		}
	}
	for text, hint := range map[string]string{
		"": "", "Local": "", "IST": "", "+25:00": "", "+2:5": "", "Europe/Berln": "Europe/Berlin", "new york": "America/New_York",
	} {
		_, err := stamp.ParseZone(text)
		if retro.ErrorCode(err) != retro.CodeInvalid {
			t.Errorf("%q: %v", text, err)
		}
		if hint != "" && !strings.Contains(retro.ErrorHint(err), hint) {
			t.Errorf("%q: the hint is %q", text, retro.ErrorHint(err))
		}
	}
}

// FuzzParseZone proves that a zone is read or refused with a hint.
func FuzzParseZone(f *testing.F) {
	for _, zone := range []string{"Europe/Berlin", "+02:00", "UTC-3", "IST", "", "new york"} {
		f.Add(zone)
	}
	f.Fuzz(func(t *testing.T, zone string) {
		location, err := stamp.ParseZone(zone)
		switch {
		case err == nil && location == nil:
			t.Error("it is no zone")
		case err != nil && (retro.ErrorCode(err) != retro.CodeInvalid || retro.ErrorHint(err) == ""):
			t.Error(err)
		}
	})
}
