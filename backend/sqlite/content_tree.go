package sqlite

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"iter"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/afterword-app/afterword/backend/retro"
)

// tree is a content cut into pieces.
type tree struct {
	root   hash
	pieces map[hash]piece
}

// plant cuts a content into pieces. Equal contents give equal trees. The error
// has CodeInvalid where JSON cannot hold a value (a year after 9999, a region
// that is not a number).
//
// What was purged may be written again: it is planted under other hashes, so that
// the revisions from before the purge do not say it again.
func plant(lists retro.Lists, content retro.Content, known *plantedRecords, purged map[hash]bool) (tree, error) {
	if content.IsUnreadable() {
		return tree{}, retro.Errorf(retro.CodeDamaged, "nothing of the newest revision can be read, so nothing can be saved on top of it").
			WithHint("restore an earlier revision first")
	}
	p := newPlanter(content.Lost, known)
	p.purged = purged
	content = content.Normalised()

	// Only what the root holds is planted: the head is looked up by all its pieces.
	empty := newPiece(pieceList, nil).hash
	root := make([]hash, rootMembers)
	head := content
	for list := range lists.All() {
		if list.Member == 0 {
			continue
		}
		for len(root) <= list.Member {
			root = append(root, empty)
		}
		root[list.Member] = empty
		if records := list.Records(&content); len(records) > 0 || len(p.lost[list.Noun]) > 0 {
			root[list.Member] = p.records(list, records)
		}
		list.Put(&head, nil)
	}
	for _, lost := range content.Lost {
		if lost.Why != retro.LostUnknown || lost.Member < rootMembers {
			continue
		}
		for len(root) <= lost.Member {
			root = append(root, empty)
		}
		root[lost.Member] = pieceOf(lost)
	}
	for len(root) > rootMembers && root[len(root)-1] == empty {
		root = root[:len(root)-1]
	}
	if slices.Contains(root, empty) {
		p.list(nil)
	}
	root[1] = p.only(pieceDebrief, head.Debrief, retro.NounDebrief, reflect.ValueOf(head.Debrief).IsZero())
	head.Debrief = retro.Debrief{}
	root[0] = p.only(pieceHead, head, retro.NounParticulars, head.HasLostParticulars())
	planted := tree{root: p.add(pieceRoot, joinHashes(root)), pieces: p.pieces}
	if p.err != nil {
		return tree{}, retro.Errorf(retro.CodeInvalid, "this cannot be saved: %w", p.err)
	}
	return planted, nil
}

// planter gathers pieces and keeps the first error.
type planter struct {
	pieces map[hash]piece
	known  *plantedRecords // may be nil
	purged map[hash]bool
	err    error
	// lost are the things that are lost, by their list, and notes the paragraphs, by
	// what stands in the text for them. They are planted as what they were.
	lost  map[retro.Noun][]retro.Lost
	notes map[string]hash
}

func newPlanter(lost []retro.Lost, known *plantedRecords) *planter {
	p := &planter{pieces: map[hash]piece{}, known: known, lost: map[retro.Noun][]retro.Lost{}, notes: map[string]hash{}}
	for _, l := range lost {
		switch {
		case l.Piece == "" || l.Noun == "" || l.Why == retro.LostPurged: // that is gone for good
		case l.IsParagraph:
			p.notes[l.Note()] = pieceOf(l)
		default:
			p.lost[l.Noun] = append(p.lost[l.Noun], l)
		}
	}
	return p
}

// pieceOf is the hash of what is lost.
func pieceOf(lost retro.Lost) hash {
	var h hash
	_, _ = hex.Decode(h[:], []byte(lost.Piece)) // the store wrote it
	return h
}

// only plants what there is one of, as what was lost where nothing was written in
// place of it.
func (p *planter) only(kind pieceKind, value any, noun retro.Noun, isUntouched bool) hash {
	if lost := p.lost[noun]; len(lost) > 0 && isUntouched {
		return pieceOf(lost[0])
	}
	return p.record(kind, value)
}

func (p *planter) add(kind pieceKind, body []byte) hash {
	made := p.make(kind, body)
	p.pieces[made.hash] = made
	return made.hash
}

// make makes a piece; of JSON that was purged with a space behind.
func (p *planter) make(kind pieceKind, body []byte) piece {
	made := newPiece(kind, body)
	for p.purged[made.hash] {
		body = append(slices.Clip(body), ' ')
		made = newPiece(kind, body)
	}
	return made
}

// stretch plants text as one piece, or where that was purged as two.
func (p *planter) stretch(text string) []hash {
	made := newPiece(pieceBlock, []byte(text))
	if !p.purged[made.hash] {
		p.pieces[made.hash] = made
		return []hash{made.hash}
	}
	at := len(strings.TrimRight(text, "\n"))
	if at == 0 || at == len(text) {
		_, at = utf8.DecodeRuneInString(text)
	}
	return append(p.stretch(text[:at]), p.stretch(text[at:])...)
}

func (p *planter) record(kind pieceKind, value any) hash {
	return p.add(kind, p.json(value))
}

// json is the canonical form of a record: fields in the order of the Go type,
// no escapes that JSON does not ask for.
func (p *planter) json(value any) []byte {
	var body bytes.Buffer
	encoder := json.NewEncoder(&body)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil && p.err == nil {
		p.err = err
	}
	return bytes.TrimSuffix(body.Bytes(), []byte("\n"))
}

// records plants the list of some records.
func (p *planter) records(list retro.List, records []retro.Record) hash {
	kind := kindOf(list)
	hashes := make([]hash, 0, len(records))
	lost := slices.Clone(p.lost[list.Noun])
	after := func(id string) {
		lost = slices.DeleteFunc(lost, func(l retro.Lost) bool {
			if l.ID == id {
				hashes = append(hashes, pieceOf(l))
			}
			return l.ID == id
		})
	}
	after("")
	for _, record := range records {
		hashes = append(hashes, p.thing(list, kind, record))
		after(list.ID(record))
	}
	for _, l := range lost { // what stood before them is gone, and private notes of others stand last
		if h := pieceOf(l); !slices.Contains(hashes, h) {
			hashes = append(hashes, h)
		}
	}
	return p.list(hashes)
}

// thing plants one record of a list.
func (p *planter) thing(list retro.List, kind pieceKind, record retro.Record) hash {
	if list.HasText() {
		return p.text(list, kind, record)
	}
	made, ok := p.known.get(list, kind, record)
	if !ok {
		made = p.make(kind, p.json(record))
		p.known.put(list, kind, record, made)
	}
	p.pieces[made.hash] = made
	return made.hash
}

// text plants a record behind the blocks of its text.
func (p *planter) text(list retro.List, kind pieceKind, record retro.Record) hash {
	var blocks []hash
	for block := range splitBlocks(*list.Text(record)) {
		blocks = append(blocks, p.block(block)...)
	}
	text := p.list(blocks)
	record = list.Clone(record)
	*list.Text(record) = ""
	return p.add(kind, append(text[:], p.json(record)...))
}

// block plants a stretch of text, in which notes may stand for what was lost.
func (p *planter) block(block string) []hash {
	for note, lost := range p.notes {
		before, after, ok := strings.Cut(block, note)
		if !ok {
			continue
		}
		var hashes []hash
		if before != "" {
			hashes = p.block(before)
		}
		hashes = append(hashes, lost)
		if after = strings.TrimLeft(after, "\n"); after != "" {
			hashes = append(hashes, p.block(after)...)
		}
		return hashes
	}
	return p.stretch(block)
}

// The sizes of a list's nodes. A node ends after a member whose hash says so,
// which about one in sixteen does, so that a change moves no other boundary: the
// cost of changing one member of a long list is one node for each level.
const (
	nodeLeast    = 4 // keeps every level shorter than the one below it
	nodeMost     = 64
	nodeBoundary = 256 / 16
)

// list puts hashes into one piece, through as many levels of nodes as it takes.
func (p *planter) list(hashes []hash) hash {
	for {
		var nodes []hash
		from := 0
		for i := range hashes {
			size := i + 1 - from
			if size == nodeMost || size >= nodeLeast && hashes[i][0] < nodeBoundary || i == len(hashes)-1 {
				nodes = append(nodes, p.add(pieceList, joinHashes(hashes[from:i+1])))
				from = i + 1
			}
		}
		switch len(nodes) {
		case 0:
			return p.add(pieceList, []byte{})
		case 1:
			return nodes[0]
		}
		hashes = nodes
	}
}

// splitBlocks yields a text in stretches that end after a blank line, so that
// they join to the text byte for byte.
func splitBlocks(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		from, blank := 0, false
		for at := 0; at < len(text); {
			end := len(text)
			if newline := strings.IndexByte(text[at:], '\n'); newline >= 0 {
				end = at + newline + 1
			}
			isBlank := strings.TrimSpace(text[at:end]) == ""
			if blank && !isBlank {
				if !yield(text[from:at]) {
					return
				}
				from = at
			}
			blank = isBlank
			at = end
		}
		if from < len(text) {
			yield(text[from:])
		}
	}
}
