package canvas

import (
	"encoding/binary"
	"io"
)

// mostFontTables bounds the tables of a font, and mostFontBytes what one is rebuilt of.
const (
	mostFontTables = 64
	mostFontBytes  = 64 << 20
)

// lettersNeed are the tables that letters are looked up in and drawn from.
var lettersNeed = map[string]bool{
	"cmap": true, "glyf": true, "head": true, "hhea": true, "hmtx": true, "loca": true, "maxp": true, "name": true, "post": true, "OS/2": true,
	"CFF ": true, //nolint:gocritic // Names of tables have four letters.
}

// realigned is the first font of a file with each table at a place that can be divided
// by four. That is the rule, and some fonts that many machines have, WenQuanYi among
// them, do not keep it. It is nil for what is no font.
func realigned(file io.ReaderAt) []byte {
	order := binary.BigEndian
	read := func(at int64, size int) []byte {
		data := make([]byte, size)
		if _, err := file.ReadAt(data, at); err != nil {
			return nil
		}
		return data
	}
	head := read(0, 16)
	if head == nil {
		return nil
	}
	var begin int64
	if string(head[:4]) == "ttcf" {
		begin = int64(order.Uint32(head[12:]))
	}
	if head = read(begin, 12); head == nil {
		return nil
	}
	directory := read(begin+12, 16*min(int(order.Uint16(head[4:])), mostFontTables))
	var kept [][]byte
	total := 0
	for at := 0; at < len(directory); at += 16 {
		entry := directory[at : at+16]
		if size := int64(order.Uint32(entry[12:])); lettersNeed[string(entry[:4])] && size <= mostFontBytes {
			kept = append(kept, entry)
			total += int(size)
		}
	}
	if len(kept) == 0 || total > mostFontBytes {
		return nil
	}
	order.PutUint16(head[4:], uint16(len(kept))) //nolint:gosec // at most mostFontTables
	font := append(make([]byte, 0, total+64*len(kept)), head...)
	font = append(font, make([]byte, 16*len(kept))...)
	for i, entry := range kept {
		table := read(int64(order.Uint32(entry[8:])), int(order.Uint32(entry[12:])))
		if table == nil {
			return nil
		}
		place := font[12+16*i:]
		copy(place, entry[:8])
		order.PutUint32(place[8:], uint32(len(font))) //nolint:gosec // at most mostFontBytes and a little
		copy(place[12:16], entry[12:])
		font = append(font, table...)
		font = append(font, make([]byte, (4-len(font)%4)%4)...)
	}
	return font
}
