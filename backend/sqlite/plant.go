package sqlite

import (
	"bytes"
	"encoding/json"
	"iter"
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
func plant(content retro.Content) (tree, error) {
	p := planter{pieces: map[hash]piece{}}
	content = content.Normalised()

	head := content
	head.Sections, head.Events, head.Factors, head.ActionItems = nil, nil, nil, nil
	head.Participants, head.Evidence, head.Debrief = nil, nil, retro.Debrief{}
	debrief := content.Debrief
	debrief.Notes = nil

	root := []hash{
		p.record(pieceHead, head),
		p.record(pieceDebrief, debrief),
		p.list(plantRecords(&p, pieceNote, content.Debrief.Notes)),
		p.sections(content.Sections),
		p.list(plantRecords(&p, pieceEvent, content.Events)),
		p.list(plantRecords(&p, pieceFactor, content.Factors)),
		p.list(plantRecords(&p, pieceActionItem, content.ActionItems)),
		p.list(plantRecords(&p, pieceParticipant, content.Participants)),
		p.list(plantRecords(&p, pieceEvidence, content.Evidence)),
	}
	planted := tree{root: p.add(pieceRoot, joinHashes(root)), pieces: p.pieces}
	if p.err != nil {
		return tree{}, retro.Errorf(retro.CodeInvalid, "this cannot be saved: %w", p.err)
	}
	return planted, nil
}

// planter gathers pieces and keeps the first error.
type planter struct {
	pieces map[hash]piece
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

func plantRecords[T any](p *planter, kind pieceKind, records []T) []hash {
	hashes := make([]hash, 0, len(records))
	for _, record := range records {
		hashes = append(hashes, p.record(kind, record))
	}
	return hashes
}

func (p *planter) sections(sections []retro.Section) hash {
	hashes := make([]hash, 0, len(sections))
	for _, section := range sections {
		var blocks []hash
		for block := range splitBlocks(section.Body) {
			blocks = append(blocks, p.add(pieceBlock, []byte(block)))
		}
		text := p.list(blocks)
		section.Body = ""
		hashes = append(hashes, p.add(pieceSection, append(text[:], p.json(section)...)))
	}
	return p.list(hashes)
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
