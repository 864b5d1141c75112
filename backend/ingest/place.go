package ingest

import (
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

// What one line leaves open, the lines of a source settle together: a program writes who speaks at
// the same place of each line. The places are the cells of the head of a line, which brackets,
// colons, bars, dashes, tabs, levels and wide gaps part, and the first words of each of them.

// speakerPlace is where in the lines of a source stands who speaks.
type speakerPlace struct {
	Format string `json:"format"` // of these lines
	Cell   int    `json:"cell"`   // its number, without those that are levels; placeCells for a class at the end
	Word   int    `json:"word"`   // the number of the word within, from 1 on; 0 for all of it
	Behind bool   `json:"behind"` // it stands behind the level
}

// isValid reports whether a place that was stored is one.
func (p *speakerPlace) isValid() bool {
	return p.Cell >= 0 && p.Cell <= placeCells && p.Word >= 0 && p.Word <= placeWords
}

const (
	placeCells = 6 // that are looked at
	placeWords = 3 // of each
	// placeLines is how many entries are looked at, at the beginning, in the middle and at the end.
	placeLines = 24
	// placeBytes is how much is read for it each time.
	placeBytes = 16 << 10
)

// cell is a part of the head of a line.
type cell struct {
	text     string
	ended    byte // the sign that parts it from what follows, ' ' for none
	behind   bool // it stands behind the level
	levelled bool // its line has a level
}

// isApart reports whether more than a blank or a round bracket parts a cell from what follows.
func (c cell) isApart() bool {
	return c.ended != ' ' && c.ended != '(' && c.ended != 'x' && !c.isData()
}

// isData reports whether a cell is a column of data: bars or tabs part it, and none of them is a level.
func (c cell) isData() bool { return c.ended == '|' && !c.levelled }

// isBracket reports whether a cell stands in brackets.
func (c cell) isBracket() bool { return c.ended == '[' || c.ended == '(' }

// headCells are the cells of the head of a line.
type headCells struct {
	all   [placeCells]cell
	count int
}

// read parts the head of a line, which ends with the first colon behind its level, up to the last cell
// that is wanted.
func (h *headCells) read(line string, level retro.Level, last int) {
	h.count = 0
	rest := line[:min(len(line), headReach)]
	behind := false
	for h.count < placeCells {
		rest = strings.TrimLeft(rest, " ")
		if rest == "" {
			return
		}
		expected := level
		if behind {
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
			behind = true
			if c.text = named; named == "" {
				continue
			}
		}
		c.behind, c.levelled = behind, level != retro.LevelNone
		if c.text = strings.TrimRight(c.text, " "); c.ended == '/' && h.count > 0 {
			c.ended = '|' // Only the first may be the name that tools put before the lines of several programs.
		}
		h.all[h.count] = c
		h.count++
		if c.ended == ' ' {
			return // The message.
		}
		if h.count > last {
			return
		}
		if (c.ended == ':' || c.ended == '#') && (behind || level == retro.LevelNone) {
			if _, weight := nameOf(c.text, c.ended); weight > 0 {
				return
			}
		}
	}
}

// nextCell cuts a cell off what begins with it, which may be a level that is expected. One that nothing
// ends is the message.
func nextCell(rest string, expected retro.Level) (c cell, behind string) {
	if at := strings.IndexByte("[(<{", rest[0]); at >= 0 {
		inside, behind, found := strings.Cut(rest[1:], "])>}"[at:at+1])
		if !found || len(inside) > 2*maxPart {
			return cell{}, ""
		}
		return cell{text: strings.TrimSpace(inside), ended: "[((("[at]}, withoutSeparator(behind)
	}
	for at, words := 0, 1; ; words++ {
		end := at
		for end < len(rest) && !endsWord[rest[end]] {
			end++
		}
		if end == len(rest) || words > placeWords && rest[end] == ' ' {
			return cell{text: rest, ended: ' '}, ""
		}
		text, word, behind := rest[:end], rest[at:end], rest[end:]
		switch behind[0] {
		case '[':
			if pid, after, found := strings.Cut(behind[1:], "]"); found && isHexadecimal(pid) && (strings.HasPrefix(after, ":") || stamp.DigitsAt([]byte(pid), 0) == len(pid)) {
				return cell{text: text, ended: '#'}, strings.TrimPrefix(after, ":")
			}
		case '{':
			if _, after, found := strings.Cut(behind, "}: "); found && after != "" {
				return nextCell(after, expected) // A span of Rust: "request{path=/cart}: shop::cart: …".
			}
		}
		next := strings.TrimLeft(behind, " ")
		switch {
		case next == "":
			return cell{text: rest, ended: ' '}, ""
		case strings.HasPrefix(next, "pid ") && strings.TrimLeft(next[4:], "0123456789") != "" && strings.TrimLeft(next[4:], "0123456789")[0] == ':':
			return cell{text: text, ended: '#'}, strings.TrimLeft(next[4:], "0123456789:")
		case strings.HasSuffix(text, ":"):
			return cell{text: strings.TrimRight(text, ":"), ended: ':'}, behind
		case strings.HasPrefix(next, "| ") && behind[0] == ' ':
			return cell{text: text, ended: '/'}, next[1:]
		case next[0] == '|' || next[0] == '\t':
			return cell{text: text, ended: '|'}, next[1:]
		case strings.HasPrefix(next, "- ") || strings.HasPrefix(next, ": ") || strings.HasPrefix(next, ":: ") || strings.HasPrefix(next, "> "):
			return cell{text: text, ended: next[0]}, strings.TrimLeft(next, "-:>")
		case behind[0] != ' ':
			return cell{text: text, ended: 'x'}, behind
		case strings.HasPrefix(behind, "  "), words == 1 && (isLoudLevel(word) || expected != retro.LevelNone && columnLevel([]byte(word)) == expected):
			return cell{text: text, ended: '_'}, next
		}
		if following, _, _ := strings.Cut(next, " "); (stamp.IsUpper(next[0]) || next[0] == '[') && isLoudLevel(strings.Trim(following, "[]:")) {
			return cell{text: text, ended: '_'}, next
		}
		at = end + 1
	}
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
	if c.ended == ' ' {
		return "", false
	}
	if len(c.text) > 48 || strings.Contains(c.text, "::") {
		return "", false
	}
	if c.isBracket() && foreignLevels[strings.ToLower(c.text)] != retro.LevelNone {
		return "", true
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

// at returns what stands at a place, and the cell that it is or ends.
func (h *headCells) at(number, word int) (name string, c cell) {
	if number >= h.count {
		return "", cell{}
	}
	c = h.all[number]
	if word == 0 {
		return c.text, c
	}
	if c.isBracket() {
		return "", cell{}
	}
	rest, first, host := c.text, "", false
	for range word {
		if first != "" {
			_, weight := nameOf(first, ' ')
			host = weight == weightIdentifier
		}
		if first, rest, _ = strings.Cut(strings.TrimLeft(rest, " "), " "); first == "" {
			return "", cell{}
		}
	}
	if rest != "" || word > 1 && c.ended == ':' && (word > 2 || !host) {
		c.ended = ' '
	}
	return first, c
}

// Weights of what may be a name.
const (
	weightWords      = 1 // several words
	weightWord       = 2
	weightIdentifier = 6
	weightClass      = 8
)

// nameOf returns the name that a cell or a word of it may be and how much it looks like that of who
// speaks, 0 where it is none.
func nameOf(text string, ended byte) (name string, weight int) {
	if len(text) < 2 || len(text) > 2*maxPart {
		return "", 0
	}
	bracket := ended == '[' || ended == '('
	if first, _, several := strings.Cut(text, " "); several {
		if classOf(first) != "" && isPart(first) {
			return classOf(first), weightClass // "[com.example.Cart checkOut]"
		}
		if !bracket {
			return text, wordsWeight(text)
		}
		if task, step, found := strings.Cut(text, " : "); found && isPart(task) && isPart(step) {
			return text, weightWord // "[build : compile]" of Tekton.
		}
		if strings.Contains(strings.ToLower(text), "thread") || wordsWeight(text) < weightWord {
			return "", 0
		}
		return text, weightWords
	}
	if class := classIn(text); bracket && class != "" {
		return class, weightClass
	}
	text = strings.Trim(text, "*'\"@")
	if name, number, found := strings.Cut(text, "/"); found && number != "" && stamp.DigitsAt([]byte(number), 0) == len(number) {
		text = name // "orders/812" of Bunyan.
	}
	if name = withoutLine(text); name != text && !strings.ContainsAny(name, "._:") && (name == strings.ToLower(name) || name == strings.ToUpper(name)) {
		return "", 0 // "myid:1"
	}
	text = strings.TrimSuffix(name, "()")
	if module, function, found := strings.Cut(text, ":"); found && !strings.HasPrefix(function, ":") && isPart(module) && isPart(function) {
		text = module // "cart_server:handle_call:41" of Erlang.
	}
	if strings.Contains(text, ".") || strings.Contains(text, "::") {
		if class := classOf(text); class != "" && isPart(text) {
			return class, weightClass
		}
	}
	switch {
	case !isPart(text), strings.HasSuffix(text, ":"), isThreadName(text) && (bracket || text == "main" && ended != '#' || strings.HasSuffix(strings.TrimRight(text, "0123456789"), "Thread")), isError(text), isSmallWord(text), isFacility([]byte(text)), columnLevel([]byte(text)) != retro.LevelNone, isIdentity(text), isAddress(text):
		return "", 0
	case isRemark(text) && ended != '|' && ended != '/' && ended != '-':
		return "", 0
	case isNumberOfMany(text):
		return "", 0
	case strings.ContainsAny(text, "._/-@:") || strings.ContainsFunc(text[1:], unicode.IsUpper) && text != strings.ToUpper(text):
		return text, weightIdentifier
	}
	return text, weightWord
}

// isNumberOfMany reports whether a word is the name of a thread with its number, "nio-8080-exec-3", and
// not that of a machine, "web-1".
func isNumberOfMany(word string) bool {
	dash := strings.LastIndexByte(word, '-')
	return dash > 0 && strings.Trim(word[dash+1:], "0123456789") == "" && (len(word)-dash > 4 || strings.ContainsAny(word[:dash], "-0123456789"))
}

// isSmallWord reports whether a word is one of those that part the others of a sentence.
func isSmallWord(word string) bool {
	switch word {
	case "at", "in", "of", "on", "by", "to", "for", "from", "with", "the", "and", "not", "no", "is":
		return true
	}
	return false
}

// isAddress reports whether a word is an address of mail.
func isAddress(word string) bool {
	_, domain, found := strings.Cut(word, "@")
	return found && strings.Contains(domain, ".")
}

// wordsWeight weighs several words that may be a name.
func wordsWeight(text string) int {
	words, capitals := 0, 0
	for word := range strings.FieldsSeq(text) {
		words++
		switch {
		case word == "/":
			capitals++
		case !isPart(word) || isError(word):
			return 0
		case stamp.IsUpper(word[0]):
			capitals++
		}
	}
	switch {
	case text == strings.ToUpper(text), isRemark(text[strings.LastIndexByte(text, ' ')+1:]):
		return 0
	case words == capitals:
		return weightWord
	case words == 2:
		return weightWords
	}
	return 0
}

// isIdentity reports whether a word is more of digits than of letters, or of digits and capitals alone,
// as the number of a request is.
func isIdentity(word string) bool {
	digits, letters, small := 0, 0, false
	for i := range len(word) {
		switch {
		case stamp.IsDigit(word[i]):
			digits++
		case stamp.IsLetter(word[i]):
			letters++
			small = small || stamp.IsLower(word[i])
		case word[i] >= utf8.RuneSelf:
			small = true
		}
	}
	return digits > letters || digits > 0 && !small
}

// tally is what is known of a place.
type tally struct {
	lines, apart, weight, opening, behind, data, process int
	names                                                []string
}

// note counts a line.
func (t *tally) note(name string, weight int, c cell) {
	t.lines++
	t.weight += weight
	if c.isApart() {
		t.apart++
	}
	if c.behind {
		t.behind++
	}
	if c.isData() {
		t.data++
	}
	if c.ended == '#' {
		t.process++
	}
	if !slices.Contains(t.names, name) {
		t.names = append(t.names, name)
	}
}

// score says how likely who speaks stands there, among a number of lines; 0 for not at all.
func (t *tally) score(lines int) int {
	if t.lines < 2 || t.lines < lines && (lines < 10 || t.lines*5 < lines*4) {
		return 0
	}
	mean, various := 10*t.weight/t.lines, len(t.names)
	apart := t.apart == t.lines
	switch {
	case mean < 10*weightWord*3/5, t.data > 0 && various == t.lines,
		t.lines >= 6 && various*2 > t.lines && mean < 10*weightClass-5,
		!apart && mean < 10*weightIdentifier-10 && (t.opening < t.lines || t.lines < 3 || various < 2):
		return 0
	}
	if apart {
		mean += 40
	}
	if t.process > 0 {
		mean += 20
	}
	if various > 1 {
		mean += 10
	}
	return mean
}

// findPlace looks for the place in samples of the entries.
func (ix *Index) findPlace(src io.ReaderAt) error {
	p := &ix.plan
	if len(ix.Entries) < 2 || ix.actors != nil || p.document != depthNone || p.table != nil || p.plain || p.marked || p.page || p.spoken || p.military ||
		p.block != nil || p.record != nil || p.ages != nil || p.items != 0 || p.maps != nil {
		return nil
	}
	var format formatID
	lines := 0
	var tallies [placeCells + 1][placeWords + 1]tally
	buffer := make([]byte, placeBytes)
	for part := range 3 {
		first := 0
		if len(ix.Entries) > 3*placeLines {
			first = part * (len(ix.Entries) - placeLines) / 2
		} else if part > 0 {
			first = part * placeLines
		}
		if first >= len(ix.Entries) {
			break
		}
		block, err := ix.ReadBlock(src, buffer, ix.Entries[first].Offset)
		if err != nil {
			return err
		}
		for i := first; i < min(first+placeLines, len(ix.Entries)); i++ {
			if ix.Entries[i].Offset-ix.Entries[first].Offset >= int64(len(block)) {
				break
			}
			d := ix.describe(i, ix.Cut(i, first, block), "")
			lines++
			if lines == 1 {
				if format = speakerFormat(ix.Entries[i]); format == formatCISection || format == formatGit {
					return nil
				}
			}
			if d.Actor == "" && actorOf(d.Fields) == "" {
				noteLine(&d, &tallies)
			}
		}
	}
	best := 0
	for number := range tallies {
		for word := range tallies[number] {
			if score := tallies[number][word].score(lines); score > best {
				best, p.speaker = score, &speakerPlace{Format: formats[format].name, Cell: number, Word: word, Behind: 2*tallies[number][word].behind > lines}
			}
		}
	}
	return nil
}

// speakerFormat returns the format of an entry, the same for those that differ by their level alone.
func speakerFormat(e Entry) formatID {
	if id := formatID(e.Format); id != formatLog4j {
		return id
	}
	return formatISO
}

// noteLine counts what stands at each place of a line.
func noteLine(d *Description, tallies *[placeCells + 1][placeWords + 1]tally) {
	line, rest, _ := strings.Cut(d.Text, "\n")
	line = strings.TrimRight(line, " ")
	if class := classBehind(line); class != "" {
		tallies[placeCells][0].note(class, weightClass, cell{ended: '['})
	}
	var h headCells
	h.read(line, d.Level, placeCells)
	for number := range h.count {
		for word := range placeWords + 1 {
			found, c := h.at(number, word)
			name, weight := nameOf(found, c.ended)
			if weight == 0 || word > 1 && !c.isApart() || word == 0 && c.ended == ' ' || number > 0 && c.isData() {
				continue
			}
			t := &tallies[number][word]
			if word > 0 && !c.isApart() {
				opens, _ := h.at(number, word+1)
				if opens == "" && c.text == line {
					opens = rest // Only who speaks stands in the first line.
				}
				if opens == "" && c.ended != 'x' {
					continue
				}
				if c.ended == ' ' && stamp.IsLower(name[0]) && !startsLower(opens) {
					t.opening++
				}
			}
			t.note(name, weight, c)
		}
	}
}

// startsLower reports whether a word begins with a small letter.
func startsLower(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsLower(r)
}

// in returns who speaks in an entry, "" where nobody stands at the place.
func (p *speakerPlace) in(d *Description) string {
	line, _, _ := strings.Cut(d.Text, "\n")
	if p.Cell == placeCells {
		return classBehind(line)
	}
	var h headCells
	h.read(line, d.Level, p.Cell)
	found, c := h.at(p.Cell, p.Word)
	if c.behind != p.Behind {
		return ""
	}
	name, _ := nameOf(found, c.ended)
	return name
}
