package when_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/retrotest"
	"github.com/afterword-app/afterword/backend/when"
)

func moment(tb testing.TB, text string) retro.Instant {
	tb.Helper()
	instant, err := retro.ParseInstant(text, time.UTC)
	if err != nil {
		tb.Fatal(err)
	}
	return instant
}

// setting is an incident of a Thursday in March, told on the Monday after it.
func setting(tb testing.TB) (when.Setting, []*time.Location) {
	tb.Helper()
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		tb.Fatal(err)
	}
	end := moment(tb, "2026-03-12 11:24:40")
	late := retro.Instant{
		At: moment(tb, "2015-09").At, Until: moment(tb, "2016-01").At, Zone: "Z", Precision: retro.PrecisionMonth, Words: "late 2015",
	}
	return when.Setting{
		Zone: time.UTC, Near: moment(tb, "2026-03-12 10:00").At, Now: moment(tb, "2026-03-16 09:30").At, Chosen: "e1trigger",
		Events: []retro.Event{
			{ID: "e0fix", At: moment(tb, "2025-03-14"), Kind: retro.KindAction, Title: "line_items is widened, the first fix"},
			{ID: "e1trigger", At: moment(tb, "2026-03-12 10:02:03"), Kind: retro.KindTrigger, Title: "Integer out of range on orders.id"},
			{ID: "e2deploy", At: moment(tb, "2026-03-12 09:12"), Kind: retro.KindChange, Title: "Version 4f2c goes out"},
			{ID: "e3alert", At: moment(tb, "2026-03-12 10:02:51"), Kind: retro.KindDetection, Title: "Support sees orders fail"},
			{ID: "e4outage", At: moment(tb, "2026-03-12 10:02:03"), End: &end, Kind: retro.KindImpact, Title: "No order can be placed"},
			{ID: "e5fix", At: moment(tb, "2026-03-12 11:24:40"), Kind: retro.KindAction, Title: "The table is altered: the second fix"},
			{ID: "e6join", At: moment(tb, "2014-06"), Kind: retro.KindOrganisation, Title: "Joining the team"},
			{ID: "e7drill", At: late, Kind: retro.KindOrganisation, Title: "Drills begin"},
		},
	}, []*time.Location{time.UTC, berlin}
}

// TestPhrases reads every phrase of testdata/phrases.in; what must come out stands in
// testdata/phrases.golden, which is the table of readings.
func TestPhrases(t *testing.T) {
	t.Parallel()
	in, zones := setting(t)
	phrases, err := os.ReadFile("testdata/phrases.in")
	if err != nil {
		t.Fatal(err)
	}
	var table strings.Builder
	read := 0
	for phrase := range strings.Lines(string(phrases)) {
		phrase = strings.TrimRight(phrase, "\n")
		fmt.Fprintln(&table, phrase)
		said, err := when.Read(phrase, in)
		if err != nil {
			fmt.Fprintln(&table, "    ! "+err.Error())
			continue
		}
		read++
		for _, s := range said {
			fmt.Fprintln(&table, "    "+when.Describe(s, zones, in.Events))
		}
	}
	if read < 150 {
		t.Errorf("only %d phrases are read", read)
	}
	const golden = "testdata/phrases.golden"
	if retrotest.IsUpdate() {
		if err := os.WriteFile(golden, []byte(table.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(table.String(), "\n")); diff != "" {
		t.Errorf("the readings differ (-want +got):\n%s", diff)
	}
}

// FuzzRead holds that whatever is typed is read or refused, that what is read can be
// said, and that what is written of a plain time is read as the same.
func FuzzRead(f *testing.F) {
	phrases, err := os.ReadFile("testdata/phrases.in")
	if err != nil {
		f.Fatal(err)
	}
	for phrase := range strings.Lines(string(phrases)) {
		f.Add(strings.TrimRight(phrase, "\n"))
	}
	in, zones := setting(f)
	f.Fuzz(func(t *testing.T, text string) {
		said, err := when.Read(text, in)
		if err != nil {
			if len(said) > 0 || retro.ErrorCode(err) == retro.CodeInternal {
				t.Fatalf("%q: %v", text, err)
			}
			return
		}
		if len(said) == 0 {
			t.Fatalf("%q: neither a reading nor an error", text)
		}
		for _, s := range said {
			if when.Describe(s, zones, in.Events) == "" {
				t.Fatalf("%q cannot be said", text)
			}
			if from, to := s.At.Range(); to.Before(from) {
				t.Fatalf("%q is from %s until %s", text, from, to)
			}
			if s.At.Words != "" || !s.At.Anchor.IsZero() || !s.At.Repeat.IsZero() || s.At.IsDate() || !s.At.Until.IsZero() {
				continue
			}
			again, err := when.Read(s.At.Format(time.UTC), in)
			if err != nil || !again[0].At.At.Equal(s.At.At.Truncate(unit(s.At.Precision))) {
				t.Fatalf("%q is written %q, and that is read as %v, %v", text, s.At.Format(time.UTC), again, err)
			}
		}
	})
}

func unit(precision retro.Precision) time.Duration {
	switch precision {
	case retro.PrecisionMinute:
		return time.Minute
	case retro.PrecisionHour:
		return time.Hour
	default:
		return time.Nanosecond
	}
}

func TestReadLength(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]time.Duration{
		"5 min": 5 * time.Minute, "-1 h 20 min": -80 * time.Minute, "half an hour earlier": -30 * time.Minute, "90s": 90 * time.Second,
		"15000 weeks": 15000 * 7 * 24 * time.Hour,
	} {
		if got, err := when.ReadLength(text); err != nil || got != want {
			t.Errorf("%q is %s, %v, want %s", text, got, err, want)
		}
	}
	for _, text := range []string{"", "a month", "20000 weeks", "-200000 days", strings.Repeat("1", 1<<20) + "\u0661"} {
		if got, err := when.ReadLength(text); retro.ErrorCode(err) != retro.CodeInvalid {
			t.Errorf("%.20q is %s, %v", text, got, err)
		}
	}
}

// TestEndOfCalendars refuses what would end after the last year that can be written.
func TestEndOfCalendars(t *testing.T) {
	t.Parallel()
	in, _ := setting(t)
	in.Near = time.Date(9999, 12, 31, 12, 0, 0, 0, time.UTC)
	in.Now = in.Near
	if said, err := when.Read("20 Dec - 8 Jan", in); retro.ErrorCode(err) != retro.CodeInvalid && said[0].End.At.Year() > 9999 {
		t.Errorf("it is read as %+v, %v", said, err)
	}
}

// TestAhead reads what is planned, on a Monday morning.
func TestAhead(t *testing.T) {
	t.Parallel()
	in, _ := setting(t)
	in.Ahead, in.Near = true, in.Now
	for text, want := range map[string]string{
		"Thursday 14:00":           "2026-03-19 14:00",
		"Sunday 14:00":             "2026-03-22 14:00",
		"Monday 14:00":             "2026-03-16 14:00",
		"tomorrow at 2pm":          "2026-03-17 14:00",
		"next Monday 14:00":        "2026-03-23 14:00",
		"last Thursday 14:00":      "2026-03-12 14:00",
		"2 April 14:00":            "2026-04-02 14:00",
		"15:00":                    "2026-03-16 15:00",
		"2026-03-12 14:00":         "2026-03-12 14:00",
		"Thursday 14:00 in Berlin": "2026-03-19 13:00",
	} {
		said, err := when.ReadOne(text, in)
		if got := said.At.At.UTC().Format("2006-01-02 15:04"); got != want {
			t.Errorf("%s is %s, want %s (%v)", text, got, want, err)
		}
	}
}
