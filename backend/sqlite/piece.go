package sqlite

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/afterword-app/afterword/backend/retro"
)

// pieceKind says what the body of a piece is. The numbers are part of the file's
// format and of every hash.
type pieceKind byte

const (
	// pieceRoot is the hashes of the head, the debrief and the lists, each list in the
	// place that its retro.List.Member says. A list behind the first rootMembers is
	// left out where nothing follows but empty ones, so that a content from before
	// there was such a list has the same root.
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
	// A list behind the first rootMembers has the kind that is so much more than its
	// member: records alone, or with a text in front like a section.
	pieceRecord pieceKind = 4
	pieceText   pieceKind = 64
)

// kindOf is the kind of the pieces that hold the records of a list.
func kindOf(list retro.List) pieceKind {
	first := [rootMembers]pieceKind{
		2: pieceNote, 3: pieceSection, 4: pieceEvent, 5: pieceFactor, 6: pieceActionItem, 7: pieceParticipant, 8: pieceEvidence,
	}
	member := list.Member
	switch {
	case member < rootMembers:
		return first[member]
	case list.HasText():
		return pieceText + pieceKind(member) //nolint:gosec // members are small numbers in the program itself
	}
	return pieceRecord + pieceKind(member) //nolint:gosec // as above
}

// String names the kind as an error speaks of it; records are named by their
// lists, see [nameOf].
func (k pieceKind) String() string {
	names := map[pieceKind]string{
		pieceRoot: "the root", pieceList: "a list", pieceBlock: "a paragraph", pieceHead: "the title", pieceDebrief: "the debrief",
	}
	if name, ok := names[k]; ok {
		return name
	}
	return fmt.Sprintf("a piece of kind %d", byte(k))
}

// nameOf names a record of a list as an error speaks of it: "an event".
func nameOf(list retro.List) string {
	if strings.ContainsRune("aeiou", rune(list.One[0])) {
		return "an " + list.One
	}
	return "a " + list.One
}

// hasText reports whether the body begins with the hash of a text.
func (k pieceKind) hasText() bool { return k == pieceSection || k > pieceText }

// hasMembers reports whether the body holds hashes of other pieces.
func (k pieceKind) hasMembers() bool {
	return k == pieceRoot || k == pieceList || k.hasText()
}

// members returns the hashes that a body of the kind holds, none when it is not
// of the right shape.
func (k pieceKind) members(body []byte) []hash {
	switch {
	case !k.hasMembers(), k.hasText() && len(body) < hashSize:
		return nil
	case k.hasText():
		body = body[:hashSize]
	}
	return splitHashes(body)
}

// rootMembers is how many members every root has.
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
