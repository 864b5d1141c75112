package archive

import (
	"bytes"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// Packing is how a source is compressed, named by its media type.
type Packing string

// The packings.
const (
	None Packing = ""
	Gzip Packing = "application/gzip"
	Zstd Packing = "application/zstd"
	Zip  Packing = "application/zip"
	Tar  Packing = "application/x-tar"
)

// PackingOf tells a packing by the first HeadBytes bytes of a source; a tar
// archive needs all of them, the others four.
func PackingOf(head []byte) Packing {
	for _, known := range []struct {
		magic   string
		packing Packing
	}{
		{"\x1f\x8b\x08", Gzip},
		{"\x28\xb5\x2f\xfd", Zstd},
		{"PK\x03\x04", Zip},
		{"PK\x05\x06", Zip},
	} {
		if bytes.HasPrefix(head, []byte(known.magic)) {
			return known.packing
		}
	}
	if isTar(head) {
		return Tar
	}
	return None
}

// tarMagic stands in the header of every file of a tar archive, in POSIX's layout
// and in GNU's: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html
const (
	tarMagic   = "ustar"
	tarMagicAt = 257
)

// HeadBytes is how many bytes PackingOf likes to see.
const HeadBytes = tarMagicAt + len(tarMagic)

func isTar(head []byte) bool {
	return len(head) >= HeadBytes && string(head[tarMagicAt:HeadBytes]) == tarMagic
}

// holdsTar reports whether what gzip or zstd compressed is a tar archive, from the
// first few kilobytes of it.
func holdsTar(head []byte, packing Packing) bool {
	var inner io.Reader
	switch packing {
	case Gzip:
		reader, err := gzip.NewReader(bytes.NewReader(head))
		if err != nil {
			return false
		}
		inner = reader
	case Zstd:
		reader, err := zstd.NewReader(bytes.NewReader(head), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(alwaysFine))
		if err != nil {
			return false
		}
		defer reader.Close()
		inner = reader
	case None, Zip, Tar:
		return false
	}
	unpacked := make([]byte, HeadBytes)
	n, _ := io.ReadFull(inner, unpacked) // the head breaks off where it was cut
	return isTar(unpacked[:n])
}

// IsArchive tells what holds several files from a single text, compressed or not, by the
// first few kilobytes of it.
func IsArchive(head []byte) bool {
	packing := PackingOf(head)
	return packing == Zip || packing == Tar || holdsTar(head, packing)
}
