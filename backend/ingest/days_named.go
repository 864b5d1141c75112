package ingest

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
)

// mostDays is how many days are told: more than people choose from at a glance help nobody.
const mostDays = 3

var isoDay = regexp.MustCompile(`\b(?:19|20)\d\d-\d\d-\d\d\b`)

// DaysNamed returns the days that a text names in full, as "2026-03-14", and of many those that
// it names most often: in the lines of a log that somebody pasted into a message, in its words, and in
// links to messages. Where its times have no date, it was likely written on one of them.
func DaysNamed(text string) []string {
	counts := map[string]int{}
	name := func(at int64) { counts[time.Unix(0, at).UTC().Format(time.DateOnly)]++ }
	p := plan{newline: '\n', document: depthNone}
	t := transcript{lines: strings.Split(text, "\n")}
	for _, line := range t.lines {
		var h head
		const notInFull = stamp.Yearless | stamp.Dateless | stamp.Relative | stamp.DayMonth
		line = strings.TrimSpace(line)
		if len(line) > 4 && p.recognise([]byte(line), nil, &h) && h.At != stamp.NoTime && h.Flags&notInFull == 0 {
			name(h.WallClock())
			continue
		}
		for _, day := range isoDay.FindAllString(line, -1) {
			if at, err := time.Parse(time.DateOnly, day); err == nil {
				name(at.UnixNano())
			}
		}
	}
	for _, at := range t.permalinks() {
		name(at)
	}
	days := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	return days[:min(len(days), mostDays)]
}
