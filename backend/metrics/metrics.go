package metrics

import (
	"bytes"
	"io"

	"github.com/afterword-app/afterword/backend/retro"
)

// MediaType is that of an original that is an export of series, and whose text is the
// table that Table makes of it.
const MediaType = "application/vnd.afterword.metrics"

// MaxBytes bounds an export, which is read as a whole.
const MaxBytes = 64 << 20

// reader is one kind of export.
type reader struct {
	// looks reports whether a source may be of the kind, by how it begins.
	looks func(head []byte) bool
	// read returns no series where it is not.
	read func(text []byte) []series
}

// readers never changes.
var readers = []reader{
	{looksLikeJSON, readJSON},
	{looksLikeExposition, readExposition},
	{looksLikeCloudWatch, readCloudWatch},
}

// Looks reports whether a source of so many bytes looks like an export of series, by its
// first few thousand bytes.
func Looks(head []byte, size int64) bool {
	return size <= MaxBytes && find(head) != nil
}

func find(head []byte) *reader {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	for i := range readers {
		if readers[i].looks(head) {
			return &readers[i]
		}
	}
	return nil
}

// Table reads an export and returns its series as a table: CSV with a header, whose
// first column is the time. CodeInvalid for what is no export or has no numbers,
// CodeUnsupported for what is too large.
func Table(src io.Reader) (io.ReadCloser, error) {
	text, err := io.ReadAll(io.LimitReader(src, MaxBytes+1))
	switch {
	case err != nil:
		return nil, err //nolint:wrapcheck // the source's own
	case len(text) > MaxBytes:
		return nil, retro.Errorf(retro.CodeUnsupported, "the export has more than %d MB", MaxBytes>>20)
	}
	text = bytes.TrimLeft(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")), " \t\r\n")
	var found []series
	if kind := find(text); kind != nil {
		found = kind.read(text)
	}
	var table bytes.Buffer
	if err := write(&table, found); err != nil {
		return nil, err
	}
	return io.NopCloser(&table), nil
}
