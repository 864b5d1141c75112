package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
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

// assembler puts a content together from pieces, leaving out what is damaged.
type assembler struct {
	ctx     context.Context
	queries *queries.Queries
	packer  packer
	// seen are the sound pieces met on the way.
	seen   map[hash]struct{}
	damage []damage
	// err is the first error that is not about damage.
	err error
}

// assemble reads the tree under root. With the content come the pieces that it
// is made of and those that are damaged; the error is only about reading.
func assemble(ctx context.Context, q *queries.Queries, packer packer, root hash) (retro.Content, map[hash]struct{}, []damage, error) {
	a := assembler{ctx: ctx, queries: q, packer: packer, seen: map[hash]struct{}{}}
	var content retro.Content
	if body, ok := a.piece(root, pieceRoot, pieceRoot.String()); ok {
		members := splitHashes(body)
		if len(members) < 9 {
			a.damage = append(a.damage, damage{pieceRoot.String(), root})
		} else {
			a.content(&content, members)
		}
	}
	return content.Normalised(), a.seen, a.damage, a.err
}

func (a *assembler) content(content *retro.Content, members []hash) {
	if body, ok := a.piece(members[0], pieceHead, pieceHead.String()); ok {
		a.decode(members[0], pieceHead, body, content)
	}
	if body, ok := a.piece(members[1], pieceDebrief, pieceDebrief.String()); ok {
		a.decode(members[1], pieceDebrief, body, &content.Debrief)
	}
	content.Debrief.Notes = records[retro.Note](a, members[2], pieceNote)
	content.Sections = a.sections(members[3])
	content.Events = records[retro.Event](a, members[4], pieceEvent)
	content.Factors = records[retro.Factor](a, members[5], pieceFactor)
	content.ActionItems = records[retro.ActionItem](a, members[6], pieceActionItem)
	content.Participants = records[retro.Participant](a, members[7], pieceParticipant)
	content.Evidence = records[retro.Evidence](a, members[8], pieceEvidence)
}

func records[T any](a *assembler, list hash, kind pieceKind) []T {
	var items []T
	a.walk(list, kind, kind.String(), func(h hash, body []byte) {
		var item T
		if a.decode(h, kind, body, &item) {
			items = append(items, item)
		}
	})
	return items
}

func (a *assembler) sections(list hash) []retro.Section {
	var sections []retro.Section
	a.walk(list, pieceSection, pieceSection.String(), func(h hash, body []byte) {
		var section retro.Section
		if len(body) < hashSize || !a.decode(h, pieceSection, body[hashSize:], &section) {
			return
		}
		var text strings.Builder
		a.walk(hash(body), pieceBlock, fmt.Sprintf("a paragraph of the section “%s”", section.Heading), func(_ hash, block []byte) {
			text.Write(block)
		})
		section.Body = text.String()
		sections = append(sections, section)
	})
	return sections
}

// walk calls visit with every leaf of a list, in order.
func (a *assembler) walk(node hash, leaf pieceKind, what string, visit func(hash, []byte)) {
	body, ok := a.piece(node, pieceList, "a list with "+what)
	if !ok {
		return
	}
	members := splitHashes(body)
	stored := a.pieces(members)
	for _, member := range members {
		switch found := stored[member]; found.kind {
		case leaf:
			visit(member, found.body)
		case pieceList:
			a.walk(member, leaf, what, visit)
		default:
			a.damage = append(a.damage, damage{what, member})
		}
	}
}

// decode fills a record from the JSON of a sound piece; JSON that is not that of
// the record is damage as well.
func (a *assembler) decode(h hash, kind pieceKind, body []byte, into any) bool {
	if err := json.Unmarshal(body, into); err != nil {
		a.damage = append(a.damage, damage{kind.String(), h})
		return false
	}
	return true
}

// piece reads one piece, which must be of the kind.
func (a *assembler) piece(h hash, kind pieceKind, what string) ([]byte, bool) {
	found, err := readPiece(a.ctx, a.queries, a.packer, h)
	switch {
	case err == nil && found.kind == kind:
		a.seen[h] = struct{}{}
		return found.body, true
	case err == nil || errors.Is(err, errDamagedPiece):
		a.damage = append(a.damage, damage{what, h})
	case a.err == nil:
		a.err = err
	}
	return nil, false
}

// pieces reads many pieces at once; those that are damaged are left out.
func (a *assembler) pieces(hashes []hash) map[hash]piece {
	keys := make([][]byte, len(hashes))
	for i := range hashes {
		keys[i] = hashes[i][:]
	}
	sound := make(map[hash]piece, len(hashes))
	if len(keys) == 0 {
		return sound
	}
	rows, err := a.queries.PiecesByHash(a.ctx, keys)
	if err != nil {
		if a.err == nil {
			a.err = wrap(err, "read revision")
		}
		return sound
	}
	for _, row := range rows {
		if found, err := openPiece(a.packer, row); err == nil {
			sound[found.hash] = found
			a.seen[found.hash] = struct{}{}
		}
	}
	return sound
}

// errDamagedPiece says that a piece is missing or is not what its hash says.
var errDamagedPiece = errors.New("damaged piece")

func readPiece(ctx context.Context, q *queries.Queries, packer packer, h hash) (piece, error) {
	row, err := q.Piece(ctx, h[:])
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return piece{}, errDamagedPiece
	case err != nil:
		return piece{}, wrap(err, "read revision")
	}
	return openPiece(packer, queries.Piece{Hash: h[:], Kind: row.Kind, Size: row.Size, Body: row.Body})
}

// openPiece unpacks a row and checks it against its hash.
func openPiece(packer packer, row queries.Piece) (piece, error) {
	body, err := packer.unpack(row.Body, row.Size)
	if err != nil || row.Kind < 0 || row.Kind > 0xff {
		return piece{}, errDamagedPiece
	}
	found := newPiece(pieceKind(row.Kind), body)
	if string(found.hash[:]) != string(row.Hash) {
		return piece{}, errDamagedPiece
	}
	return found, nil
}
