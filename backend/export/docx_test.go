package export_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/afterword-app/afterword/backend/retrotest"
)

// parts unpacks a word processor's document; nil for any other file.
func parts(t *testing.T, data []byte) map[string]string {
	t.Helper()
	if !bytes.HasPrefix(data, []byte("PK")) {
		return nil
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, file := range archive.File {
		reader, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(reader)
		if err != nil {
			t.Fatal(err)
		}
		all[file.Name] = string(text)
	}
	return all
}

// textOf is the text of a file, in whatever it is packed.
func textOf(t *testing.T, data []byte) string {
	t.Helper()
	if all := parts(t, data); all != nil {
		return all["word/document.xml"]
	}
	return string(data)
}

func TestDOCX(t *testing.T) {
	t.Parallel()
	all := parts(t, render(t, story(), "docx").Files[0].Data)
	for _, name := range []string{"document.xml", "numbering.xml", "_rels/document.xml.rels"} {
		retrotest.Golden(t, strings.ReplaceAll(name, "/", "-"), strings.ReplaceAll(all["word/"+name], "><w:p>", ">\n<w:p>"))
	}
	for name, text := range all {
		if !strings.HasSuffix(name, ".xml") && !strings.HasSuffix(name, ".rels") {
			continue
		}
		decoder := xml.NewDecoder(strings.NewReader(text))
		for {
			if _, err := decoder.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
	}
	// What the body refers to is there, and nothing else is.
	for name := range all {
		if media, ok := strings.CutPrefix(name, "word/"); ok && strings.HasPrefix(media, "media/") && !strings.Contains(all["word/_rels/document.xml.rels"], media) {
			t.Errorf("nothing refers to %s", name)
		}
	}
	for id := range strings.SplitSeq(all["word/document.xml"], `r:embed="`) {
		if ref, _, ok := strings.Cut(id, `"`); ok && strings.HasPrefix(ref, "rId") && !strings.Contains(all["word/_rels/document.xml.rels"], `Id="`+ref+`"`) {
			t.Errorf("%s is nowhere", ref)
		}
	}
}
