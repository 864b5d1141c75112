package ingest

import (
	"bytes"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
)

// yearSamples is how many stamps without a year are looked at for one.
const yearSamples = 64

// writtenYear looks for the year that the stamps of a source lack in the rest of
// their lines: programs behind a syslog daemon often repeat the time in full. It
// returns the wall clock of the first such stamp with its year, 0 unless half of
// them repeat theirs. A time that is more than a day off, like the expiry of a
// certificate, repeats nothing.
func (p *plan) writtenYear(sample []byte) int64 {
	first := int64(0)
	yearless, repeated := 0, 0
	for line := range p.lines(sample) {
		if yearless == yearSamples {
			break
		}
		var h head
		if !p.recognise(line, nil, &h) || h.Flags&stamp.Yearless == 0 || h.At == stamp.NoTime {
			continue
		}
		yearless++
		if at := repeatedYear(line[h.prefix:], &h); at != 0 {
			repeated++
			if first == 0 {
				first = at
			}
		}
	}
	if repeated*2 < yearless {
		return 0
	}
	return first
}

// repeatedYear returns the wall clock of a stamp without a year in the year of a
// full stamp that follows it and means the same moment, 0 where there is none.
func repeatedYear(line []byte, h *head) int64 {
	var full stamp.Stamp
	rest := line[min(h.to, len(line)):]
	for range 3 {
		_, to, _, ok := findStamp(rest, &full)
		if !ok {
			return epochYear(rest, h)
		}
		if full.Flags&stamp.Yearless != 0 {
			rest = bytes.TrimLeft(rest[to:], "]")
			continue
		}
		if at := nearYear(h, full.WallClock()); at != 0 {
			return at
		}
		return epochYear(rest, h)
	}
	return 0
}

// epochYear does so with a number of seconds or milliseconds since 1970 that is the
// value of a field: "rt=1773524400123".
func epochYear(line []byte, h *head) int64 {
	for i := bytes.IndexByte(line, '=') + 1; i > 0 && i < len(line); {
		if digits := stamp.DigitsAt(line, i); digits == 10 || digits == 13 {
			var s stamp.Stamp
			if stamp.ParseEpoch(line[i:i+digits], &s) == digits {
				if at := nearYear(h, s.At); at != 0 {
					return at
				}
			}
		}
		next := bytes.IndexByte(line[i:], '=') + 1
		if next == 0 {
			break
		}
		i += next
	}
	return 0
}

// nearYear returns the wall clock of a stamp without a year in the year where it is
// less than a day off another, 0 where there is none.
func nearYear(h *head, wall int64) int64 {
	days, clock := stamp.FloorDay(h.WallClock())
	_, month, day := stamp.CivilDate(days)
	around, _ := stamp.FloorDay(wall)
	year, _, _ := stamp.CivilDate(around)
	for _, candidate := range []int{year, year - 1, year + 1} {
		if !stamp.ValidDate(candidate, month, day) {
			continue
		}
		if at := stamp.CivilDays(candidate, month, day)*stamp.NanosPerDay + clock; at-wall < stamp.NanosPerDay && wall-at < stamp.NanosPerDay {
			return at
		}
	}
	return 0
}
