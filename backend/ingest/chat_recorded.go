package ingest

import (
	"strings"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
)

// What was said in a recorded meeting is copied with how long it ran: "Dana Kim   0:05", or
// with that on the next line.

// elapsed reads how long a recording ran, "0:05" or "1:02:03", in nanoseconds.
func elapsed(text string) (int64, bool) {
	text = strings.TrimSpace(text)
	if len(text) < 4 || len(text) > 8 || text[len(text)-3] != ':' {
		return 0, false
	}
	value, parts := int64(0), 0
	for part := range strings.SplitSeq(text, ":") {
		if !isCount(part) || len(part) > 2 || parts > 0 && (len(part) != 2 || part[0] > '5') {
			return 0, false
		}
		n := int64(0)
		for _, c := range part {
			n = n*10 + int64(c-'0')
		}
		value = value*60 + n
		parts++
	}
	return value * stamp.NanosPerSecond, parts > 1
}

// recordedAt reads the name and the place in the recording that begin at a line.
func (t *transcript) recordedAt(i int) (message, bool) {
	line := strings.TrimSpace(t.line(i))
	if _, half := cutHalfBefore(line); line == "" || len(line) > 100 || half >= 0 {
		return message{}, false
	}
	name, written, lines := "", "", 1
	if at := strings.LastIndexAny(line, " \u00a0\t"); at > 0 {
		name, written = line[:at], line[at+1:]
	}
	nanos, ok := elapsed(written)
	if !ok {
		name, written, lines = line, strings.TrimSpace(t.line(i+1)), 2
		nanos, ok = elapsed(written)
	}
	if name = cleanName(name); !ok || !isLikeName(name) || isBlank(t.line(i+lines)) {
		return message{}, false
	}
	w := when{clock: nanos, precision: stamp.PrecisionSecond, zone: stamp.NoZone, recorded: true}
	return message{actor: name, when: w, written: written, lines: lines}, true
}

// latestStart is how far into a recording the first words in it are at most.
const latestStart = 10 * stamp.NanosPerMinute

// isRecorded reports whether the times of a conversation count from the start of a recording:
// the first of them says so with an hour or a minute that no clock shows, and none is before
// the one above it.
func (t *transcript) isRecorded() bool {
	if t.recordedAsked {
		return t.recorded
	}
	t.recordedAsked = true
	last, heads := int64(-1), 0
	for i := 0; i < len(t.lines); i++ {
		m, ok := t.recordedAt(i)
		if line := strings.TrimSpace(t.line(i)); !ok && (isReaction(line) || replyCount(line) > 0) {
			return false // In a window of a chat, whose times are of the day.
		}
		if !ok {
			continue
		}
		if heads == 0 && (m.when.clock >= latestStart || len(m.written) != 4) || m.when.clock < last {
			return false
		}
		last = m.when.clock
		heads++
		i += m.lines - 1
	}
	t.recorded = heads > 1
	return t.recorded
}

// ownHead returns the head of a message whose lines are all that is here. That its time
// counts from the start of a recording shows only among others.
func (t *transcript) ownHead(style chatStyle) (message, bool) {
	m, ok := t.head(0, style)
	if !ok && style == chatTeams {
		return t.recordedAt(0)
	}
	return m, ok
}
