package archive

import (
	"errors"
	"io"
	"time"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"github.com/afterword-app/afterword/backend/retro"
)

// What a source may unpack to: logs shrink to a tenth or a fiftieth, and whatever
// claims more than maxRatio is a bomb unless it is small anyhow.
const (
	maxRatio    = 200
	alwaysFine  = 64 << 20
	maxUnpacked = 8 << 30
)

// Unpacked is the text of a compressed source, read once from its beginning. Reads
// fail with CodeInvalid where it grows beyond all reason, or where nothing of it
// can be unpacked. Close it.
type Unpacked struct {
	// Modified is when the text was last written, zero where nobody noted it.
	Modified time.Time

	reader io.Reader
	close  func()
	left   int64 // bytes that may still come
	some   bool  // bytes came
	cut    bool
}

// Unpack begins to read a source that gzip or zstd compressed, of size bytes.
func Unpack(src io.ReaderAt, size int64, packing Packing) (*Unpacked, error) {
	section := io.NewSectionReader(src, 0, size)
	u := &Unpacked{left: limitOf(size), close: func() {}}
	switch packing {
	case Gzip:
		reader, err := gzip.NewReader(section)
		if err != nil {
			return nil, retro.Errorf(retro.CodeInvalid, "it is not whole: %w", err)
		}
		u.reader, u.Modified = reader, noted(reader.ModTime)
	case Zstd:
		reader, err := zstd.NewReader(section, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(alwaysFine), zstd.WithDecoderMaxWindow(alwaysFine))
		if err != nil {
			return nil, retro.Errorf(retro.CodeInvalid, "it is not whole: %w", err)
		}
		u.reader, u.close = reader, reader.Close
	case None, Zip, Tar:
		u.reader = section
	}
	return u, nil
}

// noted returns the time that a packing gives a file, zero where it is a filler:
// what leaves times out writes 1970, or 1979 or 1980 into a zip.
func noted(modified time.Time) time.Time {
	if modified.Year() < 1981 {
		return time.Time{}
	}
	return modified
}

// limitOf returns to how many bytes a number of compressed ones may unpack.
func limitOf(packed int64) int64 {
	return min(max(alwaysFine, packed*maxRatio), maxUnpacked)
}

// Read implements io.Reader. Where the source breaks off, it ends with what came
// before.
func (u *Unpacked) Read(b []byte) (int, error) {
	n, err := u.reader.Read(b)
	u.some = u.some || n > 0
	if u.left -= int64(n); u.left < 0 {
		return 0, retro.Errorf(retro.CodeInvalid, "it unpacks to over %d times its size, as no log does", maxRatio).
			WithHint("unpack it yourself and add what you need of it")
	}
	switch {
	case err == nil, errors.Is(err, io.EOF):
		return n, err
	case errors.Is(err, errTooLarge):
		return n, retro.Errorf(retro.CodeInvalid, "%w, as no logs do", err).WithHint("unpack it yourself and add what you need of it")
	case !u.some:
		return n, retro.Errorf(retro.CodeInvalid, "it cannot be unpacked: %w", err)
	}
	u.cut = true
	return n, io.EOF
}

// Cut reports whether the source broke off before its end. It is to be asked after
// the last Read.
func (u *Unpacked) Cut() bool { return u.cut }

// Close implements io.Closer.
func (u *Unpacked) Close() error {
	u.close()
	return nil
}
