package retro

import (
	"encoding/base32"
	"io"
	"strings"
)

// Ids of the nouns. Each is 13 characters of lower-case Crockford base 32 (65
// bits), so that a handful of characters is a unique prefix in any library and
// none can be confused when read aloud.
type (
	RetrospectiveID string
	EvidenceID      string
	EventID         string
	SectionID       string
	FactorID        string
	ActionItemID    string
	ParticipantID   string
	NoteID          string
	QuestionID      string
	AnswerID        string
	RowID           string
	PrivateNoteID   string
	VerdictID       string
	RevisionID      string
)

var crockford = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

const idLength = 13

// IDs makes ids from a source of random bytes (crypto/rand in the app, a seeded
// one in tests). It is as safe for concurrent use as its source.
type IDs struct{ random io.Reader }

// NewIDs returns a maker of ids that reads from random.
func NewIDs(random io.Reader) IDs { return IDs{random: random} }

// New returns a fresh id. Convert it: retro.EventID(ids.New()). It panics when
// the source of randomness fails, which crypto/rand's never does.
func (ids IDs) New() string {
	var raw [9]byte
	if _, err := io.ReadFull(ids.random, raw[:]); err != nil {
		panic("retro: no randomness: " + err.Error())
	}
	return crockford.EncodeToString(raw[:])[:idLength]
}

// MatchID returns those candidates that are prefix or start with it.
func MatchID[T ~string](prefix string, candidates []T) []T {
	prefix = strings.ToLower(strings.TrimSpace(prefix))
	var found []T
	for _, candidate := range candidates {
		if string(candidate) == prefix {
			return []T{candidate}
		}
		if prefix != "" && strings.HasPrefix(string(candidate), prefix) {
			found = append(found, candidate)
		}
	}
	return found
}
