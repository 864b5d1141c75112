package retro_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/retro"
)

// nested is a project in which an incident has a place, and a test in that.
func nested() []retro.Event {
	at := func(day int) retro.Instant { return retro.NewInstant(time.Date(2016, 11, day, 9, 0, 0, 0, time.UTC)) }
	end := at(20)
	return []retro.Event{
		{ID: "project", At: at(1), Kind: retro.KindTrigger, Title: "The rewrite begins"},
		{ID: "incident", At: at(5), Kind: retro.KindObservation, Title: "Shipped too early"},
		{ID: "flag", At: at(4), Kind: retro.KindTrigger, Title: "The flag is on", Within: "incident"},
		{ID: "seen", At: at(6), Kind: retro.KindDetection, Title: "Support asks", Within: "incident"},
		{ID: "test", At: at(6), End: &end, Kind: retro.KindAction, Title: "It is tried again", Within: "seen"},
		{ID: "off", At: at(7), Kind: retro.KindResolution, Title: "The flag is off", Within: "incident"},
		{ID: "stopped", At: at(30), Kind: retro.KindDetection, Title: "Somebody does the sums"},
	}
}

func TestNesting(t *testing.T) {
	t.Parallel()
	events := nested()
	retro.SortEvents(events)
	nesting := retro.Nest(events)
	depths := map[retro.EventID]int{}
	for i := range events {
		depths[events[i].ID] = nesting.Depth(events[i].ID)
	}
	if diff := cmp.Diff(map[retro.EventID]int{"project": 0, "incident": 0, "flag": 1, "seen": 1, "test": 2, "off": 1, "stopped": 0}, depths); diff != "" {
		t.Error(diff)
	}
	incident := &events[slices.IndexFunc(events, func(e retro.Event) bool { return e.ID == "incident" })]
	from, to, holds := nesting.Range(incident)
	if from.Day() != 4 || to.Day() != 20 || !holds {
		t.Errorf("it covers %s until %s", from, to)
	}
	told := retro.TellTimes(events)
	if told["incident"].From.Day() != 4 || !told["incident"].Holds || told["test"].Depth != 2 {
		t.Errorf("told %+v", told)
	}
}

// TestNestedFigures holds that the whole is not detected by what is part of it, and that
// a part has figures of its own.
// Of a damaged library two events may have one id.
func TestNestingOfOneIDTwice(t *testing.T) {
	t.Parallel()
	events := []retro.Event{{ID: "a", Within: "b"}, {ID: "b", Within: "a"}, {ID: "b", Within: "a"}, {ID: "a", Within: "b"}}
	for range events {
		nesting := retro.Nest(events)
		if nesting.Depth("a") != 0 || nesting.Depth("b") != 0 {
			t.Errorf("%v: a stands %d deep, b %d", events, nesting.Depth("a"), nesting.Depth("b"))
		}
		events = append(events[1:], events[0])
	}
}

func TestNestedFigures(t *testing.T) {
	t.Parallel()
	figures := retro.DeriveFigures(nested())
	if figures.Detect == nil || *figures.Detect != 29*24*time.Hour || figures.Resolve != nil {
		t.Errorf("detected after %v, resolved after %v", figures.Detect, figures.Resolve)
	}
	var parts []string
	for _, part := range figures.Parts {
		for _, step := range part.Steps {
			parts = append(parts, string(part.Event)+" "+step.Name+" "+retro.FormatDuration(step.Length))
		}
	}
	if want := []string{"incident to detect 2 d", "incident to resolve 3 d", "incident effort 14 d", "seen effort 14 d"}; !cmp.Equal(parts, want) {
		t.Errorf("parts are %q", parts)
	}
	umbrella := nested()
	for i := range umbrella {
		if e := &umbrella[i]; e.ID != "incident" && e.Within == "" {
			e.Within = "incident"
		}
	}
	if figures := retro.DeriveFigures(umbrella); figures.Resolve == nil {
		t.Error("an event that holds all others leaves no figures")
	}
	content := retro.Content{Events: nested()}
	if stages := retro.DeriveStages(content); stages.ResolvedAt != nil {
		t.Errorf("the whole is resolved by its part at %s", stages.ResolvedAt)
	}
}

// TestPartsOfADeepNest holds that events which each hold the next leave figures of a few
// parts, and not of as many as there are, each told from nearly all of them.
func TestPartsOfADeepNest(t *testing.T) {
	t.Parallel()
	events := make([]retro.Event, 2000)
	for i := range events {
		kind := retro.KindDetection
		if i%2 == 0 {
			kind = retro.KindTrigger
		}
		events[i] = retro.Event{ID: retro.EventID(fmt.Sprintf("e%04d", i)), At: retro.NewInstant(time.Unix(int64(i), 0)), Kind: kind}
		if i > 0 {
			events[i].Within = events[i-1].ID
		}
	}
	parts := retro.DeriveFigures(events).Parts
	if len(parts) == 0 || len(parts) > 12 {
		t.Errorf("figures of %d parts", len(parts))
	}
	if got := retro.Nest(events).Depth("e1999"); got != 1999 {
		t.Errorf("the last one stands %d deep", got)
	}
}

func TestWithin(t *testing.T) {
	t.Parallel()
	c := retro.Content{Events: nested()}
	for name, test := range map[string]struct {
		event, holder retro.EventID
		refused       bool
	}{
		"another":        {"stopped", "incident", false},
		"none":           {"test", "", false},
		"itself":         {"test", "test", true},
		"its own part":   {"incident", "test", true},
		"what is absent": {"test", "gone", true},
	} {
		moved := *c.FindEvent(test.event)
		moved.Within = test.holder
		if err := c.CheckWithin(&moved); (err != nil) != test.refused {
			t.Errorf("%s: %v", name, err)
		}
	}
	// What a merge may leave: a circle, and a holder that is gone.
	odd := retro.Content{Events: []retro.Event{
		{ID: "a", At: c.Events[0].At, Within: "b"}, {ID: "b", At: c.Events[0].At, Within: "a"}, {ID: "c", At: c.Events[0].At, Within: "a"}, {ID: "d", At: c.Events[0].At, Within: "gone"},
	}}
	nesting := retro.Nest(odd.Events)
	for id, want := range map[retro.EventID]int{"a": 0, "b": 0, "c": 1, "d": 0} {
		if got := nesting.Depth(id); got != want {
			t.Errorf("%s stands %d deep", id, got)
		}
	}
	if err := odd.CheckWithin(&odd.Events[3]); err != nil {
		t.Errorf("an event whose holder is gone cannot be edited: %v", err)
	}
	c.LiftOut([]retro.EventID{"seen", "incident"})
	if got := c.FindEvent("test").Within; got != "" {
		t.Errorf("what was part of what is gone is part of %q", got)
	}
	c = retro.Content{Events: nested()}
	c.LiftOut([]retro.EventID{"seen"})
	if got := c.FindEvent("test").Within; got != "incident" {
		t.Errorf("it is part of %q", got)
	}
}

func TestFeelings(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Dana: low, could not sleep; Joel: hopeful": "Dana: low, could not sleep; Joel: good, hopeful",
		"awful":                       "awful",
		"Mara: furious, at everybody": "Mara: awful, furious, at everybody",
		"on call: SO-SO\n\n Lee :great,  at  last ": "on call: so-so; Lee: great, at last",
		"": "",
	} {
		feelings, err := retro.ReadFeelings(text)
		if got := retro.WriteFeelings(feelings); err != nil || got != want {
			t.Errorf("%q reads as %q, %v", text, got, err)
		}
		if again, err := retro.ReadFeelings(want); err != nil || !slices.Equal(again, feelings) {
			t.Errorf("%q reads as %v, not as %v: %v", want, again, feelings, err)
		}
	}
	for _, text := range []string{"Dana", "Dana: 7", "Dana: , tired"} {
		if got, err := retro.ReadFeelings(text); retro.ErrorCode(err) != retro.CodeInvalid {
			t.Errorf("%q reads as %v, %v", text, got, err)
		}
	}
}
