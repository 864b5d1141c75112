package transcript

import (
	"strconv"
	"strings"
	"time"
)

// readClock reads a time as transcripts write it: "00:05:12.120", "0:0:5,12", "5:12".
// Hours may be left out. parts is how many numbers it has, 0 for what is no time.
func readClock(text string) (at time.Duration, parts int) {
	whole, fraction, hasFraction := cutFraction(text)
	if hasFraction {
		if fraction == "" || len(fraction) > 9 || strings.Trim(fraction, digits) != "" {
			return 0, 0
		}
		nanos, err := strconv.Atoi((fraction + "000000000")[:9])
		if err != nil {
			return 0, 0
		}
		at = time.Duration(nanos)
	}
	var sum time.Duration
	for part := range strings.SplitSeq(whole, ":") {
		parts++
		if parts > 3 || part == "" || len(part) > 3 || strings.Trim(part, digits) != "" {
			return 0, 0
		}
		number, err := strconv.Atoi(part)
		if err != nil || parts > 1 && number > 59 {
			return 0, 0
		}
		sum = sum*60 + time.Duration(number)*time.Second
	}
	if parts < 2 {
		return 0, 0
	}
	return sum + at, parts
}

const digits = "0123456789"

func cutFraction(text string) (whole, fraction string, ok bool) {
	at := strings.IndexAny(text, ".,")
	if at < 0 {
		return text, "", false
	}
	return text[:at], text[at+1:], true
}

// readTiming reads the line above a cue, "00:00:05.120 --> 00:00:09.000 align:start".
// A line in which an arrow stands between anything else is text.
func readTiming(line string) (from, to time.Duration, ok bool) {
	left, right, found := strings.Cut(line, "-->")
	if !found || len(left) > 40 {
		return 0, 0, false
	}
	from, first := readClock(strings.TrimSpace(left))
	right, _, _ = strings.Cut(strings.TrimSpace(right), " ")
	right, _, _ = strings.Cut(right, "\t")
	to, second := readClock(right)
	return from, to, first > 0 && second > 0
}
