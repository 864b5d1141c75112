package transcript

import (
	"regexp"
	"strings"
)

// isHeader reports whether a line begins a file of WebVTT.
func isHeader(line string) bool {
	return line == "WEBVTT" || strings.HasPrefix(line, "WEBVTT ") || strings.HasPrefix(line, "WEBVTT\t")
}

// hasTimings reports whether lines are cues of WebVTT or SRT: at least one in ten of
// those that say something is a timing.
func hasTimings(lines []string) bool {
	timings, filled := 0, 0
	for _, line := range lines {
		if isBlank(line) {
			continue
		}
		filled++
		if _, _, ok := readTiming(line); ok {
			timings++
		}
	}
	return timings > 0 && timings*10 >= filled
}

func isBlank(line string) bool { return strings.TrimSpace(line) == "" }

// timed is a cue as it stands in a file.
type timed struct {
	Cue

	lines   []string // what is said, with its marks
	numbers []int    // which lines those are, from 1
}

func (c *timed) say(line string, number int) {
	c.lines, c.numbers = append(c.lines, line), append(c.numbers, number)
}

// readTimed reads WebVTT and SRT in one: a block is a number or name that nobody needs,
// a timing, and what is said up to a blank line or the next timing. Text behind a blank
// line stays with the cue before it.
// Source: W3C, WebVTT, section 6; SubRip as players read it.
func readTimed(lines []string) Transcript {
	t := Transcript{Format: SRT}
	isVTT := isHeader(lines[0])
	if isVTT {
		t.Format = WebVTT
	}
	var cues []timed
	for i := 0; i < len(lines); {
		if isBlank(lines[i]) {
			i++
			continue
		}
		if isVTT && isAside(lines[i]) {
			for i < len(lines) && !isBlank(lines[i]) {
				i++
			}
			continue
		}
		from, to, ok := readTiming(lines[i])
		begin := i
		if !ok && i+1 < len(lines) {
			if from, to, ok = readTiming(lines[i+1]); ok {
				i++
			}
		}
		if ok {
			i++
			cues = append(cues, timed{Cue: Cue{From: from, To: to, FromLine: begin + 1, ToLine: i}})
		}
		for said := i; i < len(lines) && !isBlank(lines[i]) && !beginsCue(lines, i, said); i++ {
			if len(cues) > 0 { // else it is the header
				cues[len(cues)-1].say(lines[i], i+1)
			}
		}
	}
	t.Cues = voices(cues)
	t.isRolling(cues)
	return t
}

// isAside reports whether a line begins a block of WebVTT in which nothing is said.
func isAside(line string) bool {
	word, _, _ := strings.Cut(strings.ReplaceAll(line, "\t", " "), " ")
	return word == "NOTE" || line == "STYLE" || line == "REGION" || isHeader(line)
}

var cueID = regexp.MustCompile(`^(\d{1,6}|[0-9a-fA-F]{8}-[0-9a-fA-F-]{20,}(/\S*)?)$`)

// beginsCue reports whether another cue begins at a line although no blank line is
// before it.
func beginsCue(lines []string, i, said int) bool {
	if _, _, ok := readTiming(lines[i]); ok {
		return true
	}
	if i == said || i+1 >= len(lines) || !cueID.MatchString(strings.TrimSpace(lines[i])) {
		return false
	}
	_, _, ok := readTiming(lines[i+1])
	return ok
}
