package retro_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/retro"
)

func TestDeriveGaps(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 3, 14, 10, 0, 0, 0, time.UTC)
	instant := func(minute int) retro.Instant {
		return retro.Instant{At: start.Add(time.Duration(minute) * time.Minute)}
	}
	event := func(id string, kind retro.EventKind, from, to int) retro.Event {
		e := retro.Event{ID: retro.EventID(id), Kind: kind, At: instant(from)}
		if to > from {
			end := instant(to)
			e.End = &end
		}
		return e
	}
	vague := event("a", retro.KindDecision, 0, 0)
	vague.At.Until = start.Add(25 * time.Minute)
	again := event("a", retro.KindChange, 0, 0)
	again.At.Repeat = retro.Repeat{Every: 1, Unit: retro.UnitHour, Until: start.Add(4 * time.Hour)}
	for name, c := range map[string]struct {
		events []retro.Event
		want   []string
	}{
		"nothing":   {nil, nil},
		"one":       {[]retro.Event{event("a", retro.KindTrigger, 0, 0)}, nil},
		"too short": {[]retro.Event{event("a", retro.KindTrigger, 0, 0), event("b", retro.KindAction, 9, 0)}, nil},
		"two, in any order": {
			[]retro.Event{event("c", retro.KindResolution, 40, 0), event("a", retro.KindTrigger, 0, 0), event("b", retro.KindAction, 12, 0)},
			[]string{"a–b 12m0s", "b–c 28m0s"},
		},
		"short beside the whole": {
			[]retro.Event{event("a", retro.KindTrigger, 0, 0), event("b", retro.KindAction, 30, 0), event("c", retro.KindResolution, 600, 0)},
			[]string{"b–c 9h30m0s"},
		},
		"covered by a span": {
			[]retro.Event{event("a", retro.KindAction, 0, 30), event("b", retro.KindResolution, 35, 0)}, nil,
		},
		"customer impact covers nothing": {
			[]retro.Event{event("a", retro.KindImpact, 0, 30), event("b", retro.KindResolution, 35, 0)},
			[]string{"a–b 35m0s"},
		},
		"a range in which something was": {
			[]retro.Event{vague, event("b", retro.KindAction, 30, 0), event("c", retro.KindResolution, 42, 0)},
			[]string{"b–c 12m0s"},
		},
		"broken by what comes again": {
			[]retro.Event{again, event("b", retro.KindAction, 90, 0), event("c", retro.KindResolution, 200, 0)},
			[]string{"a–b 30m0s"},
		},
		"a span that ended before": {
			[]retro.Event{event("a", retro.KindAction, 0, 20), event("b", retro.KindAction, 5, 0), event("c", retro.KindResolution, 40, 0)},
			[]string{"b–c 20m0s"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, gap := range retro.DeriveGaps(c.events) {
				got = append(got, string(gap.After)+"–"+string(gap.Before)+" "+gap.Length.String())
				if gap.To.Sub(gap.From) != gap.Length {
					t.Errorf("from %s to %s is not %s", gap.From, gap.To, gap.Length)
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestLane(t *testing.T) {
	t.Parallel()
	for kind, want := range map[retro.EventKind]retro.Lane{
		retro.KindTrigger: retro.LaneSystems, retro.KindChange: retro.LaneSystems, retro.KindObservation: retro.LaneSystems,
		retro.KindImpact: retro.LaneCustomers, retro.KindDecision: retro.LanePeople, "sitrep": retro.LanePeople,
	} {
		if got := kind.Lane(); got != want {
			t.Errorf("%s is in lane %s, want %s", kind, got, want)
		}
	}
}
