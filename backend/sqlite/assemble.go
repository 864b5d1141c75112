package sqlite

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite/internal/queries"
)

// assembler puts a content together from pieces. What is damaged is left out and
// listed as lost. It reads one content and is then done.
type assembler struct {
	lists   retro.Lists
	queries *queries.Queries
	packer  packer
	cache   *pieceCache // may be nil
	purged  purged
	// seen are the sound pieces met on the way.
	seen map[hash]struct{}

	ctx   context.Context //nolint:containedctx // of the one call of assemble
	nodes map[hash]bool   // damaged pieces that are nodes of a list, as far as it is known
	lost  []retro.Lost
	gone  map[retro.EvidenceID]bool // evidence of which the original was purged
	// originals that were purged, nil before the first is asked for.
	originals map[hash]bool
	err       error // the first that is not about damage
}

// assembler reads contents of this library, with a cache or none.
func (db *DB) assembler(q *queries.Queries, cache *pieceCache) *assembler {
	return &assembler{lists: db.lists, queries: q, packer: db.packer, cache: cache, purged: db.purged}
}

// assemble reads the tree under root. The error is only about reading: what is lost
// is listed in the content.
func (a *assembler) assemble(ctx context.Context, root hash) (retro.Content, error) {
	a.ctx, a.seen, a.nodes, a.gone = ctx, map[hash]struct{}{}, map[hash]bool{}, map[retro.EvidenceID]bool{}
	var content retro.Content
	if body, ok := a.piece(root, pieceRoot); !ok || len(splitHashes(body)) < rootMembers {
		a.lose(retro.Lost{What: "all of it"}, root)
	} else {
		a.content(&content, splitHashes(body))
	}
	content.Lost = a.lost
	return content.Normalised(), a.err
}

// lose lists what a piece that cannot be read was.
func (a *assembler) lose(lost retro.Lost, at hash) {
	if lost.Why == "" {
		lost.Why = retro.LostDamaged
	}
	lost.Piece = hex.EncodeToString(at[:])
	a.lost = append(a.lost, lost)
}

func (a *assembler) content(content *retro.Content, members []hash) {
	if body, ok := a.piece(members[0], pieceHead); !ok || json.Unmarshal(body, content) != nil {
		a.lose(retro.Lost{Noun: retro.NounParticulars, What: "the title"}, members[0])
		content.LoseParticulars()
	}
	if body, ok := a.piece(members[1], pieceDebrief); !ok || json.Unmarshal(body, &content.Debrief) != nil {
		a.lose(retro.Lost{Noun: retro.NounDebrief, What: "the debrief"}, members[1])
		content.Debrief = retro.Debrief{}
	}
	known := map[int]bool{0: true, 1: true}
	for list := range a.lists.All() {
		known[list.Member] = true
		// A list that there was not yet when the revision was saved is empty.
		if list.Member > 0 && list.Member < len(members) {
			list.Put(content, a.records(list, members[list.Member]))
		}
	}
	if len(a.gone) > 0 {
		for cited := range a.lists.Citations(content) {
			*cited = slices.DeleteFunc(*cited, func(c retro.Citation) bool { return a.gone[c.Evidence] })
		}
	}
	empty := newPiece(pieceList, nil).hash
	for member := rootMembers; member < len(members); member++ {
		if !known[member] && members[member] != empty {
			a.lost = append(a.lost, retro.Lost{
				Why: retro.LostUnknown, What: "a list of a later Afterword", Member: member, Piece: hex.EncodeToString(members[member][:]),
			})
		}
	}
}

// records reads the records of a list, nil for none.
func (a *assembler) records(list retro.List, at hash) []retro.Record {
	var records []retro.Record
	kind := kindOf(list)
	lose := func(h hash, isNode bool, why retro.LostReason) {
		lost := retro.Lost{Why: why, Noun: list.Noun, What: nameOf(list)}
		if isNode {
			lost.What = "several " + list.Many
		}
		if len(records) > 0 {
			before := records[len(records)-1]
			lost.ID = list.ID(before)
			lost.What += " after “" + list.Title(before) + "”"
		}
		a.lose(lost, h)
	}
	damaged := func(h hash, isNode bool) { lose(h, isNode, retro.LostDamaged) }
	a.walk(at, kind, damaged, func(h hash, body []byte) {
		record, text := list.New(), hash{}
		if list.HasText() {
			if len(body) < hashSize {
				damaged(h, false)
				return
			}
			text, body = hash(body), body[hashSize:]
		}
		if json.Unmarshal(body, record) != nil {
			damaged(h, false)
			return
		}
		if evidence, ok := record.(*retro.Evidence); ok && a.isPurged(evidence.Hash) {
			a.gone[evidence.ID] = true
			lose(h, false, retro.LostPurged)
			return
		}
		if note, ok := record.(*retro.PrivateNote); ok && note.IsWithheld() {
			a.lose(retro.Lost{Why: retro.LostPrivate, Noun: list.Noun, ID: string(note.ID), What: nameOf(list) + " of somebody else"}, h)
			return
		}
		if list.HasText() {
			*list.Text(record) = a.text(list, record, text)
		}
		records = append(records, record)
	})
	return records
}

// text reads the text of a record. A note stands for what is lost of it.
func (a *assembler) text(list retro.List, record retro.Record, at hash) string {
	var text strings.Builder
	a.walk(at, pieceBlock, func(h hash, isNode bool) {
		what := "a paragraph"
		if isNode {
			what = "several paragraphs"
		}
		a.lose(retro.Lost{
			Noun: list.Noun, ID: list.ID(record), IsParagraph: true, What: fmt.Sprintf("%s of the %s “%s”", what, list.One, list.Title(record)),
		}, h)
		text.WriteString(a.lost[len(a.lost)-1].Note() + "\n\n")
	}, func(_ hash, block []byte) { text.Write(block) })
	return text.String()
}

// walk calls visit with every leaf of a list, in order, and lose with what cannot
// be read of it: a leaf or a node.
func (a *assembler) walk(node hash, leaf pieceKind, lose func(h hash, isNode bool), visit func(hash, []byte)) {
	found, ok := a.pieces([]hash{node})[node]
	if !ok || found.kind != pieceList {
		lose(node, true)
		return
	}
	a.walkMembers(found, leaf, lose, visit)
}

func (a *assembler) walkMembers(list piece, leaf pieceKind, lose func(h hash, isNode bool), visit func(hash, []byte)) {
	members := splitHashes(list.body)
	stored := a.pieces(members)
	for _, member := range members {
		switch found := stored[member]; found.kind {
		case leaf:
			visit(member, found.body)
		case pieceList:
			a.walkMembers(found, leaf, lose, visit)
		default:
			lose(member, a.nodes[member])
		}
	}
}

// piece reads one piece, which must be of the kind.
func (a *assembler) piece(h hash, kind pieceKind) ([]byte, bool) {
	found, ok := a.pieces([]hash{h})[h]
	return found.body, ok && found.kind == kind
}

// pieces reads many pieces at once; those that are damaged are left out.
func (a *assembler) pieces(hashes []hash) map[hash]piece {
	sound := make(map[hash]piece, len(hashes))
	missing := make([][]byte, 0, len(hashes))
	for i, h := range hashes {
		if found, ok := a.purged.pieces[h]; ok {
			sound[h] = found
		} else if found, ok := a.cache.get(h); ok {
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
			} else if len(row.Hash) == hashSize {
				a.nodes[hash(row.Hash)] = pieceKind(row.Kind) == pieceList //nolint:gosec // a kind out of range is no list
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
	if row.Purged != nil && bytes.Equal(found.hash[:], row.Purged) && len(row.Hash) == hashSize {
		found.hash = hash(row.Hash)
	}
	return found, bytes.Equal(found.hash[:], row.Hash)
}

// isPurged reports whether an original was purged, here or in the library that a
// bundle is read into.
func (a *assembler) isPurged(original retro.Hash) bool {
	if a.originals == nil {
		var err error
		if a.originals, err = purgedOriginals(a.ctx, a.queries); err != nil && a.err == nil {
			a.err = err
		}
	}
	h, err := parseHash(original)
	return err == nil && (a.originals[h] || a.purged.originals[h])
}
