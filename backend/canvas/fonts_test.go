package canvas_test

import (
	"encoding/binary"
	"slices"
	"testing"

	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/sfnt"
)

// blocks is a font in which some letters, and no others, are black squares: Go Mono with
// another table of letters.
func blocks(t *testing.T, letters ...rune) []byte {
	t.Helper()
	font, err := sfnt.Parse(gomono.TTF)
	if err != nil {
		t.Fatal(err)
	}
	var buffer sfnt.Buffer
	square, err := font.GlyphIndex(&buffer, '█')
	if err != nil || square == 0 {
		t.Fatalf("Go Mono has no square: %v", err)
	}
	slices.Sort(letters)
	order := binary.BigEndian
	// One table for Unicode, in format 12: groups of letters and the first glyph of each.
	cmap := []byte{0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12, 0, 12, 0, 0}
	cmap = order.AppendUint32(cmap, uint32(16+12*len(letters)))
	cmap = order.AppendUint32(cmap, 0)
	cmap = order.AppendUint32(cmap, uint32(len(letters)))
	for _, letter := range letters {
		for _, value := range []uint32{uint32(letter), uint32(letter), uint32(square)} {
			cmap = order.AppendUint32(cmap, value)
		}
	}
	data := slices.Clone(gomono.TTF)
	for at := 12; at < 12+16*int(order.Uint16(data[4:])); at += 16 {
		if string(data[at:at+4]) == "cmap" {
			for len(data)%4 > 0 {
				data = append(data, 0)
			}
			order.PutUint32(data[at+8:], uint32(len(data)))
			order.PutUint32(data[at+12:], uint32(len(cmap)))
			return append(data, cmap...)
		}
	}
	t.Fatal("Go Mono has no table of letters")
	return nil
}

// askew is a collection of one font whose tables begin at odd places.
func askew(font []byte) []byte {
	order := binary.BigEndian
	head := append([]byte("ttcf\x00\x01\x00\x00\x00\x00\x00\x01"), 0, 0, 0, 16)
	tables := 12 + 16*int(order.Uint16(font[4:]))
	moved := len(head) + 1 // the directory stays where it is even
	data := slices.Concat(head, font[:tables], []byte{0}, font[tables:])
	for at := len(head) + 12; at < len(head)+tables; at += 16 {
		order.PutUint32(data[at+8:], order.Uint32(data[at+8:])+uint32(moved))
	}
	return data
}
