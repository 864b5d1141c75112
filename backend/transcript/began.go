package transcript

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
)

// Began is when a recording began, as the name of a file says.
type Began struct {
	// At is that moment; where the zone is not known, the clock on the wall, as if it
	// were UTC.
	At       time.Time
	HasZone  bool
	HasClock bool // else only the day is known
}

var (
	zoomName  = regexp.MustCompile(`GMT(\d{4})(\d{2})(\d{2})-(\d{2})(\d{2})(\d{2})`)
	otherName = regexp.MustCompile(`(\d{4})[-_/. ]?(\d{2})[-_/. ]?(\d{2})(?:[ T_–-]+(?:at )?(\d{2})[:_.h꞉-]?(\d{2})(?:[:_.꞉-]?(\d{2}))?(?:[ _]*(Z|[A-Z]{3,4}(?:[+-]\d{1,2}(?:[:_]?\d{2})?)?|[+-]\d{2}:?\d{2}))?)?`)
)

// BeganIn reads from the name of a file when its recording began: Zoom writes it in
// UTC, Google Meet with a zone, Teams without one.
func BeganIn(name string) (Began, bool) {
	if m := zoomName.FindStringSubmatch(name); m != nil {
		at, ok := moment(m[1:], time.UTC)
		return Began{at, true, true}, ok
	}
	for _, m := range otherName.FindAllStringSubmatch(name, -1) {
		zone := time.UTC
		began := Began{HasClock: m[4] != ""}
		if named := m[7]; named != "" {
			if known, err := stamp.ParseZone(strings.ReplaceAll(named, "_", ":")); err == nil {
				zone, began.HasZone = known, true
			}
		}
		if at, ok := moment(m[1:7], zone); ok {
			began.At = at
			return began, true
		}
	}
	return Began{}, false
}

// moment makes a time of six numbers, of which the last three may be missing.
func moment(parts []string, zone *time.Location) (time.Time, bool) {
	var numbers [6]int
	for i, part := range parts {
		number, err := strconv.Atoi("0" + part)
		if err != nil {
			return time.Time{}, false
		}
		numbers[i] = number
	}
	year, month, day, hour, minute, second := numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]
	at := time.Date(year, time.Month(month), day, hour, minute, second, 0, zone)
	isReal := year > 1990 && year < 2200 && at.Day() == day && int(at.Month()) == month && hour < 24 && minute < 60 && second < 60
	return at.UTC(), isReal
}
