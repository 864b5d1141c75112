package archive

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"strings"

	"github.com/klauspost/compress/zstd"

	"github.com/afterword-app/afterword/backend/retro"
)

func (a *Archive) listZip(src io.ReaderAt, size int64) error {
	if n := membersClaimed(src, size); n > maxMembers {
		return tooManyMembers(n)
	}
	reader, err := zip.NewReader(src, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return retro.Errorf(retro.CodeDamaged, "the archive cannot be read: %w", err)
	}
	if len(reader.File) > maxMembers {
		return tooManyMembers(len(reader.File))
	}
	reader.RegisterDecompressor(zstd.ZipMethodWinZip, zstd.ZipDecompressor(zstd.WithDecoderMaxMemory(alwaysFine)))
	for _, file := range reader.File {
		name := shownName(file.Name)
		switch mode := file.Mode(); {
		case mode.IsDir(), strings.HasSuffix(file.Name, "/"), isLitter(name):
		case !mode.IsRegular():
			a.refused = append(a.refused, Refused{name, noFile})
		default:
			a.members = append(a.members, Member{Name: name, Modified: noted(file.Modified), open: a.opener(file)})
		}
	}
	return nil
}

// membersClaimed returns how many files the end of a zip says that there are, so
// that a directory of millions is not even read; 0 where it does not say.
func membersClaimed(src io.ReaderAt, size int64) int {
	tail, err := readAt(src, make([]byte, min(size, 1<<16)), max(0, size-1<<16))
	if err != nil {
		return 0
	}
	at := bytes.LastIndex(tail, []byte("PK\x05\x06"))
	if at < 0 || at+12 > len(tail) {
		return 0
	}
	return int(tail[at+10]) | int(tail[at+11])<<8
}

// opener returns what unpacks a file of a zip.
func (a *Archive) opener(file *zip.File) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) {
		const encrypted = 1
		if file.Flags&encrypted != 0 {
			return nil, retro.Errorf(retro.CodeInvalid, "it is encrypted").WithHint("unpack it yourself and add what you need of it")
		}
		reader, err := file.Open()
		if err != nil {
			return nil, retro.Errorf(retro.CodeInvalid, "it cannot be unpacked: %w", err)
		}
		packed := int64(min(file.CompressedSize64, 1<<48))
		return &Unpacked{reader: memberReader{reader, a}, left: limitOf(packed), close: func() { _ = reader.Close() }}, nil
	}
}
