package ingest

import (
	"bytes"
	"strings"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
)

// member is a key of a JSON object and the place of its value.
type member struct {
	key   []byte
	value span
}

// members yields the members of the object whose first key is at i.
func members(b []byte, i int) func(yield func(member) bool) {
	return func(yield func(member) bool) {
		for i < len(b) && b[i] == '"' {
			keyEnd := stringEnd(b, i)
			if keyEnd < 0 {
				return
			}
			key := b[i+1 : keyEnd]
			i = skipBlank(b, keyEnd+1)
			if i >= len(b) || b[i] != ':' {
				return
			}
			if i = skipBlank(b, i+1); i >= len(b) {
				return
			}
			end := valueEnd(b, i)
			if end < 0 {
				end = len(b)
			}
			if !yield(member{key, span{i, end}}) {
				return
			}
			if i = skipBlank(b, end); i >= len(b) || b[i] != ',' {
				return
			}
			i = skipBlank(b, i+1)
		}
	}
}

// scanDateAndTime looks for a date and a time of day that have a key each.
func scanDateAndTime(b []byte, i int, h *head) bool {
	var date, clock span
	for m := range members(b, i) {
		inner := span{m.value.from + 1, m.value.to - 1}
		if b[m.value.from] != '"' || inner.to-inner.from > 20 {
			continue
		}
		switch string(m.key) {
		case "date", "Date":
			date = inner
		case "time", "Time":
			clock = inner
		}
	}
	if date.to <= date.from || clock.to <= clock.from {
		return false
	}
	var joined [44]byte
	text := append(append(append(joined[:0], b[date.from:date.to]...), ' '), b[clock.from:clock.to]...)
	if stamp.Parse(text, &h.Stamp) != len(text) {
		return false
	}
	h.from, h.to = date.from, date.to
	return true
}

// scanNames looks for a time under a key whose name sounds like one, in the object
// whose first key is at i or else in the objects in it, down to a depth. The time at
// which something began goes before the one at which it changed or ended.
func scanNames(b []byte, i int, h *head, depth int) bool {
	if scanNamesAt(b, i, h) {
		return true
	}
	for m := range members(b, i) {
		if depth > 0 && b[m.value.from] == '{' && scanNames(b[:m.value.to], skipBlank(b, m.value.from+1), h, depth-1) {
			return true
		}
	}
	return false
}

func scanNamesAt(b []byte, i int, h *head) bool {
	best := 0
	for m := range members(b, i) {
		if rank := soundsLikeTime(m.key); rank > best && !isDuration(m.key, b[m.value.from:m.value.to]) {
			if from, to, ok := parseTimeValue(b, m.value.from, m.value.to, &h.Stamp); ok {
				best, h.from, h.to = rank, from, to
				if h.Flags&stamp.Yearless != 0 {
					best = 1 // Anything better is taken.
				}
				if zone := bytes.TrimRight(m.key, "_"); h.Zone == stamp.NoZone && len(zone) > 3 && strings.EqualFold(string(zone[len(zone)-3:]), "utc") {
					h.Zone = 0
				}
			}
		}
		if best == 2 {
			return true
		}
	}
	return best > 0
}

// scanFiner looks for the member that repeats the time, which has whole seconds, with a
// fraction: Docker writes "time" and "timeNano" beside each other.
func scanFiner(b []byte, i int, h *head) {
	for m := range members(b, i) {
		var read stamp.Stamp
		if soundsLikeTime(m.key) == 0 {
			continue
		}
		from, to, ok := parseTimeValue(b, m.value.from, m.value.to, &read)
		if apart := read.At - h.At; ok && read.Zone == h.Zone && read.Flags == h.Flags && read.Precision < h.Precision && apart > 0 && apart < stamp.NanosPerSecond {
			h.Stamp, h.from, h.to = read, from, to
			return
		}
	}
}

// isDuration reports whether a number is too small to be taken for a time under a
// key like "responseTime", which may count nanoseconds.
func isDuration(key, value []byte) bool {
	digits := bytes.Trim(value, `"`)
	n := stamp.DigitsAt(digits, 0)
	return n > 0 && n < 12 && (n == len(digits) || digits[n] == '.') && !bytes.Contains(bytes.ToLower(key), []byte("stamp")) &&
		!bytes.HasPrefix(key, []byte("date_"))
}

// soundsLikeTime reports whether a key may name the moment of a record: 2 where it
// does, 1 where it rather names the end or the last change of what the record is
// about, 0 for other keys, which includes moments that lie ahead.
func soundsLikeTime(key []byte) int {
	if len(key) > 64 {
		return 0
	}
	name := strings.ToLower(string(key))
	if !strings.Contains(name, "time") && !strings.Contains(name, "date") && !strings.Contains(name, "stamp") &&
		!strings.HasSuffix(name, "seen") && !strings.HasSuffix(name, "_at") && !strings.HasSuffix(name, "_on") && !strings.HasSuffix(name, "_ts") &&
		!strings.HasSuffix(string(key), "At") && !strings.HasSuffix(string(key), "On") && !strings.HasSuffix(string(key), "Ts") {
		return 0
	}
	for _, ahead := range []string{"expir", "until", "birth", "next", "due", "deadline", "valid", "not_after", "notafter", "schedul", "release", "build", "export"} {
		if strings.Contains(name, ahead) {
			return 0
		}
	}
	for _, later := range []string{"end", "updat", "modif", "chang", "last", "finish", "clos", "resolv", "complet", "stop", "delet"} {
		if strings.Contains(name, later) {
			return 1
		}
	}
	return 2
}

// scanZone reads the zone that a member beside the time names.
func scanZone(b []byte, h *head) {
	if zone := zoneBeside(b, skipBlank(b, 1), h); zone != nil {
		h.ReadZoneValue(zone)
	}
}

// zoneBeside returns the zone that the object with the time names, nil without one.
func zoneBeside(b []byte, i int, h *head) []byte {
	var zone []byte
	here := false
	for m := range members(b, i) {
		switch {
		case m.value.from <= h.from && h.from < m.value.to && b[m.value.from] == '{':
			return zoneBeside(b[:m.value.to], skipBlank(b, m.value.from+1), h)
		case m.value.from <= h.from && h.from < m.value.to:
			here = true
		case b[m.value.from] == '"' && (string(m.key) == "tz" || string(m.key) == "timezone"):
			zone = bytes.Trim(b[m.value.from:m.value.to], `"`)
		}
	}
	if !here {
		return nil
	}
	return zone
}
