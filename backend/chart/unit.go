package chart

import (
	"math"
	"strconv"
	"strings"
)

// Unit is what numbers are of, once they are brought to one size.
type Unit string

// The units.
const (
	UnitNone    Unit = ""
	UnitSeconds Unit = "s"
	UnitBytes   Unit = "B"
	UnitPercent Unit = "%" // parts of a hundred
)

// units are the words behind a number, each with its size. They never change.
var units = map[string]struct {
	size float64
	of   Unit
}{
	"":  {1, UnitNone},
	"k": {1e3, UnitNone}, "K": {1e3, UnitNone}, "M": {1e6, UnitNone}, "G": {1e9, UnitNone}, "T": {1e12, UnitNone},
	"ns": {1e-9, UnitSeconds}, "us": {1e-6, UnitSeconds}, "µs": {1e-6, UnitSeconds}, "μs": {1e-6, UnitSeconds},
	"ms": {1e-3, UnitSeconds}, "msec": {1e-3, UnitSeconds}, "s": {1, UnitSeconds}, "sec": {1, UnitSeconds}, "secs": {1, UnitSeconds},
	"second": {1, UnitSeconds}, "seconds": {1, UnitSeconds}, "m": {60, UnitSeconds}, "min": {60, UnitSeconds}, "mins": {60, UnitSeconds},
	"h": {3600, UnitSeconds}, "hr": {3600, UnitSeconds}, "hours": {3600, UnitSeconds}, "d": {86400, UnitSeconds}, "days": {86400, UnitSeconds},
	"B": {1, UnitBytes}, "bytes": {1, UnitBytes}, "byte": {1, UnitBytes},
	"kB": {1e3, UnitBytes}, "KB": {1e3, UnitBytes}, "MB": {1e6, UnitBytes}, "GB": {1e9, UnitBytes}, "TB": {1e12, UnitBytes},
	"KiB": {1 << 10, UnitBytes}, "MiB": {1 << 20, UnitBytes}, "GiB": {1 << 30, UnitBytes}, "TiB": {1 << 40, UnitBytes},
	"Ki": {1 << 10, UnitBytes}, "Mi": {1 << 20, UnitBytes}, "Gi": {1 << 30, UnitBytes}, "Ti": {1 << 40, UnitBytes},
	"%": {1, UnitPercent},
}

func unitOf(word string) (size float64, of Unit, known bool) {
	u, known := units[strings.TrimSuffix(word, ".")]
	return u.size, u.of, known
}

// IsUnit reports whether a word can be the unit of numbers that name none.
func IsUnit(word string) bool {
	_, _, known := unitOf(word)
	return known
}

// unitOfName guesses from the end of a field's name what its plain numbers are of.
func unitOfName(name string) (string, bool) {
	lower := strings.ToLower(name)
	for _, guess := range []struct{ end, unit string }{
		{"_ms", "ms"},
		{"millis", "ms"},
		{"milliseconds", "ms"},
		{"_us", "us"},
		{"micros", "us"},
		{"microseconds", "us"},
		{"_ns", "ns"},
		{"nanos", "ns"},
		{"nanoseconds", "ns"},
		{"_s", "s"},
		{"_sec", "s"},
		{"_secs", "s"},
		{"seconds", "s"},
		{"request_time", "s"},
		{"_kb", "KB"},
		{"_mb", "MB"},
		{"_bytes", "B"},
		{"bytes", "B"},
		{"_percent", "%"},
		{"_pct", "%"},
	} {
		if strings.HasSuffix(lower, guess.end) {
			return guess.unit, true
		}
	}
	for _, end := range []string{"Ms", "Bytes"} {
		if strings.HasSuffix(name, end) {
			return map[string]string{"Ms": "ms", "Bytes": "B"}[end], true
		}
	}
	return "", false
}

// scaled chooses the unit in which people read a size.
func (u Unit) scaled(size float64) (factor float64, name string) {
	size = math.Abs(size)
	steps := []struct {
		factor float64
		name   string
	}{{1, ""}, {1e6, "M"}, {1e9, "G"}, {1e12, "T"}}
	switch u {
	case UnitSeconds:
		steps = steps[:0]
		for _, s := range []string{"ns", "µs", "ms", "s", "min", "h", "d"} {
			steps = append(steps, struct {
				factor float64
				name   string
			}{units[s].size, s})
		}
		// Up to two minutes people read seconds, up to two hours minutes.
		for i := len(steps) - 1; i > 0; i-- {
			least := steps[i].factor
			if i >= 4 {
				least *= 2
			}
			if size >= least*(1-1e-9) {
				return steps[i].factor, steps[i].name
			}
		}
		if size == 0 {
			return 1, "s"
		}
		return steps[0].factor, steps[0].name
	case UnitBytes:
		for _, s := range []string{"TB", "GB", "MB", "kB"} {
			if size >= units[s].size {
				return units[s].size, s
			}
		}
		return 1, "B"
	case UnitPercent:
		return 1, "%"
	case UnitNone:
	}
	for i := len(steps) - 1; i > 0; i-- {
		if size >= steps[i].factor {
			return steps[i].factor, steps[i].name
		}
	}
	return 1, ""
}

// Format writes a value for people: "1.88 s", "81 ms", "3.4 MB", "12.5 %", "1,234".
func (u Unit) Format(value float64) string {
	factor, name := u.scaled(value)
	return withUnit(significant(value/factor), name)
}

func withUnit(number, unit string) string {
	if unit == "" {
		return number
	}
	return number + "\u00a0" + unit
}

// significant writes three figures, and all those before the point.
func significant(value float64) string {
	size := math.Abs(value)
	decimals := 0
	switch {
	case size == 0 || size >= 99.95 || size == math.Trunc(size):
	case size >= 9.995:
		decimals = 1
	case size >= 0.9995:
		decimals = 2
	default:
		decimals = min(9, 2-int(math.Floor(math.Log10(size))))
	}
	text := strconv.FormatFloat(math.Abs(value), 'f', decimals, 64)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	whole, fraction, found := strings.Cut(text, ".")
	for at := len(whole) - 3; at > 0; at -= 3 {
		whole = whole[:at] + "," + whole[at:]
	}
	if found {
		whole += "." + fraction
	}
	if value < 0 && whole != "0" {
		whole = "−" + whole
	}
	return whole
}

// formatTick writes the places of an axis, all in the unit of the largest.
func (u Unit) formatTick(value, largest float64) string {
	if value == 0 && u == UnitNone {
		return "0"
	}
	factor, name := u.scaled(largest)
	return withUnit(significant(value/factor), name)
}
