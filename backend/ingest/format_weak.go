package ingest

import (
	"bytes"
	"cmp"
	"slices"

	"github.com/afterword-app/afterword/backend/retro"
)

// The formats of this file are so loose that a line of some other text could be
// mistaken for one. They are only asked where the samples of the source show that
// it is written so, see weakness.

var timeOnlyFormat = format{
	name: "time_only", title: "Lines that begin with a time of day",
	plural:  "lines that begin with a time of day",
	samples: []string{"21:40:00.123 [info] Running Shop.Endpoint", "[21:40:00] deploy started"},
}

var epochFormat = format{
	name: "epoch", title: "Lines that begin with a number: seconds since 1970, or the digits of a date",
	plural: "lines that begin with a number that is a time",
	samples: []string{
		"1773524400.123    157 203.0.113.7 TCP_MISS/200 1045 GET http://example.com/ - DIRECT/- text/html",
		"[1773524400] SERVICE ALERT: web-1;HTTP;CRITICAL;HARD;3;Connection refused",
		"20260314214000.123 checkout started",
	},
}

var localDateFormat = format{
	name: "local_date", title: "Lines that begin with a day, a month and a year",
	plural: "lines that begin with a day, a month and a year",
	samples: []string{
		"14/03/2026 21:40:00 INFO checkout started",
		"3/14/2026 9:40:00 PM Information Service Control Manager",
		"14.03.2026 21:40:00,123 gestartet",
		"14 Mar 2026 21:40:00.123 checkout started",
		"21:40:00 14/03/2026 checkout started",
		"Mar-14-26 21:40:00 [Worker_1] checkout started",
		"03-14 21:40:00.123456 [WARN] checkout started",
		"3/14 21:40:00.123  SPELL_CAST_START,Player-1-0A1B",
		"14-Mar 21:40:00 checkout started",
		"[26/03/14@21:40:00.123+0100] P-001234 T-000001 I BROKER 0: (333) Multi-user session begin.",
	},
}

var genericFormat = format{
	name: "generic", title: "Lines with a time behind a prefix",
	plural: "lines with a time behind a prefix",
	samples: []string{
		"INFO  [main] 2026-03-14 21:40:00,123 StorageService.java:118 - Node is ready",
		"Main::INFO::2011-12-19 21:40:00,123::vdsm started",
	},
}

// headTimeOnly reads "21:40:00.123 " and "[21:40:00] ".
func headTimeOnly(p *plan, line []byte, h *head) bool {
	from := 0
	if line[0] == '[' || line[0] == '(' {
		from = 1
	}
	clock, precision, n := parseClock(line[from:])
	if n == 0 || precision == precisionMinute && !p.loose {
		return false
	}
	to := from + n
	if half, width := parseHalf(line[to:]); width > 0 && clock < 13*nanosPerHour {
		clock = clock%(12*nanosPerHour) + half
		to += width
	}
	rest := to
	if from == 1 {
		if to >= len(line) || line[to] != ']' && line[to] != ')' && !isLevelInBracket(line[to:]) {
			return false
		}
		rest++
	} else if to < len(line) && !endsStamp(line[to]) {
		return false
	}
	h.stamp = stamp{at: clock, zone: NoZone, precision: precision, flags: FlagDateless}
	h.from, h.to, h.text = from, to, skipSeparators(line, rest)
	h.format, h.level = formatTimeOnly, innerLevel(line[h.text:])
	return true
}

// isLevelInBracket reports whether a level ends the bracket: " INF] ".
func isLevelInBracket(b []byte) bool {
	end := bytes.IndexByte(b[:min(len(b), 12)], ']')
	return end > 1 && b[0] == ' ' && levelOfWord(b[1:end]) != retro.LevelNone
}

// headEpoch reads "1773524400.123 " and "[1773524400] ", and the digits of a date and
// a clock without any sign between them.
func headEpoch(line []byte, h *head) bool {
	from := 0
	if line[0] == '[' {
		from = 1
	}
	n := parseEpoch(line[from:], &h.stamp)
	if n == 0 {
		n = parseFourteen(line[from:], &h.stamp)
	}
	if n == 0 || from+n < len(line) && !endsStamp(line[from+n]) {
		return false
	}
	h.from, h.to = from, from+n
	h.text = skipSeparators(line, min(h.to+from, len(line)))
	h.format, h.level = formatEpoch, findLevel(line[h.text:])
	return true
}

// headBuildkite reads "bk;t=1773524400123 ", which stands for the escape that hides the
// time of a line of Buildkite's, see stripEscapes.
func headBuildkite(line []byte, h *head) bool {
	if !bytes.HasPrefix(line, []byte(buildkiteTime)) {
		return false
	}
	from := len(buildkiteTime)
	n := parseEpoch(line[from:], &h.stamp)
	if n == 0 || from+n >= len(line) || line[from+n] != ' ' {
		return false
	}
	h.from, h.to, h.text = from, from+n, from+n+1
	h.format, h.level = formatEpoch, findLevel(line[h.text:])
	return true
}

// headSlapd reads "69b5d5b0.06725ab9 0x7f7a51b1b700 conn=1": the seconds since 1970 and
// their nanoseconds in hexadecimal, and the thread. Older versions of OpenLDAP write
// the seconds alone, which look like the name of a commit unless a connection follows.
func headSlapd(line []byte, h *head) bool {
	seconds, ok := hexadecimal(line, 0)
	if !ok || seconds < minEpoch || seconds >= maxEpoch || len(line) < 14 {
		return false
	}
	h.stamp = stamp{at: seconds * nanosPerSecond, precision: precisionSecond}
	h.from, h.to = 0, 8
	switch {
	case line[8] == '.':
		nanos, ok := hexadecimal(line, 9)
		if !ok || nanos >= nanosPerSecond || !bytes.HasPrefix(line[17:], []byte(" 0x")) {
			return false
		}
		h.at, h.precision, h.to = h.at+nanos, precisionNanosecond, 17
	case bytes.HasPrefix(line[8:], []byte(" conn=")), bytes.HasPrefix(line[8:], []byte(" slapd ")), bytes.HasPrefix(line[8:], []byte(" @(#) $OpenLDAP")):
	default:
		return false
	}
	h.text = skipSeparators(line, h.to)
	h.format, h.level = formatEpoch, findLevel(line[h.text:])
	return true
}

// hexadecimal reads the eight hexadecimal digits at i.
func hexadecimal(b []byte, i int) (value int64, ok bool) {
	if len(b) < i+8 {
		return 0, false
	}
	for _, c := range b[i : i+8] {
		switch {
		case isDigit(c):
			value = value<<4 | int64(c-'0')
		case c >= 'a' && c <= 'f':
			value = value<<4 | int64(c-'a'+10)
		default:
			return 0, false
		}
	}
	return value, true
}

// headLocalDate reads the lines that begin with a date as people write it.
func headLocalDate(p *plan, line []byte, h *head) bool {
	from := 0
	if line[0] == '[' {
		from = 1
	}
	if len(line) < from+12 || !isDigit(line[from]) {
		return false
	}
	n := parseSlashDate(line[from:], &h.stamp)
	if n == 0 {
		n = parseDayMonthYear(line[from:], &h.stamp)
	}
	if n == 0 {
		n = parseSlashDay(line[from:], &h.stamp)
	}
	if n == 0 && (line[from+2] == ':' || line[from+1] == ':') {
		n = parseClockFirst(line[from:], &h.stamp)
	}
	if n == 0 {
		n = parseDayMonth(line[from:], &h.stamp)
	}
	if n == 0 || h.precision&^precisionDayFirst >= precisionMinute && !p.loose || from+n < len(line) && !endsStamp(line[from+n]) {
		return false
	}
	h.from, h.to = from, from+n
	h.text = skipSeparators(line, min(h.to+from, len(line)))
	h.format, h.level = formatLocalDate, findLevel(line[h.text:])
	return true
}

// headOpenEdge reads "[26/03/14@21:40:00.123+0100] P-001234", whose year is first and has
// two digits.
func headOpenEdge(line []byte, h *head) bool {
	if len(line) < 20 || line[3] != '/' || line[6] != '/' || line[9] != '@' || line[0] != '[' {
		return false
	}
	year, month, day := 2000+twoDigits(line, 1), twoDigits(line, 4), twoDigits(line, 7)
	clock, precision, n := parseClock(line[10:])
	if n == 0 || precision == precisionMinute || year < 2000 || !validDate(year, month, day) {
		return false
	}
	h.stamp = stamp{at: civilDays(year, month, day)*nanosPerDay + clock, precision: precision}
	to := 10 + n + h.readZone(line[10+n:])
	if to >= len(line) || line[to] != ']' {
		return false
	}
	h.from, h.to, h.text = 1, to, skipSeparators(line, to+1)
	h.format, h.level = formatLocalDate, findLevel(line[h.text:])
	return true
}

// headMonthFirst reads "Mar-14-26 21:40:00".
func headMonthFirst(line []byte, h *head) bool {
	n := parseMonthDashes(line, &h.stamp)
	if n == 0 || h.precision == precisionMinute || n < len(line) && !endsStamp(line[n]) {
		return false
	}
	h.from, h.to, h.text = 0, n, skipSeparators(line, n)
	h.format, h.level = formatLocalDate, findLevel(line[h.text:])
	return true
}

// shape is where in a line a stamp stands: behind how many words, behind which
// byte, and in what kind of line. In columns that bars, tabs or brackets part, the
// number of columns counts and not that of the words in them; behind a bar, or in quotes
// behind a tab, not even that, since programs leave columns out.
type shape struct {
	Words  uint8 `json:"words"`
	Before byte  `json:"before"`
	First  byte  `json:"first"`           // see firstKind; 0 behind a bar
	Epoch  bool  `json:"epoch,omitempty"` // a number of seconds and not a date
	Last   bool  `json:"last,omitempty"`  // in brackets that end the line, behind any number of words
}

// firstKind tells lines apart by their first word: "A" for upper case, "a" for
// other words, "0" for digits, else the byte itself.
func firstKind(line []byte) byte {
	switch {
	case isDigit(line[0]):
		return '0'
	case !isLetter(line[0]):
		return line[0]
	}
	for _, c := range line {
		if c >= 'a' && c <= 'z' {
			return 'a'
		}
		if !isUpper(c) {
			break
		}
	}
	return 'A'
}

// genericReach is how far into a line a stamp is looked for.
const genericReach = 240

// findStamp looks for the first full stamp behind the start of a line; a loose one may
// lack its seconds. A bare number is only a time where no date follows it: most numbers
// of that size are names or addresses.
func findStamp(line []byte, s *stamp, loose bool) (from, to int, where shape, ok bool) {
	coarsest := precisionSecond
	if loose {
		coarsest = precisionMinute
	}
	var number stamp
	var numbered shape
	var at span
	for place := range places(line) {
		c, digits := line[place.at], digitsAt(line, place.at)
		isEpoch := digits >= 9
		switch {
		case !isDigit(c) && !isUpper(c):
			continue
		case digits <= 4, digits == 6, digits == 8:
		case isEpoch && at.to == 0 && (isColumnOfDigits(line, place.at, place.at+digits) || isFineEpoch(line, place.at, digits)):
		default:
			continue
		}
		n := parseStamp(line[place.at:], s)
		if n > 10 && line[place.at+10] == '_' {
			continue // The name of a rotated file.
		}
		end := place.at + n
		// With its zone, a stamp is none of the clocks that people write.
		if n == 0 || s.precision&^precisionDayFirst > coarsest && s.zone == NoZone || end < len(line) && !endsStamp(line[end]) {
			continue
		}
		if !isEpoch {
			if s.flags&FlagYearless != 0 {
				place.at -= s.readYearBefore(line[:place.at])
			}
			if closesLine(line, place.at, end) {
				place.shape = shape{Before: line[place.at-1], Last: true}
			}
			return place.at, end, place.shape, true
		}
		number, numbered, at = *s, place.shape, span{place.at, end}
		numbered.Epoch = true
	}
	if at.to == 0 && len(line) > genericReach {
		from := bytes.LastIndexByte(line, '(') + 1
		if n := parseStamp(line[from:], s); from > 0 && n > 0 && s.precision&^precisionDayFirst <= coarsest && closesLine(line, from, from+n) {
			return from, from + n, shape{Before: '(', Last: true}, true
		}
	}
	*s = number
	return at.from, at.to, numbered, at.to > 0
}

// closesLine reports whether a stamp stands in brackets that end the line, as the times
// of firewalls do, or is the last column of a line.
func closesLine(line []byte, from, to int) bool {
	if to == len(line) && from > 1 && line[from-1] == ' ' && line[from-2] == ' ' {
		return true // The last column.
	}
	return to == len(line)-1 && (line[from-1] == '(' && line[to] == ')' || line[from-1] == '[' && line[to] == ']')
}

// isColumnOfDigits reports whether blanks, a bar or tabs part a number from the rest of
// the line.
func isColumnOfDigits(line []byte, from, to int) bool {
	if to >= len(line) {
		return false
	}
	switch before, behind := line[from-1], line[to]; behind {
	case ' ':
		return before == ' ' || before == '|'
	case '>':
		return before == ' '
	case '\t', '|':
		return before == behind
	}
	return false
}

// isFineEpoch reports whether a number has ten digits and three, six or nine behind its
// point, and blanks or a pair of signs around it.
func isFineEpoch(line []byte, from, digits int) bool {
	point := from + digits
	if digits != 10 || point+4 >= len(line) || line[point] != '.' {
		return false
	}
	fraction := digitsAt(line, point+1)
	end := point + 1 + fraction
	if fraction == 0 || fraction > 9 || fraction%3 != 0 || end >= len(line) {
		return false
	}
	switch before, behind := line[from-1], line[end]; before {
	case ' ', '\t', ':', '|':
		return behind == before
	case '[':
		return behind == ']'
	case '(':
		return behind == ')'
	}
	return false
}

// place is where a stamp may begin in a line.
type place struct {
	at    int
	shape shape
}

// places yields the places behind the start of a line where a stamp may begin.
func places(line []byte) func(yield func(place) bool) {
	return func(yield func(place) bool) {
		reach := min(len(line), genericReach)
		if reach == 0 {
			return
		}
		where := shape{First: firstKind(line)}
		tabs, brackets, bar := uint8(0), uint8(0), false
		for i := 1; i < reach; i++ {
			where.Before = line[i-1]
			bar = where.Before == '|' || bar && where.Before == ' '
			switch where.Before {
			case ' ', '\t':
				if i < 2 || line[i-2] != where.Before {
					where.Words++
				}
				if where.Before == '\t' {
					tabs++
				}
			case '[':
				brackets++
			case '(', ')', ']', '{', '*', '\'', '|', '"', ':', '=', '>', ',', ';', '.', '-', '_', '<':
			default:
				continue
			}
			p := place{i, where}
			switch {
			case bar:
				p.shape = shape{Before: '|'}
			case where.Before == '"' && i > 1 && line[i-2] == '\t':
				p.shape = shape{Before: '"'}
			case where.Before == '\t':
				p.shape.Words = tabs
			case where.Before == '[':
				p.shape.Words = brackets
			}
			if !yield(p) {
				return
			}
		}
	}
}

// headGeneric reads a line whose stamp stands where the source keeps it.
func headGeneric(p *plan, line []byte, h *head) bool {
	from, to, where, ok := findStamp(line, &h.stamp, true)
	if !ok || !slices.Contains(p.shapes, where) {
		return false
	}
	h.from, h.to, h.text = from, to, 0
	if h.zone == NoZone && from > 0 && line[from-1] == '=' {
		h.readPairedZone(line[to:min(len(line), to+pairedZoneReach)])
	}
	h.format, h.level = formatGeneric, findLevel(line[:from])
	if h.level == retro.LevelNone {
		h.level = findLevel(line[to:])
	}
	return true
}

// weakness counts in samples how far a source is written in a weak format.
type weakness struct {
	counts map[weakKind]int
	runs   map[weakKind]int    // of those that follow their own kind at once
	spoken map[weakKind]int    // behind words, as in sentences
	ranges map[weakKind]span64 // of the numbers that may be times
	last   weakKind
	open   int // lines at the margin that no other format claims
	clean  bool
}

// weakKind is a weak format, with the shape that the generic one needs.
type weakKind struct {
	format formatID
	shape  shape
}

// count looks at a line that no other format claims.
func (w *weakness) count(line []byte) {
	if len(line) == 0 || line[0] == ' ' || line[0] == '\t' || bytes.HasPrefix(line, []byte("INSERT INTO ")) {
		return
	}
	w.open++
	kind, at, spoken := weakKindOf(line)
	if kind.format == formatEpoch || kind.shape.Epoch {
		r, known := w.ranges[kind]
		if !known {
			r = span64{at, at}
		}
		w.ranges[kind] = span64{min(r.from, at), max(r.to, at)}
	}
	switch {
	case spoken:
		w.spoken[kind]++
	case kind.format != formatText:
		w.counts[kind]++
		if kind == w.last || w.last == (weakKind{}) && !w.clean {
			w.runs[kind]++
		}
	}
	w.last, w.clean = kind, true
}

// interrupt notes that another format claimed a line.
func (w *weakness) interrupt() { w.last, w.clean = weakKind{}, true }

// newWeakness returns one that has counted nothing.
func newWeakness() weakness {
	return weakness{counts: map[weakKind]int{}, runs: map[weakKind]int{}, spoken: map[weakKind]int{}, ranges: map[weakKind]span64{}}
}

// span64 is a range of instants, both ends included.
type span64 struct{ from, to int64 }

// most returns how many lines the most common kind has.
func (w *weakness) most() int {
	most := 0
	for _, n := range w.counts {
		most = max(most, n)
	}
	return most
}

// epochStretch is how far apart the numbers of a source may be that are taken for
// times. Random ones are not within years of each other.
const epochStretch = 4 * 366 * nanosPerDay

// refuse forgets the kinds whose numbers are no times: they are too far apart, or a
// single one in the middle of a line.
func (w *weakness) refuse() {
	for kind, r := range w.ranges {
		if r.to-r.from > epochStretch || kind.shape.Epoch && w.counts[kind] < 2 {
			delete(w.counts, kind)
			delete(w.spoken, kind)
		}
	}
}

// isObject reports whether a line is a whole JSON object. If none of its keys names a
// time, no text in it does.
func isObject(line []byte) bool {
	if line[0] != '{' || line[len(line)-1] != '}' {
		return false
	}
	i := skipBlank(line, 1)
	return i < len(line) && line[i] == '"' && valueEnd(line, 0) == len(line)
}

// weakKindOf tells in which weak format a line is written, and what time its stamp
// says; spoken tells that the stamp stands behind words, as in a sentence.
func weakKindOf(line []byte) (kind weakKind, at int64, spoken bool) {
	var h head
	loose := plan{loose: true}
	switch {
	case len(line) < 5, isObject(line):
		return weakKind{}, 0, false
	case headTimeOnly(&loose, line, &h), headEpoch(line, &h) && !isNumber(line, &h):
		return weakKind{format: h.format}, h.at, false
	}
	from, _, where, ok := findStamp(line, &h.stamp, false)
	if !ok {
		return weakKind{}, 0, false
	}
	return weakKind{format: formatGeneric, shape: where}, h.at, isProse(line, from, where)
}

// isNumber reports whether the number that a line begins with is no time but a name:
// a date behind it says another day.
func isNumber(line []byte, h *head) bool {
	var s stamp
	_, _, where, found := findStamp(line[h.to:], &s, false)
	apart := s.at - h.at
	return found && !where.Epoch && s.flags&^FlagDayMonth == 0 && max(apart, -apart) > 26*nanosPerHour && line[h.to] == '\t'
}

// isProse reports whether the words before a stamp are those of a sentence: "On",
// "we rolled back at". Levels, words in capitals and numbers in signs are not.
func isProse(line []byte, from int, where shape) bool {
	if where.Last && where.Before != ' ' {
		return true // People end sentences so, too.
	}
	if where.Before != ' ' || bytes.Contains(line[:from], []byte("  ")) {
		return false // Columns.
	}
	for _, word := range bytes.Fields(line[:min(len(line), genericReach)])[:where.Words] {
		for _, c := range word {
			if !isLetter(c) && c != '\'' && c != ',' {
				return false
			}
		}
		if firstKind(word) == 'A' && (len(word) > 1 || where.Words == 1) || levelOfWord(word) != retro.LevelNone && isUpper(word[0]) {
			return false
		}
	}
	return true
}

// choose allows the weak format that explains the source best, if it does so well
// enough: without any other format two lines will do that are not lost among others,
// beside others it must be common and appear on its own, not only as a continuation
// of their entries. Stamps behind words must be on nearly every line.
func (w *weakness) choose(p *plan, heads, lines int) {
	w.refuse()
	best := commonest(w.counts)
	n := w.counts[best]
	switch {
	case n == 0:
		best = commonest(w.spoken)
		n = w.spoken[best]
		if n >= 3 && n*4 >= lines*3 || n == 2 && lines == 2 && best.shape.Last {
			p.weak, p.shapes = best.format, []shape{best.shape}
		}
	case heads == 0 && (n >= 2 && n*25 >= lines || lines <= 2), n >= 2 && n*2 >= w.open && w.runs[best]*4 >= n && n*10 >= lines:
		p.weak = best.format
		w.chooseShapes(p, best)
	}
}

// chooseIndented allows the weak format that nearly all lines of a sample have behind
// blanks, like those of a shell's history.
func (p *plan) chooseIndented(sample []byte) {
	indented := *p
	indented.indented = true
	behind := census{weak: newWeakness()}
	behind.count(&indented, sample, true)
	behind.weak.refuse()
	best := commonest(behind.weak.counts)
	if n := behind.weak.counts[best]; n >= 2 && n*4 >= behind.lines*3 {
		p.weak, p.indented = best.format, true
		behind.weak.chooseShapes(p, best)
	}
}

// commonest returns the kind that most lines have.
func commonest(counts map[weakKind]int) weakKind {
	var best weakKind
	for kind, n := range counts {
		if cmp.Or(cmp.Compare(n, counts[best]), compareKinds(best, kind)) > 0 {
			best = kind
		}
	}
	return best
}

// chooseShapes allows the shape of the best kind, and those that differ from it
// only in the first word, where they do not just follow entries of the best, or where
// they make up the same column of all lines.
func (w *weakness) chooseShapes(p *plan, best weakKind) {
	if best.format != formatGeneric {
		return
	}
	alike := func(kind weakKind) bool {
		return kind.format == formatGeneric && kind.shape.Words == best.shape.Words && kind.shape.Before == best.shape.Before && kind.shape.Epoch == best.shape.Epoch && kind.shape.Last == best.shape.Last
	}
	all := 0
	for kind, n := range w.counts {
		if alike(kind) {
			all += n
		}
	}
	for kind, n := range w.counts {
		columns := all == w.open && (best.shape.Before == '\t' || best.shape.Before == '[') ||
			isSign(best.shape.First) && isSign(kind.shape.First)
		if kind == best || alike(kind) && (columns || n >= 2 && w.runs[kind]*4 >= n) {
			p.shapes = append(p.shapes, kind.shape)
		}
	}
	slices.SortFunc(p.shapes, func(a, b shape) int { return cmp.Compare(a.First, b.First) })
}

// isSign reports whether what lines begin with, see firstKind, is neither a word nor a
// number, as where programs mark the beginning of something by ">" and its end by "<".
func isSign(first byte) bool {
	return first > ' ' && first < 0x80 && !isLetter(first) && !isDigit(first)
}

// compareKinds puts kinds that are as common in an order of their own.
func compareKinds(a, b weakKind) int {
	return cmp.Or(cmp.Compare(a.format, b.format), cmp.Compare(a.shape.Words, b.shape.Words),
		cmp.Compare(a.shape.Before, b.shape.Before), cmp.Compare(a.shape.First, b.shape.First), compareFlags(a.shape.Epoch, b.shape.Epoch), compareFlags(a.shape.Last, b.shape.Last))
}

// compareFlags puts false before true.
func compareFlags(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}
