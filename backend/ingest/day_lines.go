package ingest

import (
	"bytes"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

// dayLine is how long a line is at most that is but a day.
const dayLine = 64

// headDay reads a line that names the day of the times of day below it, "## 2026-03-14",
// "Saturday, March 14". It begins no entry. Where the month may be either number, or the day
// cannot be known, the entries below have none.
func headDay(line []byte, h *head) bool {
	if bytes.HasPrefix(line, []byte("==> ")) && bytes.HasSuffix(line, []byte(" <==")) {
		h.beginPart()
		return true
	}
	if n := stamp.ParseWeekdayStamp(line, &h.Stamp); n > 0 && n == len(line) && h.Flags == 0 && h.Precision < stamp.PrecisionMinute {
		// "Wed Mar 14 21:40:00 2026" above clocks alone.
		h.Stamp = stamp.Stamp{At: h.LocalDays() * stamp.NanosPerDay, Zone: stamp.NoZone, Precision: stamp.PrecisionDay, Flags: flagDay}
		h.from, h.to, h.text, h.prefix = 0, 0, 0, 0
		h.format, h.level = formatTimeOnly, retro.LevelNone
		return true
	}
	if len(line) < 5 || len(line) > dayLine || bytes.IndexByte(line, ':') >= 0 || !bytes.ContainsAny(line, "0123456789") {
		return false
	}
	name := bytes.Trim(line[markWidth(line):], " *_`|#=-")
	if len(name) < 5 {
		return false
	}
	d, ok := parseDay(string(name))
	if !ok || d.kind != dayFull && d.kind != dayYearless && d.kind != daySlash {
		return false
	}
	h.Stamp = stamp.Stamp{At: d.date * stamp.NanosPerDay, Zone: stamp.NoZone, Precision: stamp.PrecisionDay, Flags: flagDay}
	switch d.kind {
	case dayYearless:
		h.Flags |= stamp.Yearless
	case daySlash:
		if _, month, number := stamp.CivilDate(d.date); d.flags&stamp.ShortYear != 0 || number <= 12 && number != month {
			h.At = stamp.NoTime
		} else {
			h.Flags |= d.flags & stamp.Yearless
		}
	default:
	}
	h.from, h.to, h.text, h.prefix = 0, 0, 0, 0
	h.format, h.level = formatTimeOnly, retro.LevelNone
	return true
}

// beginPart makes of a head the mark of another log in the same source, as tail writes it
// above each of several files: its times do not go on those above it.
func (h *head) beginPart() {
	h.Stamp = stamp.Stamp{At: stamp.NoTime, Zone: stamp.NoZone, Precision: stamp.PrecisionDay, Flags: flagDay}
	h.from, h.to, h.text, h.prefix = 0, 0, 0, 0
	h.format, h.level = formatText, retro.LevelNone
}

// partBack is how far the clock of another container steps back before its lines are taken
// for those of another log.
const partBack = 2 * stamp.NanosPerHour
