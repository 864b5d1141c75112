package retro_test

import (
	"encoding/json"
	"os"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/retro"
)

func utc(text string) time.Time {
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		panic(err)
	}
	return t.UTC()
}

func TestParseInstant(t *testing.T) {
	t.Parallel()
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	cases := map[string]struct {
		text     string
		location *time.Location
		want     retro.Instant
	}{
		"second":       {"2026-03-14T21:40:00Z", nil, retro.Instant{At: utc("2026-03-14T21:40:00Z"), Zone: "Z", Precision: retro.PrecisionSecond}},
		"fraction":     {"2026-03-14 21:40:00.123456+01:00", nil, retro.Instant{At: utc("2026-03-14T20:40:00.123456Z"), Zone: "+01:00", Precision: retro.PrecisionMicrosecond}},
		"comma":        {"2026-03-14 21:40:00,5", nil, retro.Instant{At: utc("2026-03-14T21:40:00.5Z"), Zone: "Z", Precision: retro.PrecisionMillisecond}},
		"no colon":     {"2026-03-14T21:40:00 +0100", nil, retro.Instant{At: utc("2026-03-14T20:40:00Z"), Zone: "+01:00", Precision: retro.PrecisionSecond}},
		"local zone":   {"2026-03-14 21:40", berlin, retro.Instant{At: utc("2026-03-14T20:40:00Z"), Zone: "Europe/Berlin", Precision: retro.PrecisionMinute}},
		"utc by name":  {"2026-03-14 21:40:07 UTC", nil, retro.Instant{At: utc("2026-03-14T21:40:07Z"), Zone: "Z", Precision: retro.PrecisionSecond}},
		"day":          {"2026-03-14", nil, retro.Instant{At: utc("2026-03-14T00:00:00Z"), Zone: "Z", Precision: retro.PrecisionDay}},
		"month":        {"about 2026-03", nil, retro.Instant{At: utc("2026-03-01T00:00:00Z"), Zone: "Z", Precision: retro.PrecisionMonth, About: true}},
		"year":         {"About 1998", nil, retro.Instant{At: utc("1998-01-01T00:00:00Z"), Zone: "Z", Precision: retro.PrecisionYear, About: true}},
		"lower case t": {"2026-03-14t21:40:00z", nil, retro.Instant{At: utc("2026-03-14T21:40:00Z"), Zone: "Z", Precision: retro.PrecisionSecond}},
	}
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := retro.ParseInstant(test.text, test.location)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("ParseInstant(%q) (-want +got):\n%s", test.text, diff)
			}
		})
	}
	for _, text := range []string{"", "soon", "21:40", "2026-13-40", "2026-02-30", "14/03/2026"} {
		if _, err := retro.ParseInstant(text, nil); retro.ErrorCode(err) != retro.CodeInvalid {
			t.Errorf("ParseInstant(%q) = %v, want an error with CodeInvalid", text, err)
		}
	}
}

func TestInstantFormat(t *testing.T) {
	t.Parallel()
	at := utc("2026-03-14T21:40:05.123456789Z")
	for precision, want := range map[retro.Precision]string{
		retro.PrecisionNanosecond:  "2026-03-14 21:40:05.123456789",
		retro.PrecisionMillisecond: "2026-03-14 21:40:05.123",
		"":                         "2026-03-14 21:40:05",
		retro.PrecisionMinute:      "2026-03-14 21:40",
		retro.PrecisionDay:         "2026-03-14",
		retro.PrecisionYear:        "2026",
	} {
		if got := (retro.Instant{At: at, Precision: precision}).Format(nil); got != want {
			t.Errorf("Format with precision %q = %q, want %q", precision, got, want)
		}
	}
	fuzzy := retro.Instant{At: at, Precision: retro.PrecisionMinute, About: true}
	if got := fuzzy.Clock(nil); got != "about 21:40" {
		t.Errorf("Clock = %q", got)
	}
	if day := (retro.Instant{At: at, Precision: retro.PrecisionDay}).Clock(nil); day != "2026-03-14" {
		t.Errorf("Clock of a day = %q", day)
	}
}

// TestFormatDuration reads the cases that the page's own test reads too: both write a
// length of time in the same words.
func TestFormatDuration(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("testdata/durations.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Nanoseconds time.Duration
		Words       string
	}
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	if len(cases) == 0 {
		t.Fatal("there are no cases")
	}
	for _, c := range cases {
		if got := retro.FormatDuration(c.Nanoseconds); got != c.Words {
			t.Errorf("FormatDuration(%v) = %q, want %q", c.Nanoseconds, got, c.Words)
		}
		from := time.Date(2026, 3, 12, 10, 0, 0, 999_999_999, time.UTC)
		if got := retro.FormatBetween(from, from.Add(c.Nanoseconds)); got != c.Words {
			t.Errorf("FormatBetween over %v = %q, want %q", c.Nanoseconds, got, c.Words)
		}
	}
	if got, want := retro.FormatBetween(time.Date(1500, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2500, 1, 1, 0, 0, 0, 0, time.UTC)), "1,000 y"; got != want {
		t.Errorf("a thousand years are %q, want %q", got, want)
	}
}

func FuzzParseInstant(f *testing.F) {
	for _, seed := range []string{"2026-03-14T21:40:00Z", "about 2026-03", "1998", "2026-03-14 21:40:00,123 +0530"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		instant, err := retro.ParseInstant(text, nil)
		if err != nil {
			return
		}
		again, err := retro.ParseInstant(instant.Format(nil), nil)
		if err != nil {
			t.Fatalf("%q reads as %q, which does not read again: %v", text, instant.Format(nil), err)
		}
		if instant.Format(nil) != again.Format(nil) {
			t.Fatalf("%q reads as %q and then as %q", text, instant.Format(nil), again.Format(nil))
		}
	})
}
