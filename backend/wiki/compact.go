package wiki

import (
	"archive/zip"
	"bytes"
	"strings"
)

// Compact returns an exported page with the pictures inside it cut out, which is
// all that reading it back needs.
func Compact(data []byte) []byte {
	if !isZip(data) {
		return []byte(withoutPictures(string(data)))
	}
	compact, err := withoutMedia(data)
	if err != nil {
		return data // it is read back as it is, if at all
	}
	return compact
}

func isZip(data []byte) bool { return bytes.HasPrefix(data, []byte("PK\x03\x04")) }

// withoutMedia copies a word processor's document without its pictures.
func withoutMedia(data []byte) ([]byte, error) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err //nolint:wrapcheck // it only says that it did not work
	}
	var out bytes.Buffer
	copied := zip.NewWriter(&out)
	for _, file := range archive.File {
		if strings.HasPrefix(file.Name, "word/media/") {
			continue
		}
		if err := copied.Copy(file); err != nil {
			return nil, err //nolint:wrapcheck // it only says that it did not work
		}
	}
	err = copied.Close()
	return out.Bytes(), err
}
