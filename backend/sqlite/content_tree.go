package sqlite

import (
	"bytes"
	"encoding/json"
	"iter"
	"slices"
	"strings"

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
func plant(lists retro.Lists, content retro.Content, known *plantedRecords) (tree, error) {
	p := planter{pieces: map[hash]piece{}, known: known}
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
		if records := list.Records(&content); len(records) > 0 {
			root[list.Member] = p.records(list, records)
		}
		list.Put(&head, nil)
	}
	for len(root) > rootMembers && root[len(root)-1] == empty {
		root = root[:len(root)-1]
	}
	if slices.Contains(root, empty) {
		p.list(nil)
	}
	root[1] = p.record(pieceDebrief, head.Debrief)
	head.Debrief = retro.Debrief{}
	root[0] = p.record(pieceHead, head)
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
	err    error
}

func (p *planter) add(kind pieceKind, body []byte) hash {
	made := newPiece(kind, body)
	p.pieces[made.hash] = made
	return made.hash
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
	for _, record := range records {
		made, ok := p.known.get(list, kind, record)
		switch {
		case list.HasText():
			hashes = append(hashes, p.text(list, kind, record))
			continue
		case !ok:
			made = newPiece(kind, p.json(record))
			p.known.put(list, kind, record, made)
		}
		p.pieces[made.hash] = made
		hashes = append(hashes, made.hash)
	}
	return p.list(hashes)
}

// text plants a record behind the blocks of its text.
func (p *planter) text(list retro.List, kind pieceKind, record retro.Record) hash {
	var blocks []hash
	for block := range splitBlocks(*list.Text(record)) {
		blocks = append(blocks, p.add(pieceBlock, []byte(block)))
	}
	text := p.list(blocks)
	record = list.Clone(record)
	*list.Text(record) = ""
	return p.add(kind, append(text[:], p.json(record)...))
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
