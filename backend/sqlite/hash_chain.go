package sqlite

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"

	"github.com/afterword-app/afterword/backend/sqlite/internal/queries"
)

// chain links a revision to the one before it: the SHA-256 of the previous
// chain, the root and every other column of the row, each text with its length
// before it.
//
// A row keeps the previous chain that it was made with. Where revisions were
// thinned out, a row of revision_gaps keeps the chain at both ends of what is
// gone, so a whole history is sound when each row's chain is the hash of the
// row, and each row's previous is the chain of the row or gap before it.
func chain(r queries.Revision) hash {
	sum := sha256.New()
	write := func(field []byte) {
		var length [8]byte
		binary.BigEndian.PutUint64(length[:], uint64(len(field)))
		_, _ = sum.Write(length[:]) // a hash never fails
		_, _ = sum.Write(field)
	}
	number := func(n int64) { write(binary.BigEndian.AppendUint64(nil, uint64(n))) } //nolint:gosec // only hashed
	write(r.Previous)
	write(r.Root)
	for _, text := range []string{
		string(r.ID), string(r.RetrospectiveID), string(r.Kind), r.Name, r.Reason, r.Author, r.At, string(r.OriginID),
	} {
		write([]byte(text))
	}
	number(r.Seq)
	number(r.Size)
	return hash(sum.Sum(nil))
}

// isSound reports whether the row is what was written, but for words of it that
// were purged.
func isSound(r queries.Revision) bool {
	made := chain(r)
	return bytes.Equal(made[:], r.Chain) || bytes.Equal(made[:], r.Purged)
}
