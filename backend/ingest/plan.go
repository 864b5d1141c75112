package ingest

import (
	"bytes"
	"errors"
	"io"
	"time"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

// plan is what has to be known of a source before its lines can be classified one
// by one. It is made from samples at fixed places, so that the same bytes always
// give the same plan, and kept with the index, so that a line can be read again.
type plan struct {
	encoding encoding
	newline  byte // '\n', or '\r' in a source that has no '\n'
	// forced is the only format allowed, or formatText for any.
	forced formatID
	// plain is set for text without a stamp: each line is an entry of its own.
	plain bool
	// binary is set where the bytes are a picture's or a program's: what no format
	// explains of them is not text either. It does not outlive the reading.
	binary bool
	// bareJSON lets objects without a time be entries: most lines are objects.
	bareJSON bool
	// indented is set where all entries begin behind blanks.
	indented bool
	// marked is set where times stand behind the marks of lists and emphasis.
	marked bool
	// behind is set where times stand in brackets behind the rows of a list. It is marked too.
	behind bool
	// page is set where times stand in the headings of a page, see headPage. It is marked too.
	page bool
	// military is set where times of day are four digits, "0905", or have a dot, "9.05".
	military bool
	// spoken is set where lines begin with a day and a clock in words, see headSpoken.
	spoken bool
	// block is what the blocks of labels have in common that the entries are, nil for any other
	// source.
	block *block
	// record is the alert that the whole source is, nil for any other.
	record *record
	// letter is the number of the word behind the stamp that is a letter for the level in
	// all entries, from 1 on; 0 without one.
	letter int
	// ages is the header of a table that says how long ago things were, nil without one.
	ages *ages
	// items is the indent of the list of a YAML document whose items are the entries, from 1
	// on; 0 for any other source.
	items int
	// maps are the mappings of a YAML document that are entries, see findMaps.
	maps []string
	// slavic is the language of months that several share.
	slavic slavic
	// replies is set where messages hold the replies to them.
	replies bool
	// talk is set for the export of a conversation, whose messages have ids, reactions and
	// the like.
	talk bool
	// joined is set where several entries stand on one line.
	joined bool
	// loose lets stamps without seconds begin entries.
	loose bool
	// chat is the style of a source that is a conversation as a whole.
	chat chatStyle
	// document is the depth of the records of a JSON document, or depthNone.
	document int
	// rows is set where those records are lists and not objects.
	rows bool
	// weak is the one weak format that may begin entries, formatText for none; the
	// generic one needs the shapes, and that of clocks has them where they stand in a column.
	weak   formatID
	shapes []shape
	// table is the header of a table; nil for any other source.
	table *table
	// order settles dates like 03/04/2026 where people said it.
	order stamp.Order
	// created is a wall clock near the beginning whose year is written, from which
	// the years of the source follow, see writtenYear; 0 without one.
	created int64
	// opened is the wall clock of the first entry where the stamps have no date but
	// the source tells their day, see writtenDay; 0 without one.
	opened int64
	// stated is the zone of all clocks that the source itself names, nil without one.
	stated *time.Location
	// columns are the names of the fields that the header of a W3C log gives.
	columns []string
	// local is set where that header says that its times are not in UTC.
	local bool
	// speaker is where the lines name who speaks, nil where no place holds names in all of them.
	speaker *speakerPlace
}

// isStructured reports whether the entries are parts of a document, rows of a table or records, which name
// who they are of in a field.
func (p *plan) isStructured() bool {
	return p.document != depthNone || p.table != nil || p.ages != nil || p.items != 0 || p.maps != nil || p.block != nil || p.record != nil
}

// isOfPeople reports whether somebody wrote the entries down: as plain text, as a list or a page, or with
// clocks and days in words.
func (p *plan) isOfPeople() bool {
	return p.plain || p.marked || p.page || p.spoken || p.military
}

// sampleSize is how much is read at each place where a source is sampled.
const sampleSize = 256 << 10

// makePlan samples the beginning, the middle and the end of a source.
func makePlan(src io.ReaderAt, size int64, forced formatID, kind retro.EvidenceKind) (plan, error) {
	p := plan{newline: '\n', forced: forced, document: depthNone}
	buffer := make([]byte, min(size, sampleSize))
	head, err := readSome(src, buffer, 0, size)
	if err != nil {
		return plan{}, err
	}
	p.encoding = sniffEncoding(head)
	p.binary = !IsText(head)
	if p.encoding == encodingUTF8 && bytes.IndexByte(head, '\n') < 0 && bytes.IndexByte(head, '\r') >= 0 {
		p.newline = '\r'
	}
	if forced == formatText || forced == formatJSONDocument || forced == formatSlackExport {
		if p.document, p.rows = detectDocument(&p, head); p.document == depthNone && forced != formatText {
			p.document = depthTop
		}
	}
	p.created = openedAt(head)
	p.columns = w3cColumns(head)
	p.local = p.columns != nil && bytes.Contains(head[:min(len(head), 4096)], []byte("#Time Format: Local"))
	if p.encoding == encodingUTF8 && p.document == depthNone && p.columns == nil && (forced == formatText || forced == formatCSV) {
		p.table = p.findTable(head)
	}
	if p.document == depthNone && p.table == nil && (forced == formatText || forced == formatAges) {
		p.ages = p.findAges(head)
	}
	if p.document == depthNone && p.table == nil && p.ages == nil && p.encoding == encodingUTF8 && (forced == formatText || forced == formatYAML) {
		p.items = findItems(head)
		p.maps = findMaps(head, p.items-1)
	}
	switch {
	case forced == formatTimeOnly || forced == formatEpoch:
		p.weak = forced
	case p.isClockOnly():
		p.weak = formatW3C
	}
	p.slavic = slavicOf(head)
	if forced == formatText && (kind == "" || kind == retro.EvidenceNote) && size <= pageBytes && p.encoding == encodingUTF8 &&
		p.document == depthNone && p.table == nil && p.ages == nil && p.columns == nil && p.isPage(head) {
		p.page, p.marked, p.loose = true, true, true
		p.stated = p.saidZone(head)
		p.openOnSaidDay(head)
		return p, nil
	}
	p.indented = p.isIndented(head)
	census := census{weak: newWeakness()}
	census.count(&p, head, true)
	if p.created == 0 && p.document == depthNone && census.yearless > 0 {
		p.created = p.writtenYear(head)
	}
	if size > 3*sampleSize {
		for _, place := range []int64{size / 2, size - sampleSize} {
			sample, err := readSome(src, buffer, place&^1, size)
			if err != nil {
				return plan{}, err
			}
			census.count(&p, sample, false)
		}
	}
	heads := census.total()
	if heads == 0 && forced == formatText && !p.isStructured() && !isMarkup(head) {
		p.ages = p.findColumns(head)
	}
	p.bareJSON = census.heads[formatJSONLines]+census.bare > 0 && census.bare > 0 &&
		(census.heads[formatJSONLines]+census.bare)*2 > census.lines && census.heads[formatJSONLines] > 0
	switch style := styleOf(forced); {
	case p.document != depthNone:
	case style != chatNone:
		p.chat = style
	case forced == formatText && kind != retro.EvidenceLog:
		logHeads := heads
		if kind == retro.EvidenceChat {
			logHeads = 0
		}
		sample := head
		if logHeads > 0 && size > sampleSize && census.isLog() {
			// A log through and through: a conversation would show in its beginning.
			sample = head[:min(len(head), sampleSize/16)]
			logHeads = p.headsIn(sample)
		}
		if p.chat = detectChat(&p, sample, logHeads); size > chatBytes && p.chat == chatSlack {
			p.chat = chatNone // Nobody copies so much from a window.
		}
	}
	p.marked = heads == 0 && forced == formatText && p.chat == chatNone && p.document == depthNone && p.table == nil && !isMarkup(head) && p.isMarked(head)
	if !p.marked && heads == 0 && forced == formatText && p.chat == chatNone && p.document == depthNone && p.table == nil && !isMarkup(head) && p.isBehind(head) {
		p.marked, p.behind = true, true
	}
	p.letter = census.letter()
	p.joined = heads > 0 && size <= joinedBytes && forced == formatText && p.chat == chatNone && p.document == depthNone && p.table == nil && p.ages == nil && p.isJoined(head)
	if p.encoding == encodingUTF8 && (p.document != depthNone || census.heads[formatJSONLines] > 0) {
		p.replies, p.talk = exportMarks(head)
	}
	p.plain = !p.marked && forced == formatText && kind != retro.EvidenceLog && p.chat == chatNone && p.document == depthNone && p.ages == nil && census.isProse(heads)
	if p.weak == formatText && p.table == nil && !p.marked && !isMarkup(head) {
		census.weak.choose(&p, heads, census.lines)
		if p.weak == formatText && heads == 0 && p.chat == chatNone && p.document == depthNone {
			p.chooseIndented(head)
		}
	}
	if p.weak != formatText && p.letter == 0 {
		p.letter = p.weakLetter(head)
	}
	p.loose = heads == 0 || forced != formatText
	if heads == 0 && forced == formatText && p.chat == chatNone && p.document == depthNone && p.table == nil && p.ages == nil {
		switch {
		case isMarkup(head):
		case p.findBlocks(head):
		case p.weak == formatText && p.items == 0 && p.maps == nil && !p.marked && p.headsIn(head) < 2 && p.isSpoken(head):
			p.spoken, p.plain = true, false
		case p.weak == formatText && p.isMilitary(head):
			p.weak, p.military, p.plain = formatTimeOnly, true, false
		case size <= recordBytes && (p.weak == formatText || p.weak == formatGeneric && census.weak.most() == 1):
			if p.headsIn(head) >= 2 {
				break // Lines with stamps that lack their seconds.
			}
			if p.record = p.findRecord(head); p.record != nil {
				p.weak, p.plain, p.marked = formatText, false, false
			}
		}
		if p.weak == formatText && p.block == nil && p.record == nil && !p.spoken && !p.marked && p.items == 0 && p.maps == nil && !isMarkup(head) && p.headsIn(head) < 2 {
			if p.shapes = p.clockShapes(head); p.shapes != nil {
				p.weak, p.plain = formatTimeOnly, false
			}
		}
	}
	if p.chat == chatNone && p.document == depthNone {
		if p.stated = statedZone(head); p.stated == nil && size <= chatBytes {
			if p.stated = p.saidZone(head); p.stated == nil {
				p.stated = p.sharedZone(head)
			}
		}
		if p.weak == formatTimeOnly || p.marked || p.table != nil && p.table.Dateless {
			if p.opened = p.writtenDay(head); p.opened == 0 && size <= chatBytes {
				p.openOnSaidDay(head)
			}
		}
	}
	return p, nil
}

// weakLetter does what census.letter does for the entries of a weak format, which are known
// only now.
func (p *plan) weakLetter(sample []byte) int {
	var c census
	for line, next := range p.lines(sample[:min(len(sample), sampleSize/8)]) {
		var h head
		if len(bytes.TrimSpace(line)) > 0 && p.recognise(line, next, &h) && h.Flags&flagDay != flagDay && h.level == retro.LevelNone && c.leveless < leveless {
			c.leveless++
			c.letters(line[min(h.prefix+h.text, len(line)):])
		}
	}
	return c.letter()
}

// headsIn counts the entries of a log in a sample.
func (p *plan) headsIn(sample []byte) int {
	var c census
	c.count(p, sample, true)
	return c.total()
}

// isMarkup reports whether a source is a page, a patch or a calendar, in whose lines times stand
// but which has no entries.
func isMarkup(sample []byte) bool {
	start := bytes.ToLower(bytes.TrimLeft(sample[:min(len(sample), 256)], "\xef\xbb\xbf \t\r\n"))
	for _, opening := range []string{"<!doctype", "<html", "diff -", "--- a/", "begin:vcalendar", "begin:vcard"} {
		if bytes.HasPrefix(start, []byte(opening)) {
			return true
		}
	}
	return false
}

// isIndented reports whether entries begin behind blanks, and none at the margin.
func (p *plan) isIndented(sample []byte) bool {
	for line, next := range p.lines(sample) {
		var h head
		if p.recognise(line, next, &h) {
			return false
		}
	}
	indented, behind := *p, census{}
	indented.indented = true
	behind.count(&indented, sample, true)
	return behind.total() >= 2 || behind.total() > 0 && behind.lines <= 2
}

// census counts what the lines of samples look like.
type census struct {
	lines    int // that are not blank
	behind   int // of them, that begin behind blanks and are no heads
	yearless int // heads without a year
	heads    [formatCount]int
	bare     int // whole JSON objects without a time
	weak     weakness
	// sentences are the lines that people wrote to each other, opening those of
	// them before the first entry.
	sentences, opening int
	// letterAt counts, for each of the first words behind a stamp, the entries in which it is
	// a letter that programs use for levels; letterSeen which.
	letterAt   [letterReach]int
	leveless   int // entries that were looked at for it
	letterSeen [letterReach]uint32
}

// total returns the number of entries in the samples.
func (c *census) total() int {
	heads := 0
	for _, n := range &c.heads {
		heads += n
	}
	return heads
}

// isLog reports whether the samples are of a log through and through: its entries, and
// what begins behind blanks and goes on with them, as in a stack trace.
func (c *census) isLog() bool {
	heads := c.total()
	return (heads+c.behind)*10 >= c.lines*9 && heads*2 >= c.lines
}

// isProse reports whether the samples are a text in which somebody quotes a few
// lines of a log: it opens with sentences, and has far more of them than entries. A
// date alone at the beginning of a line may be where a sentence was broken.
func (c *census) isProse(heads int) bool {
	return c.opening >= 3 && c.sentences > 2*(heads+c.weak.most()) || heads == 1 && c.opening >= 1 && c.sentences >= 8
}

// isSentence reports whether most words of a line are made of letters alone.
func isSentence(line []byte) bool {
	words, plain := 0, 0
	for word := range bytes.FieldsSeq(line[:min(len(line), 512)]) {
		words++
		if isPlainWord(word) {
			plain++
		}
	}
	return words >= 5 && plain*10 >= words*7
}

// isPlainWord reports whether a word is of nothing but letters, with what may end it
// in a sentence. The trimming functions of the standard library build a set of their
// letters at each call, which for a word takes longer than to read it.
func isPlainWord(word []byte) bool {
	end := len(word)
	for end > 0 && bytes.IndexByte([]byte(",.;:!?'\")"), word[end-1]) >= 0 {
		end--
	}
	for _, c := range word[:end] {
		if !stamp.IsLetter(c) && c != '\'' && c != '-' {
			return false
		}
	}
	return true
}

// count adds a sample. A sample from within the source begins inside of a line.
func (c *census) count(p *plan, sample []byte, first bool) {
	skip := !first
	for line, next := range p.lines(sample) {
		if skip || len(bytes.TrimSpace(line)) == 0 {
			skip = false
			continue
		}
		c.lines++
		var h head
		if p.recognise(line, next, &h) {
			c.heads[h.format]++
			if h.Flags.Has(stamp.Yearless) {
				c.yearless++
			}
			if h.level == retro.LevelNone && c.leveless < leveless {
				c.leveless++
				c.letters(line[min(h.prefix+h.text, len(line)):])
			}
			c.weak.interrupt()
			continue
		}
		if line[0] == ' ' || line[0] == '\t' {
			c.behind++
		}
		if isSentence(line) {
			c.sentences++
			if c.total() == 0 {
				c.opening++
			}
		}
		if c.weak.counts != nil {
			if p.indented {
				line = bytes.TrimLeft(line, " \t")
			}
			if n := max(peel(line), peelLevel(line)); n > 0 && n < len(line) {
				if kind, _, _ := weakKindOf(line[n:]); kind.format == formatTimeOnly {
					line = line[n:]
				}
			}
			c.weak.count(line)
		}
		if line[0] == '{' && line[len(line)-1] == '}' && len(line) > 2 {
			c.bare++
		}
	}
}

// readSome fills the buffer from a place in the source, or with what is left of it.
func readSome(src io.ReaderAt, buffer []byte, place, size int64) ([]byte, error) {
	if left := size - place; int64(len(buffer)) > left {
		buffer = buffer[:max(left, 0)]
	}
	if len(buffer) == 0 {
		return nil, nil
	}
	n, err := src.ReadAt(buffer, place)
	if n < len(buffer) && err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	return buffer[:n], nil
}
