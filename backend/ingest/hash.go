package ingest

import (
	"encoding/binary"
	"math/bits"
)

// hashMessage hashes a line without its stamp. The hashes of the lines of an entry
// are added, so that a record which lies across two chunks has the same as one that
// does not.
func hashMessage(line []byte, h *head) uint32 {
	message := hash(line[h.prefix+h.to:])
	if before := h.prefix + h.from; before > 0 { // The hash of nothing is zero.
		message += hash(line[:before])
	}
	return message
}

// hash is a quick hash of bytes that is the same on all machines. It need not
// withstand anybody: who writes two lines that collide folds their own.
func hash(b []byte) uint32 {
	const (
		prime  = 0x9E3779B97F4A7C15
		second = 0xC2B2AE3D27D4EB4F
	)
	h := uint64(len(b)) * prime
	for len(b) >= 8 {
		h = (bits.RotateLeft64(h, 29) ^ binary.LittleEndian.Uint64(b)) * prime
		b = b[8:]
	}
	var tail uint64
	for i, c := range b {
		tail |= uint64(c) << (8 * i)
	}
	h = (bits.RotateLeft64(h, 29) ^ tail) * second
	h ^= h >> 32
	return uint32(h * prime >> 32)
}
