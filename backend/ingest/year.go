package ingest

import "bytes"

// yearSamples is how many stamps without a year are looked at for one.
const yearSamples = 64

// writtenYear looks for the year that the stamps of a source lack in the rest of
// their lines: programs behind a syslog daemon often repeat the time in full. It
// returns the wall clock of the first such stamp with its year, 0 unless half of
// them repeat theirs. A time that is more than a day off, like the expiry of a
// certificate, repeats nothing.
func (p *plan) writtenYear(sample []byte) int64 {
	clean := cleaner{dirty: isDirty(sample)}
	first := int64(0)
	yearless, repeated := 0, 0
	for i := 0; i < len(sample) && yearless < yearSamples; {
		end, next := p.lineEnd(sample, i)
		raw := sample[i:end]
		if i = next; next == 0 {
			i = len(sample)
		}
		line := clean.clean(p, raw)
		var h head
		if !p.recognise(line, nil, &h) || h.flags&FlagYearless == 0 || h.at == NoTime {
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
	var full stamp
	rest := line[min(h.to, len(line)):]
	for range 3 {
		_, to, _, ok := findStamp(rest, &full, false)
		if !ok {
			return 0
		}
		if full.flags&FlagYearless != 0 {
			rest = bytes.TrimLeft(rest[to:], "]")
			continue
		}
		days, clock := floorDay(h.wallClock())
		_, month, day := civilDate(days)
		wall := full.wallClock()
		year, _, _ := civilDate(full.localDays())
		for _, candidate := range []int{year, year - 1, year + 1} {
			if !validDate(candidate, month, day) {
				continue
			}
			if at := civilDays(candidate, month, day)*nanosPerDay + clock; at-wall < nanosPerDay && wall-at < nanosPerDay {
				return at
			}
		}
		return 0
	}
	return 0
}
