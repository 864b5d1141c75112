package transcript

import (
	"regexp"
	"strings"
	"time"
)

// Transcripts in paragraphs write a time above what was said, before it, or behind the
// name of who says it.

const (
	clockPattern = `(\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,9})?)( ?[AaPp]\.?[Mm]\.?)?`
	// earliestOfDay parts the two readings of "00:12:05 text": captions begin soon after
	// the recording does, and debriefs are not held just after midnight.
	earliestOfDay = 30 * time.Minute
	// latestFirst is within how many lines that say something the first time stands.
	latestFirst = 40
)

var (
	stampAlone  = regexp.MustCompile(`^[\[(]?` + clockPattern + `[\])]?$`)
	nameAndTime = regexp.MustCompile(`^(.{1,60}?)[ \t]*[ \t|,–—-][ \t]*[\[(]?` + clockPattern + `[\])]?$`)
	nameInBrack = regexp.MustCompile(`^\[([^\]]{1,60})\][ \t]+` + clockPattern + `(?:[ \t]+(.*))?$`)
	timeAndText = regexp.MustCompile(`^[\[(]?(\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,9})?)( ?[AaPp]\.?[Mm]\.?)?[\])]?(?:[ \t]+[-–—]?[ \t]*|\t)(.+)$`)
	zoomChat    = regexp.MustCompile(`^\d{1,2}:\d{2}:\d{2}[ \t]+From .* (to|To) `)
	endOfText   = regexp.MustCompile(`^((?:Transcription|Meeting) ended after \d|Transcribed by https?://otter\.ai|This editable transcript was computer generated)`)
)

// stampKind is how a line tells the time.
type stampKind int

const (
	stampNone  stampKind = iota
	stampOnly            // "00:05:12", of what follows
	stampNamed           // "Dana Kim  0:05"
	stampSaved           // "[Dana Kim] 14:02:10", as Zoom saves captions
	stampSaid            // "14:02:10 We are seeing"
)

// stamped is a line with a time.
type stamped struct {
	kind     stampKind
	at       time.Duration
	isHalf   bool // of a day of two halves
	name     string
	text     string
	hasHours bool
}

func readStamp(line string) stamped {
	line = strings.TrimSpace(line)
	if line == "" || len(line) > 4096 || !strings.Contains(line, ":") {
		return stamped{}
	}
	read := func(kind stampKind, clock, half string) stamped {
		at, parts := readClock(clock)
		if parts == 0 {
			return stamped{}
		}
		s := stamped{kind: kind, at: at, hasHours: parts == 3}
		if half = strings.ToLower(strings.TrimSpace(half)); half != "" && at < 13*time.Hour {
			if parts == 2 {
				s.at *= 60 // hours and minutes
			}
			s.isHalf = true
			s.at %= 12 * time.Hour
			if half[0] == 'p' {
				s.at += 12 * time.Hour
			}
		}
		return s
	}
	if m := stampAlone.FindStringSubmatch(line); m != nil {
		return read(stampOnly, m[1], m[2])
	}
	if m := nameInBrack.FindStringSubmatch(line); len(m) > 0 && isName(m[1]) {
		s := read(stampSaved, m[2], m[3])
		s.name, s.text = oneLine(m[1]), m[4]
		return s
	}
	if m := timeAndText.FindStringSubmatch(line); m != nil && !zoomChat.MatchString(line) {
		s := read(stampSaid, m[1], m[2])
		s.text = m[3]
		return s
	}
	if m := nameAndTime.FindStringSubmatch(line); len(m) > 0 && isName(m[1]) {
		s := read(stampNamed, m[2], m[3])
		s.name = oneLine(m[1])
		return s
	}
	return stamped{}
}

// isStamped reports whether lines are a transcript in paragraphs: enough of them begin
// with a time, or are said by somebody below one.
func isStamped(lines []string) bool {
	counts := map[stampKind]int{}
	filled, named := 0, 0
	isNamedSo := false
	for _, line := range lines {
		if isBlank(line) {
			continue
		}
		if filled < 10 && strings.Contains(strings.ToLower(line), "transcri") {
			isNamedSo = true
		}
		filled++
		s := readStamp(line)
		counts[s.kind]++
		if filled == latestFirst && counts[stampNone] == filled {
			return false // As most logs.
		}
		if _, _, ok := cutName(line); ok && s.kind == stampNone {
			named++
		}
	}
	alone := counts[stampOnly] + counts[stampNamed]
	switch {
	case counts[stampNone] == filled:
		return false
	case counts[stampSaved]*4 >= filled, counts[stampSaid] > 1 && counts[stampSaid]*2 >= filled:
		return true
	case alone == 0, alone == 1 && !isNamedSo:
		return false
	}
	if isNamedSo && (alone+named)*3 >= filled {
		return true // a short one, below its title and those who came
	}
	return counts[stampNamed]*4 >= filled || (alone+named)*2 >= filled || alone*4 >= filled
}

// readStamped reads a transcript in paragraphs.
func readStamped(lines []string) Transcript {
	t := Transcript{Format: Paragraphs}
	stamps := make([]stamped, len(lines))
	saved, halves := 0, 0
	for i, line := range lines {
		stamps[i] = readStamp(line)
		if stamps[i].kind == stampSaved {
			saved++
		}
		if stamps[i].isHalf {
			halves++
		}
	}
	first := time.Duration(-1)
	var cues []timed
	var now stamped
	add := func(text string, line int) {
		if first < 0 {
			first = now.at
		}
		cue := timed{Cue: Cue{From: now.at, FromLine: line, ToLine: line, Speaker: now.name}}
		cue.say(text, line)
		cues = append(cues, cue)
	}
	said := 0
	for i, line := range lines {
		if endOfText.MatchString(strings.TrimSpace(line)) {
			break
		}
		switch s := stamps[i]; {
		case isBlank(line):
		case s.kind == stampOnly:
			s.name = nameAbove(lines, stamps, i)
			if last := len(cues) - 1; s.name != "" && last >= 0 && cues[last].FromLine == i {
				cues = cues[:last] // it was taken for something said
			}
			now = s
		case s.kind != stampNone:
			if now = s; s.text != "" {
				add(s.text, i+1)
			}
			if s.kind == stampSaid {
				said++
			}
		case now.kind != stampNone:
			add(line, i+1)
		}
	}
	t.ByDay = saved > 0 || halves > 0 || said > 0 && first >= earliestOfDay
	if saved > 0 || t.ByDay && said > 0 {
		t.Format = ZoomCaptions
	}
	t.Cues = spoken(cues)
	if t.ByDay {
		overMidnight(t.Cues)
	}
	for i := range t.Cues {
		t.Cues[i].To = t.Cues[i].From
		for j := i + 1; j < min(len(t.Cues), i+50); j++ {
			if t.Cues[j].From > t.Cues[i].From {
				t.Cues[i].To = t.Cues[j].From
				break
			}
		}
	}
	return t
}

// nameAbove is the name in the line above a time, "" where none stands alone there.
func nameAbove(lines []string, stamps []stamped, at int) string {
	if at == 0 || stamps[at-1].kind != stampNone || !isName(lines[at-1]) || at > 1 && !isBlank(lines[at-2]) {
		return ""
	}
	if at+1 < len(lines) && isBlank(lines[at+1]) {
		return "" // a heading, and the time of all that follows
	}
	return oneLine(lines[at-1])
}

// spoken finds the speakers of paragraphs that do not have one yet.
func spoken(cues []timed) []Cue {
	all := make([]Cue, len(cues))
	var unmarked []int
	for i, cue := range cues {
		all[i] = cue.Cue
		all[i].Text = unmark(strings.Join(cue.lines, "\n"))
		if cue.Speaker == "" {
			unmarked = append(unmarked, i)
		}
	}
	nameByColon(all, unmarked)
	for i := range all {
		all[i].Text = oneLine(all[i].Text)
	}
	carry(all)
	return all
}

// overMidnight lets times of day go on rising on the next day, and where clocks were
// set back by an hour.
func overMidnight(cues []Cue) {
	added, before := time.Duration(0), time.Duration(0)
	for i := range cues {
		at := cues[i].From + added
		switch fallen := before - at; {
		case fallen > 12*time.Hour:
			added += 24 * time.Hour
		case fallen > 30*time.Minute && fallen < 90*time.Minute:
			added += time.Hour
		}
		cues[i].From += added
		before = cues[i].From
	}
}
