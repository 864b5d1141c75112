package sqlite

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// pieceKind says what the body of a piece is. The numbers are part of the file's
// format and of every hash.
type pieceKind byte

const (
	// pieceRoot is rootMembers hashes: head, debrief and the lists of notes,
	// sections, events, factors, action items, participants and evidence.
	pieceRoot pieceKind = 1
	// pieceList is the hashes of its members in order: all leaves of one kind, or
	// all lists.
	pieceList pieceKind = 2
	// pieceSection is the hash of the list of its text's blocks, then JSON of
	// retro.Section without the body.
	pieceSection pieceKind = 3
	// pieceBlock is a stretch of a section's text, byte for byte.
	pieceBlock pieceKind = 4
	// pieceHead is JSON of retro.Content without its lists and debrief.
	pieceHead pieceKind = 5
	// pieceDebrief is JSON of retro.Debrief without its notes.
	pieceDebrief pieceKind = 6
	// The others are JSON of the record that they are named after.
	pieceEvent       pieceKind = 7
	pieceFactor      pieceKind = 8
	pieceActionItem  pieceKind = 9
	pieceParticipant pieceKind = 10
	pieceEvidence    pieceKind = 11
	pieceNote        pieceKind = 12
)

// String names the kind as an error speaks of it.
func (k pieceKind) String() string {
	names := [...]string{
		"", "the root", "a list", "a section", "a paragraph", "the title", "the debrief",
		"an event", "a factor", "an action item", "a participant", "an evidence", "a note",
	}
	if int(k) < len(names) {
		return names[k]
	}
	return fmt.Sprintf("a piece of kind %d", byte(k))
}

// hasMembers reports whether the body holds hashes of other pieces.
func (k pieceKind) hasMembers() bool {
	return k == pieceRoot || k == pieceList || k == pieceSection
}

// members returns the hashes that a body of the kind holds, none when it is not
// of the right shape.
func (k pieceKind) members(body []byte) []hash {
	switch {
	case !k.hasMembers(), k == pieceSection && len(body) < hashSize:
		return nil
	case k == pieceSection:
		body = body[:hashSize]
	}
	return splitHashes(body)
}

const rootMembers = 9

const hashSize = sha256.Size

// hash is the SHA-256 of a piece, a chunk or an original.
type hash [hashSize]byte

// String returns the first characters, enough to find it with.
func (h hash) String() string { return hex.EncodeToString(h[:6]) }

func splitHashes(body []byte) []hash {
	hashes := make([]hash, 0, len(body)/hashSize)
	for len(body) >= hashSize {
		hashes = append(hashes, hash(body))
		body = body[hashSize:]
	}
	return hashes
}

func joinHashes(hashes []hash) []byte {
	body := make([]byte, 0, len(hashes)*hashSize)
	for i := range hashes {
		body = append(body, hashes[i][:]...)
	}
	return body
}

// piece is an immutable part of a revision.
type piece struct {
	hash hash
	kind pieceKind
	body []byte
}

func newPiece(kind pieceKind, body []byte) piece {
	sum := sha256.New()
	_, _ = sum.Write([]byte{byte(kind)}) // a hash never fails
	_, _ = sum.Write(body)
	p := piece{kind: kind, body: body}
	sum.Sum(p.hash[:0])
	return p
}
