package ingest

import (
	"bytes"
	"cmp"
	"slices"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

// weakness counts in samples how far a source is written in a weak format.
type weakness struct {
	counts map[weakKind]int
	runs   map[weakKind]int    // of those that follow their own kind at once
	spoken map[weakKind]int    // behind words, as in sentences
	ranges map[weakKind]span64 // of the numbers that may be times
	last   weakKind
	open   int // lines at the margin that no other format claims
	clean  bool
	// label is the kind of a stamp that a name like "Timestamp:" stands before.
	label weakKind
}

// weakKind is a weak format, with the shape that the generic one needs.
type weakKind struct {
	format formatID
	shape  shape
}

// count looks at a line that no other format claims.
func (w *weakness) count(line []byte) {
	if indent := skipBlank(line, 0); indent > 0 && indent < len(line) && isTimeLabel(line[indent:]) {
		line = line[indent:]
	}
	if len(line) == 0 || line[0] == ' ' || line[0] == '\t' || bytes.HasPrefix(line, []byte("INSERT INTO ")) {
		return
	}
	w.open++
	kind, at, spoken := weakKindOf(line)
	if kind.shape.Words == 1 && isTimeLabel(line) && (line[0] == 'T' && line[4] == 's' || line[4] == '/') {
		w.label = kind
	}
	if w.open == 1 && kind.format == formatGeneric && bytes.HasPrefix(line, []byte("---")) {
		w.label = kind // The title of a report.
	}
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
const epochStretch = 4 * 366 * stamp.NanosPerDay

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

// isTimeLabel reports whether a line begins with the name by which reports of crashes call
// their time. They have one, however many lines follow.
func isTimeLabel(line []byte) bool {
	colon := bytes.IndexByte(line[:min(len(line), 24)], ':')
	if colon < 4 || colon+1 >= len(line) || line[colon+1] != ' ' {
		return false
	}
	switch string(line[:colon]) {
	case "Timestamp", "Date/Time", "Date", "Time", "TimeCreated", "TimeGenerated", "Time Generated", "Logged", "Date and Time", "Event Time":
		return true
	}
	return false
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
	case headTimeOnly(&loose, line, &h):
		if h.Flags.Has(stamp.Dateless) && isDurationWord(firstField(line[h.to:])) {
			return weakKind{}, 0, false
		}
		return weakKind{format: h.format}, h.At, false
	case headEpoch(line, &h) && !isNumber(line, &h):
		return weakKind{format: h.format, shape: shape{Last: h.Flags.Has(stamp.Yearless)}}, h.At, false
	}
	from, to, where, ok := findStamp(line, &h.Stamp)
	if !ok {
		return weakKind{}, 0, false
	}
	return weakKind{format: formatGeneric, shape: where}, h.At, isProse(line, from, where) && levelAtStart(line[to:]) == retro.LevelNone
}

// isNumber reports whether the number that a line begins with is no time but a name:
// a date behind it says another day.
func isNumber(line []byte, h *head) bool {
	var s stamp.Stamp
	_, _, where, found := findStamp(line[h.to:], &s)
	apart := s.At - h.At
	return found && !where.Epoch && s.Flags.IsWhole() && max(apart, -apart) > 26*stamp.NanosPerHour && line[h.to] == '\t'
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
	if level, found := bytes.CutPrefix(line[:max(from-1, 0)], []byte("[")); found && levelOfWord(level) != retro.LevelNone {
		return false // "[info 2026-11-18 09:05:12 UTC server …] …"
	}
	for _, word := range bytes.Fields(line[:min(len(line), genericReach)])[:where.Words] {
		for _, c := range word {
			if !stamp.IsLetter(c) && c != '\'' && c != ',' {
				return false
			}
		}
		if firstKind(word) == 'A' && (len(word) > 1 || where.Words == 1) || levelOfWord(word) != retro.LevelNone && (stamp.IsUpper(word[0]) || where.Words == 1 && !isCommonWord(word)) {
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
	case best.format == formatEpoch && best.shape.Last && n < w.open:
		return // Numbers of processes, some of which look like days.
	case n == 0:
		best = commonest(w.spoken)
		n = w.spoken[best]
		if n >= 3 && n*4 >= lines*3 || n == 2 && lines == 2 && best.shape.Last {
			p.weak, p.shapes, p.plain = best.format, []shape{best.shape}, false
		}
	case heads == 0 && (n >= 2 && n*25 >= lines || lines <= 2 || best == w.label), n >= 2 && n*2 >= w.open && w.runs[best]*4 >= n && n*10 >= lines:
		p.weak = best.format
		w.chooseShapes(p, best)
	case heads == 0:
		w.chooseColumns(p)
	}
}

// chooseColumns allows stamps behind any number of words where three of four lines have one.
func (w *weakness) chooseColumns(p *plan) {
	var shapes []shape
	lines := 0
	for kind, n := range w.counts {
		if kind.format == formatGeneric && kind.shape.Before == ' ' && !kind.shape.Epoch {
			shapes = append(shapes, kind.shape)
			lines += n
		}
	}
	if lines >= 3 && lines*4 >= w.open*3 || lines >= 2 && lines == w.open {
		slices.SortFunc(shapes, func(a, b shape) int { return cmp.Or(cmp.Compare(a.Words, b.Words), cmp.Compare(a.First, b.First)) })
		p.weak, p.shapes = formatGeneric, shapes
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
	return first > ' ' && first < 0x80 && !stamp.IsLetter(first) && !stamp.IsDigit(first)
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
