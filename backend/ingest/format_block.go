package ingest

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

// The records of some programs are blocks of labels, of which each begins with the same label
// and has its time in any of its lines: "SeqNumber = 812 … Timestamp = 2026-03-14 09:05:12",
// "changeset: 812:1a2b … date: Sat Mar 14 09:05:12 2026 +0100".

// block is what such blocks have in common.
type block struct {
	Opening string `json:"opening"` // the label of the first line
	Time    string `json:"time"`    // that of the line with the time
}

// blockReach is how far behind its first line a block is read, and blockLines how many lines
// of it.
const (
	blockReach = 4 << 10
	blockLines = 60
)

// pairIn parts a line of a block, "Message ID = PSU0003" or "date:   Sat Mar 14"; ok is false for
// others.
func pairIn(line []byte) (name, value string, ok bool) {
	at := bytes.IndexAny(line, ":=")
	if at < 2 || at > 40 || line[0] == ' ' || line[0] == '\t' || at+1 < len(line) && line[at+1] != ' ' && line[at+1] != '\t' {
		return "", "", false
	}
	name = strings.TrimRight(string(line[:at]), " ")
	for i := range len(name) {
		if c := name[i]; c < utf8.RuneSelf && !stamp.IsLetter(c) && !stamp.IsDigit(c) && strings.IndexByte(" -_/", c) < 0 {
			return "", "", false
		}
	}
	first := name[0]
	return text(name), text(bytes.TrimSpace(line[at+1:])), (stamp.IsLetter(first) || first >= utf8.RuneSelf) && len(strings.Fields(name)) <= 4
}

// whenOf reads a value that is nothing but a time with its day.
func whenOf(value string) (stamp.Stamp, bool) {
	var s stamp.Stamp
	if n := stamp.Parse([]byte(value), &s); n > 0 && n == len(value) && s.Flags&stamp.Dateless == 0 {
		return s, true
	}
	if w, n := spokenWhen([]byte(value)); n > 0 && n == len(value) {
		return w.stamp(), true
	}
	return stamp.Stamp{}, false
}

// isRule reports whether a line parts blocks: it is blank, or of nothing but dashes and the like.
func isRule(line []byte) bool { return len(bytes.Trim(line, "-=_*~ ")) == 0 }

// findBlock finds the label with which the blocks of a sample begin, and that of their times:
// of two blocks at least, and three of four of them all. Of labels that begin as many, the first
// does.
func (p *plan) findBlock(sample []byte) *block {
	openings, order, begins := map[string]int{}, []string(nil), true
	for line := range p.lines(sample) {
		if isRule(line) {
			begins = true
			continue
		}
		if name, _, ok := pairIn(line); begins && ok {
			openings[name]++
			if openings[name] == 1 {
				order = append(order, name)
			}
		}
		begins = false
	}
	found := block{}
	for _, name := range order {
		if openings[name] > max(1, openings[found.Opening]) {
			found.Opening = name
		}
	}
	if found.Opening == "" {
		return nil
	}
	timed, within, blocks := map[string]int{}, map[string]bool(nil), 0
	for line := range p.lines(sample) {
		name, value, ok := pairIn(line)
		if !ok {
			continue
		}
		if name == found.Opening {
			blocks++
			within = map[string]bool{}
		}
		if _, isTime := whenOf(value); isTime && within != nil && !within[name] && soundsLikeWhen(name) {
			timed[name]++
			within[name] = true
		}
	}
	most := 1
	for name, n := range timed {
		if n > most || n == most && found.Time != "" && name < found.Time {
			found.Time, most = name, n
		}
	}
	if found.Time == "" || found.Time == found.Opening || most*4 < blocks*3 {
		return nil
	}
	return &found
}

// findBlocks sets the plan to read blocks where a sample is made of them.
func (p *plan) findBlocks(sample []byte) bool {
	if p.block = p.findBlock(sample); p.block == nil {
		return false
	}
	p.weak, p.plain, p.marked = formatText, false, false
	return true
}

// soundsLikeWhen reports whether a label may be that of a time.
func soundsLikeWhen(name string) bool {
	return containsAny(strings.ToLower(name), "time", "date", "when", "logged", "created", "occurred", "started", "zeit", "datum", "heure", "fecha", "hora", "data", "дата", "время", "时间", "時刻", "日時")
}

// head reads the first line of a block, whose time stands in one that follows.
func (b *block) head(line, next []byte, h *head) bool {
	if name, _, ok := pairIn(line); !ok || name != b.Opening {
		return false
	}
	found := false
	h.level = retro.LevelNone
	named := retro.LevelNone
	next = next[:min(len(next), blockReach)]
	for range blockLines {
		var below []byte
		below, next, _ = bytes.Cut(next, []byte("\n"))
		below = bytes.TrimRight(below, "\r ")
		name, value, ok := pairIn(below)
		if name == b.Opening && ok {
			break
		}
		if ok {
			if h.level == retro.LevelNone {
				h.level = labelledLevel([]byte(name + ": " + value))
			}
			if named == retro.LevelNone && value != "" {
				named = levelOfWord([]byte(name))
			}
			if !found && name == b.Time {
				h.Stamp, found = whenOf(value)
			}
		}
		if len(next) == 0 {
			break
		}
	}
	if h.level == retro.LevelNone {
		h.level = named // "Error: …"
	}
	h.from, h.to, h.text, h.prefix = 0, 0, 0, 0
	h.format = formatRecord
	return found
}

// describe names the fields of a block, all of which is its text.
func (b *block) describe(entry string, d *Description) {
	lines := strings.Split(strings.TrimRight(entry, "\n"), "\n")
	for len(lines) > 1 && isRule([]byte(lines[len(lines)-1])) {
		lines = lines[:len(lines)-1]
	}
	d.Text = strings.Join(lines, "\n")
	for _, line := range lines {
		switch name, value, ok := pairIn([]byte(line)); {
		case !ok || value == "":
		case name == b.Time:
			d.Written = value
		case d.wants(name):
			d.Fields = append(d.Fields, Field{Name: name, Value: value})
		}
	}
}
