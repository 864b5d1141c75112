package ingest_test

import (
	"strings"
	"testing"

	"github.com/afterword-app/afterword/backend/ingest"
)

// TestWhyNamesTheZone holds that the zone people chose is called as they call it.
func TestWhyNamesTheZone(t *testing.T) {
	t.Parallel()
	const line = "2026-03-14 21:40:00 a\n"
	for zone, want := range map[string]string{"UTC": "read in UTC", "Europe/Berlin": "read in Europe/Berlin", "+02:00": "read in +02:00"} {
		why := read(t, line, ingest.Options{Zone: zone}).Describe(0, []byte(line)).Why
		if !strings.HasSuffix(why, want) {
			t.Errorf("in %s: %q, want %q", zone, why, want)
		}
	}
}

// TestWhy reads the sentences that people see beside a source.
func TestWhy(t *testing.T) {
	t.Parallel()
	const object = `{"ts":"2026-03-14T21:40:00Z","msg":"a"}` + "\n"
	cases := map[string]struct {
		text    string
		options ingest.Options
		want    string
	}{
		"one kind":  {object + object, ingest.Options{}, "All 2 entries are JSON lines."},
		"one entry": {object, ingest.Options{}, "It is one entry, read as JSON lines."},
		"two kinds": {object + object + "2026-03-14T21:40:00Z a\n", ingest.Options{}, "2 of 3 entries are JSON lines; the others are lines that begin with an ISO 8601 time (1)."},
		"a banner and a trace": {
			"starting\n2026-03-14T21:40:00Z a\n\tat b\n\tat c\n",
			ingest.Options{},
			"It is one entry, read as lines that begin with an ISO 8601 time; 2 lines continue the entry before; 1 line stands before the first entry.",
		},
		"nothing": {"", ingest.Options{}, "Nothing in it could be read as entries."},
		"prose":   {"hello\n", ingest.Options{}, "Plain text: no time stamp was recognised, so each line stands for itself."},
		"no year, settled": {
			"Mar 14 21:40:00 h a: b\n",
			ingest.Options{Reference: reference},
			"It is one entry, read as syslog lines without a year. The year of 1 entry is inferred.",
		},
		"no year, open": {
			"Mar 14 21:40:00 h a: b\nMar 14 21:40:00 h a: b\n",
			ingest.Options{},
			"All 2 entries are syslog lines without a year. 2 entries have no time.",
		},
		"day first": {
			"14/03/2026 21:40:00 a\n",
			ingest.Options{},
			"It is one entry, read as lines that begin with a day, a month and a year. Dates are read day before month.",
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := read(t, c.text, c.options).Reading().Why; got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}
