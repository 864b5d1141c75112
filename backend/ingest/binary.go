package ingest

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"math"
	"slices"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

// A stored index begins with indexMagic. The last byte counts the versions: an
// index of any other is not read but made again from the source.
const indexMagic = "AWIX\x00\x00\x00\x08"

// indexHeader is the part of a stored index that is not entries. Formats are kept
// by name, since their numbers belong to one build.
type indexHeader struct {
	Entries  int      `json:"entries"`
	Lines    int      `json:"lines"`
	Bytes    int64    `json:"bytes"`
	Preamble int64    `json:"preamble"`
	Zone     string   `json:"zone,omitempty"`
	DayFirst bool     `json:"dayFirst,omitempty"`
	Unsure   bool     `json:"unsure,omitempty"`
	Stated   bool     `json:"stated,omitempty"`
	Linked   bool     `json:"linked,omitempty"`
	Plan     planData `json:"plan"`
	Formats  []string `json:"formats"`
	Names    []string `json:"names,omitempty"`
	Actors   []uint16 `json:"actors,omitempty"`
	Answers  []byte   `json:"answers,omitempty"` // see packAnswers
}

// planData is a plan as it is stored.
type planData struct {
	Encoding uint8         `json:"encoding,omitempty"`
	Newline  uint8         `json:"newline"`
	Forced   string        `json:"forced,omitempty"`
	Plain    bool          `json:"plain,omitempty"`
	BareJSON bool          `json:"bareJSON,omitempty"`
	Loose    bool          `json:"loose,omitempty"`
	Marked   bool          `json:"marked,omitempty"`
	Page     bool          `json:"page,omitempty"`
	Behind   bool          `json:"behind,omitempty"`
	Replies  bool          `json:"replies,omitempty"`
	Talk     bool          `json:"talk,omitempty"`
	Slavic   uint8         `json:"slavic,omitempty"`
	Items    int           `json:"items,omitempty"`
	Ages     *ages         `json:"ages,omitempty"`
	Letter   int           `json:"letter,omitempty"`
	Military bool          `json:"military,omitempty"`
	Record   *record       `json:"record,omitempty"`
	Block    *block        `json:"block,omitempty"`
	Spoken   bool          `json:"spoken,omitempty"`
	Maps     []string      `json:"maps,omitempty"`
	Indented bool          `json:"indented,omitempty"`
	Local    bool          `json:"local,omitempty"`
	Columns  []string      `json:"columns,omitempty"`
	Chat     uint8         `json:"chat,omitempty"`
	Document int           `json:"document"`
	Rows     bool          `json:"rows,omitempty"`
	Created  int64         `json:"created,omitempty"`
	Weak     string        `json:"weak,omitempty"`
	Shapes   []shape       `json:"shapes,omitempty"`
	Table    *table        `json:"table,omitempty"`
	Order    uint8         `json:"order,omitempty"`
	Speaker  *speakerPlace `json:"speaker,omitempty"`
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// measured is after how many entries it is guessed how much the others take: from four
// bytes to fifteen each.
const measured = 1 << 14

// MarshalBinary implements encoding.BinaryMarshaler. The result takes about
// fourteen bytes an entry, seven where none has a time, and ends with a checksum.
//
//nolint:gosec // Entries follow each other, so no difference is negative.
func (ix *Index) MarshalBinary() ([]byte, error) {
	header := indexHeader{
		Entries: len(ix.Entries), Lines: ix.Lines, Bytes: ix.Bytes, Preamble: ix.Preamble,
		Zone: ix.zone, DayFirst: ix.dayFirst, Unsure: ix.unsure, Stated: ix.stated, Linked: ix.linked, Plan: ix.plan.data(), Formats: Formats(),
		Names: ix.names, Actors: ix.actors, Answers: ix.packAnswers(),
	}
	encoded, err := json.Marshal(header)
	if err != nil {
		return nil, fmt.Errorf("encode the header of an index: %w", err)
	}
	out := make([]byte, 0, len(indexMagic)+len(encoded)+16+min(len(ix.Entries), measured)*15)
	out = append(out, indexMagic...)
	out = binary.AppendUvarint(out, uint64(len(encoded)))
	out = append(out, encoded...)
	var last Entry
	lastKind := last.kind()
	start := len(out)
	for i, e := range ix.Entries {
		if i == measured {
			left := (len(out) - start) * (len(ix.Entries) - i) / measured
			out = slices.Grow(out, left+left/16+4)
		}
		out = binary.AppendUvarint(out, uint64(e.Offset-last.Offset))
		out = binary.AppendUvarint(out, uint64(e.Line-last.Line))
		// Where the kind of entry is the one before's, one byte says so.
		if kind := e.kind(); kind == lastKind {
			out = append(out, 0)
		} else {
			out = append(out, 1)
			out = binary.LittleEndian.AppendUint64(out, kind)
			lastKind = kind
		}
		if e.HasTime() {
			out = binary.AppendVarint(out, e.At-last.At)
			last.At = e.At
		}
		out = binary.LittleEndian.AppendUint32(out, e.Message)
		last.Offset, last.Line = e.Offset, e.Line
	}
	return binary.LittleEndian.AppendUint32(out, crc32.Checksum(out, castagnoli)), nil
}

// kind packs what many entries in a row have in common.
//
//nolint:gosec // Packing means to take the bits as they are.
func (e *Entry) kind() uint64 {
	packed := uint64(uint16(e.Zone)) | uint64(e.Level)<<16 | uint64(e.Precision)<<24 |
		uint64(e.Format)<<32 | uint64(e.Flags)<<40
	if !e.HasTime() {
		packed |= 1 << 56
	}
	return packed
}

// setKind unpacks it.
//
//nolint:gosec // As above.
func (e *Entry) setKind(packed uint64) {
	e.Zone, e.Level, e.Precision = int16(uint16(packed)), uint8(packed>>16), uint8(packed>>24)
	e.Format, e.Flags = uint8(packed>>32), stamp.Flag(packed>>40)
}

// UnmarshalIndex reads what MarshalBinary wrote. The error has CodeDamaged where
// the bytes are not whole, and CodeUnsupported where another version wrote them;
// in both cases the index can be made again from its source.
//
//nolint:gosec // The length is compared with that of the data first.
func UnmarshalIndex(data []byte) (*Index, error) {
	damaged := retro.Errorf(retro.CodeDamaged, "the stored index is damaged")
	if len(data) < len(indexMagic)+5 || string(data[:4]) != indexMagic[:4] {
		return nil, damaged
	}
	body, sum := data[:len(data)-4], binary.LittleEndian.Uint32(data[len(data)-4:])
	if crc32.Checksum(body, castagnoli) != sum {
		return nil, damaged
	}
	if string(data[:len(indexMagic)]) != indexMagic {
		return nil, retro.Errorf(retro.CodeUnsupported, "the stored index is of another version")
	}
	body = body[len(indexMagic):]
	length, n := binary.Uvarint(body)
	if n <= 0 || length > uint64(len(body)-n) {
		return nil, damaged
	}
	var header indexHeader
	if err := json.Unmarshal(body[n:n+int(length)], &header); err != nil {
		return nil, damaged
	}
	body = body[n+int(length):]
	// An entry takes four bytes at least, which bounds what is set aside for them.
	if header.Entries < 0 || header.Entries > len(body) {
		return nil, damaged
	}
	ix := &Index{
		Lines: header.Lines, Bytes: header.Bytes, Preamble: header.Preamble,
		zone: header.Zone, dayFirst: header.DayFirst, unsure: header.Unsure, stated: header.Stated, linked: header.Linked,
		names: header.Names, actors: header.Actors,
		Entries: make([]Entry, header.Entries),
	}
	if n := len(ix.actors); n > 0 && (n != header.Entries || int(slices.Max(ix.actors)) >= len(ix.names)) {
		return nil, damaged
	}
	if !ix.unpackAnswers(header.Answers) {
		return nil, damaged
	}
	renumbered, ok := renumber(header.Formats)
	if !ok || !ix.plan.setData(header.Plan) {
		return nil, retro.Errorf(retro.CodeUnsupported, "the stored index knows other formats")
	}
	if !ix.unpack(body, renumbered) {
		return nil, damaged
	}
	return ix, nil
}

// renumber maps the numbers that formats had to those that they have.
func renumber(names []string) ([]uint8, bool) {
	numbers := make([]uint8, 0, len(names))
	for _, name := range names {
		id, ok := formatByName(name)
		if !ok {
			return nil, false
		}
		numbers = append(numbers, uint8(id))
	}
	return numbers, true
}

// unpack fills the entries, and reports whether their places make sense.
//
//nolint:gosec // An offset that overflows is refused.
func (ix *Index) unpack(body []byte, formatNumbers []uint8) bool {
	var e Entry
	var at int64
	timeless := false
	for i := range ix.Entries {
		step, n := binary.Uvarint(body)
		if n <= 0 {
			return false
		}
		body = body[n:]
		lines, n := binary.Uvarint(body)
		if n <= 0 || len(body) <= n {
			return false
		}
		changed := body[n] != 0
		body = body[n+1:]
		if changed {
			if len(body) < 8 {
				return false
			}
			kind := binary.LittleEndian.Uint64(body)
			e.setKind(kind)
			timeless = kind&(1<<56) != 0
			if int(e.Format) >= len(formatNumbers) {
				return false
			}
			e.Format = formatNumbers[e.Format]
			body = body[8:]
		}
		e.Offset += int64(step)
		e.Line += uint32(min(lines, math.MaxUint32))
		if e.Offset < 0 || e.Offset > ix.Bytes {
			return false
		}
		e.At = stamp.NoTime
		if !timeless {
			delta, n := binary.Varint(body)
			if n <= 0 {
				return false
			}
			body = body[n:]
			at += delta
			e.At = at
		}
		if len(body) < 4 {
			return false
		}
		e.Message = binary.LittleEndian.Uint32(body)
		body = body[4:]
		ix.Entries[i] = e
	}
	ix.close()
	return true
}

func (p *plan) data() planData {
	d := planData{
		Encoding: uint8(p.encoding), Newline: p.newline, Plain: p.plain, BareJSON: p.bareJSON, Loose: p.loose, Marked: p.marked, Page: p.page, Behind: p.behind, Replies: p.replies, Talk: p.talk, Slavic: uint8(p.slavic), Items: p.items, Ages: p.ages, Letter: p.letter, Military: p.military, Record: p.record, Block: p.block, Spoken: p.spoken, Maps: p.maps, Indented: p.indented, Local: p.local,
		Columns: p.columns, Chat: uint8(p.chat), Document: p.document, Rows: p.rows, Created: p.created, Shapes: p.shapes, Table: p.table, Order: uint8(p.order), Speaker: p.speaker,
	}
	if p.forced != formatText {
		d.Forced = formats[p.forced].name
	}
	if p.weak != formatText {
		d.Weak = formats[p.weak].name
	}
	return d
}

func (p *plan) setData(d planData) bool {
	*p = plan{
		encoding: encoding(d.Encoding), newline: d.Newline, plain: d.Plain, bareJSON: d.BareJSON, loose: d.Loose, marked: d.Marked, page: d.Page, behind: d.Behind, replies: d.Replies, talk: d.Talk, slavic: slavic(min(d.Slavic, uint8(slavicCroatian))), items: d.Items, ages: d.Ages, letter: d.Letter, military: d.Military, record: d.Record, block: d.Block, spoken: d.Spoken, maps: d.Maps, indented: d.Indented, local: d.Local,
		columns: d.Columns, chat: chatStyle(d.Chat), document: d.Document, rows: d.Rows, created: d.Created, shapes: d.Shapes, table: d.Table, order: stamp.Order(d.Order), speaker: d.Speaker,
	}
	ok := d.Encoding <= uint8(encodingUTF16BE) && d.Chat < uint8(chatStyles) && (d.Speaker == nil || d.Speaker.isValid())
	for _, named := range []struct {
		name string
		id   *formatID
	}{{d.Forced, &p.forced}, {d.Weak, &p.weak}} {
		if named.name != "" {
			id, known := formatByName(named.name)
			*named.id, ok = id, ok && known
		}
	}
	return ok
}
