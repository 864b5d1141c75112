package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
)

// textIndexed is how many bytes of a text evidence are searched.
const textIndexed = 256 << 10

// beginning reads the searched part of a text original, unpacked where its media
// type says that it is packed. One that is missing or damaged is searched as
// far as it can be read; that is no reason to refuse a save.
func (db *DB) beginning(ctx context.Context, original retro.Hash, mediaType string) (string, error) {
	if original == "" {
		return "", nil
	}
	if text, ok := db.unpacked(ctx, original, mediaType); ok {
		original, mediaType = text, ""
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
	stored := &storedText{Blob: opened}
	text, err := db.beginningOf(ctx, stored, mediaType)
	if stored.failure != nil && retro.ErrorCode(stored.failure) != retro.CodeDamaged {
		return "", errors.Join(errors.New("update search index"), stored.failure)
	}
	if err != nil && len(text) == 0 {
		return "", nil // it is no text after all
	}
	return string(text), nil
}

// unpacked returns the original that holds the text of a packed one, if it was unpacked
// already: to do it again takes long for a large conversation.
func (db *DB) unpacked(ctx context.Context, original retro.Hash, mediaType string) (retro.Hash, bool) {
	if mediaType == "" || strings.HasPrefix(mediaType, "text/") {
		return "", false
	}
	data, err := db.Derived(ctx, original, library.DerivedText)
	if err != nil {
		return "", false
	}
	text := library.ReadText(data).Hash
	if text == "" {
		return "", false
	}
	opened, err := db.OpenBlob(ctx, text)
	if err != nil {
		return "", false
	}
	return text, opened.Close() == nil
}

// storedText remembers why an original could not be read on.
type storedText struct {
	library.Blob
	failure error
}

func (s *storedText) ReadAt(p []byte, at int64) (int, error) {
	n, err := s.Blob.ReadAt(p, at)
	if err != nil && !errors.Is(err, io.EOF) {
		s.failure = err
	}
	return n, err
}

func (db *DB) beginningOf(ctx context.Context, original library.Blob, mediaType string) ([]byte, error) {
	if db.openText == nil {
		if mediaType != "" && !strings.HasPrefix(mediaType, "text/") {
			return nil, nil
		}
		return io.ReadAll(io.NewSectionReader(original, 0, textIndexed)) //nolint:wrapcheck // the caller tells what failed
	}
	text, err := db.openText(ctx, original, mediaType)
	if err != nil {
		return nil, fmt.Errorf("unpack: %w", err)
	}
	defer text.Close()                                   //nolint:errcheck // only read from
	return io.ReadAll(io.LimitReader(text, textIndexed)) //nolint:wrapcheck // the caller tells what failed
}
