package retro_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/retro"
)

// at makes an event on the day of the example, from "15:04:05" or a span from
// "15:04:05-16:05:06".
func at(kind retro.EventKind, span string) retro.Event {
	parse := func(clock string) retro.Instant { return retro.NewInstant(utc("2025-11-14T" + clock + "Z")) }
	event := retro.Event{Kind: kind, Title: string(kind), At: parse(span[:8])}
	if len(span) > 8 {
		end := parse(span[9:])
		event.End = &end
	}
	return event
}

func TestDeriveFigures(t *testing.T) {
	t.Parallel()
	ptr := func(d time.Duration) *time.Duration { return &d }
	type durations struct{ Detect, Diagnose, Mitigate, Resolve, Impact, Undetected *time.Duration }
	cases := map[string]struct {
		events  []retro.Event
		want    durations
		windows int
	}{
		"nothing": {nil, durations{}, 0},
		"a whole incident": {
			[]retro.Event{
				at(retro.KindResolution, "11:24:40"),
				at(retro.KindTrigger, "10:02:03"),
				at(retro.KindImpact, "10:02:03-11:24:40"),
				at(retro.KindDetection, "10:02:51"),
				at(retro.KindDiagnosis, "10:09:44"),
			},
			durations{
				Detect: ptr(48 * time.Second), Diagnose: ptr(7*time.Minute + 41*time.Second),
				Mitigate: ptr(82*time.Minute + 37*time.Second), Resolve: ptr(82*time.Minute + 37*time.Second),
				Impact: ptr(82*time.Minute + 37*time.Second), Undetected: ptr(48 * time.Second),
			},
			1,
		},
		"overlapping outages count once": {
			[]retro.Event{
				at(retro.KindImpact, "10:00:00-10:30:00"),
				at(retro.KindImpact, "10:20:00-10:40:00"),
				at(retro.KindImpact, "12:00:00-12:05:00"),
				at(retro.KindDetection, "12:01:00"),
			},
			durations{
				Detect: ptr(121 * time.Minute), Mitigate: ptr(125 * time.Minute),
				Impact: ptr(45 * time.Minute), Undetected: ptr(41 * time.Minute),
			},
			2,
		},
		"a detection before the start is another story": {
			[]retro.Event{at(retro.KindDetection, "09:00:00"), at(retro.KindTrigger, "10:00:00")},
			durations{},
			0,
		},
		"impact without an end has no length": {
			[]retro.Event{at(retro.KindImpact, "10:00:00"), at(retro.KindDetection, "10:05:00")},
			durations{Detect: ptr(5 * time.Minute)},
			0,
		},
	}
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := retro.DeriveFigures(test.events)
			got := durations{f.Detect, f.Diagnose, f.Mitigate, f.Resolve, f.Impact, f.Undetected}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("figures (-want +got):\n%s", diff)
			}
			if len(f.Windows) != test.windows {
				t.Errorf("%d windows, want %d", len(f.Windows), test.windows)
			}
		})
	}
}

// TestKnownThen holds that nothing of what people knew at a moment came later.
func TestKnownThen(t *testing.T) {
	t.Parallel()
	over := at(retro.KindImpact, "10:00:00-10:20:00")
	goesOn := at(retro.KindImpact, "10:10:00-11:24:40")
	late := at(retro.KindDiagnosis, "10:05:00")
	learned := retro.NewInstant(utc("2025-11-14T12:00:00Z"))
	late.KnownAt = &learned
	again := at(retro.KindChange, "09:00:00")
	again.At.Repeat = retro.Repeat{Every: 1, Unit: retro.UnitHour}
	events := []retro.Event{over, goesOn, late, again, at(retro.KindResolution, "11:24:40")}
	then := utc("2025-11-14T10:30:00Z")
	known := retro.KnownThen(events, then)
	if len(known) != 3 || !known[0].EndsAt().Equal(over.EndsAt()) || known[1].Title != goesOn.Title || known[1].End != nil {
		t.Errorf("known then: %+v", known)
	}
	if times := known[2].At.Occurrences(time.Time{}); len(times) != 2 {
		t.Errorf("it came again at %v", times)
	}
	if goesOn.End == nil || events[1].End == nil || events[3].At.Repeat != again.At.Repeat {
		t.Error("what is known now changed")
	}
	if known := retro.KnownThen(events, learned.At); len(known) != len(events) || known[1].End == nil {
		t.Errorf("known in the end: %+v", known)
	}
}

func TestDeriveStages(t *testing.T) {
	t.Parallel()
	resolved := utc("2025-11-14T11:24:40Z")
	later := utc("2025-11-20T15:00:00Z")
	base := retro.Content{Events: []retro.Event{at(retro.KindResolution, "11:24:40")}}

	if got := retro.DeriveStages(retro.Content{}).Current; got != retro.StageResolve {
		t.Errorf("an empty retrospective is at %q", got)
	}
	stages := retro.DeriveStages(base)
	if stages.Current != retro.StageInvestigate || !stages.DebriefDue.Equal(resolved.AddDate(0, 0, 7)) {
		t.Errorf("resolved: %+v", stages)
	}
	planned := base
	plan := retro.NewInstant(later)
	planned.Debrief.At = &plan
	if got := retro.DeriveStages(planned); !got.DebriefDue.Equal(later) {
		t.Errorf("a planned debrief is due %v", got.DebriefDue)
	}
	planned.Debrief.StartedAt = &later
	if got := retro.DeriveStages(planned).Current; got != retro.StageDebrief {
		t.Errorf("a running debrief is at %q", got)
	}
	planned.Debrief.EndedAt = &later
	if got := retro.DeriveStages(planned).Current; got != retro.StageShare {
		t.Errorf("a debriefed one is at %q", got)
	}
	if got := retro.DeriveStages(planned).ShareDue; got == nil {
		t.Error("a debriefed one is not due to be shared")
	}
	example := planned
	example.Title = retro.ExampleTitle
	if got := retro.DeriveStages(example).ShareDue; got != nil {
		t.Errorf("the example waits for nobody, and is due to be shared %v", got)
	}
	planned.SharedAt = &later
	if got := retro.DeriveStages(planned).Current; got != retro.StageShared {
		t.Errorf("a shared one is at %q", got)
	}
	stages = retro.DeriveStages(retro.Content{SharedAt: &later})
	if stages.Current != retro.StageShared || stages.ResolvedAt != nil || stages.InvestigatedAt != nil || stages.DebriefAt != nil {
		t.Errorf("one that was shared and nothing else: %+v", stages)
	}
}

func TestSortEvents(t *testing.T) {
	t.Parallel()
	long := at(retro.KindImpact, "10:00:00-11:00:00")
	long.ID = "z"
	a, b := at(retro.KindTrigger, "10:00:00"), at(retro.KindDetection, "10:00:00")
	a.ID, b.ID = "a", "b"
	early := at(retro.KindChange, "09:00:00")
	early.ID = "q"
	events := []retro.Event{b, a, long, early}
	retro.SortEvents(events)
	var ids strings.Builder
	for _, e := range events {
		ids.WriteString(string(e.ID))
	}
	if order := ids.String(); order != "qzba" {
		t.Errorf("order %q, want qzba", order)
	}
}
