package retro_test

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/retro"
)

func dated(id, date string) retro.Event {
	instant, err := retro.ParseInstant(date, time.UTC)
	if err != nil {
		panic(err)
	}
	return retro.Event{ID: retro.EventID(id), Title: id, At: instant}
}

// after makes an event that is told from another.
func after(id, anchor string, count int, unit retro.Unit) retro.Event {
	e := dated(id, "2020-01-01")
	e.At.Anchor = retro.Anchor{Event: retro.EventID(anchor), Count: count, Unit: unit}
	return e
}

func TestResolveTimes(t *testing.T) {
	t.Parallel()
	spanning := dated("span", "2026-02-01")
	end := dated("", "2026-02-10").At
	spanning.End = &end
	long := after("long", "first", 1, retro.UnitDay)
	longEnd := dated("", "2020-01-05").At
	long.End = &longEnd
	before := after("before", "span", 1, retro.UnitWeek)
	before.At.Anchor.Before = true
	content := retro.Content{Events: []retro.Event{
		after("third", "second", 1, retro.UnitMonth), // told before what it is told from
		after("second", "first", 3, retro.UnitWeek),
		dated("first", "2026-01-10"),
		spanning,
		after("afterSpan", "span", 1, retro.UnitDay),
		before,
		long,
		after("orphan", "gone", 1, retro.UnitDay),
		after("a", "b", 1, retro.UnitDay),
		after("b", "a", 1, retro.UnitDay),
	}}
	shared := content.Events
	content.ResolveTimes()
	got := map[retro.EventID]string{}
	for _, e := range content.Events {
		got[e.ID] = e.At.Format(nil)
		if e.End != nil {
			got[e.ID] += " – " + e.End.Format(nil)
		}
	}
	want := map[retro.EventID]string{
		"first": "2026-01-10", "second": "2026-01-31", "third": "2026-02-28",
		"span": "2026-02-01 – 2026-02-10", "afterSpan": "2026-02-11", "before": "2026-01-25",
		"long": "2026-01-11 – 2026-01-15",
	}
	// Those that cannot follow stay, but a circle may be gone around once.
	for _, id := range []retro.EventID{"orphan", "a", "b"} {
		delete(got, id)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if shared[0].At.Format(nil) != "2020-01-01" || shared[6].End.Format(nil) != "2020-01-05" {
		t.Error("the events that were given are altered")
	}
	told := retro.TellTimes(content.Events)
	for id, problem := range map[retro.EventID]bool{"orphan": true, "a": true, "b": true, "second": false} {
		if (told[id].Problem != "") != problem {
			t.Errorf("%s has the problem %q", id, told[id].Problem)
		}
	}
	settled := content.Events
	content.ResolveTimes()
	for i := range settled {
		if e := settled[i]; e.ID != "a" && e.ID != "b" && !e.At.Equal(content.Events[i].At) {
			t.Errorf("%s moves again", e.ID)
		}
	}
}

// TestResolveVagueTimes makes sure that a time is as vague as what it is told from, and
// follows that when it becomes known or vaguer.
func TestResolveVagueTimes(t *testing.T) {
	t.Parallel()
	instant := func(at, until string, precision retro.Precision) retro.Instant {
		i := retro.Instant{At: utc(at + "Z"), Zone: "Z", Precision: precision}
		if until != "" {
			i.Until = utc(until + "Z")
		}
		return i
	}
	late2015 := instant("2015-09-01T00:00:00", "2016-01-01T00:00:00", retro.PrecisionMonth)
	late2015.Words = "late 2015"
	days := instant("2026-01-10T00:00:00", "2026-01-30T00:00:00", retro.PrecisionDay)
	month := instant("2026-02-01T00:00:00", "", retro.PrecisionMonth)
	year := instant("2015-01-01T00:00:00", "", retro.PrecisionYear)
	clock := instant("2026-03-12T23:38:00", "2026-03-13T00:41:00", retro.PrecisionMinute)
	first, second := after("first", "anchor", 0, ""), after("second", "first", 1, retro.UnitDay)
	at := func(event *retro.Event) string { return event.At.Format(nil) }
	content := retro.Content{Events: []retro.Event{{ID: "anchor", Title: "anchor"}, first, second}}
	for _, c := range []struct {
		anchor        retro.Instant
		count         int
		unit          retro.Unit
		before        bool
		first, second string
	}{
		{late2015, 1, retro.UnitMonth, false, "2015-10 – 2016-01", "2015-10-02 – 2016-02-01"},
		{late2015, 1, retro.UnitMonth, true, "2015-08 – 2015-11", "2015-08-02 – 2015-12-01"},
		{late2015, 1, retro.UnitYear, false, "2016-09 – 2016-12", "2016-09-02 – 2017-01-01"},
		{late2015, 2, retro.UnitHour, false, "2015-09 – 2015-12", "2015-09-02 – 2016-01-01"},
		{late2015, 0, "", false, "2015-09 – 2015-12", "2015-09-02 – 2016-01-01"},
		{days, 1, retro.UnitMonth, false, "2026-02-10 – 2026-02-28", "2026-02-11 – 2026-03-01"},
		{month, 1, retro.UnitMonth, false, "2026-03", "2026-03-02 – 2026-04-01"},
		{year, 1, retro.UnitMonth, false, "2015-02 – 2016-01", "2015-02-02 – 2016-02-01"},
		{year, 1, retro.UnitYear, false, "2016", "2016-01-02 – 2017-01-01"},
		{clock, 5, retro.UnitMinute, false, "2026-03-12 23:43 – 2026-03-13 00:46", "2026-03-13 – 2026-03-14"},
		{clock, 1, retro.UnitDay, false, "2026-03-13 – 2026-03-14", "2026-03-14 – 2026-03-15"},
		{dated("", "2026-01-30").At, 1, retro.UnitMonth, false, "2026-02-28", "2026-03-01"},
		{dated("", "2026-01-10").At, 5, retro.UnitHour, false, "2026-01-10", "2026-01-11"},
	} {
		content.Events[0].At = c.anchor
		content.Events[1].At.Anchor = retro.Anchor{Event: "anchor", Count: c.count, Unit: c.unit, Before: c.before}
		content.ResolveTimes()
		if got := []string{at(&content.Events[1]), at(&content.Events[2])}; !slices.Equal(got, []string{c.first, c.second}) {
			t.Errorf("%d %s from %s, and a day after that: %q, want %q and %q", c.count, c.unit, c.anchor.Format(nil), got, c.first, c.second)
		}
	}
}

// TestCircles compares what is told of events in a circle with what following every
// way by itself finds.
func TestCircles(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	circles := 0
	for range 500 {
		var events []retro.Event
		ways := map[string][]string{}
		names := strings.Split("abcdefgh", "")
		for _, id := range names {
			e := dated(id, "2026-01-10")
			for _, at := range []*retro.Instant{&e.At, {}, {}} {
				if random.IntN(5) > 1 {
					continue
				}
				anchor := names[random.IntN(len(names))]
				ways[id] = append(ways[id], anchor)
				at.Anchor.Event = retro.EventID(anchor)
				switch {
				case at == &e.At:
				case e.End == nil:
					e.End = at
				default:
					e.KnownAt = at
				}
			}
			events = append(events, e)
		}
		told := retro.TellTimes(events)
		for _, id := range names {
			seen := map[string]bool{}
			for next := ways[id]; len(next) > 0; next = next[1:] {
				if !seen[next[0]] {
					seen[next[0]] = true
					next = slices.Concat(next, ways[next[0]])
				}
			}
			if got := told[retro.EventID(id)].Problem != ""; got != seen[id] {
				t.Fatalf("%s of %v: is in a circle: %t", id, ways, got)
			}
			if seen[id] {
				circles++
			}
		}
	}
	if circles < 100 {
		t.Errorf("only %d events were in a circle", circles)
	}
}

// TestLongChains makes sure that twice as many events, each told from the one before,
// are not four times the work. It counts allocations, so it runs by itself.
func TestLongChains(t *testing.T) {
	work := func(count int, isCircle bool) float64 {
		content := retro.Content{Events: []retro.Event{dated("0", "2026-01-10")}}
		if isCircle {
			content.Events[0] = after("0", strconv.Itoa(count-1), 1, retro.UnitHour)
		}
		for i := 1; i < count; i++ {
			content.Events = append(content.Events, after(strconv.Itoa(i), strconv.Itoa(i-1), 1, retro.UnitHour))
		}
		return testing.AllocsPerRun(1, func() {
			content.ResolveTimes()
			retro.TellTimes(content.Events)
		})
	}
	for _, isCircle := range []bool{false, true} {
		if few, many := work(300, isCircle), work(600, isCircle); many > 3*few {
			t.Errorf("circle: %t: 300 events need %v allocations, and 600 need %v", isCircle, few, many)
		}
	}
}

func TestCheckAnchors(t *testing.T) {
	t.Parallel()
	content := retro.Content{Events: []retro.Event{dated("first", "2026-01-10"), after("second", "first", 1, retro.UnitDay), after("orphan", "gone", 1, retro.UnitDay)}}
	for name, c := range map[string]struct {
		event retro.Event
		ok    bool
	}{
		"another":       {after("new", "second", 1, retro.UnitDay), true},
		"itself":        {after("first", "first", 1, retro.UnitDay), false},
		"a circle":      {after("first", "second", 1, retro.UnitDay), false},
		"nothing there": {after("new", "nowhere", 1, retro.UnitDay), false},
		"gone since":    {after("orphan", "gone", 2, retro.UnitDay), true},
	} {
		if err := content.CheckAnchors(&c.event); (err == nil) != c.ok {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestRange(t *testing.T) {
	t.Parallel()
	berlin := dated("e", "2026-03-29") // a day of 23 hours there
	berlin.At.At, berlin.At.Zone = utc("2026-03-28T23:00:00Z"), "Europe/Berlin"
	if from, to := berlin.At.Range(); to.Sub(from) != 23*time.Hour {
		t.Errorf("the day lasts %s", to.Sub(from))
	}
	if text := berlin.At.Format(time.UTC); text != "2026-03-29" {
		t.Errorf("the date is written %s", text)
	}
	about := after("e", "x", 3, retro.UnitWeek)
	about.At.About = true
	if from, to := about.At.Range(); to.Sub(from) != 7*24*time.Hour || !from.Before(about.At.At) {
		t.Errorf("about 3 weeks is from %s until %s", from, to)
	}
	monthly := dated("e", "2026-01-31").At
	monthly.Repeat = retro.Repeat{Every: 1, Unit: retro.UnitMonth, Until: utc("2026-05-01T00:00:00Z")}
	var days []int
	for _, at := range monthly.Occurrences(time.Time{}) {
		days = append(days, at.Day())
	}
	if diff := cmp.Diff([]int{31, 28, 31, 30}, days); diff != "" {
		t.Error(diff)
	}
	monthly.Repeat.Until = time.Time{}
	if n := len(monthly.Occurrences(utc("9999-01-01T00:00:00Z"))); n != 2000 {
		t.Errorf("%d occurrences", n)
	}
}
