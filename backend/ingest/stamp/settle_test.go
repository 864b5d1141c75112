package stamp_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
)

// stamps is a source by its stamps.
type stamps []stamp.Stamp

func (s stamps) Len() int                  { return len(s) }
func (s stamps) At(i int) stamp.Stamp      { return s[i] }
func (s stamps) Set(i int, to stamp.Stamp) { s[i] = to }

// stampsOf parses a stamp on each line; those that are but a clock are dateless.
func stampsOf(text string) stamps {
	var all stamps
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		var s stamp.Stamp
		if stamp.Parse([]byte(line), &s) == 0 && stamp.ParseSlashDay([]byte(line), &s) == 0 {
			clock, precision, n := stamp.ParseClock([]byte(line))
			if n == 0 {
				continue
			}
			s = stamp.Stamp{At: clock, Zone: stamp.NoZone, Precision: precision, Flags: stamp.Dateless}
		}
		all = append(all, s)
	}
	return all
}

func wall(text string) int64 {
	if text == "" {
		return stamp.NoTime
	}
	at, err := time.Parse("2006-01-02 15:04", text)
	if err != nil {
		panic(err)
	}
	return at.UnixNano()
}

// TestSettle proves which order, year and day a whole source is given.
func TestSettle(t *testing.T) {
	t.Parallel()
	const now = "2026-03-20 12:00"
	cases := map[string]struct {
		text   string
		source stamp.Source
		ref    string
		want   string
		order  stamp.Order
	}{
		"the only order that does not lie ahead": {
			text: "03/04/2026 21:40:00\n", ref: now, want: "2026-03-04 21:40", order: stamp.OrderMonthFirst,
		},
		"both orders make sense": {text: "02/03/2026 21:40:00\n", ref: now, want: "-"},
		"the only order in which time goes on": {
			text: "03/01/2026 21:40:00\n01/02/2026 10:00:00\n", ref: now, want: "2026-01-03 21:40, 2026-02-01 10:00", order: stamp.OrderDayFirst,
		},
		"the newest first": {
			text: "02/03/2026 10:00:00\n01/03/2026 10:00:00\n12/02/2026 10:00:00\n", ref: now,
			want: "2026-03-02 10:00, 2026-03-01 10:00, 2026-02-12 10:00", order: stamp.OrderDayFirst,
		},
		"the weekday tells": {
			text: "Mon 02/03/2026 10:00:00\n", ref: now, want: "2026-03-02 10:00", order: stamp.OrderDayFirst,
		},
		"never two orders in one source": {
			text: "25/12/2025 10:00:00\n12/26/2025 10:00:00\n", ref: now, want: "-, -",
		},
		"a short year last, just now":      {text: "14/03/26 21:40:00\n", ref: now, want: "2026-03-14 21:40", order: stamp.OrderDayFirst},
		"a short year, nobody knows where": {text: "14/03/17 21:40:00\n", ref: now, want: "-"},
		"an order that people gave": {
			text: "14/03/17 21:40:00\n", source: stamp.Source{Order: stamp.OrderYearFirst}, ref: now,
			want: "2014-03-17 21:40", order: stamp.OrderYearFirst,
		},
		"days with dots": {text: "02.03.26 21:40:00\n", ref: now, want: "2026-03-02 21:40", order: stamp.OrderDayFirst},
		"years with dots": {
			text: "26.03.14 21:40:00\n26.03.15 21:40:00\n", ref: "2026-03-16 00:00",
			want: "2026-03-14 21:40, 2026-03-15 21:40", order: stamp.OrderYearFirst,
		},
		"a weekday settles the year": {text: "Wed Apr 11 15:45:12\n", ref: now, want: "2018-04-11 15:45"},
		"a leap day settles its neighbours": {
			text: "Feb 28 23:59:59\nFeb 29 06:00:01\nMar  2 00:00:01\n", ref: now, want: "2024-02-28 23:59, 2024-02-29 06:00, 2024-03-02 00:00",
		},
		"months ahead are no disorder": {
			text: "Jan  5 10:00:00\nSep  3 10:00:00\n", ref: now, want: "2025-01-05 10:00, 2025-09-03 10:00",
		},
		"months back, and nobody stated when": {text: "Nov  5 10:00:00\nJun  5 10:00:00\n", ref: "2026-12-01 00:00", want: "2025-11-05 10:00, 2026-06-05 10:00", source: stamp.Source{Stated: true}},
		"months back ask":                     {text: "Nov  5 10:00:00\nJul  5 10:00:00\n", ref: "2026-12-01 00:00", want: "-, -"},
		"a full date among them": {
			text: "Dec 31 23:00:00\n2026-01-01 00:00:00\nNov  3 10:00:00\n", ref: "2026-12-01 00:00", want: "2025-12-31 23:00, 2026-01-01 00:00, 2026-11-03 10:00",
		},
		"hours back are the next day": {
			text: "18:05:11\n08:55:02\n", ref: now, source: stamp.Source{Stated: true}, want: "2026-03-19 18:05, 2026-03-20 08:55",
		},
		"minutes back are disorder": {
			text: "08:55:02\n08:54:02\n", ref: now, source: stamp.Source{Stated: true}, want: "2026-03-20 08:55, 2026-03-20 08:54",
		},
		"minutes back in a conversation are the next day": {
			text: "08:55\n08:54\n", ref: now, source: stamp.Source{Stated: true, Talk: true}, want: "2026-03-19 08:55, 2026-03-20 08:54",
		},
		"what stands above the first day was said before": {
			text: "09:05\n10:20\n2026-03-18 11:00:00\n10:00\n", ref: now, source: stamp.Source{Talk: true, Stated: true, Days: []stamp.Day{{Before: 2}}},
			want: "2026-03-17 09:05, 2026-03-17 10:20, 2026-03-18 11:00, 2026-03-19 10:00",
		},
		"what stands above the first day may be of any day before a weekend": {
			text: "09:05\n10:20\n2026-03-16 11:00:00\n", ref: now, source: stamp.Source{Talk: true, Stated: true, Days: []stamp.Day{{Before: 2}}},
			want: "-, -, 2026-03-16 11:00",
		},
		"what stands above the first day may be of any day where nobody stated a reference": {
			text: "09:05\n2026-03-18 11:00:00\n", ref: now, source: stamp.Source{Talk: true, Days: []stamp.Day{{Before: 1}}},
			want: "-, 2026-03-18 11:00",
		},
		"logs below each other go back from the reference each for itself": {
			text: "21:40:00\n03:10:00\n09:11:00\n", ref: now, source: stamp.Source{Stated: true, Days: []stamp.Day{{Before: 1, At: stamp.NoTime, Part: true}}},
			want: "2026-03-19 21:40, 2026-03-20 03:10, 2026-03-20 09:11",
		},
		"no day without a reference that somebody stated": {text: "08:55:02\n", ref: now, want: "-"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			all := stampsOf(c.text)
			c.source.Reference, c.source.Created, c.source.Opened = wall(c.ref), stamp.NoTime, stamp.NoTime
			order := stamp.Settle(all, c.source)
			var got []string
			for _, s := range all {
				if s.At == stamp.NoTime {
					got = append(got, "-")
				} else {
					got = append(got, time.Unix(0, s.At).UTC().Format("2006-01-02 15:04"))
				}
			}
			if diff := cmp.Diff(c.want, strings.Join(got, ", ")); diff != "" {
				t.Error(diff)
			}
			if order != c.order {
				t.Errorf("the order is %d, want %d", order, c.order)
			}
		})
	}
}

// FuzzSettle proves what is promised of each choice: of one order for a whole source, none
// of its dates lies after the reference, and none more than a day behind the one before it
// unless the newest stand first; stamps without a year step back by less than a month, in
// lines that are out of order, and stamps without a day not even by one.
func FuzzSettle(f *testing.F) {
	for _, seed := range []string{
		"03/04/2026 21:40:00\n04/04/2026 21:40:00\n", "21/12/28 12:55:38\n22/01/02 11:30:23\n", "14.03.26 21:40:00\n13.03.26 21:40:00\n",
		"Feb 29 10:00:00\nMar  1 10:00:00\nFeb 28 10:00:00\n", "Sat Mar 14 10:00:00\nDec 31 23:00:00\n", "23:59:00\n00:01:00\n12:00:00\n",
		"3/14 21:40:00.123\n4/3 21:40:00.123\n", "2026-03-14 21:40:00\nMar 15 21:40:00\n10:00:00\n",
	} {
		f.Add(seed, int64(1773524400), true, true)
		f.Add(seed, int64(1800000000), false, false)
	}
	f.Fuzz(func(t *testing.T, text string, seconds int64, stated, talk bool) {
		if seconds < stamp.MinEpoch || seconds > stamp.MaxEpoch || len(text) > 4096 {
			return
		}
		before := stampsOf(text)
		after := append(stamps{}, before...)
		reference := seconds * stamp.NanosPerSecond
		order := stamp.Settle(after, stamp.Source{Reference: reference, Stated: stated, Talk: talk, Created: stamp.NoTime, Opened: stamp.NoTime})
		var ordered, yearless, dateless []int64
		whole := false // Whether a full date stands among them, from which others are counted.
		for i, s := range before {
			now := after[i]
			whole = whole || s.Flags.IsWhole() && s.Flags&stamp.DayMonth == 0
			if now.At == stamp.NoTime {
				continue
			}
			_, clock := stamp.FloorDay(s.WallClock())
			if _, now := stamp.FloorDay(now.WallClock()); now != clock {
				t.Fatalf("the clock of stamp %d became %s", i, time.Unix(0, now).UTC())
			}
			switch at := now.WallClock(); {
			case s.Flags&stamp.Dateless != 0:
				dateless = append(dateless, at)
			case s.Flags&stamp.Yearless != 0:
				yearless = append(yearless, at)
			case s.Flags&stamp.DayMonth != 0:
				ordered = append(ordered, at)
			}
		}
		if order == stamp.OrderUnknown && len(ordered) > 0 {
			// Only dates that are the same in each order have a time then.
			for _, at := range ordered {
				days, _ := stamp.FloorDay(at)
				if _, month, day := stamp.CivilDate(days); month != day {
					t.Errorf("%s has a time though nobody knows the order", time.Unix(0, at).UTC())
				}
			}
		}
		if whole = whole || len(ordered) > 0; !whole {
			for _, at := range append(append([]int64{}, yearless...), dateless...) {
				if at > reference+stamp.NanosPerDay+stamp.NanosPerMinute {
					t.Errorf("%s is after the reference %s", time.Unix(0, at).UTC(), time.Unix(0, reference).UTC())
				}
			}
			checkSteps(t, "yearless", yearless, 31*stamp.NanosPerDay)
		}
		if talk && len(yearless) == 0 && !whole {
			checkSteps(t, "said", dateless, 0)
		}
		if len(dateless) > 0 && len(yearless) == 0 && !whole {
			checkSteps(t, "dateless", dateless, stamp.NanosPerDay)
		}
	})
}

// checkSteps proves that nothing steps back by more than is allowed.
func checkSteps(t *testing.T, what string, walls []int64, most int64) {
	t.Helper()
	for i := 1; i < len(walls); i++ {
		if back := walls[i-1] - walls[i]; back > most {
			t.Error(fmt.Sprintf("%s: %s comes after", what, time.Unix(0, walls[i]).UTC()), time.Unix(0, walls[i-1]).UTC())
		}
	}
}
