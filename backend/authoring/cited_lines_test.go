package authoring_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

// TestCitedLines holds that the first lines are shown in the order in which an event cites
// them, and that the rest of them is counted.
func TestCitedLines(t *testing.T) {
	t.Parallel()
	service := openService(t)
	id := begin(t, service)
	var log strings.Builder
	for n := range 40 {
		fmt.Fprintf(&log, "2026-03-14T21:41:%02dZ ERROR no %d\n", n, n+1)
	}
	added := must[authoring.Added](t)(service.AddEvidence(t.Context(), id, []authoring.Original{file("app.log", []byte(log.String()))}, nil))
	cite := func(from, to int) retro.Citation {
		return retro.Citation{Evidence: added.Evidence[0], FromLine: from, ToLine: to}
	}
	for name, test := range map[string]struct {
		cites []retro.Citation
		want  []int
		more  int
	}{
		"one line":       {[]retro.Citation{cite(3, 3)}, []int{3}, 0},
		"two places":     {[]retro.Citation{cite(30, 31), cite(2, 3)}, []int{30, 31, 2, 3}, 0},
		"more than fit":  {[]retro.Citation{cite(1, 4), cite(10, 19), cite(25, 26)}, []int{1, 2, 3, 4, 10}, 11},
		"a whole source": {[]retro.Citation{{Evidence: added.Evidence[0]}}, []int{}, 0},
	} {
		event := retro.Event{At: retro.NewInstant(time.Date(2026, 3, 14, 21, 41, 0, 0, time.UTC)), Kind: retro.KindAction, Title: name, Citations: test.cites}
		made := must[authoring.WithEvent](t)(service.AddEvent(t.Context(), id, event))
		got := must[authoring.CitedLines](t)(service.CitedLines(t.Context(), id, made.Event))
		numbers := []int{}
		for _, line := range got.Lines {
			numbers = append(numbers, line.Number)
			if want := fmt.Sprintf("no %d", line.Number); !strings.Contains(line.Text, want) {
				t.Errorf("%s: line %d says %q", name, line.Number, line.Text)
			}
		}
		if diff := cmp.Diff(test.want, numbers); diff != "" || got.More != test.more {
			t.Errorf("%s: %d more, %s", name, got.More, diff)
		}
	}
}
