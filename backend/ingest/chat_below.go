package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
)

var belowFormat = format{
	name: "times_below", title: "Conversation whose times stand below the messages",
	plural:  "messages with their times below",
	samples: []string{"Dana Kim\nseeing 502s on checkout\n10:32 AM"},
}

// Some windows copy the name, then what was said, and the time below it. Each line that is
// nothing but a time then ends a message, and nothing stands behind the last one: where the
// time stands above the words, as in most windows, the last line is what somebody said.

// belowHead reads the name that opens such a message.
func (t *transcript) belowHead(i int) (message, bool) {
	if !t.isBelow() {
		return message{}, false
	}
	for above := i - 1; above >= 0; above-- {
		if isBlank(t.line(above)) {
			continue
		}
		if _, _, ok := t.when(above); !ok && !isDayLine(t.line(above)) {
			return message{}, false
		}
		break
	}
	if isDayLine(t.line(i)) {
		return message{}, false
	}
	for below := i + 1; below < len(t.lines); below++ {
		if w, written, ok := t.when(below); ok {
			name := cleanName(t.line(i))
			sure := len(strings.Fields(name)) > 1 && (w.half || w.day.kind != dayNone)
			return message{actor: name, when: w, written: written, lines: 1, unsure: !sure}, true
		}
	}
	return message{}, false
}

// isBelow reports whether a conversation is written so throughout.
func (t *transcript) isBelow() bool {
	if !t.belowAsked {
		t.below, t.belowAsked = t.areBelow(), true
	}
	return t.below
}

func (t *transcript) areBelow() bool {
	messages, lines := 0, 0
	for i, line := range t.lines {
		if isBlank(line) {
			continue
		}
		if _, _, ok := t.when(i); ok {
			if lines < 2 {
				return false
			}
			messages++
			lines = 0
			continue
		}
		if lines == 0 {
			if isDayLine(line) {
				continue
			}
			first, _ := utf8.DecodeRuneInString(strings.TrimLeft(line, "@"))
			if isIndented(line) || !isLikeName(line) || unicode.IsLower(first) || len(line) > 40 {
				return false
			}
		}
		lines++
	}
	return messages > 0 && lines == 0
}

// isDayLine reports whether a line is nothing but a day.
func isDayLine(line string) bool {
	d, ok := parseDay(strings.Trim(line, " \t-—–─="))
	return ok && d.kind != dayNone
}

// isoWhen reads a full stamp of ISO 8601 as the time of a message.
func isoWhen(written string) (w when, ok bool) {
	var s stamp.Stamp
	if n := stamp.ParseISO([]byte(written), &s); n == 0 || n != len(written) {
		return when{}, false
	}
	date, clock := stamp.FloorDay(s.WallClock())
	return when{clock: clock, precision: s.Precision, zone: s.Zone, day: day{kind: dayFull, date: date}}, true
}
