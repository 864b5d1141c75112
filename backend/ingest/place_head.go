package ingest

import (
	"strings"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

// The head of a line is read in cells, which brackets, colons, bars, dashes, tabs, levels and wide gaps
// part, and each cell in words.

// Signs that end cells; others are those of the line: ':', '-', '>'.
const (
	endNone   = ' ' // the message, or a word of it
	endSquare = '['
	endRound  = '(' // or another bracket
	endBar    = '|' // or a tab
	endTool   = '/' // the bar behind the name that tools put before the lines of several programs
	endNumber = '#' // the number of a process
	endGap    = '_' // several blanks, or one behind a level
	endLevel  = '!' // a blank before a level
	endGlued  = 'x' // a bracket without a blank before it
)

// cell is a part of the head of a line.
type cell struct {
	text     string
	ended    byte // the sign that parts it from what follows
	levelled bool // its line has a level
}

// isApart reports whether more than a blank or a round bracket parts a cell from what follows.
func (c cell) isApart() bool {
	return c.ended != endNone && c.ended != endRound && c.ended != endGlued && !c.isData()
}

// isData reports whether a cell is a column of data: bars or tabs part it, and none of them is a level.
func (c cell) isData() bool { return c.ended == endBar && !c.levelled }

// isBracket reports whether a cell stands in brackets.
func (c cell) isBracket() bool { return c.ended == endSquare || c.ended == endRound }

// headCells are the cells of the head of a line, those before its level and those behind it.
type headCells struct {
	sides [2]cellRow
}

// cellRow is some cells in their order.
type cellRow struct {
	all   [placeCells]cell
	count int
}

// cells returns those that there are.
func (r *cellRow) cells() []cell { return r.all[:r.count] }

// read parts the head of a line, which ends with the first colon behind its level, up to the cell of the
// place that is wanted, nil for all. What is of numbers alone, as that of a thread, is no cell.
func (h *headCells) read(line string, level retro.Level, wanted *speakerPlace) {
	rest := line[:min(len(line), headReach)]
	row := &h.sides[0]
	for row.count < placeCells {
		rest = withoutNumbers(rest)
		if rest == "" {
			return
		}
		expected := level
		if row == &h.sides[1] {
			expected = retro.LevelNone
		}
		if strings.HasPrefix(rest, "CEF:") || strings.HasPrefix(rest, "LEEF:") {
			return // What follows is of the device that was watched.
		}
		c, after := nextCell(rest, expected)
		if c.ended == 0 {
			return
		}
		rest = after
		if named, isLevel := c.readLevel(); isLevel {
			if wanted != nil && !wanted.Behind && wanted.Cell >= row.count && named == "" {
				return
			}
			if row == &h.sides[0] {
				row = &h.sides[1]
			}
			if c.text = named; named == "" {
				continue
			}
			if c.ended == endSquare {
				c.ended = endGap
			}
		}
		c.levelled = level != retro.LevelNone
		if c.text = strings.TrimRight(c.text, " "); c.ended == endTool && h.sides[0].count+h.sides[1].count > 0 {
			c.ended = endBar // Only the first may be that name.
		}
		if c.isBracket() && (!hasLetter(c.text) || isHexadecimal(c.text)) {
			continue
		}
		row.all[row.count] = c
		row.count++
		if c.ended == endNone {
			return // The message.
		}
		if wanted != nil && wanted.Behind == (row == &h.sides[1]) && row.count > wanted.Cell {
			return
		}
		if (c.ended == ':' || c.ended == endNumber) && (row == &h.sides[1] || level == retro.LevelNone) {
			if _, weight := nameOf(c.text, c.ended); weight > 0 {
				return
			}
		}
	}
}

// withoutNumbers leaves out the blanks and the numbers with which the rest of a line begins.
func withoutNumbers(rest string) string {
	for {
		rest = strings.TrimLeft(rest, " ")
		word, behind, found := strings.Cut(rest, " ")
		if !found || word == "" || !stamp.IsDigit(word[0]) || strings.Trim(word, "0123456789.:%") != "" && (len(word) < 6 || !isHexadecimal(word)) {
			return rest
		}
		rest = behind
	}
}

// nextCell cuts a cell off what begins with it, which may be a level that is expected. One that nothing
// ends is the message.
func nextCell(rest string, expected retro.Level) (c cell, behind string) {
	if at := strings.IndexByte("[(<{", rest[0]); at >= 0 {
		inside, behind, found := cutBracket(rest, "])>}"[at])
		if !found || len(inside) > 2*maxPart {
			return cell{}, ""
		}
		return cell{text: strings.TrimSpace(inside), ended: "[((("[at]}, withoutSeparator(behind)
	}
	for at, words := 0, 1; ; words++ {
		end := at
		for end < len(rest) && !endsWord[rest[end]] && !isColumnSign(rest, end) {
			end++
		}
		if end == len(rest) && strings.HasSuffix(rest, ":") && words <= placeWords {
			return cell{text: rest[:end-1], ended: ':'}, "" // What is said stands below.
		}
		if end == len(rest) || words > placeWords && rest[end] == ' ' {
			return cell{text: rest, ended: endNone}, ""
		}
		if _, after, found := strings.Cut(rest[end:], "}: "); found && rest[end] == '{' && after != "" {
			return nextCell(after, expected) // A span of Rust: "request{path=/cart}: shop::cart: …".
		}
		if c, behind, ended := numberedCell(rest[:end], rest[end:]); ended {
			return c, behind
		}
		isLevel := func(word string) bool {
			return words == 1 && (isLoudLevel(word) || expected != retro.LevelNone && columnLevel([]byte(strings.TrimRight(word, ","))) == expected)
		}
		if c, behind, ended := endedCell(rest[:end], rest[end:], isLevel(rest[at:end])); ended {
			return c, behind
		}
		at = end + 1
	}
}

// cutBracket parts what stands in the bracket with which a text begins, with others like it within, from what
// stands behind it.
func cutBracket(text string, end byte) (inside, behind string, found bool) {
	depth := 0
	for i := range len(text) {
		switch text[i] {
		case text[0]:
			depth++
		case end:
			depth--
			if depth == 0 {
				return text[1:i], text[i+1:], true
			}
		}
	}
	return strings.Cut(text[1:], string(end))
}

// isColumnSign reports whether a comma or a semicolon stands between columns, without a blank behind it.
func isColumnSign(line string, at int) bool {
	return (line[at] == ';' || line[at] == ',') && at+1 < len(line) && stamp.IsLetter(line[at+1])
}

// numberedCell ends a cell before the number of its process: "sshd[812]: ", "app pid 812: ".
func numberedCell(text, behind string) (c cell, rest string, ended bool) {
	c = cell{text: text, ended: endNumber}
	if inside, found := strings.CutPrefix(behind, "["); found {
		pid, after, closed := strings.Cut(inside, "]")
		ended = closed && isHexadecimal(pid) && (strings.HasPrefix(after, ":") || stamp.DigitsAt([]byte(pid), 0) == len(pid))
		return c, strings.TrimPrefix(after, ":"), ended
	}
	if pid, found := strings.CutPrefix(strings.TrimLeft(behind, " "), "pid "); found {
		after, colon := strings.CutPrefix(strings.TrimLeft(pid, "0123456789"), ":")
		return c, after, colon
	}
	return c, "", false
}

// endedCell ends a cell where a sign, a gap or a level parts it from what stands behind it.
func endedCell(text, behind string, isLevel bool) (c cell, rest string, ended bool) {
	next := strings.TrimLeft(behind, " ")
	switch {
	case next == "":
		return cell{text: text, ended: endNone}, "", true
	case strings.HasSuffix(text, ":"):
		return cell{text: strings.TrimRight(text, ":"), ended: ':'}, behind, true
	case strings.HasSuffix(text, ",") && !strings.Contains(text, " "):
		return cell{text: text[:len(text)-1], ended: endBar}, behind, true
	case strings.HasPrefix(next, "| "):
		return cell{text: text, ended: endTool}, next[1:], true
	case next[0] == '|' || next[0] == '\t' || isColumnSign(next, 0):
		return cell{text: text, ended: endBar}, next[1:], true
	case strings.HasPrefix(next, "- ") || strings.HasPrefix(next, ": ") || strings.HasPrefix(next, ":: ") || strings.HasPrefix(next, "> "):
		return cell{text: text, ended: next[0]}, strings.TrimLeft(next, "-:>"), true
	case behind[0] != ' ':
		return cell{text: text, ended: endGlued}, behind, true
	case strings.HasPrefix(behind, "  "), isLevel:
		return cell{text: text, ended: endGap}, next, true
	}
	following, _, _ := strings.Cut(next, " ")
	isBeforeLevel := (stamp.IsUpper(next[0]) || next[0] == '[') && isLoudLevel(strings.Trim(following, "[]:"))
	return cell{text: text, ended: endLevel}, next, isBeforeLevel
}

// withoutSeparator leaves out the sign behind a bracket.
func withoutSeparator(rest string) string {
	rest = strings.TrimLeft(rest, " ")
	if rest != "" && strings.IndexByte(":|-", rest[0]) >= 0 {
		return rest[1:]
	}
	return rest
}

// isLoudLevel reports whether a word of a line is its level wherever it stands.
func isLoudLevel(word string) bool {
	return len(word) > 1 && stamp.IsUpper(word[0]) && stamp.IsUpper(word[1]) && word == strings.ToUpper(word) && word != "ALERT" && columnLevel([]byte(word)) != retro.LevelNone
}

// readLevel reports whether a cell holds a level, and the name that stands in it beside that.
func (c cell) readLevel() (name string, ok bool) {
	if c.ended == endNone {
		return "", false
	}
	if len(c.text) > 48 || strings.Contains(c.text, "::") {
		return "", false
	}
	if foreignLevels[strings.ToLower(c.text)] != retro.LevelNone && (c.isBracket() || c.ended == endBar || c.ended == ':') {
		return "", true
	}
	if level, behind, found := strings.Cut(c.text, " "); found && c.isBracket() && len(level) > 1 && columnLevel([]byte(level)) != retro.LevelNone {
		name, _, _ = strings.Cut(behind, " ") // "[info server1 <main> tid=0x1]" of Geode.
		return name, true
	}
	if level, behind, found := strings.Cut(c.text, ":"); found && isLoudLevel(level) {
		name, _, _ = strings.Cut(behind, ":") // "ERROR:orders.payment:the message" of Python.
		return name, true
	}
	word := c.text
	var s speakerHead
	if at := strings.LastIndexByte(word, ' '); at > 0 {
		if isLoudLevel(word[at+1:]) {
			return word[:at], true
		}
		word = word[at+1:]
		return s.name, strings.IndexByte(word, '/') == 1 && s.readLevel(word)
	}
	return s.name, s.readLevel(word)
}

// at returns a word of a cell, from 1 on, or all of it, and how that is parted from what follows.
func (c cell) at(word int) (name string, of cell) {
	if word == 0 {
		return c.text, c
	}
	if c.isBracket() {
		return "", cell{}
	}
	rest, first, host := c.text, "", false
	for range word {
		if first != "" {
			_, weight := nameOf(first, endNone)
			host = weight == weightIdentifier
		}
		if first, rest, _ = strings.Cut(strings.TrimLeft(rest, " "), " "); first == "" {
			return "", cell{}
		}
	}
	if rest != "" || word > 1 && c.ended == ':' && (word > 2 || !host && !strings.Contains(first, ".")) {
		c.ended = endNone
	}
	return first, c
}
