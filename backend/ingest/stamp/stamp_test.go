package stamp_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

// parsed is a stamp as the tests compare it.
type parsed struct {
	At        string // without a zone where there is none
	Precision retro.Precision
	Flags     stamp.Flag
	Length    int
}

func parse(text string) parsed {
	var s stamp.Stamp
	n := stamp.Parse([]byte(text), &s)
	if n == 0 {
		return parsed{}
	}
	location, zone := time.UTC, ""
	if s.Zone != stamp.NoZone {
		location, zone = time.FixedZone("", int(s.Zone)*60), "Z07:00"
	}
	written := time.Unix(0, s.At).In(location).Format("2006-01-02T15:04:05.999999999" + zone)
	return parsed{written, stamp.PrecisionName(s.Precision), s.Flags, n}
}

// TestParse proves how far a stamp goes and what it means.
func TestParse(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]parsed{
		"2026-03-14T21:40:00.123456Z up":   {"2026-03-14T21:40:00.123456Z", retro.PrecisionMicrosecond, 0, 27},
		"2026-03-14 21:40:00,123 +0200 up": {"2026-03-14T21:40:00.123+02:00", retro.PrecisionMillisecond, 0, 29},
		"2026-03-14 21:40:00 up":           {"2026-03-14T21:40:00", retro.PrecisionSecond, 0, 19},
		"14/Mar/2026:21:40:00 -0330 up":    {"2026-03-14T21:40:00-03:30", retro.PrecisionSecond, 0, 26},
		"Sat Mar 14 21:40:00 CET 2026":     {"2026-03-14T21:40:00+01:00", retro.PrecisionSecond, 0, 28},
		"Mar 14 21:40:00 host":             {"2000-03-14T21:40:00", retro.PrecisionSecond, stamp.Yearless, 15},
		"14 de marzo de 2026 21:40:00":     {"2026-03-14T21:40:00", retro.PrecisionSecond, 0, 28},
		"3/4/2026 9:40:00 PM":              {"2026-03-04T21:40:00", retro.PrecisionSecond, stamp.DayMonth, 19},
		"21:40:00.123 UTC Sat Mar 14 2026": {"2026-03-14T21:40:00.123Z", retro.PrecisionMillisecond, 0, 32},
		"1773524400 up":                    {"2026-03-14T21:40:00Z", retro.PrecisionSecond, 0, 10},
		"1773524400123 up":                 {"2026-03-14T21:40:00.123Z", retro.PrecisionMillisecond, 0, 13},
		"2026-02-30 21:40:00":              {},                                                    // There is no such day.
		"2026-03-14 21:40:00 IST":          {"2026-03-14T21:40:00", retro.PrecisionSecond, 0, 23}, // Of India, Ireland or Israel.
		"127.0.0.1 - - up":                 {},
		"":                                 {},
	} {
		if diff := cmp.Diff(want, parse(text)); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

// TestCivilDays compares the calendar with the standard library's.
func TestCivilDays(t *testing.T) {
	t.Parallel()
	day := time.Date(stamp.MinYear, 1, 1, 0, 0, 0, 0, time.UTC)
	for days := int64(0); day.Year() <= stamp.MaxYear; days++ {
		year, month, date := stamp.CivilDate(days)
		if stamp.CivilDays(day.Year(), int(day.Month()), day.Day()) != days || year != day.Year() || month != int(day.Month()) || date != day.Day() {
			t.Fatalf("%s is day %d, which is %d-%d-%d", day.Format(time.DateOnly), days, year, month, date)
		}
		day = day.AddDate(0, 0, 1)
	}
}

// FuzzParse proves that no text does harm, and that what is read lies in the years that
// stamps may have.
func FuzzParse(f *testing.F) {
	for _, text := range []string{"2026-03-14T21:40:00Z", "3/14/26 9:40 PM", "Mar  4 21:40:00", "14-MAR-26 09.40.00.1 PM", "1773524400.5", "21:40:00 14/03/2026"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var s stamp.Stamp
		n := stamp.Parse([]byte(text), &s)
		if n < 0 || n > len(text) {
			t.Fatalf("it takes %d of %d bytes", n, len(text))
		}
		days, _ := stamp.FloorDay(s.At)
		first, last := stamp.CivilDays(stamp.MinYear, 1, 1)-1, stamp.CivilDays(stamp.MaxYear, 12, 31)+1
		if n > 0 && (days < first || days > last) {
			t.Errorf("it is at %d", s.At)
		}
	})
}

// TestShortYears proves that two digits mean the same year in whatever order they stand.
func TestShortYears(t *testing.T) {
	t.Parallel()
	for short, want := range map[string]int{"00": 2000, "26": 2026, "69": 2069, "70": 1970, "99": 1999} {
		var named, slashed stamp.Stamp
		stamp.ParseMonthDashes([]byte("Mar-14-"+short+" 21:40:00"), &named)
		stamp.ParseSlashDate([]byte("14/03/"+short+" 21:40:00"), &slashed)
		if !slashed.Take(stamp.OrderDayFirst) {
			t.Errorf("14/03/%s is no date", short)
		}
		for _, s := range []stamp.Stamp{named, slashed} {
			if got := time.Unix(0, s.At).UTC().Year(); got != want {
				t.Errorf("%s is %d, want %d", short, got, want)
			}
		}
	}
}
