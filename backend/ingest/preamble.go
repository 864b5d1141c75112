package ingest

import (
	"bytes"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
)

// What a source says of its times beside the stamps of its entries: a log that opens
// with "Log opened. (Time zone: UTC-04:00)" has told the zone of all its clocks, and one
// that notes "Start date is Sat Mar 14 21:40:00 2026" at 21:40:00 has told their day.

// statedZone returns the zone that one of the first lines of a log states, nil without one.
func statedZone(sample []byte) *time.Location {
	for range 3 {
		line, rest, more := bytes.Cut(sample[:min(len(sample), sampleSize)], []byte("\n"))
		lower := strings.ToLower(string(line[:min(len(line), 512)]))
		if (strings.Contains(lower, "date (utc)") || strings.Contains(lower, "time (utc)")) && !strings.ContainsAny(lower, "0123456789") {
			return time.UTC // The names of columns.
		}
		if strings.Contains(lower, "log") {
			for _, name := range []string{"time zone: ", "timezone: ", " tz: "} {
				_, value, _ := strings.Cut(lower, name)
				if end := strings.IndexAny(value, " ),;\r"); end > 0 {
					value = value[:end]
				}
				if location := stamp.FixedZone(value); location != nil {
					return location
				}
			}
		}
		if !more {
			break
		}
		sample = rest
	}
	return nil
}

// dayReach is how many lines are looked at for the day of a source whose stamps have
// none, and openedWithin how long before its first entry a log may say when it was opened.
const (
	dayReach     = 200
	openedWithin = 5 * stamp.NanosPerMinute
)

// writtenDay looks for the day of a source whose stamps are times of day. It returns the
// wall clock of the first of them, 0 where nothing tells its day: neither a full stamp
// right before it, nor an entry that repeats its own time in full.
func (p *plan) writtenDay(sample []byte) int64 {
	clean := cleaner{dirty: isDirty(sample)}
	opened, first, last := int64(0), stamp.NoTime, stamp.NoTime
	midnights := int64(0)
	for i, lines := 0, 0; i < len(sample) && lines < dayReach; lines++ {
		end, next := p.lineEnd(sample, i)
		raw := sample[i:end]
		if i = next; next == 0 {
			i = len(sample)
		}
		line := clean.clean(p, raw)
		var h head
		if !p.recognise(line, nil, &h) {
			if first == stamp.NoTime {
				if wall := fullStamp(line); wall != 0 {
					opened = wall
				} else if day := sysstatDay(line); day != 0 {
					opened = day * stamp.NanosPerDay
				}
			}
			continue
		}
		if h.Flags&stamp.Dateless == 0 {
			return 0 // Its neighbours tell.
		}
		if first == stamp.NoTime {
			if first = h.At; opened != 0 {
				day, clock := stamp.FloorDay(opened)
				if ahead := first - clock; clock == 0 || ahead >= 0 && ahead <= openedWithin {
					return day*stamp.NanosPerDay + first
				}
			}
		} else if h.At+12*stamp.NanosPerHour < last {
			midnights++
		}
		last = h.At
		if wall := fullStamp(line[min(h.to, len(line)):]); wall != 0 {
			if day, clock := stamp.FloorDay(wall); clock/stamp.NanosPerSecond == h.At/stamp.NanosPerSecond {
				return (day-midnights)*stamp.NanosPerDay + first
			}
		}
	}
	return 0
}

// fullStamp returns the wall clock of the first stamp in a line that has a date with its
// year, 0 without one. Where the day and the month may be mistaken for each other it says
// nothing.
func fullStamp(line []byte) int64 {
	var s stamp.Stamp
	if _, _, where, ok := findStamp(line, &s); !ok || where.Epoch || s.Flags != 0 {
		return 0
	}
	return s.WallClock()
}

// sysstatDay returns the day in the line with which sar and its kin begin, "Linux 6.1.0
// (web-1)  03/14/2026  _x86_64_  (4 CPU)", in days since 1970; 0 for other lines and
// where the month may come first or second.
func sysstatDay(line []byte) int64 {
	if !bytes.HasPrefix(line, []byte("Linux ")) || !bytes.HasSuffix(line, []byte(" CPU)")) {
		return 0
	}
	for word := range bytes.FieldsSeq(line) {
		d, ok := parseNumericDay(string(word))
		if !ok || d.kind != dayFull && d.kind != daySlash || !stamp.IsDigit(word[0]) {
			continue
		}
		if _, month, number := stamp.CivilDate(d.date); d.kind == daySlash && number <= 12 && number != month {
			return 0
		}
		return d.date
	}
	return 0
}
