package ingest

import (
	"bytes"
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

// A YAML document may keep what happened in a list, as "kubectl get events -o yaml" prints
// events, the status of a pod its conditions, and people a timeline. Each item with a time of
// its own is an entry then.

// yamlSample is in how much of a document its list is looked for.
const yamlSample = 64 << 10

// findItems returns the indent of the list whose items are the entries of a YAML document,
// counted from 1 on, 0 where there is none.
func findItems(sample []byte) int {
	var items, timed [32]int
	keys := 0
	for line, rest := range yamlLines(sample) {
		indent := indentOf(line)
		if indent == 0 && (!isYAMLMargin(line) || bytes.HasPrefix(line, []byte(fishCommand))) {
			return 0
		}
		keys++
		if !bytes.HasPrefix(line[indent:], []byte("- ")) || indent >= len(items) {
			continue
		}
		items[indent]++
		var h head
		if headItem(line, rest, indent, &h) {
			timed[indent]++
		}
	}
	best, most := 0, 0
	for indent, n := range timed {
		if n > most && (n == items[indent] || n >= 2 && n*4 >= items[indent]) && keys > 2 {
			best, most = indent+1, n
		}
	}
	return best
}

// yamlLines yields the lines of the beginning of a document that say something, without
// the blanks behind them, each with all that follows it.
func yamlLines(sample []byte) iter.Seq2[[]byte, []byte] {
	return func(yield func(line, rest []byte) bool) {
		rest := bytes.TrimPrefix(sample[:min(len(sample), yamlSample)], []byte("\xef\xbb\xbf"))
		for len(rest) > 0 {
			var line []byte
			line, rest, _ = bytes.Cut(rest, []byte("\n"))
			line = bytes.TrimRight(line, " \r")
			if indentOf(line) < len(line) && !yield(line, rest) {
				return
			}
		}
	}
}

// indentOf counts the blanks that a line begins with.
func indentOf(line []byte) int { return len(line) - len(bytes.TrimLeft(line, " ")) }

// isYAMLMargin reports whether a line that begins at the margin may be one of a YAML document.
func isYAMLMargin(line []byte) bool {
	switch line[0] {
	case '#', '-':
		return line[0] == '#' || len(line) == 3 && string(line) == "---" || len(line) > 1 && line[1] == ' '
	}
	name, value, found := bytes.Cut(line, []byte(":"))
	return found && isYAMLKey(name) && (len(value) == 0 || value[0] == ' ')
}

// isYAMLKey reports whether text may be the key of a mapping that a program writes.
func isYAMLKey(name []byte) bool {
	for _, c := range name {
		if !stamp.IsLetter(c) && !stamp.IsDigit(c) && c != '_' && c != '-' && c != '.' && c != '/' && c != '@' {
			return false
		}
	}
	return len(name) > 0 && len(name) <= 64
}

// itemKey is a key of an item and its value.
type itemKey struct {
	name  string
	value []byte
	own   bool // of the item itself and not of what is in it
}

// itemKeys yields the keys of the item that begins in a line, those of what is in it with their
// names joined by dots.
func itemKeys(line, next []byte, indent int) func(yield func(itemKey) bool) {
	return func(yield func(itemKey) bool) {
		type level struct {
			indent int
			name   string
		}
		var above []level
		line := append(bytes.Repeat([]byte{' '}, indent+2), line[min(indent+2, len(line)):]...)
		next := next[:min(len(next), yamlReach)]
		for {
			line = bytes.TrimRight(line, " \r")
			at := indentOf(line)
			name, value, found := bytes.Cut(line[at:], []byte(":"))
			if at < len(line) && at < indent+2 {
				return
			}
			if found && isYAMLKey(name) && (len(value) == 0 || value[0] == ' ') {
				for len(above) > 0 && above[len(above)-1].indent >= at {
					above = above[:len(above)-1]
				}
				full := text(name)
				if n := len(above); n > 0 {
					full = above[n-1].name + "." + full
				}
				value = unquoted(bytes.TrimSpace(value))
				if len(value) == 0 {
					above = append(above, level{at, full})
				} else if !yield(itemKey{full, value, at == indent+2}) {
					return
				}
			}
			if len(next) == 0 {
				return
			}
			line, next, _ = bytes.Cut(next, []byte("\n"))
		}
	}
}

// unquoted leaves out the quotes around a value.
func unquoted(value []byte) []byte {
	if n := len(value); n >= 2 && (value[0] == '"' || value[0] == '\'') && value[n-1] == value[0] {
		return value[1 : n-1]
	}
	return value
}

// headItem reads a line with which an item begins that has a time.
func headItem(line, next []byte, indent int, h *head) bool {
	if len(line) < indent+4 || len(bytes.TrimLeft(line[:indent], " ")) > 0 || line[indent] != '-' || line[indent+1] != ' ' {
		return false
	}
	return timeOfItem(line, next, indent, h) != ""
}

// timeOfItem reads the time and the level of an item, and returns the name of the time, ""
// where there is none.
func timeOfItem(line, next []byte, indent int, h *head) (found string) {
	best := 0
	h.level = retro.LevelNone
	for key := range itemKeys(line, next, indent) {
		name, value, own := key.name, key.value, key.own
		if !own {
			continue
		}
		rank := soundsLikeTime([]byte(name))
		if sure := timeKeyRank([]byte(name)); sure > 0 {
			rank = 5 - sure
		}
		var read stamp.Stamp
		if rank > best && stamp.Parse(value, &read) == len(value) && read.Flags == 0 {
			best, found, h.Stamp = rank, name, read
			continue
		}
		if h.level == retro.LevelNone {
			if name == "type" || name == "status" {
				if level := levelOfWord(value); level == retro.LevelWarn || level == retro.LevelError {
					h.level = level
				}
			} else {
				h.level = levelOfPair([]byte(name), append(append([]byte{'"'}, value...), '"'))
			}
		}
	}
	h.from, h.to, h.text, h.format = 0, 0, 0, formatYAML
	return found
}

// describeItem names the keys of an item and takes its message.
func describeItem(entry []byte, d *Description) {
	line, next, _ := bytes.Cut(entry, []byte("\n"))
	indent := indentOf(line)
	rank, title := 0, ""
	if name, _, ok := mapName(line); ok {
		title = strings.TrimSpace(name) + ": "
		line, next, _ = bytes.Cut(next, []byte("\n"))
		indent = max(0, indentOf(line)-2)
	}
	time := timeOfItem(line, next, indent, &head{})
	for key := range itemKeys(line, next, indent) {
		name, value, own := key.name, key.value, key.own
		if own && name == time {
			d.Written = text(value)
			continue
		}
		if n := messageColumn(name); own && n > rank {
			rank, d.Text = n, text(value)
		}
		if string(value) != "null" && d.wants(name) {
			d.Fields = append(d.Fields, Field{Name: name, Value: text(value)})
		}
	}
	if d.Text == "" {
		d.Text = strings.TrimSpace(pairs(d.Fields))
	}
	if title != "" {
		d.Text = title + cmp.Or(d.Text, time)
	}
}

// A mapping of a YAML document may have a time of its own as well, outside of such a list: the
// state in which a container ended, "terminated:" with startedAt and finishedAt.

// mapName is how a mapping is told: by its indent and its key.
func mapName(line []byte) (name string, indent int, ok bool) {
	line = bytes.TrimRight(line, " \r")
	indent = indentOf(line)
	key, found := bytes.CutSuffix(line, []byte(":"))
	return text(key), indent, found && indent < 32 && isYAMLKey(key[min(indent, len(key)):])
}

// findMaps returns the mappings that have a time, but those in an item that has one itself.
func findMaps(sample []byte, items int) []string {
	var maps []string
	within := false
	for line, rest := range yamlLines(sample) {
		indent := indentOf(line)
		if indent == 0 && !isYAMLMargin(line) {
			return nil
		}
		var h head
		if items >= 0 && indent <= items {
			within = headItem(line, rest, items, &h)
		}
		name, _, ok := mapName(line)
		if p := (plan{maps: []string{name}}); ok && !within && p.headMap(line, rest, &h) && !slices.Contains(maps, name) && len(maps) < 32 {
			maps = append(maps, name)
		}
	}
	return maps
}

// headMap reads the line of a mapping that has a time.
func (p *plan) headMap(line, next []byte, h *head) bool {
	name, indent, ok := mapName(line)
	if !ok || !slices.Contains(p.maps, name) {
		return false
	}
	first, rest, _ := bytes.Cut(next, []byte("\n"))
	below := indentOf(first)
	if below <= indent || below < 2 || bytes.HasPrefix(first[below:], []byte("- ")) {
		return false
	}
	return isState(timeOfItem(first, scalars(rest), below-2, h))
}

// scalars cuts the lines of a document off where a list or another mapping begins.
func scalars(lines []byte) []byte {
	lines = lines[:min(len(lines), yamlReach)]
	end := 0
	for line := range bytes.Lines(lines) {
		if bare := bytes.TrimSpace(line); bytes.HasPrefix(bare, []byte("- ")) || bytes.HasSuffix(bare, []byte(":")) {
			break
		}
		end += len(line)
	}
	return lines[:end]
}

// isState reports whether the name of a time says that something began or ended, and not when
// its description was written.
func isState(name string) bool {
	lower := strings.ReplaceAll(strings.ToLower(name), "_", "")
	for _, word := range []string{"started", "finished", "began", "ended", "stopped", "completed", "occurred", "happened"} {
		if strings.HasPrefix(lower, word) {
			return true
		}
	}
	return false
}
