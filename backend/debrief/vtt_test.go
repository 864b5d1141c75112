package debrief_test

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"
)

// cue is what a strict reader finds in a WebVTT file.
type cue struct {
	id       string
	from, to time.Duration
	lines    []string
}

var (
	vttTiming = regexp.MustCompile(`^(\d{2,}):([0-5]\d):([0-5]\d)\.(\d{3}) --> (\d{2,}):([0-5]\d):([0-5]\d)\.(\d{3})$`)
	vttEntity = regexp.MustCompile(`&(?:amp|lt|gt|lrm|rlm|nbsp|#\d+);`)
)

// readVTT reads a file by the syntax that authors are held to, and not as players
// forgive: W3C, WebVTT, section 4.1. Cues begin in order.
func readVTT(text string) ([]cue, error) {
	if strings.ContainsAny(text, "\r\x00") || !strings.HasSuffix(text, "\n") {
		return nil, errors.New("its lines do not end in line feeds")
	}
	rows := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if rows[0] != "WEBVTT" || len(rows) > 1 && rows[1] != "" {
		return nil, fmt.Errorf("it begins with %q", rows[0])
	}
	var cues []cue
	for block := range strings.SplitSeq(strings.Join(rows[1:], "\n"), "\n\n") {
		block = strings.Trim(block, "\n")
		if block == "" {
			continue
		}
		lines := strings.Split(block, "\n")
		if lines[0] == "NOTE" || strings.HasPrefix(lines[0], "NOTE ") {
			if strings.Contains(block, "-->") {
				return nil, fmt.Errorf("a comment holds an arrow: %q", block)
			}
			continue
		}
		var c cue
		if !strings.Contains(lines[0], "-->") {
			c.id, lines = lines[0], lines[1:]
		}
		if len(lines) == 0 {
			return nil, fmt.Errorf("no timing: %q", block)
		}
		found := vttTiming.FindStringSubmatch(lines[0])
		if found == nil {
			return nil, fmt.Errorf("timing %q", lines[0])
		}
		at := func(parts []string) time.Duration {
			d, _ := time.ParseDuration(parts[0] + "h" + parts[1] + "m" + parts[2] + "s" + parts[3] + "ms")
			return d
		}
		c.from, c.to = at(found[1:5]), at(found[5:9])
		if c.to <= c.from {
			return nil, fmt.Errorf("a cue ends before it begins: %q", lines[0])
		}
		if len(cues) > 0 && c.from < cues[len(cues)-1].from {
			return nil, fmt.Errorf("a cue begins before the one above: %q", lines[0])
		}
		if c.lines = lines[1:]; len(c.lines) == 0 {
			return nil, errors.New("a cue says nothing")
		}
		for i, line := range c.lines {
			if strings.Contains(line, "-->") || strings.ContainsAny(line, "<>") || strings.Contains(vttEntity.ReplaceAllString(line, ""), "&") {
				return nil, fmt.Errorf("text %q", line)
			}
			c.lines[i] = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(line)
		}
		cues = append(cues, c)
	}
	return cues, nil
}

// readVTTChapters reads cues of which any two are apart or one within the other, and
// each of which is one line: W3C, WebVTT, sections 4.5.1 and 4.6.2.
func readVTTChapters(text string) ([]cue, error) {
	cues, err := readVTT(text)
	if err != nil {
		return nil, err
	}
	for i, a := range cues {
		if len(a.lines) != 1 {
			return nil, fmt.Errorf("a title of %d lines", len(a.lines))
		}
		for _, b := range cues[i+1:] {
			isApart := b.from >= a.to || a.from >= b.to
			isWithin := b.from >= a.from && b.to <= a.to || a.from >= b.from && a.to <= b.to
			if !isApart && !isWithin || a.from == b.from && a.to == b.to {
				return nil, fmt.Errorf("%q overlaps %q", a.lines[0], b.lines[0])
			}
		}
	}
	return cues, nil
}
