package main

import (
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"time"
)

// pictures is how many the long document has; it has as many tables.
const pictures = 20

// measureWriting writes a document of 20,000 words in the built page: typing into
// it, with 20 tables and 20 pictures and without, against a bare CodeMirror; opening
// it, and beginning to type; and how far the text jumps while it is scrolled. Of a
// key is measured how long it takes until the frame that shows its letter was
// handed to the screen.
func measureWriting(folder string) ([]row, error) {
	body, _ := documents(20000)
	document := filepath.Join(folder, "writing.md")
	if err := os.WriteFile(document, []byte(body), 0o644); err != nil {
		return nil, err
	}
	if err := writePictures(folder); err != nil {
		return nil, err
	}
	var found struct {
		Empty, Plain, Top, Middle, Open, Write, FirstKey float64 // milliseconds
		Jump                                             float64 // pixels
	}
	if err := inChromium(folder, "writing", &found, "BENCH_DOCUMENT="+document, "BENCH_PICTURES="+folder); err != nil {
		return nil, err
	}
	key := func(what string, took float64) row {
		return row{
			what: what, ours: duration(took), yardstick: "empty CodeMirror", theirs: duration(found.Empty),
			goal: fmt.Sprintf("%s more", time.Second/60),
		}
	}
	const all = "20,000 words, 20 tables, 20 pictures"
	return []row{
		key("a keystroke in 20,000 words", found.Plain),
		key("a keystroke in "+all, found.Top),
		key("a keystroke in the middle of them", found.Middle),
		{what: "open the document, " + all, ours: duration(found.Open), goal: "200ms"},
		{what: "begin to write it", ours: duration(found.Write), goal: "200ms"},
		{what: "the first key after it was opened", ours: duration(found.FirstKey), goal: "100ms"},
		{what: "how far its text jumps while it is scrolled", measured: fmt.Sprintf("%.1f px", found.Jump), goal: "1 px"},
	}, nil
}

// writePictures writes the pictures of the document, each of a size and a colour
// of its own, or they would be one.
func writePictures(folder string) error {
	for i := range pictures {
		picture := image.NewPaletted(image.Rect(0, 0, 640+40*i, 240+60*(i%7)), color.Palette{color.Gray{Y: uint8(10 * i)}, color.White})
		for x := range picture.Rect.Dx() {
			picture.SetColorIndex(x, x*7%picture.Rect.Dy(), 1)
		}
		file, err := os.Create(filepath.Join(folder, fmt.Sprintf("picture-%d.png", i)))
		if err != nil {
			return err
		}
		if err := png.Encode(file, picture); err != nil {
			return err
		}
		if err := file.Close(); err != nil {
			return err
		}
	}
	return nil
}
