package ingest

import (
	"bytes"
	"strings"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

var recordFormat = format{
	name: "alert", title: "Alert or ticket: lines of a label and its value",
	plural: "alerts",
	samples: []string{
		"Problem started at 21:40:00 on 2026.03.14\nHost: db-1\nSeverity: High\nProblem name: High CPU utilization",
		"Notification Type: PROBLEM\nHost: web-1\nState: DOWN\nDate/Time: Sat Mar 14 21:40:00 UTC 2026",
		"    Last State:     Terminated\n      Reason:       OOMKilled\n      Started:      Sat, 14 Mar 2026 21:40:00 +0100",
	},
	describeAll: describeRecord,
}

// A mail of a monitoring program is one record: lines of a label and its value, and one time,
// which may stand in any of them or in a sentence. All of it is one entry.

// record is what such a source says of its time.
type record struct {
	Opening   string      `json:"opening"` // its first line
	Written   string      `json:"written"`
	At        int64       `json:"at"`
	Zone      int16       `json:"zone"`
	Precision uint8       `json:"precision"`
	Flags     stamp.Flag  `json:"flags,omitempty"`
	Level     retro.Level `json:"level,omitempty"`
}

// recordBytes bounds a record, and recordLines its lines. One of shortLines that opens as an alert
// needs no labels where it tells of one time alone.
const (
	recordBytes = 16 << 10
	recordLines = 80
	shortLines  = 30
)

// label parts a line like "Host: db-1" or "- Name:   orders-5xx"; ok is false for others.
func label(line string) (name, value string, ok bool) {
	line = strings.TrimLeft(line, " \t-*•>|#")
	name, value, ok = strings.Cut(line, ":")
	name, value = strings.Trim(name, " *_"), strings.Trim(value, " *_\t")
	words := len(strings.Fields(name))
	if !ok || words == 0 || words > 4 || len(name) > 40 || value == "" || strings.HasPrefix(value, "//") || !stamp.IsLetter(name[0]) && name[0] < 0x80 {
		return "", "", false
	}
	if name[0] >= 'a' && name[0] <= 'z' {
		return "", "", false // A setting of a program.
	}
	return name, value, !strings.ContainsAny(name, "0123456789\"'[]{}<>=,;") && strings.Contains(line, ": ") || strings.Contains(line, ":\t")
}

// findRecord recognises a record whose time can be but one.
func (p *plan) findRecord(sample []byte) *record {
	var r record
	lines, labels, openings, alerts := 0, 0, 0, false
	var named, begun, all []record
	for b := range p.lines(sample) {
		line := strings.TrimSpace(text(b))
		if line == "" {
			continue
		}
		lines++
		if lines > recordLines {
			return nil
		}
		if r.Opening == "" {
			r.Opening = text(b)
			alerts = containsAny(strings.ToLower(line), "firing", "alert", "alarm", "triggered", "resolved", "recovered", "outage", "incident")
		}
		if text(b) == r.Opening {
			openings++
		}
		name, value, ok := label(line)
		if !ok {
			name, value = "", line
		} else {
			labels++
			if level := labelledLevel([]byte(line)); r.Level == retro.LevelNone {
				r.Level = level
			}
		}
		for _, found := range timesIn(value) {
			all = add(all, found)
			alerts = alerts || containsAny(strings.ToLower(line), "triggered", "fired", "opened", "resolved")
			lower := strings.ToLower(name)
			if containsAny(lower, "time", "date", "when", "zeit", "datum", "heure", "fecha", "hora", "start", "open", "trigger", "creat", "fired", "begin", "began") {
				named = add(named, found)
			}
			if containsAny(lower, "start", "open", "trigger", "creat", "fired", "begin", "began") {
				begun = add(begun, found)
			}
		}
	}
	if openings != 1 || (labels < 2 || labels*2 < lines) && (!alerts || lines > shortLines || len(all) != 1) {
		return nil
	}
	for _, times := range [][]record{begun, named, all} {
		if len(times) == 1 {
			times[0].Opening, times[0].Level = r.Opening, r.Level
			return &times[0]
		}
		if len(times) > 1 {
			return nil
		}
	}
	return nil
}

// containsAny reports whether a text holds one of some words.
func containsAny(s string, words ...string) bool {
	for _, word := range words {
		if strings.Contains(s, word) {
			return true
		}
	}
	return false
}

// add notes a time that is not there yet.
func add(times []record, found record) []record {
	for _, other := range times {
		if other.At == found.At && other.Zone == found.Zone {
			return times
		}
	}
	return append(times, found)
}

// timeWords is of how many words a time is at most: "Saturday, 14 March 2026 at 9:05:12 PM
// UTC".
const timeWords = 9

// timesIn finds the full times in a line.
func timesIn(line string) []record {
	if !hasClock(line) || len(line) > 2048 {
		return nil
	}
	var found []record
	words := strings.Fields(line)
	for i := 0; i < len(words); i++ {
		var s stamp.Stamp
		bare := strings.Trim(words[i], "\"'()[],.;")
		if n := stamp.ParseISO([]byte(bare), &s); n > 0 && n == len(bare) && s.Flags.IsWhole() {
			found = append(found, record{Written: bare, At: s.At, Zone: s.Zone, Precision: s.Precision})
			continue
		}
		for n := min(timeWords, len(words)-i); n > 0; n-- {
			written := strings.Trim(strings.Join(words[i:i+n], " "), "\"'()[],.;")
			w, _, ok := parseWhen(strings.Replace(written, " on ", " ", 1))
			if !ok || w.day.kind != dayFull && w.day.kind != dayYearless && w.day.kind != daySlash {
				continue
			}
			s := w.stamp()
			if i+n < len(words) && s.Zone == stamp.NoZone && s.Flags.IsWhole() && strings.Contains(words[i+n], "/") {
				if zone := zoneOfWord(strings.Trim(words[i+n], "()[],.;")); zone != nil {
					clock := stamp.ZoneClock{Location: zone}
					s.At, s.Zone, _ = clock.Instant(s.At)
				}
			}
			found = append(found, record{Written: written, At: s.At, Zone: s.Zone, Precision: s.Precision, Flags: s.Flags})
			i += n - 1
			break
		}
	}
	return found
}

// head reads the first line of the record.
func (r *record) head(line []byte, h *head) bool {
	if string(line) != r.Opening {
		return false
	}
	h.Stamp = stamp.Stamp{At: r.At, Zone: r.Zone, Precision: r.Precision, Flags: r.Flags}
	h.from, h.to, h.text, h.prefix = 0, 0, 0, 0
	h.format, h.level = formatRecord, r.Level
	return true
}

// stateLines is how many lines the state of a container takes at most.
const stateLines = 8

// headState reads what "kubectl describe" says of the state that a container is in, or was in
// last, in lines that are indented further: since when, and until when. next are the bytes behind
// the line.
func headState(line, next []byte, h *head) bool {
	indent := skipBlank(line, 0)
	if !bytes.HasPrefix(line[indent:], []byte("State:")) && !bytes.HasPrefix(line[indent:], []byte("Last State:")) {
		return false
	}
	found, level := false, retro.LevelNone
	for range stateLines {
		below, rest, more := bytes.Cut(next, []byte{'\n'})
		if next = rest; skipBlank(below, 0) <= indent || !more && len(below) == 0 {
			break
		}
		name, value, ok := label(text(bytes.TrimRight(below, "\r")))
		switch {
		case !ok:
		case name == startedLabel:
			n := stamp.Parse([]byte(value), &h.Stamp)
			found = n > 0 && n == len(value)
		case name == "Exit Code" && value != "0":
			level = retro.LevelError
		}
	}
	h.from, h.to, h.text = 0, 0, 0
	h.format, h.level = formatRecord, level
	return found
}

// startedLabel is before the time since when a container was in a state.
const startedLabel = "Started"

// describeRecord names the fields of a record, all of which is its text.
func describeRecord(entry []byte, d *Description) {
	d.Text = strings.TrimSpace(text(entry))
	for line := range strings.Lines(d.Text) {
		name, value, ok := label(strings.TrimSpace(line))
		if ok && d.wants(name) {
			d.Fields = append(d.Fields, Field{Name: name, Value: value})
		}
		if name == startedLabel && d.Written == "" {
			d.Written = value
		}
	}
}
