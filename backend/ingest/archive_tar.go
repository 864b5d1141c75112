package ingest

import (
	"archive/tar"
	"bytes"
	"errors"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"github.com/afterword-app/afterword/backend/retro"
)

// tarMagic stands in the header of every file of a tar archive, in POSIX's layout
// and in GNU's: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html
const (
	tarMagic   = "ustar"
	tarMagicAt = 257
)

// PackingHead is how many bytes PackingOf likes to see.
const PackingHead = tarMagicAt + len(tarMagic)

func isTar(head []byte) bool {
	return len(head) >= PackingHead && string(head[tarMagicAt:PackingHead]) == tarMagic
}

// HoldsTar reports whether what gzip or zstd compressed is a tar archive, from the
// first few kilobytes of it.
func HoldsTar(head []byte, packing Packing) bool {
	var inner io.Reader
	switch packing {
	case PackingGzip:
		reader, err := gzip.NewReader(bytes.NewReader(head))
		if err != nil {
			return false
		}
		inner = reader
	case PackingZstd:
		reader, err := zstd.NewReader(bytes.NewReader(head), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(alwaysFine))
		if err != nil {
			return false
		}
		defer reader.Close()
		inner = reader
	case PackingNone, PackingZip, PackingTar:
		return false
	}
	unpacked := make([]byte, PackingHead)
	n, _ := io.ReadFull(inner, unpacked) // the head breaks off where it was cut
	return isTar(unpacked[:n])
}

// listTar finds the files of a tar archive. Where it breaks off, what came before
// is listed and the rest refused.
func (a *Archive) listTar(src io.ReaderAt, size int64) error {
	section := io.NewSectionReader(src, 0, size)
	reader := tar.NewReader(section)
	for entries := 1; ; entries++ {
		header, err := reader.Next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil && !errors.Is(err, tar.ErrInsecurePath):
			if len(a.members)+len(a.refused) == 0 {
				return retro.Errorf(retro.CodeDamaged, "the archive cannot be read: %w", err)
			}
			a.refused = append(a.refused, Refused{"the rest", "the archive breaks off"})
			return nil
		case entries > maxMembers:
			return tooManyMembers(entries)
		}
		name := shownName(header.Name)
		// The reader has no buffer: it stands at the file's first byte.
		from, err := section.Seek(0, io.SeekCurrent)
		if err != nil {
			return retro.Errorf(retro.CodeDamaged, "the archive cannot be read: %w", err)
		}
		switch {
		case header.Typeflag == tar.TypeDir, header.Typeflag == tar.TypeXGlobalHeader, isLitter(name):
		case header.Typeflag != tar.TypeReg, header.PAXRecords["GNU.sparse.major"] != "":
			a.refused = append(a.refused, Refused{name, noFile})
		case from+header.Size > size:
			a.refused = append(a.refused, Refused{name, "the archive breaks off in it"})
		default:
			a.members = append(a.members, Member{Name: name, Modified: noted(header.ModTime), Size: header.Size, open: func() (io.ReadCloser, error) {
				return io.NopCloser(io.NewSectionReader(src, from, header.Size)), nil
			}})
		}
	}
}
