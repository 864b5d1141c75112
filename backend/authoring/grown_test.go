package authoring_test

import (
	"testing"
	"time"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
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
