package sqlite

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"

	"github.com/afterword-app/afterword/backend/retro"
)

// textIndexed is how many bytes of a text evidence are searched.
const textIndexed = 256 << 10

// beginning reads the searched part of a text original, unpacked where its media
// type says that it is compressed. One that is missing or damaged is searched as
// far as it can be read; that is no reason to refuse a save.
func (db *DB) beginning(ctx context.Context, original retro.Hash, mediaType string) (string, error) {
	if original == "" {
		return "", nil
	}
	opened, err := db.OpenBlob(ctx, original)
	switch retro.ErrorCode(err) {
	case "":
	case retro.CodeNotFound, retro.CodeInvalid, retro.CodeDamaged:
		return "", nil
	default:
		return "", err
	}
	defer opened.Close() //nolint:errcheck // it only drops a cache
	// What fails for another reason than the original's own bytes is an error.
	stored := &storedText{src: io.NewSectionReader(opened, 0, opened.Size())}
	text, err := unpackBeginning(stored, mediaType)
	if stored.failure != nil && retro.ErrorCode(stored.failure) != retro.CodeDamaged {
		return "", errors.Join(errors.New("update search index"), stored.failure)
	}
	if err != nil && len(text) == 0 {
		return "", nil // it is no text after all
	}
	return string(text), nil
}

// storedText remembers why an original could not be read on.
type storedText struct {
	src     io.Reader
	failure error
}

func (s *storedText) Read(p []byte) (int, error) {
	n, err := s.src.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		s.failure = err
	}
	return n, err
}

func unpackBeginning(src io.Reader, mediaType string) ([]byte, error) {
	switch mediaType {
	case "application/gzip":
		unpacked, err := gzip.NewReader(src)
		if err != nil {
			return nil, fmt.Errorf("unpack: %w", err)
		}
		src = unpacked
	case "application/zstd":
		unpacked, err := zstd.NewReader(src, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(64<<20), zstd.WithDecoderLowmem(true))
		if err != nil {
			return nil, fmt.Errorf("unpack: %w", err)
		}
		defer unpacked.Close()
		src = unpacked
	}
	return io.ReadAll(io.LimitReader(src, textIndexed)) //nolint:wrapcheck // the caller tells what failed
}
