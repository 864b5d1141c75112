package sqlite

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite/internal/queries"
)

// damage is a piece that is missing or is not what was stored.
type damage struct {
	what string // as a person would say it
	hash hash
}

func (d damage) String() string { return fmt.Sprintf("%s (piece %v)", d.what, d.hash) }

// assembler puts a content together from pieces, leaving out what is damaged. It
// reads one content and is then done.
type assembler struct {
	lists   retro.Lists
	queries *queries.Queries
	packer  packer
	cache   *pieceCache // may be nil
	// seen are the sound pieces met on the way.
	seen map[hash]struct{}

	ctx    context.Context //nolint:containedctx // of the one call of assemble
	damage []damage
	err    error // the first that is not about damage
}

// assemble reads the tree under root. The error is only about reading: damage is
// listed beside what is left of the content.
func (a *assembler) assemble(ctx context.Context, root hash) (retro.Content, []damage, error) {
	a.ctx, a.seen = ctx, map[hash]struct{}{}
	var content retro.Content
	if body, ok := a.piece(root, pieceRoot); ok {
		members := splitHashes(body)
		if len(members) < rootMembers {
			a.damage = append(a.damage, damage{pieceRoot.String(), root})
		} else {
			a.content(&content, members)
		}
	}
	return content.Normalised(), a.damage, a.err
}

func (a *assembler) content(content *retro.Content, members []hash) {
	if body, ok := a.piece(members[0], pieceHead); ok {
		a.decode(members[0], pieceHead.String(), body, content)
	}
	if body, ok := a.piece(members[1], pieceDebrief); ok {
		a.decode(members[1], pieceDebrief.String(), body, &content.Debrief)
	}
	for list := range a.lists.All() {
		// A list that there was not yet when the revision was saved is empty.
		if list.Member > 0 && list.Member < len(members) {
			list.Put(content, a.records(list, members[list.Member]))
		}
	}
}

// records reads the records of a list, nil for none.
func (a *assembler) records(list retro.List, at hash) []retro.Record {
	var records []retro.Record
	kind, name := kindOf(list), nameOf(list)
	a.walk(at, kind, name, func(h hash, body []byte) {
		record := list.New()
		if !list.HasText() {
			if a.decode(h, name, body, record) {
				records = append(records, record)
			}
			return
		}
		if len(body) < hashSize || !a.decode(h, name, body[hashSize:], record) {
			return
		}
		var text strings.Builder
		a.walk(hash(body), pieceBlock, fmt.Sprintf("a paragraph of the %s “%s”", list.One, list.Title(record)), func(_ hash, block []byte) {
			text.Write(block)
		})
		*list.Text(record) = text.String()
		records = append(records, record)
	})
	return records
}

// walk calls visit with every leaf of a list, in order.
func (a *assembler) walk(node hash, leaf pieceKind, what string, visit func(hash, []byte)) {
	found, ok := a.pieces([]hash{node})[node]
	if !ok || found.kind != pieceList {
		a.damage = append(a.damage, damage{"a list with " + what, node})
		return
	}
	a.walkMembers(found, leaf, what, visit)
}

func (a *assembler) walkMembers(list piece, leaf pieceKind, what string, visit func(hash, []byte)) {
	members := splitHashes(list.body)
	stored := a.pieces(members)
	for _, member := range members {
		switch found := stored[member]; found.kind {
		case leaf:
			visit(member, found.body)
		case pieceList:
			a.walkMembers(found, leaf, what, visit)
		default:
			a.damage = append(a.damage, damage{what, member})
		}
	}
}

// decode fills a record from the JSON of a sound piece; JSON that is not that of
// the record is damage as well.
func (a *assembler) decode(h hash, what string, body []byte, into any) bool {
	if err := json.Unmarshal(body, into); err != nil {
		a.damage = append(a.damage, damage{what, h})
		return false
	}
	return true
}

// piece reads one piece, which must be of the kind.
func (a *assembler) piece(h hash, kind pieceKind) ([]byte, bool) {
	found, ok := a.pieces([]hash{h})[h]
	if !ok || found.kind != kind {
		a.damage = append(a.damage, damage{kind.String(), h})
		return nil, false
	}
	return found.body, true
}

// pieces reads many pieces at once; those that are damaged are left out.
func (a *assembler) pieces(hashes []hash) map[hash]piece {
	sound := make(map[hash]piece, len(hashes))
	missing := make([][]byte, 0, len(hashes))
	for i, h := range hashes {
		if found, ok := a.cache.get(h); ok {
			sound[h] = found
		} else {
			missing = append(missing, hashes[i][:])
		}
	}
	if len(missing) > 0 {
		rows, err := a.queries.PiecesByHash(a.ctx, missing)
		if err != nil && a.err == nil {
			a.err = wrap(err, "read revision")
		}
		for _, row := range rows {
			if found, ok := openPiece(a.packer, row); ok {
				sound[found.hash] = found
				a.cache.put(found)
			}
		}
	}
	for h := range sound {
		a.seen[h] = struct{}{}
	}
	return sound
}

// openPiece unpacks a row and checks it against its hash.
func openPiece(packer packer, row queries.Piece) (piece, bool) {
	body, err := packer.unpack(row.Body, row.Size)
	if err != nil || row.Kind < 0 || row.Kind > 0xff {
		return piece{}, false
	}
	found := newPiece(pieceKind(row.Kind), body)
	return found, bytes.Equal(found.hash[:], row.Hash)
}
