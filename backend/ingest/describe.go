package ingest

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

// Description is what people see of one entry.
type Description struct {
	// Written is the time stamp as it stands in the source, "" without one.
	Written string
	// Actor is who wrote it: a person in a chat, a service or a host in a log; ""
	// where the entry does not say.
	Actor string
	// Text is the message: without the stamp and terminal escapes, invalid UTF-8
	// replaced, lines parted by "\n".
	Text string
	// Fields are the parts that the format names, in the order of the source.
	Fields []Field
	Level  retro.Level
	// End is when what it is about was over, as of an alert that was resolved; nil where the
	// entry is not a span.
	End *retro.Instant
	// Why says how the entry came to its time.
	Why string

	// only is the one field that is wanted, "" for all that there is to say.
	only string
}

// Field is one named part of an entry.
type Field struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// wants reports whether a field is of interest.
func (d *Description) wants(name string) bool { return d.only == "" || d.only == name }

// add appends a field.
func (d *Description) add(name string, value []byte) {
	if !d.wants(name) {
		return
	}
	d.Fields = append(d.Fields, Field{Name: text(name), Value: text(value)})
}

// Describe reads an entry again for display. Raw are its bytes as they stand in the
// source, from its Offset on; they may be cut short.
func (ix *Index) Describe(i int, raw []byte) Description {
	d := ix.describe(i, raw, "")
	d.Why, d.End = ix.whyTime(ix.Entries[i]), ix.endOf(i, d.Fields)
	ix.findActor(i, &d)
	return d
}

// describe leaves out why, and the actor that only a field or a head names. Where only one field
// is wanted it may leave out all else.
func (ix *Index) describe(i int, raw []byte, only string) Description {
	e := ix.Entries[i]
	d := Description{Level: retro.Level(e.Level), only: only}
	if ix.actors != nil && e.isSaid() {
		ix.describeChat(i, raw, &d)
		return d
	}
	if ix.plan.document != depthNone {
		if ix.plan.encoding != encodingUTF8 {
			raw = decodeUTF16(nil, raw, ix.plan.encoding)
		}
		ix.describeDocument(i, raw, &d)
		return d
	}
	clean := cleaner{dirty: true}
	end, next := ix.plan.lineEnd(raw, 0)
	if next == 0 {
		next = len(raw)
	}
	line := clean.clean(&ix.plan, raw[:end])
	var h head
	if !ix.plan.head(line, raw[next:], &h) || uint8(h.format) != e.Format {
		if ix.plan.replies && line[0] == '{' {
			describeJSON(line, &head{}, &d) // It was cut off where its replies begin.
			if ix.plan.talk {
				describeTalk(line, &d)
			}
			ix.describeAnswer(i, &d)
			return d
		}
		d.Text = strings.TrimRight(ix.plainText(raw), " \t\n")
		return d
	}
	if h.prefix > 0 {
		switch {
		case ix.plan.marked:
		case peelLevel(line) == h.prefix:
			if name, _, found := strings.Cut(text(line[h.prefix+h.text:]), "\t"); found && isName(name) {
				d.Actor = name
			}
		default:
			name := "source"
			if isStream(line) {
				name = "stream"
			}
			d.add(name, bytes.Trim(line[:h.prefix], "[]| \t\ufeff"))
		}
		line = line[h.prefix:]
	}
	d.Written = text(line[h.from:h.to])
	f := &formats[h.format]
	switch {
	case ix.plan.table != nil:
		ix.plan.table.describe([]byte(strings.TrimRight(ix.plainText(raw), "\n")), &h, &d)
		return d
	case h.format == formatAges:
		ix.plan.ages.describe(text(line), &d)
	case ix.plan.ages != nil && h.format == formatCSV:
		ix.plan.ages.describe(text(line), &d)
	case h.format == formatW3C:
		ix.plan.describeW3C(line, &h, &d)
	case f.describeAll != nil:
		if ix.plan.block != nil {
			ix.plan.block.describe(ix.plainText(raw), &d)
			return d
		}
		if ix.plan.record != nil {
			d.Written = ix.plan.record.Written
		}
		f.describeAll([]byte(ix.plainText(raw)), &d)
		return d
	case f.describe != nil:
		f.describe(line, &h, &d)
		if ix.plan.talk && h.format == formatJSONLines {
			describeTalk(line, &d)
			ix.describeAnswer(i, &d)
		}
	}
	if d.Text == "" {
		d.Text = text(withoutStamp(line, &h))
		describeUntil(line, &h, &d)
	}
	ix.describeRest(raw[next:], &h, &d)
	if d.Actor == "" {
		noteAuthor(&d)
		noteDevice(&d)
	}
	if ix.plan.marked {
		first, rest, more := strings.Cut(d.Text, "\n")
		if d.Text = withoutMarks(first); more {
			d.Text += "\n" + rest
		}
	}
	d.Text = strings.Trim(d.Text, "\r\n")
	d.Text = strings.TrimRight(d.Text, " \t\n")
	return d
}

// noteAuthor finds who wrote a note of a ticket, whose first line holds nothing else: "Dana
// Kim (Work notes)".
func noteAuthor(d *Description) {
	first, rest, found := strings.Cut(d.Text, "\n")
	first = strings.TrimSpace(strings.TrimLeft(first, "-–— "))
	name, kind, ok := strings.Cut(first, " (")
	if !found || !ok || !strings.HasSuffix(kind, ")") || len(kind) > 40 || !isLikeName(name) || len(strings.Fields(name)) > 4 {
		return
	}
	if kind = strings.TrimSuffix(kind, ")"); isNoteKind(kind) {
		d.Actor, d.Text = name, strings.TrimRight(rest, "\n")
		d.Fields = append(d.Fields, Field{Name: "kind", Value: kind})
	}
}

// isNoteKind reports whether a text of a few words says what kind of note a ticket shows.
func isNoteKind(kind string) bool {
	return len(kind) < 40 && len(strings.Fields(kind)) <= 3 &&
		containsAny(strings.ToLower(kind), "note", "comment", "kommentar", "notiz", "commentaire", "update", "reply", "public", "internal")
}

// noteDevice finds the network device that names itself before the kind of its message, "sw-1
// %LINK-3-UPDOWN: …".
func noteDevice(d *Description) {
	name, rest, found := strings.Cut(d.Text, " %")
	if found && isHost([]byte(name)) && strings.ContainsFunc(name, unicode.IsLetter) && !strings.HasSuffix(name, ":") && facilityLevel([]byte(rest)) != retro.LevelNone {
		d.Actor, d.Text = name, "%"+rest
		d.add("host", []byte(name))
	}
}

// describeRest appends the lines after the first. Those that a container runtime
// split off are put together again, and the headers of W3C logs left out.
func (ix *Index) describeRest(raw []byte, first *head, d *Description) {
	if len(raw) == 0 {
		return
	}
	split := first.Flags&flagSplit != 0
	if !split && first.format != formatW3C {
		if rest := ix.plainText(raw); rest != "" {
			d.Text += "\n" + rest
		}
		return
	}
	var whole strings.Builder
	whole.WriteString(d.Text)
	clean := cleaner{dirty: true}
	for i := 0; i < len(raw); {
		end, next := ix.plan.lineEnd(raw, i)
		line := clean.clean(&ix.plan, raw[i:end])
		var h head
		var part Description
		switch {
		case split && ix.plan.recognise(line, nil, &h) && h.format == first.format:
			formats[h.format].describe(line, &h, &part)
			whole.WriteString(part.Text)
			split = h.Flags&flagSplit != 0
		case first.format != formatW3C || len(line) == 0 || line[0] != '#':
			whole.WriteString("\n" + text(line))
		}
		if next == 0 {
			break
		}
		i = next
	}
	d.Text = whole.String()
}

// withoutStamp returns the message of a line: from where the format says that it
// begins, or else all but the stamp.
func withoutStamp(line []byte, h *head) []byte {
	if h.text > 0 {
		return line[min(h.text, len(line)):]
	}
	before := bytes.TrimRight(line[:h.from], " \t[(\"'")
	after := bytes.TrimLeft(line[h.to:], " \t])\"':,")
	if len(before) == 0 {
		return after
	}
	return append(append(append(make([]byte, 0, len(line)), before...), ' '), after...)
}

// plainText returns the text of raw bytes of the source as people read it.
func (ix *Index) plainText(raw []byte) string {
	if len(raw) == 0 {
		return ""
	}
	if ix.plan.encoding != encodingUTF8 {
		raw = decodeUTF16(nil, raw, ix.plan.encoding)
	}
	if isDirty(raw) {
		raw = stripEscapes(make([]byte, 0, len(raw)), raw)
	}
	if bytes.IndexByte(raw, '\r') >= 0 {
		raw = bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n"))
		raw = bytes.ReplaceAll(raw, []byte("\r"), []byte("\n"))
	}
	return text(raw)
}

// text makes valid UTF-8 of bytes.
func text[T string | []byte](b T) string {
	s := string(b)
	if utf8.ValidString(s) {
		return s
	}
	return strings.ToValidUTF8(s, "\uFFFD")
}

// zoneWords names a zone for people, to whom "Z" says nothing.
func zoneWords(zone string) string {
	if zone == "Z" {
		return "UTC"
	}
	return zone
}

// whyTime says in a sentence how far the entry's time is known.
func (ix *Index) whyTime(e Entry) string {
	var parts []string
	switch {
	case !e.HasTime() && e.Has(stamp.Relative):
		parts = append(parts, "the time counts from a start that nobody has named")
	case !e.HasTime() && e.Has(stamp.Yearless):
		parts = append(parts, "the stamp has no year")
	case !e.HasTime() && e.Has(stamp.Dateless):
		parts = append(parts, "the stamp has no date")
	case !e.HasTime() && e.Has(stamp.DayMonth):
		parts = append(parts, "nobody knows whether the day or the month comes first")
	case !e.HasTime():
		parts = append(parts, "it has no time")
	case e.Zone == stamp.NoZone:
		parts = append(parts, "the zone is not known")
	case e.Has(stamp.AssumedZone):
		parts = append(parts, "read in "+zoneWords(ix.zone))
	default:
		parts = append(parts, "the zone stands in the line")
	}
	if e.HasTime() {
		if e.Has(stamp.Yearless) {
			parts = append(parts, "the year follows from the reference time")
		}
		if e.Has(stamp.Dateless) {
			parts = append(parts, "the date follows from the reference time")
		}
		if e.Has(stamp.Ambiguous) {
			parts = append(parts, "the clocks changed in this hour")
		}
	}
	return formats[e.Format].title + ": " + strings.Join(parts, ", ")
}
