package export_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/afterword-app/afterword/backend/export"
	"github.com/afterword-app/afterword/backend/retro"
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
	for _, name := range []string{"document.xml", "numbering.xml", "footer.xml", "_rels/document.xml.rels"} {
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

// tallSource has pictures three times as high as they are wide.
type tallSource struct{ fakeSource }

func (s tallSource) Picture(ctx context.Context, id retro.EvidenceID, region *retro.Region) (export.Picture, error) {
	picture, err := s.fakeSource.Picture(ctx, id, region)
	picture.Height = 3 * picture.Width
	return picture, err
}

// A word processor cuts what is higher than a page or wider than its cell.
func TestDOCXPicturesHaveRoom(t *testing.T) {
	t.Parallel()
	extent := regexp.MustCompile(`<wp:extent cx="(\d+)" cy="(\d+)"/>`)
	width := regexp.MustCompile(`<w:tcW w:w="(\d+)"`)
	for name, source := range map[string]export.Source{"wide": fakeSource{width: 1600}, "tall": tallSource{fakeSource{width: 1600}}} {
		in := story()
		in.Source = source
		main := parts(t, render(t, in, "docx").Files[0].Data)["word/document.xml"]
		inCell := 0
		for _, at := range extent.FindAllStringSubmatchIndex(main, -1) {
			wide, _ := strconv.Atoi(main[at[2]:at[3]])
			high, _ := strconv.Atoi(main[at[4]:at[5]])
			room := 9638 // twentieths of a point, of 635 units
			if before := main[:at[0]]; strings.Count(before, "<w:tc>") > strings.Count(before, "</w:tc>") {
				inCell++
				cells := width.FindAllStringSubmatch(before, -1)
				room, _ = strconv.Atoi(cells[len(cells)-1][1])
			}
			if wide > room*635 || high > 4_000_000 {
				t.Errorf("%s: a picture is %d x %d, with room for %d", name, wide, high, room*635)
			}
		}
		if inCell == 0 {
			t.Errorf("%s: no picture stands in a cell", name)
		}
	}
}
