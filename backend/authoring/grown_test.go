package authoring_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/retrotest"
)

// TestGrownTimes adds a log that names no year again after it has gone on. What was read
// before keeps its time, and what is new is never put before it.
func TestGrownTimes(t *testing.T) {
	const first = "Dec 31 23:58:00 web app: one\nDec 31 23:59:00 web app: two\nDec 31 23:59:30 web app: three\n"
	for _, test := range []struct {
		name, more string
		modified   time.Time
		want       string
	}{
		{"the same day", "Dec 31 23:59:59 web app: four\n", time.Date(2026, 12, 31, 23, 59, 59, 0, time.UTC), "2026-12-31T23:59:59Z"},
		{"over the year", "Jan  1 00:10:00 web app: four\n", time.Date(2027, 1, 1, 1, 0, 0, 0, time.UTC), "2027-01-01T00:10:00Z"},
	} {
		t.Run(test.name, func(t *testing.T) {
			service, id := written(t, "")
			name := test.name + ".log"
			begun := authoring.Pasted([]byte(first))
			begun.Name, begun.Zone = name, "UTC"
			begun.Modified = time.Date(2026, 12, 31, 23, 59, 40, 0, time.UTC)
			if _, err := service.AddEvidence(t.Context(), id, []authoring.Original{begun}, nil); err != nil {
				t.Fatal(err)
			}
			later := authoring.Pasted([]byte(first + test.more))
			later.Name, later.Modified = name, test.modified
			added, err := service.AddEvidence(t.Context(), id, []authoring.Original{later}, nil)
			if err != nil {
				t.Fatal(err)
			}
			if len(added.Grown) != 1 || added.Grown[0].Entries != 1 {
				t.Fatalf("it grew by %v, want one entry", added.Grown)
			}
			query := authoring.EntryQuery{Sources: []retro.EvidenceID{added.Grown[0].Evidence}}
			all, err := service.Entries(t.Context(), id, query, 0, 10)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, entry := range all.Entries {
				got = append(got, entry.At.Format(time.RFC3339))
			}
			if got[0] != "2026-12-31T23:58:00Z" || got[3] != test.want || !all.Entries[3].New || all.Entries[2].New {
				t.Errorf("it is read as %v with %+v at its end", got, all.Entries[3])
			}
		})
	}
}

// TestGrownOnOneLine looks at a log whose first line holds several entries: that what is
// counted is what is shown as new, and that all that a cited line holds stands as cited.
func TestGrownOnOneLine(t *testing.T) {
	service, id := written(t, "")
	const first = "2026-03-14 21:40:00 ERROR payments timed out 2026-03-14 21:40:05 WARN pool is nearly empty 2026-03-14 21:40:09 ERROR pool exhausted\n"
	add := func(text string) authoring.Added {
		t.Helper()
		log := authoring.Pasted([]byte(text))
		log.Name = "pool.log"
		added, err := service.AddEvidence(t.Context(), id, []authoring.Original{log}, nil)
		if err != nil {
			t.Fatal(err)
		}
		return added
	}
	source := add(first).Evidence[0]
	grown := add(first + "2026-03-14 21:41:00 ERROR more\n2026-03-14 21:42:00 ERROR more again\n").Grown
	if len(grown) != 1 || grown[0].Entries != 2 {
		t.Fatalf("it grew by %v, want two entries", grown)
	}
	around, err := service.EntriesAround(t.Context(), id, retro.Citation{Evidence: source, FromLine: 1, ToLine: 1}, 1)
	if err != nil {
		t.Fatal(err)
	}
	if around.First != 0 || around.Last != 2 || len(around.Entries) != 4 {
		t.Errorf("of the line the entries %d to %d of %d are shown, want 0 to 2 of 4", around.First, around.Last, len(around.Entries))
	}
}

// TestGrownOfMany adds many logs again beside themselves, as somebody who adds a folder once
// more: no two of them are read for each other.
func TestGrownOfMany(t *testing.T) {
	const many = 30
	service, id := written(t, "")
	logs := func(more string) []authoring.Original {
		all := make([]authoring.Original, many)
		for i := range all {
			all[i] = authoring.Pasted(fmt.Appendf(nil, "2026-03-14 21:40:00 ERROR host %d is down\n%s", i, more))
			all[i].Name = fmt.Sprintf("host%d.log", i)
		}
		return all
	}
	allocated := func(logs []authoring.Original) (authoring.Added, uint64) {
		var added authoring.Added
		var err error
		bytes := retrotest.Allocated(func() { added, err = service.AddEvidence(t.Context(), id, logs, nil) })
		if err != nil {
			t.Fatal(err)
		}
		return added, bytes
	}
	_, first := allocated(logs(""))
	for _, test := range []struct {
		name         string
		more         string
		known, grown int
	}{
		{"the same", "", many, 0},
		{"gone on", "2026-03-14 21:41:00 ERROR still down\n", 0, many},
	} {
		added, again := allocated(logs(test.more))
		if len(added.Known) != test.known || len(added.Grown) != test.grown {
			t.Errorf("%s: %d known and %d grown, want %d and %d", test.name, len(added.Known), len(added.Grown), test.known, test.grown)
		}
		if most := 3*first + many*4<<20; again > most {
			t.Errorf("%s: %d MiB were allocated for %d logs beside as many, want at most %d", test.name, again>>20, many, most>>20)
		}
	}
}
