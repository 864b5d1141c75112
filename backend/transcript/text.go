package transcript

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"unicode/utf16"

	"github.com/afterword-app/afterword/backend/retro"
)

// IsDocument reports whether a file begins as a .docx does.
func IsDocument(data []byte) bool { return bytes.HasPrefix(data, []byte("PK\x03\x04")) }

// Text is what a file says, line by line: UTF-16 is read as such, a .docx gives a line
// for each paragraph. What is no UTF-8 is marked by U+FFFD. CodeDamaged for a document
// that is cut off, CodeInvalid for one that is too large or none.
func Text(data []byte) (string, error) {
	if IsDocument(data) {
		return documentText(data)
	}
	text := string(data)
	switch wide := widthOf(data); wide {
	case nil:
		text = strings.TrimPrefix(text, "\ufeff")
	default:
		units := make([]uint16, len(data)/2)
		for i := range units {
			units[i] = wide.Uint16(data[2*i:])
		}
		text = strings.TrimPrefix(string(utf16.Decode(units)), "\ufeff")
	}
	text = strings.ToValidUTF8(text, "\uFFFD")
	text = strings.ReplaceAll(text, "\r\n", "\n")
	return strings.ReplaceAll(text, "\r", "\n"), nil
}

// widthOf is the order of the bytes of UTF-16, which has a mark at its beginning or a
// zero in every other byte, and nil for all else.
func widthOf(data []byte) binary.ByteOrder {
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		return binary.LittleEndian
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return binary.BigEndian
	}
	head := data[:min(len(data), 512)&^1]
	even, odd := 0, 0
	for i := 0; i < len(head); i += 2 {
		if head[i] == 0 {
			even++
		}
		if head[i+1] == 0 {
			odd++
		}
	}
	switch half := len(head) / 2; {
	case half < 8:
	case odd*10 > half*7 && even == 0:
		return binary.LittleEndian
	case even*10 > half*7 && odd == 0:
		return binary.BigEndian
	}
	return nil
}

// inLine joins the lines of a text in a .docx, which are none there.
var inLine = strings.NewReplacer("\r", "", "\n", " ")

// documentText reads the paragraphs of a .docx. Source: ECMA-376, part 1, 17.3.
func documentText(data []byte) (string, error) {
	damaged := func(err error) (string, error) {
		return "", retro.Errorf(retro.CodeDamaged, "the document cannot be opened: %w", err).WithHint("save it as DOCX again, it may be cut off")
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return damaged(err)
	}
	file, err := archive.Open("word/document.xml")
	if err != nil {
		return "", retro.Errorf(retro.CodeInvalid, "the file is a zip, but no DOCX document")
	}
	defer file.Close() //nolint:errcheck // only read from
	bounded := &io.LimitedReader{R: file, N: Largest}
	decoder := xml.NewDecoder(bounded)
	var text strings.Builder
	isText := false
	for {
		token, err := decoder.Token()
		switch {
		case errors.Is(err, io.EOF):
			return text.String(), nil
		case bounded.N <= 0:
			return "", retro.Errorf(retro.CodeInvalid, "a document of more than %d MB of text is too large", Largest>>20)
		case err != nil:
			return damaged(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			switch token.Name.Local {
			case "t":
				isText = true
			case "tab":
				text.WriteByte('\t')
			case "br", "cr":
				text.WriteByte('\n')
			}
		case xml.EndElement:
			switch token.Name.Local {
			case "t":
				isText = false
			case "p":
				text.WriteByte('\n')
			}
		case xml.CharData:
			if isText {
				text.WriteString(inLine.Replace(string(token)))
			}
		}
	}
}
