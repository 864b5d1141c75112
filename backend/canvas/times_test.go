package canvas_test

import (
	"slices"
	"testing"
	"time"

	"github.com/afterword-app/afterword/backend/canvas"
)

// TestClockTimesOverAChangeOfClocks keeps times round on both sides of it.
func TestClockTimesOverAChangeOfClocks(t *testing.T) {
	t.Parallel()
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		from  string
		every time.Duration
		want  []string // of the clocks
	}{
		"an hour goes":           {"2026-03-28T23:30:00+01:00", 6 * time.Hour, []string{"29 00:00", "29 06:00", "29 12:00", "29 18:00", "30 00:00"}},
		"an hour comes twice":    {"2026-10-24T23:30:00+02:00", 6 * time.Hour, []string{"25 00:00", "25 06:00", "25 12:00", "25 18:00"}},
		"the hours around it":    {"2026-03-29T00:00:00+01:00", 3 * time.Hour, []string{"29 00:00", "29 03:00", "29 06:00", "29 09:00", "29 12:00", "29 15:00", "29 18:00", "29 21:00", "30 00:00"}},
		"begins between the two": {"2026-10-25T05:59:59+01:00", 12 * time.Hour, []string{"25 12:00", "26 00:00"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			from, err := time.Parse(time.RFC3339, tt.from)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, round := range canvas.ClockTimes(from, from.Add(24*time.Hour), tt.every, berlin) {
				clock := round.At.In(berlin).Format("02 15:04")
				got = append(got, clock)
				if want := clock[3:] == "00:00"; round.BeginsDay != want {
					t.Errorf("%s begins a day: %v", clock, round.BeginsDay)
				}
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// TestCalendarTimes begins weeks on a Monday and counts months from a year.
func TestCalendarTimes(t *testing.T) {
	t.Parallel()
	from := time.Date(2026, 3, 12, 8, 0, 0, 0, time.UTC)
	for name, tt := range map[string]struct {
		months, days int
		want         string // the first
	}{
		"days":      {0, 1, "2026-03-13"},
		"weeks":     {0, 7, "2026-03-16"},
		"quarters":  {3, 0, "2026-04-01"},
		"decades":   {120, 0, "2030-01-01"},
		"centuries": {1200, 0, "2100-01-01"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			times := canvas.CalendarTimes(from, from.AddDate(100, 0, 0), tt.months, tt.days, time.UTC)
			if len(times) == 0 || times[0].Format(time.DateOnly) != tt.want {
				t.Errorf("got %v, want them to begin at %s", times, tt.want)
			}
		})
	}
}
