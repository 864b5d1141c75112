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

// TestEntriesAround holds that entries stand around lines in the order of their source,
// whole where the lines are a part of one, and no more of them than were asked for.
func TestEntriesAround(t *testing.T) {
	t.Parallel()
	service := openService(t)
	id := begin(t, service)
	var log strings.Builder
	for n := range 100 {
		// Each entry has two lines: entry n begins at line 2n+1.
		fmt.Fprintf(&log, "2026-03-14T21:%02d:%02dZ ERROR entry %d\n\tat line two\n", n/60, n%60, n)
	}
	added := must[authoring.Added](t)(service.AddEvidence(t.Context(), id, []authoring.Original{
		file("app.log", []byte(log.String())),
		file("other.log", []byte("2026-03-14T21:00:00Z INFO of another source\n")),
	}, nil))
	for name, test := range map[string]struct {
		from, to, count      int
		begin, end           int // the entries that are shown
		firstCited, lastSeen int // the entries that hold the lines
	}{
		"in the middle":         {21, 21, 5, 5, 15, 10, 10},
		"second line of one":    {22, 22, 1, 9, 11, 10, 10},
		"from part to part":     {22, 25, 2, 8, 14, 10, 12},
		"at the beginning":      {1, 1, 5, 0, 5, 0, 0},
		"at the end":            {199, 200, 5, 94, 99, 99, 99},
		"nothing beside":        {21, 22, 0, 10, 10, 10, 10},
		"more than are shown":   {1, 200, 1, 0, 50, 0, 49},
		"to a line before from": {21, 3, 1, 9, 11, 10, 10},
	} {
		cited := retro.Citation{Evidence: added.Evidence[0], FromLine: test.from, ToLine: test.to}
		got := must[authoring.EntriesAround](t)(service.EntriesAround(t.Context(), id, cited, test.count))
		var want, texts []string
		for n := test.begin; n <= test.end; n++ {
			want = append(want, fmt.Sprintf("entry %d, line %d", n, 2*n+1))
		}
		for _, entry := range got.Entries {
			first, _, _ := strings.Cut(entry.Text, "\n")
			texts = append(texts, fmt.Sprintf("%s, line %d", strings.TrimPrefix(first, "ERROR "), entry.Line))
		}
		if diff := cmp.Diff(want, texts); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if got.First+test.begin != test.firstCited || got.Last+test.begin != test.lastSeen {
			t.Errorf("%s: cited are %d to %d, want %d to %d", name, got.First+test.begin, got.Last+test.begin, test.firstCited, test.lastSeen)
		}
	}
}

// TestEntriesAroundOfWhatIsNot holds that what cannot be shown is refused, with a reason.
func TestEntriesAroundOfWhatIsNot(t *testing.T) {
	t.Parallel()
	service := openService(t)
	id := begin(t, service)
	added := must[authoring.Added](t)(service.AddEvidence(t.Context(), id, []authoring.Original{
		file("app.log", []byte("2026-03-14T21:00:00Z INFO one\n")), file("shot.png", whitePNG(t)),
	}, nil))
	for name, test := range map[string]struct {
		cited retro.Citation
		count int
		want  retro.Code
	}{
		"too many":       {retro.Citation{Evidence: added.Evidence[0], FromLine: 1, ToLine: 1}, 201, retro.CodeInvalid},
		"less than none": {retro.Citation{Evidence: added.Evidence[0], FromLine: 1, ToLine: 1}, -1, retro.CodeInvalid},
		"a picture":      {retro.Citation{Evidence: added.Evidence[1]}, 5, retro.CodeNotFound},
		"no evidence":    {retro.Citation{Evidence: "gone", FromLine: 1, ToLine: 1}, 5, retro.CodeNotFound},
	} {
		if _, err := service.EntriesAround(t.Context(), id, test.cited, test.count); retro.ErrorCode(err) != test.want {
			t.Errorf("%s: %v, want %s", name, err, test.want)
		}
	}
}

// TestEntriesAroundTellEvents holds that an entry among them says which events cite it.
func TestEntriesAroundTellEvents(t *testing.T) {
	t.Parallel()
	service := openService(t)
	id := begin(t, service)
	added := must[authoring.Added](t)(service.AddEvidence(t.Context(), id, []authoring.Original{
		file("app.log", []byte("2026-03-14T21:00:00Z INFO one\n2026-03-14T21:00:01Z INFO two\n2026-03-14T21:00:02Z INFO three\n")),
	}, nil))
	line := func(n int) retro.Citation { return retro.Citation{Evidence: added.Evidence[0], FromLine: n, ToLine: n} }
	made := must[authoring.WithEvent](t)(service.AddEvent(t.Context(), id, retro.Event{
		At: retro.NewInstant(time.Date(2026, 3, 14, 21, 0, 2, 0, time.UTC)), Title: "The third", Citations: []retro.Citation{line(3)},
	}))
	got := must[authoring.EntriesAround](t)(service.EntriesAround(t.Context(), id, line(2), 1))
	for at, entry := range got.Entries {
		if cites := len(entry.Events) == 1 && entry.Events[0] == made.Event; cites != (at == 2) {
			t.Errorf("entry %d is cited by %v", at, entry.Events)
		}
	}
}
