package ingest

import (
	"bytes"
	"slices"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

var genericFormat = format{
	name: "generic", title: "Lines with a time behind a prefix",
	plural: "lines with a time behind a prefix",
	samples: []string{
		"INFO  [main] 2026-03-14 21:40:00,123 StorageService.java:118 - Node is ready",
		"Main::INFO::2011-12-19 21:40:00,123::vdsm started",
	},
	describe: describeHost,
}

// shape is where in a line a stamp stands: behind how many words, behind which
// byte, and in what kind of line. In columns that bars, tabs or brackets part, the
// Number of columns counts and not that of the words in them; behind a bar, or in quotes
// behind a tab or the name of a member, not even that, since programs leave columns out.
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
	case stamp.IsDigit(line[0]):
		return '0'
	case !stamp.IsLetter(line[0]):
		return line[0]
	}
	for _, c := range line {
		if c >= 'a' && c <= 'z' {
			return 'a'
		}
		if !stamp.IsUpper(c) {
			break
		}
	}
	return 'A'
}

// genericReach is how far into a line a stamp is looked for.
const genericReach = 240

// findStamp looks for the first full stamp behind the start of a line. A bare number is only a time where no date follows it: most numbers
// of that size are names or addresses.
func findStamp(line []byte, s *stamp.Stamp) (from, to int, where shape, ok bool) {
	return findStampAt(line, s, false, nil)
}

// findStampAt looks only where the shapes allow, unless there are none. A loose stamp may
// lack its seconds.
func findStampAt(line []byte, s *stamp.Stamp, loose bool, shapes []shape) (from, to int, where shape, ok bool) {
	coarsest := stamp.PrecisionSecond
	if loose {
		coarsest = stamp.PrecisionMinute
	}
	var number stamp.Stamp
	var numbered shape
	var at span
	for place := range places(line) {
		c, digits := line[place.at], stamp.DigitsAt(line, place.at)
		isEpoch := digits >= 9
		switch {
		case !stamp.IsDigit(c) && !stamp.IsUpper(c):
			continue
		case digits <= 4, digits == 6, digits == 8:
		case isEpoch && at.to == 0 && (isColumnOfDigits(line, place.at, place.at+digits) || isFineEpoch(line, place.at, digits)):
		default:
			continue
		}
		if isWithinToken(line, place.at) {
			continue
		}
		n := stamp.Parse(line[place.at:], s)
		if n == 0 && digits == 2 && place.shape.Words == 1 {
			if word, _, _ := bytes.Cut(line, []byte(" ")); levelOfWord(word) != retro.LevelNone {
				n = stamp.ParseDayMonth(line[place.at:], s) // "INFO 03-14 21:40:00 …" of vLLM.
			}
		}
		if n > 10 && line[place.at+10] == '_' {
			continue // The name of a rotated file.
		}
		end := place.at + n
		// With its zone, a stamp is none of the clocks that people write.
		if n == 0 || s.Precision > coarsest && s.Zone == stamp.NoZone || end < len(line) && !endsStamp(line[end]) {
			continue
		}
		if isEpoch && shapes != nil {
			if place.shape.Epoch = true; slices.Contains(shapes, place.shape) {
				return place.at, end, place.shape, true
			}
			continue
		}
		if !isEpoch {
			if s.Flags&stamp.Yearless != 0 {
				place.at -= s.ReadYearBefore(line[:place.at])
			}
			if closesLine(line, place.at, end) {
				place.shape = shape{Before: line[place.at-1], Last: true}
			}
			if shapes != nil && !slices.Contains(shapes, place.shape) {
				continue
			}
			return place.at, end, place.shape, true
		}
		number, numbered, at = *s, place.shape, span{place.at, end}
		numbered.Epoch = true
	}
	if at.to == 0 && len(line) > genericReach {
		from := bytes.LastIndexByte(line, '(') + 1
		if n := stamp.Parse(line[from:], s); from > 0 && n > 0 && s.Precision <= coarsest && closesLine(line, from, from+n) {
			return from, from + n, shape{Before: '(', Last: true}, true
		}
	}
	*s = number
	return at.from, at.to, numbered, at.to > 0
}

// isWithinToken reports whether a place lies inside of a token of digits and signs, like an
// address, a version or a date that is none. No stamp begins there.
func isWithinToken(line []byte, at int) bool {
	if at < 2 || !stamp.IsDigit(line[at]) {
		return false
	}
	switch line[at-1] {
	case ':':
		if len(line) > at+4 && stamp.DigitsAt(line, at) == 4 && (line[at+4] == '-' || line[at+4] == '/') {
			return false // "00014:2026/03/14 21:40:00" of Sybase.
		}
		return stamp.IsDigit(line[at-2])
	case '-', '.', '/', '_':
		return stamp.IsDigit(line[at-2])
	}
	return false
}

// closesLine reports whether a stamp stands in brackets that end the line, as the times
// of firewalls do, or is the last column of a line.
func closesLine(line []byte, from, to int) bool {
	if to == len(line) && from > 1 && line[from-1] == ' ' && line[from-2] == ' ' {
		return true // The last column.
	}
	return from > 0 && to == len(line)-1 && (line[from-1] == '(' && line[to] == ')' || line[from-1] == '[' && line[to] == ']')
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
	fraction := stamp.DigitsAt(line, point+1)
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
		tabs, brackets, bar, inside := uint8(0), uint8(0), false, 0
		for i := 1; i < reach; i++ {
			where.Before = line[i-1]
			bar = where.Before == '|' || bar && where.Before == ' '
			switch where.Before {
			case ' ', '\t':
				if (i < 2 || line[i-2] != where.Before) && i > inside {
					where.Words++
				}
				if where.Before == '\t' {
					tabs++
				}
			case '[':
				brackets++
				if end := bytes.IndexByte(line[i:reach], ']'); end > 0 && !stamp.IsDigit(line[i]) {
					inside = i + end // The words of "[Service Thread]" are one column.
				}
			case '(', ')', ']', '{', '*', '\'', '|', '"', ':', '=', '>', ',', ';', '.', '-', '_', '<':
			default:
				continue
			}
			p := place{i, where}
			switch {
			case bar:
				p.shape = shape{Before: '|'}
			case where.Before == '"' && i > 2 && (line[i-2] == '\t' || line[i-2] == ':' && line[i-3] == '"'):
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
	from, to, where, ok := findStampAt(line, &h.Stamp, true, p.shapes)
	if !ok || !slices.Contains(p.shapes, where) {
		return false
	}
	if h.from, h.to, h.text = from, to, 0; from == 0 || from == len("On ") && bytes.HasPrefix(line, []byte("On ")) {
		h.text = skipSeparators(line, to)
	}
	if h.Zone == stamp.NoZone && from > 0 && line[from-1] == '=' {
		h.readPairedZone(line[to:min(len(line), to+pairedZoneReach)])
	}
	h.format, h.level = formatGeneric, findLevel(line[:from])
	if bytes.HasPrefix(line, []byte("debug ")) {
		h.level = cephLevel(line[skipSeparators(line, to):]) // As its containers begin each line.
	}
	if before := bytes.TrimRight(line[:from], " ["); h.level == retro.LevelNone && len(before) > 1 {
		h.level = columnLevel(before)
	}
	if from == 2 && line[1] == ' ' && stamp.IsUpper(line[0]) {
		h.level = levelOfLetter(line[0]) // A column of letters before the stamp.
	}
	if h.level == retro.LevelNone {
		h.level = innerLevel(line[skipSeparators(line, to):])
	}
	return true
}
