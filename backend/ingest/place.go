package ingest

import (
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
)

// What one line leaves open, the lines of a source settle together: a program writes who speaks at
// the same place of each line, a cell of its head or one of the first words of that.

// speakerPlace is where in the lines of a source stands who speaks.
type speakerPlace struct {
	Format string `json:"format"` // of these lines
	// Behind says on which side of the level it stands. Cell is its number there; placeCells for a class at
	// the end of the line, or, where Word is not 0, for one whose packages are letters wherever it is.
	Behind bool `json:"behind"`
	Cell   int  `json:"cell"`
	Word   int  `json:"word"` // the number of the word within, from 1 on; 0 for all of it
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

// tally is what is known of a place: in how many lines a name stands there, and how.
type tally struct {
	lines   int
	apart   int // more than a blank parts it from what follows
	data    int // in a column of data
	process int // a number of a process follows
	opening int // in small letters before a message that begins with a capital
	weight  int // of all of the names
	names   []string
}

// note counts a line.
func (t *tally) note(name string, weight int, c cell) {
	t.lines++
	t.weight += weight
	if c.isApart() {
		t.apart++
	}
	if c.isData() {
		t.data++
	}
	if c.ended == endNumber {
		t.process++
	}
	if !slices.Contains(t.names, name) {
		t.names = append(t.names, name)
	}
}

// score says how likely who speaks stands there, among a number of lines; 0 for not at all.
func (t *tally) score(lines int) int {
	if t.lines < 2 || t.lines < lines && (lines < 3 || lines < 10 && t.lines < lines-1 || t.lines*5 < lines*4 && lines >= 10) {
		return 0
	}
	mean, various := 10*t.weight/t.lines, len(t.names)
	apart := t.apart == t.lines
	switch {
	case lines < 10 && t.lines < lines && (!apart || mean < 10*weightIdentifier):
		return 0 // Of a few lines one may say nothing of who speaks where it is sure for the others.
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
	if len(ix.Entries) < 2 || ix.actors != nil || p.isStructured() || p.isOfPeople() {
		return nil
	}
	var format formatID
	lines := 0
	var tallies tallies
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
	for side := range tallies {
		for number := range tallies[side] {
			for word := range tallies[side][number] {
				if score := tallies[side][number][word].score(lines); score > best {
					best, p.speaker = score, &speakerPlace{Format: formats[format].name, Behind: side == 1, Cell: number, Word: word}
				}
			}
		}
	}
	return nil
}

// tallies are those of all places: before the level and behind it, by cell and word.
type tallies [2][placeCells + 1][placeWords + 1]tally

// speakerFormat returns the format of an entry, the same for those that differ by their level alone.
func speakerFormat(e Entry) formatID {
	if id := formatID(e.Format); id != formatLog4j {
		return id
	}
	return formatISO
}

// noteLine counts what stands at each place of a line.
func noteLine(d *Description, tallies *tallies) {
	line, rest, _ := strings.Cut(d.Text, "\n")
	line = strings.TrimRight(line, " ")
	if class := classBehind(line); class != "" {
		tallies[0][placeCells][0].note(class, weightClass, cell{ended: endSquare})
	}
	if class := shortenedClass(line); class != "" {
		tallies[0][placeCells][1].note(class, weightClass, cell{ended: endSquare})
	}
	var h headCells
	h.read(line, d.Level, nil)
	for side := range h.sides {
		for number, c := range h.sides[side].cells() {
			for word := range placeWords + 1 {
				found, c := c.at(word)
				name, weight := nameOf(found, c.ended)
				if weight == 0 || word > 1 && !c.isApart() || word == 0 && c.ended == endNone || number > 0 && c.isData() ||
					weight < weightClass && c.ended == ':' && strings.HasSuffix(line, c.text+":") {
					continue // The last is the label of a time.
				}
				t := &tallies[side][number][word]
				if word > 0 && !c.isApart() {
					opens, _ := c.at(word + 1)
					if opens == "" && c.text == line {
						opens = rest // Only who speaks stands in the first line.
					}
					if opens == "" && c.ended != endGlued {
						continue
					}
					if c.ended == endNone && stamp.IsLower(name[0]) && !startsLower(opens) {
						t.opening++
					}
				}
				t.note(name, weight, c)
			}
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
	switch {
	case p.Cell == placeCells && p.Word == 0:
		return classBehind(line)
	case p.Cell == placeCells:
		return shortenedClass(line)
	}
	var h headCells
	h.read(line, d.Level, p)
	side := &h.sides[0]
	if p.Behind {
		side = &h.sides[1]
	}
	if p.Cell >= side.count {
		return ""
	}
	found, c := side.all[p.Cell].at(p.Word)
	name, _ := nameOf(found, c.ended)
	return name
}
