package ingest

import (
	"bytes"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

var uptimeFormat = format{
	name: "uptime", title: "Lines that count from the start of a program",
	plural: "lines that count from the start of a program",
	samples: []string{
		"[    12.482s]  WARN ThreadId(02) linkerd2_proxy: slow",
		"[12.345s][info][gc] GC(0) Pause Young (Normal) 24M->4M(256M) 3.123ms",
		"WARN[0012] slow request                                  took=1s",
		"W (456) wifi: slow",
		"T+0:12 page to on-call",
		"0.763: [GC pause (G1 Evacuation Pause) (young), 0.0060932 secs]",
	},
}

// headSince reads "T+0:12", "T+1:04:30", "T-5m" and "T+1h05m", as people count from the moment
// when something began.
func headSince(line []byte, h *head) bool {
	nanos, precision, i := int64(0), stamp.PrecisionMinute, 2
	if digits := stamp.DigitsAt(line, i); digits > 0 && digits < 4 && i+digits+2 < len(line) && line[i+digits] == ':' {
		clock := line[i:]
		hours := stamp.Number(clock[:digits])
		minutes := clock[digits+1:]
		if stamp.DigitsAt(minutes, 0) != 2 {
			return false
		}
		nanos = int64(hours)*stamp.NanosPerHour + int64(stamp.Number(minutes[:2]))*stamp.NanosPerMinute
		i += digits + 3
		if len(minutes) > 4 && minutes[2] == ':' && stamp.DigitsAt(minutes, 3) == 2 {
			nanos += int64(stamp.Number(minutes[3:5])) * stamp.NanosPerSecond
			precision, i = stamp.PrecisionSecond, i+3
		}
	} else {
		for digits > 0 && digits < 6 && i+digits < len(line) {
			var unit int64
			switch line[i+digits] {
			case 'h':
				unit = stamp.NanosPerHour
			case 'm':
				unit = stamp.NanosPerMinute
			case 's':
				unit, precision = stamp.NanosPerSecond, stamp.PrecisionSecond
			default:
				return false
			}
			nanos += int64(stamp.Number(line[i:i+digits])) * unit
			if i += digits + 1; bytes.HasPrefix(line[i:], []byte("in")) {
				i += len("in")
			}
			digits = stamp.DigitsAt(line, i)
		}
		if i == 2 {
			return false
		}
	}
	if i < len(line) && !endsStamp(line[i]) {
		return false
	}
	if line[1] == '-' {
		nanos = -nanos
	}
	h.Stamp = stamp.Stamp{At: nanos, Zone: stamp.NoZone, Precision: precision, Flags: stamp.Relative}
	h.from, h.to, h.text = 0, i, skipSeparators(line, i)
	h.format, h.level = formatUptime, findLevel(line[h.text:])
	return true
}

// headUptime reads "[12.345s][info]", "[12345ms][", "WARN[0012] ", "W (456) " and
// "0.763: [GC".
func headUptime(line []byte, h *head) bool {
	var from, to int
	var nanos int64
	precision := stamp.PrecisionMillisecond
	switch c := line[0]; {
	case c == 'T' && (line[1] == '+' || line[1] == '-'):
		return headSince(line, h)
	case c == '[':
		from = skipBlank(line, 1)
		digits := stamp.DigitsAt(line, min(from, len(line)))
		if digits == 0 || digits > 9 {
			return false
		}
		end := from + digits
		nanos = int64(stamp.Number(line[from:end]))
		switch {
		case bytes.HasPrefix(line[end:], []byte("ms][")):
			nanos *= 1_000_000
			to = end + 2
		case end+2 < len(line) && line[end] == '.' && stamp.IsDigit(line[end+1]):
			fraction, finer, width := stamp.ParseFraction(line[end+1:])
			if to = end + 2 + width; !bytes.HasPrefix(line[to-1:], []byte("s][")) && !bytes.HasPrefix(line[to-1:], []byte("s] ")) {
				return false
			}
			nanos, precision = nanos*stamp.NanosPerSecond+fraction, finer
		default:
			return false
		}
		h.text = to + 1
	case stamp.IsUpper(c) && line[1] == ' ':
		digits := stamp.DigitsAt(line, min(3, len(line)))
		if line[2] != '(' || digits == 0 || digits > 9 || !bytes.HasPrefix(line[3+digits:], []byte(") ")) || levelOfLetter(c) == retro.LevelNone {
			return false
		}
		from, to, h.text = 3, 3+digits, 5+digits
		nanos = int64(stamp.Number(line[3:to])) * 1_000_000
	case stamp.IsUpper(c):
		if len(line) < 11 || line[4] != '[' || line[9] != ']' || line[10] != ' ' || stamp.DigitsAt(line, 5) != 4 || levelOfWord(line[:4]) == retro.LevelNone {
			return false
		}
		from, to, h.text = 5, 9, 11
		nanos, precision = int64(stamp.Number(line[5:9]))*stamp.NanosPerSecond, stamp.PrecisionSecond
	case stamp.IsDigit(c):
		digits := stamp.DigitsAt(line, 0)
		if digits > 9 || digits+4 >= len(line) || line[digits] != '.' || stamp.DigitsAt(line, digits+1) != 3 || !bytes.HasPrefix(line[digits+4:], []byte(": [")) {
			return false
		}
		fraction, _, _ := stamp.ParseFraction(line[digits+1 : digits+4])
		from, to, h.text = 0, digits+4, digits+6
		nanos = int64(stamp.Number(line[:digits]))*stamp.NanosPerSecond + fraction
	default:
		return false
	}
	h.Stamp = stamp.Stamp{At: nanos, Zone: stamp.NoZone, Precision: precision, Flags: stamp.Relative}
	h.from, h.to = from, to
	h.format, h.level = formatUptime, findLevel(line[:min(len(line), 40)])
	if line[1] == ' ' {
		h.level = levelOfLetter(line[0])
	}
	return true
}
